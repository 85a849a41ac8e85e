//! Records in lists.

use serde::Serialize;

use crate::config::Language;
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::language;
use crate::render::link;
use crate::render::record::meta;
use crate::render::template::{self, View};
use crate::site::EntryId;

/// A record in a list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Item<'a> {
    /// The kind of record: `case`, `guide`, …
    kind: &'static str,
    /// The link to it, and whether it is a draft.
    link: Html,
    /// The language of the record, where it is not the page's.
    lang: Option<&'a str>,
    /// The direction of that language.
    dir: Option<&'static str>,
    /// Its summary, or the beginning of its text.
    summary: Option<&'a str>,
    /// The few words that tell it from others.
    meta: Vec<Html>,
}

/// A record as a row of a list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ItemView<'a> {
    item: Item<'a>,
    /// The level of its heading.
    level: u8,
}

impl View for ItemView<'_> {
    const TEMPLATE: &'static str = "item.html";
}

/// Records of one kind, below the kind's name.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Items {
    /// The kind of record: `case`, `guide`, …
    pub(crate) kind: &'static str,
    /// The name of the kind.
    pub(crate) heading: Html,
    /// Rows, each made by `item.html`.
    pub(crate) items: Vec<Html>,
    /// The link to the rest, when these are not all.
    pub(crate) more: Option<Html>,
}

/// A record in a list.
pub(crate) fn item<'a>(cx: &Context<'a>, id: EntryId) -> Item<'a> {
    let site = cx.site;
    let record = &site.entry(cx.local(id)).record;
    let language = cx.other_language(record);
    // The reader is told before the link is followed.
    let named = language.map(|language| language::phrase(cx, language)).into_iter();
    Item {
        kind: record.id.kind.name(),
        link: link::record(cx, id),
        lang: language.map(Language::as_str),
        dir: language.map(|language| language.direction().attribute()),
        summary: record
            .common
            .summary
            .as_deref()
            .or(Some(record.body.plain()).filter(|text| !text.is_empty())),
        meta: named.chain(meta::meta(cx, record)).collect(),
    }
}

/// A record as a row of a list; its name is a heading of that level, 2 or 3.
pub(crate) fn row(cx: &Context<'_>, id: EntryId, level: u8) -> Result<Html, Box<Diagnostic>> {
    cx.cache.rows[usize::from(level > 2)]
        .try_get(cx.local(id), || template::part(cx, &ItemView { item: item(cx, id), level }))
}

pub(crate) fn rows(cx: &Context<'_>, ids: &[EntryId], level: u8) -> Result<Vec<Html>, Box<Diagnostic>> {
    ids.iter().map(|&id| row(cx, id, level)).collect()
}

/// Records below the names of their kinds.
pub(crate) fn by_kind(cx: &Context<'_>, ids: &[EntryId]) -> Result<Vec<Items>, Box<Diagnostic>> {
    let items = |(kind, ids): (Kind, Vec<EntryId>)| {
        Ok(Items {
            kind: kind.name(),
            heading: cx.localized(&cx.kind_name(kind)),
            items: rows(cx, &ids, 3)?,
            more: None,
        })
    };
    split_by_kind(cx, ids).into_iter().map(items).collect()
}

pub(crate) fn split_by_kind(cx: &Context<'_>, ids: &[EntryId]) -> Vec<(Kind, Vec<EntryId>)> {
    let mut groups: Vec<(Kind, Vec<EntryId>)> = Kind::ALL.map(|kind| (kind, Vec::new())).into();
    for &id in ids {
        let kind = cx.site.entry(id).record.id.kind;
        groups.iter_mut().filter(|(of, _)| *of == kind).for_each(|(_, ids)| ids.push(id));
    }
    groups.retain(|(_, ids)| !ids.is_empty());
    groups
}
