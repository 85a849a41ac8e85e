// Plays GitHub for one test: a repository, the part of its interface that the workflows ask, and a runner
// (`act`, on this machine) that runs a workflow of the branch that is published.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { casebook, emptyFolder, project } from "../browser/site.mjs";

const tools = join(project, "tests/python/bin");
const TOKEN = "a-secret";
const PROGRAM = "https://archives.example/casebook.tar.gz";
const BOT = { login: "github-actions[bot]", id: 41, type: "Bot" };

// What GitHub's own program does, as far as the scripts use it.
const GH = `#!/usr/bin/env node
const [command, ...rest] = process.argv.slice(2);
let method = "GET", path, body, all = false, silent = false;
if (command !== "api") process.exit(64);
while (rest.length > 0) {
  const word = rest.shift();
  if (word === "--method") method = rest.shift();
  else if (word === "--input" && rest.shift() === "-") body = require("node:fs").readFileSync(0, "utf8");
  else if (word === "--paginate") all = true;
  else if (word === "--silent") silent = true;
  else if (path === undefined && !word.startsWith("-")) path = word;
  else process.exit(64);
}
(async () => {
  for (let next = process.env.FORGE + "/" + path; next; ) {
    const headers = { authorization: "Bearer " + process.env.GH_TOKEN };
    const answer = await fetch(next, { method, body, headers });
    const text = await answer.text();
    if (!answer.ok) {
      process.stderr.write("gh: " + answer.status + " " + method + " " + path + "\\n");
      process.exit(1);
    }
    if (!silent) process.stdout.write(text);
    next = all ? (answer.headers.get("link") ?? "").match(/<([^>]+)>; rel="next"/)?.[1] : undefined;
  }
})();
`;

// A network that has one archive.
const CURL = `#!/bin/bash
while [ "$1" != --output ]; do shift; done
[ "$3" = ${PROGRAM} ] && cp 'FOLDER/casebook.tar.gz' "$2"
`;

/** Packs the program as a release has it, for all tests of a file, and gives its sum. */
function archive(folder) {
  const release = join(folder, "casebook-0");
  mkdirSync(release);
  cpSync(casebook, join(release, "casebook"));
  execFileSync("tar", ["-czf", "casebook.tar.gz", "casebook-0"], { cwd: folder });
  rmSync(release, { recursive: true });
  return createHash("sha256").update(readFileSync(join(folder, "casebook.tar.gz"))).digest("hex");
}

const shared = emptyFolder();
let sum;

/** The repository of a made-up desk on GitHub, with the files of `casebook init --forge github`. */
export class GitHub {
  /** `since` is the time of every commit that is made here; the present where nothing is said. */
  constructor({ installs = true, since } = {}) {
    this.since = since;
    sum ??= archive(shared);
    this.folder = emptyFolder();
    this.site = join(this.folder, "site");
    this.pulls = new Map();
    this.requests = [];
    this.log = "";
    this.run = 0;
    for (const name of ["bin", "home", "workflows", "hub/example"]) {
      mkdirSync(join(this.folder, name), { recursive: true });
    }
    cpSync(join(project, "tests/gate/desk"), this.site, { recursive: true });
    // These have reviews, whose digests are filled in by another test.
    for (const request of ["photos", "songs"]) {
      rmSync(join(this.site, "content/requests", request), { recursive: true });
    }
    this.write("casebook.yaml", "title: A made-up desk\n");
    const flags = installs ? ["--program", PROGRAM, "--sha256", sum] : [];
    execFileSync(casebook, ["init", this.site, "--forge", "github", ...flags]);
    this.git(["init", "--quiet", "--initial-branch=main"]);
    this.base = this.commit();
    execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", this.hub]);
    this.push("main");
    for (const [name, text] of [["gh", GH], ["curl", CURL.replace("FOLDER", shared)]]) {
      writeFileSync(join(this.folder, "bin", name), text);
      chmodSync(join(this.folder, "bin", name), 0o755);
    }
    const instead = `[url "file://${join(this.folder, "hub")}/"]\n\tinsteadOf = https://github.com/\n`;
    writeFileSync(join(this.folder, "home/.gitconfig"), instead);
  }

