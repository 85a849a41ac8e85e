//! A new request begins at the beginning.

use crate::desk::gate::{Judged, Side};
use crate::diagnostic::{Code, Diagnostic};

pub(in crate::desk::gate) fn judge(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let workflow = &judged.change.workflow;
    let (Side::Absent, Some(to)) = (&judged.request.before, judged.to()) else {
        return;
    };
    let start = &*workflow.start().id;
    if to != start {
        diagnostics.push(
            judged.at(Code::SkippedState, "status", format!("a new request cannot begin as `{to}`")).help(
                format!(
                    "write `status: {start}`, or leave the line out; each later state is a change of its own"
                ),
            ),
        );
    }
}
