// What the search page is like with all that it can show: on a phone and on a desk, light and dark, from
// left to right and from right to left, on a slow line, and where its files are missing.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import axe from "axe-core";
import { address, launch, watch } from "./chromium.mjs";
import { comes, find, searchSite, status, titles } from "./searching.mjs";
import { serve } from "./server.mjs";
import { build } from "./site.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

describe("the search page", () => {
  const out = build(searchSite);
  let browser;
  let server;
  let context;
  let page;
  let faults;
  before(async () => {
    server = await serve(out);
    browser = await launch(server);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  async function visit(path, options = {}) {
    await context?.close();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    faults = watch(page);
    if (path) await page.goto(address + path);
  }

  /** What is too small to hit, too wide for the window, or a finding of axe. */
  async function check(told) {
    const [content, window] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    assert.ok(content <= window, `${told}: ${content} px wide in a window of ${window} px`);
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate((values) => window.axe.run({ runOnly: { type: "tag", values } }), RULES);
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`).join("\n")}`);
    assert.deepEqual(found, [], told);
    // A box is pressed by its label, and a link within a line of text has the height of the line.
    const small = await page.locator("#search button, #search input, .found button, .found label, .found summary, .found h3 a, #search-near a")
      .locator("visible=true").evaluateAll((all) => all.map((element) => [element.outerHTML, element.getBoundingClientRect()])
        .filter(([, { width, height }]) => width < 24 || height < 24).map(([html, { width, height }]) => `${html} ${width} × ${height}`));
    assert.deepEqual(small, [], told);
  }

  for (const [lang, dir, half, wrong] of [["en", "ltr", "harbour", "lighthose harbour "], ["ar", "rtl", "المتحف", "المتتحف الميناء "]]) {
    for (const width of [360, 1280]) {
      for (const colorScheme of ["light", "dark"]) {
        test(`it is accessible and fits with all that it can show: ${dir}, ${width} px, ${colorScheme}`, async () => {
          await visit(lang === "en" ? "/search/" : `/${lang}/search/`, { viewport: { width, height: 800 }, colorScheme });
          assert.equal(await page.locator("html").getAttribute("dir"), dir);
          await check("empty");
          await find(page, half);
          const filters = page.locator("#search-filters");
          assert.equal(await filters.getAttribute("open"), width === 360 ? null : "", "filters are open where there is room");
          await check("results");
          if (width === 360) await filters.locator("> summary").click();
          for (const name of ["topic", "country", "content-type", "tool", "status"]) {
            const facet = filters.locator(`[data-facet="${name}"]`);
            await facet.locator("summary").click();
            await comes(() => facet.locator("li").count().then((count) => count > 0), true);
          }
          await filters.getByRole("checkbox").first().check();
          await comes(() => page.evaluate(() => document.activeElement.type), "checkbox");
          await check("filters");
          await find(page, wrong);
          assert.ok(await page.locator("#search-corrected").isVisible());
          await check("corrections");
          await page.goto(page.url().replace(/\?.*/, "?q=xqzzxq"));
          await comes(() => page.locator("#search-near a").count().then((count) => count > 0), true);
          await check("nothing found");
          await find(page, "Unbreakable".repeat(60));
          await check("a word that is too long for the window");
          assert.deepEqual(faults, []);
        });
      }
    }
  }

  test("where the index is missing, that is said, and the lists are there", async () => {
    await visit();
    await page.route("**/search/index.js", (route) => route.fulfill({ status: 404, contentType: "text/html", body: "<p>Gone" }));
    const thrown = [];
    page.on("pageerror", (error) => thrown.push(String(error)));
    await page.goto(`${address}/search/?q=harbour`);
    await comes(() => status(page), "The search could not be loaded. Try again, or use the lists below.");
    assert.ok(await page.getByRole("heading", { name: "Browse" }).isVisible());
    assert.equal(await page.locator("#search-filters").isVisible(), false);
    await check("without an index");
    assert.deepEqual(thrown, []);
    assert.deepEqual(faults.filter((fault) => !fault.includes("404 (Not Found)")), []);
    // As soon as it is there, the next letter finds.
    await page.unroute("**/search/index.js");
    await find(page, "dockers");
    assert.deepEqual(await titles(page), ["Voices of the dock"]);
  });

  test("a host that answers everything with a page is no index either", async () => {
    await visit();
    await page.route("**/search/**/*-0.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    await page.goto(`${address}/search/?q=harbour`);
    await comes(() => status(page), /could not be loaded/);
    assert.deepEqual(faults, []);
  });

  test("a site that was built anew since the page was opened is searched as it is now", async () => {
    await visit("/search/?q=harbour");
    await comes(async () => (await titles(page)).length, 10);
    let gone = 0;
    let again = 0;
    // The files that the first index names are there no more, until it is asked for again.
    await page.route("**/search/*/*.js", (route) => (again ? route.continue() : route.fulfill({ status: 404, body: `${gone += 1}` })));
    await page.route("**/search/index.js", (route) => {
      again += 1;
      return route.continue();
    });
    await find(page, "dockers");
    assert.deepEqual(await titles(page), ["Voices of the dock"]);
    assert.ok(gone > 0 && again === 1, `${gone} were gone, ${again}`);
  });

  test("on a slow line the last query wins, and nothing is fetched to show what was found for others", async () => {
    await visit();
    let requests = 0;
    const texts = [];
    await page.route("**/search/**/*.js", async (route) => {
      if (/-\d+\.js$/.test(route.request().url())) texts.push(route.request().url());
      // Earlier ones take longer.
      await wait(Math.max(40, 400 - 60 * (requests += 1)));
      await route.continue();
    });
    await page.goto(`${address}/search/`);
    const field = page.locator("#search-q");
    for (const text of ["harbour", "glass negatives", "schooner", "interviews", "keepers"]) {
      await field.fill(text);
      await wait(70);
    }
    await page.locator('html[data-searched="keepers"]').waitFor({ state: "attached" });
    const found = await titles(page);
    assert.equal(found[0], "Lighthouses on Wikidata");
    await wait(600);
    assert.deepEqual(await titles(page), found);
    assert.equal(texts.length, found.length, texts.join("\n"));
    assert.equal(new URL(page.url()).search, "?q=keepers");
    assert.deepEqual(faults, []);
  });

  test("a search weighs little", async () => {
    await visit();
    const weights = [];
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      if (!/\/search\/.*\.js$|\/theme\/search/.test(pathname)) return;
      weights.push(response.body().then((body) => [pathname, gzipSync(body, { level: 9 }).length]));
    });
    await page.goto(`${address}/search/`);
    assert.deepEqual((await Promise.all(weights)).map(([path]) => path).sort(), ["/theme/search-engine.js", "/theme/search.js"]);
    await find(page, "harbour museum");
    const loaded = await Promise.all(weights);
    const total = loaded.reduce((sum, [, bytes]) => sum + bytes, 0);
    assert.ok(total < 40_000, `${total} bytes: ${JSON.stringify(loaded)}`);
    const [, engine] = loaded.find(([path]) => path.endsWith("search-engine.js"));
    assert.ok(engine < 12_000, `${engine} bytes`);
  });
});
