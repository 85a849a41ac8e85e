//! When each file of the site first came to the branch, when it last changed there, and who wrote it. The pipeline
//! calls [`read`] once a build.
//!
//! The history is that of the branch that is checked out ([`branch`](super::branch)): what each of its commits changed
//! against the one before, at the time of its arrival. Who wrote that are the authors of the commits that it brought
//! and that have touched the file; whoever pressed the button wrote nothing, and neither did those whose changes were
//! undone before they arrived. (What only the merge itself changed is by its author.)
//!
//! A file keeps its history when it is renamed ([`log`](super::log)), at once or in the course of what a merge
//! brought, and when it was gone for a time. Renames are followed below the folder of the content: a site that is moved
//! within its repository starts anew.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use rustc_hash::{FxHashMap, FxHashSet};

use super::branch::{Arrival, Branch, Doubt};
use super::log::{Change, Kind, Layout, Log, Name};
use super::{Checkout, lacking};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Result;
use crate::source::SitePath;

/// The history of the files below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// Every file that any commit has touched, by its last path, also those that are gone. Empty in a shallow clone.
    pub files: FxHashMap<SitePath, FileHistory>,
    /// What it is the history of. There are no dates in a shallow clone, as most checkouts of a CI
    /// system are: every file would seem to be as old as the oldest commit that is left.
    pub checkout: Checkout,
    /// The files of which a date rests on a commit whose own time is not believed.
    pub doubted: BTreeMap<SitePath, Doubt>,
}

/// The history of one file. Its times are those at which changes arrived at the branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileHistory {
    /// When the first change that touched it arrived.
    pub created: Timestamp,
    /// When the last one did.
    pub updated: Timestamp,
    /// The names of those who wrote it, the first of them first, each once. `.mailmap` is applied.
    pub contributors: Vec<Arc<str>>,
    /// Of a request: what each arrival made of it, the oldest first.
    pub revisions: Vec<Revised>,
}

/// What an arrival made of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised {
    pub at: Timestamp,
    /// Who wrote it, the first of them first. Empty when the commits name nobody.
    pub by: Vec<Arc<str>>,
    /// What the file holds since then, as git calls it.
    pub blob: Box<str>,
}

/// The history of the site at `root`, which may be a folder within its repository, up to the commit of `checkout`. No
/// commit is made after `now`.
///
/// # Errors
/// When git does not tell it, or the clone is partial and lacks a part of it.
pub fn read(root: &Path, checkout: Checkout, layout: &Layout, now: Timestamp) -> Result<History> {
    let mut history = History { files: FxHashMap::default(), checkout, doubted: BTreeMap::new() };
    let Some(head) = history.checkout.head.clone().filter(|_| !history.checkout.shallow) else {
        return Ok(history);
    };
    lacking::refuse_partial(root, &head, layout.folder)?;
    let branch = Branch::read(root, &head, now)?;
    let log = Log::read(root, &head, &branch, layout)?;
    let mut follower = Follower { log: &log, files: Vec::new(), at: FxHashMap::default() };
    branch.arrivals.iter().for_each(|arrival| follower.arrive(arrival));
    for file in follower.files {
        let path = SitePath::new(&log.paths[file.name as usize]);
        let is_doubted = file.doubt().filter(|_| !file.is_gone && !history.files.contains_key(&path));
        history.doubted.extend(is_doubted.map(|doubt| (path.clone(), doubt)));
        if let Some(told) = file.told() {
            // Where another file had the path in former times, it belongs to the last.
            history.files.entry(path).or_insert(told);
        }
    }
    Ok(history)
}

/// Goes the way of the branch backwards, from what files are called now to what they were called before.
struct Follower<'a> {
    log: &'a Log,
    files: Vec<File>,
    /// Which of the files a path was, at the time that the follower has come to.
    at: FxHashMap<Name, usize>,
}

/// What is known of a file so far, the newest first.
struct File {
    name: Name,
    is_gone: bool,
    /// When it came and when it was last changed.
    times: Option<(Timestamp, Timestamp)>,
    names: Vec<Arc<str>>,
    revisions: Vec<Revised>,
    /// Of the last change, of the first, and of any that is kept.
    doubts: [Option<Doubt>; 3],
}

