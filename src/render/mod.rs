//! Pages from a site: a [`Renderer`] takes a descriptor and gives the bytes of its file. It is pure, so
//! that a build can draw all pages at once and the preview the one that was asked for.

mod ask_page;
mod body;
mod calendar;
mod chart;
mod data;
mod desk_page;
mod draw;
mod facts;
mod feed;
mod figures_page;
mod inherited;
mod json_ld;
mod lists;
mod messages;
mod phrase;
mod record_page;
mod request_page;
mod search_page;
mod shared;
mod sitemap;
mod template_fault;
mod theme;
mod tree;
mod view;

pub use figures_page::table as figures_csv;
pub use theme::{THEMES, Theme, ThemeFile};

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use tera::Context;

use crate::config::Language;
use crate::diagnostic::Diagnostic;
use crate::record::{Kind, Record};
use crate::site::{EntryId, Page, PageKind, Site};
use crate::source::UrlPath;
use draw::Draw;
use phrase::Value;
use shared::{HeaderKey, MenuPlace, ROOT, Shared, rooted, way_to};
use theme::escape;
use view::{HeaderView, Html, LanguageLink, MenuItem, PageView, RedirectView};

/// Draws the pages of a site with a theme.
pub struct Renderer<'s> {
    site: &'s Site,
    theme: &'s Theme,
    shared: BTreeMap<&'s Language, Shared>,
    records: data::Records,
}

impl<'s> Renderer<'s> {
    #[must_use]
    pub fn new(site: &'s Site, theme: &'s Theme) -> Self {
        let records = site.entries().len();
        let shared = site.config.languages.iter().map(|language| (language, Shared::new(records)));
        Self { site, theme, shared: shared.collect(), records: data::Records::default() }
    }

    /// The bytes of a page's file.
    ///
    /// # Errors
    /// When the theme's template cannot be filled.
    pub fn page(&self, page: &Page) -> Result<Vec<u8>, Box<Diagnostic>> {
        let (site, theme) = (self.site, self.theme);
        let draw = Draw::new(self, page);
        match &page.kind {
            PageKind::Home => draw.template("home.html", draw.home_view()?, draw.home_page()?),
            PageKind::Record(id) => draw.record_template(*id),
            PageKind::List(kind) => {
                let text = draw.words().get(&format!("kind-{}-text", kind.name()));
                let page = draw.page_view(draw.kind_name(*kind), text, *kind, false)?;
                draw.template("list.html", draw.list_view(*kind)?, page)
            }
            PageKind::Terms(vocabulary) => {
                let message = |end| draw.words().get(&lists::vocabulary_message(*vocabulary, end));
                let page = draw.page_view(message(""), message("-text"), Kind::Page, false)?;
                draw.template("terms.html", draw.terms_view(*vocabulary), page)
            }
            PageKind::Term(vocabulary, id) => {
                let view = draw.term_view(*vocabulary, id)?;
                let mut page = draw.page_view(
                    view.heading.clone(),
                    view.summary.unwrap_or_default(),
                    Kind::Page,
                    false,
                )?;
                let text = draw.words().get(&lists::vocabulary_message(*vocabulary, ""));
                page.crumbs.push(draw.own_link(&text, &site.terms_url(*vocabulary)));
                draw.template("term.html", view, page)
            }
            PageKind::Mentions(id) => {
                let view = draw.mentions_view(*id)?;
                let mut page =
                    draw.page_view(view.heading.clone(), "", site.entry(*id).record.id.kind, false)?;
                page.crumbs = draw.crumbs(*id);
                page.crumbs.push(draw.link(*id));
                page.noindex = true;
                draw.template("term.html", view, page)
            }
            PageKind::NotFound => {
                let words = draw.words();
                let (title, text) = (words.get("not-found-title"), words.get("not-found-text"));
                let mut page = draw.page_view(title, text, Kind::Page, false)?;
                page.canonical = None;
                page.noindex = true;
                draw.template("not-found.html", draw.not_found_view(), page)
            }
            PageKind::Redirect(url) => {
                let to = site.redirect(url);
                let title = to.map(|id| draw.title(id)).unwrap_or_default();
                let url = to.map(|id| draw.way_to_record(id)).unwrap_or_default();
                let canonical = to.and_then(|id| draw.canonical(&site.entry(id).url));
                let page =
                    PageView { canonical, noindex: true, ..draw.page_view(title, "", Kind::Page, false)? };
                draw.template("redirect.html", RedirectView { title, url }, page)
            }
            PageKind::DataHelp => {
                let page = draw.page_view(
                    draw.words().get("data-title"),
                    draw.words().get("data-text"),
                    Kind::Page,
                    false,
                )?;
                draw.template("data.html", draw.data_view(), page)
            }
            PageKind::Search => draw.search_page(),
            PageKind::Letters(None) => draw.letters_page(),
            PageKind::Letters(Some(letter)) => draw.letter_page(letter),
            PageKind::Desk => draw.board_page(),
            PageKind::Figures => draw.figures_page(),
            PageKind::Member(id) => draw.member_page(*id),
            PageKind::Ask => draw.ask_page(),
            PageKind::MemberFeed(id) => Ok(feed::member_feed(site, theme, page, *id)),
            PageKind::Calendar => Ok(calendar::calendar(site)),
            PageKind::FiguresData("csv") => Ok(figures_page::csv(site)),
            PageKind::FiguresData(_) => Ok(figures_page::json(site)),
            PageKind::Answers => Ok(ask_page::answers(site)),
            PageKind::Feed(kind) => Ok(feed::feed(site, theme, page, *kind)),
            PageKind::Sitemap => Ok(sitemap::sitemap(site)),
            PageKind::Robots => Ok(sitemap::robots(site)),
            PageKind::Data(kind) => Ok(self.records.json(site, *kind)),
        }
    }

