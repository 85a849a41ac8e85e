//! The terms of the glossary, by which words meet that mean the same: those of different languages, and several of
//! one. A document that says any name of a term in its own language has the *concept* as it has a word: postings,
//! counted by the same fields. In the dictionary the first word of each name, in whatever language, leads to them.
//!
//! Languages have names of different lengths (`licensing` is `concesión de licencias`), so no list of words that
//! stand for other words could say whether a document has one; and what a query needs of a concept lies in the
//! shards of its own words, so that none has to be asked for besides.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::analysis::{Stemmer, Token, fold, group_key, tokenize};
use super::inverted::{Group, Inverted};
use super::parameters::fields;
use crate::config::Language;
use crate::site::Site;

/// All concepts of a site.
pub(super) struct Concepts {
    concepts: Vec<Concept>,
    /// For each language of the site, the names that its texts are searched for, by the key of their first word.
    spoken: Vec<FxHashMap<String, Vec<Spoken>>>,
}

struct Concept {
    /// The key of its group.
    key: String,
    names: Vec<Name>,
}

/// A name in one language, as the words of queries and texts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    words: Vec<NameWord>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct NameWord {
    form: String,
    key: String,
}

/// A name that texts of a language may have.
pub(super) struct Spoken {
    /// The keys of its words behind the first.
    pub(super) rest: Vec<String>,
    /// The key of the group of its concept.
    pub(super) concept: String,
}

/// What the dictionary says of a form that begins a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Beginning {
    /// The forms of the words behind it.
    pub(super) rest: Vec<String>,
    /// The number of the concept in [`Named`].
    pub(super) concept: usize,
}

/// What the dictionary has of concepts.
pub(super) struct Named<'i> {
    /// By form.
    pub(super) beginnings: BTreeMap<String, Vec<Beginning>>,
    pub(super) concepts: Vec<NamedConcept<'i>>,
}

pub(super) struct NamedConcept<'i> {
    pub(super) group: &'i Group,
    /// What is marked in texts: the words of each name.
    pub(super) marked: Vec<Vec<String>>,
}

impl Concepts {
    pub(super) fn new(site: &Site) -> Self {
        let analyses: Vec<(&Language, Stemmer)> =
            site.languages().iter().map(|language| (language, Stemmer::new(language))).collect();
        let mut concepts = Vec::new();
        let mut spoken: Vec<FxHashMap<String, Vec<Spoken>>> = Vec::new();
        spoken.resize_with(analyses.len(), FxHashMap::default);
        for (id, term) in site.glossary.terms() {
            let names_in = |(language, stemmer): &(&Language, Stemmer)| {
                let names = term.names(language).map(|name| Name::new(name, language, stemmer));
                let mut names: Vec<Name> = names.filter(|name| !name.words.is_empty()).collect();
                names.sort();
                names.dedup();
                names
            };
            let names: Vec<Vec<Name>> = analyses.iter().map(names_in).collect();
            // Where all names are forms of one word, that is its own concept.
            let keys = |name: &Name| name.words.iter().map(|word| word.key.clone()).collect::<Vec<_>>();
            let mut all: Vec<Vec<String>> = names.iter().flatten().map(keys).collect();
            all.sort();
            all.dedup();
            if all.len() < 2 {
                continue;
            }
            // No other key begins with a space.
            let key = format!(" {id}");
            for (names, spoken) in names.iter().zip(&mut spoken) {
                for mut rest in names.iter().map(keys) {
                    let first = rest.remove(0);
                    spoken.entry(first).or_default().push(Spoken { rest, concept: key.clone() });
                }
            }
            concepts.push(Concept { key, names: names.into_iter().flatten().collect() });
        }
        Self { concepts, spoken }
    }

    /// The names in texts of a language that begin with a word of that key.
    pub(super) fn spoken(&self, language: usize, key: &str) -> &[Spoken] {
        self.spoken.get(language).and_then(|names| names.get(key)).map_or(&[], Vec::as_slice)
    }

    /// What the dictionary has of the concepts that any document has. Queries do without stop words, and so do the
    /// names here.
    pub(super) fn named<'i>(&self, inverted: &'i Inverted, stop_words: &[String]) -> Named<'i> {
        let mut beginnings: BTreeMap<String, Vec<Beginning>> = BTreeMap::new();
        let mut by_key: FxHashMap<&str, Vec<Beginning>> = FxHashMap::default();
        let mut concepts = Vec::new();
        for concept in &self.concepts {
            let Some(group) = inverted.group(&concept.key).filter(|group| !group.postings.text.is_empty())
            else {
                continue;
            };
            for name in &concept.names {
                let words = name.without(|form| stop_words.iter().any(|other| other == form));
                let rest = words[1..].iter().map(|word| word.form.clone()).collect();
                let beginning = Beginning { rest, concept: concepts.len() };
                by_key.entry(&words[0].key).or_default().push(beginning.clone());
                beginnings.entry(words[0].form.clone()).or_default().push(beginning);
            }
            let marked = concept.names.iter().map(|name| {
                let words = name.without(|form| form.chars().count() <= fields::STOP_WORD_LETTERS);
                words.into_iter().map(|word| word.form.clone()).collect()
            });
            let mut marked: Vec<Vec<String>> = marked.collect();
            marked.sort();
            marked.dedup();
            concepts.push(NamedConcept { group, marked });
        }
        for form in &inverted.forms {
            for (group, _) in &form.groups {
                if let Some(same) = by_key.get(&*inverted.groups[*group as usize].key) {
                    beginnings.entry(form.text.to_string()).or_default().extend_from_slice(same);
                }
            }
        }
        for list in beginnings.values_mut() {
            list.sort();
            list.dedup();
        }
        Named { beginnings, concepts }
    }
}

impl Name {
    fn new(name: &str, language: &Language, stemmer: &Stemmer) -> Self {
        let mut words = Vec::new();
        tokenize(name, |token| match token {
            Token::Word(word) => {
                let form = fold(word).into_owned();
                let key = group_key(language, &form, stemmer.stem(word).as_deref());
                words.push(NameWord { form, key });
            }
            Token::Ngram(ngram) => words.push(NameWord { form: ngram.clone(), key: ngram }),
            Token::Part(_) | Token::Compound(_) | Token::Spaced(_) | Token::End(_) => {}
        });
        Self { words }
    }

    /// Its words but for those that `is_little` tells of, unless it has no others.
    fn without(&self, is_little: impl Fn(&str) -> bool) -> Vec<&NameWord> {
        let rest: Vec<&NameWord> = self.words.iter().filter(|word| !is_little(&word.form)).collect();
        if rest.is_empty() { self.words.iter().collect() } else { rest }
    }
}
