//! What is known to have several names, by which words meet that mean the same: those of different languages, and
//! several of one. It is the terms of the glossary and of the vocabularies, the languages that records name, and the
//! site's synonyms. A document that says any name of one in its own language has the *concept* as it has a word:
//! postings, counted by the same fields. In the dictionary the first word of each name, in whatever language, leads to
//! them.
//!
//! Languages have names of different lengths (`licensing` is `concesión de licencias`), so no list of words that
//! stand for other words could say whether a document has one; and what a query needs of a concept lies in the
//! shards of its own words, so that none has to be asked for besides.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::analysis::{Stemmer, Token, fold, forms, group_key, tokenize};
use super::base91::{BASE, push_digit};
use super::kinds;
use crate::config::names::name_in;
use crate::config::{Language, Vocabulary};
use crate::record::{At, Kind, Record, Value, Visitor};
use crate::site::Site;

/// How many digits tell a concept from the others of a site.
pub(super) const ID: usize = 3;

/// All concepts of a site.
#[derive(PartialEq, Eq)]
pub(super) struct Concepts {
    pub(super) concepts: Vec<Concept>,
    /// For each language of the site, the names that its texts are searched for, by the key of their first word.
    spoken: Vec<FxHashMap<String, Vec<Spoken>>>,
}

#[derive(PartialEq, Eq)]
pub(super) struct Concept {
    /// The key of its group.
    pub(super) key: String,
    /// What the files name it by.
    pub(super) id: String,
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
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spoken {
    /// The keys of its words behind the first.
    pub(super) rest: Vec<String>,
    /// The key of the group of its concept, and what the files name that by.
    pub(super) concept: String,
    pub(super) id: String,
    /// Whether it means the concept wherever it stands, and not only where a record carries its term: `Images` may
    /// stand in any text, `Wiki Loves Monuments` is one thing.
    pub(super) anywhere: bool,
}

/// Where a concept comes from.
struct Source<'s> {
    /// No other key of a group begins with a space.
    key: String,
    /// In each language of the site, and whether it is meant wherever it stands.
    names: Vec<Vec<(Cow<'s, str>, bool)>>,
}

impl Concepts {
    pub(super) fn new(site: &Site) -> Self {
        let analyses: Vec<(&Language, Stemmer)> =
            site.languages().iter().map(|language| (language, Stemmer::new(language))).collect();
        let mut concepts = Vec::new();
        let mut ids = BTreeSet::new();
        let mut spoken: Vec<FxHashMap<String, Vec<Spoken>>> = Vec::new();
        spoken.resize_with(analyses.len(), FxHashMap::default);
        for Source { key, names } in sources(site) {
            let by_language = names.iter().zip(&analyses).map(|(names, (language, stemmer))| {
                let names =
                    names.iter().map(|(name, anywhere)| (Name::new(name, language, stemmer), *anywhere));
                names.filter(|(name, _)| !name.words.is_empty()).collect::<BTreeSet<_>>()
            });
            let by_language: Vec<BTreeSet<(Name, bool)>> = by_language.collect();
            let keys = |name: &Name| name.words.iter().map(|word| word.key.clone()).collect::<Vec<_>>();
            // Where all names are forms of one word, that is its own concept.
            let different: BTreeSet<Vec<String>> =
                by_language.iter().flatten().map(|(name, _)| keys(name)).collect();
            if different.len() < 2 {
                continue;
            }
            let id = id(&key, &mut ids);
            for (names, spoken) in by_language.iter().zip(&mut spoken) {
                for (name, anywhere) in names {
                    let mut rest = keys(name);
                    let first = rest.remove(0);
                    let name = Spoken { rest, concept: key.clone(), id: id.clone(), anywhere: *anywhere };
                    spoken.entry(first).or_default().push(name);
                }
            }
            let all: BTreeSet<Name> = by_language.into_iter().flatten().map(|(name, _)| name).collect();
            concepts.push(Concept { key, id, names: all.into_iter().collect() });
        }
        Self { concepts, spoken }
    }

