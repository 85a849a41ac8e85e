//! A change as the gate is given it: what was before, what would be after, and who acts.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil;
use serde::Deserialize;

use crate::config::{Stage, Workflow};
use crate::desk::People;
use crate::record::{Fields, Host, Priority, Record, Request, Review};
use crate::site::Times;
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
    /// The requests that would stand in each state, those of the change among them.
    pub standing: BTreeMap<Box<str>, Vec<Standing>>,
    /// Whether the rules of the base could not be read, and the standard ones stand in for them.
    pub is_without_rules: bool,
}

impl Change {
    /// Whether the reviews of a stage take longer than the state that the request stands in gives them.
    #[must_use]
    pub fn is_late(&self, request: &RequestChange, stage: &Stage) -> bool {
        let Some(before) = request.before.request() else { return false };
        let open = self.workflow.state(before.state(&self.workflow));
        let open = open.filter(|open| open.stage.as_deref() == Some(&*stage.id));
        open.is_some_and(|open| open.is_late(request.times.since, self.today))
    }
}

/// A request that stands in a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub id: Arc<str>,
    pub priority: Option<Priority>,
}

/// Which of these requests stand in each state. Those that nobody acts on take no room.
pub fn standing<'r>(
    workflow: &Workflow,
    requests: impl IntoIterator<Item = &'r Record>,
) -> BTreeMap<Box<str>, Vec<Standing>> {
    let mut standing: BTreeMap<Box<str>, Vec<Standing>> = BTreeMap::new();
    for record in requests {
        if let Fields::Request(request) = &record.fields
            && request.is_followed()
        {
            let one = Standing { id: Arc::clone(&record.id.slug), priority: request.priority };
            standing.entry(request.state(workflow).into()).or_default().push(one);
        }
    }
    standing
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
    /// Whoever proposes the change.
    pub account: Account,
    /// Those who approved the change as it is, each once.
    pub approvals: Vec<Account>,
    /// Those whose approval does not count, and why.
    pub unheard: Vec<(Account, Unheard)>,
}

impl Actor {
    /// Somebody alone.
    #[must_use]
    pub fn alone(host: Host, account: Account) -> Self {
        Self { host, account, approvals: Vec::new(), unheard: Vec::new() }
    }
}

/// An account of a forge.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// What the forge calls it today. Somebody else may be called that tomorrow.
    pub login: String,
    /// The number that it keeps, where the forge has told.
    #[serde(default)]
    pub id: Option<u64>,
}

impl Account {
    /// Whether two are the same one. No forge tells capitals from small letters in a login.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.login.eq_ignore_ascii_case(&other.login) || self.id.is_some() && self.id == other.id
    }
}

/// Why an approval does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unheard {
    /// What would be merged is another change than the one that was approved.
    OlderCommit,
    /// Its writer has taken it back.
    TakenBack,
    /// Its writer made a part of the change.
    OwnCommits,
}

/// What a change does to one request.
#[derive(Debug)]
pub struct RequestChange {
    /// The request's id.
    pub id: Arc<str>,
    /// What it is called in the base, where the change gives it another id.
    pub renamed_from: Option<Arc<str>>,
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
    /// When something last happened to it in the base; nothing where no rule asks, or nothing is known of it.
    pub times: Times,
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
    /// What it was, where that could be read.
    pub before: Option<Arc<Review>>,
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