  get hub() {
    return join(this.folder, "hub/example/desk");
  }

  write(path, text) {
    mkdirSync(dirname(join(this.site, path)), { recursive: true });
    writeFileSync(join(this.site, path), text);
  }

  read(path) {
    return readFileSync(join(this.site, path), "utf8");
  }

  git(words, folder = this.site) {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
    for (const who of ["AUTHOR", "COMMITTER"]) {
      env[`GIT_${who}_NAME`] = "Somebody";
      env[`GIT_${who}_EMAIL`] = "somebody@example.org";
      if (this.since) env[`GIT_${who}_DATE`] = this.since;
    }
    return execFileSync("git", words, { cwd: folder, encoding: "utf8", env }).trim();
  }

  commit() {
    this.git(["add", "--all"]);
    this.git(["commit", "--quiet", "--allow-empty", "--message=A change"]);
    return this.git(["rev-parse", "HEAD"]);
  }

  push(ref) {
    this.git(["push", "--quiet", "--force", this.hub, `HEAD:${ref.startsWith("refs/") ? ref : `refs/heads/${ref}`}`]);
  }

  /** Changes the branch that is published. */
  merge(change) {
    this.git(["switch", "--quiet", "main"]);
    change();
    const id = this.commit();
    this.push("main");
    return id;
  }

  /** Opens a pull request of somebody's fork. */
  propose(login, change) {
    const number = this.pulls.size + 1;
    const branch = `patch-${number}-$(touch\${IFS}OWNED)`;
    this.git(["switch", "--quiet", "--create", branch, this.base]);
    change();
    const sha = this.commit();
    this.push(`refs/pull/${number}/head`);
    const user = { login, id: 100 + number };
    const head = { sha, ref: branch, repo: { full_name: `${login}/desk` } };
    const pull = { number, state: "open", commits: 1, user, head, base: { ref: "main" }, title: "`touch OWNED`" };
    this.pulls.set(number, { pull, reviews: [], comments: [] });
    return pull;
  }

  /** The statuses of a commit, the oldest first. */
  statuses(sha) {
    const path = `repos/example/desk/statuses/${sha}`;
    return this.requests.filter((request) => request.path === path).map((request) => request.body);
  }

  comment(number) {
    return this.pulls.get(number).comments.at(-1)?.body ?? "";
  }

  /** Opens a pull request of a branch of the repository itself. */
  take({ head: ref, title }) {
    const number = this.pulls.size + 1;
    const sha = this.git(["rev-parse", ref], this.hub);
    this.git(["update-ref", `refs/pull/${number}/head`, sha], this.hub);
    const head = { sha, ref, repo: { full_name: "example/desk" } };
    const pull = { number, state: "open", commits: 1, user: BOT, head, base: { ref: "main" }, title };
    this.pulls.set(number, { pull, reviews: [], comments: [] });
    return pull;
  }

  answer(method, path, body, asked) {
    const rest = path.slice("repos/example/desk/".length);
    const [, number, list] = rest.match(/^(?:pulls|issues)\/(\d+)(?:\/(\w+))?$/) ?? [];
    const known = this.pulls.get(Number(number));
    if (method === "POST" && rest.startsWith("statuses/")) return {};
    if (method === "POST" && rest.endsWith("/dispatches")) return {};
    if (method === "POST" && rest === "pages/builds") return {};
    if (method === "POST" && rest === "pulls") return this.take(body);
    if (method === "POST" && list === "comments") {
      known.comments.push({ id: 900 + known.comments.length, user: BOT, body: body.body });
      return {};
    }
    if (method === "PATCH" && rest.startsWith("issues/comments/")) {
      const comments = [...this.pulls.values()].flatMap((pull) => pull.comments);
      comments.find(({ id }) => id === Number(rest.split("/").at(-1))).body = body.body;
      return {};
    }
    if (method !== "GET") return undefined;
    if (rest === "pulls") {
      const named = ({ head }) => `${head.repo.full_name.split("/")[0]}:${head.ref}` === asked.get("head");
      return [...this.pulls.values()].map(({ pull }) => pull).filter((pull) => !asked.has("head") || named(pull));
    }
    const status = rest.match(/^commits\/(\w+)\/statuses$/);
    if (status) return this.statuses(status[1]).reverse();
    const activity = path.match(/^repos\/([\w-]+)\/desk\/activity$/);
    if (activity) {
      const pushed = [...this.pulls.values()].filter(({ pull }) => pull.user.login === activity[1]);
      return pushed.map(({ pull }) => ({ actor: pull.user, after: pull.head.sha }));
    }
    if (!known) return undefined;
    if (list === undefined) return known.pull;
    if (list === "commits") return [{ sha: known.pull.head.sha, author: null, committer: { login: "web-flow", id: 19 } }];
    return known[list];
  }

