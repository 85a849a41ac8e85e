// The preview: what an author sees while writing.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { launch } from "./chromium.mjs";
import { casebook, copyOfExample } from "./site.mjs";

// Pages are left open until the browser closes: to close one while it reloads by itself may never end.
describe("casebook serve", () => {
  const root = copyOfExample();
  const file = join(root, "content/guides/first-upload.md");
  const original = readFileSync(file, "utf8");
  let browser;
  let preview;
  let page;
  before(async () => {
    browser = await launch();
    preview = await start(root);
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(`${preview.origin}/guides/first-upload/`);
  });
  after(async () => {
    await browser?.close();
    preview?.stop();
  });

  test("a saved change is seen without a hand on the browser", async () => {
    writeFileSync(file, original.replace("Send ten files.", "Send twelve files."));
    await page.getByText("Send twelve files.").waitFor();
  });

  test("a new title is right in the lists too", async () => {
    const list = await browser.newPage();
    await list.goto(`${preview.origin}/guides/`);
    writeFileSync(file, original.replace("A first batch upload", "Your first batch upload"));
    await page.getByRole("heading", { level: 1, name: "Your first batch upload" }).waitFor();
    await list.getByText("Your first batch upload").first().waitFor();
  });

  test("a fault is shown over the last good page, and goes with its cause", async () => {
    writeFileSync(file, original);
    await page.getByRole("heading", { level: 1, name: "A first batch upload" }).waitFor();
    writeFileSync(file, original.replace("level: beginner", "level: beginer"));
    await page.getByText("beginer").first().waitFor();
    await page.getByText("first-upload.md").first().waitFor();
    assert.ok((await page.getByText("Send ten files.").count()) > 0, "the last good page is gone");

    await page.reload();
    await page.getByText("beginer").first().waitFor();
    assert.ok((await page.getByText("Send ten files.").count()) > 0, "the last good page is gone");

    writeFileSync(file, original);
    await page.getByText("beginer").first().waitFor({ state: "detached" });
    await page.getByText("Send ten files.").waitFor();
  });

  test("a draft is shown and marked", async () => {
    writeFileSync(file, original.replace("level: beginner", "level: beginner\ndraft: true"));
    await page.getByRole("main").getByText(/draft/i).first().waitFor();
    writeFileSync(file, original);
  });

  test("a new file and a removed one are noticed", async () => {
    const added = join(root, "content/pages/news.md");
    writeFileSync(added, "---\ntitle: News\nsummary: What is new.\n---\nNothing yet.\n");
    const answer = () => fetch(`${preview.origin}/news/`);
    await until(async () => (await answer()).status === 200);
    assert.match(await (await answer()).text(), /<h1[^>]*>News/);
    rmSync(added);
    await until(async () => (await answer()).status === 404);
  });

  test("what was just written is found by the next search, and what is gone is not", async () => {
    const titles = async (text) => {
      const reader = await browser.newPage();
      await reader.goto(`${preview.origin}/search/?q=${text}`);
      await reader.locator(`html[data-searched="${text}"]`).waitFor({ state: "attached" });
      return reader.locator("#search-results h3").allInnerTexts();
    };
    const guide = async () => (await fetch(`${preview.origin}/guides/first-upload/`)).text();
    const news = async () => (await fetch(`${preview.origin}/airships/`)).status;
    assert.deepEqual(await titles("zeppelins"), []);
    writeFileSync(file, original.replace("Send ten files.", "Send ten zeppelins."));
    await until(async () => /zeppelins/.test(await guide()));
    assert.deepEqual(await titles("zeppelins"), ["A first batch upload"]);
    const added = join(root, "content/pages/airships.md");
    writeFileSync(added, "---\ntitle: Airships\nsummary: What flies.\n---\nZeppelins and others.\n");
    await until(async () => (await news()) === 200);
    assert.deepEqual((await titles("zeppelins")).sort(), ["A first batch upload", "Airships"]);
    assert.deepEqual(await titles("airships"), ["Airships"]);
    rmSync(added);
    await until(async () => (await news()) === 404);
    assert.deepEqual(await titles("zeppelins"), ["A first batch upload"]);
    writeFileSync(file, original);
    await until(async () => !/zeppelins/.test(await guide()));
    assert.deepEqual(await titles("zeppelins"), []);
  });

  test("an unknown address is answered with the page that says so", async () => {
    const visitor = await browser.newPage();
    const answer = await visitor.goto(`${preview.origin}/no/such/page/`);
    assert.equal(answer.status(), 404);
    assert.equal(await visitor.getByRole("heading", { level: 1 }).count(), 1);
  });
});

/** Asks again and again, for five seconds at most. */
async function until(holds) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) return;
    await wait(50);
  }
  assert.fail("it did not come to hold in time");
}

/** Starts the preview on a free port and waits until it answers. */
async function start(root) {
  const port = await freePort();
  const child = spawn(casebook, ["serve", "--root", root, "--port", String(port)]);
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (output += data));
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 300; tries += 1) {
    try {
      await fetch(origin);
      return { origin, stop: () => child.kill() };
    } catch {
      if (child.exitCode !== null) break;
      await wait(50);
    }
  }
  child.kill();
  throw new Error(`casebook serve did not answer:\n${output}`);
}

function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
