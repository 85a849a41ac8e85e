//! Markdown that is put together block by block. The readers of the formats call it, each for what it finds; what they
//! do not understand goes into the text with a mark (`[to write: …]`), so that nobody publishes it unseen.

mod lists;

use std::mem::take;

use super::line::{Line, Mark, address};
use super::table::Table;
use super::told::{Left, Seen, Told};
use crate::record::to_write;

/// Lists and quotations within each other past this are drawn as if they were less deep.
const DEEPEST: usize = 8;

/// A stretch of the text that stands for itself, at the highest level.
#[derive(Debug)]
pub(super) enum Segment {
    /// A heading: how deep, as Markdown, and without marks.
    Heading { level: usize, markdown: String, plain: String },
    /// Anything else as Markdown; and what it refers to, where each entry of a list has one link.
    Text { markdown: String, references: Option<Vec<Reference>> },
}

/// An entry of a list of sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) title: String,
    pub(super) address: String,
}

/// What the line under way is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    Paragraph,
    Heading(usize),
}

#[derive(Debug)]
enum Container {
    Quote { is_new: bool },
    List { is_ordered: bool, sign: char, entries: usize },
    Entry { mark: String, is_new: bool, is_tight: bool },
}

#[derive(Debug)]
pub(super) struct Writer {
    pub(super) line: Line,
    pub(super) told: Told,
    pub(super) segments: Vec<Segment>,
    /// What each note says, in their order.
    notes: Vec<String>,
    /// The lines that wait until a note is whole.
    outer: Vec<Line>,
    block: Block,
    current: String,
    containers: Vec<Container>,
    /// How many lists, and quotations, are open that are not drawn.
    too_deep: (usize, usize),
    /// The list that ended last, as long as nothing follows it: how deep it was, its kind and its sign.
    ended: Option<(usize, bool, char)>,
    table: Option<Table>,
    /// Of the segment under way: the references so far, as long as it has nothing else.
    references: Option<Vec<Reference>>,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            line: Line::default(),
            told: Told::default(),
            segments: Vec::new(),
            notes: Vec::new(),
            outer: Vec::new(),
            block: Block::Paragraph,
            current: String::new(),
            containers: Vec::new(),
            too_deep: (0, 0),
            ended: None,
            table: None,
            references: Some(Vec::new()),
        }
    }
}

impl Writer {
    pub(super) fn in_table(&self) -> bool {
        self.table.is_some()
    }

    /// Whether what is written is the text of a note.
    pub(super) fn in_note(&self) -> bool {
        !self.outer.is_empty()
    }

    /// Ends the paragraph or the heading under way.
    pub(super) fn end_block(&mut self) {
        let block = std::mem::replace(&mut self.block, Block::Paragraph);
        if self.table.is_some() || self.in_note() {
            return self.line.line_break();
        }
        let line = self.line.finish();
        self.told.left_all(Left::Emphasis, line.lost);
        if line.markdown.is_empty() {
            return;
        }
        let in_container = !self.containers.is_empty();
        match block {
            Block::Heading(level) if !in_container => {
                self.told.seen(Seen::Heading);
                let segment = Segment::Heading { level, markdown: line.markdown, plain: line.plain };
                self.segments.push(segment);
            }
            Block::Heading(_) => {
                self.told.seen(Seen::Heading);
                self.put(&line.markdown, None);
            }
            Block::Paragraph => {
                self.told.seen(if in_container { Seen::Entry } else { Seen::Paragraph });
                let reference = match line.links.as_slice() {
                    [one] => {
                        let title = if line.plain.is_empty() { one.clone() } else { line.plain.clone() };
                        Some(Reference { title, address: one.clone() })
                    }
                    _ => None,
                };
                self.put(&line.markdown, reference);
            }
        }
    }

    /// Begins a heading, whose text follows.
    pub(super) fn heading(&mut self, level: usize) {
        self.end_block();
        self.block = Block::Heading(level);
    }

    pub(super) fn rule(&mut self) {
        self.end_block();
        if !self.in_table() {
            self.put("---", None);
        }
    }

