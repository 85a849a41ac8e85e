//! The file that the page for asking looks up likely answers in.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::record::Kind;
use crate::site::{EntryId, Site};

/// The bytes that the file of answers may hold. What changed last is in it.
const LARGEST: usize = 60 * 1024;

/// How many words of its summary a record is found by, besides those of its title.
const WORDS: usize = 12;

/// Guides, cases and requests with what they are found by: title, address from the root, further words.
/// The latest come first, as many as fit.
pub(crate) fn answers(site: &Site) -> Vec<u8> {
    let kinds = [Kind::Guide, Kind::Case, Kind::Request];
    let mut ids: Vec<EntryId> = kinds.into_iter().flat_map(|kind| site.list(kind)).copied().collect();
    ids.sort_by_key(|&id| (Reverse(site.updated(id)), id));
    let mut file = String::from("[");
    for id in ids {
        let answer = answer(site, id).to_string();
        if file.len() + answer.len() + ",\n]\n".len() > LARGEST {
            break;
        }
        file.push_str(if file.len() > 1 { ",\n" } else { "\n" });
        file.push_str(&answer);
    }
    file.push_str("\n]\n");
    file.into_bytes()
}

fn answer(site: &Site, id: EntryId) -> Value {
    let entry = site.entry(id);
    let common = &entry.record.common;
    let mut path = String::new();
    entry.url.push_from_root(&mut path);
    let summary = common.summary.as_deref().unwrap_or(entry.record.body.plain());
    let words = summary.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    let mut seen = BTreeSet::new();
    let words: Vec<String> =
        words.map(str::to_lowercase).filter(|word| seen.insert(word.clone())).take(WORDS).collect();
    json!([common.title, path, words.join(" ")])
}
