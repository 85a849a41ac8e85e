//! Answers queries from the files of the index: the one behind `casebook search`. The one in the browser
//! (`themes/default/static/search-engine.js`) is the same step by step, and a test holds their answers to
//! each other. Whoever changes one changes both.

mod dictionary;
mod excerpt;
mod query;
mod rank;
mod spelling;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::chunk;
use super::code::Numbers;
use super::file::{self, NAME};
use super::index::{ENTRY, RESULTS};
use crate::search::analysis::without_article;
use dictionary::{Hits, Shard, Table, forms_of};
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

/// `index.js`.
struct Entry {
    languages: Vec<LanguageRange>,
    little: Vec<String>,
    terms: Table,
    ends: Table,
    /// How many documents each directory has, and their names.
    directories: (usize, String),
}

/// The documents of one language.
struct LanguageRange {
    tag: String,
    /// By kind, with the number of its first document.
    kinds: Vec<(String, u32)>,
    end: u32,
}

/// What to look for besides the words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The language that comes first. Where it has nothing, it is the language that has most.
    pub language: Option<&'a str>,
    pub kind: Option<&'a str>,
    /// How many results are told.
    pub most: usize,
}

/// The answer to a query.
#[derive(Debug, Default)]
pub struct Found {
    /// The language of the results.
    pub language: String,
    /// How many pages were found in it.
    pub total: usize,
    pub results: Vec<Hit>,
    /// Words that the index does not know, each with what was looked for in its place.
    pub corrections: Vec<(String, String)>,
    /// How many pages there are in each language that has any.
    pub languages: Vec<(String, usize)>,
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
    pub marks: Vec<std::ops::Range<usize>>,
}

impl<'f> Engine<'f> {
    /// Opens an index; `None` when its first file is missing or none of ours.
    pub fn open(files: Files<'f>) -> Option<Self> {
        let entry = Entry::read(&file::read(&files(ENTRY)?)?)?;
        Some(Self { files, entry, shards: RefCell::default() })
    }

    /// Answers a query.
    pub fn search(&self, text: &str, asked: Asked<'_>) -> Found {
        let mut query = Query::parse(text);
        self.drop_little(&mut query);
        let mut found = Found::default();
        let mut matches: Vec<Match> = Vec::new();
        for term in &query.terms {
            let (one, correction) = self.matched(term);
            found.corrections.extend(correction.map(|to| (term.form.clone(), to)));
            matches.push(one);
        }
        let without = self.without(&query);
        let mut best: Option<(String, Vec<Ranked>)> = None;
        let mut first = 0;
        for language in &self.entry.languages {
            let range = first..language.end;
            first = language.end;
            let mut ranked = if matches.is_empty() && !query.without.is_empty() {
                rank::everything(range)
            } else {
                rank::rank(&matches, range)
            };
            ranked.retain(|one| {
                !without.contains(&one.document)
                    && asked.kind.is_none_or(|kind| language.kind(one.document) == kind)
            });
            self.keep_phrases(&mut ranked, &query, &matches);
            if ranked.is_empty() {
                continue;
            }
            found.languages.push((language.tag.clone(), ranked.len()));
            let wanted = asked.language == Some(&language.tag);
            let other = best
                .as_ref()
                .is_none_or(|(tag, list)| asked.language != Some(tag.as_str()) && list.len() < ranked.len());
            if wanted || other {
                best = Some((language.tag.clone(), ranked));
            }
        }
        if let Some((language, ranked)) = best {
            found.total = ranked.len();
            for shown in ranked[..asked.most.min(ranked.len())].chunks(RESULTS) {
                let mut hits: Vec<Hit> = shown.iter().filter_map(|one| self.hit(one, &matches)).collect();
                hits.sort_by(|a, b| b.score.total_cmp(&a.score));
                found.results.extend(hits);
            }
            found.language = language;
        }
        found
    }

    /// Leaves out little words where there are others.
    fn drop_little(&self, query: &mut Query) {
        let little = |term: &Term| !term.quoted && self.entry.little.contains(&term.form);
        if !query.terms.iter().all(little) {
            query.terms.retain(|term| !little(term));
        }
    }

    fn shard(&self, name: &str) -> Option<Rc<Shard>> {
        if let Some(known) = self.shards.borrow().get(name) {
            return known.clone();
        }
        let value = (self.files)(name).and_then(|bytes| file::read(&bytes));
        let shard = value.and_then(|value| Some(Rc::new(Shard::read(value.as_str()?))));
        self.shards.borrow_mut().insert(name.to_owned(), shard.clone());
        shard
    }

