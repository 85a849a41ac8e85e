//! The figures of the desk: how many requests, how long they wait, what is decided, and whether that
//! is equitable. Shown on a page of their own, as CSV and JSON, and in the report.
//!
//! What the desk has decided is told apart from two things that look like it: questions that its staff answered
//! without the committee, and requests that were written down afterwards, from what others say of them.
//!
//! Small numbers are not shown: with fewer than [`FEWEST`] requests a share or a median would speak of
//! single people. Groups that small are put together, and where that is still too little, nothing is
//! said of them. Medians and quartiles are those of the nearest rank, so that each is a time that some
//! request really took.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil;
use serde::Serialize;

use crate::config::{Guard, Workflow};
use crate::desk::status::{self, Status};
use crate::desk::uploads::{self, Uploads};
use crate::record::{Fields, Kind, Metric, Request, Size, slugify};
use crate::site::{EntryId, Site};

/// A group of fewer requests than this is not shown by itself.
pub const FEWEST: usize = 5;

/// A gap that was named this often and has no guide is one to close.
pub const OFTEN: usize = 3;

/// How long something took, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Spread {
    pub median: i32,
    /// A quarter took no longer than this.
    pub lower: i32,
    /// A quarter took at least this long.
    pub upper: i32,
    /// Of so many requests.
    pub count: usize,
}

/// The figures of a stretch of time.
#[derive(Debug, Default, Serialize)]
pub struct Figures {
    /// Those that came to the desk, questions among them.
    pub requests: usize,
    /// How many of them were questions that the committee was not asked about, and how many of those have their
    /// answer.
    pub questions: (usize, usize),
    /// Requests that were written down afterwards. No other figure counts them, but for what came of them.
    pub recorded_afterwards: usize,
    /// Decided by the committee, or at its stages: answered questions are not among them.
    pub decided: usize,
    pub accepted: usize,
    pub first_reply: Option<Spread>,
    pub decision: Option<Spread>,
    /// By the year that they came in; `None` where that is not known.
    pub years: Vec<(Option<i16>, usize)>,
    /// Those that are open now, by state.
    pub states: Vec<OfState>,
    pub groupings: Vec<Grouping>,
    /// What the cases that came of them have measured.
    pub outcomes: Vec<Outcome>,
    /// What was uploaded; nothing where a site has no uploads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uploads: Option<Uploads>,
    #[serde(skip)]
    pub gaps: Vec<Gap>,
    /// What became of it is to be asked about: the request and the day.
    #[serde(skip)]
    pub follow_ups: Vec<(EntryId, civil::Date)>,
}

/// The requests that stand in a state now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfState {
    pub state: Box<str>,
    pub requests: usize,
    /// How long they have been there; `None` for few, and where that is not known.
    pub waiting: Option<Spread>,
    pub late: usize,
}

/// The requests, put into groups by one of their properties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Grouping {
    pub by: By,
    pub rows: Vec<Row>,
}

impl Grouping {
    /// Whether there is a group large enough to be shown, or small ones that are it together.
    #[must_use]
    pub fn says_something(&self) -> bool {
        self.rows.iter().any(|row| row.requests >= FEWEST)
    }
}

/// What requests are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    Region,
    Language,
    Size,
    Affiliation,
}

/// A group of requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The region, the language, …; `None` for all groups that are too small to be shown.
    pub group: Option<Box<str>>,
    pub requests: usize,
    /// `None` where they are too few.
    pub decided: Option<usize>,
    pub accepted: Option<usize>,
    pub decision: Option<Spread>,
    /// How many of those who judge are of this group; `None` where that is not known.
    pub committee: Option<usize>,
}

/// A figure of a case, against where it began and what it aimed at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// The slug of the case.
    pub case: Box<str>,
    /// The figure with all that is needed to trust it.
    #[serde(flatten)]
    pub metric: Metric,
}

/// Knowledge that requests have missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub text: String,
    pub requests: Vec<EntryId>,
    /// A guide that may close it.
    pub guide: Option<EntryId>,
}

/// What happened to a request, in days of the calendar.
struct Course<'s> {
    status: Status<'s>,
    received: Option<civil::Date>,
    replied: Option<civil::Date>,
    /// Whether it is a question that the staff answers without the committee.
    is_question: bool,
    decided: Option<civil::Date>,
    accepted: Option<bool>,
}

