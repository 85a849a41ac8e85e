//! The YAML that people write by hand, read quickly: fields and lists by indentation, values on one
//! line, plain or in quotes or in `[…]` and `{…}`, comments on lines of their own. Whatever else a text
//! has (escapes, texts of several lines, anchors, tags, numbers other than decimal ones) is left to
//! the library, and so is every text with a fault. What both read comes out the same; a test holds
//! them together.
//!
//! The library needs about 60 µs for the front matter of a record, which was a fifth of the time that
//! a whole site takes.

use serde::Deserialize;
use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

/// Deeper than any record; the library has a bound of its own.
const DEPTH: usize = 16;

/// The value that `text` holds, if all of it is simple and fits the type.
pub(super) fn read<'t, T: Deserialize<'t>>(text: &'t str) -> Option<T> {
    if !is_printable(text) {
        return None;
    }
    let mut reader = Reader { rest: text, line: None };
    reader.advance();
    let node = reader.mapping(0, 0)?;
    if reader.line.is_some() {
        return None;
    }
    T::deserialize(&node).ok()
}

enum Node<'t> {
    /// Without quotes: the type that is asked for says what it means.
    Plain(&'t str),
    Quoted(&'t str),
    Sequence(Vec<Node<'t>>),
    Mapping(Vec<(&'t str, Node<'t>)>),
}

/// Whether there are no characters but those of which YAML and this reader think alike. Lines end in
/// `\n` alone, and there are no tabs.
fn is_printable(text: &str) -> bool {
    // Without a way out before the end, many bytes are looked at in one step.
    let plain = |byte: u8| byte == b'\n' || (b' '..=b'~').contains(&byte);
    text.bytes().fold(true, |all, byte| all & plain(byte))
        || text.chars().all(|c| match c {
            '\n' | ' '..='~' => true,
            // What may pass for a line's end or for nothing.
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
            c => c >= '\u{a0}',
        })
}

/// A line with something on it.
#[derive(Clone, Copy)]
struct Line<'t> {
    indent: usize,
    /// Without the spaces around it.
    text: &'t str,
}

struct Reader<'t> {
    /// What follows the line.
    rest: &'t str,
    line: Option<Line<'t>>,
}

impl<'t> Reader<'t> {
    /// Goes on to the next line that is neither blank nor a comment.
    fn advance(&mut self) {
        self.line = None;
        while !self.rest.is_empty() && self.line.is_none() {
            let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
            self.rest = rest;
            let text = line.trim_start_matches(' ');
            if !text.is_empty() && !text.starts_with('#') {
                self.line = Some(Line { indent: line.len() - text.len(), text: text.trim_end_matches(' ') });
            }
        }
    }

