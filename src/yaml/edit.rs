//! Changes one top-level field of a YAML text and no other byte: comments, order, quotes and line ends
//! stay. `record` edits whole records with it.
//!
//! Where a field begins and ends is read from the text as people write it. What was changed is then
//! read by the library, before and after: a text that this misunderstands is refused and never spoilt.

use serde_yaml::{Mapping, Value as Parsed};

use super::locate::key;
use super::write::{self, Value, Written};

/// Why a field cannot be changed in its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("the front matter is no YAML; `casebook check` says where")]
    Faulty,
    #[error("`{0}` is no list; write it as one first: `[one, two]`")]
    NotAList(String),
    #[error("the front matter is written in a way that only a person can change; edit `{0}` by hand")]
    Unclear(String),
}

/// The text with that value of a field, which is added at the end where it is missing.
///
/// # Errors
/// When the text is no YAML, or so unusual that it cannot be changed without risk.
pub fn set(text: &str, name: &str, value: &Value) -> Result<String, Refused> {
    let mut expected = read(text)?;
    let before = expected.insert(name.into(), value.parsed());
    if before == Some(value.parsed()) {
        return Ok(text.to_owned());
    }
    let fields = fields(text).ok_or_else(|| Refused::Unclear(name.to_owned()))?;
    let edited = |written: Written| match fields.iter().find(|field| field.name == name) {
        Some(field) => replaced(text, field, written),
        None => added(text, name, written),
    };
    // A block would swallow an indented comment that follows it; a text in quotes does not.
    sound(edited(value.written()), &expected, name)
        .or_else(|_| sound(edited(Written { head: value.flow(), tail: Vec::new() }), &expected, name))
}

/// The text without a field.
///
/// # Errors
/// As [`set`].
pub fn remove(text: &str, name: &str) -> Result<String, Refused> {
    let mut expected = read(text)?;
    if expected.remove(name).is_none() {
        return Ok(text.to_owned());
    }
    let fields = fields(text).ok_or_else(|| Refused::Unclear(name.to_owned()))?;
    let field = fields.iter().find(|field| field.name == name);
    let field = field.ok_or_else(|| Refused::Unclear(name.to_owned()))?;
    sound(format!("{}{}", &text[..field.start], &text[field.end..]), &expected, name)
}

/// The text with one more entry in a list, which is begun where there is none.
///
/// # Errors
/// As [`set`], and when the field holds something else than a list.
pub fn append(text: &str, name: &str, entry: &Value) -> Result<String, Refused> {
    let mut expected = read(text)?;
    match expected.get_mut(name) {
        None | Some(Parsed::Null) => return set(text, name, &Value::List(vec![entry.clone()])),
        Some(Parsed::Sequence(entries)) => entries.push(entry.parsed()),
        Some(_) => return Err(Refused::NotAList(name.to_owned())),
    }
    let unclear = || Refused::Unclear(name.to_owned());
    let fields = fields(text).ok_or_else(unclear)?;
    let field = fields.iter().find(|field| field.name == name).ok_or_else(unclear)?;
    let value = &text[field.value.0..field.value.1];
    let edited = if value.starts_with('[') {
        let flow = flow(text, field.value.0).ok_or_else(unclear)?;
        let (before, after) = text.split_at(flow.last);
        let comma = if before.ends_with('[') {
            ""
        } else if before.ends_with(',') {
            " "
        } else {
            ", "
        };
        format!("{before}{comma}{}{after}", entry.flow())
    } else {
        // The hyphens of a list stand below each other.
        let column = field.value.0 - line_start(text, field.value.0);
        let (before, after) = text.split_at(field.value.1);
        let end = end_of_line(text);
        let lines = entry.entry(column).join(end);
        format!("{before}{end}{lines}{after}")
    };
    sound(edited, &expected, name)
}

/// The edited text, if it says what it should.
fn sound(edited: String, expected: &Mapping, name: &str) -> Result<String, Refused> {
    let is_sound = read(&edited).is_ok_and(|found| found == *expected);
    if is_sound { Ok(edited) } else { Err(Refused::Unclear(name.to_owned())) }
}

fn read(text: &str) -> Result<Mapping, Refused> {
    let mapping = serde_yaml::from_str::<Option<Mapping>>(text).map_err(|_| Refused::Faulty)?;
    Ok(mapping.unwrap_or_default())
}

fn replaced(text: &str, field: &Field, Written { head, tail }: Written) -> String {
    let (start, end) = field.value;
    let line_end = line_end(text, field.start);
    let mut edited = String::with_capacity(text.len() + head.len());
    let stays_on_line = start < end && end <= line_end;
    // What stands behind the value: a comment, with the space before it.
    let behind = if start == end {
        text[field.colon..line_end].to_owned()
    } else if stays_on_line {
        text[end..line_end].to_owned()
    } else {
        field.comment.map_or_else(String::new, |(start, end)| format!("  {}", &text[start..end]))
    };
    let begun = if stays_on_line { &text[..start] } else { &text[..field.colon] };
    edited.push_str(if head.is_empty() { begun.trim_end_matches(' ') } else { begun });
    if !head.is_empty() && !stays_on_line {
        edited.push(' ');
    }
    edited.push_str(&head);
    edited.push_str(&behind);
    for line in tail {
        edited.push_str(end_of_line(text));
        edited.push_str(&line);
    }
    edited.push_str(&text[self::line_end(text, end)..]);
    edited
}

fn added(text: &str, name: &str, written: Written) -> String {
    let end = end_of_line(text);
    let before = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    let lines = write::lines(name, written).join(end);
    format!("{text}{before}{lines}{end}")
}

