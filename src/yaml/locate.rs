//! Where in a YAML text a field stands. The YAML library tells no places but those of its own
//! errors, and most faults are found later, by stages that hold values; so the place is looked up
//! when there is something to show, and costs nothing when there is not.
//!
//! This reads what people write by hand: block and flow collections, quotes, comments. Where it
//! loses the way (anchors, exotic keys) it answers with the nearest place that it is sure of.

use crate::diagnostic::{FieldPath, Step};
use crate::source::Span;

/// The bytes of the value at `path` in `text`, or of its key.
#[must_use]
pub fn locate(text: &str, path: &FieldPath, at_key: bool) -> Span {
    let mut found = Entry { key: first_line(text), value: (0, text.len()) };
    for step in &path.0 {
        let inside = entries(text, found.value);
        let next = match step {
            Step::Key(key) => inside.iter().find(|(name, _)| name.as_deref() == Some(key)),
            Step::Index(index) => inside.iter().filter(|(name, _)| name.is_none()).nth(*index),
        };
        match next {
            Some((_, entry)) => found = *entry,
            None => break,
        }
    }
    let (start, end) = if at_key { found.key } else { shown(text, found) };
    Span::new(start, end)
}

/// The last top-level key of that name.
pub(super) fn last_key(text: &str, key: &str) -> Option<Span> {
    let (_, entry) =
        entries(text, (0, text.len())).into_iter().rfind(|(name, _)| name.as_deref() == Some(key))?;
    Some(Span::new(entry.key.0, entry.key.1))
}

type Range = (usize, usize);

#[derive(Clone, Copy)]
struct Entry {
    key: Range,
    value: Range,
}

/// What to underline of an entry: its value if that is in sight, otherwise its key; one line of it.
fn shown(text: &str, entry: Entry) -> Range {
    let (start, end) = trim(text, entry.value);
    if start == end {
        return entry.key;
    }
    let line = text[start..end].find('\n').map_or(end, |at| start + at);
    let (start, end) = trim(text, (start, line));
    let value = &text[start..end];
    let comment = if value.starts_with(['"', '\'']) { None } else { value.find(" #") };
    (start, comment.map_or(end, |at| trim(text, (start, start + at)).1))
}

fn first_line(text: &str) -> Range {
    trim(text, (0, text.find('\n').unwrap_or(text.len())))
}

fn trim(text: &str, (start, end): Range) -> Range {
    let part = &text[start..end];
    let start = start + (part.len() - part.trim_start().len());
    (start, start + part.trim().len())
}

/// The entries of the collection in `range`: with a name for a mapping, without for a list.
fn entries(text: &str, range: Range) -> Vec<(Option<String>, Entry)> {
    let (start, end) = trim(text, range);
    match text[start..end].chars().next() {
        Some('{' | '[') => flow_entries(text, (start, end)),
        Some(_) => block_entries(text, (start, end)),
        None => Vec::new(),
    }
}

fn block_entries(text: &str, (start, end): Range) -> Vec<(Option<String>, Entry)> {
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let mut lines: Vec<Range> = Vec::new();
    let mut at = line_start;
    while at < end {
        let next = text[at..end].find('\n').map_or(end, |length| at + length + 1);
        lines.push((at, next));
        at = next;
    }
    // The first line may begin behind `- ` or `key:`; its column counts all the same.
    let mut indent = None;
    let mut found: Vec<(Option<String>, Entry)> = Vec::new();
    for (number, &(from, to)) in lines.iter().enumerate() {
        let from = if number == 0 { start.max(from) } else { from };
        let (content, content_end) = trim(text, (from, to));
        let line = &text[content..content_end];
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let column = content - if number == 0 { line_start } else { from };
        if *indent.get_or_insert(column) != column {
            continue;
        }
        if let Some((_, last)) = found.last_mut() {
            last.value.1 = content.max(last.value.0);
        }
        if line == "-" || line.starts_with("- ") {
            found.push((None, Entry { key: (content, content + 1), value: (content + 1, end) }));
        } else if let Some((name, key, value)) = key(text, (content, content_end)) {
            found.push((Some(name), Entry { key, value: (value, end) }));
        }
    }
    // A list may stand at its key's own column; then the key's value runs to the next key.
    let mut index = 0;
    while index + 1 < found.len() {
        if found[index].0.is_some() && found[index + 1].0.is_none() {
            found[index].1.value.1 = found[index + 1].1.value.1;
            found.remove(index + 1);
        } else {
            index += 1;
        }
    }
    found
}

