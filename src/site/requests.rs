//! What the site holds for its desk: the reviews of each request, with what they name looked up, and
//! the people whom the desk asks.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{EntryId, Site};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::record::{Fields, Id, Kind, Review};
use crate::suggest::nearest;

impl Site {
    /// The reviews of a request, by stage and person.
    #[must_use]
    pub fn reviews(&self, request: &str) -> &[Arc<Review>] {
        self.reviews.get(request).map_or(&[], Vec::as_slice)
    }

    /// Those who hold a role of a stage or of the desk today, each with these roles: the desk asks them
    /// for something, and they have a page of what waits for them.
    #[must_use]
    pub fn members(&self) -> Vec<(EntryId, Vec<&str>)> {
        let workflow = &self.workflow;
        let is_asked = |role: &str| {
            workflow.stages.iter().any(|stage| *stage.role == *role)
                || workflow.desk.iter().any(|desk| **desk == *role)
        };
        let member = |&id: &EntryId| {
            let Fields::Person(person) = &self.entry(id).record.fields else {
                return None;
            };
            let held = person.roles.iter().filter(|role| role.holds_on(self.today));
            let roles: Vec<&str> = held.map(|role| &*role.role.0).filter(|role| is_asked(role)).collect();
            (!roles.is_empty()).then_some((id, roles))
        };
        self.list(Kind::Person).iter().filter_map(member).collect()
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
