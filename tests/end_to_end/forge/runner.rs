//! A runner of workflows for one test: it takes the steps of a job from the workflow of the branch that is
//! published, fills in what the forge would, and runs each in a shell. The forge itself is played by the
//! programs `gh` and `curl`, which hand out prepared answers and keep what is said to them.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::gate::sign_reviews;
use crate::site::{Site, TODAY, git};

pub(crate) struct Runner {
    site: Site,
    forge: &'static str,
    jobs: Cell<usize>,
    /// What jobs have handed on, as `needs.JOB.outputs.NAME`.
    outputs: RefCell<BTreeMap<String, String>>,
}

/// How a job ended.
pub(crate) struct Ended {
    pub(crate) ok: bool,
}

impl Runner {
    /// The made-up desk on a forge, and what `change` does to it as its first proposal.
    pub(crate) fn new(forge: &'static str, change: impl FnOnce(&Site)) -> Self {
        Self::on(forge, |_| {}, change)
    }

    /// The same, with what `before` does to the desk.
    pub(crate) fn on(forge: &'static str, before: impl FnOnce(&Site), change: impl FnOnce(&Site)) -> Self {
        let site = Site::copy_of("tests/gate/desk");
        before(&site);
        // Where it lies would say which forge it is on.
        site.write("casebook.yaml", "title: A made-up desk\n");
        move_accounts(&site, &EVERYBODY, forge);
        sign_reviews(&site);
        Self::of(site, ".", forge, change)
    }

    /// A small site in a folder of its repository.
    pub(crate) fn in_folder(forge: &'static str, folder: &str, change: impl FnOnce(&Site)) -> Self {
        let config = format!("repository: {{url: https://github.com/example/desk, folder: {folder}}}\n");
        let site = Site::new().file(&format!("{folder}/casebook.yaml"), config);
        site.remove("casebook.yaml");
        Self::of(site, folder, forge, change)
    }

