//! Characters that nobody sees and that no page, feed or file of data may hold. They come from PDFs and
//! broken programs. `record` and `yaml` take them out before they read a text.

use super::Span;

/// Whether a character is one of control, other than a tab or the end of a line, or none at all by Unicode.
#[must_use]
pub fn is_control(c: char) -> bool {
    let code = u32::from(c);
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
        || (0xFDD0..=0xFDEF).contains(&code)
        || code & 0xFFFE == 0xFFFE
}

/// Whether a text has any. Nearly none has, and bytes are quicker to look at than characters.
#[must_use]
pub fn has_control(text: &str) -> bool {
    // By pieces and without branches, so that the compiler looks at many bytes in one step.
    let may_hold = |piece: &[u8]| piece.iter().fold(false, |found, byte| found | may_begin(*byte));
    text.as_bytes().chunks(PIECE).any(may_hold) && text.contains(is_control)
}

/// Whether a control character may begin with the byte in UTF-8.
#[expect(clippy::needless_bitwise_bool, reason = "a branch would make it a look at one byte after the other")]
fn may_begin(byte: u8) -> bool {
    let is_low = (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r');
    // U+0080 to U+009F, U+FDD0 to U+FFFF, and those beyond.
    is_low | (byte == 0x7F) | (byte == 0xC2) | (byte >= 0xEF)
}

/// How many bytes are looked at together.
const PIECE: usize = 64;

/// A text without its control characters.
#[derive(Debug)]
pub struct Cleaned {
    pub text: String,
    /// What was taken out.
    pub removed: Vec<char>,
    /// Where the first of it stood.
    pub first: Span,
    /// For each: its place in `text`, and how many bytes are gone up to and with it.
    gone: Vec<(usize, usize)>,
}

impl Cleaned {
    /// What remains of a text that holds some; `None` for all others.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        if !has_control(text) {
            return None;
        }
        let (mut removed, mut gone) = (Vec::new(), Vec::new());
        let (mut first, mut count) = (Span::default(), 0);
        for (at, c) in text.char_indices().filter(|(_, c)| is_control(*c)) {
            if removed.is_empty() {
                first = Span::new(at, at + c.len_utf8());
            }
            removed.push(c);
            let place = at - count;
            count += c.len_utf8();
            gone.push((place, count));
        }
        Some(Self { text: text.replace(is_control, ""), removed, first, gone })
    }

    /// The place in the text as it was.
    #[must_use]
    pub fn original(&self, span: Span) -> Span {
        let (start, end) = (span.start as usize, span.end as usize);
        let before = |count: usize| count.checked_sub(1).map_or(0, |last| self.gone[last].1);
        let start = start + before(self.gone.partition_point(|(at, _)| *at <= start));
        let end = end + before(self.gone.partition_point(|(at, _)| *at < end));
        Span::new(start, end.max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_those_that_no_file_may_hold() {
        for c in ['\0', '\u{1}', '\u{8}', '\u{b}', '\u{c}', '\u{1b}', '\u{7f}', '\u{80}', '\u{9f}'] {
            assert!(is_control(c) && has_control(&c.to_string()), "{c:?}");
        }
        for c in ['\u{fdd0}', '\u{fdef}', '\u{fffe}', '\u{ffff}', '\u{1fffe}', '\u{10ffff}'] {
            assert!(is_control(c) && has_control(&c.to_string()), "{c:?}");
        }
        for c in ['\t', '\n', '\r', ' ', '~', '\u{a0}', '\u{200b}', '\u{feff}', '\u{fdcf}', '\u{fffd}'] {
            assert!(!is_control(c) && !has_control(&c.to_string()), "{c:?}");
        }
    }

    #[test]
    fn every_control_character_is_found_by_its_first_byte() {
        for c in ('\0'..=char::MAX).filter(|c| is_control(*c)) {
            assert!(may_begin(c.to_string().as_bytes()[0]), "{c:?}");
        }
    }

    #[test]
    fn places_are_those_of_the_text_as_it_was() {
        let text = "a\u{1}bå\u{fffe}c\0\0d";
        let cleaned = Cleaned::of(text).unwrap();
        assert_eq!(cleaned.text, "abåcd");
        assert_eq!(cleaned.removed.len(), 4);
        for word in ["a", "b", "å", "c", "d"] {
            let at = cleaned.text.find(word).unwrap();
            let span = cleaned.original(Span::new(at, at + word.len()));
            assert_eq!(&text[span.start as usize..span.end as usize], word);
        }
        assert!(Cleaned::of("aå\t\r\n").is_none());
        // Wherever it stands among the pieces.
        for at in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE] {
            let text = format!("{}\u{1}{}", "a".repeat(at), "b".repeat(3 * PIECE - at));
            assert!(has_control(&text) && !has_control(&text.replace('\u{1}', "c")), "{at}");
        }
    }
}
