// The list of people, narrowed by what they know, speak and where they are.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { address, launch } from "./chromium.mjs";
import { SIZES } from "./judging.mjs";
import { serve } from "./server.mjs";
import { build, example } from "./site.mjs";

describe("the list of people", () => {
  const out = build(example);
  let browser;
  let server;
  let page;
  before(async () => {
    server = await serve(out);
    browser = await launch(server);
    page = await browser.newPage({ viewport: SIZES.phone });
    await page.goto(`${address}/people/`);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  const shown = () => page.locator(".records .kind-person:visible :is(h2, h3)").allTextContents();

  test("shows who fits what is chosen, says how many, and keeps it in the address", async () => {
    assert.equal((await shown()).length, 2);
    await page.getByLabel("Knows").selectOption("OpenRefine");
    assert.deepEqual(await shown(), ["Maria Lind"]);
    assert.equal(await page.locator("#people-fitting").textContent(), "People that fit: 1");
    assert.ok(page.url().endsWith("/people/?knows=tools%2Fopenrefine"), page.url());
    await page.reload();
    assert.deepEqual(await shown(), ["Maria Lind"], "who is sent the address sees the same");
    await page.getByLabel("Knows").selectOption("");
    assert.equal((await shown()).length, 2);
    assert.equal(await page.locator("#people-fitting").textContent(), "");
  });

  test("tells the time where somebody lives", async () => {
    const zone = page.locator('[data-zone="Europe/Stockholm"]').first();
    assert.match(await zone.textContent(), /^Europe\/Stockholm UTC\+2 now \d{1,2}:\d\d/u);
  });

  test("offers nothing without a script that needs one", async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const other = await plain.newPage();
    await other.goto(`${address}/people/`);
    assert.ok(await other.locator("#people-filter").isHidden());
    assert.ok(await other.locator(".fits").getByText("OpenRefine").isVisible());
    await plain.close();
  });
});
