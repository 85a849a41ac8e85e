// Who searches in one language what is written in another: there is one list, in which the reader's language comes
// first among equals, and what is in another says so. The site is made up for it.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { address, launch, watch } from "./chromium.mjs";
import * as searching from "./searching.mjs";
import { comes } from "./searching.mjs";
import { serve } from "./server.mjs";
import { build, emptyFolder } from "./site.mjs";

const root = join(emptyFolder(), "site");
for (const [path, text] of Object.entries({
  "casebook.yaml": "title: Desk\nlanguages: [en, es, ar, luo]\n",
  "content/vocabularies/topics.yaml": "glass: {label: {en: Glass, es: Vidrio}}\n",
  "content/guides/negatives.md": "---\ntitle: Scan glass negatives\ntopics: [glass]\n---\nA scanner with a light in its lid.\n",
  "content/guides/nota.es.md": "---\ntitle: Una nota\n---\nUna nota breve.\n",
  "content/guides/otra.es.md": "---\ntitle: Otra nota\n---\nNada.\n",
  "content/guides/maps.md": "---\ntitle: Old maps on Wikidata\n---\nScan the maps.\n",
  "content/guides/maps.es.md": "---\ntitle: Mapas antiguos\n---\nLos mapas en Wikidata.\n",
  // Its text begins with a word that goes from left to right.
  "content/cases/photos.ar.md": "---\ntitle: Wikidata وصور المتحف\n---\nWikimedia Commons فيها صور المتحف.\n",
  "content/cases/picha.luo.md": "---\ntitle: Pichni e Wikidata\n---\nOd kwano.\n",
})) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe("the search page of a site in several languages", () => {
  const out = build(root);
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

  async function visit(path) {
    await context?.close();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    faults = watch(page);
    await page.goto(address + path);
  }

  const find = (text) => searching.find(page, text);
  const titles = () => searching.titles(page);
  const result = (title) => page.locator("#search-results li.kind-guide, #search-results li.kind-case").filter({ hasText: title });

  test("who asks in Spanish finds what is in English alone, and is told that it is", async () => {
    await visit("/es/search/");
    await find("una glass negatives");
    assert.deepEqual(await titles(), ["Scan glass negatives", "Una nota"]);
    assert.equal(await searching.status(page), "Resultados: 2");
    const found = result("Scan glass negatives");
    assert.equal(await found.locator(".meta").innerText(), "Inglés");
    assert.equal(await found.locator(".meta [lang]").count(), 0, "the name is a word of the page's language");
    for (const part of ["h3 a", "p:not(.label)"]) {
      assert.equal(await found.locator(part).getAttribute("lang"), "en");
      assert.equal(await found.locator(part).getAttribute("dir"), "ltr");
    }
    assert.equal(await found.locator("h3 a").getAttribute("hreflang"), "en");
    const own = result("Una nota");
    assert.equal(await own.locator(".meta").count(), 0);
    assert.equal(await own.locator("[lang]").count(), 0);
    await found.getByRole("link").click();
    await page.waitForURL(/\/guides\/negatives\/(index\.html)?$/);
    assert.deepEqual(faults, []);
  });

  test("the text of a result goes in the direction of its language", async () => {
    await visit("/search/");
    await find("المتحف");
    const found = result("صور المتحف");
    for (const part of ["h3 a", "p:not(.label)"]) {
      assert.equal(await found.locator(part).getAttribute("lang"), "ar");
      assert.equal(await found.locator(part).evaluate((element) => getComputedStyle(element).direction), "rtl");
    }
    assert.equal(await found.locator(".meta").innerText(), "Arabic");
    await visit("/ar/search/");
    await find("glass negatives");
    const other = result("Scan glass negatives");
    assert.equal(await other.locator("h3 a").evaluate((element) => getComputedStyle(element).direction), "ltr");
    assert.equal(await other.locator(".meta").evaluate((element) => getComputedStyle(element).direction), "rtl");
    assert.equal(await other.locator(".meta").innerText(), "الإنجليزية");
    assert.deepEqual(faults, []);
  });

  test("of a record the version in the language of the page is shown, and all else below", async () => {
    for (const [path, first, others] of [
      ["/search/", "Old maps on Wikidata", ["Pichni e Wikidata", "Wikidata وصور المتحف"]],
      ["/es/search/", "Mapas antiguos", ["Pichni e Wikidata", "Wikidata وصور المتحف"]],
      ["/luo/search/", "Pichni e Wikidata", ["Old maps on Wikidata", "Wikidata وصور المتحف"]],
    ]) {
      await visit(path);
      await find("wikidata");
      const [own, ...rest] = await titles();
      assert.equal(own, first);
      assert.deepEqual(rest.sort(), others);
    }
  });

  test("a language that readers of the page have no name for is called as its speakers call it", async () => {
    await visit("/es/search/");
    await find("wikidata");
    const name = result("Pichni").locator(".meta [lang]");
    assert.deepEqual([await name.innerText(), await name.getAttribute("lang"), await name.getAttribute("dir")], ["Dholuo", "luo", "ltr"]);
    await visit("/search/");
    await find("wikidata");
    assert.equal(await result("Pichni").locator(".meta").innerText(), "Luo");
    assert.equal(await result("Pichni").locator(".meta [lang]").count(), 0);
  });

  test("facets count each record once, in whatever language it is", async () => {
    await visit("/es/search/");
    await find("wikidata");
    const facet = page.locator('[data-facet="kind"] label');
    await comes(async () => (await facet.allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim()).sort(), ["Casos 2", "Guías 1"]);
    assert.equal(await searching.status(page), "Resultados: 3");
    await facet.filter({ hasText: "Casos" }).getByRole("checkbox").click();
    await comes(async () => (await titles()).length, 2);
    await visit("/es/search/?topic=glass");
    await comes(titles, ["Scan glass negatives"]);
  });

  test("all that there is can be browsed, the language of the page first", async () => {
    await visit("/es/search/?kind=guide");
    await comes(titles, ["Mapas antiguos", "Una nota", "Otra nota", "Scan glass negatives"]);
  });
});
