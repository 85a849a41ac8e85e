//! A review is its writer's own, and is written while its stage is open.

use super::guards::help_for;
use crate::desk::gate::{Judged, ReviewChange, Uncounted};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::record::Review;

/// A review that nobody can read counts for nothing, so that is its writer's to do as well.
fn unreadable(judged: &Judged<'_>, change: &ReviewChange) -> Option<Diagnostic> {
    if change.removed || judged.wrote(change) {
        return None;
    }
    let proposer = judged.proposer();
    let name = judged.change.people.name(&change.person);
    let message = format!("{proposer} changes the review of {name} into one that cannot be read");
    let help = help_for(judged, &Uncounted::Impersonated);
    Some(Judged::whole(Code::ImpersonatedReview, &change.file, message).help(help))
}

/// Whether nothing happens to a review but that its writer contests it, or others write down that they do. That can be
/// done at any time: a decision stays what it was, and everybody reads it.
fn is_contested(judged: &Judged<'_>, change: &ReviewChange, after: &Review) -> bool {
    let Some(before) = change.before.as_deref() else { return false };
    let contested = Review { contested: after.contested.clone(), ..before.clone() };
    after.contested.is_some() && *after == contested && judged.not_theirs(change, after).is_none()
}

pub(in crate::desk::gate) fn judge(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let workflow = &judged.change.workflow;
    for change in judged.request.reviews.iter().filter(|review| review.changed) {
        let Some(review) = change.after.as_deref() else {
            diagnostics.extend(unreadable(judged, change));
            continue;
        };
        // An unknown stage is reported as any unknown name is.
        let Some(stage) = workflow.stage(&review.stage) else {
            continue;
        };
        let open = |state: &str| {
            workflow.state(state).is_some_and(|state| state.stage.as_deref() == Some(&*stage.id))
        };
        if !judged.from().is_some_and(open) && !is_contested(judged, change, review) {
            let now = judged.from().unwrap_or("new");
            let message = if change.existed {
                format!("the stage `{}` is decided, and a review of it would change", stage.id)
            } else {
                format!("the stage `{}` is not open: the request is `{now}`", stage.id)
            };
            let when = workflow.states.iter().find(|state| open(&state.id));
            let help = match when {
                Some(when) => format!("reviews of this stage are written while the request is `{}`", when.id),
                None => "no state of the workflow opens this stage".to_owned(),
            };
            diagnostics.push(Judged::whole(Code::DecidedReview, &change.file, message).help(help));
        }
        let why = judged.uncounted(change, review, stage).or_else(|| {
            let of_alternates = judged.tally(stage).uncounted.into_iter();
            let mut own = of_alternates.filter(|(other, _)| other.person == review.person);
            own.find_map(|(_, why)| (why == Uncounted::Alternate).then_some(why))
        });
        let Some(why) = why else {
            continue;
        };
        let name = judged.change.people.name(&review.person);
        let proposer = judged.proposer();
        let (code, message, severity) = match &why {
            Uncounted::Impersonated => (
                Code::ImpersonatedReview,
                format!("{proposer} writes a review in the name of {name}"),
                Severity::Error,
            ),
            Uncounted::RecordedBy(_) | Uncounted::Unconfirmed(..) => (
                Code::RecordedReview,
                format!("the review of {name} does not count: {}", why.why()),
                Severity::Error,
            ),
            Uncounted::NoRole(_) => {
                (Code::ReviewerRole, format!("{name} cannot review: {}", why.why()), Severity::Error)
            }
            Uncounted::Stale => (
                Code::StaleReview,
                "the review judges another text than the request's".to_owned(),
                Severity::Error,
            ),
            Uncounted::Alternate | Uncounted::Withdrawn | Uncounted::Contested => (
                Code::UncountedReview,
                format!("the review does not count: {}", why.why()),
                Severity::Warning,
            ),
            // To say so is what we ask for; it is shown, and does not count.
            _ => (
                Code::ConflictOfInterest,
                format!("the review will not count: {}", why.why()),
                Severity::Warning,
            ),
        };
        let mut diagnostic = Judged::whole(code, &change.file, message).help(help_for(judged, &why));
        diagnostic.severity = severity;
        // The rule for moves may have reported it already.
        diagnostics.retain(|known| known.file != diagnostic.file || known.code != Code::UncountedReview);
        diagnostics.push(diagnostic);
    }
}

#[cfg(test)]
mod tests;
