//! What must not be published in the text of a request: mail addresses, telephone numbers, and
//! secrets such as access tokens.
//!
//! People write them down without a thought, and what git has once it has for ever. So
//! [`mail`](super::mail) withholds them from all that it takes out of a mail, and whatever else
//! takes in texts of strangers can do the same. One file for each kind looks at the text from left
//! to right and never further around a place than the longest address or number can be: the time
//! grows with the length of the text and with nothing else.

mod address;
mod telephone;
mod token;

use std::ops::Range;

use crate::source::Span;

/// A stretch of a text that must not be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Private {
    pub kind: Kind,
    /// In bytes from the start of the text.
    pub span: Span,
}

/// What it is that must not be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    MailAddress,
    TelephoneNumber,
    /// A password, an access token or a private key.
    Token,
}

impl Kind {
    /// What it is, in a sentence.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::MailAddress => "a mail address",
            Self::TelephoneNumber => "a telephone number",
            Self::Token => "a password or an access token",
        }
    }

    /// What stands in the text in its place.
    fn substitute(self) -> &'static str {
        match self {
            Self::MailAddress => "[mail address withheld]",
            Self::TelephoneNumber => "[telephone number withheld]",
            Self::Token => "[token withheld]",
        }
    }
}

/// Everything private in a text, from left to right. No two overlap.
#[must_use]
pub fn find(text: &str) -> Vec<Private> {
    let with = |kind| move |range: Range<usize>| Private { kind, span: Span::new(range.start, range.end) };
    let mut found: Vec<Private> = token::find(text).into_iter().map(with(Kind::Token)).collect();
    found.extend(address::find(text).into_iter().map(with(Kind::MailAddress)));
    found.extend(telephone::find(text).into_iter().map(with(Kind::TelephoneNumber)));
    found.sort_by_key(|private| private.span);
    // Two that overlap become one, so that nothing of either is left.
    found.dedup_by(|later, earlier| {
        let overlap = later.span.start < earlier.span.end;
        if overlap {
            earlier.span.end = earlier.span.end.max(later.span.end);
        }
        overlap
    });
    found
}

/// The text with a word in square brackets in the place of everything private, and how many times
/// that was so.
#[must_use]
pub fn withhold(text: &str) -> (String, usize) {
    let found = find(text);
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for private in &found {
        kept.push_str(&text[from..private.span.start as usize]);
        kept.push_str(private.kind.substitute());
        from = private.span.end as usize;
    }
    kept.push_str(&text[from..]);
    (kept, found.len())
}

/// Whether a character is of a script that puts no spaces between words. Where such a character
/// meets one of another script, a word ends: `写信到ada@example.org谢谢`.
fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{0e00}'..='\u{0eff}'      // Thai, Lao
        | '\u{1000}'..='\u{109f}'    // Myanmar
        | '\u{1780}'..='\u{17ff}'    // Khmer
        | '\u{3040}'..='\u{30ff}'    // Hiragana, Katakana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' // Han
        | '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}') // Hangul, which adds its particles
}

/// Whether a character is not seen, but may stand within an address or a number that was copied:
/// signs of direction, joiners, places where a line may break.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The zeros of the scripts that people write numbers with; the other nine digits follow each.
const ZEROS: &[char] =
    &['0', '٠', '۰', '߀', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '໐', '༠', '၀', '០', '０'];

/// The value of a decimal digit in any of those scripts.
fn digit(character: char) -> Option<u32> {
    if character.is_ascii() {
        return character.to_digit(10);
    }
    ZEROS.iter().find_map(|&zero| {
        let value = u32::from(character).checked_sub(u32::from(zero))?;
        (value < 10).then_some(value)
    })
}

/// The character before a place in a text.
fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// Whether a text begins with a word, in whatever case its ASCII letters are.
fn begins_with(text: &str, word: &str) -> bool {
    text.as_bytes().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests;
