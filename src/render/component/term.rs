//! Terms of vocabularies, each with the number of its records.

use serde::Serialize;

use crate::config::Vocabulary;
use crate::render::context::Context;
use crate::render::href::href;

/// A term with the number of its records.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TermLink<'a> {
    /// Its name.
    text: &'a str,
    /// Its address.
    url: String,
    /// How many records carry it.
    count: usize,
}

/// The most common of these terms, by name.
pub(crate) fn common<'a>(
    cx: &Context<'a>,
    vocabulary: Vocabulary,
    mut terms: Vec<(&'a str, usize)>,
    most: usize,
) -> Vec<TermLink<'a>> {
    terms.retain(|(_, count)| *count > 0);
    terms.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    terms.truncate(most);
    let mut links: Vec<_> = terms.into_iter().map(|(id, count)| link(cx, vocabulary, id, count)).collect();
    sort_by_text(cx, &mut links);
    links
}

pub(crate) fn link<'a>(cx: &Context<'a>, vocabulary: Vocabulary, id: &'a str, count: usize) -> TermLink<'a> {
    let url = href(&cx.site.term_url(vocabulary, id, 1));
    TermLink { text: cx.label(vocabulary, id), url, count }
}

/// The name of the message for a vocabulary.
pub(crate) fn vocabulary_message(vocabulary: Vocabulary, end: &str) -> String {
    format!("vocabulary-{}{end}", vocabulary.file_name().trim_end_matches(".yaml"))
}

/// Sorts by the names that readers see.
pub(crate) fn sort_by_text(cx: &Context<'_>, links: &mut [TermLink<'_>]) {
    let order = cx.site.order(cx.language());
    links.sort_by_cached_key(|link| order.key(link.text));
}
