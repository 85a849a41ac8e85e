//! A line of thought (a paragraph, a heading, a cell) as Markdown, put together from pieces of text and marks as a
//! document has them. [`Writer`](super::writer::Writer) has one under way.
//!
//! Documents set a mark around a space, or let two marks cross. Markdown knows neither: spaces move out of the
//! marks, marks that cross are closed and opened again, and one that Markdown would take for plain signs is left
//! out and counted.

use std::mem::take;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::config::is_web_address;
use crate::desk::markdown;

/// What would end an address in Markdown, or what `https:` addresses do not have.
const IN_ADDRESS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A way to set some words apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Strong,
    Emphasis,
    Struck,
    Above,
    Below,
}

impl Mark {
    fn signs(self) -> (&'static str, &'static str) {
        match self {
            Self::Strong => ("**", "**"),
            Self::Emphasis => ("*", "*"),
            Self::Struck => ("~~", "~~"),
            Self::Above => ("<sup>", "</sup>"),
            Self::Below => ("<sub>", "</sub>"),
        }
    }

    /// Whether its signs mean something only where words begin and end.
    fn needs_words(self) -> bool {
        matches!(self, Self::Strong | Self::Emphasis | Self::Struck)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Open {
    Mark(Mark),
    /// A link, with where it leads.
    Link(String),
}

/// What is open and has its sign in the text.
#[derive(Debug)]
struct Written {
    open: Open,
    /// Where the sign stands.
    at: usize,
    /// It has no sign after all.
    is_lost: bool,
}

/// The mark that was closed last, as long as nothing stands behind it.
#[derive(Debug, Clone, Copy)]
struct Closed {
    mark: Mark,
    /// Where it was opened, and where its text ends.
    at: usize,
    end: usize,
}

#[derive(Debug, Default)]
pub(super) struct Line {
    out: String,
    /// Text that has come since the last mark, as it is.
    text: String,
    written: Vec<Written>,
    /// What is open, and gets its sign with the next word.
    waiting: Vec<Open>,
    /// Marks that are closed with the link that they cross.
    deferred: Vec<Mark>,
    space: bool,
    line_break: bool,
    closed: Option<Closed>,
    /// In a cell of a table a `|` would end it, and a line break is a tag.
    pub(super) in_cell: bool,
    /// The text without any marks.
    plain: String,
    /// The links that it has.
    links: Vec<String>,
    lost: usize,
}

/// A line that is whole.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Finished {
    pub(super) markdown: String,
    /// The text without any marks.
    pub(super) plain: String,
    /// Where its links lead.
    pub(super) links: Vec<String>,
    /// How many marks it could not show.
    pub(super) lost: usize,
}

impl Line {
    pub(super) fn is_empty(&self) -> bool {
        self.out.is_empty() && self.text.trim().is_empty()
    }

    /// How much has been written, in bytes.
    pub(super) fn len(&self) -> usize {
        self.out.len() + self.text.len()
    }

    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A piece of Markdown that stands for itself.
    pub(super) fn markdown(&mut self, markdown: &str) {
        self.flush();
        if let Some(first) = markdown.chars().next() {
            self.put(markdown, first);
        }
    }

    pub(super) fn code(&mut self, code: &str) {
        let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
        if code.is_empty() {
            return;
        }
        self.flush();
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest + 1);
        let space = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        let written = if self.in_cell { code.replace('|', "\\|") } else { code.clone() };
        self.put(&format!("{fence}{space}{written}{space}{fence}"), '`');
        self.plain.push_str(&code);
    }

    pub(super) fn line_break(&mut self) {
        self.flush();
        self.line_break |= !self.out.is_empty();
    }

    pub(super) fn is_open(&self, mark: Mark) -> bool {
        let is = |open: &Open| *open == Open::Mark(mark);
        self.waiting.iter().any(is) || self.written.iter().any(|written| is(&written.open))
    }

    pub(super) fn open(&mut self, mark: Mark) {
        self.flush();
        if self.is_open(mark) {
            return;
        }
        // What is closed and opened again at once was never closed.
        if let Some(closed) =
            self.closed.filter(|closed| closed.mark == mark && !self.space && !self.line_break)
            && self.waiting.is_empty()
        {
            self.out.truncate(closed.end);
            self.written.push(Written { open: Open::Mark(mark), at: closed.at, is_lost: false });
            self.closed = None;
            return;
        }
        self.waiting.push(Open::Mark(mark));
    }

    pub(super) fn close(&mut self, mark: Mark) {
        self.flush();
        if let Some(at) = self.waiting.iter().rposition(|open| *open == Open::Mark(mark)) {
            self.waiting.remove(at);
            return;
        }
        let Some(at) = self.written.iter().rposition(|written| written.open == Open::Mark(mark)) else {
            return;
        };
        if self.written[at..].iter().any(|written| matches!(written.open, Open::Link(_))) {
            self.deferred.push(mark);
            return;
        }
        let crossed = self.written.split_off(at + 1);
        for written in crossed.iter().rev() {
            self.write_end(written);
        }
        if let Some(written) = self.written.pop() {
            self.write_end(&written);
        }
        for (at, written) in crossed.into_iter().enumerate() {
            self.waiting.insert(at, written.open);
        }
    }

    pub(super) fn open_link(&mut self, address: &str) {
        self.close_link();
        self.flush();
        self.waiting.push(Open::Link(address.to_owned()));
    }

