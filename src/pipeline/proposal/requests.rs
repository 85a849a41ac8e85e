//! The requests that a change touches, as they were and as they would be.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::Project;
use super::sides::{Side, Sides, text};
use crate::config::Workflow;
use crate::desk::gate::{self, CaseState, RequestChange, ReviewChange};
use crate::error::Result;
use crate::git::{self, Changed, Revision};
use crate::parse::front_matter;
use crate::record::{Fields, Id, Kind, layout};
use crate::site::Times;
use crate::source::{SitePath, UrlPath};

/// All of them, in the order of their ids.
pub(super) fn read(changed: &[Changed], sides: &Sides) -> Vec<RequestChange> {
    let mut touched: BTreeMap<&str, Vec<&Changed>> = BTreeMap::new();
    for change in changed {
        if let Some(id) = layout::request_of(&change.path) {
            touched.entry(id).or_default().push(change);
        }
    }
    let renamed = renamed(touched.keys().copied(), sides);
    for (new, old) in &renamed {
        let files = touched.remove(old).unwrap_or_default();
        touched.entry(new).or_default().extend(files);
    }
    let one = |(id, changed): (&str, Vec<&Changed>)| {
        let changed = changed.into_iter().map(|change| (&change.path, change)).collect();
        Touched { id, was: renamed.get(id).copied().unwrap_or(id), changed, sides }.read()
    };
    touched.into_iter().map(one).collect()
}

/// The requests that get another id, each by the new one with the old one: the one is gone, the other is new and says
/// in its aliases that it was the one. So it is neither a removal nor a new request.
fn renamed<'t>(touched: impl Iterator<Item = &'t str> + Clone, sides: &Sides) -> BTreeMap<&'t str, &'t str> {
    let is_there = |side: &Side, id: &str| file_of(side, id).is_some();
    let gone = touched.clone().filter(|id| is_there(&sides.before, id) && !is_there(&sides.after, id));
    let mut gone: BTreeMap<UrlPath, &str> = gone.map(|id| (address(&sides.before, id), id)).collect();
    let mut renamed = BTreeMap::new();
    for new in touched.filter(|id| !is_there(&sides.before, id)) {
        let file = file_of(&sides.after, new);
        let Some(record) = file.and_then(|file| sides.after.loaded.content.sound(&file)) else { continue };
        let mut aliases = record.common.aliases.iter();
        // Whoever says that it was two of them is one, and the other is gone.
        if let Some(old) = aliases.find_map(|alias| gone.remove(&UrlPath::as_written(alias.as_str()))) {
            renamed.insert(new, old);
        }
    }
    renamed
}

/// The files that a request can be.
fn places(id: &str) -> Vec<SitePath> {
    layout::paths(&Id { kind: Kind::Request, slug: id.into() })
}

/// Where a file of a request lies once the request is called `now` and no longer `was`.
fn renamed_path(path: &SitePath, was: &str, now: &str) -> SitePath {
    let folder = layout::folder(Kind::Request);
    let rest = path.as_str().strip_prefix(&format!("{folder}{was}"));
    // `old-maps` begins with `old`.
    let rest = rest.filter(|rest| rest.starts_with(['/', '.']));
    rest.map_or_else(|| path.clone(), |rest| SitePath::new(&format!("{folder}{now}{rest}")))
}

/// The file that a request is on one side.
fn file_of(side: &Side, id: &str) -> Option<SitePath> {
    places(id).into_iter().find(|path| side.loaded.content.is_text(path))
}

/// Where a request is read on one side.
fn address(side: &Side, id: &str) -> UrlPath {
    let language = side.loaded.site.config.default_language();
    let record = file_of(side, id).and_then(|file| side.loaded.content.sound(&file).cloned());
    let written_in = record.as_ref().map_or(language, |record| &record.language);
    Id { kind: Kind::Request, slug: id.into() }.url(written_in, language)
}

/// A request that is touched.
struct Touched<'t> {
    id: &'t str,
    /// What it is called in the base.
    was: &'t str,
    changed: BTreeMap<&'t SitePath, &'t Changed>,
    sides: &'t Sides,
}

