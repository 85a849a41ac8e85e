//! The records of each language by the first letter of their titles, from A to Z.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::lists::Lists;
use super::records::Records;
use super::{EntryId, sort_key};
use crate::config::Language;
use crate::record::Kind;

/// How many records one page shows from A to Z. Where there are more, each letter has pages of its
/// own.
const AT_ONCE: usize = 400;

/// What stands for titles that begin with no letter.
const DIGITS: &str = "0–9";

/// A letter and the records whose titles begin with it, in their order.
#[derive(Debug)]
pub struct Letter {
    /// As readers see it: `A`, `Щ`, `ش`, `0–9`.
    pub name: Box<str>,
    pub entries: Vec<EntryId>,
}

impl Letter {
    /// The letter as part of an address, and as an anchor: `a`, `щ`, `ش`, `0-9`.
    #[must_use]
    pub fn slug(&self) -> String {
        slug(&self.name)
    }
}

pub(super) fn slug(name: &str) -> String {
    name.to_lowercase().replace('–', "-")
}

/// Whether each letter has pages of its own, since one page would be too long.
pub(super) fn has_letter_pages(letters: &[Letter]) -> bool {
    letters.iter().map(|letter| letter.entries.len()).sum::<usize>() > AT_ONCE
}

/// Sorts what there is in a language below its letters.
pub(super) fn of(lists: &Lists, records: &Records, language: &Language) -> Vec<Letter> {
    let own = *language == records.default;
    let ids = Kind::ALL.into_iter().flat_map(|kind| lists.listed(records, kind, language));
    // A title is looked for under a letter of its own language.
    let ids: Vec<_> = ids.filter(|&id| own || records.entry(id).record.language == *language).collect();
    let mut titles: Vec<_> = ids
        .into_par_iter()
        .map(|id| {
            let title = beginning(&records.entry(id).record.common.title);
            (initial(title), sort_key(title), id)
        })
        .collect();
    titles.par_sort_unstable();
    let mut letters: BTreeMap<String, Vec<EntryId>> = BTreeMap::new();
    for (letter, _, id) in titles {
        letters.entry(letter).or_default().push(id);
    }
    letters.into_iter().map(|(name, entries)| Letter { name: name.into(), entries }).collect()
}

/// A title from its first letter or digit on: quotation marks and the like are no letters to look
/// under.
fn beginning(title: &str) -> &str {
    title.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// The letter that readers look under. Latin letters lose their marks, as they do where names are
/// sorted. Other alphabets keep their own letters. Chinese, Japanese, Korean and Ethiopic have more
/// signs than a row of links can hold, so they stand where their sound would be.
fn initial(title: &str) -> String {
    let first = title.chars().next().filter(|first| first.is_alphabetic());
    let Some(first) = first else { return DIGITS.to_owned() };
    let by_sound = matches!(first,
        '\u{41}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' // Latin
        | '\u{1200}'..='\u{139f}' // Ethiopic
        | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' // Chinese, Japanese
        | '\u{ac00}'..='\u{d7ff}'); // Korean
    let sound = sort_key(first.encode_utf8(&mut [0; 4]));
    match sound.chars().find(|letter| by_sound && letter.is_ascii_lowercase()) {
        Some(letter) => letter.to_ascii_uppercase().to_string(),
        // By way of the small letter, so that no two letters share an address: K, the sign of the
        // kelvin, is a letter of its own.
        None => first.to_lowercase().flat_map(char::to_uppercase).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_that_of_the_titles_own_script() {
        for (title, letter) in [
            ("maps", "M"),
            ("Éder", "E"),
            ("Ørsted", "O"),
            ("ßharp", "S"),
            ("Ωmega", "Ω"),
            ("щит", "Щ"),
            ("שלום", "ש"),
            ("مصباح", "م"),
            ("मानचित्र", "म"),
            ("北京", "B"),
            ("さくら", "S"),
            ("한국", "H"),
            ("ኢትዮጵያ", "I"),
            ("\u{212a}elvin", "K"),
            ("3D", DIGITS),
            ("", DIGITS),
        ] {
            assert_eq!(initial(title), letter, "{title}");
        }
    }

    #[test]
    fn quotation_marks_are_no_letters() {
        for title in ["“Early” pictures", "(Early) pictures", "… early pictures"] {
            assert_eq!(initial(beginning(title)), "E", "{title}");
        }
    }
}
