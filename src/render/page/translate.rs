//! What there is to translate into a language, for those who want to help.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::record::{Kind, Parts};
use crate::render::compared::compared;
use crate::render::component::labelled::Labelled;
use crate::render::component::pager::{self, Pager};
use crate::render::component::translation;
use crate::render::context::Context;
use crate::render::editor::{self, Editor};
use crate::render::html::Html;
use crate::render::link;
use crate::render::mailto;
use crate::render::phrase::Phrase;
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::{ENTRIES_PER_PAGE, EntryId, InTranslation, ToTranslate};

/// What there is to translate into the language of the page.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TranslateView {
    /// The heading.
    heading: Html,
    /// A text below the heading.
    summary: Html,
    /// How to go about it, or whom to write to.
    how: Html,
    /// The address to write to, where there is no forge.
    contact: Option<Html>,
    /// What the translations come to, on the first page.
    facts: Vec<Labelled>,
    /// Such as `1–40 of 120`; none where there is nothing to do.
    count: Option<Html>,
    groups: Vec<TranslateGroup>,
    pager: Pager,
}

impl View for TranslateView {
    const TEMPLATE: &'static str = "translate.html";
}

/// Records to translate, below a heading: those that are out of date, or those that are not translated at all.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TranslateGroup {
    /// The heading.
    heading: Html,
    rows: Vec<TranslateRow>,
}

/// A record to translate.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TranslateRow {
    /// The kind of record: `case`, `guide`, …
    kind: &'static str,
    /// The link to it, in its language.
    link: Html,
    /// The word for its kind.
    label: Html,
    /// How many words are to be translated.
    words: Option<Html>,
    /// That the original was changed later, where nothing more is known.
    note: Option<Html>,
    /// The fields and sections that have changed.
    changed: Vec<ChangedPart>,
    /// The sections that are not translated: the same.
    missing: Vec<Html>,
    /// The link to the editor, or to a mail.
    edit: Option<Html>,
}

/// A field or a section of the original that has changed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ChangedPart {
    /// The name of the field, or the link to the section.
    link: Html,
    /// What the section says now, with what is new and what is gone marked as such; none where it is not known what it
    /// said.
    text: Option<Html>,
    /// The language of that text.
    lang: String,
    /// Its direction.
    dir: &'static str,
}

pub(crate) fn render(cx: &Context<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let (title, text) = (cx.words().get("translate-title"), cx.words().get("translate-text"));
    let mut shell = Shell::new(cx, title, text, Kind::Page, false)?;
    shell.noindex = true;
    shell.render(cx, &view(cx))
}

fn view(cx: &Context<'_>) -> TranslateView {
    let site = cx.site;
    let to_do = site.to_translate(cx.language());
    let all: Vec<EntryId> = to_do.into_iter().flat_map(ToTranslate::entries).collect();
    let (shown, count, pager) = pager::slice(cx, &all, ENTRIES_PER_PAGE);
    let stale = to_do.map_or(0, |to_do| to_do.stale.len());
    let from = (cx.page.number - 1) * ENTRIES_PER_PAGE;
    let (stale, missing) = shown.split_at(stale.saturating_sub(from).min(shown.len()));
    let group = |heading: &str, ids: &[EntryId]| {
        let rows = ids.iter().map(|&id| row(cx, id)).collect();
        (!ids.is_empty()).then(|| TranslateGroup { heading: cx.message(heading), rows })
    };
    let stale = group("translate-stale", stale);
    let has_forge = site.config.repository.is_some();
    let contact = mailto::address(cx).filter(|_| !has_forge).map(|address| {
        Phrase { text: address.into(), url: Some(mailto::link(address).into()), ..Phrase::default() }.html()
    });
    TranslateView {
        heading: cx.message("translate-title"),
        summary: cx.message("translate-text"),
        how: cx.message(if has_forge { "translate-how" } else { "translate-write" }),
        contact,
        facts: if cx.page.number == 1 { facts(cx) } else { Vec::new() },
        count: (!all.is_empty()).then_some(count),
        groups: stale.into_iter().chain(group("translate-missing", missing)).collect(),
        pager,
    }
}

fn facts(cx: &Context<'_>) -> Vec<Labelled> {
    let Some(sums) = cx.site.translation_sums(cx.language()) else { return Vec::new() };
    let words = cx.words();
    let fact = |label: &str, value: &str| Labelled { label: cx.message(label), value: cx.localized(value) };
    vec![
        fact("translate-share", &words.percent(sums.share())),
        fact("translate-to-do", &words.count(sums.to_do)),
    ]
}

fn row(cx: &Context<'_>, id: EntryId) -> TranslateRow {
    let (site, language) = (cx.site, cx.language());
    let original = site.entry(id);
    let state = site.in_translation(id, language);
    let kind = original.record.id.kind.name();
    let parts = match state {
        Some(InTranslation::Told { parts, .. }) => Some(parts),
        _ => None,
    };
    let is_older = matches!(state, Some(InTranslation::Untold { is_older: true, .. }));
    let words = site.words_to_do(id, language);
    let edit = Editor::new(cx, id, editor::LONGEST).url(language).map(|url| {
        let message = match state {
            Some(InTranslation::Missing) | None => "translate-begin",
            Some(InTranslation::Begun(_)) => "translate-go-on",
            Some(InTranslation::Untold { .. } | InTranslation::Told { .. }) => "translate-update",
        };
        Phrase { url: Some(url.into()), external: true, ..cx.word(message) }.html()
    });
    TranslateRow {
        kind,
        link: link::record(cx, id),
        label: cx.message(&format!("kind-{kind}-one")),
        words: (words > 0).then(|| cx.localized(&cx.words().with("count-words", &[("count", words.into())]))),
        note: is_older.then(|| cx.message("translation-older")),
        changed: parts.map(|parts| changed(cx, id, parts)).unwrap_or_default(),
        missing: parts.map(|parts| translation::missing(cx, original, parts)).unwrap_or_default(),
        edit,
    }
}

fn changed(cx: &Context<'_>, id: EntryId, parts: &Parts) -> Vec<ChangedPart> {
    let original = cx.site.entry(id);
    let language = &original.record.language;
    let part = |link: Html, text: Option<Html>| ChangedPart {
        link,
        text,
        lang: language.to_string(),
        dir: language.direction().attribute(),
    };
    let fields = translation::changed_fields(cx, parts).map(|link| part(link, None));
    let sections = translation::changed_sections(cx, original, parts).map(|(section, link)| {
        let texts = cx.site.changed_text(id, parts, section);
        part(link, texts.map(|(before, now)| compared(&before, &now)))
    });
    fields.chain(sections).collect()
}
