//! The figures of the desk as a page, as CSV and as JSON: the same figures each time.

use std::borrow::Cow;

use super::chart::bar;
use super::draw::{Draw, text};
use super::phrase::with_note;
use super::shared::way_to;
use super::view::{FigureRow, FigureTable, FiguresView, Html};
use crate::config::{Language, Vocabulary};
use crate::desk::figures::{By, FEWEST, Figures, Grouping, OFTEN, Outcome, Row, Spread, figures};
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::site::{PageKind, Site};

impl<'a> Draw<'a> {
    pub(super) fn figures_page(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        let (title, text) = (self.words().get("figures-title"), self.words().get("figures-text"));
        let mut page = self.page_view(title, text, Kind::Request, false)?;
        page.crumbs.push(self.desk_crumb());
        self.template("figures.html", self.figures_view(), page)
    }

    fn figures_view(&self) -> FiguresView {
        let site = self.site;
        let figures = figures(site, None, None);
        let words = self.words();
        let count = |count: usize| text(&words.count(count)).html();
        let mut facts = vec![
            (self.message("figures-requests"), count(figures.requests)),
            (self.message("figures-decided"), count(figures.decided)),
        ];
        if let Some(share) = share(figures.accepted, figures.decided).filter(|_| figures.decided >= FEWEST) {
            facts.push((self.message("figures-accepted"), text(&share).html()));
        }
        facts.extend(
            figures.first_reply.map(|spread| (self.message("figures-first-reply"), self.spread(spread))),
        );
        facts.extend(figures.decision.map(|spread| (self.message("figures-decision"), self.spread(spread))));
        let (questions, answered) = figures.questions;
        if questions > 0 {
            let note =
                words.with("figures-answered", &[("count", i64::try_from(answered).unwrap_or(0).into())]);
            facts.push((self.message("figures-questions"), with_note(count(questions), Some(&note))));
        }
        let mut tables = vec![self.years_table(&figures), self.states_table(&figures)];
        tables.extend(
            figures
                .groupings
                .iter()
                .filter(|grouping| grouping.says_something())
                .map(|one| self.group_table(one)),
        );
        let gap = |gap: &crate::desk::figures::Gap| {
            let number = words
                .with("figures-times", &[("count", i64::try_from(gap.requests.len()).unwrap_or(0).into())]);
            let name = with_note(text(&gap.text).html(), Some(&number));
            let guide = gap.guide.map(|id| self.link(id));
            (name, guide, gap.requests.len() >= OFTEN && gap.guide.is_none())
        };
        let data = |end: &'static str| {
            way_to(&site.url(&crate::site::Page { kind: PageKind::FiguresData(end), ..self.page.clone() }))
        };
        tables.push(self.outcomes_table(&figures));
        FiguresView {
            heading: self.message("figures-title"),
            summary: self.message("figures-text"),
            facts,
            tables: tables.into_iter().filter(|table| !table.rows.is_empty()).collect(),
            gaps: figures.gaps.iter().map(gap).collect(),
            follow_ups: figures
                .follow_ups
                .iter()
                .map(|(id, day)| {
                    let late = (*day < site.today).then(|| words.get("figures-follow-up-late"));
                    (self.link(*id), with_note(self.date(*day), late.as_deref()))
                })
                .collect(),
            csv: data("csv"),
            json: data("json"),
        }
    }

    /// `12 days (8 to 20)`.
    fn spread(&self, spread: Spread) -> Html {
        let words = self.words();
        let median = words.with("desk-days", &[("count", spread.median.into())]);
        let range =
            words.with("figures-range", &[("lower", spread.lower.into()), ("upper", spread.upper.into())]);
        with_note(self.own(&median), Some(&range))
    }

    fn years_table(&self, figures: &Figures) -> FigureTable {
        let most = figures.years.iter().map(|(_, count)| *count).max().unwrap_or(1);
        let rows = figures.years.iter().map(|(year, count)| FigureRow {
            name: year
                .map_or_else(|| self.message("figures-unknown-year"), |year| text(&year.to_string()).html()),
            bar: Html::new(&bar(ratio(*count, most))),
            cells: vec![text(&self.words().count(*count)).html()],
        });
        FigureTable {
            id: "years",
            heading: self.message("figures-by-year"),
            columns: vec![self.message("figures-requests")],
            rows: rows.collect(),
        }
    }

    fn states_table(&self, figures: &Figures) -> FigureTable {
        let most = figures.states.iter().map(|state| state.requests).max().unwrap_or(1);
        let rows = figures.states.iter().filter(|state| state.requests > 0).map(|state| FigureRow {
            name: text(self.state_label_of(&state.state)).html(),
            bar: Html::new(&bar(ratio(state.requests, most))),
            cells: vec![
                text(&self.words().count(state.requests)).html(),
                self.or_few(state.waiting.map(|spread| self.spread(spread))),
                text(&self.words().count(state.late)).html(),
            ],
        });
        FigureTable {
            id: "states",
            heading: self.message("figures-by-state"),
            columns: ["figures-requests", "figures-waiting", "figures-late"]
                .map(|id| self.message(id))
                .into(),
            rows: rows.collect(),
        }
    }

    fn group_table(&self, grouping: &Grouping) -> FigureTable {
        let most = grouping.rows.iter().map(|row| row.requests).max().unwrap_or(1);
        let has_committee = grouping.rows.iter().any(|row| row.committee.is_some());
        let row = |row: &Row| {
            let words = self.words();
            let accepted =
                row.accepted.zip(row.decided).and_then(|(accepted, decided)| share(accepted, decided));
            let mut cells = vec![
                text(&words.count(row.requests)).html(),
                self.or_few(row.decided.map(|decided| text(&words.count(decided)).html())),
                self.or_few(accepted.map(|share| text(&share).html())),
                self.or_few(row.decision.map(|spread| self.spread(spread))),
            ];
            if has_committee {
                cells
                    .push(row.committee.map_or_else(Html::default, |count| text(&words.count(count)).html()));
            }
            FigureRow {
                name: match &row.group {
                    Some(group) => {
                        text(&group_name(self.site, grouping.by, group, self.language(), words)).html()
                    }
                    None => self.message("figures-small-groups"),
                },
                bar: Html::new(&bar(ratio(row.requests, most))),
                cells,
            }
        };
        let mut columns: Vec<Html> =
            ["figures-requests", "figures-decided", "figures-accepted", "figures-decision"]
                .map(|id| self.message(id))
                .into();
        if has_committee {
            columns.push(self.message("figures-committee"));
        }
        let (id, heading) = match grouping.by {
            By::Region => ("regions", "figures-by-region"),
            By::Language => ("languages", "figures-by-language"),
            By::Size => ("sizes", "figures-by-size"),
            By::Affiliation => ("affiliations", "figures-by-affiliation"),
        };
        FigureTable {
            id,
            heading: self.message(heading),
            columns,
            rows: grouping.rows.iter().map(row).collect(),
        }
    }

    fn outcomes_table(&self, figures: &Figures) -> FigureTable {
        let words = self.words();
        let number =
            |value: Option<f64>| text(&value.map(|value| words.number(value)).unwrap_or_default()).html();
        let row = |outcome: &Outcome| FigureRow {
            name: with_note(self.find(Kind::Case, &outcome.case).unwrap_or_default(), Some(&outcome.label)),
            bar: outcome
                .target
                .filter(|target| *target > 0.0)
                .map_or_else(Html::default, |target| Html::new(&bar(outcome.value / target))),
            cells: vec![number(outcome.baseline), number(Some(outcome.value)), number(outcome.target)],
        };
        FigureTable {
            id: "outcomes",
            heading: self.message("figures-outcomes"),
            columns: ["figures-before", "figures-now", "figures-aim"].map(|id| self.message(id)).into(),
            rows: figures.outcomes.iter().map(row).collect(),
        }
    }

    /// A figure, or that there are too few for one.
    fn or_few(&self, figure: Option<Html>) -> Html {
        figure.unwrap_or_else(|| self.message("figures-few"))
    }

    fn state_label_of(&self, id: &str) -> &'a str {
        let state = self.site.workflow.state(id);
        state.map_or("", |state| state.label(self.language(), self.site.config.default_language()))
    }
}

