//! Footnotes: numbered as they are first named, and shown together at the end.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::body::{Body, Fill, Message};
use super::pieces::Piece;
use super::writer::Writer;

/// The footnotes so far.
#[derive(Default)]
pub(super) struct Notes<'t> {
    all: Vec<Note<'t>>,
    /// Places in `all`, by label.
    by_label: HashMap<String, usize>,
    /// Places in `all`; the one with the number 1 is the first.
    numbered: Vec<usize>,
    /// The definitions that are being kept for the end, as places in `all`: the innermost is last.
    collecting: Vec<usize>,
    /// How many images are open in them. Their descriptions are plain text and name no notes.
    images: usize,
    /// Whether the notes themselves are being written.
    pub(super) at_end: bool,
}

#[derive(Default)]
struct Note<'t> {
    /// Whether its definition was met.
    defined: bool,
    /// Its name, and where it is defined.
    label: String,
    place: Range<usize>,
    /// What it says, until it is written.
    pieces: Vec<(Piece<'t>, Range<usize>)>,
    /// From 1; none for one that was not named yet.
    number: Option<usize>,
    /// How often it is named in all.
    references: usize,
    /// How many of these are written.
    written: usize,
}

impl<'t> Notes<'t> {
    pub(super) fn is_collecting(&self) -> bool {
        !self.collecting.is_empty()
    }

    /// Starts to keep a definition. The second one of a label is a note of its own, that nothing
    /// refers to: no text is lost.
    pub(super) fn start(&mut self, label: &str, place: &Range<usize>) {
        let mut note = self.labelled(label);
        if self.all[note].defined {
            note = self.all.len();
            self.all.push(Note::default());
        }
        let new = &mut self.all[note];
        new.defined = true;
        label.clone_into(&mut new.label);
        new.place = place.clone();
        self.collecting.push(note);
    }

    /// Keeps a piece of the definition under way, or ends it.
    pub(super) fn collect(&mut self, piece: Piece<'t>, range: Range<usize>) {
        match &piece {
            Piece::Event(Event::Start(Tag::FootnoteDefinition(label))) => return self.start(label, &range),
            Piece::Event(Event::End(TagEnd::FootnoteDefinition)) => {
                self.collecting.pop();
                return;
            }
            Piece::Event(Event::Start(Tag::Image { .. })) => self.images += 1,
            Piece::Event(Event::End(TagEnd::Image)) => self.images -= 1,
            Piece::Event(Event::FootnoteReference(label)) if self.images == 0 => {
                let named = self.labelled(label);
                self.all[named].references += 1;
            }
            _ => {}
        }
        if let Some(&note) = self.collecting.last() {
            self.all[note].pieces.push((piece, range));
        }
    }

    /// The place of the note with that label; labels differ in more than case.
    fn labelled(&mut self, label: &str) -> usize {
        let next = self.all.len();
        let label = label.to_uppercase().to_lowercase();
        let note = *self.by_label.entry(label).or_insert(next);
        if note == next {
            self.all.push(Note::default());
        }
        note
    }

    fn number(&mut self, note: usize) -> usize {
        *self.all[note].number.get_or_insert_with(|| {
            self.numbered.push(note);
            self.numbered.len()
        })
    }
}

impl<'t> Writer<'t> {
    pub(super) fn note_reference(&mut self, label: &CowStr<'t>) {
        let index = self.notes.labelled(label);
        let number = self.notes.number(index);
        let note = &mut self.notes.all[index];
        note.written += 1;
        if !self.notes.at_end {
            note.references += 1;
        }
        let id = Reference(number, note.written);
        self.body.anchors.push(format!("fnref-{id}").into());
        let in_anchor = self.in_anchor();
        let html = &mut self.body.html;
        // Writing to a string cannot fail.
        let _ = if in_anchor {
            write!(html, "<sup class=\"footnote-ref\" id=\"fnref-{id}\">{number}</sup>")
        } else {
            write!(
                html,
                "<sup class=\"footnote-ref\"><a id=\"fnref-{id}\" href=\"#fn-{number}\">{number}</a></sup>"
            )
        };
    }

