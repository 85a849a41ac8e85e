//! Numbers as printable signs. A file of the index is a script with one text in it, so that browsers
//! load it from a folder as well as from a server; numbers in it are written with 91 signs that need
//! no escape in JSON, and are compressed by whatever compresses scripts.
//!
//! A number below 57 is one sign, below 3,060 two, up to 756,630 four.

/// The first sign, and the one that is left out because JSON escapes it.
const FIRST: u8 = b'#';
const SKIPPED: u8 = b'\\';
pub(super) const SIGNS: u32 = 91;

/// Below this a number is one sign; from here on the first sign tells how it goes on.
const SINGLE: u32 = 57;
const DOUBLE: u32 = SINGLE + (SIGNS - 1 - SINGLE) * SIGNS;

/// The largest number that can be written.
pub(super) const LARGEST: u32 = DOUBLE + SIGNS * SIGNS * SIGNS - 1;

/// Writes a number below [`SIGNS`] as one sign.
pub(super) fn push_sign(out: &mut String, value: u32) {
    debug_assert!(value < SIGNS);
    let byte = FIRST + u8::try_from(value).unwrap_or(u8::MAX - FIRST);
    out.push(char::from(if byte >= SKIPPED { byte + 1 } else { byte }));
}

/// Writes a number up to [`LARGEST`].
pub(super) fn push(out: &mut String, value: u32) {
    debug_assert!(value <= LARGEST);
    if value < SINGLE {
        push_sign(out, value);
    } else if value < DOUBLE {
        let rest = value - SINGLE;
        push_sign(out, SINGLE + rest / SIGNS);
        push_sign(out, rest % SIGNS);
    } else {
        let rest = value - DOUBLE;
        push_sign(out, SIGNS - 1);
        push_sign(out, rest / SIGNS / SIGNS);
        push_sign(out, rest / SIGNS % SIGNS);
        push_sign(out, rest % SIGNS);
    }
}

/// The number that a sign stands for.
pub(super) fn sign(byte: u8) -> u32 {
    u32::from(byte - FIRST) - u32::from(byte > SKIPPED)
}

/// Reads numbers from a text of signs.
pub(super) struct Numbers<'t>(std::slice::Iter<'t, u8>);

impl<'t> Numbers<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self(text.as_bytes().iter())
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.0.len()
    }

    /// The next sign by itself.
    pub(super) fn next_sign(&mut self) -> Option<u32> {
        self.0.next().map(|&byte| sign(byte))
    }
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let first = self.next_sign()?;
        if first < SINGLE {
            Some(first)
        } else if first < SIGNS - 1 {
            Some(SINGLE + (first - SINGLE) * SIGNS + self.next_sign()?)
        } else {
            let rest = (self.next_sign()? * SIGNS + self.next_sign()?) * SIGNS + self.next_sign()?;
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
    fn no_sign_needs_an_escape_or_means_something_else() {
        let mut text = String::new();
        for value in 0..SIGNS {
            push_sign(&mut text, value);
        }
        assert_eq!(serde_json::to_string(&text).unwrap(), format!("\"{text}\""));
        assert!(!text.contains([' ', '!', '\n']));
        assert!(text.bytes().map(sign).eq(0..SIGNS));
    }
}
