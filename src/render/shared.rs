//! What the pages of one language have in common: links to records and terms, dates, rows of lists,
//! what lists lead on to, the head with the menu. Each piece is made by the first page that needs it, and holds [`ROOT`]
//! where the way up to the root belongs, so that it fits pages at any depth.

use std::hash::Hash;
use std::sync::{OnceLock, PoisonError, RwLock};

use memchr::memchr_iter;
use rustc_hash::FxHashMap;

use super::view::Html;
use crate::config::Vocabulary;
use crate::record::Kind;
use crate::record::value::PartialDate;
use crate::site::EntryId;
use crate::source::UrlPath;

/// Stands for the way up to the root until a page is finished. The character is one of those that
/// Unicode keeps for such use within a program; a text that has it nonetheless shows the way up
/// there, which harms nobody.
pub(super) const ROOT: &str = "\u{FDD0}";

/// The way to a page: by way of the root, so that it is the same from everywhere.
pub(super) fn way_to(url: &UrlPath) -> String {
    let mut way = String::with_capacity(ROOT.len() + url.as_str().len() + "index.html".len());
    way.push_str(ROOT);
    url.push_from_root(&mut way);
    way
}

/// A finished page, with `root` wherever [`ROOT`] stood.
pub(super) fn rooted(page: &[u8], root: &str) -> Vec<u8> {
    let mut rooted = Vec::with_capacity(page.len() + page.len() / 8);
    let mut from = 0;
    // The first byte alone is rare enough to be looked for.
    let found = memchr_iter(ROOT.as_bytes()[0], page).filter(|&at| page[at..].starts_with(ROOT.as_bytes()));
    for at in found {
        rooted.extend_from_slice(&page[from..at]);
        rooted.extend_from_slice(root.as_bytes());
        from = at + ROOT.len();
    }
    rooted.extend_from_slice(&page[from..]);
    rooted
}

pub(super) struct Shared {
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

/// An entry of the main menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum MenuPlace {
    Kind(Kind),
    Page(EntryId),
}

impl Shared {
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

    pub(super) fn get<E>(&self, id: EntryId, make: impl FnOnce() -> Result<Html, E>) -> Result<Html, E> {
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
    pub(super) fn get<E>(&self, key: K, make: impl FnOnce() -> Result<Html, E>) -> Result<Html, E> {
        if let Some(html) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(html.clone());
        }
        let html = make()?;
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, html.clone());
        Ok(html)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_the_root_is_put_in_last() {
        let page = format!("<a href=\"{ROOT}a/index.html\">A</a><img src=\"{ROOT}b.png\">");
        assert_eq!(
            String::from_utf8(rooted(page.as_bytes(), "../")).unwrap(),
            "<a href=\"../a/index.html\">A</a><img src=\"../b.png\">"
        );
        assert_eq!(rooted("Ünïcode".as_bytes(), "../"), "Ünïcode".as_bytes());
    }
}
