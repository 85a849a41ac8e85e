//! Search.
mod analysis;
mod chunk;
mod code;
mod document;
mod file;
mod inverted;
mod names;
mod weights;
mod facets;
mod index;
mod shard;

mod engine;

pub use engine::{Asked, Engine, Files, Found, Hit};
pub use index::{address, write};
