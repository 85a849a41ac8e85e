//! A deserializer over a YAML value whose errors keep what was wrong as data, and the way to it.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, Deserializer, Expected, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_yaml::Value;

use crate::diagnostic::Step;

/// What is wrong with a value, and the way to it from the top.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) path: Vec<Step>,
    pub(super) what: What,
}

#[derive(Debug)]
pub(super) enum What {
    UnknownField { name: String, expected: &'static [&'static str] },
    UnknownValue { name: String, expected: &'static [&'static str] },
    WrongType { found: String, expected: String },
    Missing(&'static str),
    Other(String),
}

impl Fault {
    pub(super) fn new(what: What) -> Self {
        Self { path: Vec::new(), what }
    }

    /// The fault that reading `node` as a `T` meets, if any.
    pub(super) fn of<T: DeserializeOwned>(node: &Node<'_>) -> Option<Self> {
        T::deserialize(node).err()
    }

    fn within(mut self, step: Step) -> Self {
        self.path.insert(0, step);
        self
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
        let found = match found {
            Unexpected::Bool(value) => format!("`{value}`"),
            Unexpected::Unsigned(value) => format!("the number {value}"),
            Unexpected::Signed(value) => format!("the number {value}"),
            Unexpected::Float(value) => format!("the number {value}"),
            Unexpected::Str(_) => "text".to_owned(),
            Unexpected::Unit => "empty".to_owned(),
            Unexpected::Seq => "a list".to_owned(),
            Unexpected::Map => "a group of fields".to_owned(),
            other => other.to_string(),
        };
        let expected = expected.to_string();
        let expected = match expected.as_str() {
            "a string" => "text",
            "a sequence" => "a list, such as `[one, two]`",
            "a boolean" => "`true` or `false`",
            "f64" | "i64" | "u64" | "i32" | "u32" => "a number",
            other if other.starts_with("struct ") => "a group of fields",
            other => other,
        };
        Self::new(What::WrongType { found, expected: expected.to_owned() })
    }

    fn unknown_variant(name: &str, expected: &'static [&'static str]) -> Self {
        Self::new(What::UnknownValue { name: name.to_owned(), expected })
    }

    fn unknown_field(name: &str, expected: &'static [&'static str]) -> Self {
        Self::new(What::UnknownField { name: name.to_owned(), expected })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(What::Missing(field))
    }
}

/// A YAML value, or one taken out of its surroundings.
pub(super) enum Node<'v> {
    Value(&'v Value),
    /// A mapping of this one field.
    Field(&'v Value, Box<Node<'v>>),
    /// A list of this one entry.
    Entry(&'v Value),
}

impl<'v> Node<'v> {
    pub(super) fn field(key: &'v Value, value: Node<'v>) -> Self {
        Self::Field(key, Box::new(value))
    }

    pub(super) fn entry(value: &'v Value) -> Self {
        Self::Entry(value)
    }
}

impl<'de> Deserializer<'de> for &Node<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Node::Value(Value::Null) => visitor.visit_unit(),
            Node::Value(Value::Bool(value)) => visitor.visit_bool(*value),
            Node::Value(Value::Number(number)) => match (number.as_u64(), number.as_i64()) {
                (Some(value), _) => visitor.visit_u64(value),
                (_, Some(value)) => visitor.visit_i64(value),
                _ => visitor.visit_f64(number.as_f64().unwrap_or_default()),
            },
            Node::Value(Value::String(text)) => visitor.visit_borrowed_str(text),
            Node::Value(Value::Sequence(entries)) => visitor.visit_seq(Entries { entries, next: 0 }),
            Node::Value(Value::Mapping(mapping)) => {
                let fields = mapping.iter().map(|(key, value)| (key, Node::Value(value))).collect();
                visitor.visit_map(Fields { fields, next: 0 })
            }
            Node::Value(Value::Tagged(_)) => {
                Err(de::Error::custom("a YAML tag; leave out the word that starts with `!`"))
            }
            Node::Field(key, value) => {
                visitor.visit_map(Fields { fields: vec![(*key, value.reborrow())], next: 0 })
            }
            Node::Entry(value) => {
                visitor.visit_seq(Entries { entries: std::slice::from_ref(*value), next: 0 })
            }
        }
    }

    // A number or a word such as `true` is text where text is wanted, as in the direct way.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Node::Value(Value::Number(number)) => visitor.visit_string(number.to_string()),
            Node::Value(Value::Bool(value)) => visitor.visit_str(if *value { "true" } else { "false" }),
            Node::Value(Value::Null) => visitor.visit_str(""),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Node::Value(Value::Null) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    // A field with nothing behind it is an empty list, as in the direct way.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Node::Value(Value::Null) => visitor.visit_seq(Entries { entries: &[], next: 0 }),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self {
            Node::Value(Value::String(text)) => {
                let text: StrDeserializer<'_, Fault> = text.as_str().into_deserializer();
                visitor.visit_enum(text)
            }
            Node::Value(value @ (Value::Bool(_) | Value::Number(_))) => {
                Err(Fault::new(What::UnknownValue { name: describe(value), expected: variants }))
            }
            Node::Value(value) => {
                let expected = format!("one of {}", variants.join(", "));
                Err(Fault::new(What::WrongType { found: describe(value), expected }))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct
        tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'v> Node<'v> {
    fn reborrow(&self) -> Node<'v> {
        match self {
            Node::Value(value) => Node::Value(value),
            Node::Field(key, value) => Node::Field(key, Box::new(value.reborrow())),
            Node::Entry(value) => Node::Entry(value),
        }
    }
}

struct Entries<'v> {
    entries: &'v [Value],
    next: usize,
}

impl<'v> de::SeqAccess<'v> for Entries<'v> {
    type Error = Fault;

    fn next_element_seed<T: de::DeserializeSeed<'v>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some(entry) = self.entries.get(self.next) else {
            return Ok(None);
        };
        self.next += 1;
        let value = seed.deserialize(&Node::Value(entry));
        value.map(Some).map_err(|fault| fault.within(Step::Index(self.next - 1)))
    }
}

struct Fields<'v> {
    fields: Vec<(&'v Value, Node<'v>)>,
    next: usize,
}

impl<'v> de::MapAccess<'v> for Fields<'v> {
    type Error = Fault;

    fn next_key_seed<K: de::DeserializeSeed<'v>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some((key, _)) = self.fields.get(self.next) else {
            return Ok(None);
        };
        self.next += 1;
        seed.deserialize(&Node::Value(key)).map(Some)
    }

    fn next_value_seed<V: de::DeserializeSeed<'v>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let (key, value) = &self.fields[self.next - 1];
        let name = key.as_str().map_or_else(|| describe(key), str::to_owned);
        seed.deserialize(value).map_err(|fault| fault.within(Step::Key(name)))
    }
}

/// A value as a message names it.
pub(super) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "empty".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(_) => "text".to_owned(),
        Value::Sequence(_) => "a list".to_owned(),
        Value::Mapping(_) => "a group of fields".to_owned(),
        Value::Tagged(_) => "a tagged value".to_owned(),
    }
}
