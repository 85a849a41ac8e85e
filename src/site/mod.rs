//! The site as a whole: every record with its address, its translations, what it points at and who
//! points at it. Made once by [`assemble`] from what `record` read, and never changed after.
//!
//! `render` draws pages from it.

mod address;
mod assemble;
mod choose;
mod folders;
mod letters;
mod links;
mod pages;
mod related;
mod requests;
mod steps;

pub use assemble::{Inputs, assemble};
pub use folders::{Child, Folders};
pub use letters::Letter;
pub use links::Target;
pub use pages::{ENTRIES_PER_PAGE, LETTER_ENTRIES_PER_PAGE, Page, PageKind};
pub use steps::{Revisions, Step};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil;
use rustc_hash::FxHashMap;

use crate::config::{Config, Language, Vocabularies, Vocabulary, Workflow};
use crate::git::{FileHistory, History};
use crate::record::{Id, Kind, Record, Review};
use crate::source::{SitePath, UrlPath};

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
    /// Where each link of the body leads.
    pub targets: Vec<Target>,
}

/// A file that is published as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    pub file: SitePath,
    pub url: UrlPath,
    pub bytes: u64,
    /// Width and height in pixels, for images.
    pub size: Option<(usize, usize)>,
}

/// Everything that pages are drawn from.
#[derive(Debug)]
pub struct Site {
    pub config: Arc<Config>,
    pub vocabularies: Arc<Vocabularies>,
    pub workflow: Arc<Workflow>,
    pub today: civil::Date,
    history: Option<Arc<History>>,
    /// Sorted by kind and slug, each original before its translations.
    entries: Vec<Entry>,
    languages: Vec<Language>,
    /// The originals of each kind by slug.
    originals: BTreeMap<Kind, FxHashMap<Arc<str>, EntryId>>,
    /// The originals of each kind, in the order of its list.
    lists: BTreeMap<Kind, Vec<EntryId>>,
    /// What there is in each language, from A to Z.
    letters: BTreeMap<Language, Vec<Letter>>,
    /// For each original: the originals that name it in a field or link to it.
    mentions: Vec<Vec<EntryId>>,
    /// The originals that carry a term.
    terms: BTreeMap<Vocabulary, BTreeMap<Box<str>, Vec<EntryId>>>,
    assets: BTreeMap<UrlPath, Asset>,
    /// The assets by their path, for links that name a file.
    asset_files: FxHashMap<SitePath, UrlPath>,
    redirects: BTreeMap<UrlPath, EntryId>,
    /// The lists that there are: a kind has one in each language that it is written in.
    listed: BTreeSet<(Kind, Language)>,
    folders: Folders,
    menu: Vec<EntryId>,
    /// By the request that they are of; each list by stage and person.
    reviews: BTreeMap<Arc<str>, Vec<Arc<Review>>>,
    /// The way that each request has come, by the path of its file.
    steps: FxHashMap<SitePath, Vec<Step>>,
}

/// The vocabularies whose terms have pages of their own.
pub const BROWSABLE: [Vocabulary; 4] =
    [Vocabulary::Topics, Vocabulary::Countries, Vocabulary::Regions, Vocabulary::ContentTypes];

