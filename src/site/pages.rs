//! The list of everything that the site consists of, each page as a descriptor that costs nothing:
//! a build draws them all, the preview draws the one that was asked for.

use super::books::{Book, Books};
use super::letters::has_letter_pages;
use super::lists::Lists;
use super::records::Records;
use super::translations::Translations;
use super::{BROWSABLE, EntryId};
use crate::config::{Config, Glossary, Language, Vocabulary};
use crate::record::Kind;
use crate::source::UrlPath;

/// How many records a page of a list shows, so that no page grows with the site.
pub const ENTRIES_PER_PAGE: usize = 40;

/// The same for a list that has nothing but names: from A to Z.
pub const LETTER_ENTRIES_PER_PAGE: usize = 200;

/// One page or generated file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub kind: PageKind,
    pub language: Language,
    /// Of a list, which of its pages, counted from 1.
    pub number: usize,
}

impl Page {
    /// The page, or the first of them.
    #[must_use]
    pub fn new(kind: PageKind, language: &Language) -> Self {
        Self { kind, language: language.clone(), number: 1 }
    }
}

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageKind {
    /// The home page of a language.
    Home,
    Record(EntryId),
    List(Kind),
    /// The terms of a vocabulary, in a language.
    Terms(Vocabulary),
    /// What carries a term, in a language.
    Term(Vocabulary, Box<str>),
    /// The backlinks of a record, in its language, where these are more than fit on its own page.
    Backlinks(EntryId),
    /// Where a language of the site is searched.
    Search,
    /// What the scripts of the search say in that language.
    SearchWords,
    /// Everything from A to Z in a language: all of it, or what a letter has where there is much.
    Letters(Option<Box<str>>),
    /// What the words of the field mean, in a language.
    Glossary,
    /// Every request, by the state that it is in, in a language.
    Desk,
    /// What it all comes to, in a language, and the same as `csv` and `json`.
    Figures,
    FiguresData(&'static str),
    /// What waits for one of the desk's people, in a language.
    Member(EntryId),
    /// The same, as a feed.
    MemberFeed(EntryId),
    /// The next meetings and clinics.
    Calendar,
    /// What there is to translate into a language.
    Translate,
    /// Where people ask the desk for help, in a language.
    Ask,
    /// What there is already, for those who are about to ask.
    Answers,
    /// What readers can take with them, in a language.
    Offline,
    /// A book in a language, as a file for readers of books (EPUB).
    Book(Book),
    /// The same as one page to print; a guide has its own page for that.
    Print(Book),
    /// An old address.
    Redirect(UrlPath),
    NotFound,
    /// Recent changes, of one kind or of all.
    Feed(Option<Kind>),
    Sitemap,
    Robots,
    /// What hosts are to send with every page.
    Headers,
    /// The records as JSON, of one kind or of all.
    Data(Option<Kind>),
    /// What the JSON holds.
    DataHelp,
}

impl PageKind {
    /// Whether a template of the theme draws it.
    #[must_use]
    pub fn has_template(&self) -> bool {
        !matches!(
            self,
            Self::SearchWords
                | Self::Answers
                | Self::Feed(_)
                | Self::MemberFeed(_)
                | Self::Calendar
                | Self::Sitemap
                | Self::Robots
                | Self::Headers
                | Self::Data(_)
                | Self::FiguresData(_)
        )
    }

    /// Whether it is a list that goes on on further pages when it grows.
    #[must_use]
    pub fn has_further_pages(&self) -> bool {
        matches!(
            self,
            Self::List(_) | Self::Term(..) | Self::Letters(Some(_)) | Self::Translate | Self::Backlinks(_)
        )
    }

    /// Whether a reader may land here by search, so that the sitemap lists it.
    #[must_use]
    pub fn is_for_readers(&self) -> bool {
        !matches!(
            self,
            Self::Member(_)
                | Self::MemberFeed(_)
                | Self::Book(_)
                | Self::Print(_)
                | Self::Translate
                | Self::Calendar
                | Self::FiguresData(_)
                | Self::SearchWords
                | Self::Answers
                | Self::Redirect(_)
                | Self::NotFound
                | Self::Feed(_)
                | Self::Sitemap
                | Self::Robots
                | Self::Headers
                | Self::Data(_)
        )
    }
}

/// Every page and generated file that is no record and no old address, in a fixed order and in two
/// parts: what comes before the records, and what comes behind them. Pages of backlinks are no part of
/// it, since they hang on links.
pub(super) fn generated(config: &Config, parts: &Parts<'_>) -> (Vec<Page>, Vec<Page>) {
    (before_records(config, parts), behind_records(parts))
}

/// What the pages are found in.
pub(super) struct Parts<'s> {
    pub(super) records: &'s Records,
    pub(super) lists: &'s Lists,
    pub(super) books: &'s Books,
    pub(super) glossary: &'s Glossary,
    pub(super) translations: &'s Translations,
}

