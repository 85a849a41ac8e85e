// What a reader does: follows links, changes the language, comes by an old address, gets lost, opens
// the site from a folder.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { address, launch, watch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { build, documentation, example, files, project } from "./site.mjs";

describe("the example", () => {
  const out = build(example);
  let browser;
  let server;
  let page;
  let plain;
  before(async () => {
    server = await serve(out);
    browser = await launch(server);
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    plain = await browser.newContext({ javaScriptEnabled: false });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const [language, name, direction, title] of [
    ["sv", /^svenska$/i, "ltr", "Fotografier från hamnarna i norr"],
    ["ar", /^العربية$/, "rtl", "صور الموانئ الشمالية"],
  ]) {
    test(`a reader changes from English to ${language} and back`, async () => {
      await page.goto(`${address}/cases/harbours/`);
      await page.locator(".languages summary").click();
      await page.getByRole("link", { name }).first().click();
      await page.waitForURL(at(`/${language}/cases/harbours/`));
      assert.equal(await page.locator("html").getAttribute("dir"), direction);
      assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), title);
      await page.locator(".languages summary").click();
      await page.getByRole("link", { name: /^English$/ }).first().click();
      await page.waitForURL(at("/cases/harbours/"));
      assert.equal(
        await page.getByRole("heading", { level: 1 }).innerText(),
        "Photographs of the northern harbours",
      );
    });
  }

  test("addresses are short where the site is at home, and whole where a host may need that", async () => {
    // A viewer of ZIM files, say, has no page for a folder.
    for (const [origin, end] of [[address, ""], [server.origin, "index.html"]]) {
      await page.goto(`${origin}/cases/harbours/index.html?from=mail#summary`);
      assert.equal(page.url(), `${origin}/cases/harbours/${end}?from=mail#summary`);
    }
  });

  test("a page tells machines of its translations", async () => {
    await page.goto(`${address}/cases/harbours/`);
    const links = await page.locator('link[rel="alternate"][hreflang]').all();
    const languages = await Promise.all(links.map((link) => link.getAttribute("hreflang")));
    for (const language of ["ar", "en", "sv"]) assert.ok(languages.includes(language), language);
  });

  test("Arabic begins at the right, and code at the left", async () => {
    await page.goto(`${address}/ar/cases/harbours/`);
    // The heading begins at the right edge of its column, and code stays from left to right.
    const edges = await page.getByRole("heading", { level: 1 }).evaluate((h1) => {
      const text = document.createRange();
      text.selectNodeContents(h1);
      return [text.getBoundingClientRect().right, h1.getBoundingClientRect().right];
    });
    assert.ok(Math.abs(edges[0] - edges[1]) < 2, `the heading ends at ${edges}`);
    const code = await page.getByRole("main").locator("pre").evaluate((pre) => getComputedStyle(pre).direction);
    assert.equal(code, "ltr");
  });

  for (const [alias, path, title] of [
    ["/old/harbours/", "/cases/harbours/", "Photographs of the northern harbours"],
    ["/who-we-are/", "/about/", "About us"],
  ]) {
    test(`the old address ${alias} leads on, also without scripts`, async () => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const visitor = await context.newPage();
      await visitor.goto(address + alias);
      await visitor.waitForURL(at(path));
      assert.equal(await visitor.getByRole("heading", { level: 1 }).innerText(), title);
      await context.close();
    });
  }

  test("who gets lost at any depth finds home", async () => {
    const lost = await browser.newPage();
    const faults = watch(lost);
    const answer = await lost.goto(`${address}/no/such/page/`);
    assert.equal(answer.status(), 404);
    assert.deepEqual(
      faults.filter((fault) => !fault.includes("404 (Not Found)")),
      [],
    );
    const sheets = await lost.evaluate(() => [...document.styleSheets].map((s) => s.cssRules.length));
    assert.ok(sheets.length > 0 && sheets.every((rules) => rules > 0), "the page has no style");
    await lost.close();
  });

  test("the first stop of the keyboard skips to the content", async () => {
    await page.goto(`${address}/guides/first-upload/`);
    await page.keyboard.press("Tab");
    const target = await page.evaluate(() => document.activeElement.getAttribute("href"));
    assert.match(target, /^#/);
    await page.keyboard.press("Enter");
    const main = await page.evaluate((id) => document.querySelector(id).closest("main") !== null, target);
    assert.ok(main, `${target} is not in the main part`);
  });

  test("a field at the head of each page leads to the search page of its language", async () => {
    const reader = await plain.newPage();
    for (const [path, search, needs, letters] of [
      ["/cases/harbours/", "/search/", /Search needs a script/, "A to Z"],
      ["/ar/about/", "/ar/search/", /يحتاج البحث/, "الفهرس الأبجدي"],
    ]) {
      await reader.goto(address + path);
      await reader.getByRole("search").getByRole("searchbox").fill("harbour & light");
      await reader.getByRole("search").getByRole("button").click();
      await reader.waitForURL(at(search));
      assert.equal(new URL(reader.url()).searchParams.get("q"), "harbour & light");
      const main = reader.getByRole("main");
      assert.match(await main.innerText(), needs);
      assert.equal(await main.getByRole("searchbox").count(), 0, "a form that does nothing is not shown");
      await main.getByRole("link", { name: letters }).click();
      await reader.waitForURL(at(search.replace("search", "a-z")));
    }
    await reader.close();
  });

  test("the field at the head of a page can be hit with a finger", async () => {
    const phone = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await phone.goto(`${address}/cases/harbours/`);
    for (const role of ["searchbox", "button"]) {
      const { width, height } = await phone.getByRole("search").getByRole(role).boundingBox();
      assert.ok(width >= 44 && height >= 44, `the ${role} has ${width} × ${height} px`);
    }
    await phone.close();
  });

  test("the key / leads to the search, but for who writes in a field", async () => {
    await page.goto(`${address}/guides/first-upload/`);
    await page.getByRole("main").focus();
    await page.keyboard.press("/");
    await page.getByRole("dialog").waitFor();
    await page.goto(`${address}/desk/ask/`);
    await page.locator("#ask-title").pressSequentially("maps/film");
    assert.equal(await page.locator("#ask-title").inputValue(), "maps/film");
    assert.equal(await page.getByRole("dialog").count(), 0);
    await page.goto(`${address}/search/`);
    // The page's own form is shown by the script that searches.
    await page.locator("#search").evaluate((form) => { form.hidden = false; });
    await page.getByRole("main").focus();
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "search-q");
  });

  test("figures of a case are drawn, and told again as a table", async () => {
    await page.goto(`${address}/cases/harbours/`);
    const main = page.getByRole("main");
    assert.ok((await main.locator("svg").count()) > 0);
    await main.locator("details", { hasText: "Photographs uploaded" }).locator("summary").click();
    const table = main.getByRole("table").filter({ hasText: "Photographs uploaded" });
    const row = table.getByRole("row").filter({ hasText: "Photographs uploaded" });
    assert.match(await row.innerText(), /40\s+1.?250\s+files\s+1.?000/);
  });

  test("an image keeps its place while it loads", async () => {
    await page.goto(`${address}/cases/harbours/`);
    const image = page.getByRole("img", { name: "The inner harbour at low tide" });
    assert.equal(await image.getAttribute("width"), "480");
    assert.equal(await image.getAttribute("height"), "270");
    assert.equal(await image.getAttribute("loading"), "lazy");
  });

  test("a guide that was not reviewed in time says so", async () => {
    await page.goto(`${address}/guides/first-upload/`);
    assert.match(await page.getByRole("main").innerText(), /review/i);
    assert.match(await page.getByRole("main").innerText(), /overdue/i);
  });

  test("a page shows who points at it", async () => {
    await page.goto(`${address}/tools/openrefine/`);
    const main = page.getByRole("main");
    for (const name of ["Photographs of the northern harbours", "A first batch upload"]) {
      assert.ok((await main.getByRole("link", { name }).count()) > 0, name);
    }
  });

  test("clinics to come stand apart from past ones", async () => {
    await page.goto(`${address}/clinics/`);
    const text = await page.getByRole("main").innerText();
    assert.ok(text.indexOf("How to ask a museum") < text.indexOf("Licences explained"));
    assert.ok(text.indexOf("How to ask a museum") > 0);
  });

  test("the site is read from a folder", async () => {
    await page.goto(pathToFileURL(join(out, "index.html")).href);
    const sheets = await page.evaluate(() => document.styleSheets.length);
    assert.ok(sheets > 0);
    await page.getByRole("main").getByRole("link", { name: "harbours" }).first().click();
    assert.equal(
      await page.getByRole("heading", { level: 1 }).innerText(),
      "Photographs of the northern harbours",
    );
    await page.locator(".languages summary").click();
    await page.getByRole("link", { name: /^svenska$/i }).first().click();
    assert.equal(await page.locator("html").getAttribute("lang"), "sv");
  });
});

