//! The order of names in a language, by the collation of Unicode's Common Locale Data Repository: lists, choices and the
//! letters from A to Z.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};

use crate::config::Language;

/// The order of names in a language.
#[derive(Debug)]
pub struct Order {
    names: CollatorBorrowed<'static>,
    /// For which letters alone count, and neither their marks nor their case.
    letters: CollatorBorrowed<'static>,
}

impl Order {
    /// That of a language; of one that nothing is known of, that of most.
    ///
    /// # Panics
    /// Never: the order of most languages is part of the program.
    #[must_use]
    pub fn of(language: &Language) -> Self {
        let mut preferences = CollatorPreferences::from(&language.locale());
        // `Case 2` comes before `Case 10`.
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let collator = |strength| {
            let mut options = CollatorOptions::default();
            options.strength = strength;
            let own = CollatorBorrowed::try_new(preferences, options);
            let own = own.or_else(|_| CollatorBorrowed::try_new(CollatorPreferences::default(), options));
            own.expect("the order of most languages is part of the program")
        };
        Self { names: collator(None), letters: collator(Some(Strength::Primary)) }
    }

    /// What a name is sorted by.
    #[must_use]
    pub fn key(&self, name: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(name.len() * 2);
        // Writing into memory cannot fail.
        let _ = self.names.write_sort_key_to(name, &mut key);
        key
    }

    /// Whether a Latin letter is one of its own, behind the one that it looks like: as Å is in Swedish and in no other
    /// than those of the North.
    pub(super) fn is_own_letter(&self, letter: char, like: char) -> bool {
        let (letter, all) = (letter.to_string(), format!("{like}zzz"));
        self.letters.compare(&letter, &all) == Ordering::Greater
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(tag: &str, names: &str) -> String {
        let order = Order::of(&Language::parse(tag).unwrap());
        let mut names: Vec<&str> = names.split(' ').collect();
        names.sort_by_key(|name| order.key(name));
        names.join(" ")
    }

    #[test]
    fn names_stand_where_readers_of_the_language_look() {
        for (tag, names) in [
            ("en", "2nd 10th Abba Åbo Älg Zebra Örebro"),
            ("sv", "Abba Zebra Åbo Älg Örebro"),
            ("es", "nube nuez ñandú oso"),
            ("de", "Abend Äcker Adler Zebra"),
            ("ar", "أرشيف باب تاريخ"),
            ("xx", "a b"),
        ] {
            let shuffled: Vec<&str> = names.split(' ').rev().collect();
            let expected = if tag == "en" { "2nd 10th Abba Åbo Älg Örebro Zebra" } else { names };
            assert_eq!(sorted(tag, &shuffled.join(" ")), expected, "{tag}");
        }
    }

    #[test]
    fn a_letter_is_one_of_its_own_where_the_language_has_it() {
        let is_own =
            |tag: &str, letter, like| Order::of(&Language::parse(tag).unwrap()).is_own_letter(letter, like);
        for (tag, letter, like) in
            [("sv", 'å', 'a'), ("sv", 'ö', 'o'), ("es", 'ñ', 'n'), ("pl", 'ł', 'l'), ("da", 'ø', 'o')]
        {
            assert!(is_own(tag, letter, like), "{tag} {letter}");
            assert!(!is_own("fr", letter, like), "fr {letter}");
        }
        for (letter, like) in [('é', 'e'), ('ß', 's'), ('æ', 'a'), ('A', 'a')] {
            assert!(!is_own("en", letter, like), "{letter}");
        }
    }
}
