//! What happened to a request, in days of the calendar.

use jiff::civil;

use crate::config::{Guard, Workflow};
use crate::desk::status::Status;
use crate::desk::way::way;
use crate::record::Size;
use crate::site::Site;

/// What happened to a request.
pub(super) struct Course<'s> {
    pub(super) status: Status<'s>,
    pub(super) received: Option<civil::Date>,
    /// When somebody of the desk first answered whoever asked.
    pub(super) replied: Option<civil::Date>,
    /// When the first review was written, or the first step taken.
    pub(super) stepped: Option<civil::Date>,
    /// Whether it is a question that the staff answers without the committee.
    pub(super) is_question: bool,
    pub(super) decided: Option<civil::Date>,
    pub(super) accepted: Option<bool>,
}

impl<'s> Course<'s> {
    pub(super) fn of(site: &'s Site, status: Status<'s>) -> Self {
        let workflow = &site.workflow;
        let request = status.request;
        let created = || Some(site.transitions(status.id).first()?.day());
        let received = request.received.map(|date| date.0).or_else(created);
        let steps = way(site, status.id);
        let start = &*workflow.start().id;
        let reviewed = status.reviews(site).filter_map(|(review, _)| review.date.map(|date| date.0)).min();
        let moved = steps.iter().filter(|step| step.state != start).find_map(|step| step.day);
        let has_stage = |state: &str| workflow.state(state).is_some_and(|state| state.stage.is_some());
        let is_question = request.size == Some(Size::Question)
            && status.state.stage.is_none()
            && !steps.iter().any(|step| has_stage(step.state));
        let decision = |state: &str| if is_question { None } else { decision(workflow, state) };
        let decided = steps.iter().find(|step| decision(step.state).is_some());
        // Where it stands tells how it was decided; one that rests now may have been decided before.
        let accepted =
            decision(&status.state.id).or_else(|| steps.iter().rev().find_map(|step| decision(step.state)));
        Self {
            received,
            replied: request.replied.map(|date| date.0),
            stepped: reviewed.into_iter().chain(moved).min(),
            is_question,
            decided: decided.and_then(|step| step.day),
            accepted,
            status,
        }
    }

    /// Whether a question has its answer. Some are taken back, or declined.
    pub(super) fn is_answered(&self, workflow: &Workflow) -> bool {
        let state = &self.status.state;
        state.is_final && decision(workflow, &state.id) == Some(true)
    }
}

/// Whether a request in that state has been accepted; `None` while that is open, and for what was
/// taken back. Accepted is what has left the last stage behind or has come to its end on the way;
/// declined is what a move has led to that needs the committee to decline.
fn decision(workflow: &Workflow, state: &str) -> Option<bool> {
    let found = workflow.state(state)?;
    let last_stage = workflow.states.iter().rposition(|state| state.stage.is_some());
    let behind = workflow.position(state) > last_stage;
    let declined = || {
        let mut leads = workflow.moves.iter().filter(|step| *step.to == *state);
        leads.any(|step| step.needs.contains(&Guard::Decline))
    };
    match (found.is_final, found.aside) {
        (true, false) => Some(true),
        (true, true) => declined().then_some(false),
        (false, false) if behind => Some(true),
        _ => None,
    }
}

/// How many of these are decided, and how many accepted.
pub(super) fn decisions(all: &[&Course<'_>]) -> (usize, usize) {
    let decided = all.iter().filter_map(|course| course.accepted);
    decided.fold((0, 0), |(decided, accepted), yes| (decided + 1, accepted + usize::from(yes)))
}

/// The days from one to the other.
pub(super) fn took(from: Option<civil::Date>, to: Option<civil::Date>) -> Option<i32> {
    let days = from?.until(to?).ok()?.get_days();
    (days >= 0).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_decided_follows_from_the_workflow() {
        let workflow = Workflow::standard();
        let of = |state: &str| decision(&workflow, state);
        for open in ["submitted", "initial-feedback", "development", "final-go", "on-hold"] {
            assert_eq!(of(open), None, "{open}");
        }
        assert_eq!((of("support"), of("completed")), (Some(true), Some(true)));
        assert_eq!((of("declined"), of("withdrawn")), (Some(false), None), "to take back is no decision");
    }
}
