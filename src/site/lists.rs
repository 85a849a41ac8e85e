//! The third stage: every list that readers go through, in the order in which it is read.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil;

use super::letters::{self, Letter};
use super::records::Records;
use super::resolved::Terms;
use super::{EntryId, Folders, Order, created, updated};
use crate::config::{Language, Vocabulary, Workflow};
use crate::git::History;
use crate::record::value::PartialDate;
use crate::record::{Fields, Kind};

/// The lists of the site.
#[derive(Debug)]
pub(super) struct Lists {
    /// The originals of each kind.
    kinds: BTreeMap<Kind, Vec<EntryId>>,
    /// The order of names in each language of the site.
    orders: BTreeMap<Language, Order>,
    /// What there is in each language, from A to Z.
    letters: BTreeMap<Language, Vec<Letter>>,
    /// The originals that carry a term, by kind.
    terms: Terms,
    pub(super) folders: Folders,
    /// The pages that the main menu shows.
    pub(super) menu: Vec<EntryId>,
    pub(super) members: Vec<Member>,
}

/// Somebody whom the desk asks for something.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) person: EntryId,
    /// The roles of a stage or of the desk that they hold today; none for those who are asked in a working group alone.
    pub(super) roles: Vec<Box<str>>,
}

impl Lists {
    pub(super) fn new(
        records: &Records,
        mut terms: Terms,
        history: Option<&History>,
        workflow: &Workflow,
        today: civil::Date,
    ) -> Self {
        let orders: BTreeMap<Language, Order> =
            records.languages.iter().map(|language| (language.clone(), Order::of(language))).collect();
        let sorted = |kind| {
            let mut list: Vec<EntryId> = records.of_kind(kind).map(|(id, _)| id).collect();
            sort(records, history, &orders[&records.default], &mut list);
            (kind, list)
        };
        let kinds: BTreeMap<Kind, Vec<EntryId>> = records.kinds().map(sorted).collect();
        let pages = kinds.get(&Kind::Page).map_or(&[][..], Vec::as_slice);
        let folders = Folders::new(pages.iter().map(|&id| (&*records.entry(id).record.id.slug, id)));
        let in_menu =
            |id: &&EntryId| matches!(&records.entry(**id).record.fields, Fields::Page(page) if page.menu);
        let menu = pages.iter().filter(in_menu).copied().collect();
        for entries in terms.values_mut().flat_map(BTreeMap::values_mut) {
            entries.sort_by_key(|&id| records.entry(id).record.id.kind);
        }
        let people = kinds.get(&Kind::Person).map_or(&[][..], Vec::as_slice);
        let requests = kinds.get(&Kind::Request).map_or(&[][..], Vec::as_slice);
        let at_work = requests.iter().flat_map(|&id| at_work(records, id, workflow)).collect();
        let members =
            people.iter().filter_map(|&id| member(records, id, workflow, &at_work, today)).collect();
        let mut lists = Self { kinds, orders, letters: BTreeMap::new(), terms, folders, menu, members };
        lists.letters =
            records.languages.iter().map(|lang| (lang.clone(), letters::of(&lists, records, lang))).collect();
        lists
    }

    /// The kinds that have a list.
    pub(super) fn kinds(&self) -> impl Iterator<Item = Kind> {
        self.kinds.keys().copied()
    }

