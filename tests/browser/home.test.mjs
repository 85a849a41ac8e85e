// The home page of the project's own site: what one may come for stands in the first screen of a phone.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { address, launch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { build, project } from "./site.mjs";

describe("the home page", () => {
  let browser;
  let server;
  before(async () => {
    server = await serve(build(project));
    browser = await launch(server);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  test("shows all ways in on the first screen of a phone, and each leads on", async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.goto(`${address}/`);
    const ways = page.locator(".ways-in li");
    assert.equal(await ways.count(), 4);
    for (const box of await ways.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom))) {
      assert.ok(box <= 740, `${box}`);
    }
    await page.getByRole("link", { name: "Find somebody" }).click();
    assert.equal(await page.locator("h1").innerText(), "People");
    await page.close();
  });

  test("has a menu of one button on a phone, and groups that close again on a desk", async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.goto(`${address}/`);
    const guides = page.locator(".menu").getByRole("link", { name: "Guides" });
    assert.equal(await guides.isVisible(), false);
    await page.locator(".menu > summary").click();
    assert.equal(await guides.isVisible(), true, "the groups are open on a phone");
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.reload();
    const learn = page.locator(".menu-group > details").first();
    await learn.locator("summary").click();
    assert.equal(await guides.isVisible(), true);
    await page.keyboard.press("Escape");
    assert.equal(await guides.isVisible(), false);
    await learn.locator("summary").click();
    await page.locator("h1").click();
    assert.equal(await guides.isVisible(), false, "a press elsewhere closes it");
    await page.close();
  });
});
