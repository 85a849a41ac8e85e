//! A change as the gate is given it: what was before, what would be after, and who acts.

use std::collections::BTreeMap;
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
    /// The files that not everybody may change, as far as the change touches them.
    pub closed: Vec<Closed>,
    /// What the cases are that the requests name, as far as they are there.
    pub cases: BTreeMap<Arc<str>, CaseState>,
    /// Whether the rules of the base could not be read, and the standard ones stand in for them.
    pub is_without_rules: bool,
}

/// A file that takes approvals to be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// `None` for one that lies outside of the site's folder.
    pub file: Option<SitePath>,
    /// Its path as people see it.
    pub name: String,
    pub why: Why,
}

/// Why a file takes approvals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is one of the rules, or may be part of what runs: nothing but records is known to be neither.
    Rule,
    /// It says who holds a role, or by which account they are known.
    Standing,
    /// It is a link, a repository of its own, or can be run as a program.
    Mode,
    /// No page names it.
    Unnamed,
    /// It is no record, and nothing that a record could name.
    Elsewhere,
}

/// What a case is to the readers of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseState {
    /// They can read it. It names the request that it came of, if any.
    Published(Option<Arc<str>>),
    /// It is a draft, or cannot be read.
    Hidden,
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
    /// Whether the change touches its own file, in whichever of its places.
    pub is_touched: bool,
    /// The text below the front matter.
    pub body_before: String,
    pub body_after: String,
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
    /// The stage and the person that its name gives.
    pub stage: Box<str>,
    pub person: Box<str>,
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
