//! Which reviews of a stage count, why the others do not, and what those that count come to.

use std::collections::BTreeSet;

use super::{Judged, ReviewChange, Uncounted};
use crate::config::Stage;
use crate::desk::people::Nearness;
use crate::record::{Recommendation, Request, Review};

/// The reviews of a stage.
#[derive(Debug)]
pub struct Tally<'c> {
    pub counted: Vec<&'c Review>,
    pub uncounted: Vec<(&'c Review, Uncounted)>,
    pub quorum: usize,
}

impl Tally<'_> {
    pub fn enough(&self) -> bool {
        self.counted.len() >= self.quorum
    }

    /// Whether more than half of those that count recommend it.
    pub fn most(&self, recommendation: Recommendation) -> bool {
        self.number(recommendation) * 2 > self.counted.len()
    }

    pub fn number(&self, recommendation: Recommendation) -> usize {
        self.counted.iter().filter(|review| review.recommendation == recommendation).count()
    }

    /// The concerns that nobody has resolved, each with the review that it is in.
    pub fn open_concerns(&self) -> impl Iterator<Item = (&Review, &str)> {
        self.counted.iter().flat_map(|review| {
            let open = review.concerns.iter().filter(|concern| !concern.resolved);
            open.map(move |concern| (*review, concern.name.as_str()))
        })
    }
}

impl<'c> Judged<'c> {
    /// The reviews of a stage, as they would be after the change.
    pub(super) fn tally(&self, stage: &Stage) -> Tally<'c> {
        let mut tally = Tally { counted: Vec::new(), uncounted: Vec::new(), quorum: stage.quorum };
        let mut seen = BTreeSet::new();
        for change in &self.request.reviews {
            let Some(review) = change.after.as_deref().filter(|review| *review.stage == *stage.id) else {
                continue;
            };
            let why = self.uncounted(change, review, stage).or_else(|| {
                let new = seen.insert(self.change.people.identity(&review.person));
                (!new).then_some(Uncounted::Twice)
            });
            match why {
                None => tally.counted.push(review),
                Some(why) => tally.uncounted.push((review, why)),
            }
        }
        tally
    }

    /// Whether whoever a review is of proposes the change or has approved it.
    pub(super) fn wrote(&self, change: &ReviewChange) -> bool {
        let people = &self.change.people;
        let writer = people.identity(&change.person);
        self.principals.all().any(|person| people.identity(person) == writer)
    }

    /// Why a review does not count, if it does not.
    pub(super) fn uncounted(
        &self,
        change: &ReviewChange,
        review: &Review,
        stage: &Stage,
    ) -> Option<Uncounted> {
        let people = &self.change.people;
        if !people.knows(&review.person) {
            return Some(Uncounted::NoRole(None));
        }
        // What is in the base was judged when it came in; what is new has to be its writer's own.
        if change.changed && !self.wrote(change) {
            return Some(Uncounted::Impersonated);
        }
        let today = self.change.today;
        if !people.holds(&review.person, &stage.role, today) {
            return Some(Uncounted::NoRole(people.ended(&review.person, &stage.role, today)));
        }
        if review.conflict.is_some() {
            return Some(Uncounted::Declared);
        }
        // On both sides, so that nobody becomes impartial by a change of the request.
        let sides = [&self.request.before, &self.request.after];
        let near = |request: &Request| people.nearness(&review.person, request);
        match sides.into_iter().filter_map(|side| side.request()).find_map(near) {
            Some(Nearness::IsRequester) => return Some(Uncounted::IsRequester),
            Some(Nearness::Affiliated(partner)) => return Some(Uncounted::Affiliated(partner)),
            None => {}
        }
        let digest = self.request.after.record()?.digest.as_ref()?;
        (review.digest != digest.as_str()).then_some(Uncounted::Stale)
    }
}
