//! Lines and marks that were meant for something and are text, since a space or an end is missing or too much:
//! headings, tables, tasks, code, strong text. As in `lost`, each is told with what to write; what people
//! write on purpose, such as hashtags, prices and formulas, is left alone.
//!
//! `pieces` hands over each run of text, and each block of code.

use std::ops::Range;

use memchr::memchr3_iter;
use pulldown_cmark::Event;

use super::highlight;
use super::lost::{cells, is_delimiter_row};
use super::pieces::{Placed, is_escaped, is_verbatim};
use super::writer::Writer;

/// The longest line, in letters, that a single `#` without a space makes a heading of.
const SHORT: usize = 60;

/// The longest text, in bytes, that two marks are taken for the ends of.
const LONGEST: usize = 300;

/// A line of a run.
struct Line<'t> {
    start: usize,
    /// All of it, as it stands in the source.
    text: &'t str,
    /// Whether it begins with text that means nothing, and with no backslash.
    is_plain: bool,
}

impl Writer<'_> {
    /// Looks at the lines of a run that is no heading and stands in no table.
    pub(super) fn check_lines(&mut self, run: &[Placed<'_>]) {
        let lines = lines(self.text, run);
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.is_plain) {
            self.check_heading(line, index == 0);
        }
        if let Some(first) = lines.first().filter(|first| first.is_plain) {
            self.check_task(first);
        }
        self.check_rows(&lines);
    }

    fn check_heading(&mut self, line: &Line<'_>, is_first: bool) {
        let rest = line.text.trim_start_matches('#');
        let count = line.text.len() - rest.len();
        let range = line.start..line.start + line.text.len();
        let words = rest.trim();
        if count > 6 && !words.is_empty() {
            let help = format!("write `{} {words}`; headings have six `#` at most", &line.text[..6]);
            return self.lost(&range, "a heading of a level that there is not", help);
        }
        let is_meant = match count {
            1 => is_first && self.begins_line(line.start) && is_like_heading(rest),
            2..=6 => rest.starts_with(|first: char| !first.is_whitespace()),
            _ => false,
        };
        if is_meant {
            let marks = &line.text[..count];
            self.lost(
                &range,
                format!("a heading without a space behind its `{marks}`"),
                format!("write `{marks} {words}`; put a backslash before a `#` that is meant as such: `\\#`"),
            );
        }
    }

    /// Whether nothing but the marks of quotations stands before that place in its line.
    fn begins_line(&self, at: usize) -> bool {
        let before = &self.text[..at];
        before[before.rfind('\n').map_or(0, |end| end + 1)..].chars().all(|c| matches!(c, ' ' | '>'))
    }

    fn check_task(&mut self, line: &Line<'_>) {
        let Some((done, rest)) = [("[ ]", ' '), ("[]", ' '), ("[x]", 'x'), ("[X]", 'x')]
            .into_iter()
            .find_map(|(mark, done)| Some((done, line.text.strip_prefix(mark)?)))
        else {
            return;
        };
        let before = self.text[..line.start].trim_end_matches(' ');
        let before = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        let is_entry = before.ends_with(['-', '*', '+'])
            || before
                .strip_suffix(['.', ')'])
                .is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()));
        let rest = rest.trim();
        if is_entry && rest.starts_with(char::is_alphanumeric) {
            let range = line.start..line.start + line.text.len();
            let sign = before.trim_start_matches([' ', '>']);
            let help = format!("write `{sign} [{done}] {rest}`");
            self.lost(&range, "a task that is shown as text", help);
        }
    }

    /// Looks for the rows of a table that has no line of hyphens.
    fn check_rows(&mut self, lines: &[Line<'_>]) {
        if lines.len() < 2 || lines.iter().any(|line| is_delimiter_row(line.text)) {
            return;
        }
        let is_row = |line: &Line<'_>| {
            line.is_plain
                && line.text.starts_with('|')
                && cells(line.text.trim()).len() > usize::from(!line.text.trim_end().ends_with('|'))
        };
        let count = lines[0].text.matches(" | ").count();
        let is_open_row = |line: &Line<'_>| line.text.matches(" | ").count() == count;
        let row = if count > 1 && lines.iter().all(is_open_row) {
            Some(&lines[0])
        } else {
            lines.windows(2).find(|pair| pair.iter().all(is_row)).map(|pair| &pair[0])
        };
        let Some(row) = row else { return };
        let columns = cells(row.text.trim()).len();
        let range = row.start..row.start + row.text.len();
        let help = format!("write a line `|{}` below this one", "---|".repeat(columns.min(12)));
        self.lost(&range, "a table without the line of hyphens below its first line", help);
    }

    /// Looks for marks in the text of a run that have a space too much, or begin it and have no end. In a cell
    /// they may point to a note below the table.
    pub(super) fn check_marks(&mut self, run: &[Placed<'_>], in_cell: bool) {
        let text = self.text;
        let start = run.first().map_or(0, |(_, range)| range.start);
        let mut before: Option<Range<usize>> = None;
        let mut unclosed = None;
        for placed in run.iter().filter(|placed| is_verbatim(text, placed)) {
            let range = &placed.1;
            let mut from = range.start;
            for at in memchr3_iter(b'*', b'_', b'~', &text.as_bytes()[range.clone()]) {
                let at = range.start + at;
                if at < from {
                    continue;
                }
                let sign = text.as_bytes()[at];
                let length = text.as_bytes()[at..range.end].iter().take_while(|byte| **byte == sign).count();
                from = at + length;
                if length != 2 || at == range.start && is_escaped(text, at) {
                    continue;
                }
                let mark = at..from;
                let sign = &text[mark.clone()];
                if at == start && sign == "**" && text[from..].starts_with(char::is_alphabetic) {
                    unclosed = Some(mark.clone());
                } else if sign == "**" {
                    unclosed = None;
                }
                if let Some(opener) = before.take_if(|before| &text[before.clone()] == sign)
                    && let Some(words) = words_between(text, &opener, &mark)
                {
                    unclosed = None;
                    self.lost(
                        &(opener.start..mark.end),
                        format!("a space between `{sign}` and its text"),
                        format!(
                            "write `{sign}{words}{sign}`; put a backslash before signs that are meant as such: `\\{}`",
                            &sign[..1]
                        ),
                    );
                } else {
                    before = Some(mark);
                }
            }
        }
        if let Some(mark) = unclosed.filter(|_| !in_cell) {
            self.lost(
                &mark,
                "`**` without its end",
                "write `**` behind the last word too, in the same paragraph; put a backslash before signs that are \
                 meant as such: `\\*`",
            );
        }
    }

    /// Looks whether a block of code ends with a fence as it begins with one.
    pub(super) fn check_fence(&mut self, range: &Range<usize>) {
        let mut lines = self.text[range.clone()].trim_end().lines();
        let first = lines.next().unwrap_or_default();
        let sign = if first.starts_with('~') { '~' } else { '`' };
        let info = first.trim_start_matches(sign);
        let fence = &first[..first.len() - info.len()];
        if let Some(name) = info.split_whitespace().next()
            && let Some(meant) = highlight::meant(name)
        {
            let at = range.start + first.len() - info.trim_start().len();
            self.lost(
                &(at..at + name.len()),
                format!("no language is called `{name}`, so this code has no colours"),
                format!("did you mean `{meant}`?"),
            );
        }
        let last = lines.next_back().unwrap_or_default().trim_start_matches([' ', '\t', '>']).trim_end();
        if last.len() >= fence.len() && last.chars().all(|letter| letter == sign) {
            return;
        }
        self.lost(
            &(range.start..range.start + first.len()),
            "code without its end: all that follows is shown as code",
            match sign {
                '`' => format!("write a line `` {fence} `` where the code ends"),
                _ => format!("write a line `{fence}` where the code ends"),
            },
        );
    }
}

