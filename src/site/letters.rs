//! Every record by the first letter of its title, from A to Z.

use rayon::prelude::*;

use super::records::Records;
use super::{EntryId, Order};

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

/// Sorts records below the letters of a language. `names` has what each title is sorted by.
pub(super) fn of(
    records: &Records,
    ids: impl Iterator<Item = EntryId>,
    order: &Order,
    names: &[Vec<u8>],
) -> Vec<Letter> {
    let ids: Vec<EntryId> = ids.collect();
    let mut titles: Vec<_> = ids
        .into_par_iter()
        .map(|id| {
            let whole = &*records.entry(id).record.common.title;
            let title = beginning(whole);
            let letter = initial(title, order);
            let place = (letter != DIGITS).then(|| order.key(&letter));
            let name = if title == whole { names[id.index()].clone() } else { order.key(title) };
            (place, letter, name, id)
        })
        .collect();
    titles.par_sort_unstable();
    let mut letters: Vec<Letter> = Vec::new();
    for (_, letter, _, id) in titles {
        match letters.last_mut().filter(|last| *last.name == *letter) {
            Some(last) => last.entries.push(id),
            None => letters.push(Letter { name: letter.into(), entries: vec![id] }),
        }
    }
    letters
}

/// A title from its first letter or digit on: quotation marks and the like are no letters to look
/// under.
fn beginning(title: &str) -> &str {
    title.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// The letter that readers of the language look under. Latin letters lose their marks where these make no letter of its
/// own in it. Other alphabets keep their letters. Chinese, Japanese, Korean and Ethiopic have more signs than a row of
/// links can hold, so they stand where their sound would be.
fn initial(title: &str, order: &Order) -> String {
    let first = title.chars().next().filter(|first| first.is_alphabetic());
    let Some(first) = first else { return DIGITS.to_owned() };
    let is_latin = matches!(first, '\u{41}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let by_sound = is_latin
        || matches!(first,
        '\u{1200}'..='\u{139f}' // Ethiopic
        | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' // Chinese, Japanese
        | '\u{ac00}'..='\u{d7ff}'); // Korean
    let sound = deunicode::deunicode_char(first).unwrap_or_default().to_lowercase();
    let sound = sound.chars().find(|letter| by_sound && letter.is_ascii_lowercase());
    match sound.filter(|&letter| !is_latin || !order.is_own_letter(first, letter)) {
        Some(letter) => letter.to_ascii_uppercase().to_string(),
        // By way of the small letter, so that no two letters share an address: K, the sign of the
        // kelvin, is a letter of its own.
        None => first.to_lowercase().flat_map(char::to_uppercase).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language;

    fn order(tag: &str) -> Order {
        Order::of(&Language::parse(tag).unwrap())
    }

    #[test]
    fn a_letter_is_one_of_the_language() {
        for (tag, title, letter) in [
            ("sv", "ångbåt", "Å"),
            ("en", "ångbåt", "A"),
            ("es", "ñandú", "Ñ"),
            ("fr", "ñandú", "N"),
            ("sv", "élan", "E"),
        ] {
            assert_eq!(initial(title, &order(tag)), letter, "{tag} {title}");
        }
    }

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
            assert_eq!(initial(title, &order("en")), letter, "{title}");
        }
    }

    #[test]
    fn quotation_marks_are_no_letters() {
        for title in ["“Early” pictures", "(Early) pictures", "… early pictures"] {
            assert_eq!(initial(beginning(title), &order("en")), "E", "{title}");
        }
    }
}
