//! What was written down of the steps of a request stays as it is, and a move adds its own step, if any. A reason that
//! stood alone before goes with the step that it is of.

use crate::desk::gate::{Judged, Side};
use crate::diagnostic::{Code, Diagnostic, FieldPath};
use crate::record::reference::PersonRef;
use crate::record::value::Date;
use crate::record::{Request, Step};

pub(in crate::desk::gate) fn judge(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(after) = judged.request.after.request() else { return };
    // What could not be read is the desk's alone, and nothing tells what stood there.
    if matches!(judged.request.before, Side::Broken) {
        return;
    }
    let before = judged.request.before.request();
    let old = before.map_or(&[][..], |before| &before.moves);
    if let Some(fault) = rewritten(judged, old, &after.moves) {
        diagnostics.push(fault);
        return;
    }
    diagnostics.extend(before.and_then(|before| lost(judged, before, after)));
    let mut first = old.len();
    if let (Some(before), Some(step)) = (before, after.moves.get(first))
        && is_of_before(judged, before, step)
    {
        // It says nothing that the base does not say, but for a day, and nobody vouches for who that was.
        if step.by.is_some() {
            diagnostics.push(
                unmade(
                    judged,
                    first,
                    Step::by.name,
                    "who made an earlier step is not for this change to say",
                )
                .help("delete `by`"),
            );
        }
        diagnostics.extend(ahead(judged, first, step));
        first += 1;
    }
    let new = after.moves.iter().enumerate().skip(first);
    let is_moved = judged.transition().is_some();
    for (number, step) in new {
        if is_moved && number + 1 == after.moves.len() {
            own_step(judged, number, step, diagnostics);
        } else {
            let message = if is_moved {
                "the change takes one step, and this one is another"
            } else {
                "a step is written down, and the request stays where it is"
            };
            let help = "delete the entry: a step is written down by the change that makes it";
            diagnostics.push(unmade(judged, number, Step::to.name, message).help(help));
        }
    }
}

/// What the request says of its steps once the change is written as it should be: `moves: […]`, ready to be pasted.
pub(super) fn lines(judged: &Judged<'_>) -> String {
    let change = judged.change;
    let before = judged.request.before.request();
    let mut steps = before.map_or_else(Vec::new, |before| before.moves.clone());
    let reason = before.and_then(Request::lone_reason);
    if let (Some(reason), Some(from)) = (reason, judged.from()) {
        let on = judged.request.times.since.map(Date);
        steps.push(Step { on, reason: Some(reason.to_owned()), ..Step::leading_to(from) });
    }
    if let Some((_, to)) = judged.transition() {
        let is_by_time = judged.legal_move().is_some_and(crate::config::Move::is_by_time);
        let by = judged.principals.actor.filter(|_| !is_by_time);
        let own = judged.request.after.request().and_then(Request::reason);
        steps.push(Step {
            on: Some(Date(change.today)),
            by: by.map(|person| PersonRef(person.into())),
            reason: own.filter(|own| before.and_then(Request::reason) != Some(*own)).map(str::to_owned),
            ..Step::leading_to(to)
        });
    }
    let steps: Vec<String> = steps.iter().map(|step| step.value().flow()).collect();
    format!("`moves: [{}]`", steps.join(", "))
}

/// The first of the steps that were written down before, and would be gone or say something else.
fn rewritten(judged: &Judged<'_>, old: &[Step], new: &[Step]) -> Option<Diagnostic> {
    let is_kept = |was: &Step, is: &Step| {
        let is_same = is_same(judged, was, is);
        // Words that are taken away with the others may go, and no other comes in their place.
        is_same && (was.why() == is.why() || is.why().is_none() && judged.is_taken_away())
    };
    let (number, was) =
        old.iter().enumerate().find(|(at, was)| new.get(*at).is_none_or(|is| !is_kept(was, is)))?;
    let what = if new.len() < old.len() { "would be gone" } else { "would say something else" };
    let day = was.on.map_or_else(String::new, |day| format!(" of {day}"));
    let path = FieldPath::key(Request::moves.name);
    let path = if new.get(number).is_some() { path.at(number) } else { path };
    let message = format!("the step to `{}`{day}, which was written down before, {what}", was.to.0);
    let help = format!("write it as it was: `- {}`", was.value().flow());
    Some(Diagnostic::new(Code::RewrittenStep, &judged.request.file, path, message).help(help))
}