  async serve() {
    const server = createServer(async (request, response) => {
      let text = "";
      for await (const part of request) text += part;
      const { pathname, searchParams } = new URL(request.url, "http://forge");
      const path = pathname.slice(1);
      const body = text === "" ? null : JSON.parse(text);
      const allowed = request.headers.authorization === `Bearer ${TOKEN}`;
      const answer = allowed ? this.answer(request.method, path, body, searchParams) : undefined;
      if (request.method !== "GET") this.requests.push({ method: request.method, path, body });
      response.writeHead(answer === undefined ? 404 : 200).end(JSON.stringify(answer ?? {}));
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  /** Runs the workflows of the branch that is published for an event, and says whether all their jobs succeeded. */
  async event(name, workflow, event = {}, secrets = {}) {
    const server = await this.serve();
    // The workflow as the forge has it.
    const file = join(this.folder, "workflows", workflow);
    writeFileSync(file, this.git(["show", `main:.github/workflows/${workflow}`], this.hub));
    const payload = join(this.folder, "event.json");
    writeFileSync(payload, JSON.stringify(event));
    // A folder that has nothing, as a machine of the forge begins.
    const empty = join(this.folder, `empty${(this.run += 1)}`);
    mkdirSync(empty);
    this.git(["init", "--quiet"], empty);
    this.git(["commit", "--quiet", "--allow-empty", "--message=Nothing"], empty);
    const words = [name, "--workflows", file, "--eventpath", payload, "--platform", "ubuntu-24.04=-self-hosted"];
    words.push("--no-cache-server", "--secret", `GITHUB_TOKEN=${TOKEN}`, "--env", "GITHUB_REPOSITORY=example/desk");
    if (Object.keys(secrets).length > 0) {
      const file = join(this.folder, "secrets");
      const lines = Object.entries(secrets).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`);
      writeFileSync(file, lines.join(""));
      words.push("--secret-file", file);
    }
    words.push("--env", `FORGE=http://127.0.0.1:${server.address().port}`);
    const env = {
      PATH: `${join(this.folder, "bin")}:${process.env.PATH}`,
      HOME: join(this.folder, "home"),
      GIT_CONFIG_NOSYSTEM: "1",
    };
    const child = spawn(join(tools, "act"), words, { cwd: empty, env });
    this.log = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => (this.log += data));
    }
    const code = await new Promise((resolve) => child.on("close", resolve));
    await new Promise((resolve) => server.close(resolve));
    assert.ok(!this.log.includes(TOKEN), "the token is in the log");
    return code === 0;
  }

  opened(pull, action = "opened", more = {}) {
    return this.event("pull_request_target", "casebook-gate.yml", { action, pull_request: pull, ...more });
  }

  /** Somebody reviews a pull request. */
  review(pull, login, state) {
    const id = 200 + this.pulls.get(pull.number).reviews.length;
    this.pulls.get(pull.number).reviews.push({ user: { login, id }, commit_id: pull.head.sha, state });
    const run = { head_repository: pull.head.repo, head_branch: pull.head.ref, head_sha: pull.head.sha };
    return this.event("workflow_run", "casebook-gate.yml", { action: "completed", workflow_run: run });
  }

  /** The files that something of a pull request has made, if it was run. */
  owned() {
    return execFileSync("find", [this.folder, "-name", "OWNED"], { encoding: "utf8" }).trim();
  }

  has(path) {
    return existsSync(join(this.folder, path));
  }
}
