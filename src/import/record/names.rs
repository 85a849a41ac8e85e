//! Names that the site knows: its terms and tools, and which of them a text mentions.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;

use super::{Composer, short};
use crate::config::{Vocabulary, plain_name};
use crate::record::Kind;

impl Composer<'_> {
    /// The terms of a vocabulary, each with its names in plain form.
    pub(super) fn terms(&self, vocabulary: Vocabulary) -> Vec<(String, Vec<String>)> {
        let terms = self.site.vocabularies.terms(vocabulary);
        let named = terms.map(|(id, term)| {
            let names = term.label.texts().chain(term.also.iter().map(String::as_str));
            (id.to_owned(), names.map(plain_name).chain([plain_name(id)]).collect())
        });
        named.collect()
    }

    /// The tools of the site, each with its name in plain form.
    pub(super) fn tools(&self) -> Vec<(String, String)> {
        let tools = self.site.list(Kind::Tool).iter().map(|id| &self.site.entry(*id).record);
        tools.map(|tool| (tool.id.slug.to_string(), plain_name(&tool.common.title))).collect()
    }

    /// Names of the site that a text mentions.
    pub(super) fn mentioned(&self, text: &str) -> Vec<String> {
        /// Shorter names are words, too.
        const SHORTEST: usize = 4;
        let mut names: Vec<(&'static str, String, String)> = Vec::new();
        if self.kind.field("countries").is_some() {
            for (id, all) in self.terms(Vocabulary::Countries) {
                names.extend(all.into_iter().map(|name| ("countries", id.clone(), name)));
            }
        }
        if self.kind.field("tools").is_some() {
            names.extend(self.tools().into_iter().map(|(slug, name)| ("tools", slug, name)));
        }
        names.retain(|(_, _, name)| name.chars().count() >= SHORTEST);
        let patterns = names.iter().map(|(_, _, name)| format!(" {name} "));
        let Ok(finder) = AhoCorasick::new(patterns) else { return Vec::new() };
        let text = format!(" {} ", plain_name(text));
        let mut found: BTreeSet<(&str, &str)> = BTreeSet::new();
        for place in finder.find_overlapping_iter(&text) {
            let (field, id, _) = &names[place.pattern().as_usize()];
            found.insert((field, id));
        }
        let set = |field: &str| self.fields.iter().any(|(known, _)| known.name == field);
        let of = |field: &'static str| {
            let ids: Vec<String> =
                found.iter().filter(|(known, _)| *known == field).map(|(_, id)| (*id).to_owned()).collect();
            (!ids.is_empty() && !set(field)).then(|| format!("`{field}`: {}", short(ids)))
        };
        ["countries", "tools"].into_iter().filter_map(of).collect()
    }
}
