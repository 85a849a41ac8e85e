//! The index of a site that is being worked on. The preview asks it for files; it follows the site when the
//! next one is asked for, and analyses what has changed since alone.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use super::batch::{Batch, Finished};
use super::concepts::Concepts;
use super::document::{lengths, order};
use super::file::{NAME, Sink};
use super::index::{address, write_lists};
use super::inverted::Inverted;
use super::names::Names;
use crate::error::Result;
use crate::site::{EntryId, Site};
use crate::source::UrlPath;

/// The index of the site as it was when it was last asked.
#[derive(Default)]
pub struct Live(Mutex<Option<State>>);

struct State {
    site: Arc<Site>,
    documents: Vec<EntryId>,
    concepts: Concepts,
    inverted: Inverted,
    /// All files but the texts.
    files: FxHashMap<UrlPath, Vec<u8>>,
    /// The documents by the names of their texts.
    texts: FxHashMap<Box<str>, u32>,
}

impl Live {
    /// The file at an address of the index of `site`.
    pub fn file(&self, site: &Arc<Site>, url: &UrlPath) -> Option<Vec<u8>> {
        let name = url.as_str().strip_prefix("/search/")?.strip_suffix(".js")?;
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let state = match &mut *state {
            Some(state) if Arc::ptr_eq(&state.site, site) => state,
            state => {
                let next = match state.take() {
                    Some(before) => before.follow(site),
                    None => State::new(site),
                };
                // The sink keeps files in memory, which cannot fail.
                state.insert(next.ok()?)
            }
        };
        state.files.get(url).cloned().or_else(|| state.text(&name.replacen('/', "", 1)))
    }
}

impl State {
    fn new(site: &Arc<Site>) -> Result<Self> {
        let documents = order(site);
        let concepts = Concepts::new(site);
        let inverted = Inverted::new(site, &documents, &concepts, &|_, _| Ok(()))?;
        Self::with(site, documents, concepts, inverted)
    }

    fn with(
        site: &Arc<Site>,
        documents: Vec<EntryId>,
        concepts: Concepts,
        inverted: Inverted,
    ) -> Result<Self> {
        let files = Mutex::new(FxHashMap::default());
        write_lists(site, &documents, &concepts, &inverted, &|name, bytes| {
            files.lock().unwrap_or_else(PoisonError::into_inner).insert(address(name), bytes.to_vec());
            Ok(())
        })?;
        let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let texts = inverted.texts.iter().zip(0..).map(|(texts, number)| (texts.name.clone(), number));
        Ok(Self { site: Arc::clone(site), documents, concepts, texts: texts.collect(), inverted, files })
    }

    /// The index of a later site.
    fn follow(mut self, site: &Arc<Site>) -> Result<Self> {
        let documents = order(site);
        let Some(changed) = self.changed(site, &documents) else {
            return Self::new(site);
        };
        let concepts = Concepts::new(site);
        if concepts != self.concepts {
            return Self::new(site);
        }
        if !changed.is_empty() {
            let names = [&self.site, site].map(|site| Names::new(site, &concepts));
            for number in changed {
                let (before, after) = (self.documents[number as usize], documents[number as usize]);
                let old = alone(&self.site, &names[0], (before, number), &|_, _| Ok(()))?;
                let new = alone(site, &names[1], (after, number), &|_, _| Ok(()))?;
                self.inverted.replace(number, &old, new);
            }
        }
        let next = Self::with(site, documents, concepts, self.inverted);
        // A large site takes its time to go; who asked need not wait for it.
        let gone = (self.site, self.files, self.texts, self.documents);
        rayon::spawn(move || drop(gone));
        next
    }

    /// The documents that are not as they were; `None` when others have come or gone, or what holds for all
    /// of them has changed.
    fn changed(&self, site: &Site, documents: &[EntryId]) -> Option<Vec<u32>> {
        let before = &*self.site;
        let same = Arc::ptr_eq(&before.config, &site.config)
            && Arc::ptr_eq(&before.vocabularies, &site.vocabularies)
            && Arc::ptr_eq(&before.glossary, &site.glossary)
            && Arc::ptr_eq(&before.synonyms, &site.synonyms)
            && before.languages() == site.languages()
            && self.documents.len() == documents.len()
            && self.documents.iter().zip(documents).all(|(a, b)| before.entry(*a).url == site.entry(*b).url);
        // How long documents are goes into what every word counts for, in steps.
        if !same || lengths(before) != lengths(site) {
            return None;
        }
        let mut changed: FxHashSet<EntryId> = FxHashSet::default();
        for (&old, &new) in self.documents.iter().zip(documents) {
            let (a, b) = (before.entry(old), site.entry(new));
            if Arc::ptr_eq(&a.record, &b.record) {
                continue;
            }
            changed.insert(new);
            if a.record.common.title != b.record.common.title {
                // Others are found by the title of what they name.
                let named_by = site.backlinks(new).iter().flat_map(|&id| site.versions(id));
                changed.extend(named_by.chain(site.versions(new)));
            }
        }
        let numbers = documents.iter().zip(0..).filter(|(id, _)| changed.contains(id));
        Some(numbers.map(|(_, number)| number).collect())
    }

    /// A file with a chunk of a text.
    fn text(&self, name: &str) -> Option<Vec<u8>> {
        let document = *self.texts.get(name.get(..NAME)?)?;
        let id = self.documents[document as usize];
        let names = Names::new(&self.site, &self.concepts);
        let found = Mutex::new(None);
        let keep = |file: &str, bytes: &[u8]| {
            if file == name {
                *found.lock().unwrap_or_else(PoisonError::into_inner) = Some(bytes.to_vec());
            }
            Ok(())
        };
        alone(&self.site, &names, (id, document), &keep).ok()?;
        found.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The analysis of one document; `sink` is handed its texts.
fn alone(site: &Site, names: &Names<'_>, (id, number): (EntryId, u32), sink: Sink<'_>) -> Result<Finished> {
    let mut batch = Batch::new(site, names, id);
    batch.document(id, number, sink)?;
    Ok(batch.finish())
}
