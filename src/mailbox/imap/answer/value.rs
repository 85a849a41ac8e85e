//! The values that answers are made of: words, texts in quotes or announced by their length, and lists of values.

use std::borrow::Cow;

/// How deep lists may lie within lists. Nothing that is asked for has more than three levels.
const DEEPEST: usize = 24;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// An atom, with brackets and what stands in them: `BODY[HEADER.FIELDS (DATE)]`.
    Word(&'a [u8]),
    Text(Cow<'a, [u8]>),
    List(Vec<Self>),
}

impl Value<'_> {
    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => std::str::from_utf8(word).ok(),
            _ => None,
        }
    }

    /// A text, or a word in its place.
    pub(super) fn text(&self) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Word(word) => Some(Cow::Borrowed(word)),
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::List(_) => None,
        }
    }

    pub(super) fn number(&self) -> Option<u32> {
        self.long_number()?.try_into().ok()
    }

    pub(super) fn long_number(&self) -> Option<u64> {
        let word = self.word()?;
        if word.bytes().all(|byte| byte.is_ascii_digit()) { word.parse().ok() } else { None }
    }
}

/// Reads values one behind the other.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// What was not read.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// All values up to the end.
    pub(super) fn values(mut self) -> Option<Vec<Value<'a>>> {
        self.several(None, DEEPEST)
    }

    /// All values up to a sign, which is read too.
    pub(super) fn values_to(&mut self, end: u8) -> Option<Vec<Value<'a>>> {
        self.several(Some(end), DEEPEST)
    }

    fn several(&mut self, end: Option<u8>, depth: usize) -> Option<Vec<Value<'a>>> {
        let mut values = Vec::new();
        loop {
            // Some servers write a space too many.
            while let Some(rest) = self.rest.strip_prefix(b" ") {
                self.rest = rest;
            }
            match self.rest.first() {
                first if first.copied() == end => {
                    self.rest = self.rest.get(1..).unwrap_or_default();
                    return Some(values);
                }
                Some(_) => values.push(self.value(end, depth)?),
                None => return None,
            }
        }
    }

    fn value(&mut self, end: Option<u8>, depth: usize) -> Option<Value<'a>> {
        match self.rest {
            [b'(', rest @ ..] => {
                self.rest = rest;
                self.several(Some(b')'), depth.checked_sub(1)?).map(Value::List)
            }
            [b'"', rest @ ..] => {
                self.rest = rest;
                self.quoted().map(Value::Text)
            }
            [b'{', rest @ ..] | [b'~', b'{', rest @ ..] => {
                self.rest = rest;
                self.announced().map(|text| Value::Text(Cow::Borrowed(text)))
            }
            _ => self.word(end).map(Value::Word),
        }
    }

    fn quoted(&mut self) -> Option<Cow<'a, [u8]>> {
        let end = self.rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
        if self.rest[end] == b'"' {
            let text = &self.rest[..end];
            self.rest = &self.rest[end + 1..];
            return is_line(text).then_some(Cow::Borrowed(text));
        }
        let mut text = Vec::new();
        loop {
            let (byte, rest) = match self.rest {
                [b'"', rest @ ..] => {
                    self.rest = rest;
                    return is_line(&text).then_some(Cow::Owned(text));
                }
                [b'\\', byte, rest @ ..] | [byte, rest @ ..] => (*byte, rest),
                [] => return None,
            };
            text.push(byte);
            self.rest = rest;
        }
    }

    fn announced(&mut self) -> Option<&'a [u8]> {
        let end = self.rest.iter().position(|byte| *byte == b'}')?;
        let count: usize = std::str::from_utf8(&self.rest[..end]).ok()?.parse().ok()?;
        let rest = self.rest[end + 1..].strip_prefix(b"\r\n")?;
        let (text, rest) = rest.split_at_checked(count)?;
        self.rest = rest;
        Some(text)
    }

    /// A word within what has that end. Names of folders and keywords may have brackets of any kind.
    fn word(&mut self, end: Option<u8>) -> Option<&'a [u8]> {
        const PART: &[u8] = b"BODY[";
        let has_part = self.rest.get(..PART.len()).is_some_and(|start| start.eq_ignore_ascii_case(PART));
        let is_end =
            |byte: &u8| matches!(byte, b' ' | b'(' | b')' | b'"' | b'\r' | b'\n') || Some(*byte) == end;
        let part = if has_part { self.rest.iter().position(|byte| *byte == b']')? } else { 0 };
        let length = part + self.rest[part..].iter().position(is_end).unwrap_or(self.rest.len() - part);
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        let is_word =
            !word.is_empty() && is_line(word) && !rest.starts_with(b"\r") && !rest.starts_with(b"\n");
        is_word.then_some(word)
    }
}

fn is_line(text: &[u8]) -> bool {
    !text.iter().any(|byte| matches!(byte, b'\r' | b'\n' | 0))
}
