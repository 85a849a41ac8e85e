// Who searches and does not find what they need: the desk can be asked, and need not be told again.
import assert from "node:assert/strict";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { address, launch, watch } from "./chromium.mjs";
import { comes, find, searchSite } from "./searching.mjs";
import { serve } from "./server.mjs";
import { build, emptyFolder } from "./site.mjs";

describe("from the search to the desk", () => {
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

  async function visit(path) {
    await context?.close();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    faults = watch(page);
    await page.goto(path.includes("://") ? path : address + path);
  }

  const ask = () => page.getByRole("main").getByRole("link", { name: "Not what you need? Ask us" });
  const need = () => page.locator("#ask-title");

  for (const [what, text] of [["below what was found", "glass & \"negatives\" <b>"], ["where nothing was found", "xqzzxq & <b>#"]]) {
    test(`the desk can be asked ${what}, and is told what was looked for`, async () => {
      await visit("/search/");
      assert.equal(await ask().isVisible(), false);
      await find(page, text);
      const list = await page.locator("#search-results").boundingBox();
      assert.ok((await ask().boundingBox()).y >= (list ? list.y + list.height : 0));
      await ask().click();
      await page.waitForURL(/\/desk\/ask\//);
      assert.equal(await page.getByLabel("What do you need?").inputValue(), text);
      assert.equal(await page.locator("#ask-description").inputValue(), "");
      assert.match(await page.locator("#ask-preview").inputValue(), new RegExp(text.replace(/[?&"<>#]/g, "\\$&")));
      assert.deepEqual(faults, []);
    });
  }

  test("what somebody has begun to ask stays", async () => {
    await visit("/desk/ask/");
    await need().fill("My own words");
    await page.goto(`${address}/desk/ask/?q=other`);
    await comes(() => need().inputValue(), "My own words");
    await need().fill("");
    await page.goto(`${address}/desk/ask/?q=${encodeURIComponent("one\ntwo\u0007 ".repeat(60))}`);
    const taken = await need().inputValue();
    assert.match(taken, /^one two one two/);
    assert.equal(taken.length, 150, "no longer than can be typed");
  });

  test("it is asked in the language of the page, right to left too, and in a folder", async () => {
    await visit("/ar/search/?q=xqzzxq");
    const link = page.getByRole("link", { name: "لم تجد ما تحتاج إليه؟ اسألنا" });
    await link.click();
    await page.waitForURL(/\/ar\/desk\/ask\//);
    assert.equal(await need().inputValue(), "xqzzxq");
    assert.deepEqual(faults, []);
    await visit(`${pathToFileURL(join(out, "search/index.html")).href}?q=harbour`);
    await ask().click();
    await comes(() => need().inputValue(), "harbour");
    assert.deepEqual(faults, []);
  });

  test("where the index is missing the desk can be asked", async () => {
    await visit("/");
    await page.route("**/search/index.js", (route) => route.fulfill({ status: 404, body: "" }));
    await page.goto(`${address}/search/?q=harbour`);
    await ask().click();
    await comes(() => need().inputValue(), "harbour");
  });

  test("a site without a desk does not name one", async () => {
    const root = join(emptyFolder(), "site");
    cpSync(searchSite, root, { recursive: true });
    for (const gone of ["requests", "people", "groups"]) rmSync(join(root, "content", gone), { recursive: true });
    const other = await serve(build(root));
    await visit(`${other.origin}/search/?q=harbour`);
    await comes(() => page.locator("#search-results li").count().then((count) => count > 0), true);
    assert.equal(await ask().count(), 0);
    await other.close();
  });
});
