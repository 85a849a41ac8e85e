//! What must not be published in the text of a request: mail addresses, telephone numbers, the numbers
//! of accounts, cards and people, links that let in whoever has them, and secrets such as access tokens.
//! Street addresses, dates, coordinates and the numbers of things are not looked for.
//!
//! People write them down without a thought, and what git has once it has for ever. So
//! [`mail`](super::mail) withholds them from all that it takes out of a mail, and whatever else
//! takes in texts of strangers can do the same. One file for each kind looks at the text from left
//! to right and never further around a place than the longest address or number can be: the time
//! grows with the length of the text and with nothing else.

mod account;
mod address;
mod checksum;
mod link;
mod personal;
mod telephone;
mod token;

use std::collections::BTreeMap;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    MailAddress,
    TelephoneNumber,
    /// A password, an access token or a private key.
    Token,
    /// The number of a bank account (IBAN).
    AccountNumber,
    /// The number of a payment card.
    CardNumber,
    /// The number by which a state knows a person.
    PersonalNumber,
    /// A link to a meeting with its password.
    MeetingLink,
    /// A link by which whoever has it can change a document.
    EditLink,
}

/// How many of each kind.
pub type Counts = BTreeMap<Kind, usize>;

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::MailAddress,
        Self::TelephoneNumber,
        Self::Token,
        Self::AccountNumber,
        Self::CardNumber,
        Self::PersonalNumber,
        Self::MeetingLink,
        Self::EditLink,
    ];

    /// What it is, in a sentence.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::MailAddress => "a mail address",
            Self::TelephoneNumber => "a telephone number",
            Self::Token => "a password or an access token",
            Self::AccountNumber => "the number of a bank account",
            Self::CardNumber => "the number of a payment card",
            Self::PersonalNumber => "a personal identity number",
            Self::MeetingLink => "a link to a meeting with its password",
            Self::EditLink => "a link by which anybody can change a document",
        }
    }

    /// So many of the kind, as in “2 mail addresses”.
    #[must_use]
    pub fn counted(self, count: usize) -> String {
        let (one, many) = match self {
            Self::MailAddress => ("mail address", "mail addresses"),
            Self::TelephoneNumber => ("telephone number", "telephone numbers"),
            Self::Token => ("password or token", "passwords or tokens"),
            Self::AccountNumber => ("account number", "account numbers"),
            Self::CardNumber => ("card number", "card numbers"),
            Self::PersonalNumber => ("personal number", "personal numbers"),
            Self::MeetingLink => ("link to a meeting", "links to meetings"),
            Self::EditLink => ("link to edit", "links to edit"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }

    /// What stands in the text in its place.
    fn substitute(self) -> &'static str {
        match self {
            Self::MailAddress => "[mail address withheld]",
            Self::TelephoneNumber => "[telephone number withheld]",
            Self::Token => "[token withheld]",
            Self::AccountNumber => "[account number withheld]",
            Self::CardNumber => "[card number withheld]",
            Self::PersonalNumber => "[personal number withheld]",
            Self::MeetingLink => "[link to a meeting withheld]",
            Self::EditLink => "[link to edit withheld]",
        }
    }
}

