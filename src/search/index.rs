//! The index as files. What there is:
//!
//! - `index.js`, the only one with a name that stays: languages, kinds, and the names of the others;
//! - shards of the dictionary with postings (see `shard`);
//! - shards of the forms written backwards, for misspelt words: what stands wrong at the beginning of a
//!   word has its end right. Lines begin as those of the dictionary do;
//! - directories of some documents each, which for each name the files of its text, and tell how many
//!   there are and for each twice the number of its first section, and one more if that began before;
//! - the texts (see `chunk`);
//! - a file for each facet.

use std::ops::Range;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::analysis::{CORRECTED, is_identifier};
use super::code::push;
use super::document::order;
use super::facets;
use super::file;
use super::inverted::{Inverted, Sink, utf16};
use super::shard;
use crate::error::Result;
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

/// How many documents a directory has on a site with so many: the more, the fewer names of directories are
/// in the entry, which every reader loads; the fewer, the less is loaded for each result. A power of two,
/// so that few sites ever come to the next.
fn in_directory(documents: usize) -> usize {
    // Ten results cost ten names for each document of a directory; the entry has one for each directory.
    // A file has fifty bytes of its own, so that fewer than eight names in it save next to nothing.
    (documents / RESULTS).isqrt().next_power_of_two().max(8)
}

/// How many results are shown at a time.
pub(super) const RESULTS: usize = 10;

/// Indexes a site, and hands the files to `sink`.
///
/// # Errors
/// Those of `sink`.
pub fn write(site: &Site, sink: Sink<'_>) -> Result<()> {
    let documents = order(site);
    let inverted = Inverted::new(site, &documents, sink)?;
    write_lists(site, &documents, &inverted, sink)
}

/// Writes all files but the texts.
pub(super) fn write_lists(
    site: &Site,
    documents: &[EntryId],
    inverted: &Inverted,
    sink: Sink<'_>,
) -> Result<()> {
    let save = |value: &Value| {
        let bytes = file::write(value);
        let name = file::name(&bytes);
        sink(&name, &bytes).map(|()| name)
    };
    let in_directory = in_directory(documents.len());
    let directories = inverted.texts.par_chunks(in_directory).map(|texts| {
        let mut text = String::new();
        for texts in texts {
            text.push_str(&texts.name);
            push(&mut text, u32::try_from(texts.starts.len()).unwrap_or(0));
            for &(section, continued) in &texts.starts {
                push(&mut text, u32::from(section) * 2 + u32::from(continued));
            }
        }
        save(&Value::String(text))
    });
    let directories: String = directories.collect::<Result<Vec<_>>>()?.concat();
    let facets = || {
        let facets = facets::all(site, documents).into_iter();
        facets.map(|(name, values)| Ok(json!([name, save(&values)?]))).collect::<Result<Vec<Value>>>()
    };
    let ((terms, ends), facets) = rayon::join(|| (terms(inverted, &save), ends(inverted, &save)), facets);
    let entry = json!({
        "documents": documents.len(),
        "languages": languages(site, documents),
        "little": little(site, documents, inverted),
        "terms": terms?,
        "ends": ends?,
        "directories": [in_directory, directories],
        "facets": facets?,
    });
    sink(ENTRY, &file::write(&entry))
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
fn terms(inverted: &Inverted, save: Save<'_>) -> Result<Value> {
    let homes = shard::homes(inverted);
    let size = |number| shard::size(inverted, &homes, number);
    shards(&inverted.forms, |form| &form.text, size, |range| shard::write(inverted, &homes, range), save)
}

/// The forms written backwards.
fn ends(inverted: &Inverted, save: Save<'_>) -> Result<Value> {
    let mut forms: Vec<(String, u32)> = Vec::new();
    for form in &inverted.forms {
        let sure = form.documents > 1 || form.prominent > 0;
        if sure && form.text.chars().count() >= CORRECTED && !is_identifier(&form.text) {
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

/// Little words: at most three letters, and in more than two of five documents of a language. A query
/// that has others does without them.
fn little(site: &Site, documents: &[EntryId], inverted: &Inverted) -> Vec<String> {
    let mut sizes: Vec<usize> = vec![0; site.languages().len()];
    for &id in documents {
        let language = &site.entry(id).record.language;
        if let Some(number) = site.languages().iter().position(|other| other == language) {
            sizes[number] += 1;
        }
    }
    let is_little = |form: &&super::inverted::Form| {
        let letters = form.text.chars().count();
        if letters > 3 || !form.text.chars().all(char::is_alphabetic) || is_gram(&form.text) {
            return false;
        }
        sizes.iter().enumerate().any(|(language, &size)| {
            let groups = form.groups.iter().map(|&(group, _)| &inverted.groups[group as usize]);
            let count: u32 = groups.filter_map(|group| group.documents.get(language)).sum();
            size >= FEWEST && count as usize * 5 > size * 2
        })
    };
    inverted.forms.iter().filter(is_little).map(|form| form.text.to_string()).collect()
}

/// In fewer documents, what is common is chance.
const FEWEST: usize = 20;

fn is_gram(form: &str) -> bool {
    let mut gram = false;
    super::analysis::pieces(form, |piece| gram |= matches!(piece, super::analysis::Piece::Gram(_)));
    gram
}
