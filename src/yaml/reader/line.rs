//! The lines of a text: where they begin and end, and what they may hold.

use super::{Line, Reader};
use crate::source::Span;
use crate::yaml::mistake::Mistake;

impl Reader<'_> {
    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Where the blanks that begin at `at` end, at `end` at the latest.
    pub(super) fn blanks(&self, at: usize, end: usize) -> usize {
        let blank = |byte: &&u8| matches!(byte, b' ' | b'\t');
        at + self.text.as_bytes()[at.min(end)..end].iter().take_while(blank).count()
    }

    /// How many spaces begin at `at`.
    pub(super) fn spaces(&self, at: usize) -> usize {
        self.text.as_bytes()[at..].iter().take_while(|byte| **byte == b' ').count()
    }

    /// Where the line that `at` is on ends, before `\n` or `\r\n`.
    pub(super) fn break_at(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        match memchr::memchr(b'\n', &bytes[at..]) {
            Some(length) if length > 0 && bytes[at + length - 1] == b'\r' => at + length - 1,
            Some(length) => at + length,
            None => bytes.len(),
        }
    }

    /// Where the line that `at` is on ends, without the spaces at its end.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let end = self.break_at(at);
        at + self.text[at..end].trim_end_matches([' ', '\t']).len()
    }

    /// Where the line behind the one that `at` is on begins.
    pub(super) fn line_after(&self, at: usize) -> usize {
        memchr::memchr(b'\n', &self.text.as_bytes()[at..]).map_or(self.text.len(), |length| at + length + 1)
    }

    /// Goes on to the next line that is neither blank nor a comment.
    pub(super) fn advance(&mut self) {
        self.line = None;
        while self.next < self.text.len() {
            let start = self.next;
            let content = start + self.spaces(start);
            // One look for the line's end: this is done for every line of every record.
            let bytes = self.text.as_bytes();
            let end = memchr::memchr(b'\n', &bytes[content..]).map_or(bytes.len(), |length| content + length);
            self.next = (end + 1).min(bytes.len());
            let end = content + self.text[content..end].trim_end_matches([' ', '\t', '\r']).len();
            match self.byte(content) {
                Some(b'\t') => {
                    let end = self.break_at(content);
                    self.mistakes.push((Span::new(start, end), Mistake::Tab));
                    continue;
                }
                Some(b'#') => continue,
                _ if end == content => continue,
                _ if self.is_document(start) => {
                    self.document(start, end);
                    continue;
                }
                _ => {}
            }
            self.has_begun = true;
            self.line = Some(Line { start, indent: content - start, content, end });
            return;
        }
    }

    /// A line that begins or ends a document: `---` before all else, or `...` behind it.
    fn document(&mut self, start: usize, end: usize) {
        let rest = self.blanks(start + 3, end);
        let is_alone = rest == end || self.byte(rest) == Some(b'#');
        let is_known = match self.byte(start) {
            Some(b'-') => !self.has_begun,
            _ => self.text[self.next..].trim().is_empty(),
        };
        if !(is_alone && is_known) {
            self.mistakes.push((Span::new(start, end), Mistake::Document));
        }
        self.has_begun = true;
    }

    /// Goes on to the next line that stands no deeper than that column.
    pub(super) fn skip(&mut self, indent: usize) {
        self.advance();
        while self.line.is_some_and(|line| line.indent > indent) {
            self.advance();
        }
    }

    /// Whether the line begins with the hyphen of a list.
    pub(super) fn is_entry(&self, line: Line) -> bool {
        self.byte(line.content) == Some(b'-')
            && (line.content + 1 == line.end || matches!(self.byte(line.content + 1), Some(b' ' | b'\t')))
    }

    /// Whether the line that begins there begins or ends a document.
    pub(super) fn is_document(&self, start: usize) -> bool {
        let rest = &self.text[start..];
        (rest.starts_with("---") || rest.starts_with("..."))
            && matches!(self.byte(start + 3), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
    }

    /// Whether a text in quotes or brackets goes on with the line that begins at `start`: it does where
    /// that stands deep enough, and where it could not be the next field.
    pub(super) fn goes_on(&self, start: usize, least: usize) -> bool {
        let content = start + self.spaces(start);
        let name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        let rest = &self.text.as_bytes()[content..];
        let after = &rest[rest.iter().take_while(name).count()..];
        let is_field = after.len() < rest.len()
            && after.first() == Some(&b':')
            && matches!(after.get(1), None | Some(b' ' | b'\t' | b'\n' | b'\r'));
        !self.is_document(start) && (content - start >= least || !is_field)
    }

    /// Notes the characters that nobody sees. Lines end in `\n` or `\r\n`.
    pub(super) fn characters(&mut self) {
        // Without a way out before the end, many bytes are looked at in one step.
        let plain = |byte: u8| matches!(byte, b'\n' | b'\t' | b' '..=b'~');
        if self.text.bytes().fold(true, |all, byte| all & plain(byte)) {
            return;
        }
        let bytes = self.text.as_bytes();
        for (at, c) in self.text.char_indices() {
            let is_seen = match c {
                '\n' | '\t' | ' '..='~' => true,
                '\r' => bytes.get(at + 1) == Some(&b'\n'),
                '\u{feff}' => at == 0,
                '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}' => false,
                c => c >= '\u{a0}',
            };
            if !is_seen {
                self.mistakes.push((Span::new(at, at + c.len_utf8()), Mistake::Character(c)));
            }
        }
    }
}
