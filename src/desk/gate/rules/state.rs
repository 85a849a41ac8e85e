//! What a state asks of every request that comes to it, whichever move leads there, and of one that stands there for as
//! long as it does.

use super::fields::filled;
use crate::desk::gate::Judged;
use crate::diagnostic::{Code, Diagnostic};
use crate::record::{Fields, Record, Request};

pub(in crate::desk::gate) fn judge(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (Some(to), Some(after)) = (judged.to(), judged.request.after.record()) else {
        return;
    };
    let Some(state) = judged.change.workflow.state(to) else {
        return;
    };
    // Nobody is failed for what was so before, as when the rules came later than the request.
    let stays = judged.transition().is_none();
    let before = judged.request.before.record().filter(|_| stays);
    let was = |field: &str, filled_in: bool| before.is_some_and(|before| has(before, field) == filled_in);
    let standing = judged.change.standing.get(to).map_or(0, Vec::len);
    if let Some(most) = state.most.filter(|most| standing > *most && !stays) {
        let message = format!("`{to}` takes {most} at once, and there would be {standing}");
        let help = "move it once another has left".to_owned() + &or_wait(judged, to);
        diagnostics.push(judged.at(Code::UnmetGuard, "status", message).help(help));
    }
    for field in &state.requires {
        if !has(after, field) && !was(field, false) {
            let message = format!("a request in `{to}` has `{field}`, and this one has none");
            diagnostics.push(judged.at(Code::UnmetGuard, field, message).help(format!("fill in `{field}`")));
        }
    }
    for field in &state.forbids {
        if has(after, field) && !was(field, true) {
            let message = format!("a request in `{to}` has no `{field}`");
            let help = format!("delete `{field}`");
            diagnostics.push(judged.at(Code::UnmetGuard, field, message).help(help));
        }
    }
}

/// Where the request could wait until there is room, if it can go there.
fn or_wait(judged: &Judged<'_>, to: &str) -> String {
    let workflow = &judged.change.workflow;
    let from = judged.from().unwrap_or_default();
    let mut queues = workflow.queues_for(to).filter(|queue| workflow.find(from, &queue.id).is_some());
    queues.next().map_or_else(String::new, |queue| format!("; until then it can wait in `{}`", queue.id))
}

fn has(record: &Record, field: &str) -> bool {
    match &record.fields {
        // Where steps are written down, the reason stands there.
        Fields::Request(request) if field == Request::status_reason.name => request.reason().is_some(),
        _ => filled(record).contains_key(field),
    }
}
