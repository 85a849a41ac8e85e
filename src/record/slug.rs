//! Names that can stand in an address: slugs of records, and the names of pages and assets. The files of content and
//! the commands that write new ones ask for them.

use unicode_normalization::char::is_combining_mark;

/// Whether a text can be the slug of a record.
#[must_use]
pub fn is_slug(slug: &str) -> bool {
    !slug.is_empty()
        && !slug.starts_with('-')
        && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Pages may come from anywhere, so their names are taken as they are as long as they are harmless.
pub(super) fn is_page_name(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && !name.ends_with(['.', ' '])
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || is_combining_mark(c) || "-_.,+~()! '&=@–—’".contains(c))
}

/// A slug made from any text: `Ä title` becomes `a-title`. Empty when the text has no letter.
#[must_use]
pub fn slugify(text: &str) -> String {
    let plain = deunicode::deunicode(text).to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = words.collect::<Vec<_>>().join("-");
    slug.truncate(80);
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_pages_are_of_any_script() {
        for name in ["a", "B_c.v2", "Ångström – plan", "नमस्ते", "it's (a) copy, ~1+2=3 & @!"]
        {
            assert!(is_page_name(name), "{name}");
        }
        for name in [
            "",
            ".a",
            "a.",
            "a ",
            "a/b",
            "a\\b",
            "a\nb",
            "a?",
            "a#",
            "a%20",
            "a:b",
            "a*",
            "a<",
            "a|",
            "$a",
            "\u{202e}a",
        ] {
            assert!(!is_page_name(name), "{name}");
        }
    }

    #[test]
    fn slugs_are_made_from_any_script() {
        assert_eq!(slugify("Wiki Loves Monuments: Ånge & Öst"), "wiki-loves-monuments-ange-ost");
        assert_eq!(slugify("متحف"), "mthf");
        assert_eq!(slugify("…"), "");
    }
}
