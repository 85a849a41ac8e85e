// Two engines answer from one index: the one of the search page, and the one behind `casebook search`.
// Whatever is asked, they find the same, in the same order, and show the same of it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { searchSite } from "../browser/searching.mjs";
import { build, casebook, emptyFolder, example, files, project } from "../browser/site.mjs";

const SHOWN = ["url", "title", "kind", "lang", "anchor", "excerpt"];

/** The value of a file of the index, which is a script. */
function value(path) {
  const script = readFileSync(path, "utf8").trim();
  return JSON.parse(script.slice("casebookIndex(".length, -");".length));
}

/** The engine of the search page, as the site ships it, with the files of that site. */
function open(out) {
  const search = createRequire(import.meta.url)(join(out, "theme/search-engine.js"));
  const path = (name) => (name === "index" ? name : `${name[0]}/${name.slice(1)}`);
  return search(async (name) => value(join(out, "search", `${path(name)}.js`)));
}

/** What the program answers to each of the queries. */
function asked(root, queries, lang) {
  const file = join(emptyFolder(), "queries.txt");
  writeFileSync(file, queries.map((query) => `${query}\n`).join(""));
  const run = spawnSync(
    casebook,
    ["search", "--root", root, "--queries", file, "--json", "--lang", lang],
    { encoding: "utf8", maxBuffer: 1e9 },
  );
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.trim().split("\n").map((line) => JSON.parse(line));
}

/** Holds the answers to each other and gives how many queries found something. */
async function compare(root, out, queries, lang) {
  const expected = asked(root, queries, lang);
  assert.equal(expected.length, queries.length);
  const engine = await open(out);
  let found = 0;
  for (const [at, query] of queries.entries()) {
    const answer = await engine.search(query, { language: lang });
    const hits = await answer.show(10);
    const shown = (hit) => Object.fromEntries(SHOWN.map((name) => [name, hit[name]]));
    const told = `${lang}: ${JSON.stringify(query)}`;
    assert.equal(answer.total, expected[at].total, told);
    assert.deepEqual(hits.map(shown), expected[at].results.map(shown), told);
    for (const [place, { score }] of hits.entries()) {
      const other = expected[at].results[place].score;
      assert.ok(Math.abs(score - other) < 1e-9, `${told}: ${score} and ${other} at ${place}`);
    }
    for (const { excerpt, marks } of hits) {
      for (const [start, end] of marks) assert.ok(start < end && end <= excerpt.length, `${told}: ${excerpt} ${marks}`);
    }
    found += hits.length > 0;
  }
  return found;
}

/** Queries of many kinds, made of the titles and texts of a language; the same each time. */
function queriesFor(out, lang, most) {
  const texts = files(join(out, "search"), ".js").filter((path) => /-\d+\.js$/.test(path))
    .map((path) => value(join(out, "search", path)))
    .sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));
  const { languages } = value(join(out, "search/index.js"));
  const prefixes = languages.map(([tag]) => tag).filter((tag) => texts.some(([, url]) => url.startsWith(`/${tag}/`)));
  const own = texts.filter(([, url]) => (prefixes.find((tag) => url.startsWith(`/${tag}/`)) ?? "en") === lang);
  const step = Math.max(1, Math.floor(own.length / most));
  const queries = [];
  for (const [number, [title, , , sections]] of own.filter((_, at) => at % step === 0).entries()) {
    queries.push(title, `${title.slice(0, 7)}`, [...title].reverse().join(""));
    const words = sections.flatMap(([heading, , text]) => `${heading} ${text}`.split(/[^\p{L}\p{M}\p{N}]+/u)).filter(Boolean);
    if (words.length < 6) continue;
    const long = words.slice(0, 200).reduce((one, other) => (other.length > one.length ? other : one));
    const letters = [...long];
    const exchanged = [...letters.slice(0, 2), letters[3], letters[2], ...letters.slice(4)].join("");
    queries.push(
      long.slice(0, 2), long.slice(0, 4), `${letters.slice(1).join("")} `, `${exchanged} `, exchanged, `${long}x `, `${long.toUpperCase()}.`,
    );
    for (const at of [number * 7, number * 5 + 11].map((at) => at % (words.length - 4))) {
      const [a, b, c, d] = words.slice(at);
      queries.push(
        `${a} ${b} ${c}`, `"${a} ${b}"`, `“${b} ${c}” ${d}`, `${a} -${c}`, `${c}-${d}`, `${a}_${b}_${c}`,
        `${a} ${d.slice(0, Math.max(1, d.length - 1))}`, `-"${a} ${b}" ${long}`,
      );
    }
  }
  return [...new Set(queries)].filter((query) => query.trim());
}

for (const [name, root, languages, most] of [
  ["the site for the search", searchSite, ["en", "sv", "ar", "zh"], 12],
  ["the example", example, ["en", "sv", "ar"], 12],
  ["the project's own site", project, ["en", "es", "fr", "pt", "sv", "ar"], 8],
]) {
  describe(name, () => {
    const out = build(root);
    for (const lang of languages) {
      test(`readers are shown what the program tells, in ${lang}`, async () => {
        const queries = queriesFor(out, lang, most);
        const found = await compare(root, out, queries, lang);
        assert.ok(queries.length >= (root === example ? 20 : 40), `${queries.length} queries are few`);
        assert.ok(found > queries.length * 0.7, `${found} of ${queries.length} found something`);
      });
    }

    test("what is no text is nothing that was found, and signs do no harm", async () => {
      const queries = [
        "!!!", "-", "--", "- -", "\"", "\"\"", "“”", "\"-\"", "\" \"", "...", "🙂", "-🙂", "a", "-a", "I", "of the", "the",
        "-the", "-harbour -museum", "\"of the\"", "\"a\"\"b\"", "\"harbour\"\"museum", "a«b»c", "harbour\"museum\"boats",
        "a-b-c-d-e", "_", "__harbour__", "-_harbour", "harbour-", "harbour -", "harbour. ", "harbour,", "x".repeat(500),
        "\u00ad", "\u200d harbour", "\ufeffharbour", "har\u00adbour", "\ufeff-harbour", "museum\u0085-harbour", "museum\u3000harbour",
        "constructor", "__proto__", "toString valueOf", "hasOwnProperty ", "Q123", "Q12", "Q12 ", "1923-24", "{count}", "</script>",
      ];
      await compare(root, out, queries, "en");
    });
  });
}

