//! Nothing that was ever asked or said is taken away: requests and reviews stay where they are.

use crate::desk::gate::{Judged, Side};
use crate::diagnostic::{Code, Diagnostic};

/// What to do instead of deleting a request.
const REMOVED: &str = "put the folder back; to end a request, move it to a final state such as `withdrawn`. With another \
                       id it says `aliases: [/requests/OLD-ID/]`; spam keeps its file, and the desk writes `removed` into it";

pub(in crate::desk::gate) fn judge(judged: &Judged<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let request = judged.request;
    let is_draft = |side: &Side| side.record().is_some_and(|record| record.common.draft);
    if request.before.exists() && !request.after.exists() {
        diagnostics.push(
            Judged::whole(
                Code::RequestRemoved,
                &request.file,
                format!("the request `{}` would be gone", request.id),
            )
            .help(REMOVED),
        );
    } else if !is_draft(&request.before) && is_draft(&request.after) && request.before.exists() {
        diagnostics.push(
            judged
                .at(Code::RequestRemoved, "draft", "a draft is not published, so the request would be gone")
                .help("delete the line; to end a request, move it to a final state such as `withdrawn`"),
        );
    }
    // Such a request loses what was said of it as well.
    for review in request.reviews.iter().filter(|review| review.removed && !judged.is_taken_away()) {
        diagnostics.push(Judged::whole(Code::ReviewRemoved, &review.file, "a review would be gone").help(
            "put the file back under its name; while its stage is open, whoever wrote it may take it back by a line \
             `withdrawn:` that says why, and then it does not count",
        ));
    }
}
