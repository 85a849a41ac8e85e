//! The names of languages, for the pages that list them.

use super::html::Html;
use super::phrase::{Phrase, text};
use crate::config::Language;

/// The own name of a language.
pub(super) fn autonym(language: &Language) -> String {
    let primary = language.as_str().split('-').next().unwrap_or_default();
    let known = isolang::Language::from_639_1(primary).or_else(|| isolang::Language::from_639_3(primary));
    let name = known.and_then(|known| known.to_autonym()).unwrap_or(language.as_str());
    let mut letters = name.chars();
    // Its own name may be written small; at the head of a list item it is not.
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The own name of a language as a phrase that says its language.
pub(super) fn phrase(language: &Language) -> Html {
    Phrase { lang: Some(language.as_str()), ..text(&autonym(language)) }.html()
}
