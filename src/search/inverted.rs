//! The inverted index in memory: for each form the groups of forms that belong together, for each
//! group the documents that have one of them. A document can be exchanged for another version of it.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::batch::{Batch, Finished, batches};
use super::chunk::ChunkFiles;
use super::concepts::Concepts;
use super::file::Sink;
use super::form::Form;
use super::names::Names;
use super::posting::{Encode, Encoded, HeadingPosting, Posting, Run, Runs, read};
use crate::error::Result;
use crate::site::{EntryId, Site};

/// What the search knows of all documents.
#[derive(Default)]
pub(super) struct Inverted {
    /// Sorted by [`utf16`], as browsers compare.
    pub(super) forms: Vec<Form>,
    pub(super) groups: Vec<Group>,
    /// The files that the text of each document lies in.
    pub(super) texts: Vec<ChunkFiles>,
    /// The number of each group, by its key.
    numbers: FxHashMap<Box<str>, u32>,
}

/// Forms of one word in one language, or a single form.
#[derive(Default)]
pub(super) struct Group {
    /// Its key.
    pub(super) key: Box<str>,
    /// The documents that have it.
    pub(super) postings: Encoded,
    /// The titles and headings that have it.
    pub(super) headings: Encoded,
    /// How many documents of each language have it; nothing behind the last that has any.
    pub(super) documents: Vec<u32>,
}

/// What browsers compare texts by.
pub(super) fn utf16(text: &str) -> impl Iterator<Item = u16> + Clone + '_ {
    text.encode_utf16()
}

impl Inverted {
    /// Analyses `documents` on all cores, and hands their texts to `sink`.
    pub(super) fn new(
        site: &Site,
        documents: &[EntryId],
        concepts: &Concepts,
        sink: Sink<'_>,
    ) -> Result<Self> {
        let names = Names::new(site, concepts);
        let analysed = batches(site, documents).into_par_iter().map(|(first, ids)| {
            let mut batch = Batch::new(site, &names, ids[0]);
            for (id, number) in ids.iter().zip(first..) {
                batch.document(*id, number, sink)?;
            }
            Ok(batch.finish())
        });
        let mut inverted = Self::default();
        let mut numbers: FxHashMap<Box<str>, usize> = FxHashMap::default();
        for batch in analysed.collect::<Result<Vec<_>>>()? {
            let groups = inverted.groups_of(&batch);
            for (form, pairs) in &batch.forms {
                let next = inverted.forms.len();
                let place = *numbers.entry(form.text.clone()).or_insert(next);
                if place == next {
                    inverted.forms.push(Form::new(&form.text));
                }
                inverted.forms[place]
                    .add(form, pairs.iter().map(|&(group, count)| (groups[group as usize], count)));
            }
            for run in batch.postings.runs() {
                let group = &mut inverted.groups[groups[run.group as usize] as usize];
                group.postings.push_run(&run);
                *group.of_language(batch.language) += run.count;
            }
            for run in batch.headings.runs() {
                inverted.groups[groups[run.group as usize] as usize].headings.push_run(&run);
            }
            inverted.texts.extend(batch.texts);
        }
        drop(numbers);
        inverted.forms.par_sort_unstable_by(|a, b| utf16(&a.text).cmp(utf16(&b.text)));
        let groups = &inverted.groups;
        inverted.forms.par_iter_mut().for_each(|form| sort_groups(form, groups));
        Ok(inverted)
    }

    /// The numbers of a batch's groups here; those that are new become known.
    fn groups_of(&mut self, batch: &Finished) -> Vec<u32> {
        let mut number = |key: &str| {
            if let Some(&known) = self.numbers.get(key) {
                return known;
            }
            let next = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
            self.numbers.insert(key.into(), next);
            self.groups.push(Group { key: key.into(), ..Group::default() });
            next
        };
        batch.groups.iter().map(|key| number(key)).collect()
    }

