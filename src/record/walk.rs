//! The one walk over the fields of a record. A [`Visitor`] gets every value with the path to it.
//! Nothing is copied: each record of a site passes here several times.

use std::borrow::Cow;

use super::Kind;
use super::field::Field;
use super::value::{Interval, LocalTime, PartialDate};
use crate::config::{Language, Vocabulary};
use crate::diagnostic::{FieldPath, Step};

/// The path to a value of the front matter, held on the stack while a record is walked.
#[derive(Debug, Clone, Copy)]
pub enum At<'a> {
    /// A field of the record itself. At the top of every path.
    Field(&'static Field),
    /// A field of a group.
    Inner(&'a At<'a>, &'static Field),
    /// An entry of a list.
    Entry(&'a At<'a>, usize),
    /// What stands below a key that is not ours, in `extra`.
    Key(&'a At<'a>, &'a str),
}

impl<'a> At<'a> {
    /// The same path in a form that can be kept.
    #[must_use]
    pub fn path(&self) -> FieldPath {
        match self {
            Self::Field(field) => FieldPath::key(field.name),
            Self::Inner(outer, field) => outer.path().then(field.name),
            Self::Entry(outer, index) => outer.path().at(*index),
            Self::Key(outer, key) => outer.path().then(key),
        }
    }

    /// The field of the record that it begins with.
    #[must_use]
    pub fn top(&self) -> &'static Field {
        match self {
            Self::Field(field) => field,
            Self::Inner(outer, _) | Self::Entry(outer, _) | Self::Key(outer, _) => outer.top(),
        }
    }

    /// The last field of the path: of the record, or of a group within it.
    #[must_use]
    pub fn field(&self) -> &'static Field {
        match self {
            Self::Field(field) | Self::Inner(_, field) => field,
            Self::Entry(outer, _) | Self::Key(outer, _) => outer.field(),
        }
    }

    /// The last name of the path: of a field, or a key of `extra`.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        match self {
            Self::Field(field) | Self::Inner(_, field) => Cow::Borrowed(field.name),
            Self::Entry(outer, _) => outer.name(),
            Self::Key(_, key) => Cow::Owned((*key).to_owned()),
        }
    }

    /// Whether every field of the path satisfies `holds`.
    pub fn all(&self, holds: fn(&Field) -> bool) -> bool {
        match self {
            Self::Field(field) => holds(field),
            Self::Inner(outer, field) => holds(field) && outer.all(holds),
            Self::Entry(outer, _) | Self::Key(outer, _) => outer.all(holds),
        }
    }

    fn outer(&self) -> Option<&'a At<'a>> {
        match *self {
            Self::Field(_) => None,
            Self::Inner(outer, _) | Self::Entry(outer, _) | Self::Key(outer, _) => Some(outer),
        }
    }

    /// Whether the value lies at that path or below it.
    pub(super) fn is_below(&self, path: &FieldPath) -> bool {
        self.is(&path.0) || self.outer().is_some_and(|outer| outer.is_below(path))
    }

    fn is(&self, path: &[Step]) -> bool {
        let Some((last, before)) = path.split_last() else { return false };
        let is_last = match (self, last) {
            (Self::Field(field) | Self::Inner(_, field), Step::Key(key)) => field.name == key,
            (Self::Key(_, own), Step::Key(key)) => own == key,
            (Self::Entry(_, own), Step::Index(index)) => own == index,
            _ => false,
        };
        is_last && self.outer().map_or(before.is_empty(), |outer| outer.is(before))
    }
}

