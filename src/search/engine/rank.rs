//! Scores the documents of a language for a query. Words count as in BM25F (Robertson and Zaragoza, 2009, "The
//! Probabilistic Relevance Framework: BM25 and Beyond"), whose share for each word and document is the level of
//! a posting. To that comes how much of the query a document has at all, how well its title or one of its
//! headings is the query, and whether the words stand in one chunk; and for the results of one page, how much of
//! the query they have in a row. What is in another language than the reader's counts less.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::dictionary::GroupPostings;
use crate::search::analysis::heading_length;
use crate::search::parameters::Ranking;

/// What a word of a query stands for.
pub(super) struct Match {
    pub(super) form: String,
    /// Its place in the query.
    pub(super) position: usize,
    /// The documents that have it.
    pub(super) postings: Vec<Matching>,
    /// What is marked in an excerpt: forms, and of names of concepts the words that stand for this one.
    pub(super) forms: Vec<String>,
    pub(super) names: Vec<NameWord>,
    /// What it was corrected to.
    pub(super) correction: Option<String>,
    /// Whether it says little.
    pub(super) is_little: bool,
}

/// A word as one of a name of a concept.
pub(super) struct NameWord {
    /// The id of the concept.
    pub(super) concept: String,
    /// Its place in the name, and how many words that has.
    pub(super) place: usize,
    pub(super) words: usize,
}

impl NameWord {
    /// Whether it is meant by the word at a place of a name of the same concept: that at its own, and by all that remain
    /// if it is the last.
    pub(super) fn is_meant_at(&self, place: usize) -> bool {
        place == self.place || place > self.place && self.place + 1 == self.words
    }
}

/// Documents that have what a word stands for.
pub(super) struct Matching {
    pub(super) group: Rc<GroupPostings>,
    pub(super) weight: f64,
    /// Whether they have another name for it. That says nothing about how rare the word itself is.
    pub(super) is_concept: bool,
}

/// A document and its score.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    pub(super) document: u32,
    pub(super) score: f64,
    /// How much its score counts: 1 in the reader's language.
    share: f64,
    /// Whether it has enough of the query to be shown, compared with the best of its language.
    pub(super) enough: bool,
    /// The inverse document frequency of each word of the query, 0 for one that the document has not.
    pub(super) weights: Vec<f64>,
    /// The sum of the inverse document frequencies of all words of the query.
    total: f64,
    /// The chunks of the document that have each word, one bit each.
    chunks: Vec<u16>,
    /// The section whose heading is the query, or nearly so.
    pub(super) section: Option<u16>,
}

/// What a document has of a word.
#[derive(Clone, Copy, Default)]
struct Cell {
    strength: f64,
    /// Whether it has the word itself, and not another name for it.
    is_exact: bool,
    chunks: u16,
}

/// What a title, a heading or another name has of a query.
struct HeadingWords {
    length: u8,
    /// Whether it counts as a title does.
    is_title: bool,
    /// The number of each word, and the weight of its match.
    words: Vec<(usize, f64)>,
}

/// How well the title and the best heading of a document fit the query, from 0 to 1, and the section of that
/// heading.
#[derive(Clone, Copy, Default)]
struct HeadingFit {
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
    headings: BTreeMap<(u32, u16), HeadingWords>,
    /// The inverse document frequency of each word.
    weights: Vec<f64>,
}

impl Cells {
    #[allow(clippy::cast_precision_loss)]
    fn new(matches: &[Match], range: Range<u32>, ranking: &Ranking) -> Self {
        let size = range.len();
        let mut headings: BTreeMap<(u32, u16), HeadingWords> = BTreeMap::new();
        let mut all = vec![Cell::default(); size * matches.len()];
        let mut weights = Vec::with_capacity(matches.len());
        for (number, matched) in matches.iter().enumerate() {
            let cells = &mut all[number * size..(number + 1) * size];
            for Matching { group, weight, is_concept } in &matched.postings {
                for posting in group.postings.iter().filter(|posting| range.contains(&posting.document)) {
                    let cell = &mut cells[(posting.document - range.start) as usize];
                    let level = (f64::from(posting.level) + 0.5) / f64::from(ranking.levels);
                    cell.strength = cell.strength.max(weight * level);
                    cell.is_exact |= !is_concept;
                    cell.chunks |= posting.chunks;
                }
                for heading in group.headings.iter().filter(|heading| range.contains(&heading.document)) {
                    let new = || HeadingWords {
                        length: heading.length,
                        is_title: heading.section == 0 || heading.is_name,
                        words: Vec::new(),
                    };
                    let HeadingWords { words, .. } =
                        headings.entry((heading.document, heading.section)).or_insert_with(new);
                    match words.iter_mut().find(|(other, _)| *other == number) {
                        Some((_, known)) => *known = known.max(*weight),
                        None => words.push((number, *weight)),
                    }
                }
            }
            let documents = cells.iter().filter(|cell| cell.is_exact).count() as f64;
            let rarity = (1.0 + (size as f64 - documents + 0.5) / (documents + 0.5)).ln();
            weights.push(if matched.is_little { ranking.little * rarity } else { rarity });
        }
        // What a word was corrected to says no more than those that were typed right.
        let typed = || weights.iter().zip(matches).filter(|(_, matched)| matched.correction.is_none());
        if let Some(most) = typed().map(|(weight, _)| *weight).reduce(f64::max) {
            for (weight, _) in
                weights.iter_mut().zip(matches).filter(|(_, matched)| matched.correction.is_some())
            {
                *weight = weight.min(most);
            }
        }
        Self { range, cells: all, headings, weights }
    }

