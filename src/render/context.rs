//! The render context: what every view of a page is made from. It knows the site, the page and the
//! words of its language, and how a page names and reaches a record.

use std::borrow::Cow;

use fluent_bundle::FluentValue;

use super::cache::Cache;
use super::href::{absolute, href};
use super::html::Html;
use super::interface::Interface;
use super::messages::Words;
use super::phrase::Phrase;
use super::pictures::Pictures;
use super::theme::Theme;
use crate::config::{Language, Localized, Vocabulary};
use crate::record::{Kind, Record};
use crate::site::{EntryId, Page, PageKind, Site};
use crate::source::UrlPath;

pub(super) struct Context<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    pub(super) interface: &'a Interface,
    pub(super) page: &'a Page,
    /// The address of the page.
    pub(super) url: UrlPath,
    pub(super) cache: &'a Cache,
    pub(super) pictures: &'a dyn Pictures,
    /// The record whose page it is.
    pub(super) record: Option<&'a Record>,
}

impl<'a> Context<'a> {
    /// `cache` is that of the page's language.
    pub(super) fn new(
        site: &'a Site,
        theme: &'a Theme,
        cache: &'a Cache,
        pictures: &'a dyn Pictures,
        page: &'a Page,
    ) -> Self {
        let record = match page.kind {
            PageKind::Record(id) => Some(&*site.entry(id).record),
            _ => None,
        };
        let interface = theme.interface(&page.language);
        Self { site, theme, interface, page, url: site.url(page), cache, pictures, record }
    }

    /// The context of another page in the language of this one.
    pub(super) fn on<'p>(&self, page: &'p Page) -> Context<'p>
    where
        'a: 'p,
    {
        Context::new(self.site, self.theme, self.cache, self.pictures, page)
    }

    pub(super) fn words(&self) -> &'a Words {
        &self.interface.words
    }

    pub(super) fn language(&self) -> &'a Language {
        &self.page.language
    }

    /// The language of a record, where it is not the page's.
    pub(super) fn other_language(&self, record: &'a Record) -> Option<&'a Language> {
        Some(&record.language).filter(|language| *language != self.language())
    }

    /// The language of the interface, where it is not the page's.
    pub(super) fn words_language(&self) -> Option<&'a str> {
        self.interface.foreign.then(|| self.words().language.as_str())
    }

    /// A record in the language of the page, if it has it.
    pub(super) fn local(&self, id: EntryId) -> EntryId {
        self.site.in_language(id, self.language())
    }

    /// The title of a record, in the language of the page if it has it.
    pub(super) fn title(&self, id: EntryId) -> &'a str {
        let site = self.site;
        &site.entry(self.local(id)).record.common.title
    }

    /// The link to a record, in the language of the page if it has it.
    pub(super) fn href(&self, id: EntryId) -> String {
        href(&self.site.entry(self.local(id)).url)
    }

    /// The name of a term in the language of the page.
    pub(super) fn label<'s>(&self, vocabulary: Vocabulary, id: &'s str) -> &'s str
    where
        'a: 's,
    {
        self.site.label(vocabulary, id, self.language())
    }

    /// The name of a term as it stands in a text: one that is in another language says so.
    pub(super) fn term_name<'s>(&self, vocabulary: Vocabulary, id: &'s str) -> Phrase<'s>
    where
        'a: 's,
    {
        let term = self.site.vocabularies.get(vocabulary, id);
        let name = term.map(|term| self.localization(&term.label)).filter(|name| !name.text.is_empty());
        name.unwrap_or_else(|| Phrase { text: id.into(), ..Phrase::default() })
    }

    /// A text that the site has in its languages, which says its own where that is not the page's; none where there
    /// is no text. One for all languages is in the site's own.
    pub(super) fn of_site(&self, localized: &'a Localized) -> Option<Html> {
        let phrase = self.localization(localized);
        (!phrase.text.is_empty()).then(|| phrase.html())
    }

    /// The same as a phrase, which is empty where there is no text.
    pub(super) fn localization(&self, localized: &'a Localized) -> Phrase<'a> {
        let default = self.site.config.default_language();
        let (language, text) = localized.found(self.language(), default);
        let lang = Some(language.unwrap_or(default)).filter(|language| *language != self.language());
        Phrase { text: text.into(), lang: lang.map(Language::as_str), ..Phrase::default() }
    }

    /// A text in the language of the interface, which it says where the page has another.
    pub(super) fn localized(&self, text: &str) -> Html {
        self.interface.localized(text)
    }

    /// The message of that name, as [`localized`](Self::localized) gives it.
    pub(super) fn message(&self, id: &str) -> Html {
        self.interface.texts.get(id).cloned().unwrap_or_else(|| self.localized(&self.words().get(id)))
    }

    /// The message of that name with its variables, some of which are pieces of HTML, as
    /// [`localized`](Self::localized) gives it.
    pub(super) fn sentence(
        &self,
        id: &str,
        args: &[(&'static str, FluentValue<'_>)],
        pieces: &[(&'static str, Html)],
    ) -> Html {
        // Characters that stand in no text keep the places while the words are escaped.
        let places: Vec<String> = ('\u{e000}'..).take(pieces.len()).map(String::from).collect();
        let named = pieces.iter().zip(&places).map(|((name, _), place)| (*name, place.as_str().into()));
        let args: Vec<_> = args.iter().cloned().chain(named).collect();
        let mut html = self.localized(&self.words().with(id, &args)).as_str().to_owned();
        for ((_, piece), place) in pieces.iter().zip(&places) {
            html = html.replace(place, piece.as_str());
        }
        Html::new(&html)
    }

    /// The message of that name as a phrase.
    pub(super) fn word(&self, id: &str) -> Phrase<'a> {
        Phrase { text: self.words().get(id), lang: self.words_language(), ..Phrase::default() }
    }

    /// What readers call the records of a kind.
    pub(super) fn kind_name(&self, kind: Kind) -> Cow<'a, str> {
        self.words().get(&format!("kind-{}-many", kind.name()))
    }

    /// The list of a kind in the language of the page.
    pub(super) fn list_url(&self, kind: Kind) -> UrlPath {
        self.site.list_url(kind, self.language(), 1)
    }

    /// The address of another page in the language of this one: the first of its pages, if it has several.
    pub(super) fn url_of(&self, kind: PageKind) -> UrlPath {
        self.site.url(&Page { kind, language: self.page.language.clone(), number: 1 })
    }

    /// The address on the web, where the site has one.
    pub(super) fn canonical(&self, url: &UrlPath) -> Option<String> {
        self.site.config.base_url.as_ref().map(|_| absolute(self.site, url))
    }
}
