// What the search page is like with all that it can show: on a phone and on a desk, light and dark, from
// left to right and from right to left, on a slow line, and where its files are missing.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
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
    if (path) await page.goto(path.includes("://") ? path : address + path);
  }

  /** From the next page on notes what moves, also what follows a key or a wheel: what was typed then, how much it was, and what. */
  const watchMoves = () => page.addInitScript(() => {
    window.moved = [];
    new PerformanceObserver((list) => {
      const typed = document.querySelector("#search-q, dialog input")?.value;
      for (const { value, sources } of list.getEntries()) window.moved.push([typed, value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80))]);
    }).observe({ type: "layout-shift", buffered: true });
  });
  const moves = () => page.evaluate(() => window.moved);

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
    const small = await page.locator("#search button, #search input[type=search], #search label, .found button, .found label, .found summary, .found h3 a, #search-near a")
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
    await comes(async () => (await titles(page)).length, 4);
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
      await wait(30);
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

  test("what was found is one list, in a region whose heading says what was asked", async () => {
    await visit("/search/?q=boat");
    const region = page.getByRole("region", { name: "Results for “boat”", exact: true });
    await region.getByRole("list").and(page.locator("ol")).waitFor();
    assert.equal(await region.locator("ol").count(), 1);
    assert.equal(await region.getByRole("heading", { level: 2 }).innerText(), "Results for “boat”");
    assert.match(await region.getByRole("status").first().innerText(), /^Results: \d+$/);
    await region.getByRole("checkbox", { name: /^Cases/ }).click();
    await comes(() => page.locator("#search-heading").innerText(), "Results for “boat” · Cases");
    await page.goto(`${address}/ar/search/?q=xqzzxq`);
    await page.getByRole("region", { name: "نتائج «xqzzxq»" }).getByText("لم يُعثر على شيء.").waitFor();
    await page.goto(`${address}/zh/search/?q=%E8%AE%B8%E5%8F%AF`);
    await comes(() => page.locator('#search-heading > [lang="en"]').innerText(), "Results for “许可”");
    await page.goto(`${address}/search/`);
    assert.equal(await page.getByRole("heading", { name: "Results" }).count(), 0, "without a question there is nothing to name");
    assert.deepEqual(faults, []);
  });

  /** What the device can do with an address is kept in `told`. */
  const device = (ways) => page.addInitScript((ways) => {
    window.told = [];
    const way = (result) => async (given) => {
      window.told.push(given.url ?? given);
      if (result) throw new DOMException("", result);
    };
    Object.defineProperty(navigator, "share", { value: "share" in ways ? way(ways.share) : undefined });
    Object.defineProperty(navigator, "clipboard", { value: "copy" in ways ? { writeText: way(ways.copy) } : undefined });
  }, ways);

  for (const [what, ways, name, said, told] of [
    ["are shared by what the device has for it", { share: null, copy: null }, "Share", "", true],
    ["are not shared by who changes their mind", { share: "AbortError" }, "Share", "", true],
    ["are copied elsewhere, and that is said", { copy: null }, "Copy link", "The link is copied.", true],
    ["are not said to be copied where they are not", { copy: "NotAllowedError" }, "Copy link", "The link could not be copied. Copy it from the address bar.", true],
    ["cannot be copied where there is no clipboard", {}, "Copy link", "The link could not be copied. Copy it from the address bar.", false],
  ]) {
    test(`results ${what}`, async () => {
      await visit("");
      await device(ways);
      await page.goto(`${address}/search/`);
      assert.equal(await page.getByRole("button", { name }).count(), 0, "there is nothing to share yet");
      await find(page, "harbour");
      await page.getByRole("button", { name }).click();
      await comes(() => page.locator("#search-shared").innerText(), said);
      assert.deepEqual(await page.evaluate(() => window.told), told ? [`${address}/search/?q=harbour`] : []);
      await find(page, "boat");
      assert.equal(await page.locator("#search-shared").innerText(), "");
      assert.deepEqual(faults, []);
    });
  }

  test("the address of a file is nothing to share", async () => {
    await visit(`${pathToFileURL(join(out, "search/index.html")).href}?q=harbour`);
    await comes(async () => (await titles(page)).length, 4);
    assert.equal(await page.getByRole("button", { name: /Share|Copy link/ }).count(), 0);
  });

  test("on paper there are the question, the number and what was found with its addresses, and nothing to press", async () => {
    await visit("/search/?q=harbour&kind=case");
    await comes(async () => (await titles(page)).length > 1, true);
    await page.emulateMedia({ media: "print" });
    const main = page.getByRole("main");
    const text = await main.innerText();
    assert.match(text, /Results for “harbour” · Cases\s+Results: \d+/);
    for (const title of await titles(page)) assert.ok(text.includes(title), title);
    const { width, height } = await page.locator("#search-heading").boundingBox();
    assert.ok(width > 100 && height > 10, "the heading is seen");
    const addresses = await page.locator("#search-results h3 a").evaluateAll((links) => links.map((link) =>
      [getComputedStyle(link, "::after").content, getComputedStyle(link, "::after").display, link.href]));
    for (const [content, display, href] of addresses) assert.deepEqual([content, display], [`"${href}"`, "block"]);
    for (const role of ["button", "checkbox", "searchbox"]) assert.equal(await page.getByRole(role).count(), 0, role);
    for (const gone of ["Not what you need?", "Browse", "Filter", "Find cases"]) assert.ok(!text.includes(gone), gone);
    assert.deepEqual(faults, []);
  });

  for (const width of [360, 1280]) {
    for (const [where, path] of [["on the search page", "/search/"], ["in the box", "/guides/first-batch/"]]) {
      test(`nothing moves while one types ${where}, at ${width} px`, async () => {
        await visit("", { viewport: { width, height: 800 } });
        await watchMoves();
        await page.goto(address + path);
        if (path !== "/search/") await page.locator(".site-search input").click();
        const field = page.locator("#search-q, dialog[open] input[type=search]");
        await field.waitFor();
        await field.focus();
        // What is found at once and not at all, much and little, and what is corrected.
        for (const text of ["xqz", "harbour museum", "lighthose keepers"]) {
          for (const letter of text) {
            await page.keyboard.type(letter);
            await wait(50);
          }
          await page.locator(`[data-searched="${text}"]`).waitFor({ state: "attached" });
          for (let left = text.length; left > 0; left -= 1) {
            await page.keyboard.press("Backspace");
            await wait(30);
          }
          await page.locator('[data-searched=""]').waitFor({ state: "attached" });
        }
        await wait(200);
        assert.deepEqual(await moves(), []);
      });
    }
  }

  for (const width of [360, 1280]) {
    test(`nothing moves when results come by scrolling, at ${width} px`, async () => {
      await visit("", { viewport: { width, height: 800 } });
      await watchMoves();
      await page.goto(`${address}/search/?q=harbour`);
      const count = async () => (await titles(page)).length;
      for (const shown of [4, 8, 12]) {
        await comes(count, shown);
        await page.mouse.wheel(0, 400);
      }
      await wait(200);
      assert.deepEqual(await moves(), []);
    });
  }

  for (const width of [360, 1280]) {
    test(`nothing moves when the scripts come late, at ${width} px`, async () => {
      await visit("", { viewport: { width, height: 800 } });
      await watchMoves();
      await page.route("**/theme/search.js", async (route) => {
        await wait(500);
        await route.continue();
      });
      for (const query of ["", "?q=harbour", "?q=xqzzxq"]) {
        await page.goto(`${address}/search/${query}`);
        await page.locator("[data-searched]").waitFor({ state: "attached" });
        await wait(200);
        assert.deepEqual(await moves(), [], query);
      }
    });
  }

  test("a search weighs little", async () => {
    await visit();
    const weights = [];
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      if (!/\/search\/.*\.js$|\/theme\/search/.test(pathname)) return;
      weights.push(response.body().then((body) => [pathname, gzipSync(body, { level: 9 }).length]));
    });
    await page.goto(`${address}/search/`);
    assert.deepEqual((await Promise.all(weights)).map(([path]) => path).sort(), ["/search/words.js", "/theme/search-parts.js", "/theme/search.css", "/theme/search.js"]);
    await find(page, "harbour museum");
    const loaded = await Promise.all(weights);
    const total = loaded.reduce((sum, [, bytes]) => sum + bytes, 0);
    assert.ok(total < 40_000, `${total} bytes: ${JSON.stringify(loaded)}`);
    const [, engine] = loaded.find(([path]) => path.endsWith("search-engine.js"));
    assert.ok(engine < 12_000, `${engine} bytes`);
  });
});
