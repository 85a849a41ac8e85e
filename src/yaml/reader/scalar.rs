//! Texts: without quotes, in quotes, and as blocks of lines.

use std::borrow::Cow;

use super::{Found, Reader};
use crate::source::Span;
use crate::yaml::mistake::Mistake;

impl<'t> Reader<'t> {
    /// A text without quotes that begins at `from` on the current line, and where it ends. Goes on to the
    /// last of its lines.
    pub(super) fn plain(
        &mut self,
        from: usize,
        line_end: usize,
        least: usize,
    ) -> Found<(Cow<'t, str>, usize)> {
        let (mut end, mut is_cut) = self.plain_part(from, line_end, true)?;
        let mut text = Cow::Borrowed(&self.text[from..end]);
        while !is_cut {
            let mut start = self.next;
            let mut breaks = 0;
            let mut content = start + self.spaces(start);
            while content < self.text.len() && self.break_at(content) == content {
                breaks += 1;
                start = self.line_after(content);
                content = start + self.spaces(start);
            }
            let goes_on = content < self.text.len()
                && content - start >= least
                && !matches!(self.byte(content), Some(b'#' | b'\t'))
                && !self.is_document(start);
            if !goes_on {
                break;
            }
            let line = &self.text[start..self.line_end(content)];
            if line.trim_start_matches(' ') == "---" {
                // What follows is a text below the front matter.
                self.next = self.text.len();
                let text = line.to_owned();
                return Err((Span::new(content, start + line.len()), Mistake::Fence { text }));
            }
            self.no_hyphen(content)?;
            (end, is_cut) = self.plain_part(content, self.line_end(content), false)?;
            fold(text.to_mut(), breaks);
            text.to_mut().push_str(&self.text[content..end]);
            self.next = self.line_after(content);
        }
        Ok((text, end))
    }

    /// Refuses a line of a text that begins as an entry of a list does: it is meant as one.
    pub(super) fn no_hyphen(&self, content: usize) -> Found<()> {
        let alone = matches!(self.byte(content + 1), None | Some(b' ' | b'\t' | b'\n' | b'\r'));
        if self.byte(content) == Some(b'-') && alone {
            return Err((Span::new(content, self.line_end(content)), Mistake::FoldedEntry));
        }
        Ok(())
    }

    /// The comment behind a text without quotes that ends at `end`, unless two blanks before its `#` and
    /// one behind it leave no doubt that it is one.
    pub(super) fn doubtful_comment(&self, from: usize, end: usize) -> Option<Span> {
        let line_end = self.line_end(end);
        let sign = self.blanks(end, line_end);
        if sign == line_end || self.byte(sign) != Some(b'#') {
            return None;
        }
        let is_apart = sign - end > 1 || self.byte(end) == Some(b'\t');
        // A name of the site's own, such as a state, is no beginning of a sentence.
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_word = self.text[from..end].bytes().all(is_name);
        let is_comment = (is_apart || is_word) && !self.is_hashtag(sign);
        (!is_comment).then(|| Span::new(sign, line_end))
    }