    /// The shards of the dictionary that forms with that beginning lie in, as far as is sensible.
    fn shards(&self, beginning: &str, open: bool) -> Vec<Rc<Shard>> {
        /// More shards than this would be much to load for so little that was typed.
        const MOST: usize = 3;
        let table = &self.entry.terms;
        let first = table.find(beginning);
        let last = if open { table.find_last(beginning).min(first + MOST - 1) } else { first };
        (first..=last).filter_map(|number| self.shard(table.name(number)?)).collect()
    }

    fn hits(&self, key: &dictionary::GroupKey) -> Option<Rc<Hits>> {
        self.shards(&key.0, false).first()?.hits(key)
    }

    /// What a term stands for, and what it was corrected to.
    fn matched(&self, term: &Term) -> (Match, Option<String>) {
        let shards = self.shards(&term.form, term.open);
        // The groups that are meant, each with how surely.
        let mut groups: BTreeMap<dictionary::GroupKey, f64> = BTreeMap::new();
        let mut add = |line: &dictionary::Line, weight: f64| {
            for key in &line.groups {
                let known = groups.entry(key.clone()).or_insert(0.0);
                *known = known.max(weight);
            }
        };
        let mut exact = false;
        for shard in &shards {
            if let Some(line) = shard.find(&term.form) {
                exact = true;
                add(line, 1.0);
            }
        }
        if let Some(joined) = &term.joined {
            for shard in self.shards(joined, false) {
                if let Some(line) = shard.find(joined) {
                    exact = true;
                    add(line, rank::JOINED);
                }
            }
        }
        let mut completed = false;
        if term.open && (term.gram || term.form.chars().count() > 1) {
            let longer = |line: &&dictionary::Line| {
                line.form.len() > term.form.len() && line.form.starts_with(&term.form)
            };
            for line in shards.iter().flat_map(|shard| shard.lines.iter().filter(longer)) {
                completed = true;
                add(line, rank::completion(&term.form, &line.form, exact));
            }
        }
        let mut correction = None;
        let mut near = Vec::new();
        if !exact && !completed && !term.gram && !term.quoted && !super::analysis::is_identifier(&term.form) {
            near = self.nearest(&term.form, &shards);
            correction = near.first().map(|(form, _)| form.clone());
        }
        let mut more = Vec::new();
        for (form, surely) in &near {
            for shard in self.shards(form, false) {
                if let Some(line) = shard.find(form) {
                    add(line, *surely);
                }
                more.push(shard);
            }
        }
        let mut forms = forms_of(shards.iter().chain(&more).map(|shard| &**shard), &groups);
        forms.extend(groups.keys().map(|(home, _)| home.clone()));
        let hits = groups.into_iter().filter_map(|(key, weight)| Some((self.hits(&key)?, weight))).collect();
        (Match { form: term.form.clone(), place: term.place, hits, forms }, correction)
    }

    /// What a word is likely to mean that the index does not know, with how surely: itself without the
    /// Arabic article, a word with one mistake less, another form of it, or a word with two mistakes less.
    /// Mistakes are looked for among the words with the same beginning, which lie in `shards`, and among
    /// those with the same end.
    fn nearest(&self, form: &str, shards: &[Rc<Shard>]) -> Vec<(String, f64)> {
        if let Some(bare) = without_article(form)
            && self.shards(bare, false).iter().any(|shard| shard.find(bare).is_some())
        {
            return vec![(bare.to_owned(), rank::RELATED)];
        }
        let backwards = |form: &str| form.chars().rev().collect::<String>();
        let ends = &self.entry.ends;
        let ends = ends.name(ends.find(&backwards(form))).and_then(|name| self.shard(name));
        let forwards = shards.iter().flat_map(|shard| &shard.lines).map(|line| (line.form.clone(), line));
        let ends = ends.iter().flat_map(|shard| &shard.lines).map(|line| (backwards(&line.form), line));
        let near = spelling::nearest(form, forwards.chain(ends));
        if near.first().is_none_or(|near| near.distance > 1) {
            let related = spelling::related(form, shards.iter().flat_map(|shard| &shard.lines));
            if !related.is_empty() {
                return related.into_iter().map(|form| (form, rank::RELATED)).collect();
            }
        }
        near.into_iter().map(|near| (near.form, rank::corrected(near.distance))).collect()
    }

