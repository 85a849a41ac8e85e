//! Which of the files that were read are part of the site: no drafts, no two of one address, and no
//! translation without its original.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Inputs;
use crate::config::Language;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath, Place};
use crate::record::{Id, Parsed, Record, layout};
use crate::source::{SitePath, Span};

pub(super) struct Chosen {
    /// Originals with their translations behind them, by kind and slug.
    pub(super) records: Vec<Arc<Record>>,
    /// Translations that are no part of the site yet.
    pub(super) drafts: FxHashMap<(Id, Language), SitePath>,
    /// What is there but not part of the site: drafts, and records too faulty to use.
    pub(super) hidden: FxHashSet<Id>,
    /// Those of `hidden` that are too faulty to use, sorted.
    pub(super) broken: Vec<Id>,
}

/// The records that make up the site, each translation completed from its original.
pub(super) fn choose(inputs: &Inputs<'_>, diagnostics: &mut Diagnostics) -> Chosen {
    let default = inputs.config.default_language();
    let mut hidden = FxHashSet::default();
    let mut broken = Vec::new();
    let mut conflict = |id: &Id, language: &Language, file: &SitePath, first: &SitePath| {
        let url = id.url(language, default);
        diagnostics.push(
            Diagnostic::new(
                Code::AddressConflict,
                file,
                Place::File,
                format!("`{url}` is the address of `{first}` too"),
            )
            .label(first, Span::default(), "the first of the two")
            .help("rename one of the two files, or delete it"),
        );
    };
    let mut records: Vec<Arc<Record>> = Vec::with_capacity(inputs.parsed.len());
    let mut originals: FxHashMap<&Id, &Arc<Record>> = FxHashMap::default();
    let mut translations = Vec::new();
    let mut unknown = Vec::new();
    for parsed in &inputs.parsed {
        match parsed {
            Parsed::Broken(id) => {
                hidden.insert(id.clone());
                broken.push(id.clone());
            }
            Parsed::Record(record) if record.common.draft && !inputs.drafts => {
                hidden.insert(record.id.clone());
            }
            Parsed::Record(record) if !inputs.config.languages.contains(&record.language) => {
                hidden.insert(record.id.clone());
                unknown.push(no_language(record));
            }
            Parsed::Record(record) => {
                if let Some(first) = originals.get(&record.id) {
                    conflict(&record.id, &record.language, &record.file, &first.file);
                } else {
                    originals.insert(&record.id, record);
                    records.push(Arc::clone(record));
                }
            }
            Parsed::Translation(translation) => translations.push(translation),
        }
    }
    let completed: Vec<_> = translations
        .into_par_iter()
        .map(|translation| (translation, originals.get(&translation.id).map(|&of| translation.completed(of))))
        .collect();
    let mut translated: FxHashMap<(&Id, &Language), &SitePath> = FxHashMap::default();
    let mut drafts = FxHashMap::default();
    let mut faults = Vec::new();
    let mut orphans = Vec::new();
    let mut orphans_of_own = Vec::new();
    for (translation, record) in completed {
        let Some((record, found)) = record else {
            if !hidden.contains(&translation.id) {
                orphans.push(translation);
            }
            continue;
        };
        faults.extend(found);
        let key = (&translation.id, &translation.language);
        let original = originals.get(&translation.id);
        if let Some(original) = original.filter(|original| original.language == translation.language) {
            orphans_of_own.push((translation, original.file.clone()));
        } else if let Some(first) = translated.get(&key) {
            conflict(&translation.id, &translation.language, &translation.file, first);
        } else if inputs.drafts || !record.common.draft {
            translated.insert(key, &translation.file);
            records.push(record);
        } else {
            drafts.insert((record.id.clone(), record.language.clone()), record.file.clone());
        }
    }
    for orphan in orphans {
        diagnostics.push(of_nothing(&orphan.file, &orphan.language));
    }
    diagnostics.extend(unknown.into_iter().chain(faults));
    for (translation, original) in orphans_of_own {
        let (file, language) = (&translation.file, &translation.language);
        let message = format!("`{language}` is the language of the original, `{original}`");
        diagnostics.push(Diagnostic::new(Code::UnknownLanguage, file, Place::File, message).help(
            "delete this file, or write in the original which language it was written in: `language: …`",
        ));
    }
    // Each original before its translations, and these in the order of the site's languages. They come
    // by path, which is almost this order; a stable sort makes use of that.
    let rank =
        |language: &Language| inputs.config.languages.iter().position(|known| known == language).unwrap_or(0);
    let order = |record: &Record| (record.is_translation(), rank(&record.language));
    records.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| order(a).cmp(&order(b))));
    // A translation that cannot be used has the id of its original.
    broken.retain(|id| !originals.contains_key(id));
    broken.sort_unstable();
    broken.dedup();
    Chosen { records, drafts, hidden, broken }
}

/// A translation without an original.
fn of_nothing(file: &SitePath, language: &Language) -> Diagnostic {
    let original = layout::original(file, language);
    Diagnostic::new(Code::OrphanTranslation, file, Place::File, "a translation of nothing").help(format!(
        "there is no `{original}`; add it, or give this file that name, with `language: {language}` where it was \
         first written in that language"
    ))
}

/// A record that says a language which the site does not have.
fn no_language(record: &Record) -> Diagnostic {
    let language = &record.language;
    let message = format!("the site has no language `{language}`");
    Diagnostic::new(Code::UnknownLanguage, &record.file, FieldPath::key("language"), message)
        .help(format!("add `{language}` to `languages` in casebook.yaml, or write one of those"))
}