/// A value of a record's fields.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'r> {
    /// In the language of the file that it was written in.
    Text(&'r str),
    /// What somebody is called. It has no language.
    Name(&'r str),
    Flag(bool),
    Whole(i64),
    Number(f64),
    Date(PartialDate),
    Time(LocalTime),
    Interval(Interval),
    TimeZone(&'r str),
    /// One of a few.
    Choice(Choice),
    /// Another record.
    Record(Kind, &'r str),
    Term(Vocabulary, &'r str),
    /// A state of the workflow.
    State(&'r str),
    Language(&'r Language),
    /// A file beside the record.
    File(&'r str),
    /// An address on the web.
    Address(&'r str),
    /// An old address of the record on its own site.
    Alias(&'r str),
    /// An item on Wikidata.
    Item(&'r str),
    /// A page on Commons.
    Commons(&'r str),
}

/// A value that is one of a few.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// What it is a value of: the message that names it is `value-OF-NAME`.
    pub of: &'static str,
    pub name: &'static str,
    /// Whether it is a state, which has a colour.
    pub is_state: bool,
}

/// What a value looks like.
#[derive(PartialEq, Debug, Clone)]
pub enum Hint {
    /// Any text.
    Text,
    /// What somebody is called.
    Name,
    /// Such as this, as YAML.
    Example(&'static str),
    /// A list of such.
    List(Box<Hint>),
    /// One of these.
    OneOf(&'static [&'static str]),
    /// The name of the file of such a record, without `.md`.
    FileOf(Kind),
    /// A term of that vocabulary.
    Term(Vocabulary),
    /// A state of the workflow.
    State,
    /// What its author likes.
    Anything,
    /// These fields.
    Fields(&'static [&'static Field]),
}

/// Gets every value of a record.
pub trait Visitor<'r> {
    fn value(&mut self, value: Value<'r>, at: &At<'_>);

    /// A group of fields begins: all until [`close`](Self::close) belongs to it.
    fn open(&mut self, _at: &At<'_>) {}

    fn close(&mut self, _at: &At<'_>) {}
}

/// A type of field.
pub trait Walk {
    /// How front matter writes that there is none.
    const BLANK: &'static str = "";

    /// Gives `visitor` each value within; none where nothing was written.
    fn walk<'r>(&'r self, at: &At<'_>, visitor: &mut dyn Visitor<'r>);

    /// What it looks like.
    fn hint() -> Hint;
}

impl<T: Walk> Walk for Vec<T> {
    const BLANK: &'static str = "[]";

    fn walk<'r>(&'r self, at: &At<'_>, visitor: &mut dyn Visitor<'r>) {
        for (index, entry) in self.iter().enumerate() {
            entry.walk(&At::Entry(at, index), visitor);
        }
    }

    fn hint() -> Hint {
        Hint::List(Box::new(T::hint()))
    }
}

impl<T: Walk> Walk for Option<T> {
    fn walk<'r>(&'r self, at: &At<'_>, visitor: &mut dyn Visitor<'r>) {
        if let Some(value) = self {
            value.walk(at, visitor);
        }
    }

    fn hint() -> Hint {
        T::hint()
    }
}

/// Declares what simple types give a visitor, and what they look like.
macro_rules! walk {
    ($($type:ty => |$value:ident| $tell:expr, $hint:expr;)*) => {
        $(impl $crate::record::Walk for $type {
            fn walk<'r>(
                &'r self,
                at: &$crate::record::At<'_>,
                visitor: &mut dyn $crate::record::Visitor<'r>,
            ) {
                let $value = self;
                visitor.value($tell, at);
            }

            fn hint() -> $crate::record::Hint {
                $hint
            }
        })*
    };
}
pub(super) use walk;

walk! {
    String => |text| Value::Text(text), Hint::Text;
    i64 => |number| Value::Whole(*number), Hint::Example("1");
    f64 => |number| Value::Number(*number), Hint::Example("1");
    Language => |language| Value::Language(language), Hint::Example("en");
}

impl Walk for bool {
    const BLANK: &'static str = "false";

    fn walk<'r>(&'r self, at: &At<'_>, visitor: &mut dyn Visitor<'r>) {
        visitor.value(Value::Flag(*self), at);
    }

    fn hint() -> Hint {
        Hint::OneOf(&["true", "false"])
    }
}

impl Walk for serde_json::Map<String, serde_json::Value> {
    const BLANK: &'static str = "{}";

    fn walk<'r>(&'r self, at: &At<'_>, visitor: &mut dyn Visitor<'r>) {
        visitor.open(at);
        for (key, value) in self {
            value.walk(&At::Key(at, key), visitor);
        }
        visitor.close(at);
    }

    fn hint() -> Hint {
        Hint::Anything
    }
}

impl Walk for serde_json::Value {
    fn walk<'r>(&'r self, at: &At<'_>, visitor: &mut dyn Visitor<'r>) {
        match self {
            Self::Null => {}
            Self::Bool(flag) => visitor.value(Value::Flag(*flag), at),
            Self::Number(number) => match number.as_i64() {
                Some(number) => visitor.value(Value::Whole(number), at),
                None => visitor.value(Value::Number(number.as_f64().unwrap_or_default()), at),
            },
            Self::String(text) => visitor.value(Value::Text(text), at),
            Self::Array(list) => {
                for (index, entry) in list.iter().enumerate() {
                    entry.walk(&At::Entry(at, index), visitor);
                }
            }
            Self::Object(map) => map.walk(at, visitor),
        }
    }

    fn hint() -> Hint {
        Hint::Anything
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::record::{File, Id, Review, Version};
    use crate::source::SitePath;

    const REMARK: &str = "\"a <!-- b --> c\"";

    /// Values of that form, each with a comment in one of its texts.
    fn remarks(hint: &Hint) -> Vec<String> {
        match hint {
            Hint::Text | Hint::Name => vec![REMARK.to_owned()],
            Hint::Anything => vec![format!("{{a: {REMARK}}}"), format!("{{a: [{{b: {REMARK}}}]}}")],
            Hint::List(entry) => remarks(entry).into_iter().map(|value| format!("[{value}]")).collect(),
            Hint::Fields(fields) => {
                let within = |field: &&'static Field| {
                    let values = remarks(&field.hint()).into_iter();
                    values.map(|value| format!("{{{}: {value}}}", field.name)).collect::<Vec<_>>()
                };
                fields.iter().flat_map(within).collect()
            }
            Hint::Example(_) | Hint::OneOf(_) | Hint::FileOf(_) | Hint::Term(_) | Hint::State => Vec::new(),
        }
    }

    /// The errors of a record that holds that line.
    fn errors(kind: Kind, translation: Option<&Language>, line: &str) -> Vec<String> {
        let path = SitePath::new(&format!("content/{}/a.md", kind.folder()));
        let file = File {
            path: &path,
            id: Id { kind, slug: "a".into() },
            translation: translation.cloned(),
            default_language: &Language::default(),
            text: &format!("---\n{line}\n---\n"),
        };
        let (_, faults) = file.parse();
        let errors = faults.iter().filter(|fault| fault.code.severity() == Severity::Error);
        errors.map(|fault| fault.message.clone()).collect()
    }

    #[test]
    fn no_text_of_a_record_holds_a_comment() {
        let swedish = Language::parse("sv").unwrap();
        let mut count = 0;
        for kind in Kind::ALL {
            for field in kind.fields() {
                for value in remarks(&field.hint()) {
                    let line = format!("{}: {value}", field.name);
                    let told = |told: &Vec<String>| {
                        let start = format!("`{}", field.name);
                        told.iter().any(|told| told.starts_with(&start) && told.contains("a comment, `<!--`"))
                    };
                    let found = errors(kind, None, &line);
                    assert!(told(&found), "{kind:?}: {line}: {found:?}");
                    if field.version != Version::Original {
                        let found = errors(kind, Some(&swedish), &line);
                        assert!(!found.is_empty(), "{kind:?}: {line}");
                    }
                    count += 1;
                }
            }
        }
        // Of nine kinds, each with a title, a summary, sources and fields of its own.
        assert!(count > 60, "{count}");
    }

    #[test]
    fn no_text_of_a_review_holds_a_comment() {
        let file = SitePath::new("content/requests/a/reviews/initial-ada.md");
        for value in [
            format!("reason: {REMARK}"),
            format!("conditions: [{REMARK}]"),
            format!("concerns: [{{name: {REMARK}}}]"),
            format!("concerns: [{{name: a, text: {REMARK}}}]"),
            format!("conflict: {REMARK}"),
            format!("withdrawn: {REMARK}"),
            format!("contested: {REMARK}"),
            "reason: |\n  a\n  <!-- b\n  c -->".to_owned(),
            "reason: a <!-- b".to_owned(),
        ] {
            let (_, faults) = Review::parse(&file, "a", "initial-ada", &format!("---\n{value}\n---\n"));
            assert!(
                faults.iter().any(|fault| fault.message.contains("a comment, `<!--`")),
                "{value}: {faults:?}"
            );
        }
    }
}
