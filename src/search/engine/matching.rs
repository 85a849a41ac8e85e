//! What the words of a query stand for in the dictionary, and the documents that have them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashSet;
use serde_json::Value;

use super::Engine;
use super::dictionary::{GroupKey, GroupPostings, Line, Shard, forms_of};
use super::query::{Query, Reader, Term};
use super::rank::{Match, Matching, NameWord};
use super::spelling::{self, Correction};
use crate::search::analysis::{bare, has_digit, is_identifier};
use crate::search::file;
use crate::search::parameters::{self, LINKS};

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

/// What a word may mean that the index does not know.
#[derive(Default)]
struct Meant {
    /// Words, each with its weight, the likeliest first.
    words: Vec<(String, f64)>,
    /// Whether the word was taken for a mistake.
    is_corrected: bool,
    /// The words that a compound consists of, where it was taken apart.
    parts: Vec<String>,
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

    /// Marks the words that say little, if there are others. A query that cannot do without does not ask which they are.
    pub(super) fn mark_little_words(&self, terms: &mut [Term]) {
        if terms.len() <= self.entry.parameters.matching.sentence {
            return;
        }
        let file = (self.files)(&self.entry.little).and_then(|bytes| file::read(&bytes));
        let words: FxHashSet<&str> =
            file.as_ref().and_then(Value::as_str).unwrap_or_default().split(' ').collect();
        let is_little = |term: &Term| !term.quoted && words.contains(&*term.form);
        if !terms.iter().all(is_little) {
            for term in terms {
                term.is_little = is_little(term);
            }
        }
    }

