// The menu of languages, and what it keeps: in a browser with and without scripts, with a mouse and with keys.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import { address, launch, watch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { build, emptyFolder } from "./site.mjs";

const PHONE = { width: 360, height: 740 };

/** English, Spanish and Arabic; one guide is in all of them, one in English only. */
function site() {
  const root = emptyFolder();
  const text = (title) => `---\ntitle: ${title}\nsummary: Made up.\n---\nText.\n`;
  const all = {
    "casebook.yaml": `base_url: ${address}/\nlanguages: [en, es, ar, pt, fr, sv]\ntitle: A desk with a name of some length\n`,
    "content/guides/all.md": text("In all of them"),
    "content/guides/one.md": text("In English only"),
    "content/pages/about/index.md": text("About the desk"),
    "content/pages/about/people/index.md": text("The people at the desk"),
  };
  for (const [language, title] of Object.entries({ es: "En todas", ar: "بكل اللغات", pt: "Em todas", fr: "Dans toutes", sv: "På alla" })) {
    all[`content/guides/all.${language}.md`] = text(title);
  }
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

describe("the menu of languages", () => {
  const out = build(site());
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

  /** A reader who has not been here before. */
  async function reader(options = {}) {
    await context?.close();
    context = await browser.newContext(options);
    page = await context.newPage();
    page.setDefaultTimeout(5_000);
    faults = watch(page);
  }

  const summary = () => page.locator(".languages summary");
  const list = () => page.locator(".languages ul");
  const offer = () => page.locator(".offer");
  const open = (path) => page.goto(address + path);
  const arrives = (path) => page.waitForURL(address + path);

  /** What a reader does who wants a language. */
  async function choose(name) {
    await summary().click();
    await list().getByRole("link", { name }).click();
  }

  for (const [path, name] of [
    ["/", "English"], ["/guides/", "English"], ["/guides/one/", "English"], ["/about/people/", "English"],
    ["/404.html", "English"], ["/pt/guides/all/", "Português"], ["/ar/guides/all/", "العربية"], ["/ar/search/", "العربية"],
  ]) {
    test(`takes one line on a phone: ${path}`, async () => {
      await reader({ viewport: PHONE });
      await open(path);
      assert.equal((await summary().innerText()).trim(), name);
      const { height } = await page.locator(".languages").boundingBox();
      assert.ok(height >= 24 && height < 48, `${height} px`);
      await summary().click();
      const { x, width } = await list().boundingBox();
      assert.ok(x >= 0 && x + width <= PHONE.width, `from ${x}, ${width} px wide`);
      assert.equal(await list().getByRole("listitem").count(), 6);
      const content = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(content <= PHONE.width, `${content} px`);
    });
  }

  test("works without a script", async () => {
    await reader({ javaScriptEnabled: false });
    await open("/guides/all/");
    assert.equal(await list().isVisible(), false);
    await choose("Español");
    await arrives("/es/guides/all/index.html");
    await open("/guides/one/");
    await choose("Español sin traducción");
    await arrives("/es/guides/index.html");
    assert.equal(await offer().count(), 0);
  });

  test("works with keys", async () => {
    await reader();
    await open("/guides/all/");
    await summary().focus();
    await page.keyboard.press("Enter");
    assert.equal(await list().isVisible(), true);
    await page.keyboard.press("Escape");
    assert.equal(await list().isVisible(), false);
    assert.equal(await page.evaluate(() => document.activeElement.localName), "summary");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await arrives("/ar/guides/all/");
  });

  test("closes when the reader goes on elsewhere", async () => {
    await reader();
    await open("/guides/all/");
    await summary().click();
    await page.getByRole("heading", { level: 1 }).click();
    assert.equal(await list().isVisible(), false);
    await summary().click();
    await page.keyboard.press("Shift+Tab");
    assert.equal(await list().isVisible(), false);
  });

  test("keeps the choice, and offers it on pages in other languages", async () => {
    await reader();
    await open("/guides/all/");
    assert.equal(await offer().count(), 0, "nothing was chosen");
    await choose("Español");
    await arrives("/es/guides/all/");
    assert.equal(await offer().count(), 0, "it is the language of the page");
    await open("/guides/all/");
    assert.equal(await offer().getAttribute("lang"), "es");
    await offer().getByRole("link", { name: "Esta página también está en español" }).click();
    await arrives("/es/guides/all/");
    // Where the page is not in it, there is what is.
    await open("/guides/one/");
    await offer().getByRole("link", { name: "Ver lo que hay en español" }).click();
    await arrives("/es/guides/");
    assert.deepEqual(await context.cookies(), []);
    assert.deepEqual(faults, []);
  });

  test("what is offered can be taken away, and stays away", async () => {
    await reader();
    await open("/guides/all/");
    await choose("العربية");
    await arrives("/ar/guides/all/");
    await open("/guides/all/");
    assert.equal(await offer().evaluate((line) => getComputedStyle(line).direction), "rtl");
    await offer().getByRole("button", { name: "إغلاق" }).click();
    assert.equal(await offer().count(), 0);
    await open("/guides/one/");
    assert.equal(await offer().count(), 0);
    // The reader has chosen what the page is in.
    await open("/ar/guides/all/");
    assert.equal(await offer().innerText().then((text) => text.includes("This page is also in English")), true);
  });

  test("what is offered moves nothing, hides no end of the page, and comes first for keys", async () => {
    await reader({ viewport: PHONE });
    await open("/guides/all/");
    const place = () => page.getByRole("heading", { level: 1 }).boundingBox();
    const before = await place();
    await page.evaluate(() => localStorage.setItem("casebook-language", "fr"));
    await page.reload();
    assert.deepEqual(await place(), before);
    const { height } = await offer().boundingBox();
    assert.ok(height < 64, `${height} px`);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const foot = await page.locator(".site-footer").boundingBox();
    const line = await offer().boundingBox();
    assert.ok(foot.y + foot.height <= line.y + 1, JSON.stringify([foot, line]));
    await page.reload();
    for (const name of ["Skip to content", "Cette page existe aussi en français"]) {
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.textContent), name);
    }
  });

  test("where the browser keeps nothing, all else works", async () => {
    await reader();
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", { get() { throw new DOMException("No", "SecurityError"); } });
    });
    await open("/guides/all/");
    await choose("Español");
    await arrives("/es/guides/all/");
    await open("/guides/all/");
    assert.equal(await offer().count(), 0);
    assert.deepEqual(faults, []);
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`open menu and offer are accessible, ${colorScheme}`, async () => {
      await reader({ colorScheme, viewport: PHONE });
      await open("/guides/one/");
      await page.evaluate(() => localStorage.setItem("casebook-language", "ar"));
      await page.reload();
      await summary().click();
      assert.equal(await offer().isVisible(), true);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run({ runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] } }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`), []);
    });
  }
});
