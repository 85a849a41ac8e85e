//! Books of a site's texts, for readers who have no connection: [`epub`] makes the file for readers of books,
//! [`page::print`](super::page::print) the page to print. Both are made of the same chapters.

pub(super) mod chapter;
pub(super) mod epub;
mod package;
pub(super) mod text;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use self::text::Text;
use super::context::Context;
use super::href::{ROOT, href};
use crate::config::Vocabulary;
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::site::{Book, Entry, EntryId, Page, PageKind};

/// The chapters of a book, in their order.
pub(crate) struct Chapters<'c> {
    pub(crate) all: Vec<Chapter<'c>>,
    /// Where in `all` the record lies that a link leads to.
    by_link: FxHashMap<String, usize>,
}

/// A chapter of a book.
pub(crate) struct Chapter<'c> {
    pub(crate) id: EntryId,
    pub(crate) entry: &'c Entry,
    pub(crate) text: Arc<Text>,
}

/// Where a link of a chapter leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Lead<'h> {
    /// To a chapter of the book, and to a part of it.
    Chapter(usize, Option<&'h str>),
    /// To another page or file of the site.
    Site,
    /// Out of the site.
    Away,
    /// To a part that only the page has.
    Nowhere,
}

impl<'c> Chapters<'c> {
    /// The chapters of a book in the language of the page; none where there is no such book.
    ///
    /// # Errors
    /// When the theme's template cannot be filled.
    pub(crate) fn of(cx: &Context<'c>, book: &Book) -> Result<Self, Box<Diagnostic>> {
        let ids = cx.site.chapters(book, cx.language()).unwrap_or_default();
        let mut all = Vec::with_capacity(ids.len());
        for &id in ids {
            let page = Page::new(PageKind::Record(id), cx.language());
            let draw = || chapter::chapter(&cx.on(&page), id).map(Arc::new);
            all.push(Chapter { id, entry: cx.site.entry(id), text: cx.cache.chapters.try_get(id, draw)? });
        }
        let by_link = all.iter().enumerate().map(|(at, chapter)| (href(&chapter.entry.url), at)).collect();
        Ok(Self { all, by_link })
    }

    /// Where a link in the chapter at the place `own` leads.
    pub(crate) fn lead<'h>(&self, own: usize, link: &'h str) -> Lead<'h> {
        let (page, part) = link.split_once('#').map_or((link, None), |(page, part)| (page, Some(part)));
        let chapter = if page.is_empty() { Some(own) } else { self.by_link.get(page).copied() };
        match chapter.filter(|at| *at < self.all.len()) {
            Some(at) => match part.filter(|part| self.all[at].text.ids.contains(*part)) {
                None if page.is_empty() => Lead::Nowhere,
                part => Lead::Chapter(at, part),
            },
            None if link.starts_with(ROOT) => Lead::Site,
            None => Lead::Away,
        }
    }

    /// The chapters, by the kind of their records where these are several.
    pub(crate) fn parts(&self) -> Vec<(Kind, std::ops::Range<usize>)> {
        let mut parts: Vec<(Kind, std::ops::Range<usize>)> = Vec::new();
        for (at, chapter) in self.all.iter().enumerate() {
            let kind = chapter.entry.record.id.kind;
            match parts.last_mut() {
                Some((last, range)) if *last == kind => range.end = at + 1,
                _ => parts.push((kind, at..at + 1)),
            }
        }
        parts
    }
}

/// The title of a book.
pub(crate) fn title<'a>(cx: &Context<'a>, book: &'a Book) -> &'a str {
    match book {
        Book::Guide(id) | Book::Series(id) => &cx.site.entry(*id).record.common.title,
        Book::Topic(id) => cx.label(Vocabulary::Topics, id),
        Book::Whole => site_title(cx),
    }
}

/// The name of the site.
pub(crate) fn site_title<'a>(cx: &Context<'a>) -> &'a str {
    cx.site.config.title.get(cx.language(), cx.site.config.default_language())
}
