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

use super::base91::take;
use super::chunk;
use super::file::{self, NAME};
use super::index::ENTRY;
use dictionary::Shard;
use entry::Entry;
use excerpt::Written;
use query::{Query, Reader, Term};
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
    /// Whether nothing fits well. The record that tells how to ask for help comes first then, if there is one.
    pub is_weak: bool,
    pub results: Vec<Hit>,
    /// Words that the index does not know, each with what was looked for in its place, as the results have it.
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

    /// Whether a page is written in a language.
    pub fn has_language(&self, tag: &str) -> bool {
        self.entry.languages.iter().any(|language| language.tag == tag)
    }

    /// Answers a query.
    pub fn search(&self, text: &str, options: Options<'_>) -> Answer {
        let mut query = Query::parse(text);
        let asks_who = query.terms.iter().any(|term| self.is_who(term));
        self.drop_stop_words(&mut query);
        self.mark_little_words(&mut query.terms);
        let mut answer = Answer::default();
        let languages = self.in_order(options.language);
        let own = self.entry.documents_in(options.language);
        let matches = self.matches(&query, own.clone());
        let ranking = &self.entry.parameters.ranking;
        let only_excludes = matches.is_empty() && !query.excluded.is_empty();
        let of_language = |(range, share)| {
            if only_excludes { rank::everything(range) } else { rank::rank(&matches, range, share, ranking) }
        };
        let mut ranked: Vec<Ranked> = languages.into_iter().flat_map(of_language).collect();
        for one in ranked.iter_mut().filter(|one| asks_who && self.is_somebody(one.document)) {
            one.times(ranking.asked, ranking);
        }
        // Equal ones stay as they are, those of the reader's language first.
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score));
        let records = &self.entry.records;
        let record = |document: u32| records[document as usize];
        let excluded: FxHashSet<u32> = self.excluded(&query).into_iter().map(record).collect();
        ranked.retain(|one| !excluded.contains(&record(one.document)));
        self.keep_phrases(&mut ranked, &query, &matches);
        let best = ranked.iter().map(Ranked::without_share).fold(0.0, f64::max);
        // Of a word whose first letter was typed nobody knows what it will be.
        let prefix = self.entry.parameters.matching.prefix;
        let is_begun = query.terms.iter().all(|term| term.open && term.form.chars().count() < prefix);
        answer.is_weak = !matches.is_empty() && !is_begun && best < ranking.weak;
        let mut ranked = one_of_each(&ranked, record, &own, ranking.version);
        let is_of =
            |kind, document| self.entry.language_and_kind(document).is_some_and(|(_, its)| its == kind);
        let ask = self.ask(options.language).filter(|_| answer.is_weak);
        ranked.retain(|one| ask.is_none_or(|ask| record(one.document) != record(ask)));
        ranked.splice(0..0, ask.map(|ask| Ranked::unscored(ask, &matches)));
        ranked.retain(|one| options.kind.is_none_or(|kind| is_of(kind, one.document)));
        answer.total = ranked.len();
        let shown = &ranked[..options.limit.min(ranked.len())];
        let mut written = vec![Written::default(); matches.len()];
        for page in shown.chunks(self.entry.parameters.results.page.max(1)) {
            let mut hits: Vec<(Hit, Vec<Written>)> =
                page.iter().filter_map(|one| self.hit(one, &matches)).collect();
            let fixed = usize::from(ask.is_some() && answer.results.is_empty() && page[0].is_unscored());
            hits[fixed.min(page.len())..].sort_by(|(a, _), (b, _)| b.score.total_cmp(&a.score));
            for (hit, words) in hits {
                for (known, words) in written.iter_mut().zip(words) {
                    known.add(words);
                }
                answer.results.push(hit);
            }
        }
        for (Match { form, correction, .. }, written) in matches.into_iter().zip(written) {
            answer
                .corrections
                .extend(correction.map(|to| (form, written.form.or(written.name).unwrap_or(to))));
        }
        answer
    }

    /// The document that tells how to ask for help, in the reader's language if it is there.
    fn ask(&self, own: Option<&str>) -> Option<u32> {
        let ask = self.entry.ask?;
        let mut documents = self.in_order(own).into_iter().flat_map(|(range, _)| range);
        documents.find(|document| self.entry.records[*document as usize] == ask)
    }

    /// What the words of a query stand for, without those that say little if there are enough others; `language` has the
    /// documents of the reader's.
    fn matches(&self, query: &Query, language: Range<u32>) -> Vec<Match> {
        let terms = &query.terms;
        let others = terms.iter().filter(|term| !term.is_little).count();
        let does_without = others >= self.entry.parameters.matching.sentence;
        let is_left_out = |term: &Term| does_without && term.is_little;
        let named = self.named(query, is_left_out);
        let words: Vec<(&Term, Vec<_>)> =
            terms.iter().zip(named).filter(|(term, _)| !is_left_out(term)).collect();
        let is_known = |(term, named): &(&Term, Vec<_>)| !named.is_empty() || self.is_known(&term.form);
        let reader = Reader { language, beside_known: words.iter().any(is_known) };
        words.into_iter().flat_map(|(term, named)| self.matched(term, named, &reader)).collect()
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

    /// Whether a word asks for somebody.
    fn is_who(&self, term: &Term) -> bool {
        !term.quoted && self.entry.who.words.contains(&term.form)
    }

    /// Whether a document is about somebody.
    fn is_somebody(&self, document: u32) -> bool {
        let kind = self.entry.language_and_kind(document).map(|(_, kind)| kind);
        self.entry.who.kinds.iter().any(|one| Some(&**one) == kind)
    }

    /// Leaves out stop words, and words that ask for somebody, where there are other words.
    fn drop_stop_words(&self, query: &mut Query) {
        let is_stop_word =
            |term: &Term| self.is_who(term) || !term.quoted && self.entry.stop_words.contains(&term.form);
        if !query.terms.iter().all(is_stop_word) {
            query.dropped =
                query.terms.extract_if(.., |term| is_stop_word(term)).map(|term| term.form).collect();
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
        let file = || {
            let name = names.get(directory * NAME..(directory + 1) * NAME)?;
            file::read(&(self.files)(name)?)?.as_str().map(str::to_owned)
        };
        let text = self.entry.directory.clone().or_else(file).unwrap_or_default();
        let mut rest = text.as_str();
        let mut chunks = Vec::new();
        for _ in 0..=place {
            let Some((name, after)) = rest.split_at_checked(NAME) else { break };
            rest = after;
            let count = take(&mut rest) as usize;
            chunks = (0..count).map(|chunk| (chunk::name(name, chunk), take(&mut rest))).collect();
        }
        chunks
    }

    /// A result, and for each word of the query that was corrected what it has of that, as it is written.
    fn hit(&self, one: &Ranked, matches: &[Match]) -> Option<(Hit, Vec<Written>)> {
        let parameters = &self.entry.parameters;
        let chunks = self.chunks(one.document);
        let at = rank::best_chunk(one, &chunks);
        let text = file::read(&(self.files)(&chunks.get(at)?.0)?)?;
        let (tag, kind) = self.entry.language_and_kind(one.document)?;
        let shown = excerpt::excerpt(&text, one, matches, &parameters.excerpt)?;
        let written = excerpt::written(&text, matches);
        let hit = Hit {
            url: text[1].as_str()?.to_owned(),
            title: text[0].as_str()?.to_owned(),
            kind: kind.to_owned(),
            lang: tag.to_owned(),
            anchor: shown.anchor,
            heading: shown.heading,
            excerpt: shown.text,
            marks: shown.marks,
            score: one.score_with(shown.adjacent, &parameters.ranking),
        };
        Some((hit, written))
    }
}

/// Of the versions of each record one: that in the reader's language where it has so much of the score of the best, else
/// that. It stands where the best does. Where that has too little of the query, the others stand for nothing.
fn one_of_each(ranked: &[Ranked], record: impl Fn(u32) -> u32, own: &Range<u32>, least: f64) -> Vec<Ranked> {
    let of_reader = ranked.iter().filter(|one| own.contains(&one.document));
    let of_reader: FxHashMap<u32, &Ranked> = of_reader.map(|one| (record(one.document), one)).collect();
    let mut seen = FxHashSet::default();
    let best = ranked.iter().filter(|one| seen.insert(record(one.document)));
    let shown = best.filter(|one| one.enough).map(|best| {
        let own = of_reader.get(&record(best.document)).copied();
        let own = own.filter(|own| own.score >= best.score * least);
        own.unwrap_or(best).clone().with_score_of(best)
    });
    shown.collect()
}
