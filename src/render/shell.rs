//! The page shell: what all pages have around their content, and how shell and content become a file.

use std::borrow::Cow;
use std::cell::RefCell;

use serde::Serialize;

use super::context::Context;
use super::header::header;
use super::href::{ROOT, href, rooted};
use super::html::{Html, escape};
use super::link;
use super::template::{View, fill};
use crate::config::Vocabulary;
use crate::config::names::own_name;
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::site::{Leads, PageKind, Way};

/// What all pages have around their content: the variable `page` of templates.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Shell<'a> {
    /// The title of the page.
    title: Cow<'a, str>,
    /// What the page is about, for search engines.
    description: Cow<'a, str>,
    /// The language of the page's content, which may be another than the interface's.
    lang: &'a str,
    /// The direction of that language: `ltr` or `rtl`.
    dir: &'static str,
    /// The relative address of the site's root: `../../`, or empty.
    root: &'a str,
    /// The page's own address on the web, where the site has one.
    pub(super) canonical: Option<String>,
    /// The languages of the site, that of the page among them; empty where it has but one.
    languages: Vec<LanguageLink<'a>>,
    /// The whole address of the page in the site's own language, if the page is in several.
    x_default: Option<String>,
    /// The page header with its menu, made by `header.html`.
    header: Html,
    /// The links from the home page to here, without the page itself.
    pub(super) breadcrumbs: Vec<Html>,
    /// The address where the page's language is searched.
    search: String,
    /// The address of everything in the language from A to Z.
    letters: String,
    /// The address of the glossary in the language, where the site has one.
    glossary: Option<String>,
    /// The address of what readers can take with them, where the site has texts.
    offline: Option<String>,
    /// The address of what there is to translate into the language; none where the site has one language.
    translate: Option<String>,
    /// Which licence the texts of the site are under.
    licence: Option<Html>,
    /// The address of the feed that fits the page.
    feed: String,
    /// The kind of record, for colours: `case`, `guide`, …, `page`.
    kind: &'static str,
    /// The language for social previews: with `_` where the web has `-`.
    og_locale: String,
    /// For social previews: `article`, `profile` or `website`.
    pub(super) og_type: &'static str,
    /// JSON-LD, safe to stand in a `script` element.
    pub(super) json_ld: Option<Html>,
    /// Whether search engines should pass the page over.
    pub(super) noindex: bool,
}

/// A language of the site, and where a reader of the page goes on in it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct LanguageLink<'a> {
    /// The language's own name for itself.
    text: String,
    /// The language.
    lang: &'a str,
    /// The address of the page in that language, or of what there is in its place: the list, or the home page.
    url: String,
    /// The whole address of the page in that language, if it is in it and the site has an address.
    canonical: Option<String>,
    /// Whether it is the language of this page.
    current: bool,
    /// That the page is not in that language, in its words.
    missing: Option<Html>,
    /// What offers the link to those who have chosen that language, in its words; none where it has none.
    offer: Option<Cow<'a, str>>,
    /// The name of the button that takes the offer away, in the same words.
    close: Option<Cow<'a, str>>,
}

/// The variables of a page's template, besides those that all pages of a language have.
#[derive(Serialize)]
struct Variables<'a, V> {
    page: &'a Shell<'a>,
    view: &'a V,
}

impl<'a> Shell<'a> {
    /// The shell of the context's page. `kind` is the kind of record that the page is about, or
    /// [`Kind::Page`].
    pub(super) fn new(
        cx: &'a Context<'_>,
        title: impl Into<Cow<'a, str>>,
        description: impl Into<Cow<'a, str>>,
        kind: Kind,
        draft: bool,
    ) -> Result<Self, Box<Diagnostic>> {
        let language = cx.language();
        let languages = languages(cx);
        let default = cx.site.config.default_language().as_str();
        let own = languages.iter().find(|link| link.lang == default);
        let feed = match &cx.page.kind {
            PageKind::Member(id) => PageKind::MemberFeed(*id),
            PageKind::Desk | PageKind::Figures => PageKind::Feed(Some(Kind::Request)),
            PageKind::List(kind) => PageKind::Feed(Some(*kind)),
            PageKind::Record(_) if kind != Kind::Page => PageKind::Feed(Some(kind)),
            _ => PageKind::Feed(None),
        };
        Ok(Self {
            title: title.into(),
            description: description.into(),
            lang: language.as_str(),
            dir: language.direction().attribute(),
            root: ROOT,
            canonical: cx.canonical(&cx.url),
            x_default: own.and_then(|link| link.canonical.clone()),
            languages,
            header: header(cx, draft)?,
            search: href(&cx.site.search_url(language)),
            letters: href(&cx.site.letters_url(language)),
            glossary: cx.site.glossary_url(language).map(|url| href(&url)),
            offline: cx.site.offline_url(language).map(|url| href(&url)),
            translate: cx.site.translate_url(language).map(|url| href(&url)),
            licence: cx.site.config.licence.as_deref().map(|id| {
                let licence = link::term(cx, Vocabulary::Licences, id);
                cx.sentence("footer-licence", &[], &[("licence", licence)])
            }),
            feed: href(&cx.url_of(feed)),
            kind: kind.name(),
            og_locale: language.as_str().replace('-', "_"),
            og_type: "website",
            ..Self::default()
        })
    }

    /// The file of the page: the shell around what the view's template makes.
    pub(super) fn render<V: View>(&self, cx: &Context<'_>, view: &V) -> Result<Vec<u8>, Box<Diagnostic>> {
        BUFFER.with_borrow_mut(|buffer| {
            buffer.clear();
            fill(cx, V::TEMPLATE, &Variables { page: self, view }, buffer)?;
            Ok(rooted(buffer, &escape(&root(cx))))
        })
    }
}

thread_local! {
    /// What a page is written to before it is finished: the memory is kept for the next one.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The relative address of the root.
fn root(cx: &Context<'_>) -> String {
    match (&cx.page.kind, &cx.site.config.base_url) {
        // The page that answers for missing ones does so at any depth.
        (PageKind::NotFound, Some(base)) => {
            base.splitn(4, '/').nth(3).map_or_else(String::new, |path| format!("/{path}"))
        }
        // Most hosts have a site at their root; `build` says that nobody has said so.
        (PageKind::NotFound, None) => "/".to_owned(),
        _ => cx.url.to_root(),
    }
}

/// The languages of the site, each with the way that leads there.
fn languages<'a>(cx: &Context<'a>) -> Vec<LanguageLink<'a>> {
    let ways = cx.site.ways(cx.page);
    if ways.len() < 2 {
        return Vec::new();
    }
    let is_in_several = ways.iter().filter(|way| way.leads == Leads::ToIt).count() > 1;
    let link = |Way { language, url, leads }: Way<'a>| {
        let interface = cx.theme.interface(language);
        let word = |id| (!interface.foreign).then(|| interface.words.get(id));
        let is_elsewhere = leads == Leads::Elsewhere;
        LanguageLink {
            text: own_name(language),
            lang: language.as_str(),
            url: href(&url),
            canonical: cx.canonical(&url).filter(|_| is_in_several && leads == Leads::ToIt),
            current: language == cx.language(),
            missing: interface.texts.get("language-missing").cloned().filter(|_| is_elsewhere),
            offer: word(if is_elsewhere { "language-offer-list" } else { "language-offer" }),
            close: word("language-close"),
        }
    };
    ways.into_iter().map(link).collect()
}
