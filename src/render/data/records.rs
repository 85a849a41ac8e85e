//! The records as JSON, one file a kind and one of all, for programs that want to use them.

use std::sync::OnceLock;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::record::Kind;
use crate::render::href::absolute;
use crate::site::{EntryId, Site};

/// The version of the form of these files. It grows when a field goes or changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Record<'s> {
    kind: &'static str,
    id: &'s str,
    url: String,
    language: &'s str,
    translations: Map<String, Value>,
    title: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'s str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    also: &'s [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    topics: &'s [crate::record::reference::Topic],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    sources: &'s [crate::record::Source],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pictures: &'s [crate::record::Credit],
    fields: &'s crate::record::Fields,
    #[serde(skip_serializing_if = "Map::is_empty")]
    extra: &'s Map<String, Value>,
}

/// The records of each kind, as they stand in its file and in that of all kinds.
#[derive(Default)]
pub(crate) struct Records([OnceLock<Vec<u8>>; Kind::ALL.len()]);

impl Records {
    /// The records of a kind, separated by commas.
    fn of(&self, site: &Site, kind: Kind) -> &[u8] {
        let place = Kind::ALL.iter().position(|other| *other == kind).unwrap_or_default();
        self.0[place].get_or_init(|| {
            let mut json = Vec::new();
            for &id in site.list(kind) {
                if !json.is_empty() {
                    json.push(b',');
                }
                // Writing into memory cannot fail, and all keys are texts.
                let _ = serde_json::to_writer(&mut json, &record(site, id));
            }
            json
        })
    }

    /// The JSON of a kind, or of all kinds.
    pub(crate) fn json(&self, site: &Site, kind: Option<Kind>) -> Vec<u8> {
        let kinds = kind.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
        let parts = kinds.into_iter().map(|kind| self.of(site, kind)).filter(|part| !part.is_empty());
        let parts: Vec<&[u8]> = parts.collect();
        let default = site.config.default_language();
        let title = Value::from(site.config.title.get(default, default));
        let mut json = Vec::with_capacity(parts.iter().map(|part| part.len() + 1).sum::<usize>() + 100);
        json.extend(format!("{{\"version\":{VERSION},\"site\":{title},\"records\":[").into_bytes());
        for (index, part) in parts.iter().enumerate() {
            json.extend_from_slice(if index > 0 { b"," } else { b"" });
            json.extend_from_slice(part);
        }
        json.extend_from_slice(b"]}\n");
        json
    }
}

fn record(site: &Site, id: EntryId) -> Record<'_> {
    let entry = site.entry(id);
    let record = &*entry.record;
    // Where the site's address is known, whole addresses; else from the site's root.
    let url = |id: EntryId| absolute(site, &site.entry(id).url);
    let translations = site.versions(id).skip(1).map(|version| {
        let language = site.entry(version).record.language.to_string();
        (language, Value::from(url(version)))
    });
    Record {
        kind: record.id.kind.name(),
        id: &record.id.slug,
        url: url(id),
        language: record.language.as_str(),
        translations: translations.collect(),
        title: &record.common.title,
        summary: record.common.summary.as_deref(),
        also: &record.common.also,
        updated: site.updated(id).map(|day| day.to_string()),
        topics: &record.common.topics,
        sources: &record.common.sources,
        pictures: &record.common.pictures,
        fields: &record.fields,
        extra: &record.common.extra,
    }
}