/// What two marks stand around, if only spaces keep them from working.
fn words_between<'t>(text: &'t str, opener: &Range<usize>, closer: &Range<usize>) -> Option<&'t str> {
    let words = &text[opener.end..closer.start];
    if words.len() > LONGEST || words.contains('\n') || words.trim().is_empty() {
        return None;
    }
    let outside = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    let mut behind = text[closer.end..].chars();
    let next = behind.next();
    let ends = next.is_none_or(char::is_whitespace)
        || outside(next) && behind.next().is_none_or(|letter| !letter.is_alphanumeric());
    let before = text[..opener.start].chars().next_back();
    let is_line = before.is_none_or(|letter| letter == '\n') || next.is_none_or(|letter| letter == '\n');
    let is_meant = match (words.starts_with(' '), words.ends_with(' ')) {
        (false, false) => false,
        // Formulas have spaces around their signs.
        (true, true) => is_line,
        _ => true,
    };
    (is_meant && outside(before) && ends).then(|| words.trim())
}

fn lines<'t>(text: &'t str, run: &[Placed<'_>]) -> Vec<Line<'t>> {
    let mut lines = Vec::new();
    let mut is_start = true;
    let run_end = run.last().map_or(0, |(_, range)| range.end);
    for placed in run {
        let (event, range) = placed;
        if std::mem::take(&mut is_start) {
            let end = text[range.start..].find('\n').map_or(text.len(), |length| range.start + length);
            // A paragraph may end before its line does, as in a cell.
            let end = end.min(run_end.max(range.start));
            lines.push(Line {
                start: range.start,
                text: text[range.start..end].trim_end(),
                is_plain: is_verbatim(text, placed) && !is_escaped(text, range.start),
            });
        }
        is_start = matches!(event, Event::SoftBreak | Event::HardBreak);
    }
    lines
}

/// Whether what stands behind a `#` was meant for a heading: words on a short line that end no sentence. A
/// hashtag with digits, or with others beside it, is one.
fn is_like_heading(words: &str) -> bool {
    let is_hashtag =
        !words.contains(char::is_whitespace) && words.contains(|c: char| c.is_numeric() || c == '_');
    words.starts_with(char::is_alphabetic)
        && !is_hashtag
        && !words.contains('#')
        && words.chars().count() <= SHORT
        && !words.ends_with(['.', ',', ';', ':', '!', '?', '。', '、', '…'])
}
