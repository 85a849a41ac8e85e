//! Reads a YAML text into a [`Tree`]: fields and lists by indentation, in brackets, and texts without
//! quotes, in quotes, and as blocks of lines. [`Yaml`](super::Yaml), [`locate`](super::locate) and
//! [`edit`](super::edit) all read through it.
//!
//! What people write in records and settings is read, and comes out as the YAML library would read it:
//! a test holds the two together. What would let a short text say something long or strange is refused
//! with words: anchors and aliases, tags, directives, several documents, keys that are no names.
//!
//! A mistake costs its field and no other: reading goes on with the next line that stands no deeper.

mod astray;
mod flow;
mod line;
mod scalar;

use std::borrow::Cow;
use std::collections::HashMap;

use super::mistake::Mistake;
use super::tree::{Field, Keys, Node, Tree, Value};
use crate::source::Span;

/// How many lists and groups of fields may stand within each other.
pub(super) const DEPTH: usize = 64;

/// The longest name of a field, in bytes: what the YAML library takes.
const KEY: usize = 1024;

type Found<T> = Result<T, (Span, Mistake)>;

/// Reads a whole text.
pub(super) fn read(text: &str) -> Tree<'_> {
    let mut reader = Reader { text, next: 0, line: None, mistakes: Vec::new(), depth: 0, has_begun: false };
    reader.characters();
    if text.starts_with('\u{feff}') {
        reader.next = '\u{feff}'.len_utf8();
    }
    reader.advance();
    let root = reader.root();
    let mut mistakes = reader.mistakes;
    mistakes.sort_by_key(|(span, _)| *span);
    // A line that is passed over may have been looked at before.
    mistakes.dedup();
    Tree { root, mistakes, keys: Keys::default() }
}

struct Reader<'t> {
    text: &'t str,
    /// Where the line behind the current one begins.
    next: usize,
    /// The line that is looked at: one with something else than a comment on it.
    line: Option<Line>,
    mistakes: Vec<(Span, Mistake)>,
    depth: usize,
    /// Whether something has been read, so that `---` begins a second document.
    has_begun: bool,
}

/// A line with something on it. Places are bytes of the text.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    /// The column of what it says, counted from 0. Behind a hyphen it is not the line's own.
    indent: usize,
    /// Where what it says begins.
    content: usize,
    /// Where it ends, without the spaces at its end.
    end: usize,
}

/// A name of a field and the colon behind it.
struct Key<'t> {
    name: Cow<'t, str>,
    span: Span,
    /// Behind the colon.
    end: usize,
}

