//! The inverted index in memory: for each form the groups of forms that belong together, for each
//! group the documents that have one of them. Analysed on all cores, a language at a time.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::analysis::{Piece, Stemmer, fold, is_identifier, pieces};
use super::chunk::{self, PARTS, Texts};
use super::document::{Document, Section};
use super::names::Names;
use super::posting::{Codes, Place, Posting, Runs};
use super::weights;
use crate::config::Language;
use crate::error::Result;
use crate::site::{EntryId, Site};

/// What the search knows of all documents.
#[derive(Default)]
pub(super) struct Inverted {
    /// Sorted by [`utf16`], as browsers compare.
    pub(super) forms: Vec<Form>,
    pub(super) groups: Vec<Group>,
    /// The files that the text of each document lies in.
    pub(super) texts: Vec<Texts>,
}

/// A word as it is looked up: folded.
pub(super) struct Form {
    pub(super) text: Box<str>,
    /// What it is a form of: one group in most cases, several where languages share a spelling.
    pub(super) groups: Vec<u32>,
    pub(super) documents: u32,
    /// Whether it stands in a title or a heading, and so is known to be meant.
    pub(super) prominent: bool,
}

/// Forms of one word in one language, or a single form.
#[derive(Default)]
pub(super) struct Group {
    /// The documents that have it.
    pub(super) postings: Codes,
    /// Where it stands in titles and headings.
    pub(super) places: Codes,
    /// How many documents of each language have it; nothing behind the last that has any.
    pub(super) documents: Vec<u32>,
}

/// Takes the files that texts lie in: name and bytes.
pub(super) type Sink<'f> = &'f (dyn Fn(&str, &[u8]) -> Result<()> + Sync);

/// How long a word counts as in a title or heading: little words hardly do.
pub(super) fn length(form: &str) -> u8 {
    u8::try_from(form.chars().take(4).count()).unwrap_or(4)
}

/// What browsers compare texts by.
pub(super) fn utf16(text: &str) -> impl Iterator<Item = u16> + Clone + '_ {
    text.encode_utf16()
}

impl Inverted {
    /// Analyses `documents`, and hands their texts to `sink`.
    pub(super) fn new(site: &Site, documents: &[EntryId], sink: Sink<'_>) -> Result<Self> {
        let batches = batches(site, documents);
        let names = Names::new(site);
        let analysed = batches.into_par_iter().map(|(first, language, ids)| {
            let mut batch = Batch::new(site, &names, language);
            for (id, number) in ids.iter().zip(first..) {
                batch.document(*id, number, sink)?;
            }
            Ok(batch.finish())
        });
        Ok(Self::merge(analysed.collect::<Result<_>>()?))
    }

    fn merge(batches: Vec<Finished>) -> Self {
        let mut merged = Self::default();
        let mut forms: FxHashMap<Box<str>, u32> = FxHashMap::default();
        let mut groups: FxHashMap<Box<str>, u32> = FxHashMap::default();
        for batch in batches {
            let mut new = 0;
            let own_groups: Vec<u32> = batch
                .groups
                .into_iter()
                .map(|key| {
                    let next = u32::try_from(groups.len()).unwrap_or(u32::MAX);
                    *groups.entry(key).or_insert_with(|| {
                        new += 1;
                        next
                    })
                })
                .collect();
            merged.groups.resize_with(groups.len(), Group::default);
            for (form, of) in batch.forms {
                let next = u32::try_from(merged.forms.len()).unwrap_or(u32::MAX);
                let place = *forms.entry(form.text.clone()).or_insert(next) as usize;
                if place == merged.forms.len() {
                    merged.forms.push(Form { groups: Vec::new(), documents: 0, ..form });
                }
                let known = &mut merged.forms[place];
                known.documents += form.documents;
                known.prominent |= form.prominent;
                for group in of.into_iter().map(|group| own_groups[group as usize]) {
                    if !known.groups.contains(&group) {
                        known.groups.push(group);
                    }
                }
            }
            for run in batch.postings.runs() {
                let group = &mut merged.groups[own_groups[run.group as usize] as usize];
                group.postings.push_run(&run);
                if group.documents.len() <= batch.language {
                    group.documents.resize(batch.language + 1, 0);
                }
                group.documents[batch.language] += run.count;
            }
            for run in batch.places.runs() {
                merged.groups[own_groups[run.group as usize] as usize].places.push_run(&run);
            }
            merged.texts.extend(batch.texts);
        }
        drop(forms);
        merged.sort(&groups);
        merged
    }

