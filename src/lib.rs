//! Casebook: a knowledge base and a request desk from a git repository of Markdown records.

pub mod archive;
pub mod cli;
pub mod config;
pub mod desk;
pub mod diagnostic;
pub mod error;
pub mod git;
pub mod import;
pub mod mailbox;
pub mod output;
pub mod parse;
pub mod picture;
pub mod pipeline;
pub mod read;
pub mod record;
pub mod render;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod suggest;
pub mod yaml;
