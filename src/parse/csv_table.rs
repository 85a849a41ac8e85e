//! A CSV file as a table. `pipeline` reads each file that can be one, `render` writes it where a text names it as
//! `![Caption](numbers.csv)`, and its faults are told then.

use csv::{ErrorKind, Position, ReaderBuilder, StringRecord};

use super::markdown::escape_text;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SitePath, Span};

/// What a page shows of a table; a longer one is read in a program for tables.
const MOST_ROWS: usize = 500;
const MOST_CELLS: usize = 10_000;

/// A CSV file that is a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvTable {
    html: Box<str>,
}

impl CsvTable {
    /// Reads a file: its first line names the columns.
    ///
    /// # Errors
    /// When it has no lines below the first, when these have more or fewer cells, or when it is too long.
    pub fn parse(file: &SitePath, text: &str) -> Result<Self, Diagnostic> {
        // Programs for tables put this mark at the beginning; places count from before it.
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        let rest = &text[mark..];
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter(rest))
            .flexible(true)
            .has_headers(false)
            .from_reader(rest.as_bytes());
        let fault = |place: Option<&Position>, message: String, help: &str| {
            let at = mark + place.and_then(|place| usize::try_from(place.byte()).ok()).unwrap_or_default();
            let at = at.min(text.len());
            // Where lines are empty, a row is said to begin before them.
            let at = at + (text[at..].len() - text[at..].trim_start_matches(['\r', '\n']).len());
            let length = text[at..].find(['\r', '\n']).unwrap_or(text.len() - at);
            Diagnostic::new(Code::CsvTable, file, Span::new(at, at + length), message).help(help)
        };
        let mut rows: Vec<StringRecord> = Vec::new();
        let mut cells = 0;
        let mut row = StringRecord::new();
        loop {
            match reader.read_record(&mut row) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    let place = match error.kind() {
                        ErrorKind::Utf8 { pos, .. } => pos.as_ref(),
                        _ => None,
                    };
                    return Err(fault(place, error.to_string(), "save the file as CSV in UTF-8"));
                }
            }
            let place = row.position();
            cells += row.len();
            if rows.len() > MOST_ROWS || cells > MOST_CELLS {
                let message =
                    format!("a page shows tables of at most {MOST_ROWS} rows and {MOST_CELLS} cells");
                let help = "show the rows that matter from a file of their own, and link to this one: `[all rows](all.csv)`";
                return Err(fault(place, message, help));
            }
            if let Some(known) = rows.first().map(StringRecord::len).filter(|known| *known != row.len()) {
                let count =
                    |cells: usize| if cells == 1 { "1 cell".to_owned() } else { format!("{cells} cells") };
                let message = format!("a row of {} in a table of {known} columns", count(row.len()));
                let help = "write as many cells as the first line has; a cell with the sign between cells in it \
                            stands in quotation marks, `\"1,200\"`";
                return Err(fault(place, message, help));
            }
            rows.push(row.clone());
        }
        let quotes = rest.bytes().filter(|byte| *byte == b'"').count();
        let last = rows
            .last()
            .filter(|row| quotes % 2 == 1 && row.iter().next_back().is_some_and(|cell| cell.contains('\n')));
        if let Some(row) = last {
            let help = "write a quotation mark where it ends; one within it is written twice, `\"\"`";
            return Err(fault(row.position(), "a text in quotation marks has no end".to_owned(), help));
        }
        if rows.len() < 2 {
            let message = "a table needs a line with the names of its columns, and one below it".to_owned();
            return Err(fault(None, message, "write a line for each row, with a comma between its cells"));
        }
        Ok(Self { html: html(&rows).into() })
    }

    /// Head and body of the table.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.html
    }
}

/// What stands between the cells: what the first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: &u8| first.bytes().filter(|byte| byte == sign).count();
    // Of equally many, the last is taken.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