    /// Brings everything into an order that does not depend on how the work was shared out.
    fn sort(&mut self, keys: &FxHashMap<Box<str>, u32>) {
        let mut names = vec![""; self.groups.len()];
        for (key, &group) in keys {
            names[group as usize] = key;
        }
        self.forms.par_sort_unstable_by(|a, b| utf16(&a.text).cmp(utf16(&b.text)));
        for form in &mut self.forms {
            form.groups.sort_unstable_by_key(|&group| names[group as usize]);
            form.groups.shrink_to_fit();
        }
    }
}

/// Documents of one language that are analysed together, with the number of the first.
fn batches<'s>(site: &'s Site, documents: &'s [EntryId]) -> Vec<(u32, &'s Language, &'s [EntryId])> {
    /// Small enough for all cores to have their share, large enough to know most words of the rest.
    const SIZE: usize = 500;
    let language = |id: &EntryId| &site.entry(*id).record.language;
    let mut batches = Vec::new();
    let mut first = 0;
    for of_language in documents.chunk_by(|a, b| language(a) == language(b)) {
        for ids in of_language.chunks(SIZE) {
            batches.push((first, language(&ids[0]), ids));
            first += u32::try_from(ids.len()).unwrap_or(u32::MAX);
        }
    }
    batches
}

/// The analysis of some documents of one language; numbers of forms and groups are its own.
struct Batch<'s> {
    site: &'s Site,
    names: &'s Names<'s>,
    language: &'s Language,
    stemmer: Stemmer,
    /// How long documents of the language are, in bytes.
    average: f32,
    words: FxHashMap<Box<str>, Word>,
    form_numbers: FxHashMap<Box<str>, u32>,
    group_numbers: FxHashMap<Box<str>, u32>,
    /// By group: what the document at hand has of it.
    counts: Vec<Count>,
    /// The groups that it has.
    touched: Vec<u32>,
    /// By form: the last document that had it.
    last: Vec<u32>,
    /// Of all documents so far, with their groups.
    postings: Vec<(u32, Posting)>,
    places: Vec<(u32, Place)>,
    /// The words of the text at hand, one behind the other.
    sequence: Vec<Word>,
    finished: Finished,
}

#[derive(Default)]
struct Finished {
    /// Each with its groups.
    forms: Vec<(Form, Vec<u32>)>,
    /// What tells a group from all others.
    groups: Vec<Box<str>>,
    postings: Runs,
    places: Runs,
    texts: Vec<Texts>,
    /// The number of their language.
    language: usize,
}

#[derive(Clone, Copy)]
struct Word {
    form: u32,
    group: u32,
    /// Whether it begins a name that means its term wherever it stands.
    begins: bool,
}

#[derive(Clone, Copy, Default)]
struct Count {
    /// How often it stands in the text.
    body: f32,
    /// How often it counts as standing elsewhere.
    other: f32,
    parts: u16,
}

impl<'s> Batch<'s> {
    fn new(site: &'s Site, names: &'s Names<'s>, language: &'s Language) -> Self {
        Self {
            site,
            names,
            language,
            stemmer: Stemmer::new(language),
            average: average(site, language),
            words: FxHashMap::default(),
            form_numbers: FxHashMap::default(),
            group_numbers: FxHashMap::default(),
            counts: Vec::new(),
            touched: Vec::new(),
            last: Vec::new(),
            postings: Vec::new(),
            places: Vec::new(),
            sequence: Vec::new(),
            finished: Finished::default(),
        }
    }

