//! The index as files. What there is:
//!
//! - `index.js`, the only one with a name that stays: languages, kinds, which documents are one record, the names
//!   of the others, and the parameters and tables that a query is answered by;
//! - shards of the dictionary with postings (see `shard`);
//! - shards of the forms reversed, for misspelt words: one with a mistake at its beginning has its end right.
//!   Lines begin as those of the dictionary do;
//! - directories of some documents each, which for each name the files of its text, and tell how many
//!   there are and for each twice the number of its first section, and one more if that began before. A small site has
//!   but one, in `index.js`;
//! - the texts (see `chunk`);
//! - a file for each facet;
//! - one with the words that say little (see `analysis`).

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use serde_json::{Value, json};

use super::analysis::{Token, is_identifier, little_words, tokenize};
use super::base91::{self, push};
use super::chunk::ChunkFiles;
use super::concepts::{Concepts, ID};
use super::document::order;
use super::facets;
use super::file::{self, NAME, Sink};
use super::form::Form;
use super::inverted::{Inverted, utf16};
use super::kinds;
use super::named::Named;
use super::parameters::{PARAMETERS, fields, tables};
use super::posting::LONGEST;
use super::shard;
use crate::error::Result;
use crate::record::Kind;
use crate::site::{EntryId, Site};
use crate::source::UrlPath;

/// The name of the file that is read first, without `.js`.
pub(super) const ENTRY: &str = "index";

/// Where an index file is found on the site. Not every file system takes thousands of files in one folder.
#[must_use]
pub fn address(name: &str) -> UrlPath {
    if name == ENTRY {
        return UrlPath::new("/search/index.js");
    }
    let (folder, rest) = name.split_at(1);
    UrlPath::new(&format!("/search/{folder}/{rest}.js"))
}

/// With so many documents a site has but one directory, which is in the entry: two kilobytes for each reader, and no
/// requests for directories before the first result.
const SMALL: usize = 256;

/// How many documents a directory has on a site with so many: the more, the fewer names of directories are
/// in the entry, which every reader loads; the fewer, the less is loaded for each result. A power of two,
/// so that few sites ever come to the next.
fn in_directory(documents: usize) -> usize {
    if documents <= SMALL {
        return SMALL;
    }
    // The results of a page cost a name each for each document of a directory; the entry has one for each directory.
    // A file has fifty bytes of its own, so that fewer than eight names in it save next to nothing.
    (documents / PARAMETERS.results.page).isqrt().next_power_of_two().max(8)
}

/// Indexes a site, and hands the files to `sink`.
///
/// # Errors
/// Those of `sink`.
pub fn write(site: &Site, sink: Sink<'_>) -> Result<()> {
    // Lists that hold the same, such as two facets of the same terms, are one file: it is named for what it holds.
    let written = Mutex::new(BTreeSet::new());
    let once = |name: &str, bytes: &[u8]| {
        let is_new = written.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
        if is_new { sink(name, bytes) } else { Ok(()) }
    };
    let documents = order(site);
    let concepts = Concepts::new(site);
    let inverted = Inverted::new(site, &documents, &concepts, &once)?;
    write_lists(site, &documents, &concepts, &inverted, &once)
}

