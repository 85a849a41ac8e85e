//! Guides to begin with: what one wants to do, in the words of their titles.

use std::cmp::Reverse;

use serde::Serialize;

use crate::record::{Confidence, Fields, Kind};
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::link;
use crate::site::EntryId;

/// How many guides are shown.
const MOST: usize = 8;

/// Fewer than these are found by the list as well.
const FEWEST: usize = 3;

/// Guides to begin with.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Learn {
    /// The links to them.
    links: Vec<Html>,
    /// The link to the rest, where these are not all.
    more: Option<Html>,
}

/// The guides that the other records lead to most. Those that have had their time are not among them.
pub(super) fn learn(cx: &Context<'_>) -> Option<Learn> {
    let site = cx.site;
    let all = site.listed(Kind::Guide, cx.language());
    let is_current = |id: &EntryId| match &site.entry(*id).record.fields {
        Fields::Guide(guide) => {
            guide.superseded_by.is_none() && guide.confidence != Some(Confidence::Archived)
        }
        _ => false,
    };
    let mut guides: Vec<EntryId> = all.iter().copied().filter(is_current).collect();
    guides.sort_by_key(|&id| Reverse(site.backlinks(id).len()));
    guides.truncate(MOST);
    let is_some = guides.len() >= FEWEST;
    let more = guides.len() < all.len();
    is_some.then(|| Learn {
        links: guides.into_iter().map(|id| link::record(cx, id)).collect(),
        more: more
            .then(|| link::localized(cx, &cx.words().get("home-all-guides"), &cx.list_url(Kind::Guide))),
    })
}
