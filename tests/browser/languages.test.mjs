// Every type of page of the project's own site in each of its languages: accessible, in one column on a phone, and
// what it says of its language is so.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import { address, launch, watch } from "./chromium.mjs";
import { RULES, SIZES, stillness, violation } from "./judging.mjs";
import { serve } from "./server.mjs";
import { build, firstIn, project } from "./site.mjs";

const LANGUAGES = ["es", "fr", "ar", "pt", "sv"];

/** One page of each type that the site has in each of its languages. */
function pagesOf(out) {
  return [
    "/",
    "/guides/",
    "/cases/",
    "/people/",
    "/requests/",
    "/topics/",
    firstIn(out, "topics"),
    "/guides/which-licence-the-partner-must-choose/",
    "/cases/wiki-loves-monuments-uganda/",
    "/how-it-works/",
    "/desk/",
    "/desk/figures/",
    firstIn(out, "desk/people"),
    "/desk/ask/",
    "/search/",
    "/a-z/",
  ];
}

describe("the project's own site", () => {
  const out = build(project);
  let browser;
  let server;
  before(async () => {
    server = await serve(out);
    browser = await launch(server);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const language of LANGUAGES) {
    for (const page of pagesOf(out)) {
      const path = `/${language}${page}`;
      test(`${path} is accessible on a phone and on a desk`, async () => {
        const context = await browser.newContext({ viewport: SIZES.phone });
        const page = await context.newPage();
        const faults = watch(page);
        await page.goto(address + path, { waitUntil: "load" });
        const html = page.locator("html");
        assert.equal(await html.getAttribute("lang"), language);
        assert.equal(await html.getAttribute("dir"), language === "ar" ? "rtl" : "ltr");
        await page.evaluate(axe.source);
        for (const [size, colorScheme] of [["phone", "light"], ["desk", "dark"]]) {
          await page.setViewportSize(SIZES[size]);
          await page.emulateMedia({ colorScheme });
          await page.evaluate(stillness);
          const [content, window] = await page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            return [scrollWidth, clientWidth];
          });
          assert.ok(content <= window, `${content} px wide in a window of ${window} px`);
          const found = await page.evaluate((runOnly) => globalThis.axe.run({ runOnly }), RULES);
          assert.deepEqual(found.violations.map(violation), []);
        }
        assert.deepEqual(faults, []);
        await context.close();
      });
    }
  }
});
