//! The way that each request has come, as git remembers it. `pipeline` reads it, the desk counts days by
//! it, and the request's page shows it.

use std::sync::Arc;

use jiff::{Timestamp, civil};
use rustc_hash::FxHashMap;

use super::{EntryId, Site, day};
use crate::config::Workflow;
use crate::source::SitePath;

/// The moves of each request, by the path of its file; the oldest first.
pub type Steps = FxHashMap<SitePath, Vec<Step>>;

/// A request came to a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// `None` where its file named none, which is the first state.
    pub state: Option<Box<str>>,
    pub at: Timestamp,
    /// Whoever made the commit, if it names anybody.
    pub by: Option<Arc<str>>,
}

impl Step {
    #[must_use]
    pub fn state<'s>(&'s self, workflow: &'s Workflow) -> &'s str {
        self.state.as_deref().unwrap_or(&workflow.start().id)
    }

    /// The day, in the time of Greenwich as all days from git.
    #[must_use]
    pub fn day(&self) -> civil::Date {
        day(self.at)
    }
}

impl Site {
    /// The way that a request has come; empty where git does not tell.
    #[must_use]
    pub fn steps(&self, id: EntryId) -> &[Step] {
        let file = &self.entry(self.entry(id).original).record.file;
        self.steps.get(file).map_or(&[], Vec::as_slice)
    }
}
