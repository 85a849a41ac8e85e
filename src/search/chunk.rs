//! The texts that results show: each document in chunks of about a screen, so that a reader loads the chunk
//! that a result is about and nothing else.

use serde_json::json;

use super::document::Document;
use super::file;
use crate::source::UrlPath;

/// The most chunks that a document has. Longer documents have longer chunks.
pub(super) const MOST: usize = 16;
const _: () = assert!(MOST <= u16::BITS as usize, "a posting has a bit for each");

/// How long a chunk is, in bytes.
const SIZE: usize = 1_800;

/// A chunk of a document.
pub(super) struct Chunk<'d> {
    number: usize,
    /// Sections, or parts of them, with their text.
    pub(super) sections: Vec<(usize, &'d str)>,
    /// The sections that begin here.
    pub(super) headings: Vec<usize>,
}

/// The files that the text of a document lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ChunkFiles {
    /// The name of its files, but for the number of the chunk.
    pub(super) name: Box<str>,
    /// For each chunk the first section in it, and whether that has begun in the chunk before.
    pub(super) starts: Vec<(u16, bool)>,
}

/// The files of the chunks of a document: each has title, address, number of the first
/// section, and each section's heading, anchor and text.
pub(super) fn files(
    chunks: &[Chunk<'_>],
    url: &UrlPath,
    document: &Document<'_>,
) -> (ChunkFiles, Vec<Vec<u8>>) {
    let files: Vec<Vec<u8>> = chunks.iter().map(|chunk| chunk.file(url, document)).collect();
    let name = file::name(&files.concat()).into();
    (ChunkFiles { name, starts: chunks.iter().map(Chunk::start).collect() }, files)
}

/// The name of the file of a chunk.
pub(super) fn name(document: &str, chunk: usize) -> String {
    format!("{document}-{chunk}")
}

impl Chunk<'_> {
    /// The bit of the chunk in a posting.
    pub(super) fn bit(&self) -> u16 {
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

/// Splits a document, between blocks where it can.
pub(super) fn split<'d>(document: &'d Document<'_>) -> Vec<Chunk<'d>> {
    let whole: usize = document.sections.iter().map(|section| section.text.len() + 1).sum();
    let size = SIZE.max(whole / (MOST - 1) + 1);
    let mut chunks = vec![Chunk { number: 0, sections: Vec::new(), headings: Vec::new() }];
    let mut room = size;
    for (number, section) in document.sections.iter().enumerate() {
        let mut rest = section.text.as_str();
        let mut begins = true;
        loop {
            let last = chunks.len() == MOST;
            // A chunk that is nearly full takes no new heading, for its text would lie elsewhere.
            let full = room < rest.len().min(size / 4);
            if full && !last {
                chunks.push(Chunk { number: chunks.len(), sections: Vec::new(), headings: Vec::new() });
                room = size;
                continue;
            }
            let end = if last || rest.len() <= room { rest.len() } else { end_of_block(rest, room) };
            let chunk = chunks.last_mut().expect("there is a first chunk");
            chunk.sections.push((number, &rest[..end]));
            if begins {
                chunk.headings.push(number);
                begins = false;
            }
            room = room.saturating_sub(end + 1);
            rest = rest[end..].trim_start();
            if rest.is_empty() {
                break;
            }
        }
    }
    chunks
}

/// Where to split a text so that at most `room` bytes stand before it, if need be within a block.
fn end_of_block(text: &str, room: usize) -> usize {
    let ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let first = text.chars().next().map_or(0, char::len_utf8);
    let room = ends.take_while(|&end| end <= room).last().unwrap_or(first);
    let before = &text[..room];
    let ends = [before.rfind('\n'), before.rfind(". ").map(|at| at + 1), before.rfind(' ')];
    // Not so early that the chunk would be a scrap.
    ends.into_iter().flatten().find(|&end| end > room / 2).unwrap_or(room)
}
