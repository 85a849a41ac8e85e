//! The address that each page would have, from what it shows.

use crate::config::{Language, Vocabulary};
use crate::record::{Kind, slugify};
use crate::source::UrlPath;

use super::letters::slug;
use super::records::Records;
use super::{Book, Entry, EntryId, Page, PageKind, Site};

/// What a book is called, below the page that offers it; and where the same lies as a page to print.
pub(super) const BOOK: &str = "book.epub";
pub(super) const PRINT: &str = "print/";

/// Where the ZIP file of the whole site lies.
pub(super) const ARCHIVE: &str = "/site.zip";

/// The first part of the addresses of a vocabulary's terms: `content-types`.
pub(super) fn folder(vocabulary: Vocabulary) -> &'static str {
    vocabulary.file_name().trim_end_matches(".yaml")
}

/// Where a reader of a page goes on in a language.
#[derive(Debug)]
pub struct Way<'s> {
    pub language: &'s Language,
    pub url: UrlPath,
    pub leads: Leads,
}

/// What a way into another language leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leads {
    /// The page in that language.
    ToIt,
    /// The first page of the same list, or what the page is a part of.
    ToItsBeginning,
    /// What there is in that language, since the page is not in it: the list of its kind, or the home page.
    Elsewhere,
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
    fn terms_url(&self, vocabulary: Vocabulary, language: &Language) -> UrlPath {
        UrlPath::new(&format!("{}/{}/", self.prefix(language), folder(vocabulary)))
    }

    /// The address of what carries a term; pages are counted from 1.
    fn term_url(&self, vocabulary: Vocabulary, id: &str, language: &Language, page: usize) -> UrlPath {
        let terms = self.terms_url(vocabulary, language);
        numbered(terms.child(&format!("{}/", id.to_lowercase())).as_str(), page)
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

    /// The address of what there is to translate into a language; pages are counted from 1.
    fn translate_url(&self, language: &Language, page: usize) -> UrlPath {
        numbered(&format!("{}/translate/", self.prefix(language)), page)
    }

    /// The address of what readers can take with them, in a language.
    fn offline_url(&self, language: &Language) -> UrlPath {
        UrlPath::new(&format!("{}/offline/", self.prefix(language)))
    }

    /// The address that the files of a book lie below: that of the page which offers it.
    fn book_url(&self, book: &Book, language: &Language) -> UrlPath {
        match book {
            Book::Guide(id) | Book::Series(id) => self.entry(*id).url.clone(),
            Book::Topic(id) => self.term_url(Vocabulary::Topics, id, language, 1),
            Book::Whole => self.offline_url(language),
        }
    }

    /// The address of a page.
    pub(super) fn url(&self, page: &Page) -> UrlPath {
        let language = &page.language;
        match &page.kind {
            PageKind::Home => self.home_url(language),
            PageKind::Record(id) => self.entry(*id).url.clone(),
            PageKind::List(kind) => self.list_url(*kind, language, page.number),
            PageKind::Terms(vocabulary) => self.terms_url(*vocabulary, language),
            PageKind::Term(vocabulary, id) => self.term_url(*vocabulary, id, language, page.number),
            PageKind::Backlinks(id) => numbered(self.entry(*id).url.child("mentions/").as_str(), page.number),
            PageKind::Search => self.search_url(language),
            PageKind::SearchWords => self.search_url(language).child("words.js"),
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
            PageKind::Translate => self.translate_url(language, page.number),
            PageKind::Ask => self.ask_url(language),
            PageKind::Answers => UrlPath::new("/desk/ask/answers.json"),
            PageKind::Offline => self.offline_url(language),
            PageKind::Book(book) => self.book_url(book, language).child(BOOK),
            PageKind::Print(book) => self.book_url(book, language).child(PRINT),
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

    /// The address of the list of a vocabulary's terms in a language.
    #[must_use]
    pub fn terms_url(&self, vocabulary: Vocabulary, language: &Language) -> UrlPath {
        self.records.terms_url(vocabulary, language)
    }

    /// The address of what carries a term, in a language.
    #[must_use]
    pub fn term_url(&self, vocabulary: Vocabulary, id: &str, language: &Language) -> UrlPath {
        self.records.term_url(vocabulary, id, language, 1)
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

    /// The address of what there is to translate into a language; none for a site with one language.
    #[must_use]
    pub fn translate_url(&self, language: &Language) -> Option<UrlPath> {
        self.to_translate(language).map(|_| self.records.translate_url(language, 1))
    }

    /// The address of what readers can take with them, in a language; none for a site without texts.
    #[must_use]
    pub fn offline_url(&self, language: &Language) -> Option<UrlPath> {
        self.books.any().then(|| self.records.offline_url(language))
    }

    /// The address of the ZIP file of the whole site; none where the settings want none.
    #[must_use]
    pub fn archive_url(&self) -> Option<UrlPath> {
        self.config.offline.zip.then(|| UrlPath::new(ARCHIVE))
    }

    /// The name of the folder in that file, which is the site's.
    #[must_use]
    pub fn archive_folder(&self) -> String {
        let language = self.config.default_language();
        let name = slugify(self.config.title.get(language, language));
        if name.is_empty() { "site".to_owned() } else { name }
    }

    /// The page in each of its languages, this one among them; nothing where it has but one.
    #[must_use]
    pub fn alternates(&self, page: &Page) -> Vec<(&Language, UrlPath)> {
        let alternates: Vec<_> = match page.kind {
            PageKind::Home
            | PageKind::Search
            | PageKind::Letters(None)
            | PageKind::Terms(_)
            | PageKind::Glossary
            | PageKind::Ask
            | PageKind::Offline
            | PageKind::Desk
            | PageKind::Figures
            | PageKind::Member(_) => self.each(&page.kind),
            // The further pages hold other records in other languages.
            PageKind::List(_) | PageKind::Term(..) | PageKind::Translate if page.number == 1 => {
                self.each(&page.kind)
            }
            PageKind::Record(id) => {
                let versions = self.versions(id).map(|id| self.entry(id));
                versions.map(|entry| (&entry.record.language, entry.url.clone())).collect()
            }
            _ => Vec::new(),
        };
        if alternates.len() > 1 { alternates } else { Vec::new() }
    }

    /// A page that each language has, in each.
    fn each(&self, kind: &PageKind) -> Vec<(&Language, UrlPath)> {
        let url = |language| (language, self.url(&Page::new(kind.clone(), language)));
        self.languages().iter().map(url).collect()
    }

    /// Where a reader of a page goes on in each language of the site, that of the page among them.
    #[must_use]
    pub fn ways(&self, page: &Page) -> Vec<Way<'_>> {
        let versions = self.alternates(page);
        self.languages().iter().map(|language| self.way(page, &versions, language)).collect()
    }

    fn way<'s>(&'s self, page: &Page, versions: &[(&Language, UrlPath)], language: &'s Language) -> Way<'s> {
        if *language == page.language {
            return Way { language, url: self.url(page), leads: Leads::ToIt };
        }
        if let Some((_, url)) = versions.iter().find(|(other, _)| *other == language) {
            return Way { language, url: url.clone(), leads: Leads::ToIt };
        }
        let (kind, leads) = self.instead(&page.kind, language);
        Way { language, url: self.url(&Page::new(kind, language)), leads }
    }

    /// Where readers of a page go on in a language that the page is not in.
    fn instead(&self, kind: &PageKind, language: &Language) -> (PageKind, Leads) {
        match kind {
            PageKind::List(_) | PageKind::Term(..) => (kind.clone(), Leads::ToItsBeginning),
            PageKind::Letters(_) => (PageKind::Letters(None), Leads::ToItsBeginning),
            PageKind::NotFound => (PageKind::Home, Leads::ToItsBeginning),
            PageKind::Book(_) | PageKind::Print(_) => (PageKind::Offline, Leads::ToItsBeginning),
            PageKind::Record(id) | PageKind::Backlinks(id) => {
                let local = self.in_language(*id, language);
                let Entry { record, .. } = self.entry(local);
                match record.id.kind {
                    _ if record.language == *language => (PageKind::Backlinks(local), Leads::ToItsBeginning),
                    Kind::Page => (PageKind::Home, Leads::Elsewhere),
                    kind => (PageKind::List(kind), Leads::Elsewhere),
                }
            }
            _ => (PageKind::Home, Leads::Elsewhere),
        }
    }
}

fn numbered(url: &str, page: usize) -> UrlPath {
    if page <= 1 { UrlPath::new(url) } else { UrlPath::new(&format!("{url}page/{page}/")) }
}
