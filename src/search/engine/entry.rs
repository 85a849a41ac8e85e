//! `index.js`: what the engine has to know before it can answer.

use std::ops::Range;

use serde_json::Value;

use super::dictionary::ShardTable;
use crate::search::base91::Numbers;
use crate::search::parameters::Parameters;

pub(super) struct Entry {
    pub(super) parameters: Parameters,
    pub(super) languages: Vec<LanguageRange>,
    /// Of each document the number of its record, which its versions in other languages have too.
    pub(super) records: Vec<u32>,
    /// The record that tells how to ask for help.
    pub(super) ask: Option<u32>,
    pub(super) stop_words: Vec<String>,
    /// Words that ask for somebody, and the kinds that these are.
    pub(super) who: Who,
    /// The name of the file of words that say little.
    pub(super) little: String,
    /// Whether a language of the site writes compounds as one word.
    pub(super) compounds: bool,
    pub(super) terms: ShardTable,
    /// Of the forms written backwards.
    pub(super) reversed: ShardTable,
    /// The one directory of a small site.
    pub(super) directory: Option<String>,
    /// How many documents each directory has, and the names of those that are files.
    pub(super) directories: (usize, String),
}

#[derive(serde::Deserialize)]
pub(super) struct Who {
    pub(super) words: Vec<String>,
    pub(super) kinds: Vec<String>,
}

/// The documents of one language.
pub(super) struct LanguageRange {
    pub(super) tag: String,
    /// By kind, with the number of its first document.
    kinds: Vec<(String, u32)>,
    pub(super) end: u32,
}

impl Entry {
    /// `None` where anything is missing or not as the index has it.
    pub(super) fn read(value: &Value) -> Option<Self> {
        let table = |name: &str| Some(ShardTable::new(value[name][0].as_str()?, value[name][1].as_str()?));
        let documents = u32::try_from(value["documents"].as_u64()?).ok()?;
        let mut gaps = Numbers::new(value["records"].as_str()?);
        let mut records = Vec::new();
        let mut languages: Vec<LanguageRange> = Vec::new();
        for language in value["languages"].as_array()? {
            let kinds: Vec<(String, u32)> = serde_json::from_value(language[1].clone()).ok()?;
            if let Some(before) = languages.last_mut() {
                before.end = kinds.first()?.1;
            }
            languages.push(LanguageRange { tag: language[0].as_str()?.to_owned(), kinds, end: documents });
        }
        for end in languages.iter().map(|language| language.end) {
            let mut next = 0;
            while records.len() < end as usize {
                let record = next + gaps.next().unwrap_or(0);
                records.push(record);
                next = record + 1;
            }
        }
        Some(Self {
            parameters: serde_json::from_value(value["parameters"].clone()).ok()?,
            languages,
            records,
            stop_words: serde_json::from_value(value["stop_words"].clone()).ok()?,
            who: serde_json::from_value(value["who"].clone()).ok()?,
            ask: serde_json::from_value(value["ask"].clone()).ok()?,
            little: value["little"].as_str()?.to_owned(),
            compounds: value["compounds"].as_bool()?,
            terms: table("terms")?,
            reversed: table("reversed")?,
            directory: serde_json::from_value(value["directory"].clone()).ok()?,
            directories: serde_json::from_value(value["directories"].clone()).ok()?,
        })
    }

    /// The documents in a language.
    pub(super) fn documents_in(&self, language: Option<&str>) -> Range<u32> {
        let Some(number) = self.languages.iter().position(|one| Some(&*one.tag) == language) else {
            return 0..0;
        };
        let first = number.checked_sub(1).map_or(0, |before| self.languages[before].end);
        first..self.languages[number].end
    }

    /// The language and the kind of a document.
    pub(super) fn language_and_kind(&self, document: u32) -> Option<(&str, &str)> {
        let language = self.languages.iter().find(|language| document < language.end)?;
        Some((&language.tag, language.kind(document)))
    }
}

impl LanguageRange {
    pub(super) fn kind(&self, document: u32) -> &str {
        let after = self.kinds.partition_point(|(_, first)| *first <= document);
        &self.kinds[after.saturating_sub(1)].0
    }
}