fn html(rows: &[StringRecord]) -> String {
    let (head, body) = rows.split_at(1);
    let columns = head.first().map_or(0, StringRecord::len);
    let is_number: Vec<bool> = (0..columns)
        .map(|column| {
            let cells = body.iter().filter_map(|row| row.get(column)).map(str::trim);
            let mut cells = cells.filter(|cell| !cell.is_empty()).peekable();
            cells.peek().is_some() && cells.all(is_number)
        })
        .collect();
    let mut html = String::from("<thead><tr>");
    let cell = |open: &str, text: &str, column: usize, close: &str, html: &mut String| {
        html.push_str(open);
        html.push_str(if is_number[column] { " class=\"align-end\">" } else { ">" });
        escape_text(html, text.trim());
        html.push_str(close);
    };
    for (column, name) in head.iter().flatten().enumerate() {
        // An empty corner heads nothing.
        if name.trim().is_empty() {
            cell("<td", "", column, "</td>", &mut html);
        } else {
            cell("<th scope=\"col\"", name, column, "</th>", &mut html);
        }
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for row in body {
        html.push_str("<tr>");
        for (column, text) in row.iter().enumerate() {
            cell("<td", text, column, "</td>", &mut html);
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>");
    html
}

/// Whether a cell is a number as people write it, with a unit of one sign at most.
fn is_number(cell: &str) -> bool {
    let cell = cell.trim_start_matches(['-', '−', '+', '±', '~', '€', '$', '£']);
    let cell = cell.trim_end_matches(['%', '‰', '€', '£']).trim();
    let is_of_number = |letter: char| {
        letter.is_ascii_digit() || matches!(letter, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}')
    };
    cell.starts_with(|first: char| first.is_ascii_digit()) && cell.chars().all(is_of_number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    fn read(text: &str) -> Result<CsvTable, Diagnostic> {
        CsvTable::parse(&SitePath::new("content/cases/a/b.csv"), text)
    }

    #[test]
    fn the_first_line_is_the_head_and_numbers_stand_at_the_end() {
        for text in [
            "\u{feff},Files,Share,Note\r\n\"Port, old\",\"1,200\",5%,<b>\r\nTown,−3, ,2 \"x\"\r\n",
            "\tFiles\tShare\tNote\nPort, old\t1,200\t5%\t<b>\n\nTown\t−3\t\t2 \"x\"",
            ";Files;Share;Note\n\"Port, old\";1,200;5%;<b>\nTown;−3;;\"2 \"\"x\"\"\"\n",
        ] {
            assert_eq!(
                read(text).unwrap().html(),
                "<thead><tr><td></td><th scope=\"col\" class=\"align-end\">Files</th>\
                 <th scope=\"col\" class=\"align-end\">Share</th><th scope=\"col\">Note</th></tr></thead>\n<tbody>\n\
                 <tr><td>Port, old</td><td class=\"align-end\">1,200</td><td class=\"align-end\">5%</td><td>&lt;b&gt;</td></tr>\n\
                 <tr><td>Town</td><td class=\"align-end\">−3</td><td class=\"align-end\"></td><td>2 \"x\"</td></tr>\n</tbody>"
            );
        }
    }

    #[test]
    fn a_date_is_no_number() {
        for text in ["2026-01-02", "12 files", "1/2", "", "a1", "-"] {
            assert!(!is_number(text), "{text}");
        }
        for text in ["1", "1.5", "1 200", "1’200.50", "-3", "$5", "99 %"] {
            assert!(is_number(text), "{text}");
        }
    }

    #[test]
    fn a_wrong_file_is_told_with_its_row() {
        for (text, row) in [
            ("a,b\n1,2\n\n3\n", "3"),
            ("a,b\r\n1,2,3\r\n4,5\r\n", "1,2,3"),
            ("\u{feff}a;b\n1;2\nc;\"d\ne\n", "c;\"d"),
            ("a,b\n", "a,b"),
            ("", ""),
        ] {
            let fault = read(text).unwrap_err();
            let Place::Span(span) = fault.place else { panic!("{fault:?}") };
            assert_eq!(&text[span.start as usize..span.end as usize], row, "{fault:?}");
            assert!(fault.help.is_some());
        }
    }

    #[test]
    fn a_table_has_a_bound() {
        let rows = |count: usize| format!("a,b\n{}", "1,2\n".repeat(count));
        assert!(read(&rows(MOST_ROWS)).is_ok());
        assert!(read(&rows(MOST_ROWS + 1)).unwrap_err().message.contains("500 rows"));
        let wide = ",x".repeat(MOST_CELLS / 20);
        assert!(read(&format!("a{wide}\nb{wide}\n")).is_ok());
        assert!(read(&format!("a{wide}\n{}", format!("b{wide}\n").repeat(20))).is_err());
    }
}
