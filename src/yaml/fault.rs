//! What is wrong with a value, as data: [`typed`](super::typed) finds it, [`Yaml`](super::Yaml) reports it.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::diagnostic::Step;
use crate::source::Span;

/// The form that a text has to have, for types that are written as one: a date, an address. Such a type
/// refuses a text with [`Expectation::refuse`], so that what is wrong and what to write instead stay apart, and
/// nothing of the text can be taken for either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expectation {
    /// What the text is not: `day of the calendar`.
    pub name: &'static str,
    /// What to write: ``year, month and day, such as `2026-03-09` ``.
    pub write: &'static str,
}

impl Expectation {
    /// The error of a text that has another form.
    pub fn refuse<E: de::Error>(self, text: &str) -> E {
        E::invalid_value(Unexpected::Str(text), &self)
    }
}

/// Serde hands an expectation on as something to be printed. The usual print is what is wrong, and the
/// alternate one (`{:#}`) what to write.
impl Expected for Expectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() { write!(f, "write {}", self.write) } else { write!(f, "no {}", self.name) }
    }
}

/// What is wrong with a value, and the path to it from the top.
#[derive(Debug)]
pub(super) struct Fault {
    /// The last step first.
    path: Vec<Step>,
    pub(super) what: What,
    /// Whether it is about the key at the end of the path, and not about its value.
    pub(super) is_key: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    UnknownField {
        name: String,
        known: &'static [&'static str],
    },
    UnknownValue {
        name: String,
        known: &'static [&'static str],
    },
    WrongType {
        found: String,
        expected: String,
    },
    Missing(&'static str),
    /// Something else than the group of fields with these names.
    NoGroup {
        found: String,
        known: &'static [&'static str],
    },
    /// A text without quotes that a comment cuts.
    Cut {
        comment: Span,
    },
    /// A text with a comment of HTML in it.
    Remark {
        of: String,
    },
    /// A text of another form than its type has.
    Form {
        message: String,
        help: String,
    },
    /// What a type says of itself.
    Other(String),
}

impl Fault {
    pub(super) fn new(what: What) -> Self {
        Self { path: Vec::new(), what, is_key: false }
    }

    pub(super) fn within(mut self, step: Step) -> Self {
        self.path.push(step);
        self
    }

    /// The fault of a key. For one that is not known the help names the fields of its group.
    pub(super) fn at_key(mut self, key: &str) -> Self {
        if matches!(self.what, What::UnknownField { .. }) {
            return self;
        }
        self.is_key = true;
        self.within(Step::Key(key.to_owned()))
    }

    /// The path from the top.
    pub(super) fn path(&self) -> Vec<Step> {
        self.path.iter().rev().cloned().collect()
    }

    /// How many steps the path has.
    pub(super) fn depth(&self) -> usize {
        self.path.len()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.what)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(What::Other(message.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(What::WrongType { found: describe(found), expected: wanted(expected) })
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let (message, help) = (format!("{expected}"), format!("{expected:#}"));
        match found {
            Unexpected::Str(text) if message != help => {
                Self::new(What::Form { message: format!("`{text}` is {message}"), help })
            }
            found => Self::invalid_type(found, expected),
        }
    }

    fn unknown_variant(name: &str, known: &'static [&'static str]) -> Self {
        Self::new(What::UnknownValue { name: name.to_owned(), known })
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        Self::new(What::UnknownField { name: name.to_owned(), known })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(What::Missing(field))
    }
}

/// What to write in the place of a text with comments, if it is short and each of them ends.
pub(super) fn without_remarks(text: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        let Some((_, behind)) = comment.split_once("-->") else { return String::new() };
        left.push_str(before);
        rest = behind;
    }
    left.push_str(rest);
    let words: Vec<_> = left.split_whitespace().collect();
    match words.join(" ") {
        left if left.is_empty() || left.len() > 60 || text.contains('\n') => String::new(),
        left => format!(" and write `{left}`"),
    }
}

fn describe(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(value) => format!("the number {value}"),
        Unexpected::Signed(value) => format!("the number {value}"),
        Unexpected::Float(value) => format!("the number {value}"),
        Unexpected::Str(_) => "text".to_owned(),
        Unexpected::Unit => "empty".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a group of fields".to_owned(),
        other => other.to_string(),
    }
}

/// What serde calls a type, as a message names it.
fn wanted(expected: &dyn Expected) -> String {
    let expected = expected.to_string();
    let wanted = match expected.as_str() {
        "a string" => "text",
        "a sequence" => "a list, such as `[one, two]`",
        "a map" => "a group of fields",
        "a boolean" => "`true` or `false`",
        "f32" | "f64" => "a number",
        "i8" | "i16" | "i32" | "i64" => "a whole number",
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number, 0 or more",
        other if other.starts_with("struct ") => "a group of fields",
        other => other,
    };
    wanted.to_owned()
}
