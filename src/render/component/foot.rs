//! Where a record comes from, at the foot of its page.

use serde::Serialize;

use crate::config::Language;
use crate::config::names::own_name;
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::render::component::take::{TakeView, take};
use crate::render::context::Context;
use crate::render::date;
use crate::render::editor::Editor;
use crate::render::href::href;
use crate::render::html::Html;
use crate::site::{Book, EntryId, InTranslation};

/// The longest address of an editor here: there are as many as languages, at the foot of every record.
const LONGEST: usize = 2000;

/// Where a record comes from.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Foot<'a> {
    /// The day of the last change.
    updated: Option<Html>,
    /// The names of those who wrote it.
    contributors: Vec<&'a str>,
    /// The address where it is edited.
    edit: Option<String>,
    /// The address of its history.
    history: Option<String>,
    /// The languages that it can be translated into: it is missing there, or out of date.
    translate: Vec<TranslateLink>,
    /// The record as a book, if it is a guide or a series.
    take: Option<TakeView>,
    /// The address of all that there is to translate into the language of the page.
    translations: Option<String>,
}

/// A language that a record can be translated into.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TranslateLink {
    /// The language's own name for itself.
    text: String,
    /// The language.
    lang: String,
    /// The direction of that language.
    dir: &'static str,
    /// The address where it is translated: the editor of the forge, or a mail.
    url: String,
}

/// # Errors
/// When the record's book cannot be made.
pub(crate) fn foot<'a>(cx: &Context<'a>, id: EntryId) -> Result<Foot<'a>, Box<Diagnostic>> {
    let site = cx.site;
    let record = &site.entry(id).record;
    let repository = site.config.repository.as_ref();
    let contributors = site.history(id).map(|history| history.contributors.as_slice()).unwrap_or_default();
    let take = match record.id.kind {
        Kind::Guide => take(cx, &Book::Guide(id))?,
        _ => take(cx, &Book::Series(id))?,
    };
    Ok(Foot {
        updated: site.updated(id).map(|day| date::day(cx, day)),
        contributors: contributors.iter().map(|name| &**name).collect(),
        edit: repository.map(|repository| repository.edit_url(&record.file)),
        history: repository.map(|repository| repository.history_url(&record.file)),
        translate: translate(cx, id),
        translations: site.translate_url(cx.language()).map(|url| href(&url)),
        take,
    })
}

fn translate(cx: &Context<'_>, id: EntryId) -> Vec<TranslateLink> {
    let needs_it = |state: InTranslation<'_>| state.is_missing() || state.is_stale();
    let editor = Editor::new(cx, id, LONGEST);
    let link = |language: &Language| {
        cx.site.in_translation(id, language).filter(|state| needs_it(*state))?;
        let url = editor.url(language)?;
        let (lang, dir) = (language.to_string(), language.direction().attribute());
        Some(TranslateLink { text: own_name(language), lang, dir, url })
    };
    cx.site.config.languages.iter().filter_map(link).collect()
}