    pub(super) fn kind(&self, kind: Kind) -> &[EntryId] {
        self.kinds.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// What the list of a kind shows in a language: every record, in that language where it has been translated.
    pub(super) fn listed<'l>(
        &'l self,
        records: &'l Records,
        kind: Kind,
        language: &Language,
    ) -> impl Iterator<Item = EntryId> + use<'l> {
        let language = language.clone();
        let own = language == records.default;
        self.kind(kind).iter().map(move |&id| if own { id } else { records.in_language(id, &language) })
    }

    /// The order of names in a language of the site.
    pub(super) fn order(&self, language: &Language) -> &Order {
        &self.orders[language]
    }

    pub(super) fn letters(&self, language: &Language) -> &[Letter] {
        self.letters.get(language).map_or(&[], Vec::as_slice)
    }

    /// The terms of a vocabulary that some record carries, each with those records.
    pub(super) fn terms(&self, vocabulary: Vocabulary) -> impl Iterator<Item = (&str, &[EntryId])> {
        let terms = self.terms.get(&vocabulary).into_iter().flatten();
        terms.map(|(id, entries)| (&**id, entries.as_slice()))
    }

    pub(super) fn with_term(&self, vocabulary: Vocabulary, id: &str) -> &[EntryId] {
        self.terms.get(&vocabulary).and_then(|terms| terms.get(id)).map_or(&[], Vec::as_slice)
    }

    /// Whether anything of the site has a day to come together on.
    pub(super) fn has_calendar(&self) -> bool {
        !self.kind(Kind::Clinic).is_empty() || !self.kind(Kind::Group).is_empty()
    }

    /// Whether the site has a desk that can be asked: requests, or people who would answer one.
    pub(super) fn has_ask(&self) -> bool {
        !self.kind(Kind::Request).is_empty() || !self.members.is_empty()
    }
}

/// Newest first where a record has its time, by name where it has not.
fn sort(records: &Records, history: Option<&History>, names: &Order, list: &mut [EntryId]) {
    list.sort_by_cached_key(|&id| {
        let record = &records.entry(id).record;
        let (day, order) = match &record.fields {
            Fields::Case(case) => {
                let period = case.period.as_ref().and_then(|period| period.end.or(period.start));
                (period.map(PartialDate::last).or_else(|| updated(record, history)), 0)
            }
            Fields::Clinic(clinic) => (clinic.start.map(|start| start.date), 0),
            Fields::Meeting(meeting) => (meeting.date.map(|date| date.0), 0),
            Fields::Request(request) => {
                (request.received.map(|date| date.0).or_else(|| created(record, history)), 0)
            }
            Fields::Upload(upload) => (upload.end.or(upload.start).map(PartialDate::last), 0),
            Fields::Page(page) => (None, page.order.unwrap_or(i64::MAX)),
            Fields::Guide(_)
            | Fields::Person(_)
            | Fields::Group(_)
            | Fields::Partner(_)
            | Fields::Tool(_) => (None, 0),
        };
        (std::cmp::Reverse(day), order, names.key(&record.common.title), id)
    });
}

/// The people of the working group of a request that is not at its end, and those who have a task of its plan.
fn at_work(records: &Records, id: EntryId, workflow: &Workflow) -> Vec<EntryId> {
    let Fields::Request(request) = &records.entry(id).record.fields else { return Vec::new() };
    let state = workflow.state(request.state(workflow));
    if !request.is_followed() || state.is_none_or(|state| state.is_final) {
        return Vec::new();
    }
    let group = request.group.as_ref().and_then(|group| records.called(Kind::Group, &group.0));
    let members = match group.map(|group| &records.entry(group).record.fields) {
        Some(Fields::Group(group)) => group.members.as_slice(),
        _ => &[],
    };
    let tasks = request.plan.iter().filter(|task| task.is_open()).filter_map(|task| task.by.as_ref());
    members.iter().chain(tasks).filter_map(|person| records.called(Kind::Person, &person.0)).collect()
}

/// A person as one of those whom the desk asks, if they are.
fn member(
    records: &Records,
    id: EntryId,
    workflow: &Workflow,
    at_work: &BTreeSet<EntryId>,
    today: civil::Date,
) -> Option<Member> {
    let Fields::Person(person) = &records.entry(id).record.fields else {
        return None;
    };
    let is_asked = |role: &str| {
        workflow.stages.iter().flat_map(|stage| stage.members(true)).any(|asked| **asked == *role)
            || workflow.desk.iter().any(|desk| **desk == *role)
    };
    let held = person.roles.iter().filter(|role| role.holds_on(today));
    let roles: Vec<Box<str>> =
        held.map(|role| &*role.role.0).filter(|role| is_asked(role)).map(Into::into).collect();
    (!roles.is_empty() || at_work.contains(&id)).then_some(Member { person: id, roles })
}