/// The figures of the requests that came in between two days, both included; of all where none is given.
#[must_use]
pub fn figures(site: &Site, from: Option<civil::Date>, to: Option<civil::Date>) -> Figures {
    let all = status::all(site).into_iter().map(|status| course(site, status));
    let within = |course: &Course<'_>| match course.received {
        Some(day) => from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to),
        None => from.is_none() && to.is_none(),
    };
    let (recorded, all): (Vec<Course<'_>>, Vec<_>) =
        all.filter(within).partition(|course| course.status.request.recorded_afterwards);
    let mut years: BTreeMap<Option<i16>, usize> = BTreeMap::new();
    for course in &all {
        *years.entry(course.received.map(civil::Date::year)).or_default() += 1;
    }
    let questions = || all.iter().filter(|course| course.is_question);
    // Some are taken back, or declined.
    let is_answered = |course: &&Course<'_>| {
        let state = &course.status.state;
        state.is_final && decided(&site.workflow, &state.id) == Some(true)
    };
    let refs: Vec<&Course<'_>> = all.iter().collect();
    // What came of a request does not hang on who wrote it down.
    let every = || all.iter().chain(&recorded).map(|course| (course.status.id, course.status.request));
    Figures {
        requests: all.len(),
        questions: (questions().count(), questions().filter(is_answered).count()),
        recorded_afterwards: recorded.len(),
        decided: all.iter().filter(|course| course.accepted.is_some()).count(),
        accepted: all.iter().filter(|course| course.accepted == Some(true)).count(),
        first_reply: spread(refs.iter().filter_map(|course| took(course.received, course.replied))),
        decision: spread(refs.iter().filter_map(|course| took(course.received, course.decided))),
        years: years.into_iter().collect(),
        states: states(&site.workflow, &all),
        groupings: [By::Region, By::Language, By::Size, By::Affiliation]
            .into_iter()
            .map(|by| grouping(site, by, &refs))
            .collect(),
        outcomes: outcomes(site, every()),
        uploads: uploads::figures(site, from, to),
        gaps: gaps(site, every()),
        follow_ups: follow_ups(site, every()),
    }
}

fn course<'s>(site: &'s Site, status: Status<'s>) -> Course<'s> {
    let workflow = &site.workflow;
    let steps = site.transitions(status.id);
    let received = status.request.received.map(|date| date.0).or_else(|| Some(steps.first()?.day()));
    let start = &*workflow.start().id;
    let reviewed = status.reviews(site).filter_map(|(review, _)| review.date.map(|date| date.0)).min();
    let moved = steps.iter().find(|step| &*step.state != start).map(crate::site::Transition::day);
    let replied = [reviewed, moved].into_iter().flatten().min();
    let has_stage = |state: &str| workflow.state(state).is_some_and(|state| state.stage.is_some());
    let is_question = status.request.size == Some(Size::Question)
        && status.state.stage.is_none()
        && !steps.iter().any(|step| has_stage(&step.state));
    let decided = |state: &str| if is_question { None } else { decided(workflow, state) };
    let is_decided = |state: &str| decided(state).is_some();
    let decided_on = steps.iter().find(|step| is_decided(&step.state)).map(crate::site::Transition::day);
    // Where it stands tells how it was decided; one that rests now may have been decided before.
    let accepted =
        decided(&status.state.id).or_else(|| steps.iter().rev().find_map(|step| decided(&step.state)));
    Course { status, received, replied, is_question, decided: decided_on, accepted }
}

/// Whether a request in that state has been accepted; `None` while that is open, and for what was
/// taken back. Accepted is what has left the last stage behind or has come to its end on the way;
/// declined is what a move has led to that needs the committee to decline.
fn decided(workflow: &Workflow, state: &str) -> Option<bool> {
    let found = workflow.state(state)?;
    let last_stage = workflow.states.iter().rposition(|state| state.stage.is_some());
    let behind = workflow.position(state) > last_stage;
    let declined = || {
        let mut leads = workflow.moves.iter().filter(|step| *step.to == *state);
        leads.any(|step| step.needs.contains(&Guard::Decline))
    };
    match (found.is_final, found.aside) {
        (true, false) => Some(true),
        (true, true) => declined().then_some(false),
        (false, false) if behind => Some(true),
        _ => None,
    }
}

