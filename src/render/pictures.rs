//! What pictures hold, for books: pages name a picture by its address, and a book has it in it.

use crate::site::Asset;

/// Whoever has the pictures of a site: `pipeline`.
pub trait Pictures: Sync {
    /// What is published of a file, or one of the sizes of a picture by its place among them; `None` where it cannot be
    /// read any more.
    fn bytes(&self, asset: &Asset, size: Option<usize>) -> Option<Vec<u8>>;
}
