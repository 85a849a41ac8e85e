//! The segments of a JPEG file. Cameras add places, names, small copies, and behind the picture whole further
//! pictures and films.

use super::facts::{Facts, Format, Turn, exif, turn};

const EXIF: &[u8] = b"Exif\0\0";
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// See [`format::read`](super::format::read).
pub(super) fn walk(bytes: &[u8], put: &mut dyn FnMut(&[u8])) -> Option<Facts> {
    let mut facts: Option<Facts> = None;
    let mut found = Turn::NONE;
    let mut has_pixels = false;
    put(bytes.get(..2)?);
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            at += 1;
            continue;
        }
        let marker = *bytes.get(at + 1)?;
        at += if marker == 0xff { 1 } else { 2 };
        match marker {
            // Filling, and what has no length.
            0x00 | 0x01 | 0xd0..=0xd8 | 0xff => continue,
            0xd9 if !has_pixels => return None,
            0xd9 => {
                put(&[0xff, 0xd9]);
                return facts.map(|facts| Facts { turn: found, ..facts });
            }
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
        let body = bytes.get(at + 2..at + length)?;
        let segment = &bytes[at - 2..at + length];
        at += length;
        match marker {
            // Tables, and the frame.
            0xc4 | 0xcc | 0xdb..=0xdd => put(segment),
            0xc0..=0xcf => {
                let number =
                    |at: usize| Some(u32::from(u16::from_be_bytes([*body.get(at)?, *body.get(at + 1)?])));
                let (height, width, colours) = (number(1)?, number(3)?, *body.get(5)?);
                // Four are those of a printing press, which screens have no one way to show.
                let scales = matches!(colours, 1 | 3);
                facts.get_or_insert(Facts { format: Format::Jpeg, width, height, turn: Turn::NONE, scales });
                put(segment);
            }
            0xda => {
                put(segment);
                let start = at;
                at += scan_length(&bytes[at..])?;
                put(&bytes[start..at]);
                has_pixels = true;
            }
            0xe0 if body.starts_with(b"JFIF\0") && body.len() >= 12 => {
                // Without its small copy.
                put(&[0xff, 0xe0, 0, 16]);
                put(&body[..12]);
                put(&[0, 0]);
            }
            0xe1 if body.starts_with(EXIF) && found == Turn::NONE => {
                found = turn(&body[EXIF.len()..]);
                if found != Turn::NONE {
                    put(&[0xff, 0xe1, 0, 34]);
                    put(EXIF);
                    put(&exif(found));
                }
            }
            0xe2 if body.starts_with(PROFILE) => put(segment),
            // How the colours are to be read.
            0xee if body.starts_with(b"Adobe") && body.len() >= 12 => {
                put(&[0xff, 0xee, 0, 14]);
                put(&body[..12]);
            }
            _ => {}
        }
    }
}

/// How long the pixels are that a scan begins with.
fn scan_length(bytes: &[u8]) -> Option<usize> {
    let marker = |&at: &usize| !matches!(bytes.get(at + 1), None | Some(0 | 0xd0..=0xd7));
    memchr::memchr_iter(0xff, bytes).find(marker)
}

/// The parts of the colour profile, each as the body of a segment.
pub(super) fn profile(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    let mut keep = |part: &[u8]| {
        if let [0xff, 0xe2, _, _, body @ ..] = part {
            parts.push(body.to_vec());
        }
    };
    walk(bytes, &mut keep);
    parts
}
