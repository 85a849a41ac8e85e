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
}

impl<'t> Lines<'t> {
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1))
            .collect();
        Self { text, starts }
    }

    /// The place of a byte. Past the end of the text it is the end.
    #[must_use]
    pub fn at(&self, byte: usize) -> LineColumn {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.starts.partition_point(|&start| start <= byte) - 1;
        LineColumn { line: line + 1, column: self.text[self.starts[line]..byte].chars().count() + 1 }
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

#[cfg(test)]
mod tests {
    use super::*;

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
