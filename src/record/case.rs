use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::front_matter::{Gap, Inherit, check_order, front_matter};
use super::reference::{
    At, ContentType, Country, GroupRef, GuideRef, Licence, PartnerRef, PersonRef, RequestRef, ToolRef,
    visit_fields,
};
use super::value::{CommonsPage, Date, PartialDate, WikidataItem};
use crate::diagnostic::Code;

front_matter! {
    /// What was done with a partner, and what came of it. The fields follow the form for case
    /// studies of the GLAM community: <https://outreach.wikimedia.org/wiki/Case_studies/Form>.
    Case
    text {
        /// How it came about.
        background: Option<String>,
        /// What each side wanted.
        goals: Goals,
        /// What others can learn from it.
        lessons: Vec<String>,
    }
    data {
        /// Where it took place, as ISO codes such as `UG`.
        countries: Vec<Country>,
        /// Who it was done with.
        partners: Vec<PartnerRef>,
        /// Groups that took part.
        groups: Vec<GroupRef>,
        /// Who took part, and how.
        people: Vec<Part>,
        /// What was used.
        tools: Vec<ToolRef>,
        /// The guides that it followed or led to.
        guides: Vec<GuideRef>,
        /// What kind of content it was about.
        content_types: Vec<ContentType>,
        /// Under which licences.
        licences: Vec<Licence>,
        /// When it took place.
        period: Option<Period>,
        /// The request that it came from.
        request: Option<RequestRef>,
        /// When to ask again what became of it.
        follow_up: Option<Date>,
        /// Items on Wikidata.
        wikidata: Vec<WikidataItem>,
        /// Categories and files on Commons.
        commons: Vec<CommonsPage>,
        /// What was counted.
        metrics: Vec<Metric>,
    }
}

/// What each side wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Goals {
    /// What we wanted.
    pub ours: Vec<String>,
    /// What the partner wanted.
    pub partner: Vec<String>,
}

impl Inherit for Goals {
    fn or_original(&self, original: &Self) -> Self {
        Self {
            ours: self.ours.or_original(&original.ours),
            partner: self.partner.or_original(&original.partner),
        }
    }
}

impl Gap for Goals {
    fn is_gap(&self) -> bool {
        self.ours.is_empty() && self.partner.is_empty()
    }
}

/// Somebody's part in a case.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub person: PersonRef,
    /// What they did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

visit_fields!(Part: person);

/// A stretch of time, as far as it is known.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Period {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<PartialDate>,
}

visit_fields!(Period: start, end);

/// A figure, with what is needed to trust it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// What was counted.
    pub label: String,
    /// How many there are now.
    pub value: f64,
    /// How exact the value is.
    #[serde(default)]
    pub precision: Precision,
    /// In what it was counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How many there were before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<f64>,
    /// How many there should be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<f64>,
    /// What counts and what does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// With what it was counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured_with: Option<String>,
    /// When it was counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
}

visit_fields!(Metric:);

/// How exact a figure is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    #[default]
    Exact,
    About,
    MoreThan,
}

impl Case {
    pub(super) fn check(&self, report: Report<'_>) {
        if let Some(period) = &self.period {
            let at = At::Field("period");
            let (start, end) = (At::Inner(&at, "start"), At::Inner(&at, "end"));
            check_order((start, period.start), (end, period.end), report);
        }
        let at = At::Field("metrics");
        for (index, metric) in self.metrics.iter().enumerate() {
            let at = At::Entry(&at, index);
            let figures =
                [("value", Some(metric.value)), ("baseline", metric.baseline), ("target", metric.target)];
            for (name, value) in figures {
                if value.is_some_and(|value| !value.is_finite() || value < 0.0) {
                    let at = At::Inner(&at, name);
                    let message = format!("`{}` is no count", at.path());
                    report(&at, Code::BadValue, message, "write a number of 0 or more");
                }
            }
        }
    }
}