    fn document(&mut self, id: EntryId, number: u32, sink: Sink<'_>) -> Result<()> {
        let entry = self.site.entry(id);
        let document = Document::new(self.site, entry);
        let chunks = chunk::cut(&document);
        self.heading(document.title, number, 0, weights::TITLE, 1);
        for chunk in &chunks {
            let part = chunk.part();
            for (section, text) in &chunk.sections {
                let weight = if *section == 0 { weights::SUMMARY } else { weights::BODY };
                self.text(text, number, weight, part);
            }
            for &section in &chunk.headings {
                let Section { heading, .. } = document.sections[section];
                let place = u16::try_from(section).unwrap_or(u16::MAX);
                self.heading(heading, number, place, weights::HEADING, part);
            }
        }
        for name in self.names.of(id, self.language) {
            self.text(&name, number, weights::NAMES, 0);
        }
        let length: usize = document.sections.iter().map(|section| section.text.len()).sum();
        self.close(number, length);
        let (texts, files) = chunk::files(&chunks, &entry.url, &document);
        for (piece, bytes) in files.iter().enumerate() {
            sink(&chunk::name(&texts.name, piece), bytes)?;
        }
        self.finished.texts.push(texts);
        Ok(())
    }

    fn finish(mut self) -> Finished {
        self.postings.sort_by_key(|(group, _)| *group);
        self.places.sort_by_key(|(group, _)| *group);
        self.finished.postings = Runs::new(&self.postings);
        self.finished.places = Runs::new(&self.places);
        let languages = self.site.languages();
        self.finished.language = languages.iter().position(|it| it == self.language).unwrap_or(0);
        self.finished
    }

    fn text(&mut self, text: &str, number: u32, weight: f32, parts: u16) {
        let mut words = std::mem::take(&mut self.sequence);
        words.clear();
        pieces(text, |piece| {
            words.extend(self.piece(&piece, number, weight, parts, false).map(|(word, _)| word));
        });
        self.all_synonyms(&words, number, parts);
        self.sequence = words;
    }

    fn all_synonyms(&mut self, words: &[Word], number: u32, parts: u16) {
        for (at, _) in words.iter().enumerate().filter(|(_, word)| word.begins) {
            self.synonyms(&words[at..], number, parts);
        }
    }

    /// Counts what else the name is called that these words begin with, if they do.
    fn synonyms(&mut self, words: &[Word], number: u32, parts: u16) {
        let form = |word: &Word| &*self.finished.forms[word.form as usize].0.text;
        let names = self.names.beginning(form(&words[0])).iter();
        let here = names.filter(|name| {
            name.forms.len() <= words.len()
                && name.forms.iter().zip(words).all(|(name, word)| name == form(word))
        });
        let others: Vec<&str> = here.flat_map(|name| &name.others).copied().collect();
        for other in others {
            pieces(other, |piece| {
                self.piece(&piece, number, weights::SYNONYM, parts, false);
            });
        }
    }

    fn heading(&mut self, text: &str, document: u32, section: u16, weight: f32, parts: u16) {
        let mut words = Vec::new();
        let mut whole = 0_u8;
        pieces(text, |piece| {
            if let Some((word, counts)) = self.piece(&piece, document, weight, parts, true) {
                whole = whole.saturating_add(counts);
                words.push(word);
            }
        });
        self.all_synonyms(&words, document, parts);
        let place = Place { document, section, length: whole };
        let mut groups: Vec<u32> = words.into_iter().map(|word| word.group).collect();
        groups.sort_unstable();
        groups.dedup();
        self.places.extend(groups.into_iter().map(|group| (group, place)));
    }

