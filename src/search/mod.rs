//! Search.
mod analysis;
mod batch;
mod chunk;
mod code;
mod document;
mod facets;
mod file;
mod index;
mod inverted;
mod live;
mod names;
mod posting;
mod shard;
mod weights;

mod engine;

pub use engine::{Asked, Engine, Files, Found, Hit};
pub use index::{address, write};
pub use live::Live;
