//! The page header with the main menu, made once for all pages that have the same.

use serde::Serialize;

use super::cache::{HeaderKey, MenuPlace};
use super::component::ask::AskLink;
use super::context::Context;
use super::href::href;
use super::html::Html;
use super::phrase::Phrase;
use super::template::{self, View};
use crate::config::Language;
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::site::PageKind;

/// The page header with the main menu.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct HeaderView {
    /// The address of the home page of the language.
    home: String,
    /// The title of the site.
    title: Html,
    /// What the site is for.
    description: Option<Html>,
    /// The address where the language is searched; none on that page, which has a form of its own.
    search: Option<String>,
    menu: Vec<MenuItem>,
    /// Whether the page is part of a preview that shows drafts.
    draft: bool,
}

impl View for HeaderView {
    const TEMPLATE: &'static str = "header.html";
}

/// An entry of the main menu.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct MenuItem {
    /// What is shown.
    text: Html,
    /// Its address.
    url: String,
    /// The kind of record that it leads to.
    kind: &'static str,
    /// Whether the page belongs to it.
    current: bool,
}

/// The page header, made once for all pages that have the same.
pub(super) fn header(cx: &Context<'_>, kind: Kind, draft: bool) -> Result<Html, Box<Diagnostic>> {
    let current = match cx.page.kind {
        PageKind::Home | PageKind::NotFound | PageKind::DataHelp => None,
        PageKind::Ask => Some(MenuPlace::Ask),
        PageKind::Record(id) if kind == Kind::Page => Some(MenuPlace::Page(cx.site.entry(id).original)),
        _ => Some(MenuPlace::Kind(kind)),
    };
    let in_menu = |place: &MenuPlace| match place {
        MenuPlace::Ask => true,
        MenuPlace::Kind(kind) => *kind != Kind::Page,
        MenuPlace::Page(id) => cx.site.menu_pages().contains(id),
    };
    let current = current.filter(in_menu);
    let search = cx.page.kind != PageKind::Search;
    cx.cache.headers.try_get(HeaderKey { current, draft, search }, || {
        let config = &cx.site.config;
        let view = HeaderView {
            home: href(&cx.site.home_url(cx.language())),
            title: cx.of_site(&config.title).unwrap_or_default(),
            description: cx.of_site(&config.description),
            search: search.then(|| href(&cx.site.search_url(cx.language()))),
            menu: menu(cx, current),
            draft,
        };
        template::part(cx, &view)
    })
}

/// Where to ask for help, the kinds that have records, and the pages that want to be there.
fn menu(cx: &Context<'_>, current: Option<MenuPlace>) -> Vec<MenuItem> {
    let ask = AskLink::new(cx).map(|AskLink { text, url }| MenuItem {
        text,
        url,
        kind: Kind::Request.name(),
        current: current == Some(MenuPlace::Ask),
    });
    let kinds = Kind::ALL.into_iter().filter(|&kind| kind != Kind::Page && !cx.site.list(kind).is_empty());
    let kinds = kinds.map(|kind| MenuItem {
        text: cx.localized(&cx.kind_name(kind)),
        url: href(&cx.list_url(kind)),
        kind: kind.name(),
        current: current == Some(MenuPlace::Kind(kind)),
    });
    let pages = cx.site.menu_pages().iter().map(|&id| {
        let lang = cx.other_language(&cx.site.entry(cx.local(id)).record).map(Language::as_str);
        let text = Phrase { text: cx.title(id).into(), lang, ..Phrase::default() }.html();
        MenuItem {
            text,
            url: cx.href(id),
            kind: Kind::Page.name(),
            current: current == Some(MenuPlace::Page(id)),
        }
    });
    ask.into_iter().chain(kinds).chain(pages).collect()
}
