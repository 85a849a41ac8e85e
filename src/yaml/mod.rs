//! YAML into typed values, with every fault found and placed. The only module that names the YAML
//! library; front matter, configuration and vocabularies are read through it.
//!
//! A text without faults is deserialized straight into its type, the simple ones without the library.
//! Only when that fails is it read again, slowly, field by field, so that an author sees all faults at
//! once and not the first.

mod fault;
mod locate;
mod simple;

pub use locate::locate;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use crate::diagnostic::{Code, Diagnostic, FieldPath, Place, Step};
use crate::source::{Lines, SitePath, Span};
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
        let at = error.location().map_or(0, |location| {
            let line = Lines::new(self.text).span(location.line());
            let text = &self.text[line.start as usize..line.end as usize];
            let column = text.char_indices().nth(location.column().saturating_sub(1));
            line.start as usize + column.map_or(text.len(), |(at, _)| at)
        });
        let line = Lines::new(self.text).span(Lines::new(self.text).at(at).line);
        let end = if at < line.end as usize { line.end as usize } else { at };
        let place = Span::new(at, end).shifted(self.offset);
        let message = message.split(" at line ").next().unwrap_or_default().trim_end_matches(',').to_owned();
        let tab = self.text[line.start as usize..line.end as usize].trim_start_matches(' ').starts_with('\t');
        if let Some(key) = message.split("duplicate entry with key ").nth(1) {
            let key = key.trim_matches('"');
            let span = locate::last_key(self.text, key).map_or(place, |span| span.shifted(self.offset));
            return Diagnostic::new(Code::DuplicateKey, self.file, span, format!("`{key}` is written twice"))
                .help("keep one of the two, and merge what they say");
        }
        let (message, help) = if tab
            || message.contains("cannot start any token") && self.text[at..].starts_with('\t')
        {
            ("a tab where YAML wants spaces".to_owned(), "indent with spaces, two for each level".to_owned())
        } else if message.contains("repetition limit") || message.contains("recursion limit") {
            (
                "the YAML repeats or nests itself without end".to_owned(),
                "write the values out instead of using `&` anchors and `*` aliases".to_owned(),
            )
        } else if message.contains("mapping values are not allowed") {
            (
                "a second `: ` in one line".to_owned(),
                "put a text that holds a colon in quotes: `title: \"One: two\"`".to_owned(),
            )
        } else {
            (
                format!("this is not YAML: {message}"),
                "write `name: value`, one field a line; put a text that begins with a sign, or holds `: ` or ` #`, in quotes".to_owned(),
            )
        };
        Diagnostic::new(Code::YamlSyntax, self.file, place, message).help(help)
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

/// The name most like `name`, if one is like it at all.
#[must_use]
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let name = name.to_lowercase();
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&name, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
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
