//! The site as a whole: every record with its address, its translations, what it points at and who
//! points at it. Made once by [`assemble`] from what `record` read, and never changed after.
//!
//! `render` draws pages from it.

mod address;
mod addresses;
mod assemble;
mod assets;
mod avoided;
mod books;
mod capacity;
mod choose;
mod credits;
mod cycles;
mod events;
mod file_key;
mod folders;
mod future;
mod guess;
mod letters;
mod links;
mod lists;
mod menu;
mod order;
mod pages;
mod records;
mod related;
mod requests;
mod resolved;
mod series;
mod transitions;
mod translations;

pub use address::{Leads, Way};
#[cfg(test)]
pub(crate) use assemble::site_of;
pub use assemble::{Inputs, assemble};
pub use assets::Asset;
pub use avoided::avoided;
pub use books::{Book, MOST_CHAPTERS};
pub use credits::uncredited;
pub use events::Event;
pub use folders::{Child, Folders};
pub use letters::Letter;
pub use links::Target;
pub use menu::{Menu, MenuItem, MenuPlace, MenuTitle};
pub use order::Order;
pub use pages::{ENTRIES_PER_PAGE, LETTER_ENTRIES_PER_PAGE, Page, PageKind};
pub use series::Place;
pub use transitions::{Revisions, Times, Transition};
pub use translations::{InTranslation, PastTexts, Sums, ToTranslate};

use std::sync::Arc;

use jiff::civil;
use rustc_hash::FxHashMap;

use crate::config::{Config, Glossary, Language, Questions, Synonyms, Vocabularies, Vocabulary, Workflow};
use crate::diagnostic::Diagnostics;
use crate::git::{FileHistory, History};
use crate::picture::Picture;
use crate::record::{Id, Kind, Record};
use crate::source::{SitePath, UrlPath};
pub use addresses::size_url;
use addresses::{Addresses, Owner};
use assets::Assets;
use books::Books;
use links::Links;
use lists::Lists;
use records::Records;
use requests::{Reviewed, Reviews};
use resolved::Scope;
use translations::Translations;

/// A record's number in [`Site::entries`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(u32);

impl EntryId {
    /// The place of the record among [`Site::entries`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A record and its place in the site.
#[derive(Debug)]
pub struct Entry {
    pub record: Arc<Record>,
    pub url: UrlPath,
    /// The record that this one is a translation of; its own number for an original.
    pub original: EntryId,
}

/// Everything that pages are drawn from.
#[derive(Debug)]
pub struct Site {
    pub config: Arc<Config>,
    pub vocabularies: Arc<Vocabularies>,
    /// The words of the field, where the site explains them.
    pub glossary: Arc<Glossary>,
    /// Words that the search takes for each other.
    pub synonyms: Arc<Synonyms>,
    pub workflow: Arc<Workflow>,
    pub questions: Arc<Questions>,
    pub today: civil::Date,
    history: Option<Arc<History>>,
    records: Records,
    lists: Lists,
    books: Books,
    menu: Menu,
    assets: Assets,
    addresses: Addresses,
    links: Links,
    reviews: Reviews,
    reviewed: Reviewed,
    translations: Translations,
    /// The transitions of each request, by the path of its file.
    transitions: FxHashMap<SitePath, Vec<Transition>>,
}

/// The vocabularies whose terms have pages of their own.
pub const BROWSABLE: [Vocabulary; 4] =
    [Vocabulary::Topics, Vocabulary::Countries, Vocabulary::Regions, Vocabulary::ContentTypes];

impl Site {
    #[must_use]
    pub fn entry(&self, id: EntryId) -> &Entry {
        self.records.entry(id)
    }

    /// Every record, originals and translations, by kind and slug.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (EntryId, &Entry)> {
        self.records.ids()
    }

    /// The original of a record.
    #[must_use]
    pub fn find(&self, id: &Id) -> Option<EntryId> {
        self.named(id.kind, &id.slug)
    }

    /// The record of that kind and slug.
    #[must_use]
    pub fn named(&self, kind: Kind, slug: &str) -> Option<EntryId> {
        self.records.named(kind, slug)
    }

