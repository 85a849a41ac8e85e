//! The way of each request, from what git keeps of its file: one reading of all its revisions at once.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::error::Result;
use crate::git::{self, History, Revised};
use crate::parse::front_matter;
use crate::read::Blob;
use crate::site::{Step, Steps};
use crate::source::SitePath;
use crate::yaml::Yaml;

/// All of a request that its way is told by.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Stands {
    status: Option<Box<str>>,
}

/// The way of each request.
pub(super) fn read(root: &Path, history: &History) -> Result<Steps> {
    let kept: Vec<(&SitePath, &[Revised])> = history
        .files
        .iter()
        .map(|(path, file)| (path, file.revisions.as_slice()))
        .filter(|(_, all)| !all.is_empty())
        .collect();
    let ids: FxHashSet<&str> =
        kept.iter().flat_map(|(_, all)| *all).filter_map(|one| one.blob.as_deref()).collect();
    let ids: Vec<&str> = ids.into_iter().collect();
    let blobs = git::blobs(root, &ids)?;
    let states: FxHashMap<&str, Option<Stands>> =
        ids.into_par_iter().zip(blobs).map(|(id, blob)| (id, stands(&blob))).collect();
    let way = |all: &[Revised]| {
        let mut steps: Vec<Step> = Vec::new();
        for one in all {
            // A revision that cannot be read says nothing of where the request stood.
            let Some(stands) = one.blob.as_deref().and_then(|id| states.get(id)?.as_ref()) else {
                continue;
            };
            if steps.last().is_none_or(|last| last.state != stands.status) {
                steps.push(Step {
                    state: stands.status.clone(),
                    at: one.at,
                    by: one.by.as_ref().map(Arc::clone),
                });
            }
        }
        steps
    };
    Ok(kept.into_iter().map(|(path, all)| (path.clone(), way(all))).collect())
}

fn stands(blob: &Blob) -> Option<Stands> {
    let Blob::Bytes(bytes) = blob else { return None };
    let text = str::from_utf8(bytes).ok()?;
    let file = SitePath::new("content/requests/revision.md");
    let split = front_matter::split(&file, text).ok()?;
    Yaml { file: &file, text: split.yaml, offset: 0 }.read().0
}