    /// The names in texts of a language that begin with a word of that key.
    pub(super) fn spoken(&self, language: usize, key: &str) -> &[Spoken] {
        self.spoken.get(language).and_then(|names| names.get(key)).map_or(&[], Vec::as_slice)
    }
}

/// An id that is not taken. It follows from the key, so that few others change where a concept comes or goes.
fn id(key: &str, taken: &mut BTreeSet<u32>) -> String {
    let all = BASE.pow(u32::try_from(ID).unwrap_or(0));
    let mut number = u32::try_from(xxh3_64(key.as_bytes()) % u64::from(all)).unwrap_or(0);
    while !taken.insert(number) {
        number = (number + 1) % all;
    }
    let mut id = String::new();
    for place in (0..ID).rev() {
        push_digit(&mut id, number / BASE.pow(u32::try_from(place).unwrap_or(0)) % BASE);
    }
    id
}

fn sources(site: &Site) -> Vec<Source<'_>> {
    let languages = site.languages();
    let mut sources = Vec::new();
    for (id, term) in site.glossary.terms() {
        let names = |language| term.names(language).map(|name| (name.into(), true)).collect();
        sources.push(Source { key: format!(" {id}"), names: languages.iter().map(names).collect() });
    }
    for (id, set) in site.synonyms.sets() {
        let names = |language| set.of(language).iter().map(|word| (word.into(), true)).collect();
        sources.push(Source { key: format!(" synonyms {id}"), names: languages.iter().map(names).collect() });
    }
    for vocabulary in Vocabulary::ALL {
        for (id, _) in site.terms(vocabulary) {
            let Some(term) = site.vocabularies.get(vocabulary, id) else { continue };
            let names = |language| {
                let label = term.label.own(language);
                let names = label.into_iter().chain(term.also.iter().map(String::as_str));
                names.map(|name| (name.into(), is_proper(name))).collect()
            };
            let key = format!(" {} {id}", vocabulary.file_name());
            sources.push(Source { key, names: languages.iter().map(names).collect() });
        }
    }
    for kind in Kind::ALL {
        let names = |language| kinds::names(kind, language).iter().map(|name| (name.into(), false)).collect();
        let key = format!(" kind {}", kind.name());
        sources.push(Source { key, names: languages.iter().map(names).collect() });
    }
    let mentioned: BTreeSet<&Language> =
        site.entries().flat_map(|(_, entry)| languages_of(&entry.record)).collect();
    for language in mentioned {
        let names = |other| name_in(language, other).map(|name| (name.into(), false)).into_iter().collect();
        sources.push(Source {
            key: format!(" language {language}"),
            names: languages.iter().map(names).collect(),
        });
    }
    sources
}

/// The languages that a record names in its fields.
pub(super) fn languages_of(record: &Record) -> BTreeSet<&Language> {
    let mut languages = Languages(BTreeSet::new());
    record.fields.walk(&mut languages);
    languages.0
}

struct Languages<'r>(BTreeSet<&'r Language>);

impl<'r> Visitor<'r> for Languages<'r> {
    fn value(&mut self, value: Value<'r>, _: &At<'_>) {
        if let Value::Language(language) = value {
            self.0.insert(language);
        }
    }
}

/// A name of several words, or of capitals alone.
fn is_proper(name: &str) -> bool {
    let words = forms(name).len();
    let capitals = name.chars().filter(|letter| letter.is_uppercase()).count();
    words > 1 || words == 1 && capitals > 1
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

    /// Its words as queries are searched for them: without stop words, unless it has no others. Where one of several
    /// is left, which alone says less ("photo" is not "one photo"), the stop words stand behind it.
    pub(super) fn in_queries(&self, is_stop_word: impl Fn(&str) -> bool) -> Vec<&NameWord> {
        let (stop_words, mut words): (Vec<&NameWord>, Vec<_>) =
            self.words.iter().partition(|word| is_stop_word(&word.form));
        if words.len() < 2 {
            words.extend(stop_words);
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_does_without_stop_words_while_it_has_two_others() {
        let name = |words: &[&str]| Name {
            words: words
                .iter()
                .map(|word| NameWord { form: word.to_string(), key: word.to_string() })
                .collect(),
        };
        let in_queries = |words: &[&str]| {
            let name = name(words);
            let words = name.in_queries(|form| ["one", "of"].contains(&form));
            words.iter().map(|word| word.form.clone()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(in_queries(&["photo"]), "photo");
        assert_eq!(in_queries(&["point", "of", "view"]), "point view");
        assert_eq!(in_queries(&["one", "photo"]), "photo one");
        assert_eq!(in_queries(&["one", "of"]), "one of", "it has no others");
    }

    #[test]
    fn ids_follow_from_the_key_and_no_two_are_the_same() {
        let mut taken = BTreeSet::new();
        let first = id(" pilot", &mut taken);
        assert_eq!(first.len(), ID);
        assert_ne!(id(" pilot", &mut taken), first, "it is taken");
        assert_eq!(id(" pilot", &mut BTreeSet::from([7])), first, "others change nothing");
    }
}
