//! Whether a workflow can work: names that mean something, no state that cannot be come to, none
//! that cannot be left.

mod deciding;
mod room;

use std::cell::OnceCell;
use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::raw::{By, Workflow};
use super::{GROUP, Guard, Nameable, REQUESTER, reachable};
use crate::config::{Vocabularies, Vocabulary};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath};
use crate::source::SitePath;
use crate::suggest::{Guesses, listed, nearest};
use crate::yaml::Places;

/// Everything that is wrong with what was written.
pub(super) fn faults(
    raw: &Workflow,
    file: &SitePath,
    text: &str,
    vocabularies: &Vocabularies,
    nameable: &Nameable,
) -> Diagnostics {
    let mut check = Check { raw, file, text, places: OnceCell::new(), diagnostics: Diagnostics::new() };
    check.ids();
    check.names(vocabularies);
    check.fields(nameable);
    if check.diagnostics.is_empty() {
        check.ways();
    }
    check.diagnostics
}

struct Check<'c> {
    raw: &'c Workflow,
    file: &'c SitePath,
    text: &'c str,
    places: OnceCell<Places<'c>>,
    diagnostics: Diagnostics,
}

/// The names of one sort.
struct Known<'c> {
    what: &'static str,
    list: Vec<&'c str>,
    set: FxHashSet<&'c str>,
    guesses: Guesses<Box<str>>,
}

impl<'c> Known<'c> {
    fn new(what: &'static str, names: impl Iterator<Item = &'c str>) -> Self {
        let list: Vec<&str> = names.collect();
        Self { what, set: list.iter().copied().collect(), list, guesses: Guesses::default() }
    }
}

impl<'c> Check<'c> {
    fn wrong(&mut self, code: Code, at: &FieldPath, message: String, help: impl Into<String>) {
        let span = self.places.get_or_init(|| Places::new(self.text, 0)).of(at, false);
        self.diagnostics.push(Diagnostic::new(code, self.file, span, message).help(help));
    }

    /// Every state, stage and move is written once, in letters that can stand in a file name.
    fn ids(&mut self) {
        let raw = self.raw;
        if raw.states.is_empty() {
            let help = "write at least a first state and a final one";
            self.wrong(Code::MissingField, &FieldPath::key("states"), "there are no states".to_owned(), help);
        }
        let mut known = BTreeSet::new();
        for (index, state) in raw.states.iter().enumerate() {
            self.id(&state.id, &entry("states", index).then("id"), true, &mut known);
        }
        for (index, state) in raw.states.iter().enumerate() {
            self.most(index, state);
            for (place, was) in state.was.iter().enumerate() {
                let at = entry("states", index).then("was").at(place);
                if raw.states.iter().any(|state| state.id == *was) {
                    let message = format!("`{was}` is a state, so nothing else can have been called that");
                    let help = "delete it here, or the state: requests in it then stand in this one";
                    self.wrong(Code::BadValue, &at, message, help);
                } else {
                    self.id(was, &at, true, &mut known);
                }
            }
        }
        let mut known = BTreeSet::new();
        for (index, stage) in raw.stages.iter().enumerate() {
            let at = entry("stages", index);
            self.id(&stage.id, &at.clone().then("id"), false, &mut known);
            if stage.quorum == 0 {
                let message = format!("nobody has to speak in the stage `{}`", stage.id);
                self.wrong(
                    Code::BadValue,
                    &at.then("quorum"),
                    message,
                    "write how many reviews it takes, at least 1",
                );
            } else if let Some(least) = stage.least.filter(|least| !(1..=stage.quorum).contains(least)) {
                let message = format!("`{least}` is not between 1 and the quorum, {}", stage.quorum);
                let help = "write how many reviews it takes where fewer than the quorum are impartial";
                self.wrong(Code::BadValue, &at.then("least"), message, help);
            }
        }
        let mut known = BTreeSet::new();
        for (index, step) in raw.moves.iter().enumerate() {
            for (place, from) in step.from.iter().enumerate() {
                let at = entry("moves", index).then("from").at(place);
                if from == &step.to {
                    let message = format!("a move from `{from}` to itself");
                    self.wrong(
                        Code::BadValue,
                        &at,
                        message,
                        "delete it: a request stays where it is without a move",
                    );
                } else if !known.insert((from, &step.to)) {
                    let message = format!("the move from `{from}` to `{}` is written twice", step.to);
                    self.wrong(Code::BadValue, &at, message, "keep one of the two, with all that it needs");
                }
            }
        }
    }

