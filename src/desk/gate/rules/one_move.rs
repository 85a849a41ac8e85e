//! One change moves one request, so that each is judged, discussed and merged by itself.

use crate::desk::gate::Judged;
use crate::diagnostic::{Code, Diagnostic};

pub(in crate::desk::gate) fn judge(judged: &Judged<'_>, findings: &mut Vec<Diagnostic>) {
    if judged.step().is_none() {
        return;
    }
    let change = judged.change;
    let moved = change.requests.iter().filter(|request| {
        let other = Judged { change, request, behind: judged.behind };
        other.step().is_some() && request.id != judged.request.id
    });
    let others: Vec<String> = moved.map(|request| format!("`{}`", request.id)).collect();
    if !others.is_empty() {
        findings.push(
            judged
                .at(Code::TwoMoves, "status", format!("the same change moves {} too", others.join(", ")))
                .help("propose each move as a pull request of its own"),
        );
    }
}
