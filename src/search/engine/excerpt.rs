//! The stretch of a text that shows best why it was found.

use std::ops::Range;

use serde_json::Value;

use super::rank::{Match, Ranked};
use crate::search::analysis::{Token, fold, forms, tokenize};
use crate::search::base91::take;
use crate::search::concepts::ID;
use crate::search::parameters::Excerpt;

/// What is shown of a document.
pub(super) struct Shown {
    pub(super) anchor: String,
    pub(super) heading: String,
    pub(super) text: String,
    pub(super) marks: Vec<Range<usize>>,
    /// The sum of weights of the most words of the query that stand in a row in the file, as they were typed.
    pub(super) adjacent: f64,
}

/// A word of a text that is one of the query's.
struct Mark {
    /// The number of the query's.
    term: usize,
    /// Where it stands, in bytes.
    range: Range<usize>,
    /// How many words of the file come before it.
    position: usize,
    /// Whether it is another name for it.
    is_name: bool,
}

/// The excerpt from a text file of the index.
pub(super) fn excerpt(file: &Value, one: &Ranked, matches: &[Match], parameters: &Excerpt) -> Option<Shown> {
    let first = file[2].as_u64()?;
    let said = |marks: &[Mark]| {
        let mut terms: Vec<usize> = marks.iter().map(|mark| mark.term).collect();
        terms.sort_unstable();
        terms.dedup();
        terms.into_iter().map(|term| one.weights[term]).sum::<f64>()
    };
    let adjacent = |marks: &[Mark]| {
        // Words in a row are all as far from their places in the query.
        let shift = |mark: &Mark| mark.position.wrapping_sub(matches[mark.term].position);
        let mut marks: Vec<&Mark> = marks.iter().collect();
        marks.sort_by_key(|mark| (shift(mark), mark.term));
        marks.dedup_by_key(|mark| (shift(mark), mark.term));
        let rows = marks.chunk_by(|a, b| shift(a) == shift(b));
        rows.map(|row| row.iter().map(|mark| one.weights[mark.term]).sum()).fold(0.0, f64::max)
    };
    let mut marks = Marks::new(file, matches);
    let mut most: f64 = adjacent(&marks.next(file[0].as_str()?));
    let mut best: Option<(f64, Shown)> = None;
    for (section, number) in file[3].as_array()?.iter().zip(first..) {
        let (heading, anchor, text) = (section[0].as_str()?, section[1].as_str()?, section[2].as_str()?);
        let above = marks.next(heading);
        let there = marks.next(text);
        let says = |marks: &[Mark]| said(marks) + adjacent(marks);
        most = most.max(adjacent(&there)).max(adjacent(&above));
        let (window, marks) = window(text, &there, &says, parameters);
        let wanted = one.section.is_some_and(|section| u64::from(section) == number);
        let wanted = if wanted { parameters.anchor } else { 0.0 };
        let score = says(marks) + parameters.heading * said(&above) + wanted;
        // Nothing to read is worse than a text that has none of the words.
        let better =
            |(other, shown): &(f64, Shown)| score > *other || score >= *other && shown.text.is_empty();
        if best.as_ref().is_none_or(better) {
            let (text, marks) = cut(text, &window, marks);
            let (anchor, heading) = (anchor.to_owned(), heading.to_owned());
            best = Some((score, Shown { anchor, heading, text, marks, adjacent: 0.0 }));
        }
    }
    best.map(|(_, shown)| Shown { adjacent: most, ..shown })
}

/// What texts have of a word that was corrected, as it is written there.
#[derive(Clone, Default)]
pub(super) struct Written {
    /// A form of it.
    pub(super) form: Option<String>,
    /// A word of another name for it.
    pub(super) name: Option<String>,
}

impl Written {
    /// What came first stays.
    pub(super) fn add(&mut self, Self { form, name }: Self) {
        self.form = self.form.take().or(form);
        self.name = self.name.take().or(name);
    }
}

/// For each word of a query that was corrected, what the text file has of it.
pub(super) fn written(file: &Value, matches: &[Match]) -> Vec<Written> {
    let mut written = vec![Written::default(); matches.len()];
    if matches.iter().all(|matched| matched.correction.is_none()) {
        return written;
    }
    let sections = file[3].as_array().into_iter().flatten();
    let texts = std::iter::once(&file[0]).chain(sections.flat_map(|section| [&section[0], &section[2]]));
    let mut marks = Marks::new(file, matches);
    for text in texts.filter_map(Value::as_str) {
        for Mark { term, range, is_name, .. } in marks.next(text) {
            let Written { form, name } = &mut written[term];
            (if is_name { name } else { form }).get_or_insert_with(|| text[range].to_owned());
        }
    }
    written
}

