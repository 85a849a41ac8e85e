//! Judges a change: may it be merged, and if not, what is missing, who can do it, and how. Called by
//! `pipeline` for `casebook check --base`, and for the moves that the command line makes.
//!
//! Each rule is a function in a file of its own below `rules`, and looks at one request. All run, so
//! that everything that is missing is reported at once.

mod after;
mod change;
pub mod comment;
mod decided;
mod difference;
mod next;
mod own;
mod rules;
mod tally;
mod together;

pub use super::uncounted::Uncounted;
pub use change::{
    Account, Actor, CaseState, Change, Closed, RequestChange, ReviewChange, Side, Standing, Unheard, Why,
    standing,
};
pub use decided::{decided, decided_since};
pub use next::{Step, next};
pub(crate) use rules::fields::filled;
pub use tally::Tally;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::config::{self, Language};
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place, Severity};
use crate::record::Request;
use crate::source::SitePath;

/// What the gate says of a change of one request, or of the rules.
#[derive(Debug, Clone)]
pub struct Verdict {
    pub subject: Subject,
    /// The state it was in and the state it would be in, where they are two.
    pub transition: Option<(Box<str>, Box<str>)>,
    /// What speaks against it (errors), and what should be known (warnings).
    pub diagnostics: Vec<Diagnostic>,
    /// What happens once it is merged: one sentence.
    pub after: String,
    /// What the requester says and would say, where that changes.
    pub differences: Vec<Difference>,
}

/// A text of a request that would be another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The field; `body` for the text below the front matter.
    pub field: String,
    pub before: String,
    pub after: String,
}

/// What a verdict is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    Request {
        id: Arc<str>,
        title: String,
    },
    /// The workflow, or who holds which role.
    Policy,
}

impl Verdict {
    /// Whether nothing speaks against it.
    #[must_use]
    pub fn may_be_merged(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning)
    }
}

/// The rules for a request, in the order in which their diagnostics are reported.
const RULES: &[fn(&Judged<'_>, &mut Vec<Diagnostic>)] = &[
    rules::removal::judge,
    rules::start::judge,
    rules::transition::judge,
    rules::role::judge,
    rules::guards::judge,
    rules::state::judge,
    rules::steps::judge,
    rules::exceptions::judge,
    rules::guards::way_back,
    rules::fields::judge,
    rules::reviews::judge,
    rules::policy::apart,
];

/// A verdict for every request that the change touches, and one for the rules if it touches them.
#[must_use]
pub fn judge(change: &Change) -> Vec<Verdict> {
    judge_by(change, &Principals::of(change))
}

/// What the gate will say of a move once it has the approvals that an exception takes: for whoever writes one that needs
/// them.
#[must_use]
pub fn judge_as_exception(change: &Change) -> Vec<Verdict> {
    judge_by(change, &Principals { is_exception_asked: true, ..Principals::of(change) })
}

/// Whether an exception can set a refusal of that sort aside.
#[must_use]
pub fn can_set_aside(code: Code) -> bool {
    rules::exceptions::can_set_aside(code)
}

/// Whose approvals an exception takes, as a clause.
#[must_use]
pub fn exception_takes(change: &Change) -> String {
    Principals::of(change).approve(change, &change.workflow.exceptions)
}

fn judge_by(change: &Change, principals: &Principals<'_>) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = change
        .requests
        .iter()
        .map(|request| {
            let judged = Judged { change, request, principals };
            let mut diagnostics = Vec::new();
            for rule in RULES {
                rule(&judged, &mut diagnostics);
            }
            unheard(change, &request.file, &mut diagnostics);
            let transition = judged.transition().map(|(from, to)| (from.into(), to.into()));
            let record = request.after.record().or(request.before.record());
            let title = record.map_or_else(|| request.id.to_string(), |record| record.common.title.clone());
            let subject = Subject::Request { id: Arc::clone(&request.id), title };
            let differences = rules::fields::differences(&judged);
            Verdict { subject, transition, diagnostics, after: judged.after(), differences }
        })
        .collect();
    if !change.closed.is_empty() {
        let mut diagnostics = rules::policy::judge(change, principals);
        let file = change.closed.iter().find_map(|closed| closed.file.clone());
        unheard(change, &file.unwrap_or_else(|| SitePath::new(config::FILE)), &mut diagnostics);
        let after = "The new rules hold for every change that is judged after it.".to_owned();
        let differences = Vec::new();
        verdicts.push(Verdict {
            subject: Subject::Policy,
            transition: None,
            diagnostics,
            after,
            differences,
        });
    }
    verdicts
}

/// Where something is missing, the approvals that were given for it and do not count.
fn unheard(change: &Change, file: &SitePath, diagnostics: &mut Vec<Diagnostic>) {
    if diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning) {
        return;
    }
    let people = &change.people;
    let name = |account: &Account| {
        let person = people.principal(change.actor.host, account);
        person.map_or_else(|| format!("`{}`", account.login), |slug| people.name(slug).to_owned())
    };
    let told = |message: String, help: String| {
        Diagnostic::new(Code::UncountedApproval, file, Place::File, message).help(help)
    };
    for (account, why) in &change.actor.unheard {
        let name = name(account);
        let (message, help) = match why {
            Unheard::OlderCommit => (
                format!("the approval of {name} is of an older commit, and the change is another since"),
                format!("ask {name} to approve the last commit"),
            ),
            Unheard::TakenBack => (
                format!("{name} has taken back the approval, or asks for changes"),
                format!("settle it with {name}, who then approves the last commit"),
            ),
            Unheard::OwnCommits => (
                format!(
                    "{name} made a commit of this change, and so does not count among those who approve it"
                ),
                "somebody else approves it".to_owned(),
            ),
        };
        diagnostics.push(told(message, help));
    }
    for account in &change.actor.approvals {
        if people.principal(change.actor.host, account).is_none() {
            let message =
                format!("no person's file names the account `{}`, which approves this", account.login);
            let host = change.actor.host.name();
            let help = format!("whoever it is has it added to their own file: `accounts: {{{host}: …}}`");
            diagnostics.push(told(message, help));
        }
    }
}

