//! The report of a stretch of time: how many asked, from where, how long it took, and what came of it,
//! as Markdown to read or as CSV to reckon with.

use std::path::Path;

use super::args::{Report, ReportFormat};
use super::desk::Desk;
use super::text::days;
use crate::cli::{Outcome, answer};
use crate::config::{Language, Vocabulary};
use crate::desk::figures::{self, By, Figures, Row, Spread, figures};
use crate::desk::uploads::{self, Sum, Sums, Uploads};
use crate::diagnostic::render::visible::visible;
use crate::error::Result;
use crate::record::{Kind, Precision};

impl Report {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, self.today)?;
        let figures = figures(&desk.site, self.from, self.to);
        match self.format {
            ReportFormat::Csv => answer(&crate::render::figures_csv(&figures))?,
            ReportFormat::Markdown => answer(&visible(&self.markdown(&desk, &figures)))?,
        }
        Ok(Outcome::Clean)
    }

    fn markdown(&self, desk: &Desk, figures: &Figures) -> String {
        let stretch = match (self.from, self.to) {
            (None, None) => String::new(),
            (Some(from), None) => format!(", from {from}"),
            (None, Some(to)) => format!(", until {to}"),
            (Some(from), Some(to)) => format!(", {from} to {to}"),
        };
        let mut text = format!("# The desk in figures{stretch}\n\nAs of {}.\n", figures.on);
        let questions = &figures.questions;
        text.push_str(&table(
            ["", ""],
            [
                ("Requests", figures.requests.to_string()),
                ("Decided", figures.decided.to_string()),
                ("Accepted", or_few(figures.accepted)),
                ("To the first reply", time(figures.first_reply)),
                ("To the first review or step", time(figures.first_step)),
                ("To the decision", time(figures.decision)),
                ("Quick questions, not counted above", questions.asked.to_string()),
                ("Quick questions answered", or_few(questions.answered)),
                ("Quick questions, to the first reply", time(questions.first_reply)),
                ("Referred to others", figures.referred.to_string()),
                ("Written down afterwards, not counted above", figures.recorded_afterwards.to_string()),
            ]
            .map(|(name, figure)| [name.to_owned(), figure]),
        ));
        let open = figures.states.iter().filter(|state| state.requests + state.questions > 0);
        text.push_str(&section(
            "Open now",
            ["State", "Requests", "Quick questions", "Requests waiting", "Late"],
            open.map(|state| {
                [
                    desk.state_label(&state.state),
                    state.requests.to_string(),
                    state.questions.to_string(),
                    time(state.waiting),
                    state.late.to_string(),
                ]
            }),
        ));
        text.push_str(&section(
            "Room now",
            ["State", "Room for", "In it", "Asked for"],
            figures.rooms.iter().map(|room| {
                [
                    desk.state_label(&room.state),
                    room.most.map_or_else(|| "not said".to_owned(), |most| most.to_string()),
                    room.taken.to_string(),
                    room.asked.to_string(),
                ]
            }),
        ));
        for grouping in figures.groupings.iter().filter(|grouping| grouping.says_something()) {
            let heading = heading(grouping.by);
            text.push_str(&section(
                &format!("By {}", heading.to_lowercase()),
                [heading, "Requests", "Decided", "Accepted", "To the decision"],
                grouping.rows.iter().map(|row| {
                    [
                        name(desk, grouping.by, row),
                        row.requests.to_string(),
                        row.decided.to_string(),
                        or_few(row.accepted),
                        time(row.decision),
                    ]
                }),
            ));
        }
        for grouping in questions.groupings.iter().filter(|grouping| grouping.says_something()) {
            let heading = heading(grouping.by);
            text.push_str(&section(
                &format!("Quick questions by {}", heading.to_lowercase()),
                [heading, "Quick questions"],
                grouping.rows.iter().map(|row| [name(desk, grouping.by, row), row.requests.to_string()]),
            ));
        }
        text.push_str(&outcomes(desk, figures));
        text.push_str(&figures.uploads.as_ref().map(|all| uploads(desk, all)).unwrap_or_default());
        text
    }
}

/// A table with its heading; nothing where it has no rows.
fn section<const N: usize>(
    heading: &str,
    columns: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let table = table(columns, rows);
    if table.is_empty() { table } else { format!("\n## {heading}\n{table}") }
}

