//! The glossary: what the words of the field mean, what else they are called, and what a language should not say. No
//! record carries its terms; they are found in texts.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use unicode_normalization::char::is_combining_mark;

use super::vocabulary::is_id;
use super::{Language, Localized};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath};
use crate::source::SitePath;
use crate::yaml::{Places, Yaml};

/// A word of the field.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GlossaryTerm {
    /// As it stands within a sentence.
    pub label: Localized,
    /// What it means, in a sentence or two.
    pub description: Localized,
    /// What else it is called.
    pub also: WordsOf,
    /// Other forms of these names, such as plurals, by which it is known in a text.
    pub forms: WordsOf,
    /// What not to say for it.
    pub avoid: WordsOf,
}

impl GlossaryTerm {
    /// All that it is called in a language: its label, its other names, and other forms of these.
    pub fn names<'t>(&'t self, language: &Language) -> impl Iterator<Item = &'t str> + use<'t> {
        let others = self.also.of(language).iter().chain(self.forms.of(language)).map(String::as_str);
        self.label.own(language).into_iter().chain(others)
    }
}

/// Some words of each language.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WordsOf(pub(super) BTreeMap<Language, Vec<String>>);

impl WordsOf {
    /// The words of a language, or of a form of it.
    #[must_use]
    pub fn of(&self, language: &Language) -> &[String] {
        let akin = || self.0.iter().find(|(known, _)| known.is_akin(language)).map(|(_, words)| words);
        self.0.get(language).or_else(akin).map_or(&[], Vec::as_slice)
    }
}

impl<'de> Deserialize<'de> for WordsOf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ByLanguage;
        impl<'de> Visitor<'de> for ByLanguage {
            type Value = WordsOf;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list for each language (`en: [items]`)")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<WordsOf, A::Error> {
                let mut words = BTreeMap::new();
                while let Some((language, list)) = map.next_entry()? {
                    words.insert(language, list);
                }
                Ok(WordsOf(words))
            }
        }
        deserializer.deserialize_any(ByLanguage)
    }
}

/// The words of the field, and how to find them in each language of the site.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    terms: BTreeMap<String, GlossaryTerm>,
    words: BTreeMap<Language, Words>,
}

impl Glossary {
    /// The name of its file among the vocabularies.
    pub const FILE_NAME: &str = "glossary.yaml";

    /// The glossary that `text` holds, for a site in these languages.
    #[must_use]
    pub fn parse(file: &SitePath, text: &str, languages: &[Language]) -> (Self, Diagnostics) {
        let (terms, faults) = Yaml { file, text, offset: 0 }.read::<BTreeMap<String, GlossaryTerm>>();
        let mut diagnostics = Diagnostics::new();
        diagnostics.extend(faults);
        let terms = terms.unwrap_or_default();
        let words = languages.iter().map(|language| (language.clone(), Words::new(&terms, language)));
        let words: BTreeMap<Language, Words> = words.collect();
        let places = LazyCell::new(|| Places::new(text, 0));
        let mut fault = |code, path: &FieldPath, is_key, message: String, help: &str| {
            diagnostics
                .push(Diagnostic::new(code, file, places.of(path, is_key), message).help(help.to_owned()));
        };
        for (id, term) in &terms {
            let at = FieldPath::key(id);
            if !is_id(id) {
                let help = "write it with lowercase letters, digits, `-` and `.`; its label may be anything";
                fault(Code::BadValue, &at, true, format!("`{id}` cannot stand in an address"), help);
            }
            for (field, text) in [("label", &term.label), ("description", &term.description)] {
                if text.texts().all(str::is_empty) {
                    let help = format!("add `{field}: {{en: …}}` to the term");
                    fault(Code::MissingField, &at, true, format!("`{field}` is missing"), &help);
                }
            }
            for (language, list) in &term.avoid.0 {
                for (index, word) in list.iter().enumerate() {
                    if words.get(language).is_some_and(|words| words.are_used_for(word)) {
                        let path = at.clone().then("avoid").then(language.as_str()).at(index);
                        let message = format!("`{word}` is what the glossary itself calls a term");
                        fault(Code::BadValue, &path, false, message, "delete it here or where it is a name");
                    }
                }
            }
        }
        (Self { terms, words }, diagnostics)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    #[must_use]
    pub fn get(&self, id: &str) -> Option<&GlossaryTerm> {
        self.terms.get(id)
    }

    /// Every term with its id, sorted by that.
    pub fn terms(&self) -> impl Iterator<Item = (&str, &GlossaryTerm)> {
        self.terms.iter().map(|(id, term)| (id.as_str(), term))
    }

    /// How its words are found in texts of a language.
    #[must_use]
    pub fn words(&self, language: &Language) -> Option<&Words> {
        self.words.get(language)
    }
}

/// The words of a language that texts are searched for, all at once.
#[derive(Debug, Clone)]
pub struct Words {
    used: Finder,
    avoided: Finder,
}

/// A word of the glossary in a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Found<'g> {
    /// In bytes, with what the language writes in front of a word without a space.
    pub at: Range<usize>,
    /// The id of the term.
    pub term: &'g str,
}

