// The last searches of a reader: kept by the browser alone, shown where nothing is asked yet, and gone when they say so.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import { address, launch, watch } from "./chromium.mjs";
import { comes, find, searchSite, titles } from "./searching.mjs";
import { serve } from "./server.mjs";
import { build } from "./site.mjs";

describe("recent searches", () => {
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

  /** A new visitor. */
  async function visit(path, options = {}) {
    await context?.close();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    faults = watch(page);
    if (path) await page.goto(address + path);
  }

  const box = () => page.getByRole("dialog");
  const open = async (path) => {
    await page.goto(address + path);
    await page.locator(".site-search input").click();
    await box().waitFor();
  };
  /** Asks in the box of a page, and waits for the answer. */
  const askIn = async (path, text) => {
    await open(path);
    await box().getByRole("combobox").fill(text);
    await page.locator(`dialog[data-searched=${JSON.stringify(text)}]`).waitFor();
  };
  const region = () => page.getByRole("region", { name: "Recent searches" });
  const questions = () => region().getByRole("link").allInnerTexts();
  const stored = () => page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith("casebook-searches")).map(([, value]) => value).join());
  const focus = () => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.id);

  test("those that led to a page or were asked for are kept, the last first, on every page of the site", async () => {
    await visit("/search/");
    assert.equal(await region().count(), 0, "nothing was searched yet");
    await find(page, "dockers");
    assert.equal(await stored(), "", "what is only typed is not kept");
    await page.getByRole("link", { name: "Voices of the dock" }).click();
    await page.waitForURL(/voices-of-the-dock/);
    await page.goto(`${address}/search/`);
    await page.locator("#search-q").fill(" <b>quay & more ");
    await page.keyboard.press("Enter");
    await askIn("/sv/guides/first-batch/", "openrefine");
    await box().getByRole("option").first().click();
    await page.waitForURL(/openrefine/);
    await askIn("/guides/first-batch/", "keepers");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\//);
    await askIn("/guides/first-batch/", "dockers");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\//);
    const kept = ["dockers", "keepers", "openrefine", "<b>quay & more"];
    await page.goto(`${address}/search/`);
    await comes(questions, kept);
    assert.match(await region().innerText(), /They stay on this device\./);
    await open("/tools/openrefine/");
    await comes(questions, kept);
    assert.deepEqual(faults, []);
  });

  test("there are eight at most, and they make room for what is found", async () => {
    await visit("/search/");
    for (let number = 1; number <= 10; number += 1) {
      await find(page, `harbour ${number}`);
      await page.keyboard.press("Enter");
    }
    await page.locator("#search-q").fill("");
    await comes(questions, [10, 9, 8, 7, 6, 5, 4, 3].map((number) => `harbour ${number}`));
    await find(page, "boat");
    assert.equal(await region().count(), 0);
    await open("/guides/first-batch/");
    assert.equal((await questions()).length, 8);
    await box().getByRole("combobox").fill("boat");
    await comes(() => region().count(), 0);
  });

  test("one is asked again where the reader is", async () => {
    await visit("/search/");
    await find(page, "dockers");
    await page.keyboard.press("Enter");
    await page.goto(`${address}/search/`);
    await region().getByRole("link", { name: "dockers" }).click();
    await comes(() => titles(page), ["Voices of the dock"]);
    assert.equal(new URL(page.url()).search, "?q=dockers");
    assert.equal(await focus(), "search-q");
    await page.goBack();
    await comes(questions, ["dockers"]);
    await open("/guides/first-batch/");
    await region().getByRole("link", { name: "dockers" }).click();
    await box().getByRole("option", { name: "Voices of the dock" }).waitFor();
    assert.equal(new URL(page.url()).pathname, "/guides/first-batch/");
    assert.equal(await box().getByRole("combobox").inputValue(), "dockers");
    assert.equal(await focus(), "Search this site");
    assert.deepEqual(faults, []);
  });

  for (const [where, path, field] of [["on the search page", "/search/", "search-q"], ["in the box", "/guides/first-batch/", "Search this site"]]) {
    test(`each can be removed and all can be cleared, by keyboard, ${where}`, async () => {
      await visit("/search/");
      for (const text of ["one", "two", "three", "four"]) {
        await find(page, text);
        await page.keyboard.press("Enter");
      }
      await (path === "/search/" ? page.goto(address + path) : open(path));
      await comes(questions, ["four", "three", "two", "one"]);
      await region().getByRole("button", { name: "Remove “three”" }).focus();
      await page.keyboard.press("Enter");
      assert.deepEqual(await questions(), ["four", "two", "one"]);
      assert.equal(await focus(), "Remove “two”", "the focus goes on to what came in its place");
      await region().getByRole("button", { name: "Remove “one”" }).focus();
      await page.keyboard.press("Enter");
      assert.equal(await focus(), "Remove “two”");
      assert.equal(await stored(), '["four","two"]');
      await region().getByRole("button", { name: "Clear all" }).focus();
      await page.keyboard.press("Enter");
      assert.equal(await region().count(), 0);
      assert.equal(await focus(), field);
      assert.equal(await stored(), "");
      assert.deepEqual(faults, []);
    });
  }

  test("where the browser keeps nothing, or something else, all works and nothing is kept", async () => {
    for (const broken of [
      () => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("No", "SecurityError"); } }),
      () => { for (const name of ["getItem", "setItem", "removeItem"]) Storage.prototype[name] = () => { throw new DOMException("Full", "QuotaExceededError"); }; },
      () => localStorage.setItem("casebook-searches:/", '{"not": "a list"'),
      () => localStorage.setItem("casebook-searches:/", '[1, null, {"q": "x"}]'),
    ]) {
      await visit();
      await page.addInitScript(broken);
      await page.goto(`${address}/search/`);
      await find(page, "dockers");
      await page.keyboard.press("Enter");
      await page.goto(`${address}/search/`);
      await page.getByRole("heading", { name: "Browse" }).waitFor();
      assert.equal(await region().count(), 0);
      await askIn("/guides/first-batch/", "dockers");
      await box().getByRole("option", { name: "Voices of the dock" }).click();
      await page.waitForURL(/voices-of-the-dock/);
      assert.deepEqual(faults, []);
    }
  });

  for (const [lang, dir] of [["en", "ltr"], ["ar", "rtl"]]) {
    for (const width of [360, 1280]) {
      test(`they are accessible, and fit: ${dir}, ${width} px`, async () => {
        const prefix = lang === "en" ? "" : `/${lang}`;
        await visit(`${prefix}/search/`, { viewport: { width, height: 740 }, colorScheme: width === 360 ? "dark" : "light" });
        for (const text of ["harbour", "المتحف", "Unbreakable".repeat(12)]) {
          await find(page, text);
          await page.keyboard.press("Enter");
        }
        for (const where of ["page", "box"]) {
          if (where === "page") await page.goto(`${address}${prefix}/search/`);
          else await open(`${prefix}/guides/first-batch/`);
          await page.locator(".recent").waitFor();
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), where);
          assert.ok(await page.locator(".recent").evaluate((section) => section.scrollWidth <= section.clientWidth), where);
          await page.evaluate(axe.source);
          const { violations } = await page.evaluate(() => window.axe.run(".recent", { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag22aa", "best-practice"] } }));
          assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`), [], where);
          const small = await page.locator(".recent :is(a, button)").evaluateAll((all) => all.map((element) => element.getBoundingClientRect())
            .filter(({ width, height }) => width < 24 || height < 24).length);
          assert.equal(small, 0, where);
        }
        assert.deepEqual(faults, []);
      });
    }
  }
});
