//! The page of a case.

use serde::Serialize;

use super::inherited;
use super::request::{self, HeardView};
use super::section::{self, Outline, Sections, TextSection, shown};
use crate::record::{At, Case, Fields, Goals, Kind, Metric, Request};
use crate::render::chart::chart;
use crate::render::component::uploads::{self, UploadsView};
use crate::render::context::Context;
use crate::render::date;
use crate::render::figure;
use crate::render::html::Html;
use crate::render::link;
use crate::render::phrase::with_aside;
use crate::site::EntryId;

/// What the page of a case has of its own.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct CaseSections {
    /// The background, paragraph by paragraph.
    texts: Vec<TextSection>,
    /// The goals of those who did the work.
    goals_ours: Vec<Html>,
    /// The goals of the partner.
    goals_partner: Vec<Html>,
    metrics: Vec<MetricView>,
    /// The uploads that belong to it.
    uploads: Option<UploadsView>,
    /// What was learnt.
    lessons: Vec<Html>,
    /// What was heard later of the request that it came from.
    heard: Vec<HeardView>,
    /// The people of the case and their part in it.
    people: Vec<Html>,
}

impl Sections for CaseSections {
    const TEMPLATE: &'static str = "case.html";

    fn outline(&self) -> Outline {
        let mut before: Vec<_> = self.texts.iter().map(|text| text.id).collect();
        before.extend(shown([(
            Case::goals.heading(),
            !self.goals_ours.is_empty() || !self.goals_partner.is_empty(),
        )]));
        // What came of it is read by those who know what was done.
        let after = shown([
            (Case::metrics.heading(), !self.metrics.is_empty()),
            ("section-uploads", self.uploads.is_some()),
            (Case::lessons.heading(), !self.lessons.is_empty()),
            (Request::heard.heading(), !self.heard.is_empty()),
        ]);
        Outline { before, after, matter: shown([(Case::people.heading(), !self.people.is_empty())]) }
    }
}

/// A figure, drawn and written.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct MetricView {
    /// What is counted.
    label: Html,
    /// The figure as it may be said, `more than 500`, with its words in `<small>`.
    value: Html,
    /// The figure as running text.
    said: Html,
    /// What it is counted in.
    unit: Option<Html>,
    /// The figure before.
    baseline: Option<String>,
    /// The figure that is aimed at.
    target: Option<String>,
    /// What exactly is counted.
    definition: Option<Html>,
    /// What it is measured with.
    measured_with: Option<Html>,
    /// The date of the figure.
    date: Option<Html>,
    /// The drawing, as SVG; none where there is nothing to compare with.
    chart: Option<Html>,
}

pub(crate) fn sections(cx: &Context<'_>, id: EntryId, case: &Case) -> CaseSections {
    let person = |part: &crate::record::Part| {
        let at = At::Field(Case::people);
        let own = part.part.as_deref().map(|text| inherited::prose(cx, &at, text));
        Some(with_aside(link::named(cx, Kind::Person, &part.person.0)?, own.as_ref()))
    };
    let goals = At::Field(Case::goals);
    CaseSections {
        texts: Vec::from_iter(section::text(cx, Case::background, case.background.as_ref())),
        goals_ours: inherited::list(cx, &At::Inner(&goals, Goals::ours), &case.goals.ours),
        goals_partner: inherited::list(cx, &At::Inner(&goals, Goals::partner), &case.goals.partner),
        metrics: (0..case.metrics.len()).map(|index| metric(cx, index, &case.metrics)).collect(),
        uploads: uploads::of(cx, id),
        lessons: inherited::list(cx, &At::Field(Case::lessons), &case.lessons),
        heard: case.request.as_ref().map(|request| heard_of(cx, &request.0)).unwrap_or_default(),
        people: case.people.iter().filter_map(person).collect(),
    }
}

/// What was heard of a request after its end.
fn heard_of(cx: &Context<'_>, request: &str) -> Vec<HeardView> {
    let record = cx.site.named(Kind::Request, request).map(|id| &cx.site.entry(id).record);
    match record.map(|record| (&record.fields, &record.language)) {
        Some((Fields::Request(request), language)) => {
            request::heard(cx, request, Some(language).filter(|language| *language != cx.language()))
        }
        _ => Vec::new(),
    }
}

/// The value as it may be said: `more than 500`.
pub(crate) fn measured(cx: &Context<'_>, metric: &Metric) -> Html {
    figure::measured(cx, metric.value, metric.precision)
}

fn metric(cx: &Context<'_>, index: usize, all: &[Metric]) -> MetricView {
    let metric = &all[index];
    let words = cx.words();
    let number = |value: f64| words.number(value);
    let field = At::Field(Case::metrics);
    let entry = At::Entry(&field, index);
    let prose = |field, text: &str| inherited::prose(cx, &At::Inner(&entry, field), text);
    MetricView {
        label: prose(Metric::label, &metric.label),
        value: figure::large(cx, metric.value, metric.precision),
        said: measured(cx, metric),
        unit: metric.unit.as_deref().map(|text| prose(Metric::unit, text)),
        baseline: metric.baseline.map(number),
        target: metric.target.map(number),
        definition: metric.definition.as_deref().map(|text| prose(Metric::definition, text)),
        measured_with: metric.measured_with.as_deref().map(|text| prose(Metric::measured_with, text)),
        date: metric.date.map(|date| date::partial(cx, date)),
        chart: chart(metric, all).map(|svg| Html::new(&svg)),
    }
}
