// What is fetched from an empty cache to the first ten results: `node bytes.mjs OUT FOLDER QUERIES`, where
// OUT is a site as built, FOLDER has Pagefind's index of it in `pagefind/`, and QUERIES is a file with a
// list. Prints for Casebook and for Pagefind a list: for each query the bytes, compressed, that come
// before its first letter, for the query, and for the results.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

import { launch } from "../../tests/browser/chromium.mjs";
import { host, stages } from "./host.mjs";

const [out, folder, file] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(file, "utf8"));

async function casebook() {
  const scripts = ["theme/search-engine.js", "theme/search-parts.js", "theme/search.js", "search/words.js"]
    .map((name) => join(out, name)).filter(existsSync);
  const engine = createRequire(import.meta.url)(resolve(scripts[0]));
  const all = [];
  for (const query of queries) {
    const { stage, sums } = stages();
    const fetched = new Set(scripts);
    const load = async (name) => {
      const path = name === "index" ? "index.js" : `${name[0]}/${name.slice(1)}.js`;
      const file = join(out, "search", path);
      fetched.add(file);
      const text = readFileSync(file, "utf8");
      return JSON.parse(text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")));
    };
    const { search } = await engine(load);
    stage(fetched);
    const found = await search(query, { language: "en" });
    stage(fetched);
    await found.show(10);
    stage(fetched);
    all.push(sums);
  }
  return all;
}

async function pagefind() {
  const server = await host(folder);
  const browser = await launch(server);
  const all = [];
  for (const query of queries) {
    const { stage, sums } = stages();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${server.origin}/ask/en`);
    server.fetched.clear();
    await page.evaluate(async () => {
      globalThis.pagefind = await import("/pagefind/pagefind.js");
      await globalThis.pagefind.init();
    });
    stage(server.fetched);
    await page.evaluate(async (query) => {
      globalThis.found = await globalThis.pagefind.search(query);
    }, query);
    stage(server.fetched);
    await page.evaluate(() => Promise.all(globalThis.found.results.slice(0, 10).map((result) => result.data())));
    stage(server.fetched);
    all.push(sums);
    await context.close();
  }
  await browser.close();
  await server.close();
  return all;
}

console.log(JSON.stringify([await casebook(), await pagefind()]));
