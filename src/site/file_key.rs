//! What two addresses have in common that would be one file, or a file and a folder of one name, on some system.
//! [`addresses`](super::addresses) keeps its table by it.

use std::borrow::Cow;

use unicase::UniCase;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The folders of a key, the innermost first: `a/b/` and `a/b/c.png` both lie in `a/b` and `a`.
pub(super) fn folders(key: &str) -> impl Iterator<Item = &str> {
    key.rmatch_indices('/').map(|(at, _)| &key[..at])
}

/// The name of the file that a page is.
const INDEX: &str = "index.html";

/// An address without its `index.html`.
pub(super) fn as_page(url: &str) -> &str {
    page_of(url).unwrap_or(url)
}

/// The page that a file is of, if it is one's.
pub(super) fn page_of(file: &str) -> Option<&str> {
    file.strip_suffix(INDEX).filter(|folder| folder.is_empty() || folder.ends_with('/'))
}

/// The file at a key.
pub(super) fn file_of(key: &str) -> Cow<'_, str> {
    if key.is_empty() || key.ends_with('/') {
        Cow::Owned(format!("{key}{INDEX}"))
    } else {
        Cow::Borrowed(key)
    }
}

pub(super) fn nfc(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// What two addresses share that are one file on some system: some take capitals and small letters for
/// one, some write letters with marks in two ways. Without the `/` at the beginning.
pub(super) fn key(url: &str) -> Cow<'_, str> {
    let path = url.trim_start_matches('/');
    let folded: String = if !path.is_ascii() {
        UniCase::unicode(nfc(path)).to_folded_case().nfc().collect()
    } else if path.bytes().any(|byte| byte.is_ascii_uppercase()) {
        path.to_ascii_lowercase()
    } else {
        return Cow::Borrowed(as_page(path));
    };
    Cow::Owned(as_page(&folded).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_one_file_somewhere_share_a_key() {
        for (one, other) in [
            ("/a/", "/a/index.html"),
            ("/", "/index.html"),
            ("/a/", "/a/INDEX.HTML"),
            ("/Cases/A/", "/cases/a/"),
            ("/Ångström.pdf", "/a\u{30a}ngstro\u{308}m.pdf"),
            ("/ΟΔΟΣ/", "/οδος/"),
            ("/Straße/", "/STRASSE/"),
        ] {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
        for (one, other) in [
            ("/a/", "/a"),
            ("/kız/", "/kiz/"),
            ("/a/", "/å/"),
            ("/index.html.txt", "/"),
            ("/aindex.html", "/a"),
            ("/index.html/", "/"),
        ] {
            assert_ne!(key(one), key(other), "{one} {other}");
        }
    }

    #[test]
    fn folders_come_from_within() {
        assert_eq!(folders("a/b/").collect::<Vec<_>>(), ["a/b", "a"]);
        assert_eq!(folders("a/b/c.png").collect::<Vec<_>>(), ["a/b", "a"]);
        assert_eq!(folders("").count(), 0);
    }
}
