//! The way of a request as data: states, who may move it from one to the next, and what has to hold
//! then. `desk` judges by it, the pages show it; nothing in code knows a state by its name.
//!
//! [`raw`](self::raw) is what `content/workflow.yaml` says, [`Workflow`] what it means.

mod raw;
mod sound;
mod stage;

pub use stage::{Area, Late, Stage};

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use jiff::{Span, civil};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Language, Localized, Vocabularies};
use crate::diagnostic::Diagnostics;
use crate::source::SitePath;
use crate::yaml::Yaml;

/// The file of a site that has its own workflow.
pub const WORKFLOW: &str = "content/workflow.yaml";

/// How whoever asked is called among roles.
const REQUESTER: &str = "requester";

/// How the members of a request's working group are called among those whom a state waits for.
const GROUP: &str = "group";

const DEFAULT: &str = include_str!("../workflow.yaml");

/// How requests are decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Workflow {
    /// In their order; the first is where a request begins. Never empty.
    pub states: Vec<State>,
    pub stages: Vec<Stage>,
    pub moves: Vec<Move>,
    /// The roles that do the desk's work: editing, assigning, dates.
    pub desk: Vec<Box<str>>,
    pub policy: Policy,
    /// How a step that no move allows, or whose needs cannot be met, is decided.
    pub exceptions: Policy,
    /// Who stands for a review that somebody else wrote down: so many who propose the change or approve it. Without it
    /// its writer does.
    pub recorded: Option<Policy>,
    pub attachments: Attachments,
}

/// Where a request can stand.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub id: Box<str>,
    pub label: Localized,
    /// What it was called before, and states that have become part of it.
    pub was: Vec<Box<str>>,
    /// The stage whose reviews are written in this state.
    pub stage: Option<Box<str>>,
    /// Who acts next.
    pub waits_for: Vec<Actor>,
    /// How long they have, in days.
    pub within: Option<u16>,
    /// How many requests may be here at once.
    pub most: Option<usize>,
    /// The state in which the requests that are here wait for room.
    pub queue_for: Option<Box<str>>,
    /// The fields that a request has to have filled in while it is here.
    pub requires: Vec<Box<str>>,
    /// The fields that it may not have while it is here.
    pub forbids: Vec<Box<str>>,
    /// Whether a request that has come here stays.
    pub is_final: bool,
    /// Whether the state lies off the way that most requests take.
    pub aside: bool,
}

/// A step that a request may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    pub from: Vec<Box<str>>,
    pub to: Box<str>,
    /// Any of these makes it: those of one entry together, each of them another human being.
    pub by: Vec<Vec<Actor>>,
    pub needs: Vec<Guard>,
    /// The field with the day before which it is not made.
    pub not_before: Option<Box<str>>,
    /// For how many days nothing of the request has changed before it is made.
    pub idle: Option<u16>,
}

/// Who acts: whoever holds a role, whoever asked, or the members of the request's working group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    Requester,
    Group,
    Role(Box<str>),
}

/// What has to hold before a request may take a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Guard {
    Description,
    Question,
    Assignee,
    Priority,
    Checklist,
    Reason,
    Case,
    Proceed,
    Revise,
    Decline,
    Held,
    Turn,
}

/// Whose approvals something takes, and how many: a change of the rules themselves, an exception from them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    pub by: Vec<Box<str>>,
    pub quorum: usize,
}

/// The fields of a request that a workflow may name. They are declared above this layer, so whoever reads a workflow
/// says which there are.
#[derive(Debug, Clone, Default)]
pub struct Nameable {
    pub fields: Vec<&'static str>,
    /// Those that hold a day.
    pub days: Vec<&'static str>,
    /// The lists that requests and people both have.
    pub shared: Vec<&'static str>,
}

/// What may lie beside a request.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attachments {
    /// The endings of their names, in lower case.
    pub types: BTreeSet<Box<str>>,
    /// The most that one may hold, in KiB.
    pub limit: u64,
}

static STANDARD: LazyLock<Arc<Workflow>> = LazyLock::new(|| {
    // A test holds the default to having no fault.
    let (raw, _) = read(&SitePath::new(WORKFLOW), DEFAULT);
    Arc::new(raw.unwrap_or_default().resolve())
});

impl Workflow {
    /// The way of requests where a site has none of its own.
    #[must_use]
    pub fn standard() -> Arc<Self> {
        Arc::clone(&STANDARD)
    }

    /// The workflow that a site's own file holds. One that cannot be used leaves the standard one,
    /// with an error that says so.
    #[must_use]
    pub fn parse(text: &str, vocabularies: &Vocabularies, nameable: &Nameable) -> (Arc<Self>, Diagnostics) {
        let file = SitePath::new(WORKFLOW);
        let mut diagnostics = Diagnostics::new();
        let (raw, faults) = read(&file, text);
        let readable = faults.is_empty();
        diagnostics.extend(faults);
        let Some(raw) = raw.filter(|_| readable) else {
            return (Self::standard(), diagnostics);
        };
        diagnostics.extend(sound::faults(&raw, &file, text, vocabularies, nameable));
        if diagnostics.has_errors() {
            return (Self::standard(), diagnostics);
        }
        (Arc::new(raw.resolve()), diagnostics)
    }

