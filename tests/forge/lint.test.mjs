// What `casebook init --forge` writes, and the workflows and scripts of this repository, as the linters of the field
// see them. They are installed by tests/run, at the versions of tests/requirements.txt.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { casebook, emptyFolder, project } from "../browser/site.mjs";

const tools = join(project, "tests/python/bin");

/** Runs one of the tools, which has to find nothing. */
function clean(tool, words, options = {}) {
  const env = { ...process.env, PATH: `${tools}:${process.env.PATH}` };
  const run = spawnSync(join(tools, tool), words, { encoding: "utf8", env, ...options });
  assert.equal(run.error, undefined);
  assert.equal(run.status, 0, `${tool} ${words.join(" ")}\n${run.stdout}${run.stderr}`);
  return run.stdout;
}

/** A YAML file as its value. */
function yaml(file) {
  const script = "import json, ruamel.yaml, sys; print(json.dumps(ruamel.yaml.YAML(typ='safe').load(open(sys.argv[1])), default=str))";
  return JSON.parse(clean("python", ["-c", script, file]));
}

/** The files of a forge for a new site, in a folder of their own. */
function written(forge) {
  const folder = emptyFolder();
  const run = spawnSync(casebook, ["init", folder, "--forge", forge], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  return folder;
}

/** The files of a folder, whole paths. */
const inside = (folder) => readdirSync(folder).sort().map((name) => join(folder, name));

/** Workflows of GitHub's form, with the names of the runners that a forge has. */
function workflows(files, labels = []) {
  assert.ok(files.length > 0);
  // These two look for files where GitHub has them.
  const folder = emptyFolder();
  mkdirSync(join(folder, ".github/workflows"), { recursive: true });
  for (const file of files) cpSync(file, join(folder, ".github/workflows", file.split("/").at(-1)));
  writeFileSync(join(folder, "actionlint.yaml"), `self-hosted-runner:\n  labels: ${JSON.stringify(labels)}\n`);
  clean("zizmor", ["--offline", "--persona", "auditor", "--strict-collection", folder]);
  clean("actionlint", ["-config-file", join(folder, "actionlint.yaml"), ...inside(join(folder, ".github/workflows"))]);
  clean("check-jsonschema", ["--builtin-schema", "vendor.github-workflows", ...files]);
  // What ends a step when a command of it fails is what `run` has without saying so.
  for (const file of files) {
    for (const job of Object.values(yaml(file).jobs)) {
      for (const step of job.steps) {
        if (step.run) clean("shellcheck", ["--shell=bash", "--severity=style", "-"], { input: `set -e\n${step.run}` });
      }
    }
  }
}

describe("the files of a forge have no fault that linters know", () => {
  test("GitHub", () => {
    const folder = written("github");
    clean("shellcheck", ["--severity=style", ...inside(join(folder, ".github/casebook"))]);
    workflows(inside(join(folder, ".github/workflows")));
  });

  test("Forgejo, which reads workflows of the same form", () => {
    const folder = written("forgejo");
    clean("shellcheck", ["--severity=style", ...inside(join(folder, ".forgejo/casebook"))]);
    workflows(inside(join(folder, ".forgejo/workflows")), ["docker"]);
  });

  test("GitLab", () => {
    const folder = written("gitlab");
    clean("shellcheck", ["--severity=style", ...inside(join(folder, ".gitlab/casebook"))]);
    const file = join(folder, ".gitlab-ci.yml");
    clean("check-jsonschema", ["--builtin-schema", "vendor.gitlab-ci", file]);
    const jobs = Object.values(yaml(file)).filter((job) => job.script);
    assert.equal(jobs.length, 4);
    for (const { before_script = [], script } of jobs) {
      const lines = [...before_script, ...script].join("\n");
      clean("shellcheck", ["--shell=bash", "--severity=style", "-"], { input: `set -e\n${lines}\n` });
    }
  });
});

test("so have the workflows and scripts of this repository", () => {
  workflows(inside(join(project, ".github/workflows")));
  clean("shellcheck", ["--severity=style", join(project, "tests/run"), join(project, ".ci/run")]);
});

test("no workflow uses an action by a name that can be moved", () => {
  for (const file of inside(join(project, ".github/workflows"))) {
    for (const [line, action] of readFileSync(file, "utf8").matchAll(/^.*\buses: (\S+).*$/gm)) {
      assert.match(action, /@[0-9a-f]{40}$/, line);
      assert.match(line, / # v\d+\.\d+\.\d+$/, line);
    }
  }
});
