//! What the readers of a translation are told of it: that nobody has reviewed it yet, and what its original has changed
//! since.

use fluent_bundle::FluentValue;
use serde::Serialize;

use crate::config::Language;
use crate::record::{Parts, Shown};
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::{Html, escape};
use crate::render::phrase::Phrase;
use crate::site::{Entry, EntryId, InTranslation};

/// What is to be known of a translation.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TranslationView {
    /// That no native reader has reviewed it yet.
    awaits_review: Option<Html>,
    /// How much of the original has changed since, or that it has.
    stale: Option<Html>,
    /// What has changed: links into the original.
    changed: Vec<Html>,
}

/// What is to be known of a record's page; nothing of an original, and of a translation that is as it should be.
pub(crate) fn translation(cx: &Context<'_>, id: EntryId) -> Option<TranslationView> {
    let site = cx.site;
    let entry = site.entry(id);
    let freshness = entry.record.freshness.as_deref()?;
    let original = site.entry(entry.original);
    let (stale, changed) = match &freshness.parts {
        Some(parts) if parts.stale() > 0 => {
            let numbers = [("stale", number(parts.stale())), ("count", number(parts.count()))];
            let text = cx.words().with("translation-stale", &numbers);
            (Some(cx.localized(&text)), changed(cx, original, parts))
        }
        Some(_) => (None, Vec::new()),
        // It does not say what it was made from. The days on which the two were changed tell something.
        None => {
            let state = site.in_translation(id, &entry.record.language);
            let is_older = matches!(state, Some(InTranslation::Untold { is_older: true, .. }));
            (is_older.then(|| cx.message("translation-older")), Vec::new())
        }
    };
    let awaits_review = freshness.awaits_review.then(|| cx.message("translation-awaits-review"));
    (awaits_review.is_some() || stale.is_some()).then_some(TranslationView { awaits_review, stale, changed })
}

/// The fields and sections of the original that have changed, by their names there.
fn changed(cx: &Context<'_>, original: &Entry, parts: &Parts) -> Vec<Html> {
    let fields = changed_fields(cx, parts);
    fields.chain(changed_sections(cx, original, parts).map(|(_, link)| link)).collect()
}

/// The fields of the original that have changed, by their names.
pub(crate) fn changed_fields(cx: &Context<'_>, parts: &Parts) -> impl Iterator<Item = Html> {
    let fields = parts.fields.iter().filter(|(_, is_stale)| *is_stale);
    fields.map(move |(field, _)| match field.shown {
        Shown::Section(message) => cx.message(message),
        Shown::Head | Shown::Fact | Shown::Apart | Shown::Searched | Shown::Nowhere => {
            cx.message(&format!("field-{}", field.name.replace('_', "-")))
        }
    })
}

/// The sections of a translation whose original has changed, each with the link into the original.
pub(crate) fn changed_sections(
    cx: &Context<'_>,
    original: &Entry,
    parts: &Parts,
) -> impl Iterator<Item = (usize, Html)> {
    let stale = parts.alignment.sections.iter().enumerate().filter(|(_, standing)| standing.is_stale);
    stale.map(move |(section, standing)| match standing.of.first() {
        Some(&of) => (section, section_link(cx, original, of)),
        // The original has it no more.
        None => (section, Html::new(&escape(&parts.headings[section]))),
    })
}

/// The sections of the original that are not translated.
pub(crate) fn missing(cx: &Context<'_>, original: &Entry, parts: &Parts) -> Vec<Html> {
    parts.alignment.missing.iter().map(|&section| section_link(cx, original, section)).collect()
}

/// The link to a section of the original, by its heading, or by the title where it has none.
fn section_link(cx: &Context<'_>, original: &Entry, section: usize) -> Html {
    let (record, url) = (&original.record, href(&original.url));
    let heading = record.body.sections[section].heading.map(|heading| &record.body.headings[heading]);
    let (text, url) = match heading {
        Some(heading) => (&*heading.text, format!("{url}#{}", heading.id)),
        None => (record.common.title.as_str(), url),
    };
    let lang = cx.other_language(record).map(Language::as_str);
    Phrase { text: text.into(), url: Some(url.into()), lang, ..Phrase::default() }.html()
}

fn number(count: usize) -> FluentValue<'static> {
    count.into()
}