    /// The state of that id, or the one that was once called so.
    #[must_use]
    pub fn state(&self, id: &str) -> Option<&State> {
        self.states.iter().find(|state| &*state.id == id || state.was.iter().any(|was| &**was == id))
    }

    /// What a state is called today. Whatever compares states that a file names asks here first.
    #[must_use]
    pub fn state_id<'a>(&'a self, id: &'a str) -> &'a str {
        self.state(id).map_or(id, |state| &state.id)
    }

    /// Whether a rule asks since when a request has stood where it stands, or when it last changed.
    #[must_use]
    pub fn asks_for_times(&self) -> bool {
        self.moves.iter().any(|step| step.idle.is_some())
            || self.stages.iter().any(|stage| stage.late.is_some())
    }

    /// Where a request begins.
    #[must_use]
    pub fn start(&self) -> &State {
        &self.states[0]
    }

    /// The place of a state in the order of the file.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.states.iter().position(|state| &*state.id == id)
    }

    #[must_use]
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| &*stage.id == id)
    }

    /// The move from one state to another.
    #[must_use]
    pub fn find(&self, from: &str, to: &str) -> Option<&Move> {
        self.moves_from(from).find(|step| &*step.to == to)
    }

    /// The moves that leave a state.
    pub fn moves_from(&self, from: &str) -> impl Iterator<Item = &Move> {
        self.moves.iter().filter(move |step| step.from.iter().any(|state| &**state == from))
    }

    /// Whether a request waits in a state to go back to where it was.
    #[must_use]
    pub fn is_hold(&self, state: &str) -> bool {
        self.moves_from(state).any(|step| step.needs.contains(&Guard::Held))
    }

    /// The states in which requests wait for room in one.
    pub fn queues_for(&self, state: &str) -> impl Iterator<Item = &State> {
        self.states.iter().filter(move |queue| queue.queue_for.as_deref() == Some(state))
    }

    /// Whether something was decided about a request that has come to a state: it is at its end, or no way leads there
    /// but by what the reviews of a stage said.
    #[must_use]
    pub fn is_decided(&self, state: &str) -> bool {
        let undecided = |from| {
            let steps =
                self.moves_from(from).filter(|step| !step.needs.iter().any(|need| need.is_of_reviews()));
            // From where a request is on hold it comes back to where it was.
            let steps = steps.filter(|step| !step.needs.contains(&Guard::Held));
            steps.map(|step| &*step.to)
        };
        let is_final = self.state(state).is_some_and(|state| state.is_final);
        is_final || !reachable(&self.start().id, undecided).contains(state)
    }

    /// Whether a request in the state `from` can ever come to the state `to`.
    #[must_use]
    pub fn leads_to(&self, from: &str, to: &str) -> bool {
        reachable(from, |state| self.moves_from(state).map(|step| &*step.to)).contains(to)
    }
}

impl State {
    /// Whether a request that came here on a day has been here for longer than it should.
    #[must_use]
    pub fn is_late(&self, since: Option<civil::Date>, today: civil::Date) -> bool {
        let days =
            since.zip(self.within).map(|(since, within)| since.saturating_add(Span::new().days(within)));
        days.is_some_and(|last| last < today)
    }

    /// What readers see.
    #[must_use]
    pub fn label<'a>(&'a self, language: &Language, fallback: &Language) -> &'a str {
        or_id(&self.label, &self.id, language, fallback)
    }
}

impl Move {
    /// Whether nobody decides on it: it is due once its time has come, whoever proposes it.
    #[must_use]
    pub fn is_by_time(&self) -> bool {
        self.by.is_empty()
    }
}

impl Guard {
    /// The fields that have to be filled in for it; of a case, one of them.
    #[must_use]
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Question => &["size"],
            Self::Assignee => &["assignee"],
            Self::Priority => &["priority", "priority_reason"],
            Self::Checklist => &["checklist"],
            Self::Reason => &["status_reason"],
            Self::Case => &["cases", "nothing_to_learn"],
            // The text below the front matter says as much.
            Self::Description | Self::Proceed | Self::Revise | Self::Decline | Self::Held | Self::Turn => &[],
        }
    }

    /// Whether it rests on what the committee has said.
    #[must_use]
    pub fn is_of_reviews(self) -> bool {
        matches!(self, Self::Proceed | Self::Revise | Self::Decline)
    }
}

fn or_id<'a>(label: &'a Localized, id: &'a str, language: &Language, fallback: &Language) -> &'a str {
    let label = label.get(language, fallback);
    if label.is_empty() { id } else { label }
}

fn read(file: &SitePath, text: &str) -> (Option<raw::Workflow>, Vec<crate::diagnostic::Diagnostic>) {
    Yaml { file, text, offset: 0 }.read()
}

/// Every state that can be come to from `start`, itself among them.
fn reachable<'s, I: Iterator<Item = &'s str>>(
    start: &'s str,
    next: impl Fn(&'s str) -> I,
) -> BTreeSet<&'s str> {
    let mut reached = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(state) = open.pop() {
        for to in next(state) {
            if reached.insert(to) {
                open.push(to);
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests;
