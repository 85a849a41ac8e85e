//! The search of a site: the index as small files, and the engine that answers from them.
//!
//! `pipeline` writes the files in a build, `serve` asks [`Live`] for them, and the command line asks [`Engine`]
//! what readers ask the page. All of it is a function of the [`Site`](crate::site::Site): nothing here reads a
//! file or writes one. ARCHITECTURE.md tells how the parts fit together.

mod analysis;
mod base91;
mod batch;
mod chunk;
mod concepts;
mod document;
mod engine;
mod facets;
mod file;
mod form;
mod index;
mod inverted;
mod kinds;
mod live;
mod named;
mod names;
mod parameters;
mod posting;
mod shard;

pub use engine::{Answer, Engine, Files, Hit, Options};
pub use index::{address, write};
pub use live::Live;
