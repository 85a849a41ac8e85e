// Scripts and the style sheet of the default theme are published without their comments and spaces, which are no
// browser's business; those of sites as they were written.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { parse } from "acorn";
import { address, launch, watch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { build, copyOfExample, example, files, project } from "./site.mjs";

const sources = join(project, "themes/default/static");

/** A program without where its parts stand in the text. */
function program(text) {
  const keep = (key, value) => (["start", "end", "raw"].includes(key) ? undefined : value);
  return JSON.parse(JSON.stringify(parse(text, { ecmaVersion: "latest" }), keep));
}

describe("scripts as published", () => {
  test("those of the default theme are the same programs, and smaller", () => {
    const out = build(example);
    const scripts = files(sources, ".js");
    assert.ok(scripts.length > 3, scripts);
    for (const name of scripts) {
      const [written, published] = [sources, join(out, "theme")].map((folder) => readFileSync(join(folder, name), "utf8"));
      assert.deepEqual(program(published), program(written), name);
      assert.ok(published.length < written.length, name);
    }
  });

  test("those of a site are as they were written", () => {
    const root = copyOfExample();
    const own = "// Mine\nconst answer = 42 // without a semicolon\nanswer.toString()\n";
    mkdirSync(join(root, "themes/default/static"), { recursive: true });
    for (const name of ["mine.js", "casebook.js"]) writeFileSync(join(root, "themes/default/static", name), own);
    const out = build(root);
    for (const name of ["mine.js", "casebook.js"]) assert.equal(readFileSync(join(out, "theme", name), "utf8"), own);
  });
});

describe("style sheets as published", () => {
  let browser;
  let page;
  before(async () => {
    browser = await launch();
    page = await browser.newPage();
  });
  after(() => browser?.close());

  /** The rules as the browser understands them. Spaces of its own it keeps in what it does not look into. */
  const rules = async (css) => {
    const found = await page.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return [...sheet.cssRules].map((rule) => rule.cssText);
    }, css);
    return found.map((rule) => rule.replace(/\s+/g, " ").replace(/ ?([,/]) ?|(?<=\([a-z-]+:) /g, "$1"));
  };

  const published = (name) => readFileSync(join(build(example), "theme", name), "utf8");
  const written = (name) => readFileSync(join(sources, name), "utf8");

  test("that of every page says what was written, and is smaller", async () => {
    const [before, after] = await Promise.all([written("style.css"), published("style.css")].map(rules));
    assert.ok(published("style.css").length < written("style.css").length * 0.95);
    assert.ok(before.length > 300, before.length);
    assert.deepEqual(after.slice(0, before.length), before);
    const [chosen, ...rest] = after.slice(before.length);
    assert.deepEqual(rest, [], "what readers choose comes behind it, and nothing else");
    const dark = before.find((rule) => rule.startsWith("@media (prefers-color-scheme:dark)"));
    assert.equal(/\{[^{}]*\}/.exec(chosen)[0], /\{[^{}]*\}/.exec(dark)[0], "the same colours");
  });

  test("those of some pages say what was written, and are smaller", async () => {
    const names = readdirSync(sources).filter((name) => name.endsWith(".css") && name !== "style.css");
    assert.deepEqual(names, ["desk.css", "home.css", "offline.css", "print.css", "search.css", "wide.css"]);
    for (const name of names) {
      assert.ok(published(name).length < written(name).length, name);
      assert.deepEqual(await rules(published(name)), await rules(written(name)), name);
    }
  });
});

describe("a site's own look", () => {
  let browser;
  let server;
  let page;
  let faults;
  before(async () => {
    const root = copyOfExample();
    const settings = readFileSync(join(root, "casebook.yaml"), "utf8");
    writeFileSync(
      join(root, "casebook.yaml"),
      `${settings}\nlicence: cc-by-sa-4.0\nlook:\n  accent: "#7a1fa2"\n  logo: logo.svg\n  fonts: {text: Made Up Sans, headings: Made Up Serif}\n`,
    );
    mkdirSync(join(root, "themes/default/static"), { recursive: true });
    const logo = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h40v20H0z"/></svg>';
    writeFileSync(join(root, "themes/default/static/logo.svg"), logo);
    writeFileSync(join(root, "themes/default/static/extra.css"), ".tagline { letter-spacing: 3px }\n");
    server = await serve(build(root));
    browser = await launch(server);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const style = (selector, property) =>
    page.locator(selector).first().evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

  for (const [colorScheme, link, paper] of [["light", "rgb(122, 31, 162)", "rgb(255, 255, 255)"], ["dark", "rgb(171, 113, 196)", "rgb(16, 20, 24)"]]) {
    test(`is on every page, ${colorScheme}`, async () => {
      page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme });
      faults = watch(page);
      await page.goto(`${address}/`);
      assert.equal(await style(".skip", "color"), link);
      assert.equal(await style("body", "background-color"), paper);
      assert.match(await style("body", "font-family"), /^"?Made Up Sans"?, -apple-system/);
      assert.match(await style("h1", "font-family"), /^"?Made Up Serif"?, Charter/);
      assert.equal(await style(".tagline", "letter-spacing"), "3px");
      const logo = page.locator(".brand img");
      assert.deepEqual(await logo.evaluate((image) => [image.alt, image.offsetHeight, image.complete && image.naturalWidth > 0]), ["", 32, true]);
      assert.equal(await page.locator(".licence a").innerText(), "CC BY-SA 4.0");
      assert.deepEqual(faults, []);
      await page.close();
    });
  }

  test("a reader chooses light or dark pages, and finds them so again", async () => {
    const context = await browser.newContext({ colorScheme: "dark" });
    page = await context.newPage();
    await page.goto(`${address}/`);
    const choice = page.getByLabel("Appearance");
    assert.equal(await choice.inputValue(), "");
    for (const [scheme, paper] of [["light", "rgb(255, 255, 255)"], ["dark", "rgb(16, 20, 24)"]]) {
      await page.emulateMedia({ colorScheme: scheme === "light" ? "dark" : "light" });
      await choice.selectOption(scheme);
      assert.equal(await style("body", "background-color"), paper, scheme);
      await page.goto(`${address}/guides/`);
      assert.equal(await style("body", "background-color"), paper, scheme);
      assert.equal(await style("html", "color-scheme"), scheme);
      assert.equal(await choice.inputValue(), scheme);
    }
    await choice.selectOption("");
    assert.equal(await style("body", "background-color"), "rgb(255, 255, 255)", "as the device says again");
    await context.close();
  });

  test("paper is white, whatever is chosen for a screen", async () => {
    const context = await browser.newContext({ colorScheme: "dark" });
    page = await context.newPage();
    await page.goto(`${address}/`);
    for (const chosen of ["", "dark"]) {
      await page.getByLabel("Appearance").selectOption(chosen);
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      assert.equal(await style("body", "background-color"), "rgb(255, 255, 255)", chosen);
      assert.equal(await style("main a", "color"), "rgb(0, 0, 0)", chosen);
      await page.emulateMedia({ media: "screen", colorScheme: "dark" });
    }
    await context.close();
  });

  test("without scripts nothing is offered that does nothing", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    page = await context.newPage();
    await page.goto(`${address}/`);
    assert.equal(await page.getByLabel("Appearance").isVisible(), false);
    await context.close();
  });
});
