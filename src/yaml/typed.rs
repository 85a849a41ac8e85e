//! Values of a [`Tree`](super::tree::Tree) as the types that are asked for. A fault keeps what was wrong
//! as data, and the path to it.
//!
//! What a text without quotes stands for is the YAML library's word: it reads the numbers. The usual
//! ones, decimal and of few digits, are read here, since most are, and the library takes longer.

use std::ops::Range;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::fault::{Fault, What};
use super::tree::{Field, Node, Value};
use crate::diagnostic::Step;

/// A node, or the part of it that is looked at.
#[derive(Clone, Copy)]
pub(super) struct Typed<'v, 't> {
    node: &'v Node<'t>,
    /// The path to the one value that is looked at, as if there were no others beside it: its number
    /// among its neighbours, level by level. Empty for all values.
    way: &'v [usize],
}

/// Reads a node, or what lies at the end of that path, as a `T`.
pub(super) fn read<'v, T: de::Deserialize<'v>>(node: &'v Node<'_>, way: &'v [usize]) -> Result<T, Fault> {
    T::deserialize(Typed { node, way })
}

impl<'v> Typed<'v, '_> {
    /// Which of so many values are looked at.
    fn shown(self, values: usize) -> Range<usize> {
        self.way.first().map_or(0..values, |&at| at..(at + 1).min(values))
    }

    fn within(self) -> &'v [usize] {
        self.way.get(1..).unwrap_or_default()
    }

    /// The plain text, if it is one.
    fn plain(self) -> Option<&'v str> {
        match &self.node.value {
            Value::Plain(text) | Value::Cut(text, _) => Some(text),
            _ => None,
        }
    }

    /// Refuses a text that a comment cuts, for where any text goes, so that the rest of it may be meant; and
    /// one with a comment of HTML in it. A body is published without those, and a text of a field as it stands.
    fn whole(self) -> Result<(), Fault> {
        match &self.node.value {
            Value::Cut(_, comment) => Err(Fault::new(What::Cut { comment: *comment })),
            Value::Plain(text) | Value::Text(text) if text.contains("<!--") => {
                Err(Fault::new(What::Remark { of: text.to_string() }))
            }
            _ => Ok(()),
        }
    }

    /// The value as what it is.
    fn any<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault>
    where
        'v: 'de,
    {
        match &self.node.value {
            Value::Text(text) => visitor.visit_borrowed_str(text),
            Value::Plain(text) | Value::Cut(text, _) => match &**text {
                text if is_null(text) => visitor.visit_unit(),
                "true" | "True" | "TRUE" => visitor.visit_bool(true),
                "false" | "False" | "FALSE" => visitor.visit_bool(false),
                text if !is_like_a_number(text) => visitor.visit_borrowed_str(text),
                text => match text.parse::<serde_yaml::Number>() {
                    Ok(number) => match (number.as_u64(), number.as_i64()) {
                        (Some(value), _) => visitor.visit_u64(value),
                        (_, Some(value)) => visitor.visit_i64(value),
                        _ => visitor.visit_f64(number.as_f64().unwrap_or_default()),
                    },
                    Err(_) => visitor.visit_borrowed_str(text),
                },
            },
            Value::List(entries) => {
                visitor.visit_seq(Entries { entries, shown: self.shown(entries.len()), way: self.within() })
            }
            Value::Fields(fields) => {
                let shown = self.shown(fields.len());
                visitor.visit_map(Fields { fields, shown, way: self.within(), current: None })
            }
            // Nothing asks for it: lists and fields pass over what is broken.
            Value::Broken => visitor.visit_unit(),
        }
    }

    /// A number, where one is asked for and written.
    fn number<T: std::str::FromStr + DeserializeOwned>(self) -> Option<T> {
        let text = self.plain()?;
        if is_decimal(text) { text.parse().ok() } else { library(text) }
    }
}

/// What the library reads from a plain text as a number of that type, if it is one.
fn library<T: DeserializeOwned>(text: &str) -> Option<T> {
    (is_like_a_number(text) && !text.contains('\n')).then(|| serde_yaml::from_str(text).ok())?
}

fn is_like_a_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'))
}

