//! What the pages of one language have in common: links to records and terms, dates, rows of lists,
//! what lists lead on to, the page header with the menu. Each piece is made by the first page that needs it.
//! It holds the placeholder [`ROOT`](super::href::ROOT), so that it fits pages at any depth.

use std::convert::Infallible;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use rustc_hash::FxHashMap;

use super::book::text::Text;
use super::html::Html;
use crate::config::Vocabulary;
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::record::value::PartialDate;
use crate::site::{Book, EntryId, MenuPlace};

pub(super) struct Cache {
    pub(super) links: ByRecord,
    /// Rows of lists, with their names as headings of the second and of the third level.
    pub(super) rows: [ByRecord; 2],
    pub(super) terms: Memo<(Vocabulary, Box<str>)>,
    pub(super) dates: Memo<PartialDate>,
    pub(super) headers: Memo<HeaderKey>,
    /// What the list of a kind leads on to.
    pub(super) facets: Memo<Kind>,
    /// The chapters that records are in books.
    pub(super) chapters: ByRecord<Arc<Text>>,
    pub(super) shelf: Shelf,
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
            chapters: ByRecord::new(records),
            shelf: Shelf::default(),
        }
    }
}

/// A piece for each record.
pub(super) struct ByRecord<T = Html> {
    records: usize,
    pieces: OnceLock<Box<[OnceLock<T>]>>,
}

impl<T: Clone> ByRecord<T> {
    fn new(records: usize) -> Self {
        Self { records, pieces: OnceLock::new() }
    }

    pub(super) fn get(&self, id: EntryId, make: impl FnOnce() -> T) -> T {
        let Ok(html) = self.try_get::<Infallible>(id, || Ok(make()));
        html
    }

    pub(super) fn try_get<E>(&self, id: EntryId, make: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
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

/// The books whose size a page says before their files are written, so that each is made once.
#[derive(Default)]
pub(super) struct Shelf(Mutex<FxHashMap<Book, Arc<OnceLock<Made>>>>);

type Made = Result<OnShelf, Box<Diagnostic>>;

struct OnShelf {
    size: usize,
    /// The file, until somebody takes it.
    file: Mutex<Option<Vec<u8>>>,
}

impl Shelf {
    /// How many bytes a book holds.
    pub(super) fn size(
        &self,
        book: &Book,
        make: impl FnOnce() -> Result<Vec<u8>, Box<Diagnostic>>,
    ) -> Result<usize, Box<Diagnostic>> {
        self.with(book, make, |made| made.size)
    }

    /// A book, which is made once more for whoever asks for it after.
    pub(super) fn take(
        &self,
        book: &Book,
        make: impl Fn() -> Result<Vec<u8>, Box<Diagnostic>>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let file = |made: &OnShelf| made.file.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.with(book, &make, file)?.map_or_else(make, Ok)
    }

    fn with<T>(
        &self,
        book: &Book,
        make: impl FnOnce() -> Result<Vec<u8>, Box<Diagnostic>>,
        see: impl FnOnce(&OnShelf) -> T,
    ) -> Result<T, Box<Diagnostic>> {
        let place = {
            let mut books = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(books.entry(book.clone()).or_default())
        };
        let on_shelf = place.get_or_init(|| {
            let file = make()?;
            Ok(OnShelf { size: file.len(), file: Mutex::new(Some(file)) })
        });
        on_shelf.as_ref().map(see).map_err(Clone::clone)
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
