//! The pictures that pages show: what is known of a file, which sizes are made of it, and what may be published.
//!
//! `pipeline` looks at each file when it reads the content and has the sizes made, `site` gives them addresses,
//! `render` writes them into pages.
//!
//! A photograph as it comes from a camera is ten times what a screen shows, and says where and with what it was
//! taken. So a page shows it scaled, and what is published of a file itself is its picture and its colours only.

mod cache;
mod chunks;
mod facts;
mod format;
mod jpeg;
mod scale;
mod webp;

pub use cache::Cache;
use facts::Format;
pub use scale::scale;

use xxhash_rust::xxh3::xxh3_128;

/// The most pixels that a picture may have: those of a 64-megapixel camera. Each takes up to ten bytes while it is
/// scaled.
pub const PIXEL_LIMIT: u64 = 64_000_000;

/// The most that its file may hold, in bytes.
pub const FILE_LIMIT: u64 = 100 * 1024 * 1024;

/// The widths that pages show pictures in: a small one of a gallery, a telephone, and the column of text on screens of
/// more and more pixels.
const WIDTHS: [u32; 4] = [400, 800, 1200, 1600];

/// A file of no more bytes is sent to everybody as it is.
const SMALL: u64 = 40 * 1024;

/// A picture that can be shown, as far as its file tells without being decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// Of the file.
    pub hash: u128,
    /// In pixels, as people see it: cameras write pictures lying on their side.
    pub width: u32,
    pub height: u32,
    format: Format,
    bytes: u64,
    /// Whether smaller sizes can be made of it.
    scales: bool,
}

/// Why a picture cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// It is no picture of these formats, or not a whole one.
    Damaged,
    TooManyPixels(u32, u32),
    /// So many bytes.
    TooLarge(u64),
}

/// One of the sizes that are made of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Size {
    pub width: u32,
    pub height: u32,
    /// The name of its file, which no other picture has.
    pub name: String,
}

/// Whether a file of that name is looked at as a picture.
#[must_use]
pub fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["jpg", "jpeg", "png", "webp"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

impl Picture {
    /// What the bytes of a file tell of it.
    ///
    /// # Errors
    /// When it is no whole picture, or one that is too large.
    pub fn read(bytes: &[u8]) -> Result<Self, Flaw> {
        let facts = format::read(bytes, &mut |_| {}).ok_or(Flaw::Damaged)?;
        let (width, height) = facts.upright();
        if u64::from(width) * u64::from(height) > PIXEL_LIMIT {
            return Err(Flaw::TooManyPixels(width, height));
        }
        let (format, scales) = (facts.format, facts.scales);
        Ok(Self { hash: xxh3_128(bytes), width, height, format, bytes: bytes.len() as u64, scales })
    }

    /// Whether it is one of a camera, as far as its file tells: drawings and screenshots are kept as PNG.
    #[must_use]
    pub fn is_photograph(&self) -> bool {
        self.format != Format::Png
    }

    /// The sizes that are made of the picture in the file `name`, the smallest first; none where the file itself is
    /// shown.
    #[must_use]
    pub fn sizes(&self, name: &str) -> Vec<Size> {
        let stem = stem(name);
        let ending = match self.format {
            Format::Jpeg | Format::WebP => "jpg",
            Format::Png => "png",
        };
        let size = |width| {
            let name = format!("{stem}-{:016x}-{width}.{ending}", self.hash >> 64);
            Size { width, height: scaled(self.height, width, self.width), name }
        };
        self.widths().map(size).collect()
    }

    /// Each is a fifth smaller than the next at least; the largest is never more than the picture has.
    fn widths(&self) -> impl Iterator<Item = u32> + use<> {
        let largest = self.width.min(WIDTHS[WIDTHS.len() - 1]);
        let is_scaled = self.scales && self.bytes > SMALL && self.width > WIDTHS[0];
        let smaller = WIDTHS.into_iter().filter(move |width| width * 5 <= largest * 4);
        smaller.chain([largest]).filter(move |_| is_scaled)
    }
}

/// A length, when another goes from `whole` to `part`.
fn scaled(length: u32, part: u32, whole: u32) -> u32 {
    let scaled = (u64::from(length) * u64::from(part) + u64::from(whole) / 2) / u64::from(whole);
    u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
}

/// The part of a name that a reader who saves the picture knows it by.
fn stem(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let stem: String = stem.chars().map(plain).take(40).collect();
    let stem = stem.trim_matches('-');
    if stem.is_empty() { "picture".to_owned() } else { stem.to_owned() }
}

/// The file without anything but the picture, its colours, and how it is to be turned. Not one pixel changes.
#[must_use]
pub fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut clean = Vec::with_capacity(bytes.len());
    format::read(bytes, &mut |part| clean.extend_from_slice(part))?;
    Some(clean)
}

#[cfg(test)]
mod tests;
