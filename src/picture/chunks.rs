//! The chunks of a PNG file.

use super::facts::{Facts, Format, Turn, exif, turn};

const SIGNATURE: usize = 8;

/// What is needed to show the picture, or moves it. All other chunks only tell of it.
const KEPT: [&[u8; 4]; 9] = [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"bKGD", b"acTL", b"fcTL", b"fdAT"];

/// What says how its colours are to be read.
const COLOURS: [&[u8; 4]; 8] = [b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"cICP", b"mDCV", b"cLLI", b"sBIT"];

/// See [`format::read`](super::format::read).
pub(super) fn walk(bytes: &[u8], put: &mut dyn FnMut(&[u8])) -> Option<Facts> {
    let mut facts: Option<Facts> = None;
    let (mut found, mut moves) = (Turn::NONE, false);
    put(bytes.get(..SIGNATURE)?);
    let mut at = SIGNATURE;
    loop {
        let (kind, chunk) = chunk(bytes, at)?;
        let body = &chunk[8..chunk.len() - 4];
        at += chunk.len();
        match &kind {
            b"IHDR" => {
                let number = |at: usize| Some(u32::from_be_bytes(body.get(at..at + 4)?.try_into().ok()?));
                let (width, height) = (number(0)?, number(4)?);
                facts = Some(Facts { format: Format::Png, width, height, turn: Turn::NONE, scales: true });
                put(chunk);
            }
            b"IEND" => {
                put(chunk);
                return facts.map(|facts| Facts { turn: found, scales: !moves, ..facts });
            }
            b"eXIf" if found == Turn::NONE => {
                found = turn(body);
                if found != Turn::NONE {
                    let exif = exif(found);
                    put(&[0, 0, 0, 26]);
                    put(b"eXIf");
                    put(&exif);
                    put(&checksum(&[&b"eXIf"[..], &exif].concat()).to_be_bytes());
                }
            }
            kind if KEPT.contains(&kind) || COLOURS.contains(&kind) => {
                moves |= *kind == b"acTL"[..];
                put(chunk);
            }
            _ => {}
        }
    }
}

/// The chunk at a place, whole, and its kind.
fn chunk(bytes: &[u8], at: usize) -> Option<([u8; 4], &[u8])> {
    let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
    let kind = bytes.get(at + 4..at + 8)?.try_into().ok()?;
    let end = at.checked_add(usize::try_from(length).ok()?)?.checked_add(12)?;
    Some((kind, bytes.get(at..end)?))
}

/// The checksum of PNG chunks (CRC-32).
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    };
    !bytes.iter().fold(!0, step)
}

/// The chunks that say how colours are to be read.
pub(super) fn colours(bytes: &[u8]) -> Vec<u8> {
    let mut colours = Vec::new();
    let mut keep = |part: &[u8]| {
        if part.get(4..8).is_some_and(|kind| COLOURS.iter().any(|known| kind == &known[..])) {
            colours.extend_from_slice(part);
        }
    };
    walk(bytes, &mut keep);
    colours
}

/// A file with chunks behind its first, the header.
pub(super) fn with_chunks(file: &[u8], chunks: &[u8]) -> Vec<u8> {
    let (head, rest) = file.split_at(SIGNATURE + 25);
    [head, chunks, rest].concat()
}
