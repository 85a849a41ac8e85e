//! What every grammar writes with.

use std::ops::Range;

use super::Class;
/// A code that is taken apart from its beginning to its end.
pub(super) struct Lexer<'l> {
    code: &'l str,
    html: &'l mut String,
    /// Where the piece begins that is not written yet, where it ends so far, and what it is. Blanks behind it may still
    /// become part of it.
    from: usize,
    end: usize,
    class: Option<Class>,
    at: usize,
    /// Where the line ends that was asked for last.
    line_end: Option<usize>,
}

impl<'l> Lexer<'l> {
    pub(super) fn new(code: &'l str, html: &'l mut String) -> Self {
        Self { code, html, from: 0, end: 0, class: None, at: 0, line_end: None }
    }

    pub(super) fn code(&self) -> &'l str {
        self.code
    }

    /// How far it has come, in bytes.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What is still to come.
    pub(super) fn rest(&self) -> &'l str {
        &self.code[self.at..]
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.code.len()
    }

    pub(super) fn is_at_line_start(&self) -> bool {
        self.at == 0 || self.code.as_bytes()[self.at - 1] == b'\n'
    }

    /// What is still to come of the line.
    pub(super) fn line(&mut self) -> &'l str {
        let end = self.line_end.filter(|end| *end >= self.at).unwrap_or_else(|| {
            let rest = self.rest();
            let length = rest.find('\n').unwrap_or(rest.len());
            self.at + length - usize::from(rest[..length].ends_with('\r'))
        });
        self.line_end = Some(end);
        &self.code[self.at..end]
    }

    /// Takes so many bytes as something.
    pub(super) fn take(&mut self, length: usize, class: impl Into<Option<Class>>) {
        let class = class.into();
        let taken = &self.rest()[..length];
        self.at += length;
        if taken.is_empty() || class.is_none() && self.class.is_some() && taken.trim().is_empty() {
            return;
        }
        if class != self.class {
            self.write();
            // Blanks have no colour.
            let blanks = self.at - length;
            self.escaped(self.from..blanks);
            (self.from, self.class) = (blanks, class);
        }
        self.end = self.at;
    }

    /// Takes the next letter, be it what it may, as nothing.
    pub(super) fn pass(&mut self) {
        self.take(self.rest().chars().next().map_or(0, char::len_utf8), None);
    }

    /// Takes blanks and line ends as nothing.
    pub(super) fn pass_blanks(&mut self) {
        let rest = self.rest();
        self.take(rest.len() - rest.trim_start().len(), None);
    }

    /// Writes what is left, as nothing.
    pub(super) fn finish(mut self) {
        self.write();
        self.escaped(self.from..self.code.len());
    }

    /// Writes the piece under way.
    fn write(&mut self) {
        let piece = self.from..self.end;
        match self.class {
            Some(class) if !piece.is_empty() => {
                self.html.push_str("<span class=\"");
                self.html.push_str(class.letter());
                self.html.push_str("\">");
                self.escaped(piece);
                self.html.push_str("</span>");
            }
            _ => self.escaped(piece),
        }
        self.from = self.end;
    }

    fn escaped(&mut self, piece: Range<usize>) {
        // Writing to a string cannot fail.
        let _ = pulldown_cmark_escape::escape_html_body_text(&mut *self.html, &self.code[piece]);
    }
}

/// The length of what the letters at the beginning are for which something holds.
pub(super) fn run(text: &str, holds: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !holds(letter)).unwrap_or(text.len())
}

/// Whether the whole text is a number, a date, or what is written like one.
pub(super) fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+' | '.'))
        && text.contains(|letter: char| letter.is_ascii_digit())
        && text.chars().all(|letter| {
            letter.is_ascii_digit()
                || matches!(letter, '.' | ',' | '-' | '+' | ':' | '/' | '%' | 'e' | 'E' | '_' | 'T' | 'Z')
        })
}