    fn of(site: Site, folder: &str, forge: &'static str, change: impl FnOnce(&Site)) -> Self {
        let sum = archive(&site.beside(""));
        let ran = site.run([
            "init",
            folder,
            "--forge",
            forge,
            "--program",
            PROGRAM,
            "--sha256",
            &sum,
            "--today",
            TODAY,
        ]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
        site.commit("Keeper", "2026-02-01");
        site.git(&["switch", "--quiet", "--create", "change"], "Zoe", "2026-02-02");
        change(&site);
        site.commit("Zoe", "2026-02-02");

        let runner = Self { site, forge, jobs: Cell::new(0), outputs: RefCell::default() };
        let server = runner.beside("server/example/desk");
        for folder in ["server/example/desk", "programs", "answers", "home"] {
            fs::create_dir_all(runner.beside(folder)).unwrap();
        }
        git(&server, &["init", "--quiet", "--bare", "--initial-branch=main"], "Forge", "2026-02-02");
        let head = if forge == "gitlab" { "refs/merge-requests/1/head" } else { "refs/pull/1/head" };
        let refs = format!("change:{head}");
        runner.site.git(&["push", "--quiet", server.to_str().unwrap(), "main", &refs], "Zoe", "2026-02-02");

        let root = runner.beside("");
        let root = root.to_str().unwrap();
        let play = |text: &str| text.replace("ROOT", root).replace("PROGRAM", PROGRAM);
        runner.program("gh", &play(GH));
        runner.program("curl", &play(CURL));
        // What a machine has that could build programs is not asked to.
        runner.program("cargo", &play("#!/bin/sh\necho \"$*\" >>ROOT/cargo\n"));
        let real = env!("CARGO_BIN_EXE_casebook");
        let watched =
            format!("#!/bin/bash\n[ \"$1\" = --version ] || env >ROOT/environment\nexec {real} \"$@\"\n");
        runner.program("casebook", &play(&watched));
        runner
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.site.beside(name)
    }

    /// Puts a program where the scripts find it first. `casebook` is what the archive has that they install.
    pub(crate) fn program(&self, name: &str, text: &str) {
        let path = self.beside("programs").join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// The file that holds what the forge answers.
    pub(crate) fn answer(&self, path: &str) -> PathBuf {
        self.beside("answers").join(path.replace('/', ":"))
    }

    pub(crate) fn answers(&self, path: &str, answer: &Value) {
        fs::write(self.answer(path), answer.to_string()).unwrap();
    }

    /// What was said to the forge: method, path and body of each.
    pub(crate) fn said(&self) -> Vec<Value> {
        self.file("said").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// What the steps have printed.
    pub(crate) fn log(&self) -> String {
        self.file("log")
    }

    pub(crate) fn file(&self, name: &str) -> String {
        fs::read_to_string(self.beside(name)).unwrap_or_default()
    }

    /// Where a file of the test lies.
    pub(crate) fn path(&self, name: &str) -> String {
        self.beside(name).display().to_string()
    }

    /// What a job has handed on.
    pub(crate) fn output(&self, name: &str) -> String {
        self.outputs.borrow().get(name).cloned().unwrap_or_default()
    }

    /// A commit on top of another that the forge has, as in a merge queue.
    pub(crate) fn queued(&self, on: &str, change: impl FnOnce(&Site)) -> String {
        self.site.git(&["switch", "--quiet", "--detach", on], "Queue", "2026-02-03");
        change(&self.site);
        self.site.commit("Queue", "2026-02-03");
        self.keep_queue()
    }

    /// The merge of a branch into a commit, as a merge queue makes it.
    pub(crate) fn merged(&self, into: &str, branch: &str) -> String {
        self.site.git(&["switch", "--quiet", "--detach", into], "Queue", "2026-02-03");
        self.site.git(&["merge", "--quiet", "--no-ff", "--no-edit", branch], "Queue", "2026-02-03");
        self.keep_queue()
    }

    /// Has the forge know the commit that is checked out, and gives its id.
    fn keep_queue(&self) -> String {
        let id = self.id("HEAD");
        let server = self.beside("server/example/desk");
        let refs = format!("HEAD:refs/heads/gh-readonly-queue/{id}");
        self.site.git(&["push", "--quiet", server.to_str().unwrap(), &refs], "Queue", "2026-02-03");
        id
    }

    pub(crate) fn server(&self) -> String {
        format!("file://{}", self.beside("server").display())
    }

    pub(crate) fn head(&self) -> String {
        self.id("change")
    }

    pub(crate) fn base(&self) -> String {
        self.id("main")
    }

    fn id(&self, name: &str) -> String {
        let output =
            Command::new("git").args(["rev-parse", name]).current_dir(self.site.root()).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// The comment that the program itself makes of the change.
    pub(crate) fn judged(&self, actor: &str) -> String {
        let arguments =
            ["check", "--base", "main", "--head", "change", "--actor", actor, "--format", "markdown"];
        self.site.run(arguments).stdout
    }

    /// The files that a stranger's change has made where it was run, if it was.
    pub(crate) fn owned(&self) -> Vec<String> {
        files(&self.beside("")).into_iter().filter(|path| path.ends_with("/OWNED")).collect()
    }

    /// The files of all workspaces.
    pub(crate) fn checked_out(&self) -> Vec<String> {
        let spaces = 1..=self.jobs.get();
        spaces.flat_map(|number| files(&self.beside(&format!("work{number}")))).collect()
    }

    /// Runs a job of a workflow, in a folder that nobody has used.
    pub(crate) fn job(&self, workflow: &str, job: &str, event: &[(&str, &str)]) -> Ended {
        let path = self.site.path(&format!(".{}/workflows/{workflow}.yml", self.forge));
        // The one of the branch that is published, as the forge takes it.
        let shown = path.strip_prefix(self.site.root()).unwrap().to_str().unwrap().to_owned();
        let output = Command::new("git")
            .args(["show", &format!("main:{shown}")])
            .current_dir(self.site.root())
            .output()
            .unwrap();
        let workflow: Value = serde_yaml::from_slice(&output.stdout).unwrap();
        let job_of = &workflow["jobs"][job];
        self.jobs.set(self.jobs.get() + 1);
        let work = self.beside(&format!("work{}", self.jobs.get()));
        fs::create_dir(&work).unwrap();
        let mut known: BTreeMap<String, String> = self.outputs.borrow().clone();
        known.extend(event.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        known.insert("github.token".to_owned(), "a-secret".to_owned());
        let mut ok = true;
        for step in job_of["steps"].as_array().unwrap() {
            assert_eq!(step.get("uses"), None, "no action of anybody's");
            let script = step["run"].as_str().unwrap();
            assert!(!script.contains("${{"), "{script}");
            let handed = self.beside("handed");
            fs::write(&handed, "").unwrap();
            let none = serde_json::Map::new();
            let variables = step["env"].as_object().unwrap_or(&none).iter();
            let variables =
                variables.map(|(name, value)| (name.clone(), filled(value.as_str().unwrap(), &known)));
            ok = self.shell(&work, script, variables.collect(), &handed);
            if let Some(id) = step["id"].as_str() {
                for line in fs::read_to_string(&handed).unwrap().lines() {
                    let (name, value) = line.split_once('=').unwrap();
                    known.insert(format!("steps.{id}.outputs.{name}"), value.to_owned());
                }
            }
            if !ok {
                break;
            }
        }
        for (name, value) in job_of["outputs"].as_object().into_iter().flatten() {
            let value = filled(value.as_str().unwrap(), &known);
            self.outputs.borrow_mut().insert(format!("needs.{job}.outputs.{name}"), value);
        }
        Ended { ok }
    }

    /// Runs one script as a step.
    pub(crate) fn shell(
        &self,
        work: &Path,
        script: &str,
        variables: Vec<(String, String)>,
        handed: &Path,
    ) -> bool {
        let path = format!("{}:{}", self.beside("programs").display(), std::env::var("PATH").unwrap());
        let output = Command::new("bash")
            .args(["-e", "-c", script])
            .current_dir(work)
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.beside("home"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GITHUB_SERVER_URL", self.server())
            .env("GITHUB_REPOSITORY", "example/desk")
            .env("GITHUB_RUN_ID", "7")
            .env("GITHUB_OUTPUT", handed)
            .env("RUNNER_TEMP", work.with_extension("temp"))
            .env("RUNNER_TOOL_CACHE", self.beside("kept"))
            .envs(variables)
            .output()
            .unwrap();
        let log = [self.log().into_bytes(), output.stdout, output.stderr].concat();
        assert!(!String::from_utf8_lossy(&log).contains("a-secret"), "the token is in the log");
        fs::write(self.beside("log"), log).unwrap();
        output.status.success()
    }

    /// What git says in the repository on the forge.
    fn on_server(&self, arguments: &[&str]) -> String {
        let server = self.beside("server/example/desk");
        let output = Command::new("git").args(arguments).current_dir(server).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// A file of a branch on the forge.
    pub(crate) fn shown(&self, branch: &str, path: &str) -> String {
        self.on_server(&["show", &format!("{branch}:{path}")])
    }

    /// The files of a branch on the forge.
    pub(crate) fn served(&self, branch: &str) -> Vec<String> {
        self.on_server(&["ls-tree", "-r", "--name-only", branch]).lines().map(str::to_owned).collect()
    }

    pub(crate) fn commits(&self, branch: &str) -> usize {
        self.on_server(&["rev-list", branch]).lines().count()
    }

    /// Writes a file on a branch on the forge.
    pub(crate) fn serve(&self, branch: &str, name: &str, text: &str) {
        let work = tempfile::tempdir().unwrap();
        let path = work.path().join("served");
        let from = format!("{}/example/desk", self.server());
        let git = |folder: &Path, arguments: &[&str]| git(folder, arguments, "Keeper", "2026-02-03");
        git(work.path(), &["clone", "--quiet", "--branch", branch, &from, path.to_str().unwrap()]);
        let file = path.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
        git(&path, &["add", name]);
        git(&path, &["commit", "--quiet", "--message=A setting"]);
        git(&path, &["push", "--quiet", "origin", branch]);
    }

    pub(crate) fn forge(&self) -> &'static str {
        self.forge
    }

    /// Lets the repository be found where GitLab has it.
    pub(crate) fn as_on_gitlab(&self) {
        let server = self.path("server/example/desk");
        std::os::unix::fs::symlink(&server, format!("{server}.git")).unwrap();
    }

    /// A folder with the branch that is published, as a runner of GitLab makes it.
    pub(crate) fn cloned(&self) -> PathBuf {
        let work = self.beside("clone");
        let from = format!("{}/example/desk", self.server());
        git(&self.beside(""), &["clone", "--quiet", &from, work.to_str().unwrap()], "Runner", "2026-02-02");
        work
    }
}

/// Where the archive lies that is installed.
pub(crate) const PROGRAM: &str = "https://archives.example/casebook.tar.gz";

/// Packs `archive.tar.gz`, as a release has it, and gives its sum. What it holds starts `programs/casebook`.
fn archive(root: &Path) -> String {
    let release = root.join("casebook-0");
    fs::create_dir_all(&release).unwrap();
    let program = release.join("casebook");
    let started = root.join("programs/casebook");
    fs::write(&program, format!("#!/bin/sh\nexec {} \"$@\"\n", started.display())).unwrap();
    fs::set_permissions(program, fs::Permissions::from_mode(0o755)).unwrap();
    let packed = root.join("archive.tar.gz");
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).current_dir(root).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    run("tar", &["-czf", packed.to_str().unwrap(), "casebook-0"]);
    run("sha256sum", &[packed.to_str().unwrap()])[..64].to_owned()
}

/// The people of the made-up desk.
pub(crate) const EVERYBODY: [&str; 8] = ["ada", "ben", "cleo", "dora", "eve", "hal", "ida", "max"];

/// Has these people's names be names on another forge.
pub(crate) fn move_accounts(site: &Site, people: &[&str], forge: &str) {
    for slug in people {
        let path = format!("content/people/{slug}.md");
        let text = fs::read_to_string(site.path(&path)).unwrap();
        site.write(&path, text.replace("{github:", &format!("{{{forge}:")));
    }
}

/// Every path below a folder but those of git.
fn files(folder: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_entry(|entry| entry.file_name() != ".git");
    entries.map(|entry| entry.unwrap().path().display().to_string()).collect()
}

/// A value of a workflow with what the forge puts in. What an event does not have is empty there.
fn filled(value: &str, known: &BTreeMap<String, String>) -> String {
    let Some(expression) = value.strip_prefix("${{").and_then(|rest| rest.strip_suffix("}}")) else {
        assert!(!value.contains("${{"), "{value}");
        return value.to_owned();
    };
    let mut values = expression.split("||").map(|name| known.get(name.trim()).map_or("", String::as_str));
    values.find(|value| !value.is_empty()).unwrap_or_default().to_owned()
}

const GH: &str = r#"#!/bin/bash
set -euo pipefail
[ -n "$GH_TOKEN" ] && [ "$1" = api ]
shift
method=GET body=null
while [ $# -gt 0 ]; do
  case $1 in
    --method) method=$2 && shift ;;
    --input) body=$(cat) && shift ;;
    --paginate | --silent) ;;
    *) path=$1 ;;
  esac
  shift
done
if [ "$method" = GET ]; then
  cat "ROOT/answers/${path//\//:}"
else
  jq -nc --arg m "$method" --arg p "$path" --argjson b "$body" '[$m, $p, $b]' >>ROOT/said
fi
"#;

const CURL: &str = r#"#!/bin/bash
set -euo pipefail
if [ "$1" = --disable ]; then
  # The archive: asked for from an empty folder, with nothing of the environment.
  [ -z "$(ls -A)" ] || exit 99
  env | cut -d= -f1 | sort | tr '\n' ' ' >>ROOT/fetched
  while [ "$1" != --output ]; do shift; done
  [ "$3" = PROGRAM ] && cp ROOT/archive.tar.gz "$2"
  exit
fi
grep --quiet a-secret
method=GET body=null
while [ $# -gt 0 ]; do
  case $1 in
    --config | --max-time | --header) shift ;;
    --request) method=$2 && shift ;;
    --data-binary) body=$(cat "${2#@}") && shift ;;
    --*) ;;
    *) path=${1#*/api/v?/} ;;
  esac
  shift
done
case $path in
  *page=1) path=${path%?page=1} ;;
  *[?\&]page=*) echo '[]' && exit ;;
esac
if [ "$method" = GET ]; then
  cat "ROOT/answers/${path//\//:}"
else
  jq -nc --arg m "$method" --arg p "$path" --argjson b "$body" '[$m, $p, $b]' >>ROOT/said
  echo '{"id": "new", "notes": [{"id": 1}]}'
fi
"#;
