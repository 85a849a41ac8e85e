//! When each file of the site was first written, when it last changed and who wrote it, from one
//! pass over the log.
//!
//! A file is its path: one that was renamed starts anew. Merges are left out, for they repeat what
//! the merged commits say and would credit whoever pressed the button.

use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Checkout;
use crate::diagnostic::render::visible::is_unsafe;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Result;
use crate::source::SitePath;

/// Characters of a contributor's name that are kept: anyone can commit under any name.
const LONGEST_NAME: usize = 100;

/// What starts the line of a commit in the log. File names start with `content/`.
const COMMIT: &[u8] = b"commit ";

/// The history of the files below `content`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// Every file that any commit has touched, also those that are gone. Empty in a shallow clone.
    pub files: FxHashMap<SitePath, FileHistory>,
    /// What it is the history of. There are no dates in a shallow clone, as most checkouts of a CI
    /// system are: every file would seem to be as old as the oldest commit that is left.
    pub checkout: Checkout,
    /// The files with a commit of a time that has not come, each with that time. Such times are those of a
    /// clock that was wrong; they are left out of `files`.
    pub ahead: BTreeMap<SitePath, Timestamp>,
}

/// The history of one file. Its times are those at which the commits were made part of the
/// repository, which is what git calls the committer date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileHistory {
    /// The first commit that touched it.
    pub created: Timestamp,
    /// The last one.
    pub updated: Timestamp,
    /// The names of those who wrote it, the first of them first, each once. `.mailmap` is applied.
    pub contributors: Vec<Arc<str>>,
    /// Of a request: what each commit made of it, the oldest first.
    pub revisions: Vec<Revised>,
}

/// What one commit made of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised {
    pub at: Timestamp,
    /// `None` when the commit names nobody.
    pub by: Option<Arc<str>>,
    /// What the file holds since then, as git calls it; `None` when it was deleted.
    pub blob: Option<Box<str>>,
}

/// The history of the files below `folder` of the site at `root`, which may be a folder within its repository. Of those
/// that `is_kept` names, every revision is kept. No commit is made after `now`. `None` without git and outside a
/// repository.
pub fn read(root: &Path, folder: &str, is_kept: fn(&str) -> bool, now: Timestamp) -> Result<Option<History>> {
    let Some(checkout) = super::checkout(root)? else {
        return Ok(None);
    };
    let (files, ahead) = match &checkout.head {
        Some(head) if !checkout.shallow => {
            let arguments = [
                "log",
                "-z",
                "--format=commit %ct %aN",
                "--raw",
                "--no-abbrev",
                "--no-renames",
                "--no-merges",
                "--relative",
                "--encoding=UTF-8",
                "--no-show-signature",
                "--no-ext-diff",
                "--no-textconv",
                head,
                "--",
                folder,
            ];
            let files = |log: &mut _| files(log, folder, is_kept, now);
            super::run(root, &arguments, &[], files)?.unwrap_or_default()
        }
        _ => (FxHashMap::default(), BTreeMap::new()),
    };
    Ok(Some(History { files, checkout, ahead }))
}

/// Reads the log, newest commit first: parts that end with a zero byte, of which one is a commit and
/// each two that follow it are a file, up to the next commit: `:MODE MODE ID ID STATUS`, then its path.
fn files(
    log: &mut impl BufRead,
    folder: &str,
    is_kept: fn(&str) -> bool,
    now: Timestamp,
) -> io::Result<(FxHashMap<SitePath, FileHistory>, BTreeMap<SitePath, Timestamp>)> {
    let mut ahead = BTreeMap::new();
    let mut files: FxHashMap<Box<str>, FileHistory> = FxHashMap::default();
    let mut names = FxHashSet::default();
    let mut commit = None;
    let (mut part, mut path) = (Vec::new(), Vec::new());
    while log.read_until(0, &mut part)? > 0 {
        // git sets the first file of a commit on a line of its own.
        let text = part.strip_suffix(b"\0").unwrap_or(&part);
        let text = text.strip_prefix(b"\n").unwrap_or(text);
        if let Some(header) = text.strip_prefix(COMMIT) {
            commit = Commit::parse(&String::from_utf8_lossy(header), &mut names);
        } else if text.starts_with(b":") {
            path.clear();
            log.read_until(0, &mut path)?;
            if let (Some(commit), Ok(path)) =
                (&commit, str::from_utf8(path.strip_suffix(b"\0").unwrap_or(&path)))
                && is_clean(path, folder)
            {
                if commit.time > now {
                    ahead.entry(SitePath::new(path)).or_insert(commit.time);
                }
                let file = match files.get_mut(path) {
                    Some(file) => file,
                    None => files.entry(path.into()).or_insert_with(Commit::begin),
                };
                commit.add_to(file, now);
                if is_kept(path) && commit.time <= now {
                    file.revisions.push(commit.revised(text));
                }
            }
        }
        part.clear();
    }
    // A file that has no other commits has no dates.
    files.retain(|_, file| file.created <= file.updated);
    let files = files.into_iter().map(|(path, mut file)| {
        oldest_first(&mut file.contributors);
        file.revisions.reverse();
        (SitePath::new(&path), file)
    });
    Ok((files.collect(), ahead))
}