/// A table of Markdown whose first column names what the others count.
fn table<const N: usize>(columns: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let rows = rows.into_iter().map(|row| line(&row.map(|cell| cell.replace('|', "\\|"))));
    let rows: String = rows.collect();
    if rows.is_empty() {
        return rows;
    }
    let rule = (0..N).map(|column| if column == 0 { "---" } else { "---:" }.to_owned());
    format!("\n{}{}{rows}", line(&columns.map(str::to_owned)), line(&rule.collect::<Vec<_>>()))
}

/// `12 days (8 to 20, of 31)`.
fn time(spread: Option<Spread>) -> String {
    let text = |of: Spread| format!("{} ({} to {}, of {})", days(of.median), of.lower, of.upper, of.count);
    spread.map_or_else(|| "too few to say".to_owned(), text)
}

fn or_few(count: Option<usize>) -> String {
    count.map_or_else(|| "too few".to_owned(), |count| count.to_string())
}

fn heading(by: By) -> &'static str {
    match by {
        By::Region => "Region",
        By::Language => "Language",
        By::Priority => "Priority",
        By::Affiliation => "Affiliation of who asks",
        By::PartnerType => "Kind of partner",
    }
}

fn name(desk: &Desk, by: By, row: &Row) -> String {
    let Some(group) = &row.group else {
        return "Others, or not said".to_owned();
    };
    let english = Language::default();
    let site = &desk.site;
    match by {
        By::Region => site.label(Vocabulary::Regions, group, &english).to_owned(),
        By::PartnerType => site.label(Vocabulary::PartnerTypes, group, &english).to_owned(),
        By::Language | By::Priority | By::Affiliation => group.to_string(),
    }
}

/// What the cases of these requests have come to, against what they aimed at.
fn outcomes(desk: &Desk, figures: &Figures) -> String {
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    let row = |outcome: &figures::Outcome| {
        let metric = &outcome.metric;
        let case = desk.site.named(Kind::Case, &outcome.case).map(|id| desk.link_to(id));
        [
            format!("{}: {}", case.unwrap_or_default(), metric.label),
            number(metric.baseline),
            format!("{}{}", precision(metric.precision), metric.value),
            number(metric.target),
            metric.unit.clone().unwrap_or_default(),
            metric.date.map(|date| date.to_string()).unwrap_or_default(),
        ]
    };
    section(
        "What came of it",
        ["Figure", "Before", "Now", "Aimed at", "Counted in", "Date"],
        figures.outcomes.iter().map(row),
    )
}

/// What was uploaded, all together and in groups.
fn uploads(desk: &Desk, all: &Uploads) -> String {
    let columns = ["", "Uploads", "Planned", "Uploaded", "In use"];
    let row = |name: String, sums: Sums| {
        let [planned, uploaded, in_use] = sums.named().map(|(_, sum)| total(sum));
        [name, sums.uploads.to_string(), planned, uploaded, in_use]
    };
    let mut text = section("Uploads, in files", columns, [row("All".to_owned(), all.all)]);
    for grouping in all.groupings.iter().filter(|grouping| grouping.says_something()) {
        let (heading, kind) = match grouping.by {
            uploads::By::State => ("Uploads by state", None),
            uploads::By::Year => ("Uploads by the year in which they began", None),
            uploads::By::Tool => ("Uploads by tool", Some(Kind::Tool)),
            uploads::By::Partner => ("Uploads by partner", Some(Kind::Partner)),
        };
        let name = |group: &Option<Box<str>>| match group.as_deref() {
            None => "Not said".to_owned(),
            Some(group) => {
                let record = kind.and_then(|kind| desk.site.named(kind, group));
                record.map_or_else(|| group.to_owned(), |id| desk.link_to(id))
            }
        };
        let rows = grouping.rows.iter().map(|one| row(name(&one.group), one.sums));
        text.push_str(&section(heading, columns, rows));
    }
    text
}

/// `more than 1200 (counted 2026-03-01 to 2026-05, 2 give no number)`.
fn total(sum: Sum) -> String {
    let Some(value) = sum.value else { return "–".to_owned() };
    let counted = sum.counted.map(|(from, to)| {
        if from == to { format!("counted {from}") } else { format!("counted {from} to {to}") }
    });
    let missing = match sum.not_given {
        0 => None,
        1 => Some("1 gives no number".to_owned()),
        count => Some(format!("{count} give no number")),
    };
    let notes: Vec<String> = counted.into_iter().chain(missing).collect();
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    format!("{}{value}{notes}", precision(sum.precision))
}

/// What stands before a number that is not exact.
fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Exact => "",
        Precision::About => "about ",
        Precision::MoreThan => "more than ",
    }
}
