//! The reviews of requests: each beside its request, with what it names looked up.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Site;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::record::{Id, Kind, Review};
use crate::yaml::nearest;

impl Site {
    /// The reviews of a request, by stage and person.
    #[must_use]
    pub fn reviews(&self, request: &str) -> &[Arc<Review>] {
        self.reviews.get(request).map_or(&[], Vec::as_slice)
    }

    /// Puts the reviews to their requests. One whose request is hidden is hidden with it.
    pub(super) fn collect_reviews(
        &mut self,
        reviews: Vec<Arc<Review>>,
        hidden: &FxHashSet<Id>,
        diagnostics: &mut Diagnostics,
    ) {
        let is_hidden = |kind, slug: &str| hidden.contains(&Id { kind, slug: slug.into() });
        for review in reviews {
            let wrong = |code, message: String, help: String| {
                Diagnostic::new(code, &review.file, Place::File, message).help(help)
            };
            let names = |kind| self.list(kind).iter().map(|&id| &*self.entry(id).record.id.slug);
            if self.named(Kind::Request, &review.request).is_none() {
                if !is_hidden(Kind::Request, &review.request) {
                    let message = format!("there is no request `{}`", review.request);
                    let help = match nearest(&review.request, names(Kind::Request)) {
                        Some(near) => format!("did you mean the folder `content/requests/{near}/`?"),
                        None => format!(
                            "create `content/requests/{}/index.md`, or move the review",
                            review.request
                        ),
                    };
                    diagnostics.push(wrong(Code::OrphanReview, message, help));
                }
                continue;
            }
            let person = self.named(Kind::Person, &review.person);
            if person.is_none() && !is_hidden(Kind::Person, &review.person) {
                let message = format!("there is no person `{}`", review.person);
                let help = match nearest(&review.person, names(Kind::Person)) {
                    Some(near) => format!("did you mean `{}-{near}.md`?", review.stage),
                    None => "name the file by its stage and by a file in `content/people`".to_owned(),
                };
                diagnostics.push(wrong(Code::DanglingReference, message, help));
            }
            if self.workflow.stage(&review.stage).is_none() {
                let stages: Vec<&str> = self.workflow.stages.iter().map(|stage| &*stage.id).collect();
                let message = format!("there is no stage `{}`", review.stage);
                let help = match nearest(&review.stage, stages.iter().copied()) {
                    Some(near) => format!("did you mean `{near}-{}.md`?", review.person),
                    None => format!("the stages are {}", stages.join(", ")),
                };
                diagnostics.push(wrong(Code::UnknownName, message, help));
            }
            self.reviews.entry(Arc::clone(&review.request)).or_default().push(review);
        }
    }
}
