//! The texts that results show: each document in chunks of about a screen, so that a reader loads the chunk
//! that a result is about and nothing else.

use serde_json::json;

use super::base91::push;
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

/// A text as it was analysed.
#[derive(Default)]
pub(super) struct Analysed {
    /// How many words and n-grams it has.
    pub(super) words: usize,
    pub(super) names: Vec<NameSaid>,
}

/// Where a text says a name of a concept.
pub(super) struct NameSaid {
    /// How many words come before it, and how many it has.
    pub(super) at: usize,
    pub(super) words: usize,
    /// The id of the concept.
    pub(super) concept: String,
}

/// The texts of a document as they were analysed.
#[derive(Default)]
pub(super) struct AnalysedTexts {
    pub(super) title: Analysed,
    /// Of each section.
    pub(super) headings: Vec<Analysed>,
    /// Of each chunk, of each section in it.
    pub(super) texts: Vec<Vec<Analysed>>,
}

/// The files of the chunks of a document: each has title, address, number of the first
/// section, and each section's heading, anchor and text; then the names of concepts that are said in all these in
/// that order: twice the number of words from where the one before begins, and one more for a name of several words; the
/// id of the concept; and the number of words, less two, where there are several.
pub(super) fn files(
    chunks: &[Chunk<'_>],
    url: &UrlPath,
    document: &Document<'_>,
    analysed: &AnalysedTexts,
) -> (ChunkFiles, Vec<Vec<u8>>) {
    let files = chunks.iter().zip(&analysed.texts).map(|(chunk, texts)| {
        let names = chunk.names(&analysed.title, &analysed.headings, texts);
        chunk.file(url, document, &names)
    });
    let files: Vec<Vec<u8>> = files.collect();
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

    /// The names that are said in it, as its file has them.
    fn names(&self, title: &Analysed, headings: &[Analysed], texts: &[Analysed]) -> String {
        let mut encoded = String::new();
        let (mut before, mut first) = (0, 0);
        let of_sections = self.sections.iter().zip(texts);
        let of_sections = of_sections.flat_map(|((section, _), text)| [&headings[*section], text]);
        for Analysed { words, names } in std::iter::once(title).chain(of_sections) {
            for name in names {
                let at = first + name.at;
                let several = name.words.checked_sub(2);
                push(&mut encoded, number((at - before) * 2 + usize::from(several.is_some())));
                encoded.push_str(&name.concept);
                if let Some(several) = several {
                    push(&mut encoded, number(several));
                }
                before = at;
            }
            first += words;
        }
        encoded
    }

    fn file(&self, url: &UrlPath, document: &Document<'_>, names: &str) -> Vec<u8> {
        let sections = self.sections.iter().map(|&(section, text)| {
            let section = &document.sections[section];
            json!([section.heading, section.anchor, text])
        });
        let sections: Vec<_> = sections.collect();
        file::write(&json!([document.title, url.as_str(), self.start().0, sections, names]))
    }
}

fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(0)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn analysed(words: usize, names: &[(usize, usize)]) -> Analysed {
        let said = |&(at, words)| NameSaid { at, words, concept: "abc".to_owned() };
        Analysed { words, names: names.iter().map(said).collect() }
    }

    /// `#` is 0, each character behind it one more.
    #[test]
    fn names_are_told_by_their_distance_in_all_texts_of_a_file() {
        let chunk = Chunk { number: 0, sections: vec![(1, "…")], headings: vec![1] };
        let headings = [analysed(9, &[]), analysed(2, &[(1, 1)])];
        let names = |texts: &[Analysed]| chunk.names(&analysed(3, &[(0, 1), (2, 1)]), &headings, texts);
        // In the title words 0 and 2, in the heading word 3 + 1, in the text word 3 + 2 + 4.
        assert_eq!(names(&[analysed(7, &[(4, 1)])]), "#abc'abc'abc-abc");
        // A name of several words has an odd number, and their number less two.
        assert_eq!(names(&[analysed(7, &[(4, 2), (4, 3)])]), "#abc'abc'abc.abc#$abc$");
        assert_eq!(names(&[analysed(7, &[])]), "#abc'abc'abc");
    }
}
