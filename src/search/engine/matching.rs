//! What the words of a query stand for in the dictionary, and the documents that have them.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Engine;
use super::dictionary::{GroupKey, GroupPostings, Line, Shard, forms_of};
use super::query::{Query, Term};
use super::rank::Match;
use super::spelling;
use crate::search::analysis::{is_identifier, without_article};
use crate::search::file;
use crate::search::parameters::Matching;

/// A concept that a word of a query is a name of, alone or with its neighbours.
#[derive(Clone)]
pub(super) struct NamedConcept {
    /// What has it, and its number there.
    shard: Rc<Shard>,
    number: usize,
    /// The place of the word in the name, and how many words that has.
    place: usize,
    words: usize,
}

impl NamedConcept {
    /// Those that a form of the shard is a name of by itself.
    fn alone(shard: &Rc<Shard>, line: &Line) -> impl Iterator<Item = Self> {
        let named = |number| Self { shard: Rc::clone(shard), number, place: 0, words: 1 };
        line.concepts().map(named)
    }
}

impl Engine<'_> {
    fn shard(&self, name: &str) -> Option<Rc<Shard>> {
        if let Some(known) = self.shards.borrow().get(name) {
            return known.clone();
        }
        let value = (self.files)(name).and_then(|bytes| file::read(&bytes));
        let shard = value.and_then(|value| Some(Rc::new(Shard::read(value.as_str()?))));
        self.shards.borrow_mut().insert(name.to_owned(), shard.clone());
        shard
    }

    /// The shards of the dictionary that a form lies in, or if it is open, those with that beginning, as far
    /// as is sensible.
    fn shards(&self, form: &str, open: bool) -> Vec<Rc<Shard>> {
        let table = &self.entry.terms;
        let first = table.find(form);
        let most = self.entry.parameters.matching.shards.max(1);
        let last = if open { table.find_last(form).min(first + most - 1) } else { first };
        (first..=last).filter_map(|number| self.shard(table.name(number)?)).collect()
    }

    fn postings(&self, key: &GroupKey) -> Option<Rc<GroupPostings>> {
        self.shards(&key.0, false).first()?.postings(key)
    }

    /// For each term the concepts that it names, alone or with those behind or before it.
    pub(super) fn named(&self, terms: &[Term]) -> Vec<Vec<NamedConcept>> {
        let mut named: Vec<Vec<NamedConcept>> = vec![Vec::new(); terms.len()];
        for (at, term) in terms.iter().enumerate().filter(|(_, term)| !term.quoted) {
            let Some(shard) = self.shards(&term.form, false).pop() else { continue };
            for (rest, number) in shard.find(&term.form).into_iter().flat_map(|line| &line.names) {
                let behind = &terms[at + 1..];
                if rest.len() <= behind.len() && rest.iter().zip(behind).all(|(word, term)| term.is(word)) {
                    let words = rest.len() + 1;
                    for (place, named) in named[at..at + words].iter_mut().enumerate() {
                        named.push(NamedConcept { shard: Rc::clone(&shard), number: *number, place, words });
                    }
                }
            }
        }
        named
    }

    /// What a term stands for that names these concepts, and what it was corrected to.
    pub(super) fn matched(&self, term: &Term, named: Vec<NamedConcept>) -> (Match, Option<String>) {
        let matching = &self.entry.parameters.matching;
        let shards = self.shards(&term.form, term.open);
        let mut concepts: Vec<(NamedConcept, f64)> = named.into_iter().map(|named| (named, 1.0)).collect();
        let mut groups: BTreeMap<GroupKey, f64> = BTreeMap::new();
        let mut add = |line: &Line, weight: f64| {
            for key in &line.groups {
                let known = groups.entry(key.clone()).or_insert(0.0);
                *known = known.max(weight);
            }
        };
        let mut exact = false;
        for shard in &shards {
            if let Some(line) = shard.find(&term.form) {
                exact = exact || !line.groups.is_empty();
                add(line, 1.0);
            }
        }
        if let Some(joined) = &term.joined {
            for shard in self.shards(joined, false) {
                if let Some(line) = shard.find(joined) {
                    exact = exact || !line.groups.is_empty();
                    add(line, matching.joined);
                    let named = NamedConcept::alone(&shard, line).filter(|_| !term.quoted);
                    concepts.extend(named.map(|named| (named, matching.joined)));
                }
            }
        }
        let mut completed = false;
        if term.open && (term.ngram || term.form.chars().count() >= matching.prefix) {
            let longer = |line: &&Line| {
                let is_longer = line.form.len() > term.form.len() && line.form.starts_with(&term.form);
                is_longer && !line.groups.is_empty()
            };
            for line in shards.iter().flat_map(|shard| shard.lines.iter().filter(longer)) {
                completed = true;
                add(line, matching.completion(&term.form, &line.form, exact));
            }
        }
        let mut correction = None;
        let mut near = Vec::new();
        let known = exact || completed || !concepts.is_empty();
        if !known && !term.ngram && !term.quoted && !is_identifier(&term.form) {
            near = self.compounds(&term.form);
            if near.is_empty() {
                near = self.nearest(&term.form, &shards);
                correction = near.first().map(|(form, _)| form.clone());
            }
        }
        let mut more = Vec::new();
        for (form, weight) in &near {
            for shard in self.shards(form, false) {
                if let Some(line) = shard.find(form) {
                    add(line, *weight);
                    concepts.extend(NamedConcept::alone(&shard, line).map(|named| (named, *weight)));
                }
                more.push(shard);
            }
        }
        let mut forms = forms_of(shards.iter().chain(&more).map(|shard| &**shard), &groups);
        forms.extend(groups.keys().map(|(home, _)| home.clone()));
        let postings = groups.into_iter();
        let mut postings: Vec<(Rc<GroupPostings>, f64)> =
            postings.filter_map(|(key, weight)| Some((self.postings(&key)?, weight))).collect();
        for (NamedConcept { shard, number, place, words }, weight) in concepts {
            let documents = shard.concept_postings(number);
            postings.extend(documents.map(|documents| (documents, weight * matching.equivalent)));
            forms.extend(shard.concept_forms(number, place, words));
        }
        (Match { form: term.form.clone(), position: term.position, postings, forms }, correction)
    }

    /// What a word is likely to mean that the index does not know, each with its weight: itself without the
    /// Arabic article, a word with one mistake less, another form of it, or a word with two mistakes less.
    /// Mistakes are looked for among the words with the same beginning, which lie in `shards`, and among
    /// those with the same end.
    fn nearest(&self, form: &str, shards: &[Rc<Shard>]) -> Vec<(String, f64)> {
        let (matching, spelling) = (&self.entry.parameters.matching, &self.entry.parameters.spelling);
        if let Some(bare) = without_article(form)
            && self.shards(bare, false).iter().any(|shard| shard.find(bare).is_some_and(Line::is_word))
        {
            return vec![(bare.to_owned(), matching.related)];
        }
        let reversed = self.reversed(form);
        let words = || shards.iter().flat_map(|shard| &shard.lines).filter(|line| line.is_word());
        let same_start = words().map(|line| (line.form.clone(), line));
        let same_end = reversed.iter().flat_map(|shard| &shard.lines).map(|line| (reverse(&line.form), line));
        let near = spelling::nearest(form, same_start.chain(same_end), spelling);
        if near.first().is_none_or(|near| near.distance > 1) {
            let related = spelling::related(form, words(), spelling);
            if !related.is_empty() {
                return related.into_iter().map(|form| (form, matching.related)).collect();
            }
        }
        near.into_iter().map(|near| (near.form, matching.correction(near.distance))).collect()
    }

    /// The shard of words with the same end, which it has written backwards.
    fn reversed(&self, form: &str) -> Option<Rc<Shard>> {
        let reversed = &self.entry.reversed;
        reversed.name(reversed.find(&reverse(form))).and_then(|name| self.shard(name))
    }

    /// The words that have one which the index does not know for their last part, the most common first: some
    /// languages write compounds as one word. The most of them are as many as a misspelt word stands for.
    fn compounds(&self, form: &str) -> Vec<(String, f64)> {
        let spelling = &self.entry.parameters.spelling;
        let (letters, end) = (form.chars().count(), reverse(form));
        let Some(shard) = self.reversed(form).filter(|_| letters >= spelling.shortest) else {
            return Vec::new();
        };
        let is_compound = |line: &&Line| {
            line.form.starts_with(&end) && line.form.chars().count() >= letters + spelling.start
        };
        let mut found: Vec<(u32, String)> =
            shard.lines.iter().filter(is_compound).map(|line| (line.common, reverse(&line.form))).collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.encode_utf16().cmp(b.1.encode_utf16())));
        found.truncate(spelling.corrections);
        found.into_iter().map(|(_, form)| (form, self.entry.parameters.matching.related)).collect()
    }

    /// The documents that have all words of something that is excluded.
    pub(super) fn excluded(&self, query: &Query) -> Vec<u32> {
        let mut documents = Vec::new();
        for forms in &query.excluded {
            let lists = forms.iter().map(|form| {
                let shards = self.shards(form, false);
                let line = shards.first().and_then(|shard| shard.find(form));
                let groups = line.into_iter().flat_map(|line| &line.groups);
                let postings = groups.filter_map(|key| self.postings(key));
                postings
                    .flat_map(|group| group.postings.iter().map(|one| one.document).collect::<Vec<_>>())
                    .collect::<Vec<_>>()
            });
            let all = lists.reduce(|a, b| a.into_iter().filter(|document| b.contains(document)).collect());
            documents.extend(all.unwrap_or_default());
        }
        documents
    }
}

