//! What stands within a line of a page: apostrophes, links, templates, tags, entities.

use std::ops::Range;

use html5gum::{Token, Tokenizer};

use super::reader::{DEEPEST, Reader};
use crate::import::line::Mark;

impl Reader<'_, '_> {
    /// Reads the text of a line, which lies within so many brackets.
    pub(super) fn inline(&mut self, range: Range<usize>, depth: usize) {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut from = range.start;
        let mut at = range.start;
        while at < range.end {
            let rest = &text[at..range.end];
            // Each arm says behind what it has read, or that it is text.
            let past = match bytes[at] {
                b'\'' if rest.starts_with("''") => {
                    self.plain(from..at);
                    from = at;
                    Some(at + self.apostrophes(rest))
                }
                b'[' if depth < DEEPEST => {
                    let end = self.pairs.end(at).filter(|end| *end <= range.end);
                    match end {
                        Some(end) => {
                            self.plain(from..at);
                            from = at;
                            Some(self.link(at..end, range.end, depth))
                        }
                        None => self.external_end(at, range.end).inspect(|&end| {
                            self.plain(from..at);
                            from = at;
                            self.external(at..end, depth);
                        }),
                    }
                }
                b'{' => {
                    let end = self.pairs.end(at).filter(|end| *end <= range.end && rest.starts_with("{{"));
                    end.inspect(|end| {
                        self.plain(from..at);
                        from = at;
                        self.template(at..*end, depth);
                    })
                }
                b'<' => {
                    let flushed = from..at;
                    self.tag(at, range.end, depth, flushed).inspect(|_| from = at)
                }
                b'&' => entity(rest).map(|(decoded, length)| {
                    self.plain(from..at);
                    from = at;
                    self.writer.line.text(&decoded);
                    at + length
                }),
                _ => None,
            };
            match past {
                Some(past) => {
                    at = past;
                    from = past;
                }
                None => at += text[at..].chars().next().map_or(1, char::len_utf8),
            }
        }
        self.plain(from..range.end);
    }

    /// Text that means itself.
    pub(super) fn plain(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.writer.line.text(&self.text[range]);
        }
    }

    /// Apostrophes: two begin and end italics, three bold, five both. Gives how many they are.
    fn apostrophes(&mut self, rest: &str) -> usize {
        let count = rest.len() - rest.trim_start_matches('\'').len();
        let plain = match count {
            4 => 1,
            6.. => count - 5,
            _ => 0,
        };
        self.writer.line.text(&"'".repeat(plain));
        match count - plain {
            2 => self.writer.toggle(Mark::Emphasis),
            3 => self.writer.toggle(Mark::Strong),
            _ => {
                self.writer.toggle(Mark::Strong);
                self.writer.toggle(Mark::Emphasis);
            }
        }
        count
    }
}

/// What an entity such as `&nbsp;` at the beginning of a text stands for, and how long it is.
pub(super) fn entity(text: &str) -> Option<(String, usize)> {
    /// The longest name of an entity has 31 letters.
    const LONGEST: usize = 40;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &text[..=end];
    let is_entity = name[1..end].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
    if !is_entity {
        return None;
    }
    let token = Tokenizer::new(name).next()?.ok()?;
    match token {
        Token::String(decoded) if decoded.as_slice() != name.as_bytes() => {
            Some((String::from_utf8_lossy(&decoded).into_owned(), end + 1))
        }
        _ => None,
    }
}
