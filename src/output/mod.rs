//! The output folder: the site's files are written here, and only what changed.
//!
//! `pipeline` opens the folder, writes every page and asset from many threads, and finishes. All is made
//! on a [`Stage`] and shown at the end, in one step. What a build wrote is kept in the folder's manifest,
//! so that the next one does not write equal files again, removes what is no longer part of the site, and
//! touches nothing that is not its own. While nothing has changed, a search reads what the [`LastBuild`] wrote.

mod last;
mod manifest;
mod place;
mod stage;
mod tree;

use std::collections::BTreeSet;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

use crate::archive::Archive;
use crate::error::{Error, Result};
use crate::read::Stamp;
pub use last::{LastBuild, unchanged};
use manifest::{Entry, Journal, Manifest};
use stage::{Stage, others, sweep};
use tree::Tree;

/// An output folder that is being written. It is locked: a second build into the same folder is
/// refused until this one is dropped. Dropped without [`finish`](Self::finish), after an error, it
/// leaves the site that is shown as it was.
#[derive(Debug)]
pub struct Output {
    live: PathBuf,
    /// What the output folder shows; `None` for a file of which only the name is known, because the
    /// build that moved it there did not finish.
    shown: FxHashMap<String, Option<Entry>>,
    stage: Stage,
    tree: Tree,
    /// What is on the stage from an earlier build.
    staged: FxHashMap<String, Option<Entry>>,
    now: Mutex<Now>,
}

/// What this build has done so far.
#[derive(Debug, Default)]
struct Now {
    files: Vec<(String, Entry)>,
    /// The files of these that the output folder does not show yet.
    changed: Vec<String>,
}

/// What an archive says of a file in its list, besides the name, in bytes.
const LISTED: usize = 47;

/// What a build did to the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Files made or changed.
    pub written: usize,
    /// Files that were already as they should be.
    pub unchanged: usize,
    /// Files of an earlier build that are no longer part of the site.
    pub removed: usize,
    /// The size of all the site's files together.
    pub bytes: u64,
    /// Whether the whole site was shown in one step, and not file by file.
    pub at_once: bool,
}

impl Output {
    /// Opens the output folder of the site at `root`, which is made when it is missing. A relative
    /// `dir` starts at the working folder.
    ///
    /// # Errors
    /// An error of the kind `Usage` when the folder must not be written: it holds something else, it overlaps
    /// the site's sources, or another build is at work in it. Nothing has been touched then.
    pub fn open(dir: &Path, root: &Path) -> Result<Self> {
        let live = place::find(dir, root)?;
        let stage = Stage::open(&live)?;
        Self::on(live, stage)
    }

    fn on(live: PathBuf, stage: Stage) -> Result<Self> {
        let shown = known(&live)?;
        let staged = known(&stage.site())?;
        let tree = Tree::new(stage.site(), stage.is_new);
        Ok(Self { live, shown, stage, tree, staged, now: Mutex::default() })
    }

    /// Writes one file of the site; `file` is its path below the output folder, with `/` between
    /// the parts. A file that already holds these bytes is left alone.
    ///
    /// # Errors
    /// An error of the kind `Io`.
    ///
    /// # Panics
    /// For a path that leads out of the folder, or one that this build has already written: `site` has
    /// reported that before.
    pub fn write(&self, file: &str, bytes: &[u8]) -> Result<()> {
        self.tree.claim(file)?;
        let hash = xxh3_128(bytes);
        let same = |entry: &Entry| entry.hash == hash;
        if let Some(entry) = self.there(file, same)? {
            self.done(file, Entry::written(entry.stamp, hash));
            return Ok(());
        }
        let path = self.tree.path(file);
        let stamp = self.tree.make(file, &mut |made| {
            made.write_all(bytes).map_err(|error| Error::io("write", &path)(error))
        })?;
        self.done(file, Entry::written(stamp, hash));
        Ok(())
    }

