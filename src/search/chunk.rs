//! The texts that results show: each document in pieces of about a screen, so that a reader loads the
//! piece that a result is about and nothing else.

use serde_json::json;

use super::document::Document;
use super::file;
use crate::source::UrlPath;

/// The most pieces that a document has. Longer documents have longer pieces.
pub(super) const PARTS: usize = 16;
const _: () = assert!(PARTS <= u16::BITS as usize, "a posting has a bit for each");

/// How long a piece is, in bytes.
const SIZE: usize = 1_800;

/// A piece of a document.
pub(super) struct Cut<'d> {
    number: usize,
    /// Sections, or parts of them, with their text.
    pub(super) sections: Vec<(usize, &'d str)>,
    /// The sections that begin here.
    pub(super) headings: Vec<usize>,
}

/// Where the text of a document lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Texts {
    /// The name of its files, but for the number of the piece.
    pub(super) name: Box<str>,
    /// For each piece the first section in it, and whether that has begun in the piece before.
    pub(super) starts: Vec<(u16, bool)>,
}

/// The files of a document, which is cut into pieces: each has title, address, number of the first
/// section, and each section's heading, anchor and text.
pub(super) fn files(cuts: &[Cut<'_>], url: &UrlPath, document: &Document<'_>) -> (Texts, Vec<Vec<u8>>) {
    let files: Vec<Vec<u8>> = cuts.iter().map(|cut| cut.file(url, document)).collect();
    let name = file::name(&files.concat()).into();
    (Texts { name, starts: cuts.iter().map(Cut::start).collect() }, files)
}

/// The name of the file of a piece.
pub(super) fn name(document: &str, piece: usize) -> String {
    format!("{document}-{piece}")
}

impl Cut<'_> {
    /// The bit of the piece among the parts of its document.
    pub(super) fn part(&self) -> u16 {
        1 << self.number
    }

    fn start(&self) -> (u16, bool) {
        let first = self.sections.first().map_or(0, |(section, _)| *section);
        (u16::try_from(first).unwrap_or(u16::MAX), self.headings.first() != Some(&first))
    }

    fn file(&self, url: &UrlPath, document: &Document<'_>) -> Vec<u8> {
        let sections = self.sections.iter().map(|&(section, text)| {
            let section = &document.sections[section];
            json!([section.heading, section.anchor, text])
        });
        let sections: Vec<_> = sections.collect();
        file::write(&json!([document.title, url.as_str(), self.start().0, sections]))
    }
}

/// Cuts a document, between blocks where it can.
pub(super) fn cut<'d>(document: &'d Document<'_>) -> Vec<Cut<'d>> {
    let whole: usize = document.sections.iter().map(|section| section.text.len() + 1).sum();
    let size = SIZE.max(whole / (PARTS - 1) + 1);
    let mut cuts = vec![Cut { number: 0, sections: Vec::new(), headings: Vec::new() }];
    let mut room = size;
    for (number, section) in document.sections.iter().enumerate() {
        let mut rest = section.text.as_str();
        let mut begins = true;
        loop {
            let last = cuts.len() == PARTS;
            // A piece that is nearly full takes no new heading, for its text would lie elsewhere.
            let full = room < rest.len().min(size / 4);
            if full && !last {
                cuts.push(Cut { number: cuts.len(), sections: Vec::new(), headings: Vec::new() });
                room = size;
                continue;
            }
            let end = if last || rest.len() <= room { rest.len() } else { end_of_block(rest, room) };
            let cut = cuts.last_mut().expect("there is a first piece");
            cut.sections.push((number, &rest[..end]));
            if begins {
                cut.headings.push(number);
                begins = false;
            }
            room = room.saturating_sub(end + 1);
            rest = rest[end..].trim_start();
            if rest.is_empty() {
                break;
            }
        }
    }
    cuts
}

/// Where to cut a text so that at most `room` bytes stand before it, if need be within a block.
fn end_of_block(text: &str, room: usize) -> usize {
    let ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let first = text.chars().next().map_or(0, char::len_utf8);
    let room = ends.take_while(|&end| end <= room).last().unwrap_or(first);
    let before = &text[..room];
    let ends = [before.rfind('\n'), before.rfind(". ").map(|at| at + 1), before.rfind(' ')];
    // Not so early that the piece would be a scrap.
    ends.into_iter().flatten().find(|&end| end > room / 2).unwrap_or(room)
}
