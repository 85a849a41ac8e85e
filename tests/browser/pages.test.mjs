// What holds for every type of page, of the project's own site and of the example: on a phone and on
// a desk, light and dark, from left to right and from right to left, with and without scripts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import axe from "axe-core";
import { address, launch, watch } from "./chromium.mjs";
import { RULES, SIZES, stillness, violation } from "./judging.mjs";
import { commonPages, documentationPages, examplePages } from "./pages.mjs";
import { serve } from "./server.mjs";
import { build, documentation, example, project } from "./site.mjs";

/** The most that a page and all it loads may weigh without its images, as gzip sends it. */
const HEAVIEST = 30_000;

/**
 * The most that a phone needs before it can show its first screen: what a server sends at once, without waiting to be told
 * that some has come (RFC 6928 has ten segments).
 */
const FIRST_SCREEN = 14_000;

const sites = [
  ["the project's own site", project, commonPages],
  ["the documentation", documentation, documentationPages],
  ["the example", example, examplePages],
];

for (const [name, root, pagesOf] of sites) {
  describe(name, () => {
    const out = build(root);
    let browser;
    let plain;
    let server;
    before(async () => {
      server = await serve(out);
      browser = await launch(server);
      plain = await browser.newContext({ javaScriptEnabled: false });
    });
    after(async () => {
      await browser?.close();
      await server?.close();
    });

    for (const [type, path] of pagesOf(out)) {
      describe(`${type} (${path})`, () => {
        const check = (title, body) => test(`${path} ${title}`, body);
        let context;
        let page;
        let faults;
        let weights;
        before(async () => {
          context = await browser.newContext({ viewport: SIZES.desk });
          page = await context.newPage();
          faults = watch(page);
          weights = weigh(page);
          await page.goto(address + path, { waitUntil: "load" });
        });
        after(() => context?.close());

        check("loads without a fault and from its own place only", () => {
          assert.deepEqual(faults, []);
        });

        check("weighs little", async () => {
          const parts = await Promise.all(weights);
          const total = parts.reduce((sum, [, bytes]) => sum + bytes, 0);
          assert.ok(total <= HEAVIEST, `${total} bytes: ${JSON.stringify(parts)}`);
        });

        check("is seen on a phone after little", async () => {
          const reader = await plain.newPage();
          await reader.setViewportSize(SIZES.phone);
          const html = await (await reader.goto(address + path)).text();
          const { count, last, needed } = await reader.evaluate(() => {
            const all = [...document.querySelectorAll("*")];
            const seen = (element) => {
              const { width, height, top } = element.getBoundingClientRect();
              return width > 0 && height > 0 && top < innerHeight;
            };
            const sheets = [...document.querySelectorAll('link[rel="stylesheet"]')].filter(({ media }) => matchMedia(media).matches);
            const scripts = document.querySelectorAll("script[src]:not([defer], [async])");
            return {
              count: all.length,
              last: all.findLastIndex(seen),
              needed: [...sheets, ...scripts].map((element) => new URL(element.href ?? element.src).pathname),
            };
          });
          const tags = [...html.matchAll(/<[a-z][^>]*>/g)];
          assert.equal(tags.length, count, "each element is written as one tag");
          const screen = html.slice(0, tags[last + 1]?.index);
          await reader.close();
          const parts = [[path, screen], ...needed.map((file) => [file, readFileSync(join(out, file))])]
            .map(([file, bytes]) => [file, gzipSync(bytes, { level: 9 }).length]);
          const total = parts.reduce((sum, [, bytes]) => sum + bytes, 0);
          assert.ok(needed.includes("/theme/style.css") && needed.includes("/theme/scheme.js"), JSON.stringify(needed));
          assert.ok(total <= FIRST_SCREEN, `${total} bytes, ${JSON.stringify(parts)}`);
        });

        check("says what it is", async () => {
          assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
          assert.equal(await page.getByRole("main").count(), 1);
          const language = path.match(/^\/(sv|ar)\//)?.[1] ?? "en";
          const html = page.locator("html");
          assert.equal(await html.getAttribute("lang"), language);
          assert.equal(await html.getAttribute("dir"), language === "ar" ? "rtl" : "ltr");
          assert.notEqual(await page.title(), "");
        });

        for (const [size, viewport] of Object.entries(SIZES)) {
          check(`fits a ${size}`, async () => {
            await page.setViewportSize(viewport);
            const [content, window] = await page.evaluate(() => {
              const { scrollWidth, clientWidth } = document.documentElement;
              return [scrollWidth, clientWidth];
            });
            assert.ok(content <= window, `${content} px wide in a window of ${window} px`);
          });

          for (const colorScheme of ["light", "dark"]) {
            check(`is accessible on a ${size}, ${colorScheme}`, async () => {
              await page.setViewportSize(viewport);
              await page.emulateMedia({ colorScheme });
              await page.evaluate(stillness);
              await page.evaluate(axe.source);
              const found = await page.evaluate((runOnly) => window.axe.run({ runOnly }), RULES);
              assert.deepEqual(found.violations.map(violation), []);
            });
          }
        }

        check("prints its content and not its navigation", async () => {
          await page.emulateMedia({ media: "print" });
          assert.ok(await page.getByRole("main").isVisible());
          for (const navigation of await page.getByRole("navigation").all()) {
            assert.equal(await navigation.isVisible(), false);
          }
          await page.emulateMedia({ media: "screen" });
        });

        check("can be read without scripts and without styles", async () => {
          const reader = await plain.newPage();
          const text = await mainText(reader, address + path);
          await reader.route(/\.css$/, (route) => route.abort());
          const unstyled = await mainText(reader, address + path);
          await reader.close();
          assert.ok(text.length > 20, text);
          assert.ok(unstyled.length > 20, unstyled);
        });
      });
    }
  });
}

/** The weight of everything that the page loads, images left out: pairs of address and bytes. */
function weigh(page) {
  const weights = [];
  page.on("response", (response) => {
    const request = response.request();
    if (request.resourceType() === "image" || response.status() >= 300) return;
    const { pathname } = new URL(request.url());
    weights.push(response.body().then((body) => [pathname, gzipSync(body, { level: 9 }).length]));
  });
  return weights;
}

async function mainText(page, url) {
  await page.goto(url);
  return page.getByRole("main").innerText();
}
