//! The running text of a Markdown text with the places of its words, for what is to be shown to its writer. Bodies
//! have no places any more, so the text is parsed once more: call it where there is something to tell.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::EXTENSIONS;
use crate::source::Span;

/// What stands together in a block, without a mark in between.
#[derive(Debug, Default)]
pub struct Prose {
    /// A line's end is a space.
    pub text: String,
    /// Where the pieces begin: in `text`, and in the file.
    pieces: Vec<(usize, usize)>,
}

impl Prose {
    /// The place in the file of a range of the text.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span {
        let place = |at: usize| {
            let piece = self.pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            self.pieces.get(piece).map_or(0, |(start, place)| place + (at - start))
        };
        // The end is that of the last letter: what follows may lie elsewhere.
        Span::new(place(range.start), place(range.end.saturating_sub(1)) + 1)
    }
}

/// The running text of `text`, the whole text of a file, from the byte `body_start` on: what is the writer's own words,
/// and neither code nor a quotation nor an address.
#[must_use]
pub fn prose(text: &str, body_start: usize) -> Vec<Prose> {
    let mut all = Vec::new();
    let mut prose = Prose::default();
    let mut quotes = 0;
    let mut is_code = false;
    let mut is_address = false;
    let mut is_image = false;
    for (event, range) in Parser::new_ext(&text[body_start..], EXTENSIONS).into_offset_iter() {
        let start = body_start + range.start;
        match &event {
            Event::Text(words) if quotes == 0 && !(is_code || is_address || is_image) => {
                prose.pieces.push((prose.text.len(), start));
                prose.text.push_str(words);
                continue;
            }
            Event::SoftBreak => {
                prose.pieces.push((prose.text.len(), start));
                prose.text.push(' ');
                continue;
            }
            Event::Start(Tag::BlockQuote(None)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(None)) => quotes -= 1,
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Start(Tag::Image { .. }) => is_image = true,
            Event::End(TagEnd::Image) => is_image = false,
            Event::Start(Tag::Link { link_type, .. }) => {
                is_address = matches!(
                    link_type,
                    LinkType::Autolink | LinkType::Email | LinkType::WikiLink { has_pothole: false }
                );
            }
            Event::End(TagEnd::Link) => is_address = false,
            _ => {}
        }
        if !prose.text.is_empty() {
            all.push(std::mem::take(&mut prose));
        }
    }
    all.push(prose);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_text_is_known_with_its_places() {
        let text = "---\n---\n> A quoted word\n\nA `coded word`, [a word](word.md), [[word]] and\n- one\n  \
                    word & \\*word\\*\n\n```\nword\n```\n\n> [!NOTE]\n> A noted\n> word\n";
        let all = prose(text, 8);
        let texts: Vec<&str> = all.iter().map(|prose| prose.text.trim()).collect();
        let texts: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        assert_eq!(texts, ["A", ",", "a word", ",", "and", "one word & *word*", "A noted word"]);
        for prose in &all {
            for (at, word) in prose.text.match_indices("word") {
                let span = prose.span(&(at..at + word.len()));
                assert_eq!(&text[span.start as usize..span.end as usize], "word");
            }
        }
        let noted = all.iter().find(|prose| prose.text.contains("noted")).unwrap();
        let span = noted.span(&(2..12));
        assert_eq!(&text[span.start as usize..span.end as usize], "noted\n> word");
    }
}