    /// A block of code.
    pub(super) fn code_block(&mut self, language: &str, code: &str) {
        if self.in_table() || self.in_note() {
            return self.line.code(code);
        }
        self.end_block();
        let code = code.trim_matches(['\n', '\r']);
        if !code.trim().is_empty() {
            self.told.seen(Seen::Code);
            self.put(&fenced(language, code), None);
        }
    }

    /// Text that is not understood, as it was written, with a mark that says what it is.
    pub(super) fn marked(&mut self, what: &str, language: &str, code: &str) {
        if self.in_table() || self.in_note() {
            return self.marked_inline(what, code);
        }
        self.end_block();
        self.put(&to_write(what), None);
        self.put(&fenced(language, code.trim()), None);
    }

    /// The same within a line.
    pub(super) fn marked_inline(&mut self, what: &str, code: &str) {
        self.line.markdown(&to_write(what));
        self.line.text(" ");
        self.line.code(code);
    }

    /// A link, whose text follows; one that leads nowhere is its text alone.
    pub(super) fn open_link(&mut self, target: &str) {
        match address(target) {
            Some(address) => {
                self.told.seen(Seen::Link);
                self.line.open_link(&address);
            }
            None => self.told.left(Left::NoAddress),
        }
    }

    /// A picture that lies beside the record.
    pub(super) fn picture(&mut self, file: &str, description: &str) {
        self.told.seen(Seen::Picture);
        let description = description.split_whitespace().collect::<Vec<_>>().join(" ");
        if description.is_empty() {
            self.told.left(Left::NoText);
        }
        let description = crate::desk::markdown::inline(&description).replace(']', "\\]");
        self.line.markdown(&format!("![{description}]({file})"));
    }

    /// Begins a note, whose text follows. It may be in a note already; then its text goes into that.
    pub(super) fn open_note(&mut self) {
        let mut inner = Line::default();
        inner.in_cell = true;
        self.outer.push(std::mem::replace(&mut self.line, inner));
    }

    /// Ends the note, and gives its number; `None` where it says nothing.
    pub(super) fn close_note(&mut self) -> Option<usize> {
        let outer = self.outer.pop()?;
        let note = std::mem::replace(&mut self.line, outer).finish();
        self.told.left_all(Left::Emphasis, note.lost);
        if note.markdown.is_empty() {
            self.told.left(Left::HalfNote);
            return None;
        }
        if self.in_note() {
            self.line.text(" ");
            self.line.markdown(&format!("({})", note.markdown));
            return None;
        }
        self.told.seen(Seen::Note);
        self.notes.push(note.markdown);
        Some(self.notes.len())
    }

    /// The sign that leads to a note.
    pub(super) fn note(&mut self, number: usize) {
        self.line.markdown(&format!("[^{number}]"));
    }

    /// A block that is Markdown already.
    pub(super) fn block(&mut self, markdown: &str) {
        if self.in_table() || self.in_note() {
            return self.line.markdown(&markdown.replace('\n', " "));
        }
        self.end_block();
        self.put(markdown, None);
    }

    /// A heading of the first level that is Markdown already, and the same without marks.
    pub(super) fn whole_heading(&mut self, markdown: &str, plain: &str) {
        let (markdown, plain) = (markdown.replace('\n', " "), plain.to_owned());
        self.segments.push(Segment::Heading { level: 1, markdown, plain });
    }

    /// A text that is Markdown already, as a whole.
    pub(super) fn whole(&mut self, markdown: &str) {
        self.segments.push(Segment::Text { markdown: markdown.to_owned(), references: None });
    }

    pub(super) fn open_table(&mut self) {
        if let Some(table) = &mut self.table {
            table.depth += 1;
            self.told.left(Left::Nested);
            return self.line.line_break();
        }
        self.end_block();
        if !self.in_note() {
            self.table = Some(Table::default());
        }
    }

    pub(super) fn caption(&mut self) {
        if let Some(table) = &mut self.table
            && table.depth == 0
        {
            table.end_cell(&mut self.line);
            table.begin_caption(&mut self.line);
        }
    }

