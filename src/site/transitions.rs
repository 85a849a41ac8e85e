//! The transitions of each request from state to state, as git has them. `pipeline` reads them, the desk counts days
//! by them, and the request's page shows them.

use std::sync::Arc;

use jiff::{Timestamp, civil};
use rustc_hash::FxHashMap;

use super::{EntryId, Site, day};
use crate::config::Workflow;
use crate::git::History;
use crate::record::{Fields, Record, layout};
use crate::source::SitePath;

/// What git remembers of each request, by the path of its file: each revision, the oldest first, with
/// the state that the file named, if it named one.
pub type Revisions = FxHashMap<SitePath, Vec<Transition<Option<Box<str>>>>>;

/// A request came to a state on the branch that is published, at that time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition<S = Box<str>> {
    pub state: S,
    pub at: Timestamp,
    /// Who wrote what moved it, the first of them first; empty where git names nobody.
    pub by: Vec<Arc<str>>,
}

impl<S> Transition<S> {
    /// The day, in the time of Greenwich as all days from git.
    #[must_use]
    pub fn day(&self) -> civil::Date {
        day(self.at)
    }
}

/// The transitions of each request: of its revisions those that moved it. A request that was not
/// there from its first state on was written down afterwards; git knows the days of the writing only,
/// so it has none.
pub(super) fn transitions(
    revisions: &Revisions,
    workflow: &Workflow,
) -> FxHashMap<SitePath, Vec<Transition>> {
    revisions.iter().filter_map(|(path, all)| Some((path.clone(), moved(all, workflow)?))).collect()
}

/// Of the revisions of a request those that moved it.
fn moved(all: &[Transition<Option<Box<str>>>], workflow: &Workflow) -> Option<Vec<Transition>> {
    let start = &workflow.start().id;
    let mut reached: Vec<Transition> = Vec::new();
    for revision in all {
        let state = revision.state.as_ref().map_or(&**start, |state| workflow.state_id(state));
        if reached.last().is_none_or(|last| *last.state != *state) {
            reached.push(Transition { state: state.into(), at: revision.at, by: revision.by.clone() });
        }
    }
    reached.first().is_some_and(|first| first.state == *start).then_some(reached)
}

/// When something last happened to a request, as git has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Times {
    /// When it came to the state that it stands in.
    pub since: Option<civil::Date>,
    /// When any of its files last changed: its text, a translation, a review, an attachment.
    pub changed: Option<civil::Date>,
}

impl Times {
    /// Those of a request, by the history of the branch that it is on.
    #[must_use]
    pub fn of(record: &Record, history: &History, revisions: &Revisions, workflow: &Workflow) -> Self {
        let moved = revisions.get(&record.file).and_then(|all| moved(all, workflow)).unwrap_or_default();
        Self::last(record, history, &moved, workflow)
    }

    fn last(record: &Record, history: &History, moved: &[Transition], workflow: &Workflow) -> Self {
        let Fields::Request(request) = &record.fields else { return Self::default() };
        let state = request.state(workflow);
        let last = moved.last().filter(|last| *last.state == *state);
        let own = history.files.iter().filter(|(file, _)| layout::request_of(file) == Some(&*record.id.slug));
        Self { since: last.map(Transition::day), changed: own.map(|(_, file)| day(file.updated)).max() }
    }
}

impl Site {
    /// When something last happened to a request.
    #[must_use]
    pub fn times(&self, id: EntryId) -> Times {
        let record = &self.entry(self.entry(id).original).record;
        let history = self.history.as_deref();
        history.map_or_else(Times::default, |history| {
            Times::last(record, history, self.transitions(id), &self.workflow)
        })
    }

    /// The transitions of a request; empty where git does not tell.
    #[must_use]
    pub fn transitions(&self, id: EntryId) -> &[Transition] {
        let file = &self.entry(self.entry(id).original).record.file;
        self.transitions.get(file).map_or(&[], Vec::as_slice)
    }
}