/// Finds the words of a query in the texts of a file, one after the other in their order there.
struct Marks<'m> {
    matches: &'m [Match],
    /// For each word of the file that is one of a name of a concept: its place among all words, the id of the concept, and
    /// its place in the name.
    said: Vec<(usize, String, usize)>,
    /// How many words the texts have that were asked for.
    words: usize,
}

impl<'m> Marks<'m> {
    fn new(file: &Value, matches: &'m [Match]) -> Self {
        let mut rest = file[4].as_str().unwrap_or_default();
        let (mut said, mut at) = (Vec::new(), 0);
        while !rest.is_empty() {
            let code = take(&mut rest) as usize;
            let Some((concept, after)) = rest.split_at_checked(ID) else { break };
            rest = after;
            let words = if code.is_multiple_of(2) { 1 } else { take(&mut rest) as usize + 2 };
            at += code / 2;
            said.extend((0..words).map(|place| (at + place, concept.to_owned(), place)));
        }
        said.sort();
        Self { matches, said, words: 0 }
    }

    /// Those in the next text.
    fn next(&mut self, text: &str) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut ngram_from = 0;
        tokenize(text, |token| {
            let (form, range) = match token {
                Token::Word(word) => {
                    let start = word.as_ptr() as usize - text.as_ptr() as usize;
                    (fold(word).into_owned(), Some(start..start + word.len()))
                }
                Token::Ngram(ngram) => {
                    // They overlap, so each begins behind the first letter of the one before.
                    let start = text[ngram_from..].find(ngram.as_str()).map(|at| ngram_from + at);
                    if let Some(start) = start {
                        ngram_from = start + ngram.chars().next().map_or(0, char::len_utf8);
                    }
                    (ngram.clone(), start.map(|start| start..start + ngram.len()))
                }
                _ => return,
            };
            let position = self.words;
            self.words += 1;
            if let (Some(range), Some(term)) = (range, self.term(&form, position)) {
                let is_name = !self.matches[term].forms.contains(&form);
                marks.push(Mark { term, range, position, is_name });
            }
        });
        marks
    }

    /// The number of the word of the query that a word of the file stands for.
    fn term(&self, form: &String, position: usize) -> Option<usize> {
        let first = self.said.partition_point(|(at, ..)| *at < position);
        let said = self.said[first..].iter().take_while(|(at, ..)| *at == position);
        let says = |matched: &Match| {
            let is_meant = |(_, concept, place): &(usize, String, usize)| {
                matched.names.iter().any(|name| name.concept == *concept && name.is_meant_at(*place))
            };
            matched.forms.contains(form) || said.clone().any(is_meant)
        };
        self.matches.iter().position(says)
    }
}

/// The stretch of a text that says most of the query, and the marks in it.
fn window<'m>(
    text: &str,
    marks: &'m [Mark],
    said: &dyn Fn(&[Mark]) -> f64,
    parameters: &Excerpt,
) -> (Range<usize>, &'m [Mark]) {
    let Excerpt { length, before, .. } = *parameters;
    let mut best = (0.0, 0..0);
    for first in 0..marks.len() {
        let end = forward(text, marks[first].range.start, length.saturating_sub(before));
        let count = marks[first..].iter().take_while(|mark| mark.range.end <= end).count();
        let score = said(&marks[first..first + count]);
        if score > best.0 {
            best = (score, first..first + count);
        }
    }
    let marks = &marks[best.1];
    let from = marks.first().map_or(0, |mark| backward(text, mark.range.start, before));
    (from..forward(text, from, length), marks)
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
    let limit = marks.first().map_or(start, |mark| mark.range.start);
    if start > 0 {
        start = text[start..limit].find([' ', '\n']).map_or(start, |at| start + at + 1);
    }
    if end < text.len() {
        let last = marks.last().map_or(start, |mark| mark.range.end);
        end = text[last.min(end)..end].rfind([' ', '\n']).map_or(end, |at| last + at);
    }
    let before = if start > 0 { "…" } else { "" };
    let after = if end < text.len() { "…" } else { "" };
    let shift = |at: usize| at - start + before.len();
    let inside = marks.iter().filter(|mark| mark.range.end <= end);
    let marks = inside.map(|mark| shift(mark.range.start)..shift(mark.range.end));
    (format!("{before}{}{after}", text[start..end].replace('\n', " ")), marks.collect())
}

/// Whether a text file of the index has words one behind the other.
pub(super) fn has_phrase(file: &Value, phrase: &[String]) -> bool {
    let sections = file[3].as_array().into_iter().flatten();
    let texts = sections.flat_map(|section| [&section[0], &section[2]]);
    let texts = std::iter::once(&file[0]).chain(texts);
    texts
        .filter_map(Value::as_str)
        .any(|text| forms(text).windows(phrase.len()).any(|window| window == phrase))
}
