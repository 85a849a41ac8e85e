//! From text to the forms that the index knows. The index is made with it, and the engine calls it for every
//! query; `themes/default/static/search-engine.js` does the same in the browser with the same tables, and
//! `tests/ranking` holds the two to one result.

mod fold;
mod little;
mod stem;
mod tokens;

use super::parameters::{ARTICLES, BARE, CLITICS};
use crate::config::Language;

pub(super) use fold::fold;
pub(super) use little::little_words;
pub(super) use stem::Stemmer;
pub(super) use tokens::{Token, tokenize};

/// The folded words and n-grams of a text, which are what a phrase is compared by.
pub(super) fn forms(text: &str) -> Vec<String> {
    let mut forms = Vec::new();
    tokenize(text, |token| match token {
        Token::Word(word) => forms.push(fold(word).into_owned()),
        Token::Ngram(ngram) => forms.push(ngram),
        Token::Part(_) | Token::Compound(_) | Token::Spaced(_) | Token::End(_) => {}
    });
    forms
}

/// The key of the group that a word belongs to: its stem in its language, or itself where it has none. No form
/// has a space in it.
pub(super) fn group_key(language: &Language, form: &str, stem: Option<&str>) -> String {
    stem.map_or_else(|| form.to_owned(), |stem| format!("{language} {stem}"))
}

/// The form of a compound as one word.
pub(super) fn joined_form(compound: &str) -> String {
    fold(compound).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// An Arabic word without its article, and what is written together with that.
pub(super) fn without_article(form: &str) -> Option<&str> {
    let rest = ARTICLES.iter().find_map(|article| form.strip_prefix(article))?;
    (rest.chars().count() >= BARE).then_some(rest)
}

/// What an Arabic word may be without what is written together with it: article, conjunctions, prepositions.
pub(super) fn bare(form: &str) -> impl Iterator<Item = &str> {
    let starts = ARTICLES.iter().chain(&CLITICS);
    starts.filter_map(|start| form.strip_prefix(start)).filter(|rest| rest.chars().count() >= BARE)
}

/// Whether a form has a digit. It is never stemmed.
pub(super) fn has_digit(form: &str) -> bool {
    form.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a form names one thing exactly: an item, a file, a year. It is never taken for a misspelt other. A form that
/// has so many letters beside its digits is a name, such as `video2commons`.
pub(super) fn is_identifier(form: &str, letters: usize) -> bool {
    has_digit(form) && form.chars().filter(|letter| !letter.is_ascii_digit()).count() < letters
}

/// How long a word counts as in a title or heading, of which at most so many letters count.
pub(super) fn heading_length(form: &str, letters: usize) -> u8 {
    u8::try_from(form.chars().take(letters).count()).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_digit_is_a_word_and_a_number_is_none() {
        for name in ["video2commons", "baglama2", "abcde1"] {
            assert!(!is_identifier(name, 5) && has_digit(name), "{name}");
        }
        for exact in ["q1234567", "2024", "v12", "abcd1", "3d"] {
            assert!(is_identifier(exact, 5), "{exact}");
        }
        assert!(!is_identifier("word", 5) && !has_digit("word"));
    }

    #[test]
    fn an_arabic_word_is_known_without_what_is_written_together_with_it() {
        let rests = |form: &str| bare(form).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(rests("والمتحف"), ["متحف", "المتحف"]);
        assert_eq!(rests("لمتحف"), ["متحف"]);
        for clitic in CLITICS {
            assert!(rests(&format!("{clitic}متحف")).contains(&"متحف".to_owned()), "{clitic}");
        }
        assert_eq!(rests("بيت"), [""; 0], "two letters are no word");
        assert_eq!(rests("museum"), [""; 0]);
    }

    #[test]
    fn an_arabic_word_is_known_without_its_article() {
        for article in ARTICLES {
            assert_eq!(without_article(&format!("{article}متحف")), Some("متحف"), "{article}");
            assert_eq!(without_article(&format!("{article}متح")), Some("متح"), "{article}");
            assert_eq!(without_article(&format!("{article}مت")), None, "{article}");
        }
        assert_eq!(without_article("متحف"), None);
    }
}
