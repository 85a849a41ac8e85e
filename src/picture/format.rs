//! A walk over the parts of a file, which hands on those that are to be kept, in whatever format it is.

use super::facts::Facts;
use super::{chunks, jpeg, webp};

/// Walks over a file. `put` is given, one after the other, the bytes of the same picture without all that only tells
/// of it. `None` for what is no whole picture.
pub(super) fn read(bytes: &[u8], put: &mut dyn FnMut(&[u8])) -> Option<Facts> {
    let facts = match bytes {
        [0xff, 0xd8, ..] => jpeg::walk(bytes, put),
        [0x89, b'P', b'N', b'G', ..] => chunks::walk(bytes, put),
        [b'R', b'I', b'F', b'F', ..] => webp::walk(bytes, put),
        _ => None,
    };
    facts.filter(|facts| facts.width > 0 && facts.height > 0)
}