    /// By document.
    fn heading_fits(&self, matches: &[Match], ranking: &Ranking) -> Vec<HeadingFit> {
        let total: f64 = self.weights.iter().sum();
        let mut fits = vec![HeadingFit::default(); self.range.len()];
        for (&(document, section), HeadingWords { length, is_title, words }) in &self.headings {
            let said: f64 = words.iter().map(|(number, weight)| self.weights[*number] * weight).sum();
            let letters = |(number, _): &(usize, f64)| {
                f64::from(heading_length(&matches[*number].form, ranking.letters))
            };
            let fit = said / total * ranking.fit(words.iter().map(letters).sum(), *length);
            let best = &mut fits[(document - self.range.start) as usize];
            if *is_title {
                best.title = best.title.max(fit);
            } else if fit > best.heading {
                (best.heading, best.section) = (fit, section);
            }
        }
        fits
    }

    /// Keeps the best document for any one word by itself. `rank` asks for it in the reader's language.
    fn keep_best(&self, ranked: &mut [Ranked], matches: &[Match], ranking: &Ranking) {
        let mut alone: Vec<f64> = self.cells.iter().map(|cell| cell.strength).collect();
        for (&(document, _), HeadingWords { length, is_title, words }) in &self.headings {
            for &(number, weight) in words.iter().filter(|_| *is_title) {
                let fit = ranking.fit(heading_length(&matches[number].form, ranking.letters).into(), *length);
                let place = (document - self.range.start) as usize;
                let strength = self.cells[number * self.range.len() + place].strength;
                let alone = &mut alone[number * self.range.len() + place];
                *alone = alone.max(ranking.in_steps(strength + ranking.title * weight * fit));
            }
        }
        for of_word in alone.chunks(self.range.len().max(1)) {
            let best = of_word.iter().copied().fold(0.0, f64::max);
            for one in ranked.iter_mut() {
                one.enough |= of_word[(one.document - self.range.start) as usize] >= best && best > 0.0;
            }
        }
    }

    /// What a document has of each word.
    fn of(&self, document: u32) -> Vec<Cell> {
        let place = (document - self.range.start) as usize;
        self.cells.iter().skip(place).step_by(self.range.len()).copied().collect()
    }
}

/// The documents of a language that have any of the query, the best first. `range` has all of the language, and `share`
/// is how much their scores count.
pub(super) fn rank(matches: &[Match], range: Range<u32>, share: f64, ranking: &Ranking) -> Vec<Ranked> {
    let cells = Cells::new(matches, range.clone(), ranking);
    let fits = cells.heading_fits(matches, ranking);
    let total: f64 = cells.weights.iter().sum();
    let mut ranked = Vec::new();
    let mut most = 0.0_f64;
    for (document, HeadingFit { title, heading, section }) in range.zip(fits) {
        let here = cells.of(document);
        let pairs = || here.iter().zip(&cells.weights);
        if here.iter().all(|cell| cell.strength == 0.0) {
            continue;
        }
        let weights: Vec<f64> =
            pairs().map(|(cell, weight)| if cell.strength > 0.0 { *weight } else { 0.0 }).collect();
        let chunks: Vec<u16> = here.iter().map(|cell| cell.chunks).collect();
        let has = weights.iter().sum::<f64>();
        most = most.max(has / total);
        let words: f64 = pairs().map(|(cell, weight)| weight * cell.strength).sum();
        let in_chunk = best_chunk_sum(&weights, &chunks);
        // As much of it as the document has, and as stands together.
        let coverage = f64::midpoint(has, in_chunk) / total;
        let fit = words / total
            + ranking.title * title
            + ranking.heading * heading
            + ranking.proximity * (in_chunk / total);
        let section = (heading >= ranking.anchor && heading > title).then_some(section);
        let score = ranking.in_steps(share * (coverage * fit));
        ranked.push(Ranked { document, score, share, enough: true, weights, total, chunks, section });
    }
    let least = most * ranking.coverage;
    for one in &mut ranked {
        one.enough = one.weights.iter().sum::<f64>() / total >= least;
    }
    if share >= 1.0 {
        cells.keep_best(&mut ranked, matches, ranking);
    }
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.document.cmp(&b.document)));
    ranked
}

