use std::fs;
use std::io::Write;
use std::path::PathBuf;

use rustc_hash::FxHashMap;
use tempfile::TempDir;

use super::*;
use crate::source::SitePath;

/// A repository made for one test. Its commits are a day apart, so that dates tell them apart.
struct Repository {
    folder: TempDir,
    day: i64,
}

impl Repository {
    fn new() -> Self {
        let repository = Self { folder: TempDir::new().unwrap(), day: 0 };
        repository.git(&["init", "--quiet", "--initial-branch=main"], "");
        repository
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// Runs git as it comes, away from the settings of whoever runs the tests.
    fn git(&self, arguments: &[&str], input: &str) -> String {
        self.git_as("Nobody", arguments, input)
    }

    fn git_as(&self, author: &str, arguments: &[&str], input: &str) -> String {
        self.git_at(&format!("@{} +0200", self.day * 86_400), author, arguments, input)
    }

    fn git_at(&self, date: &str, author: &str, arguments: &[&str], input: &str) -> String {
        let mut child = Command::new("git")
            .args(arguments)
            .current_dir(self.folder.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_NAME", author)
            .env("GIT_AUTHOR_EMAIL", format!("{}@example.org", author.to_lowercase()))
            // Old work, only now taken in.
            .env("GIT_AUTHOR_DATE", "2000-01-01T00:00:00Z")
            .env("GIT_COMMITTER_NAME", "Keeper")
            .env("GIT_COMMITTER_EMAIL", "keeper@example.org")
            .env("GIT_COMMITTER_DATE", date)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// One day later, `author` writes a new text to each of the files.
    fn commit(&mut self, author: &str, files: &[&str]) {
        self.day += 1;
        for file in files {
            self.write(file, &format!("day {}", self.day));
        }
        self.git(&["add", "--all"], "");
        self.git_as(author, &["commit", "--quiet", "--allow-empty-message", "--message="], "");
    }

    fn history(&self) -> Vec<String> {
        shown(&history(&self.root(), jiff::Timestamp::MAX).unwrap())
    }
}

/// Requests are kept, and a record may have a folder of its own.
/// The history of what is checked out.
fn history(root: &Path, now: jiff::Timestamp) -> Result<History> {
    read(root, checkout(root)?.unwrap(), &LAYOUT, now)
}

const LAYOUT: Layout = Layout {
    folder: "content/",
    is_kept: |path| path.starts_with("content/requests/") && path.ends_with(".md"),
    twin: |path| match path.strip_suffix("/index.md") {
        Some(alone) => Some(format!("{alone}.md")),
        None => Some(format!("{}/index.md", path.strip_suffix(".md")?)),
    },
};

/// `path: created day..updated day: names`, sorted.
fn shown(history: &History) -> Vec<String> {
    let day = |time: jiff::Timestamp| time.as_second() / 86_400;
    let mut lines: Vec<String> = history
        .files
        .iter()
        .map(|(path, file)| {
            let names = file.contributors.join(", ");
            format!("{path}: {}..{}: {names}", day(file.created), day(file.updated))
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn two_authors_and_their_days() {
    let mut repository = Repository::new();
    repository.commit("Ada", &["site/content/a.md", "site/content/b.md", "site/casebook.yaml"]);
    repository.commit("Grace", &["site/content/a.md"]);
    repository.commit("Ada", &["site/content/a.md", "content/elsewhere.md"]);
    assert_eq!(repository.history(), ["content/a.md: 1..3: Ada, Grace", "content/b.md: 1..1: Ada"]);
    let history = history(&repository.root(), jiff::Timestamp::MAX).unwrap();
    let head = repository.git(&["rev-parse", "HEAD"], "");
    assert_eq!(history.checkout, Checkout { head: Some(head), shallow: false });
    assert_eq!(checkout(&repository.root()).unwrap(), Some(history.checkout));
    assert!(history.files.contains_key(&SitePath::new("content/a.md")));
}

#[test]
fn the_root_of_the_repository_can_be_the_site() {
    let mut repository = Repository::new();
    repository.commit("Ada", &["content/a.md", "site/content/b.md"]);
    let history = history(repository.folder.path(), jiff::Timestamp::MAX).unwrap();
    assert_eq!(shown(&history), ["content/a.md: 1..1: Ada"]);
}

#[test]
fn mailmap_joins_the_names_of_one_person() {
    let mut repository = Repository::new();
    repository.commit("ada99", &["site/content/a.md"]);
    repository.commit("Grace", &["site/content/a.md"]);
    repository.commit("Ada", &["site/content/a.md"]);
    repository.write(".mailmap", "Ada Lovelace <ada99@example.org>\nAda Lovelace <ada@example.org>\n");
    assert_eq!(repository.history(), ["content/a.md: 1..3: Ada Lovelace, Grace"]);
}

#[test]
fn file_names_come_as_they_are() {
    let mut repository = Repository::new();
    let names = ["site/content/a b.md", "site/content/commit 1 x\n\ny.md", "site/content/å\".md"];
    repository.commit("Ada", &names);
    repository.commit("Grace", &names);
    assert_eq!(
        repository.history(),
        [
            "content/a b.md: 1..2: Ada, Grace",
            "content/commit 1 x\n\ny.md: 1..2: Ada, Grace",
            "content/å\".md: 1..2: Ada, Grace",
        ]
    );
}

#[test]
fn names_are_cut_and_cleaned() {
    let mut repository = Repository::new();
    repository.commit("E\u{1b}[31mve\u{202e} ", &["site/content/a.md"]);
    repository.commit(&"x".repeat(5000), &["site/content/a.md"]);
    let long = "x".repeat(100);
    assert_eq!(repository.history(), [format!("content/a.md: 1..2: E[31mve, {long}")]);
}

#[test]
fn a_name_with_nothing_left_is_nobody() {
    let mut repository = Repository::new();
    repository.commit("Ada", &["site/content/a.md"]);
    let tree = repository.git(&["rev-parse", "HEAD^{tree}"], "");
    let commit = format!("tree {tree}\nauthor  <> 86400 +0000\ncommitter \u{1} <> 86400 +0000\n\n");
    let id = repository.git(&["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], &commit);
    repository.git(&["reset", "--quiet", "--hard", &id], "");
    assert_eq!(repository.history(), ["content/a.md: 1..1: "]);
}

#[test]
fn a_shallow_clone_has_no_dates() {
    let mut repository = Repository::new();
    repository.commit("Ada", &["site/content/a.md"]);
    repository.commit("Ada", &["site/content/a.md"]);
    let origin = format!("file://{}", repository.folder.path().display());
    repository.git(&["clone", "--quiet", "--depth=1", &origin, "clone"], "");
    let history = history(&repository.folder.path().join("clone/site"), jiff::Timestamp::MAX).unwrap();
    let head = repository.git(&["rev-parse", "HEAD"], "");
    let checkout = Checkout { head: Some(head), shallow: true };
    assert_eq!(
        history,
        History { files: FxHashMap::default(), checkout, doubted: std::collections::BTreeMap::new() }
    );
}

#[test]
fn without_a_repository_there_is_no_history() {
    let folder = TempDir::new().unwrap();
    assert_eq!(checkout(folder.path()).unwrap(), None);
    assert_eq!(checkout(folder.path()).unwrap(), None);
}

#[test]
fn before_the_first_commit_the_history_is_empty() {
    let repository = Repository::new();
    let checkout = Checkout { head: None, shallow: false };
    let history =
        History { files: FxHashMap::default(), checkout, doubted: std::collections::BTreeMap::new() };
    assert_eq!(super::tests::history(repository.folder.path(), jiff::Timestamp::MAX).unwrap(), history);
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let folder = TempDir::new().unwrap();
    let error = checkout(&folder.path().join("gone")).unwrap_err().shown();
    assert!(error.starts_with("error: git rev-parse failed: fatal: cannot change to"), "{error}");
}

#[test]
fn no_setting_of_the_repository_outranks_ours() {
    let mut repository = Repository::new();
    repository.commit("Ada", &["site/content/å.md"]);
    repository.commit("Grace", &["site/content/b.md"]);
    repository.write("evil/names", "Eve <ada@example.org>\n");
    let names = repository.folder.path().join("evil/names");
    let blob = repository.git(&["hash-object", "-w", "evil/names"], "");
    for setting in SETTINGS {
        let (name, _) = setting.split_once('=').unwrap();
        let theirs = match name {
            "core.fsmonitor" | "core.hooksPath" => "evil",
            "core.quotePath" => "on",
            "log.follow" | "log.showSignature" => "true",
            "log.showRoot" => "false",
            "mailmap.file" => names.to_str().unwrap(),
            "mailmap.blob" => &blob,
            other => panic!("say what else a repository can set `{other}` to"),
        };
        repository.git(&["config", name, theirs], "");
        assert_eq!(repository.history(), ["content/b.md: 2..2: Grace", "content/å.md: 1..1: Ada"], "{name}");
        repository.git(&["config", "--unset", name], "");
    }
}

/// Settings that come with a repository name programs. A signed commit makes git run one of them.
#[cfg(unix)]
#[test]
fn no_program_of_the_repository_is_run() {
    use std::os::unix::fs::PermissionsExt;

    let mut repository = Repository::new();
    repository.commit("Ada", &["site/content/a.md"]);
    repository.write("site/content/b.md", "b");
    repository.write(".gitattributes", "*.md diff=evil\n");
    repository.git(&["add", "--all"], "");
    let tree = repository.git(&["write-tree"], "");
    let person = "Eve <eve@example.org> 172800 +0000";
    let signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQEz\n -----END PGP SIGNATURE-----\n";
    let commit = format!("tree {tree}\nparent HEAD\nauthor {person}\ncommitter {person}\n{signature}\nb\n")
        .replace("HEAD", &repository.git(&["rev-parse", "HEAD"], ""));
    let id = repository.git(&["hash-object", "-t", "commit", "-w", "--stdin"], &commit);
    repository.git(&["reset", "--quiet", "--hard", &id], "");

    let trap = repository.folder.path().join("trap.sh");
    let sprung = repository.folder.path().join("sprung");
    fs::write(&trap, format!("#!/bin/sh\necho \"$@\" >>'{}'\n", sprung.display())).unwrap();
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    let trap = trap.to_str().unwrap();
    for setting in ["core.fsmonitor", "core.pager", "diff.external", "diff.evil.textconv", "gpg.program"] {
        repository.git(&["config", setting, trap], "");
    }
    for setting in ["log.showSignature", "pager.log", "pager.rev-parse", "color.ui"] {
        repository.git(&["config", setting, "always"], "");
    }
    repository.git(&["config", "log.showSignature", "true"], "");
    repository.git(&["config", "log.showRoot", "false"], "");
    repository.git(&["config", "log.diffMerges", "first-parent"], "");
    repository.git(&["config", "diff.relative", "false"], "");

    assert_eq!(repository.history(), ["content/a.md: 1..1: Ada", "content/b.md: 2..2: Eve"]);
    assert!(!sprung.exists(), "{}", fs::read_to_string(&sprung).unwrap());
    // The trap does work.
    repository.git(&["log", "-1"], "");
    assert!(sprung.exists());
}

mod arrival;
mod lacking;
mod renamed;
