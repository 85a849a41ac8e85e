// What is fetched from an empty cache: `node bytes.mjs OUT FOLDER QUERIES`, where OUT is a site as built,
// FOLDER has Pagefind's index of it in `pagefind/`, and QUERIES is a file with a list of `{"language",
// "queries"}`. Prints for Casebook and for Pagefind a list with, for each query, `bytes`: those, compressed,
// that come before its first letter, for the query, and for as many results as the search page of Casebook
// shows at first; and `requests`: how many files of the index come until these are shown, without those of
// the programs.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";

import { launch } from "../../tests/browser/chromium.mjs";
import { host, stages } from "./host.mjs";

const [out, folder, file] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(file, "utf8"))
  .flatMap(({ language, queries }) => queries.map((query) => ({ language, query })));

/** The folder of the search page in a language; that of the site's first is not in a folder of its name. */
const searchFolder = (language) => [join(language, "search"), "search"].find((path) => existsSync(join(out, path)));

async function casebookBytes() {
  const engine = createRequire(import.meta.url)(resolve(out, "theme/search-engine.js"));
  const all = [];
  for (const { language, query } of queries) {
    const { stage, sums } = stages();
    const fetched = new Set(["theme/search-engine.js", "theme/search-parts.js", "theme/search.js",
      join(searchFolder(language), "words.js")].map((name) => join(out, name)));
    const load = async (name) => {
      const path = name === "index" ? "index.js" : `${name[0]}/${name.slice(1)}.js`;
      const file = join(out, "search", path);
      fetched.add(file);
      const text = readFileSync(file, "utf8");
      return JSON.parse(text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")));
    };
    const { search, entry } = await engine(load);
    stage(fetched);
    const found = await search(query, { language });
    stage(fetched);
    await found.show(entry.parameters.results.page);
    stage(fetched);
    all.push(sums);
  }
  return all;
}

/** The requests of the search page, and how many results it shows at first. */
async function casebookRequests() {
  const server = await host(out);
  const browser = await launch(server);
  const all = [];
  let most = 0;
  for (const { language, query } of queries) {
    const context = await browser.newContext();
    const page = await context.newPage();
    server.fetched.clear();
    await page.goto(`${server.origin}/${searchFolder(language)}/index.html`);
    await page.fill("#search-q", query);
    await page.locator(`html[data-searched=${JSON.stringify(query)}]`).waitFor({ state: "attached" });
    all.push([...server.fetched].filter((path) => /\/search\/(index|.\/[^/]*)\.js$/.test(path)).length);
    most = Math.max(most, await page.locator("#search-results > li").count());
    await context.close();
  }
  await browser.close();
  await server.close();
  return [all, most];
}

/** Pagefind shows as many results at first as the search page of Casebook. */
async function pagefind(most) {
  const server = await host(folder);
  const browser = await launch(server);
  const all = [];
  for (const { language, query } of queries) {
    const { stage, sums } = stages();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${server.origin}/ask/${language}`);
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
    await page.evaluate((count) =>
      Promise.all(globalThis.found.results.slice(0, count).map((result) => result.data())), most);
    const requests = [...server.fetched].filter((path) => !/\.js$|^wasm\./.test(basename(path))).length;
    stage(server.fetched);
    all.push({ bytes: sums, requests });
    await context.close();
  }
  await browser.close();
  await server.close();
  return all;
}

const bytes = await casebookBytes();
const [requests, most] = await casebookRequests();
const casebook = bytes.map((bytes, at) => ({ bytes, requests: requests[at] }));
console.log(JSON.stringify([casebook, await pagefind(most)]));
