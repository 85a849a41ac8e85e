//! Where each request stands: whom it waits for, since when, and whether it is late. The pages of the
//! desk and the command line show it.

use std::cmp::Reverse;

use jiff::civil;

use super::gate;
use super::room::{Queue, Stands};
use crate::config::{Actor, Move, State, Workflow};
use crate::record::{Fields, Kind, Priority, Request, Review};
use crate::site::{EntryId, Site};

/// Where a request stands.
#[derive(Debug, Clone)]
pub struct Status<'s> {
    pub id: EntryId,
    pub request: &'s Request,
    pub state: &'s State,
    /// Since when it has been there; `None` where neither git nor the request tells. Of one that was written down
    /// afterwards git knows only when that was.
    pub since: Option<civil::Date>,
    /// How long that is, in days.
    pub days: Option<i32>,
    /// When the next step is due: its own word, else what the workflow gives the state.
    pub due: Option<civil::Date>,
    /// By how many days that is past.
    pub overdue: Option<i32>,
    /// Whether the state has lasted longer than the workflow gives it, by git: then others may decide.
    pub is_late: bool,
    /// The moves that the reviews of its stage allow, once they are enough. Then it waits for whoever moves it.
    pub ready: Vec<&'s Move>,
    /// Since when they are enough.
    pub ready_since: Option<civil::Date>,
    /// Its place among those that wait for room, where it stands in such a state.
    pub queue: Option<Queue<'s>>,
}

/// Where a request stands; `None` for what is none, or stands in a state that there is not.
#[must_use]
pub fn status(site: &Site, id: EntryId) -> Option<Status<'_>> {
    status_among(site, id, &Stands::of(site))
}

fn status_among<'s>(site: &'s Site, id: EntryId, stands: &Stands<'s>) -> Option<Status<'s>> {
    let workflow = &site.workflow;
    let record = &site.entry(site.entry(id).original).record;
    let Fields::Request(request) = &record.fields else {
        return None;
    };
    let state = workflow.state(request.state(workflow))?;
    let is_followed = request.is_followed();
    let last = site.transitions(id).last().filter(|step| is_followed && step.state == state.id);
    let is_new = is_followed && state.id == workflow.start().id;
    let received = request.received.map(|date| date.0).filter(|_| is_new);
    let since = received.or_else(|| last.map(crate::site::Transition::day));
    let within = state.within.map(i64::from);
    let due = (!state.is_final && !request.is_removed())
        .then(|| request.due.map(|date| date.0))
        .flatten()
        .or_else(|| since?.checked_add(jiff::Span::new().try_days(within?).ok()?).ok());
    let days = since.map(|since| between(since, site.today)).filter(|days| *days >= 0);
    let overdue = due.map(|due| between(due, site.today)).filter(|days| *days > 0 && !state.is_final);
    let is_late = state.is_late(last.map(crate::site::Transition::day), site.today);
    let mut ready = gate::decided(site, id);
    // Where one of the moves leads to a state that is full, another may lead to where it waits.
    if ready.iter().any(|step| !stands.is_full(&step.to)) {
        ready.retain(|step| !stands.is_full(&step.to));
    }
    // A review may have been written before the request came there.
    let decided = if ready.is_empty() { None } else { gate::decided_since(site, id) };
    let ready_since = decided.map(|day| since.map_or(day, |since| since.max(day)));
    let queue = stands.queue(record, request, state);
    Some(Status { id, request, state, since, days, due, overdue, is_late, ready, ready_since, queue })
}

/// Every request, in the [order](Status::urgency) in which they are to be taken up.
#[must_use]
pub fn all(site: &Site) -> Vec<Status<'_>> {
    let stands = Stands::of(site);
    let requests = site.list(Kind::Request).iter();
    let mut all: Vec<_> = requests.filter_map(|&id| status_among(site, id, &stands)).collect();
    all.sort_by_key(|status| (status.urgency(), status.id));
    all
}

/// The open requests of a working group, in the same order.
#[must_use]
pub fn of_group(site: &Site, group: EntryId) -> Vec<Status<'_>> {
    let group = site.entry(group).original;
    let is_of_group = |id: EntryId| match &site.entry(id).record.fields {
        Fields::Request(request) => {
            let own = request.group.as_ref().and_then(|own| site.named(Kind::Group, &own.0));
            own == Some(group)
        }
        _ => false,
    };
    let stands = Stands::of(site);
    let own = site.list(Kind::Request).iter().filter(|id| is_of_group(**id));
    let all = own.filter_map(|&id| status_among(site, id, &stands));
    let mut open: Vec<_> = all.filter(|own| own.request.is_followed() && !own.state.is_final).collect();
    open.sort_by_key(|status| (status.urgency(), status.id));
    open
}

/// The requests that take one up again, the oldest first.
#[must_use]
pub fn followers(site: &Site, id: EntryId) -> Vec<EntryId> {
    let id = site.entry(id).original;
    let follows = |other: &EntryId| match &site.entry(*other).record.fields {
        Fields::Request(request) => {
            request.follows.as_ref().and_then(|old| site.named(Kind::Request, &old.0)) == Some(id)
        }
        _ => false,
    };
    // The list has the newest first.
    let mut found: Vec<EntryId> = site.backlinks(id).iter().copied().filter(follows).collect();
    found.sort_by_key(|other| std::cmp::Reverse(site.list(Kind::Request).iter().position(|id| id == other)));
    found
}

