//! What is due to be told, and to whom: requesters what became of their requests, the desk's people what waits for
//! them, owners of guides which are to be read through. `casebook mail drafts` writes it down as mails; what has been
//! told is known to the mailbox alone, by the keys.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::inbox::{self, Inbox, Item, Work};
use super::status::{Status, between};
use super::way::way;
use crate::config::Language;
use crate::record::{Fields, Kind, Review, slugify};
use crate::site::{EntryId, Site};

/// Of a request that is at its end for longer than this, in days, nothing is told any more but its follow-up: a
/// mailbox that is opened for the first time knows of nothing that it was told.
const RECENT: i32 = 60;

/// Something to be told to somebody.
#[derive(Debug)]
pub struct Telling<'s> {
    /// What is told, each in a few words of ASCII that nothing else has. A mail carries them.
    pub keys: Vec<String>,
    pub to: To<'s>,
    pub about: About<'s>,
}

/// Who is told.
#[derive(Debug)]
pub enum To<'s> {
    /// Whoever sent the mails with these digests, of which the last one is answered.
    Requester(&'s [String]),
    /// The slug of a person.
    Person(&'s str),
}

/// What is told.
#[derive(Debug)]
pub enum About<'s> {
    /// A request was taken in, and has come to these states since.
    Received(Status<'s>, Vec<Step<'s>>),
    /// A request has come to these states.
    Moved(Status<'s>, Vec<Step<'s>>),
    /// What has become of it?
    FollowUp(EntryId),
    /// Somebody else has written this down as their review of a request.
    Recorded(EntryId, &'s Review),
    /// This waits for somebody: requests, and tasks of plans.
    Waiting(Vec<Item<'s>>),
    /// These guides are to be read through.
    Guides(Vec<EntryId>),
}

/// A state that a request has come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<'s> {
    pub state: &'s str,
    pub day: Option<Date>,
    pub reason: Option<&'s str>,
}

/// What a key tells one of the desk's people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told<'k> {
    /// That a request waits for them.
    Waiting { request: &'k str, person: &'k str },
    /// What was written down as their review of a request.
    Recorded { request: &'k str, person: &'k str },
}

impl<'k> Told<'k> {
    /// What a [key](Telling::keys) tells, where it is for one of the desk's people.
    #[must_use]
    pub fn of(key: &'k str) -> Option<Self> {
        let words: Vec<&str> = key.split(' ').collect();
        match words[..] {
            ["waiting", request, _, person, ..] => Some(Self::Waiting { request, person }),
            ["recorded", request, _, person, ..] => Some(Self::Recorded { request, person }),
            _ => None,
        }
    }

    #[must_use]
    pub fn request(self) -> &'k str {
        match self {
            Self::Waiting { request, .. } | Self::Recorded { request, .. } => request,
        }
    }

    #[must_use]
    pub fn person(self) -> &'k str {
        match self {
            Self::Waiting { person, .. } | Self::Recorded { person, .. } => person,
        }
    }
}

/// Whether a key tells somebody no more than that what they sent came in.
#[must_use]
pub fn is_receipt(key: &str) -> bool {
    key.starts_with("received ")
}

/// What is due to be told, of all that has not been: `told` holds the keys of that.
#[must_use]
pub fn due<'s>(site: &'s Site, told: &BTreeSet<String>) -> Vec<Telling<'s>> {
    let told = &told.iter().map(|key| current(site, key)).collect();
    let inbox = Inbox::new(site);
    let mut tellings: Vec<Telling<'s>> = inbox
        .statuses
        .iter()
        .filter(|status| status.request.is_followed() && !status.request.mails.is_empty())
        .flat_map(|status| to_requester(site, status, told))
        .collect();
    // In an order that does not hang on how late they are.
    tellings.sort_by(|a, b| a.keys.cmp(&b.keys));
    tellings.extend(recorded(site, told));
    tellings.extend(to_members(site, &inbox, told));
    tellings.extend(to_owners(site, told));
    tellings
}

/// A key with the names that its record and its person have today, so that nothing is told again under a new one.
fn current(site: &Site, key: &str) -> String {
    let mut words: Vec<&str> = key.split(' ').collect();
    let name =
        |kind, slug| site.named(kind, slug).map(|id| &*site.entry(site.entry(id).original).record.id.slug);
    let kind = if words[0] == "guide" { Kind::Guide } else { Kind::Request };
    for (at, kind) in [(1, kind), (3, Kind::Person)] {
        if let Some(now) = words.get(at).and_then(|slug| name(kind, slug)) {
            words[at] = now;
        }
    }
    words.join(" ")
}