/// Whose approvals can count, of what takes those of a policy: one name for each human being.
#[must_use]
pub fn approvers<'c>(change: &'c Change, policy: &config::Policy) -> BTreeSet<&'c str> {
    rules::policy::approvers(change, policy)
}

/// What the reviews of a stage come to, of the request that the change is of.
pub fn count<'c, T>(
    change: &'c Change,
    stage: &'c config::Stage,
    tell: impl FnOnce(&Tally<'_>) -> T,
) -> Option<T> {
    let principals = Principals::of(change);
    let judged = Judged { change, request: change.requests.first()?, principals: &principals };
    Some(tell(&judged.tally(stage)))
}

/// The principals of a change, on whose authority it is made: whoever proposes it, and whoever approved its last
/// commit.
#[derive(Debug)]
pub(crate) struct Principals<'c> {
    /// Whoever proposes it, if the site knows them.
    pub(crate) actor: Option<&'c str>,
    /// Those who approved, one name for each human being, without whoever proposes it.
    pub(crate) approvers: BTreeSet<&'c str>,
    /// Whether the approvals that an exception takes are taken for given.
    pub(crate) is_exception_asked: bool,
}

impl<'c> Principals<'c> {
    fn of(change: &'c Change) -> Self {
        let people = &change.people;
        let person = |account: &Account| people.principal(change.actor.host, account);
        let actor = person(&change.actor.account);
        let mut known: BTreeSet<&str> = actor.into_iter().map(|slug| people.identity(slug)).collect();
        let approvers = change.actor.approvals.iter().filter_map(person);
        let approvers = approvers.filter(|slug| known.insert(people.identity(slug))).collect();
        Self { actor, approvers, is_exception_asked: false }
    }

    fn all(&self) -> impl Iterator<Item = &'c str> {
        self.actor.into_iter().chain(self.approvers.iter().copied())
    }
}

/// A request under judgement.
pub(crate) struct Judged<'c> {
    pub(crate) change: &'c Change,
    pub(crate) request: &'c RequestChange,
    pub(crate) principals: &'c Principals<'c>,
}

