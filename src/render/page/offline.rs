//! What readers can take with them to where there is no connection.

use serde::Serialize;

use crate::config::Vocabulary;
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::render::component::take::{TakeView, size, take};
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::Html;
use crate::render::link;
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::{Book, ENTRIES_PER_PAGE, EntryId, MOST_CHAPTERS, PageKind};

/// What readers can take with them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct OfflineView {
    /// The heading.
    heading: Html,
    /// A text below the heading.
    summary: Html,
    /// How many texts there are in the language, in words.
    count: Html,
    /// All of them in one book.
    whole: Option<TakeView>,
    /// That they are too many for one book.
    too_many: Option<Html>,
    /// The books of series.
    series: Vec<BookRow>,
    /// The books of topics.
    topics: Vec<BookRow>,
    /// The books of single guides; empty where these are too many for a page.
    guides: Vec<BookRow>,
    /// The link to the list of guides, at the end of each of which is its book, where they are too many.
    all_guides: Option<Html>,
    /// The whole site as a ZIP file, where there is one.
    zip: Option<ZipView>,
}

impl View for OfflineView {
    const TEMPLATE: &'static str = "offline.html";
}

/// A book in a list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct BookRow {
    /// The link to the page of what it is of.
    link: Html,
    /// How many texts it has, in words; none for one.
    count: Option<Html>,
    book: TakeView,
}

/// The whole site as a ZIP file.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ZipView {
    /// The address of the file.
    url: String,
    /// What the file is to be called on the reader's device.
    name: String,
    /// What the link says: form and size.
    text: Html,
}

/// `archive` is how many bytes the ZIP file of the site holds, where it is made.
pub(crate) fn render(cx: &Context<'_>, archive: Option<u64>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let words = cx.words();
    let shell = Shell::new(cx, words.get("offline-title"), words.get("offline-text"), Kind::Page, false)?;
    shell.render(cx, &view(cx, archive)?)
}

fn view(cx: &Context<'_>, archive: Option<u64>) -> Result<OfflineView, Box<Diagnostic>> {
    let (site, language) = (cx.site, cx.language());
    let texts = site.texts(language);
    let order = site.order(language);
    let mut topics: Vec<&str> = site.topics_with_book(language).collect();
    topics.sort_by_cached_key(|id| order.key(cx.label(Vocabulary::Topics, id)));
    let topic = |id: &str| {
        let book = Book::Topic(id.into());
        let count = site.chapters(&book, language).map(<[EntryId]>::len).unwrap_or_default();
        row(cx, link::term(cx, Vocabulary::Topics, id), Some(count), &book)
    };
    let topics = topics.into_iter().filter_map(|id| topic(id).transpose()).collect::<Result<_, _>>()?;
    let series = |id: EntryId| {
        let book = Book::Series(id);
        let count = site.chapters(&book, language).map(<[EntryId]>::len);
        row(cx, link::record(cx, id), count, &book).transpose()
    };
    let series = site.series_with_book(language).filter_map(series).collect::<Result<_, _>>()?;
    let guides = texts.iter().filter(|id| site.entry(**id).record.id.kind == Kind::Guide);
    let guides: Vec<EntryId> = guides.copied().collect();
    let is_long = guides.len() > ENTRIES_PER_PAGE;
    let guide = |id: &EntryId| row(cx, link::record(cx, *id), None, &Book::Guide(*id)).transpose();
    let shown = if is_long { &[][..] } else { &guides };
    let too_many = texts.len() > MOST_CHAPTERS;
    Ok(OfflineView {
        heading: cx.message("offline-title"),
        summary: cx.message("offline-text"),
        count: count(cx, texts.len()),
        whole: take(cx, &Book::Whole)?,
        too_many: too_many.then(|| cx.message("offline-too-many")),
        series,
        topics,
        guides: shown.iter().filter_map(guide).collect::<Result<_, _>>()?,
        all_guides: is_long.then(|| link::page(cx, "home-all-guides", PageKind::List(Kind::Guide))),
        zip: archive.and_then(|bytes| zip(cx, bytes)),
    })
}

fn zip(cx: &Context<'_>, bytes: u64) -> Option<ZipView> {
    let url = cx.site.archive_url()?;
    let size = size(cx.words(), bytes);
    Some(ZipView {
        // The file does not hold itself, so its own pages have to lead to the web.
        url: cx.canonical(&url).unwrap_or_else(|| href(&url)),
        name: format!("{}.zip", cx.site.archive_folder()),
        text: cx.localized(&cx.words().with("offline-zip-link", &[("size", size.into())])),
    })
}

fn row(
    cx: &Context<'_>,
    link: Html,
    texts: Option<usize>,
    book: &Book,
) -> Result<Option<BookRow>, Box<Diagnostic>> {
    let book = take(cx, book)?;
    Ok(book.map(|book| BookRow { link, count: texts.map(|texts| count(cx, texts)), book }))
}

fn count(cx: &Context<'_>, texts: usize) -> Html {
    cx.localized(&cx.words().with("offline-count", &[("count", texts.into())]))
}
