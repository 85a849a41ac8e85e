//! The figures of the desk.

use std::borrow::Cow;

use serde::Serialize;

use crate::config::{Language, Vocabulary};
use crate::desk::figures::{By, FEWEST, Figures, Gap, Grouping, OFTEN, Outcome, Row, Spread, figures};
use crate::diagnostic::Diagnostic;
use crate::record::{Kind, Metric};
use crate::render::badge;
use crate::render::chart::bar;
use crate::render::component::figure_table::{FigureRow, FigureTable};
use crate::render::component::labelled::Labelled;
use crate::render::component::uploads;
use crate::render::context::Context;
use crate::render::date;
use crate::render::href::href;
use crate::render::html::Html;
use crate::render::language::autonym;
use crate::render::link;
use crate::render::messages::Words;
use crate::render::phrase::{text, with_note};
use crate::render::record::case;
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::{PageKind, Site};

/// What it all comes to.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct FiguresView {
    /// The heading.
    heading: Html,
    /// A text below the heading.
    summary: Html,
    /// Single figures with their names.
    facts: Vec<Labelled>,
    tables: Vec<FigureTable>,
    gaps: Vec<GapView>,
    /// The cases and requests that are to be asked about, and when.
    follow_ups: Vec<Labelled>,
    /// The address of the figures as CSV.
    csv: String,
    /// The address of the figures as JSON.
    json: String,
}

impl View for FiguresView {
    const TEMPLATE: &'static str = "figures.html";
}

/// Something that requests have missed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct GapView {
    /// What was missed, and how many times.
    text: Html,
    /// A guide that may have it.
    guide: Option<Html>,
    /// Whether it is missed often and no guide has it.
    often: bool,
}

pub(crate) fn render(cx: &Context<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let (title, text) = (cx.words().get("figures-title"), cx.words().get("figures-text"));
    let mut shell = Shell::new(cx, title, text, Kind::Request, false)?;
    shell.breadcrumbs.push(link::board(cx));
    shell.render(cx, &view(cx))
}

fn view(cx: &Context<'_>) -> FiguresView {
    let site = cx.site;
    let figures = figures(site, None, None);
    let words = cx.words();
    let count = |count: usize| text(&words.count(count)).html();
    let fact = |id: &str, value: Html| Labelled { label: cx.message(id), value };
    let mut facts = vec![
        fact("figures-requests", count(figures.requests)),
        fact("figures-decided", count(figures.decided)),
    ];
    if let Some(share) = share(figures.accepted, figures.decided).filter(|_| figures.decided >= FEWEST) {
        facts.push(fact("figures-accepted", text(&share).html()));
    }
    facts.extend(figures.first_reply.map(|days| fact("figures-first-reply", spread(cx, days))));
    facts.extend(figures.decision.map(|days| fact("figures-decision", spread(cx, days))));
    let (questions, answered) = figures.questions;
    if questions > 0 {
        let note = words.with("figures-answered", &[("count", i64::try_from(answered).unwrap_or(0).into())]);
        facts.push(fact("figures-questions", with_note(count(questions), Some(&note))));
    }
    if figures.recorded_afterwards > 0 {
        let note = words.get("figures-apart");
        facts.push(fact(
            "figures-recorded-afterwards",
            with_note(count(figures.recorded_afterwards), Some(&note)),
        ));
    }
    let mut tables = vec![years_table(cx, &figures), states_table(cx, &figures)];
    tables.extend(
        figures.groupings.iter().filter(|grouping| grouping.says_something()).map(|one| group_table(cx, one)),
    );
    let gap = |gap: &Gap| {
        let number =
            words.with("figures-times", &[("count", i64::try_from(gap.requests.len()).unwrap_or(0).into())]);
        let name = with_note(text(&gap.text).html(), Some(&number));
        let guide = gap.guide.map(|id| link::record(cx, id));
        GapView { text: name, guide, often: gap.requests.len() >= OFTEN && gap.guide.is_none() }
    };
    let data = |end: &'static str| href(&cx.url_of(PageKind::FiguresData(end)));
    tables.push(outcomes_table(cx, &figures));
    tables.extend(figures.uploads.iter().flat_map(|all| uploads::tables(cx, all)));
    FiguresView {
        heading: cx.message("figures-title"),
        summary: cx.message("figures-text"),
        facts,
        tables: tables.into_iter().filter(|table| !table.rows.is_empty()).collect(),
        gaps: figures.gaps.iter().map(gap).collect(),
        follow_ups: figures
            .follow_ups
            .iter()
            .map(|(id, day)| {
                let late = (*day < site.today).then(|| words.get("figures-follow-up-late"));
                let value = with_note(date::day(cx, *day), late.as_deref());
                Labelled { label: link::record(cx, *id), value }
            })
            .collect(),
        csv: data("csv"),
        json: data("json"),
    }
}

/// `12 days (8 to 20)`.
fn spread(cx: &Context<'_>, spread: Spread) -> Html {
    let words = cx.words();
    let median = words.with("desk-days", &[("count", spread.median.into())]);
    let range =
        words.with("figures-range", &[("lower", spread.lower.into()), ("upper", spread.upper.into())]);
    with_note(cx.localized(&median), Some(&range))
}

