//! Whether the parts of a path can be the names of files on the systems that a site is built and
//! served on. `record` asks for aliases, `site` for everything that is to have an address.

/// The longest name that the usual file systems take, in bytes.
const LONGEST_NAME: usize = 255;

/// The longest address, in bytes: paths of files have a bound of their own, and the folder that the
/// site is built into has to fit into it too.
pub const LONGEST_PATH: usize = 1000;

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
    } else if name.len() > LONGEST_NAME {
        Some("is longer than 255 bytes")
    } else {
        None
    }
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
        ] {
            assert_eq!(unportable(name), Some(why), "{name:?}");
        }
        for name in ["a", "a.b", "a b", "…", "ملف.pdf"] {
            assert_eq!(unportable(name), None, "{name:?}");
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