fn before_records(config: &Config, parts: &Parts<'_>) -> Vec<Page> {
    let Parts { records, lists, books, .. } = parts;
    let default = &records.default;
    let mut pages = Pages(Vec::new());
    // First what grows with the site: nothing else should wait for it, nor share the memory.
    pages.push(PageKind::Data(None), default, 1);
    // It takes whole addresses, and may not be empty.
    if config.base_url.is_some() {
        pages.push(PageKind::Sitemap, default, 1);
    }
    pages.push(PageKind::Feed(None), default, 1);
    for kind in lists.kinds() {
        pages.push(PageKind::Data(Some(kind)), default, 1);
        if kind != Kind::Page {
            pages.push(PageKind::Feed(Some(kind)), default, 1);
        }
    }
    for language in records.languages.iter().filter(|language| books.whole(language).is_some()) {
        pages.push(PageKind::Book(Book::Whole), language, 1);
        pages.push(PageKind::Print(Book::Whole), language, 1);
    }
    for language in &records.languages {
        pages.push(PageKind::Home, language, 1);
        pages.push(PageKind::Search, language, 1);
        pages.push(PageKind::SearchWords, language, 1);
        pages.push(PageKind::Letters(None), language, 1);
        if lists.has_ask() {
            pages.push(PageKind::Ask, language, 1);
        }
        if has_letter_pages(lists.letters(language)) {
            for letter in lists.letters(language) {
                let kind = PageKind::Letters(Some(letter.name.clone()));
                pages.push_each(&kind, language, letter.entries.len(), LETTER_ENTRIES_PER_PAGE);
            }
        }
        for kind in lists.kinds().filter(|&kind| kind != Kind::Page) {
            pages.push_each(&PageKind::List(kind), language, lists.kind(kind).len(), ENTRIES_PER_PAGE);
        }
    }
    pages.0
}

fn behind_records(parts: &Parts<'_>) -> Vec<Page> {
    let Parts { records, lists, books, glossary, translations } = parts;
    let default = &records.default;
    let mut pages = Pages(Vec::new());
    for language in &records.languages {
        if let Some(to_do) = translations.of(language) {
            // Where there is nothing to do, the page says so.
            let entries = to_do.entries().count().max(1);
            pages.push_each(&PageKind::Translate, language, entries, ENTRIES_PER_PAGE);
        }
        for vocabulary in BROWSABLE {
            let mut any = false;
            for (id, entries) in lists.terms(vocabulary) {
                any = true;
                let kind = PageKind::Term(vocabulary, id.into());
                pages.push_each(&kind, language, entries.len(), ENTRIES_PER_PAGE);
            }
            if any {
                pages.push(PageKind::Terms(vocabulary), language, 1);
            }
        }
    }
    for (id, entry) in records.ids().filter(|(_, entry)| entry.record.id.kind == Kind::Guide) {
        pages.push(PageKind::Book(Book::Guide(id)), &entry.record.language, 1);
    }
    for language in &records.languages {
        for page in books.all_series(language) {
            pages.push(PageKind::Book(Book::Series(page)), language, 1);
            pages.push(PageKind::Print(Book::Series(page)), language, 1);
        }
        for topic in books.topics(language) {
            pages.push(PageKind::Book(Book::Topic(topic.into())), language, 1);
            pages.push(PageKind::Print(Book::Topic(topic.into())), language, 1);
        }
        if books.any() {
            pages.push(PageKind::Offline, language, 1);
        }
    }
    if !glossary.is_empty() {
        for language in &records.languages {
            pages.push(PageKind::Glossary, language, 1);
        }
    }
    if !lists.kind(Kind::Request).is_empty() {
        for language in &records.languages {
            pages.push(PageKind::Desk, language, 1);
            pages.push(PageKind::Figures, language, 1);
            for member in &lists.members {
                pages.push(PageKind::Member(member.person), language, 1);
            }
        }
        pages.push(PageKind::FiguresData("csv"), default, 1);
        pages.push(PageKind::FiguresData("json"), default, 1);
        for member in &lists.members {
            pages.push(PageKind::MemberFeed(member.person), default, 1);
        }
    }
    if lists.has_calendar() {
        pages.push(PageKind::Calendar, default, 1);
    }
    if lists.has_ask() {
        pages.push(PageKind::Answers, default, 1);
    }
    pages.push(PageKind::NotFound, default, 1);
    pages.push(PageKind::DataHelp, default, 1);
    pages.push(PageKind::Robots, default, 1);
    pages.push(PageKind::Headers, default, 1);
    pages.0
}

/// The pages of what links to a record, in its language; none where all of it fits on the record's own page.
pub(super) fn backlink_pages(id: EntryId, backlinks: usize, language: &Language) -> Vec<Page> {
    let mut pages = Pages(Vec::new());
    if backlinks > ENTRIES_PER_PAGE {
        pages.push_each(&PageKind::Backlinks(id), language, backlinks, ENTRIES_PER_PAGE);
    }
    pages.0
}

struct Pages(Vec<Page>);

impl Pages {
    fn push(&mut self, kind: PageKind, language: &Language, number: usize) {
        self.0.push(Page { kind, language: language.clone(), number });
    }

    /// The pages of a list of so many entries.
    fn push_each(&mut self, kind: &PageKind, language: &Language, entries: usize, on_each: usize) {
        for number in 1..=entries.div_ceil(on_each) {
            self.push(kind.clone(), language, number);
        }
    }
}
