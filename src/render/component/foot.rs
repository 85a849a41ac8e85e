//! Where a record comes from, at the foot of its page.

use serde::Serialize;

use crate::render::context::Context;
use crate::render::date;
use crate::render::html::Html;
use crate::site::EntryId;

/// Where a record comes from.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Foot<'a> {
    /// The day of the last change.
    updated: Option<Html>,
    /// The names of those who wrote it.
    contributors: Vec<&'a str>,
    /// The address where it is edited.
    edit: Option<String>,
    /// The address of its history.
    history: Option<String>,
}

pub(crate) fn foot<'a>(cx: &Context<'a>, id: EntryId) -> Foot<'a> {
    let site = cx.site;
    let record = &site.entry(id).record;
    let repository = site.config.repository.as_ref();
    let contributors = site.history(id).map(|history| history.contributors.as_slice()).unwrap_or_default();
    Foot {
        updated: site.updated(id).map(|day| date::day(cx, day)),
        contributors: contributors.iter().map(|name| &**name).collect(),
        edit: repository.map(|repository| repository.edit_url(&record.file)),
        history: repository.map(|repository| repository.history_url(&record.file)),
    }
}
