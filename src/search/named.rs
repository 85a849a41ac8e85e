//! What the dictionary has of the concepts of the glossary: the forms that their names begin with, and the
//! documents that have them.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::concepts::Concepts;
use super::inverted::{Group, Inverted};

/// What the dictionary says of a form that begins a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Beginning {
    /// The forms of the other words, in the order of [`in_queries`](super::concepts::Name::in_queries).
    pub(super) rest: Vec<String>,
    /// The number of the concept in [`Named`].
    pub(super) concept: usize,
}

/// What the dictionary has of concepts.
pub(super) struct Named<'i> {
    /// By form.
    pub(super) beginnings: BTreeMap<String, Vec<Beginning>>,
    pub(super) concepts: Vec<NamedConcept<'i>>,
}

pub(super) struct NamedConcept<'i> {
    pub(super) group: &'i Group,
    pub(super) id: &'i str,
}

impl<'i> Named<'i> {
    /// Those that any document has, by their names as queries are searched for them.
    pub(super) fn new(all: &'i Concepts, inverted: &'i Inverted, stop_words: &[String]) -> Self {
        let mut beginnings: BTreeMap<String, Vec<Beginning>> = BTreeMap::new();
        let mut by_key: FxHashMap<&str, Vec<Beginning>> = FxHashMap::default();
        let mut concepts = Vec::new();
        for concept in &all.concepts {
            let Some(group) = inverted.group(&concept.key).filter(|group| !group.postings.text.is_empty())
            else {
                continue;
            };
            for name in &concept.names {
                let words = name.in_queries(|form| stop_words.iter().any(|other| other == form));
                let rest = words[1..].iter().map(|word| word.form.clone()).collect();
                let beginning = Beginning { rest, concept: concepts.len() };
                by_key.entry(&words[0].key).or_default().push(beginning.clone());
                beginnings.entry(words[0].form.clone()).or_default().push(beginning);
            }
            concepts.push(NamedConcept { group, id: &concept.id });
        }
        for form in &inverted.forms {
            for (group, _) in &form.groups {
                if let Some(same) = by_key.get(&*inverted.groups[*group as usize].key) {
                    beginnings.entry(form.text.to_string()).or_default().extend_from_slice(same);
                }
            }
        }
        for list in beginnings.values_mut() {
            list.sort();
            list.dedup();
        }
        Self { beginnings, concepts }
    }
}
