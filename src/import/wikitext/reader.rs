//! A page block by block: headings, lists, paragraphs. What stands within a line is read by the neighbours of this file.

use std::collections::HashMap;
use std::ops::Range;

use super::addresses::Wiki;
use super::pairs::Pairs;
use crate::import::told::{Left, Seen};
use crate::import::writer::Writer;

/// Brackets within each other deeper than this are text.
pub(super) const DEEPEST: usize = 16;

/// What a page says besides its text.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The categories that it is in, without `Category:`.
    pub(crate) categories: Vec<String>,
    /// Where it leads on to, if it does nothing else.
    pub(crate) redirect: Option<String>,
}

/// A page while it is read.
pub(super) struct Reader<'t, 'w> {
    pub(super) text: &'t str,
    pub(super) pairs: Pairs,
    pub(super) title: &'t str,
    pub(super) wiki: Wiki<'t>,
    pub(super) writer: &'w mut Writer,
    pub(super) page: Page,
    /// The number of each note that has a name.
    pub(super) notes: HashMap<String, usize>,
    /// Where notes with names say what they are, once one was looked for.
    pub(super) defined: Option<HashMap<String, Range<usize>>>,
    /// A term whose definition is to come.
    pub(super) term: Option<String>,
}

impl Reader<'_, '_> {
    /// Reads whole lines.
    pub(super) fn blocks(&mut self, range: Range<usize>) {
        let text = self.text;
        let mut at = range.start;
        while at < range.end {
            let line = &text[at..range.end];
            let content = line.trim_start_matches([' ', '\t', ':']);
            let start = at + (line.len() - content.len());
            if content.starts_with("{|")
                && let Some(end) = self.pairs.end_of_table(start)
            {
                self.end_text();
                self.table(start + 2..end - 2);
                at = self.rest_of_line(end, range.end);
                continue;
            }
            if content.starts_with("{{")
                && let Some(end) = self.pairs.end(start)
                && end <= range.end
                && text[end..range.end].split('\n').next().is_some_and(|rest| rest.trim().is_empty())
                && self.block_template(start..end)
            {
                at = self.rest_of_line(end, range.end);
                continue;
            }
            if let Some(end) = self.block_tag(start, range.end) {
                at = self.rest_of_line(end, range.end);
                continue;
            }
            let end = self.pairs.end_of_line(text, at, range.end);
            self.line(at..end);
            at = end + 1;
        }
        self.end_text();
    }

    /// Where the next line begins, if nothing but blanks follows.
    fn rest_of_line(&self, at: usize, end: usize) -> usize {
        let blank = self.text[at..end].len() - self.text[at..end].trim_start_matches([' ', '\t', '\r']).len();
        if self.text[at + blank..].starts_with('\n') { at + blank + 1 } else { at }
    }

    /// Ends the paragraph, the lists and the definition under way.
    pub(super) fn end_text(&mut self) {
        self.writer.end_lists();
        self.end_definition();
    }

    fn line(&mut self, range: Range<usize>) {
        let line = &self.text[range.clone()];
        let trimmed = line.trim();
        if trimmed.is_empty() {
            return self.end_text();
        }
        if let Some((level, inside)) = heading(line) {
            self.end_text();
            self.writer.heading(level);
            self.inline(range.start + inside.start..range.start + inside.end, 0);
            return self.writer.end_block();
        }
        if trimmed.starts_with("----") && trimmed.trim_start_matches('-').is_empty() {
            self.end_text();
            return self.writer.rule();
        }
        let marks = line.len() - line.trim_start_matches(['*', '#', ':', ';']).len();
        if marks > 0 {
            return self.entry(range, marks);
        }
        if self.writer.has_lists() || self.term.is_some() {
            self.end_text();
        }
        // Lines of a paragraph belong together; marks end with theirs.
        if !self.writer.line.is_empty() {
            if line.starts_with(' ') {
                self.writer.line.line_break();
            } else {
                self.writer.line.text("\n");
            }
        }
        self.inline(range, 0);
        self.writer.line.close_all();
    }

    /// An entry of a list, a term or a definition.
    fn entry(&mut self, range: Range<usize>, marks: usize) {
        let signs = &self.text[range.start..range.start + marks];
        let text = range.start + marks..range.end;
        if signs.starts_with([';', ':']) && marks == 1 {
            return self.definition(signs == ";", text);
        }
        self.end_definition();
        let depth = signs.bytes().filter(|sign| matches!(sign, b'*' | b'#')).count();
        let indents = marks - depth;
        let last = signs.bytes().last().unwrap_or(b'*');
        if depth == 0 {
            self.writer.end_lists();
            self.writer.told.left_all(Left::Indent, indents);
        } else if matches!(last, b':' | b';') && self.writer.has_lists() {
            // More of the entry above.
            self.writer.end_block();
        } else {
            self.writer.told.left_all(Left::Indent, indents);
            self.writer.entry_of(depth, last == b'#');
        }
        self.inline(text, 0);
        self.writer.line.close_all();
        if depth == 0 {
            self.writer.end_block();
        }
    }

    /// A line `; term`, which may go on with `: definition`, or a line `: definition`. One without a term is a
    /// paragraph that was indented.
    fn definition(&mut self, is_term: bool, range: Range<usize>) {
        self.writer.end_lists();
        if is_term {
            self.end_definition();
            let colon = self.pairs.find(self.text, range.clone(), b" : ").map(|at| (at, at + 3));
            let end = colon.map_or(range.end, |(at, _)| at);
            let term = self.inline_alone(range.start..end);
            if term.is_empty() {
                return;
            }
            self.term = Some(term);
            if let Some((_, from)) = colon {
                self.definition(false, from..range.end);
            }
            return;
        }
        if self.term.is_some() {
            let said = self.inline_alone(range);
            if let Some(term) = &mut self.term {
                term.push_str("\n: ");
                term.push_str(&said);
            }
        } else {
            self.writer.told.left(Left::Indent);
            self.inline(range, 0);
            self.writer.end_block();
        }
    }

    fn end_definition(&mut self) {
        let Some(term) = self.term.take() else { return };
        self.writer.told.seen(Seen::Entry);
        if term.contains("\n: ") {
            self.writer.block(&term);
        } else {
            self.writer.block(&format!("**{term}**"));
        }
    }

    /// A line by itself as Markdown.
    fn inline_alone(&mut self, range: Range<usize>) -> String {
        let outer = std::mem::take(&mut self.writer.line);
        self.inline(range, 0);
        let finished = std::mem::replace(&mut self.writer.line, outer).finish();
        self.writer.told.left_all(Left::Emphasis, finished.lost);
        finished.markdown.replace("\\\n", " ")
    }
}

/// How deep the heading of a line is, and where its text stands.
fn heading(line: &str) -> Option<(usize, Range<usize>)> {
    let end = line.trim_end().len();
    let line = &line[..end];
    let before = line.len() - line.trim_start_matches('=').len();
    let behind = line.len() - line.trim_end_matches('=').len();
    if before == 0 || behind == 0 || line.len() < 3 {
        return None;
    }
    if before == line.len() {
        // Nothing but the signs: some of them are the text.
        let level = ((line.len() - 1) / 2).min(6);
        return Some((level, level..line.len() - level));
    }
    let level = before.min(behind).min(6);
    Some((level, level..line.len() - level))
}
