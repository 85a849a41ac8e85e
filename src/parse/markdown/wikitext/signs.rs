//! Texts and addresses in which no sign means anything to a wiki.

use std::fmt::Write as _;

/// A text as it may stand anywhere in a page of a wiki, without any marks.
#[must_use]
pub fn wiki_text(text: &str) -> String {
    escaped(text, true, true)
}

/// An address as it may stand in one bracket.
pub(super) fn in_brackets(address: &str) -> String {
    let mut safe = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '[' | ']' | '{' | '}' | '|' | '\'' => {
                let _ = write!(safe, "%{:02X}", u32::from(c));
            }
            c => safe.push(c),
        }
    }
    safe
}

/// A text in which no sign means anything to a wiki. `starts` says that it begins a line, `is_narrow` that it stands where
/// `=` and `!` mean something, too.
pub(super) fn escaped(text: &str, starts: bool, is_narrow: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    let mut is_first = starts;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let is_double = next == Some(c) || before == c;
        let is_sign = match c {
            '<' | '[' | ']' | '{' | '}' | '|' => true,
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            '\'' | '~' | '_' => is_double,
            '*' | '#' | ':' | ';' | ' ' => is_first,
            '=' => is_first || is_narrow,
            '!' => is_narrow && is_double,
            '-' => is_first && is_double,
            _ => false,
        };
        if is_sign {
            let _ = write!(out, "&#{};", u32::from(c));
        } else {
            out.push(c);
        }
        is_first = c == '\n';
        before = c;
    }
    out
}
