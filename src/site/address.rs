//! The address that each page would have, from what it shows.

use crate::config::{Language, Vocabulary};
use crate::record::Kind;
use crate::source::UrlPath;

use super::letters::slug;
use super::records::Records;
use super::{EntryId, Page, PageKind, Site};

/// The first part of the addresses of a vocabulary's terms: `content-types`.
fn folder(vocabulary: Vocabulary) -> &'static str {
    vocabulary.file_name().trim_end_matches(".yaml")
}

impl Records {
    /// The address of the home page in a language.
    fn home_url(&self, language: &Language) -> UrlPath {
        UrlPath::new(&format!("{}/", self.prefix(language)))
    }

    /// The address where a language is searched.
    fn search_url(&self, language: &Language) -> UrlPath {
        UrlPath::new(&format!("{}/search/", self.prefix(language)))
    }

    /// The address of everything in a language from A to Z.
    fn letters_url(&self, language: &Language) -> UrlPath {
        UrlPath::new(&format!("{}/a-z/", self.prefix(language)))
    }

    /// The address of the glossary in a language.
    fn glossary_url(&self, language: &Language) -> UrlPath {
        UrlPath::new(&format!("{}/glossary/", self.prefix(language)))
    }

    /// The address of the list of a kind; pages are counted from 1.
    fn list_url(&self, kind: Kind, language: &Language, page: usize) -> UrlPath {
        numbered(&format!("{}/{}/", self.prefix(language), kind.folder()), page)
    }

    /// The address of the list of a vocabulary's terms.
    fn terms_url(vocabulary: Vocabulary) -> UrlPath {
        UrlPath::new(&format!("/{}/", folder(vocabulary)))
    }

    /// The address of what carries a term; pages are counted from 1.
    fn term_url(vocabulary: Vocabulary, id: &str, page: usize) -> UrlPath {
        numbered(&format!("/{}/{}/", folder(vocabulary), id.to_lowercase()), page)
    }

    /// The address of what waits for one of the desk's people, in a language.
    fn member_url(&self, id: EntryId, language: &Language) -> UrlPath {
        UrlPath::new(&format!("{}/desk/people/{}/", self.prefix(language), self.entry(id).record.id.slug))
    }

    /// The address of the board in a language.
    fn desk_url(&self, language: &Language) -> UrlPath {
        UrlPath::new(&format!("{}/desk/", self.prefix(language)))
    }

    /// The address where people ask for help in a language.
    fn ask_url(&self, language: &Language) -> UrlPath {
        UrlPath::new(&format!("{}/desk/ask/", self.prefix(language)))
    }

    /// The address of a page.
    pub(super) fn url(&self, page: &Page) -> UrlPath {
        let language = &page.language;
        match &page.kind {
            PageKind::Home => self.home_url(language),
            PageKind::Record(id) => self.entry(*id).url.clone(),
            PageKind::List(kind) => self.list_url(*kind, language, page.number),
            PageKind::Terms(vocabulary) => Self::terms_url(*vocabulary),
            PageKind::Term(vocabulary, id) => Self::term_url(*vocabulary, id, page.number),
            PageKind::Backlinks(id) => numbered(self.entry(*id).url.child("mentions/").as_str(), page.number),
            PageKind::Search => self.search_url(language),
            PageKind::Letters(None) => self.letters_url(language),
            PageKind::Letters(Some(letter)) => {
                let first = self.letters_url(language).child(&format!("{}/", slug(letter)));
                numbered(first.as_str(), page.number)
            }
            PageKind::Glossary => self.glossary_url(language),
            PageKind::Desk => self.desk_url(language),
            PageKind::MemberFeed(id) => self.member_url(*id, &self.default).child("feed.xml"),
            PageKind::Calendar => UrlPath::new("/desk/meetings.ics"),
            PageKind::Figures => self.desk_url(language).child("figures/"),
            PageKind::FiguresData(end) => UrlPath::new(&format!("/desk/figures.{end}")),
            PageKind::Member(id) => self.member_url(*id, language),
            PageKind::Ask => self.ask_url(language),
            PageKind::Answers => UrlPath::new("/desk/ask/answers.json"),
            PageKind::Redirect(url) => url.clone(),
            PageKind::NotFound => UrlPath::new("/404.html"),
            PageKind::Feed(None) => UrlPath::new("/feed.xml"),
            PageKind::Feed(Some(kind)) => UrlPath::new(&format!("/{}/feed.xml", kind.folder())),
            PageKind::Sitemap => UrlPath::new("/sitemap.xml"),
            PageKind::Robots => UrlPath::new("/robots.txt"),
            PageKind::Headers => UrlPath::new("/_headers"),
            PageKind::Data(None) => UrlPath::new("/api/all.json"),
            PageKind::Data(Some(kind)) => UrlPath::new(&format!("/api/{}.json", kind.folder())),
            PageKind::DataHelp => UrlPath::new("/api/"),
        }
    }

