//! Telephone numbers. [`find`](super::find) calls it.
//!
//! Records are full of other numbers: years, counts, identifiers, coordinates. So digits are a
//! telephone number only when something says so: a `+` or `00` before the country code, an area
//! code in brackets, `tel:`, or a word such as “phone” before them.

mod labels;

use std::ops::Range;

use self::labels::Label;
use super::{before, begins_with, digit, is_invisible, other_word};

/// E.164 allows fifteen digits with the country code; no country has fewer than seven with it.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;
/// With a word and a colon before it, an extension or a short number counts too.
const SHORTEST_LABELLED: usize = 5;
/// The longest number with all its spaces and brackets, in characters.
const LONGEST: usize = 48;

/// The numbers in a text, from left to right; none overlap.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
        let inside_word = before(text, at).is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        if inside_word {
            at += character.len_utf8();
        } else if let Some(number) = scheme(rest) {
            found.push(at..at + number);
            at += number;
        } else if let Some(len) = other_word(rest) {
            at += len;
        } else if let Some(run) = Run::read(rest) {
            let follows = found.last().is_some_and(|last| joins(&text[last.end..at]));
            if run.is_telephone_number(&text[..at], follows) {
                found.push(at..at + run.len);
            }
            at += run.len;
        } else {
            at += character.len_utf8();
        }
    }
    found
}

/// How long a link that calls a number is: `tel:` (RFC 3966) and its like.
fn scheme(text: &str) -> Option<usize> {
    let scheme = ["tel:", "sms:", "callto:", "https://wa.me/", "http://wa.me/", "wa.me/"]
        .iter()
        .find(|scheme| begins_with(text, scheme))?;
    let run = Run::read(&text[scheme.len()..])?;
    (run.digits() >= 3).then_some(scheme.len() + run.len)
}

/// Whether what stands between two numbers makes the second a telephone number too: `… / …`.
fn joins(between: &str) -> bool {
    between.len() <= 8
        && !between.contains('\n')
        && matches!(
            between.trim(),
            "/" | "," | ";" | "|" | "or" | "and" | "och" | "eller" | "oder" | "ou" | "o" | "و"
        )
}

/// Digits in groups, as they stand in a text.
struct Run {
    len: usize,
    /// How the number begins.
    start: Start,
    groups: Vec<Group>,
    /// What stands right behind it.
    next: Option<char>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    Plus,
    /// An area code in brackets.
    Area,
    Digit,
}

struct Group {
    digits: String,
    /// What stands between it and the group before.
    separator: String,
}

impl Run {
    /// The digits at the start of a text, with what may stand between the groups of a number.
    fn read(text: &str) -> Option<Self> {
        let mut characters = text.char_indices().take(LONGEST).peekable();
        let mut bracket = false;
        let mut plus = false;
        let mut separator = String::new();
        let mut groups: Vec<Group> = Vec::new();
        let mut len = 0;
        let mut open = false;
        for (at, character) in characters.by_ref() {
            if let Some(value) = digit(character) {
                match groups.last_mut() {
                    Some(group) if separator.is_empty() => group.digits.extend(char::from_digit(value, 10)),
                    _ => {
                        let digits = char::from_digit(value, 10).into_iter().collect();
                        groups.push(Group { digits, separator: std::mem::take(&mut separator) });
                    }
                }
                len = at + character.len_utf8();
                continue;
            }
            match character {
                c if is_invisible(c) && at > 0 => {}
                '+' | '＋' if groups.is_empty() && !plus => plus = true,
                '(' if groups.is_empty() && !bracket => (bracket, open) = (true, true),
                // A bracket later on belongs to a number with a country code: +46 (0)8 …
                '(' if !open
                    && groups.first().is_some_and(|first| plus || first.digits.starts_with("00")) =>
                {
                    open = true;
                    separator.push('(');
                }
                ')' if open && !groups.is_empty() => {
                    open = false;
                    separator.push(')');
                }
                ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '-' | '.' | '/' | '\u{2010}'..='\u{2013}'
                    if !groups.is_empty() && separator.chars().count() < 3 =>
                {
                    separator.push(character);
                }
                _ => break,
            }
            // ` / ` stands between two numbers, `030/1234` within one.
            if separator.len() > 1 && separator.contains('/') {
                break;
            }
        }
        let next = text[len..].chars().find(|&character| !is_invisible(character));
        let start = match (plus, bracket) {
            (true, _) => Start::Plus,
            (false, true) => Start::Area,
            (false, false) => Start::Digit,
        };
        (!groups.is_empty()).then_some(Self { len, start, groups, next })
    }

    fn digits(&self) -> usize {
        self.groups.iter().map(|group| group.digits.len()).sum()
    }

