//! The links from the home page to a record.

use super::page;
use crate::record::Kind;
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::link;
use crate::site::EntryId;

/// The links from the home page to a record, without the record itself.
pub(crate) fn breadcrumbs(cx: &Context<'_>, id: EntryId) -> Vec<Html> {
    match cx.site.entry(id).record.id.kind {
        Kind::Page => page::above(cx, id),
        kind => vec![link::localized(cx, &cx.kind_name(kind), &cx.list_url(kind))],
    }
}
