//! What to write into the file of a request so that it takes its next step, for whoever does that in the editor of a
//! forge. No forge takes new text for a file that is there from an address, so the page shows the lines.
//! `request` puts it on its page.

use std::fmt::Write as _;

use serde::Serialize;

use crate::config::{Actor, Guard, Move, Workflow};
use crate::desk::gate::filled;
use crate::desk::status::Status;
use crate::record::value::Date;
use crate::record::{Named, Recommendation, Request, Size, Step};
use crate::render::badge;
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::phrase::{Phrase, joined};
use crate::yaml::write::{self, Value};

/// The steps that a request can take next.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct MovesView {
    /// The link to the forge's editor with the file of the request.
    edit: Html,
    steps: Vec<MoveView>,
}

/// A step that a request can take.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct MoveView {
    /// The state that it leads to.
    to: Html,
    /// Whose step it is.
    by: Html,
    /// The recommendation that most reviews have to make first, if it rests on reviews.
    reviews: Option<Html>,
    /// The lines of the file.
    lines: String,
    /// Whether the line `held_from` has to go.
    resumes: bool,
}

/// The steps that lead out of the present state; none where nobody can edit the file, or nothing is left to do.
pub(super) fn moves<'a>(cx: &Context<'a>, status: &Status<'a>) -> Option<MovesView> {
    let site = cx.site;
    let repository = site.config.repository.as_ref()?;
    if !status.request.is_followed() {
        return None;
    }
    let record = &site.entry(site.entry(status.id).original).record;
    let steps = site
        .workflow
        .moves_from(&status.state.id)
        .filter(|step| is_open(&site.workflow, step, status.request));
    let steps: Vec<_> = steps.map(|step| view(cx, status, step)).collect();
    let url = Some(repository.edit_url(&record.file).into());
    let edit = Phrase { url, external: true, ..cx.word("desk-move-edit") }.html();
    (!steps.is_empty()).then_some(MovesView { edit, steps })
}

/// Whether a step is one of this request. What was put on hold goes back to where it was and nowhere else, and what says
/// itself that it is more than a question is answered as more.
fn is_open(workflow: &Workflow, step: &Move, request: &Request) -> bool {
    step.needs.iter().all(|guard| match guard {
        Guard::Held => request.held(workflow) == Some(&*step.to),
        Guard::Question => request.size.is_none_or(|size| size == Size::Question),
        _ => true,
    })
}

fn view<'a>(cx: &Context<'a>, status: &Status<'a>, step: &'a Move) -> MoveView {
    let together = |actors: &'a Vec<Actor>| {
        let names: Vec<_> = actors.iter().map(|actor| badge::actor(cx, actor)).collect();
        let names: Vec<&str> = names.iter().map(Html::as_str).collect();
        Html::new(&names.join(" + "))
    };
    let mut actors: Vec<_> = step.by.iter().map(together).collect();
    if step.is_by_time() {
        actors.push(cx.message("desk-move-by-time"));
    }
    let holds = is_hold(cx, &step.to);
    let recommendation = step.needs.iter().find_map(|guard| match guard {
        Guard::Proceed => Some(Recommendation::Proceed),
        Guard::Revise => Some(Recommendation::Revise),
        Guard::Decline => Some(Recommendation::Decline),
        _ => None,
    });
    let said = |recommendation: Recommendation| {
        cx.word(&format!("value-recommendation-{}", recommendation.name())).html()
    };
    let mut lines = format!("status: {}\n", step.to);
    if holds {
        let _ = writeln!(lines, "held_from: {}", status.state.id);
    }
    for guard in &step.needs {
        lines.push_str(&needed(*guard, status.request));
    }
    lines.push_str(&of_state(cx, status, step));
    lines.push_str(&written_down(cx, status, step));
    MoveView {
        to: badge::workflow(cx, &step.to),
        by: joined(cx.words(), &actors),
        reviews: recommendation.map(said),
        lines,
        resumes: status.request.held_from.is_some() && !holds,
    }
}

