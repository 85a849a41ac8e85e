//! The records as JSON, one file a kind and one of all, for programs that want to use them.

use std::sync::OnceLock;

use serde::Serialize;
use serde_json::{Map, Value};

use super::draw::Draw;
use super::phrase::{Value as Phrase, push};
use super::shared::way_to;
use super::theme::escape;
use super::view::{DataKind, DataView, Html};
use crate::record::Kind;
use crate::site::{EntryId, PageKind, Site};

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
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    topics: &'s [crate::record::reference::Topic],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    sources: &'s [crate::record::Source],
    fields: &'s crate::record::Fields,
    #[serde(skip_serializing_if = "Map::is_empty")]
    extra: &'s Map<String, Value>,
}

/// The records of each kind, as they stand in its file and in that of all kinds.
#[derive(Default)]
pub(super) struct Records([OnceLock<Vec<u8>>; Kind::ALL.len()]);

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
    pub(super) fn json(&self, site: &Site, kind: Option<Kind>) -> Vec<u8> {
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
    let url = |id: EntryId| address(site, &site.entry(id).url);
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
        updated: site.updated(id).map(|day| day.to_string()),
        topics: &record.common.topics,
        sources: &record.common.sources,
        fields: &record.fields,
        extra: &record.common.extra,
    }
}

/// A page's whole address, or its address from the site's root where the site has none.
pub(super) fn address(site: &Site, url: &crate::source::UrlPath) -> String {
    site.config.base_url.as_ref().map_or_else(|| url.to_string(), |base| url.absolute(base))
}

impl Draw<'_> {
    pub(super) fn data_view(&self) -> DataView {
        let file = |kind: Option<Kind>| {
            let page = crate::site::Page { kind: PageKind::Data(kind), ..self.page.clone() };
            self.site.url(&page)
        };
        let all = file(None);
        let kinds = Kind::ALL.into_iter().filter(|kind| !self.site.list(*kind).is_empty());
        let kinds: Vec<DataKind> = kinds
            .map(|kind| DataKind {
                heading: self.own(&self.kind_name(kind)),
                url: way_to(&file(Some(kind))),
                count: self.site.list(kind).len(),
                fields: fields(kind),
            })
            .collect();
        let files = std::iter::once(&all).cloned().chain(
            Kind::ALL
                .into_iter()
                .filter(|kind| !self.site.list(*kind).is_empty())
                .map(|kind| file(Some(kind))),
        );
        DataView {
            files: files
                .map(|url| {
                    let link = Some(way_to(&url).into());
                    Phrase { text: url.as_str().into(), url: link, ..Phrase::default() }.html()
                })
                .collect(),
            kinds,
        }
    }
}

/// The fields of a kind and what they hold, as its schema tells.
fn fields(kind: Kind) -> Vec<(String, Html)> {
    let schema = kind.schema();
    let properties = schema.get("properties").and_then(Value::as_object);
    let described = properties.into_iter().flatten().map(|(name, schema)| {
        let text = schema.get("description").and_then(Value::as_str).unwrap_or_default();
        (name.clone(), described_in_html(text))
    });
    described.collect()
}

/// A description as it stands in the schema, with what is between backticks as code.
fn described_in_html(text: &str) -> Html {
    let mut html = String::new();
    for (index, part) in text.replace('\n', " ").split('`').enumerate() {
        let part = escape(part);
        if index % 2 == 1 {
            push(&mut html, &["<code>", &part, "</code>"]);
        } else {
            html.push_str(&part);
        }
    }
    Html::new(&html)
}
