// Builds the sites that the tests look at: the project's own, its documentation, and `example/`, which has one
// record of each kind and translations in both directions of writing.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve, sep } from "node:path";

export const project = resolve(import.meta.dirname, "../..");
/** The documentation, a site of its own. */
export const documentation = join(project, "docs");
export const example = join(import.meta.dirname, "example");
export const casebook = process.env.CASEBOOK ?? join(project, "target/debug/casebook");

const made = [];
process.on("exit", () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** An empty folder that is gone when the tests end. */
export function emptyFolder() {
  const folder = mkdtempSync(join(tmpdir(), "casebook-test-"));
  made.push(folder);
  return folder;
}

/** The folder with the finished site of `root`, as it would be on a day that suits the example. */
export function build(root) {
  const out = join(emptyFolder(), "site");
  const run = spawnSync(
    casebook,
    ["build", "--root", root, "--out", out, "--today", "2025-06-01"],
    { encoding: "utf8" },
  );
  assert.equal(run.error, undefined);
  assert.equal(run.status, 0, `casebook build failed:\n${run.stdout}${run.stderr}`);
  return out;
}

/** A copy of the example that a test may change. */
export function copyOfExample() {
  const copy = join(emptyFolder(), "example");
  cpSync(example, copy, { recursive: true });
  return copy;
}

/** Every file of a built site with that ending, as paths with `/`. */
export function files(out, ending) {
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(out, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/** The address of the first page inside `folder` that is not the folder's own: `/tools/isa/`. */
export function firstIn(out, folder) {
  const found = files(join(out, folder), "index.html").find((path) => path.split("/").length === 2);
  assert.ok(found, `the site has no page below /${folder}/`);
  return `/${folder}/${found.replace(/index\.html$/, "")}`;
}
