// Scripts of the default theme are published without their comments and spaces, which are no program's
// business; scripts of sites as they were written.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { parse } from "acorn";
import { build, copyOfExample, example, files, project } from "./site.mjs";

const sources = join(project, "themes/default/static");

/** A program without where its parts stand in the text. */
function program(text) {
  const keep = (key, value) => (["start", "end", "raw"].includes(key) ? undefined : value);
  return JSON.parse(JSON.stringify(parse(text, { ecmaVersion: "latest" }), keep));
}

describe("scripts as published", () => {
  test("those of the default theme are the same programs, and smaller", () => {
    const out = build(example);
    const scripts = files(sources, ".js");
    assert.ok(scripts.length > 3, scripts);
    for (const name of scripts) {
      const [written, published] = [sources, join(out, "theme")].map((folder) => readFileSync(join(folder, name), "utf8"));
      assert.deepEqual(program(published), program(written), name);
      assert.ok(published.length < written.length, name);
    }
  });

  test("those of a site are as they were written", () => {
    const root = copyOfExample();
    const own = "// Mine\nconst answer = 42 // without a semicolon\nanswer.toString()\n";
    mkdirSync(join(root, "themes/default/static"), { recursive: true });
    for (const name of ["mine.js", "casebook.js"]) writeFileSync(join(root, "themes/default/static", name), own);
    const out = build(root);
    for (const name of ["mine.js", "casebook.js"]) assert.equal(readFileSync(join(out, "theme", name), "utf8"), own);
  });
});
