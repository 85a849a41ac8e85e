//! Tables of a page: `{| … |}`.

use std::ops::Range;

use super::reader::Reader;

impl Reader<'_, '_> {
    /// What stands between the two signs of a table.
    pub(super) fn table(&mut self, range: Range<usize>) {
        self.writer.open_table();
        let mut at = range.start;
        let mut is_first = true;
        while at < range.end {
            // A table within a cell is read as part of its line.
            let end = self.line_of_table(at, range.end);
            let line = at..end;
            at = end + 1;
            // The first line says how the table looks.
            if std::mem::take(&mut is_first) {
                continue;
            }
            let text = &self.text[line.clone()];
            let blank = text.len() - text.trim_start().len();
            let start = line.start + blank;
            match &self.text[start..end] {
                text if text.starts_with("|+") => {
                    self.writer.caption();
                    let inside = self.without_attributes(start + 2..end);
                    self.inline(inside, 0);
                }
                text if text.starts_with("|-") => self.writer.row(),
                text if text.starts_with('!') => self.cells(start + 1..end, true),
                text if text.starts_with('|') => self.cells(start + 1..end, false),
                text if text.starts_with("{|") => {
                    if let Some(end) = self.pairs.end_of_table(start).filter(|past| *past <= end) {
                        self.table(start + 2..end - 2);
                    } else {
                        self.inline(start..end, 0);
                    }
                }
                "" => {}
                text => {
                    self.writer.end_block();
                    let marks = text.len() - text.trim_start_matches(['*', '#', ':', ';']).len();
                    if text.starts_with(['*', '#']) {
                        self.writer.entry_of(1, false);
                    }
                    self.inline(start + marks..end, 0);
                }
            }
        }
        self.writer.close_table();
    }

    /// Where a line of a table ends; a table within it is part of the line.
    fn line_of_table(&self, at: usize, end: usize) -> usize {
        let text = &self.text[at..end];
        let start = at + (text.len() - text.trim_start_matches([' ', '\t', ':']).len());
        match self
            .pairs
            .end_of_table(start)
            .filter(|past| self.text[start..].starts_with("{|") && *past <= end)
        {
            Some(past) => past,
            None => self.pairs.end_of_line(self.text, at, end),
        }
    }

    /// The cells of a line.
    fn cells(&mut self, range: Range<usize>, is_heading: bool) {
        for part in self.pairs.split(self.text, range, b"||").collect::<Vec<_>>() {
            let parts = if is_heading {
                self.pairs.split(self.text, part, b"!!").collect::<Vec<_>>()
            } else {
                vec![part]
            };
            for cell in parts {
                let inside = self.without_attributes(cell.clone());
                let attributes = &self.text[cell.start..inside.start];
                let number = |name: &str| number(attributes, name);
                self.writer.cell(is_heading, number("colspan"), number("rowspan"));
                self.inline(inside, 0);
            }
        }
    }

    /// A cell without what says how it looks.
    fn without_attributes(&self, cell: Range<usize>) -> Range<usize> {
        let Some(at) = self.pairs.find(self.text, cell.clone(), b"|") else { return cell };
        let is_attribute = !self.text[cell.start..at].contains("[[");
        if is_attribute { at + 1..cell.end } else { cell }
    }
}

/// The number of an attribute, or 1.
fn number(attributes: &str, name: &str) -> usize {
    let lower = attributes.to_ascii_lowercase();
    let behind = lower.split_once(name).map(|(_, behind)| behind.trim_start());
    let value = behind
        .and_then(|behind| behind.strip_prefix('='))
        .map(|value| value.trim_start_matches([' ', '"', '\'']));
    let digits: Option<String> =
        value.map(|value| value.chars().take_while(char::is_ascii_digit).take(4).collect());
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(1)
}