    pub(super) fn close_link(&mut self) {
        self.flush();
        if let Some(at) = self.waiting.iter().position(|open| matches!(open, Open::Link(_))) {
            // A link without a text has its address for one.
            let Open::Link(address) = self.waiting.remove(at) else { return };
            let inner = self.waiting.split_off(at);
            self.put(&format!("<{address}>"), '<');
            self.waiting = inner;
            self.plain.push_str(&address);
            self.links.push(address);
            return;
        }
        let Some(at) = self.written.iter().position(|written| matches!(written.open, Open::Link(_))) else {
            return;
        };
        let crossed = self.written.split_off(at + 1);
        for written in crossed.iter().rev() {
            self.write_end(written);
        }
        if let Some(Written { open: Open::Link(address), at, .. }) = self.written.pop() {
            if self.out[at + 1..] == address {
                self.out.truncate(at);
                self.out.extend(["<", &*address, ">"]);
            } else {
                self.out.extend(["](", &*address, ")"]);
            }
            self.links.push(address);
            self.closed = None;
        }
        for (at, written) in crossed.into_iter().enumerate() {
            self.waiting.insert(at, written.open);
        }
        for mark in take(&mut self.deferred) {
            self.close(mark);
        }
    }

    /// Closes whatever is open.
    pub(super) fn close_all(&mut self) {
        self.close_link();
        self.waiting.clear();
        while let Some(written) = self.written.pop() {
            self.write_end(&written);
        }
    }

    /// The whole line, and an empty one in its place.
    pub(super) fn finish(&mut self) -> Finished {
        self.close_all();
        let line = take(self);
        self.in_cell = line.in_cell;
        let plain = line.plain.split_whitespace().collect::<Vec<_>>().join(" ");
        Finished { markdown: line.out, plain, links: line.links, lost: line.lost }
    }

    fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let text = take(&mut self.text);
        self.plain.push_str(&text);
        // Only these are spaces to HTML; one that does not break is a character.
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        let words: Vec<&str> = text.split(is_space).filter(|word| !word.is_empty()).collect();
        self.space |= text.starts_with(is_space);
        let Some(first) = words.first().and_then(|word| word.chars().next()) else { return };
        let mut escaped = markdown::inline(&words.join(" ")).replace('{', "\\{");
        let is_link = |open: &Open| matches!(open, Open::Link(_));
        if self.waiting.iter().any(is_link) || self.written.iter().any(|written| is_link(&written.open)) {
            escaped = escaped.replace(']', "\\]");
        }
        self.put(&escaped, first);
        self.space = text.ends_with(is_space);
    }

    /// Writes what is a word, or begins and ends as one, with all that waited for it. `first` is the first character
    /// that readers see.
    fn put(&mut self, content: &str, first: char) {
        let line_break = take(&mut self.line_break);
        let space = take(&mut self.space) && !self.out.is_empty() && !line_break;
        let is_apart = space || line_break || self.out.is_empty();
        let closed = self.closed.take().filter(|_| !is_apart);
        if let Some(closed) = closed
            && self.waiting.is_empty()
            && first.is_alphanumeric()
            && self.out[..closed.end].chars().next_back().is_some_and(|last| !last.is_alphanumeric())
        {
            // Markdown would not end the mark here.
            let sign = closed.mark.signs().0.len();
            self.out.truncate(closed.end);
            self.out.replace_range(closed.at..closed.at + sign, "");
            self.lost += 1;
        }
        if line_break {
            self.out.push_str(if self.in_cell { "<br>" } else { "\\\n" });
        } else if space {
            self.out.push(' ');
        }
        let before = self.out.chars().next_back().filter(|_| !is_apart);
        let in_word = before.is_some_and(char::is_alphanumeric) && !first.is_alphanumeric();
        for open in take(&mut self.waiting) {
            let at = self.out.len();
            let mut is_lost = false;
            match &open {
                Open::Link(_) => {
                    // `![` would be a picture.
                    if self.out.ends_with('!') {
                        self.out.insert(at - 1, '\\');
                    }
                    self.out.push('[');
                }
                Open::Mark(mark) => {
                    is_lost = mark.needs_words() && (in_word || closed.is_some());
                    if is_lost {
                        self.lost += 1;
                    } else {
                        self.out.push_str(mark.signs().0);
                    }
                }
            }
            let at = self.out.len() - if is_lost { 0 } else { sign(&open).len() };
            self.written.push(Written { open, at, is_lost });
        }
        self.out.push_str(content);
    }

    fn write_end(&mut self, written: &Written) {
        if let Open::Mark(mark) = written.open
            && !written.is_lost
        {
            self.closed = mark.needs_words().then_some(Closed { mark, at: written.at, end: self.out.len() });
            self.out.push_str(mark.signs().1);
        }
    }
}

fn sign(open: &Open) -> &'static str {
    match open {
        Open::Mark(mark) => mark.signs().0,
        Open::Link(_) => "[",
    }
}

/// An address on the web as it may stand in Markdown; `None` where it leads elsewhere, or nowhere.
pub(super) fn address(text: &str) -> Option<String> {
    /// How long an address is at most.
    const LONGEST: usize = 2000;
    let text = text.trim();
    let text = if text.starts_with("//") { format!("https:{text}") } else { text.to_owned() };
    let lower = text.get(..8).unwrap_or(&text).to_ascii_lowercase();
    let is_web = lower.starts_with("https://") || lower.starts_with("http://");
    if !is_web || text.len() > LONGEST || text.contains(char::is_control) {
        return None;
    }
    let (scheme, rest) = text.split_once("://")?;
    let address = format!("{}://{}", scheme.to_ascii_lowercase(), utf8_percent_encode(rest, IN_ADDRESS));
    is_web_address(&address).then_some(address)
}

#[cfg(test)]
mod tests;
