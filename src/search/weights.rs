//! What a word counts for, by where it stands. These are the customary values of BM25F, with fields weighed
//! by judgement: a title is said once and a text says many things. They were not tuned on any questions;
//! `benches/search` tells how good they are, and keeps half of its questions for whoever tunes them.

/// How often a word in the title counts as one in the text does.
pub(super) const TITLE: f32 = 5.0;
pub(super) const HEADING: f32 = 2.5;
pub(super) const SUMMARY: f32 = 2.0;
/// Terms and their other names, and the names of records that the record names in a field.
pub(super) const NAMES: f32 = 2.0;
pub(super) const BODY: f32 = 1.0;
/// What else something is called that the text names.
pub(super) const SYNONYM: f32 = 0.5;
/// A part of a word, which nobody may have meant.
pub(super) const PART: f32 = 0.4;

/// BM25: how soon more of the same word stop to count.
pub(super) const SATURATION: f32 = 1.2;
/// BM25: how much longer texts have to say a word more often, 0 to 1.
pub(super) const LENGTH: f32 = 0.6;

/// How many steps there are between a word that hardly counts for a page and one that it is about.
pub(super) const LEVELS: u32 = 10;