/// Everything private in a text, from left to right. No two overlap.
#[must_use]
pub fn find(text: &str) -> Vec<Private> {
    let mut found: Vec<Private> = Vec::new();
    let mut add = |kind, ranges: Vec<Range<usize>>| {
        found.extend(
            ranges.into_iter().map(|range| Private { kind, span: Span::new(range.start, range.end) }),
        );
    };
    for (range, access) in link::find(text) {
        let kind = match access {
            link::Access::Meeting => Kind::MeetingLink,
            link::Access::Edit => Kind::EditLink,
        };
        add(kind, vec![range]);
    }
    // Of numbers with check digits, these tell whether one goes on in the next line; of all else, it is that the line was
    // full. Either may as well end there: so each is looked for in the lines as they are, too.
    let (any, full) = (Joined::new(text, |_| true), Joined::new(text, is_full));
    let within = |joined: &Option<Joined>, find: fn(&str) -> Vec<Range<usize>>| {
        let mut ranges = find(text);
        ranges.extend(joined.iter().flat_map(|joined| joined.find(find)));
        ranges
    };
    add(Kind::Token, within(&full, token::find));
    add(Kind::MailAddress, within(&full, address::find));
    add(Kind::AccountNumber, within(&any, account::accounts));
    add(Kind::CardNumber, within(&any, account::cards));
    add(Kind::PersonalNumber, within(&any, personal::find));
    add(Kind::TelephoneNumber, within(&full, telephone::find));
    // Stable: of two that start at one place the more certain one gives the name.
    found.sort_by_key(|private| private.span.start);
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

/// A line of at least so many characters was broken because it was full.
const FULL_LINE: usize = 60;

/// Whether what a line says may go on in the next one: it was full, or ends with the colon before a value.
fn is_full(line: &str) -> bool {
    line.chars().count() >= FULL_LINE || line.trim_end_matches([' ', '*', '_']).ends_with([':', '：'])
}

/// A text with a space in the place of some ends of lines, and of the signs of a quotation or the indent behind them.
struct Joined {
    text: String,
    /// Where its pieces begin: in it, and in the text as it was.
    pieces: Vec<(usize, usize)>,
}

impl Joined {
    /// The text with the lines joined to the next that are broken, if there are any. Paragraphs are never joined, nor what
    /// is quoted to what is not.
    fn new(text: &str, is_broken: fn(&str) -> bool) -> Option<Self> {
        let mut joined = Self { text: String::with_capacity(text.len()), pieces: vec![(0, 0)] };
        let mut from = 0;
        let mut end = 0;
        let mut lines = text.split_inclusive('\n').peekable();
        while let Some(line) = lines.next() {
            end += line.len();
            let (Some(line), Some(next)) = (line.strip_suffix('\n'), lines.peek()) else { continue };
            let ((depth, content), (next_depth, next_content)) = (unmarked(line), unmarked(next));
            let goes_on = depth == next_depth && !content.is_empty() && !next_content.trim().is_empty();
            if goes_on && is_broken(line) {
                joined.text.push_str(&text[from..end - 1]);
                joined.text.push(' ');
                from = end + next.len() - next_content.len();
                joined.pieces.push((joined.text.len(), from));
            }
        }
        joined.text.push_str(&text[from..]);
        (joined.pieces.len() > 1).then_some(joined)
    }

    /// What is found in it, as ranges of the text as it was.
    fn find(&self, find: fn(&str) -> Vec<Range<usize>>) -> impl Iterator<Item = Range<usize>> {
        let of_byte = |at: usize| {
            let (start, was) = self.pieces[self.pieces.partition_point(|(start, _)| *start <= at) - 1];
            was + at - start
        };
        find(&self.text).into_iter().map(move |range| of_byte(range.start)..of_byte(range.end - 1) + 1)
    }
}

/// How deeply a line is quoted, and what it says.
fn unmarked(line: &str) -> (usize, &str) {
    let content = line.trim_start_matches(['>', ' ']);
    (line[..line.len() - content.len()].matches('>').count(), content)
}

/// The text with a word in square brackets in the place of everything private, and how many of each
/// kind there were.
#[must_use]
pub fn withhold(text: &str) -> (String, Counts) {
    let mut counts = Counts::new();
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for private in find(text) {
        kept.push_str(&text[from..private.span.start as usize]);
        kept.push_str(private.kind.substitute());
        from = private.span.end as usize;
        *counts.entry(private.kind).or_default() += 1;
    }
    kept.push_str(&text[from..]);
    (kept, counts)
}

/// Whether a character is of a script that puts no spaces between words. Where such a character
/// meets one of another script, a word ends: `写信到ada@example.org谢谢`.
pub(super) fn is_unspaced(character: char) -> bool {
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

/// What begins a word that is no number as a whole, however its digits look.
const OTHER_WORDS: &[&str] =
    &["http://", "https://", "ftp://", "www.", "doi:", "urn:", "geo:", "sha256:", "sha1:"];

/// How long the word at the start of a text is that holds no number, if there is one.
fn other_word(text: &str) -> Option<usize> {
    OTHER_WORDS
        .iter()
        .any(|word| begins_with(text, word))
        .then(|| text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')).unwrap_or(text.len()))
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
