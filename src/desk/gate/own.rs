//! The change of one request of a site that is at hand, so that a command can have it judged before it
//! writes anything.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Account, Actor, CaseState, Change, RequestChange, ReviewChange, Side, standing};
use crate::config;
use crate::desk::People;
use crate::record::{Fields, Host, Kind, Record, Review};
use crate::site::{Site, Times};
use crate::source::SitePath;

impl ReviewChange {
    /// A review that stays as it is.
    #[must_use]
    pub(super) fn as_it_is(review: &Arc<Review>) -> Self {
        Self {
            file: review.file.clone(),
            stage: review.stage.clone(),
            person: review.person.clone(),
            existed: true,
            changed: false,
            before: Some(Arc::clone(review)),
            after: Some(Arc::clone(review)),
            removed: false,
        }
    }
}

impl Change {
    /// A change of nothing, by nobody: with it the rules tell who could decide on one.
    #[must_use]
    pub fn of_nothing(site: &Site, host: Host) -> Self {
        let request = RequestChange {
            id: "".into(),
            renamed_from: None,
            file: SitePath::new(config::FILE),
            before: Side::Absent,
            after: Side::Absent,
            is_touched: false,
            body_before: String::new(),
            body_after: String::new(),
            others: Vec::new(),
            reviews: Vec::new(),
            times: Times::default(),
        };
        Self {
            workflow: Arc::clone(&site.workflow),
            people: People::of(site),
            today: site.today,
            actor: Actor::alone(host, Account { login: String::new(), id: None }),
            requests: vec![request],
            closed: Vec::new(),
            cases: BTreeMap::new(),
            standing: BTreeMap::new(),
            is_without_rules: false,
        }
    }

    /// A change of the front matter of one request, from `before` to `after`, by the rules of `site`.
    #[must_use]
    pub fn of_request(site: &Site, before: &Arc<Record>, after: Arc<Record>, actor: Actor) -> Self {
        let id = Arc::clone(&before.id.slug);
        let others = site.list(Kind::Request).iter().map(|&other| &site.entry(other).record);
        let all = others.filter(|other| other.id != before.id).chain([&after]);
        let standing = standing(&site.workflow, all.map(|record| &**record));
        let reviews = site.reviews(&id).iter().map(ReviewChange::as_it_is);
        let request = RequestChange {
            id: Arc::clone(&id),
            renamed_from: None,
            file: before.file.clone(),
            before: Side::Present(Arc::clone(before)),
            after: Side::Present(after),
            is_touched: true,
            body_before: String::new(),
            body_after: String::new(),
            others: Vec::new(),
            reviews: reviews.collect(),
            times: site.find(&before.id).map(|entry| site.times(entry)).unwrap_or_default(),
        };
        let cases = site.list(Kind::Case).iter().map(|&case| &site.entry(case).record);
        // The commands of the desk read drafts too.
        let state = |case: &Arc<Record>| match &case.fields {
            Fields::Case(fields) if !case.common.draft => {
                CaseState::Published(fields.request.as_ref().map(|request| request.0.as_ref().into()))
            }
            _ => CaseState::Hidden,
        };
        let cases = cases.map(|case| (Arc::clone(&case.id.slug), state(case))).collect();
        Self {
            workflow: Arc::clone(&site.workflow),
            people: People::of(site),
            today: site.today,
            actor,
            requests: vec![request],
            closed: Vec::new(),
            cases,
            standing,
            is_without_rules: false,
        }
    }
}
