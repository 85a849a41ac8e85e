//! Which reviews of a stage count, why the others do not, and what those that count come to.

use std::collections::BTreeSet;

use super::{Change, Judged, ReviewChange, Uncounted, filled};
use crate::config::{Area, Stage};
use crate::desk::people::Nearness;
use crate::record::{Recommendation, Request, Review};

/// The reviews of a stage.
#[derive(Debug)]
pub struct Tally<'c> {
    pub counted: Vec<&'c Review>,
    pub uncounted: Vec<(&'c Review, Uncounted)>,
    /// How many it takes: fewer than the stage says where fewer people are impartial, and the stage gives leave.
    pub quorum: usize,
    pub(crate) panel: Panel<'c>,
    /// The areas of which too few have spoken.
    pub(crate) lacking: Vec<Lacking<'c>>,
}

/// An area of which too few have spoken.
#[derive(Debug)]
pub(crate) struct Lacking<'c> {
    pub(crate) area: &'c Area,
    /// How many have, and how many it takes.
    pub(crate) counted: usize,
    pub(crate) quorum: usize,
    /// Those who could still, one name for each human being.
    pub(crate) asked: Vec<&'c str>,
}

/// Who could judge a request in a stage.
#[derive(Debug)]
pub(crate) struct Panel<'c> {
    /// Those who hold the role and are impartial, one name for each human being.
    pub(crate) members: BTreeSet<&'c str>,
    /// Those who hold the alternates' role instead and are impartial.
    pub(crate) alternates: BTreeSet<&'c str>,
    /// How many of these count, since so many members are missing from the quorum.
    pub(crate) places: usize,
}

impl Panel<'_> {
    /// How many reviews there could be that count.
    pub(crate) fn most(&self) -> usize {
        self.members.len() + self.places.min(self.alternates.len())
    }
}

