//! The names that a record is found by besides its own words: those of its terms, with all that a
//! vocabulary says they are called as well, and those of the records that it names in a field.

use crate::config::{Language, Vocabulary};
use crate::record::Kind;
use crate::record::reference::{At, Visitor};
use crate::site::{EntryId, Site};

/// The terms of every record.
pub(super) struct Names<'s> {
    site: &'s Site,
    /// By original.
    terms: Vec<Vec<(Vocabulary, &'s str)>>,
}

impl<'s> Names<'s> {
    pub(super) fn new(site: &'s Site) -> Self {
        let mut terms = vec![Vec::new(); site.entries().len()];
        for vocabulary in Vocabulary::ALL {
            for (term, entries) in site.terms(vocabulary) {
                for id in entries {
                    terms[id.index()].push((vocabulary, term));
                }
            }
        }
        Self { site, terms }
    }

    /// The names for a record, in a language where they have one.
    pub(super) fn of(&self, id: EntryId, language: &Language) -> Vec<&'s str> {
        let site = self.site;
        let entry = site.entry(id);
        let mut names = Vec::new();
        for &(vocabulary, term) in &self.terms[entry.original.index()] {
            names.push(site.label(vocabulary, term, language));
            if let Some(term) = site.vocabularies.get(vocabulary, term) {
                names.extend(term.also.iter().map(String::as_str));
            }
        }
        let mut named = Named { site, language, names };
        entry.record.visit(&mut named);
        named.names
    }
}

/// Collects the titles of the records that a record names.
struct Named<'s, 'l> {
    site: &'s Site,
    language: &'l Language,
    names: Vec<&'s str>,
}

impl Visitor for Named<'_, '_> {
    fn reference(&mut self, kind: Kind, slug: &str, _: &At<'_>) {
        if let Some(id) = self.site.named(kind, slug) {
            let id = self.site.in_language(id, self.language);
            self.names.push(&self.site.entry(id).record.common.title);
        }
    }

    fn term(&mut self, _: Vocabulary, _: &str, _: &At<'_>) {}
    fn language(&mut self, _: &Language, _: &At<'_>) {}
    fn file(&mut self, _: &str, _: &At<'_>) {}
    fn state(&mut self, _: &str, _: &At<'_>) {}
}
