//! The output folder: the site's files are written here, and only what changed.
//!
//! `pipeline` opens the folder, writes every page and asset from many threads, and finishes. What a
//! build wrote is kept in the folder's manifest, so that the next one leaves equal files alone,
//! removes what is no longer part of the site, and touches nothing that is not its own.

mod manifest;
mod place;
mod tree;

use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

use crate::error::{Error, Result};
use manifest::{Entry, Journal, Manifest, Stamp};
use tree::Tree;

/// An output folder that is being written. It is locked: a second build into the same folder is
/// refused until this one is dropped. Dropped without [`finish`](Self::finish), after an error, it
/// leaves every file in place and the next build knows them all.
#[derive(Debug)]
pub struct Output {
    tree: Tree,
    journal: Journal,
    /// What earlier builds left here; `None` for a file of which only the name is known, because
    /// the build that wrote it did not finish.
    before: FxHashMap<String, Option<Entry>>,
    now: Mutex<Now>,
    /// The last field, so that it is let go last. The system does so too when the program is killed.
    _lock: File,
}

/// What this build has done so far.
#[derive(Debug, Default)]
struct Now {
    files: Vec<(String, Entry)>,
    written: usize,
}

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
}

/// The report of the last build, when it had the same `key` and all that it wrote is still as it
/// was. Then there is nothing to do.
#[must_use]
pub fn unchanged(dir: &Path, key: u128) -> Option<String> {
    let text = manifest::read(dir).ok()??;
    let manifest = Manifest::parse(&text);
    let same = manifest.key == Some(key)
        && manifest.files.par_iter().all(|(file, entry)| Stamp::of(&dir.join(file)) == Some(entry.stamp));
    same.then(|| manifest.report.to_owned())
}

impl Output {
    /// Opens the output folder of the site at `root`, and makes it when it is missing. A relative
    /// `dir` starts at the working folder.
    ///
    /// # Errors
    /// [`Error::Usage`] when the folder must not be written: it holds something else, it overlaps
    /// the site's sources, or another build is at work in it. Nothing has been touched then.
    pub fn open(dir: &Path, root: &Path) -> Result<Self> {
        let dir = place::find(dir, root)?;
        let lock = place::lock(&dir)?;
        let text = manifest::read(&dir).map_err(Error::io("read", &dir.join(manifest::NAME)))?;
        let before = text.as_deref().map_or_else(FxHashMap::default, |text| Manifest::parse(text).known());
        Ok(Self {
            journal: Journal::open(&dir, text.as_deref())?,
            tree: Tree::open(dir, before.is_empty())?,
            before,
            now: Mutex::default(),
            _lock: lock,
        })
    }

    /// Writes one file of the site; `file` is its path below the output folder, with `/` between
    /// the parts. A file that already holds these bytes is left alone.
    ///
    /// # Errors
    /// [`Error::Io`]; [`Error::Usage`] for a path that leads out of the folder, or one that this
    /// build has already written.
    pub fn write(&self, file: &str, bytes: &[u8]) -> Result<()> {
        self.tree.claim(file)?;
        let hash = xxh3_128(bytes);
        if let Some(old) = self.still_there(file)
            && old.hash == hash
        {
            self.kept(file, Entry::written(old.stamp, hash));
            return Ok(());
        }
        let path = self.tree.path(file);
        let stamp =
            self.make(file, |made| made.write_all(bytes).map_err(|e| Error::io("write", &path)(e)))?;
        self.written(file, Entry::written(stamp, hash));
        Ok(())
    }

    /// Copies one file into the site. A source that has the size and time it had when it was last
    /// copied is not read again.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn copy(&self, file: &str, source: &Path) -> Result<()> {
        self.tree.claim(file)?;
        let seen = Stamp::of(source);
        let old = self.still_there(file);
        if let Some(old) = old
            && (old.source.is_some() && old.source == seen)
        {
            self.kept(file, *old);
            return Ok(());
        }
        if let Some(old) = old
            && pour(source, &mut std::io::sink(), source)? == old.hash
        {
            self.kept(file, Entry::copied(old.stamp, old.hash, seen));
            return Ok(());
        }
        let mut hash = 0;
        let stamp = self.make(file, |made| {
            hash = pour(source, made, &self.tree.path(file))?;
            Ok(())
        })?;
        self.written(file, Entry::copied(stamp, hash, seen));
        Ok(())
    }

    /// Removes what earlier builds wrote and this one did not, then the folders that this leaves
    /// empty, and keeps for [`unchanged`] the `key`, a fingerprint of all that went into the build,
    /// and the `report`, what the build had to say.
    ///
    /// # Errors
    /// [`Error::Io`] when a file cannot be removed or the manifest not be written.
    pub fn finish(mut self, key: u128, report: &str) -> Result<Summary> {
        let now = std::mem::take(self.now.get_mut().unwrap_or_else(PoisonError::into_inner));
        let mut files = now.files;
        files.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let removed = self.tree.remove(&self.stale(|_| true))?;
        let text = manifest::text(key, report, &files);
        self.tree.replace(manifest::NAME, &mut |made| {
            made.write_all(text.as_bytes()).map_err(Error::io("write", &self.tree.path(manifest::NAME)))
        })?;
        Ok(Summary {
            written: now.written,
            unchanged: files.len() - now.written,
            removed,
            bytes: files.iter().map(|(_, entry)| entry.stamp.size).sum(),
        })
    }

    /// What an earlier build wrote there, if nobody has touched it since.
    fn still_there(&self, file: &str) -> Option<&Entry> {
        let old = self.before.get(file)?.as_ref()?;
        (Stamp::of(&self.tree.path(file)) == Some(old.stamp)).then_some(old)
    }

    /// Puts the file there. The journal names it first, so that it is known from then on.
    fn make(&self, file: &str, mut contents: impl FnMut(&mut File) -> Result<()>) -> Result<Stamp> {
        if !self.before.contains_key(file) {
            self.journal.add(file)?;
            if let Some(stamp) = self.tree.create(file, &mut contents)? {
                return Ok(stamp);
            }
        }
        if self.tree.is_folder(file) {
            let within = |old: &str| old.strip_prefix(file).is_some_and(|rest| rest.starts_with('/'));
            self.tree.remove(&self.stale(within))?;
        }
        self.tree.replace(file, &mut contents)
    }

    /// The files of earlier builds that this one has not written.
    fn stale(&self, which: impl Fn(&str) -> bool) -> Vec<&str> {
        let claims = self.tree.claims();
        self.before
            .keys()
            .map(String::as_str)
            .filter(|file| which(file) && !claims.files.contains(*file))
            .collect()
    }

    fn kept(&self, file: &str, entry: Entry) {
        self.now().files.push((file.to_owned(), entry));
    }

    fn written(&self, file: &str, entry: Entry) {
        let mut now = self.now();
        now.files.push((file.to_owned(), entry));
        now.written += 1;
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Copies all of `source`, and says the hash of what went through.
fn pour(source: &Path, into: &mut impl Write, path: &Path) -> Result<u128> {
    let mut from = File::open(source).map_err(Error::io("read", source))?;
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
