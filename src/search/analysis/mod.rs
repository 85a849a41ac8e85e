//! From text to the forms that the index knows. The builder calls it for every page, the engine for
//! every query; `themes/default/static/search-engine.js` does the same in the browser, and a test
//! holds the two to one result.

mod fold;
mod stem;
mod words;

pub(super) use fold::fold;
pub(super) use stem::Stemmer;
pub(super) use words::{Piece, pieces};

/// Shorter words have too many neighbours to tell which is meant.
pub(super) const CORRECTED: usize = 4;

/// The form of a compound as one word.
pub(super) fn joined_form(compound: &str) -> String {
    fold(compound).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// An Arabic word without its article, and what is written together with that.
pub(super) fn without_article(form: &str) -> Option<&str> {
    let rest = form
        .strip_prefix("لل")
        .or_else(|| form.strip_prefix(['و', 'ب', 'ك', 'ف']).unwrap_or(form).strip_prefix("ال"))?;
    (rest.chars().count() > 2).then_some(rest)
}

/// Whether a form names one thing exactly: an item, a file, a year. It is never stemmed and never
/// taken for a misspelt other.
pub(super) fn is_identifier(form: &str) -> bool {
    form.bytes().any(|byte| byte.is_ascii_digit())
}
