//! The pages from A to Z.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::render::component::pager::{self, Pager};
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::Html;
use crate::render::language;
use crate::render::link;
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::{EntryId, LETTER_ENTRIES_PER_PAGE, Letter, PageKind};

/// Records from A to Z, or those of one letter.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LettersView {
    /// The heading.
    heading: Html,
    /// A text below the heading.
    summary: Html,
    /// How many records there are, in words.
    count: Html,
    letters: Vec<LetterLink>,
    /// Whether the links say how many records a letter has.
    counted: bool,
    groups: Vec<LetterGroup>,
    pager: Pager,
}

impl View for LettersView {
    const TEMPLATE: &'static str = "letters.html";
}

/// A letter.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LetterLink {
    /// The letter.
    name: String,
    /// Its address.
    url: String,
    /// How many records it has.
    count: String,
    /// Whether it is the present one.
    current: bool,
}

/// Records below a letter.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LetterGroup {
    /// The letter and its anchor; none on a page that has but one letter.
    heading: Option<LetterHeading>,
    rows: Vec<LetterRow>,
}

/// A letter as a heading.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LetterHeading {
    /// The anchor.
    id: String,
    /// The letter.
    name: String,
}

/// A record below its letter.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LetterRow {
    /// The kind of record: `case`, `guide`, …
    kind: &'static str,
    /// The link to the record.
    link: Html,
    /// The word for its kind.
    label: Html,
    /// The name of its language, where that is not the page's.
    language: Option<Html>,
}

/// All letters, with the records below them as far as one page can hold them.
pub(crate) fn all(cx: &Context<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = cx.site;
    let (title, text) = (cx.words().get("letters-title"), cx.words().get("letters-text"));
    let shell = Shell::new(cx, title, text, Kind::Page, false)?;
    let letters = site.letters(cx.language());
    let counted = site.has_letter_pages(cx.language());
    let group = |letter: &Letter| LetterGroup {
        heading: Some(LetterHeading { id: letter.slug(), name: letter.name.to_string() }),
        rows: rows(cx, &letter.entries),
    };
    let view = LettersView {
        heading: cx.message("letters-title"),
        summary: cx.message("letters-text"),
        count: pager::count_records(cx, letters.iter().map(|letter| letter.entries.len()).sum()),
        letters: links(cx, None),
        counted,
        groups: if counted { Vec::new() } else { letters.iter().map(group).collect() },
        pager: Pager::default(),
    };
    shell.render(cx, &view)
}

/// The records of one letter.
pub(crate) fn one(cx: &Context<'_>, name: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = cx.site;
    let words = cx.words();
    let title = words.with("letters-letter", &[("letter", name.into())]);
    let heading = cx.localized(&title);
    let mut shell = Shell::new(cx, title, "", Kind::Page, false)?;
    shell.breadcrumbs.push(link::localized(
        cx,
        &words.get("letters-title"),
        &site.letters_url(cx.language()),
    ));
    let letter = site.letters(cx.language()).iter().find(|letter| *letter.name == *name);
    let entries = letter.map_or(&[][..], |letter| &letter.entries);
    let (shown, count, pager) = pager::slice(cx, entries, LETTER_ENTRIES_PER_PAGE);
    let view = LettersView {
        heading,
        summary: Html::default(),
        count,
        letters: links(cx, Some(name)),
        counted: false,
        groups: vec![LetterGroup { heading: None, rows: rows(cx, shown) }],
        pager,
    };
    shell.render(cx, &view)
}

fn links(cx: &Context<'_>, current: Option<&str>) -> Vec<LetterLink> {
    let site = cx.site;
    let own_pages = site.has_letter_pages(cx.language());
    let url = |letter: &Letter| {
        if !own_pages {
            return format!("#{}", letter.slug());
        }
        href(&cx.url_of(PageKind::Letters(Some(letter.name.clone()))))
    };
    let link = |letter: &Letter| LetterLink {
        name: letter.name.to_string(),
        url: url(letter),
        count: cx.words().count(letter.entries.len()),
        current: current == Some(&*letter.name),
    };
    site.letters(cx.language()).iter().map(link).collect()
}

fn rows(cx: &Context<'_>, ids: &[EntryId]) -> Vec<LetterRow> {
    let row = |&id: &EntryId| {
        let record = &cx.site.entry(id).record;
        let kind = record.id.kind.name();
        LetterRow {
            kind,
            link: link::record(cx, id),
            label: cx.message(&format!("kind-{kind}-one")),
            language: cx.other_language(record).map(|language| language::phrase(cx, language)),
        }
    };
    ids.iter().map(row).collect()
}