/// Whether two are one step, by what states and people are called today.
fn is_same(judged: &Judged<'_>, one: &Step, other: &Step) -> bool {
    let workflow = &judged.change.workflow;
    let people = &judged.change.people;
    let person = |step: &Step| step.by.as_ref().map(|by| people.now(&by.0).to_owned());
    workflow.state_id(&one.to.0) == workflow.state_id(&other.to.0)
        && one.on == other.on
        && person(one) == person(other)
}

/// Whether a step is the one that the request had taken before, with the reason that stood alone.
fn is_of_before(judged: &Judged<'_>, before: &Request, step: &Step) -> bool {
    let workflow = &judged.change.workflow;
    let is_there = workflow.state_id(&step.to.0) == before.state(workflow);
    is_there && before.lone_reason().is_some() && step.why() == before.lone_reason()
}

/// The reason of the step before stays with that step when the request moves on.
fn lost(judged: &Judged<'_>, before: &Request, after: &Request) -> Option<Diagnostic> {
    let reason = before.lone_reason()?;
    let (from, _) = judged.transition()?;
    let is_kept = after.lone_reason() == Some(reason)
        || after.moves.iter().any(|step| is_of_before(judged, before, step));
    if is_kept || judged.is_taken_away() {
        return None;
    }
    let message = format!("the reason of the step to `{from}` would be gone");
    let help = format!(
        "write {} in the place of `status_reason`, or let `casebook request move` write the step",
        lines(judged)
    );
    Some(judged.at(Code::RewrittenStep, Request::status.name, message).help(help))
}

/// The step of the move itself. That it leads to where the request stands, every check says.
fn own_step(judged: &Judged<'_>, number: usize, step: &Step, diagnostics: &mut Vec<Diagnostic>) {
    let change = judged.change;
    if step.on.is_none() {
        let help = format!("write `on: {}`", change.today);
        diagnostics.push(unmade(judged, number, Step::to.name, "the step has no day").help(help));
    }
    diagnostics.extend(ahead(judged, number, step));
    if judged.legal_move().is_some_and(crate::config::Move::is_by_time) && !judged.is_desk() {
        if step.by.is_some() || step.why().is_some() {
            let message = "nobody decides on this move, which is due by time";
            let help = "leave `by` and `reason` out of the step";
            diagnostics.push(unmade(judged, number, Step::to.name, message).help(help));
        }
        return;
    }
    let is_principal = |by: &PersonRef| {
        let identity = change.people.identity(&by.0);
        judged.principals.all().any(|person| change.people.identity(person) == identity)
    };
    if let Some(by) = step.by.as_ref().filter(|by| !is_principal(by)) {
        let name = change.people.name(&by.0);
        let message = format!("{name} has neither proposed nor approved this step");
        let help = format!(
            "write who moves the request, leave `by` out, or ask {name} to approve this pull request"
        );
        diagnostics.push(unmade(judged, number, Step::by.name, &message).help(help));
    }
}

/// A day that has not come anywhere.
fn ahead(judged: &Judged<'_>, number: usize, step: &Step) -> Option<Diagnostic> {
    let today = judged.change.today;
    let day = step.on.filter(|day| day.0 > today.saturating_add(jiff::Span::new().days(1)))?;
    let message = format!("{day} has not come");
    Some(unmade(judged, number, Step::on.name, &message).help(format!("write `on: {today}`")))
}

fn unmade(judged: &Judged<'_>, number: usize, field: &str, message: &str) -> Diagnostic {
    let path = FieldPath::key(Request::moves.name).at(number).then(field);
    Diagnostic::new(Code::UnmadeStep, &judged.request.file, path, message)
}

#[cfg(test)]
mod tests;
