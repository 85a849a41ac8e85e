//! Links to records, terms and pages, as they stand in a text or a list.

use std::borrow::Cow;

use super::context::Context;
use super::href::href;
use super::html::{Html, escape, push};
use super::phrase::{Phrase, external};
use crate::config::Vocabulary;
use crate::record::{Kind, Record};
use crate::site::{BROWSABLE, EntryId, PageKind};
use crate::source::UrlPath;

/// The link to a record with its title, and whether it is a draft.
pub(super) fn record(cx: &Context<'_>, id: EntryId) -> Html {
    let id = cx.local(id);
    cx.cache.links.get(id, || new_record(cx, id))
}

fn new_record(cx: &Context<'_>, id: EntryId) -> Html {
    let entry = cx.site.entry(id);
    let record = &entry.record;
    let mut html = String::with_capacity(128);
    push(&mut html, &["<a href=\"", &href(&entry.url), "\""]);
    if let Some(language) = cx.other_language(record) {
        let (lang, dir) = (language.as_str(), language.direction().attribute());
        push(&mut html, &[" lang=\"", lang, "\" hreflang=\"", lang, "\" dir=\"", dir, "\""]);
    }
    let title = escape(&record.common.title);
    match record.id.kind {
        // A name may be in another script than the line that it stands in.
        Kind::Person => push(&mut html, &["><bdi>", &title, "</bdi></a>"]),
        Kind::Guide
        | Kind::Case
        | Kind::Clinic
        | Kind::Request
        | Kind::Upload
        | Kind::Group
        | Kind::Meeting
        | Kind::Partner
        | Kind::Tool
        | Kind::Page => push(&mut html, &[">", &title, "</a>"]),
    }
    if record.common.draft {
        push(&mut html, &[" <span class=\"draft\">", cx.message("draft-mark").as_str(), "</span>"]);
    }
    Html::new(&html)
}

/// The records of that kind, as far as they are published.
pub(super) fn records<'s>(
    cx: &Context<'_>,
    kind: Kind,
    slugs: impl IntoIterator<Item = &'s str>,
) -> Vec<Html> {
    slugs.into_iter().filter_map(|slug| named(cx, kind, slug)).collect()
}

/// A link to the record of that name, if it is published.
pub(super) fn named(cx: &Context<'_>, kind: Kind, slug: &str) -> Option<Html> {
    cx.site.named(kind, slug).map(|id| record(cx, id))
}

/// A term, with a link where it has a page or an address.
pub(super) fn term(cx: &Context<'_>, vocabulary: Vocabulary, id: &str) -> Html {
    cx.cache.terms.get((vocabulary, id.into()), || {
        let page = || href(&cx.site.term_url(vocabulary, id, cx.language()));
        let url = BROWSABLE.contains(&vocabulary).then(page);
        let licence = cx.site.vocabularies.get(vocabulary, id).and_then(|term| term.url.as_deref());
        let value = Phrase {
            external: licence.is_some(),
            url: url.map(Cow::from).or(licence.map(Cow::from)),
            ..cx.term_name(vocabulary, id)
        };
        value.html()
    })
}

/// A link whose words are the interface's.
pub(super) fn localized(cx: &Context<'_>, text: &str, url: &UrlPath) -> Html {
    let url = Some(href(url).into());
    Phrase { text: text.into(), url, lang: cx.words_language(), ..Phrase::default() }.html()
}

/// The link to a page that has the message `name` for its title.
pub(super) fn page(cx: &Context<'_>, name: &str, kind: PageKind) -> Html {
    let url = cx.url_of(kind);
    localized(cx, &cx.words().get(name), &url)
}

/// The link to the board, from the pages that it leads to.
pub(super) fn board(cx: &Context<'_>) -> Html {
    page(cx, "desk-title", PageKind::Desk)
}

/// The link to the list of all requests.
pub(super) fn all_requests(cx: &Context<'_>) -> Html {
    localized(cx, &cx.words().get("desk-all"), &cx.list_url(Kind::Request))
}

/// A phrase as the link to a file beside a record.
pub(super) fn file<'t>(cx: &Context<'_>, record: &Record, phrase: Phrase<'t>, path: &str) -> Phrase<'t> {
    let asset = record.file.join(path).and_then(|file| cx.site.asset_of(&file));
    Phrase { url: asset.map(|asset| href(&asset.url).into()), ..phrase }
}

/// The link to a page of a wiki, or to somebody's page on a forge: `start` and its name.
pub(super) fn elsewhere(start: &str, name: &str, shown: &str) -> Html {
    const SET: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~')
        .remove(b':')
        .remove(b'/');
    let name = name.replace(' ', "_");
    external(shown, format!("{start}{}", percent_encoding::utf8_percent_encode(&name, SET))).html()
}

/// An address elsewhere, shown without what all addresses have.
pub(super) fn address(url: &str) -> Html {
    let shown = url.split_once("://").map_or(url, |(_, rest)| rest);
    external(shown.trim_start_matches("www.").trim_end_matches('/'), url).html()
}
