//! What the reviews of a request allow today, by the gate's own count: a request whose quorum was reached waits for
//! whoever moves it, and no longer for the committee. Asked by `desk::status`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil;

use super::rules::said::said;
use super::{Account, Actor, Change, Judged, Principals, RequestChange, ReviewChange, Side};
use crate::config::{Guard, Move};
use crate::desk::People;
use crate::diagnostic::{Diagnostic, Severity};
use crate::record::{Fields, Host, Review};
use crate::site::{EntryId, Site};

/// The moves that rest on reviews, and whose reviews are enough and say so.
#[must_use]
pub fn decided(site: &Site, id: EntryId) -> Vec<&Move> {
    decided_by(site, id, None)
}

/// Since when they are: the day of the review that made it so. `None` where they are not, and where no day is known.
#[must_use]
pub fn decided_since(site: &Site, id: EntryId) -> Option<civil::Date> {
    let slug = &site.entry(site.entry(id).original).record.id.slug;
    let days = site.reviews(slug).iter().filter_map(|review| Some(review.date?.0));
    let days: BTreeSet<civil::Date> = days.collect();
    let latest = days.into_iter().rev();
    latest.take_while(|day| !decided_by(site, id, Some(*day)).is_empty()).last()
}

/// The same, of the reviews up to a day. One without a day counts on all of them.
fn decided_by(site: &Site, id: EntryId, day: Option<civil::Date>) -> Vec<&Move> {
    let is_there = |review: &&Arc<Review>| match (day, review.date) {
        (Some(day), Some(written)) => written.0 <= day,
        _ => true,
    };
    let workflow = &site.workflow;
    let record = &site.entry(site.entry(id).original).record;
    let Fields::Request(request) = &record.fields else { return Vec::new() };
    let now = request.state(workflow);
    let stage = workflow.state(now).and_then(|state| workflow.stage(state.stage.as_deref()?));
    // Most requests are at their end, or too few have said anything yet.
    let Some(stage) = stage.filter(|stage| {
        let reviews = site.reviews(&record.id.slug).iter().filter(is_there);
        let own = reviews.filter(|review| review.stage == stage.id && review.is_upheld());
        request.is_followed() && own.count() >= stage.fewest()
    }) else {
        return Vec::new();
    };
    let reviews = site.reviews(&record.id.slug).iter().filter(is_there).map(ReviewChange::as_it_is);
    let request = RequestChange {
        id: Arc::clone(&record.id.slug),
        renamed_from: None,
        file: record.file.clone(),
        before: Side::Present(Arc::clone(record)),
        after: Side::Present(Arc::clone(record)),
        is_touched: false,
        body_before: String::new(),
        body_after: String::new(),
        others: Vec::new(),
        reviews: reviews.collect(),
        times: site.times(id),
    };
    // Nobody acts: what counts is what the gate would count today.
    let nobody = Actor::alone(Host::of(&site.config), Account { login: String::new(), id: None });
    let change = Change {
        workflow: Arc::clone(workflow),
        people: People::of(site),
        today: site.today,
        actor: nobody,
        requests: vec![request],
        closed: Vec::new(),
        cases: BTreeMap::new(),
        standing: BTreeMap::new(),
        is_without_rules: false,
    };
    let principals = Principals::of(&change);
    let judged = Judged { change: &change, request: &change.requests[0], principals: &principals };
    let is_allowed = |guard: &Guard| {
        let mut found: Vec<Diagnostic> = Vec::new();
        said(&judged, *guard, stage, &mut found);
        found.iter().all(|found| found.severity == Severity::Warning)
    };
    let rests_on_them = |step: &&Move| {
        let mut guards = step.needs.iter().filter(|need| need.is_of_reviews()).peekable();
        guards.peek().is_some() && guards.all(is_allowed)
    };
    workflow.moves_from(now).filter(rests_on_them).collect()
}
