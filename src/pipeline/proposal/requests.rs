//! The requests that a change touches, as they were and as they would be.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::base::{Base, original};
use super::ends::{Files, read_all, text};
use crate::desk::gate::{RequestChange, ReviewChange, Side};
use crate::error::Result;
use crate::git::{Changed, Listed};
use crate::parse::front_matter;
use crate::read::Blob;
use crate::record::{Id, Kind, Review, layout};
use crate::source::SitePath;

/// The ids of the requests that a change touches, each with what it touches there.
pub(super) fn touched(changed: &[Changed]) -> BTreeMap<String, Vec<&Changed>> {
    let mut touched: BTreeMap<String, Vec<&Changed>> = BTreeMap::new();
    for change in changed {
        if let Some(id) = layout::request_of(&change.path) {
            touched.entry(id.to_owned()).or_default().push(change);
        }
    }
    touched
}

pub(super) fn read(
    ids: &BTreeMap<String, Vec<&Changed>>,
    base: &Base,
    files: &mut Files,
) -> Result<Vec<RequestChange>> {
    let mut wanted: BTreeSet<SitePath> = BTreeSet::new();
    for id in ids.keys() {
        wanted.extend(places(id));
        wanted.extend(files.below(&layout::reviews(id)).map(|file| file.path.clone()));
    }
    files.read(&wanted)?;
    let before: Vec<&Listed> = ids
        .values()
        .flatten()
        .filter_map(|change| change.before.as_ref())
        .filter(|file| is_markdown(file))
        .collect();
    let before = read_all(files.root(), &before)?;
    Ok(ids.iter().map(|(id, changed)| one(id, changed, &before, base, files)).collect())
}

fn one(
    id: &str,
    changed: &[&Changed],
    before: &FxHashMap<SitePath, Blob>,
    base: &Base,
    files: &Files,
) -> RequestChange {
    let change_of = |path: &SitePath| changed.iter().find(|change| change.path == *path);
    // As it would be.
    let there = places(id).into_iter().find(|path| files.find(path.as_str()).is_some());
    let side = |path: &SitePath, text: Option<&str>| {
        let record = text.and_then(|text| original(&base.config, Kind::Request, id, path, text));
        record.map_or(Side::Broken, Side::Present)
    };
    let after = there.as_ref().map_or(Side::Absent, |path| side(path, files.text(path)));
    // As it was: what the change does not touch is the same.
    let was = places(id).into_iter().find(|path| match change_of(path) {
        Some(change) => change.before.is_some(),
        None => files.find(path.as_str()).is_some(),
    });
    let text_before = |path: &SitePath| match change_of(path) {
        Some(_) => before.get(path).and_then(text),
        None => files.text(path),
    };
    let side_before = was.as_ref().map_or(Side::Absent, |path| side(path, text_before(path)));
    let body = |path: &SitePath, text: Option<&str>| {
        let text = text?;
        let split = front_matter::split(path, text).ok()?;
        Some(text[split.body_start..].replace("\r\n", "\n").trim().to_owned())
    };
    let body_before = was.as_ref().and_then(|path| body(path, text_before(path)));
    let body_after = there.as_ref().and_then(|path| body(path, files.text(path)));
    let file = there.or(was).unwrap_or_else(|| places(id)[0].clone());
    let reviews = reviews(id, changed, files);
    let is_other = |change: &&&Changed| {
        !places(id).contains(&change.path) && !change.path.as_str().starts_with(&layout::reviews(id))
    };
    RequestChange {
        id: id.into(),
        file,
        before: side_before,
        after,
        body_changed: body_before != body_after,
        others: changed.iter().filter(is_other).map(|change| change.path.clone()).collect(),
        reviews,
    }
}

fn reviews(id: &str, changed: &[&Changed], files: &Files) -> Vec<ReviewChange> {
    let folder = layout::reviews(id);
    let change_of = |path: &SitePath| changed.iter().find(|change| change.path == *path);
    let there = files.below(&folder).filter(|file| is_markdown(file)).map(|file| {
        let change = change_of(&file.path);
        let name = layout::review_of(&file.path).map_or("", |(_, name)| name);
        let review = files.text(&file.path).and_then(|text| Review::parse(&file.path, id, name, text).0);
        ReviewChange {
            file: file.path.clone(),
            existed: change.is_none_or(|change| change.before.is_some()),
            changed: change.is_some(),
            after: review.map(Arc::new),
            removed: false,
        }
    });
    let gone =
        changed.iter().filter(|change| change.after.is_none() && change.path.as_str().starts_with(&folder));
    let gone = gone.map(|change| ReviewChange {
        file: change.path.clone(),
        existed: true,
        changed: true,
        after: None,
        removed: true,
    });
    there.chain(gone).collect()
}

/// Where a request can lie, first where a new one is written.
fn places(id: &str) -> Vec<SitePath> {
    layout::paths(&Id { kind: Kind::Request, slug: id.into() })
}

fn is_markdown(file: &Listed) -> bool {
    layout::text_name(file.path.as_str()).is_some()
}
