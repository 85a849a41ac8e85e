//! One change moves one request, so that each is judged, discussed and merged by itself.

use crate::desk::gate::Judged;
use crate::diagnostic::{Code, Diagnostic};

pub(in crate::desk::gate) fn judge(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if judged.transition().is_none() {
        return;
    }
    let change = judged.change;
    let moved = change.requests.iter().filter(|request| {
        let other = Judged { change, request, principals: judged.principals };
        other.transition().is_some() && request.id != judged.request.id
    });
    let others: Vec<String> = moved.map(|request| format!("`{}`", request.id)).collect();
    if !others.is_empty() {
        diagnostics.push(
            judged
                .at(Code::TwoMoves, "status", format!("the same change moves {} too", others.join(", ")))
                .help("propose each move as a pull request of its own"),
        );
    }
}
