//! The report of a stretch of time: how many asked, from where, how long it took, and what came of it,
//! as Markdown to read or as CSV to reckon with.

use std::fmt::Write as _;
use std::path::Path;

use super::args::{Report, ReportFormat};
use super::desk::Desk;
use super::text::days;
use crate::cli::{Outcome, answer};
use crate::config::{Language, Vocabulary};
use crate::desk::figures::{By, Figures, Row, Spread, figures};
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
        let title = match (self.from, self.to) {
            (None, None) => "# The desk in figures\n".to_owned(),
            (Some(from), None) => format!("# The desk in figures, from {from}\n"),
            (None, Some(to)) => format!("# The desk in figures, until {to}\n"),
            (Some(from), Some(to)) => format!("# The desk in figures, {from} to {to}\n"),
        };
        let mut text = title;
        let time = |spread: Option<Spread>| spread.map_or_else(|| "too few to say".to_owned(), spread_text);
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n| | |\n| --- | ---: |\n| Requests | {} |\n| Quick questions | {}, {} answered |\n| Decided | {} |\n| Accepted | {} |\n\
             | Written down afterwards, not counted elsewhere | {} |\n| To the first reply | {} |\n| To the decision | {} |\n",
            figures.requests,
            figures.questions.0,
            figures.questions.1,
            figures.decided,
            figures.accepted,
            figures.recorded_afterwards,
            time(figures.first_reply),
            time(figures.decision),
        );
        text.push_str(
            "\n## Open now\n\n| State | Requests | Waiting | Late |\n| --- | ---: | ---: | ---: |\n",
        );
        for state in figures.states.iter().filter(|state| state.requests > 0) {
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} |",
                desk.state_label(&state.state),
                state.requests,
                time(state.waiting),
                state.late
            );
        }
        for grouping in figures.groupings.iter().filter(|grouping| grouping.says_something()) {
            let heading = match grouping.by {
                By::Region => "Region",
                By::Language => "Language",
                By::Size => "Size",
                By::Affiliation => "Kind of partner",
            };
            let _ = write!(
                text,
                "\n## By {}\n\n| {heading} | Requests | Decided | Accepted | To the decision |\n| --- | ---: | ---: | ---: | ---: |\n",
                heading.to_lowercase()
            );
            for row in &grouping.rows {
                let figure = |count: Option<usize>| {
                    count.map_or_else(|| "too few".to_owned(), |count| count.to_string())
                };
                let _ = writeln!(
                    text,
                    "| {} | {} | {} | {} | {} |",
                    name(desk, grouping.by, row),
                    row.requests,
                    figure(row.decided),
                    figure(row.accepted),
                    time(row.decision)
                );
            }
        }
        text.push_str(&outcomes(desk, figures));
        text.push_str(&figures.uploads.as_ref().map(|all| uploads(desk, all)).unwrap_or_default());
        text
    }
}

/// `12 days (8 to 20)`.
fn spread_text(spread: Spread) -> String {
    format!("{} ({} to {})", days(spread.median), spread.lower, spread.upper)
}

fn name(desk: &Desk, by: By, row: &Row) -> String {
    let Some(group) = &row.group else {
        return "Small groups together".to_owned();
    };
    let english = Language::default();
    let site = &desk.site;
    match by {
        By::Region => site.label(Vocabulary::Regions, group, &english).to_owned(),
        By::Affiliation => site.label(Vocabulary::PartnerTypes, group, &english).to_owned(),
        By::Language | By::Size => group.to_string(),
    }
}

/// What the cases of these requests have come to, against what they aimed at.
fn outcomes(desk: &Desk, figures: &Figures) -> String {
    let mut text = String::new();
    for outcome in &figures.outcomes {
        if text.is_empty() {
            text.push_str("\n## What came of it\n\n| Case | Figure | Before | Now | Aimed at | Counted in | Date |\n| --- | --- | ---: | ---: | ---: | --- | --- |\n");
        }
        let metric = &outcome.metric;
        let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        let cell = |text: &str| text.replace('|', "\\|");
        let precision = precision(metric.precision);
        let case = desk.site.named(Kind::Case, &outcome.case).map(|id| desk.link_to(id));
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| {} | {} | {} | {precision}{} | {} | {} | {} |",
            case.unwrap_or_default(),
            cell(&metric.label),
            number(metric.baseline),
            metric.value,
            number(metric.target),
            cell(metric.unit.as_deref().unwrap_or_default()),
            metric.date.map(|date| date.to_string()).unwrap_or_default()
        );
    }
    text
}

/// What was uploaded, all together and in groups.
fn uploads(desk: &Desk, all: &Uploads) -> String {
    let mut text = String::new();
    let mut table = |heading: &str, rows: &[(String, Sums)]| {
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n## {heading}\n\n| | Uploads | Planned | Uploaded | In use |\n| --- | ---: | ---: | ---: | ---: |\n"
        );
        for (name, sums) in rows {
            let [planned, uploaded, in_use] = sums.named().map(|(_, sum)| total(sum));
            let _ = writeln!(text, "| {name} | {} | {planned} | {uploaded} | {in_use} |", sums.uploads);
        }
    };
    table("Uploads, in files", &[("All".to_owned(), all.all)]);
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
        let rows: Vec<_> = grouping.rows.iter().map(|row| (name(&row.group), row.sums)).collect();
        table(heading, &rows);
    }
    text
}

/// `more than 1200 (2 give no number)`.
fn total(sum: Sum) -> String {
    let Some(value) = sum.value else { return "–".to_owned() };
    let number = format!("{}{value}", precision(sum.precision));
    match sum.not_given {
        0 => number,
        1 => format!("{number} (1 gives no number)"),
        count => format!("{number} ({count} give no number)"),
    }
}

/// What stands before a number that is not exact.
fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Exact => "",
        Precision::About => "about ",
        Precision::MoreThan => "more than ",
    }
}
