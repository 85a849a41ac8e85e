//! Lists and fields in brackets, on one line or on several.

use std::borrow::Cow;

use super::scalar::fold;
use super::{Found, KEY, Reader};
use crate::source::Span;
use crate::yaml::mistake::Mistake;
use crate::yaml::tree::{Field, Node, Value};

impl<'t> Reader<'t> {
    /// The list or the fields whose bracket stands at `open`.
    pub(super) fn flow(&mut self, open: usize, least: usize) -> Found<Node<'t>> {
        // The placeholder of a template: no fields have a group for their name.
        if self.text[open..].starts_with("{{") {
            let end = self.line_end(open);
            let text = self.text[open..end].to_owned();
            return Err((Span::new(open, end), Mistake::Sign { sign: '{', text }));
        }
        self.deeper(open, |reader| {
            Flow { open, at: open + 1, least, entry: open + 1, comment: None, reader }.collection()
        })
    }
}

struct Flow<'r, 't> {
    /// The bracket of the collection that is read.
    open: usize,
    at: usize,
    least: usize,
    /// Where the last value begins.
    entry: usize,
    /// The first comment within the brackets: where its `#` stands.
    comment: Option<usize>,
    reader: &'r mut Reader<'t>,
}

impl<'t> Flow<'_, 't> {
    /// From behind the first bracket to behind the last.
    fn collection(mut self) -> Found<Node<'t>> {
        let is_fields = self.reader.byte(self.open) == Some(b'{');
        let close = if is_fields { b'}' } else { b']' };
        let mut fields = Vec::new();
        let mut entries = Vec::new();
        loop {
            if self.sign()? == close {
                break;
            }
            let item = self.node()?;
            if is_fields {
                fields.push(self.field(item)?);
            } else if self.is_colon(&item) {
                // `[name: value]` is a list of fields.
                let start = item.span.start as usize;
                let field = self.field(item)?;
                let end = field.value.span.end as usize;
                entries.push(Node { span: Span::new(start, end), value: Value::Fields(vec![field]) });
            } else {
                entries.push(item);
            }
            match self.sign()? {
                b',' => self.at += 1,
                sign if sign == close => break,
                _ => return Err(self.mistake()),
            }
        }
        let span = Span::new(self.open, self.at + 1);
        let value = if is_fields {
            self.reader.once(&mut fields);
            Value::Fields(fields)
        } else {
            Value::List(entries)
        };
        Ok(Node { span, value })
    }

    /// The next sign that is no space, no line's end and no comment.
    fn sign(&mut self) -> Found<u8> {
        loop {
            let text = self.reader.text;
            let after = self.reader.blanks(self.at, text.len());
            let is_apart = after > self.at || text[..after].ends_with('\n');
            match self.reader.byte(after) {
                Some(b'#') if is_apart => {
                    self.comment.get_or_insert(after);
                    self.at = self.reader.break_at(after);
                }
                Some(b'\n' | b'\r') => {
                    self.at = self.reader.line_after(after);
                    self.goes_on(self.at)?;
                }
                Some(sign) => {
                    self.at = after;
                    return Ok(sign);
                }
                None => return Err(self.unclosed()),
            }
        }
    }

    /// Whether the brackets can go on with the line that begins at `start`.
    fn goes_on(&self, start: usize) -> Found<()> {
        let content = start + self.reader.spaces(start);
        if self.reader.byte(content) == Some(b'\t') {
            return Err((Span::new(start, self.reader.break_at(start)), Mistake::Tab));
        }
        let is_blank = start < self.reader.text.len() && self.reader.line_end(start) == start;
        if is_blank || self.reader.goes_on(start, self.least) { Ok(()) } else { Err(self.unclosed()) }
    }

    fn unclosed(&self) -> (Span, Mistake) {
        let (bracket, close) =
            if self.reader.byte(self.open) == Some(b'{') { ('{', '}') } else { ('[', ']') };
        if let Some(sign) = self.comment
            && let end = self.reader.line_end(sign)
            && let Some(length) = self.reader.text[sign..end].find([',', close])
            && self.reader.text[sign..end].contains(close)
        {
            let entry = self.reader.text[self.entry..sign + length].trim_end().to_owned();
            return (Span::new(sign, end), Mistake::Commented { bracket, entry });
        }
        (Span::new(self.open, self.reader.line_end(self.open)), Mistake::Bracket(bracket))
    }

    fn mistake(&self) -> (Span, Mistake) {
        (Span::new(self.at, self.reader.line_end(self.at).max(self.at)), Mistake::Comma)
    }

    /// A value: in brackets, in quotes, or plain.
    fn node(&mut self) -> Found<Node<'t>> {
        let start = self.at;
        if self.comment.is_none() {
            self.entry = start;
        }
        let (end, value) = match self.reader.byte(start) {
            Some(b'[' | b'{') => {
                let node = self.reader.flow(start, self.least)?;
                self.at = node.span.end as usize;
                return Ok(node);
            }
            Some(b'"' | b'\'') => {
                let (text, end) = self.reader.quoted(start, self.least)?;
                (end, Value::Text(text))
            }
            Some(b',' | b']' | b'}') => return Err(self.mistake()),
            _ => {
                let (text, end) = self.plain()?;
                match self.reader.doubtful_comment(start, end) {
                    Some(comment) => (end, Value::Cut(text, comment)),
                    None => (end, Value::Plain(text)),
                }
            }
        };
        self.at = end;
        Ok(Node { span: Span::new(start, end), value })
    }

    fn plain(&mut self) -> Found<(Cow<'t, str>, usize)> {
        let start = self.at;
        let end_of_line = self.reader.line_end(start);
        // What ends the value; its first sign may be one of these.
        let mut signs = self.reader.text[start..end_of_line].char_indices().skip(1);
        let length = signs.find(|(_, sign)| matches!(sign, ',' | ']' | '}')).map(|(at, _)| at);
        let value_end = length.map_or(end_of_line, |length| start + length);
        self.reader.begins_plainly(start, value_end)?;
        let sign = matches!(self.reader.byte(start), Some(b'?' | b':'));
        let alone = matches!(self.reader.byte(start), Some(b'-'))
            && matches!(self.reader.byte(start + 1), Some(b',' | b'[' | b']' | b'{' | b'}'));
        if sign || alone {
            let text = self.reader.text[start..value_end].to_owned();
            let sign = text.chars().next().unwrap_or_default();
            return Err((Span::new(start, value_end), Mistake::Sign { sign, text }));
        }
        let mut end = self.part(start)?;
        let mut text = Cow::Borrowed(&self.reader.text[start..end]);
        // A text goes on with the next line unless that begins with a sign of its own.
        loop {
            let rest = self.reader.blanks(end, self.reader.text.len());
            if !matches!(self.reader.byte(rest), Some(b'\n' | b'\r')) {
                break;
            }
            let mut line = self.reader.line_after(rest);
            let mut breaks = 0;
            self.goes_on(line)?;
            while line < self.reader.text.len() && self.reader.line_end(line) == line {
                breaks += 1;
                line = self.reader.line_after(line);
                self.goes_on(line)?;
            }
            let content = line + self.reader.spaces(line);
            if matches!(
                self.reader.byte(content),
                None | Some(b'#' | b',' | b'[' | b']' | b'{' | b'}' | b':')
            ) {
                break;
            }
            self.reader.no_hyphen(content)?;
            end = self.part(content)?;
            fold(text.to_mut(), breaks);
            text.to_mut().push_str(&self.reader.text[content..end]);
        }
        Ok((text, end))
    }

    /// Where the part of a plain text on one line ends.
    fn part(&self, from: usize) -> Found<usize> {
        let bytes = self.reader.text.as_bytes();
        let line = self.reader.line_end(from);
        let mut end = from;
        while end < line {
            match bytes[end] {
                b',' | b'[' | b']' | b'{' | b'}' => break,
                b':' if end + 1 >= line || matches!(bytes[end + 1], b' ' | b'\t') => break,
                b':' if matches!(bytes[end + 1], b',' | b'?' | b'[' | b']' | b'{' | b'}') => {
                    return Err((Span::new(end, line), Mistake::Comma));
                }
                b'#' if matches!(bytes[end - 1], b' ' | b'\t') => break,
                _ => end += 1,
            }
        }
        Ok(from + self.reader.text[from..end].trim_end_matches([' ', '\t']).len())
    }

    /// Whether the colon of a field stands behind a value, on the same line.
    fn is_colon(&self, name: &Node<'t>) -> bool {
        let colon = self.reader.blanks(self.at, self.reader.text.len());
        let is_apart = matches!(
            self.reader.byte(colon + 1),
            None | Some(b' ' | b'\t' | b'\n' | b'\r' | b',' | b']' | b'}')
        );
        self.reader.byte(colon) == Some(b':') && (is_apart || matches!(name.value, Value::Text(_)))
    }

    /// A field from its name on.
    fn field(&mut self, name: Node<'t>) -> Found<Field<'t>> {
        let has_colon = self.is_colon(&name);
        let (start, end) = (name.span.start as usize, name.span.end as usize);
        let is_one_line = !self.reader.text[start..end].contains('\n');
        let (Value::Plain(key) | Value::Cut(key, _) | Value::Text(key)) = name.value else {
            return Err(self.mistake());
        };
        if !is_one_line || key.is_empty() || end - start > KEY {
            return Err((Span::new(start, self.reader.line_end(start)), Mistake::Comma));
        }
        let mut value = Node::empty(end);
        if has_colon {
            self.at = self.reader.blanks(self.at, self.reader.text.len()) + 1;
            value = Node::empty(self.at);
            if !matches!(self.sign()?, b',' | b']' | b'}') {
                value = self.node()?;
            }
        } else if let Some((name, rest)) = key.split_once(':')
            && !rest.starts_with("//")
        {
            let name = name.to_owned();
            return Err((Span::new(start, end), Mistake::NoSpace { name }));
        }
        Ok(Field { key, key_span: name.span, value })
    }
}
