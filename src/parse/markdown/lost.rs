//! Marks that were meant for something and are shown as they stand, since something is amiss with them:
//! links without an address, notes that say nothing, rows with a cell too many. Each is told with what to
//! write.

use std::ops::Range;

use memchr::memchr3_iter;
use pulldown_cmark::Event;

use super::pieces::{Placed, is_escaped, is_verbatim};
use super::writer::Writer;
use crate::diagnostic::{Code, Diagnostic};

impl Writer<'_> {
    pub(super) fn lost(&mut self, range: &Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let span = self.span(range);
        let fault = Diagnostic::new(Code::MarkdownSyntax, self.file, span, message);
        self.diagnostics.push(fault.help(help));
    }

    /// Looks through the text of a run, which ends at `end`.
    pub(super) fn check_run(&mut self, run: &[Placed<'_>], end: usize) {
        let text = self.text;
        // The square brackets that are open, and the last that were closed.
        let mut open: Vec<usize> = Vec::new();
        let mut before: Option<Range<usize>> = None;
        for (index, placed) in run.iter().enumerate() {
            let range = &placed.1;
            if !is_verbatim(text, placed) {
                continue;
            }
            let escaped = is_escaped(text, range.start).then_some(range.start);
            let breaks = |at: usize| matches!(run[at].0, Event::SoftBreak);
            if index > 0 && breaks(index - 1) && is_delimiter_row(&text[range.clone()]) {
                let next = run.get(index + 1).is_none_or(|_| breaks(index + 1));
                if next {
                    self.lost(
                        range,
                        "a table whose first line has more or fewer cells than this one",
                        "write as many cells in both lines; a bar within a cell has a backslash before it: `\\|`",
                    );
                }
            }
            for at in memchr3_iter(b'[', b']', b'<', &text.as_bytes()[range.clone()]) {
                let at = range.start + at;
                if escaped == Some(at) {
                    continue;
                }
                match text.as_bytes()[at] {
                    b'[' => open.push(at),
                    b']' => {
                        let Some(start) = open.pop() else { continue };
                        let brackets = start..at + 1;
                        self.check_brackets(&brackets, before.as_ref(), end);
                        before = Some(brackets);
                    }
                    _ if text[at..].starts_with("<!--") => self.unclosed_comment(&(at..at + 4)),
                    _ => {}
                }
            }
        }
    }

    /// Looks at a pair of brackets that is no link; `before` is the last one that ended before it.
    fn check_brackets(&mut self, brackets: &Range<usize>, before: Option<&Range<usize>>, end: usize) {
        let text = self.text;
        let inner = &text[brackets.start + 1..brackets.end - 1];
        let is_label = !inner.contains(['[', ']', '\n']) && !inner.trim().is_empty();
        if let Some(name) = inner.strip_prefix('^')
            && is_label
            && !name.is_empty()
            && !name.contains(char::is_whitespace)
        {
            let help =
                format!("write what it says in a paragraph of its own, `[^{name}]: …`, or correct its name");
            return self.lost(brackets, format!("there is no footnote `[^{name}]`"), help);
        }
        if let Some(name) = before.filter(|before| before.end == brackets.start) {
            let of = &text[name.start + 1..name.end - 1];
            let label = if inner.is_empty() { of } else { inner };
            let may_be = (is_label || inner.is_empty()) && !of.trim().is_empty() && !of.starts_with('^');
            if may_be && !of.contains(['[', ']']) && !label.contains('\n') {
                self.lost(
                    &(name.start..brackets.end),
                    format!("no address is given for `[{label}]`"),
                    format!(
                        "write `[{}](address)`, or `[{label}]: address` in a paragraph of its own; put a backslash \
                         before brackets that are meant as such: `\\[`",
                        of.replace('\n', " ")
                    ),
                );
            }
            return;
        }
        if self.check_turned(brackets, inner) {
            return;
        }
        let behind = &text[brackets.end..end.max(brackets.end)];
        let gap = behind.len() - behind.trim_start_matches(' ').len();
        let Some(address) = in_round_brackets(&behind[gap..]) else {
            if is_label && gap == 0 {
                self.check_open(brackets, behind);
            }
            return;
        };
        if gap > 1 || !is_address(address) || inner.is_empty() || inner.len() > LONGEST {
            return;
        }
        let start = brackets.start - usize::from(text[..brackets.start].ends_with('!'));
        let whole = start..brackets.end + gap + address.len() + 2;
        let name = &text[start..brackets.end];
        if name.contains('\n') {
            return;
        }
        let (path, title) = without_title(address.trim());
        let has_space = path.contains(char::is_whitespace);
        if gap == 1 && !has_space {
            self.lost(
                &whole,
                "a space between the name of a link and its address",
                format!("write `{name}({address})`"),
            );
        } else if has_space {
            self.lost(
                &whole,
                "an address with a space in it",
                format!("write `{name}(<{path}>{title})`, or `%20` for each space"),
            );
        }
    }

    /// Looks for a link with its brackets the wrong way round, or as the wikis write it. Whether it was one.
    fn check_turned(&mut self, brackets: &Range<usize>, inner: &str) -> bool {
        if inner.len() > LONGEST {
            return false;
        }
        let before = &self.text[..brackets.start];
        let opener = |&(_, letter): &(usize, char)| letter == '(';
        let line = before.char_indices().rev().take(LONGEST).take_while(|(_, letter)| *letter != '\n');
        if before.ends_with(')')
            && is_address(inner)
            && !inner.contains(char::is_whitespace)
            && let Some((start, _)) = { line }.find(opener)
        {
            let name = &before[start + 1..before.len() - 1];
            if !name.trim().is_empty() && !before[..start].ends_with(']') {
                self.lost(
                    &(start..brackets.end),
                    "a link with its brackets the wrong way round",
                    format!("write `[{name}]({inner})`"),
                );
                return true;
            }
        }
        if let Some((address, name)) = inner.split_once(' ')
            && ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme))
            && address.ends_with(|last: char| last.is_alphanumeric() || last == '/')
            && !inner.contains(['\n', '[', ']'])
            && name.starts_with(char::is_alphabetic)
            && !name.contains("://")
        {
            self.lost(brackets, "a link as wikis write it", format!("write `[{}]({address})`", name.trim()));
            return true;
        }
        false
    }

    /// Looks whether `behind` a name in brackets an address begins that does not end.
    fn check_open(&mut self, brackets: &Range<usize>, behind: &str) {
        let Some(inside) = behind.strip_prefix('(') else { return };
        let end = inside.char_indices().nth(LONGEST).map_or(inside.len(), |(end, _)| end);
        let inside = &inside[..end];
        let line = inside.split('\n').next().unwrap_or_default().trim_end();
        let word = line.split(' ').next().unwrap_or_default();
        let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let is_whole_line = !line.contains(' ') && !inside.contains(')');
        if word.is_empty() || word.contains(['[', '(']) || !(is_address(word) || is_whole_line) {
            return;
        }
        let start = brackets.start - usize::from(self.text[..brackets.start].ends_with('!'));
        let name = &self.text[start..brackets.end];
        self.lost(
            &(start..brackets.end + 1 + word.len()),
            "the address of a link without its end",
            format!("write `{name}({word})`"),
        );
    }

    /// Looks whether a row of a table has more cells than its head: they would be lost.
    pub(super) fn check_row(&mut self, range: &Range<usize>) {
        let row = self.text[range.clone()].split('\n').next().unwrap_or_default();
        let span = range.start..range.start + row.len();
        let row = row.trim();
        let cells = cells(row);
        if let Some(link) = cells.windows(2).find_map(|pair| cut_link(pair[0], pair[1])) {
            let help = format!("write `{link}`");
            return self.lost(&span, "the bar of a `[[link]]` ends the cell of its table", help);
        }
        let known = self.gathered.columns;
        if cells.len() > known {
            let count = if known == 1 { "1 cell".to_owned() } else { format!("{known} cells") };
            self.lost(
                &span,
                format!("a row of {} cells in a table of {count}: what is too much is not shown", cells.len()),
                "give the first line and the line of hyphens below it as many cells; a bar within a cell has a \
                 backslash before it: `\\|`",
            );
        }
    }
}

