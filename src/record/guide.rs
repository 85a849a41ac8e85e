use jiff::civil;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::front_matter::front_matter;
use super::reference::{CaseRef, ContentType, Country, GuideRef, Licence, OwnerRef, ToolRef};
use super::value::{Date, Interval};
use super::walk::At;
use crate::diagnostic::Code;

front_matter! {
    /// A best practice, in the form of the learning patterns of the Wikimedia movement:
    /// <https://meta.wikimedia.org/wiki/Learning_patterns>.
    Guide {
        /// The problem that it solves.
        text problem: Option<String> [apart, label("brief-problem")],
        /// When to use it, and when not.
        text when_to_use: Option<String> [apart, label("brief-when-to-use")],
        /// How far it can be relied on.
        confidence: Option<Confidence> [initially("work-in-progress")],
        /// How much it asks of its reader.
        level: Option<Level>,
        /// Who looks after it: `people/SLUG` or `groups/SLUG`.
        owner: Option<OwnerRef>,
        /// When somebody last read it through and found it right.
        last_reviewed: Option<Date>,
        /// How long a review holds good.
        review_interval: Option<Interval> [label("field-next-review"), initially("12 months")],
        /// The cases that show it at work.
        evidence: Vec<CaseRef>,
        /// What is used.
        tools: Vec<ToolRef>,
        /// Guides that belong to it.
        guides: Vec<GuideRef>,
        /// What kind of content it is about.
        content_types: Vec<ContentType>,
        /// The licences that it speaks of.
        licences: Vec<Licence>,
        /// The countries that it holds for, if not for all.
        countries: Vec<Country>,
        /// The guide that has taken its place.
        superseded_by: Option<GuideRef> [omitted],
    }
}

/// How much a guide asks of its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    Beginner,
    Intermediate,
    Advanced,
}

/// How far a guide can be relied on, in the states of Knowledge-Centered Service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    WorkInProgress,
    NotValidated,
    Validated,
    Archived,
}

impl Guide {
    /// The day by which it has to be read through again.
    #[must_use]
    pub fn next_review(&self) -> Option<civil::Date> {
        Some(self.review_interval?.after(self.last_reviewed?.0))
    }

    /// Whether that day has passed. An archived guide is past reviewing.
    #[must_use]
    pub fn is_overdue(&self, today: civil::Date) -> bool {
        self.confidence != Some(Confidence::Archived) && self.next_review().is_some_and(|day| day < today)
    }

    pub(super) fn check(&self, report: Report<'_>) {
        if let (Some(day), Some(Confidence::NotValidated)) = (self.last_reviewed, self.confidence) {
            report(
                &At::Field(Self::last_reviewed),
                Code::BadValue,
                format!(
                    "`last_reviewed` says that somebody found the guide right on {day}, and `confidence` that \
                         nobody has validated it"
                ),
                "leave out `last_reviewed` until somebody has, or write `confidence: validated`",
            );
        }
    }
}