/// The step itself, at the end of those that are written down. A reason that stood alone goes with the step that it is
/// of.
fn written_down(cx: &Context<'_>, status: &Status<'_>, step: &Move) -> String {
    let request = status.request;
    let mut entry = vec![
        (Step::to.name, Value::text(&*step.to)),
        (Step::on.name, Value::Word("\"\"  # the day, such as 2026-03-09".to_owned())),
    ];
    // Whoever asks may have no page.
    if !step.by.is_empty() && !step.by.iter().flatten().any(|actor| *actor == Actor::Requester) {
        entry.push((Step::by.name, Value::Word("\"\"  # a file in content/people, without .md".to_owned())));
    }
    if asks_why(cx, step) {
        entry.push((Step::reason.name, Value::text("")));
    }
    let alone = request.lone_reason().map(|reason| {
        let on = cx.site.times(status.id).since.map(Date);
        Step { on, reason: Some(reason.to_owned()), ..Step::leading_to(&status.state.id) }.value()
    });
    let entries: Vec<Value> = alone.into_iter().chain([Value::Fields(entry)]).collect();
    let mut lines = write::field(Request::moves.name, &Value::List(entries));
    if !request.moves.is_empty() {
        "# at the end of moves".clone_into(&mut lines[0]);
    }
    if request.lone_reason().is_some() {
        lines.push(format!("# without {}", Request::status_reason.name));
    }
    lines.join("\n") + "\n"
}

/// Whether a step needs a reason, for itself or for the state that it leads to.
fn asks_why(cx: &Context<'_>, step: &Move) -> bool {
    let state = cx.site.workflow.state(&step.to);
    let mut required = state.iter().flat_map(|state| &state.requires);
    step.needs.contains(&Guard::Reason) || required.any(|field| **field == *Request::status_reason.name)
}

/// Whether a request that comes into a state has to say where it came from.
fn is_hold(cx: &Context<'_>, state: &str) -> bool {
    cx.site.workflow.moves_from(state).any(|step| step.needs.contains(&Guard::Held))
}

/// What the state that a step leads to asks for besides, and the day that the step waits for.
fn of_state(cx: &Context<'_>, status: &Status<'_>, step: &Move) -> String {
    let site = cx.site;
    let filled = filled(&site.entry(site.entry(status.id).original).record);
    let mut lines = String::new();
    let state = site.workflow.state(&step.to);
    let is_needed = |field: &str| {
        let is_of_step = [Request::status_reason.name, Request::moves.name].contains(&field);
        is_of_step || step.needs.iter().any(|guard| guard.fields().contains(&field))
    };
    for field in state.iter().flat_map(|state| &state.requires) {
        if !filled.contains_key(&**field) && !is_needed(field) {
            let _ = writeln!(lines, "{field}: \"\"");
        }
    }
    for field in state.iter().flat_map(|state| &state.forbids) {
        if filled.contains_key(&**field) {
            let _ = writeln!(lines, "# without {field}");
        }
    }
    if let Some(field) = &step.not_before {
        let day = filled.get(&**field).and_then(|day| day.as_str());
        let _ = writeln!(lines, "# not before {}", day.unwrap_or(field));
    }
    if let Some(days) = step.idle {
        let _ = writeln!(lines, "# after {days} days without a change");
    }
    lines
}

/// The lines that a step takes and the request lacks. What somebody has to fill in is empty: the gate refuses that, so
/// that nobody can forget it.
fn needed(guard: Guard, request: &Request) -> String {
    let is_empty = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    let lines = match guard {
        Guard::Description if is_empty(&request.description) => "description: \"\"\n",
        Guard::Question if request.size.is_none() => "size: question\n",
        Guard::Assignee if request.assignee.is_none() => "assignee: \"\"\n",
        Guard::Priority if request.priority.is_none() => {
            "priority: \"\"  # high, medium, low\npriority_reason: \"\"\n"
        }
        Guard::Priority if is_empty(&request.priority_reason) => "priority_reason: \"\"\n",
        Guard::Case if request.cases.is_empty() && request.why_no_case().is_none() => {
            "cases: [\"\"]  # or nothing_to_learn: \"\", with why no case is written\n"
        }
        Guard::Checklist => {
            let gaps = request.checklist.gaps();
            let head = if gaps.is_empty() { "" } else { "checklist:\n" };
            return gaps.iter().fold(head.to_owned(), |text, gap| text + "  " + gap + ": \"\"\n");
        }
        // What is there already, what stands with the step, what reviews say, and where it was put on hold.
        _ => "",
    };
    lines.to_owned()
}
