//! The records that name a record or link to it.

use serde::Serialize;

use super::tool;
use crate::desk::uploads;
use crate::record::Kind;
use crate::render::component::item;
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::link;
use crate::site::{ENTRIES_PER_PAGE, EntryId, PageKind};

/// How many records of one kind a page names before it leads to the rest.
const NAMED: usize = 8;

/// Links to records of one kind, below the kind's name.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Backlinks {
    /// The kind of record: `case`, `guide`, …
    kind: &'static str,
    /// The name of the kind.
    heading: Html,
    /// The links to them.
    links: Vec<Html>,
}

/// What names a record or links to it: where that is more than a page holds, the first few and a link to all.
pub(crate) fn backlinks(cx: &Context<'_>, id: EntryId) -> Vec<Backlinks> {
    let backlinks = cx.site.backlinks(id);
    let all = (backlinks.len() > ENTRIES_PER_PAGE).then(|| cx.url_of(PageKind::Backlinks(id)));
    // Those that have a section of their own on the page, those that it names itself and the series that it is in stand
    // there already.
    let mut on_page = uploads::of(cx.site, id);
    on_page.extend(cx.site.named_by(id));
    on_page.extend(cx.site.places(id).map(|place| place.series));
    if cx.site.entry(id).record.id.kind == Kind::Tool {
        on_page.extend(tool::knowers_of(cx, id));
    }
    let backlinks: Vec<EntryId> = backlinks.iter().copied().filter(|id| !on_page.contains(id)).collect();
    let links = |(kind, ids): (Kind, Vec<EntryId>)| {
        let shown = if all.is_some() { ids.len().min(NAMED) } else { ids.len() };
        let mut links: Vec<Html> = ids[..shown].iter().map(|&id| link::record(cx, id)).collect();
        if let Some(all) = all.as_ref().filter(|_| shown < ids.len()) {
            let text = cx.words().with("mentions-more", &[("count", ids.len().into())]);
            links.push(link::localized(cx, &text, all));
        }
        Backlinks { kind: kind.name(), heading: cx.localized(&cx.kind_name(kind)), links }
    };
    item::split_by_kind(cx, &backlinks).into_iter().map(links).collect()
}
