//! The kinds of records, each with what it is for.

use serde::Serialize;

use crate::record::Kind;
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::Html;

/// A kind of record with what it is for.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct KindCard {
    /// The kind of record: `case`, `guide`, …
    kind: &'static str,
    /// Its name.
    name: Html,
    /// What it is for.
    text: Html,
    /// The address of its list.
    url: String,
    /// How many records it has.
    count: usize,
}

/// The kinds that have records, each with what it is for.
pub(crate) fn cards(cx: &Context<'_>) -> Vec<KindCard> {
    let card = |kind: Kind| {
        let count = cx.site.list(kind).len();
        (count > 0 && kind != Kind::Page).then(|| KindCard {
            kind: kind.name(),
            name: cx.localized(&cx.kind_name(kind)),
            text: cx.message(&format!("kind-{}-text", kind.name())),
            url: href(&cx.list_url(kind)),
            count,
        })
    };
    Kind::ALL.into_iter().filter_map(card).collect()
}