/// The cells of a row: what stands between bars.
pub(super) fn cells(row: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut start = 0;
    for (bar, _) in row.match_indices('|') {
        let slashes = row.as_bytes()[..bar].iter().rev().take_while(|byte| **byte == b'\\').count();
        if slashes.is_multiple_of(2) {
            if bar > 0 {
                cells.push(&row[start..bar]);
            }
            start = bar + 1;
        }
    }
    if start < row.len() {
        cells.push(&row[start..]);
    }
    cells
}

/// The `[[address|text]]` that a bar cuts into two cells, as it has to be written.
fn cut_link(cell: &str, next: &str) -> Option<String> {
    let (_, address) = cell.rsplit_once("[[")?;
    let (name, _) = next.split_once("]]")?;
    let is_link = !address.is_empty() && !address.contains([']', '`']) && !name.contains(['[', '`']);
    is_link.then(|| format!("[[{address}\\|{name}]]"))
}

/// Whether a line is the second one of a table.
pub(super) fn is_delimiter_row(line: &str) -> bool {
    let has_rule = line.contains("--") || line.starts_with('|') && line.contains('-');
    line.contains('|') && has_rule && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// How long what is meant for an address, or for the name of a link, is at most.
const LONGEST: usize = 1000;

/// What stands in the round brackets that a text begins with, if they end on the same line.
fn in_round_brackets(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('(')?;
    let mut depth = 0_usize;
    for (at, letter) in inside.char_indices().take(LONGEST) {
        match letter {
            '\n' => return None,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(&inside[..at]),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// An address, and the title in quotes behind it with the space between.
fn without_title(text: &str) -> (&str, &str) {
    let titled = text.strip_suffix('"').and_then(|titled| titled.rfind(" \""));
    text.split_at(titled.unwrap_or(text.len()))
}

/// Whether a text has the form of an address: one of the web, a path, or a name of a file.
fn is_address(text: &str) -> bool {
    let (text, _) = without_title(text.trim());
    let starts = ["http://", "https://", "mailto:", "www.", "/", "./", "../", "#"];
    if starts.iter().any(|start| text.starts_with(start) && text.len() > start.len()) {
        return true;
    }
    let path = text.split(['#', '?']).next().unwrap_or_default();
    path.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty()
            && (1..=5).contains(&ending.len())
            && ending.starts_with(|first: char| first.is_ascii_alphabetic())
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}
