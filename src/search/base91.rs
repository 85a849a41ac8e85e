//! Numbers of variable length to the base of 91. A file of the index is a script with one text in it, so that
//! browsers load it from a folder as well as from a server; numbers in it are written with printable digits
//! that need no escape in JSON, and are compressed by whatever compresses scripts.
//!
//! A number below 57 is one digit, below 3,060 two, up to 756,630 four.

use serde_json::{Value, json};

/// The first digit, and the character that is left out because JSON escapes it.
const FIRST: u8 = b'#';
const SKIPPED: u8 = b'\\';
pub(super) const BASE: u32 = 91;

/// Below this a number is one digit; from here on the first digit tells how it goes on.
const SINGLE: u32 = 57;
const DOUBLE: u32 = SINGLE + (BASE - 1 - SINGLE) * BASE;

/// The largest number that can be written.
pub(super) const LARGEST: u32 = DOUBLE + BASE * BASE * BASE - 1;

/// What the engine of the search page reads numbers by: the first digit, the character that is left out, the
/// base, and what a single digit is below.
pub(super) fn format() -> Value {
    json!([FIRST, SKIPPED, BASE, SINGLE])
}

/// Writes a number below [`BASE`] as one digit.
pub(super) fn push_digit(out: &mut String, value: u32) {
    debug_assert!(value < BASE);
    let byte = FIRST + u8::try_from(value).unwrap_or(u8::MAX - FIRST);
    out.push(char::from(if byte >= SKIPPED { byte + 1 } else { byte }));
}

/// Writes a number up to [`LARGEST`].
pub(super) fn push(out: &mut String, value: u32) {
    debug_assert!(value <= LARGEST);
    if value < SINGLE {
        push_digit(out, value);
    } else if value < DOUBLE {
        let rest = value - SINGLE;
        push_digit(out, SINGLE + rest / BASE);
        push_digit(out, rest % BASE);
    } else {
        let rest = value - DOUBLE;
        push_digit(out, BASE - 1);
        push_digit(out, rest / BASE / BASE);
        push_digit(out, rest / BASE % BASE);
        push_digit(out, rest % BASE);
    }
}

/// The number at the start of a text of digits, which is shortened by it.
pub(super) fn take(text: &mut &str) -> u32 {
    let mut numbers = Numbers::new(text);
    let number = numbers.next().unwrap_or(0);
    *text = &text[text.len() - numbers.left()..];
    number
}

/// The value of a digit.
pub(super) fn digit(byte: u8) -> u32 {
    u32::from(byte - FIRST) - u32::from(byte > SKIPPED)
}

/// Reads numbers from a text of digits.
pub(super) struct Numbers<'t>(std::slice::Iter<'t, u8>);

impl<'t> Numbers<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self(text.as_bytes().iter())
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.0.len()
    }

    /// The next digit by itself.
    pub(super) fn next_digit(&mut self) -> Option<u32> {
        self.0.next().map(|&byte| digit(byte))
    }
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let first = self.next_digit()?;
        if first < SINGLE {
            Some(first)
        } else if first < BASE - 1 {
            Some(SINGLE + (first - SINGLE) * BASE + self.next_digit()?)
        } else {
            let rest = (self.next_digit()? * BASE + self.next_digit()?) * BASE + self.next_digit()?;
            Some(DOUBLE + rest)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let numbers = [0, 1, 56, 57, 58, 147, 148, 3_059, DOUBLE - 1, DOUBLE, 10_000, LARGEST];
        let mut text = String::new();
        for number in numbers {
            push(&mut text, number);
        }
        assert_eq!(Numbers::new(&text).collect::<Vec<_>>(), numbers);
        assert_eq!((DOUBLE, LARGEST), (3_060, 756_630));
    }

    #[test]
    fn no_digit_needs_an_escape_or_means_something_else() {
        let mut text = String::new();
        for value in 0..BASE {
            push_digit(&mut text, value);
        }
        assert_eq!(serde_json::to_string(&text).unwrap(), format!("\"{text}\""));
        assert!(!text.contains([' ', '!', '\n']));
        assert!(text.bytes().map(digit).eq(0..BASE));
    }
}
