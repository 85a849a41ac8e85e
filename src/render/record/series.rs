//! The way through what is read one after the other: the series that a record is a part of, and the pages of a folder.

use serde::Serialize;

use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::link;
use crate::site::{EntryId, Place};

/// How many parts a page names on either side, so that no page grows with the series.
const AROUND: usize = 25;

/// A series that the record is a part of.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct SeriesView {
    /// The link to the page of the series.
    title: Html,
    /// Which part of it the record is, with that link.
    place: Html,
    /// The number of the first part that is named.
    start: usize,
    /// The parts, as far as they are near the record.
    parts: Vec<SeriesPart>,
}

/// A part of a series.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct SeriesPart {
    /// The link to it.
    link: Html,
    /// Whether it is the record itself.
    current: bool,
}

/// Links to what is read before and behind a record.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Onward {
    /// The link to the series that they go through; none for pages of a folder.
    series: Option<Html>,
    /// The link to what stands before it.
    previous: Option<Html>,
    /// The link to what stands behind it.
    next: Option<Html>,
}

/// The series that a record is a part of.
pub(crate) fn series(cx: &Context<'_>, id: EntryId) -> Vec<SeriesView> {
    cx.site.places(id).map(|place| view(cx, place)).collect()
}

fn view(cx: &Context<'_>, Place { series, parts, at }: Place<'_>) -> SeriesView {
    let title = link::record(cx, series);
    let numbers = [("number", (at + 1).into()), ("count", parts.len().into())];
    let from = at.saturating_sub(AROUND);
    let to = (at + AROUND + 1).min(parts.len());
    let part = |index: usize| SeriesPart { link: link::record(cx, parts[index]), current: index == at };
    SeriesView {
        place: cx.sentence("series-place", &numbers, &[("series", title.clone())]),
        title,
        start: from + 1,
        parts: (from..to).map(part).collect(),
    }
}

/// The ways on from a record: one for each series that it is a part of, or else that through the pages of its folder.
pub(crate) fn onward(cx: &Context<'_>, id: EntryId) -> Vec<Onward> {
    let link = |id| link::record(cx, id);
    let of = |place: Place<'_>| Onward {
        series: Some(link(place.series)),
        previous: Some(link(place.previous())),
        next: place.next().map(link),
    };
    let mut ways: Vec<Onward> = cx.site.places(id).map(of).collect();
    let (previous, next) = cx.site.around(id);
    if ways.is_empty() && (previous.is_some() || next.is_some()) {
        ways.push(Onward { series: None, previous: previous.map(link), next: next.map(link) });
    }
    ways
}
