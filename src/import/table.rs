//! A table as Markdown: cells of one line each, without cells that go over several. [`Writer`](super::writer::Writer) has
//! one under way.

use super::line::Line;
use super::told::{Left, Told};

/// More columns than this go into the last one.
const MOST_COLUMNS: usize = 100;

#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    /// Whether the first row has headings.
    has_headings: bool,
    caption: Option<String>,
    under_way: UnderWay,
    /// Of each column: for how many rows more a cell above goes on.
    carried: Vec<usize>,
    is_merged: bool,
    wide: usize,
    lost: usize,
    /// How many tables within it are open.
    pub(super) depth: usize,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum UnderWay {
    #[default]
    Nothing,
    Caption,
    /// A cell that goes over so many columns.
    Cell(usize),
}

/// A table that is whole.
pub(super) struct Finished {
    pub(super) caption: Option<String>,
    pub(super) markdown: Option<String>,
}

impl Table {
    pub(super) fn begin_caption(&mut self, line: &mut Line) {
        line.in_cell = true;
        self.under_way = UnderWay::Caption;
    }

    pub(super) fn row(&mut self, line: &mut Line) {
        self.end_cell(line);
        if self.rows.last().is_none_or(|row| !row.is_empty()) {
            self.rows.push(Vec::new());
        }
    }

    pub(super) fn cell(&mut self, line: &mut Line, is_heading: bool, columns: usize, rows: usize) {
        self.end_cell(line);
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        line.in_cell = true;
        let (columns, rows) = (columns.clamp(1, MOST_COLUMNS), rows.clamp(1, 1000));
        self.is_merged |= columns > 1 || rows > 1;
        self.pass_carried();
        let is_first_row = self.rows.len() == 1;
        if let Some(row) = self.rows.last() {
            self.has_headings |= is_first_row && is_heading;
            let end = (row.len() + columns).min(MOST_COLUMNS);
            if rows > 1 {
                if self.carried.len() < end {
                    self.carried.resize(end, 0);
                }
                // The row under way counts as well.
                for carried in &mut self.carried[row.len().min(end)..end] {
                    *carried = rows;
                }
            }
        }
        self.under_way = UnderWay::Cell(columns);
    }

    /// Leaves empty what cells above go on over.
    fn pass_carried(&mut self) {
        let is_first_row = self.rows.len() == 1;
        let Some(row) = self.rows.last_mut() else { return };
        while !is_first_row && row.len() < MOST_COLUMNS {
            match self.carried.get_mut(row.len()) {
                Some(rows @ 2..) => {
                    *rows -= 1;
                    row.push(String::new());
                }
                _ => break,
            }
        }
    }

    pub(super) fn end_cell(&mut self, line: &mut Line) {
        let finished = line.finish();
        self.lost += finished.lost;
        let text = finished.markdown.replace('\n', " ");
        match std::mem::take(&mut self.under_way) {
            UnderWay::Caption => self.caption = Some(text).filter(|text| !text.is_empty()),
            UnderWay::Cell(columns) => {
                let Some(row) = self.rows.last_mut() else { return };
                if row.len() >= MOST_COLUMNS {
                    self.wide += 1;
                    if let Some(last) = row.last_mut() {
                        last.push(' ');
                        last.push_str(&text);
                    }
                    return;
                }
                row.push(text);
                let more = (columns - 1).min(MOST_COLUMNS - row.len());
                row.extend(std::iter::repeat_n(String::new(), more));
            }
            // Text of a table that is in no cell.
            UnderWay::Nothing if !text.is_empty() => {
                if self.rows.is_empty() {
                    self.rows.push(Vec::new());
                }
                if let Some(row) = self.rows.last_mut() {
                    match row.last_mut() {
                        Some(last) => {
                            last.push(' ');
                            last.push_str(&text);
                        }
                        None => row.push(text),
                    }
                }
            }
            UnderWay::Nothing => {}
        }
    }

    pub(super) fn finish(mut self, line: &mut Line, told: &mut Told) -> Finished {
        self.end_cell(line);
        line.in_cell = false;
        self.rows.retain(|row| !row.is_empty());
        told.left_all(Left::Emphasis, self.lost);
        told.left_all(Left::Wide, self.wide);
        told.left_all(Left::Merged, usize::from(self.is_merged));
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let Some(first) = self.rows.first_mut() else {
            return Finished { caption: self.caption, markdown: None };
        };
        first.resize(columns, String::new());
        told.left_all(Left::NoHeader, usize::from(!self.has_headings));
        let mut markdown = String::new();
        for (number, row) in self.rows.iter().enumerate() {
            markdown.extend(["| ", &*row.join(" | "), " |\n"]);
            if number == 0 {
                markdown.extend(["|", &*" --- |".repeat(columns), "\n"]);
            }
        }
        Finished { caption: self.caption, markdown: Some(markdown.trim_end().to_owned()) }
    }
}
