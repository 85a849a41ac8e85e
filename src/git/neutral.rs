//! The objects of a repository under a configuration of ours. What compares files with objects runs them through
//! the filters, and what merges runs the drivers, that the repository's configuration gives to the names in
//! `.gitattributes`. There is no setting against that, so these commands are given a git folder of their own,
//! whose configuration names nothing. `revision` asks for it.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::{failed, run, run_to_end};
use crate::error::{Error, Result};

/// The settings by which git tells whether a file of the folder is the same as one of the repository. No value of
/// theirs is the name of a program.
const COMPARING: &str =
    "^core\\.(autocrlf|eol|filemode|ignorecase|precomposeunicode|symlinks|checkstat|trustctime)$";

/// Whoever commits the folder as it is: it is nobody's commit, and never leaves this machine.
const NOBODY: [(&str, &str); 6] = [
    ("GIT_AUTHOR_NAME", "nobody"),
    ("GIT_AUTHOR_EMAIL", "<>"),
    ("GIT_AUTHOR_DATE", "@0 +0000"),
    ("GIT_COMMITTER_NAME", "nobody"),
    ("GIT_COMMITTER_EMAIL", "<>"),
    ("GIT_COMMITTER_DATE", "@0 +0000"),
];

/// A git folder without any configuration and with an index of its own, empty at first. It is gone when this is
/// dropped.
pub(super) struct Neutral {
    folder: TempDir,
    objects: PathBuf,
    /// The list of commits whose parents were left out by whoever cloned the repository.
    shallow: Option<PathBuf>,
    /// The top of the folder that is checked out.
    top: Option<PathBuf>,
    settings: Vec<String>,
}

impl Neutral {
    /// One for the repository around `root`.
    pub(super) fn new(root: &Path) -> Result<Self> {
        let ask = |question: &[&str]| -> Result<String> {
            let question = [&["rev-parse", "--path-format=absolute"], question].concat();
            let text = run(root, &question, &[], |output| {
                let mut text = String::new();
                output.read_to_string(&mut text).map(|_| text)
            })?;
            Ok(text.unwrap_or_default().trim_end_matches('\n').to_owned())
        };
        let path = |name: &str| Ok::<_, Error>(PathBuf::from(ask(&["--git-path", name])?));
        let format = ask(&["--show-object-format"])?;
        let has_folder = ask(&["--is-inside-work-tree"])? == "true";
        let top = if has_folder { Some(PathBuf::from(ask(&["--show-toplevel"])?)) } else { None };
        let shallow = path("shallow")?;
        let neutral = Self {
            folder: tempfile::Builder::new()
                .prefix("casebook-")
                .tempdir()
                .map_err(|error| failed(&["init"], error))?,
            objects: path("objects")?,
            shallow: shallow.exists().then_some(shallow),
            top,
            settings: comparing(root)?,
        };
        neutral.fill(&format)?;
        Ok(neutral)
    }

    fn fill(&self, format: &str) -> Result<()> {
        let at = self.folder.path();
        for folder in ["objects", "refs"] {
            let folder = at.join(folder);
            fs::create_dir(&folder).map_err(Error::io("create", &folder))?;
        }
        let config = match format {
            "sha1" | "" => "[core]\n\trepositoryformatversion = 0\n".to_owned(),
            format => {
                format!("[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = {format}\n")
            }
        };
        for (name, text) in [("HEAD", "ref: refs/heads/none\n"), ("config", &config)] {
            let file = at.join(name);
            fs::write(&file, text).map_err(Error::io("write", &file))?;
        }
        Ok(())
    }

    /// The top of the folder that is checked out, if any is.
    pub(super) fn top(&self) -> Option<&Path> {
        self.top.as_deref()
    }

    /// Has a command take this git folder for that of the repository, with the folder that is checked out and the
    /// attributes there: what git stores of a file hangs on them.
    pub(super) fn prepare(&self, command: &mut Command) {
        for setting in &self.settings {
            command.args(["-c", setting]);
        }
        self.prepare_git(command, self.top.as_deref());
    }

    /// The same for a command that works with objects alone: it knows of no folder, and reads no attributes.
    pub(super) fn prepare_objects(&self, command: &mut Command) {
        self.prepare_git(command, None);
    }

    fn prepare_git(&self, command: &mut Command, top: Option<&Path>) {
        command.args(["-c", if top.is_some() { "core.bare=false" } else { "core.bare=true" }]);
        for variable in ["GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", "GIT_EXTERNAL_DIFF", "GIT_ATTR_SOURCE"]
        {
            command.env_remove(variable);
        }
        command
            .env("GIT_DIR", self.folder.path())
            .env("GIT_OBJECT_DIRECTORY", &self.objects)
            .env("GIT_INDEX_FILE", self.folder.path().join("index"))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_ATTR_NOSYSTEM", "1")
            .envs(NOBODY);
        if let Some(top) = top {
            command.env("GIT_WORK_TREE", top);
        }
        if let Some(shallow) = &self.shallow {
            command.env("GIT_SHALLOW_FILE", shallow);
        }
    }
}

/// The repository's own values of the settings in [`COMPARING`], each as `name=value`.
fn comparing(root: &Path) -> Result<Vec<String>> {
    let arguments = ["config", "-z", "--get-regexp", COMPARING];
    let text = run_to_end(root, &arguments, &[], |output| {
        let mut text = String::new();
        output.read_to_string(&mut text).map(|_| text)
    })?;
    let text = text.map(|(text, _)| text).unwrap_or_default();
    // A name alone means yes.
    let setting =
        |part: &str| part.split_once('\n').map_or(part.to_owned(), |(name, value)| format!("{name}={value}"));
    Ok(text.split('\0').filter(|part| !part.is_empty()).map(setting).collect())
}