fn took(from: Option<civil::Date>, to: Option<civil::Date>) -> Option<i32> {
    let days = from?.until(to?).ok()?.get_days();
    (days >= 0).then_some(days)
}

/// Median and quartiles; `None` for too few.
fn spread(days: impl Iterator<Item = i32>) -> Option<Spread> {
    let mut days: Vec<i32> = days.collect();
    days.sort_unstable();
    let count = days.len();
    let rank = |quarters: usize| days[(count * quarters).div_ceil(4).max(1) - 1];
    (count >= FEWEST).then(|| Spread { median: rank(2), lower: rank(1), upper: rank(3), count })
}

fn states(workflow: &Workflow, all: &[Course<'_>]) -> Vec<OfState> {
    let open = workflow.states.iter().filter(|state| !state.is_final);
    let of_state = |state: &crate::config::State| {
        let own = || {
            all.iter()
                .map(|course| &course.status)
                .filter(|own| own.state.id == state.id && !own.request.is_removed())
        };
        OfState {
            state: state.id.clone(),
            requests: own().count(),
            waiting: spread(own().filter_map(|status| status.days)),
            late: own().filter(|status| status.overdue.is_some()).count(),
        }
    };
    open.map(of_state).collect()
}

fn grouping(site: &Site, by: By, all: &[&Course<'_>]) -> Grouping {
    let mut groups: BTreeMap<Box<str>, Vec<&Course<'_>>> = BTreeMap::new();
    for course in all {
        for group in groups_of(site, by, course) {
            groups.entry(group).or_default().push(course);
        }
    }
    let committee = committee(site, by);
    let (shown, small): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(_, own)| own.len() >= FEWEST);
    let small_names: BTreeSet<&str> = small.iter().map(|(name, _)| &**name).collect();
    let rest: Vec<&Course<'_>> = small.iter().flat_map(|(_, own)| own.iter().copied()).collect();
    let judges = |of: &dyn Fn(&str) -> bool| {
        committee.as_ref().map(|all| all.iter().filter(|group| of(group)).count())
    };
    let mut rows: Vec<Row> = shown
        .iter()
        .map(|(group, own)| row(Some(group.clone()), own, judges(&|name| *name == **group)))
        .collect();
    rows.sort_by(|a, b| (b.requests, &a.group).cmp(&(a.requests, &b.group)));
    if !rest.is_empty() {
        rows.push(row(None, &rest, judges(&|name| small_names.contains(name))));
    }
    Grouping { by, rows }
}

fn row(group: Option<Box<str>>, own: &[&Course<'_>], committee: Option<usize>) -> Row {
    let enough = own.len() >= FEWEST;
    let decided = own.iter().filter(|course| course.accepted.is_some()).count();
    let accepted = own.iter().filter(|course| course.accepted == Some(true)).count();
    Row {
        group,
        requests: own.len(),
        decided: enough.then_some(decided),
        // Of few decisions a share would say how single ones went.
        accepted: (enough && decided >= FEWEST).then_some(accepted),
        decision: spread(own.iter().filter_map(|course| took(course.received, course.decided))),
        committee,
    }
}

/// The groups that a request is in.
fn groups_of(site: &Site, by: By, course: &Course<'_>) -> BTreeSet<Box<str>> {
    let request = course.status.request;
    match by {
        By::Region => {
            let regions =
                request.countries.iter().filter_map(|country| site.vocabularies.region_of(&country.0));
            regions.map(Into::into).collect()
        }
        By::Language => request.languages.iter().map(|language| language.as_str().into()).collect(),
        By::Size => request
            .size
            .map(|size| if size == Size::Question { "question" } else { "project" }.into())
            .into_iter()
            .collect(),
        By::Affiliation => {
            let types = request.partners.iter().filter_map(|partner| {
                match &site.entry(site.named(Kind::Partner, &partner.0)?).record.fields {
                    Fields::Partner(partner) => partner.r#type.as_ref().map(|kind| kind.0.clone()),
                    _ => None,
                }
            });
            types.collect()
        }
    }
}

/// The region of each of those who judge, once for each; `None` where they are not asked for it.
fn committee(site: &Site, by: By) -> Option<Vec<String>> {
    if by != By::Region {
        return None;
    }
    let mut regions = Vec::new();
    for (id, roles) in site.members() {
        let judges = roles.iter().any(|role| site.workflow.stages.iter().any(|stage| *stage.role == **role));
        let Fields::Person(person) = &site.entry(id).record.fields else {
            continue;
        };
        if judges {
            let own = person.countries.iter().filter_map(|country| site.vocabularies.region_of(&country.0));
            let own: BTreeSet<String> =
                own.chain(person.region.as_ref().map(|region| &*region.0)).map(ToOwned::to_owned).collect();
            regions.extend(own);
        }
    }
    Some(regions)
}

/// What was measured in the cases of these requests, in the order of their names.
fn outcomes<'s>(site: &Site, all: impl Iterator<Item = (EntryId, &'s Request)>) -> Vec<Outcome> {
    let cases = all.flat_map(|(_, request)| &request.cases);
    let cases: BTreeSet<&str> = cases.map(|case| &*case.0).collect();
    let outcome = |slug: &str, metric: &Metric| Outcome { case: slug.into(), metric: metric.clone() };
    let of_case = |slug: &str| match &site.entry(site.named(Kind::Case, slug)?).record.fields {
        Fields::Case(case) => Some(case.metrics.iter().map(|metric| outcome(slug, metric)).collect()),
        _ => None,
    };
    cases.into_iter().filter_map(of_case).collect::<Vec<Vec<_>>>().concat()
}

