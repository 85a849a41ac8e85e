//! One form for all spellings of a word that readers take for the same: without case, accents, vowel
//! marks and stretched letters; Arabic letters and the digits of other scripts in their common form.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The folded form. Vowel signs of Indic scripts and tones of Thai are kept: they tell words apart.
pub(in crate::search) fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(word.to_ascii_lowercase())
        } else {
            Cow::Borrowed(word)
        };
    }
    let bare: String = word.nfkd().filter(|&letter| !is_dropped(letter)).collect();
    let mut folded = String::with_capacity(bare.len());
    for letter in bare.to_lowercase().chars() {
        match spelt(letter) {
            Some(spelling) => folded.push_str(spelling),
            None => folded.push(digit(letter)),
        }
    }
    Cow::Owned(folded.nfc().collect())
}

/// Accents and what else is written above or below letters of scripts that do without.
fn is_dropped(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36F}'
        // Hebrew points; Arabic vowel marks, hamzas on letters, the stroke that stretches a word
        | '\u{591}'..='\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}'
        // soft hyphens and joiners; the space in what stands for several words, as ﷺ does
        | ' ' | '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// Letters that no decomposition takes apart, as they are spelt without them.
fn spelt(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ß' => "ss",
        'þ' => "th",
        'ς' => "σ",
        'ٱ' => "ا",
        'ى' | 'ی' => "ي",
        'ة' | 'ہ' | 'ھ' => "ه",
        'ک' => "ك",
        _ => return None,
    })
}

fn digit(letter: char) -> char {
    // Where the digits of Arabic, Persian, Devanagari, Bengali and Thai begin.
    let zero = [0x660, 0x6F0, 0x966, 0x9E6, 0xE50].into_iter().find(|zero| {
        let letter = u32::from(letter);
        (*zero..zero + 10).contains(&letter)
    });
    zero.and_then(|zero| char::from_digit(u32::from(letter) - zero, 10)).unwrap_or(letter)
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
