//! The words of a language that say little: articles, pronouns, prepositions, auxiliary verbs. A sentence has many of
//! them, and on a site of few pages they are as rare as words that mean something.

use std::collections::BTreeSet;

use super::forms;
use crate::config::Language;

/// Auxiliary and question words that the lists of NLTK lack.
const MORE: [(&str, &[&str]); 5] = [
    ("en", &["could", "would", "must", "may", "might", "shall", "cannot"]),
    (
        "es",
        &[
            "cuánto", "cuánta", "cuántos", "cuántas", "cómo", "cuál", "cuáles", "dónde", "puedo", "puede",
            "pueden", "podemos", "debo", "debe", "deben", "debemos",
        ],
    ),
    (
        "fr",
        &[
            "comment", "combien", "où", "quand", "pourquoi", "quel", "quelle", "quels", "quelles", "peut",
            "peux", "peuvent", "pouvons", "doit", "dois", "doivent", "devons", "faut", "cela",
        ],
    ),
    (
        "pt",
        &[
            "quanto", "quanta", "quantos", "quantas", "onde", "posso", "pode", "podem", "podemos", "devo",
            "deve", "devem", "devemos",
        ],
    ),
    ("sv", &["måste", "ska", "får"]),
];

/// The folded words of any of the languages, sorted.
pub(in crate::search) fn little_words(languages: &[Language]) -> BTreeSet<String> {
    let primary = |language: &Language| language.as_str().split('-').next().unwrap_or_default().to_owned();
    let words = languages.iter().map(primary).flat_map(|tag| {
        let listed = stop_words::lookup(tag.as_str()).unwrap_or_default();
        let more = MORE.iter().filter(move |(language, _)| *language == tag).flat_map(|(_, words)| *words);
        listed.iter().chain(more)
    });
    // What has an apostrophe in it is several words.
    words.flat_map(|word| forms(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_those_of_the_languages_of_the_site_as_a_query_has_them() {
        let words = |tags: &[&str]| {
            little_words(&tags.iter().map(|tag| Language::parse(tag).unwrap()).collect::<Vec<_>>())
        };
        let english = words(&["en"]);
        for word in ["the", "should", "could", "don", "t"] {
            assert!(english.contains(word), "{word}");
        }
        assert!(!english.contains("museum") && !english.contains("cuanto"));
        let both = words(&["en", "es-MX"]);
        assert!(both.contains("the") && both.contains("cuanto"), "folded, and of both");
        assert!(words(&["tlh"]).is_empty(), "a language without a list has none");
    }

    #[test]
    fn what_is_added_is_not_in_the_lists() {
        for (tag, words) in MORE {
            let listed = stop_words::lookup(tag).unwrap_or_default();
            for word in words {
                assert!(!listed.contains(word), "{tag}: {word}");
            }
        }
    }
}
