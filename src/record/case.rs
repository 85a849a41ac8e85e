use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::count::{count, some_count};
use super::field::group;
use super::front_matter::{Gap, Inherit, Inherited, check_order, front_matter};
use super::reference::{
    ContentType, Country, GroupRef, GuideRef, Licence, PartnerRef, PersonRef, RequestRef, ToolRef,
};
use super::value::{CommonsPage, Date, PartialDate, WikidataItem};
use super::walk::{At, Hint, Visitor, Walk};
use crate::diagnostic::Code;

front_matter! {
    /// What was done with a partner, and what came of it. The fields follow the form for case
    /// studies of the GLAM community: <https://outreach.wikimedia.org/wiki/Case_studies/Form>.
    Case {
        /// How it came about.
        text background: Option<String> [section("section-background")],
        /// What each side wanted.
        text goals: Goals [section("section-goals"), initially("{ours: [], partner: []}")],
        /// What was counted.
        text metrics: Metrics [section("section-results")],
        /// What others can learn from it.
        text lessons: Vec<String> [section("section-lessons")],
        /// Who took part, and how.
        people: Vec<Part> [section("section-people")],
        /// Where it took place, as ISO codes such as `UG`.
        countries: Vec<Country>,
        /// When it took place.
        period: Option<Period>,
        /// Who it was done with.
        partners: Vec<PartnerRef>,
        /// Groups that took part.
        groups: Vec<GroupRef>,
        /// What was used.
        tools: Vec<ToolRef>,
        /// The guides that it followed or led to.
        guides: Vec<GuideRef>,
        /// What kind of content it was about.
        content_types: Vec<ContentType>,
        /// Under which licences.
        licences: Vec<Licence>,
        /// The request that it came from.
        request: Option<RequestRef>,
        /// The days on which to ask again what became of it.
        follow_up: Vec<Date>,
        /// Items on Wikidata.
        wikidata: Vec<WikidataItem> [label("field-elsewhere")],
        /// Categories and files on Commons.
        commons: Vec<CommonsPage> [label("field-elsewhere")],
    }
}

group! {
    /// What each side wanted.
    #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(default, deny_unknown_fields)]
    pub struct Goals {
        /// What we wanted.
        pub ours: Vec<String>,
        /// What the partner wanted.
        pub partner: Vec<String>,
    }
}

impl Inherit for Goals {
    type Text = Self;

    fn translated(&self, text: &Self, at: &At<'_>, inherited: &mut Inherited) -> Self {
        Self {
            ours: self.ours.translated(&text.ours, &At::Inner(at, Self::ours), inherited),
            partner: self.partner.translated(&text.partner, &At::Inner(at, Self::partner), inherited),
        }
    }
}

impl Gap for Goals {
    fn is_gap(&self) -> bool {
        self.ours.is_empty() && self.partner.is_empty()
    }
}

group! {
    /// Somebody's part in a case.
    #[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Part {
        pub person: PersonRef,
        /// What they did.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub part: Option<String>,
    }
}

group! {
    /// A stretch of time, as far as it is known.
    #[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
    #[serde(default, deny_unknown_fields)]
    pub struct Period {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub start: Option<PartialDate>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub end: Option<PartialDate>,
    }
}

group! {
    /// A figure, with what is needed to trust it.
    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Metric {
        /// What was counted.
        pub label: String,
        /// How many there are now.
        #[serde(deserialize_with = "count")]
        pub value: f64,
        /// How exact the value is.
        #[serde(default)]
        pub precision: Precision,
        /// In what it was counted.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub unit: Option<String>,
        /// How many there were before.
        #[serde(default, deserialize_with = "some_count", skip_serializing_if = "Option::is_none")]
        pub baseline: Option<f64>,
        /// How many there should be.
        #[serde(default, deserialize_with = "some_count", skip_serializing_if = "Option::is_none")]
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
}

/// Figures, one after the other.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Metrics(#[schemars(with = "Vec<MetricEntry>")] Vec<Metric>);

/// What stands for a figure in a file: all of it, or in a translation its words.
#[allow(dead_code, reason = "it describes files, and is never read")]
#[derive(JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
enum MetricEntry {
    Figure(Metric),
    Words(MetricText),
}

impl std::ops::Deref for Metrics {
    type Target = [Metric];

    fn deref(&self) -> &[Metric] {
        &self.0
    }
}

impl Gap for Metrics {
    fn is_gap(&self) -> bool {
        self.is_empty()
    }
}

impl Walk for Metrics {
    const BLANK: &'static str = <Vec<Metric> as Walk>::BLANK;

    fn walk<'r>(&'r self, at: &At<'_>, visitor: &mut dyn Visitor<'r>) {
        self.0.walk(at, visitor);
    }

    fn hint() -> Hint {
        <Vec<Metric> as Walk>::hint()
    }
}

/// What a translation says of a figure: the first of those of the first, and so on. Numbers and dates are the
/// original's.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct MetricText {
    /// What was counted.
    label: Option<String>,
    /// In what it was counted.
    unit: Option<String>,
    /// What counts and what does not.
    definition: Option<String>,
    /// With what it was counted.
    measured_with: Option<String>,
}

impl Inherit for Metrics {
    type Text = Vec<MetricText>;

    fn translated(&self, text: &Vec<MetricText>, at: &At<'_>, inherited: &mut Inherited) -> Self {
        if text.is_empty() && !self.is_empty() {
            inherited.note(at);
            return self.clone();
        }
        let none = MetricText::default();
        let metric = |(index, metric): (usize, &Metric)| {
            let (text, at) = (text.get(index).unwrap_or(&none), At::Entry(at, index));
            let mut own = |field, original: &Option<String>, text: &Option<String>| {
                original.translated(text, &At::Inner(&at, field), inherited)
            };
            let label = own(Metric::label, &Some(metric.label.clone()), &text.label);
            Metric {
                label: label.unwrap_or_default(),
                unit: own(Metric::unit, &metric.unit, &text.unit),
                definition: own(Metric::definition, &metric.definition, &text.definition),
                measured_with: own(Metric::measured_with, &metric.measured_with, &text.measured_with),
                ..metric.clone()
            }
        };
        Self(self.iter().enumerate().map(metric).collect())
    }

    fn surplus(&self, text: &Vec<MetricText>) -> Option<usize> {
        (text.len() > self.len()).then_some(self.len())
    }
}

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
            let at = At::Field(Self::period);
            let (start, end) = (At::Inner(&at, Period::start), At::Inner(&at, Period::end));
            check_order((start, period.start), (end, period.end), report);
        }
        let at = At::Field(Self::metrics);
        for (index, metric) in self.metrics.iter().enumerate() {
            let at = At::Entry(&at, index);
            let figures = [
                (Metric::value, Some(metric.value)),
                (Metric::baseline, metric.baseline),
                (Metric::target, metric.target),
            ];
            for (field, value) in figures {
                if value.is_some_and(|value| !value.is_finite() || value < 0.0) {
                    let at = At::Inner(&at, field);
                    let message = format!("`{}` is no count", at.path());
                    report(&at, Code::BadValue, message, "write a number of 0 or more");
                }
            }
        }
    }
}