impl Ranking {
    /// How well a heading of some length fits what has so many letters of it.
    fn fit(&self, letters: f64, length: u8) -> f64 {
        let share = (letters / f64::from(length).max(1.0)).min(1.0);
        self.partial + (1.0 - self.partial) * share
    }

    fn in_steps(&self, score: f64) -> f64 {
        (score * self.steps).round() / self.steps
    }
}

impl Ranked {
    /// Its score with words of the query in a row, of which `adjacent` is the sum of weights.
    pub(super) fn score_with(&self, adjacent: f64, ranking: &Ranking) -> f64 {
        ranking.in_steps(self.score + self.share * (ranking.adjacency * (adjacent / self.total)))
    }
}

impl Ranked {
    /// A document that is shown whatever it has of a query.
    pub(super) fn unscored(document: u32, matches: &[Match]) -> Self {
        Self {
            document,
            score: 0.0,
            share: 1.0,
            enough: true,
            weights: vec![0.0; matches.len()],
            total: 1.0,
            chunks: vec![0; matches.len()],
            section: None,
        }
    }

    pub(super) fn is_unscored(&self) -> bool {
        self.score == 0.0
    }

    /// The same document, with the score of another version of its record.
    pub(super) fn with_score_of(self, other: &Self) -> Self {
        Self { score: other.score, ..self }
    }

    /// Makes its score so many times as high.
    pub(super) fn times(&mut self, factor: f64, ranking: &Ranking) {
        self.score = ranking.in_steps(self.score * factor);
    }

    /// Its score as it would be in the reader's language.
    pub(super) fn without_share(&self) -> f64 {
        self.score / self.share
    }
}

/// All documents of a language, for a query that only excludes.
pub(super) fn everything(range: Range<u32>) -> Vec<Ranked> {
    range.map(|document| Ranked::unscored(document, &[])).collect()
}

/// The sum of weights in the chunk that has most.
fn best_chunk_sum(weights: &[f64], chunks: &[u16]) -> f64 {
    let any = chunks.iter().fold(0, |any, chunks| any | chunks);
    let bits = (0..u16::BITS).filter(|bit| any >> bit & 1 == 1);
    bits.map(|bit| chunk_sum(weights, chunks, bit)).fold(0.0, f64::max)
}

fn chunk_sum(weights: &[f64], chunks: &[u16], bit: u32) -> f64 {
    weights.iter().zip(chunks).filter(|(_, chunks)| *chunks >> bit & 1 == 1).map(|(weight, _)| weight).sum()
}

/// The chunks of a document that have all of some words of the query, one bit each.
pub(super) fn chunks_with(one: &Ranked, matches: &[Match], forms: &[String]) -> u16 {
    let of = |form: &String| {
        let same = matches.iter().zip(&one.chunks).filter(|(matched, _)| matched.form == *form);
        same.fold(0, |all, (_, chunks)| all | chunks)
    };
    forms.iter().fold(u16::MAX, |all, form| all & of(form))
}

/// The number of the chunk to show, where `chunks` has for each its file and twice its first section, and one
/// more if that has begun before: that of the heading that fits, else the one that has most.
pub(super) fn best_chunk(one: &Ranked, chunks: &[(String, u32)]) -> usize {
    if let Some(section) = one.section {
        let section = u32::from(section) * 2;
        return chunks.iter().rposition(|(_, first)| *first <= section).unwrap_or(0);
    }
    let mut best = (0.0, 0);
    for (bit, number) in (0..).zip(0..chunks.len()) {
        let sum = chunk_sum(&one.weights, &one.chunks, bit);
        if sum > best.0 {
            best = (sum, number);
        }
    }
    best.1
}

#[cfg(test)]
mod tests;
