use std::cell::OnceCell;

/// A stretch of a file, in bytes from the file's first byte. Files over 4 GB do not get this far:
/// the size of every input is bounded long before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// # Panics
    /// Past 4 GB, which no input reaches.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |at: usize| u32::try_from(at).expect("inputs are bounded far below 4 GB");
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The same stretch, seen from `by` bytes further back: from a part of a file to the whole.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }
}

/// A place as people and editors count it: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

/// The line starts of a text, to turn bytes into lines and columns.
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// How many characters begin before each [`STRIDE`] bytes, once a long line is asked about: many places of one line
    /// would each count them from its start.
    characters: OnceCell<Vec<usize>>,
}

/// So many bytes are counted as quickly as looked up.
const STRIDE: usize = 256;

impl<'t> Lines<'t> {
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1))
            .collect();
        Self { text, starts, characters: OnceCell::new() }
    }

    /// The place of a byte. Past the end of the text it is the end.
    #[must_use]
    pub fn at(&self, byte: usize) -> LineColumn {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.starts.partition_point(|&start| start <= byte) - 1;
        LineColumn { line: line + 1, column: self.count(self.starts[line], byte) + 1 }
    }

    /// How many characters begin between two places.
    fn count(&self, start: usize, end: usize) -> usize {
        let between = |start: usize, end: usize| {
            self.text.as_bytes()[start..end].iter().filter(|byte| begins(**byte)).count()
        };
        if end - start <= STRIDE {
            return between(start, end);
        }
        let characters = self.characters.get_or_init(|| {
            let mut characters = vec![0];
            for at in (0..self.text.len()).step_by(STRIDE) {
                let end = self.text.len().min(at + STRIDE);
                characters.push(characters[at / STRIDE] + between(at, end));
            }
            characters
        });
        let before = |at: usize| characters[at / STRIDE] + between(at / STRIDE * STRIDE, at);
        before(end) - before(start)
    }

    /// The bytes of a line, counted from 1, without its line ending; the last line for one past it.
    #[must_use]
    pub fn span(&self, line: usize) -> Span {
        let index = line.clamp(1, self.starts.len()) - 1;
        let start = self.starts[index];
        let end = self.starts.get(index + 1).map_or(self.text.len(), |&next| next);
        let content = self.text[start..end].trim_end_matches(['\n', '\r']);
        Span::new(start, start + content.len())
    }
}

/// Whether a character begins with the byte in UTF-8.
fn begins(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_long_lines_count_characters_too() {
        for letter in ["a", "å", "標", "🜚"] {
            // The line begins at every place of a stride.
            for before in 0..STRIDE + 2 {
                let text = format!("{}\n{}b", "x".repeat(before), letter.repeat(3 * STRIDE));
                let lines = Lines::new(&text);
                for number in [0, 1, STRIDE - 1, STRIDE, STRIDE + 1, 2 * STRIDE, 3 * STRIDE, 3 * STRIDE + 1] {
                    let byte = before + 1 + number * letter.len();
                    let column = number + 1;
                    if byte <= text.len() {
                        assert_eq!(
                            lines.at(byte),
                            LineColumn { line: 2, column },
                            "{letter} {before} {number}"
                        );
                    }
                }
            }
        }
        let text = "a".repeat(2 * STRIDE);
        assert_eq!(Lines::new(&text).at(2 * STRIDE).column, 2 * STRIDE + 1);
    }

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("a\nåäö b\n");
        let at = lines.at(9);
        assert_eq!((at.line, at.column), (2, 5));
        assert_eq!(lines.span(2), Span::new(2, 10));
    }

    #[test]
    fn a_place_past_the_end_is_the_end() {
        let at = Lines::new("ab").at(99);
        assert_eq!((at.line, at.column), (1, 3));
    }
}
