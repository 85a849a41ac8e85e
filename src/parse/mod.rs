//! A record's text in its parts: front matter and Markdown, which `record` asks for; and what a drawing holds.

pub mod front_matter;
pub mod markdown;
pub mod svg;
