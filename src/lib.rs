//! Casebook: a knowledge base and a request desk from a git repository of Markdown records.

pub mod config;
pub mod diagnostic;
pub mod error;
pub mod parse;
pub mod read;
pub mod record;
pub mod source;
pub mod yaml;
