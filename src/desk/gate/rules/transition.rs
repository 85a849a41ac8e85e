//! A request takes the way of the workflow: no state is skipped, none is gone back to without leave,
//! and a final one is never left.

use crate::desk::gate::Judged;
use crate::diagnostic::{Code, Diagnostic};

pub(in crate::desk::gate) fn judge(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let workflow = &judged.change.workflow;
    let Some((from, to)) = judged.transition() else {
        return;
    };
    if judged.change.is_without_rules {
        let message = "the rules of the desk cannot be read, so no request can be moved";
        let fault = judged.at(Code::SkippedState, "status", message);
        diagnostics.push(
            fault.help("`casebook check` on the base says what is wrong with them: put it right first"),
        );
        return;
    }
    // An unknown state is reported as any unknown name is.
    if workflow.find(from, to).is_some() || workflow.state(to).is_none() {
        return;
    }
    if workflow.state(from).is_some_and(|state| state.is_final) {
        diagnostics.push(
            judged
                .at(Code::FinalState, "status", format!("`{from}` is final: the request stays there"))
                .help(format!("open a new request that says `follows: {}`", judged.request.id)),
        );
        return;
    }
    let next: Vec<String> = workflow.moves_from(from).map(|step| format!("`{}`", step.to)).collect();
    let next = format!("from `{from}` it can go to {}", next.join(", "));
    let is_back = workflow.position(to) < workflow.position(from);
    let (code, message) = if is_back {
        (Code::BackwardMove, format!("the workflow has no way back from `{from}` to `{to}`"))
    } else {
        (Code::SkippedState, format!("the workflow has no move from `{from}` to `{to}`"))
    };
    diagnostics.push(judged.at(code, "status", message).help(next));
}
