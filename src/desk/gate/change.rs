//! A change as the gate is given it: what was before, what would be after, and who acts.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil;

use crate::config::Workflow;
use crate::desk::People;
use crate::record::{Fields, Host, Record, Request, Review};
use crate::source::SitePath;

/// A change of requests, and the rules that it is judged by. The rules and the people are those of
/// the base: what the change itself says of them has no say in it.
#[derive(Debug)]
pub struct Change {
    pub workflow: Arc<Workflow>,
    pub people: People,
    pub today: civil::Date,
    pub actor: Actor,
    pub requests: Vec<RequestChange>,
    /// Files that decide who may do what, as far as the change touches them.
    pub policy: Vec<SitePath>,
    /// The cases that would be part of the site, as far as the requests name them.
    pub cases: BTreeSet<Arc<str>>,
    /// Those that are there and would not be part of it: drafts, and what cannot be read.
    pub hidden_cases: BTreeSet<Arc<str>>,
}

/// Who acts, and who has approved it.
#[derive(Debug)]
pub struct Actor {
    pub host: Host,
    /// What the forge calls whoever proposes the change.
    pub login: String,
    /// What it calls those who approved the commit that is judged, each once.
    pub approvals: Vec<String>,
}

/// What a change does to one request.
#[derive(Debug)]
pub struct RequestChange {
    /// The request's id.
    pub id: Arc<str>,
    pub file: SitePath,
    pub before: Side,
    pub after: Side,
    /// Whether the text below the front matter is another.
    pub body_changed: bool,
    /// Translations, attachments and other files of the request that it touches.
    pub others: Vec<SitePath>,
    /// All reviews that there would be, and those that are taken away.
    pub reviews: Vec<ReviewChange>,
}

/// A request on one side of the change.
#[derive(Debug, Clone)]
pub enum Side {
    Absent,
    /// It is there, and too faulty to be read; its faults are reported elsewhere.
    Broken,
    Present(Arc<Record>),
}

/// What a change does to one review.
#[derive(Debug)]
pub struct ReviewChange {
    pub file: SitePath,
    /// Whether the base has it.
    pub existed: bool,
    pub changed: bool,
    /// What it would be; `None` for one that is taken away or cannot be read.
    pub after: Option<Arc<Review>>,
    pub removed: bool,
}

impl Side {
    /// The request, where it can be read.
    #[must_use]
    pub fn request(&self) -> Option<&Request> {
        match &self.record()?.fields {
            Fields::Request(request) => Some(request),
            _ => None,
        }
    }

    #[must_use]
    pub fn record(&self) -> Option<&Record> {
        match self {
            Self::Present(record) => Some(record),
            _ => None,
        }
    }

    #[must_use]
    pub fn exists(&self) -> bool {
        !matches!(self, Self::Absent)
    }
}
