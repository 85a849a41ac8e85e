//! The list of everything that the site consists of, each page as a descriptor that costs nothing:
//! a build draws them all, the preview draws the one that was asked for.

use super::{BROWSABLE, EntryId, Site};
use crate::config::{Language, Vocabulary};
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

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageKind {
    /// The home page of a language.
    Home,
    Record(EntryId),
    List(Kind),
    /// The terms of a vocabulary.
    Terms(Vocabulary),
    /// What carries a term.
    Term(Vocabulary, Box<str>),
    /// What mentions a record, where that is more than fits on its own page.
    Mentions(EntryId),
    /// Where a language of the site is searched.
    Search,
    /// The records of a language from A to Z: all of them, or those of a letter where they are many.
    Letters(Option<Box<str>>),
    /// Every request, by the state that it is in.
    Desk,
    /// What it all comes to, and the same as `csv` and `json`.
    Figures,
    FiguresData(&'static str),
    /// What waits for one of the desk's people.
    Member(EntryId),
    /// The same, as a feed.
    MemberFeed(EntryId),
    /// The next meetings and clinics.
    Calendar,
    /// Where people ask the desk for help.
    Ask,
    /// What there is already, for those who are about to ask.
    Answers,
    /// An old address.
    Redirect(UrlPath),
    NotFound,
    /// Recent changes, of one kind or of all.
    Feed(Option<Kind>),
    Sitemap,
    Robots,
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
            Self::Answers
                | Self::Feed(_)
                | Self::MemberFeed(_)
                | Self::Calendar
                | Self::Sitemap
                | Self::Robots
                | Self::Data(_)
                | Self::FiguresData(_)
        )
    }

    /// Whether a reader may land here by search, so that the sitemap lists it.
    #[must_use]
    pub fn is_for_readers(&self) -> bool {
        !matches!(
            self,
            Self::Member(_)
                | Self::MemberFeed(_)
                | Self::Calendar
                | Self::FiguresData(_)
                | Self::Answers
                | Self::Redirect(_)
                | Self::NotFound
                | Self::Feed(_)
                | Self::Sitemap
                | Self::Robots
                | Self::Data(_)
        )
    }
}

impl Site {
    /// Every page and generated file, in a fixed order.
    #[must_use]
    pub fn pages(&self) -> Vec<Page> {
        let mut pages = Vec::with_capacity(self.entries.len() * 2);
        let default = self.config.default_language();
        let mut push = |kind, language: &Language, number| {
            pages.push(Page { kind, language: language.clone(), number });
        };
        // First what grows with the site: nothing else should wait for it, nor share the memory.
        push(PageKind::Data(None), default, 1);
        // It takes whole addresses, and may not be empty.
        if self.config.base_url.is_some() {
            push(PageKind::Sitemap, default, 1);
        }
        push(PageKind::Feed(None), default, 1);
        for kind in self.lists.keys() {
            push(PageKind::Data(Some(*kind)), default, 1);
            if *kind != Kind::Page {
                push(PageKind::Feed(Some(*kind)), default, 1);
            }
        }
        for language in self.languages() {
            push(PageKind::Home, language, 1);
            push(PageKind::Search, language, 1);
            push(PageKind::Letters(None), language, 1);
            if self.has_letter_pages(language) {
                for letter in self.letters(language) {
                    for number in 1..=letter.entries.len().div_ceil(LETTER_ENTRIES_PER_PAGE) {
                        push(PageKind::Letters(Some(letter.name.clone())), language, number);
                    }
                }
            }
            for (kind, list) in &self.lists {
                if *kind == Kind::Page {
                    continue;
                }
                let shown =
                    if language == default { list.len() } else { self.listed(*kind, language).count() };
                for number in 1..=shown.div_ceil(ENTRIES_PER_PAGE) {
                    push(PageKind::List(*kind), language, number);
                }
            }
        }
        for (id, entry) in self.entries() {
            let is_home = entry.record.id.kind == Kind::Page && entry.record.id.slug.is_empty();
            if !is_home {
                push(PageKind::Record(id), &entry.record.language, 1);
            }
            if entry.original == id && self.mentions(id).len() > ENTRIES_PER_PAGE {
                for number in 1..=self.mentions(id).len().div_ceil(ENTRIES_PER_PAGE) {
                    push(PageKind::Mentions(id), default, number);
                }
            }
        }
        for vocabulary in BROWSABLE {
            let mut any = false;
            for (id, entries) in self.terms(vocabulary) {
                any = true;
                for number in 1..=entries.len().div_ceil(ENTRIES_PER_PAGE) {
                    push(PageKind::Term(vocabulary, id.into()), default, number);
                }
            }
            if any {
                push(PageKind::Terms(vocabulary), default, 1);
            }
        }
        if !self.list(Kind::Request).is_empty() {
            push(PageKind::Desk, default, 1);
            push(PageKind::Figures, default, 1);
            push(PageKind::FiguresData("csv"), default, 1);
            push(PageKind::FiguresData("json"), default, 1);
            for (id, _) in self.members() {
                push(PageKind::Member(id), default, 1);
                push(PageKind::MemberFeed(id), default, 1);
            }
        }
        if self.has_calendar() {
            push(PageKind::Calendar, default, 1);
        }
        if self.has_ask() {
            push(PageKind::Ask, default, 1);
            push(PageKind::Answers, default, 1);
        }
        for url in self.redirects.keys() {
            push(PageKind::Redirect(url.clone()), default, 1);
        }
        push(PageKind::NotFound, default, 1);
        push(PageKind::DataHelp, default, 1);
        push(PageKind::Robots, default, 1);
        pages
    }

    /// Whether anything of the site has a day to come together on.
    #[must_use]
    pub fn has_calendar(&self) -> bool {
        !self.list(Kind::Clinic).is_empty() || !self.list(Kind::Group).is_empty()
    }

    /// Whether the site has a desk that can be asked: requests, or people who would answer one.
    #[must_use]
    pub fn has_ask(&self) -> bool {
        !self.list(Kind::Request).is_empty() || !self.members().is_empty()
    }

    /// What the list of a kind shows in a language: all originals in the site's own, translations in
    /// another.
    pub fn listed(&self, kind: Kind, language: &Language) -> impl Iterator<Item = EntryId> + use<'_> {
        let language = language.clone();
        let own = language == *self.config.default_language();
        self.list(kind).iter().filter_map(move |&id| {
            let version = if own { id } else { self.in_language(id, &language) };
            (self.entry(version).record.language == language).then_some(version)
        })
    }
}
