//! The page header with the main menu, made once for all pages that have the same.

use serde::Serialize;

use super::cache::HeaderKey;
use super::component::term::vocabulary_message;
use super::context::Context;
use super::href::href;
use super::html::Html;
use super::phrase::Phrase;
use super::template::{self, View};
use crate::config::Language;
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::site::{MenuItem, MenuPlace, MenuTitle, PageKind};
use crate::source::UrlPath;

/// The page header with the main menu.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct HeaderView {
    /// The address of the home page of the language.
    home: String,
    /// The address of the logo, where the site has one of its own.
    logo: Option<String>,
    /// The title of the site.
    title: Html,
    /// What the site is for.
    description: Option<Html>,
    /// The address where the language is searched; none on that page, which has a form of its own.
    search: Option<String>,
    menu: Vec<MenuEntry>,
    /// Whether the page is part of a preview that shows drafts.
    draft: bool,
}

impl View for HeaderView {
    const TEMPLATE: &'static str = "header.html";
}

/// An entry of the main menu.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct MenuEntry {
    /// What its links are called together; none for a link by itself.
    title: Option<Html>,
    /// Whether the page belongs to one of them.
    current: bool,
    links: Vec<MenuLink>,
}

/// A link of the main menu.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct MenuLink {
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
pub(super) fn header(cx: &Context<'_>, draft: bool) -> Result<Html, Box<Diagnostic>> {
    let current = cx.site.menu_place(&cx.page.kind);
    let search = cx.page.kind != PageKind::Search;
    cx.cache.headers.try_get(HeaderKey { current, draft, search }, || {
        let config = &cx.site.config;
        let view = HeaderView {
            home: href(&cx.site.home_url(cx.language())),
            logo: config.look.logo.as_ref().map(|logo| href(&UrlPath::new(&format!("/theme/{logo}")))),
            title: cx.of_site(&config.title).unwrap_or_default(),
            description: cx.of_site(&config.description),
            search: search.then(|| href(&cx.site.search_url(cx.language()))),
            menu: menu(cx, current),
            draft,
        };
        template::part(cx, &view)
    })
}

fn menu(cx: &Context<'_>, current: Option<MenuPlace>) -> Vec<MenuEntry> {
    let entry = |MenuItem { title, places }: &MenuItem| MenuEntry {
        title: title.as_ref().map(|title| match title {
            MenuTitle::Own(title) => cx.of_site(title).unwrap_or_default(),
            MenuTitle::Message(id) => cx.message(id),
        }),
        current: current.is_some_and(|current| places.contains(&current)),
        links: places.iter().map(|&place| link(cx, place, current == Some(place))).collect(),
    };
    cx.site.menu().entries().iter().map(entry).collect()
}

fn link(cx: &Context<'_>, place: MenuPlace, current: bool) -> MenuLink {
    let (text, kind) = match place {
        MenuPlace::Record(id) => {
            let record = &cx.site.entry(cx.local(id)).record;
            let lang = cx.other_language(record).map(Language::as_str);
            (Phrase { text: cx.title(id).into(), lang, ..Phrase::default() }.html(), record.id.kind)
        }
        MenuPlace::Kind(kind) => (cx.localized(&cx.kind_name(kind)), kind),
        MenuPlace::Terms(vocabulary) => (cx.message(&vocabulary_message(vocabulary, "")), Kind::Page),
        MenuPlace::Ask => (cx.of_site(&cx.site.questions.title).unwrap_or_default(), Kind::Request),
        MenuPlace::Desk => (cx.message("desk-title"), Kind::Request),
        MenuPlace::Figures => (cx.message("figures-title"), Kind::Request),
        MenuPlace::Glossary => (cx.message("glossary-title"), Kind::Page),
    };
    let url = match place {
        MenuPlace::Record(id) => cx.href(id),
        place => href(&cx.url_of(place.page())),
    };
    MenuLink { text, url, kind: kind.name(), current }
}
