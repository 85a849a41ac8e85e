//! The terms of the glossary, by which words meet that mean the same: those of different languages, and several of
//! one. A document that says any name of a term in its own language has the *concept* as it has a word: postings,
//! counted by the same fields. In the dictionary the first word of each name, in whatever language, leads to them.
//!
//! Languages have names of different lengths (`licensing` is `concesión de licencias`), so no list of words that
//! stand for other words could say whether a document has one; and what a query needs of a concept lies in the
//! shards of its own words, so that none has to be asked for besides.

use rustc_hash::FxHashMap;

use super::analysis::{Stemmer, Token, fold, group_key, tokenize};
use crate::config::Language;
use crate::site::Site;

/// All concepts of a site.
pub(super) struct Concepts {
    pub(super) concepts: Vec<Concept>,
    /// For each language of the site, the names that its texts are searched for, by the key of their first word.
    spoken: Vec<FxHashMap<String, Vec<Spoken>>>,
}

pub(super) struct Concept {
    /// The key of its group.
    pub(super) key: String,
    pub(super) names: Vec<Name>,
}

/// A name in one language, as the words of queries and texts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    words: Vec<NameWord>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NameWord {
    pub(super) form: String,
    pub(super) key: String,
}

/// A name that texts of a language may have.
pub(super) struct Spoken {
    /// The keys of its words behind the first.
    pub(super) rest: Vec<String>,
    /// The key of the group of its concept.
    pub(super) concept: String,
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
    pub(super) fn without(&self, is_little: impl Fn(&str) -> bool) -> Vec<&NameWord> {
        let rest: Vec<&NameWord> = self.words.iter().filter(|word| !is_little(&word.form)).collect();
        if rest.is_empty() { self.words.iter().collect() } else { rest }
    }
}
