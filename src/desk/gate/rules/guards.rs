//! What has to hold before a request may take a step.

use jiff::{Span, civil};

use super::fields::filled;
use super::said::said;
use super::steps;
use crate::config::{self, Guard};
use crate::desk::gate::{CaseState, Judged};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::{Named, Priority, Request, Size};

pub(in crate::desk::gate) fn judge(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (Some(step), Some((from, to)), Some(request)) =
        (judged.legal_move(), judged.transition(), judged.request.after.request())
    else {
        return;
    };
    for guard in &step.needs {
        judge_one(judged, *guard, request, from, to, diagnostics);
    }
    if let Some(field) = &step.not_before {
        diagnostics.extend(too_early(judged, field, from, to));
    }
    if let Some(days) = step.idle {
        diagnostics.extend(too_lively(judged, days, from, to));
    }
    if step.is_by_time() {
        diagnostics.extend(old_reason(judged, request));
    }
}

/// No need of the move, and nothing that could be set aside: a request on hold has to know which state it returns to.
pub(in crate::desk::gate) fn way_back(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (Some((from, to)), Some(request)) = (judged.transition(), judged.request.after.request()) else {
        return;
    };
    if judged.legal_move().is_none() && !judged.is_exception() {
        return;
    }
    let leads_back = judged.change.workflow.is_hold(to);
    let held = request.held(&judged.change.workflow);
    if leads_back && held != Some(from) {
        diagnostics.push(
            judged
                .at(Code::UnmetGuard, "held_from", "the request does not say where to go back to")
                .help(format!("write `held_from: {from}`")),
        );
    } else if !leads_back && held.is_some() {
        diagnostics.push(
            judged
                .at(Code::UnmetGuard, "held_from", format!("a request in `{to}` is not on hold"))
                .help("delete `held_from`"),
        );
    }
}

fn judge_one(
    judged: &Judged<'_>,
    guard: Guard,
    request: &Request,
    from: &str,
    to: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let workflow = &judged.change.workflow;
    let written = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let desk = || judged.names_of(&judged.desk());
    let mut unmet = |field: &str, message: String, help: String| {
        diagnostics.push(judged.at(Code::UnmetGuard, field, message).help(help));
    };
    match guard {
        Guard::Description => {
            let body = judged.request.after.record().is_some_and(|record| !record.body.plain().is_empty());
            if !written(&request.description) && !body {
                let message = "nothing says what is asked for".to_owned();
                unmet("description", message, "the requester or the desk fills in `description`".to_owned());
            }
        }
        Guard::Question => {
            if request.size != Some(Size::Question) {
                let message = format!("only a question can go from `{from}` to `{to}` at once");
                unmet(
                    "size",
                    message,
                    format!("`size: question`, where a short answer will do, comes from {}", desk()),
                );
            }
        }
        Guard::Assignee => {
            if request.assignee.is_none() {
                let help = format!(
                    "`assignee: NAME`, the file name of a person without `.md`, comes from {}",
                    desk()
                );
                unmet("assignee", "nobody looks after the request".to_owned(), help);
            }
        }
        Guard::Priority => {
            if request.priority.is_none() || !written(&request.priority_reason) {
                let message = "the request has no priority with its reason".to_owned();
                let help =
                    "write `priority: high`, `medium` or `low`, and why as `priority_reason`".to_owned();
                unmet("priority", message, help);
            }
        }
        Guard::Checklist => {
            let missing = request.checklist.gaps();
            if !missing.is_empty() {
                let message = format!("the checklist lacks {}", missing.join(", "));
                unmet("checklist", message, format!("a sentence or more for each comes from {}", desk()));
            }
        }
        Guard::Case => diagnostics.extend(case(judged, request)),
        Guard::Held => {
            let held = judged.request.before.request().and_then(|before| before.held(workflow));
            if held.is_none_or(|held| held != to) {
                let message = match held {
                    Some(held) => format!("the request was put on hold in `{held}`, not in `{to}`"),
                    None => "nothing says where the request was put on hold".to_owned(),
                };
                let what_to_do = match held {
                    Some(held) => format!("write `status: {held}`"),
                    None => "`held_from: STATE` comes first, in a change of its own, with the approvals of the policy"
                        .to_owned(),
                };
                unmet("status", message, what_to_do);
            }
        }
        Guard::Turn => diagnostics.extend(turn(judged, from)),
        Guard::Reason => diagnostics.extend(reason(judged, request, from, to)),
        Guard::Proceed | Guard::Revise | Guard::Decline => {
            let stage = workflow.state(from).and_then(|state| workflow.stage(state.stage.as_deref()?));
            if let Some(stage) = stage {
                said(judged, guard, stage, diagnostics);
            }
        }
    }
}

