//! Answers queries from the files of the index: the engine behind `casebook search`. The one in the browser
//! (`themes/default/static/search-engine.js`) does the same step by step, with the parameters of the same
//! `index.js`; `tests/ranking` holds both to the same answers. Whoever changes one changes both.

mod dictionary;
mod entry;
mod excerpt;
mod matching;
mod query;
mod rank;
mod spelling;

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use super::base91::Numbers;
use super::chunk;
use super::file::{self, NAME};
use super::index::ENTRY;
use dictionary::Shard;
use entry::Entry;
use query::{Query, Term};
use rank::{Match, Ranked};

/// Where the files of an index are: gives the bytes of one by its name.
pub type Files<'f> = &'f dyn Fn(&str) -> Option<Vec<u8>>;

/// An index that can be asked.
pub struct Engine<'f> {
    files: Files<'f>,
    entry: Entry,
    shards: RefCell<FxHashMap<String, Option<Rc<Shard>>>>,
}

/// What a query asks for besides its words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// The reader's language, which comes first among equals.
    pub language: Option<&'a str>,
    /// The kind that results have, if not any.
    pub kind: Option<&'a str>,
    /// The most results.
    pub limit: usize,
}

/// The answer to a query.
#[derive(Debug, Default)]
pub struct Answer {
    /// How many records were found.
    pub total: usize,
    pub results: Vec<Hit>,
    /// Words that the index does not know, each with what was looked for in its place.
    pub corrections: Vec<(String, String)>,
}

/// A page that was found.
#[derive(Debug, serde::Serialize)]
pub struct Hit {
    /// From the root of the site.
    pub url: String,
    pub title: String,
    pub kind: String,
    pub lang: String,
    /// The section that fits best, without `#`; empty for the page as a whole.
    pub anchor: String,
    pub excerpt: String,
    pub score: f64,
    /// The heading of that section.
    #[serde(skip)]
    pub heading: String,
    /// The places of the words in the excerpt, in bytes.
    #[serde(skip)]
    pub marks: Vec<Range<usize>>,
}

impl<'f> Engine<'f> {
    /// Opens an index; `None` when its first file is missing or none of ours.
    pub fn open(files: Files<'f>) -> Option<Self> {
        let entry = Entry::read(&file::read(&files(ENTRY)?)?)?;
        Some(Self { files, entry, shards: RefCell::default() })
    }