    /// Copies one file into the site. A source that has the size and time it had when it was last
    /// copied is not read again.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn copy(&self, file: &str, source: &Path) -> Result<()> {
        self.tree.claim(file)?;
        let seen = std::fs::symlink_metadata(source).ok().map(|found| Stamp::of_source(&found));
        let same = |entry: &Entry| entry.source.is_some() && entry.source == seen;
        if let Some(entry) = self.there(file, same)? {
            self.done(file, entry);
            return Ok(());
        }
        if self.shown.get(file).is_some_and(Option::is_some) {
            let hash = pour(source, &mut std::io::sink(), source)?;
            if let Some(entry) = self.there(file, |entry| entry.hash == hash)? {
                self.done(file, Entry::copied(entry.stamp, hash, seen));
                return Ok(());
            }
        }
        let mut hash = 0;
        let stamp = self.tree.make(file, &mut |made| {
            hash = pour(source, made, &self.tree.path(file))?;
            Ok(())
        })?;
        self.done(file, Entry::copied(stamp, hash, seen));
        Ok(())
    }

    /// Adds an archive (ZIP) of all files that have been written, below `folder` in it. `last` is told how many bytes
    /// these take, and writes the files that say so, which become the last of the archive. Made of the same files, it
    /// has the same bytes, and is left alone.
    ///
    /// # Errors
    /// As [`write`](Self::write), and those of `last`.
    pub fn archive(&self, file: &str, folder: &str, last: impl FnOnce(u64) -> Result<()>) -> Result<()> {
        self.tree.claim(file)?;
        let path = self.tree.path(file);
        let failed = |error| Error::io("write", &path)(error);
        let mut last = Some(last);
        let stamp = self.tree.make(file, &mut |made| {
            let mut archive = Archive::new(&*made);
            let first = self.written();
            archive.add_all(&self.placed(folder, first.iter())).map_err(failed)?;
            // The list of the files is still to come.
            let names: usize = first.iter().map(|name| LISTED + folder.len() + name.len()).sum();
            let bytes = made.metadata().map_err(failed)?.len() + names as u64;
            last.take().map_or(Ok(()), |last| last(bytes))?;
            archive.add_all(&self.placed(folder, self.written().difference(&first))).map_err(failed)?;
            archive.finish().map(drop).map_err(failed)
        })?;
        let hash = pour(&path, &mut std::io::sink(), &path)?;
        let known = self.there(file, |entry| entry.hash == hash)?;
        self.done(file, known.unwrap_or_else(|| Entry::written(stamp, hash)));
        Ok(())
    }

    /// The files that have been written so far.
    fn written(&self) -> BTreeSet<String> {
        self.now().files.iter().map(|(file, _)| file.clone()).collect()
    }

    /// Files by their names in an archive, and where they lie: on the stage, or still in the output folder alone.
    fn placed<'f>(&self, folder: &str, files: impl Iterator<Item = &'f String>) -> Vec<(String, PathBuf)> {
        let place = |file: &String| {
            let staged = self.tree.path(file);
            let path = if staged.exists() { staged } else { self.live.join(file) };
            (format!("{folder}/{file}"), path)
        };
        files.map(place).collect()
    }

    /// Shows what has been written, removes what earlier builds wrote and this one did not, and keeps for
    /// [`unchanged`] the `key`, a fingerprint of all that went into the build, and the `report`, what the
    /// build had to say. Files of other people in the output folder stay, unless the site has one of the
    /// same name.
    ///
    /// # Errors
    /// An error of the kind `Io` when a file cannot be moved or removed or the manifest not be written;
    /// An error of the kind `Usage` where other people's files are in a folder that is to become a file.
    pub fn finish(mut self, key: u128, report: &str) -> Result<Summary> {
        let now = std::mem::take(self.now.get_mut().unwrap_or_else(PoisonError::into_inner));
        let mut files = now.files;
        files.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let is_gone = |file: &str, entry: &Option<Entry>| entry.is_some() && !self.tree.is_claimed(file);
        let removed = self.shown.iter().filter(|(file, entry)| is_gone(file, entry)).count();
        let text = manifest::text(key, report, &files);
        manifest::write(&self.stage.site(), &text)?;
        let is_shown = self.stage.swaps && {
            let (unknown, others) = rayon::join(
                || if self.stage.is_new { Ok(Vec::new()) } else { others(&self.stage.site(), names(&files)) },
                || others(&self.live, self.shown.keys().map(String::as_str)),
            );
            sweep(&self.stage.site(), &unknown?)?;
            self.stage.swap(&self.kept(others?)?)?
        };
        if !is_shown {
            self.move_all(&now.changed, &text)?;
        }
        Ok(Summary {
            written: now.changed.len(),
            unchanged: files.len() - now.changed.len(),
            removed,
            bytes: files.iter().map(|(_, entry)| entry.stamp.size).sum(),
            at_once: is_shown,
        })
    }

    /// Those of other people's files that the site has no file in the place of.
    fn kept(&self, others: Vec<String>) -> Result<Vec<String>> {
        let mut kept = Vec::new();
        for other in others {
            let path = self.live.join(&other);
            let above = tree::ancestors(tree::folder_of(&other)).find(|file| self.tree.is_claimed(file));
            match above {
                Some(file) => return Err(in_the_way(&self.live.join(file))),
                None if !self.tree.is_claimed(&other) => kept.push(other),
                None if tree::is_folder(&path) => return Err(in_the_way(&path)),
                None => {}
            }
        }
        Ok(kept)
    }

    /// Moves the files that have changed from the stage to the output folder, one by one, and removes
    /// those that are no longer part of the site.
    fn move_all(&self, changed: &[String], manifest: &str) -> Result<()> {
        std::fs::create_dir_all(&self.live).map_err(Error::io("make", &self.live))?;
        let live = Tree::new(self.live.clone(), false);
        let known = manifest::read(&self.live).map_err(Error::io("read", &self.live))?;
        let mut journal = Journal::open(&self.live.join(manifest::NAME), known.as_deref())?;
        for file in changed {
            journal.add(file)?;
        }
        journal.flush()?;
        let stale = |file: &&String| !self.tree.is_claimed(file);
        live.remove(self.shown.keys().filter(stale).map(String::as_str))?;
        for file in changed {
            live.claim(file)?;
            if live.is_folder(file) {
                return Err(in_the_way(&live.path(file)));
            }
            live.take(file, &self.tree.path(file))?;
        }
        manifest::write(&self.live, manifest)?;
        self.stage.clear()
    }

    /// The file as it is to be shown, if an earlier build has made one that is the `same`.
    fn there(&self, file: &str, same: impl Fn(&Entry) -> bool) -> Result<Option<Entry>> {
        let of = |known: &FxHashMap<String, Option<Entry>>| known.get(file).copied().flatten().filter(&same);
        if let Some(entry) = of(&self.staged)
            && manifest::stamp(&self.tree.path(file)) == Some(entry.stamp)
        {
            return Ok(Some(entry));
        }
        let Some(entry) = of(&self.shown) else { return Ok(None) };
        let path = self.live.join(file);
        if manifest::stamp(&path) != Some(entry.stamp) {
            return Ok(None);
        }
        if !self.stage.swaps {
            return Ok(Some(entry));
        }
        let stamp = self.tree.link(file, &path)?;
        Ok(Some(Entry { stamp, ..entry }))
    }

    /// Notes a file of the site. It is a change where the output folder shows another one.
    fn done(&self, file: &str, entry: Entry) {
        let shown = self.shown.get(file).copied().flatten();
        let is_changed = shown.is_none_or(|shown| shown.hash != entry.hash || shown.stamp != entry.stamp);
        let mut now = self.now();
        now.files.push((file.to_owned(), entry));
        if is_changed {
            now.changed.push(file.to_owned());
        }
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the manifest of a folder says of its files.
fn known(dir: &Path) -> Result<FxHashMap<String, Option<Entry>>> {
    let text = manifest::read(dir).map_err(Error::io("read", &dir.join(manifest::NAME)))?;
    Ok(Manifest::parse(text.as_deref().unwrap_or_default()).known())
}

fn names(files: &[(String, Entry)]) -> impl Iterator<Item = &str> {
    files.iter().map(|(file, _)| file.as_str())
}

fn in_the_way(path: &Path) -> Error {
    let message = format!(
        "`{}` is to be a file of the site, and holds files that Casebook did not write",
        path.display()
    );
    Error::usage(message).help("move them elsewhere")
}

/// Copies all of `source`, and says the hash of what went through.
fn pour(source: &Path, into: &mut impl Write, path: &Path) -> Result<u128> {
    let mut from = crate::read::open(source).map_err(Error::io("read", source))?;
    let mut hash = Xxh3Default::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let length = match from.read(&mut buffer) {
            Ok(0) => return Ok(hash.digest128()),
            Ok(length) => length,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(Error::io("read", source)(error)),
        };
        hash.update(&buffer[..length]);
        into.write_all(&buffer[..length]).map_err(Error::io("write", path))?;
    }
}

#[cfg(test)]
mod tests;
