//! The way that each request has come, as git remembers it. `pipeline` reads it, the desk counts days by
//! it, and the request's page shows it.

use std::sync::Arc;

use jiff::{Timestamp, civil};
use rustc_hash::FxHashMap;

use super::{EntryId, Site, day};
use crate::config::Workflow;
use crate::source::SitePath;

/// What git remembers of each request, by the path of its file: each revision, the oldest first, with
/// the state that the file named, if it named one.
pub type Revisions = FxHashMap<SitePath, Vec<Step<Option<Box<str>>>>>;

/// A request came to a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<S = Box<str>> {
    pub state: S,
    pub at: Timestamp,
    /// Whoever made the commit, if it names anybody.
    pub by: Option<Arc<str>>,
}

impl<S> Step<S> {
    /// The day, in the time of Greenwich as all days from git.
    #[must_use]
    pub fn day(&self) -> civil::Date {
        day(self.at)
    }
}

/// The way that each request has come: of its revisions those that moved it. A request that was not
/// there from its first state on was written down afterwards; git knows the days of the writing only,
/// so it has no way.
pub(super) fn ways(revisions: &Revisions, workflow: &Workflow) -> FxHashMap<SitePath, Vec<Step>> {
    let start = &workflow.start().id;
    let way = |all: &[Step<Option<Box<str>>>]| {
        let mut way: Vec<Step> = Vec::new();
        for revision in all {
            let state = revision.state.as_ref().unwrap_or(start);
            if way.last().is_none_or(|last| last.state != *state) {
                way.push(Step { state: state.clone(), at: revision.at, by: revision.by.clone() });
            }
        }
        way.first().is_some_and(|first| first.state == *start).then_some(way)
    };
    revisions.iter().filter_map(|(path, all)| Some((path.clone(), way(all)?))).collect()
}

impl Site {
    /// The way that a request has come; empty where git does not tell.
    #[must_use]
    pub fn steps(&self, id: EntryId) -> &[Step] {
        let file = &self.entry(self.entry(id).original).record.file;
        self.steps.get(file).map_or(&[], Vec::as_slice)
    }
}