impl Words {
    fn new(terms: &BTreeMap<String, GlossaryTerm>, language: &Language) -> Self {
        let used = terms.iter().flat_map(|(id, term)| term.names(language).map(move |word| (word, id)));
        let avoided =
            terms.iter().flat_map(|(id, term)| term.avoid.of(language).iter().map(move |word| (&**word, id)));
        Self { used: Finder::new(used, language), avoided: Finder::new(avoided, language) }
    }

    /// The terms in a text, in its order and without overlaps: the longest of those that begin at one place.
    #[must_use]
    pub fn used(&self, text: &str) -> Vec<Found<'_>> {
        self.used.find(text)
    }

    /// What the language should not say, in the same way.
    #[must_use]
    pub fn avoided(&self, text: &str) -> Vec<Found<'_>> {
        self.avoided.find(text)
    }

    fn are_used_for(&self, word: &str) -> bool {
        self.used.find(word).iter().any(|found| found.at == (0..word.len()))
    }
}

#[derive(Debug, Clone)]
struct Finder {
    /// None where there is nothing to find.
    automaton: Option<AhoCorasick>,
    /// The term of each pattern.
    terms: Vec<String>,
    has_prefixes: bool,
}

impl Finder {
    fn new<'w>(words: impl Iterator<Item = (&'w str, &'w String)>, language: &Language) -> Self {
        let (mut seen, mut patterns, mut terms) = (FxHashSet::default(), Vec::new(), Vec::new());
        for (word, id) in words {
            let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
            let other = with_other_case(&word);
            for pattern in [word, other] {
                if !pattern.is_empty() && seen.insert(pattern.clone()) {
                    patterns.push(pattern);
                    terms.push(id.clone());
                }
            }
        }
        let automaton = (!patterns.is_empty()).then(|| {
            AhoCorasick::new(&patterns).expect("a file within the limit of a text has no 2^31 states")
        });
        Self { automaton, terms, has_prefixes: language.as_str().split('-').next() == Some("ar") }
    }

    fn find(&self, text: &str) -> Vec<Found<'_>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let whole = automaton.find_overlapping_iter(text).filter_map(|found| {
            let start = self.start(text, found.start())?;
            let at = start..found.end();
            ends_word(&text[at.end..]).then(|| Found { at, term: &self.terms[found.pattern()] })
        });
        let mut whole: Vec<Found<'_>> = whole.collect();
        whole.sort_by_key(|found| (found.at.start, std::cmp::Reverse(found.at.end)));
        let mut end = 0;
        whole.retain(|found| {
            let is_free = found.at.start >= end;
            if is_free {
                end = found.at.end;
            }
            is_free
        });
        whole
    }

    /// Where the word begins that a match at `at` is, or is the rest of; none where it is another word.
    fn start(&self, text: &str, at: usize) -> Option<usize> {
        let before = &text[..at];
        if begins_word(before) {
            return Some(at);
        }
        let start = before.rfind(|c| !is_of_word(c));
        let start = start.map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let is_prefix = self.has_prefixes && is_arabic_prefix(&before[start..]);
        (is_prefix && begins_word(&before[..start])).then_some(start)
    }
}

/// The word with its first letter as a capital, or without.
fn with_other_case(word: &str) -> String {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return String::new() };
    let other: String =
        if first.is_lowercase() { first.to_uppercase().collect() } else { first.to_lowercase().collect() };
    other + letters.as_str()
}

fn begins_word(before: &str) -> bool {
    let mut letters = before.chars().rev();
    match letters.next() {
        Some(c) if is_of_word(c) || matches!(c, '_' | '@' | '#') => false,
        // `non-item`, `example.item`
        Some(c) if is_joiner(c) => !letters.next().is_some_and(is_of_word),
        _ => true,
    }
}

fn ends_word(after: &str) -> bool {
    let mut letters = after.chars();
    match letters.next() {
        Some(c) if is_of_word(c) || matches!(c, '_' | '@') => false,
        Some(c) if is_joiner(c) => !letters.next().is_some_and(is_of_word),
        _ => true,
    }
}

fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '.' | '\u{2010}' | '\u{2011}')
}

/// Whether a character goes on a word. In scripts that put no spaces between words none does: where a word ends cannot
/// be seen there.
fn is_of_word(c: char) -> bool {
    let is_spaceless = matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    (c.is_alphanumeric() || is_combining_mark(c)) && !is_spaceless
}

/// Whether letters are what Arabic writes in front of a word: and, then, with, like, for, the.
fn is_arabic_prefix(letters: &str) -> bool {
    let rest = letters.strip_prefix(['و', 'ف']).unwrap_or(letters);
    let rest = rest.strip_prefix(['ب', 'ك', 'ل']).unwrap_or(rest);
    // With “for” the article loses its first letter.
    matches!(rest, "" | "ال") || (rest == "ل" && letters.ends_with("لل"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: &str = "batch:\n  label: {en: batch, zh: 批量}\n  description: Many at once.\n\
        batch-upload:\n  label: {en: batch upload, ar: رفع جماعي}\n  description: Many files at once.\n  \
        also: {ar: [رفع]}\n  forms: {en: [batch uploads]}\n  avoid: {en: [mass upload]}\n";

    fn glossary(text: &str) -> (Glossary, Vec<String>) {
        let languages = ["en", "ar", "zh"].map(|tag| Language::parse(tag).unwrap());
        let file = SitePath::new("content/vocabularies/glossary.yaml");
        let (glossary, faults) = Glossary::parse(&file, text, &languages);
        (glossary, faults.iter().map(|fault| fault.message.clone()).collect())
    }

    /// What is found in a text, each with its term.
    fn used(tag: &str, text: &str) -> Vec<String> {
        let (glossary, faults) = glossary(TERMS);
        assert!(faults.is_empty(), "{faults:?}");
        let words = glossary.words(&Language::parse(tag).unwrap()).unwrap();
        words.used(text).into_iter().map(|found| format!("{}: {}", found.term, &text[found.at])).collect()
    }

    #[test]
    fn the_longest_term_is_found_as_a_whole_word() {
        assert_eq!(
            used("en", "Batch uploads, a batch, (batch upload)."),
            ["batch-upload: Batch uploads", "batch: batch", "batch-upload: batch upload"]
        );
        // A longer term that is no whole word leaves the shorter one.
        assert_eq!(used("en", "batch uploading"), ["batch: batch"]);
        for text in
            ["batches", "unbatch", "re-batch", "batch-job", "batch.py", "my_batch", "#batch", "BATCH UPLOAD"]
        {
            assert_eq!(used("en", text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_arabic_writes_before_a_word_belongs_to_it() {
        for word in ["رفع", "الرفع", "والرفع", "بالرفع", "للرفع", "وللرفع", "لرفع", "ورفع"]
        {
            assert_eq!(used("ar", &format!("قبل {word} الآن")), [format!("batch-upload: {word}")], "{word}");
        }
        for word in ["ترفع", "مرفع", "رفعت", "يرفع", "سيرفع", "اللرفع"] {
            assert_eq!(used("ar", &format!("قبل {word} الآن")), [""; 0], "{word}");
        }
        assert_eq!(used("ar", "هذا رفع جماعي"), ["batch-upload: رفع جماعي"]);
    }

    #[test]
    fn a_word_is_found_where_no_spaces_are_written() {
        assert_eq!(used("zh", "使用批量上传"), ["batch: 批量"]);
    }

    #[test]
    fn what_a_language_should_not_say_is_found_in_it_alone() {
        let (glossary, _) = glossary(TERMS);
        let avoided = |tag: &str, text: &str| {
            glossary.words(&Language::parse(tag).unwrap()).unwrap().avoided(text).len()
        };
        assert_eq!(avoided("en", "Mass upload or mass upload."), 2);
        assert_eq!(avoided("ar", "mass upload"), 0);
    }

    #[test]
    fn what_is_wrong_with_a_term_is_told() {
        let faults = |text: &str| glossary(text).1;
        assert_eq!(faults("a b:\n  label: A\n  description: A.\n"), ["`a b` cannot stand in an address"]);
        assert_eq!(faults("a:\n  label: A\n"), ["`description` is missing"]);
        assert_eq!(faults("a:\n  description: A.\n"), ["`label` is missing"]);
        let own = "a:\n  label: {en: item}\n  description: A.\n  avoid: {en: [Item]}\n";
        assert_eq!(faults(own), ["`Item` is what the glossary itself calls a term"]);
        assert_eq!(faults("a:\n  label: A\n  description: A.\n  also: [b]\n").len(), 1);
    }
}
