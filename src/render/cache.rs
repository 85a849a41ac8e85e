//! What the pages of one language have in common: links to records and terms, dates, rows of lists,
//! what lists lead on to, the page header with the menu. Each piece is made by the first page that needs it.
//! It holds the placeholder [`ROOT`](super::href::ROOT), so that it fits pages at any depth.

use std::convert::Infallible;
use std::hash::Hash;
use std::sync::{OnceLock, PoisonError, RwLock};

use rustc_hash::FxHashMap;

use super::html::Html;
use crate::config::Vocabulary;
use crate::record::Kind;
use crate::record::value::PartialDate;
use crate::site::{EntryId, MenuPlace};

pub(super) struct Cache {
    pub(super) links: ByRecord,
    /// Rows of lists, with their names as headings of the second and of the third level.
    pub(super) rows: [ByRecord; 2],
    pub(super) terms: Memo<(Vocabulary, Box<str>)>,
    pub(super) dates: Memo<PartialDate>,
    pub(super) headers: Memo<HeaderKey>,
    /// What the list of a kind leads on to.
    pub(super) facets: Memo<Kind>,
}

/// What the head of a page depends on.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct HeaderKey {
    pub(super) current: Option<MenuPlace>,
    pub(super) draft: bool,
    /// Whether it has a field to search by.
    pub(super) search: bool,
}

impl Cache {
    pub(super) fn new(records: usize) -> Self {
        Self {
            links: ByRecord::new(records),
            rows: [ByRecord::new(records), ByRecord::new(records)],
            terms: Memo::default(),
            dates: Memo::default(),
            headers: Memo::default(),
            facets: Memo::default(),
        }
    }
}

/// A piece for each record.
pub(super) struct ByRecord {
    records: usize,
    pieces: OnceLock<Box<[OnceLock<Html>]>>,
}

impl ByRecord {
    fn new(records: usize) -> Self {
        Self { records, pieces: OnceLock::new() }
    }

    pub(super) fn get(&self, id: EntryId, make: impl FnOnce() -> Html) -> Html {
        let Ok(html) = self.try_get::<Infallible>(id, || Ok(make()));
        html
    }

    pub(super) fn try_get<E>(&self, id: EntryId, make: impl FnOnce() -> Result<Html, E>) -> Result<Html, E> {
        let pieces =
            self.pieces.get_or_init(|| std::iter::repeat_with(OnceLock::new).take(self.records).collect());
        let piece = &pieces[id.index()];
        match piece.get() {
            Some(html) => Ok(html.clone()),
            None => {
                let html = make()?;
                Ok(piece.get_or_init(|| html).clone())
            }
        }
    }
}

/// Pieces by what they depend on.
pub(super) struct Memo<K>(RwLock<FxHashMap<K, Html>>);

impl<K> Default for Memo<K> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Eq + Hash> Memo<K> {
    pub(super) fn get(&self, key: K, make: impl FnOnce() -> Html) -> Html {
        let Ok(html) = self.try_get::<Infallible>(key, || Ok(make()));
        html
    }

    pub(super) fn try_get<E>(&self, key: K, make: impl FnOnce() -> Result<Html, E>) -> Result<Html, E> {
        if let Some(html) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(html.clone());
        }
        let html = make()?;
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, html.clone());
        Ok(html)
    }
}
