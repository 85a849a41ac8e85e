//! Which signs stand in a run of text. Nearly all text is words, and what asks for a closer look at each place
//! ([`lost`](super::lost), [`meant`](super::meant), [`autolink`](super::autolink) and others) has a sign of its
//! own: one look at every byte tells which of them have to be asked. [`pieces`](super::pieces) does.

/// Some of the signs below.
#[derive(Clone, Copy)]
pub(super) struct Signs(u8);

impl Signs {
    /// `[`, `]` and `<`: links, notes, comments, tasks.
    pub(super) const BRACKET: Self = Self(1);
    /// `|`: rows of tables.
    pub(super) const BAR: Self = Self(1 << 1);
    /// `#`: headings.
    pub(super) const HASH: Self = Self(1 << 2);
    /// `*`, `_` and `~`: emphasis.
    pub(super) const MARK: Self = Self(1 << 3);
    /// `:`, `@` and `w`: addresses.
    pub(super) const ADDRESS: Self = Self(1 << 4);
    /// Letters of three bytes or more, among them all of scripts without spaces; and `&`, which an entity for
    /// one begins with.
    pub(super) const LONG: Self = Self(1 << 5);

    /// Those that stand in a text.
    pub(super) fn of(text: &str) -> Self {
        Self(text.bytes().fold(0, |signs, byte| signs | OF_BYTE[usize::from(byte)]))
    }

    /// Whether there is one of these.
    pub(super) fn has(self, signs: Self) -> bool {
        self.0 & signs.0 != 0
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The sign of each byte.
const OF_BYTE: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "it is below 256")]
        let sign = match byte as u8 {
            b'[' | b']' | b'<' => Signs::BRACKET,
            b'|' => Signs::BAR,
            b'#' => Signs::HASH,
            b'*' | b'_' | b'~' => Signs::MARK,
            b':' | b'@' | b'w' | b'W' => Signs::ADDRESS,
            b'&' | 0xE0.. => Signs::LONG,
            _ => Signs(0),
        };
        signs[byte] = sign.0;
        byte += 1;
    }
    signs
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_is_found_and_words_have_none() {
        let all = [Signs::BRACKET, Signs::BAR, Signs::HASH, Signs::MARK, Signs::ADDRESS, Signs::LONG];
        for (text, own) in ["[]<", "|", "#", "*_~", ":@wW", "&漢ก가😀"].iter().zip(all) {
            for sign in text.chars() {
                let signs = Signs::of(&format!("A {sign} b"));
                let found: Vec<u8> =
                    all.into_iter().filter(|sign| signs.has(*sign)).map(|sign| sign.0).collect();
                assert_eq!(found, [own.0], "{sign}");
            }
        }
        assert_eq!(Signs::of("Ordinary text, åäö, Привет, مرحبا (1/2) \"a\" - b.\n").0, 0);
    }
}
