//! The names that a record is found by besides its own words: those of its kind, terms and languages, the titles of the
//! records that it names in a field, and the concepts of all these (see `concepts`).

use std::borrow::Cow;

use super::concepts::{Concepts, languages_of};
use super::document::lengths;
use super::kinds;
use crate::config::names::name_in;
use crate::config::{Language, Vocabulary};
use crate::record::{At, Value, Visitor};
use crate::site::{EntryId, Site};

/// What the analysis of documents takes from the whole site: the names of the terms of every record, the concepts, and
/// how long documents are.
pub(super) struct Names<'s> {
    site: &'s Site,
    /// By original.
    terms: Vec<Vec<(Vocabulary, &'s str)>>,
    /// How long documents of each language of the site count as.
    pub(super) lengths: Vec<f32>,
    pub(super) concepts: &'s Concepts,
}

impl<'s> Names<'s> {
    pub(super) fn new(site: &'s Site, concepts: &'s Concepts) -> Self {
        let mut terms = vec![Vec::new(); site.entries().len()];
        for vocabulary in Vocabulary::ALL {
            for (term, entries) in site.terms(vocabulary) {
                for id in entries {
                    terms[id.index()].push((vocabulary, term));
                }
            }
        }
        Self { site, terms, lengths: lengths(site), concepts }
    }

    /// The names for a record, in a language where they have one.
    pub(super) fn of(&self, id: EntryId, language: &Language) -> Vec<Cow<'s, str>> {
        let site = self.site;
        let entry = site.entry(id);
        let terms = self.terms[entry.original.index()].iter();
        let names = terms.map(|&(vocabulary, term)| Cow::from(site.label(vocabulary, term, language)));
        let mut titles = ReferencedTitles { site, language, names: names.collect() };
        entry.record.walk(&mut titles);
        let languages = languages_of(&entry.record);
        let languages = languages.iter().filter_map(|other| name_in(other, language));
        let kind = kinds::names(entry.record.id.kind, language).first().map(|name| name.as_str().into());
        titles.names.into_iter().chain(languages.map(Cow::from)).chain(kind).collect()
    }
}

/// Collects the titles of the records that a record names.
struct ReferencedTitles<'s, 'l> {
    site: &'s Site,
    language: &'l Language,
    names: Vec<Cow<'s, str>>,
}

impl<'r> Visitor<'r> for ReferencedTitles<'_, '_> {
    fn value(&mut self, value: Value<'r>, _: &At<'_>) {
        if let Value::Record(kind, slug) = value
            && let Some(id) = self.site.named(kind, slug)
        {
            let id = self.site.in_language(id, self.language);
            self.names.push(self.site.entry(id).record.common.title.as_str().into());
        }
    }
}
