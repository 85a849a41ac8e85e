// How long the results take in a page whose processor is four times slower: `node latency.mjs OUT FOLDER
// QUERIES`, with arguments as those of bytes.mjs. Prints for Casebook and for Pagefind the milliseconds
// from the last key of each query, its end typed letter by letter, until its results stand. Each query was
// asked once before, so that all that is needed has been fetched.
import { readFileSync } from "node:fs";

import { launch } from "../../tests/browser/chromium.mjs";
import { host } from "./host.mjs";

const SLOWER = 4;
/** In milliseconds; a key is held down as long. */
const BETWEEN_KEYS = 40;
/** So many are typed, and those before are there at once: where every letter takes seconds, forty queries
 *  would take a quarter of an hour. */
const LETTERS = 6;

const [out, folder, file] = process.argv.slice(2);
const all = JSON.parse(readFileSync(file, "utf8"));
/** Pagefind takes seconds for a letter on a large site, so it is asked fewer. */
const FEWER = 6;

async function measured(folder, path, queries, prepare) {
  const server = await host(folder);
  const browser = await launch(server);
  const page = await browser.newPage();
  await page.goto(`${server.origin}${path}`);
  await prepare(page);
  await page.evaluate(() => {
    const shown = document.documentElement;
    document.querySelector("#search-q").addEventListener("keydown", ({ timeStamp }) => {
      globalThis.pressed = timeStamp;
    }, true);
    globalThis.waits = (query) => new Promise((done) => {
      const look = () => {
        if (shown.dataset.searched !== query) return;
        watching.disconnect();
        done(performance.now() - globalThis.pressed);
      };
      const watching = new MutationObserver(look);
      watching.observe(shown, { attributes: true, attributeFilter: ["data-searched"] });
    });
  });
  const debugging = await page.context().newCDPSession(page);
  await debugging.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  for (const query of queries) await asked(page, query, () => page.fill("#search-q", query));
  const times = [];
  for (const query of queries) {
    await page.fill("#search-q", "");
    await page.focus("#search-q");
    const typed = Math.max(1, query.length - LETTERS);
    await page.keyboard.insertText(query.slice(0, typed));
    await page.keyboard.type(query.slice(typed, -1), { delay: BETWEEN_KEYS });
    times.push(await asked(page, query, () => page.keyboard.type(query.slice(-1))));
  }
  await browser.close();
  await server.close();
  return times;
}

/** Does what completes a query, and waits for its results. */
async function asked(page, query, complete) {
  // What is waited for may be over as soon as the key is pressed, so the wait begins before.
  await page.evaluate((query) => {
    globalThis.waited = globalThis.waits(query);
  }, query);
  await complete();
  return page.evaluate(() => globalThis.waited);
}

/** A search field as plain as can be. As on the page of Casebook, one query is answered at a time, and of
 *  those that come in the meantime only the last. */
const field = (page) => page.evaluate(async () => {
  const pagefind = await import("/pagefind/pagefind.js");
  // Only the page itself is made slower, so nothing may be done beside it.
  await pagefind.options({ noWorker: true });
  await pagefind.init();
  const input = document.querySelector("#search-q");
  const answer = async (query) => {
    const { results } = query ? await pagefind.search(query) : { results: [] };
    const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    document.querySelector("#search-results").replaceChildren(...shown.map(({ meta, url, excerpt }) => {
      const item = document.createElement("li");
      item.innerHTML = `<a href="${url}">${meta.title}</a><p>${excerpt}</p>`;
      return item;
    }));
    document.documentElement.dataset.searched = query;
  };
  let busy = false;
  input.addEventListener("input", async () => {
    if (busy) return;
    busy = true;
    let query;
    do {
      query = input.value;
      await answer(query);
    } while (query !== input.value);
    busy = false;
  });
});

const pagefind = await measured(folder, "/ask/en", all.slice(0, FEWER), field);
const casebook = await measured(out, "/search/index.html", all, (page) => page.waitForSelector("#search-q"));
console.log(JSON.stringify([casebook, pagefind]));
