//! A record as a chapter of a book: its text with what readers have to know of it, and nothing that only works on the site.

use serde::Serialize;

use super::text::Text;
use crate::diagnostic::Diagnostic;
use crate::record::{Fields, Kind};
use crate::render::body;
use crate::render::component::translation::{TranslationView, translation};
use crate::render::context::Context;
use crate::render::date;
use crate::render::html::Html;
use crate::render::phrase;
use crate::render::record::banner::Banner;
use crate::render::record::facts::{Fact, facts, is_fact};
use crate::render::record::fields::fields;
use crate::render::record::sources::sources;
use crate::render::record::{case, guide, meta};
use crate::render::template::{View, fill};
use crate::site::EntryId;

/// A chapter of a book, as HTML that is made into XHTML. There is no `page`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ChapterView<'a, S> {
    /// The kind of record: `page`, `guide` or `case`.
    kind: &'static str,
    /// The title.
    title: &'a str,
    /// The summary.
    summary: Option<&'a str>,
    /// A short line below the summary.
    meta: Vec<Html>,
    /// What is to be known of a translation.
    translation: Option<TranslationView>,
    banners: Vec<Banner>,
    /// The text.
    body: Html,
    /// What its kind alone has, as on its page.
    sections: S,
    facts: Vec<Fact>,
    /// What it rests on.
    sources: Vec<Html>,
    /// The day of the last change.
    updated: Option<Html>,
    /// The link to its page on the web, where the site has an address.
    address: Option<Html>,
}

impl<S: Serialize> View for ChapterView<'_, S> {
    const TEMPLATE: &'static str = "chapter.html";
}

/// The variables of the template: what it includes is named as on pages.
#[derive(Serialize)]
struct Variables<'v, V> {
    view: &'v V,
}

/// The record of the context's page as a chapter.
///
/// # Errors
/// When the theme's template cannot be filled.
pub(crate) fn chapter(cx: &Context<'_>, id: EntryId) -> Result<Text, Box<Diagnostic>> {
    match &cx.site.entry(id).record.fields {
        Fields::Case(case) => draw(cx, id, case::sections(cx, id, case), Vec::new()),
        Fields::Guide(guide) => draw(cx, id, guide::sections(cx, guide), guide::banners(cx, guide)),
        // The tree of pages is the contents of the book.
        _ => draw(cx, id, (), Vec::new()),
    }
}

fn draw<S: Serialize>(
    cx: &Context<'_>,
    id: EntryId,
    sections: S,
    banners: Vec<Banner>,
) -> Result<Text, Box<Diagnostic>> {
    let site = cx.site;
    let entry = site.entry(id);
    let record = &*entry.record;
    let address = cx.canonical(&entry.url).map(|url| phrase::external(url.clone(), url).html());
    let view = ChapterView {
        kind: record.id.kind.name(),
        title: &record.common.title,
        summary: record.common.summary.as_deref(),
        meta: meta::meta(cx, record),
        translation: translation(cx, id),
        banners,
        body: body::html(cx, id),
        sections,
        facts: if record.id.kind == Kind::Page {
            Vec::new()
        } else {
            facts(cx, record, &fields(cx, record, is_fact))
        },
        sources: sources(cx, record),
        updated: site.updated(id).map(|day| date::day(cx, day)),
        address,
    };
    let mut html = Vec::new();
    fill(cx, ChapterView::<S>::TEMPLATE, &Variables { view: &view }, &mut html)?;
    Ok(Text::of(&String::from_utf8_lossy(&html)))
}
