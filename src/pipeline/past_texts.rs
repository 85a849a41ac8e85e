//! The sections that translations were made from and that their originals do not have any more, from what git keeps of
//! the originals' files; and what stands there now. Pages for translators show the two side by side.

use std::path::Path;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Language;
use crate::error::Result;
use crate::git;
use crate::parse::markdown::SectionDigest;
use crate::read::{Blob, Sources};
use crate::record::{File, Id, Parsed};
use crate::site::{PastTexts, Site};
use crate::source::SitePath;

/// Commits of a file that are looked through.
const MOST_COMMITS: usize = 50;

/// Files that are looked for: their paths are given to git on its command line.
const MOST_FILES: usize = 400;

/// The texts by their digests. What was looked for before is not looked for again.
pub(super) fn read(
    root: &Path,
    sources: &Sources,
    site: &Site,
    head: Option<&str>,
    before: &PastTexts,
) -> Result<PastTexts> {
    let wanted = site.stale_sources();
    let default_language = site.config.default_language();
    let mut texts: PastTexts =
        wanted.values().flatten().map(|digest| (*digest, before.get(digest).cloned().flatten())).collect();
    let is_new = wanted.values().flatten().any(|digest| !before.contains_key(digest));
    let ids: FxHashMap<&SitePath, &Id> = wanted
        .keys()
        .map(|&original| &site.entry(original).record)
        .map(|record| (&record.file, &record.id))
        .collect();
    let now = ids.par_iter().flat_map_iter(|(path, id)| {
        let text = sources.shown_text(path).unwrap_or_default();
        sections(id, path, &text, default_language)
    });
    let now: Vec<_> = now.collect();
    let mut paths: Vec<&SitePath> = ids.keys().copied().collect();
    paths.sort_unstable();
    paths.truncate(MOST_FILES);
    if let Some(head) = head.filter(|_| is_new) {
        let versions = git::held(root, head, &paths, MOST_COMMITS)?;
        let mut seen = FxHashSet::default();
        let versions: Vec<_> = versions.into_iter().filter(|(_, blob)| seen.insert(blob.clone())).collect();
        let blobs = git::blobs(root, &versions.iter().map(|(_, blob)| &**blob).collect::<Vec<_>>())?;
        let past = versions.par_iter().zip(blobs).flat_map_iter(|((path, _), blob)| {
            let text = match &blob {
                Blob::Bytes(bytes) => str::from_utf8(bytes).unwrap_or_default(),
                Blob::TooLarge(_) => "",
            };
            ids.get(path).map(|id| sections(id, path, text, default_language)).unwrap_or_default()
        });
        let past: Vec<_> = past.collect();
        for (digest, text) in past {
            if let Some(found @ None) = texts.get_mut(&digest) {
                *found = Some(text);
            }
        }
    }
    for (digest, text) in now {
        texts.insert(digest, Some(text));
    }
    Ok(texts)
}

/// The sections of a file.
fn sections(
    id: &Id,
    path: &SitePath,
    text: &str,
    default_language: &Language,
) -> Vec<(SectionDigest, Box<str>)> {
    let file = File { path, id: id.clone(), translation: None, default_language, text };
    let (Parsed::Record(record), _) = file.parse() else { return Vec::new() };
    let section = record.body.sections.iter().map(|section| (section.digest, section.text(text)));
    section.map(|(digest, text)| (digest, text.trim().into())).collect()
}