/// Writes all files but the texts.
pub(super) fn write_lists(
    site: &Site,
    documents: &[EntryId],
    concepts: &Concepts,
    inverted: &Inverted,
    sink: Sink<'_>,
) -> Result<()> {
    let save = |value: &Value| {
        let bytes = file::write(value);
        let name = file::name(&bytes);
        sink(&name, &bytes).map(|()| name)
    };
    let in_directory = in_directory(documents.len());
    let mut directories: Vec<String> = inverted.texts.par_chunks(in_directory).map(directory).collect();
    let only = if directories.len() == 1 { directories.pop() } else { None };
    let saved = directories.into_par_iter().map(|directory| save(&Value::String(directory)));
    let directories: String = saved.collect::<Result<Vec<_>>>()?.concat();
    let facets = || {
        let facets = facets::all(site, documents).into_iter();
        facets.map(|(name, values)| Ok(json!([name, save(&values)?]))).collect::<Result<Vec<Value>>>()
    };
    let stop_words = stop_words(site, documents, inverted);
    let named = Named::new(concepts, inverted, &stop_words);
    let ((terms, reversed), facets) =
        rayon::join(|| (terms(inverted, &named, &save), reversed(inverted, &save)), facets);
    let little = little_words(site.languages()).into_iter().collect::<Vec<_>>().join(" ");
    let entry = json!({
        "parameters": PARAMETERS,
        "tables": tables(),
        "format": {"name": NAME, "digits": base91::format(), "longest": LONGEST, "concept": ID},
        "documents": documents.len(),
        "languages": languages(site, documents),
        "records": records(site, documents),
        "ask": site.ask().map(|id| record_numbers(site)[id.index()]),
        "stop_words": stop_words,
        "who": {"words": kinds::who(site.languages()), "kinds": kinds::WHO.map(Kind::name)},
        "little": save(&Value::String(little))?,
        "compounds": site.languages().iter().any(|language| fields::is_compounding(language.as_str())),
        "terms": terms?,
        "reversed": reversed?,
        "directory": only,
        "directories": [in_directory, directories],
        "facets": facets?,
    });
    sink(ENTRY, &file::write(&entry))
}

/// For each document the name of the files of its text, how many there are, and where they begin.
fn directory(documents: &[ChunkFiles]) -> String {
    let mut text = String::new();
    for texts in documents {
        text.push_str(&texts.name);
        push(&mut text, u32::try_from(texts.starts.len()).unwrap_or(0));
        for &(section, continued) in &texts.starts {
            push(&mut text, u32::from(section) * 2 + u32::from(continued));
        }
    }
    text
}

type Save<'s> = &'s (dyn Fn(&Value) -> Result<String> + Sync);

/// A list in shards: where they start, and their names. `name` is what the list is sorted by, `size` roughly
/// how many bytes an entry takes, and `text` writes a range of it.
fn shards<T>(
    list: &[T],
    name: impl Fn(&T) -> &str,
    size: impl Fn(usize) -> usize,
    text: impl Fn(Range<usize>) -> String + Sync,
    save: Save<'_>,
) -> Result<Value> {
    let shards = shard::cut(list, &name, size);
    let names = shards.par_iter().map(|range| save(&Value::String(text(range.clone()))));
    let names: Vec<String> = names.collect::<Result<_>>()?;
    let starts = shard::starts(shards.iter().map(|range| {
        let before = range.start.checked_sub(1).map(|before| name(&list[before]));
        (before, name(&list[range.start]))
    }));
    Ok(json!([starts, names.concat()]))
}

/// The dictionary.
fn terms(inverted: &Inverted, named: &Named<'_>, save: Save<'_>) -> Result<Value> {
    let homes = shard::homes(inverted);
    let lines = shard::lines(inverted, named);
    let size = |number| shard::size(inverted, named, &homes, &lines, number);
    let text = |range: Range<usize>| shard::write(inverted, named, &homes, &lines[range]);
    shards(&lines, |line| line.text, size, text, save)
}

/// The forms written backwards.
fn reversed(inverted: &Inverted, save: Save<'_>) -> Result<Value> {
    let mut forms: Vec<(String, u32)> = Vec::new();
    for form in &inverted.forms {
        // A compound may stand on a single page.
        let is_compound = || {
            let language =
                |group: u32| inverted.groups[group as usize].key.split(' ').next().unwrap_or_default();
            form.text.chars().count() >= fields::LONG
                && form.groups.iter().any(|&(group, _)| fields::is_compounding(language(group)))
        };
        let sure = form.documents > 1 || form.prominent > 0 || is_compound();
        if sure
            && form.text.chars().count() >= PARAMETERS.spelling.shortest
            && !is_identifier(&form.text, PARAMETERS.spelling.name)
        {
            forms.push((form.text.chars().rev().collect(), form.documents));
        }
    }
    forms.par_sort_unstable_by(|(a, _), (b, _)| utf16(a).cmp(utf16(b)));
    let text = |range: Range<usize>| {
        let mut text = String::new();
        let mut before = "";
        for (form, documents) in &forms[range] {
            if !text.is_empty() {
                text.push('\n');
            }
            shard::push_form(&mut text, before, form, *documents);
            before = form;
        }
        text
    };
    shards(&forms, |(form, _)| form, |_| 7, text, save)
}