    /// The documents that have all words of something that is to be left out.
    fn without(&self, query: &Query) -> Vec<u32> {
        let mut documents = Vec::new();
        for forms in &query.without {
            let lists = forms.iter().map(|form| {
                let shards = self.shards(form, false);
                let line = shards.first().and_then(|shard| shard.find(form));
                let hits = line.into_iter().flat_map(|line| &line.groups).filter_map(|key| self.hits(key));
                hits.flat_map(|hits| hits.postings.iter().map(|posting| posting.document).collect::<Vec<_>>())
                    .collect::<Vec<_>>()
            });
            let all = lists.reduce(|a, b| a.into_iter().filter(|document| b.contains(document)).collect());
            documents.extend(all.unwrap_or_default());
        }
        documents
    }

    /// Keeps what has every phrase. Of very many candidates only the best are looked at.
    fn keep_phrases(&self, ranked: &mut Vec<Ranked>, query: &Query, matches: &[Match]) {
        const LOOKED_AT: usize = 60;
        if query.phrases.is_empty() {
            return;
        }
        let parts = |one: &Ranked, phrase: &[String]| rank::parts_with(one, matches, phrase);
        ranked.retain(|one| query.phrases.iter().all(|phrase| parts(one, phrase) != 0));
        ranked.truncate(LOOKED_AT);
        ranked.retain(|one| {
            let chunks = self.chunks(one.document);
            query.phrases.iter().all(|phrase| {
                let has = |name: &str| {
                    let text = (self.files)(name).and_then(|bytes| file::read(&bytes));
                    text.is_some_and(|text| excerpt::has_phrase(&text, phrase))
                };
                let parts = parts(one, phrase);
                let mut there = chunks.iter().enumerate().filter(|(part, _)| parts >> part & 1 == 1);
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
            chunks = (0..count).map(|piece| (chunk::name(name, piece), number(&mut rest))).collect();
        }
        chunks
    }

    fn hit(&self, one: &Ranked, matches: &[Match]) -> Option<Hit> {
        let chunks = self.chunks(one.document);
        let at = rank::best_chunk(one, &chunks);
        let text = file::read(&(self.files)(&chunks.get(at)?.0)?)?;
        let (tag, kind) = self.entry.place(one.document)?;
        let shown = excerpt::excerpt(&text, one, matches)?;
        Some(Hit {
            url: text[1].as_str()?.to_owned(),
            title: text[0].as_str()?.to_owned(),
            kind: kind.to_owned(),
            lang: tag.to_owned(),
            anchor: shown.anchor,
            heading: shown.heading,
            excerpt: shown.text,
            marks: shown.marks,
            score: one.score_with(shown.row),
        })
    }
}

/// The number at the start of a text of signs, which is shortened by it.
fn number(text: &mut &str) -> u32 {
    let mut numbers = Numbers::new(text);
    let number = numbers.next().unwrap_or(0);
    *text = &text[text.len() - numbers.left()..];
    number
}

impl Entry {
    fn read(value: &Value) -> Option<Self> {
        let table = |name: &str| Some(Table::new(value[name][0].as_str()?, value[name][1].as_str()?));
        let documents = u32::try_from(value["documents"].as_u64()?).ok()?;
        let mut languages: Vec<LanguageRange> = Vec::new();
        for language in value["languages"].as_array()? {
            let kinds = language[1].as_array()?.iter().filter_map(|kind| {
                Some((kind[0].as_str()?.to_owned(), u32::try_from(kind[1].as_u64()?).ok()?))
            });
            let kinds: Vec<_> = kinds.collect();
            if let Some(before) = languages.last_mut() {
                before.end = kinds.first()?.1;
            }
            languages.push(LanguageRange { tag: language[0].as_str()?.to_owned(), kinds, end: documents });
        }
        let little = value["little"].as_array()?.iter().filter_map(|form| Some(form.as_str()?.to_owned()));
        Some(Self {
            languages,
            little: little.collect(),
            terms: table("terms")?,
            ends: table("ends")?,
            directories: serde_json::from_value(value["directories"].clone()).ok()?,
        })
    }

    /// The language and the kind of a document.
    fn place(&self, document: u32) -> Option<(&str, &str)> {
        let language = self.languages.iter().find(|language| document < language.end)?;
        Some((&language.tag, language.kind(document)))
    }
}

impl LanguageRange {
    fn kind(&self, document: u32) -> &str {
        let after = self.kinds.partition_point(|(_, first)| *first <= document);
        &self.kinds[after.saturating_sub(1)].0
    }
}
