//! The analysis of documents: their words counted by where they stand, and their texts split into files.
//! `inverted` puts batches together, and exchanges a document by batches of one.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::analysis::{
    Stemmer, Token, fold, group_key, heading_length, joined_form, tokenize, without_article,
};
use super::chunk::{self, Analysed, AnalysedTexts, ChunkFiles, NameSaid};
use super::concepts::Spoken;
use super::document::{Document, Section};
use super::file::Sink;
use super::form::Form;
use super::names::Names;
use super::parameters::{PARAMETERS, fields};
use super::posting::{HeadingPosting, LONGEST, Posting, Runs};
use crate::config::Language;
use crate::error::Result;
use crate::site::{EntryId, Site};

/// Documents of one language that are analysed together, with the number of the first.
pub(super) fn batches<'d>(site: &Site, documents: &'d [EntryId]) -> Vec<(u32, &'d [EntryId])> {
    /// Small enough for all cores to have their share, large enough to know most words of the rest.
    const SIZE: usize = 200;
    let language = |id: &EntryId| &site.entry(*id).record.language;
    let mut batches = Vec::new();
    let mut first = 0;
    for of_language in documents.chunk_by(|a, b| language(a) == language(b)) {
        for ids in of_language.chunks(SIZE) {
            batches.push((first, ids));
            first += u32::try_from(ids.len()).unwrap_or(u32::MAX);
        }
    }
    batches
}

/// The analysis of some documents of one language; numbers of forms and groups are its own.
pub(super) struct Batch<'s> {
    site: &'s Site,
    names: &'s Names<'s>,
    language: &'s Language,
    stemmer: Stemmer,
    /// How long documents of the language are, in bytes.
    average: f32,
    words: FxHashMap<Box<str>, Word>,
    form_numbers: FxHashMap<Box<str>, u32>,
    group_numbers: FxHashMap<Box<str>, u32>,
    /// By group: what the current document has of it.
    counts: Vec<Count>,
    /// The groups that it has.
    touched: Vec<u32>,
    /// By form: the last document that had it, the last that had it in a title or heading, and for each of
    /// its groups the last that had it as one of that.
    last: Vec<(u32, u32, Vec<u32>)>,
    /// Of all documents so far, with their groups.
    postings: Vec<(u32, Posting)>,
    headings: Vec<(u32, HeadingPosting)>,
    /// The words of the current text, in their order.
    sequence: Vec<Word>,
    finished: Finished,
}

/// What became of a batch.
#[derive(Default)]
pub(super) struct Finished {
    /// Each with its groups, and how many documents have it as one of these.
    pub(super) forms: Vec<(Form, Vec<(u32, u32)>)>,
    /// The keys of its groups.
    pub(super) groups: Vec<Box<str>>,
    pub(super) postings: Runs,
    pub(super) headings: Runs,
    pub(super) texts: Vec<ChunkFiles>,
    /// The number of their language.
    pub(super) language: usize,
}

#[derive(Clone, Copy)]
struct Word {
    form: u32,
    group: u32,
    /// Whether it begins a name of a concept.
    begins_concept: bool,
    /// Another form that it is found by: without the Arabic article, or of a long word without its ending.
    bare: Option<u32>,
}

#[derive(Clone, Copy, Default)]
struct Count {
    /// How often it stands in the text.
    body: f32,
    /// How often it counts as standing elsewhere.
    other: f32,
    chunks: u16,
}

impl<'s> Batch<'s> {
    /// For documents of the same language as that one.
    pub(super) fn new(site: &'s Site, names: &'s Names<'s>, one: EntryId) -> Self {
        let language = &site.entry(one).record.language;
        let number = site.languages().iter().position(|it| it == language).unwrap_or(0);
        Self {
            site,
            names,
            language,
            stemmer: Stemmer::new(language),
            average: names.lengths[number],
            words: FxHashMap::default(),
            form_numbers: FxHashMap::default(),
            group_numbers: FxHashMap::default(),
            counts: Vec::new(),
            touched: Vec::new(),
            last: Vec::new(),
            postings: Vec::new(),
            headings: Vec::new(),
            sequence: Vec::new(),
            finished: Finished { language: number, ..Finished::default() },
        }
    }

