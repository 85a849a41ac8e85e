//! What fits a query best. Words count as in BM25F (Robertson and Zaragoza, 2009, "The Probabilistic
//! Relevance Framework: BM25 and Beyond"), whose share for each word and document is in the index. To
//! that comes how much of the query a document has at all, how well its title or one of its headings
//! is the query, and whether the words stand together; and for those that are shown, how much of the query
//! they have in a row.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::dictionary::Hits;
use crate::search::inverted::length;
use crate::search::weights::LEVELS;

/// What a word of a query stands for.
pub(super) struct Match {
    pub(super) form: String,
    /// Its place in the query.
    pub(super) place: usize,
    /// The documents that have it, each list with how surely it is meant.
    pub(super) hits: Vec<(Rc<Hits>, f64)>,
    /// What is marked in an excerpt.
    pub(super) forms: Vec<String>,
}

/// A document and how well it fits.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    pub(super) document: u32,
    pub(super) score: f64,
    /// How much each word of the query says, 0 for one that the document has not.
    pub(super) weights: Vec<f64>,
    /// How much the whole query says.
    all: f64,
    /// The parts of the document that have it.
    parts: Vec<u16>,
    /// The section whose heading is the query, or nearly so.
    pub(super) section: Option<u16>,
}

/// A word that was written as one, where the query has parts of it.
pub(super) const JOINED: f64 = 0.9;

/// How surely another form of a word is meant.
pub(super) const RELATED: f64 = 0.7;

/// How surely a longer word is meant by its beginning. One that is a word already is likely to be it.
#[allow(clippy::cast_precision_loss)]
pub(super) fn completion(typed: &str, form: &str, exact: bool) -> f64 {
    let share = typed.chars().count() as f64 / form.chars().count() as f64;
    if exact { 0.5 * share } else { 0.5 + 0.5 * share }
}

/// How surely a word is meant by one with mistakes in it.
pub(super) fn corrected(distance: usize) -> f64 {
    if distance <= 1 { 0.8 } else { 0.6 }
}

/// How much the title counts that is the query, the heading, and words that stand together; all words
/// of the query being 1. Chosen by judgement, so that a page called what was typed comes before one that
/// says it often.
const TITLE: f64 = 1.2;
const HEADING: f64 = 0.6;
const TOGETHER: f64 = 0.3;

/// How much it counts that the text, too, has the words one behind the other, as they were typed: as much
/// as a heading does. The index does not know of it, so only those are put in order by it that are shown
/// together, whose texts are read anyway.
const ROW: f64 = 0.6;

/// How much the part of a title or heading counts that the query does not have.
const REST: f64 = 0.4;

/// A heading that fits at least so well is what a result leads to.
const FITS: f64 = 0.5;

/// Documents that have less than this share of what the best have are not shown.
const SHARE: f64 = 0.5;

/// What a document has of a word.
#[derive(Clone, Copy, Default)]
struct Cell {
    strength: f64,
    parts: u16,
}

/// What a title or heading has of a query: each of its words, how surely that is meant, and how long the
/// heading is.
type Said = Vec<(usize, f64, u8)>;

/// How well the title and the best heading of a document fit, and which that is.
#[derive(Clone, Copy, Default)]
struct Heads {
    title: f64,
    heading: f64,
    section: u16,
}

/// What the documents of a range have of a query.
struct Cells {
    range: Range<u32>,
    /// By word, then by document.
    cells: Vec<Cell>,
    /// By document and section.
    places: BTreeMap<(u32, u16), Said>,
    /// How much each word says: the rarer, the more.
    weights: Vec<f64>,
}

impl Cells {
    #[allow(clippy::cast_precision_loss)]
    fn new(matches: &[Match], range: Range<u32>) -> Self {
        let size = range.len();
        let mut places: BTreeMap<(u32, u16), Said> = BTreeMap::new();
        let mut all = vec![Cell::default(); size * matches.len()];
        let mut weights = Vec::with_capacity(matches.len());
        for (number, matched) in matches.iter().enumerate() {
            let cells = &mut all[number * size..(number + 1) * size];
            for (hits, surely) in &matched.hits {
                for posting in hits.postings.iter().filter(|posting| range.contains(&posting.document)) {
                    let cell = &mut cells[(posting.document - range.start) as usize];
                    let level = (f64::from(posting.level) + 0.5) / f64::from(LEVELS);
                    cell.strength = cell.strength.max(surely * level);
                    cell.parts |= posting.parts;
                }
                for place in hits.places.iter().filter(|place| range.contains(&place.document)) {
                    let said = places.entry((place.document, place.section)).or_default();
                    match said.iter_mut().find(|(other, ..)| *other == number) {
                        Some((_, known, _)) => *known = known.max(*surely),
                        None => said.push((number, *surely, place.length)),
                    }
                }
            }
            let documents = cells.iter().filter(|cell| cell.strength > 0.0).count() as f64;
            weights.push((1.0 + (size as f64 - documents + 0.5) / (documents + 0.5)).ln());
        }
        Self { range, cells: all, places, weights }
    }

