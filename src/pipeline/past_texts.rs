//! The sections that translations were made from and that their originals do not have any more, from what git keeps of
//! the originals' files; and what stands there now. Pages for translators show the two side by side.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

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

/// What git keeps of the sections that are looked for, as far as it was asked, and what it was asked.
#[derive(Default, PartialEq)]
pub(super) struct Kept {
    head: Option<String>,
    wanted: BTreeMap<SitePath, Vec<SectionDigest>>,
    texts: FxHashMap<SectionDigest, Box<str>>,
}

/// The texts by their digests, and what is kept for the next time: as long as the same is looked for up to the same
/// commit, git is not asked again.
pub(super) fn read(
    root: &Path,
    sources: &Sources,
    site: &Site,
    head: Option<&str>,
    before: Arc<Kept>,
) -> Result<(PastTexts, Arc<Kept>)> {
    let default_language = site.config.default_language();
    let wanted = site.stale_sources().into_iter();
    let wanted: BTreeMap<SitePath, (&Id, Vec<SectionDigest>)> = wanted
        .map(|(original, digests)| (&site.entry(original).record, digests))
        .map(|(record, digests)| (record.file.clone(), (&record.id, digests)))
        .collect();
    let is_same = before.head.as_deref() == head
        && before.wanted.iter().eq(wanted.iter().map(|(path, (_, digests))| (path, digests)));
    let kept = if is_same {
        before
    } else {
        let texts = head.map(|head| ask(root, head, &wanted, default_language)).transpose()?;
        let head = head.map(ToOwned::to_owned);
        let asked = wanted.iter().map(|(path, (_, digests))| (path.clone(), digests.clone())).collect();
        Arc::new(Kept { head, wanted: asked, texts: texts.unwrap_or_default() })
    };
    let now = wanted.par_iter().flat_map_iter(|(path, (id, _))| {
        let text = sources.shown_text(path).unwrap_or_default();
        sections(id, path, &text, default_language)
    });
    let mut texts: PastTexts = kept.texts.clone();
    texts.par_extend(now);
    Ok((texts, kept))
}

/// Looks for the sections in what git keeps of these files up to a commit.
fn ask(
    root: &Path,
    head: &str,
    wanted: &BTreeMap<SitePath, (&Id, Vec<SectionDigest>)>,
    default_language: &Language,
) -> Result<FxHashMap<SectionDigest, Box<str>>> {
    let paths: Vec<&SitePath> = wanted.keys().take(MOST_FILES).collect();
    let digests: FxHashSet<SectionDigest> =
        wanted.values().flat_map(|(_, digests)| digests).copied().collect();
    let versions = git::held(root, head, &paths, MOST_COMMITS)?;
    let mut seen = FxHashSet::default();
    let versions: Vec<_> = versions.into_iter().filter(|(_, blob)| seen.insert(blob.clone())).collect();
    let blobs = git::blobs(root, &versions.iter().map(|(_, blob)| &**blob).collect::<Vec<_>>())?;
    let past = versions.par_iter().zip(blobs).flat_map_iter(|((path, _), blob)| {
        let text = match &blob {
            Blob::Bytes(bytes) => str::from_utf8(bytes).unwrap_or_default(),
            Blob::TooLarge(_) => "",
        };
        wanted.get(path).map(|(id, _)| sections(id, path, text, default_language)).unwrap_or_default()
    });
    Ok(past.filter(|(digest, _)| digests.contains(digest)).collect())
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
