//! What a file says of its picture, in whatever format.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Jpeg,
    Png,
    WebP,
}

/// What a file says of its picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) format: Format,
    /// As the pixels are stored.
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) turn: Turn,
    pub(super) scales: bool,
}

/// How the stored picture has to be turned, as EXIF counts it: 1 is as it is, from 5 on width and height change places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn(pub(super) u8);

impl Turn {
    pub(super) const NONE: Self = Self(1);

    pub(super) fn swaps(self) -> bool {
        self.0 >= 5
    }
}

impl Facts {
    /// Width and height as people see it.
    pub(super) fn upright(&self) -> (u32, u32) {
        if self.turn.swaps() { (self.height, self.width) } else { (self.width, self.height) }
    }
}

/// EXIF that says nothing but how to turn the picture.
pub(super) fn exif(turn: Turn) -> [u8; 26] {
    let mut exif = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    exif[19] = turn.0;
    exif
}

/// How EXIF says that the picture is to be turned.
pub(super) fn turn(exif: &[u8]) -> Turn {
    find_turn(exif).filter(|turn| (1..=8).contains(turn)).map_or(Turn::NONE, Turn)
}

fn find_turn(exif: &[u8]) -> Option<u8> {
    let little = exif.starts_with(b"II");
    let short = |at: usize| {
        let bytes = [*exif.get(at)?, *exif.get(at + 1)?];
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let (first, second) = if little { (short(4)?, short(6)?) } else { (short(6)?, short(4)?) };
    let list = usize::from(first) + (usize::from(second) << 16);
    let entries = (0..usize::from(short(list)?)).map(|number| list + 2 + number * 12);
    let entry = entries.into_iter().find(|&at| short(at) == Some(0x112))?;
    u8::try_from(short(entry + 8)?).ok()
}