fn years_table(cx: &Context<'_>, figures: &Figures) -> FigureTable {
    let most = figures.years.iter().map(|(_, count)| *count).max().unwrap_or(1);
    let rows = figures.years.iter().map(|(year, count)| FigureRow {
        name: year.map_or_else(|| cx.message("figures-unknown-year"), |year| text(&year.to_string()).html()),
        bar: Html::new(&bar(ratio(*count, most))),
        cells: vec![text(&cx.words().count(*count)).html()],
    });
    FigureTable {
        id: "years",
        heading: cx.message("figures-by-year"),
        columns: vec![cx.message("figures-requests")],
        rows: rows.collect(),
    }
}

fn states_table(cx: &Context<'_>, figures: &Figures) -> FigureTable {
    let most = figures.states.iter().map(|state| state.requests).max().unwrap_or(1);
    let rows = figures.states.iter().filter(|state| state.requests > 0).map(|state| FigureRow {
        name: text(badge::label(cx, &state.state)).html(),
        bar: Html::new(&bar(ratio(state.requests, most))),
        cells: vec![
            text(&cx.words().count(state.requests)).html(),
            or_few(cx, state.waiting.map(|days| spread(cx, days))),
            text(&cx.words().count(state.late)).html(),
        ],
    });
    FigureTable {
        id: "states",
        heading: cx.message("figures-by-state"),
        columns: ["figures-requests", "figures-waiting", "figures-late"].map(|id| cx.message(id)).into(),
        rows: rows.collect(),
    }
}

fn group_table(cx: &Context<'_>, grouping: &Grouping) -> FigureTable {
    let most = grouping.rows.iter().map(|row| row.requests).max().unwrap_or(1);
    let has_committee = grouping.rows.iter().any(|row| row.committee.is_some());
    let row = |row: &Row| {
        let words = cx.words();
        let accepted = row.accepted.zip(row.decided).and_then(|(accepted, decided)| share(accepted, decided));
        let mut cells = vec![
            text(&words.count(row.requests)).html(),
            or_few(cx, row.decided.map(|decided| text(&words.count(decided)).html())),
            or_few(cx, accepted.map(|share| text(&share).html())),
            or_few(cx, row.decision.map(|days| spread(cx, days))),
        ];
        if has_committee {
            cells.push(row.committee.map_or_else(Html::default, |count| text(&words.count(count)).html()));
        }
        FigureRow {
            name: match &row.group {
                Some(group) => text(&group_name(cx.site, grouping.by, group, cx.language(), words)).html(),
                None => cx.message("figures-small-groups"),
            },
            bar: Html::new(&bar(ratio(row.requests, most))),
            cells,
        }
    };
    let mut columns: Vec<Html> =
        ["figures-requests", "figures-decided", "figures-accepted", "figures-decision"]
            .map(|id| cx.message(id))
            .into();
    if has_committee {
        columns.push(cx.message("figures-committee"));
    }
    let (id, heading) = match grouping.by {
        By::Region => ("regions", "figures-by-region"),
        By::Language => ("languages", "figures-by-language"),
        By::Size => ("sizes", "figures-by-size"),
        By::Affiliation => ("affiliations", "figures-by-affiliation"),
    };
    FigureTable { id, heading: cx.message(heading), columns, rows: grouping.rows.iter().map(row).collect() }
}

fn outcomes_table(cx: &Context<'_>, figures: &Figures) -> FigureTable {
    let words = cx.words();
    let number =
        |value: Option<f64>| text(&value.map(|value| words.number(value)).unwrap_or_default()).html();
    let unit = |metric: &Metric| text(metric.unit.as_deref().unwrap_or_default()).html();
    let when = |metric: &Metric| metric.date.map(|day| date::partial(cx, day)).unwrap_or_default();
    let row = |outcome: &Outcome| FigureRow {
        name: with_note(
            link::named(cx, Kind::Case, &outcome.case).unwrap_or_default(),
            Some(&outcome.metric.label),
        ),
        bar: outcome
            .metric
            .target
            .filter(|target| *target > 0.0)
            .map_or_else(Html::default, |target| Html::new(&bar(outcome.metric.value / target))),
        cells: vec![
            number(outcome.metric.baseline),
            case::measured(cx, &outcome.metric),
            number(outcome.metric.target),
            unit(&outcome.metric),
            when(&outcome.metric),
        ],
    };
    FigureTable {
        id: "outcomes",
        heading: cx.message("figures-outcomes"),
        columns: ["figures-before", "figures-now", "figures-aim", "figures-unit", "metric-date"]
            .map(|id| cx.message(id))
            .into(),
        rows: figures.outcomes.iter().map(row).collect(),
    }
}

/// A figure, or that there are too few for one.
fn or_few(cx: &Context<'_>, figure: Option<Html>) -> Html {
    figure.unwrap_or_else(|| cx.message("figures-few"))
}

/// What readers call a group.
fn group_name<'n>(
    site: &'n Site,
    by: By,
    group: &'n str,
    language: &Language,
    words: &'n Words,
) -> Cow<'n, str> {
    match by {
        By::Region => site.label(Vocabulary::Regions, group, language).into(),
        By::Affiliation => site.label(Vocabulary::PartnerTypes, group, language).into(),
        By::Size => words.get(&format!("value-size-{group}")),
        By::Language => Language::parse(group).map_or(group.into(), |language| autonym(&language).into()),
    }
}

#[allow(clippy::cast_precision_loss, reason = "no desk has that many requests")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// A share in whole per cent; `None` of nothing.
fn share(part: usize, whole: usize) -> Option<String> {
    (whole > 0).then(|| format!("{:.0} %", ratio(part, whole) * 100.0))
}