    /// Counts a piece; gives the word and its length if it is one that queries have too.
    fn piece(
        &mut self,
        piece: &Piece<'_>,
        document: u32,
        weight: f32,
        parts: u16,
        prominent: bool,
    ) -> Option<(Word, u8)> {
        let (word, weight, whole) = match piece {
            Piece::Word(word) => (self.word(word), weight, true),
            Piece::Gram(gram) => (self.exact(gram), weight, true),
            Piece::Part(part) => (self.word(part), weight * weights::PART, false),
            Piece::End(end) => (self.exact(end), weight * weights::PART, false),
            Piece::Joined(joined) => {
                let form: String = fold(joined).chars().filter(|letter| letter.is_alphanumeric()).collect();
                (self.exact(&form), weight, false)
            }
        };
        let Word { form, group, .. } = word;
        let count = &mut self.counts[group as usize];
        if count.body == 0.0 && count.other == 0.0 {
            self.touched.push(group);
        }
        if weight == weights::BODY {
            count.body += weight
        } else {
            count.other += weight
        }
        count.parts |= parts;
        let (known, _) = &mut self.finished.forms[form as usize];
        known.prominent |= prominent;
        if self.last[form as usize] != document {
            self.last[form as usize] = document;
            known.documents += 1;
        }
        whole.then(|| (word, length(&known.text)))
    }

    /// The form and group of a word as it is written.
    fn word(&mut self, word: &str) -> Word {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let form = fold(word);
        let stem = if is_identifier(&form) { None } else { self.stemmer.stem(word) };
        // No form has a space in it.
        let group = stem.map_or_else(|| form.to_string(), |stem| format!("{} {stem}", self.language));
        let new = self.pair(&form, &group);
        self.words.insert(word.into(), new);
        new
    }

    /// A form that is a group by itself.
    fn exact(&mut self, form: &str) -> Word {
        self.pair(form, form)
    }

    fn pair(&mut self, form: &str, group: &str) -> Word {
        let group = number(&mut self.group_numbers, group, || {
            self.finished.groups.push(group.into());
            self.counts.push(Count::default());
        });
        let form = number(&mut self.form_numbers, form, || {
            let form = Form { text: form.into(), groups: Vec::new(), documents: 0, prominent: false };
            self.finished.forms.push((form, Vec::new()));
            self.last.push(u32::MAX);
        });
        let (_, groups) = &mut self.finished.forms[form as usize];
        if !groups.contains(&group) {
            groups.push(group);
        }
        Word {
            form,
            group,
            begins: !self.names.beginning(&self.finished.forms[form as usize].0.text).is_empty(),
        }
    }

    /// Makes postings of what was counted.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn close(&mut self, document: u32, length: usize) {
        let length = 1.0 - weights::LENGTH + weights::LENGTH * length as f32 / self.average;
        for group in self.touched.drain(..) {
            let count = std::mem::take(&mut self.counts[group as usize]);
            let frequency = count.body / length + count.other;
            let share = frequency / (frequency + weights::SATURATION);
            let level = (share * weights::LEVELS as f32) as u8;
            let posting = Posting { document, parts: count.parts.max(1), level };
            self.postings.push((group, posting));
        }
    }
}

/// The number of a text, the next one if it is new.
fn number(numbers: &mut FxHashMap<Box<str>, u32>, text: &str, new: impl FnOnce()) -> u32 {
    if let Some(&number) = numbers.get(text) {
        return number;
    }
    new();
    let number = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    numbers.insert(text.into(), number);
    number
}

/// How long documents of a language are, in bytes; in steps, so that one edit does not change what
/// every word counts for.
#[allow(clippy::cast_precision_loss)]
fn average(site: &Site, language: &Language) -> f32 {
    let of_language = site.entries().filter(|(_, entry)| entry.record.language == *language);
    let (count, bytes) = of_language
        .fold((0_usize, 0_usize), |(count, bytes), (_, entry)| (count + 1, bytes + entry.record.body.size()));
    let average = (bytes as f32 / count.max(1) as f32).max(200.0);
    ((average.log2() * 2.0).round() / 2.0).exp2()
}

const _: () = assert!(PARTS <= u16::BITS as usize);
