// Who searches: types, is shown what fits while typing, narrows it, changes the language, goes back and
// forth, shares the address. The site that is searched is made up for it.
import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { address, launch, watch } from "./chromium.mjs";
import * as searching from "./searching.mjs";
import { comes, searchSite } from "./searching.mjs";
import { serve } from "./server.mjs";
import { build, emptyFolder } from "./site.mjs";

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

  /** A new visitor. */
  async function visit(path = "/search/", options = {}) {
    await context?.close();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    faults = watch(page);
    await page.goto(path.includes("://") ? path : address + path);
  }

  const field = () => page.locator("#search-q");
  const find = (text) => searching.find(page, text);
  const status = () => searching.status(page);
  const titles = () => searching.titles(page);
  const focus = () => page.evaluate(() => document.activeElement.id || document.activeElement.innerText);
  const query = () => new URL(page.url()).search;
  const facet = (name) => page.locator(`[data-facet="${name}"]`);
  const values = async (name) => (await facet(name).locator("label").allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
  const choose = (name, label) => facet(name).getByRole("checkbox", { name: label }).click();

  const WLM = ["Harbours on Wikidata", "A list of monuments", "Lights of the coast", "Monuments of the quay"];

  test("half a word finds while one types, and says how many there are", async () => {
    await visit();
    assert.equal(await page.locator("#search-found").isVisible(), false);
    assert.ok(await page.getByRole("heading", { name: "Browse" }).isVisible());
    await field().pressSequentially("lighth");
    await comes(titles, ["Lighthouses on Wikidata", "Lights of the coast"]);
    assert.equal(await status(), "Results: 2");
    assert.equal(await page.getByRole("heading", { name: "Browse" }).isVisible(), false);
    const marked = await page.locator("#search-results mark").allInnerTexts();
    assert.ok(marked.includes("lighthouse") && marked.every((word) => /^lighthouses?$/i.test(word)), marked.join());
    await find("dockers");
    assert.deepEqual([await titles(), await status()], [["Voices of the dock"], "Results: 1"]);
    assert.deepEqual(faults, []);
  });

  for (const [what, text, expected] of [
    ["words in quotes stand as they are", "\"glass negatives\"", ["Scan glass negatives"]],
    ["words in quotes are those words", "\"negatives glass\"", []],
    ["a word with a minus may not be there", "schooner -harbours", []],
    ["what has the other word only is left", "lighthouse -keepers", ["Lights of the coast"]],
    ["another name of a topic finds it", "wlm", WLM],
    ["an identifier is that and no other", "Q123", ["Harbours on Wikidata"]],
    ["its neighbour is another", "Q124", ["Lighthouses on Wikidata"]],
    ["one that there is not has no neighbours", "Q125 ", []],
    ["the name of a file", "Museum_of_Harbour.jpg", ["A first batch upload", "Harbour Museum", "Harbours on Wikidata"]],
    ["a word within a name", "statement maker", ["StatementMaker", "Harbours on Wikidata", "Lighthouses on Wikidata", "Lights of the coast"]],
  ]) {
    test(`${what}: ${text}`, async () => {
      await visit();
      await find(text);
      assert.deepEqual(await titles(), expected);
      assert.deepEqual(faults, []);
    });
  }

  test("a word that is misspelt finds what was meant, and that is said", async () => {
    await visit();
    await find("lighthose ");
    assert.deepEqual(await titles(), ["Lighthouses on Wikidata", "Lights of the coast"]);
    assert.equal(await page.locator("#search-corrected").innerText(), "No page has “lighthose”. Here is what there is for “Lighthouses”.");
    await find("lighthouse ");
    assert.equal(await page.locator("#search-corrected").isVisible(), false);
  });

  test("a result leads to the section that fits best", async () => {
    await visit();
    await find("settle licence");
    const first = page.locator("#search-results li").first();
    assert.match(await first.innerText(), /Guides\s+A first batch upload\s+Settle the licence first Nothing/i);
    await first.getByRole("link").click();
    await page.waitForURL(/\/guides\/first-batch\/(index\.html)?#settle-the-licence-first$/);
    assert.ok(await page.locator(":target").evaluate((target) => target.getBoundingClientRect().top < innerHeight));
    await visit();
    for (const text of ["licence", "what was done", "harbour", "views", "the first letter", "rigging", "register of lighthouses"]) {
      await find(text);
      for (const href of await page.locator("#search-results a").evaluateAll((links) => links.map((link) => link.href))) {
        const { pathname, hash } = new URL(href);
        const html = readFileSync(join(out, pathname), "utf8");
        assert.ok(!hash || html.includes(`id="${decodeURIComponent(hash.slice(1))}"`), `${text}: ${href}`);
      }
    }
  });

  test("facets say how much there is, narrow, and combine", async () => {
    await visit("/search/?q=boat");
    await comes(async () => (await titles()).length > 3, true);
    const all = await titles();
    assert.ok((await values("kind")).some((value) => /^Cases \d$/.test(value)), String(await values("kind")));
    await choose("kind", /^Guides/);
    await comes(() => page.locator("#search-results .kind-case").count(), 0);
    const guides = await titles();
    assert.ok(guides.length > 0 && guides.length < all.length);
    await choose("kind", /^Cases/);
    await comes(async () => (await titles()).length > guides.length, true);
    await choose("kind", /^Guides/);
    await comes(() => page.locator("#search-results .kind-guide").count(), 0);
    await facet("country").locator("summary").click();
    await comes(async () => (await values("country")).join(", "), /Norway 2/);
    const told = Object.fromEntries((await values("country")).map((value) => [value.slice(0, -2), Number(value.slice(-1))]));
    await choose("country", /^Norway/);
    await comes(async () => (await titles()).length, told.Norway);
    // Those of one facet are put together; each keeps the number that it would have.
    await choose("country", /^Uganda/);
    await comes(async () => (await titles()).length, told.Norway + told.Uganda);
    assert.ok((await values("country")).includes(`Norway ${told.Norway}`));
    assert.equal(await status(), `Results: ${told.Norway + told.Uganda}`);
    assert.equal(await page.evaluate(() => document.activeElement.value), "UG", "the box that was pressed keeps the focus");
    assert.deepEqual(faults, []);
  });

  test("one can browse by facets without a word", async () => {
    await visit("/search/?kind=tool");
    await comes(titles, ["Harbour counter", "Name checker", "OpenRefine", "StatementMaker"]);
    await facet("status").locator("summary").click();
    await comes(() => values("status"), ["Working 2", "Unmaintained 1", "Works in part 1"]);
    await choose("status", /^Unmaintained/);
    await comes(titles, ["Harbour counter"]);
    await visit("/search/?topic=lighthouses");
    await comes(titles, ["Lighthouses on Wikidata", "Lights of the coast"]);
    assert.equal(await field().inputValue(), "");
    // A translation has what its original has.
    await visit("/ar/search/?status=guide-validated");
    await comes(async () => (await titles())[0], "أول رفع جماعي");
  });

  test("a value that is none any more finds nothing, and can be taken away", async () => {
    await visit("/search/?q=harbour&topic=gone");
    await comes(status, "Nothing was found.");
    const box = page.getByRole("checkbox", { name: "gone" });
    assert.ok(await box.isChecked());
    await box.click();
    await comes(async () => (await status()).startsWith("Results: "), true);
    assert.deepEqual(faults, []);
  });

  test("the address has it all: again, in a new tab, back and forth", async () => {
    await visit();
    await find("harbour");
    assert.equal(query(), "?q=harbour");
    await choose("kind", /^Cases/);
    await comes(query, "?q=harbour&kind=case");
    await comes(() => page.locator("#search-results .kind-guide").count(), 0);
    const cases = await titles();
    const told = await status();
    await page.reload();
    await comes(titles, cases);
    assert.ok(await facet("kind").getByRole("checkbox", { name: /^Cases/ }).isChecked());
    const tab = await context.newPage();
    await tab.goto(page.url());
    await tab.getByText(told).waitFor();
    assert.deepEqual(await tab.locator("#search-results h3").allInnerTexts(), cases);
    assert.equal(await tab.getByRole("main").getByRole("searchbox").inputValue(), "harbour");
    // What was asked before is left with the first letter of something else, not with each of them.
    await field().fill("");
    await field().pressSequentially("dockers");
    await comes(titles, ["Voices of the dock"]);
    await page.goBack();
    await comes(titles, cases);
    assert.equal(await field().inputValue(), "harbour");
    await page.goBack();
    await comes(query, "?q=harbour");
    await comes(async () => (await titles()).length, 4);
    await page.goForward();
    await comes(titles, cases);
    await page.goForward();
    await comes(titles, ["Voices of the dock"]);
    await page.locator("#search-results a").click();
    await page.waitForURL(/voices-of-the-dock/);
    await page.goBack();
    await comes(titles, ["Voices of the dock"]);
  });

  test("a query that was left before it was answered can be gone back to", async () => {
    await visit();
    await find("museum");
    await page.evaluate(() => {
      const field = document.getElementById("search-q");
      field.value = "harbour";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      document.querySelector('#search-facets [value="case"]').click();
    });
    await comes(query, "?q=harbour&kind=case");
    await page.goBack();
    await comes(query, "?q=harbour");
    await comes(async () => (await titles()).length, 4);
    assert.equal(await field().inputValue(), "harbour");
  });

  test("the form at the head of another page leads there with the query", async () => {
    await visit("/tools/openrefine/");
    await page.getByRole("search").getByRole("searchbox").fill("glass & negatives");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\/(index\.html)?\?q=glass\+%26\+negatives$/);
    await comes(async () => (await titles())[0], "Scan glass negatives");
    assert.equal(await field().inputValue(), "glass & negatives");
    assert.deepEqual(faults, []);
  });

  test("each record stands there once, in the language of the page where it can", async () => {
    for (const [path, language, url] of [["/", null, /^\/cases/], ["/sv/", null, /^\/sv\//], ["/ar/", null, /^\/ar\//]]) {
      await visit(`${path}search/`);
      await find("openrefine");
      await page.locator("#search-more").press("Enter");
      await comes(async () => (await titles()).length > 4, true);
      const links = await page.locator("#search-results a").evaluateAll((all) =>
        all.map((link) => [new URL(link.href).pathname, link.getAttribute("lang")]).filter(([url]) => url.includes("/northern-harbours/")));
      assert.equal(links.length, 1, String(links));
      assert.match(links[0][0], url);
      assert.equal(links[0][1], language);
    }
    assert.deepEqual(faults, []);
  });

  for (const [lang, dir, text, expected] of [
    ["sv", "ltr", "hamnen", "Fotografier från hamnarna i norr"],
    ["sv", "ltr", "museerna", "Så frågar du ett museum"],
    ["ar", "rtl", "المتطوعين", "صور الموانئ الشمالية"],
    ["ar", "rtl", "الرُّخصة", "أول رفع جماعي"],
    ["zh", "ltr", "许可", "第一次批量上传"],
  ]) {
    test(`its own language comes first at /${lang}/search/: ${text}`, async () => {
      await visit(`/${lang}/search/`);
      assert.equal(await page.locator("html").getAttribute("dir"), dir);
      await find(text);
      assert.equal((await titles())[0], expected);
      assert.equal(await page.locator("#search-results a").first().getAttribute("lang"), null);
      await comes(() => page.locator("#search-status").innerText(), /: \d+$/);
      // The words of the interface are those of the page. In Chinese there are none: they are English, and say so.
      for (const part of ["#search-status", "#search-results .label", "#search-facets summary", '[data-facet="kind"] label > [dir="auto"]']) {
        const all = await page.locator(part).count();
        assert.equal(await page.locator(`${part} > [lang="en"][dir="ltr"]`).count(), lang === "zh" ? all : 0, part);
      }
      assert.deepEqual(faults, []);
    });
  }

  test("the keyboard goes from the field to the results and back", async () => {
    await visit();
    await page.getByRole("main").focus();
    await page.keyboard.press("/");
    assert.equal(await focus(), "search-q");
    await page.keyboard.type("lighthouse");
    await comes(async () => (await titles()).length, 2);
    await page.keyboard.press("Enter");
    assert.equal(await focus(), "search-q");
    const steps = [["ArrowDown", "Lighthouses on Wikidata"], ["ArrowDown", "Lights of the coast"], ["ArrowDown", "Lights of the coast"],
      ["ArrowUp", "Lighthouses on Wikidata"], ["ArrowUp", "search-q"], ["ArrowDown", "Lighthouses on Wikidata"],
      ["Escape", "search-q"], ["ArrowDown", "Lighthouses on Wikidata"]];
    for (const [key, there] of steps) {
      await page.keyboard.press(key);
      assert.equal(await focus(), there, key);
    }
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/guides\/lighthouses-on-wikidata\//);
  });

  test("more results come below, and the focus goes to the first of them", async () => {
    await visit();
    await page.setViewportSize({ width: 360, height: 640 });
    await find("harbour");
    const more = page.getByRole("button", { name: "More results" });
    const first = await titles();
    assert.equal(first.length, 4);
    assert.match(await status(), /^Results: 1\d$/);
    // Nothing comes by scrolling to a button that is about to be pressed.
    await more.focus();
    await page.waitForTimeout(300);
    assert.equal((await titles()).length, 4);
    await page.keyboard.press("Enter");
    await comes(async () => `Results: ${(await titles()).length}`, await status());
    const all = await titles();
    assert.deepEqual(all.slice(0, 4), first);
    assert.equal(await status(), `Results: ${all.length}`);
    assert.equal(await focus(), all[4]);
    assert.equal(await more.isVisible(), false);
  });

  test("some results come by scrolling, and those who come back find them again", async () => {
    await visit();
    await page.setViewportSize({ width: 360, height: 640 });
    await find("harbour");
    const count = async () => (await titles()).length;
    assert.equal(await count(), 4);
    // Nothing is loaded that nobody asked for.
    await page.waitForTimeout(300);
    assert.equal(await count(), 4);
    await page.mouse.wheel(0, 300);
    await comes(count, 8);
    await page.mouse.wheel(0, 2000);
    await comes(count, 12);
    await page.mouse.wheel(0, 5000);
    await page.waitForTimeout(300);
    assert.equal(await count(), 12, "the foot of the page can be reached");
    await page.getByRole("button", { name: "More results" }).click();
    await comes(async () => `Results: ${await count()}`, await status());
    const all = await titles();
    assert.ok(all.length > 12);
    await page.reload();
    await comes(titles, all);
  });

  test("where no page fits, people are named whose records fit somewhat", async () => {
    await visit();
    await find("zeppelin roof gutter hangar harbour metadata");
    assert.equal(await status(), "No page fits this well.");
    const people = page.locator("#search-people");
    assert.match(await people.innerText(), /^People who may know\s+Li Wei\s+Maria Lind\s+Omar Haddad$/);
    await people.getByRole("link", { name: "Maria Lind" }).click();
    await page.waitForURL(/\/people\/maria-lind\//);
  });

  test("where pages fit, the people among them are a step away", async () => {
    await visit();
    await find("pictures");
    await page.locator("#search-people").getByRole("link", { name: "People who may know" }).click();
    await comes(titles, ["Omar Haddad"]);
    assert.equal(query(), "?q=pictures&kind=person");
    assert.equal(await page.locator("#search-people").count(), 0, "they are what is shown");
    await visit();
    await find("glass negatives");
    assert.equal(await page.locator("#search-people").count(), 0, "nobody is among them");
  });

  test("where nothing is found, topics are offered and the lists to browse by", async () => {
    await visit();
    await find("lighqzzx xqzzhouses");
    assert.equal(await status(), "Nothing was found.");
    const near = page.locator("#search-near");
    assert.match(await near.innerText(), /^Perhaps one of these topics helps\s+Lighthouses/);
    assert.ok(await page.getByRole("heading", { name: "Browse" }).isVisible());
    assert.equal(await page.getByRole("button", { name: "More results" }).isVisible(), false);
    await near.getByRole("link", { name: "Lighthouses" }).click();
    await page.waitForURL(/\/topics\/lighthouses\//);
    await page.goBack();
    await comes(status, "Nothing was found.");
    await field().fill("");
    await comes(() => page.locator("#search-found").isVisible(), false);
    assert.equal(query(), "");
    assert.deepEqual(faults, []);
  });

  test("without scripts there is no form, and everything else", async () => {
    await visit("/search/?q=harbour", { javaScriptEnabled: false });
    const main = page.getByRole("main");
    assert.equal(await main.getByRole("searchbox").count(), 0);
    const text = await main.innerText();
    for (const part of ["Search needs a script", "Browse", "Guides", "Boats", "Svenska", "A to Z"]) {
      assert.match(text, new RegExp(part, "i"));
    }
    assert.doesNotMatch(text, /Filter|Results/);
  });

  test("opened from a folder it finds, and its links lead to files", async () => {
    await visit(`${pathToFileURL(join(out, "search/index.html")).href}?q=harbour`);
    await comes(async () => (await titles()).length, 4);
    await choose("kind", /^Cases/);
    await comes(() => page.locator("#search-results .kind-guide").count(), 0);
    for (const href of await page.locator("#search-results a").evaluateAll((links) => links.map((link) => link.href))) {
      assert.ok(existsSync(fileURLToPath(href)), href);
    }
    await page.reload();
    await comes(() => page.locator("#search-results .kind-guide").count(), 0);
    await page.locator("#search-results a").first().click();
    assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
    assert.deepEqual(faults, []);
  });

  test("below a path it finds, and its links stay there", async () => {
    const folder = emptyFolder();
    cpSync(out, join(folder, "help/desk"), { recursive: true });
    const other = await serve(folder);
    await visit(`${other.origin}/help/desk/sv/search/?q=museet`);
    await comes(async () => (await titles()).length > 1, true);
    const links = await page.locator("#search-results a").evaluateAll((links) => links.map((link) => link.href));
    for (const link of links) assert.equal((await fetch(link)).status, 200, link);
    assert.ok(links.every((link) => link.startsWith(`${other.origin}/help/desk/sv/`)), String(links));
    await other.close();
  });
});
