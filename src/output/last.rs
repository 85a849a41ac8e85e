//! The last build of an output folder, as long as all that it wrote is still as it was.

use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_128;

use super::manifest::{self, Entry, Manifest};
use super::{place, stage};
use crate::read;

/// The report of the last build, when it had the same `key` and all that it wrote is still as it
/// was. Then there is nothing to do.
#[must_use]
pub fn unchanged(dir: &Path, key: u128) -> Option<String> {
    fresh(dir, key, |_, manifest| manifest.report.to_owned())
}

/// What `take` makes of the folder and its manifest, under the conditions of [`unchanged`].
fn fresh<T>(dir: &Path, key: u128, take: impl FnOnce(&Path, &Manifest<'_>) -> T) -> Option<T> {
    let dir = place::resolve(dir).ok()?;
    let text = manifest::read(&dir).ok()??;
    let manifest = Manifest::parse(&text);
    let same = manifest.key == Some(key)
        && !stage::is_half_done(&dir)
        && manifest
            .files
            .par_iter()
            .all(|(file, entry)| manifest::stamp(&dir.join(file)) == Some(entry.stamp));
    same.then(|| take(&dir, &manifest))
}

/// The files of the last build.
#[derive(Debug)]
pub struct LastBuild {
    dir: PathBuf,
    files: FxHashMap<String, Entry>,
}

impl LastBuild {
    /// The last build, when [`unchanged`] has a report of it.
    #[must_use]
    pub fn find(dir: &Path, key: u128) -> Option<Self> {
        fresh(dir, key, |dir, manifest| {
            let files = manifest.files.iter().map(|&(file, entry)| (file.to_owned(), entry));
            Self { dir: dir.to_owned(), files: files.collect() }
        })
    }

    /// What the build wrote to a file; `None` where it wrote none there, or where something else is there now: its
    /// size and time do not tell all, and a later build may have begun.
    #[must_use]
    pub fn read(&self, file: &str) -> Option<Vec<u8>> {
        let entry = self.files.get(file)?;
        let mut bytes = Vec::new();
        let opened = read::open(&self.dir.join(file)).ok()?;
        opened.take(entry.stamp.size + 1).read_to_end(&mut bytes).ok()?;
        (xxh3_128(&bytes) == entry.hash).then_some(bytes)
    }
}
