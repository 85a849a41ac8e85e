// How long the results take in a page whose processor is four times slower: `node latency.mjs OUT FOLDER
// QUERIES`, with arguments as those of bytes.mjs. Prints for Casebook and for Pagefind the milliseconds
// from the last key of each query, typed letter by letter, until its results stand. Each query is typed
// twice, and the second time counts: all that is needed has been fetched by then.
import { readFileSync } from "node:fs";

import { launch } from "../../tests/browser/chromium.mjs";
import { host } from "./host.mjs";

const SLOWER = 4;
const BETWEEN_KEYS = 80;

const [out, folder, file] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(file, "utf8"));

async function measured(folder, path, prepare) {
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
  let times = [];
  for (let round = 0; round < 2; round += 1) {
    times = [];
    for (const query of queries) times.push(await typed(page, query));
  }
  await browser.close();
  await server.close();
  return times;
}

async function typed(page, query) {
  await page.fill("#search-q", "");
  await page.focus("#search-q");
  await page.keyboard.type(query.slice(0, -1), { delay: BETWEEN_KEYS });
  // The wait is over only when it is known in the page, so it cannot be awaited before the key.
  await page.evaluate((query) => {
    globalThis.waited = globalThis.waits(query);
  }, query);
  await page.keyboard.type(query.slice(-1));
  return page.evaluate(() => globalThis.waited);
}

/** A search field as plain as can be: each key asks, and the answer to the last one stands. */
const field = (page) => page.evaluate(async () => {
  const pagefind = await import("/pagefind/pagefind.js");
  // Only the page itself is made slower, so nothing may be done beside it.
  await pagefind.options({ noWorker: true });
  await pagefind.init();
  const input = document.querySelector("#search-q");
  input.addEventListener("input", async () => {
    const query = input.value;
    const { results } = query ? await pagefind.search(query) : { results: [] };
    const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    if (input.value !== query) return;
    document.querySelector("#search-results").replaceChildren(...shown.map(({ meta, url, excerpt }) => {
      const item = document.createElement("li");
      item.innerHTML = `<a href="${url}">${meta.title}</a><p>${excerpt}</p>`;
      return item;
    }));
    document.documentElement.dataset.searched = query;
  });
});

const pagefind = await measured(folder, "/ask/en", field);
const casebook = await measured(out, "/search/index.html", (page) => page.waitForSelector("#search-q"));
console.log(JSON.stringify([casebook, pagefind]));
