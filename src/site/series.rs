//! Which records are read one after the other: the parts of series, which pages name in their `parts`. Made with the
//! lists of the site; `render` draws the way through a series from it.

use rustc_hash::FxHashMap;

use super::records::Records;
use super::{EntryId, Site};
use crate::record::{Fields, Kind};

/// The series of the site.
#[derive(Debug, Default)]
pub(super) struct AllSeries {
    /// The parts of each, as originals, by the page that names them.
    parts: FxHashMap<EntryId, Vec<EntryId>>,
    /// The series that a record is a part of, in the order of the pages.
    of: FxHashMap<EntryId, Vec<EntryId>>,
}

/// The place of a record in a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'s> {
    /// The page of the series.
    pub series: EntryId,
    /// Its parts.
    pub parts: &'s [EntryId],
    /// Which of them the record is, counted from 0.
    pub at: usize,
}

impl Place<'_> {
    /// The part before it; the page of the series before its first.
    #[must_use]
    pub fn previous(&self) -> EntryId {
        self.at.checked_sub(1).map_or(self.series, |before| self.parts[before])
    }

    /// The part behind it.
    #[must_use]
    pub fn next(&self) -> Option<EntryId> {
        self.parts.get(self.at + 1).copied()
    }
}

impl AllSeries {
    /// The series that these pages, all originals, are. A part that is not published is none.
    pub(super) fn new(records: &Records, pages: &[EntryId]) -> Self {
        let mut all = Self::default();
        for &page in pages {
            let Fields::Page(fields) = &records.entry(page).record.fields else { continue };
            let parts = fields.parts.iter().filter_map(|part| records.named(part.kind, &part.slug));
            let parts: Vec<EntryId> = parts.collect();
            for &part in &parts {
                all.of.entry(part).or_default().push(page);
            }
            if !parts.is_empty() {
                all.parts.insert(page, parts);
            }
        }
        all
    }
}

impl AllSeries {
    /// Each series with its parts, in no order.
    pub(super) fn all(&self) -> impl Iterator<Item = (EntryId, &[EntryId])> {
        self.parts.iter().map(|(page, parts)| (*page, parts.as_slice()))
    }
}

impl Site {
    /// The parts of the series that a page is, as originals.
    #[must_use]
    pub fn parts(&self, id: EntryId) -> &[EntryId] {
        let parts = self.lists.series.parts.get(&self.entry(id).original);
        parts.map_or(&[], Vec::as_slice)
    }

    /// Where a record stands in each series that it is a part of.
    pub fn places(&self, id: EntryId) -> impl Iterator<Item = Place<'_>> {
        let original = self.entry(id).original;
        let series = self.lists.series.of.get(&original).into_iter().flatten();
        series.filter_map(move |&series| {
            let parts = self.parts(series);
            let at = parts.iter().position(|part| *part == original)?;
            Some(Place { series, parts, at })
        })
    }

    /// What is read before and behind a page within the topmost folder of pages that it lies in: the next page is
    /// the first one below it, or else the one after it.
    #[must_use]
    pub fn around(&self, id: EntryId) -> (Option<EntryId>, Option<EntryId>) {
        let record = &self.entry(id).record;
        if record.id.kind != Kind::Page {
            return (None, None);
        }
        (self.folders().previous(&record.id.slug), self.folders().next(&record.id.slug))
    }
}