    /// By document.
    fn heads(&self, matches: &[Match]) -> Vec<Heads> {
        let all: f64 = self.weights.iter().sum();
        let mut heads = vec![Heads::default(); self.range.len()];
        for (&(document, section), said) in &self.places {
            let words: f64 = said.iter().map(|(number, surely, _)| self.weights[*number] * surely).sum();
            let letters: f64 =
                said.iter().map(|(number, ..)| f64::from(length(&matches[*number].form))).sum();
            let whole = f64::from(said[0].2).max(1.0);
            let fit = words / all * (REST + (1.0 - REST) * (letters / whole).min(1.0));
            let head = &mut heads[(document - self.range.start) as usize];
            if section == 0 {
                head.title = fit;
            } else if fit > head.heading {
                (head.heading, head.section) = (fit, section);
            }
        }
        heads
    }

    /// What a document has of each word.
    fn of(&self, document: u32) -> Vec<Cell> {
        let place = (document - self.range.start) as usize;
        self.cells.iter().skip(place).step_by(self.range.len()).copied().collect()
    }
}

/// The documents of a range that fit, the best first.
pub(super) fn rank(matches: &[Match], range: Range<u32>) -> Vec<Ranked> {
    let cells = Cells::new(matches, range.clone());
    let heads = cells.heads(matches);
    let all: f64 = cells.weights.iter().sum();
    let mut ranked = Vec::new();
    let mut most = 0.0_f64;
    for (document, Heads { title, heading, section }) in range.zip(heads) {
        let here = cells.of(document);
        let pairs = || here.iter().zip(&cells.weights);
        if here.iter().all(|cell| cell.strength == 0.0) {
            continue;
        }
        let weights: Vec<f64> =
            pairs().map(|(cell, weight)| if cell.strength > 0.0 { *weight } else { 0.0 }).collect();
        let parts: Vec<u16> = here.iter().map(|cell| cell.parts).collect();
        let covered = weights.iter().sum::<f64>() / all;
        most = most.max(covered);
        let words: f64 = pairs().map(|(cell, weight)| weight * cell.strength).sum();
        let together = together(&weights, &parts) / all;
        let fit = words / all + TITLE * title + HEADING * heading + TOGETHER * together;
        let section = (heading >= FITS && heading > title).then_some(section);
        ranked.push(Ranked { document, score: covered * covered * fit, weights, all, parts, section });
    }
    let least = most * SHARE;
    ranked.retain(|one| one.weights.iter().sum::<f64>() / all >= least);
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.document.cmp(&b.document)));
    ranked
}

impl Ranked {
    /// Its score when so much of the query stands in a row.
    pub(super) fn score_with(&self, row: f64) -> f64 {
        self.score + ROW * (row / self.all)
    }
}

/// All documents of a range, for who only says what may not be there.
pub(super) fn everything(range: Range<u32>) -> Vec<Ranked> {
    let one = |document| Ranked {
        document,
        score: 0.0,
        weights: Vec::new(),
        all: 1.0,
        parts: Vec::new(),
        section: None,
    };
    range.map(one).collect()
}

/// How much the best part has.
fn together(weights: &[f64], parts: &[u16]) -> f64 {
    let any = parts.iter().fold(0, |any, parts| any | parts);
    let bits = (0..16).filter(|bit| any >> bit & 1 == 1);
    bits.map(|bit| part(weights, parts, bit)).fold(0.0, f64::max)
}

fn part(weights: &[f64], parts: &[u16], bit: u32) -> f64 {
    weights.iter().zip(parts).filter(|(_, parts)| *parts >> bit & 1 == 1).map(|(weight, _)| weight).sum()
}

/// The parts of a document that have all of some words of the query.
pub(super) fn parts_with(one: &Ranked, matches: &[Match], forms: &[String]) -> u16 {
    let of = |form: &String| {
        let same = matches.iter().zip(&one.parts).filter(|(matched, _)| matched.form == *form);
        same.fold(0, |all, (_, parts)| all | parts)
    };
    forms.iter().fold(u16::MAX, |all, form| all & of(form))
}

/// The file of a document to show: that of the heading that fits, else the one that has most.
pub(super) fn best_chunk(one: &Ranked, chunks: &[(String, u32)]) -> usize {
    if let Some(section) = one.section {
        let section = u32::from(section) * 2;
        return chunks.iter().rposition(|(_, first)| *first <= section).unwrap_or(0);
    }
    let mut best = (0.0, 0);
    for (bit, number) in (0..).zip(0..chunks.len()) {
        let part = part(&one.weights, &one.parts, bit);
        if part > best.0 {
            best = (part, number);
        }
    }
    best.1
}
