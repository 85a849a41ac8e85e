//! Nothing that was ever asked or said is taken away: requests and reviews stay where they are.

use crate::desk::gate::{Judged, Side};
use crate::diagnostic::{Code, Diagnostic};

pub(in crate::desk::gate) fn judge(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let request = judged.request;
    let is_draft = |side: &Side| side.record().is_some_and(|record| record.common.draft);
    if request.before.exists() && !request.after.exists() {
        diagnostics.push(
            Judged::whole(Code::RequestRemoved, &request.file, format!("the request `{}` would be gone", request.id))
                .help("put the folder back under its name; to end a request, move it to a final state such as `withdrawn`"),
        );
    } else if !is_draft(&request.before) && is_draft(&request.after) && request.before.exists() {
        diagnostics.push(
            judged
                .at(Code::RequestRemoved, "draft", "a draft is not published, so the request would be gone")
                .help("delete the line; to end a request, move it to a final state such as `withdrawn`"),
        );
    }
    for review in request.reviews.iter().filter(|review| review.removed) {
        diagnostics.push(Judged::whole(Code::ReviewRemoved, &review.file, "a review would be gone").help(
            "put the file back under its name; whoever wrote it may change it while its stage is open",
        ));
    }
}
