//! Whether the parts of a path can be the names of files on the systems that a site is built and
//! served on. `record` asks for aliases, `site` for everything that is to have an address.

/// The longest name that the usual file systems take, in bytes.
const LONGEST_NAME: usize = 255;

/// The longest address, in bytes: paths of files have a bound of their own, and the folder that the
/// site is built into has to fit into it too.
pub const LONGEST_PATH: usize = 1000;

/// The names that Windows keeps for devices, with any ending; those with a number are numbered up to 9.
const DEVICES: [&str; 6] = ["aux", "con", "conin$", "conout$", "nul", "prn"];
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// Whether a sign changes the direction in which the text around it is read, without being seen itself.
#[must_use]
pub fn turns_text(sign: char) -> bool {
    matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a sign is not seen: two names that differ by it look the same. Those that join letters or keep them
/// apart, or choose their form, are a part of how Persian, Mongolian and others are written.
fn is_unseen(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}'
            | '\u{34f}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e00ff}'
    )
}

/// Why `name` cannot be the name of a file or folder of the site, if it cannot: a clause that goes on
/// after the name, such as "has a line break or another control character".
#[must_use]
pub fn unportable(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        Some("is empty")
    } else if name.starts_with('.') {
        Some("begins with a dot, as hidden files do")
    } else if name.contains(char::is_control) {
        Some("has a line break or another control character")
    } else if name.contains('\\') {
        Some("has a backslash, which separates folders on some systems")
    } else if name.contains(['<', '>', ':', '"', '|', '?', '*']) {
        Some("has a sign that Windows takes in no name: `<`, `>`, `:`, `\"`, `|`, `?` or `*`")
    } else if name.contains('%') {
        Some("has a `%`, which servers and browsers take for the beginning of an encoded sign")
    } else if name.contains(|sign| turns_text(sign) || is_unseen(sign)) {
        Some("has a sign that is not seen and changes how the name is read")
    } else if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        Some("has a space at an end or a dot at its end, which Windows takes away")
    } else if is_device(name) {
        Some("is that of a device on Windows, with any ending")
    } else if name.len() > LONGEST_NAME {
        Some("is longer than 255 bytes")
    } else {
        None
    }
}

/// Whether Windows takes the name for a device: it looks at what stands before the first dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end_matches(' ').to_ascii_lowercase();
    let numbered = |kind: &&str| {
        let number = stem.strip_prefix(*kind).unwrap_or_default();
        number.chars().count() == 1
            && number.contains(['1', '2', '3', '4', '5', '6', '7', '8', '9', '¹', '²', '³'])
    };
    DEVICES.contains(&&*stem) || NUMBERED_DEVICES.iter().any(numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_to_be_one_everywhere() {
        for (name, why) in [
            ("", "is empty"),
            (".htaccess", "begins with a dot, as hidden files do"),
            ("..", "begins with a dot, as hidden files do"),
            ("a\nb", "has a line break or another control character"),
            ("a\0b", "has a line break or another control character"),
            ("a\u{85}b", "has a line break or another control character"),
            ("a\\b", "has a backslash, which separates folders on some systems"),
            ("a%20b", "has a `%`, which servers and browsers take for the beginning of an encoded sign"),
        ] {
            assert_eq!(unportable(name), Some(why), "{name:?}");
        }
        for name in [
            "a",
            "a.b",
            "a b",
            "…",
            "ملف.pdf",
            "a\u{200c}b",
            "a\u{200d}b",
            "a\u{fe0f}b",
            "con-1",
            "acon",
            "com0",
            "com10",
            "comx",
            "console.md",
        ] {
            assert_eq!(unportable(name), None, "{name:?}");
        }
    }

    #[test]
    fn windows_takes_no_devices_signs_and_ends() {
        for name in [
            "aux",
            "con",
            "CON",
            "Con.md",
            "con.v2.md",
            "con .txt",
            "conin$",
            "CONOUT$",
            "nul",
            "prn.png",
            "com1",
            "com9.txt",
            "com¹",
            "lpt1",
            "LPT³.png",
        ] {
            assert_eq!(unportable(name), Some("is that of a device on Windows, with any ending"), "{name}");
        }
        for sign in ['<', '>', ':', '"', '|', '?', '*'] {
            assert!(
                unportable(&format!("a{sign}b")).is_some_and(|why| why.contains("Windows takes in no name"))
            );
        }
        for name in ["a.", "a ", " a"] {
            assert!(unportable(name).is_some_and(|why| why.contains("Windows takes away")), "{name:?}");
        }
    }

    #[test]
    fn signs_that_are_not_seen_are_in_no_name() {
        for sign in
            (0x202a..=0x202e).chain(0x2060..=0x206f).chain(0xfff0..=0xfffb).chain(0xe0000..=0xe00ff).chain([
                0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180e, 0x200b, 0x200e, 0x200f, 0x2028,
                0x2029, 0x3164, 0xfeff, 0xffa0, 0x1bca0, 0x1bca3, 0x1d173, 0x1d17a,
            ])
        {
            let name = format!("a{}b", char::from_u32(sign).unwrap());
            assert_eq!(
                unportable(&name),
                Some("has a sign that is not seen and changes how the name is read"),
                "{sign:x}"
            );
        }
    }

    #[test]
    fn a_name_has_255_bytes_at_most() {
        assert_eq!(unportable(&"a".repeat(255)), None);
        assert_eq!(unportable(&"a".repeat(256)), Some("is longer than 255 bytes"));
        // Bytes and not letters: each of these has two.
        assert_eq!(unportable(&"é".repeat(128)), Some("is longer than 255 bytes"));
    }
}
