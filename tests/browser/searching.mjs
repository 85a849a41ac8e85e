// What the tests of the search have in common.
import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** A made-up site about harbours in four languages, for the search alone. */
export const searchSite = join(import.meta.dirname, "search-site");

/** Whether what is read is, or comes to be, as expected. */
export async function comes(read, expected) {
  let last;
  for (let tries = 0; tries < 100; tries += 1) {
    last = await read();
    if (expected instanceof RegExp ? expected.test(last) : JSON.stringify(last) === JSON.stringify(expected)) return;
    await wait(30);
  }
  if (expected instanceof RegExp) assert.match(last, expected);
  else assert.deepEqual(last, expected);
}

/** Types a query and waits until it is answered. */
export async function find(page, text) {
  await page.locator("#search-q").fill(text);
  await page.locator(`html[data-searched=${JSON.stringify(text)}]`).waitFor({ state: "attached" });
}

export const titles = (page) => page.locator("#search-results h3").allInnerTexts();
export const status = (page) => page.locator("#search-status").innerText();