    /// For each term the concepts that it names, alone or with those behind or before it, and with words that the query
    /// is searched for without. No name begins with a word that is left out.
    pub(super) fn named(&self, query: &Query, is_left_out: impl Fn(&Term) -> bool) -> Vec<Vec<NamedConcept>> {
        let terms = &query.terms;
        let mut named: Vec<Vec<NamedConcept>> = vec![Vec::new(); terms.len()];
        for (at, term) in terms.iter().enumerate().filter(|(_, term)| !term.quoted && !is_left_out(term)) {
            let Some(shard) = self.shards(&term.form, false).pop() else { continue };
            for (rest, number) in shard.find(&term.form).into_iter().flat_map(|line| &line.names) {
                let behind = &terms[at + 1..];
                let rest: Vec<&String> = rest.iter().filter(|word| !query.dropped.contains(word)).collect();
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

    /// What a term stands for that names these concepts: one match, or one for each part of a compound.
    pub(super) fn matched(&self, term: &Term, named: Vec<NamedConcept>, reader: &Reader) -> Vec<Match> {
        let matching = &self.entry.parameters.matching;
        let shards = self.shards(&term.form, term.open);
        let mut concepts: Vec<(NamedConcept, f64)> = named.into_iter().map(|named| (named, 1.0)).collect();
        let mut groups: BTreeMap<GroupKey, f64> = BTreeMap::new();
        let mut exact = false;
        for shard in &shards {
            if let Some(line) = shard.find(&term.form) {
                exact = exact || !line.groups.is_empty();
                add_to(&mut groups, line, 1.0);
            }
        }
        if let Some(joined) = &term.joined {
            for shard in self.shards(joined, false) {
                if let Some(line) = shard.find(joined) {
                    exact = exact || !line.groups.is_empty();
                    add_to(&mut groups, line, matching.joined);
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
                add_to(&mut groups, line, matching.completion(&term.form, &line.form, exact));
            }
        }
        let known = exact || completed || !concepts.is_empty();
        let is_exact =
            term.ngram || term.quoted || is_identifier(&term.form, self.entry.parameters.spelling.name);
        let meant =
            if known || is_exact { Meant::default() } else { self.meant(&term.form, &shards, reader) };
        if !meant.parts.is_empty() {
            let matched = |part: &String| {
                let part = Term { form: part.clone(), joined: None, open: false, ..*term };
                let shard = self.shards(&part.form, false).pop();
                let line = shard.iter().filter_map(|shard| shard.find(&part.form).map(|line| (shard, line)));
                let named = line.flat_map(|(shard, line)| NamedConcept::alone(shard, line)).collect();
                self.matched(&part, named, reader)
            };
            return meant.parts.iter().flat_map(matched).collect();
        }
        let mut more = Vec::new();
        for (form, weight) in &meant.words {
            for shard in self.shards(form, false) {
                if let Some(line) = shard.find(form) {
                    add_to(&mut groups, line, *weight);
                    concepts.extend(NamedConcept::alone(&shard, line).map(|named| (named, *weight)));
                }
                more.push(shard);
            }
        }
        if !is_exact && !meant.is_corrected {
            for form in self.near_in_own(&term.form, &groups, &shards, reader) {
                for line in shards.iter().filter_map(|shard| shard.find(&form)) {
                    add_to(&mut groups, line, matching.correction(1));
                }
            }
        }
        let mut forms = forms_of(shards.iter().chain(&more).map(|shard| &**shard), &groups);
        forms.extend(groups.keys().map(|(home, _)| home.clone()));
        let postings = groups.into_iter();
        let mut postings: Vec<Matching> = postings
            .filter_map(|(key, weight)| {
                Some(Matching { group: self.postings(&key)?, weight, is_concept: false })
            })
            .collect();
        let mut words_of_names = Vec::new();
        for (NamedConcept { shard, number, place, words }, weight) in concepts {
            let weight = weight * matching.equivalent;
            let group = shard.concept_postings(number);
            postings.extend(group.map(|group| Matching { group, weight, is_concept: true }));
            words_of_names.push(NameWord { concept: shard.concept_id(number).to_owned(), place, words });
        }
        let correction = meant.words.into_iter().next().filter(|_| meant.is_corrected).map(|(form, _)| form);
        vec![Match {
            form: term.form.clone(),
            position: term.position,
            postings,
            forms,
            names: words_of_names,
            correction,
            is_little: term.is_little,
        }]
    }

    /// Whether a form stands in documents.
    pub(super) fn is_known(&self, form: &str) -> bool {
        let shards = self.shards(form, false);
        shards.iter().any(|shard| shard.find(form).is_some_and(|line| !line.groups.is_empty()))
    }

    /// Whether a form is a word of documents or a name by itself.
    fn is_name(&self, form: &str) -> bool {
        self.shards(form, false).iter().any(|shard| shard.find(form).is_some_and(is_word_or_name))
    }

    /// What a word is likely to mean that the index does not know. Mistakes are looked for among the words with the
    /// same beginning, which lie in `shards`, and among those with the same end.
    fn meant(&self, form: &str, shards: &[Rc<Shard>], reader: &Reader) -> Meant {
        let (matching, spelling) = (&self.entry.parameters.matching, &self.entry.parameters.spelling);
        let compounds = self.compounds(form);
        if !compounds.is_empty() {
            return Meant { words: compounds, ..Meant::default() };
        }
        if let Some(bare) = bare(form).find(|bare| self.is_name(bare)) {
            return Meant { words: vec![(bare.to_owned(), matching.related)], ..Meant::default() };
        }
        let is_short = reader.beside_known && form.chars().count() < spelling.beside;
        let mut near = Vec::new();
        if !is_short {
            let reversed = self.reversed(form);
            let same_start = words(shards).map(|line| (line.form.clone(), line));
            let same_end =
                reversed.iter().flat_map(|shard| &shard.lines).map(|line| (reverse(&line.form), line));
            let nearest = spelling::nearest(form, same_start.chain(same_end), spelling);
            near = self.likeliest(form, nearest, reader);
            // What pages say comes before what is a name alone.
            if near.is_empty() {
                let names = shards.iter().flat_map(|shard| &shard.lines);
                let names = names.filter(|line| line.concepts().next().is_some());
                near = spelling::nearest(form, names.map(|line| (line.form.clone(), line)), spelling);
                near.truncate(spelling.corrections);
            }
        }
        let is_near = near.first().is_some_and(|near| near.distance <= 1);
        let corrected = near.into_iter().map(|near| (near.form, matching.correction(near.distance)));
        let corrected = Meant { words: corrected.collect(), is_corrected: true, parts: Vec::new() };
        if is_near {
            return corrected;
        }
        let parts = self.parts(form, shards);
        if !parts.is_empty() {
            return Meant { parts, ..Meant::default() };
        }
        for bare in std::iter::once(form).chain(bare(form)).filter(|_| !has_digit(form)) {
            let own = if bare == form { shards.to_vec() } else { self.shards(bare, false) };
            let related = spelling::related(bare, words(&own), spelling);
            if !related.is_empty() {
                let words = related.into_iter().map(|form| (form, matching.related)).collect();
                return Meant { words, is_corrected: true, parts: Vec::new() };
            }
        }
        corrected
    }

    /// Of words that are as near those that only have another ending, and those of the reader's language; beside words
    /// that the index knows, no others.
    fn likeliest(&self, form: &str, mut near: Vec<Correction>, reader: &Reader) -> Vec<Correction> {
        let is_ending = |near: &Correction| near.form.starts_with(form) || form.starts_with(&near.form);
        if near.iter().any(is_ending) {
            near.retain(is_ending);
        }
        let is_own: Vec<bool> = near.iter().map(|near| self.is_in(&near.form, &reader.language)).collect();
        if reader.beside_known || is_own.contains(&true) {
            let mut is_own = is_own.into_iter();
            near.retain(|_| is_own.next() == Some(true));
        }
        near.truncate(self.entry.parameters.spelling.corrections);
        near
    }

    /// Words of the reader's language for which one that other languages alone have may be a mistake.
    fn near_in_own(
        &self,
        form: &str,
        groups: &BTreeMap<GroupKey, f64>,
        shards: &[Rc<Shard>],
        reader: &Reader,
    ) -> Vec<String> {
        let spelling = &self.entry.parameters.spelling;
        let is_long = form.chars().count() >= spelling.beside;
        if !is_long || groups.is_empty() || self.stands_in(groups.keys(), &reader.language) {
            return Vec::new();
        }
        let others = words(shards).filter(|line| line.form != form);
        let mut near = spelling::nearest(form, others.map(|line| (line.form.clone(), line)), spelling);
        near.retain(|near| near.distance <= 1);
        let near = self.likeliest(form, near, &Reader { beside_known: true, ..reader.clone() });
        near.into_iter().map(|near| near.form).collect()
    }

    /// Whether any of these groups stands in any of these documents.
    fn stands_in<'k>(&self, mut keys: impl Iterator<Item = &'k GroupKey>, documents: &Range<u32>) -> bool {
        let has = |group: Rc<GroupPostings>| {
            group.postings.iter().any(|posting| documents.contains(&posting.document))
        };
        keys.any(|key| self.postings(key).is_some_and(has))
    }

    /// Whether a form stands in any of these documents.
    fn is_in(&self, form: &str, documents: &Range<u32>) -> bool {
        let shards = self.shards(form, false);
        let keys = shards.iter().filter_map(|shard| shard.find(form)).flat_map(|line| &line.groups);
        self.stands_in(keys, documents)
    }

    /// The words that a compound consists of: the longest that it begins with, and what remains behind a linking letter.
    fn parts(&self, form: &str, shards: &[Rc<Shard>]) -> Vec<String> {
        let spelling = &self.entry.parameters.spelling;
        if !self.entry.compounds || form.chars().count() < spelling.compound {
            return Vec::new();
        }
        let begin = self.same_begin(form);
        let is_head =
            |line: &&Line| form.starts_with(&line.form) && line.form.chars().count() >= spelling.start;
        let lines = parts(shards).chain(parts(&begin));
        let heads: BTreeSet<&str> = lines.filter(is_head).map(|line| line.form.as_str()).collect();
        // Each is the beginning of the next.
        for head in heads.into_iter().rev() {
            for link in LINKS {
                let rest = form[head.len()..].strip_prefix(link);
                let rest = rest.filter(|rest| rest.chars().count() >= spelling.start);
                if let Some(last) = rest.and_then(|rest| self.last_part(rest)) {
                    return vec![head.to_owned(), last];
                }
            }
        }
        Vec::new()
    }

    /// What a compound has for its last part: a word, or one with another ending.
    fn last_part(&self, rest: &str) -> Option<String> {
        let shards: Vec<Rc<Shard>> =
            self.shards(rest, false).into_iter().chain(self.same_begin(rest)).collect();
        if parts(&shards).any(|line| line.form == rest) {
            return Some(rest.to_owned());
        }
        spelling::related(rest, parts(&shards), &self.entry.parameters.spelling).into_iter().next()
    }

    /// The shard of words that begin as one does.
    fn same_begin(&self, form: &str) -> Vec<Rc<Shard>> {
        let begin: String = form.chars().take(self.entry.parameters.spelling.shortest).collect();
        self.shards(&begin, false)
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

/// The lines that are words of documents.
fn words(shards: &[Rc<Shard>]) -> impl Iterator<Item = &Line> {
    shards.iter().flat_map(|shard| &shard.lines).filter(|line| !line.groups.is_empty())
}

/// The lines that a compound may consist of: words of documents, and names.
fn parts(shards: &[Rc<Shard>]) -> impl Iterator<Item = &Line> {
    shards.iter().flat_map(|shard| &shard.lines).filter(|line| is_word_or_name(line))
}

/// Whether a line is a word of documents or a name by itself.
fn is_word_or_name(line: &Line) -> bool {
    !line.groups.is_empty() || line.concepts().next().is_some()
}

/// Adds the groups of a line.
fn add_to(groups: &mut BTreeMap<GroupKey, f64>, line: &Line, weight: f64) {
    for key in &line.groups {
        let known = groups.entry(key.clone()).or_insert(0.0);
        *known = known.max(weight);
    }
}

fn reverse(form: &str) -> String {
    form.chars().rev().collect()
}

impl parameters::Matching {
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
