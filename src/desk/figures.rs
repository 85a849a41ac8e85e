//! The figures of the desk: how many requests, how long they wait, what is decided, and whether that
//! is equitable. Shown on a page of their own, as CSV and JSON, and in the report.
//!
//! What came to the desk for its committee is told apart from two things that look like it: questions that its staff
//! answered without the committee, and requests that were written down afterwards, from what others say of them.
//!
//! Small numbers are not shown: with fewer than [`FEWEST`] requests a share or a median would speak of
//! single people. What is left out is left out here, so that no format has it, and so that it cannot be had by taking
//! what is shown from the whole (`groups`). Medians and quartiles are those of the nearest rank, so that each is a
//! time that some request really took.

mod course;
mod groups;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil;
use serde::Serialize;

use crate::config::Workflow;
use crate::desk::room::rooms;
use crate::desk::status::{self, Status};
use crate::desk::uploads::{self, Uploads};
use crate::record::value::Date;
use crate::record::{Fields, Kind, Metric, Request, slugify};
use crate::site::{EntryId, Site};

use course::{Course, took};

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
#[derive(Debug, Serialize)]
pub struct Figures {
    /// The day that they are of: how much is open, late and waiting changes from one to the next.
    pub on: Date,
    /// Those that came to the desk for its committee.
    pub requests: usize,
    pub questions: Questions,
    /// Requests that were written down afterwards. No other figure counts them, but for what came of them.
    pub recorded_afterwards: usize,
    /// Requests and questions that were sent on to somebody who can help better.
    pub referred: usize,
    /// Decided by the committee, or at its stages.
    pub decided: usize,
    /// `None` where too few are decided.
    pub accepted: Option<usize>,
    /// Until somebody of the desk first answered whoever asked.
    pub first_reply: Option<Spread>,
    /// Until the first review was written, or the first step taken.
    pub first_step: Option<Spread>,
    pub decision: Option<Spread>,
    /// By the year that they came in, the earliest first.
    pub years: Vec<OfYear>,
    /// Those that are open now, by state.
    pub states: Vec<OfState>,
    /// How much the desk can take on at once, and how much is asked of it; of all requests, whenever they came in.
    pub rooms: Vec<OfRoom>,
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

/// The questions that the committee was not asked about.
#[derive(Debug, Serialize)]
pub struct Questions {
    pub asked: usize,
    /// How many have their answer; `None` where too few were asked.
    pub answered: Option<usize>,
    pub first_reply: Option<Spread>,
    pub groupings: Vec<Grouping>,
}

/// What came in in a year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct OfYear {
    /// `None` where it is not known.
    pub year: Option<i16>,
    pub requests: usize,
    pub questions: usize,
    pub recorded_afterwards: usize,
}

/// What stands in a state now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfState {
    pub state: Box<str>,
    pub requests: usize,
    pub questions: usize,
    /// How long the requests have been there; `None` for few, and where that is not known.
    pub waiting: Option<Spread>,
    /// How many of the requests and questions are late.
    pub late: usize,
}

/// What a state has room for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfRoom {
    pub state: Box<str>,
    /// How many it takes at once; `None` where nobody has said so.
    pub most: Option<usize>,
    /// How many are in it.
    pub taken: usize,
    /// How many could come next.
    pub asked: usize,
}

/// The requests, put into groups by one of their properties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Grouping {
    pub by: By,
    pub rows: Vec<Row>,
}

impl Grouping {
    /// Whether any group is shown by itself.
    #[must_use]
    pub fn says_something(&self) -> bool {
        !self.rows.is_empty()
    }
}

/// What requests are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    Region,
    Language,
    Priority,
    /// The organisation or community that whoever asks belongs to.
    Affiliation,
    /// What kind of organisation the content comes from.
    PartnerType,
}

/// A group of requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The region, the language, …; `None` for all that are in no group, or in one that is not shown by itself.
    pub group: Option<Box<str>>,
    pub requests: usize,
    pub decided: usize,
    /// `None` where it would tell of too few decisions.
    pub accepted: Option<usize>,
    pub decision: Option<Spread>,
    /// How many of those who judge are of this group; `None` where they are not grouped so.
    pub committee: Option<usize>,
}

/// A figure of a case, against where it began and what it aimed at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// The slug of the case.
    pub case: Box<str>,
    /// Its place among the figures of the case, from 0.
    #[serde(skip)]
    pub place: usize,
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