    pub(super) fn row(&mut self) {
        match &mut self.table {
            Some(table) if table.depth == 0 => table.row(&mut self.line),
            Some(_) => self.line.line_break(),
            None => {}
        }
    }

    /// Begins a cell, which goes over so many columns and rows.
    pub(super) fn cell(&mut self, is_heading: bool, columns: usize, rows: usize) {
        match &mut self.table {
            Some(table) if table.depth == 0 => table.cell(&mut self.line, is_heading, columns, rows),
            Some(_) => self.line.text(" "),
            None => {}
        }
    }

    pub(super) fn close_table(&mut self) {
        if let Some(table) = &mut self.table
            && table.depth > 0
        {
            table.depth -= 1;
            return self.line.line_break();
        }
        let Some(table) = self.table.take() else { return };
        let finished = table.finish(&mut self.line, &mut self.told);
        if let Some(caption) = finished.caption {
            self.put(&caption, None);
        }
        if let Some(markdown) = finished.markdown {
            self.told.seen(Seen::Table);
            self.put(&markdown, None);
        }
    }

    /// Ends everything that is open.
    pub(super) fn end_all(&mut self) {
        while self.in_note() {
            if let Some(number) = self.close_note() {
                self.note(number);
            }
        }
        if let Some(table) = &mut self.table {
            table.depth = 0;
        }
        self.close_table();
        self.end_block();
        self.containers.clear();
        self.end_segment();
    }

    /// What stands at the end of the text: what each note says.
    pub(super) fn notes(&self) -> String {
        let line = |(at, note): (usize, &String)| {
            [
                "[^".to_owned(),
                (at + 1).to_string(),
                "]: ".to_owned(),
                note.replace("<br>", " "),
                "\n".to_owned(),
            ]
        };
        self.notes.iter().enumerate().flat_map(line).collect()
    }

    /// Puts a block below what is there, within all that is open.
    fn put(&mut self, block: &str, reference: Option<Reference>) {
        self.ended = None;
        match (&mut self.references, reference) {
            (Some(references), Some(reference)) => references.push(reference),
            (references, _) => *references = None,
        }
        let (mut first, mut rest, mut blank) = (String::new(), String::new(), String::new());
        let (mut has_new, mut is_tight) = (false, false);
        for container in &mut self.containers {
            let (of_first, of_rest) = match container {
                Container::List { .. } => continue,
                Container::Quote { is_new } => {
                    has_new |= take(is_new);
                    ("> ".to_owned(), "> ".to_owned())
                }
                Container::Entry { mark, is_new, is_tight: tight } => {
                    let width = " ".repeat(mark.len());
                    if take(is_new) {
                        is_tight |= *tight && !has_new;
                        has_new = true;
                        (mark.clone(), width)
                    } else {
                        (width.clone(), width)
                    }
                }
            };
            if !has_new {
                blank.push_str(&of_rest);
            }
            first.push_str(&of_first);
            rest.push_str(&of_rest);
        }
        if !self.current.is_empty() && !is_tight {
            self.current.push_str(blank.trim_end());
            self.current.push('\n');
        }
        for (number, line) in block.lines().enumerate() {
            let prefix = if number == 0 { &first } else { &rest };
            if line.is_empty() {
                self.current.push_str(prefix.trim_end());
            } else {
                self.current.push_str(prefix);
                self.current.push_str(line);
            }
            self.current.push('\n');
        }
        self.end_segment();
    }

    /// What was written stands for itself, if nothing is open around it.
    fn end_segment(&mut self) {
        if self.containers.is_empty() {
            let references = self.references.replace(Vec::new()).filter(|references| !references.is_empty());
            let markdown = take(&mut self.current);
            if !markdown.is_empty() {
                self.segments.push(Segment::Text { markdown: markdown.trim_end().to_owned(), references });
            }
        }
    }

    /// Sets words apart, or no longer: a sign that both opens and closes.
    pub(super) fn toggle(&mut self, mark: Mark) {
        if self.line.is_open(mark) {
            self.line.close(mark);
        } else {
            self.line.open(mark);
        }
    }
}

/// Code between fences that it does not hold itself.
pub(super) fn fenced(language: &str, code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}{language}\n{code}\n{fence}")
}
