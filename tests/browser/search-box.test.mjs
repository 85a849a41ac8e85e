// Who searches from any page: a box over it shows what is most likely meant, by keyboard, by finger and to those who
// listen; without scripts there is the form.
import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { address, launch, watch } from "./chromium.mjs";
import { comes, searchSite } from "./searching.mjs";
import { serve } from "./server.mjs";
import { build, emptyFolder } from "./site.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

describe("the box that searches on every page", () => {
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
  async function visit(path = "/guides/first-batch/", options = {}) {
    await context?.close();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    faults = watch(page);
    await page.goto(path.includes("://") ? path : address + path);
  }

  const head = () => page.locator(".site-search input");
  const box = () => page.getByRole("dialog");
  const field = () => box().getByRole("combobox");
  const open = async () => {
    await head().click();
    await box().waitFor();
  };
  /** Types and waits until it is answered. */
  const find = async (text) => {
    await field().fill(text);
    await page.locator(`dialog[data-searched=${JSON.stringify(text)}]`).waitFor();
  };
  const status = () => box().getByRole("status").innerText();
  const names = (locator) => locator.evaluateAll((all) => all.map((row) => row.querySelector("bdi").innerText));
  const options = () => box().getByRole("option").evaluateAll((all) => all.map((row) => row.innerText.trim()));
  const group = (name) => names(box().getByRole("group", { name }).getByRole("option"));
  /** What a reader hears as chosen. */
  const active = () => field().evaluate((field) => document.getElementById(field.getAttribute("aria-activedescendant"))?.innerText ?? null);

  test("it opens on the page itself, with what is typed, and nothing is loaded before", async () => {
    await context?.close();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    faults = watch(page);
    const loaded = [];
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (/search/.test(pathname)) loaded.push(pathname);
    });
    await page.goto(`${address}/guides/first-batch/`);
    await page.waitForLoadState("load");
    assert.deepEqual(loaded, []);
    await open();
    await page.waitForLoadState("networkidle");
    assert.deepEqual(loaded.sort(), ["/search/index.js", "/search/words.js", "/theme/search-box.js", "/theme/search-engine.js", "/theme/search-parts.js", "/theme/search.css"]);
    assert.equal(await box().getAttribute("aria-label"), "Search this site");
    await field().pressSequentially("harb");
    await page.locator('dialog[data-searched="harb"]').waitFor();
    assert.equal((await group("Best matches"))[0], "Harbours on Wikidata");
    assert.equal(await status(), `Suggestions: ${(await options()).length - 1}`);
    assert.ok((await options()).length <= 8);
    assert.equal(new URL(page.url()).pathname, "/guides/first-batch/");
    assert.deepEqual(faults, []);
  });

  test("who goes to the field by keyboard types on in the box", async () => {
    await visit();
    await head().focus();
    assert.equal(await box().count(), 0, "the focus alone opens nothing");
    // The first letters come before the scripts.
    await page.route("**/theme/search-box.js", async (route) => {
      await new Promise((done) => { setTimeout(done, 150); });
      await route.continue();
    });
    await page.keyboard.type("schooner", { delay: 40 });
    await box().waitFor();
    await comes(() => field().inputValue(), "schooner");
    assert.ok(await field().evaluate((field) => field === document.activeElement));
    await page.keyboard.press("Escape");
    assert.equal(await box().isVisible(), false);
    assert.ok(await head().evaluate((field) => field === document.activeElement), "the focus is where it was");
    assert.equal(await head().inputValue(), "");
  });

  test("the key / opens it and Escape closes it; the focus goes back to where it was", async () => {
    await visit();
    const link = page.getByRole("main").getByRole("link").first();
    for (const time of ["first", "second"]) {
      await link.focus();
      await page.keyboard.press("/");
      await box().waitFor();
      await comes(() => field().evaluate((field) => field === document.activeElement), true);
      assert.equal(await field().inputValue(), "", time);
      await page.keyboard.type("and/or");
      assert.equal(await field().inputValue(), "and/or", "in the field it is a letter");
      await field().fill("");
      await page.keyboard.press("Escape");
      assert.equal(await box().isVisible(), false);
      assert.ok(await link.evaluate((link) => link === document.activeElement), time);
    }
    for (const key of ["Control+/", "Alt+/", "Meta+/"]) {
      await page.keyboard.press(key);
      assert.equal(await box().isVisible(), false, key);
    }
    await open();
    await box().getByRole("button", { name: "Close" }).click();
    assert.equal(await box().isVisible(), false);
    await open();
    await page.mouse.click(20, 880);
    assert.equal(await box().isVisible(), false, "a click beside it closes it");
    assert.deepEqual(faults, []);
  });

  test("the key can be switched off in the box and on the search page, and on again", async () => {
    const name = "The key / leads to the search";
    const press = async () => {
      await page.getByRole("main").focus();
      await page.keyboard.press("/");
    };
    await visit();
    await open();
    const inBox = () => box().getByRole("checkbox", { name });
    assert.ok(await inBox().isChecked());
    await inBox().focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await press();
    assert.equal(await box().isVisible(), false);
    await page.goto(`${address}/sv/search/`);
    const onPage = page.getByRole("main").getByRole("checkbox", { name: "Tangenten / leder till sökningen" });
    assert.equal(await onPage.isChecked(), false, "it is remembered");
    const isInField = () => page.evaluate(() => document.activeElement.id === "search-q");
    await press();
    assert.equal(await isInField(), false);
    await onPage.check();
    await press();
    assert.ok(await isInField());
    await page.goto(`${address}/guides/first-batch/`);
    await press();
    await box().waitFor();
    assert.ok(await inBox().isChecked());
    assert.deepEqual(faults, []);
    // Where the browser keeps nothing, the page itself knows it.
    await visit("/");
    await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("No", "SecurityError"); } }));
    await page.goto(`${address}/guides/first-batch/`);
    await open();
    await inBox().uncheck();
    await page.keyboard.press("Escape");
    await press();
    assert.equal(await box().isVisible(), false);
    assert.deepEqual(faults, []);
  });

  test("people, tools, topics and countries have groups of their own, in the language of the page", async () => {
    await visit();
    await open();
    await find("maria");
    assert.deepEqual(await group("People"), ["Maria Lind"]);
    assert.match((await options())[0], /Maria Lind/, "who is called so comes before what names her");
    await find("openrefine");
    assert.deepEqual(await group("Tools"), ["OpenRefine"]);
    await find("lighth");
    assert.deepEqual(await group("Topics"), ["Lighthouses"]);
    await find("swed");
    assert.deepEqual(await group("Countries"), ["Sweden"]);
    await box().getByRole("option", { name: "Sweden" }).click();
    await page.waitForURL(/\/countries\/se\/(index\.html)?$/);
    await visit("/sv/guides/first-batch/");
    await open();
    await find("sver");
    assert.deepEqual(await group("Länder"), ["Sverige"]);
    await box().getByRole("option", { name: "Sverige" }).click();
    await page.waitForURL(/\/sv\/countries\/se\/(index\.html)?$/);
    assert.deepEqual(faults, []);
  });

  test("what is in another language says so, and what was misspelt", async () => {
    await visit("/sv/guides/first-batch/");
    await open();
    await find("lighthose ");
    assert.match(await box().innerText(), /”Lighthouses”/);
    const row = box().getByRole("option", { name: "Lighthouses on Wikidata" });
    assert.match(await row.innerText(), /Engelska/i);
    assert.equal(await row.locator("bdi").getAttribute("lang"), "en");
  });

  test("where nothing fits well it says so, and shows what has some of it", async () => {
    await visit("/guides/first-batch/");
    await open();
    await find("salaries zeppelin quantum physics harbour");
    assert.match(await box().innerText(), /No page fits this well\./);
    assert.ok(await box().getByRole("option").count() > 1);
    await find("harbour");
    assert.doesNotMatch(await box().innerText(), /No page fits/);
  });

  test("the arrow keys go through the rows and round, and Enter opens", async () => {
    await visit();
    await open();
    assert.equal(await field().getAttribute("aria-expanded"), "false");
    await find("lighthouse");
    assert.equal(await field().getAttribute("aria-expanded"), "true");
    const controlled = await field().getAttribute("aria-controls");
    assert.equal(await box().getByRole("listbox").getAttribute("id"), controlled);
    const rows = await options();
    assert.equal(rows.at(-1), "All results for “lighthouse”");
    assert.equal(await active(), null);
    for (const row of rows) {
      await page.keyboard.press("ArrowDown");
      assert.equal((await active()).trim(), row);
      assert.equal(await box().locator('[aria-selected="true"]').count(), 1);
    }
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(), null);
    await page.keyboard.press("ArrowUp");
    assert.equal(await active(), rows.at(-1));
    await page.keyboard.type("s");
    await page.locator('dialog[data-searched="lighthouses"]').waitFor();
    assert.equal(await active(), null, "new rows, none of them chosen");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/guides\/lighthouses-on-wikidata\//);
    assert.deepEqual(faults, []);
  });

  test("all results, and Enter without a row, lead to the search page with the question", async () => {
    await visit("/ar/guides/first-batch/");
    for (const go of [
      () => box().getByRole("option", { name: "كل نتائج" }).click(),
      () => page.keyboard.press("Enter"),
      () => box().getByRole("button", { name: "بحث" }).click(),
    ]) {
      await page.goto(`${address}/ar/guides/first-batch/`);
      await open();
      await find("المتحف & \"x");
      await go();
      await page.waitForURL(/\/ar\/search\//);
      assert.equal(new URL(page.url()).searchParams.get("q"), "المتحف & \"x");
    }
    assert.deepEqual(faults, []);
  });

  test("the desk can be asked from it", async () => {
    await visit();
    await open();
    await find("xqzzxq");
    assert.equal(await status(), "Nothing was found.");
    await box().getByRole("link", { name: "Not what you need? Ask us" }).click();
    await page.waitForURL(/\/desk\/ask\//);
    assert.equal(await page.getByLabel("What do you need?").inputValue(), "xqzzxq");
  });

  test("a row that leads to the page itself closes it", async () => {
    await visit();
    await open();
    await find("settle the licence first");
    await box().getByRole("option", { name: "A first batch upload" }).click();
    await comes(() => box().isVisible(), false);
    assert.equal(new URL(page.url()).hash, "#settle-the-licence-first");
  });

  for (const [lang, dir, text] of [["en", "ltr", "harb"], ["ar", "rtl", "المتحف"]]) {
    for (const width of [360, 1280]) {
      for (const colorScheme of ["light", "dark"]) {
        test(`it is accessible, and fits: ${dir}, ${width} px, ${colorScheme}`, async () => {
          await visit(`${lang === "en" ? "" : `/${lang}`}/guides/first-batch/`, { viewport: { width, height: 740 }, colorScheme, hasTouch: width === 360 });
          await open();
          for (const typed of ["", text, "xqzzxq", "Unbreakable".repeat(60)]) {
            await find(typed);
            const { x, y, width: wide } = await box().boundingBox();
            assert.equal(y, 0, "it hangs from the top");
            if (width === 360) assert.deepEqual([x, wide], [0, 360], "a phone is filled by it");
            assert.ok(await page.evaluate(() => document.querySelector("dialog").scrollWidth <= innerWidth));
            assert.ok(await box().locator(".box-body").evaluate((body) => body.scrollWidth <= body.clientWidth), typed);
            await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
            await page.evaluate(axe.source);
            const { violations } = await page.evaluate((values) => window.axe.run({ runOnly: { type: "tag", values } }), RULES);
            assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`).join("\n")}`), [], typed);
            const small = await box().locator("a, button, label, input[type=search]").locator("visible=true").evaluateAll((all) => all
              .map((element) => [element.outerHTML, element.getBoundingClientRect()]).filter(([, { width, height }]) => width < 24 || height < 24).map(([html]) => html));
            assert.deepEqual(small, [], typed);
          }
          assert.deepEqual(faults, []);
        });
      }
    }
  }

  test("without scripts the form at the head of the page is a form, and there is no box", async () => {
    await visit("/guides/first-batch/", { javaScriptEnabled: false });
    await head().click();
    assert.equal(await page.locator("dialog").count(), 0);
    await head().fill("harbour");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\/(index\.html)?\?q=harbour$/);
  });

  test("where its scripts cannot be loaded, the form is there", async () => {
    await visit("/");
    await page.route("**/theme/search-*.js", (route) => route.fulfill({ status: 404, body: "" }));
    await page.route("**/search/words.js", (route) => route.fulfill({ contentType: "text/html", body: "<p>Gone" }));
    await page.goto(`${address}/guides/first-batch/`);
    await head().click();
    await page.keyboard.type("harbour & light");
    assert.equal(await box().count(), 0);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\//);
    assert.equal(new URL(page.url()).searchParams.get("q"), "harbour & light");
  });

  test("where the index is missing that is said, and as soon as it is there the next letter finds", async () => {
    await visit();
    const gone = (route) => route.fulfill({ status: 404, body: "" });
    await page.route("**/search/index.js", gone);
    await open();
    await find("harbour");
    assert.equal(await status(), "The search could not be loaded. Try again.");
    assert.deepEqual(await options(), ["All results for “harbour”"]);
    await page.unroute("**/search/index.js", gone);
    await find("dockers");
    assert.deepEqual(await group("Results"), ["Voices of the dock"]);
  });

  test("from a folder and below a path its rows lead to pages", async () => {
    await visit(pathToFileURL(join(out, "sv/guides/first-batch/index.html")).href);
    await open();
    await find("museet");
    await box().getByRole("option").first().click();
    await page.waitForURL(/^file:.*\/sv\/.*index\.html/);
    assert.deepEqual(faults, []);
    const folder = emptyFolder();
    cpSync(out, join(folder, "help/desk"), { recursive: true });
    const other = await serve(folder);
    await visit(`${other.origin}/help/desk/sv/guides/first-batch/`);
    await open();
    await find("museet");
    const links = await box().locator("a").evaluateAll((links) => links.map((link) => link.href.replace(/[?#].*/, "")));
    assert.ok(links.length > 2 && links.every((link) => link.startsWith(`${other.origin}/help/desk/sv/`)), String(links));
    for (const link of links) assert.equal((await fetch(link)).status, 200, link);
    await other.close();
  });

  test("the last question wins on a slow line", async () => {
    await visit();
    let requests = 0;
    await page.route("**/search/**/*.js", async (route) => {
      const late = Math.max(40, 400 - 60 * (requests += 1));
      await new Promise((done) => { setTimeout(done, late); });
      await route.continue();
    });
    await open();
    for (const text of ["harbour", "glass negatives", "schooner", "keepers"]) {
      await field().fill(text);
      await page.waitForTimeout(60);
    }
    await page.locator('dialog[data-searched="keepers"]').waitFor();
    const found = await options();
    assert.match(found[0], /Lighthouses on Wikidata/);
    await page.waitForTimeout(600);
    assert.deepEqual(await options(), found);
    assert.deepEqual(faults, []);
  });
});
