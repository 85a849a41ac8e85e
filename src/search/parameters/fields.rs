//! The weights of a word by the field of a document that it stands in, and how they become a level. These are
//! the customary values of BM25F, with fields weighed by judgement: a title is said once and a text says many
//! things. They were not tuned on any questions; `benches/search` tells how good they are, and keeps half of its
//! questions for whoever tunes them.

/// How often a word in the title counts as one in the text does.
pub(in crate::search) const TITLE: f32 = 5.0;
pub(in crate::search) const HEADING: f32 = 2.5;
pub(in crate::search) const SUMMARY: f32 = 2.0;
/// Terms and their other names, and the titles of records that the record names in a field.
pub(in crate::search) const NAMES: f32 = 2.0;
pub(in crate::search) const BODY: f32 = 1.0;
/// A part of a word, which nobody may have meant.
pub(in crate::search) const PART: f32 = 0.4;

/// BM25: how soon more of the same word stop to count.
pub(in crate::search) const SATURATION: f32 = 1.2;
/// BM25: how much the length of a text counts against its words, 0 to 1.
pub(in crate::search) const LENGTH: f32 = 0.6;

/// How many levels there are between a word that hardly counts for a document and one that it is about.
pub(in crate::search) const LEVELS: u32 = 10;

/// Documents of a language count as at least so long on average, in bytes.
pub(in crate::search) const SHORTEST_AVERAGE: f32 = 200.0;

/// Stop words have at most so many letters, and stand in more than this share of the documents of a language.
pub(in crate::search) const STOP_WORD_LETTERS: usize = 3;
pub(in crate::search) const STOP_WORD_SHARE: (usize, usize) = (2, 5);
/// In fewer documents of a language, what is common is chance.
pub(in crate::search) const STOP_WORD_DOCUMENTS: usize = 20;

/// Languages that write a compound as one word.
const COMPOUNDING: [&str; 11] = ["da", "de", "et", "fi", "hu", "is", "nb", "nl", "nn", "no", "sv"];

/// From so many letters on a word of such a language may be a compound.
pub(in crate::search) const LONG: usize = 8;

/// Whether words of the language with that tag are put together into one.
pub(in crate::search) fn is_compounding(tag: &str) -> bool {
    COMPOUNDING.contains(&tag.split('-').next().unwrap_or_default())
}
