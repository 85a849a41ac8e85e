//! From text to the forms that the index knows. The builder calls it for every page, the engine for
//! every query; `themes/default/static/search-engine.js` does the same in the browser, and a test
//! holds the two to one result.

mod fold;
mod stem;
mod words;

pub(super) use fold::fold;
pub(super) use stem::Stemmer;
pub(super) use words::{Piece, pieces};

/// Whether a form names one thing exactly: an item, a file, a year. It is never stemmed and never
/// taken for a misspelt other.
pub(super) fn is_identifier(form: &str) -> bool {
    form.bytes().any(|byte| byte.is_ascii_digit())
}
