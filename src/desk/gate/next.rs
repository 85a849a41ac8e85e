//! What is to be done next about a change, and by whom: the few lines that stand above all that was found.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Change, Principals, RequestChange, Subject, Verdict};
use crate::config::Actor;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::record::layout;

/// Something that somebody can do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Step {
    pub who: String,
    pub what: String,
}

/// All of it: first what whoever proposes the change has to do.
#[must_use]
pub fn next(change: &Change, verdicts: &[Verdict], elsewhere: &Diagnostics) -> Vec<Step> {
    let mut own = elsewhere.iter().filter(|fault| fault.severity == Severity::Error).count();
    let mut others = BTreeSet::new();
    for verdict in verdicts {
        for fault in verdict.diagnostics.iter().filter(|fault| fault.severity == Severity::Error) {
            match of(change, verdict, fault) {
                Some(step) => drop(others.insert(step)),
                None => own += 1,
            }
        }
    }
    let points = if own == 1 { "a point".to_owned() } else { format!("{own} points") };
    let own = (own > 0).then(|| Step {
        who: format!("`{}`", change.actor.account.login),
        what: format!("put right {points} of what stands below"),
    });
    own.into_iter().chain(others).collect()
}

/// What somebody else can do about a fault; `None` where it is for whoever proposes the change.
fn of(change: &Change, verdict: &Verdict, fault: &Diagnostic) -> Option<Step> {
    const APPROVE: &str = "approve this pull request";
    let (people, workflow) = (&change.people, &change.workflow);
    let names = |actors: &[Actor]| people.names_of(actors, change.today);
    let roles = |roles: &[Box<str>]| names(&roles.iter().cloned().map(Actor::Role).collect::<Vec<_>>());
    let writer = || {
        let (_, name) = layout::review_of(&fault.file)?;
        Some(people.name(name.split_once('-')?.1).to_owned())
    };
    let from = verdict.transition.as_ref().map(|(from, _)| &**from);
    let (who, what) = match fault.code {
        Code::MoveRole => {
            let (from, to) = verdict.transition.as_ref()?;
            (people.names_of_any(&workflow.find(from, to)?.by, change.today), APPROVE)
        }
        Code::DeskField | Code::DecidedText => (roles(&workflow.desk), APPROVE),
        Code::ForeignRequest => (format!("the requester, or {}", roles(&workflow.desk)), APPROVE),
        Code::PolicyQuorum if Principals::of(change).takes(change, &workflow.policy).is_none() => {
            ("the owner of the repository".to_owned(), "commit it to the branch directly")
        }
        Code::PolicyQuorum => (roles(&workflow.policy.by), APPROVE),
        Code::MissingQuorum if layout::review_of(&fault.file).is_some() => {
            (writer()?, "say otherwise in the review, once it is settled")
        }
        Code::MissingQuorum => {
            let stage = workflow.stage(workflow.state(from?)?.stage.as_deref()?)?;
            let id = |request: &&RequestChange| matches!(&verdict.subject, Subject::Request { id, .. } if *id == request.id);
            let is_late = change.requests.iter().find(id).is_some_and(|own| change.is_late(own, stage));
            (
                roles(&stage.roles(is_late).cloned().collect::<Vec<_>>()),
                "review the request, as far as they have not",
            )
        }
        Code::OpenConcern => (writer()?, "write `resolved: true` beside the concern, or take it back"),
        Code::ImpersonatedReview => (writer()?, APPROVE),
        Code::RecordedReview => {
            let by = workflow.recorded.iter().flat_map(|policy| &policy.by).cloned().collect::<Vec<_>>();
            (format!("{}, or {}", writer()?, roles(&by)), APPROVE)
        }
        _ => return None,
    };
    Some(Step { who, what: what.to_owned() })
}