impl Follower<'_> {
    fn arrive(&mut self, arrival: &Arrival) {
        let Some(net) = self.log.of(arrival.commit) else { return };
        let mut within = FxHashMap::default();
        let mut new = FxHashMap::default();
        for change in net.changes.iter().filter(|change| change.kind != Kind::Gone) {
            let file = self.file(change);
            within.insert(change.name, file);
            within.extend(change.from.map(|from| (from, file)));
            if change.kind == Kind::New {
                new.insert(file, change.name);
            }
        }
        self.follow(arrival, &mut within);
        let mut renamed: Vec<(Name, usize)> = Vec::new();
        let mut touched: Vec<(&Change, usize)> = Vec::new();
        for change in &net.changes {
            match within.get(&change.name) {
                Some(&file) if change.kind != Kind::Gone => {
                    renamed.extend(change.from.map(|from| (from, file)));
                    touched.push((change, file));
                }
                // On the way it was given a name that it has since.
                Some(&file) if new.contains_key(&file) => renamed.push((change.name, file)),
                _ => {
                    let file = self.file(change);
                    within.insert(change.name, file);
                    touched.push((change, file));
                }
            }
        }
        let authors = self.authors(arrival, &within);
        for (change, file) in touched {
            let authors = authors.get(&file).map_or(net.author.as_slice(), Vec::as_slice);
            self.files[file].touch(arrival, change, authors);
        }
        // Before, these files had other names, and whatever had their names was another file.
        for (_, file) in &renamed {
            if let Some(name) = new.get(file) {
                self.at.remove(name);
            }
        }
        self.at.extend(renamed);
    }

    /// The file that a change is of.
    fn file(&mut self, change: &Change) -> usize {
        *self.at.entry(change.name).or_insert_with(|| {
            self.files.push(File {
                name: change.name,
                is_gone: change.kind == Kind::Gone,
                times: None,
                names: Vec::new(),
                revisions: Vec::new(),
                doubts: [None; 3],
            });
            self.files.len() - 1
        })
    }

    /// Adds the names that files had on the way, in the commits that came together.
    fn follow(&self, arrival: &Arrival, within: &mut FxHashMap<Name, usize>) {
        for change in self.brought(arrival).flat_map(|(_, changes)| changes) {
            if let (Some(from), Some(&file)) = (change.from, within.get(&change.name)) {
                within.entry(from).or_insert(file);
            }
        }
    }

    /// Who wrote what arrived of each file, the newest first. A file is missing that only a merge has touched.
    fn authors(&self, arrival: &Arrival, within: &FxHashMap<Name, usize>) -> FxHashMap<usize, Vec<Arc<str>>> {
        let mut authors: FxHashMap<usize, Vec<Arc<str>>> = FxHashMap::default();
        for (author, changes) in self.brought(arrival) {
            for change in changes {
                let before = || change.from.and_then(|from| within.get(&from));
                let Some(&file) = within.get(&change.name).or_else(before) else { continue };
                let names = authors.entry(file).or_default();
                names.extend(author.filter(|author| names.last() != Some(author)).cloned());
            }
        }
        authors
    }

    fn brought(&self, arrival: &Arrival) -> impl Iterator<Item = (Option<&Arc<str>>, &[Change])> {
        let written = arrival.brought.iter().filter_map(|&commit| self.log.of(commit));
        written.map(|written| (written.author.as_ref(), &*written.changes))
    }
}

impl File {
    /// An earlier arrival than all before has changed it.
    fn touch(&mut self, arrival: &Arrival, change: &Change, authors: &[Arc<str>]) {
        let is_last = self.times.is_none() && self.names.is_empty() && self.doubts == [None; 3];
        if is_last {
            self.doubts[0] = arrival.doubt;
        }
        self.doubts[1] = arrival.doubt;
        for author in authors {
            if self.names.last() != Some(author) {
                self.names.push(Arc::clone(author));
            }
        }
        let Some(time) = arrival.time else { return };
        self.times = Some((time, self.times.map_or(time, |(_, updated)| updated)));
        if let Some(blob) = &change.blob {
            self.doubts[2] = arrival.doubt.or(self.doubts[2]);
            let by = oldest_first(authors.to_vec());
            self.revisions.push(Revised { at: time, by, blob: blob.clone() });
        }
    }

    fn doubt(&self) -> Option<Doubt> {
        self.doubts.into_iter().flatten().next()
    }

    /// `None` for one of which no time is believed.
    fn told(mut self) -> Option<FileHistory> {
        let (created, updated) = self.times?;
        self.revisions.reverse();
        let contributors = oldest_first(self.names);
        Some(FileHistory { created, updated, contributors, revisions: self.revisions })
    }
}

/// From names of which the newest is the first to each name once, by its oldest place.
fn oldest_first(mut names: Vec<Arc<str>>) -> Vec<Arc<str>> {
    names.reverse();
    if names.len() > 1 {
        let mut seen = FxHashSet::default();
        names.retain(|name| seen.insert(Arc::clone(name)));
        names.shrink_to_fit();
    }
    names
}

/// Times that are not believed are told once for all files.
#[must_use]
pub fn doubt_warning(history: &History) -> Option<Diagnostic> {
    let (file, doubt) = history.doubted.first_key_value()?;
    let day = |time: Timestamp| time.to_zoned(jiff::tz::TimeZone::UTC).date();
    let written = match doubt.written {
        Some(time) => format!("of {}", day(time)),
        None => "without a readable time".to_owned(),
    };
    let (why, help) = match doubt.follows {
        Some(time) => (
            format!("which arrived behind one of {}", day(time)),
            "the later day is used; the clock of one of the two computers was wrong, or somebody has invented a day",
        ),
        None => (
            "a day that has not come".to_owned(),
            "the time of the commit before it is used, if there is one; set the clock of the computer that made it",
        ),
    };
    let more = match history.doubted.len() - 1 {
        0 => String::new(),
        1 => ", and such a one for another file".to_owned(),
        count => format!(", and such for {count} other files"),
    };
    let message = format!("git has a commit {written} for this file, {why}{more}");
    Some(Diagnostic::new(Code::CommitDate, file, Place::File, message).help(help))
}

/// A shallow clone would give every file the date of the oldest commit that it has, so it gives none.
#[must_use]
pub fn shallow_warning(history: &History) -> Option<Diagnostic> {
    let file = SitePath::new(crate::config::FILE);
    history.checkout.shallow.then(|| {
        Diagnostic::new(
            Code::ShallowClone,
            &file,
            Place::File,
            "the history is cut off, so pages show no dates from it",
        )
        .help(lacking::UNSHALLOW)
    })
}
