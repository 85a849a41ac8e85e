//! The chunks of a WebP file.

use super::facts::{Facts, Format, Turn};

/// What is needed to show the picture, or moves it. All other chunks only tell of it.
const KEPT: [&[u8; 4]; 7] = [b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"];

/// In the first byte of `VP8X`: there is EXIF or XMP.
const TELLS: u8 = 0x0c;
const MOVES: u8 = 0x02;
const IS_CLEAR: u8 = 0x10;

/// See [`format::read`](super::format::read). Browsers turn no WebP.
pub(super) fn walk(bytes: &[u8], put: &mut dyn FnMut(&[u8])) -> Option<Facts> {
    if bytes.get(8..12)? != b"WEBP" {
        return None;
    }
    let end = 8usize.checked_add(number(bytes, 4)?)?;
    let mut chunks = Vec::new();
    let mut at = 12;
    while at < end {
        let length = number(bytes, at + 4)?;
        // Chunks of an odd length have a byte more, which some programs leave out at the end.
        let padded = at.checked_add(8)?.checked_add(length)?.checked_add(length % 2)?;
        let chunk = bytes.get(at..padded).or_else(|| bytes.get(at..padded - length % 2))?;
        at = padded;
        if KEPT.iter().any(|kept| chunk[..4] == kept[..]) {
            chunks.push(chunk);
        }
    }
    let size = imagesize::blob_size(bytes).ok()?;
    let mut scales = chunks.iter().any(|chunk| chunk.starts_with(b"VP8"));
    let length = 4 + chunks.iter().map(|chunk| chunk.len()).sum::<usize>();
    put(b"RIFF");
    put(&u32::try_from(length).ok()?.to_le_bytes());
    put(b"WEBP");
    for chunk in chunks {
        let (head, body) = chunk.split_at(8);
        match (&head[..4], body) {
            (b"VP8X", [flags, rest @ ..]) => {
                scales &= flags & (MOVES | IS_CLEAR) == 0;
                put(head);
                put(&[flags & !TELLS]);
                put(rest);
                continue;
            }
            (b"VP8L", [_, _, _, _, last, ..]) => scales &= last & IS_CLEAR == 0,
            _ => {}
        }
        put(chunk);
    }
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    Some(Facts { format: Format::WebP, width, height, turn: Turn::NONE, scales })
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()
}