impl Site {
    #[must_use]
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.index()]
    }

    /// Every record, originals and translations, by kind and slug.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (EntryId, &Entry)> {
        self.entries.iter().enumerate().map(|(index, entry)| (EntryId(narrow(index)), entry))
    }

    /// The original of a record.
    #[must_use]
    pub fn find(&self, id: &Id) -> Option<EntryId> {
        self.named(id.kind, &id.slug)
    }

    /// The record of that kind and slug.
    #[must_use]
    pub fn named(&self, kind: Kind, slug: &str) -> Option<EntryId> {
        self.originals.get(&kind)?.get(slug).copied()
    }

    /// The record in `language`, or the original where it is not translated.
    #[must_use]
    pub fn in_language(&self, id: EntryId, language: &Language) -> EntryId {
        self.versions(id)
            .find(|&id| self.entry(id).record.language == *language)
            .unwrap_or(self.entry(id).original)
    }

    /// The record in all its languages, the original first.
    pub fn versions(&self, id: EntryId) -> impl Iterator<Item = EntryId> + use<'_> {
        let original = self.entry(id).original;
        let rest = &self.entries[original.0 as usize..];
        let count = rest.iter().take_while(|entry| entry.original == original).count();
        (original.0..original.0 + narrow(count)).map(EntryId)
    }

    /// The originals of a kind, in the order of its list.
    #[must_use]
    pub fn list(&self, kind: Kind) -> &[EntryId] {
        self.lists.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The originals that name this record or link to it, by kind and slug.
    #[must_use]
    pub fn mentions(&self, id: EntryId) -> &[EntryId] {
        &self.mentions[self.entry(id).original.0 as usize]
    }

    /// The terms of a vocabulary that some record carries, each with those records.
    pub fn terms(&self, vocabulary: Vocabulary) -> impl Iterator<Item = (&str, &[EntryId])> {
        let terms = self.terms.get(&vocabulary).into_iter().flatten();
        terms.map(|(id, entries)| (&**id, entries.as_slice()))
    }

    /// The originals that carry a term.
    #[must_use]
    pub fn with_term(&self, vocabulary: Vocabulary, id: &str) -> &[EntryId] {
        self.terms.get(&vocabulary).and_then(|terms| terms.get(id)).map_or(&[], Vec::as_slice)
    }

    #[must_use]
    pub fn asset(&self, url: &UrlPath) -> Option<&Asset> {
        self.assets.get(url)
    }

    /// The published file that `path` is the source of.
    #[must_use]
    pub fn asset_of(&self, path: &SitePath) -> Option<&Asset> {
        self.assets.get(self.asset_files.get(path)?)
    }

    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.assets.values()
    }

    /// Whether a kind has a list in that language.
    #[must_use]
    pub fn has_list(&self, kind: Kind, language: &Language) -> bool {
        self.listed.contains(&(kind, language.clone()))
    }

    /// The pages that the main menu shows, in their order.
    #[must_use]
    pub fn menu_pages(&self) -> &[EntryId] {
        &self.menu
    }

    /// The folders that pages lie in.
    #[must_use]
    pub fn folders(&self) -> &Folders {
        &self.folders
    }

    /// What git knows of a record's file.
    #[must_use]
    pub fn history(&self, id: EntryId) -> Option<&FileHistory> {
        self.history.as_ref()?.files.get(&self.entry(id).record.file)
    }

    /// The day on which a record was last changed: its own word, else git's.
    #[must_use]
    pub fn updated(&self, id: EntryId) -> Option<civil::Date> {
        let own = self.entry(id).record.common.updated.map(|date| date.0);
        own.or_else(|| Some(day(self.history(id)?.updated)))
    }

    /// The day on which a record first came in.
    #[must_use]
    pub fn created(&self, id: EntryId) -> Option<civil::Date> {
        Some(day(self.history(id)?.created))
    }

    /// The record behind an address of this site that readers may have kept.
    #[must_use]
    pub fn redirect(&self, url: &UrlPath) -> Option<EntryId> {
        self.redirects.get(url).copied()
    }

    /// The languages that something is written in, the site's own first.
    #[must_use]
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// What readers see for a term.
    #[must_use]
    pub fn label<'a>(&'a self, vocabulary: Vocabulary, id: &'a str, language: &Language) -> &'a str {
        self.vocabularies.label(vocabulary, id, language, self.config.default_language())
    }
}

/// What names are sorted by: letters with their marks stand beside those without, and scripts where
/// their sound would be.
#[must_use]
pub fn sort_key(name: &str) -> String {
    deunicode::deunicode(name).to_lowercase()
}

fn day(at: jiff::Timestamp) -> civil::Date {
    at.to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn narrow(index: usize) -> u32 {
    u32::try_from(index).expect("a site has fewer than four thousand million records")
}
