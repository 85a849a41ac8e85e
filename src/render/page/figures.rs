//! The figures of the desk.

use serde::Serialize;

use crate::config::{Language, Vocabulary};
use crate::desk::figures::{
    By, Figures, Gap, Grouping, OFTEN, OfState, OfYear, Outcome, Row, Spread, figures,
};
use crate::diagnostic::Diagnostic;
use crate::record::{At, Case, Field, Fields, Kind, Metric};
use crate::render::badge;
use crate::render::chart::bar;
use crate::render::component::figure_table::{FigureRow, FigureTable};
use crate::render::component::labelled::Labelled;
use crate::render::component::uploads;
use crate::render::context::Context;
use crate::render::date;
use crate::render::href::href;
use crate::render::html::Html;
use crate::render::language;
use crate::render::link;
use crate::render::phrase::{Phrase, text, with_aside, with_note};
use crate::render::record::{case, inherited};
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::PageKind;

/// What it all comes to.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct FiguresView {
    /// The heading.
    heading: Html,
    /// A text below the heading.
    summary: Html,
    /// The day that the figures are of.
    as_of: Html,
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
    let mut tables = vec![years_table(cx, &figures), states_table(cx, &figures), rooms_table(cx, &figures)];
    let own = figures.groupings.iter().filter(|grouping| grouping.says_something());
    tables.extend(own.map(|grouping| group_table(cx, grouping)));
    let asked = figures.questions.groupings.iter().filter(|grouping| grouping.says_something());
    tables.extend(asked.map(|grouping| questions_table(cx, grouping)));
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
        as_of: cx.localized(&words.with("figures-as-of", &[("date", words.date(site.today).into())])),
        facts: facts(cx, &figures),
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

/// The figures of all requests together.
fn facts(cx: &Context<'_>, figures: &Figures) -> Vec<Labelled> {
    let words = cx.words();
    let count = |number: usize| count(cx, number);
    let fact = |id: &str, value: Html| Labelled { label: cx.message(id), value };
    let mut facts = vec![
        fact("figures-requests", count(figures.requests)),
        fact("figures-decided", count(figures.decided)),
    ];
    let share = figures.accepted.map(|accepted| words.percent(ratio(accepted, figures.decided)));
    facts.extend(share.map(|share| fact("figures-accepted", text(&share).html())));
    let times = [
        ("figures-first-reply", figures.first_reply),
        ("figures-first-step", figures.first_step),
        ("figures-decision", figures.decision),
    ];
    facts.extend(times.into_iter().filter_map(|(id, days)| Some(fact(id, spread(cx, days?)))));
    let questions = &figures.questions;
    if questions.asked > 0 {
        let answered = questions.answered.map(number);
        let note = answered.map(|answered| words.with("figures-answered", &[("count", answered.into())]));
        facts.push(fact("figures-questions", with_note(count(questions.asked), note.as_deref())));
        let reply = questions.first_reply.map(|days| spread(cx, days));
        facts.extend(reply.map(|days| fact("figures-questions-first-reply", days)));
    }
    if figures.referred > 0 {
        facts.push(fact("figures-referred", count(figures.referred)));
    }
    if figures.recorded_afterwards > 0 {
        let note = words.get("figures-apart");
        let value = with_note(count(figures.recorded_afterwards), Some(&note));
        facts.push(fact("figures-recorded-afterwards", value));
    }
    facts
}

fn count(cx: &Context<'_>, number: usize) -> Html {
    text(&cx.words().count(number)).html()
}

/// A number for a message.
fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// `12 days (8 to 20, of 31)`.
fn spread(cx: &Context<'_>, spread: Spread) -> Html {
    let words = cx.words();
    let median = words.with("figures-days", &[("count", spread.median.into())]);
    let range = words.with(
        "figures-range",
        &[
            ("lower", spread.lower.into()),
            ("upper", spread.upper.into()),
            ("count", number(spread.count).into()),
        ],
    );
    with_note(cx.localized(&median), Some(&range))
}

