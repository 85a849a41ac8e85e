// The archives of a release: `cargo binstall` and the scripts that forges run have to find in them what
// .github/workflows/release.yml makes.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { casebook, emptyFolder, project } from "../browser/site.mjs";

const workflow = readFileSync(join(project, ".github/workflows/release.yml"), "utf8");
const targets = [...workflow.matchAll(/target: ([\w-]+),/g)].map(([, target]) => target);

const script = "import json, sys, tomllib; print(json.dumps(tomllib.load(open(sys.argv[1], 'rb'))))";
const python = join(project, "tests/python/bin/python");
const manifest = JSON.parse(execFileSync(python, ["-c", script, join(project, "Cargo.toml")]));
const { version, metadata } = manifest.package;

/** What `cargo binstall` makes of the metadata for a target: the name of the archive, and the program in it. */
function looked(target) {
  const { binstall } = metadata;
  const format = binstall.overrides?.[target]?.["pkg-fmt"] ?? binstall["pkg-fmt"];
  const values = {
    repo: "https://example.org/casebook",
    version,
    target,
    bin: "casebook",
    "binary-ext": target.includes("windows") ? ".exe" : "",
    "archive-suffix": { tgz: ".tar.gz", zip: ".zip" }[format],
  };
  const fill = (text) => text.replace(/\{ ([\w-]+) \}/g, (_, name) => values[name]);
  return { url: fill(binstall["pkg-url"]), program: fill(binstall["bin-dir"]) };
}

/** A folder as it is when the program has been built, with what was packed of it. */
function packed(target, program) {
  const folder = emptyFolder();
  const built = join(folder, "target", target, "release");
  mkdirSync(built, { recursive: true });
  cpSync(program, join(built, target.includes("windows") ? "casebook.exe" : "casebook"));
  for (const name of ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.md"]) {
    cpSync(join(project, name), join(folder, name));
  }
  // Only Windows has this one; here it says what it was asked to pack.
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin/7z"), '#!/bin/sh\nfind "$4" -type f >"$3"\n');
  chmodSync(join(folder, "bin/7z"), 0o755);
  const env = { ...process.env, PATH: `${join(folder, "bin")}:${process.env.PATH}` };
  execFileSync(join(project, ".github/pack.sh"), [version, target], { cwd: folder, env });
  return join(folder, "dist");
}

test("every system has an archive, and cargo binstall finds the program in it", () => {
  for (const system of ["x86_64-unknown-linux", "aarch64-unknown-linux", "apple-darwin", "windows"]) {
    assert.ok(targets.some((target) => target.includes(system)), system);
  }
  for (const target of targets) {
    const { url, program } = looked(target);
    const dist = packed(target, join(project, "README.md"));
    const [archive, ...others] = readdirSync(dist);
    assert.deepEqual(others, []);
    assert.equal(url, `https://example.org/casebook/releases/download/v${version}/${archive}`);
    const files = archive.endsWith(".zip")
      ? readFileSync(join(dist, archive), "utf8")
      : execFileSync("tar", ["-tzf", join(dist, archive)], { encoding: "utf8" });
    assert.ok(files.split("\n").includes(program), `${program} in ${files}`);
  }
});

test("the scripts of a forge install what a release has", () => {
  const target = "x86_64-unknown-linux-gnu";
  assert.ok(targets.includes(target));
  const dist = packed(target, casebook);
  const archive = join(dist, readdirSync(dist)[0]);
  const sum = createHash("sha256").update(readFileSync(archive)).digest("hex");
  const folder = emptyFolder();
  const flags = ["--program", looked(target).url, "--sha256", sum];
  execFileSync(casebook, ["init", folder, "--forge", "gitlab", ...flags]);
  mkdirSync(join(folder, "kept"));
  cpSync(archive, join(folder, "kept", `${sum}.tar.gz`));
  const env = { ...process.env, CASEBOOK_CACHE: join(folder, "kept") };
  execFileSync("bash", [join(folder, ".gitlab/casebook/install.sh"), join(folder, "put")], { env });
  assert.ok(existsSync(join(folder, "put/casebook")));
  const said = execFileSync(join(folder, "put/casebook"), ["--version"], { encoding: "utf8" });
  assert.equal(said, execFileSync(casebook, ["--version"], { encoding: "utf8" }));
});
