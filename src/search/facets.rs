//! What results can be narrowed by. A file for each facet, which readers load when they open it: for each
//! value its id, its label in the site's own language, the labels that differ in others, and the
//! documents that have it, as distances (less one) from the one before (see `base91`).
//!
//! Kinds and languages need no file, since documents are in their order.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::base91::push;
use crate::config::names::{name_in, own_name};
use crate::config::{Language, Vocabulary};
use crate::record::{Fields, Kind, Named, Person, Record};
use crate::site::{EntryId, Site};

/// The facets that have a file, in the order in which they are shown, each with what its values are.
const FACETS: [(&str, Of); 8] = [
    ("topic", Of::Terms(Vocabulary::Topics)),
    ("region", Of::Terms(Vocabulary::Regions)),
    ("country", Of::Terms(Vocabulary::Countries)),
    ("knows", Of::Knowledge),
    ("speaks", Of::Speech),
    ("content-type", Of::Terms(Vocabulary::ContentTypes)),
    ("tool", Of::Tools),
    ("status", Of::Statuses),
];

/// What the values of a facet are.
#[derive(Clone, Copy)]
enum Of {
    Terms(Vocabulary),
    Tools,
    /// What people know: tools and topics, as `tools/SLUG` and `topics/ID`.
    Knowledge,
    /// The languages that people speak.
    Speech,
    Statuses,
}

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
    let facets = FACETS.map(|(name, kind)| {
        let values: Values = match kind {
            Of::Terms(vocabulary) => {
                site.terms(vocabulary).map(|(id, entries)| (id.to_owned(), of(entries))).collect()
            }
            Of::Tools => {
                let tools = site.list(Kind::Tool).iter();
                let slug = |id: EntryId| site.entry(id).record.id.slug.to_string();
                tools.map(|&id| (slug(id), of(site.backlinks(id)))).collect()
            }
            Of::Knowledge | Of::Speech => {
                let mut values = Values::new();
                for &id in site.list(Kind::Person) {
                    let Fields::Person(person) = &site.entry(id).record.fields else { continue };
                    let ids = if matches!(kind, Of::Speech) { spoken(person) } else { known(site, person) };
                    for value in ids {
                        values.entry(value).or_default().extend(of(&[id]));
                    }
                }
                for documents in values.values_mut() {
                    documents.sort_unstable();
                }
                values
            }
            Of::Statuses => {
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
        let values: Vec<Value> = values.map(|(id, documents)| value(site, kind, &id, &documents)).collect();
        (name, json!(values))
    });
    facets
        .into_iter()
        .filter(|(_, values)| values.as_array().is_some_and(|values| !values.is_empty()))
        .collect()
}

/// The languages that somebody speaks.
fn spoken(person: &Person) -> BTreeSet<String> {
    person.languages.iter().map(ToString::to_string).collect()
}

/// What somebody knows, by the names that the records have now.
fn known(site: &Site, person: &Person) -> BTreeSet<String> {
    let tools = person.knows.tools.iter().filter_map(|tool| site.named(Kind::Tool, &tool.0));
    let tools = tools.map(|id| format!("tools/{}", site.entry(id).record.id.slug));
    tools.chain(person.knows.topics.iter().map(|topic| format!("topics/{}", topic.0))).collect()
}

/// What readers of a language call a value; none for statuses, whose words are those of the page.
fn label<'a>(site: &'a Site, of: Of, id: &'a str, language: &Language) -> Option<Cow<'a, str>> {
    let tool = |slug| {
        let tool = site.named(Kind::Tool, slug)?;
        Some(site.entry(site.in_language(tool, language)).record.common.title.as_str().into())
    };
    let term = |vocabulary, id| Some(site.label(vocabulary, id, language).into());
    match of {
        Of::Terms(vocabulary) => term(vocabulary, id),
        Of::Tools => tool(id),
        Of::Knowledge => match id.split_once('/')? {
            ("tools", slug) => tool(slug),
            (_, id) => term(Vocabulary::Topics, id),
        },
        Of::Speech => {
            let spoken = Language::parse(id)?;
            Some(name_in(&spoken, language).unwrap_or_else(|| own_name(&spoken)).into())
        }
        Of::Statuses => None,
    }
}

fn value(site: &Site, of: Of, id: &str, documents: &[u32]) -> Value {
    let label = |language| label(site, of, id, language);
    let own = label(site.config.default_language());
    let others = site.languages().iter().filter(|language| label(language) != own);
    let others: BTreeMap<&str, Option<Cow<'_, str>>> =
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