/// Of those that wait in a state, none that stays there has a higher priority. That of the request is what the base
/// says: whoever moves it does not set it with the move.
fn turn(judged: &Judged<'_>, from: &str) -> Option<Diagnostic> {
    let own = judged.request.before.request()?.priority;
    let waiting = judged.change.standing.get(from)?;
    let others = waiting.iter().filter(|other| other.id != judged.request.id);
    let first = others.min_by_key(|other| (Priority::place(other.priority), &other.id))?;
    if Priority::place(own) <= Priority::place(first.priority) {
        return None;
    }
    let name = |priority: Option<Priority>| priority.map_or("none", |priority| priority.name());
    let message = format!(
        "`{}` comes first: its priority is {}, and that of this request is {}",
        first.id,
        name(first.priority),
        name(own)
    );
    let help = format!(
        "move `{}` first; or where that is not the order, another `priority` comes first, in a change of its own, from {}",
        first.id,
        judged.names_of(&judged.desk())
    );
    Some(judged.at(Code::UnmetGuard, "status", message).help(help))
}

/// What came of the request has to be there for readers, and to have come of this one; or it says in public why there is
/// nothing to be learnt of it.
fn case(judged: &Judged<'_>, request: &Request) -> Option<Diagnostic> {
    if request.why_no_case().is_some() {
        return None;
    }
    let id = &judged.request.id;
    let named = request.cases.iter().filter_map(|case| judged.change.cases.get_key_value(&*case.0));
    let named: Vec<_> = named.collect();
    let of = |state: &CaseState| match state {
        CaseState::Published(of) => Some(of.as_ref().is_none_or(|of| of == id)),
        CaseState::Hidden => None,
    };
    if named.iter().any(|(_, state)| of(state) == Some(true)) {
        return None;
    }
    let (message, help) = if let Some((case, _)) = named.iter().find(|(_, state)| of(state) == Some(false)) {
        (
            format!("the case `{case}` is that of another request"),
            format!("name a case that says `request: {id}`"),
        )
    } else if let Some((case, _)) = named.first() {
        (
            format!("the case `{case}` is not part of the site: it is a draft, or cannot be read"),
            "finish it, delete its line `draft: true`, and move the request then".to_owned(),
        )
    } else {
        (
            "no case says what came of the request".to_owned(),
            "write it with `casebook request promote`, and name it in `cases`; or say as `nothing_to_learn` why none is \
             written"
                .to_owned(),
        )
    };
    Some(judged.at(Code::UnmetGuard, "cases", message).help(help))
}

/// The day that the request names has to have come. It is that of the base: whoever moves the request does not set it
/// with the move.
fn too_early(judged: &Judged<'_>, field: &str, from: &str, to: &str) -> Option<Diagnostic> {
    let day = filled(judged.request.before.record()?).remove(field);
    let day = day.as_ref().and_then(|day| day.as_str()?.parse::<civil::Date>().ok());
    let today = judged.change.today;
    let (message, help) = match day {
        Some(day) if day <= today => return None,
        Some(day) => (
            format!("a request goes from `{from}` to `{to}` on `{field}` or later, which is {day}"),
            format!("move it then; today is {today}"),
        ),
        None => (
            format!(
                "a request goes from `{from}` to `{to}` on `{field}` or later, and this one has no `{field}`"
            ),
            format!(
                "`{field}` comes first, in a change of its own, from {}",
                judged.names_of(&judged.desk())
            ),
        ),
    };
    Some(judged.at(Code::UnmetGuard, "status", message).help(help))
}