    /// What goes wrong in drawing these pages.
    pub fn faults(&self, pages: &[Page]) -> Vec<Diagnostic> {
        pages.par_iter().filter_map(|page| self.page(page).err()).map(|fault| *fault).collect()
    }

    /// Draws one page of each template, so that a faulty one is found before anything is written.
    pub fn try_each_template(&self, pages: &[Page]) -> Vec<Diagnostic> {
        let mut tried = Vec::new();
        let mut faults = Vec::new();
        for page in pages.iter().filter(|page| page.kind.has_template()) {
            let kind = match &page.kind {
                PageKind::Record(id) => Some(self.site.entry(*id).record.id.kind),
                _ => None,
            };
            let shape = (std::mem::discriminant(&page.kind), kind);
            if !tried.contains(&shape) {
                tried.push(shape);
                faults.extend(self.page(page).err().map(|fault| *fault));
            }
        }
        faults
    }
}

impl Draw<'_> {
    fn template<V: Serialize>(
        &self,
        name: &str,
        view: V,
        page: PageView<'_>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        PAPER.with_borrow_mut(|paper| {
            paper.clear();
            self.fill(name, &view::Context { page, view }, paper)?;
            Ok(rooted(paper, &escape(&self.root())))
        })
    }

    /// A piece of a page.
    pub(super) fn part<V: Serialize>(&self, name: &str, view: &V) -> Result<Html, Box<Diagnostic>> {
        let mut bytes = Vec::new();
        self.fill(name, view, &mut bytes)?;
        Ok(Html::new(String::from_utf8_lossy(&bytes).trim_end()))
    }

    fn fill<V: Serialize>(&self, name: &str, view: &V, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        Context::from_serialize(view)
            .and_then(|context| self.interface.tera.render_to(name, &context, out))
            .map_err(|error| Box::new(self.theme.fault(&error)))
    }

    fn record_template(&self, id: EntryId) -> Result<Vec<u8>, Box<Diagnostic>> {
        let site = self.site;
        let record = &site.entry(id).record;
        let summary = record.common.summary.as_deref().unwrap_or(record.body.plain());
        let title = record.common.title.as_str();
        let mut page = self.page_view(title, summary, record.id.kind, record.common.draft)?;
        page.og_type = match record.id.kind {
            Kind::Person => "profile",
            Kind::Case | Kind::Guide => "article",
            _ => "website",
        };
        page.crumbs = self.crumbs(id);
        page.json_ld = Some(self.json_ld(id));
        page.noindex = record.common.draft;
        self.template(template_name(record), self.record_view(id), page)
    }

    fn home_page(&self) -> Result<PageView<'_>, Box<Diagnostic>> {
        let config = &self.site.config;
        let title = config.title.get(self.language(), config.default_language());
        let description = config.description.get(self.language(), config.default_language());
        let mut page = self.page_view(title, description, Kind::Page, false)?;
        page.json_ld = Some(self.site_json_ld());
        Ok(page)
    }

    fn page_view<'p>(
        &'p self,
        title: impl Into<Cow<'p, str>>,
        description: impl Into<Cow<'p, str>>,
        kind: Kind,
        draft: bool,
    ) -> Result<PageView<'p>, Box<Diagnostic>> {
        let language = self.language();
        let feed = match &self.page.kind {
            PageKind::Member(id) => PageKind::MemberFeed(*id),
            PageKind::Desk | PageKind::Figures => PageKind::Feed(Some(Kind::Request)),
            PageKind::List(kind) => PageKind::Feed(Some(*kind)),
            PageKind::Record(_) if kind != Kind::Page => PageKind::Feed(Some(kind)),
            _ => PageKind::Feed(None),
        };
        let feed = Page { kind: feed, ..self.page.clone() };
        Ok(PageView {
            title: title.into(),
            description: description.into(),
            lang: language.as_str(),
            dir: language.direction().attribute(),
            root: ROOT,
            canonical: self.canonical(&self.url),
            languages: self.languages(),
            header: self.header(kind, draft)?,
            search: way_to(&self.site.search_url(language)),
            letters: way_to(&self.site.letters_url(language)),
            feed: way_to(&self.site.url(&feed)),
            kind: kind.name(),
            og_locale: language.as_str().replace('-', "_"),
            og_type: "website",
            ..PageView::default()
        })
    }

    /// The way up to the root.
    fn root(&self) -> String {
        match (&self.page.kind, &self.site.config.base_url) {
            // The page that answers for missing ones does so at any depth.
            (PageKind::NotFound, Some(base)) => {
                base.splitn(4, '/').nth(3).map_or_else(String::new, |path| format!("/{path}"))
            }
            _ => self.url.to_root(),
        }
    }

    fn canonical(&self, url: &UrlPath) -> Option<String> {
        self.site.config.base_url.as_ref().map(|base| url.absolute(base))
    }

    /// The head of the page, drawn once for all pages that have the same.
    fn header(&self, kind: Kind, draft: bool) -> Result<Html, Box<Diagnostic>> {
        let current = match self.page.kind {
            PageKind::Home | PageKind::NotFound | PageKind::DataHelp => None,
            PageKind::Record(id) if kind == Kind::Page => Some(MenuPlace::Page(self.site.entry(id).original)),
            _ => Some(MenuPlace::Kind(kind)),
        };
        let in_menu = |place: &MenuPlace| match place {
            MenuPlace::Kind(kind) => *kind != Kind::Page,
            MenuPlace::Page(id) => self.site.menu_pages().contains(id),
        };
        let current = current.filter(in_menu);
        let search = self.page.kind != PageKind::Search;
        self.shared.headers.get(HeaderKey { current, draft, search }, || {
            let shell = &self.interface.shell;
            let view = HeaderView {
                home: way_to(&self.site.home_url(self.language())),
                title: self.own(&shell.title),
                description: Some(self.own(&shell.description)).filter(|_| !shell.description.is_empty()),
                search: search.then(|| way_to(&self.site.search_url(self.language()))),
                menu: self.menu(current),
                draft,
            };
            self.part("header.html", &view)
        })
    }

    /// The kinds that have records, and the pages that ask to be there.
    fn menu(&self, current: Option<MenuPlace>) -> Vec<MenuItem> {
        let kinds =
            Kind::ALL.into_iter().filter(|&kind| kind != Kind::Page && !self.site.list(kind).is_empty());
        let kinds = kinds.map(|kind| MenuItem {
            text: self.own(&self.kind_name(kind)),
            url: way_to(&self.list_url(kind)),
            kind: kind.name(),
            current: current == Some(MenuPlace::Kind(kind)),
        });
        let pages = self.site.menu_pages().iter().map(|&id| {
            let lang = self.other_language(&self.site.entry(self.local(id)).record).map(Language::as_str);
            let text = Value { text: self.title(id).into(), lang, ..Value::default() }.html();
            MenuItem {
                text,
                url: self.way_to_record(id),
                kind: Kind::Page.name(),
                current: current == Some(MenuPlace::Page(id)),
            }
        });
        kinds.chain(pages).collect()
    }

    /// The way from the home page to a record.
    fn crumbs(&self, id: EntryId) -> Vec<Html> {
        match self.site.entry(id).record.id.kind {
            Kind::Page => self.pages_above(id),
            kind => vec![self.own_link(&self.kind_name(kind), &self.list_url(kind))],
        }
    }

    /// The page in each of its languages; a later page of a list leads to the first ones.
    fn languages(&self) -> Vec<LanguageLink> {
        let first = Page { number: 1, ..self.page.clone() };
        let link = |(language, url): (&Language, UrlPath)| LanguageLink {
            text: facts::language_name(language),
            lang: language.to_string(),
            url: way_to(&url),
            canonical: self.canonical(&url).filter(|_| self.page.number == 1),
            current: language == self.language(),
        };
        self.site.alternates(&first).into_iter().map(link).collect()
    }
}

thread_local! {
    /// What a page is drawn on before it is finished: the memory is kept for the next one.
    static PAPER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

fn template_name(record: &Record) -> &'static str {
    match record.id.kind {
        Kind::Case => "case.html",
        Kind::Guide => "guide.html",
        Kind::Clinic => "clinic.html",
        Kind::Person => "person.html",
        Kind::Group => "group.html",
        Kind::Partner => "partner.html",
        Kind::Tool => "tool.html",
        Kind::Request => "request.html",
        Kind::Page => "page.html",
    }
}
