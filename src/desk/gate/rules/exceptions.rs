//! A step that no move allows, or whose needs cannot be met: a mistaken move undone, an end that was none, a quorum that
//! nobody can reach, a concern that blocks for ever. With the approvals that the workflow asks for, a request may take
//! it, and what is set aside is told. Without them, each refusal of that sort names this way.

use super::guards;
use crate::config::Guard;
use crate::desk::gate::{Change, Judged};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// What may be set aside. All else about a move holds for an exception too.
const SET_ASIDE: [Code; 9] = [
    Code::SkippedState,
    Code::BackwardMove,
    Code::FinalState,
    Code::MoveRole,
    Code::MissingQuorum,
    Code::OpenConcern,
    Code::UnmetGuard,
    Code::RewrittenStep,
    Code::UnmadeStep,
];

/// Those of what is written down of steps, which is put right with a move or without one.
const OF_STEPS: [Code; 2] = [Code::RewrittenStep, Code::UnmadeStep];

impl Judged<'_> {
    /// Whether the change has the approvals that an exception takes.
    pub(in crate::desk::gate) fn has_exception_quorum(&self) -> bool {
        let Change { workflow, is_without_rules, .. } = self.change;
        let is_approved = || self.principals.has_quorum(self.change, &workflow.exceptions);
        !is_without_rules && (self.principals.is_exception_asked || is_approved())
    }

    /// Whether the change moves the request with the approvals that let it take any step.
    pub(in crate::desk::gate) fn is_exception(&self) -> bool {
        let is_known = self.transition().is_some_and(|(_, to)| self.change.workflow.state(to).is_some());
        is_known && self.has_exception_quorum()
    }
}

/// Looks at what the rules before it have found.
pub(in crate::desk::gate) fn judge(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if judged.change.is_without_rules {
        return;
    }
    let transition = judged.transition();
    let is_refused = |found: &Diagnostic| {
        let is_here = transition.is_some() || OF_STEPS.contains(&found.code);
        found.severity == Severity::Error && can_set_aside(found.code) && is_here
    };
    // Whose roles these are is asked of everybody, which most changes need not be.
    if !diagnostics.iter().any(is_refused) {
        return;
    }
    let is_exception = judged.is_exception();
    let approved = judged.has_exception_quorum().then(|| approved(judged));
    let way = way(judged);
    let mut is_any = false;
    for found in diagnostics.iter_mut().filter(|found| is_refused(found)) {
        let is_of_steps = OF_STEPS.contains(&found.code);
        is_any |= !is_of_steps;
        if let Some(approved) = approved.as_ref().filter(|_| is_exception || is_of_steps) {
            found.severity = Severity::Warning;
            found.message = format!("{}: set aside {approved}", found.message);
            let help = if is_of_steps {
                "git keeps what was written before"
            } else {
                "the reason says in public why"
            };
            found.help = Some(help.to_owned());
        } else if let Some(way) = &way {
            found.help = Some(match &found.help {
                Some(help) => format!("{help}; or {way}"),
                None => way.clone(),
            });
        }
    }
    // Whatever the move itself needs, an exception says why.
    let says_why = judged.legal_move().is_some_and(|step| step.needs.contains(&Guard::Reason));
    if let (Some((from, to)), Some(request)) = (transition, judged.request.after.request())
        && is_any
        && is_exception
        && !says_why
    {
        diagnostics.extend(guards::reason(judged, request, from, to));
    }
}

/// Whether an exception can set a refusal of that sort aside.
pub(in crate::desk::gate) fn can_set_aside(code: Code) -> bool {
    SET_ASIDE.contains(&code)
}

/// With whose approvals it is set aside.
fn approved(judged: &Judged<'_>) -> String {
    let change = judged.change;
    if judged.principals.is_exception_asked {
        return "as an exception, once it is approved".to_owned();
    }
    let names = judged.principals.approvals(change, &change.workflow.exceptions);
    let names: Vec<&str> = names.map(|slug| change.people.name(slug)).collect();
    let names = match names.as_slice() {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        names => names.join(", "),
    };
    format!("with the approvals of {names}")
}

/// What it takes; `None` where nobody could approve.
fn way(judged: &Judged<'_>) -> Option<String> {
    let change = judged.change;
    let exceptions = &change.workflow.exceptions;
    let takes = judged.principals.takes(change, exceptions)?;
    // By their roles alone: it stands behind what else can be done, and that names people.
    let roles: Vec<String> = exceptions.by.iter().map(|role| format!("`{role}`")).collect();
    let others = if takes == 1 { "another approves" } else { "others approve" };
    let many = if takes == 1 { String::new() } else { format!("{takes} ") };
    Some(format!("{many}{others} it as an exception ({})", roles.join(" or ")))
}