    /// Whether something stands right behind the `#` at `sign`, as in `#5`.
    pub(super) fn is_hashtag(&self, sign: usize) -> bool {
        !matches!(self.byte(sign + 1), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
    }

    /// Where the part of a text on one line ends, and whether a comment cuts it there. A colon in it is a
    /// mistake, another one in its first line than in those below.
    fn plain_part(&self, from: usize, end: usize, is_first: bool) -> Found<(usize, bool)> {
        let bytes = &self.text.as_bytes()[..end];
        for at in memchr::memchr2_iter(b':', b'#', &bytes[from..]).map(|at| from + at) {
            match bytes[at] {
                b':' if matches!(bytes.get(at + 1), None | Some(b' ' | b'\t')) => {
                    return Err(if is_first {
                        (Span::new(at, end), Mistake::Colon { text: self.text[from..end].to_owned() })
                    } else {
                        (Span::new(from, end), Mistake::BelowText)
                    });
                }
                b'#' if matches!(bytes[at - 1], b' ' | b'\t') => {
                    return Ok((from + self.text[from..at].trim_end_matches([' ', '\t']).len(), true));
                }
                _ => {}
            }
        }
        Ok((end, false))
    }

    /// A text in the quotes that begin at `open`, and where they end.
    pub(super) fn quoted(&self, open: usize, least: usize) -> Found<(Cow<'t, str>, usize)> {
        let bytes = self.text.as_bytes();
        let quote = bytes[open];
        let is_double = quote == b'"';
        let unclosed = || Err((Span::new(open, self.line_end(open)), Mistake::Quote));
        // What ends on its line and has no signs of its own.
        let Some(length) = memchr::memchr3(quote, b'\n', b'\\', &bytes[open + 1..]) else {
            return unclosed();
        };
        let end = open + 1 + length;
        if bytes[end] == quote && (is_double || self.byte(end + 1) != Some(b'\'')) {
            return Ok((Cow::Borrowed(&self.text[open + 1..end]), end + 1));
        }
        let mut text = String::new();
        // How much of the text stays at the end of a line: the spaces there do not.
        let mut kept = 0;
        let mut at = open + 1;
        loop {
            let line_end = self.break_at(at);
            let mut is_joined = false;
            while at < line_end {
                match bytes[at] {
                    b'\'' if !is_double && self.byte(at + 1) == Some(b'\'') => {
                        text.push('\'');
                        at += 2;
                        kept = text.len();
                    }
                    byte if byte == quote => return Ok((Cow::Owned(text), at + 1)),
                    b'\\' if is_double && at + 1 == line_end => {
                        is_joined = true;
                        at += 1;
                    }
                    b'\\' if is_double => {
                        at = self.escape(at, &mut text)?;
                        kept = text.len();
                    }
                    _ => {
                        let special = |byte: &u8| *byte == quote || is_double && *byte == b'\\';
                        let part = bytes[at..line_end].iter().position(special);
                        let part = &self.text[at..part.map_or(line_end, |length| at + length)];
                        text.push_str(part);
                        at += part.len();
                        let blanks = part.len() - part.trim_end_matches([' ', '\t']).len();
                        if blanks < part.len() {
                            kept = text.len() - blanks;
                        }
                    }
                }
            }
            if !is_joined {
                text.truncate(kept);
            }
            let mut start = self.line_after(at);
            let mut breaks = 0;
            while start < bytes.len() && self.line_end(start) == start {
                breaks += 1;
                start = self.line_after(start);
            }
            if start >= bytes.len() || least == usize::MAX || !self.goes_on(start, least) {
                return unclosed();
            }
            if breaks > 0 || !is_joined {
                fold(&mut text, breaks);
            }
            kept = text.len();
            at = self.blanks(start, bytes.len());
        }
    }

    /// What the `\` at `at` and what follows it stand for, and where that ends.
    fn escape(&self, at: usize, text: &mut String) -> Found<usize> {
        let length = match self.byte(at + 1) {
            Some(b'x') => 2,
            Some(b'u') => 4,
            Some(b'U') => 8,
            _ => 0,
        };
        let code = self.text.get(at + 2..at + 2 + length);
        let sign = self.text[at + 1..].chars().next();
        let meant = match sign.unwrap_or_default() {
            'x' | 'u' | 'U' => code
                .filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
                .and_then(|code| u32::from_str_radix(code, 16).ok())
                .and_then(char::from_u32),
            '0' => Some('\0'),
            'a' => Some('\x07'),
            'b' => Some('\x08'),
            't' | '\t' => Some('\t'),
            'n' => Some('\n'),
            'v' => Some('\x0b'),
            'f' => Some('\x0c'),
            'r' => Some('\r'),
            'e' => Some('\x1b'),
            'N' => Some('\u{85}'),
            '_' => Some('\u{a0}'),
            'L' => Some('\u{2028}'),
            'P' => Some('\u{2029}'),
            same @ (' ' | '"' | '/' | '\\') => Some(same),
            _ => None,
        };
        let end = at + 1 + sign.map_or(0, char::len_utf8);
        match meant {
            Some(meant) => {
                text.push(meant);
                Ok(end + length)
            }
            None => Err((Span::new(at, end), Mistake::Escape)),
        }
    }

    /// The lines below a `|` or `>` at `from`, and where the last of them ends. Goes on to it.
    pub(super) fn lines(
        &mut self,
        from: usize,
        line_end: usize,
        least: usize,
    ) -> Found<(Cow<'t, str>, usize)> {
        let header = &self.text[from + 1..line_end];
        let signs = header.split([' ', '\t']).next().unwrap_or_default();
        let rest = header[signs.len()..].trim_start_matches([' ', '\t']);
        let digit = signs.bytes().find(u8::is_ascii_digit).map(|digit| usize::from(digit - b'0'));
        let chomp = signs.bytes().find(|byte| matches!(byte, b'+' | b'-'));
        let known = usize::from(digit.is_some_and(|digit| digit > 0)) + usize::from(chomp.is_some());
        if known != signs.len() || !rest.is_empty() && !rest.starts_with('#') {
            // A figure and no lines below: more than that.
            let next = self.next;
            let is_figure = self.byte(from) == Some(b'>')
                && header.trim_start_matches(['=', ' ']).starts_with(|c: char| c.is_ascii_digit());
            if is_figure && (next >= self.text.len() || self.spaces(next) < least) {
                let text = self.text[from..line_end].to_owned();
                return Err((Span::new(from, line_end), Mistake::Sign { sign: '>', text }));
            }
            return Err((Span::new(from + 1, line_end), Mistake::Header));
        }
        let is_folded = self.byte(from) == Some(b'>');
        let indent = match digit {
            Some(digit) => least.saturating_sub(1) + digit,
            None => self.indent_of_lines(least)?,
        };
        let mut text = String::new();
        let mut end = from + 1 + signs.len();
        // The lines' ends that are not part of the text yet: that of the last line, and the blank ones.
        let (mut is_broken, mut breaks, mut was_deeper) = (false, 0, false);
        while self.next < self.text.len() {
            let start = self.next;
            let line_end = self.break_at(start);
            let spaces = self.spaces(start).min(indent);
            if start + spaces >= line_end {
                // A last line of spaces has no end that could count.
                breaks += usize::from(line_end < self.text.len());
                self.next = self.line_after(start);
                continue;
            }
            if spaces < indent {
                if self.byte(start + spaces) == Some(b'\t') {
                    return Err((Span::new(start, line_end), Mistake::Tab));
                }
                break;
            }
            let line = &self.text[start + indent..line_end];
            let is_deeper = line.starts_with([' ', '\t']);
            if is_broken && is_folded && !was_deeper && !is_deeper {
                if breaks == 0 {
                    text.push(' ');
                }
            } else if is_broken {
                text.push('\n');
            }
            text.extend(std::iter::repeat_n('\n', breaks));
            text.push_str(line);
            (is_broken, breaks, was_deeper) = (line_end < self.text.len(), 0, is_deeper);
            end = line_end;
            self.next = self.line_after(start);
        }
        if chomp != Some(b'-') && is_broken {
            text.push('\n');
        }
        if chomp == Some(b'+') {
            text.extend(std::iter::repeat_n('\n', breaks));
        }
        Ok((Cow::Owned(text), end))
    }

    /// The column in which the lines of a block begin: that of the first with something on it, or of a
    /// blank one before it that is longer.
    fn indent_of_lines(&self, least: usize) -> Found<usize> {
        let mut indent = least.max(1);
        let mut start = self.next;
        while start < self.text.len() {
            let spaces = self.spaces(start);
            indent = indent.max(spaces);
            let line_end = self.break_at(start);
            if self.byte(start + spaces) == Some(b'\t') {
                return Err((Span::new(start, line_end), Mistake::Tab));
            }
            if start + spaces < line_end {
                break;
            }
            start = self.line_after(start);
        }
        Ok(indent)
    }
}

/// A line's end within a text, and so many blank lines behind it.
pub(super) fn fold(text: &mut String, breaks: usize) {
    if breaks == 0 {
        text.push(' ');
    } else {
        text.extend(std::iter::repeat_n('\n', breaks));
    }
}
