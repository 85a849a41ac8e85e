//! Casebook: a knowledge base and a request desk from a git repository of Markdown records.

pub mod diagnostic;
pub mod error;
pub mod output;
pub mod serve;
pub mod source;
