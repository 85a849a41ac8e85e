//! Where each request stood, from what git keeps of its file: one reading of all revisions at once.

use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::error::Result;
use crate::git::{self, History, Revised};
use crate::parse::front_matter;
use crate::read::Blob;
use crate::site::{Revisions, Transition};
use crate::source::SitePath;
use crate::yaml::Yaml;

/// The fields of a request that its history is read from.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Stands {
    status: Option<Box<str>>,
}

/// What each revision of each request says of where it stands. One that cannot be read says nothing.
pub(super) fn read<'h>(root: &Path, history: &'h History) -> Result<Revisions> {
    let kept = history.files.iter().map(|(path, file)| (path, file.revisions.as_slice()));
    let kept: Vec<(&SitePath, &[Revised])> = kept.filter(|(_, all)| !all.is_empty()).collect();
    let blobs_of =
        |&(path, all): &(&'h SitePath, &'h [Revised])| all.iter().map(move |one| (&*one.blob, path));
    let blobs_of: FxHashMap<&str, &SitePath> = kept.iter().flat_map(blobs_of).collect();
    let ids: Vec<&str> = blobs_of.keys().copied().collect();
    let blobs = git::blobs(root, &ids)?;
    let states: FxHashMap<&str, Option<Stands>> =
        ids.into_par_iter().zip(blobs).map(|(id, blob)| (id, stands(blobs_of[id], &blob))).collect();
    let revision = |one: &Revised| {
        let state = states.get(&*one.blob)?.as_ref()?.status.clone();
        Some(Transition { state, at: one.at, by: one.by.clone() })
    };
    Ok(kept
        .into_iter()
        .map(|(path, all)| (path.clone(), all.iter().filter_map(revision).collect()))
        .collect())
}

fn stands(file: &SitePath, blob: &Blob) -> Option<Stands> {
    let Blob::Bytes(bytes) = blob else { return None };
    let text = str::from_utf8(bytes).ok()?;
    let split = front_matter::split(file, text).ok()?;
    Yaml { file, text: split.yaml, offset: 0 }.read().0
}
