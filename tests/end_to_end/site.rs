//! A site in a folder of its own, and the program run on it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The day on which every site here is built, unless a test says otherwise.
pub(crate) const TODAY: &str = "2026-03-01";

/// The front matter that a record needs.
pub(crate) const TITLE: &str = "---\ntitle: Made up\n---\n";

/// A site made for one test. It is gone when the test is over.
pub(crate) struct Site {
    folder: TempDir,
}

/// What a run of the program came to, with the site's folder shown as `SITE`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Site {
    /// A site that has nothing but an empty `casebook.yaml`.
    pub(crate) fn new() -> Self {
        let site = Self { folder: TempDir::new().unwrap() };
        site.write("casebook.yaml", "");
        site
    }

    /// A copy of a folder of the repository.
    pub(crate) fn copy_of(folder: &str) -> Self {
        let site = Self::new();
        site.overlay(&repository(folder));
        site
    }

    /// Puts every file of a folder into the site.
    pub(crate) fn overlay(&self, folder: &Path) {
        for (path, bytes) in tree(folder) {
            self.write(&path, bytes);
        }
    }

    /// The same site with one file more, or another one in its place.
    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// A symbolic link at `path` to `target`.
    pub(crate) fn link(&self, path: &str, target: impl AsRef<Path>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(target, path).unwrap();
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// A folder beside the site's.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, started in the site's folder, with nothing of the tester's own settings.
    pub(crate) fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
        command.args(arguments).current_dir(self.root());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "CI"] {
            command.env_remove(name);
        }
        command
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CEILING_DIRECTORIES", self.folder.path());
        command
    }

    pub(crate) fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Ran {
        self.ran(&self.command(arguments).output().unwrap())
    }

    pub(crate) fn ran(&self, output: &Output) -> Ran {
        let real = fs::canonicalize(self.root()).unwrap();
        let shown = |bytes: &[u8]| {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            text.replace(real.to_str().unwrap(), "SITE").replace(self.root().to_str().unwrap(), "SITE")
        };
        Ran {
            status: output.status.code().unwrap_or(-1),
            stdout: shown(&output.stdout),
            stderr: shown(&output.stderr),
        }
    }

    /// `casebook build` on the usual day, with further arguments.
    pub(crate) fn build(&self, arguments: &[&str]) -> Ran {
        self.run([&["build"], arguments, &["--today", TODAY]].concat())
    }

    /// The files of a build that has nothing to complain of, without Casebook's own.
    pub(crate) fn built(&self) -> BTreeMap<String, Vec<u8>> {
        let ran = self.build(&[]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
        self.output()
    }

    /// What lies in `public/`, without Casebook's own notes.
    pub(crate) fn output(&self) -> BTreeMap<String, Vec<u8>> {
        published(&self.path("public"))
    }

    /// The text of one file of the output.
    pub(crate) fn page(&self, path: &str) -> String {
        let path = self.path("public").join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The diagnostics of `casebook check`, as the program gives them to other programs.
    pub(crate) fn check(&self) -> serde_json::Value {
        serde_json::from_str(&self.run(["check", "--format", "json"]).stdout).unwrap()
    }

    /// What is wrong, a line each: `file:line:column: severity[code]: message (help: …)`.
    pub(crate) fn faults(&self) -> String {
        self.run(["check", "--format", "short", "--all"]).stdout
    }

    /// Makes the site a repository, or adds to it: one commit of all that has changed.
    pub(crate) fn commit(&self, author: &str, day: &str) {
        if !self.path(".git").exists() {
            self.git(&["init", "--quiet", "--initial-branch=main"], author, day);
        }
        self.git(&["add", "--all"], author, day);
        self.git(&["commit", "--quiet", "--allow-empty", "--message=A change"], author, day);
    }

    pub(crate) fn git(&self, arguments: &[&str], author: &str, day: &str) {
        git(&self.root(), arguments, author, day);
    }
}

/// Runs git in a folder, away from the settings of whoever runs the tests.
pub(crate) fn git(folder: &Path, arguments: &[&str], author: &str, day: &str) {
    let output = Command::new("git")
        .args(["-c", "protocol.file.allow=always"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", author)
        .env("GIT_AUTHOR_EMAIL", "somebody@example.org")
        .env("GIT_AUTHOR_DATE", format!("{day}T12:00:00Z"))
        .env("GIT_COMMITTER_NAME", "Keeper")
        .env("GIT_COMMITTER_EMAIL", "keeper@example.org")
        .env("GIT_COMMITTER_DATE", format!("{day}T12:00:00Z"))
        .output()
        .unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

impl Ran {
    /// Holds it to have gone well, and shows what it said where it has not.
    #[track_caller]
    pub(crate) fn succeeded(&self) {
        assert_eq!(self.status, 0, "{}{}", self.stdout, self.stderr);
    }

    /// How long it took is another time each time.
    pub(crate) fn without_time(mut self) -> Self {
        for text in [&mut self.stdout, &mut self.stderr] {
            let words = text.split_inclusive(' ').collect::<Vec<_>>();
            let is_time = |word: &str| word.contains('.') && word.trim_end().parse::<f64>().is_ok();
            *text = words.iter().map(|word| if is_time(word) { "0.00 " } else { word }).collect();
        }
        self
    }
}

/// A path below the repository's own folder.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A text in which something was written wherever `casebook request promote` has marked that it should be.
pub(crate) fn written(text: &str) -> String {
    let mut written = String::new();
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once("[to write: ") {
        let (what, after) = marked.split_once(']').unwrap();
        written.extend([before, "Made up, about ", what]);
        rest = after;
    }
    written + rest
}

/// Every file below a folder, by its path from there.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    let named = files.map(|entry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        (path, fs::read(entry.path()).unwrap())
    });
    named.collect()
}

/// The files of a built site, without Casebook's own notes.
pub(crate) fn published(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = tree(folder);
    files.retain(|path, _| !path.starts_with(".casebook"));
    files
}

/// Compares a text with a file of the repository. With `UPDATE_EXPECTED` set, the file is written
/// instead: then `git diff` shows what has changed.
#[track_caller]
pub(crate) fn assert_expected(file: &str, text: &str) {
    let path = repository(file);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        expected == text,
        "{file} is not what came out. Look at the difference; if it is right, run the test again \
         with UPDATE_EXPECTED=1.\n\n{}",
        difference(&expected, text)
    );
}

/// The lines from the first to the last that differ, with what stands before them.
fn difference(expected: &str, found: &str) -> String {
    let (expected, found): (Vec<_>, Vec<_>) = (expected.lines().collect(), found.lines().collect());
    let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| pairs.take_while(|(a, b)| a == b).count();
    let start = same(&mut expected.iter().zip(&found));
    let (old, new) = (&expected[start..], &found[start..]);
    let end = same(&mut old.iter().rev().zip(new.iter().rev()));
    let mut shown = vec![format!("line {}:", start + 1)];
    shown.extend(expected[start.saturating_sub(3)..start].iter().map(|line| format!("  {line}")));
    shown.extend(old[..old.len() - end].iter().take(40).map(|line| format!("- {line}")));
    shown.extend(new[..new.len() - end].iter().take(40).map(|line| format!("+ {line}")));
    shown.join("\n")
}

/// A picture, the smallest that there is.
pub(crate) const DOT: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01\x48\xaf\xa4\x71\0\0\0\0IEND\xaeB`\x82";
