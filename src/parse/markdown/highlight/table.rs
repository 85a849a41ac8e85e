//! Languages whose things are known by how they begin.

use super::Class;
use super::lexer::{self, Lexer};

/// What a language has.
pub(super) struct Table {
    /// The first one that begins somewhere is taken.
    pub(super) rules: &'static [Rule],
    pub(super) keywords: &'static [&'static str],
    pub(super) values: &'static [&'static str],
    /// Whether capitals make no difference in these, which are written small.
    pub(super) any_case: bool,
    /// Whether only what begins a command can be one of them.
    pub(super) leading: bool,
    /// What belongs to a word beside letters, digits and `_`.
    pub(super) joins: &'static str,
    pub(super) numbers: bool,
    /// What follows a word or a text that is a key.
    pub(super) keys: &'static [&'static str],
}

/// A language without anything.
pub(super) const NOTHING: Table = Table {
    rules: &[],
    keywords: &[],
    values: &[],
    any_case: false,
    leading: false,
    joins: "",
    numbers: true,
    keys: &[],
};

pub(super) enum Rule {
    /// From a sign to the end of the line.
    Line(&'static str, Where),
    /// From one sign to another, or to the end of the text.
    Comment(&'static str, &'static str),
    /// Between two signs that are the same.
    Text(&'static str, Quoted),
    /// Between two signs without a blank, a quote or the first sign between them; otherwise the first is no sign.
    Close(char, char),
    /// A sign with the name right behind it.
    Sigil(&'static str, Class),
    /// Between two slashes, where a value can begin.
    Pattern,
}

#[derive(PartialEq)]
pub(super) enum Where {
    Anywhere,
    /// At the beginning of a line or behind a blank.
    Apart,
}

#[derive(Clone, Copy)]
pub(super) struct Quoted {
    /// Whether it can go on in the next line.
    pub(super) lines: bool,
    /// Whether a backslash takes the letter behind it.
    pub(super) escapes: bool,
}

/// As in most languages.
pub(super) const QUOTED: Quoted = Quoted { lines: false, escapes: true };
/// One that can have line ends in it.
pub(super) const LONG: Quoted = Quoted { lines: true, escapes: true };

impl Table {
    pub(super) fn lex(&self, lexer: &mut Lexer<'_>) {
        // The rules whose texts have no end any more: it is not looked for again.
        let mut endless = 0_u32;
        // The letter that the thing before begins or ends with, or the end of its line.
        let mut last = None;
        'next: while let Some(first) = lexer.rest().chars().next() {
            let rest = lexer.rest();
            for (number, rule) in self.rules.iter().enumerate() {
                let bit = 1 << number;
                let Some((length, mut class)) = rule.begins(lexer, last, endless & bit > 0) else { continue };
                if length.is_endless {
                    endless |= bit;
                }
                if class == Class::Text && self.is_key(&rest[length.bytes..]) {
                    class = Class::Name;
                }
                lexer.take(length.bytes, class);
                last = rest[..length.bytes].chars().next_back();
                continue 'next;
            }
            if first.is_ascii_digit() && self.numbers {
                let is_of_number =
                    |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_');
                lexer.take(lexer::run(rest, is_of_number), Class::Value);
            } else if first.is_alphanumeric() || first == '_' {
                let is_of_word =
                    |letter: char| letter.is_alphanumeric() || letter == '_' || self.joins.contains(letter);
                let length = lexer::run(rest, is_of_word);
                let is_part = lexer.code()[..lexer.at()].ends_with('.');
                lexer.take(length, self.class(is_part, last, &rest[..length], &rest[length..]));
            } else {
                lexer.pass();
                if first.is_whitespace() && first != '\n' {
                    continue;
                }
            }
            last = Some(first);
        }
    }

    fn class(&self, is_part: bool, last: Option<char>, word: &str, behind: &str) -> Option<Class> {
        let is_among = |words: &[&str]| {
            words.iter().any(|known| {
                known.len() == word.len()
                    && if self.any_case { known.eq_ignore_ascii_case(word) } else { *known == word }
            })
        };
        // A part of something else may have any name.
        let can_be_word = !is_part && (!self.leading || last.is_none_or(|last| "\n;|&(`".contains(last)));
        if self.is_key(behind) {
            Some(Class::Name)
        } else if !can_be_word {
            None
        } else if is_among(self.keywords) {
            Some(Class::Keyword)
        } else {
            is_among(self.values).then_some(Class::Value)
        }
    }

    fn is_key(&self, behind: &str) -> bool {
        self.keys.iter().any(|sign| behind.starts_with(sign))
    }
}

/// How long something is, and whether what should have ended it was not there.
struct Length {
    bytes: usize,
    is_endless: bool,
}

impl Rule {
    /// What begins here by this rule.
    fn begins(&self, lexer: &mut Lexer<'_>, last: Option<char>, is_endless: bool) -> Option<(Length, Class)> {
        let rest = lexer.rest();
        let found = |bytes| Length { bytes, is_endless: false };
        Some(match *self {
            Self::Line(sign, ref place) => {
                let before = &lexer.code()[..lexer.at()];
                if !rest.starts_with(sign)
                    || *place == Where::Apart && before.ends_with(|before: char| !before.is_whitespace())
                {
                    return None;
                }
                (found(lexer.line().len()), Class::Comment)
            }
            Self::Comment(open, close) => {
                let inside = rest.strip_prefix(open)?;
                let end = inside.find(close).map_or(rest.len(), |end| open.len() + end + close.len());
                (found(end), Class::Comment)
            }
            Self::Text(sign, quoted) => {
                let inside = rest.strip_prefix(sign)?;
                let end = if quoted.lines && is_endless { None } else { end(inside, sign, quoted) };
                match end {
                    Some(end) => (found(sign.len() + end + sign.len()), Class::Text),
                    None => {
                        let length = Length { bytes: lexer.line().len().max(sign.len()), is_endless: true };
                        (length, Class::Text)
                    }
                }
            }
            Self::Close(open, close) => {
                let inside = rest.strip_prefix(open)?;
                let stops =
                    |letter: char| letter.is_whitespace() || letter == open || matches!(letter, '"' | '\'');
                let length = inside.find(|letter| letter == close || stops(letter))?;
                if !inside[length..].starts_with(close) {
                    return None;
                }
                (found(open.len_utf8() + length + close.len_utf8()), Class::Text)
            }
            Self::Sigil(sign, class) => {
                let inside = rest.strip_prefix(sign)?;
                let length = lexer::run(inside, |letter| letter.is_alphanumeric() || letter == '_');
                if length == 0 {
                    return None;
                }
                (found(sign.len() + length), class)
            }
            Self::Pattern => {
                let inside = rest.strip_prefix('/')?;
                if !last.is_none_or(|last| "(,=:[!&|?{};\n".contains(last)) {
                    return None;
                }
                let length = end(inside, "/", QUOTED).map_or(lexer.line().len(), |end| end + 2);
                (found(length), Class::Text)
            }
        })
    }
}

/// Where the sign stands that ends a text, if it does on its line or, where it may go on, at all.
fn end(inside: &str, sign: &str, quoted: Quoted) -> Option<usize> {
    let bytes = inside.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quoted.escapes => at += 1,
            b'\n' if !quoted.lines => return None,
            _ if bytes[at..].starts_with(sign.as_bytes()) => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}