    /// Writes all notes: first those that the text names, in the order of their numbers, then those
    /// that it does not name.
    pub(super) fn write_notes(&mut self) {
        if self.notes.all.is_empty() {
            return;
        }
        self.notes.at_end = true;
        self.fresh_line();
        self.push("<section class=\"footnotes\" aria-label=\"");
        self.body.placeholder(Fill::Message(Message::Footnotes));
        self.push("\">\n<ol>\n");
        // The numbered ones can become more on the way: a note names another.
        let mut written = 0;
        let mut known = 0;
        loop {
            if let Some(&note) = self.notes.numbered.get(written) {
                written += 1;
                self.write_note(note, written);
            } else if known < self.notes.all.len() {
                self.notes.number(known);
                known += 1;
            } else {
                break;
            }
        }
        self.push("</ol>\n</section>\n");
    }

    fn write_note(&mut self, note: usize, number: usize) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.body.html, "<li id=\"fn-{number}\">");
        self.body.anchors.push(format!("fn-{number}").into());
        for (piece, range) in std::mem::take(&mut self.notes.all[note].pieces) {
            self.piece(piece, range);
        }
        let references = self.notes.all[note].references;
        if references == 0 {
            let (label, place) = (self.notes.all[note].label.clone(), self.notes.all[note].place.clone());
            let line = self.text[place.clone()].find('\n').map_or(place.end, |length| place.start + length);
            self.lost(
                &(place.start..line),
                format!("nothing refers to the footnote `[^{label}]`"),
                format!(
                    "write `[^{label}]` in the text where it belongs; a name stands for one footnote only"
                ),
            );
        }
        if references > 0 {
            const PARAGRAPH: &str = "</p>\n";
            let in_paragraph = self.body.html.ends_with(PARAGRAPH);
            if in_paragraph {
                let end = self.body.html.len() - PARAGRAPH.len();
                self.body.html.truncate(end);
            }
            for time in 1..=references {
                self.back_link(&Reference(number, time));
            }
            self.push(if in_paragraph { PARAGRAPH } else { "\n" });
        }
        self.push("</li>\n");
    }

    fn back_link(&mut self, reference: &Reference) {
        // Writing to a string cannot fail.
        let _ =
            write!(self.body.html, " <a class=\"footnote-back\" href=\"#fnref-{reference}\" aria-label=\"");
        self.body.placeholder(Fill::Message(Message::FootnoteBack));
        let _ = write!(self.body.html, " {reference}\">↩</a>");
    }
}

/// What stands in the ids of notes that a translation has from its original, before their numbers.
pub(super) const BORROWED_NOTE: &str = "original-";

/// A place in the HTML of a part with an id of a note, or what names one.
pub(super) struct NoteId {
    /// Where the number begins, in bytes.
    pub(super) at: usize,
    /// The number of the note that it leads to.
    pub(super) names: Option<usize>,
}

/// The places of a part with ids of notes, in their order. The writer has put them there: what a text says has no `<`.
pub(super) fn note_ids(html: &str) -> Vec<NoteId> {
    const NAMES: &str = "<a id=\"fnref-";
    const TO: &str = "href=\"#fn-";
    const STARTS: [&str; 4] = [
        "<sup class=\"footnote-ref\" id=\"fnref-",
        NAMES,
        "<a class=\"footnote-back\" href=\"#fnref-",
        "<li id=\"fn-",
    ];
    let mut ids = Vec::new();
    for (at, _) in html.match_indices('<') {
        let Some(start) = STARTS.into_iter().find(|start| html[at..].starts_with(start)) else { continue };
        ids.push(NoteId { at: at + start.len(), names: None });
        if start == NAMES
            && let Some(to) = html[at..].find(TO).map(|found| at + found + TO.len())
        {
            let digits = html[to..].find('"').map_or("", |length| &html[to..to + length]);
            ids.push(NoteId { at: to, names: digits.parse().ok() });
        }
    }
    ids
}

impl Body {
    /// Where each note stands in the HTML, by number.
    pub(super) fn note_items(&self) -> Vec<Range<usize>> {
        let notes = &self.html[self.notes.html..];
        let starts: Vec<usize> =
            notes.match_indices("<li id=\"fn-").map(|(at, _)| self.notes.html + at).collect();
        let end = notes.rfind("</ol>\n</section>\n").map_or(self.html.len(), |at| self.notes.html + at);
        let ends = starts.iter().skip(1).copied().chain([end]);
        starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
    }
}

/// One of the places that name a note: its number, and which of them it is, from 1. The first is
/// `3`, the second `3:2`.
struct Reference(usize, usize);

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self(number, 1) => write!(f, "{number}"),
            Self(number, time) => write!(f, "{number}-{time}"),
        }
    }
}