/// A decimal number as everybody writes it.
fn is_decimal(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or_default();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (whole == "0" || !whole.starts_with('0')) && text.len() < 16 && text.splitn(2, '.').all(digits)
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// Methods that read a number, with the method of the visitor that they call. What is no number is passed on as what it is.
macro_rules! numbers {
    ($($method:ident $visit:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.number() {
                Some(number) => visitor.$visit(number),
                None => self.any(visitor),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Typed<'de, '_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.whole()?;
        self.any(visitor)
    }

    // A number or a word such as `true` is a text where a text is wanted.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.plain() {
            Some(text) => visitor.visit_borrowed_str(text),
            None => self.any(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.any(visitor)
    }

    // Types that are written as a text of some form read it with the method above: a date that a comment
    // follows has lost nothing.
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.whole()?;
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    numbers! {
        deserialize_i8 visit_i64 deserialize_i16 visit_i64 deserialize_i32 visit_i64 deserialize_i64 visit_i64
        deserialize_u8 visit_u64 deserialize_u16 visit_u64 deserialize_u32 visit_u64 deserialize_u64 visit_u64
        deserialize_f32 visit_f64 deserialize_f64 visit_f64
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.plain() {
            Some("") => self.whole().and_then(|()| visitor.visit_none()),
            Some(text) if is_null(text) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    // A field with nothing behind it is an empty list, and a group without fields.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.plain() {
            Some("") => {
                self.whole()?;
                visitor.visit_seq(Entries { entries: &[], shown: 0..0, way: &[] })
            }
            _ => self.any(visitor),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.plain() {
            Some("") => {
                self.whole()?;
                visitor.visit_map(Fields { fields: &[], shown: 0..0, way: &[], current: None })
            }
            // Serde would take the entries for the fields in their order.
            None if matches!(self.node.value, Value::List(_)) => {
                Err(de::Error::invalid_type(de::Unexpected::Seq, &visitor))
            }
            _ => self.any(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match &self.node.value {
            Value::Fields(_) => self.any(visitor),
            _ if self.plain() == Some("") => self.deserialize_map(visitor),
            _ => Err(Fault::new(What::NoGroup { found: self.node.describe(), known })),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match &self.node.value {
            Value::Plain(text) | Value::Cut(text, _) | Value::Text(text) if !text.is_empty() => {
                let text: StrDeserializer<'_, Fault> = (**text).into_deserializer();
                visitor.visit_enum(text)
            }
            _ => {
                let expected = format!("one of {}", variants.join(", "));
                Err(Fault::new(What::WrongType { found: self.node.describe(), expected }))
            }
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

impl Node<'_> {
    /// The value as a message names it.
    pub(super) fn describe(&self) -> String {
        let what = match &self.value {
            Value::Plain(text) if is_null(text) => "empty",
            Value::Plain(_) | Value::Cut(..) | Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Fields(_) => "a group of fields",
            Value::Broken => "nothing that can be read",
        };
        what.to_owned()
    }
}

struct Entries<'v, 't> {
    entries: &'v [Node<'t>],
    shown: Range<usize>,
    way: &'v [usize],
}

impl<'v> de::SeqAccess<'v> for Entries<'v, '_> {
    type Error = Fault;

    fn next_element_seed<T: de::DeserializeSeed<'v>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some(at) = self.shown.find(|&at| !matches!(self.entries[at].value, Value::Broken)) else {
            return Ok(None);
        };
        let value = seed.deserialize(Typed { node: &self.entries[at], way: self.way });
        value.map(Some).map_err(|fault| fault.within(Step::Index(at)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.shown.len())
    }
}

struct Fields<'v, 't> {
    fields: &'v [Field<'t>],
    shown: Range<usize>,
    way: &'v [usize],
    /// The field whose value comes next.
    current: Option<&'v Field<'t>>,
}

impl<'v> de::MapAccess<'v> for Fields<'v, '_> {
    type Error = Fault;

    fn next_key_seed<K: de::DeserializeSeed<'v>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let next = self.shown.find(|&at| !matches!(self.fields[at].value.value, Value::Broken));
        let Some(field) = next.map(|at| &self.fields[at]) else {
            return Ok(None);
        };
        self.current = Some(field);
        let key: de::value::BorrowedStrDeserializer<'v, Fault> =
            de::value::BorrowedStrDeserializer::new(&field.key);
        seed.deserialize(key).map(Some).map_err(|fault| fault.at_key(&field.key))
    }

    fn next_value_seed<V: de::DeserializeSeed<'v>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let Some(field) = self.current.take() else {
            return Err(de::Error::custom("a value was asked for before its key"));
        };
        let value = seed.deserialize(Typed { node: &field.value, way: self.way });
        value.map_err(|fault| fault.within(Step::Key(field.key.to_string())))
    }
}

#[cfg(test)]
mod tests;
