//! Sets of words that mean about the same, in the languages of the site: `synonyms.yaml` among the vocabularies. The
//! search alone reads them; no page shows them. What a word of the field *means* stands in the glossary.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::Language;
use super::glossary::WordsOf;
use super::vocabulary::is_id;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath};
use crate::source::SitePath;
use crate::yaml::{Places, Yaml};

/// The sets by their ids.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Synonyms(BTreeMap<String, WordsOf>);

impl Synonyms {
    /// The name of its file among the vocabularies.
    pub const FILE_NAME: &str = "synonyms.yaml";

    /// The sets that `text` holds, and what is wrong with them.
    #[must_use]
    pub fn parse(file: &SitePath, text: &str) -> (Self, Diagnostics) {
        let (sets, faults) = Yaml { file, text, offset: 0 }.read::<BTreeMap<String, WordsOf>>();
        let mut diagnostics = Diagnostics::new();
        diagnostics.extend(faults);
        let sets = sets.unwrap_or_default();
        let places = LazyCell::new(|| Places::new(text, 0));
        let mut fault = |path: &FieldPath, is_key, message: String, help: &str| {
            let place = places.of(path, is_key);
            diagnostics.push(Diagnostic::new(Code::BadValue, file, place, message).help(help.to_owned()));
        };
        for (id, set) in &sets {
            let at = FieldPath::key(id);
            if !is_id(id) {
                let help = "write it with lowercase letters, digits, `-` and `.`";
                fault(&at, true, format!("`{id}` is no name for a set of words"), help);
            }
            if set.each().map(|(_, words)| words.len()).sum::<usize>() < 2 {
                let help = "write a second word, in this language or another, or delete the set";
                fault(&at, true, format!("`{id}` has no two words that could stand for each other"), help);
            }
            for (language, words) in set.each() {
                for (index, word) in words.iter().enumerate() {
                    let path = at.clone().then(language.as_str()).at(index);
                    if word.trim().is_empty() {
                        fault(&path, false, "a word is empty".to_owned(), "write it, or delete the entry");
                    } else if words[..index].contains(word) {
                        fault(&path, false, format!("`{word}` stands there twice"), "delete one of the two");
                    }
                }
            }
        }
        (Self(sets), diagnostics)
    }

    /// Every set with its id, sorted by that.
    pub fn sets(&self) -> impl Iterator<Item = (&str, &WordsOf)> {
        self.0.iter().map(|(id, set)| (id.as_str(), set))
    }
}

impl WordsOf {
    /// The words of each language.
    fn each(&self) -> impl Iterator<Item = (&Language, &[String])> {
        self.0.iter().map(|(language, words)| (language, words.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let (_, faults) = Synonyms::parse(&SitePath::new("content/vocabularies/synonyms.yaml"), text);
        faults.iter().map(|fault| fault.message.clone()).collect()
    }

    #[test]
    fn a_set_has_words_of_any_languages_by_language() {
        let text = "money:\n  en: [money, funding]\n  es: [dinero]\n";
        let (synonyms, faults) = Synonyms::parse(&SitePath::new("s.yaml"), text);
        assert!(faults.is_empty());
        let words = |language: &str| {
            let language = Language::parse(language).unwrap();
            synonyms.sets().flat_map(|(_, set)| set.of(&language)).cloned().collect::<Vec<_>>()
        };
        assert_eq!(words("en"), ["money", "funding"]);
        assert_eq!(words("es-MX"), ["dinero"]);
        assert_eq!(words("fr"), [""; 0]);
    }

    #[test]
    fn what_says_nothing_is_refused() {
        assert_eq!(faults("a:\n  en: [b, c]\n"), [""; 0]);
        assert_eq!(faults("A b:\n  en: [b, c]\n"), ["`A b` is no name for a set of words"]);
        assert_eq!(faults("a:\n  en: [b]\n"), ["`a` has no two words that could stand for each other"]);
        assert_eq!(faults("a:\n  en: [b]\n  es: [c]\n"), [""; 0]);
        assert_eq!(faults("a:\n  en: [b, c, b]\n"), ["`b` stands there twice"]);
        assert_eq!(faults("a:\n  en: [b, ' ']\n"), ["a word is empty"]);
        assert_eq!(faults("a: [b, c]\n").len(), 1, "no language");
        assert!(faults("a:\n  english: [b, c]\n")[0].contains("`english` is no language tag"));
    }
}
