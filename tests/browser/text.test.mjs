// What texts of records hold beside words: code, folds, tables from files, recordings.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { address, launch, watch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { build, copyOfExample } from "./site.mjs";

const LONG = `# A comment\nSELECT ?item WHERE { ?item wdt:P31 wd:Q33506 . FILTER(?count > 12) } # ${"long ".repeat(60)}\n`;
const TOWNS = "Town,Photographs\nAa,\"1,200\"\nBb,3\n";
const TEXT = `
\`\`\`sparql
${LONG}\`\`\`

Between.

\`\`\`yaml
title: "A" # b
count: 3
\`\`\`

<details name="a" open>
<summary>First</summary>

One

</details>
<details name="a">
<summary>Second</summary>

Two

</details>

![Towns](towns.csv)

![A talk](https://commons.wikimedia.org/wiki/File:Example.webm)
`;

describe("what texts hold", () => {
  const root = copyOfExample();
  const page = (name, text) => writeFileSync(join(root, "content/pages", name), text);
  page("towns.csv", TOWNS);
  page("text.md", `---\ntitle: Text\n---\n${TEXT}`);
  page("text.ar.md", `---\ntitle: نص\n---\n${TEXT}`);
  const out = build(root);
  let server;
  let browser;
  before(async () => {
    server = await serve(out);
    browser = await launch(server);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  async function open(url, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const tab = await context.newPage();
    tab.setDefaultTimeout(10_000);
    const faults = watch(tab);
    await tab.goto(url);
    return { tab, faults, close: () => context.close() };
  }

  for (const [where, url, copied] of [
    ["on the web", `${address}/text/`, "Copied"],
    ["in Arabic", `${address}/ar/text/`, "نُسخ"],
    ["in a folder", pathToFileURL(join(out, "text/index.html")).href, "Copied"],
  ]) {
    test(`a button copies the code ${where}, by keyboard, and says so`, async () => {
      const { tab, faults, close } = await open(url);
      const button = tab.locator(".copy button").first();
      assert.ok((await button.boundingBox()).height >= 24);
      await button.focus();
      await tab.keyboard.press("Enter");
      await tab.locator(".copy [role=status]").first().getByText(copied).waitFor();
      assert.ok(await button.evaluate((button) => button === document.activeElement));
      await tab.evaluate(() => {
        document.body.append(Object.assign(document.createElement("textarea"), { id: "pasted" }));
      });
      await tab.locator("#pasted").focus();
      await tab.keyboard.press("Control+V");
      assert.equal((await tab.locator("#pasted").inputValue()).trimEnd(), LONG.trimEnd());
      assert.deepEqual(faults, []);
      await close();
    });
  }

  test("without scripts there is no button, and the code is the same", async () => {
    const { tab, close } = await open(`${address}/text/`, { javaScriptEnabled: false });
    assert.equal(await tab.locator(".copy").count(), 0);
    assert.equal(await tab.locator("pre").first().textContent(), LONG);
    await close();
  });

  test("the script moves nothing", async () => {
    for (const width of [360, 1280]) {
      const viewport = { width, height: 900 };
      const places = [];
      for (const javaScriptEnabled of [true, false]) {
        const { tab, close } = await open(`${address}/text/`, { viewport, javaScriptEnabled });
        places.push(await tab.locator("pre, .table, details, .play").evaluateAll((all) => all.map((element) => element.getBoundingClientRect().top)));
        await close();
      }
      assert.deepEqual(places[0], places[1], `${width}`);
    }
  });

  for (const language of ["", "ar/"]) {
    test(`long lines scroll by keyboard from the left, and have a shadow where they go on: /${language}text/`, async () => {
      const { tab, close } = await open(`${address}/${language}text/`, { viewport: { width: 360, height: 700 } });
      const pre = tab.locator("pre").first();
      assert.ok(await pre.getAttribute("aria-label"));
      const edges = async () => {
        // The colour at an edge, beside that of the middle: the line of the border has none.
        const { width, height } = await pre.boundingBox();
        const shot = (await pre.screenshot()).toString("base64");
        return tab.evaluate(async ([shot, width, height]) => {
          const bytes = Uint8Array.from(atob(shot), (letter) => letter.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes]));
          const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
          canvas.drawImage(image, 0, 0);
          const grey = (x) => canvas.getImageData(x, Math.round(height - 6), 1, 1).data[0];
          return [grey(1), grey(Math.round(width / 2)), grey(Math.round(width) - 2)];
        }, [shot, width, height]);
      };
      assert.equal(await pre.evaluate((pre) => pre.scrollLeft), 0);
      const [left, middle, right] = await edges();
      assert.equal(left, middle);
      assert.ok(right < middle - 20, `${right} ${middle}`);
      await pre.focus();
      await tab.keyboard.press("End");
      await pre.evaluate((pre) => { pre.scrollLeft = pre.scrollWidth; });
      const [leftThen, middleThen, rightThen] = await edges();
      assert.ok(leftThen < middleThen - 20, `${leftThen} ${middleThen}`);
      assert.equal(rightThen, middleThen);
      await pre.evaluate((pre) => { pre.scrollLeft = 0; });
      await pre.focus();
      for (let press = 0; press < 3; press += 1) await tab.keyboard.press("ArrowRight");
      await tab.waitForFunction(() => document.querySelector("pre").scrollLeft > 0);
      await close();
    });
  }

  test("folds of a group are tabs where there is room and stand below each other on a phone", async () => {
    for (const [width, language, isTabs] of [[1280, "", true], [1280, "ar/", true], [360, "", false]]) {
      const { tab, close } = await open(`${address}/${language}text/`, { viewport: { width, height: 900 } });
      const names = tab.locator(".tabs summary");
      const [first, second] = await Promise.all([names.nth(0).boundingBox(), names.nth(1).boundingBox()]);
      assert.equal(Math.abs(first.y - second.y) < 1, isTabs, `${width}`);
      if (isTabs) assert.equal(second.x > first.x, language === "");
      const [one, two] = [tab.getByText("One", { exact: true }), tab.getByText("Two", { exact: true })];
      assert.deepEqual([await one.isVisible(), await two.isVisible()], [true, false]);
      if (isTabs) assert.ok((await one.boundingBox()).y >= first.y + first.height);
      await names.nth(1).focus();
      await tab.keyboard.press("Enter");
      assert.deepEqual([await one.isVisible(), await two.isVisible()], [false, true]);
      const name = await names.nth(1).boundingBox();
      assert.ok((await two.boundingBox()).y >= name.y + name.height);
      await close();
    }
  });

  test("colours of code can be read in light and dark", async () => {
    for (const colorScheme of ["light", "dark"]) {
      const { tab, close } = await open(`${address}/text/`, { colorScheme, bypassCSP: true });
      // Of what has a picture behind it, axe says nothing.
      await tab.addStyleTag({ content: "pre { background-image: none !important }" });
      await tab.evaluate(axe.source);
      const { violations, passes } = await tab.evaluate(() => window.axe.run({ runOnly: { type: "rule", values: ["color-contrast"] } }));
      assert.deepEqual(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html)), []);
      const seen = passes.flatMap(({ nodes }) => nodes.map(({ html }) => html.match(/^<span class="([ckpsn])">/)?.[1])).filter(Boolean);
      assert.deepEqual([...new Set(seen)].sort(), ["c", "k", "n", "p", "s"]);
      await close();
    }
  });

  test("a table from a file has its caption and its file, and nothing is asked of other servers", async () => {
    const { tab, faults, close } = await open(`${address}/text/`);
    assert.equal(await tab.getByRole("table", { name: "Towns" }).getByRole("row").count(), 3);
    assert.equal(await tab.getByRole("cell", { name: "1,200" }).evaluate((cell) => getComputedStyle(cell).textAlign), "end");
    const file = tab.getByRole("link", { name: "Download this table (CSV)" });
    const { pathname } = new URL(await file.evaluate((link) => link.href));
    assert.equal(await (await fetch(server.origin + pathname)).text(), TOWNS);
    const card = tab.getByRole("link", { name: /A talk Video on Wikimedia Commons/ });
    assert.equal(await card.getAttribute("href"), "https://commons.wikimedia.org/wiki/File:Example.webm");
    assert.deepEqual(faults, []);
    await close();
  });
});
