// What Pagefind finds: `node results.mjs FOLDER QUESTIONS`, where FOLDER has its index in `pagefind/` and
// QUESTIONS is a file with a list of `{"language", "queries"}`. Prints for each a list, with a list of the
// addresses of the first ten for each query.
import { readFileSync } from "node:fs";

import { launch } from "../../tests/browser/chromium.mjs";
import { host } from "./host.mjs";

const [folder, questions] = process.argv.slice(2);
const server = await host(folder);
const browser = await launch(server);
const answers = [];
for (const { language, queries } of JSON.parse(readFileSync(questions, "utf8"))) {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/ask/${language}`);
  answers.push(await page.evaluate(async (queries) => {
    const pagefind = await import("/pagefind/pagefind.js");
    const answers = [];
    for (const query of queries) {
      const { results } = await pagefind.search(query);
      const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
      answers.push(shown.map(({ url }) => url));
    }
    return answers;
  }, queries));
  await page.close();
}
console.log(JSON.stringify(answers));
await browser.close();
await server.close();
