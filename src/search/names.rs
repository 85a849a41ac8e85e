//! The names that a record is found by besides its own words: those of its kind, terms and languages, the titles of the
//! records that it names in a field, and the concepts of all these (see `concepts`).

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::concepts::Concepts;
use super::kinds;
use crate::config::names::name_in;
use crate::config::{Language, Vocabulary};
use crate::record::{At, Value, Visitor};
use crate::site::{EntryId, Site};

/// The names of the terms of every record.
pub(super) struct Names<'s> {
    site: &'s Site,
    /// By original.
    terms: Vec<Vec<(Vocabulary, &'s str)>>,
    pub(super) concepts: Concepts,
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
        Self { site, terms, concepts: Concepts::new(site) }
    }

    /// The names for a record, in a language where they have one.
    pub(super) fn of(&self, id: EntryId, language: &Language) -> Vec<Cow<'s, str>> {
        let site = self.site;
        let entry = site.entry(id);
        let terms = self.terms[entry.original.index()].iter();
        let names = terms.map(|&(vocabulary, term)| Cow::from(site.label(vocabulary, term, language)));
        let mut named = Named { site, language, names: names.collect(), languages: BTreeSet::new() };
        entry.record.walk(&mut named);
        let languages = named.languages.iter().filter_map(|other| name_in(other, language));
        let kind = kinds::names(entry.record.id.kind, language).first().map(|name| name.as_str().into());
        named.names.into_iter().chain(languages.map(Cow::from)).chain(kind).collect()
    }
}

/// The languages that records name.
pub(super) fn languages_of(site: &Site) -> BTreeSet<&Language> {
    let mut named = Named {
        site,
        language: site.config.default_language(),
        names: Vec::new(),
        languages: BTreeSet::new(),
    };
    for (_, entry) in site.entries() {
        entry.record.fields.walk(&mut named);
    }
    named.languages
}

/// Collects the titles of the records that a record names, and the languages.
struct Named<'s, 'l> {
    site: &'s Site,
    language: &'l Language,
    names: Vec<Cow<'s, str>>,
    languages: BTreeSet<&'s Language>,
}

impl<'s> Visitor<'s> for Named<'s, '_> {
    fn value(&mut self, value: Value<'s>, _: &At<'_>) {
        match value {
            Value::Record(kind, slug) => {
                if let Some(id) = self.site.named(kind, slug) {
                    let id = self.site.in_language(id, self.language);
                    self.names.push(self.site.entry(id).record.common.title.as_str().into());
                }
            }
            Value::Language(language) => {
                self.languages.insert(language);
            }
            _ => {}
        }
    }
}