impl<'c> Judged<'c> {
    /// The state that it was in; `None` for a new request, and for one that could not be read.
    fn from(&self) -> Option<&'c str> {
        Some(self.request.before.request()?.state(&self.change.workflow))
    }

    /// The state that it would be in.
    fn to(&self) -> Option<&'c str> {
        Some(self.request.after.request()?.state(&self.change.workflow))
    }

    /// The two states, where the change moves the request.
    fn transition(&self) -> Option<(&'c str, &'c str)> {
        self.from().zip(self.to()).filter(|(from, to)| from != to)
    }

    /// The move of the workflow that this is, where it is one.
    fn legal_move(&self) -> Option<&'c config::Move> {
        let (from, to) = self.transition()?;
        self.change.workflow.find(from, to)
    }

    /// Whether one of the principals holds one of these roles today.
    fn holds(&self, role: &str) -> bool {
        self.principals.all().any(|person| self.change.people.holds(person, role, self.change.today))
    }

    fn has_policy_quorum(&self) -> bool {
        self.principals.has_policy_quorum(self.change)
    }

    /// Whether the text of the request is taken away by a decision of the desk, which everybody can read.
    fn is_taken_away(&self) -> bool {
        self.request.after.request().is_some_and(Request::is_removed) && self.is_desk()
    }

    /// Whether what the request asks for was decided upon, so that it is no longer the requester's alone.
    fn is_decided(&self) -> bool {
        let Some(before) = self.request.before.request() else { return false };
        let workflow = &self.change.workflow;
        let state = before.state(workflow);
        let held = before.held(workflow).filter(|_| workflow.is_hold(state));
        workflow.is_decided(held.unwrap_or(state))
    }

    /// Whoever proposes the change, for a sentence.
    fn proposer(&self) -> String {
        let login = &self.change.actor.account.login;
        if self.principals.actor.is_some() || self.is_requester() {
            format!("`{login}`")
        } else {
            format!("`{login}`, an account that no person's file names,")
        }
    }

    fn is_desk(&self) -> bool {
        self.change.workflow.desk.iter().any(|role| self.holds(role))
    }

    /// Whether the requester proposes or has approved it.
    fn is_requester(&self) -> bool {
        self.accounts().any(|account| self.is_requesters(account))
    }

    /// Whether one of the principals is in the working group of the request, as the base names it.
    fn is_in_group(&self) -> bool {
        self.principals.all().any(|person| self.is_of_group(person))
    }

    fn is_of_group(&self, person: &str) -> bool {
        let group = self.request.before.request().and_then(|request| request.group.as_ref());
        group.is_some_and(|group| self.change.people.is_in(&group.0, person))
    }

    /// Whether an account is the requester's. Who they are is what the base says.
    fn is_requesters(&self, account: &Account) -> bool {
        let Change { people, actor, .. } = self.change;
        let by = |request: &Request| people.is_requester(request, actor.host, account);
        match &self.request.before {
            Side::Absent => self.request.after.request().is_some_and(by),
            before => before.request().is_some_and(by),
        }
    }

    /// Whoever proposes it, and whoever approved.
    fn accounts(&self) -> impl Iterator<Item = &'c Account> {
        let actor = &self.change.actor;
        std::iter::once(&actor.account).chain(&actor.approvals)
    }

    fn names_of(&self, actors: &[config::Actor]) -> String {
        self.change.people.names_of(actors, self.change.today)
    }

    fn desk(&self) -> Vec<config::Actor> {
        self.change.workflow.desk.iter().cloned().map(config::Actor::Role).collect()
    }

    /// A diagnostic at a field of the request.
    fn at(&self, code: Code, field: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, &self.request.file, FieldPath::key(field), message)
    }

    /// A diagnostic at a file as a whole.
    fn whole(code: Code, file: &SitePath, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, file, Place::File, message)
    }

    /// What readers see for a state.
    fn label(&self, state: &'c str) -> &'c str {
        let english = Language::default();
        let found = self.change.workflow.state(state);
        found.map_or(state, |found| found.label(&english, &english))
    }
}