fn to_requester<'s>(site: &'s Site, status: &Status<'s>, told: &BTreeSet<String>) -> Vec<Telling<'s>> {
    let id = &*site.entry(status.id).record.id.slug;
    let request = status.request;
    let to = || To::Requester(&request.mails);
    let mut tellings = Vec::new();
    if is_recent(site, status) {
        let received = format!("received {id}");
        let steps = steps(site, status);
        let is_new = !told.contains(&received);
        let news: Vec<&(String, Step<'s>)> = steps.iter().filter(|(key, _)| !told.contains(key)).collect();
        if is_new {
            let keys = std::iter::once(received).chain(news.iter().map(|(key, _)| key.clone())).collect();
            let steps = steps.iter().map(|(_, step)| step.clone()).collect();
            tellings.push(Telling { keys, to: to(), about: About::Received(status.clone(), steps) });
        } else if !news.is_empty() {
            let keys = news.iter().map(|(key, _)| key.clone()).collect();
            let steps = news.iter().map(|(_, step)| step.clone()).collect();
            tellings.push(Telling { keys, to: to(), about: About::Moved(status.clone(), steps) });
        }
    }
    // One mail asks for all days that have passed in the meantime.
    let days = request.open_follow_ups().into_iter().filter(|day| day.0 <= site.today);
    let keys: Vec<String> =
        days.map(|day| format!("follow-up {id} {day}")).filter(|key| !told.contains(key)).collect();
    if !keys.is_empty() {
        tellings.push(Telling { keys, to: to(), about: About::FollowUp(status.id) });
    }
    tellings
}

fn is_recent(site: &Site, status: &Status<'_>) -> bool {
    let last = || way(site, status.id).last().and_then(|step| step.day).or(status.since);
    !status.state.is_final || last().is_some_and(|last| between(last, site.today) <= RECENT)
}

/// The states that a request has come to since it came in, each with its key.
fn steps<'s>(site: &'s Site, status: &Status<'s>) -> Vec<(String, Step<'s>)> {
    let id = &site.entry(status.id).record.id.slug;
    let start = &*site.workflow.start().id;
    let mut way = way(site, status.id);
    // The first step that git knows is that it came in.
    if way.first().is_some_and(|first| first.state == start) {
        way.remove(0);
    }
    let mut steps: Vec<Step<'s>> =
        way.into_iter().map(|step| Step { state: step.state, day: step.day, reason: step.reason }).collect();
    if steps.is_empty() && status.state.id.as_ref() != start {
        steps.push(Step { state: &status.state.id, day: status.since, reason: status.request.reason() });
    }
    let key = |(at, step): (usize, Step<'s>)| (format!("moved {id} {} {}", at + 1, step.state), step);
    steps.into_iter().enumerate().map(key).collect()
}

/// The reviews that somebody else wrote down of late, to whoever they name.
fn recorded<'s>(site: &'s Site, told: &BTreeSet<String>) -> Vec<Telling<'s>> {
    let mut tellings = Vec::new();
    for &id in site.list(Kind::Request) {
        let slug = &site.entry(id).record.id.slug;
        for review in site.reviews(slug).iter().filter(|review| review.is_upheld()) {
            let Some(recorded) = review.recorded.as_ref().filter(|it| between(it.on.0, site.today) <= RECENT)
            else {
                continue;
            };
            let Some(person) = site.named(Kind::Person, &review.person) else { continue };
            let person = &*site.entry(person).record.id.slug;
            let key = format!("recorded {slug} {} {person} {}", review.stage, recorded.on);
            if !told.contains(&key) {
                let about = About::Recorded(id, review);
                tellings.push(Telling { keys: vec![key], to: To::Person(person), about });
            }
        }
    }
    tellings
}

/// What waits for each of the desk's people. What is late is told once more.
fn to_members<'s>(site: &'s Site, inbox: &Inbox<'s>, told: &BTreeSet<String>) -> Vec<Telling<'s>> {
    let mut tellings = Vec::new();
    for (member, items) in inbox.by_person() {
        let person = &*site.entry(member).record.id.slug;
        let (mut keys, mut waiting) = (Vec::new(), Vec::new());
        for item in items {
            let id = &site.entry(item.about()).record.id.slug;
            let late = if item.overdue.is_some() { " late" } else { "" };
            let key = match (&item.work, item.waiting()) {
                (_, Some(status)) => format!("waiting {id} {} {person}{late}", status.state.id),
                (Work::Task(_, task), None) => format!("task {id} {} {person}{late}", slugify(&task.what)),
                // To be told of in mails of their own, or nothing that waits.
                _ => continue,
            };
            if !told.contains(&key) {
                keys.push(key);
                waiting.push(item);
            }
        }
        if !keys.is_empty() {
            tellings.push(Telling { keys, to: To::Person(person), about: About::Waiting(waiting) });
        }
    }
    tellings
}

/// The guides that are to be read through, by who looks after them: a person, or the members of a group.
fn to_owners<'s>(site: &'s Site, told: &BTreeSet<String>) -> Vec<Telling<'s>> {
    let mut guides: BTreeMap<&'s str, (Vec<String>, Vec<EntryId>)> = BTreeMap::new();
    for (item, owners) in inbox::guides(site) {
        let Work::Guide(id, day) = item.work else { continue };
        let slug = &site.entry(id).record.id.slug;
        for person in owners {
            let key = format!("guide {slug} {day} {person}");
            if !told.contains(&key) {
                let (keys, ids) = guides.entry(person).or_default();
                keys.push(key);
                ids.push(id);
            }
        }
    }
    let telling = |(person, (keys, ids))| Telling { keys, to: To::Person(person), about: About::Guides(ids) };
    guides.into_iter().map(telling).collect()
}

/// The language to write to a requester in, of those that are spoken: one that they can be answered in, or that the
/// request is written in.
#[must_use]
pub fn language_for<'s>(site: &'s Site, id: EntryId, speaks: &dyn Fn(&Language) -> bool) -> &'s Language {
    let record = &site.entry(site.entry(id).original).record;
    let answers: &'s [Language] = match &record.fields {
        Fields::Request(request) => &request.languages,
        Fields::Person(person) => &person.languages,
        _ => &[],
    };
    let own = (record.id.kind == Kind::Request).then_some(&record.language);
    let found = answers.iter().chain(own).find(|language| speaks(language));
    found.unwrap_or_else(|| site.config.default_language())
}
