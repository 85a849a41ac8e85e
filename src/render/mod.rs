//! Pages from a site: a [`Renderer`] takes a descriptor and gives the bytes of its file. It is pure, so
//! that a build can draw all pages at once and the preview the one that was asked for.
//!
//! A page is a module below `page`, a file without a template one below `data`. Both are functions of the
//! render [`Context`] or the site; what they share stands in the modules beside them.

mod badge;
mod body;
mod book;
pub mod buttons;
mod cache;
mod chart;
mod cldr;
mod compared;
mod component;
mod context;
mod data;
mod date;
mod editor;
mod figure;
mod header;
mod href;
mod html;
mod interface;
mod json_ld;
mod language;
mod link;
pub mod mail;
mod mailto;
mod meaning;
mod messages;
mod page;
mod phrase;
mod pictures;
mod plurals;
mod policy;
mod record;
mod shell;
mod style;
mod template;
mod template_fault;
mod theme;
mod wikitext;
mod wording;

pub use data::figures::table as figures_csv;
pub use pictures::Pictures;
pub use theme::{Theme, ThemeFile};
pub use wikitext::wikitext;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::config::Language;
use crate::desk::inbox::Inbox;
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::site::{Page, PageKind, Site};
use cache::Cache;
use context::Context;

/// Draws the pages of a site with a theme.
pub struct Renderer<'s> {
    site: &'s Site,
    theme: &'s Theme,
    pictures: &'s dyn Pictures,
    caches: BTreeMap<&'s Language, Cache>,
    records: data::records::Records,
    /// How many bytes the ZIP file of the site holds.
    archive: OnceLock<u64>,
    /// For the pages of the desk in all languages.
    inbox: OnceLock<Inbox<'s>>,
}

impl<'s> Renderer<'s> {
    #[must_use]
    pub fn new(site: &'s Site, theme: &'s Theme, pictures: &'s dyn Pictures) -> Self {
        let records = site.entries().len();
        let caches = site.config.languages.iter().map(|language| (language, Cache::new(records)));
        let records = data::records::Records::default();
        Self {
            site,
            theme,
            pictures,
            caches: caches.collect(),
            records,
            archive: OnceLock::new(),
            inbox: OnceLock::new(),
        }
    }

    /// Says how many bytes the ZIP file of the site holds: pages of what readers can take with them offer it from then
    /// on. The first word counts.
    pub fn offer_archive(&self, bytes: u64) {
        let _ = self.archive.set(bytes);
    }

    /// The bytes of a page's file.
    ///
    /// # Errors
    /// When the theme's template cannot be filled.
    pub fn page(&self, page: &Page) -> Result<Vec<u8>, Box<Diagnostic>> {
        let (site, theme) = (self.site, self.theme);
        // Every language of a page is one of the site's.
        let cx = &Context::new(site, theme, &self.caches[&page.language], self.pictures, page);
        match &page.kind {
            PageKind::Home => page::home::render(cx),
            PageKind::Record(id) => page::record::render(cx, *id),
            PageKind::List(Kind::Person) => page::people::render(cx),
            PageKind::List(kind) => page::list::render(cx, *kind),
            PageKind::Terms(vocabulary) => page::terms::render(cx, *vocabulary),
            PageKind::Term(vocabulary, id) => page::term::render(cx, *vocabulary, id),
            PageKind::Backlinks(id) => page::backlinks::render(cx, *id),
            PageKind::Search => page::search::render(cx),
            PageKind::SearchWords => Ok(page::search::words(cx)),
            PageKind::Letters(None) => page::letters::all(cx),
            PageKind::Letters(Some(letter)) => page::letters::one(cx, letter),
            PageKind::Glossary => page::glossary::render(cx),
            PageKind::Desk => page::board::render(cx, self.inbox()),
            PageKind::Figures => page::figures::render(cx),
            PageKind::Member(id) => page::member::render(cx, *id, self.inbox()),
            PageKind::Translate => page::translate::render(cx),
            PageKind::Ask => page::ask::render(cx),
            PageKind::Offline => page::offline::render(cx, self.archive.get().copied()),
            PageKind::Print(book) => page::print::render(cx, book),
            PageKind::Book(book) => book::epub::file(cx, book),
            PageKind::Redirect(from) => page::redirect::render(cx, from),
            PageKind::NotFound => page::not_found::render(cx),
            PageKind::DataHelp => page::data_help::render(cx),
            PageKind::MemberFeed(id) => Ok(data::feed::member_feed(site, theme, page, *id)),
            PageKind::Feed(kind) => Ok(data::feed::feed(site, theme, page, *kind)),
            PageKind::Calendar => Ok(data::calendar::calendar(site)),
            PageKind::FiguresData("csv") => Ok(data::figures::csv(site)),
            PageKind::FiguresData(_) => Ok(data::figures::json(site)),
            PageKind::Answers => Ok(data::answers::answers(site)),
            PageKind::Sitemap => Ok(data::sitemap::sitemap(site)),
            PageKind::Robots => Ok(data::sitemap::robots(site)),
            PageKind::Headers => Ok(policy::headers(&site.config)),
            PageKind::Data(kind) => Ok(self.records.json(site, *kind)),
        }
    }

    fn inbox(&self) -> &Inbox<'s> {
        self.inbox.get_or_init(|| Inbox::new(self.site))
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
