// The engine of the search page, without a browser: it is held to the files that `cargo test` holds the engine
// behind `casebook search` to, and its script to having no weight, limit or table of its own.
import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { runInThisContext } from "node:vm";
import { searchSite } from "../browser/searching.mjs";
import { build, emptyFolder } from "../browser/site.mjs";

const expected = (name) => JSON.parse(readFileSync(join(import.meta.dirname, name), "utf8"));
const tokens = expected("tokens.json");
const { queries, altered } = expected("results.json");

const root = join(emptyFolder(), "site");
cpSync(searchSite, root, { recursive: true });
cpSync(join(import.meta.dirname, "site"), root, { recursive: true });
const out = build(root);
const casebookSearch = runInThisContext(`${readFileSync(join(out, "theme/search-engine.js"), "utf8")}\ncasebookSearch`);

const files = new Map();
/** The value of a file of the index, which is a script. */
function file(name) {
  if (!files.has(name)) {
    const path = name === "index" ? name : `${name[0]}/${name.slice(1)}`;
    const script = readFileSync(join(out, "search", `${path}.js`), "utf8");
    files.set(name, JSON.parse(script.slice("casebookIndex(".length, -");\n".length)));
  }
  return files.get(name);
}

/** The engine, with another first file if one is given. */
const open = (index = file("index")) => casebookSearch(async (name) => (name === "index" ? index : file(name)));

/** A copy of the first file in which the value at a path is another. */
function indexWith(path, other) {
  const index = structuredClone(file("index"));
  const owner = path.slice(0, -1).reduce((value, key) => value[key], index);
  owner[path.at(-1)] = other(owner[path.at(-1)]);
  return index;
}

/** A query as `src/search/engine/query.rs` shows it in its tests. */
function shownTokens({ parse }, text) {
  const { terms, phrases, excluded } = parse(text);
  return [
    ...terms.map(({ form, ngram, open, quoted, joined }) =>
      `${quoted ? `"${form}"` : form}${ngram ? "~" : ""}${open ? "…" : ""}${joined === undefined ? "" : `=${joined}`}`),
    ...phrases.map((phrase) => `[${phrase.join(" ")}]`),
    ...excluded.map((forms) => `-${forms.join(" ")}`),
  ].join(" ");
}

/** An answer as `tests/end_to_end/ranking.rs` has it. */
async function shownAnswer({ search, kindOf }, { query, lang, kind }) {
  const keeps = kind && ((document) => kindOf(document) === kind);
  const found = await search(query, { language: lang, keeps });
  const hits = await found.show(30);
  return {
    total: found.total,
    weak: found.isWeak,
    corrections: found.corrections,
    results: hits.slice(0, 4).map(({ url, anchor, score, excerpt }) => [`${url}#${anchor}`, score, excerpt]),
  };
}

/** Compares two answers; scores are rounded in the file, and logarithms on each machine. */
function compare(answer, other, told) {
  const near = (score, place) => {
    const there = other.results[place]?.[1];
    return Math.abs(score - there) < 1e-8 ? there : score;
  };
  const results = answer.results.map(([url, score, text], place) => [url, near(score, place), text]);
  assert.deepEqual({ ...answer, results }, other, told);
}

// What the page asks with no words at all is to browse, which the engine in a terminal has no need of.
const asked = queries.filter(({ query }) => query.trim());

test("texts of all scripts are cut and folded as expected", async () => {
  const engine = await open();
  assert.ok(tokens.length > 150);
  for (const [text, shown] of tokens) assert.equal(shownTokens(engine, text), shown, JSON.stringify(text));
});

test("every query is answered as expected", async () => {
  const engine = await open();
  assert.ok(asked.length > 100);
  for (const query of asked) compare(await shownAnswer(engine, query), query.answer, JSON.stringify(query));
});

test("every parameter is the index's, and is used as expected when it says something else", async () => {
  assert.ok(altered.length > 25);
  for (const { parameter, value, other, ...query } of altered) {
    const path = ["parameters", ...parameter.slice(1).split("/")];
    const index = indexWith(path, (own) => {
      assert.equal(own, value, parameter);
      return other;
    });
    compare(await shownAnswer(await open(index), query), query.answer, `${parameter} is ${other}: ${JSON.stringify(query)}`);
  }
});

/** What the engine makes of every text and query, or that it fails. */
async function everything(index) {
  try {
    const engine = await open(index);
    const answers = [];
    for (const query of asked) answers.push(await shownAnswer(engine, query));
    return JSON.stringify([tokens.map(([text]) => shownTokens(engine, text)), answers]);
  } catch (error) {
    return `failed: ${error.message}`;
  }
}

/** The entries of a character class: letters and ranges of them. */
const ranges = (letters) => letters.match(/.-.|./gsu);

describe("every entry of a table is the index's, and is missed when it is not there", async () => {
  const { tables, format } = file("index");
  const all = [];
  /** Leaves each entry of a text out, which `parts` takes apart. */
  const leavesOut = (path, parts) => {
    const list = parts(path.reduce((value, key) => value[key], file("index")));
    for (const [at, entry] of list.entries()) all.push([`${path.join(".")}: ${entry}`, indexWith(path, () => list.toSpliced(at, 1).join(""))]);
  };
  const raises = (path) => all.push([path.join("."), indexWith(path, (number) => number + 1)]);
  for (const name of ["hyphens", "separators", "quotes", "zeros"]) leavesOut(["tables", name], (letters) => [...letters]);
  leavesOut(["tables", "format"], ranges);
  leavesOut(["tables", "dropped"], ranges);
  for (const at of tables.ngrams.keys()) {
    leavesOut(["tables", "ngrams", at, 1], ranges);
    raises(["tables", "ngrams", at, 0]);
  }
  for (const letter of Object.keys(tables.spellings)) {
    all.push([`spelling of ${letter}`, indexWith(["tables", "spellings"], ({ [letter]: _, ...rest }) => rest)]);
  }
  for (const [at, article] of tables.articles.entries()) {
    all.push([`article ${article}`, indexWith(["tables", "articles"], (list) => list.toSpliced(at, 1))]);
  }
  for (const list of ["words", "kinds"]) {
    for (const [at, entry] of file("index").who[list].entries()) {
      all.push([`who: ${entry}`, indexWith(["who", list], (entries) => entries.toSpliced(at, 1))]);
    }
  }
  for (const name of ["compound", "thousand", "bare"]) raises(["tables", name]);
  for (const at of format.digits.keys()) raises(["format", "digits", at]);
  for (const name of ["name", "concept"]) raises(["format", name]);
  const stopWords = file("index").stop_words;
  all.push([`stop words ${stopWords}`, indexWith(["stop_words"], () => [])]);

  const whole = await everything(file("index"));
  for (const [name, index] of all) {
    test(name, async () => assert.ok((await everything(index)) !== whole, "nothing depends on it"));
  }
});
