//! The names that a record is found by besides its own words: those of its terms, with all that a
//! vocabulary says they are called as well, those of the records that it names in a field, and the concepts of
//! the glossary.

use rustc_hash::FxHashMap;

use super::analysis::forms;
use super::concepts::Concepts;
use crate::config::{Language, Vocabulary};
use crate::record::{At, Value, Visitor};
use crate::site::{EntryId, Site};

/// The names of the terms of every record.
pub(super) struct Names<'s> {
    site: &'s Site,
    /// By original.
    terms: Vec<Vec<(Vocabulary, &'s str)>>,
    /// Names that mean their term wherever they stand, by their first form.
    proper: FxHashMap<String, Vec<ProperName<'s>>>,
    pub(super) concepts: Concepts,
}

/// A name of several words, or of capitals alone. `Images` may stand in any text; `Wiki Loves Monuments`
/// and `WLM` are one thing.
#[derive(Debug)]
pub(super) struct ProperName<'s> {
    /// The forms of its words, one behind the other.
    pub(super) forms: Vec<String>,
    /// What else the term is called in this way.
    pub(super) others: Vec<&'s str>,
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
        Self { site, terms, proper: proper(site), concepts: Concepts::new(site) }
    }

    /// The names that begin with a form.
    pub(super) fn beginning(&self, form: &str) -> &[ProperName<'s>] {
        self.proper.get(form).map_or(&[], Vec::as_slice)
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
        let mut visitor = ReferencedTitles { site, language, names };
        entry.record.walk(&mut visitor);
        visitor.names
    }
}

/// The names of all terms that mean their term wherever they stand.
fn proper(site: &Site) -> FxHashMap<String, Vec<ProperName<'_>>> {
    let mut proper: FxHashMap<String, Vec<ProperName<'_>>> = FxHashMap::default();
    for vocabulary in Vocabulary::ALL {
        for (_, term) in site.vocabularies.terms(vocabulary) {
            let also = term.also.iter().map(String::as_str);
            let mut names: Vec<&str> =
                term.label.texts().chain(also).filter(|name| is_proper(name)).collect();
            names.sort_unstable();
            names.dedup();
            for name in &names {
                let others = names.iter().filter(|other| other != &name).copied().collect::<Vec<_>>();
                let forms = forms(name);
                if !others.is_empty() {
                    proper.entry(forms[0].clone()).or_default().push(ProperName { forms, others });
                }
            }
        }
    }
    proper
}

fn is_proper(name: &str) -> bool {
    let words = forms(name).len();
    let capitals = name.chars().filter(|letter| letter.is_uppercase()).count();
    words > 1 || words == 1 && capitals > 1
}

/// Collects the titles of the records that a record names.
struct ReferencedTitles<'s, 'l> {
    site: &'s Site,
    language: &'l Language,
    names: Vec<&'s str>,
}

impl<'r> Visitor<'r> for ReferencedTitles<'_, '_> {
    fn value(&mut self, value: Value<'r>, _: &At<'_>) {
        if let Value::Record(kind, slug) = value
            && let Some(id) = self.site.named(kind, slug)
        {
            let id = self.site.in_language(id, self.language);
            self.names.push(&self.site.entry(id).record.common.title);
        }
    }
}
