//! The piece of a text that shows best why it was found.

use std::ops::Range;

use serde_json::Value;

use super::rank::{Match, Ranked};
use crate::search::analysis::{Piece, fold, pieces};

/// How long an excerpt is, in letters.
const LENGTH: usize = 200;

/// How many of them stand before the first word that was found.
const BEFORE: usize = 50;

/// What is shown of a document.
pub(super) struct Shown {
    pub(super) anchor: String,
    pub(super) heading: String,
    pub(super) text: String,
    pub(super) marks: Vec<Range<usize>>,
    /// How much of the query stands somewhere in the file in a row, as it was typed.
    pub(super) row: f64,
}

/// A word of a text that is one of the query's: which, where, and how many words come before it.
struct Mark {
    term: usize,
    place: Range<usize>,
    number: usize,
}

/// The excerpt from a text file of the index.
pub(super) fn excerpt(file: &Value, one: &Ranked, matches: &[Match]) -> Option<Shown> {
    let first = file[2].as_u64()?;
    let said = |marks: &[Mark]| {
        let mut terms: Vec<usize> = marks.iter().map(|mark| mark.term).collect();
        terms.sort_unstable();
        terms.dedup();
        terms.into_iter().map(|term| one.weights[term]).sum::<f64>()
    };
    let row = |marks: &[Mark]| {
        // Words in a row are as far from their places in the query, all of them.
        let shift = |mark: &Mark| mark.number.wrapping_sub(matches[mark.term].place);
        let mut marks: Vec<&Mark> = marks.iter().collect();
        marks.sort_by_key(|mark| (shift(mark), mark.term));
        marks.dedup_by_key(|mark| (shift(mark), mark.term));
        let rows = marks.chunk_by(|a, b| shift(a) == shift(b));
        rows.map(|row| row.iter().map(|mark| one.weights[mark.term]).sum()).fold(0.0, f64::max)
    };
    let mut longest: f64 = row(&self::marks(file[0].as_str()?, matches));
    let mut best: Option<(f64, Shown)> = None;
    for (section, number) in file[3].as_array()?.iter().zip(first..) {
        let (heading, anchor, text) = (section[0].as_str()?, section[1].as_str()?, section[2].as_str()?);
        let there = self::marks(text, matches);
        let above = self::marks(heading, matches);
        let says = |marks: &[Mark]| said(marks) + row(marks);
        longest = longest.max(row(&there)).max(row(&above));
        let (window, marks) = window(text, &there, &says);
        let wanted = one.section.is_some_and(|section| u64::from(section) == number);
        let score = says(marks) + 0.5 * said(&above) + if wanted { 1e3 } else { 0.0 };
        // Nothing to read is worse than a piece that has none of the words.
        let better =
            |(other, shown): &(f64, Shown)| score > *other || score >= *other && shown.text.is_empty();
        if best.as_ref().is_none_or(better) {
            let (text, marks) = cut(text, &window, marks);
            let (anchor, heading) = (anchor.to_owned(), heading.to_owned());
            best = Some((score, Shown { anchor, heading, text, marks, row: 0.0 }));
        }
    }
    best.map(|(_, shown)| Shown { row: longest, ..shown })
}

fn marks(text: &str, matches: &[Match]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut gram_from = 0;
    let mut next = 0;
    pieces(text, |piece| {
        let number = next;
        let (form, place) = match piece {
            Piece::Word(word) => {
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                (fold(word).into_owned(), start..start + word.len())
            }
            Piece::Gram(gram) => {
                // Pieces overlap, so each begins behind the first letter of the one before.
                let Some(at) = text[gram_from..].find(gram.as_str()) else {
                    next += 1;
                    return;
                };
                let start = gram_from + at;
                gram_from = start + gram.chars().next().map_or(0, char::len_utf8);
                (gram.clone(), start..start + gram.len())
            }
            _ => return,
        };
        next += 1;
        if let Some(term) = matches.iter().position(|matched| matched.forms.contains(&form)) {
            marks.push(Mark { term, place, number });
        }
    });
    marks
}

/// The stretch of a text that says most of the query, and the marks in it.
fn window<'m>(text: &str, marks: &'m [Mark], said: &dyn Fn(&[Mark]) -> f64) -> (Range<usize>, &'m [Mark]) {
    let mut best = (0.0, 0..0);
    for first in 0..marks.len() {
        let end = forward(text, marks[first].place.start, LENGTH - BEFORE);
        let count = marks[first..].iter().take_while(|mark| mark.place.end <= end).count();
        let score = said(&marks[first..first + count]);
        if score > best.0 {
            best = (score, first..first + count);
        }
    }
    let marks = &marks[best.1];
    let from = marks.first().map_or(0, |mark| backward(text, mark.place.start, BEFORE));
    (from..forward(text, from, LENGTH), marks)
}

/// The place so many letters further on.
fn forward(text: &str, from: usize, letters: usize) -> usize {
    text[from..].char_indices().nth(letters).map_or(text.len(), |(at, _)| from + at)
}

/// The place so many letters before.
fn backward(text: &str, from: usize, letters: usize) -> usize {
    text[..from].char_indices().nth_back(letters.saturating_sub(1)).map_or(0, |(at, _)| at)
}

/// The text of a window, between words where there are spaces, and the marks in it.
fn cut(text: &str, window: &Range<usize>, marks: &[Mark]) -> (String, Vec<Range<usize>>) {
    let Range { mut start, mut end } = *window;
    let limit = marks.first().map_or(start, |mark| mark.place.start);
    if start > 0 {
        start = text[start..limit].find([' ', '\n']).map_or(start, |at| start + at + 1);
    }
    if end < text.len() {
        let last = marks.last().map_or(start, |mark| mark.place.end);
        end = text[last.min(end)..end].rfind([' ', '\n']).map_or(end, |at| last + at);
    }
    let before = if start > 0 { "…" } else { "" };
    let after = if end < text.len() { "…" } else { "" };
    let shift = |place: usize| place - start + before.len();
    let inside = marks.iter().filter(|mark| mark.place.end <= end);
    let marks = inside.map(|mark| shift(mark.place.start)..shift(mark.place.end));
    (format!("{before}{}{after}", text[start..end].replace('\n', " ")), marks.collect())
}

/// Whether a text file of the index has words one behind the other.
pub(super) fn has_phrase(file: &Value, phrase: &[String]) -> bool {
    let sections = file[3].as_array().into_iter().flatten();
    let texts = sections.flat_map(|section| [&section[0], &section[2]]);
    let texts = std::iter::once(&file[0]).chain(texts);
    texts.filter_map(Value::as_str).any(|text| {
        let mut forms = Vec::new();
        pieces(text, |piece| match piece {
            Piece::Word(word) => forms.push(fold(word).into_owned()),
            Piece::Gram(gram) => forms.push(gram),
            _ => {}
        });
        forms.windows(phrase.len()).any(|window| window == phrase)
    })
}