/// Nothing of the request may have changed for so many days, as the base has it: what is proposed is no sign of life.
fn too_lively(judged: &Judged<'_>, days: u16, from: &str, to: &str) -> Option<Diagnostic> {
    let today = judged.change.today;
    let what =
        format!("a request goes from `{from}` to `{to}` when nothing of it has changed for {days} days");
    let (message, help) = match judged.request.times.changed {
        None => (
            format!("{what}, and when this one last changed is not known"),
            "clone the repository with its history: the dates are git's".to_owned(),
        ),
        Some(last) => {
            let due = last.saturating_add(Span::new().days(days));
            if due <= today {
                return None;
            }
            (
                format!("{what}, and this one changed on {last}"),
                format!("it is due on {due}; today is {today}"),
            )
        }
    };
    Some(judged.at(Code::UnmetGuard, "status", message).help(help))
}

/// Nobody decides on a move by time, so whatever the last decision was is no reason of it.
fn old_reason(judged: &Judged<'_>, request: &Request) -> Option<Diagnostic> {
    let before = judged.request.before.request().and_then(Request::lone_reason);
    let reason = request.lone_reason();
    (reason.is_some() && reason == before).then(|| {
        let help = format!(
            "nobody decides on this move, which is due by time: write {} in the place of `status_reason`",
            steps::lines(judged)
        );
        judged.at(Code::MissingReason, "status_reason", EARLIER).help(help)
    })
}

/// The public reason has to be written for this move: one that was there before is of another.
pub(super) fn reason(judged: &Judged<'_>, request: &Request, from: &str, to: &str) -> Option<Diagnostic> {
    let before = judged.request.before.request();
    let written = |request: &Request| request.moves.len();
    let has_step = written(request) > before.map_or(0, written);
    let is_earlier = |reason| !has_step && before.and_then(Request::reason) == Some(reason);
    let (field, message) = match request.reason() {
        None => ("status", format!("nothing says in public why the request goes from `{from}` to `{to}`")),
        Some(reason) if is_earlier(reason) && request.moves.is_empty() => {
            ("status_reason", EARLIER.to_owned())
        }
        Some(reason) if is_earlier(reason) => ("moves", "the last step is an earlier one".to_owned()),
        Some(_) => return None,
    };
    // A reason that stands alone is for a request that has none yet.
    let is_first = before.is_none_or(|before| before.moves.is_empty() && before.lone_reason().is_none());
    let help = if is_first && request.moves.is_empty() {
        "write `status_reason`: a sentence or more that the requester and everybody else can read".to_owned()
    } else {
        format!(
            "write {}, with a `reason` in the last step that the requester and everybody else can read",
            steps::lines(judged)
        )
    };
    Some(judged.at(Code::MissingReason, field, message).help(help))
}

const EARLIER: &str = "`status_reason` is that of an earlier move";

/// What to do about a review that does not count.
pub(super) fn help_for(judged: &Judged<'_>, why: &crate::desk::gate::Uncounted) -> String {
    use crate::desk::gate::Uncounted;
    match why {
        Uncounted::Impersonated => {
            "whoever it names proposes it with their own account, or approves this pull request".to_owned()
        }
        Uncounted::RecordedBy(name) => {
            format!("{name} proposes it or approves this pull request, or `recorded.by` names who does")
        }
        Uncounted::Unconfirmed(..) => {
            let by = judged.change.workflow.recorded.iter().flat_map(|policy| &policy.by);
            let by: Vec<config::Actor> = by.cloned().map(config::Actor::Role).collect();
            format!("whoever it names approves this pull request, or others do: {}", judged.names_of(&by))
        }
        Uncounted::Contested => {
            "it is shown with the others; whoever it names writes what they say".to_owned()
        }
        Uncounted::NoRole(_) => "somebody who holds the role today writes a review in their place".to_owned(),
        Uncounted::Stale => {
            let digest = judged.request.after.record().and_then(|record| record.digest.as_ref());
            let digest = digest.map_or_else(String::new, |digest| format!(" and writes `digest: {digest}`"));
            format!("whoever wrote it reads the request again{digest}")
        }
        Uncounted::Declared | Uncounted::IsRequester | Uncounted::Affiliated(_) => {
            "it is shown with the others; somebody impartial writes another".to_owned()
        }
        Uncounted::Alternate => "it is shown with the others".to_owned(),
        Uncounted::Withdrawn => "whoever wrote it deletes `withdrawn`, and it counts again".to_owned(),
        Uncounted::Twice => "one of the two is enough".to_owned(),
    }
}