impl Touched<'_> {
    fn read(&self) -> RequestChange {
        let sides = self.sides;
        let (was, there) = (file_of(&sides.before, self.was), file_of(&sides.after, self.id));
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
        let body_of = |path: &Option<SitePath>, text: &dyn Fn(&SitePath) -> Option<String>| {
            path.as_ref().and_then(|path| body(path, &text(path)?)).unwrap_or_default()
        };
        // Where there are files in both places, the second is one of the others.
        let is_own = |path: &SitePath| was.as_ref() == Some(path) || there.as_ref() == Some(path);
        let reviews = self.reviews();
        let files: BTreeSet<&SitePath> = reviews.iter().map(|review| &review.file).collect();
        let is_review =
            |path: &SitePath| files.contains(path) || files.contains(&renamed_path(path, self.was, self.id));
        let others = self.changed.keys().copied();
        let others = others.filter(|path| !is_own(path) && !is_review(path) && !self.is_moved_alone(path));
        RequestChange {
            id: self.id.into(),
            renamed_from: (self.was != self.id).then(|| self.was.into()),
            before: side(&sides.before, &was),
            after: side(&sides.after, &there),
            is_touched: self.changed.keys().any(|path| is_own(path)),
            body_before: body_of(&was, &|path| self.old_text(path)),
            body_after: body_of(&there, &|path| sides.new.shown_text(path)),
            others: others.cloned().collect(),
            file: there.or(was).unwrap_or_else(|| places(self.id)[0].clone()),
            reviews,
            times: Times::default(),
        }
    }

    /// All reviews, each known by its stage and its person.
    fn reviews(&self) -> Vec<ReviewChange> {
        let (before, after) = (&self.sides.before.loaded.content, &self.sides.after.loaded.content);
        let mut names: BTreeMap<&str, [Option<&SitePath>; 2]> = BTreeMap::new();
        let (old, new) = (layout::reviews(self.was), layout::reviews(self.id));
        let sides = [before.reviews_below(&old).collect::<Vec<_>>(), after.reviews_below(&new).collect()];
        for (side, files) in sides.into_iter().enumerate() {
            for file in files {
                if let Some((_, name)) = layout::review_of(file) {
                    names.entry(name).or_default()[side] = Some(file);
                }
            }
        }
        let change = |(name, [was, there]): (&str, [Option<&SitePath>; 2])| {
            let (stage, person) = name.split_once('-')?;
            Some(ReviewChange {
                file: there.or(was)?.clone(),
                stage: stage.into(),
                person: person.into(),
                existed: was.is_some(),
                changed: self.is_other(was.or(there)?, there.or(was)?),
                removed: there.is_none(),
                before: was.and_then(|file| before.review(file).cloned()),
                after: there.and_then(|file| after.review(file).cloned()),
            })
        };
        names.into_iter().filter_map(change).collect()
    }

    /// Whether a file of the request got its new name, or is under its new name, and holds what it held.
    fn is_moved_alone(&self, path: &SitePath) -> bool {
        let (old, new) = (renamed_path(path, self.id, self.was), renamed_path(path, self.was, self.id));
        let is_new = |new: &Changed| new.held.is_none();
        old != new && !self.is_other(&old, &new) && self.changed.get(&new).copied().is_some_and(is_new)
    }

    /// Whether a file that was at `was` and is at `now` holds something else.
    fn is_other(&self, was: &SitePath, now: &SitePath) -> bool {
        let (old, new) = (self.changed.get(was), self.changed.get(now));
        if was == now {
            return old.is_some();
        }
        match (old, new) {
            (Some(old), Some(new)) => old.held != new.holds,
            // A file of another name than it had is one that git tells of.
            _ => true,
        }
    }

    /// The text of a file as it was.
    fn old_text(&self, path: &SitePath) -> Option<String> {
        match self.sides.old.get(path) {
            Some(blob) => text(blob).map(ToOwned::to_owned),
            None => self.sides.new.shown_text(path),
        }
    }
}

/// Tells when something last happened to each request, where a rule asks. What the history does not tell stays unknown.
pub(super) fn tell_times(
    requests: &mut [RequestChange],
    project: &Project,
    base: &Revision,
    workflow: &Workflow,
) -> Result<()> {
    if requests.is_empty() || !workflow.asks_for_times() {
        return Ok(());
    }
    let Some(checkout) = git::checkout(&project.root)? else { return Ok(()) };
    let checkout = git::Checkout { head: Some(base.as_str().to_owned()), ..checkout };
    // A part of the history may be missing here, which the rules say where it matters.
    let Ok(past) = project.past_of(checkout) else { return Ok(()) };
    for request in requests {
        if let Some(record) = request.before.record() {
            request.times = Times::of(record, &past.history, &past.revisions, workflow);
        }
    }
    Ok(())
}

/// The requests that would stand in each state of the base's workflow.
pub(super) fn standing(workflow: &Workflow, sides: &Sides) -> BTreeMap<Box<str>, Vec<gate::Standing>> {
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
