//! One form for all spellings of a word that readers take for the same: without case, accents, vowel
//! marks and stretched letters; Arabic letters and the digits of other scripts in their common form. The tables
//! are in `parameters`.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::search::parameters::{DROPPED, SPELLINGS, ZEROS};

/// The folded form. Vowel signs of Indic scripts and tones of Thai are kept: they tell words apart.
pub(in crate::search) fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(word.to_ascii_lowercase())
        } else {
            Cow::Borrowed(word)
        };
    }
    let bare: String = word.nfkd().filter(|&letter| !DROPPED.has(letter)).collect();
    let mut folded = String::with_capacity(bare.len());
    for letter in bare.to_lowercase().chars() {
        match spelling(letter) {
            Some(spelling) => folded.push_str(spelling),
            None => folded.push(digit(letter)),
        }
    }
    Cow::Owned(folded.nfc().collect())
}

fn spelling(letter: char) -> Option<&'static str> {
    if letter.is_ascii() {
        return None;
    }
    let found = SPELLINGS.binary_search_by_key(&letter, |(letter, _)| *letter);
    found.ok().map(|place| SPELLINGS[place].1)
}

fn digit(letter: char) -> char {
    let mut values = ZEROS.iter().map(|zero| u32::from(letter).wrapping_sub(u32::from(*zero)));
    values.find_map(|value| char::from_digit(value, 10)).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_that_readers_take_for_the_same_are_the_same() {
        for (spellings, folded) in [
            (&["Museum", "MUSEUM", "museum"][..], "museum"),
            (&["Göteborg", "goteborg", "Go\u{308}teborg"], "goteborg"),
            (&["café", "CAFÉ"], "cafe"),
            (&["São", "sao"], "sao"),
            (&["Łódź", "lodz"], "lodz"),
            (&["Straße", "STRASSE", "STRAẞE"], "strasse"),
            (&["Ærø", "aero"], "aero"),
            (&["İstanbul", "ıstanbul", "Istanbul"], "istanbul"),
            (&["ΟΔΟΣ", "οδός"], "οδοσ"),
            (&["مَتْحَف", "متحف", "متـــحف"], "متحف"),
            (&["أحمد", "احمد", "إحمد"], "احمد"),
            (&["مدرسة", "مدرسه"], "مدرسه"),
            (&["علی", "على", "علي"], "علي"),
            (&["۲۰۲۳", "٢٠٢٣", "2023", "２０２３", "२०२३", "২০২৩"], "2023"),
            (&["می\u{200C}رود", "ميرود"], "ميرود"),
            (&["ﾃﾞｰﾀ", "データ"], "データ"),
            (&["ﷺ"], "صلياللهعليهوسلم"),
            (&["위키", "위키"], "위키"),
        ] {
            for spelling in spellings {
                assert_eq!(fold(spelling), folded, "{spelling}");
            }
        }
    }

    #[test]
    fn marks_that_tell_words_apart_are_kept() {
        for (one, other) in [("कि", "की"), ("কি", "কী"), ("ไม้", "ไม"), ("が", "か")]
        {
            assert_ne!(fold(one), fold(other));
        }
    }
}