/// How the lines of a text end.
pub(crate) fn end_of_line(text: &str) -> &'static str {
    let first = text.find('\n').map_or("", |at| &text[..at]);
    if first.ends_with('\r') { "\r\n" } else { "\n" }
}

type Range = (usize, usize);

/// A field at the top of a text, in bytes.
#[derive(Debug)]
struct Field {
    name: String,
    /// Where its first line begins.
    start: usize,
    /// Behind its colon.
    colon: usize,
    /// Empty where it has none.
    value: Range,
    /// The comment on its first line, or behind the end of its value.
    comment: Option<Range>,
    /// Behind its last line.
    end: usize,
}

/// The fields of a text, each on lines of its own from the first column on; `None` for a text of
/// another form.
fn fields(text: &str) -> Option<Vec<Field>> {
    let mut fields = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = line_end(text, at);
        if is_blank_or_comment(&text[at..end]) {
            at = next_line(text, at);
            continue;
        }
        if text[at..].starts_with([' ', '\t', '-', '?', '%', '{', '[']) {
            return None;
        }
        let (name, _, colon) = key(text, (at, end))?;
        let (value, comment) = value(text, colon)?;
        let last = value.1.max(colon);
        let mut end = next_line(text, last);
        // A comment that is indented speaks of the field above it.
        let mut next = end;
        while next < text.len() && is_blank_or_comment(&text[next..line_end(text, next)]) {
            let is_indented = text[next..].starts_with([' ', '\t']);
            next = next_line(text, next);
            if is_indented && !text[end..next].trim().is_empty() {
                end = next;
            } else if !is_indented && !text[end..next].trim().is_empty() {
                break;
            }
        }
        fields.push(Field { name, start: at, colon, value, comment, end });
        at = end;
    }
    Some(fields)
}

/// The value that begins behind a colon, and its comment.
fn value(text: &str, colon: usize) -> Option<(Range, Option<Range>)> {
    let end = line_end(text, colon);
    let start = end - text[colon..end].trim_start().len();
    let comment_from = |from: usize| {
        let rest = &text[from..line_end(text, from)];
        let at = if rest.starts_with('#') { Some(0) } else { rest.find(" #").map(|at| at + 1) };
        at.map(|at| (from + at, from + rest.trim_end().len()))
    };
    match text[start..end].chars().next() {
        None | Some('#') => {
            let comment = comment_from(start);
            let below = below(text, next_line(text, colon), true);
            Some((below.unwrap_or((colon, colon)), comment))
        }
        Some('|' | '>') => {
            let comment = comment_from(start);
            let below = below(text, next_line(text, colon), false);
            let header = start + text[start..end].trim_end().len();
            Some(((start, below.map_or(header, |(_, end)| end)), comment))
        }
        Some(quote @ ('"' | '\'')) => {
            let end = quoted(text, start, quote)?;
            Some(((start, end), comment_from(end)))
        }
        Some('[' | '{') => {
            let end = flow(text, start)?.end;
            Some(((start, end), comment_from(end)))
        }
        Some(_) => {
            if let Some(comment) = comment_from(start) {
                return Some(((start, start + text[start..comment.0].trim_end().len()), Some(comment)));
            }
            let below = below(text, next_line(text, colon), false);
            Some(((start, below.map_or(start + text[start..end].trim_end().len(), |(_, end)| end)), None))
        }
    }
}

/// What stands indented from a line on: from its first sign to the last. A list may stand in the
/// first column.
fn below(text: &str, from: usize, with_list: bool) -> Option<Range> {
    let mut at = from;
    let mut found: Option<Range> = None;
    while at < text.len() {
        let line = &text[at..line_end(text, at)];
        let is_list = with_list && (line == "-" || line.starts_with("- "));
        let is_comment = with_list && line.trim_start().starts_with('#');
        if !line.trim().is_empty() && !is_comment {
            if !is_list && !line.starts_with([' ', '\t']) {
                break;
            }
            let start = at + (line.len() - line.trim_start().len());
            found = Some((found.map_or(start, |(start, _)| start), at + line.trim_end().len()));
        }
        at = next_line(text, at);
    }
    found
}

/// Behind the quote that ends a text.
fn quoted(text: &str, start: usize, quote: char) -> Option<usize> {
    let mut characters = text[start + 1..].char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if character == '\\' && quote == '"' {
            characters.next();
        } else if character == quote {
            if quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == quote) {
                characters.next();
                continue;
            }
            return Some(start + 1 + at + 1);
        }
    }
    None
}

/// A list or fields in brackets.
struct Flow {
    /// Behind the last sign before the bracket that ends it, comments apart.
    last: usize,
    /// Behind that bracket.
    end: usize,
}

fn flow(text: &str, start: usize) -> Option<Flow> {
    let mut depth = 0_usize;
    let mut last = start;
    let mut at = start;
    while let Some(character) = text[at..].chars().next() {
        let next = at + character.len_utf8();
        // A quote in the middle of a word is an apostrophe.
        let begins = text[..at].ends_with([' ', '\n', '[', '{', ',', ':']);
        match character {
            '"' | '\'' if begins => {
                at = quoted(text, at, character)?;
                last = at;
                continue;
            }
            '#' if begins && text[..at].ends_with([' ', '\n']) => {
                at = line_end(text, at);
                continue;
            }
            '[' | '{' => depth += 1,
            ']' | '}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(Flow { last, end: next });
                }
            }
            _ => {}
        }
        if !character.is_whitespace() {
            last = next;
        }
        at = next;
    }
    None
}

fn is_blank_or_comment(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

/// The end of the line that `at` is on, before what ends it.
fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    if text[at..end].ends_with('\r') { end - 1 } else { end }
}

fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length + 1)
}

#[cfg(test)]
mod tests;
