//! Changes one top-level field of a YAML text, or what stands in a group of fields below it, and no other byte:
//! comments, order, quotes and line ends stay. `record` edits whole records with it.
//!
//! Where a field begins and ends is what the tree says. What was changed is then read by the YAML
//! library, before and after, as a second opinion: a text that this misunderstands is refused and never
//! spoilt.

use serde_yaml::{Mapping, Value as Parsed};

use super::reader;
use super::tree::{self, Node};
use super::write::{self, Value, Written};

/// Why a field cannot be changed in its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("the front matter is no YAML")]
    Faulty,
    #[error("`{0}` is no list")]
    NotAList(String),
    #[error("`{0}` is no group of fields")]
    NotAGroup(String),
    #[error("the front matter is written in a way that only a person can change")]
    Unclear(String),
}

impl Refused {
    /// What to do instead.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Faulty => "`casebook check` says where".to_owned(),
            Self::NotAList(name) => format!("write it as one first: `{name}: [one, two]`"),
            Self::NotAGroup(name) => format!("write it as one first: `{name}: {{field: text}}`"),
            Self::Unclear(name) => format!("change `{name}` by hand"),
        }
    }
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
    let (start, end) = field.value;
    let edited = if text[start..].starts_with('[') {
        let last = field.entries.last().map_or(start + 1, |entry| entry.span.end as usize);
        let comma = comma(text, last);
        let sign = match (field.entries.is_empty(), comma) {
            (true, _) => "",
            (_, Some(_)) => " ",
            (_, None) => ", ",
        };
        let (before, after) = text.split_at(comma.unwrap_or(last));
        format!("{before}{sign}{}{after}", entry.flow())
    } else {
        // The hyphens of a list stand below each other.
        let column = start - line_start(text, start);
        let (before, after) = text.split_at(line_end(text, end));
        let end = end_of_line(text);
        let lines = entry.entry(column).join(end);
        format!("{before}{end}{lines}{after}")
    };
    sound(edited, &expected, name)
}

/// The text with these fields, and no others, in the group that a field holds. What stays stands as it stood.
///
/// # Errors
/// As [`set`], and when the field holds something else than a group.
pub fn set_group(text: &str, name: &str, group: &[(&'static str, Value)]) -> Result<String, Refused> {
    if group.is_empty() {
        return remove(text, name);
    }
    let whole = Value::Fields(group.to_vec());
    let mut expected = read(text)?;
    let before = match expected.insert(name.into(), whole.parsed()) {
        None | Some(Parsed::Null) => return set(text, name, &whole),
        Some(Parsed::Mapping(before)) => before,
        Some(_) => return Err(Refused::NotAGroup(name.to_owned())),
    };
    let unclear = || Refused::Unclear(name.to_owned());
    let fields = fields(text).ok_or_else(unclear)?;
    let field = fields.iter().find(|field| field.name == name).ok_or_else(unclear)?;
    let (start, end) = field.value;
    if text[start..].starts_with('{') {
        // A comment between brackets would be lost.
        let has_comment =
            text[start..end].lines().any(|line| line.trim_start().starts_with('#') || line.contains(" #"));
        return if has_comment && text[start..end].contains('\n') {
            Err(unclear())
        } else {
            set(text, name, &whole)
        };
    }
    let first = line_start(text, start);
    let mut inner = outdented(&text[first..field.end], start - first).ok_or_else(unclear)?;
    for (key, value) in group {
        inner = set(&inner, key, value)?;
    }
    for gone in before.keys().filter_map(Parsed::as_str) {
        if group.iter().all(|(key, _)| *key != gone) {
            inner = remove(&inner, gone)?;
        }
    }
    let lines = inner.split_inclusive('\n').map(|line| match line.trim() {
        "" => line.to_owned(),
        _ => format!("{:1$}{line}", "", start - first),
    });
    sound(format!("{}{}{}", &text[..first], lines.collect::<String>(), &text[field.end..]), &expected, name)
}

/// Lines without so many spaces before each; `None` where one has fewer.
fn outdented(text: &str, by: usize) -> Option<String> {
    let line = |line: &str| match line.trim() {
        "" => Some(line.trim_start_matches(' ').to_owned()),
        _ => line.strip_prefix(&" ".repeat(by)).map(str::to_owned),
    };
    text.split_inclusive('\n').map(line).collect()
}

/// The edited text, if it says what it should.
fn sound(edited: String, expected: &Mapping, name: &str) -> Result<String, Refused> {
    let is_sound = read(&edited).is_ok_and(|found| found == *expected);
    if is_sound { Ok(edited) } else { Err(Refused::Unclear(name.to_owned())) }
}

fn read(text: &str) -> Result<Mapping, Refused> {
    if !reader::read(text).mistakes.is_empty() {
        return Err(Refused::Faulty);
    }
    let mapping = serde_yaml::from_str::<Option<Mapping>>(text).map_err(|_| Refused::Faulty)?;
    Ok(mapping.unwrap_or_default())
}

fn replaced(text: &str, field: &Field<'_>, Written { head, tail }: Written) -> String {
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
struct Field<'t> {
    name: String,
    /// Where its first line begins.
    start: usize,
    /// Behind its colon.
    colon: usize,
    /// Empty where it has none.
    value: Range,
    /// The entries of a list.
    entries: Vec<Node<'t>>,
    /// The comment on its first line, or behind the end of its value.
    comment: Option<Range>,
    /// Behind its last line.
    end: usize,
}

/// The fields of a text, each on lines of its own from the first column on; `None` for a text of
/// another form.
fn fields(text: &str) -> Option<Vec<Field<'_>>> {
    let root = reader::read(text).root;
    let is_unusual = text[root.span.start as usize..].starts_with(['{', '[']);
    match root.value {
        _ if is_unusual => None,
        tree::Value::Fields(fields) => fields.into_iter().map(|field| self::field(text, field)).collect(),
        tree::Value::Plain(empty) if empty.is_empty() => Some(Vec::new()),
        _ => None,
    }
}

fn field<'t>(text: &'t str, field: tree::Field<'t>) -> Option<Field<'t>> {
    let start = field.key_span.start as usize;
    if line_start(text, start) != start {
        return None;
    }
    let key = field.key_span.end as usize;
    let colon = key + text[key..].find(':')? + 1;
    let value = (field.value.span.start as usize, field.value.span.end as usize);
    let is_below = value.0 > line_end(text, colon);
    let is_block = text[value.0..value.1].starts_with(['|', '>']);
    let comment = match (value.0 == value.1 || is_below, is_block) {
        (true, _) => comment(text, colon),
        (_, true) => comment(text, value.0),
        _ => comment(text, value.1),
    };
    let entries = match field.value.value {
        tree::Value::List(entries) => entries,
        _ => Vec::new(),
    };
    // A comment that is indented speaks of the field above it.
    let mut end = next_line(text, value.1.max(colon));
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
    Some(Field { name: field.key.into_owned(), start, colon, value, entries, comment, end })
}

/// The comment on the rest of the line from `from` on, which holds no text that could have its sign.
fn comment(text: &str, from: usize) -> Option<Range> {
    let rest = &text[from..line_end(text, from)];
    let at = rest.find(" #").or_else(|| rest.find("\t#"))? + 1;
    Some((from + at, from + rest.trim_end().len()))
}

/// Behind the comma that follows what ends at `from`, comments apart.
fn comma(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        match text[at..].chars().next()? {
            ',' => return Some(at + 1),
            '#' => at = line_end(text, at),
            blank if blank.is_whitespace() => at += blank.len_utf8(),
            _ => return None,
        }
    }
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
