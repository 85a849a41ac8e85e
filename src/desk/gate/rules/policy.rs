//! The rules themselves and all else that not everybody may change: who may, and never together with what they are to
//! allow.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{self, Actor, Policy};
use crate::desk::gate::{Change, Closed, Judged, Principals, Why};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::SitePath;

/// A request does not change together with the rules. That a file is not known to be a record, though it lies where
/// they do, is said without that.
pub(in crate::desk::gate) fn apart(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let is_rule = |closed: &&Closed| matches!(closed.why, Why::Rule | Why::Standing | Why::Mode);
    let Some(rules) = judged.change.closed.iter().find(is_rule) else {
        return;
    };
    let message = format!("the request and `{}`, which takes approvals, change together", rules.name);
    diagnostics.push(Judged::whole(Code::PolicyMixed, &judged.request.file, message).help(
        "propose the change of the rules as a pull request of its own; until it is merged the old ones hold",
    ));
}

impl Principals<'_> {
    /// Those who approved, and may decide.
    pub(super) fn approvals<'s>(
        &'s self,
        change: &'s Change,
        policy: &'s Policy,
    ) -> impl Iterator<Item = &'s str> {
        let may =
            |person: &&str| policy.by.iter().any(|role| change.people.holds(person, role, change.today));
        self.approvers.iter().copied().filter(may)
    }

    /// How many approvals it takes: as many as the workflow says, and where fewer others hold such a role and have an
    /// account here, all of theirs. `None` where there is nobody else.
    pub(in crate::desk::gate) fn takes(&self, change: &Change, policy: &Policy) -> Option<usize> {
        let mut others = approvers(change, policy);
        if let Some(own) = self.actor {
            others.remove(change.people.identity(own));
        }
        (!others.is_empty()).then_some(policy.quorum.min(others.len()))
    }

    /// Whose approvals it takes, as a clause.
    pub(in crate::desk::gate) fn approve(&self, change: &Change, policy: &Policy) -> String {
        let roles: Vec<Actor> = policy.by.iter().cloned().map(Actor::Role).collect();
        let who = change.people.names_of(&roles, change.today);
        match self.takes(change, policy) {
            None => "nobody else can approve it: the owner of the repository commits it to the branch directly, and \
                     `casebook check` says who is missing"
                .to_owned(),
            Some(1) => format!("another approves its last commit on the forge: {who}"),
            Some(takes) => format!("{takes} others approve its last commit on the forge: {who}"),
        }
    }

    /// Whether so many have approved.
    pub(in crate::desk::gate) fn has_quorum(&self, change: &Change, policy: &Policy) -> bool {
        self.approvals(change, policy).count() >= self.takes(change, policy).unwrap_or(policy.quorum)
    }

    /// Whether as many have approved as a change of the rules takes.
    pub(in crate::desk::gate) fn has_policy_quorum(&self, change: &Change) -> bool {
        self.has_quorum(change, &change.workflow.policy)
    }
}

/// Whose approvals can count: those who hold such a role and have an account here, one name for each human being.
pub(in crate::desk::gate) fn approvers<'c>(change: &'c Change, policy: &Policy) -> BTreeSet<&'c str> {
    let Change { people, actor, today, .. } = change;
    let holders = policy.by.iter().flat_map(|role| people.holders(role, *today));
    let holders = holders.filter(|slug| people.logins(slug, actor.host).next().is_some());
    holders.map(|slug| people.identity(slug)).collect()
}

/// What not everybody may change takes approvals.
pub(in crate::desk::gate) fn judge(change: &Change, principals: &Principals<'_>) -> Vec<Diagnostic> {
    if principals.has_policy_quorum(change) {
        return Vec::new();
    }
    let policy = &change.workflow.policy;
    let approve = principals.approve(change, policy);
    let mut by_reason: BTreeMap<Why, Vec<&Closed>> = BTreeMap::new();
    for closed in &change.closed {
        by_reason.entry(closed.why).or_default().push(closed);
    }
    let approved = principals.approvals(change, policy).count();
    let takes = principals.takes(change, policy).unwrap_or(policy.quorum);
    let diagnostic = |(why, files): (Why, Vec<&Closed>)| {
        let rest = match files.len() - 1 {
            0 => String::new(),
            1 => ", here and in 1 other file".to_owned(),
            more => format!(", here and in {more} other files"),
        };
        let first = files[0];
        let (file, named) = match &first.file {
            Some(file) => (file.clone(), String::new()),
            None => (SitePath::new(config::FILE), format!(" (`{}`)", first.name)),
        };
        let message = format!("{approved} of {takes} approvals that {} takes{named}{rest}", why.what());
        let help = match why.instead() {
            Some(instead) => format!("{instead}; or {approve}"),
            None => approve.clone(),
        };
        Judged::whole(Code::PolicyQuorum, &file, message).help(help)
    };
    by_reason.into_iter().map(diagnostic).collect()
}

impl Why {
    fn what(self) -> &'static str {
        match self {
            Self::Rule | Self::Standing => "a change of the rules",
            Self::Mode => "a link, or a file that can be run,",
            Self::Unnamed => "a file that no page names",
            Self::Elsewhere => "a file that is no record",
        }
    }

    /// What does without approvals.
    fn instead(self) -> Option<&'static str> {
        match self {
            Self::Rule | Self::Standing => None,
            Self::Mode => Some("put a plain file in its place, one that nobody can run"),
            Self::Unnamed => Some("link to it from a record"),
            Self::Elsewhere => Some("take it out of the change"),
        }
    }
}