    fn prefix(&self, language: &Language) -> String {
        if *language == self.default { String::new() } else { format!("/{language}") }
    }
}

impl Site {
    /// The address of a page.
    #[must_use]
    pub fn url(&self, page: &Page) -> UrlPath {
        self.records.url(page)
    }

    /// The address of the home page in a language.
    #[must_use]
    pub fn home_url(&self, language: &Language) -> UrlPath {
        self.records.home_url(language)
    }

    /// The address where a language is searched.
    #[must_use]
    pub fn search_url(&self, language: &Language) -> UrlPath {
        self.records.search_url(language)
    }

    /// The address of everything in a language from A to Z.
    #[must_use]
    pub fn letters_url(&self, language: &Language) -> UrlPath {
        self.records.letters_url(language)
    }

    /// The address of the glossary in a language; none for a site without one.
    #[must_use]
    pub fn glossary_url(&self, language: &Language) -> Option<UrlPath> {
        (!self.glossary.is_empty()).then(|| self.records.glossary_url(language))
    }

    /// The address of the list of a kind; pages are counted from 1.
    #[must_use]
    pub fn list_url(&self, kind: Kind, language: &Language, page: usize) -> UrlPath {
        self.records.list_url(kind, language, page)
    }

    /// The address of the list of a vocabulary's terms.
    #[must_use]
    pub fn terms_url(&self, vocabulary: Vocabulary) -> UrlPath {
        Records::terms_url(vocabulary)
    }

    /// The address of what carries a term; pages are counted from 1.
    #[must_use]
    pub fn term_url(&self, vocabulary: Vocabulary, id: &str, page: usize) -> UrlPath {
        Records::term_url(vocabulary, id, page)
    }

    /// The address of what waits for one of the desk's people, in a language.
    #[must_use]
    pub fn member_url(&self, id: EntryId, language: &Language) -> UrlPath {
        self.records.member_url(id, language)
    }

    /// The address where people ask for help in a language; none for a site without a desk.
    #[must_use]
    pub fn ask_url(&self, language: &Language) -> Option<UrlPath> {
        self.lists.has_ask().then(|| self.records.ask_url(language))
    }

    /// The page in each of its languages, this one among them; nothing where it has but one.
    #[must_use]
    pub fn alternates(&self, page: &Page) -> Vec<(&Language, UrlPath)> {
        let each = |url: &dyn Fn(&Language) -> UrlPath| {
            self.languages().iter().map(|language| (language, url(language))).collect()
        };
        let alternates: Vec<_> = match page.kind {
            PageKind::Home => each(&|language| self.home_url(language)),
            PageKind::Search => each(&|language| self.search_url(language)),
            PageKind::Letters(None) => each(&|language| self.letters_url(language)),
            PageKind::Ask => each(&|language| self.records.ask_url(language)),
            PageKind::Glossary | PageKind::Desk | PageKind::Figures | PageKind::Member(_) => {
                each(&|language| self.url(&Page::new(page.kind.clone(), language)))
            }
            PageKind::Record(id) => {
                let versions = self.versions(id).map(|id| self.entry(id));
                versions.map(|entry| (&entry.record.language, entry.url.clone())).collect()
            }
            // The further pages of a list hold other records in other languages.
            PageKind::List(kind) if page.number == 1 => {
                let listed = self.languages().iter().filter(|lang| self.has_list(kind, lang));
                listed.map(|lang| (lang, self.list_url(kind, lang, 1))).collect()
            }
            _ => Vec::new(),
        };
        if alternates.len() > 1 { alternates } else { Vec::new() }
    }
}

fn numbered(url: &str, page: usize) -> UrlPath {
    if page <= 1 { UrlPath::new(url) } else { UrlPath::new(&format!("{url}page/{page}/")) }
}