/// For each language its tag, and for each of its kinds the name and the number of the first document.
fn languages(site: &Site, documents: &[EntryId]) -> Vec<Value> {
    let mut languages: Vec<(&str, Vec<(&'static str, usize)>)> = Vec::new();
    for (number, &id) in documents.iter().enumerate() {
        let record = &site.entry(id).record;
        let (tag, kind) = (record.language.as_str(), record.id.kind.name());
        match languages.last_mut() {
            Some((last, kinds)) if *last == tag => {
                if kinds.last().is_none_or(|(last, _)| *last != kind) {
                    kinds.push((kind, number));
                }
            }
            _ => languages.push((tag, vec![(kind, number)])),
        }
    }
    languages.into_iter().map(|language| json!(language)).collect()
}

/// The number of each record, which its versions in other languages have too.
fn record_numbers(site: &Site) -> Vec<u32> {
    let mut numbers = vec![0; site.entries().len()];
    let originals = site.entries().filter(|(id, entry)| entry.original == *id);
    for (number, (id, _)) in (0..).zip(originals) {
        numbers[id.index()] = number;
    }
    numbers
}

/// For each document the number of its record, which is that of its versions in other languages: in each language the
/// distance (less one) from the one before. Zeros at the end are left out, so that a site in one language has none.
fn records(site: &Site, documents: &[EntryId]) -> String {
    let numbers = record_numbers(site);
    let mut text = String::new();
    let mut whole = 0;
    let language = |id: &EntryId| &site.entry(*id).record.language;
    for of_language in documents.chunk_by(|a, b| language(a) == language(b)) {
        let mut next = 0;
        for &id in of_language {
            let number = numbers[site.entry(id).original.index()];
            push(&mut text, number - next);
            if number > next {
                whole = text.len();
            }
            next = number + 1;
        }
    }
    text.truncate(whole);
    text
}

/// The stop words: short, and in very many documents of a language. A query that has others does without
/// them.
fn stop_words(site: &Site, documents: &[EntryId], inverted: &Inverted) -> Vec<String> {
    let mut sizes: Vec<usize> = vec![0; site.languages().len()];
    for &id in documents {
        let language = &site.entry(id).record.language;
        if let Some(number) = site.languages().iter().position(|other| other == language) {
            sizes[number] += 1;
        }
    }
    let is_in_any = |form: &&Form| {
        is_short_word(&form.text)
            && sizes.iter().enumerate().any(|(language, &size)| {
                let groups = form.groups.iter().map(|&(group, _)| &inverted.groups[group as usize]);
                let count: u32 = groups.filter_map(|group| group.documents.get(language)).sum();
                is_common(count as usize, size)
            })
    };
    inverted.forms.iter().filter(is_in_any).map(|form| form.text.to_string()).collect()
}

/// Whether a form is one that may be a stop word.
fn is_short_word(form: &str) -> bool {
    form.chars().count() <= fields::STOP_WORD_LETTERS
        && form.chars().all(char::is_alphabetic)
        && !is_ngram(form)
}

/// Whether a word that stands in `count` of `size` documents is so common that it tells nothing.
fn is_common(count: usize, size: usize) -> bool {
    let (part, whole) = fields::STOP_WORD_SHARE;
    size >= fields::STOP_WORD_DOCUMENTS && count * whole > size * part
}

fn is_ngram(form: &str) -> bool {
    let mut ngram = false;
    tokenize(form, |token| ngram |= matches!(token, Token::Ngram(_)));
    ngram
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_short_words_that_very_many_documents_have() {
        assert!(is_short_word("the"));
        for other in ["them", "2nd", "9", "的", "a_b"] {
            assert!(!is_short_word(other), "{other}");
        }
        assert!(is_common(9, 20) && is_common(17, 40));
        assert!(!is_common(8, 20) && !is_common(16, 40), "two of five are not more than two of five");
        assert!(!is_common(19, 19), "in few documents it is chance");
    }

    /// Both sides of where a directory grows.
    #[test]
    fn directories_grow_with_the_number_of_documents() {
        let sizes = [0, 256, 257, 323, 324, 1_155, 1_156, 100_000].map(in_directory);
        assert_eq!(sizes, [256, 256, 8, 8, 16, 16, 32, 256]);
    }
}