fn years_table(cx: &Context<'_>, figures: &Figures) -> FigureTable {
    let most = figures.years.iter().map(|year| year.requests).max().unwrap_or(1);
    let column = |id, of: fn(&OfYear) -> usize| (id, figures.years.iter().map(of).collect::<Vec<_>>());
    let mut columns = vec![
        column("figures-requests", |year| year.requests),
        column("figures-questions", |year| year.questions),
        column("figures-recorded-afterwards", |year| year.recorded_afterwards),
    ];
    // What there is none of in any year needs no column.
    columns.retain(|(id, counts)| *id == "figures-requests" || counts.iter().any(|count| *count > 0));
    let rows = figures.years.iter().enumerate().map(|(row, year)| FigureRow {
        name: match year.year {
            None => cx.message("figures-unknown-year"),
            Some(year) => text(&year.to_string()).html(),
        },
        bar: Html::new(&bar(ratio(year.requests, most))),
        cells: columns.iter().map(|(_, counts)| count(cx, counts[row])).collect(),
    });
    FigureTable {
        id: "years",
        heading: cx.message("figures-by-year"),
        columns: columns.iter().map(|(id, _)| cx.message(id)).collect(),
        rows: rows.collect(),
    }
}

fn states_table(cx: &Context<'_>, figures: &Figures) -> FigureTable {
    let has_questions = figures.states.iter().any(|state| state.questions > 0);
    let all = |state: &OfState| state.requests + state.questions;
    let most = figures.states.iter().map(all).max().unwrap_or(1);
    let rows = figures.states.iter().filter(|state| all(state) > 0).map(|state| FigureRow {
        name: text(badge::label(cx, &state.state)).html(),
        bar: Html::new(&bar(ratio(all(state), most))),
        cells: [
            Some(count(cx, state.requests)),
            has_questions.then(|| count(cx, state.questions)),
            Some(or_few(cx, state.waiting.map(|days| spread(cx, days)))),
            Some(count(cx, state.late)),
        ]
        .into_iter()
        .flatten()
        .collect(),
    });
    let columns = [
        Some("figures-requests"),
        has_questions.then_some("figures-questions"),
        Some("figures-waiting"),
        Some("figures-late"),
    ];
    FigureTable {
        id: "states",
        heading: cx.message("figures-by-state"),
        columns: columns.into_iter().flatten().map(|id| cx.message(id)).collect(),
        rows: rows.collect(),
    }
}

/// How much the desk can take on, where its workflow says so.
fn rooms_table(cx: &Context<'_>, figures: &Figures) -> FigureTable {
    let rows = figures.rooms.iter().filter_map(|room| {
        let most = room.most?;
        Some(FigureRow {
            name: text(badge::label(cx, &room.state)).html(),
            bar: Html::new(&bar(ratio(room.taken, most))),
            cells: [most, room.taken, room.asked].map(|number| count(cx, number)).into(),
        })
    });
    FigureTable {
        id: "rooms",
        heading: cx.message("figures-rooms"),
        columns: ["figures-room", "figures-room-taken", "figures-room-asked"].map(|id| cx.message(id)).into(),
        rows: rows.collect(),
    }
}

fn group_table(cx: &Context<'_>, grouping: &Grouping) -> FigureTable {
    let most = grouping.rows.iter().map(|row| row.requests).max().unwrap_or(1);
    let has_committee = grouping.rows.iter().any(|row| row.committee.is_some());
    let row = |row: &Row| {
        let mut cells = vec![count(cx, row.requests), count(cx, row.decided)];
        cells.push(match row.accepted {
            // There is nothing yet to be too few.
            _ if row.decided == 0 => text("–").html(),
            accepted => {
                let share = accepted.map(|accepted| cx.words().percent(ratio(accepted, row.decided)));
                or_few(cx, share.map(|share| text(&share).html()))
            }
        });
        cells.push(or_few(cx, row.decision.map(|days| spread(cx, days))));
        if has_committee {
            cells.push(row.committee.map_or_else(Html::default, |members| count(cx, members)));
        }
        FigureRow { name: name(cx, grouping.by, row), bar: Html::new(&bar(ratio(row.requests, most))), cells }
    };
    let columns =
        ["figures-requests", "figures-decided", "figures-accepted", "figures-decision", "figures-committee"];
    let columns = columns.into_iter().take(if has_committee { 5 } else { 4 });
    let (id, heading) = match grouping.by {
        By::Region => ("regions", "figures-by-region"),
        By::Language => ("languages", "figures-by-language"),
        By::Priority => ("priorities", "figures-by-priority"),
        By::Affiliation => ("affiliations", "figures-by-affiliation"),
        By::PartnerType => ("partner-types", "figures-by-partner-type"),
    };
    FigureTable {
        id,
        heading: cx.message(heading),
        columns: columns.map(|id| cx.message(id)).collect(),
        rows: grouping.rows.iter().map(row).collect(),
    }
}

