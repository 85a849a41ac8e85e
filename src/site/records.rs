//! The first stage: the records that make up the site, numbered, each with its address.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::choose::Chosen;
use super::{Entry, EntryId, narrow};
use crate::config::{Config, Language};
use crate::record::{Id, Kind, Record};
use crate::source::SitePath;

/// Every record of the site, before anything is known of how they hang together.
#[derive(Debug)]
pub(super) struct Records {
    /// Sorted by kind and slug, each original before its translations.
    pub(super) entries: Vec<Entry>,
    /// The language of originals.
    pub(super) default: Language,
    /// The languages that something is written in, the site's own first.
    pub(super) languages: Vec<Language>,
    /// The originals of each kind by slug.
    originals: BTreeMap<Kind, FxHashMap<Arc<str>, EntryId>>,
    /// The same by the slugs that they had before, as far as nothing else is called that.
    former: BTreeMap<Kind, FxHashMap<String, EntryId>>,
    /// Translations that are no part of the site yet.
    pub(super) drafts: FxHashMap<(Id, Language), SitePath>,
    /// What is there but not part of the site, so that nobody is blamed for naming it.
    pub(super) hidden: FxHashSet<Id>,
    /// Those of `hidden` that could not be used; the others are drafts.
    pub(super) broken: Vec<Id>,
}

impl Records {
    pub(super) fn new(chosen: Chosen, config: &Config) -> Self {
        let default = config.default_language().clone();
        let with_url = |record: Arc<Record>| (record.id.url(&record.language, &default), record);
        let numbered: Vec<_> = chosen.records.into_par_iter().map(with_url).collect();
        let mut originals: BTreeMap<Kind, FxHashMap<Arc<str>, EntryId>> = BTreeMap::new();
        let mut entries = Vec::with_capacity(numbered.len());
        let mut original = EntryId(0);
        for (index, (url, record)) in numbered.into_iter().enumerate() {
            if !record.is_translation() {
                original = EntryId(narrow(index));
                originals.entry(record.id.kind).or_default().insert(Arc::clone(&record.id.slug), original);
            }
            entries.push(Entry { record, url, original });
        }
        let mut former: BTreeMap<Kind, FxHashMap<String, EntryId>> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let (record, id) = (&entry.record, EntryId(narrow(index)));
            for slug in record.former_slugs().filter(|_| entry.original == id) {
                let is_another = originals.get(&record.id.kind).is_some_and(|own| own.contains_key(&*slug))
                    || chosen.hidden.contains(&Id { kind: record.id.kind, slug: slug.as_str().into() });
                if !is_another {
                    former.entry(record.id.kind).or_default().entry(slug).or_insert(id);
                }
            }
        }
        let written: BTreeSet<&Language> = entries.iter().map(|entry| &entry.record.language).collect();
        let shown = |language: &&Language| **language == default || written.contains(language);
        let languages = config.languages.iter().filter(shown).cloned().collect();
        let (drafts, hidden, broken) = (chosen.drafts, chosen.hidden, chosen.broken);
        Self { entries, default, languages, originals, former, drafts, hidden, broken }
    }

    pub(super) fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.index()]
    }

    pub(super) fn ids(&self) -> impl ExactSizeIterator<Item = (EntryId, &Entry)> {
        self.entries.iter().enumerate().map(|(index, entry)| (EntryId(narrow(index)), entry))
    }

    /// The original of that kind and slug, or the one that was called so before.
    pub(super) fn named(&self, kind: Kind, slug: &str) -> Option<EntryId> {
        let former = || self.former.get(&kind)?.get(slug).copied();
        self.called(kind, slug).or_else(former)
    }

    /// The original of that kind and slug.
    pub(super) fn called(&self, kind: Kind, slug: &str) -> Option<EntryId> {
        self.originals.get(&kind)?.get(slug).copied()
    }

    /// The kinds that have a record.
    pub(super) fn kinds(&self) -> impl Iterator<Item = Kind> {
        self.originals.keys().copied()
    }

    /// The originals of a kind, by slug.
    pub(super) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (EntryId, &Entry)> {
        let start = self.entries.partition_point(|entry| entry.record.id.kind < kind);
        let of_kind = (start..).zip(&self.entries[start..]);
        of_kind
            .take_while(move |(_, entry)| entry.record.id.kind == kind)
            .map(|(index, entry)| (EntryId(narrow(index)), entry))
            .filter(|(id, entry)| entry.original == *id)
    }

    /// The slugs of a kind, sorted.
    pub(super) fn slugs(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.of_kind(kind).map(|(_, entry)| &*entry.record.id.slug)
    }

    /// The record in all its languages, the original first.
    pub(super) fn versions(&self, id: EntryId) -> impl Iterator<Item = EntryId> + use<'_> {
        let original = self.entry(id).original;
        let rest = &self.entries[original.index()..];
        let count = rest.iter().take_while(|entry| entry.original == original).count();
        (original.0..original.0 + narrow(count)).map(EntryId)
    }

    /// The record in `language`, or the original where it is not translated.
    pub(super) fn in_language(&self, id: EntryId, language: &Language) -> EntryId {
        self.versions(id)
            .find(|&id| self.entry(id).record.language == *language)
            .unwrap_or(self.entry(id).original)
    }

    /// What [`in_language`](Self::in_language) gives for each original, by its number.
    pub(super) fn all_in_language(&self, language: &Language) -> Vec<EntryId> {
        let mut all: Vec<EntryId> = self.entries.iter().map(|entry| entry.original).collect();
        for (id, entry) in self.ids().filter(|(_, entry)| entry.record.language == *language) {
            all[entry.original.index()] = id;
        }
        all
    }
}