/// The figures of the requests that came in between two days, both included; of all where none is given.
#[must_use]
pub fn figures(site: &Site, from: Option<civil::Date>, to: Option<civil::Date>) -> Figures {
    let all = status::all(site).into_iter().map(|status| Course::of(site, status));
    let within = |course: &Course<'_>| match course.received {
        Some(day) => from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to),
        None => from.is_none() && to.is_none(),
    };
    let all: Vec<Course<'_>> = all.filter(within).collect();
    let (recorded, own): (Vec<&Course<'_>>, Vec<_>) =
        all.iter().partition(|course| course.status.request.recorded_afterwards);
    let referred = own.iter().filter(|course| !course.status.request.referred_to.is_empty()).count();
    let (questions, requests): (Vec<&Course<'_>>, Vec<_>) =
        own.into_iter().partition(|course| course.is_question);
    // What came of a request does not hang on who wrote it down.
    let every = || all.iter().map(|course| (course.status.id, course.status.request));
    let grouped = |by, all: &[&Course<'_>]| groups::grouping(site, by, all);
    let (decided, accepted) = course::decisions(&requests);
    Figures {
        on: Date(site.today),
        requests: requests.len(),
        questions: Questions {
            asked: questions.len(),
            answered: enough(questions.len())
                .then(|| questions.iter().filter(|course| course.is_answered(&site.workflow)).count()),
            first_reply: spread(questions.iter().filter_map(|course| took(course.received, course.replied))),
            groupings: [By::Region, By::Language].map(|by| grouped(by, &questions)).into(),
        },
        recorded_afterwards: recorded.len(),
        referred,
        decided,
        accepted: enough(decided).then_some(accepted),
        first_reply: spread(requests.iter().filter_map(|course| took(course.received, course.replied))),
        first_step: spread(requests.iter().filter_map(|course| took(course.received, course.stepped))),
        decision: spread(requests.iter().filter_map(|course| took(course.received, course.decided))),
        years: years(&requests, &questions, &recorded),
        states: states(&site.workflow, &requests, &questions),
        rooms: rooms(site)
            .iter()
            .map(|room| OfRoom {
                state: room.state.id.clone(),
                most: room.most,
                taken: room.taken,
                asked: room.asked,
            })
            .collect(),
        groupings: [By::Region, By::Language, By::Priority, By::Affiliation, By::PartnerType]
            .map(|by| grouped(by, &requests))
            .into(),
        outcomes: outcomes(site, every()),
        uploads: uploads::figures(site, from, to),
        gaps: gaps(site, every()),
        follow_ups: follow_ups(site, every()),
    }
}

/// Whether there are so many that a share of them speaks of nobody in particular.
fn enough(count: usize) -> bool {
    count >= FEWEST
}

/// Median and quartiles; `None` for too few.
fn spread(days: impl Iterator<Item = i32>) -> Option<Spread> {
    let mut days: Vec<i32> = days.collect();
    days.sort_unstable();
    let count = days.len();
    let rank = |quarters: usize| days[(count * quarters).div_ceil(4).max(1) - 1];
    enough(count).then(|| Spread { median: rank(2), lower: rank(1), upper: rank(3), count })
}

fn years(requests: &[&Course<'_>], questions: &[&Course<'_>], recorded: &[&Course<'_>]) -> Vec<OfYear> {
    let mut years: BTreeMap<Option<i16>, OfYear> = BTreeMap::new();
    let mut count = |all: &[&Course<'_>], counted: fn(&mut OfYear) -> &mut usize| {
        for course in all {
            let year = course.received.map(civil::Date::year);
            *counted(years.entry(year).or_insert(OfYear { year, ..OfYear::default() })) += 1;
        }
    };
    count(requests, |year| &mut year.requests);
    count(questions, |year| &mut year.questions);
    count(recorded, |year| &mut year.recorded_afterwards);
    years.into_values().collect()
}

fn states<'s>(workflow: &Workflow, requests: &[&Course<'s>], questions: &[&Course<'s>]) -> Vec<OfState> {
    let open = workflow.states.iter().filter(|state| !state.is_final);
    let of_state = |state: &crate::config::State| {
        let there = |all: &[&Course<'s>]| -> Vec<Status<'s>> {
            let all = all.iter().map(|course| &course.status);
            all.filter(|own| own.state.id == state.id && !own.request.is_removed()).cloned().collect()
        };
        let (requests, questions) = (there(requests), there(questions));
        let late = requests.iter().chain(&questions).filter(|status| status.overdue.is_some());
        OfState {
            state: state.id.clone(),
            requests: requests.len(),
            questions: questions.len(),
            waiting: spread(requests.iter().filter_map(|status| status.days)),
            late: late.count(),
        }
    };
    open.map(of_state).collect()
}

/// What was measured in the cases of these requests, in the order of their names.
fn outcomes<'s>(site: &Site, all: impl Iterator<Item = (EntryId, &'s Request)>) -> Vec<Outcome> {
    let cases = all.flat_map(|(_, request)| &request.cases);
    let cases: BTreeSet<&str> = cases.map(|case| &*case.0).collect();
    let outcome = |slug: &str, (place, metric): (usize, &Metric)| Outcome {
        case: slug.into(),
        place,
        metric: metric.clone(),
    };
    let of_case = |slug: &str| match &site.entry(site.named(Kind::Case, slug)?).record.fields {
        Fields::Case(case) => {
            Some(case.metrics.iter().enumerate().map(|metric| outcome(slug, metric)).collect())
        }
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
}