    /// Whether the number is one to call, judged by how it looks and what stands before it.
    /// `follows`: right after another one.
    fn is_telephone_number(&self, before: &str, follows: bool) -> bool {
        if self.digits() < SHORTEST_LABELLED {
            return false;
        }
        let first = self.groups[0].digits.as_str();
        // Part of a word, of a decimal number, of a time, or of a name such as `Q42`.
        if self.next.is_some_and(|c| c.is_ascii_alphabetic() && !matches!(c, 'x' | 'e') || c == '_') {
            return false;
        }
        if before.ends_with(['#', '°']) || self.is_date() {
            return false;
        }
        let label = Label::before(before);
        if label == Some(Label::Other) {
            return false;
        }
        match label {
            Some(Label::Telephone { colon: true }) => return self.digits() <= *DIGITS.end(),
            Some(Label::Telephone { colon: false }) if !self.has_thousands() => {
                return DIGITS.contains(&self.digits());
            }
            _ if follows => return DIGITS.contains(&self.digits()),
            _ => {}
        }
        match self.start {
            Start::Plus => {
                let counted = self.has_thousands() && self.digits() <= 8;
                DIGITS.contains(&self.digits())
                    && !first.starts_with('0')
                    && !self.is_decimal(before)
                    && !counted
            }
            // The year in brackets before a number is that of a publication.
            Start::Area => {
                let year = first.len() == 4 && (first.starts_with("19") || first.starts_with("20"));
                (2..=5).contains(&first.len())
                    && !year
                    && self.groups.get(1).is_some_and(|group| group.separator.starts_with(')'))
                    && DIGITS.contains(&self.digits())
                    && !self.has_range()
            }
            Start::Digit if self.is_national() => !self.has_range(),
            Start::Digit => {
                first.starts_with("00")
                    && !first.starts_with("000")
                    && (10..=17).contains(&self.digits())
                    // A UUID goes on behind its digits.
                    && !matches!(self.next, Some('-' | '/'))
                    && !self.is_decimal(before)
            }
        }
    }

    /// `070-123 45 67`: an area code with its zero, and the number behind it in groups with spaces. What
    /// has other signs between, such as `045-1999-12`, may as well count the things of a museum.
    fn is_national(&self) -> bool {
        let [area, others @ ..] = self.groups.as_slice() else {
            return false;
        };
        let is_area = (2..=4).contains(&area.digits.len())
            && area.digits.starts_with('0')
            && !area.digits.starts_with("00");
        let is_space = |separator: &str| matches!(separator, " " | "\u{a0}" | "\u{202f}");
        let joined = others.iter().enumerate().all(|(at, group)| {
            is_space(&group.separator) || at == 0 && matches!(group.separator.as_str(), "-" | "/")
        });
        let year = |group: &Group| {
            group.digits.len() == 4 && (group.digits.starts_with("19") || group.digits.starts_with("20"))
        };
        is_area
            && joined
            && others.len() >= 2
            && others.iter().all(|group| (2..=4).contains(&group.digits.len()) && !year(group))
            && (9..=11).contains(&self.digits())
    }

    /// `1 234 567`: groups of three behind a shorter one.
    fn has_thousands(&self) -> bool {
        let [first, others @ ..] = self.groups.as_slice() else {
            return false;
        };
        first.digits.len() <= 2 && !others.is_empty() && others.iter().all(|group| group.digits.len() == 3)
    }

    /// `2024-05-01`, `01.05.2024`, `2023–2024`.
    fn is_date(&self) -> bool {
        let lengths: Vec<usize> = self.groups.iter().map(|group| group.digits.len()).collect();
        let year = |at: usize| {
            self.groups.get(at).is_some_and(|group| {
                group.digits.len() == 4 && (group.digits.starts_with("19") || group.digits.starts_with("20"))
            })
        };
        match lengths.as_slice() {
            [4, 4] => year(0) && year(1),
            [4, 1 | 2, 1 | 2] => year(0),
            [1 | 2, 1 | 2, 4] => year(2),
            _ => false,
        }
    }

    /// `+59.32930`: a coordinate, when there is another one beside it or a degree sign behind.
    fn is_decimal(&self, before: &str) -> bool {
        let point = self.groups.len() == 2 && self.groups[1].separator == ".";
        point
            && (self.digits() < 9
                || self.next.is_some_and(|c| matches!(c, '°' | ','))
                || before.trim_end().ends_with(','))
    }

    /// `123–145`: pages, years.
    fn has_range(&self) -> bool {
        self.groups.iter().any(|group| group.separator.contains('\u{2013}'))
    }
}

#[cfg(test)]
mod tests;