for (const [name, root] of [
  ["the project's own site", project],
  ["the documentation", documentation],
  ["the example", example],
]) {
  describe(`every page of ${name}`, () => {
    const out = build(root);
    const pages = files(out, ".html");

    test("links to files that are there, and by relative addresses only", () => {
      const broken = [];
      for (const page of pages) {
        for (const link of links(page, readFileSync(join(out, page), "utf8"))) {
          if (/^[a-z][a-z0-9+.-]*:/i.test(link) || link.startsWith("#")) continue;
          const path = decodeURIComponent(link.replace(/[?#].*$/, ""));
          const target = normalize(join(dirname(page), path));
          if (path.startsWith("/") || target.startsWith("..") || !isFile(join(out, target))) {
            broken.push(`${page}: ${link}`);
          }
        }
      }
      assert.ok(pages.length > 0);
      assert.deepEqual(broken, []);
    });

    test("is light", () => {
      const weight = (path) => gzipSync(readFileSync(join(out, path)), { level: 9 }).length;
      const loaded = (page) => {
        const html = readFileSync(join(out, page), "utf8");
        // 404.html may be served at any depth.
        return [...html.matchAll(/<(?:script src|link rel="stylesheet" href)="([^"]+)"/g)].map(([, link]) =>
          page === "404.html" ? new URL(link, "http://site").pathname.slice(1) : normalize(join(dirname(page), link)));
      };
      const whole = (page) => [page, ...loaded(page)].map(weight).reduce((sum, bytes) => sum + bytes, 0);
      // Whoever prints a book wants all of it.
      const read = pages.filter((page) => !page.endsWith("/print/index.html"));
      const heavy = read.map((page) => [page, whole(page)]).filter(([, w]) => w > 30_000);
      assert.deepEqual(heavy, []);
    });
  });
}

/** Whether an address is that of a page, with the name of its file or without. */
function at(path) {
  return ({ pathname }) => pathname.replace(/index\.html$/, "") === path;
}

/** What a page links to or loads, as written; 404.html is served at any depth and may use others. */
function links(page, html) {
  if (page === "404.html") return [];
  const found = html.matchAll(/<[a-z][^>]*?\s(?:href|src)="([^"]*)"/g);
  return [...found].map(([, link]) => link.replaceAll("&amp;", "&")).filter((link) => link !== "");
}

/** A folder will not do: only a server would show its index. */
function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