    /// A group by its key.
    pub(super) fn group(&self, key: &str) -> Option<&Group> {
        self.numbers.get(key).map(|&number| &self.groups[number as usize])
    }

    /// Where a form stands, or where it belongs.
    pub(super) fn place(&self, form: &str) -> Result<usize, usize> {
        self.forms.binary_search_by(|other| utf16(&other.text).cmp(utf16(form)))
    }

    /// Puts the new version of a document in the place of the old one. Each is a batch of one.
    pub(super) fn replace(&mut self, document: u32, old: &Finished, new: Finished) {
        let (before, after) = (self.groups_of(old), self.groups_of(&new));
        for (form, pairs) in &old.forms {
            let Ok(place) = self.place(&form.text) else { continue };
            self.forms[place]
                .remove(form, pairs.iter().map(|&(group, count)| (before[group as usize], count)));
        }
        for (form, pairs) in &new.forms {
            let place = self.place(&form.text).unwrap_or_else(|place| {
                self.forms.insert(place, Form::new(&form.text));
                place
            });
            self.forms[place].add(form, pairs.iter().map(|&(group, count)| (after[group as usize], count)));
            sort_groups(&mut self.forms[place], &self.groups);
        }
        self.forms.retain(|form| form.documents > 0);
        // What an edit leaves as it was is most of a document, and the lists of common words are long.
        for (key, old_run, new_run) in changes(&old.postings, &before, &new.postings, &after) {
            let group = &mut self.groups[key as usize];
            group.postings.replace::<Posting>(document, new_run.as_ref());
            let count = group.of_language(new.language);
            *count = *count + u32::from(new_run.is_some()) - u32::from(old_run.is_some());
        }
        for (key, _, new_run) in changes(&old.headings, &before, &new.headings, &after) {
            self.groups[key as usize].headings.replace::<HeadingPosting>(document, new_run.as_ref());
        }
        for texts in new.texts {
            self.texts[document as usize] = texts;
        }
    }
}

/// The groups whose postings of a document have changed: number, and the postings before and after.
fn changes<'r>(
    old: &'r Runs,
    before: &[u32],
    new: &'r Runs,
    after: &[u32],
) -> Vec<(u32, Option<Run<'r>>, Option<Run<'r>>)> {
    let mut runs: FxHashMap<u32, (Option<Run<'r>>, Option<Run<'r>>)> = FxHashMap::default();
    for run in old.runs() {
        runs.entry(before[run.group as usize]).or_default().0 = Some(run);
    }
    for run in new.runs() {
        runs.entry(after[run.group as usize]).or_default().1 = Some(run);
    }
    let rest = |run: &Option<Run<'r>>| run.as_ref().map(|run| run.rest);
    let changed = runs.into_iter().filter(|(_, (old, new))| rest(old) != rest(new));
    changed.map(|(group, (old, new))| (group, old, new)).collect()
}

impl Encoded {
    /// Replaces what is said of a document by `run`, if there is one.
    fn replace<T: Encode>(&mut self, document: u32, run: Option<&Run<'_>>) {
        let mut list: Vec<T> = read(&self.text);
        list.retain(|one| one.document() != document);
        if let Some(run) = run {
            let mut alone = Self::default();
            alone.push_run(run);
            let place = list.partition_point(|one| one.document() < document);
            list.splice(place..place, read(&alone.text));
        }
        *self = Self::of(&list);
    }
}

impl Group {
    /// How many documents of a language have it.
    fn of_language(&mut self, language: usize) -> &mut u32 {
        if self.documents.len() <= language {
            self.documents.resize(language + 1, 0);
        }
        &mut self.documents[language]
    }
}

/// Brings the groups of a form into an order that does not depend on how the work was shared out.
fn sort_groups(form: &mut Form, groups: &[Group]) {
    form.groups.sort_unstable_by(|(a, _), (b, _)| groups[*a as usize].key.cmp(&groups[*b as usize].key));
    form.groups.shrink_to_fit();
}
