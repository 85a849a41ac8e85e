// The workflows that `casebook init --forge github` writes, run by `act` as a runner of GitHub would, from the event
// to what stands on the pull request.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { project } from "../browser/site.mjs";
import { GitHub } from "./github.mjs";

const MAPS = "content/requests/maps/index.md";

const guide = (github) => () =>
  github.write("content/guides/a.md", "---\ntitle: A guide\nsummary: Made up.\n---\nA text.\n");

const takeUp = (github) => () =>
  github.write(MAPS, github.read(MAPS).replace("status: submitted", "status: initial-feedback"));

/** The states of a commit, each with what it says. */
const said = (github, sha) => github.statuses(sha).map(({ state, description }) => `${state} ${description}`);

const PENDING = "pending #1: being judged";
const GREEN = "success #1: nothing speaks against merging";
const RED = "failure #1: may not be merged yet, see the comment";
const ERROR = "error #1: the gate could not run, see its log";

describe("the gate on GitHub", () => {
  test("a change that is allowed goes from pending to green, with one comment", async () => {
    const github = new GitHub();
    const pull = github.propose("zoe", guide(github));
    assert.ok(await github.opened(pull), github.log);
    assert.deepEqual(said(github, pull.head.sha), [PENDING, GREEN]);
    assert.match(github.comment(1), /Nothing speaks against this change/);
    // Once more, from what was kept.
    assert.ok(github.has("home/.cache/act/tool_cache/casebook"));
    assert.ok(await github.opened(pull, "reopened"), github.log);
    assert.equal(github.pulls.get(1).comments.length, 1);
  });

  test("a move that is refused is red, until somebody of the desk approves it", async () => {
    const github = new GitHub();
    const pull = github.propose("rita", takeUp(github));
    assert.ok(!(await github.opened(pull)));
    assert.deepEqual(said(github, pull.head.sha), [PENDING, RED]);
    assert.match(github.comment(1), /move-role/);
    assert.ok(!(await github.review(pull, "zoe", "APPROVED")), "she has no role");
    assert.ok(await github.review(pull, "ida", "APPROVED"), github.log);
    assert.deepEqual(said(github, pull.head.sha).slice(-2), [PENDING, GREEN]);
    assert.ok(!(await github.review(pull, "ida", "CHANGES_REQUESTED")));
    assert.equal(github.statuses(pull.head.sha).at(-1).state, "failure");
  });

  test("nothing of a hostile change is run, and its own gate does not count", async () => {
    const github = new GitHub();
    const owned = '#!/bin/sh\ntouch OWNED "$HOME/OWNED"\nexit 0\n';
    const pull = github.propose("zoe", () => {
      for (const name of ["begin", "clock", "gate", "install", "judge", "post", "publish"]) {
        github.write(`.github/casebook/${name}.sh`, owned);
      }
      github.write(".github/workflows/casebook-gate.yml", "on: push\n");
      github.write("Cargo.toml", '[package]\nname = "casebook"\n');
      github.write("build.rs", 'fn main() { std::fs::write("OWNED", "").unwrap() }\n');
      github.write("rust-toolchain.toml", '[toolchain]\npath = "."\n');
      github.write(".gitattributes", "* filter=owned diff=owned merge=owned\n");
      github.write(".curlrc", 'output = "OWNED"\n');
      github.write("casebook", owned);
    });
    assert.ok(!(await github.opened(pull)));
    assert.deepEqual(said(github, pull.head.sha), [PENDING, RED]);
    assert.equal(github.owned(), "");
  });

  test("a new title starts nothing, another branch to merge into does", async () => {
    const github = new GitHub();
    const pull = github.propose("zoe", guide(github));
    await github.opened(pull, "edited", { changes: { title: { from: "x" } } });
    assert.deepEqual(github.requests, []);
    assert.doesNotMatch(github.log, /Run Main/);
    assert.ok(await github.opened(pull, "edited", { changes: { base: { ref: { from: "x" } } } }), github.log);
    assert.deepEqual(said(github, pull.head.sha), [PENDING, GREEN]);
  });

  test("a review of what is closed judges nothing", async () => {
    const github = new GitHub();
    const pull = github.propose("zoe", guide(github));
    pull.state = "closed";
    assert.ok(await github.review(pull, "ida", "APPROVED"), github.log);
    assert.deepEqual(github.requests, []);
    assert.doesNotMatch(github.log, /Install Casebook/);
  });

  test("a merge queue gets its status", async () => {
    const github = new GitHub();
    const pull = github.propose("zoe", guide(github));
    github.git(["switch", "--quiet", "--detach", github.base]);
    github.git(["merge", "--quiet", "--no-ff", "--no-edit", pull.head.sha]);
    const sha = github.git(["rev-parse", "HEAD"]);
    github.push(`gh-readonly-queue/main/pr-1-${github.base}`);
    const head_ref = `refs/heads/gh-readonly-queue/main/pr-1-${github.base}`;
    const group = { head_sha: sha, head_ref, base_sha: github.base, base_ref: "refs/heads/main" };
    const event = { action: "checks_requested", merge_group: group };
    assert.ok(await github.event("merge_group", "casebook-gate.yml", event), github.log);
    assert.deepEqual(said(github, sha), [PENDING, GREEN]);
    assert.deepEqual(said(github, pull.head.sha), []);
  });

  test("what was green is judged anew by the clock", async () => {
    const github = new GitHub();
    const pull = github.propose("hal", takeUp(github));
    assert.ok(await github.opened(pull), github.log);
    const hal = "content/people/hal.md";
    github.merge(() => github.write(hal, github.read(hal).replace("role: helpdesk", "role: helpdesk, until: 2026-01-01")));
    assert.ok(await github.event("schedule", "casebook-clock.yml"), github.log);
    const started = github.requests.filter(({ path }) => path.endsWith("/dispatches"));
    assert.deepEqual(started.map(({ body }) => body), [{ ref: "main", inputs: { number: "1" } }]);
    const again = () => github.event("workflow_dispatch", "casebook-gate.yml", { inputs: { number: "1" } });
    assert.ok(!(await again()), github.log);
    assert.deepEqual(said(github, pull.head.sha), [PENDING, GREEN, PENDING, RED]);
    // What is red already is left alone, and so is a clock with nothing to do.
    assert.ok(await github.event("schedule", "casebook-clock.yml"), github.log);
    assert.equal(github.requests.filter(({ path }) => path.endsWith("/dispatches")).length, 1);
  });

  test("what is due by time is proposed, and judged as any change", async () => {
    const github = new GitHub({ since: "2026-02-01T12:00:00Z" });
    const due = () => github.event("schedule", "casebook-due.yml");
    assert.ok(await due(), github.log);
    assert.equal(github.pulls.size, 0);
    const rules = readFileSync(join(project, "src/config/workflow.yaml"), "utf8")
      .replace("  - id: on-hold\n", "  - {id: stagnant, aside: true}\n  - id: on-hold\n")
      .replace("moves:\n", "moves:\n  - {from: [submitted], to: stagnant, idle: 30 days}\n  - {from: [stagnant], to: submitted, by: [helpdesk]}\n");
    github.merge(() => github.write("content/workflow.yaml", rules));
    assert.ok(await due(), github.log);
    assert.ok(await due(), github.log);
    assert.equal(github.pulls.size, 1);
    const { pull } = github.pulls.get(1);
    assert.match(github.git(["show", `${pull.head.sha}:${MAPS}`], github.hub), /status: stagnant/);
    const again = () => github.event("workflow_dispatch", "casebook-gate.yml", { inputs: { number: "1" } });
    assert.ok(await again(), github.log);
    assert.deepEqual(said(github, pull.head.sha), [PENDING, GREEN]);
  });

  test("what came by mail is proposed, and judged as any change", async () => {
    const github = new GitHub();
    const take = (secrets) => github.event("schedule", "casebook-mail.yml", {}, secrets);
    assert.ok(await take({}), github.log);
    assert.match(github.log, /There is no secret CASEBOOK_MAILBOX, so no mail is read here\./);
    assert.equal(github.pulls.size, 0);
    const mailbox = join(github.folder, "mails");
    mkdirSync(mailbox);
    const receive = (id, more, text) => {
      const head = `From: Ana <ana@museum.example>\r\nTo: desk@example.org\r\nMessage-ID: <${id}@museum.example>\r\n`;
      const date = "Date: Mon, 2 Mar 2026 10:00:00 +0100\r\n";
      writeFileSync(join(mailbox, `${id}.eml`), `${head}${date}${more}\r\n\r\n${text}\r\n`);
    };
    receive(1, "Subject: Songs of Lund", "Please record our songs. I am ana@museum.example.");
    const secrets = {
      CASEBOOK_MAILBOX: mailbox,
      CASEBOOK_MAIL_PASSWORD: "word-of-the-mailbox",
      CASEBOOK_PEOPLE: "ida: ida@desk.example\nhal: hal@desk.example",
    };
    assert.ok(await take(secrets), github.log);
    receive(2, "Subject: Re: Songs of Lund\r\nIn-Reply-To: <1@museum.example>", "There are 40 of them.");
    const logs = [github.log];
    assert.ok(await take(secrets), github.log);
    logs.push(github.log);
    assert.equal(github.pulls.size, 1);
    const [[, { pull, comments }]] = github.pulls;
    const text = github.git(["show", "casebook/mail:content/requests/songs-of-lund/index.md"], github.hub);
    assert.match(text, /Please record our songs[^]*There are 40 of them/);
    assert.match(comments[0].body, /Added to:\n\n- `content\/requests\/songs-of-lund\/index.md`\n$/);
    const told = logs.join("") + JSON.stringify(github.requests) + text;
    for (const hidden of [/@museum\.example/, /@desk\.example/, /word-of-the-mailbox/]) assert.doesNotMatch(told, hidden);
    assert.doesNotMatch(logs.join(""), /Please record/);
    pull.head.sha = github.git(["rev-parse", "casebook/mail"], github.hub);
    github.git(["update-ref", "refs/pull/1/head", "casebook/mail"], github.hub);
    const judged = () => github.event("workflow_dispatch", "casebook-gate.yml", { inputs: { number: "1" } });
    assert.ok(await judged(), github.log);
    assert.deepEqual(said(github, pull.head.sha), [PENDING, GREEN]);
  });

  test("without an archive the gate says what to set, and lets nothing through", async () => {
    const github = new GitHub({ installs: false });
    const pull = github.propose("zoe", guide(github));
    assert.ok(!(await github.opened(pull)));
    assert.match(github.log, /In \.github\/casebook\/install\.sh, write the address of an archive/);
    assert.deepEqual(said(github, pull.head.sha), [PENDING, ERROR]);
    assert.match(github.comment(1), /The gate could not run/);
  });
});

test("the site is published, and the review workflow does nothing", async () => {
  const github = new GitHub();
  assert.ok(await github.event("push", "casebook-publish.yml", { ref: "refs/heads/main" }), github.log);
  const files = github.git(["ls-tree", "-r", "--name-only", "gh-pages"], github.hub).split("\n");
  assert.ok(files.includes("requests/maps/index.html") && files.includes(".nojekyll"), files.join(" "));
  const pull = github.propose("zoe", guide(github));
  const event = { action: "submitted", pull_request: pull };
  assert.ok(await github.event("pull_request_review", "casebook-review.yml", event), github.log);
  assert.deepEqual(github.statuses(pull.head.sha), []);
});

test("each job is run here at least once", () => {
  const tested = readFileSync(import.meta.filename, "utf8");
  for (const file of ["gate", "publish", "review", "clock", "due", "mail"]) {
    assert.ok(tested.includes(`casebook-${file}.yml`), file);
  }
});