/// What readers call a group.
fn group_name<'n>(
    site: &'n Site,
    by: By,
    group: &'n str,
    language: &Language,
    words: &'n super::messages::Words,
) -> Cow<'n, str> {
    match by {
        By::Region => site.label(Vocabulary::Regions, group, language).into(),
        By::Affiliation => site.label(Vocabulary::PartnerTypes, group, language).into(),
        By::Size => words.get(&format!("value-size-{group}")),
        By::Language => Language::parse(group)
            .map_or(group.into(), |language| super::facts::language_name(&language).into()),
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

/// The figures for programs.
pub(super) fn json(site: &Site) -> Vec<u8> {
    let figures = figures(site, None, None);
    let mut json = serde_json::to_vec_pretty(&figures).unwrap_or_default();
    json.push(b'\n');
    json
}

/// The figures for a spreadsheet: a line for each, with what it is of.
pub(super) fn csv(site: &Site) -> Vec<u8> {
    table(&figures(site, None, None)).into_bytes()
}

/// The figures as CSV (RFC 4180): `table,group,figure,value`. What is not shown has no line. The command
/// line prints the same.
#[must_use]
pub fn table(figures: &Figures) -> String {
    let mut csv = Csv("table,group,figure,value\r\n".to_owned());
    csv.count("all", "", "requests", Some(figures.requests));
    csv.count("all", "", "questions", Some(figures.questions.0));
    csv.count("all", "", "questions_answered", Some(figures.questions.1));
    csv.count("all", "", "decided", Some(figures.decided));
    csv.count("all", "", "accepted", Some(figures.accepted));
    csv.spread("all", "", "first_reply", figures.first_reply);
    csv.spread("all", "", "decision", figures.decision);
    for (year, count) in &figures.years {
        let year = year.map_or_else(|| "(unknown)".to_owned(), |year| year.to_string());
        csv.count("year", &year, "requests", Some(*count));
    }
    for state in &figures.states {
        csv.count("state", &state.state, "requests", Some(state.requests));
        csv.count("state", &state.state, "late", Some(state.late));
        csv.spread("state", &state.state, "waiting", state.waiting);
    }
    for grouping in &figures.groupings {
        let table = match grouping.by {
            By::Region => "region",
            By::Language => "language",
            By::Size => "size",
            By::Affiliation => "affiliation",
        };
        for row in &grouping.rows {
            let group = row.group.as_deref().unwrap_or("(small groups)");
            csv.count(table, group, "requests", Some(row.requests));
            csv.count(table, group, "decided", row.decided);
            csv.count(table, group, "accepted", row.accepted);
            csv.spread(table, group, "decision", row.decision);
            csv.count(table, group, "committee", row.committee);
        }
    }
    for outcome in &figures.outcomes {
        let mut figure = |name: &str, value: Option<f64>| {
            if let Some(value) = value {
                csv.line("case", &outcome.case, &format!("{} ({name})", outcome.label), &value.to_string());
            }
        };
        figure("before", outcome.baseline);
        figure("now", Some(outcome.value));
        figure("aim", outcome.target);
    }
    csv.0
}

struct Csv(String);

impl Csv {
    fn line(&mut self, table: &str, group: &str, figure: &str, value: &str) {
        self.0.push_str(&[table, group, figure, value].map(cell).join(","));
        self.0.push_str("\r\n");
    }

    fn count(&mut self, table: &str, group: &str, figure: &str, count: Option<usize>) {
        if let Some(count) = count {
            self.line(table, group, figure, &count.to_string());
        }
    }

    fn spread(&mut self, table: &str, group: &str, figure: &str, spread: Option<Spread>) {
        let Some(spread) = spread else { return };
        for (name, days) in
            [("median", spread.median), ("lower_quartile", spread.lower), ("upper_quartile", spread.upper)]
        {
            self.line(table, group, &format!("{figure}_days_{name}"), &days.to_string());
        }
    }
}

/// A cell of CSV. A spreadsheet would take what begins as a formula for one.
fn cell(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