/// What requests have missed, the most often missed first.
fn gaps<'s>(site: &Site, all: impl Iterator<Item = (EntryId, &'s Request)>) -> Vec<Gap> {
    let mut gaps: BTreeMap<String, Gap> = BTreeMap::new();
    for (id, request) in all {
        for text in &request.gaps {
            let gap = gaps.entry(slugify(text)).or_insert_with(|| Gap {
                text: text.clone(),
                requests: Vec::new(),
                guide: guide_for(site, text),
            });
            gap.requests.push(id);
        }
    }
    let mut gaps: Vec<Gap> = gaps.into_values().collect();
    gaps.sort_by(|a, b| (b.requests.len(), &a.text).cmp(&(a.requests.len(), &b.text)));
    gaps
}

/// A guide that is named as the gap is: by its title, its file or a topic.
fn guide_for(site: &Site, text: &str) -> Option<EntryId> {
    let name = slugify(text);
    site.list(Kind::Guide).iter().copied().find(|&id| {
        let record = &site.entry(id).record;
        *record.id.slug == *name
            || slugify(&record.common.title) == name
            || record.common.topics.iter().any(|topic| *topic.0 == *name)
    })
}

/// What is to be asked about within the next thirty days, or should have been, the oldest first.
fn follow_ups<'s>(
    site: &Site,
    all: impl Iterator<Item = (EntryId, &'s Request)>,
) -> Vec<(EntryId, civil::Date)> {
    let soon = site.today.saturating_add(jiff::Span::new().days(30));
    let dates =
        all.flat_map(|(id, request)| request.open_follow_ups().into_iter().map(move |day| (id, day.0)));
    let mut due: Vec<_> = dates.filter(|(_, day)| *day <= soon).collect();
    due.sort_by_key(|(id, day)| (*day, *id));
    due
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_is_of_times_that_something_took() {
        let of = |days: &[i32]| spread(days.iter().copied());
        assert_eq!(of(&[1, 2, 3, 4]), None, "too few to be shown");
        assert_eq!(of(&[5, 1, 3, 2, 4]), Some(Spread { median: 3, lower: 2, upper: 4, count: 5 }));
        assert_eq!(of(&[1, 1, 1, 1, 100, 100, 100, 100]).unwrap().median, 1);
    }

    #[test]
    fn what_is_decided_follows_from_the_workflow() {
        let workflow = Workflow::standard();
        let of = |state: &str| decided(&workflow, state);
        for open in ["submitted", "initial-feedback", "development", "final-go", "on-hold"] {
            assert_eq!(of(open), None, "{open}");
        }
        assert_eq!((of("support"), of("completed")), (Some(true), Some(true)));
        assert_eq!((of("declined"), of("withdrawn")), (Some(false), None), "to take back is no decision");
    }
}