    /// Fields that begin at that column, the current line's first.
    fn mapping(&mut self, indent: usize, depth: usize) -> Option<Node<'t>> {
        let mut fields = Vec::with_capacity(8);
        while let Some(line) = self.line.filter(|line| line.indent >= indent) {
            if line.indent > indent || depth > DEPTH {
                return None;
            }
            let (key, value) = field(line.text)?;
            let value = if value.is_empty() {
                self.advance();
                self.below(indent, depth)?
            } else {
                self.value(value, indent)?
            };
            fields.push((key, value));
        }
        Some(Node::Mapping(fields))
    }

    /// What stands below a field without a value on its line.
    fn below(&mut self, indent: usize, depth: usize) -> Option<Node<'t>> {
        match self.line {
            Some(line) if line.text.starts_with("- ") && line.indent >= indent => {
                self.sequence(line.indent, depth + 1)
            }
            Some(line) if line.indent > indent => self.mapping(line.indent, depth + 1),
            _ => Some(Node::Plain("")),
        }
    }

    /// Entries whose hyphens stand at that column, the current line's first.
    fn sequence(&mut self, indent: usize, depth: usize) -> Option<Node<'t>> {
        let mut entries = Vec::with_capacity(4);
        while let Some(line) = self.line.filter(|line| line.indent >= indent) {
            if line.indent > indent || depth > DEPTH {
                return None;
            }
            let Some(rest) = line.text.strip_prefix("- ") else {
                break;
            };
            let text = rest.trim_start_matches(' ');
            entries.push(if field(text).is_some() {
                let indent = indent + line.text.len() - text.len();
                self.line = Some(Line { indent, text });
                self.mapping(indent, depth + 1)?
            } else {
                self.value(text, indent)?
            });
        }
        Some(Node::Sequence(entries))
    }

    /// A value that ends with its line; the next line may not go on with it.
    fn value(&mut self, text: &'t str, indent: usize) -> Option<Node<'t>> {
        let node = match text.as_bytes().first()? {
            b'"' => Node::Quoted(quoted(text, '"')?),
            b'\'' => Node::Quoted(quoted(text, '\'')?),
            b'[' | b'{' => {
                let mut flow = Flow { rest: text };
                let node = flow.node(0)?;
                if !flow.rest.is_empty() {
                    return None;
                }
                node
            }
            _ => {
                let plain = begins_plainly(text)
                    && !text.ends_with(':')
                    && !text.contains(": ")
                    && !text.contains(" #");
                Node::Plain(plain.then_some(text)?)
            }
        };
        self.advance();
        self.line.is_none_or(|line| line.indent <= indent).then_some(node)
    }
}

/// Lists and fields in brackets, on one line.
struct Flow<'t> {
    rest: &'t str,
}

impl<'t> Flow<'t> {
    fn node(&mut self, depth: usize) -> Option<Node<'t>> {
        if depth > DEPTH {
            return None;
        }
        match self.rest.as_bytes().first()? {
            b'[' => {
                let mut entries = Vec::with_capacity(4);
                self.list(']', |flow| {
                    entries.push(flow.node(depth + 1)?);
                    Some(())
                })?;
                Some(Node::Sequence(entries))
            }
            b'{' => {
                let mut fields = Vec::with_capacity(8);
                self.list('}', |flow| {
                    let (key, rest) = key(flow.rest)?;
                    flow.rest = rest.strip_prefix(": ")?.trim_start_matches(' ');
                    fields.push((key, flow.node(depth + 1)?));
                    Some(())
                })?;
                Some(Node::Mapping(fields))
            }
            quote @ (b'"' | b'\'') => {
                let length = self.rest[1..].find(char::from(*quote))? + 2;
                let (text, rest) = self.rest.split_at(length);
                self.rest = rest;
                // Two quotes in a row are an escape.
                (!rest.starts_with(char::from(*quote))).then_some(())?;
                Some(Node::Quoted(quoted(text, char::from(*quote))?))
            }
            _ => {
                let end = self.rest.find([',', ']', '}'])?;
                let (text, rest) = self.rest.split_at(end);
                self.rest = rest;
                let text = text.trim_end_matches(' ');
                let plain = begins_plainly(text) && !text.contains(['[', '{', ':', '#', '?']);
                Some(Node::Plain(plain.then_some(text)?))
            }
        }
    }

    /// Reads `item, item` up to the end, from the bracket that begins it.
    fn list(&mut self, end: char, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.rest = self.rest[1..].trim_start_matches(' ');
        if let Some(rest) = self.rest.strip_prefix(end) {
            self.rest = rest;
            return Some(());
        }
        loop {
            item(self)?;
            let rest = self.rest.trim_start_matches(' ');
            if let Some(rest) = rest.strip_prefix(end) {
                self.rest = rest;
                return Some(());
            }
            self.rest = rest.strip_prefix(',')?.trim_start_matches(' ');
        }
    }
}

