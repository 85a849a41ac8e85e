//! Terms of vocabularies, each with the number of its records.

use serde::Serialize;

use crate::config::Vocabulary;
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::Html;

/// A term with the number of its records.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TermLink {
    /// Its name.
    text: Html,
    /// What it is sorted by.
    #[serde(skip)]
    key: Vec<u8>,
    /// Its address.
    url: String,
    /// How many records carry it.
    count: usize,
}

/// The most common of these terms, by name.
pub(crate) fn common(
    cx: &Context<'_>,
    vocabulary: Vocabulary,
    mut terms: Vec<(&str, usize)>,
    most: usize,
) -> Vec<TermLink> {
    terms.retain(|(_, count)| *count > 0);
    terms.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    terms.truncate(most);
    let mut links: Vec<_> = terms.into_iter().map(|(id, count)| link(cx, vocabulary, id, count)).collect();
    sort_by_text(&mut links);
    links
}

pub(crate) fn link(cx: &Context<'_>, vocabulary: Vocabulary, id: &str, count: usize) -> TermLink {
    let name = cx.term_name(vocabulary, id);
    let key = cx.site.order(cx.language()).key(&name.text);
    let url = href(&cx.site.term_url(vocabulary, id, cx.language()));
    TermLink { text: name.html(), key, url, count }
}

/// The name of the message for a vocabulary.
pub(crate) fn vocabulary_message(vocabulary: Vocabulary, end: &str) -> String {
    format!("vocabulary-{}{end}", vocabulary.file_name().trim_end_matches(".yaml"))
}

/// Sorts by the names that readers see.
pub(crate) fn sort_by_text(links: &mut [TermLink]) {
    links.sort_by(|a, b| a.key.cmp(&b.key));
}
