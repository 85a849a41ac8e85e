//! From spans to what people see: lines, columns and the line that a fault stands on.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Texts;
use super::visible::visible;
use crate::diagnostic::{Diagnostic, Place};
use crate::source::{LineColumn, Lines, SitePath, Span};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Past this many bytes of a line its excerpt would cost more than it shows.
const LONGEST_START: usize = 16 * 1024;
/// Characters of a fault that are underlined at most.
const LONGEST_MARK: usize = 100;
/// Characters shown after a fault at most; the renderer cuts further, to the width of a page.
const LONGEST_END: usize = 200;

/// Where a fault starts and where it has ended: the end is the first character that is not part of
/// it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Location {
    pub(super) start: LineColumn,
    pub(super) end: LineColumn,
}

/// The line that a span starts on.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// Counted from 1.
    pub(super) line: usize,
    /// The line from its first character, cut a good way after the span, safe to print.
    pub(super) text: String,
    /// The bytes of `text` to mark: as much of the span as stands on this line.
    pub(super) marked: Range<usize>,
}

/// The texts of all files that need one, each read once.
pub(super) fn contents<'d>(
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    texts: &dyn Texts,
) -> FxHashMap<&'d SitePath, Option<String>> {
    let mut contents = FxHashMap::default();
    for diagnostic in diagnostics {
        let placed = matches!(diagnostic.place, Place::Span(_)).then_some(&diagnostic.file);
        let labelled = diagnostic.labels.iter().map(|label| &label.file);
        for file in placed.into_iter().chain(labelled) {
            contents.entry(file).or_insert_with(|| texts.text(file));
        }
    }
    contents
}

/// The files that could be read, with their lines found.
pub(super) struct Files<'t>(FxHashMap<&'t SitePath, File<'t>>);

struct File<'t> {
    text: &'t str,
    lines: Lines<'t>,
}

impl<'t> Files<'t> {
    pub(super) fn new(contents: &'t FxHashMap<&SitePath, Option<String>>) -> Self {
        let files = contents.iter().filter_map(|(&path, text)| {
            let text = text.as_deref()?;
            let lines = Lines::new(text);
            Some((path, File { text, lines }))
        });
        Self(files.collect())
    }

    /// The lines and columns of a place; those of the file's start when it is the whole file.
    pub(super) fn location(&self, path: &SitePath, place: &Place) -> Location {
        match place {
            Place::Span(span) => self.span(path, *span),
            Place::File | Place::Field(_) => Location { start: FIRST, end: FIRST },
        }
    }

    /// The lines and columns of a span; those of the file's start when there is no text.
    pub(super) fn span(&self, path: &SitePath, span: Span) -> Location {
        let (start, end) = match self.0.get(path) {
            Some(file) => (file.at(span.start), file.at(span.end.max(span.start))),
            None => (FIRST, FIRST),
        };
        Location { start, end }
    }

    /// The line that `span` starts on. `None` when there is no text, or so long a line that showing
    /// it is of no use.
    pub(super) fn excerpt(&self, path: &SitePath, span: Span) -> Option<Excerpt> {
        self.0.get(path)?.excerpt(span)
    }
}

const FIRST: LineColumn = LineColumn { line: 1, column: 1 };

impl File<'_> {
    fn at(&self, byte: u32) -> LineColumn {
        let mut at = self.lines.at(byte as usize);
        let line = self.lines.span(at.line);
        if byte > line.end {
            // Between the characters of a line ending is its end for every editor.
            at = self.lines.at(line.end as usize);
        }
        if at.line == 1 && at.column > 1 && self.text.starts_with(BYTE_ORDER_MARK) {
            // Editors do not count the mark.
            at.column -= 1;
        }
        at
    }

    fn excerpt(&self, span: Span) -> Option<Excerpt> {
        let line = self.at(span.start).line;
        let whole = self.lines.span(line);
        let mut from = whole.start as usize;
        if line == 1 && self.text.starts_with(BYTE_ORDER_MARK) {
            from += BYTE_ORDER_MARK.len();
        }
        let end_of_line = whole.end as usize;
        let boundary = |byte: u32| {
            let mut byte = (byte as usize).clamp(from, end_of_line);
            while !self.text.is_char_boundary(byte) {
                byte -= 1;
            }
            byte
        };
        let start = boundary(span.start);
        let end = boundary(span.end).max(start);
        if start - from > LONGEST_START {
            return None;
        }
        let end = cut(self.text, start..end, LONGEST_MARK);
        let to = cut(self.text, end..end_of_line, LONGEST_END);

        let mut text = visible(&self.text[from..start]).into_owned();
        let marked = text.len();
        text += &visible(&self.text[start..end]);
        let marked = marked..text.len();
        text += &visible(&self.text[end..to]);
        Some(Excerpt { line, text, marked })
    }
}

/// The end of the first `most` characters of `range`.
fn cut(text: &str, range: Range<usize>, most: usize) -> usize {
    text[range.clone()].char_indices().nth(most).map_or(range.end, |(at, _)| range.start + at)
}