/// Whether a path of the log can be that of a file. A tree that was made by hand can hold `..`.
fn is_clean(path: &str, folder: &str) -> bool {
    path.starts_with(folder) && !path.split('/').any(|part| matches!(part, "" | "." | ".."))
}

/// From one name for each commit, newest first, to each name once, by its oldest commit.
fn oldest_first(contributors: &mut Vec<Arc<str>>) {
    contributors.reverse();
    if contributors.len() > 1 {
        let mut seen = FxHashSet::default();
        contributors.retain(|name| seen.insert(Arc::clone(name)));
        contributors.shrink_to_fit();
    }
}

struct Commit {
    time: Timestamp,
    /// `None` when nothing of the name is left.
    author: Option<Arc<str>>,
}

impl Commit {
    /// `None` for a time that no calendar has.
    fn parse(header: &str, names: &mut FxHashSet<Arc<str>>) -> Option<Self> {
        let (time, name) = header.split_once(' ').unwrap_or((header, ""));
        let time = Timestamp::from_second(time.parse().ok()?).ok()?;
        Some(Self { time, author: intern(&clean_name(name), names) })
    }

    /// A file of which no commit is known yet.
    fn begin() -> FileHistory {
        FileHistory {
            created: Timestamp::MAX,
            updated: Timestamp::MIN,
            contributors: Vec::new(),
            revisions: Vec::new(),
        }
    }

    /// What this commit made of a file: `about` is what the log says before its path.
    fn revised(&self, about: &[u8]) -> Revised {
        let id = about.split(|&byte| byte == b' ').nth(3).unwrap_or_default();
        let gone = id.iter().all(|&byte| byte == b'0');
        let blob = (!gone).then(|| String::from_utf8_lossy(id).into());
        Revised { at: self.time, by: self.author.clone(), blob }
    }

    /// Clocks differ, so an older commit may have a later time.
    fn add_to(&self, file: &mut FileHistory, now: Timestamp) {
        if self.time <= now {
            file.created = file.created.min(self.time);
            file.updated = file.updated.max(self.time);
        }
        if let Some(author) = &self.author
            && file.contributors.last() != Some(author)
        {
            file.contributors.push(Arc::clone(author));
        }
    }
}

fn clean_name(name: &str) -> String {
    let name: String = name.chars().filter(|&character| !is_unsafe(character)).take(LONGEST_NAME).collect();
    name.trim().to_owned()
}

/// The one copy of a name; a history has few authors and many commits.
fn intern(name: &str, names: &mut FxHashSet<Arc<str>>) -> Option<Arc<str>> {
    if name.is_empty() {
        return None;
    }
    if let Some(known) = names.get(name) {
        return Some(Arc::clone(known));
    }
    let new: Arc<str> = name.into();
    names.insert(Arc::clone(&new));
    Some(new)
}

/// Times that have not come are of a clock that was wrong, and told once for all files.
#[must_use]
pub fn future_warning(history: &History) -> Option<Diagnostic> {
    let (file, time) = history.ahead.first_key_value()?;
    let day = time.to_zoned(jiff::tz::TimeZone::UTC).date();
    let more = match history.ahead.len() - 1 {
        0 => String::new(),
        1 => ", and such a one for another file".to_owned(),
        count => format!(", and such for {count} other files"),
    };
    let message = format!("git has a commit of {day} for this file, a day that has not come{more}");
    Some(
        Diagnostic::new(Code::FutureDate, file, Place::File, message).help(
            "its time is not used; set the clock of the computer that made it, and change the file again",
        ),
    )
}

/// A shallow clone would give every file the date of the oldest commit that it has, so it gives none.
#[must_use]
pub fn shallow_warning(history: &History) -> Option<Diagnostic> {
    let file = SitePath::new(crate::config::FILE);
    history.checkout.shallow.then(|| {
        Diagnostic::new(Code::ShallowClone, &file, Place::File, "the history is cut off, so pages show no dates from it")
            .help("fetch all of it: `git fetch --unshallow`, or `fetch-depth: 0` in the checkout step of a workflow")
    })
}
