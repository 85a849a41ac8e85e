//! The change of one request of a site that is at hand, so that a command can have it judged before it
//! writes anything.

use std::sync::Arc;

use super::{Actor, Change, RequestChange, ReviewChange, Side};
use crate::desk::People;
use crate::record::{Kind, Record};
use crate::site::Site;

impl Change {
    /// A change of the front matter of one request, from `before` to `after`, by the rules of `site`.
    #[must_use]
    pub fn of_request(site: &Site, before: &Arc<Record>, after: Arc<Record>, actor: Actor) -> Self {
        let id = Arc::clone(&before.id.slug);
        let reviews = site.reviews(&id).iter().map(|review| ReviewChange {
            file: review.file.clone(),
            existed: true,
            changed: false,
            after: Some(Arc::clone(review)),
            removed: false,
        });
        let request = RequestChange {
            id: Arc::clone(&id),
            file: before.file.clone(),
            before: Side::Present(Arc::clone(before)),
            after: Side::Present(after),
            body_changed: false,
            others: Vec::new(),
            reviews: reviews.collect(),
        };
        let cases = site.list(Kind::Case).iter().map(|&case| &site.entry(case).record);
        // The commands of the desk read drafts too.
        let (hidden, cases): (Vec<_>, Vec<_>) = cases.partition(|case| case.common.draft);
        let slugs = |cases: Vec<&Arc<Record>>| cases.iter().map(|case| Arc::clone(&case.id.slug)).collect();
        Self {
            workflow: Arc::clone(&site.workflow),
            people: People::of(site),
            today: site.today,
            actor,
            requests: vec![request],
            policy: Vec::new(),
            cases: slugs(cases),
            hidden_cases: slugs(hidden),
        }
    }
}