    /// The original of the record that tells how to ask for help, if the settings name one.
    #[must_use]
    pub fn ask(&self) -> Option<EntryId> {
        let (folder, slug) = self.config.ask.as_deref()?.split_once('/')?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.folder() == folder)?;
        self.named(kind, slug)
    }

    /// The record in `language`, or the original where it is not translated.
    #[must_use]
    pub fn in_language(&self, id: EntryId, language: &Language) -> EntryId {
        self.records.in_language(id, language)
    }

    /// The record in all its languages, the original first.
    pub fn versions(&self, id: EntryId) -> impl Iterator<Item = EntryId> + use<'_> {
        self.records.versions(id)
    }

    /// The originals of a kind, in the order of its list.
    #[must_use]
    pub fn list(&self, kind: Kind) -> &[EntryId] {
        self.lists.kind(kind)
    }

    /// What the list of a kind shows in a language: every record, in that language where it has been translated. Those
    /// that are in it come first.
    #[must_use]
    pub fn listed(&self, kind: Kind, language: &Language) -> &[EntryId] {
        self.lists.listed(kind, language)
    }

    /// The order of names in a language of the site.
    #[must_use]
    pub fn order(&self, language: &Language) -> &Order {
        self.lists.order(language)
    }

    /// Every record as readers of a language know it, by the letter that its title begins with.
    #[must_use]
    pub fn letters(&self, language: &Language) -> &[Letter] {
        self.lists.letters(language)
    }

    /// Whether each letter has pages of its own, since one page would be too long.
    #[must_use]
    pub fn has_letter_pages(&self, language: &Language) -> bool {
        letters::has_letter_pages(self.letters(language))
    }

    /// Where each link of a record's body leads.
    #[must_use]
    pub fn targets(&self, id: EntryId) -> &[Target] {
        &self.links.targets[id.index()]
    }

    /// The originals that name this record or link to it, by kind and slug.
    #[must_use]
    pub fn backlinks(&self, id: EntryId) -> &[EntryId] {
        &self.links.backlinks[self.entry(id).original.index()]
    }

    /// The terms of a vocabulary that some record carries, each with those records.
    pub fn terms(&self, vocabulary: Vocabulary) -> impl Iterator<Item = (&str, &[EntryId])> {
        self.lists.terms(vocabulary)
    }

    /// The originals that carry a term.
    #[must_use]
    pub fn with_term(&self, vocabulary: Vocabulary, id: &str) -> &[EntryId] {
        self.lists.with_term(vocabulary, id)
    }

    /// What the page of a term shows in a language: what carries it, each in that language where it has been
    /// translated. Of each kind, what is in it comes first.
    #[must_use]
    pub fn listed_with_term(&self, vocabulary: Vocabulary, id: &str, language: &Language) -> &[EntryId] {
        self.lists.listed_with_term(vocabulary, id, language)
    }

    /// The chapters of a book in a language; none where there is no such book in it.
    #[must_use]
    pub fn chapters<'s>(&'s self, book: &'s Book, language: &Language) -> Option<&'s [EntryId]> {
        match book {
            Book::Guide(id) => Some(std::slice::from_ref(id)),
            Book::Series(id) => self.books.series(*id, language),
            Book::Topic(id) => self.books.topic(id, language),
            Book::Whole => self.books.whole(language),
        }
    }

    /// The texts of a language that books are made of, be they too many for one or not.
    #[must_use]
    pub fn texts(&self, language: &Language) -> &[EntryId] {
        self.books.texts(language)
    }

    /// The series that have a book in a language, by their pages in it.
    pub fn series_with_book(&self, language: &Language) -> impl Iterator<Item = EntryId> {
        self.books.all_series(language)
    }

    /// The topics that have a book in a language.
    pub fn topics_with_book(&self, language: &Language) -> impl Iterator<Item = &str> {
        self.books.topics(language)
    }

    /// The file that is published at an address.
    #[must_use]
    pub fn asset(&self, url: &UrlPath) -> Option<&Asset> {
        match self.addresses.owner(url)? {
            Owner::Asset(index) => self.assets.published_at(index as usize),
            _ => None,
        }
    }

    /// The picture of which a size lies at an address, and the place of that among its sizes.
    #[must_use]
    pub fn size_at(&self, url: &UrlPath) -> Option<(&Asset, usize)> {
        let Owner::Size(index) = self.addresses.owner(url)? else { return None };
        let asset = &self.assets.all[index as usize];
        let at = asset.sizes().iter().position(|size| size_url(size) == *url)?;
        Some((asset, at))
    }

    /// The pictures of which pages show sizes that are made for them.
    pub fn scaled(&self) -> impl Iterator<Item = (&Asset, &Picture)> {
        self.assets.scaled()
    }

    /// The published file that `path` is the source of.
    #[must_use]
    pub fn asset_of(&self, path: &SitePath) -> Option<&Asset> {
        self.assets.of(path)
    }

    /// The files that are published as they are.
    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.assets.published()
    }

    /// These, and those that no page names: whoever has the repository has them all.
    pub fn files(&self) -> impl Iterator<Item = &Asset> {
        self.assets.all.iter()
    }

    /// Whether a page that is published links to a file, or names it in a field.
    #[must_use]
    pub fn is_named(&self, file: &SitePath) -> bool {
        self.assets.is_named(file)
    }

    /// The folders that pages lie in.
    #[must_use]
    pub fn folders(&self) -> &Folders {
        &self.lists.folders
    }

    /// What git knows of a record's file.
    #[must_use]
    pub fn history(&self, id: EntryId) -> Option<&FileHistory> {
        file_history(&self.entry(id).record, self.history.as_deref())
    }

    /// The day on which a record was last changed: its own word, else git's.
    #[must_use]
    pub fn updated(&self, id: EntryId) -> Option<civil::Date> {
        updated(&self.entry(id).record, self.history.as_deref())
    }

    /// The day on which a record first came in.
    #[must_use]
    pub fn created(&self, id: EntryId) -> Option<civil::Date> {
        created(&self.entry(id).record, self.history.as_deref())
    }

    /// The record behind an address of this site that readers may have kept.
    #[must_use]
    pub fn redirect(&self, url: &UrlPath) -> Option<EntryId> {
        match self.addresses.owner(url)? {
            Owner::Alias(id) => Some(id),
            _ => None,
        }
    }

    /// Every page and generated file, in a fixed order.
    #[must_use]
    pub fn pages(&self) -> Vec<Page> {
        let default = &self.records.default;
        let (before, behind) = self.addresses.generated.split_at(self.addresses.before_records);
        let records = self.entries().filter(|(_, entry)| !entry.record.id.is_home());
        let records = records.map(|(id, entry)| Page::new(PageKind::Record(id), &entry.record.language));
        let aliases = self.addresses.aliases.iter();
        let aliases = aliases.map(|(url, _)| Page::new(PageKind::Redirect(url.clone()), default));
        before.iter().cloned().chain(records).chain(behind.iter().cloned()).chain(aliases).collect()
    }

    /// The page or generated file at an address.
    #[must_use]
    pub fn page_at(&self, url: &UrlPath) -> Option<Page> {
        match self.addresses.owner(url)? {
            Owner::Generated(index) => Some(self.addresses.generated[index as usize].clone()),
            Owner::Record(id) => Some(Page::new(PageKind::Record(id), &self.entry(id).record.language)),
            Owner::Alias(_) => {
                let url = self.addresses.url(url)?.clone();
                Some(Page::new(PageKind::Redirect(url), &self.records.default))
            }
            Owner::Theme(_) | Owner::Asset(_) | Owner::Size(_) | Owner::Archive | Owner::Hidden(_) => None,
        }
    }

    /// Whether anything of the site has a day to come together on.
    #[must_use]
    pub fn has_calendar(&self) -> bool {
        self.lists.has_calendar()
    }

    /// The languages that something is written in, the site's own first.
    #[must_use]
    pub fn languages(&self) -> &[Language] {
        &self.records.languages
    }

    /// How many records are written in a language.
    #[must_use]
    pub fn written_in(&self, language: &Language) -> usize {
        self.entries().filter(|(_, entry)| entry.record.language == *language).count()
    }

    /// What readers see for a term.
    #[must_use]
    pub fn label<'a>(&'a self, vocabulary: Vocabulary, id: &'a str, language: &Language) -> &'a str {
        self.vocabularies.label(vocabulary, id, language, self.config.default_language())
    }

    /// What a record that is to become part of the site names and the site does not have.
    #[must_use]
    pub fn unknown_names(&self, record: &Record) -> Diagnostics {
        let scope = Scope {
            config: &self.config,
            vocabularies: &self.vocabularies,
            workflow: &self.workflow,
            records: &self.records,
            assets: &self.assets,
            faulty: &FxHashMap::default(),
        };
        resolved::unknown_names(scope, record)
    }
}

/// What git knows of a record's file.
fn file_history<'h>(record: &Record, history: Option<&'h History>) -> Option<&'h FileHistory> {
    history?.files.get(&record.file)
}

/// The day on which a record was last changed: its own word, else git's.
fn updated(record: &Record, history: Option<&History>) -> Option<civil::Date> {
    let own = record.common.updated.map(|date| date.0);
    own.or_else(|| Some(day(file_history(record, history)?.updated)))
}

/// The day on which a record first came in.
fn created(record: &Record, history: Option<&History>) -> Option<civil::Date> {
    Some(day(file_history(record, history)?.created))
}

fn day(at: jiff::Timestamp) -> civil::Date {
    at.to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn narrow(index: usize) -> u32 {
    u32::try_from(index).expect("a site has fewer than four thousand million records")
}