/// What is taken up before what: the smaller comes first.
pub type Urgency = (bool, (bool, Option<Priority>), Reverse<i32>, Reverse<i32>);

/// The days from one to the other.
pub(super) fn between(from: civil::Date, to: civil::Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

impl<'s> Status<'s> {
    /// The order in which requests are taken up, wherever they are listed to be worked on: by their priority, then by how
    /// much they are late, then by how long they wait. What nobody acts on any more comes last.
    #[must_use]
    pub fn urgency(&self) -> Urgency {
        let is_over = self.state.is_final || !self.request.is_followed();
        let (overdue, days) = (self.overdue.unwrap_or(0), self.days.unwrap_or(0));
        (is_over, Priority::place(self.request.priority), Reverse(overdue), Reverse(days))
    }

    /// Whether it waits for somebody who holds these roles: for a review that they have not written
    /// yet, or for the desk's work on what is theirs or nobody's.
    #[must_use]
    pub fn waits_for(&self, site: &Site, person: &str, roles: &[&str]) -> bool {
        if !self.request.is_followed() {
            return false;
        }
        let holds = |role: &str| roles.contains(&role);
        let stage = self.open_stage().and_then(|stage| site.workflow.stage(stage));
        if let Some(stage) = stage {
            let is_asked = stage.members(self.is_late).any(|role| holds(role));
            return is_asked && !self.has_spoken(site, &stage.id, person);
        }
        let is_own = || {
            let assignee = self.request.assignee.as_ref();
            assignee.is_none_or(|assignee| site.is_same_person(&assignee.0, person))
        };
        self.asked(&site.workflow).into_iter().any(|actor| match actor {
            Actor::Role(role) => holds(role) && is_own(),
            Actor::Requester => self.request.requester.as_ref().is_some_and(|requester| {
                requester.person.as_ref().is_some_and(|asks| site.is_same_person(&asks.0, person))
            }),
            Actor::Group => self.is_in_group(site, person),
        })
    }

    /// Whether somebody is in its working group.
    #[must_use]
    pub fn is_in_group(&self, site: &Site, person: &str) -> bool {
        let group = self.request.group.as_ref().and_then(|group| site.named(Kind::Group, &group.0));
        match group.map(|group| &site.entry(group).record.fields) {
            Some(Fields::Group(group)) => {
                group.members.iter().any(|member| site.is_same_person(&member.0, person))
            }
            _ => false,
        }
    }

    /// The stage whose reviews are still asked for.
    #[must_use]
    pub fn open_stage(&self) -> Option<&'s str> {
        self.state.stage.as_deref().filter(|_| self.ready.is_empty())
    }

    /// Whether it waits for nobody but its turn, or for room.
    #[must_use]
    pub fn is_queued(&self) -> bool {
        self.queue.is_some_and(|queue| !queue.may_go())
    }

    /// Who acts next: whom the state waits for, and once the committee has spoken whoever may move it; the desk, where
    /// it is among these. Nobody, as long as it waits for its turn.
    #[must_use]
    pub fn asked(&self, workflow: &Workflow) -> Vec<&'s Actor> {
        if self.is_queued() {
            return Vec::new();
        }
        if self.ready.is_empty() {
            // Not every request has a working group.
            let is_there = |actor: &&Actor| **actor != Actor::Group || self.request.group.is_some();
            return self.state.waits_for.iter().filter(is_there).collect();
        }
        let mut all: Vec<&Actor> = Vec::new();
        for actor in self.ready.iter().flat_map(|step| step.by.iter().flatten()) {
            if !all.contains(&actor) {
                all.push(actor);
            }
        }
        let is_desks = |actor: &&Actor| matches!(actor, Actor::Role(role) if workflow.desk.contains(role));
        let desks: Vec<&Actor> = all.iter().copied().filter(is_desks).collect();
        if desks.is_empty() { all } else { desks }
    }

    /// Whether somebody has said in a stage what they think of the request as it is. What they contest they did not say.
    #[must_use]
    pub fn has_spoken(&self, site: &Site, stage: &str, person: &str) -> bool {
        self.reviews(site).any(|(review, stale)| {
            let is_own = *review.stage == *stage && site.is_same_person(&review.person, person);
            is_own && !stale && review.contested.is_none()
        })
    }

    /// Its reviews, and whether each judged an earlier text. What a decided stage has judged was the text
    /// of its time.
    pub fn reviews(&self, site: &'s Site) -> impl Iterator<Item = (&'s Review, bool)> {
        let record = &site.entry(site.entry(self.id).original).record;
        let digest = record.digest.as_ref();
        let open = self.state.stage.as_deref();
        let is_stale = move |review: &Review| {
            open == Some(&*review.stage) && digest.is_some_and(|digest| digest.as_str() != review.digest)
        };
        site.reviews(&record.id.slug).iter().map(move |review| (&**review, is_stale(review)))
    }
}
