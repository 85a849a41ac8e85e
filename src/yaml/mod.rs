//! YAML into typed values, with every fault found and placed. The only module that names the YAML
//! library; front matter, configuration and vocabularies are read through it. [`edit`] changes a
//! field in its place, and [`write`] says how a value is written.
//!
//! A text without faults is deserialized straight into its type, the simple ones without the library.
//! Only when that fails is it read again, slowly, field by field, so that an author sees all faults at
//! once and not the first.

pub mod edit;
mod fault;
mod locate;
mod simple;
pub mod write;

pub use locate::locate;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use crate::diagnostic::{Code, Diagnostic, FieldPath, Place, Step};
use crate::source::{Lines, SitePath, Span};
use crate::suggest::nearest;
use fault::{Fault, Node, What};

/// A piece of YAML and the file that it is part of.
#[derive(Clone, Copy)]
pub struct Yaml<'t> {
    pub file: &'t SitePath,
    pub text: &'t str,
    /// Where in the file the text begins, in bytes.
    pub offset: usize,
}

impl Yaml<'_> {
    /// The value that the text holds, and every fault of it with its place. An empty text holds the
    /// default. Where some fields are faulty the value has the others, so that what else is wrong can
    /// be told in the same run; there is none only where the text is no YAML, or holds no fields.
    pub fn read<T: DeserializeOwned + Default>(self) -> (Option<T>, Vec<Diagnostic>) {
        if let Some(value) = simple::read(self.text) {
            return (Some(value), Vec::new());
        }
        match serde_yaml::from_str::<Option<T>>(self.text) {
            Ok(value) => (Some(value.unwrap_or_default()), Vec::new()),
            Err(error) => self.faults::<T>(&error),
        }
    }

    fn faults<T: DeserializeOwned>(self, error: &serde_yaml::Error) -> (Option<T>, Vec<Diagnostic>) {
        let value = match serde_yaml::from_str::<Value>(self.text) {
            Ok(value) => value,
            Err(error) => return (None, vec![self.syntax(&error)]),
        };
        let Value::Mapping(mapping) = &value else {
            let fault = Fault::new(What::WrongType {
                found: fault::describe(&value),
                expected: "fields, each `name: value` on a line of its own".to_owned(),
            });
            return (None, vec![self.diagnostic(fault)]);
        };
        let mut found: Vec<Diagnostic> = Vec::new();
        let mut rest = mapping.clone();
        for (key, value) in mapping {
            let faults = match value {
                // Each entry of a list on its own, so that one faulty entry does not hide the next.
                Value::Sequence(entries) if entries.len() > 1 => (0..entries.len())
                    .filter_map(|index| {
                        let fault = Fault::of::<T>(&Node::field(key, Node::entry(&entries[index])))?;
                        Some(fault.with_index(index))
                    })
                    .collect(),
                value => Vec::from_iter(Fault::of::<T>(&Node::field(key, Node::Value(value)))),
            };
            if !faults.is_empty() {
                rest.remove(key);
            }
            for fault in faults {
                let fault = self.diagnostic(fault);
                // A fault of the field as a whole comes once, not once an entry.
                if found
                    .iter()
                    .all(|d| (d.code, &d.message) != (fault.code, &fault.message) || d.place != fault.place)
                {
                    found.push(fault);
                }
            }
        }
        if found.is_empty() {
            found.push(self.syntax(error));
        }
        (T::deserialize(&Node::Value(&Value::Mapping(rest))).ok(), found)
    }

    /// The library's own error, for a text that is no YAML at all.
    fn syntax(self, error: &serde_yaml::Error) -> Diagnostic {
        let message = error.to_string();
        // `… at line 3 column 1, while scanning a quoted scalar at line 1 column 8`
        let (what, context) = message.split_once(", while ").unwrap_or((&message, ""));
        let what = what.split(" at line ").next().unwrap_or_default();
        if let Some(key) = what.split("duplicate entry with key ").nth(1) {
            let key = key.trim_matches('"');
            let span = locate::last_key(self.text, key).unwrap_or_default();
            return Diagnostic::new(
                Code::DuplicateKey,
                self.file,
                span.shifted(self.offset),
                format!("`{key}` is written twice"),
            )
            .help("keep one of the two, and merge what they say");
        }
        let at = error.location().map_or(0, |location| self.byte(location.line(), location.column()));
        let rest = self.rest_of_line(at);
        let lines = Lines::new(self.text);
        let start = lines.span(lines.at(at).line).start as usize;
        let before = self.text[start..at].trim_end();
        let tab = self.text[start..].trim_start_matches(' ').starts_with('\t')
            || what.contains("cannot start any token") && self.text[at..].starts_with('\t');
        let (place, message, help) = if tab {
            (rest, "a tab where YAML wants spaces".to_owned(), "indent with spaces, two for each level")
        } else if what.contains("repetition limit") || what.contains("recursion limit") {
            (
                rest,
                "the YAML repeats or nests itself without end".to_owned(),
                "write the values out instead of using `&` anchors and `*` aliases",
            )
        } else if what.contains("mapping values are not allowed") {
            (
                rest,
                "a second `: ` in one line".to_owned(),
                "put a text that holds a colon in quotes: `title: \"One: two\"`",
            )
        } else if let Some(place) = self.begun(context, "scanning a quoted scalar") {
            (place, "a quotation mark that no other one ends".to_owned(), "end the text with the same mark")
        } else if let Some(place) = self.begun(context, "parsing a flow sequence") {
            (
                place,
                "a `[` without its `]`, or a comma left out".to_owned(),
                "write `[one, two]`: commas between, a `]` at the end",
            )
        } else if let Some(place) = self.begun(context, "parsing a flow mapping") {
            (
                place,
                "a `{` without its `}`, or a comma left out".to_owned(),
                "write `{name: value, name: value}`: commas between, a `}` at the end",
            )
        } else if what.contains("did not find expected key") && before.ends_with(['"', '\'']) {
            (
                rest,
                "more text behind one in quotes".to_owned(),
                "put all of it in quotes, of the other kind: `'A \"word\" in quotes'`",
            )
        } else {
            (
                rest,
                format!("this is not YAML: {}", what.trim_end_matches(',')),
                "write `name: value`, one field a line; put a text that begins with a sign, or holds `: ` or ` #`, in quotes",
            )
        };
        Diagnostic::new(Code::YamlSyntax, self.file, place.shifted(self.offset), message).help(help)
    }

    /// Where what the library was at begins, if it was at that: `scanning … at line 1 column 8`.
    fn begun(self, context: &str, what: &str) -> Option<Span> {
        let place = context.strip_prefix(what)?.strip_prefix(" at line ")?;
        let (line, column) = place.split_once(" column ")?;
        Some(self.rest_of_line(self.byte(line.parse().ok()?, column.parse().ok()?)))
    }

    /// The byte at a line and a column, both counted from 1, the column in characters.
    fn byte(self, line: usize, column: usize) -> usize {
        let line = Lines::new(self.text).span(line);
        let text = &self.text[line.start as usize..line.end as usize];
        let at = text.char_indices().nth(column.saturating_sub(1));
        line.start as usize + at.map_or(text.len(), |(at, _)| at)
    }

    fn rest_of_line(self, at: usize) -> Span {
        let lines = Lines::new(self.text);
        Span::new(at, at.max(lines.span(lines.at(at).line).end as usize))
    }

    fn diagnostic(self, fault: Fault) -> Diagnostic {
        let path = FieldPath(fault.path);
        let (code, message, help, at_key) = match fault.what {
            What::UnknownField { name, expected } => {
                let help = match nearest(&name, expected.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`? Fields of your own go below `extra:`"),
                    None => {
                        format!("known here: {}. Fields of your own go below `extra:`", expected.join(", "))
                    }
                };
                let help = if expected.contains(&"extra") {
                    help
                } else {
                    help.split(" Fields of your own")
                        .next()
                        .unwrap_or_default()
                        .trim_end_matches('.')
                        .to_owned()
                };
                let span = locate(self.text, &path.clone().then(&name), true);
                let place = Place::Span(span.shifted(self.offset));
                return Diagnostic::new(
                    Code::UnknownField,
                    self.file,
                    place,
                    format!("unknown field `{name}`"),
                )
                .help(help);
            }
            What::UnknownValue { name, expected } => {
                let known = expected.join(", ");
                let help = match nearest(&name, expected.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`? Known here: {known}"),
                    None => format!("known here: {known}"),
                };
                (Code::UnknownValue, format!("`{path}` cannot be `{name}`"), help, false)
            }
            What::WrongType { found, expected } => (
                Code::WrongType,
                if path.0.is_empty() {
                    format!("expected {expected}, found {found}")
                } else {
                    format!("`{path}` is {found}, expected {expected}")
                },
                format!("write {expected}"),
                false,
            ),
            What::Missing(field) => {
                let what =
                    if path.0.is_empty() { String::new() } else { format!("`{path}` has no `{field}`") };
                (Code::MissingField, what, format!("add `{field}: …` to the entry"), false)
            }
            What::Other(message) => {
                let (message, help) = split_help(&message);
                (Code::BadValue, format!("`{path}`: {message}"), help, false)
            }
        };
        let span = locate(self.text, &path, at_key);
        let diagnostic = Diagnostic::new(code, self.file, span.shifted(self.offset), message);
        if help.is_empty() { diagnostic } else { diagnostic.help(help) }
    }
}

/// Types whose values have a form of their own refuse a text with `what is wrong; what to write`.
fn split_help(message: &str) -> (String, String) {
    match message.split_once("; ") {
        Some((message, help)) => (message.to_owned(), help.to_owned()),
        None => (message.to_owned(), String::new()),
    }
}

impl Fault {
    fn with_index(mut self, index: usize) -> Self {
        for step in &mut self.path {
            if let Step::Index(at) = step {
                *at = index;
                break;
            }
        }
        self
    }
}