/// The questions in groups, which are only counted.
fn questions_table(cx: &Context<'_>, grouping: &Grouping) -> FigureTable {
    let most = grouping.rows.iter().map(|row| row.requests).max().unwrap_or(1);
    let row = |row: &Row| FigureRow {
        name: name(cx, grouping.by, row),
        bar: Html::new(&bar(ratio(row.requests, most))),
        cells: vec![count(cx, row.requests)],
    };
    let (id, heading) = match grouping.by {
        By::Region => ("question-regions", "figures-questions-by-region"),
        _ => ("question-languages", "figures-questions-by-language"),
    };
    FigureTable {
        id,
        heading: cx.message(heading),
        columns: vec![cx.message("figures-questions")],
        rows: grouping.rows.iter().map(row).collect(),
    }
}

fn outcomes_table(cx: &Context<'_>, figures: &Figures) -> FigureTable {
    let words = cx.words();
    let number =
        |value: Option<f64>| text(&value.map(|value| words.number(value)).unwrap_or_default()).html();
    let word = |outcome: &Outcome, field: &'static Field| in_page_language(cx, outcome, field);
    let when = |metric: &Metric| metric.date.map(|day| date::partial(cx, day)).unwrap_or_default();
    let row = |outcome: &Outcome| FigureRow {
        name: with_aside(
            link::named(cx, Kind::Case, &outcome.case).unwrap_or_default(),
            Some(&word(outcome, Metric::label)),
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
            word(outcome, Metric::unit),
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

/// The label or the unit of a figure as the case has it in the language of the page, or in its own.
fn in_page_language(cx: &Context<'_>, outcome: &Outcome, field: &'static Field) -> Html {
    let of = |metric: &Metric| {
        let word = if *field == *Metric::unit { metric.unit.clone() } else { Some(metric.label.clone()) };
        word.unwrap_or_default()
    };
    let record = cx.site.named(Kind::Case, &outcome.case).map(|id| &cx.site.entry(cx.local(id)).record);
    let local = record.and_then(|record| match &record.fields {
        Fields::Case(case) => Some((record, case.metrics.get(outcome.place)?)),
        _ => None,
    });
    let Some((record, metric)) = local else { return text(&of(&outcome.metric)).html() };
    let all = At::Field(Case::metrics);
    let at = At::Entry(&all, outcome.place);
    let language = inherited::of(cx, record, &At::Inner(&at, field)).or_else(|| cx.other_language(record));
    inherited::marked(language.filter(|language| *language != cx.language()), &of(metric))
}

/// A figure, or that there are too few for one.
fn or_few(cx: &Context<'_>, figure: Option<Html>) -> Html {
    figure.unwrap_or_else(|| cx.message("figures-few"))
}

/// What readers call a group.
fn name(cx: &Context<'_>, by: By, row: &Row) -> Html {
    let Some(group) = row.group.as_deref() else { return cx.message("figures-others") };
    match by {
        By::Region => cx.term_name(Vocabulary::Regions, group).html(),
        By::PartnerType => cx.term_name(Vocabulary::PartnerTypes, group).html(),
        By::Language => Language::parse(group)
            .map_or_else(|| text(group).html(), |language| language::phrase(cx, &language)),
        By::Priority => cx.message(&format!("value-priority-{group}")),
        By::Affiliation => Phrase { name: true, ..text(group) }.html(),
    }
}

#[allow(clippy::cast_precision_loss, reason = "no desk has that many requests")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
