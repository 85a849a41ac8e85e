//! What was changed last, of whatever kind.

use std::cmp::Reverse;

use serde::Serialize;

use crate::record::Kind;
use crate::render::context::Context;
use crate::render::date;
use crate::render::html::Html;
use crate::render::link;
use crate::site::EntryId;

/// How many records are shown.
const MOST: usize = 6;

/// The kinds that readers come for. What moves on the desk has its board, and people and partners are no news.
const KINDS: [Kind; 6] = [Kind::Case, Kind::Guide, Kind::Clinic, Kind::Meeting, Kind::Tool, Kind::Upload];

/// A record that was changed lately.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct NewItem {
    /// The kind of record: `case`, `guide`, …
    kind: &'static str,
    /// The name of the kind.
    name: Html,
    /// The link to it.
    link: Html,
    /// When it was changed.
    date: Html,
}

/// The latest, of those of which it is known when they were changed. Of one day, the kinds take turns.
pub(super) fn new(cx: &Context<'_>) -> Vec<NewItem> {
    let site = cx.site;
    let mut latest = Vec::new();
    for kind in KINDS {
        let mut of_kind: Vec<_> =
            site.list(kind).iter().filter_map(|&id| Some((site.updated(id)?, id))).collect();
        let by_day = |&(day, id): &(_, EntryId)| (Reverse(day), id);
        if of_kind.len() > MOST {
            of_kind.select_nth_unstable_by_key(MOST, by_day);
            of_kind.truncate(MOST);
        }
        of_kind.sort_unstable_by_key(by_day);
        let days = of_kind.chunk_by(|a, b| a.0 == b.0);
        latest.extend(days.flat_map(|day| day.iter().copied().enumerate()));
    }
    latest.sort_by_key(|&(turn, (day, _))| (Reverse(day), turn));
    latest.truncate(MOST);
    let item = |(_, (day, id)): (usize, (_, EntryId))| {
        let kind = site.entry(id).record.id.kind.name();
        NewItem {
            kind,
            name: cx.message(&format!("kind-{kind}-one")),
            link: link::record(cx, id),
            date: date::day(cx, day),
        }
    };
    latest.into_iter().map(item).collect()
}