    /// Answers a query.
    pub fn search(&self, text: &str, options: Options<'_>) -> Answer {
        let mut query = Query::parse(text);
        self.drop_stop_words(&mut query);
        let mut answer = Answer::default();
        let mut matches: Vec<Match> = Vec::new();
        for (term, named) in query.terms.iter().zip(self.named(&query.terms)) {
            let (one, correction) = self.matched(term, named);
            answer.corrections.extend(correction.map(|to| (term.form.clone(), to)));
            matches.push(one);
        }
        let languages = self.in_order(options.language);
        let ranking = &self.entry.parameters.ranking;
        let only_excludes = matches.is_empty() && !query.excluded.is_empty();
        let of_language = |(range, share)| {
            if only_excludes { rank::everything(range) } else { rank::rank(&matches, range, share, ranking) }
        };
        let mut ranked: Vec<Ranked> = languages.into_iter().flat_map(of_language).collect();
        // Equal ones stay as they are, those of the reader's language first.
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score));
        let records = &self.entry.records;
        let record = |document: u32| records[document as usize];
        let excluded: FxHashSet<u32> = self.excluded(&query).into_iter().map(record).collect();
        ranked.retain(|one| !excluded.contains(&record(one.document)));
        self.keep_phrases(&mut ranked, &query, &matches);
        // Of the versions of a record the best. Where that has too little of the query, the others stand for nothing.
        let mut seen = FxHashSet::default();
        ranked.retain(|one| seen.insert(record(one.document)) && one.enough);
        let is_of =
            |kind, document| self.entry.language_and_kind(document).is_some_and(|(_, its)| its == kind);
        ranked.retain(|one| options.kind.is_none_or(|kind| is_of(kind, one.document)));
        answer.total = ranked.len();
        let shown = &ranked[..options.limit.min(ranked.len())];
        for page in shown.chunks(self.entry.parameters.results.page.max(1)) {
            let mut hits: Vec<Hit> = page.iter().filter_map(|one| self.hit(one, &matches)).collect();
            hits.sort_by(|a, b| b.score.total_cmp(&a.score));
            answer.results.extend(hits);
        }
        answer
    }

    /// The documents of each language, those of the reader's first, and how much their scores count.
    fn in_order(&self, own: Option<&str>) -> Vec<(Range<u32>, f64)> {
        let mut languages = Vec::new();
        let mut first = 0;
        for language in &self.entry.languages {
            let range = first..language.end;
            first = language.end;
            if own == Some(&language.tag) {
                languages.insert(0, (range, 1.0));
            } else {
                languages.push((range, self.entry.parameters.ranking.foreign));
            }
        }
        languages
    }

    /// Leaves out stop words where there are other words.
    fn drop_stop_words(&self, query: &mut Query) {
        let is_stop_word = |term: &Term| !term.quoted && self.entry.stop_words.contains(&term.form);
        if !query.terms.iter().all(is_stop_word) {
            query.terms.retain(|term| !is_stop_word(term));
        }
    }

    /// Keeps what has every phrase. Of very many candidates only the best are looked at.
    fn keep_phrases(&self, ranked: &mut Vec<Ranked>, query: &Query, matches: &[Match]) {
        if query.phrases.is_empty() {
            return;
        }
        let chunks_with = |one: &Ranked, phrase: &[String]| rank::chunks_with(one, matches, phrase);
        ranked.retain(|one| query.phrases.iter().all(|phrase| chunks_with(one, phrase) != 0));
        ranked.truncate(self.entry.parameters.results.phrase);
        ranked.retain(|one| {
            let chunks = self.chunks(one.document);
            query.phrases.iter().all(|phrase| {
                let has = |name: &str| {
                    let text = (self.files)(name).and_then(|bytes| file::read(&bytes));
                    text.is_some_and(|text| excerpt::has_phrase(&text, phrase))
                };
                let with = chunks_with(one, phrase);
                let mut there = chunks.iter().enumerate().filter(|(chunk, _)| with >> chunk & 1 == 1);
                there.any(|(_, (name, _))| has(name))
            })
        });
    }

    /// The files that the text of a document lies in, each with twice the number of its first section,
    /// and one more if that has begun before.
    fn chunks(&self, document: u32) -> Vec<(String, u32)> {
        let (size, names) = &self.entry.directories;
        let (directory, place) = (document as usize / size, document as usize % size);
        let name = names.get(directory * NAME..(directory + 1) * NAME);
        let value = name.and_then(|name| file::read(&(self.files)(name)?));
        let text = value.as_ref().and_then(Value::as_str).unwrap_or_default();
        let mut rest = text;
        let mut chunks = Vec::new();
        for _ in 0..=place {
            let Some((name, after)) = rest.split_at_checked(NAME) else { break };
            rest = after;
            let count = number(&mut rest) as usize;
            chunks = (0..count).map(|chunk| (chunk::name(name, chunk), number(&mut rest))).collect();
        }
        chunks
    }

    fn hit(&self, one: &Ranked, matches: &[Match]) -> Option<Hit> {
        let parameters = &self.entry.parameters;
        let chunks = self.chunks(one.document);
        let at = rank::best_chunk(one, &chunks);
        let text = file::read(&(self.files)(&chunks.get(at)?.0)?)?;
        let (tag, kind) = self.entry.language_and_kind(one.document)?;
        let shown = excerpt::excerpt(&text, one, matches, &parameters.excerpt)?;
        Some(Hit {
            url: text[1].as_str()?.to_owned(),
            title: text[0].as_str()?.to_owned(),
            kind: kind.to_owned(),
            lang: tag.to_owned(),
            anchor: shown.anchor,
            heading: shown.heading,
            excerpt: shown.text,
            marks: shown.marks,
            score: one.score_with(shown.adjacent, &parameters.ranking),
        })
    }
}

/// The number at the start of a text of digits, which is shortened by it.
fn number(text: &mut &str) -> u32 {
    let mut numbers = Numbers::new(text);
    let number = numbers.next().unwrap_or(0);
    *text = &text[text.len() - numbers.left()..];
    number
}
