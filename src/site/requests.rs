//! What the site holds for its desk: the reviews of each request, with what they name looked up, and
//! the people whom the desk asks.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::records::Records;
use super::{EntryId, Site};
use crate::config::Workflow;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::record::{Fields, Id, Kind, Review, layout};
use crate::suggest::{Guesses, Names, listed, nearest};

impl Site {
    /// The reviews of a request, by stage and person.
    #[must_use]
    pub fn reviews(&self, request: &str) -> &[Arc<Review>] {
        self.reviews.get(request).map_or(&[], Vec::as_slice)
    }

    /// The requests that somebody reviewed, the latest first.
    #[must_use]
    pub fn reviewed_by(&self, person: EntryId) -> &[EntryId] {
        self.reviewed.get(&self.entry(person).original).map_or(&[], Vec::as_slice)
    }

    /// Whether two slugs are the same person's, who may have been called something else.
    #[must_use]
    pub fn is_same_person(&self, slug: &str, other: &str) -> bool {
        let named = |slug| self.named(Kind::Person, slug);
        slug == other || named(slug).is_some() && named(slug) == named(other)
    }

    /// Those who hold a role of a stage or of the desk today, each with these roles: the desk asks them
    /// for something, and they have a page of what waits for them.
    #[must_use]
    pub fn members(&self) -> Vec<(EntryId, Vec<&str>)> {
        let members = self.lists.members.iter();
        members.map(|member| (member.person, member.roles.iter().map(|role| &**role).collect())).collect()
    }
}

/// The reviews of each request, by the request's slug; each list by stage and person.
pub(super) type Reviews = BTreeMap<Arc<str>, Vec<Arc<Review>>>;

/// The requests that each person reviewed, the latest first.
pub(super) type Reviewed = FxHashMap<EntryId, Vec<EntryId>>;

/// Who reviewed what.
pub(super) fn reviewed(records: &Records, reviews: &Reviews) -> Reviewed {
    let mut reviewed = Reviewed::default();
    // Requests are called by their day or their number.
    for (request, reviews) in reviews.iter().rev() {
        let Some(request) = records.named(Kind::Request, request) else { continue };
        for review in reviews {
            let Some(person) = records.named(Kind::Person, &review.person) else { continue };
            let requests: &mut Vec<EntryId> = reviewed.entry(person).or_default();
            if requests.last() != Some(&request) {
                requests.push(request);
            }
        }
    }
    reviewed
}

/// Whether the reviews of a stage are written while a request stands where it does.
fn is_open(records: &Records, workflow: &Workflow, request: EntryId, stage: &str) -> bool {
    let Fields::Request(request) = &records.entry(request).record.fields else { return false };
    let standing = workflow.state(request.state(workflow));
    // Where a state cannot be known, nothing is decided for certain.
    standing.is_none_or(|standing| standing.stage.as_deref() == Some(stage))
}

/// Puts the reviews to their requests. One whose request is hidden is hidden with it.
pub(super) fn reviews(
    records: &Records,
    workflow: &Workflow,
    reviews: Vec<Arc<Review>>,
    diagnostics: &mut Diagnostics,
) -> Reviews {
    let mut by_request = Reviews::new();
    let mut guesses = Guesses::default();
    let names = |kind| -> Names<'_> { records.slugs(kind).collect() };
    let requests = LazyCell::new(|| names(Kind::Request));
    let people = LazyCell::new(|| names(Kind::Person));
    let is_hidden = |kind, slug: &str| records.hidden.contains(&Id { kind, slug: slug.into() });
    for review in reviews {
        let wrong = |code, message: String, help: String| {
            Diagnostic::new(code, &review.file, Place::File, message).help(help)
        };
        let Some(request) = records.called(Kind::Request, &review.request) else {
            if !is_hidden(Kind::Request, &review.request) {
                let message = format!("there is no request `{}`", review.request);
                let name = (Kind::Request, Box::from(&*review.request));
                let near = guesses.find(name, |(_, name)| Some(requests.nearest(name)?.to_owned()));
                let help = match near {
                    Some(near) => {
                        format!("did you mean the folder `{}{near}/`?", layout::folder(Kind::Request))
                    }
                    None => {
                        let id = Id { kind: Kind::Request, slug: Arc::clone(&review.request) };
                        format!("create `{}`, or move the review", layout::paths(&id)[0])
                    }
                };
                diagnostics.push(wrong(Code::OrphanReview, message, help));
            }
            continue;
        };
        let person = records.named(Kind::Person, &review.person);
        if person.is_none() && !is_hidden(Kind::Person, &review.person) {
            let message = format!("there is no person `{}`", review.person);
            let renamed = format!(
                "if somebody is called something else now, their file says `aliases: [/{}/{}/]`",
                Kind::Person.folder(),
                review.person
            );
            // Once a stage is decided, its reviews stay as they are, though people go.
            let is_open = is_open(records, workflow, request, &review.stage);
            let name = (Kind::Person, review.person.clone());
            let near = guesses.find(name, |(_, name)| Some(people.nearest(name)?.to_owned()));
            let help = match near {
                _ if !is_open => format!("the review stays to be read under that name; {renamed}"),
                Some(near) => format!("did you mean `{}-{near}.md`?", review.stage),
                None => format!("name the file by its stage and by a file in `content/people`; {renamed}"),
            };
            let mut fault = wrong(Code::DanglingReference, message, help);
            if !is_open {
                fault.severity = Severity::Warning;
            }
            diagnostics.push(fault);
        }
        if workflow.stage(&review.stage).is_none() {
            let stages: Vec<&str> = workflow.stages.iter().map(|stage| &*stage.id).collect();
            let message = format!("there is no stage `{}`", review.stage);
            let help = match nearest(&review.stage, stages.iter().copied()) {
                Some(near) => format!("did you mean `{near}-{}.md`?", review.person),
                None => format!("the stages are {}", listed(&stages)),
            };
            diagnostics.push(wrong(Code::UnknownName, message, help));
        }
        by_request.entry(Arc::clone(&review.request)).or_default().push(review);
    }
    by_request
}