fn reverse(form: &str) -> String {
    form.chars().rev().collect()
}

impl Matching {
    /// The weight of a longer word by its beginning. A beginning that is a word already is likely to be it.
    #[allow(clippy::cast_precision_loss)]
    fn completion(&self, typed: &str, form: &str, exact: bool) -> f64 {
        let share = typed.chars().count() as f64 / form.chars().count() as f64;
        self.completed * share + if exact { 0.0 } else { self.begun }
    }

    /// The weight of a word that differs by so many mistakes.
    fn correction(&self, distance: usize) -> f64 {
        self.corrected[usize::from(distance > 1)]
    }
}

#[cfg(test)]
mod tests {
    use crate::search::parameters::PARAMETERS;

    /// Both sides of where the weights change.
    #[test]
    fn a_word_weighs_less_the_less_surely_it_is_meant() {
        let matching = &PARAMETERS.matching;
        let weights = [
            matching.completion("harb", "harbours", false),
            matching.completion("harb", "harbours", true),
            matching.completion("harbour", "harbours", true),
            matching.correction(1),
            matching.correction(2),
            matching.joined,
            matching.related,
        ];
        for (weight, expected) in weights.into_iter().zip([0.75, 0.25, 0.4375, 0.8, 0.6, 0.9, 0.7]) {
            assert!((weight - expected).abs() < 1e-12, "{weight} is not {expected}");
        }
    }
}