    pub(super) fn document(&mut self, id: EntryId, number: u32, sink: Sink<'_>) -> Result<()> {
        let entry = self.site.entry(id);
        let document = Document::new(self.site, id);
        let chunks = chunk::split(&document);
        let title = self.heading(document.title, (number, 0), fields::TITLE, 1, false);
        let mut analysed = AnalysedTexts { title, ..AnalysedTexts::default() };
        for chunk in &chunks {
            let bit = chunk.bit();
            let texts = chunk.sections.iter().map(|(section, text)| {
                let weight = if *section == 0 { fields::SUMMARY } else { fields::BODY };
                self.text(text, number, weight, bit, false)
            });
            analysed.texts.push(texts.collect());
            for &section in &chunk.headings {
                let Section { heading, .. } = document.sections[section];
                let section_number = u16::try_from(section).unwrap_or(u16::MAX);
                let heading = self.heading(heading, (number, section_number), fields::HEADING, bit, false);
                analysed.headings.push(heading);
            }
        }
        for (name, section) in document.also.iter().zip(document.sections.len()..) {
            let section = u16::try_from(section).unwrap_or(u16::MAX);
            self.heading(name, (number, section), fields::NAMES, 1, true);
        }
        for name in self.names.of(id, self.language) {
            self.text(&name, number, fields::NAMES, 0, true);
        }
        let length: usize = document.sections.iter().map(|section| section.text.len()).sum();
        self.close(number, length);
        let (texts, files) = chunk::files(&chunks, &entry.url, &document, &analysed);
        for (chunk, bytes) in files.iter().enumerate() {
            sink(&chunk::name(&texts.name, chunk), bytes)?;
        }
        self.finished.texts.push(texts);
        Ok(())
    }

    pub(super) fn finish(mut self) -> Finished {
        self.postings.sort_by_key(|(group, _)| *group);
        self.headings.sort_by_key(|(group, _)| *group);
        self.finished.postings = Runs::new(&self.postings);
        self.finished.headings = Runs::new(&self.headings);
        self.finished
    }

    /// Counts the words of a text; `carried` tells of the name of something that the record carries.
    fn text(&mut self, text: &str, number: u32, weight: f32, chunks: u16, carried: bool) -> Analysed {
        let mut words = std::mem::take(&mut self.sequence);
        words.clear();
        tokenize(text, |token| {
            words.extend(self.token(&token, number, weight, chunks, false).map(|(word, _)| word));
        });
        let (_, names) = self.concepts(&words, weight, chunks, carried);
        let analysed = Analysed { words: words.len(), names };
        self.sequence = words;
        analysed
    }

    /// Counts the concepts whose names stand among the words; gives their groups, and where they are said, by names too
    /// that do not count.
    fn concepts(
        &mut self,
        words: &[Word],
        weight: f32,
        chunks: u16,
        carried: bool,
    ) -> (Vec<u32>, Vec<NameSaid>) {
        let names = self.names;
        let (mut found, mut said) = (Vec::new(), Vec::new());
        for (at, first) in words.iter().enumerate().filter(|(_, word)| word.begins_concept) {
            let key = |word: &Word| &*self.finished.groups[word.group as usize];
            let stands = |rest: &[String]| {
                let behind = &words[at + 1..];
                rest.len() <= behind.len() && rest.iter().zip(behind).all(|(name, word)| name == key(word))
            };
            let spoken = names.concepts.spoken(self.finished.language, key(first)).iter();
            let mut here: Vec<&Spoken> = spoken.filter(|name| stands(&name.rest)).collect();
            // It may be called so by itself and with another word behind it.
            here.sort_by_key(|name| (&name.concept, Reverse(name.rest.len())));
            for names in here.chunk_by(|a, b| a.concept == b.concept) {
                let Spoken { concept, id, rest, .. } = names[0];
                said.push(NameSaid { at, words: rest.len() + 1, concept: id.clone() });
                if carried || names.iter().any(|name| name.anywhere) {
                    let group = self.group(concept);
                    self.count(group, weight, chunks);
                    found.push(group);
                }
            }
        }
        (found, said)
    }

    /// Counts a title, a heading or another name of a document: `place` is that and the section.
    fn heading(
        &mut self,
        text: &str,
        place: (u32, u16),
        weight: f32,
        chunks: u16,
        is_name: bool,
    ) -> Analysed {
        let (document, section) = place;
        let mut words = Vec::new();
        let mut whole = 0_u8;
        tokenize(text, |token| {
            if let Some((word, counts)) = self.token(&token, document, weight, chunks, true) {
                whole = whole.saturating_add(counts);
                words.push(word);
            }
        });
        let (concepts, names) = self.concepts(&words, weight, chunks, false);
        let analysed = Analysed { words: words.len(), names };
        let posting = HeadingPosting { document, section, length: whole.min(LONGEST), is_name };
        let mut groups: Vec<u32> = words.into_iter().map(|word| word.group).chain(concepts).collect();
        groups.sort_unstable();
        groups.dedup();
        self.headings.extend(groups.into_iter().map(|group| (group, posting)));
        analysed
    }

