//! Who may make a move: the workflow names roles, and somebody who holds one proposes or approves it.

use crate::desk::gate::Judged;
use crate::diagnostic::{Code, Diagnostic};

pub(in crate::desk::gate) fn judge(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (Some(step), Some((from, to))) = (judged.legal_move(), judged.transition()) else {
        return;
    };
    if step.is_by_time() || judged.acts_as(&step.by) {
        return;
    }
    let who = judged.change.people.names_of_any(&step.by, judged.change.today);
    let proposer = judged.proposer();
    diagnostics.push(
        judged
            .at(
                Code::MoveRole,
                "status",
                format!("{proposer} may not move a request from `{from}` to `{to}`"),
            )
            .help(format!("ask {who} to approve this pull request, or to propose the move")),
    );
}
