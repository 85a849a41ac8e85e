//! A record's text in its parts: front matter and Markdown. Called by `record`.

pub mod front_matter;
pub mod markdown;