// Letters that look the same in several codes, that change their length with their case, that are joined,
// that stand on others, that go from right to left, that have no spaces between their words.
const ODD = [
  "Straße STRASSE straẞe Maße", "İstanbul ıstanbul Istanbul ISTANBUL", "ΟΔΟΣ οδός Οδυσσεύς", "Ærø Ǽrø æro ǽ", "Łódź Đorđe Þór Eiríkur",
  "ﬁle ﬂag oﬃce", "ｆｕｌｌ ｗｉｄｔｈ １２３", "x² H₂O ½ № ℃ Å ①", "Ǆ ǅ ǆ", "naïve nai\u0308ve Ångström A\u030angstro\u0308m", "L’été c'est d’abord",
  "Tiếng Việt Đà Nẵng", "ʻokina Hawaiʻi", "co\u00adoperate soft\u00adhyphen", "non\u2011breaking re\u2010use well-known_name", "QuickStatements iNaturalist mySQL",
  "ЁЛКА елка ёлка йога", "Ґанок Їжак", "հայերեն ՀԱՅԵՐԵՆ և", "ქართული ᲥᲐᲠᲗᲣᲚᲘ", "ᏣᎳᎩ ꮳꮃꭹ", "מוּזֵיאוֹן מוזיאון", "מפה־עולם", "מַפָּה",
  "مَتْحَف مـــتـــحـــف متحف", "أحمد إحمد آحمد ٱحمد", "مدرسة مدرسه على علی", "می‌رود می\u200cرود", "ہندی کتاب ھ", "١٢٣ ۴۵۶ 123456", "ﷺ ﷲ ﻻ لا",
  "हिन्दी भाषा क्षेत्र", "हिन्दी-भाषा", "क़ ज़ फ़ क\u093cलम", "বাংলা ভাষা কো", "தமிழ் மொழி கொ", "తెలుగు ಕನ್ನಡ മലയാളം", "२०२३ ২০২৩ ๒๕๖๖", "සිංහල",
  "ภาษาไทย น้ำ นํ้า กำ", "ພາສາລາວ ນຳ້", "မြန်မာဘာသာ", "ភាសាខ្មែរ", "བོད་ཡིག", "ᠮᠣᠩᠭᠣᠯ", "አማርኛ ቋንቋ", "ⵜⴰⵎⴰⵣⵉⵖⵜ",
  "博物馆收藏 博物館", "東京タワー ﾄｳｷｮｳ ﾃﾞｰﾀ データ", "が か\u3099 ゔ 々 〆 〇", "위키백과 위키 ㅋㅋㅋ", "𠮷野家 𠀀𠀁𠀂", "㈱ ㍿ ㌔ ㎏", "博物館museum東京2020年", "漢-字 漢_x x_漢",
  "𝒲𝒾𝓀𝒾 𝐖𝐢𝐤𝐢", "👩🏽‍🚀 🏳️‍🌈 a👍b", "🇺🇬 ☃️ ☃", "Ⅷ ⅷ Ⓐ ⓐ", "µ μ Ω Ω K K", "ſ long ſ Wiſe", "ŋ ħ ø ł", "e\u0301\u0302\u0303", "\u0301x", "a\u0f00b ༀ",
];

describe("texts of all scripts", () => {
  const root = join(emptyFolder(), "odd");
  let out;
  before(() => {
    cpSync(join(example, "casebook.yaml"), join(root, "casebook.yaml"), { recursive: true });
    mkdirSync(join(root, "content/pages"), { recursive: true });
    writeFileSync(join(root, "content/pages/index.md"), "---\ntitle: Odd texts\nsummary: Made up.\n---\n");
    for (const [number, text] of ODD.entries()) {
      writeFileSync(join(root, `content/pages/odd-${number}.md`), `---\ntitle: Odd ${number}\nsummary: Made up.\n---\n${text}\n`);
    }
    out = build(root);
  });

  test("every word of them is found, in whatever way it is written", async () => {
    const engine = await open(out);
    for (const [number, text] of ODD.entries()) {
      for (const word of text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))) {
        for (const form of [word, word.normalize("NFD"), word.normalize("NFC"), `${word} `]) {
          const found = await engine.search(form, { language: "en" });
          const urls = (await found.show(100)).map(({ url }) => url);
          assert.ok(urls.includes(`/odd-${number}/`), `${JSON.stringify(form)} of ${number}: ${urls}`);
        }
      }
    }
  });

  test("both engines cut and fold them alike", async () => {
    const queries = ODD.flatMap((text) => {
      const letters = [...text];
      return [
        text, ...text.split(/\s+/u), ...text.split(/\s+/u).map((word) => `${word} `), text.toUpperCase(), text.toLowerCase(),
        text.normalize("NFD"), text.normalize("NFKC"), text.normalize("NFKD"), [...letters].reverse().join(""), `"${text}"`,
        letters.slice(1).join(""), letters.slice(0, -1).join(""), letters.join("\u200d"), letters.join("-"), letters.join("\u00ad"), letters.join("_"),
      ];
    });
    assert.ok((await compare(root, out, queries, "en")) > queries.length * 0.5);
  });
});
