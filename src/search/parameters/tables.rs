//! The tables by which texts are cut into tokens and folded, and the form in which `index.js` has them.

use serde_json::{Map, Value, json};

/// Ranges of letters in ascending order, with both ends.
pub(in crate::search) struct Letters(&'static [(char, char)]);

impl Letters {
    pub(in crate::search) fn has(&self, letter: char) -> bool {
        let reached = self.0.iter().find(|(_, last)| letter <= *last);
        reached.is_some_and(|(first, _)| *first <= letter)
    }

    /// The inside of a character class of a regular expression.
    fn class(&self) -> String {
        let ranges = self
            .0
            .iter()
            .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") });
        ranges.collect()
    }
}

/// Scripts that have no spaces between words, or endings that hang on to them: the length of the n-grams that
/// stand for words, and their letters.
pub(in crate::search) const NGRAMS: [(usize, Letters); 2] = [
    // Thai, Lao, Burmese, Khmer: syllables of about three letters.
    (3, Letters(&[('\u{E00}', '\u{EFF}'), ('\u{1000}', '\u{109F}'), ('\u{1780}', '\u{17FF}')])),
    // Han, Kana, Hangul.
    (
        2,
        Letters(&[
            ('\u{1100}', '\u{11FF}'),
            ('\u{3005}', '\u{3007}'),
            ('\u{3040}', '\u{30FF}'),
            ('\u{3130}', '\u{318F}'),
            ('\u{31F0}', '\u{31FF}'),
            ('\u{3400}', '\u{4DBF}'),
            ('\u{4E00}', '\u{9FFF}'),
            ('\u{AC00}', '\u{D7AF}'),
            ('\u{F900}', '\u{FAFF}'),
            ('\u{FF66}', '\u{FF9F}'),
            ('\u{20000}', '\u{3FFFF}'),
        ]),
    ),
];

/// Soft hyphens and joiners, which stand within words and are no letters.
pub(in crate::search) const FORMAT: Letters = Letters(&[('\u{AD}', '\u{AD}'), ('\u{200C}', '\u{200D}')]);

/// What joins words to a compound.
pub(in crate::search) const HYPHENS: [char; 4] = ['-', '_', '\u{2010}', '\u{2011}'];

/// What stands between the thousands of a number, which are a compound too: `1,200`.
pub(in crate::search) const SEPARATORS: [char; 5] = [',', '.', '\'', '’', '\u{66C}'];

/// What stands there in Swedish, Finnish, French and others: `12 000`, with or without the space that keeps it on
/// one line. A query ends a word there; a text has its number as a whole too.
pub(in crate::search) const SPACES: [char; 4] = [' ', '\u{A0}', '\u{2009}', '\u{202F}'];

/// How many digits stand behind each of them.
pub(in crate::search) const THOUSAND: usize = 3;

/// The most words of a compound. Longer ones are paths and the like, of which nobody types the whole.
pub(in crate::search) const COMPOUND: usize = 4;

/// The same for a compound of digits alone, such as an ISBN.
pub(in crate::search) const NUMBER: usize = 6;

/// What a phrase of a query stands between.
pub(in crate::search) const QUOTES: [char; 8] = ['"', '“', '”', '„', '«', '»', '「', '」'];

/// What folding leaves out once a word is decomposed: accents, and what else stands above or below letters of
/// scripts that do without.
pub(in crate::search) const DROPPED: Letters = Letters(&[
    // In what stands for several words, as ﷺ does.
    (' ', ' '),
    ('\u{AD}', '\u{AD}'),
    ('\u{300}', '\u{36F}'),
    // Hebrew points.
    ('\u{591}', '\u{5C7}'),
    // Arabic vowel marks, hamzas on letters, and the stroke that stretches a word.
    ('\u{610}', '\u{61A}'),
    ('\u{640}', '\u{640}'),
    ('\u{64B}', '\u{65F}'),
    ('\u{670}', '\u{670}'),
    ('\u{6D6}', '\u{6ED}'),
    ('\u{200C}', '\u{200D}'),
    ('\u{FE00}', '\u{FE0F}'),
]);

/// Letters that no decomposition takes apart, in ascending order, each as it is spelt without them.
pub(in crate::search) const SPELLINGS: [(char, &str); 19] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('ð', "d"),
    ('ø', "o"),
    ('þ', "th"),
    ('đ', "d"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ł', "l"),
    ('ŋ', "n"),
    ('œ', "oe"),
    ('ς', "σ"),
    ('ة', "ه"),
    ('ى', "ي"),
    ('ٱ', "ا"),
    ('ک', "ك"),
    ('ھ', "ه"),
    ('ہ', "ه"),
    ('ی', "ي"),
];

/// Where the digits of Arabic, Persian, Devanagari, Bengali and Thai begin.
pub(in crate::search) const ZEROS: [char; 5] = ['\u{660}', '\u{6F0}', '\u{966}', '\u{9E6}', '\u{E50}'];

/// The Arabic article, alone and with what is written together with it.
pub(in crate::search) const ARTICLES: [&str; 12] =
    ["لل", "ال", "وال", "بال", "كال", "فال", "وبال", "وكال", "ولل", "فبال", "فكال", "فلل"];

/// What is written together with an Arabic word that has no article: and, so, with, for, like, and two of these.
pub(in crate::search) const CLITICS: [&str; 11] =
    ["وب", "ول", "وك", "فب", "فل", "فك", "و", "ف", "ب", "ل", "ك"];

/// What languages write between the parts of a compound, if anything.
pub(in crate::search) const LINKS: [&str; 10] = ["", "s", "e", "n", "en", "er", "es", "o", "a", "u"];

/// The fewest letters of an Arabic word without its article.
pub(in crate::search) const BARE: usize = 3;

/// The tables as the engine of the search page takes them.
pub(in crate::search) fn tables() -> Value {
    let spellings = SPELLINGS.map(|(letter, spelling)| (letter.to_string(), spelling.into()));
    json!({
        "ngrams": NGRAMS.map(|(size, letters)| (size, letters.class())),
        "format": FORMAT.class(),
        "hyphens": String::from_iter(HYPHENS),
        "separators": String::from_iter(SEPARATORS),
        "thousand": THOUSAND,
        "compound": COMPOUND,
        "number": NUMBER,
        "quotes": String::from_iter(QUOTES),
        "dropped": DROPPED.class(),
        "spellings": Map::from_iter(spellings),
        "zeros": String::from_iter(ZEROS),
        "articles": ARTICLES,
        "clitics": CLITICS,
        "links": LINKS,
        "bare": BARE,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_that_are_searched_are_in_order() {
        for letters in [&NGRAMS[0].1, &NGRAMS[1].1, &FORMAT, &DROPPED] {
            assert!(letters.0.iter().all(|(first, last)| first <= last));
            assert!(letters.0.windows(2).all(|pair| pair[0].1 < pair[1].0));
        }
        assert!(SPELLINGS.is_sorted_by(|(a, _), (b, _)| a < b));
    }

    #[test]
    fn a_range_has_its_ends_and_nothing_beside_them() {
        for letters in [&NGRAMS[0].1, &NGRAMS[1].1, &FORMAT, &DROPPED] {
            for &(first, last) in letters.0 {
                assert!(letters.has(first) && letters.has(last), "{first:?} to {last:?}");
                let before = char::from_u32(u32::from(first) - 1).unwrap();
                let after = char::from_u32(u32::from(last) + 1).unwrap();
                assert!(!letters.has(before) && !letters.has(after), "{first:?} to {last:?}");
            }
        }
    }
}