    fn id(&mut self, id: &'c str, at: &FieldPath, hyphens: bool, known: &mut BTreeSet<&'c str>) {
        let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || hyphens && c == '-';
        if id.is_empty() || !id.chars().all(letter) {
            let help = if hyphens {
                "write it with lowercase letters, digits and hyphens; its label may be anything"
            } else {
                "write it with lowercase letters and digits: a hyphen ends it in the name of a review's file"
            };
            self.wrong(Code::BadValue, at, format!("`{id}` cannot stand in a file"), help);
        } else if !known.insert(id) {
            self.wrong(Code::BadValue, at, format!("`{id}` is there twice"), "give each a name of its own");
        }
    }

    /// Every name is that of a state, a stage or a role.
    fn names(&mut self, vocabularies: &Vocabularies) {
        let raw = self.raw;
        let states = &mut Known::new("state", raw.states.iter().map(|state| &*state.id));
        let stage_ids = &mut Known::new("stage", raw.stages.iter().map(|stage| &*stage.id));
        let roles = &mut Known::new("role", vocabularies.ids(Vocabulary::Roles));
        let actors = &mut Known::new("role", vocabularies.ids(Vocabulary::Roles).chain([REQUESTER]));
        let waited = &mut Known::new("role", vocabularies.ids(Vocabulary::Roles).chain([REQUESTER, GROUP]));
        let all = |names: &'c [Box<str>], at: FieldPath| {
            names.iter().enumerate().map(move |(index, name)| (&**name, at.clone().at(index)))
        };
        for (index, stage) in raw.stages.iter().enumerate() {
            let at = entry("stages", index);
            self.name(roles, &stage.role, &at.clone().then("role"));
            for (field, role) in [("veto", &stage.veto), ("decides", &stage.decides)] {
                if let Some(role) = role {
                    self.name(roles, role, &at.clone().then(field));
                }
            }
            self.areas(stage, &at, roles);
            if let Some(late) = &stage.late {
                let at = at.clone().then("late");
                if let Some(role) = &late.role {
                    self.name(roles, role, &at.clone().then("role"));
                }
                self.late(stage, late, &at);
            }
            if let Some(alternates) = &stage.alternates {
                let at = at.then("alternates");
                self.name(roles, alternates, &at);
                if *alternates == stage.role {
                    let message = format!("whoever holds `{alternates}` is asked already");
                    self.wrong(Code::BadValue, &at, message, "name another role, or delete the line");
                }
            }
        }
        for (index, state) in raw.states.iter().enumerate() {
            let at = entry("states", index);
            if let Some(stage) = &state.stage {
                self.name(stage_ids, stage, &at.clone().then("stage"));
            }
            if let Some(name) = &state.queue_for {
                self.state(name, &at.clone().then("queue_for"), states);
            }
            for (name, at) in all(&state.waits_for, at.then("waits_for")) {
                self.name(waited, name, &at);
            }
        }
        for (index, step) in raw.moves.iter().enumerate() {
            let at = entry("moves", index);
            self.state(&step.to, &at.clone().then("to"), states);
            for (name, at) in all(&step.from, at.clone().then("from")) {
                self.state(name, &at, states);
            }
            self.by_time(step, &at);
            let at = at.then("by");
            for (place, by) in step.by.iter().enumerate() {
                let at = at.clone().at(place);
                match by {
                    By::One(name) => self.name(actors, name, &at),
                    By::Together(names) => self.together(names, &at, actors),
                }
            }
        }
        for (name, at) in all(&raw.desk, FieldPath::key("desk")) {
            self.name(roles, name, &at);
        }
        let others = [("exceptions", &raw.exceptions), ("recorded", &raw.recorded)];
        let others = others.into_iter().filter_map(|(field, policy)| Some((field, policy.as_ref()?)));
        for (field, policy) in [("policy", &raw.policy)].into_iter().chain(others) {
            let at = FieldPath::key(field);
            for (name, at) in all(&policy.by, at.clone().then("by")) {
                self.name(roles, name, &at);
            }
            if policy.quorum == 0 || policy.by.is_empty() {
                let (message, what) = match field {
                    "policy" => ("anybody could change these rules", "approve a change of the rules"),
                    "exceptions" => ("anybody could set these rules aside", "approve an exception"),
                    _ => ("anybody could write reviews for others", "stand for a review of somebody else"),
                };
                let help = format!("name the roles that {what}, and how many of their holders it takes");
                self.wrong(Code::BadValue, &at, message.to_owned(), help);
            }
        }
        if raw.desk.is_empty() {
            let help = "name the roles that edit, assign and answer requests, such as `desk: [helpdesk]`";
            self.wrong(
                Code::MissingField,
                &FieldPath::key("desk"),
                "nobody does the desk's work".to_owned(),
                help,
            );
        }
    }

    /// Those who make a move together are two or more, and all of them can be there.
    fn together(&mut self, names: &'c [Box<str>], at: &FieldPath, actors: &mut Known<'_>) {
        for (place, name) in names.iter().enumerate() {
            self.name(actors, name, &at.clone().at(place));
        }
        if names.is_empty() {
            let help = "name those who make the move together";
            self.wrong(Code::BadValue, at, "nobody makes this move".to_owned(), help);
        }
        if names.iter().filter(|name| ***name == *REQUESTER).count() > 1 {
            let message = "a request has one requester".to_owned();
            self.wrong(Code::BadValue, at, message, "write `requester` once");
        }
    }

    /// A move names a state as it is called today.
    fn state(&mut self, name: &str, at: &FieldPath, known: &mut Known<'_>) {
        let is_old = |state: &&super::raw::State| {
            !known.set.contains(name) && state.was.iter().any(|was| **was == *name)
        };
        match self.raw.states.iter().find(is_old) {
            Some(state) => {
                let (message, help) =
                    (format!("`{name}` is called `{}` now", state.id), format!("write `{}`", state.id));
                self.wrong(Code::UnknownName, at, message, help);
            }
            None => self.name(known, name, at),
        }
    }

    /// What a state requires and forbids are fields, and a move that leads there can be made.
    fn fields(&mut self, nameable: &Nameable) {
        let raw = self.raw;
        let fields = &mut Known::new("field", nameable.fields.iter().copied());
        let days = &mut Known::new("date", nameable.days.iter().copied());
        let shared = &mut Known::new("list", nameable.shared.iter().copied());
        for (index, stage) in raw.stages.iter().enumerate() {
            for (place, area) in stage.areas.iter().enumerate() {
                if let Some(name) = &area.shares {
                    let at = entry("stages", index).then("areas").at(place).then("shares");
                    self.name(shared, name, &at);
                }
            }
        }
        for (index, state) in raw.states.iter().enumerate() {
            for (list, names) in [("requires", &state.requires), ("forbids", &state.forbids)] {
                for (place, name) in names.iter().enumerate() {
                    let at = entry("states", index).then(list).at(place);
                    self.name(fields, name, &at);
                }
            }
            let both = state.forbids.iter().position(|name| state.requires.contains(name));
            if let Some(place) = both {
                let message = format!("`{}` both requires and forbids `{}`", state.id, state.forbids[place]);
                let at = entry("states", index).then("forbids").at(place);
                self.wrong(Code::BadValue, &at, message, "delete it from one of the two");
            }
        }
        for (index, step) in raw.moves.iter().enumerate() {
            if let Some(name) = &step.not_before {
                let at = entry("moves", index).then("not_before");
                self.name(days, name, &at);
                let is_forbidden = |state: &&super::raw::State| {
                    step.from.contains(&state.id) && state.forbids.contains(name)
                };
                if let Some(from) = raw.states.iter().find(is_forbidden) {
                    let message = format!("`{}` forbids `{name}`, so this day never comes", from.id);
                    self.wrong(Code::BadValue, &at, message, "name another field, or let the state have it");
                }
            }
            let Some(to) = raw.states.iter().find(|state| state.id == step.to) else {
                continue;
            };
            for (place, need) in step.needs.iter().enumerate() {
                let is_forbidden = |field: &&&str| to.forbids.iter().any(|name| **name == ***field);
                let fields = need.fields();
                let is_met = *need == Guard::Case && !fields.iter().all(|field| is_forbidden(&field));
                if let Some(field) = fields.iter().find(is_forbidden).filter(|_| !is_met) {
                    let message = format!("the move needs `{field}`, and `{}` forbids it", to.id);
                    let at = entry("moves", index).then("needs").at(place);
                    self.wrong(Code::BadValue, &at, message, "delete it from one of the two");
                }
            }
        }
    }

    fn name(&mut self, known: &mut Known<'_>, name: &str, at: &FieldPath) {
        let Known { what, list, set, guesses } = known;
        if set.contains(name) {
            return;
        }
        let near = guesses.find(name.into(), |name| Some(nearest(name, list.iter().copied())?.to_owned()));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if list.is_empty() => format!("there is none yet: write it into `{what}s`"),
            None => format!("known here: {}", listed(list)),
        };
        self.wrong(Code::UnknownName, at, format!("there is no {what} `{name}`"), help);
    }

    /// Every state can be come to, and every one that is not final can be left for a final one.
    fn ways(&mut self) {
        let raw = self.raw;
        let start = &*raw.states[0].id;
        let next = |from: &'c str| {
            let leaves = move |step: &&super::raw::Move| step.from.iter().any(|state| &**state == from);
            raw.moves.iter().filter(leaves).map(|step| &*step.to)
        };
        let reached = reachable(start, next);
        let ends: BTreeSet<&str> =
            raw.states.iter().filter(|state| state.is_final).map(|state| &*state.id).collect();
        for (index, state) in raw.states.iter().enumerate() {
            let (id, at) = (&*state.id, entry("states", index).then("id"));
            if !reached.contains(id) {
                let message = format!("no request can come to `{id}`");
                let help = format!(
                    "add a move that leads there from `{start}` or a later state, or delete the state"
                );
                self.wrong(Code::UnreachableState, &at, message, help);
            }
            if state.is_final && next(id).next().is_some() {
                let message = format!("`{id}` is final, and yet a move leaves it");
                self.wrong(
                    Code::BadValue,
                    &at,
                    message,
                    "delete `final: true`, or take the state out of `from`",
                );
            } else if !state.is_final && reachable(id, next).is_disjoint(&ends) {
                let message = format!("a request in `{id}` can never end");
                let help = "add a move that leads to a final state, or write `final: true`";
                self.wrong(Code::DeadEndState, &at, message, help);
            }
        }
        self.queues();
        for (index, step) in raw.moves.iter().enumerate() {
            let of_reviews = step.needs.iter().position(|guard| guard.is_of_reviews());
            let without = step
                .from
                .iter()
                .find(|from| raw.states.iter().any(|state| state.id == **from && state.stage.is_none()));
            if let (Some(need), Some(from)) = (of_reviews, without) {
                let message = format!("no reviews are written in `{from}`, so this can never hold");
                let help = format!("give the state `{from}` a stage, or delete what the move needs");
                self.wrong(Code::BadValue, &entry("moves", index).then("needs").at(need), message, help);
            }
        }
    }
}

fn entry(list: &str, index: usize) -> FieldPath {
    FieldPath::key(list).at(index)
}
