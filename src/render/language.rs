//! The names of languages, for the pages that list them.

use super::context::Context;
use super::html::Html;
use super::phrase::{Phrase, text};
use crate::config::{Language, names};

/// What a language is called on a page: as its readers say, or as its speakers do.
pub(super) fn phrase(cx: &Context<'_>, language: &Language) -> Html {
    match names::name_in(language, &cx.words().language) {
        Some(name) => Phrase { lang: cx.words_language(), ..text(&name) }.html(),
        None => Phrase { lang: Some(language.as_str()), ..text(&names::own_name(language)) }.html(),
    }
}

/// The same as plain text, to be sorted by and chosen from.
pub(super) fn name(cx: &Context<'_>, language: &Language) -> String {
    names::name_in(language, &cx.words().language).unwrap_or_else(|| names::own_name(language))
}
