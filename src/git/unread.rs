//! Where there is a repository and git does not read it. A site is made without dates then, and whoever made it is
//! told why; only what judges a change by its history stops.

use std::path::Path;

use super::{Checkout, checkout, complaint};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::read;
use crate::source::SitePath;

/// What is checked out around `root`, and what is to be told where git does not say it.
pub fn look(root: &Path) -> (Option<Checkout>, Option<Diagnostic>) {
    if let Some(name) = stalling(root) {
        return (None, Some(told(&format!("`{name}` is no file, and git would wait for it"))));
    }
    match checkout(root) {
        Ok(Some(checkout)) => (Some(checkout), None),
        Ok(None) => {
            let is_there = root.ancestors().any(|folder| folder.join(".git").symlink_metadata().is_ok());
            (None, is_there.then(|| told("git is not there, or finds no repository where `.git` is")))
        }
        Err(error) => (None, Some(unread(&error))),
    }
}

/// The name of a pipe, or of something like it, that git would read without an end.
pub(super) fn stalling(root: &Path) -> Option<&'static str> {
    let is_special =
        |path: &Path| path.symlink_metadata().is_ok_and(|found| read::is_special(found.file_type()));
    let is_there = |name: &&str| root.ancestors().any(|folder| is_special(&folder.join(name)));
    [".gitattributes", ".gitignore", ".mailmap"].into_iter().find(is_there)
}

/// That git failed on the history of a site.
#[must_use]
pub fn unread(error: &Error) -> Diagnostic {
    let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    told(if cause.is_empty() { "git failed" } else { &cause })
}

fn told(cause: &str) -> Diagnostic {
    let first = cause.lines().next().unwrap_or_default();
    let first = first.trim_start_matches("fatal: ").trim_start_matches("error: ").trim();
    let (cause, help) = complaint::meaning(cause).unwrap_or(if first.starts_with("git is not there") {
        (first, "install git, or delete `.git` if the site is in no repository")
    } else {
        (first, "`git status` and `git fsck` in the folder of the site say more")
    });
    let message = format!("the history cannot be read, so pages show no dates from it: {cause}");
    let file = SitePath::new(crate::config::FILE);
    Diagnostic::new(Code::UnreadHistory, &file, Place::File, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::failed;

    #[test]
    fn the_cause_is_told_in_plain_words() {
        for (cause, expected) in [
            (
                "fatal: detected dubious ownership in repository at '/a'\nTo add an exception",
                "git refuses a folder of another owner",
            ),
            ("usage: git [--version]\n", "this git does not know what it is asked"),
            ("error: unknown option `path-format'\nusage: git", "this git does not know what it is asked"),
            ("fatal: unrecognized argument: --no-abbrev", "this git does not know what it is asked"),
            ("git: 'merge-tree' is not a git command.", "this git does not know what it is asked"),
            ("it does not know what it is asked", "this git does not know what it is asked"),
            ("fatal: bad object HEAD\nmore", "bad object HEAD"),
            ("signal: 9 (SIGKILL)", "signal: 9 (SIGKILL)"),
        ] {
            let told = unread(&failed(&["log"], cause.to_owned()));
            assert_eq!(told.code, Code::UnreadHistory);
            assert!(told.message.ends_with(&format!(": {expected}")), "{}", told.message);
        }
    }
}
