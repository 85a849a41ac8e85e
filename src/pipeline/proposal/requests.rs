//! The requests that a change touches, as they were and as they would be.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::sides::{Side, Sides, text};
use crate::config::Workflow;
use crate::desk::gate::{self, CaseState, RequestChange, ReviewChange};
use crate::git::Changed;
use crate::parse::front_matter;
use crate::record::{Fields, Id, Kind, layout};
use crate::source::SitePath;

/// All of them, in the order of their ids.
pub(super) fn read(changed: &[Changed], sides: &Sides) -> Vec<RequestChange> {
    let mut touched: BTreeMap<&str, Vec<&Changed>> = BTreeMap::new();
    for change in changed {
        if let Some(id) = layout::request_of(&change.path) {
            touched.entry(id).or_default().push(change);
        }
    }
    touched.into_iter().map(|(id, changed)| one(id, &changed, sides)).collect()
}

fn one(id: &str, changed: &[&Changed], sides: &Sides) -> RequestChange {
    let places = layout::paths(&Id { kind: Kind::Request, slug: id.into() });
    let at = |side: &Side| places.iter().find(|path| side.loaded.content.is_text(path)).cloned();
    let (was, there) = (at(&sides.before), at(&sides.after));
    let side = |side: &Side, path: &Option<SitePath>| match path {
        None => gate::Side::Absent,
        Some(path) => match side.loaded.content.sound(path) {
            Some(record) => gate::Side::Present(Arc::clone(record)),
            None => gate::Side::Broken,
        },
    };
    let body = |path: &SitePath, text: &str| {
        let split = front_matter::split(path, text).ok()?;
        Some(text[split.body_start..].replace("\r\n", "\n").trim().to_owned())
    };
    let is_touched = |path: &SitePath| changed.iter().any(|change| change.path == *path);
    let new_body = |path: &SitePath| body(path, &sides.new.shown_text(path)?);
    let body_before = was.as_ref().and_then(|path| match sides.old.get(path) {
        Some(blob) => body(path, text(blob)?),
        None => new_body(path),
    });
    let reviews = reviews(id, changed, sides);
    let is_review = |path: &SitePath| reviews.iter().any(|review| review.file == *path);
    // Where there are files in both places, the second is one of the others.
    let is_own = |path: &SitePath| was.as_ref() == Some(path) || there.as_ref() == Some(path);
    let others = changed.iter().map(|change| &change.path);
    let others = others.filter(|path| !is_own(path) && !is_review(path)).cloned().collect();
    RequestChange {
        id: id.into(),
        before: side(&sides.before, &was),
        after: side(&sides.after, &there),
        is_touched: places.iter().any(is_touched),
        body_before: body_before.unwrap_or_default(),
        body_after: there.as_ref().and_then(new_body).unwrap_or_default(),
        file: there.or(was).unwrap_or_else(|| places[0].clone()),
        others,
        reviews,
    }
}

fn reviews(id: &str, changed: &[&Changed], sides: &Sides) -> Vec<ReviewChange> {
    let folder = layout::reviews(id);
    let (before, after) = (&sides.before.loaded.content, &sides.after.loaded.content);
    let files: BTreeSet<&SitePath> =
        before.reviews_below(&folder).chain(after.reviews_below(&folder)).collect();
    let change = |file: &SitePath| {
        let (_, name) = layout::review_of(file)?;
        let (stage, person) = name.split_once('-')?;
        Some(ReviewChange {
            file: file.clone(),
            stage: stage.into(),
            person: person.into(),
            existed: before.has_review(file),
            changed: changed.iter().any(|change| change.path == *file),
            removed: !after.has_review(file),
            after: after.review(file).cloned(),
        })
    };
    files.into_iter().filter_map(change).collect()
}

/// How many requests would stand in each state of the base's workflow.
pub(super) fn standing(workflow: &Workflow, sides: &Sides) -> BTreeMap<Box<str>, usize> {
    let site = &sides.after.loaded.site;
    gate::standing(workflow, site.list(Kind::Request).iter().map(|&id| &*site.entry(id).record))
}

/// What the cases that these requests name would be to the readers of the site.
pub(super) fn cases(requests: &[RequestChange], sides: &Sides) -> BTreeMap<Arc<str>, CaseState> {
    let site = &sides.after.loaded.site;
    let named = requests.iter().filter_map(|request| request.after.request()).flat_map(|after| &after.cases);
    let there = sides.after.loaded.content.ids(Kind::Case);
    let state = |slug: &str| {
        let id = Id { kind: Kind::Case, slug: slug.into() };
        let Some(entry) = site.find(&id) else {
            return there.contains(&id).then_some(CaseState::Hidden);
        };
        let record = &site.entry(entry).record;
        if sides.after.loaded.content.sound(&record.file).is_none() {
            return Some(CaseState::Hidden);
        }
        let request = match &record.fields {
            Fields::Case(case) => case.request.as_ref().map(|request| request.0.as_ref().into()),
            _ => None,
        };
        Some(CaseState::Published(request))
    };
    named.filter_map(|case| Some((case.0.as_ref().into(), state(&case.0)?))).collect()
}
