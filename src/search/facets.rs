//! What results can be narrowed by. A file for each facet, which readers load when they open it: for each
//! value its id, its label in the site's own language, the labels that differ in others, and the
//! documents that have it, as distances (less one) from the one before (see `base91`).
//!
//! Kinds and languages need no file, since documents are in their order.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::base91::push;
use crate::config::Vocabulary;
use crate::record::{Fields, Kind, Named, Record};
use crate::site::{EntryId, Site};

/// The facets that have a file, in the order in which they are shown, each with the vocabulary of its
/// values.
const FACETS: [(&str, Option<Vocabulary>); 6] = [
    ("topic", Some(Vocabulary::Topics)),
    ("region", Some(Vocabulary::Regions)),
    ("country", Some(Vocabulary::Countries)),
    ("content-type", Some(Vocabulary::ContentTypes)),
    ("tool", None),
    ("status", None),
];

/// The values of a facet, each with the numbers of its documents.
type Values = BTreeMap<String, Vec<u32>>;

/// Each facet that any document has: its name and its file.
pub(super) fn all(site: &Site, documents: &[EntryId]) -> Vec<(&'static str, Value)> {
    // By original: the documents of its versions.
    let mut versions: FxHashMap<EntryId, Vec<u32>> = FxHashMap::default();
    for (&id, number) in documents.iter().zip(0..) {
        versions.entry(site.entry(id).original).or_default().push(number);
    }
    let of = |originals: &[EntryId]| {
        let documents = originals.iter().filter_map(|id| versions.get(id)).flatten().copied();
        let mut documents: Vec<u32> = documents.collect();
        documents.sort_unstable();
        documents
    };
    let facets = FACETS.map(|(name, vocabulary)| {
        let values: Values = match (name, vocabulary) {
            (_, Some(vocabulary)) => {
                site.terms(vocabulary).map(|(id, entries)| (id.to_owned(), of(entries))).collect()
            }
            ("tool", _) => {
                let tools = site.list(Kind::Tool).iter();
                let slug = |id: EntryId| site.entry(id).record.id.slug.to_string();
                tools.map(|&id| (slug(id), of(site.backlinks(id)))).collect()
            }
            _ => {
                let mut values = Values::new();
                for (&id, number) in documents.iter().zip(0..) {
                    // What a translation does not say itself, it has from its original.
                    if let Some(status) = status(site, &site.entry(site.entry(id).original).record) {
                        values.entry(status).or_default().push(number);
                    }
                }
                values
            }
        };
        let values = values.into_iter().filter(|(_, documents)| !documents.is_empty());
        let values: Vec<Value> =
            values.map(|(id, documents)| value(site, vocabulary, &id, &documents)).collect();
        (name, json!(values))
    });
    facets
        .into_iter()
        .filter(|(_, values)| values.as_array().is_some_and(|values| !values.is_empty()))
        .collect()
}

fn value(site: &Site, vocabulary: Option<Vocabulary>, id: &str, documents: &[u32]) -> Value {
    let label = |language| match vocabulary {
        Some(vocabulary) => Some(site.label(vocabulary, id, language)),
        None => site
            .named(Kind::Tool, id)
            .map(|tool| site.entry(site.in_language(tool, language)).record.common.title.as_str()),
    };
    let own = label(site.config.default_language());
    let others = site.languages().iter().filter(|language| label(language) != own);
    let others: BTreeMap<&str, Option<&str>> =
        others.map(|language| (language.as_str(), label(language))).collect();
    let mut encoded = String::new();
    let mut next = 0;
    for &document in documents {
        push(&mut encoded, document - next);
        next = document + 1;
    }
    json!([id, own, others, encoded])
}

/// The status of a record as `KIND-STATUS`; the words for it are those of the page.
fn status(site: &Site, record: &Record) -> Option<String> {
    let status = match &record.fields {
        Fields::Request(request) => request.state(&site.workflow),
        Fields::Guide(guide) => guide.confidence?.name(),
        Fields::Tool(tool) => tool.health?.name(),
        Fields::Group(group) => group.status?.name(),
        Fields::Upload(upload) => upload.state?.name(),
        Fields::Case(_)
        | Fields::Clinic(_)
        | Fields::Person(_)
        | Fields::Meeting(_)
        | Fields::Partner(_)
        | Fields::Page(_) => return None,
    };
    Some(format!("{}-{status}", record.id.kind.name()))
}
