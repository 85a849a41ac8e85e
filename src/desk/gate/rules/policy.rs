//! The rules themselves: who may change them, and never together with what they are to allow.

use std::collections::BTreeSet;

use crate::config::Actor;
use crate::desk::gate::{Change, Judged, Principals};
use crate::diagnostic::{Code, Diagnostic};

/// A request does not change together with the rules.
pub(in crate::desk::gate) fn apart(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(rules) = judged.change.policy.first() else {
        return;
    };
    let message = format!("the request and the rules (`{rules}`) change together");
    diagnostics.push(Judged::whole(Code::PolicyMixed, &judged.request.file, message).help(
        "propose the change of the rules as a pull request of its own; until it is merged the old ones hold",
    ));
}

/// A change of the rules takes approvals.
pub(in crate::desk::gate) fn judge(change: &Change, principals: &Principals<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let Some(first) = change.policy.first() else {
        return diagnostics;
    };
    let policy = &change.workflow.policy;
    let may = |person: &&&str| policy.by.iter().any(|role| change.people.holds(person, role, change.today));
    let approved: BTreeSet<&str> = principals.approvers.iter().filter(may).copied().collect();
    if approved.len() < policy.quorum {
        let roles: Vec<Actor> = policy.by.iter().cloned().map(Actor::Role).collect();
        let who = change.people.names_of(&roles, change.today);
        let holders: BTreeSet<&str> =
            policy.by.iter().flat_map(|role| change.people.holders(role, change.today)).collect();
        let others = holders.iter().filter(|person| Some(**person) != principals.actor).count();
        let help = if others < policy.quorum {
            format!(
                "{who} approves it, and only {others} can: the owner of the repository merges the first such change by hand"
            )
        } else {
            format!("{} others approve its last commit on the forge: {who}", policy.quorum)
        };
        let rest = match change.policy.len() - 1 {
            0 => String::new(),
            1 => ", here and in 1 other file".to_owned(),
            more => format!(", here and in {more} other files"),
        };
        let message = format!(
            "{} of {} approvals that a change of the rules takes{rest}",
            approved.len(),
            policy.quorum
        );
        diagnostics.push(Judged::whole(Code::PolicyQuorum, first, message).help(help));
    }
    diagnostics
}
