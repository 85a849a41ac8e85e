//! The third stage: every list that readers go through, in the order in which it is read.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil;
use rayon::prelude::*;

use super::letters::{self, Letter};
use super::records::Records;
use super::resolved::Terms;
use super::series::AllSeries;
use super::{EntryId, Folders, Order, created, updated};
use crate::config::{Language, Vocabulary, Workflow};
use crate::git::History;
use crate::record::value::PartialDate;
use crate::record::{Fields, Kind, Phase};

/// The lists of the site.
#[derive(Debug)]
pub(super) struct Lists {
    /// The originals of each kind.
    kinds: BTreeMap<Kind, Vec<EntryId>>,
    /// What readers of each language of the site go through.
    languages: BTreeMap<Language, InLanguage>,
    /// The originals that carry a term, by kind.
    terms: Terms,
    pub(super) folders: Folders,
    pub(super) series: AllSeries,
    /// The pages that the main menu shows.
    pub(super) menu: Vec<EntryId>,
    pub(super) members: Vec<Member>,
}

/// The lists of a language. Each has every record, in the language where it has been translated.
#[derive(Debug)]
struct InLanguage {
    /// The order of names.
    order: Order,
    /// The records of each kind: below a heading of their list, what is in the language comes first.
    kinds: BTreeMap<Kind, Vec<EntryId>>,
    /// Everything from A to Z.
    letters: Vec<Letter>,
    /// What carries a term, by kind: of each, what is in the language comes first.
    terms: Terms,
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
        for entries in terms.values_mut().flat_map(BTreeMap::values_mut) {
            entries.sort_by_key(|&id| records.entry(id).record.id.kind);
        }
        let of_language =
            |language: &Language| InLanguage::new(records, language, &terms, &Days { history, today });
        let (languages, mut ordered): (Vec<InLanguage>, Vec<BTreeMap<Kind, Vec<EntryId>>>) =
            records.languages.par_iter().map(of_language).unzip();
        let languages: BTreeMap<Language, InLanguage> =
            records.languages.iter().cloned().zip(languages).collect();
        let own = records.languages.iter().position(|language| *language == records.default);
        let kinds = own.map(|own| ordered.swap_remove(own)).unwrap_or_default();
        let pages = kinds.get(&Kind::Page).map_or(&[][..], Vec::as_slice);
        let folders = Folders::new(pages.iter().map(|&id| (&*records.entry(id).record.id.slug, id)));
        let series = AllSeries::new(records, pages);
        let in_menu =
            |id: &&EntryId| matches!(&records.entry(**id).record.fields, Fields::Page(page) if page.menu);
        let menu = pages.iter().filter(in_menu).copied().collect();
        let people = kinds.get(&Kind::Person).map_or(&[][..], Vec::as_slice);
        let requests = kinds.get(&Kind::Request).map_or(&[][..], Vec::as_slice);
        let at_work = requests.iter().flat_map(|&id| at_work(records, id, workflow)).collect();
        let members =
            people.iter().filter_map(|&id| member(records, id, workflow, &at_work, today)).collect();
        Self { kinds, languages, terms, folders, series, menu, members }
    }

    /// The kinds that have a list.
    pub(super) fn kinds(&self) -> impl Iterator<Item = Kind> {
        self.kinds.keys().copied()
    }

    pub(super) fn kind(&self, kind: Kind) -> &[EntryId] {
        self.kinds.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// What the list of a kind shows in a language.
    pub(super) fn listed(&self, kind: Kind, language: &Language) -> &[EntryId] {
        let kinds = self.languages.get(language).map(|lists| &lists.kinds);
        kinds.and_then(|kinds| kinds.get(&kind)).map_or(&[], Vec::as_slice)
    }

    /// The order of names in a language of the site.
    pub(super) fn order(&self, language: &Language) -> &Order {
        &self.languages[language].order
    }

    pub(super) fn letters(&self, language: &Language) -> &[Letter] {
        self.languages.get(language).map_or(&[], |lists| &lists.letters)
    }

    /// The terms of a vocabulary that some record carries, each with those records.
    pub(super) fn terms(&self, vocabulary: Vocabulary) -> impl Iterator<Item = (&str, &[EntryId])> {
        let terms = self.terms.get(&vocabulary).into_iter().flatten();
        terms.map(|(id, entries)| (&**id, entries.as_slice()))
    }

    pub(super) fn with_term(&self, vocabulary: Vocabulary, id: &str) -> &[EntryId] {
        with_term(&self.terms, vocabulary, id)
    }

    /// What the page of a term shows in a language.
    pub(super) fn listed_with_term(
        &self,
        vocabulary: Vocabulary,
        id: &str,
        language: &Language,
    ) -> &[EntryId] {
        self.languages.get(language).map_or(&[], |lists| with_term(&lists.terms, vocabulary, id))
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

fn with_term<'t>(terms: &'t Terms, vocabulary: Vocabulary, id: &str) -> &'t [EntryId] {
    terms.get(&vocabulary).and_then(|terms| terms.get(id)).map_or(&[], Vec::as_slice)
}