impl Tally<'_> {
    pub fn enough(&self) -> bool {
        self.counted.len() >= self.quorum
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
    pub(super) fn tally(&self, stage: &'c Stage) -> Tally<'c> {
        let is_late = self.change.is_late(self.request, stage);
        let panel = self.panel(stage, is_late);
        let quorum = stage.quorum_of(panel.most(), is_late);
        let (people, today) = (&self.change.people, self.change.today);
        let (mut counted, mut uncounted, mut of_alternates) = (Vec::new(), Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        for change in &self.request.reviews {
            let Some(review) = change.after.as_deref().filter(|review| *review.stage == *stage.id) else {
                continue;
            };
            let why = self.uncounted(change, review, stage).or_else(|| {
                let new = seen.insert(people.identity(&review.person));
                (!new).then_some(Uncounted::Twice)
            });
            match why {
                Some(why) => uncounted.push((review, why)),
                None if stage.members(is_late).any(|role| people.holds(&review.person, role, today)) => {
                    counted.push(review);
                }
                None => of_alternates.push(review),
            }
        }
        // Nobody chooses among them: they count in the order of their names.
        let too_many = of_alternates.split_off(panel.places.min(of_alternates.len()));
        counted.extend(of_alternates);
        uncounted.extend(too_many.into_iter().map(|review| (review, Uncounted::Alternate)));
        let lacking = if is_late { Vec::new() } else { self.lacking(stage, &panel, &counted) };
        Tally { counted, uncounted, quorum, panel, lacking }
    }

    /// The areas of a stage of which too few have spoken.
    fn lacking(&self, stage: &'c Stage, panel: &Panel<'c>, counted: &[&Review]) -> Vec<Lacking<'c>> {
        let people = &self.change.people;
        let lacking = |area: &'c Area| {
            let spoken: Vec<&str> = counted.iter().map(|review| people.identity(&review.person)).collect();
            let of_area = |slug: &&&str| self.is_of(area, slug);
            let alternates = panel.alternates.iter().filter(|_| panel.places > 0);
            let there: Vec<&'c str> =
                panel.members.iter().chain(alternates).filter(of_area).copied().collect();
            let counted = spoken.iter().filter(of_area).count();
            let quorum = area.quorum_of(there.len());
            let asked = there.into_iter().filter(|slug| !spoken.contains(slug)).collect();
            (counted < quorum).then_some(Lacking { area, counted, quorum, asked })
        };
        stage.areas.iter().filter(|area| self.is_asked(area)).filter_map(lacking).collect()
    }

    /// Whether the request has what somebody of an area would share with it.
    fn is_asked(&self, area: &Area) -> bool {
        let request = self.request.after.record();
        area.shares
            .as_ref()
            .is_none_or(|field| request.is_some_and(|record| filled(record).contains_key(&**field)))
    }

    /// Whether somebody is of an area.
    fn is_of(&self, area: &Area, slug: &str) -> bool {
        let people = &self.change.people;
        let has_role = |role: &str| people.holds(slug, role, self.change.today);
        let shares = |field: &str| {
            let Some(request) = self.request.after.record() else { return false };
            people.shares(slug, field, &filled(request))
        };
        area.role.as_deref().is_some_and(has_role) || area.shares.as_deref().is_some_and(shares)
    }

    fn panel(&self, stage: &Stage, is_late: bool) -> Panel<'c> {
        let (people, today) = (&self.change.people, self.change.today);
        let impartial = |role: &str| -> BTreeSet<&'c str> {
            let holders = people.holders(role, today).filter(|slug| !self.is_partial(slug, stage));
            holders.map(|slug| people.identity(slug)).collect()
        };
        let members: BTreeSet<&str> = stage.members(is_late).flat_map(|role| impartial(role)).collect();
        let alternates = stage.alternates.iter().flat_map(|role| impartial(role));
        let holders = stage.members(is_late).flat_map(|role| people.holders(role, today));
        let holders: BTreeSet<&str> = holders.map(|slug| people.identity(slug)).collect();
        let alternates = alternates.filter(|slug| !holders.contains(slug)).collect();
        let places = stage.quorum.saturating_sub(members.len());
        Panel { members, alternates, places }
    }

    /// Whether somebody is too near to the request to judge it, or says so in a review of their own.
    fn is_partial(&self, slug: &str, stage: &Stage) -> bool {
        let own = self.request.reviews.iter().filter(|review| {
            self.change.people.identity(&review.person) == self.change.people.identity(slug)
                && *review.stage == *stage.id
        });
        let mut own = own.filter_map(|change| Some((change, change.after.as_deref()?)));
        let is_theirs = |(change, review): &(&ReviewChange, &Review)| {
            !change.changed || self.not_theirs(change, review).is_none()
        };
        own.any(|own| own.1.conflict.is_some() && is_theirs(&own)) || self.nearness(slug).is_some()
    }

    /// On both sides, so that nobody becomes impartial by a change of the request.
    pub(super) fn nearness(&self, slug: &str) -> Option<Nearness> {
        let near = |request: &Request| self.change.people.nearness(slug, request);
        let sides = [&self.request.before, &self.request.after];
        sides.into_iter().filter_map(|side| side.request()).find_map(near)
    }

    /// Whether whoever a review is of proposes the change or has approved it.
    pub(super) fn wrote(&self, change: &ReviewChange) -> bool {
        let people = &self.change.people;
        let writer = people.identity(&change.person);
        self.principals.all().any(|person| people.identity(person) == writer)
    }

    /// Why a review is not taken for the word of whoever it names: they neither propose nor approve it, and nobody who
    /// may has written it down for them.
    pub(super) fn not_theirs(&self, change: &ReviewChange, review: &Review) -> Option<Uncounted> {
        if self.wrote(change) {
            return None;
        }
        let Change { people, workflow, today, .. } = self.change;
        let (Some(recorded), Some(policy)) = (&review.recorded, &workflow.recorded) else {
            return Some(Uncounted::Impersonated);
        };
        let principals: BTreeSet<&str> =
            self.principals.all().map(|person| people.identity(person)).collect();
        if !principals.contains(people.identity(&recorded.by)) {
            return Some(Uncounted::RecordedBy(people.name(&recorded.by).into()));
        }
        let may = |person: &&&str| policy.by.iter().any(|role| people.holds(person, role, *today));
        let have = principals.iter().filter(may).count();
        (have < policy.quorum).then_some(Uncounted::Unconfirmed(have, policy.quorum))
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
        if change.changed
            && let Some(why) = self.not_theirs(change, review)
        {
            return Some(why);
        }
        if review.contested.is_some() {
            return Some(Uncounted::Contested);
        }
        if review.withdrawn.is_some() {
            return Some(Uncounted::Withdrawn);
        }
        let today = self.change.today;
        let is_late = self.change.is_late(self.request, stage);
        if !stage.roles(is_late).any(|role| people.holds(&review.person, role, today)) {
            return Some(Uncounted::NoRole(people.ended(&review.person, &stage.role, today)));
        }
        if review.conflict.is_some() {
            return Some(Uncounted::Declared);
        }
        match self.nearness(&review.person) {
            Some(Nearness::IsRequester) => return Some(Uncounted::IsRequester),
            Some(Nearness::Affiliated(partner)) => return Some(Uncounted::Affiliated(partner)),
            None => {}
        }
        let digest = self.request.after.record()?.digest.as_ref()?;
        (review.digest != digest.as_str()).then_some(Uncounted::Stale)
    }
}