    /// Counts a token; gives the word and its length if it is one that queries have too.
    fn token(
        &mut self,
        token: &Token<'_>,
        document: u32,
        weight: f32,
        chunks: u16,
        prominent: bool,
    ) -> Option<(Word, u8)> {
        let (word, weight, whole) = match token {
            Token::Word(word) => (self.word(word), weight, true),
            Token::Ngram(ngram) => (self.exact(ngram), weight, true),
            Token::Part(part) => (self.word(part), weight * fields::PART, false),
            Token::End(end) => (self.exact(end), weight * fields::PART, false),
            Token::Compound(words) | Token::Spaced(words) => (self.exact(&joined_form(words)), weight, false),
        };
        let Word { form, group, .. } = word;
        self.count(group, weight, chunks);
        self.count_form(form, group, document, prominent);
        if let Some(bare) = word.bare {
            self.count_form(bare, group, document, prominent);
        }
        whole.then(|| {
            let form = &self.finished.forms[form as usize].0.text;
            (word, heading_length(form, PARAMETERS.ranking.letters))
        })
    }

    /// Counts that the document has a group there.
    fn count(&mut self, group: u32, weight: f32, chunks: u16) {
        let count = &mut self.counts[group as usize];
        if count.body == 0.0 && count.other == 0.0 {
            self.touched.push(group);
        }
        if weight == fields::BODY {
            count.body += weight;
        } else {
            count.other += weight;
        }
        count.chunks |= chunks;
    }

    /// Counts that a document has a form of a group, once.
    fn count_form(&mut self, form: u32, group: u32, document: u32, prominent: bool) {
        let (known, groups) = &mut self.finished.forms[form as usize];
        let (last, last_prominent, last_of_groups) = &mut self.last[form as usize];
        let once = |last: &mut u32, count: &mut u32| {
            if std::mem::replace(last, document) != document {
                *count += 1;
            }
        };
        once(last, &mut known.documents);
        if prominent {
            once(last_prominent, &mut known.prominent);
        }
        let place = groups.iter().position(|(other, _)| *other == group).unwrap_or(0);
        once(&mut last_of_groups[place], &mut groups[place].1);
    }

    /// The form and group of a word as it is written.
    fn word(&mut self, word: &str) -> Word {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let form = fold(word);
        let stem = self.stemmer.stem(word);
        let group = group_key(self.language, &form, stem.as_deref());
        let mut new = self.pair(&form, &group);
        // Whoever looks for the last part of a compound does so without the ending that it has here.
        if let Some(stem) = stem
            .filter(|stem| fields::is_compounding(self.language.as_str()) && is_long(stem) && **stem != *form)
        {
            new.bare = Some(self.pair(&stem, &group).form);
        }
        if self.language.as_str().split('-').next() == Some("ar")
            && let Some(bare) = without_article(&form)
        {
            new.bare = Some(self.pair(bare, &group).form);
        }
        self.words.insert(word.into(), new);
        new
    }

    /// A form that is a group by itself.
    fn exact(&mut self, form: &str) -> Word {
        self.pair(form, form)
    }

    /// The number of a group by its key.
    fn group(&mut self, key: &str) -> u32 {
        number(&mut self.group_numbers, key, || {
            self.finished.groups.push(key.into());
            self.counts.push(Count::default());
        })
    }

    fn pair(&mut self, form: &str, key: &str) -> Word {
        let group = self.group(key);
        let form = number(&mut self.form_numbers, form, || {
            self.finished.forms.push((Form::new(form), Vec::new()));
            self.last.push((u32::MAX, u32::MAX, Vec::new()));
        });
        let (_, groups) = &mut self.finished.forms[form as usize];
        if !groups.iter().any(|(other, _)| *other == group) {
            groups.push((group, 0));
            self.last[form as usize].2.push(u32::MAX);
        }
        Word {
            form,
            group,
            begins_concept: !self.names.concepts.spoken(self.finished.language, key).is_empty(),
            bare: None,
        }
    }

    /// Makes postings of what was counted.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn close(&mut self, document: u32, length: usize) {
        let length = 1.0 - fields::LENGTH + fields::LENGTH * length as f32 / self.average;
        for group in self.touched.drain(..) {
            let count = std::mem::take(&mut self.counts[group as usize]);
            let frequency = count.body / length + count.other;
            let share = frequency / (frequency + fields::SATURATION);
            let level = (share * fields::LEVELS as f32) as u8;
            let posting = Posting { document, chunks: count.chunks.max(1), level };
            self.postings.push((group, posting));
        }
    }
}

fn is_long(stem: &str) -> bool {
    stem.chars().count() >= fields::LONG
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