impl<'t> Reader<'t> {
    /// Records and settings are fields. A list, or something in brackets, is read as what it is, so that
    /// a message can say so; anything else is a field with a mistake.
    fn root(&mut self) -> Node<'t> {
        let Some(line) = self.line else { return Node::empty(0) };
        let root = match self.byte(line.content) {
            _ if self.is_entry(line) => self.list(line.indent),
            Some(b'[' | b'{') => self.value(line.content, line, 0).unwrap_or_else(|mistake| {
                self.mistakes.push(mistake);
                self.next = self.text.len();
                self.line = None;
                Node { span: Span::new(line.content, line.end), value: Value::Broken }
            }),
            _ => self.all_fields(line),
        };
        // What is left stands before the column of the first line, or is no part of its list.
        if let Some(line) = self.line {
            self.mistakes.push(self.no_field(line, None));
        }
        root
    }

    /// The fields of the text, where the first of them may stand deeper than the others, by mistake.
    fn all_fields(&mut self, first: Line) -> Node<'t> {
        let mut root = self.fields(first.indent);
        if let Some(line) = self.line.filter(|line| matches!(self.key(*line), Ok(Some(_)))) {
            let mistake = Mistake::FirstIndented { spaces: first.indent - line.indent };
            self.mistakes.push((Span::new(first.content, first.end), mistake));
            let others = self.fields(line.indent);
            root.span.end = others.span.end;
            if let (Value::Fields(fields), Value::Fields(others)) = (&mut root.value, others.value) {
                fields.extend(others);
                self.once(fields);
            }
        }
        root
    }

    /// The fields whose names begin in that column, the current line's first.
    fn fields(&mut self, indent: usize) -> Node<'t> {
        let start = self.line.map_or(self.next, |line| line.content);
        let mut fields: Vec<Field<'t>> = Vec::with_capacity(8);
        while let Some(line) = self.line.filter(|line| line.indent >= indent) {
            if line.indent > indent {
                self.wrong_column(line, indent, fields.last_mut().map(|field| &mut field.value));
                continue;
            }
            match self.key(line) {
                Ok(Some(key)) => {
                    let value = self.below_key(&key, line).unwrap_or_else(|mistake| {
                        self.mistakes.push(mistake);
                        self.skip(indent);
                        Node { span: Span::new(key.end, line.end), value: Value::Broken }
                    });
                    fields.push(Field { key: key.name, key_span: key.span, value });
                }
                Ok(None) => {
                    self.mistakes.push(self.no_field(line, fields.last()));
                    // What follows is a text below the front matter, or there is nothing more to be sure of.
                    if matches!(self.mistakes.last(), Some((_, Mistake::Fence { .. }))) {
                        self.next = self.text.len();
                        self.line = None;
                        break;
                    }
                    // One message for all the lines of a text.
                    self.skip(indent);
                    while self
                        .line
                        .is_some_and(|line| line.indent == indent && !self.is_meant_as_a_field(line))
                    {
                        self.skip(indent);
                    }
                }
                Err(mistake) => {
                    self.mistakes.push(mistake);
                    self.skip(indent);
                }
            }
        }
        let end = fields.last().map_or(start, |field| field.value.span.end as usize);
        self.once(&mut fields);
        Node { span: Span::new(start, end), value: Value::Fields(fields) }
    }

    /// What stands behind a key, on its line or below it.
    fn below_key(&mut self, key: &Key<'t>, line: Line) -> Found<Node<'t>> {
        let from = self.blanks(key.end, line.end);
        if from < line.end && self.byte(from) != Some(b'#') {
            return self.value(from, line, line.indent + 1);
        }
        self.advance();
        match self.line {
            Some(below) if below.indent > line.indent => self.block(line.indent + 1),
            Some(below) if below.indent == line.indent && self.is_entry(below) => {
                self.deeper(below.content, |reader| Ok(reader.list(below.indent)))
            }
            _ => Ok(Node::cut(key.end, self.hashtag(from, line.end))),
        }
    }

    /// The comment at `from` that may be meant as a value: `#5` with nothing else.
    fn hashtag(&self, from: usize, end: usize) -> Option<Span> {
        (from < end && self.is_hashtag(from)).then(|| Span::new(from, end))
    }

    /// The entries whose hyphens stand in that column, the current line's first.
    fn list(&mut self, indent: usize) -> Node<'t> {
        let start = self.line.map_or(self.next, |line| line.content);
        let mut entries = Vec::with_capacity(4);
        let mut end = start;
        while let Some(line) = self.line.filter(|line| line.indent >= indent) {
            if line.indent > indent {
                self.wrong_column(line, indent, entries.last_mut());
                continue;
            }
            if !self.is_entry(line) {
                break;
            }
            let entry = self.entry(line).unwrap_or_else(|mistake| {
                self.mistakes.push(mistake);
                self.skip(indent);
                Node { span: Span::new(line.content + 1, line.end), value: Value::Broken }
            });
            end = entry.span.end as usize;
            entries.push(entry);
        }
        Node { span: Span::new(start, end), value: Value::List(entries) }
    }

    fn entry(&mut self, line: Line) -> Found<Node<'t>> {
        let line_end = self.break_at(line.content);
        let from = self.blanks(line.content + 1, line_end);
        if self.text[line.content + 1..from].contains('\t') {
            return Err((Span::new(line.start, line_end), Mistake::Tab));
        }
        if from >= line.end || self.byte(from) == Some(b'#') {
            self.advance();
            return match self.line {
                Some(below) if below.indent > line.indent => self.block(line.indent + 1),
                _ => Ok(Node::cut(line.content + 1, self.hashtag(from, line.end))),
            };
        }
        // What follows the hyphen is in a column of its own.
        let inner = Line { indent: line.indent + from - line.content, content: from, ..line };
        if self.is_entry(inner) || self.key(inner)?.is_some() {
            self.line = Some(inner);
            return self.block(inner.indent);
        }
        self.value(from, line, line.indent + 1)
    }

    /// What begins with the current line. A text of several lines goes on as long as they begin in the
    /// column `least` or behind it.
    fn block(&mut self, least: usize) -> Found<Node<'t>> {
        let Some(line) = self.line else { return Ok(Node::empty(self.next)) };
        self.deeper(line.content, |reader| {
            if reader.is_entry(line) {
                Ok(reader.list(line.indent))
            } else if reader.is_meant_as_a_field(line) {
                Ok(reader.fields(line.indent))
            } else {
                reader.value(line.content, line, least)
            }
        })
    }

    /// Reads what is one level deeper.
    fn deeper<T>(&mut self, at: usize, read: impl FnOnce(&mut Self) -> Found<T>) -> Found<T> {
        if self.depth == DEPTH {
            return Err((Span::new(at, self.line_end(at)), Mistake::Depth));
        }
        self.depth += 1;
        let found = read(self);
        self.depth -= 1;
        found
    }

    /// The value that begins at `from` on a line, and goes on for as long as lines begin in the column
    /// `least` or behind it.
    fn value(&mut self, from: usize, line: Line, least: usize) -> Found<Node<'t>> {
        let sign = self.byte(from).unwrap_or_default();
        let node = |start, end, value| Node { span: Span::new(start, end), value };
        let found = match sign {
            b'"' | b'\'' => {
                let (text, end) = self.quoted(from, least)?;
                self.behind(end, Mistake::BehindQuote)?;
                node(from, end, Value::Text(text))
            }
            b'[' | b'{' => {
                let found = self.flow(from, least)?;
                let text = self.text[from..line.end].to_owned();
                self.behind(found.span.end as usize, Mistake::BehindBracket { text })?;
                found
            }
            b'|' | b'>' => {
                let (text, end) = self.lines(from, line.end, least)?;
                node(from, end, Value::Text(text))
            }
            _ => {
                self.begins_plainly(from, line.end)?;
                let (text, end) = self.plain(from, line.end, least)?;
                match self.doubtful_comment(from, end) {
                    Some(comment) => node(from, end, Value::Cut(text, comment)),
                    None => node(from, end, Value::Plain(text)),
                }
            }
        };
        self.advance();
        Ok(found)
    }

    /// Whether a value can begin so without quotes.
    fn begins_plainly(&self, from: usize, end: usize) -> Found<()> {
        let alone = matches!(self.byte(from + 1), None | Some(b' ' | b'\t' | b'\n' | b'\r'));
        let is_sign = match self.byte(from) {
            Some(b'&' | b'*' | b'!' | b'@' | b'`' | b'%' | b',' | b']' | b'}' | b'|' | b'>' | b'#') => true,
            Some(b'-' | b'?' | b':') => alone,
            _ => false,
        };
        if !is_sign {
            return Ok(());
        }
        let text = self.text[from..end].to_owned();
        let sign = text.chars().next().unwrap_or_default();
        Err((Span::new(from, end), Mistake::Sign { sign, text }))
    }

    /// Goes on behind a value that ends there: no more than a comment may follow on its line.
    fn behind(&mut self, end: usize, mistake: Mistake) -> Found<()> {
        let line_end = self.line_end(end);
        let rest = self.blanks(end, line_end);
        if rest < line_end && !(rest > end && self.byte(rest) == Some(b'#')) {
            return Err((Span::new(rest, line_end), mistake));
        }
        self.next = self.line_after(end);
        Ok(())
    }

    /// The name of a field and its colon, if the line begins with them.
    fn key(&self, line: Line) -> Found<Option<Key<'t>>> {
        let (at, text) = (line.content, self.text);
        let bytes = &text.as_bytes()[..line.end];
        let is_end = |at: usize| matches!(bytes.get(at), None | Some(b' ' | b'\t'));
        let key = match bytes[at] {
            b'"' | b'\'' => {
                let Ok((name, end)) = self.quoted(at, usize::MAX) else { return Ok(None) };
                let colon = self.blanks(end, line.end);
                if end > line.end || bytes.get(colon) != Some(&b':') || !is_end(colon + 1) {
                    return Ok(None);
                }
                Key { name, span: Span::new(at, end), end: colon + 1 }
            }
            b'?' if is_end(at + 1) => return Err((Span::new(at, line.end), Mistake::LongKey)),
            b'[' | b'{' | b'|' | b'>' => return Ok(None),
            _ => {
                let mut signs = memchr::memchr2_iter(b':', b'#', &bytes[at..]).map(|sign| at + sign);
                let colon = signs.find(|&sign| match bytes[sign] {
                    b':' => is_end(sign + 1),
                    _ => sign == at || is_end(sign - 1),
                });
                let Some(colon) = colon.filter(|&colon| bytes[colon] == b':') else { return Ok(None) };
                if colon == at {
                    return Err((Span::new(at, line.end), Mistake::NoName));
                }
                self.begins_plainly(at, line.end)?;
                let name = text[at..colon].trim_end_matches([' ', '\t']);
                Key { name: Cow::Borrowed(name), span: Span::new(at, at + name.len()), end: colon + 1 }
            }
        };
        if key.end - at > KEY {
            return Err((key.span, Mistake::NoField));
        }
        Ok(Some(key))
    }

    /// Whether a line is a field, or was meant for one.
    fn is_meant_as_a_field(&self, line: Line) -> bool {
        match self.key(line) {
            Ok(None) => {
                matches!(self.no_field(line, None).1, Mistake::NoSpace { .. } | Mistake::WideColon { .. })
            }
            Ok(Some(_)) | Err(_) => true,
        }
    }

    /// Takes out the fields whose names have come before.
    fn once(&mut self, fields: &mut Vec<Field<'t>>) {
        /// Up to so many, to compare each with each is quicker than to keep a table of them.
        const FEW: usize = 32;
        let is_few = fields.len() <= FEW;
        if is_few && (1..fields.len()).all(|at| fields[..at].iter().all(|other| other.key != fields[at].key))
        {
            return;
        }
        let mut seen: HashMap<Cow<'t, str>, Span> = HashMap::with_capacity(fields.len());
        fields.retain(|field| match seen.get(&field.key) {
            Some(&first) => {
                let key = field.key.to_string();
                self.mistakes.push((field.key_span, Mistake::Twice { key, first }));
                false
            }
            None => {
                seen.insert(field.key.clone(), field.key_span);
                true
            }
        });
    }
}

#[cfg(test)]
mod tests;
