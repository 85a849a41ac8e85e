//! The figures of the desk as CSV and as JSON.

use crate::desk::figures::{By, Figures, Row, Spread, figures};
use crate::desk::uploads::{self, Sums};
use crate::record::value::{Date, PartialDate};
use crate::record::{Named, Precision};
use crate::site::Site;

/// The figures for programs.
pub(crate) fn json(site: &Site) -> Vec<u8> {
    let figures = figures(site, None, None);
    let mut json = serde_json::to_vec_pretty(&figures).unwrap_or_default();
    json.push(b'\n');
    json
}

/// The figures for a spreadsheet: a line for each, with what it is of.
pub(crate) fn csv(site: &Site) -> Vec<u8> {
    table(&figures(site, None, None)).into_bytes()
}

/// The figures as CSV (RFC 4180): `table,group,figure,value`, and of each how exact the value is, in what it was counted,
/// and when. What is not shown has no line. The command line prints the same.
#[must_use]
pub fn table(figures: &Figures) -> String {
    let mut csv = Csv { text: "table,group,figure,value,precision,unit,date\r\n".to_owned(), on: figures.on };
    let questions = &figures.questions;
    csv.count("all", "", "requests", Some(figures.requests));
    csv.count("all", "", "decided", Some(figures.decided));
    csv.count("all", "", "accepted", figures.accepted);
    csv.spread("all", "", "first_reply", figures.first_reply);
    csv.spread("all", "", "first_step", figures.first_step);
    csv.spread("all", "", "decision", figures.decision);
    csv.count("all", "", "questions", Some(questions.asked));
    csv.count("all", "", "questions_answered", questions.answered);
    csv.spread("all", "", "questions_first_reply", questions.first_reply);
    csv.count("all", "", "referred", Some(figures.referred));
    csv.count("all", "", "recorded_afterwards", Some(figures.recorded_afterwards));
    for year in &figures.years {
        let name = year.year.map_or_else(|| "(unknown)".to_owned(), |year| year.to_string());
        csv.count("year", &name, "requests", Some(year.requests));
        csv.count("year", &name, "questions", Some(year.questions));
        csv.count("year", &name, "recorded_afterwards", Some(year.recorded_afterwards));
    }
    for state in &figures.states {
        csv.count("state", &state.state, "requests", Some(state.requests));
        csv.count("state", &state.state, "questions", Some(state.questions));
        csv.count("state", &state.state, "late", Some(state.late));
        csv.spread("state", &state.state, "waiting", state.waiting);
    }
    for room in &figures.rooms {
        csv.count("room", &room.state, "most", room.most);
        csv.count("room", &room.state, "taken", Some(room.taken));
        csv.count("room", &room.state, "asked", Some(room.asked));
    }
    for grouping in &figures.groupings {
        let table = name(grouping.by);
        for row in &grouping.rows {
            let group = group(row);
            csv.count(table, group, "requests", Some(row.requests));
            csv.count(table, group, "decided", Some(row.decided));
            csv.count(table, group, "accepted", row.accepted);
            csv.spread(table, group, "decision", row.decision);
            csv.count(table, group, "committee", row.committee);
        }
    }
    for grouping in &questions.groupings {
        for row in &grouping.rows {
            csv.count(name(grouping.by), group(row), "questions", Some(row.requests));
        }
    }
    for outcome in &figures.outcomes {
        let metric = &outcome.metric;
        let unit = metric.unit.as_deref().unwrap_or_default();
        let mut figure = |name: &str, value: Option<f64>, precision: &str, date: &str| {
            if let Some(value) = value {
                let name = format!("{} ({name})", metric.label);
                csv.line(["case", &outcome.case, &name, &value.to_string(), precision, unit, date]);
            }
        };
        // Both are said of what was counted last.
        let date = metric.date.map(|date| date.to_string()).unwrap_or_default();
        figure("before", metric.baseline, "", "");
        figure("now", Some(metric.value), metric.precision.name(), &date);
        figure("aim", metric.target, "", "");
    }
    if let Some(uploads) = &figures.uploads {
        csv.uploads("uploads", "", &uploads.all);
        for grouping in &uploads.groupings {
            let table = match grouping.by {
                uploads::By::State => "uploads_state",
                uploads::By::Year => "uploads_year",
                uploads::By::Tool => "uploads_tool",
                uploads::By::Partner => "uploads_partner",
            };
            for row in &grouping.rows {
                csv.uploads(table, row.group.as_deref().unwrap_or("(not said)"), &row.sums);
            }
        }
    }
    csv.text
}

fn name(by: By) -> &'static str {
    match by {
        By::Region => "region",
        By::Language => "language",
        By::Priority => "priority",
        By::Affiliation => "affiliation",
        By::PartnerType => "partner_type",
    }
}

fn group(row: &Row) -> &str {
    row.group.as_deref().unwrap_or("(others)")
}

struct Csv {
    text: String,
    /// The day on which the desk's own figures are counted.
    on: Date,
}

impl Csv {
    fn line(&mut self, cells: [&str; 7]) {
        self.text.push_str(&cells.map(cell).join(","));
        self.text.push_str("\r\n");
    }

    /// A number of requests, or of what else the figure names.
    fn count(&mut self, table: &str, group: &str, figure: &str, count: Option<usize>) {
        if let Some(count) = count {
            self.own(table, group, figure, &count.to_string(), "");
        }
    }

    fn own(&mut self, table: &str, group: &str, figure: &str, value: &str, unit: &str) {
        let on = self.on.to_string();
        self.line([table, group, figure, value, Precision::Exact.name(), unit, &on]);
    }

    /// A sum has a line where it says something, and one with how many uploads it does not count.
    fn uploads(&mut self, table: &str, group: &str, sums: &Sums) {
        self.count(table, group, "uploads", Some(sums.uploads));
        for (name, sum) in sums.named() {
            if let Some(value) = sum.value {
                let counted = sum.counted.map(interval).unwrap_or_default();
                self.line([table, group, name, &value.to_string(), sum.precision.name(), "files", &counted]);
                self.count(table, group, &format!("{name}_not_given"), Some(sum.not_given));
            }
        }
    }

    fn spread(&mut self, table: &str, group: &str, figure: &str, spread: Option<Spread>) {
        let Some(spread) = spread else { return };
        for (name, days) in
            [("median", spread.median), ("lower_quartile", spread.lower), ("upper_quartile", spread.upper)]
        {
            self.own(table, group, &format!("{figure}_days_{name}"), &days.to_string(), "days");
        }
        self.count(table, group, &format!("{figure}_of"), Some(spread.count));
    }
}

/// A day, or an interval as ISO 8601 has it.
fn interval((from, to): (PartialDate, PartialDate)) -> String {
    if from == to { from.to_string() } else { format!("{from}/{to}") }
}

/// A cell of CSV. A spreadsheet would take what begins as a formula for one.
fn cell(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
