//! A record's text in its parts: front matter and Markdown, which `record` asks for; and what a drawing or a table from a file
//! holds.

pub mod csv_table;
pub mod front_matter;
pub mod markdown;
pub mod svg;