impl InLanguage {
    /// The lists of a language, and the originals of each kind in the order that its readers know, whatever they are
    /// written in.
    fn new(
        records: &Records,
        language: &Language,
        terms: &Terms,
        days: &Days<'_>,
    ) -> (Self, BTreeMap<Kind, Vec<EntryId>>) {
        let order = Order::of(language);
        let local = records.all_in_language(language);
        let local = |id: EntryId| local[id.index()];
        let names: Vec<Vec<u8>> = records
            .entries
            .par_iter()
            .enumerate()
            .map(|(index, entry)| {
                let is_shown = local(entry.original).index() == index;
                if is_shown { order.key(&entry.record.common.title) } else { Vec::new() }
            })
            .collect();
        let ordered: BTreeMap<Kind, Vec<EntryId>> = records
            .kinds()
            .map(|kind| {
                let mut list: Vec<EntryId> = records.of_kind(kind).map(|(id, _)| id).collect();
                list.sort_by_cached_key(|&id| {
                    let (day, place) = days.place(records, id);
                    (Reverse(day), place, &*names[local(id).index()], id)
                });
                (kind, list)
            })
            .collect();
        let is_other = |id: EntryId| records.entry(id).record.language != *language;
        let mut kinds = BTreeMap::new();
        for (&kind, list) in &ordered {
            let mut list: Vec<EntryId> = list.iter().map(|&id| local(id)).collect();
            let phase = |id: EntryId| phase(records, id, days.today);
            let part = |id: EntryId| (phase(id).is_none(), phase(id), is_other(id));
            list.sort_by_cached_key(|&id| part(id));
            for part in list.chunk_by_mut(|&a, &b| part(a) == part(b)) {
                if matches!(phase(part[0]), Some(Phase::UnderWay | Phase::ToCome)) {
                    part.reverse();
                }
            }
            kinds.insert(kind, list);
        }
        let letters = letters::of(records, kinds.values().flatten().copied(), &order, &names);
        let in_language = |entries: &Vec<EntryId>| {
            let mut entries: Vec<EntryId> = entries.iter().map(|&id| local(id)).collect();
            entries.sort_by_key(|&id| (records.entry(id).record.id.kind, is_other(id)));
            entries
        };
        let of_each = |terms: &BTreeMap<Box<str>, Vec<EntryId>>| {
            terms.iter().map(|(id, entries)| (id.clone(), in_language(entries))).collect()
        };
        let terms = terms.iter().map(|(&vocabulary, terms)| (vocabulary, of_each(terms))).collect();
        (Self { order, kinds, letters, terms }, ordered)
    }
}

/// Whether a clinic is to come or is over: each is below a heading of its own, the next or the last first.
fn phase(records: &Records, id: EntryId, today: civil::Date) -> Option<Phase> {
    match &records.entry(id).record.fields {
        Fields::Clinic(clinic) => clinic.phase(today),
        _ => None,
    }
}

/// What the time of a record is taken from.
struct Days<'h> {
    history: Option<&'h History>,
    today: civil::Date,
}

impl Days<'_> {
    /// Newest first where a record has its time, by name where it has not; pages where they want to stand.
    fn place(&self, records: &Records, id: EntryId) -> (Option<civil::Date>, i64) {
        let record = &records.entry(id).record;
        match &record.fields {
            Fields::Case(case) => {
                let period = case.period.as_ref().and_then(|period| period.end.or(period.start));
                (period.map(PartialDate::last).or_else(|| updated(record, self.history)), 0)
            }
            Fields::Clinic(clinic) => (clinic.start.map(|start| start.date), 0),
            Fields::Meeting(meeting) => (meeting.date.map(|date| date.0), 0),
            Fields::Request(request) => {
                (request.received.map(|date| date.0).or_else(|| created(record, self.history)), 0)
            }
            Fields::Upload(upload) => (upload.end.or(upload.start).map(PartialDate::last), 0),
            Fields::Page(page) => (None, page.order.unwrap_or(i64::MAX)),
            Fields::Guide(_)
            | Fields::Person(_)
            | Fields::Group(_)
            | Fields::Partner(_)
            | Fields::Tool(_) => (None, 0),
        }
    }
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