/// The key at the start of a line: its name, its place, and where its value begins.
pub(super) fn key(text: &str, (start, end): Range) -> Option<(String, Range, usize)> {
    let line = &text[start..end];
    let name_end = match line.chars().next()? {
        quote @ ('"' | '\'') => line[1..].find(quote)? + 2,
        _ => line
            .match_indices(':')
            .map(|(at, _)| at)
            .find(|&at| matches!(line.as_bytes().get(at + 1), None | Some(b' ' | b'\t')))?,
    };
    let colon = name_end + line[name_end..].find(':')?;
    let name = line[..name_end].trim().trim_matches(['"', '\'']);
    Some((name.to_owned(), trim(text, (start, start + name_end)), start + colon + 1))
}

fn flow_entries(text: &str, (start, end): Range) -> Vec<(Option<String>, Entry)> {
    let mapping = text[start..].starts_with('{');
    let mut parts: Vec<Range> = Vec::new();
    let (mut depth, mut quote, mut from) = (0_usize, None, start + 1);
    for (at, character) in text[start..end].char_indices() {
        let at = start + at;
        match (quote, character) {
            (Some(open), close) if open == close => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'')
                if text[from.min(at)..at].trim_end().is_empty() || text[..at].ends_with(": ") =>
            {
                quote = Some(character);
            }
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    parts.push((from, at));
                    break;
                }
            }
            (None, ',') if depth == 1 => {
                parts.push((from, at));
                from = at + 1;
            }
            _ => {}
        }
    }
    let entry = |part: Range| {
        let part = trim(text, part);
        if mapping {
            let (name, place, value) = key(text, part)?;
            Some((Some(name), Entry { key: place, value: (value, part.1) }))
        } else {
            Some((None, Entry { key: part, value: part }))
        }
    };
    parts.into_iter().filter(|&part| trim(text, part).0 < trim(text, part).1).filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
title: \"One: two\"   # said twice
countries: [SE, 'U K', UG]
metrics:
  - label: Files
    value: many
  - {label: Pages, value: 3, unit: \"a, b\"}
people:
- person: ada
  part: all of it
- person: bob
text: |
  label: not this one
goals:
  ours:
    - a
    - b # why
";

    fn at(path: &FieldPath) -> &'static str {
        let span = locate(TEXT, path, false);
        &TEXT[span.start as usize..span.end as usize]
    }

    #[test]
    fn finds_values_in_block_and_flow_collections() {
        assert_eq!(at(&FieldPath::key("title")), "\"One: two\"   # said twice");
        assert_eq!(at(&FieldPath::key("countries").at(1)), "'U K'");
        assert_eq!(at(&FieldPath::key("metrics").at(0).then("value")), "many");
        assert_eq!(at(&FieldPath::key("metrics").at(1).then("unit")), "\"a, b\"");
        assert_eq!(at(&FieldPath::key("people").at(1).then("person")), "bob");
        assert_eq!(at(&FieldPath::key("people").at(0).then("part")), "all of it");
        assert_eq!(at(&FieldPath::key("goals").then("ours").at(1)), "b");
    }

    #[test]
    fn finds_keys() {
        let span = locate(TEXT, &FieldPath::key("goals").then("ours"), true);
        assert_eq!(&TEXT[span.start as usize..span.end as usize], "ours");
    }

    #[test]
    fn answers_with_the_nearest_place_when_the_way_is_lost() {
        assert_eq!(at(&FieldPath::key("people").at(1).then("nobody")), "person: bob");
    }
}