/// The name of a field and what stands behind it on the line.
fn field(line: &str) -> Option<(&str, &str)> {
    let (key, rest) = key(line)?;
    let rest = rest.strip_prefix(':')?;
    let value = rest.trim_start_matches(' ');
    (value.is_empty() || value.len() < rest.len()).then_some((key, value))
}

/// The name that a text begins with, and what follows: letters, digits, `_`, `-` and `.`, in quotes
/// or not.
fn key(text: &str) -> Option<(&str, &str)> {
    let start = text.strip_prefix('"').unwrap_or(text);
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let (key, rest) = start.split_at(start.bytes().take_while(name).count());
    let rest = if start.len() < text.len() { rest.strip_prefix('"')? } else { rest };
    (key.starts_with(|first: char| first.is_ascii_alphabetic()) && key.len() <= 100).then_some((key, rest))
}

/// A text in quotes that has neither quotes nor escapes of its own.
fn quoted(text: &str, quote: char) -> Option<&str> {
    let text = text.strip_prefix(quote)?.strip_suffix(quote)?;
    (!text.contains([quote, '\\'])).then_some(text)
}

/// Whether a plain text begins with nothing that could be a sign of YAML.
fn begins_plainly(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric() || !c.is_ascii() || matches!(c, '(' | '/' | '_'))
}

/// A decimal number as everybody writes it; the others are left to the library.
fn is_decimal(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or_default();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (whole == "0" || !whole.starts_with('0')) && text.len() < 16 && text.splitn(2, '.').all(digits)
}

/// Methods that read a decimal number, with what they tell the visitor.
macro_rules! numbers {
    ($($method:ident $visit:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self {
                Node::Plain(text) if is_decimal(text) => visitor.$visit(text.parse().map_err(|_| left())?),
                _ => Err(left()),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for &Node<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Node::Quoted(text) => visitor.visit_borrowed_str(text),
            Node::Sequence(entries) => {
                let mut entries = SeqDeserializer::new(entries.iter());
                let value = visitor.visit_seq(&mut entries)?;
                entries.end().map(|()| value)
            }
            Node::Mapping(fields) => {
                let mut fields = MapDeserializer::new(fields.iter().map(|(key, value)| (*key, value)));
                let value = visitor.visit_map(&mut fields)?;
                fields.end().map(|()| value)
            }
            Node::Plain("" | "null" | "Null" | "NULL") => visitor.visit_unit(),
            Node::Plain("true" | "True" | "TRUE") => visitor.visit_bool(true),
            Node::Plain("false" | "False" | "FALSE") => visitor.visit_bool(false),
            Node::Plain(text) if text.starts_with(|c: char| c.is_ascii_digit()) => Err(left()),
            Node::Plain(text) => visitor.visit_borrowed_str(text),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Node::Plain(_) => self.deserialize_any(visitor),
            _ => Err(left()),
        }
    }

    numbers! {
        deserialize_i8 visit_i64 deserialize_i16 visit_i64 deserialize_i32 visit_i64 deserialize_i64 visit_i64
        deserialize_u8 visit_u64 deserialize_u16 visit_u64 deserialize_u32 visit_u64 deserialize_u64 visit_u64
        deserialize_f32 visit_f64 deserialize_f64 visit_f64
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Node::Plain(text) | Node::Quoted(text) => visitor.visit_borrowed_str(text),
            _ => Err(left()),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Node::Plain("" | "null" | "Null" | "NULL") => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Node::Sequence(_) => self.deserialize_any(visitor),
            _ => Err(left()),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Node::Mapping(_) => self.deserialize_any(visitor),
            _ => Err(left()),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Node::Plain(text) | Node::Quoted(text) => visitor.visit_enum((*text).into_deserializer()),
            _ => Err(left()),
        }
    }

    forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct ignored_any
    }
}

impl<'t> IntoDeserializer<'t, Error> for &Node<'t> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// What is left to the library.
fn left() -> Error {
    Error::custom("not simple")
}

#[cfg(test)]
mod tests;
