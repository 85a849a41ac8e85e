//! What the templates of the search page and of the pages from A to Z are given.

use serde::Serialize;

use super::{Html, KindCard, Pager, TermLink};

/// `search.html`: where a language is searched, and what readers without scripts browse by.
#[derive(Debug, Serialize)]
pub(in crate::render) struct SearchView<'a> {
    pub(in crate::render) heading: Html,
    pub(in crate::render) summary: Html,
    /// What the script says, as JSON.
    pub(in crate::render) words: String,
    pub(in crate::render) kinds: Vec<KindCard>,
    pub(in crate::render) vocabularies: Vec<SearchTerms<'a>>,
    /// The languages of the site; empty where it has but one.
    pub(in crate::render) languages: Vec<SearchLanguage>,
    /// The link to all requests by their state, if there are any.
    pub(in crate::render) requests: Option<Html>,
}

/// The most common terms of a vocabulary.
#[derive(Debug, Serialize)]
pub(in crate::render) struct SearchTerms<'a> {
    /// The link to the list of all its terms.
    pub(in crate::render) heading: Html,
    pub(in crate::render) terms: Vec<TermLink<'a>>,
    /// The same link, when these are not all.
    pub(in crate::render) more: Option<Html>,
}

/// A language of the site.
#[derive(Debug, Serialize)]
pub(in crate::render) struct SearchLanguage {
    /// Its own name for itself.
    pub(in crate::render) text: String,
    pub(in crate::render) lang: String,
    /// The way to its home page.
    pub(in crate::render) url: String,
    /// How many records it has.
    pub(in crate::render) count: String,
}

/// `letters.html`: records from A to Z, or those of one letter.
#[derive(Debug, Serialize)]
pub(in crate::render) struct LettersView {
    pub(in crate::render) heading: Html,
    pub(in crate::render) summary: Html,
    pub(in crate::render) count: Html,
    pub(in crate::render) letters: Vec<LetterLink>,
    /// Whether the links say how many records a letter has.
    pub(in crate::render) counted: bool,
    pub(in crate::render) groups: Vec<LetterGroup>,
    pub(in crate::render) pager: Pager,
}

/// The way to a letter.
#[derive(Debug, Serialize)]
pub(in crate::render) struct LetterLink {
    pub(in crate::render) name: String,
    pub(in crate::render) url: String,
    pub(in crate::render) count: String,
    pub(in crate::render) current: bool,
}

/// Records below a letter.
#[derive(Debug, Serialize)]
pub(in crate::render) struct LetterGroup {
    /// The anchor and the heading; none on a page that has but one letter.
    pub(in crate::render) heading: Option<(String, String)>,
    pub(in crate::render) rows: Vec<LetterRow>,
}

/// A record below its letter.
#[derive(Debug, Serialize)]
pub(in crate::render) struct LetterRow {
    pub(in crate::render) kind: &'static str,
    pub(in crate::render) link: Html,
    /// The word for its kind.
    pub(in crate::render) label: Html,
}
