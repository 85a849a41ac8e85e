//! What of a page is for translators and programs alone is taken out, and counted, before the page is read.

use crate::import::told::{Left, Told};

/// Tags that say which parts of a page are translated, or shown where.
const TAGS: &[&str] = &[
    "translate",
    "languages",
    "tvar",
    "noinclude",
    "includeonly",
    "onlyinclude",
    "section begin",
    "section end",
];

/// Switches of a page.
const SWITCHES: &[&str] = &[
    "__TOC__",
    "__NOTOC__",
    "__FORCETOC__",
    "__NOEDITSECTION__",
    "__NEWSECTIONLINK__",
    "__NOINDEX__",
    "__INDEX__",
    "__NOGALLERY__",
    "__HIDDENCAT__",
    "__EXPECTUNUSEDTEMPLATE__",
];

/// A page without these. What stands between `nowiki` tags is left alone.
pub(super) fn clean(text: &str, told: &mut Told) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.replace("\r\n", "\n");
    let (mut at, mut no_end) = (0, false);
    // Where the next end of what means nothing stands, once it was looked for.
    let mut end_of_nowiki = Some(0);
    while let Some(found) = memchr::memchr2(b'<', b'_', &text.as_bytes()[at..]) {
        let start = at + found;
        out.push_str(&text[at..start]);
        let rest = &text[start..];
        if let Some(switch) = SWITCHES.iter().find(|switch| rest.starts_with(**switch)) {
            told.left(Left::MagicWord);
            at = start + switch.len();
        } else if let Some(inside) = rest.strip_prefix("<!--").filter(|_| !no_end) {
            let Some(length) = inside.find("-->") else {
                // Nobody knows what was to be hidden: it is shown.
                no_end = true;
                out.push_str("<!--");
                at = start + 4;
                continue;
            };
            let comment = &inside[..length];
            told.left(if comment.starts_with("T:") { Left::TranslationMark } else { Left::Comment });
            at = start + 4 + length + 3;
            // A line that holds nothing else is gone with it, and so is the space behind a mark.
            let begins = out.is_empty() || out.ends_with('\n');
            let is_mark = comment.starts_with("T:");
            if begins && (text[at..].starts_with('\n') || is_mark && text[at..].starts_with(' ')) {
                at += 1;
            }
        } else if let Some(length) = tag(rest) {
            told.left(Left::TranslationMark);
            at = start + length;
            let begins = out.is_empty() || out.ends_with('\n');
            if begins && text[at..].starts_with('\n') {
                at += 1;
            }
        } else if rest.starts_with("<nowiki>") && end_of_nowiki.is_some() {
            if end_of_nowiki.is_some_and(|end| end <= start) {
                let found = memchr::memmem::find(rest.as_bytes(), b"</nowiki>");
                end_of_nowiki = found.map(|length| start + length);
            }
            let end = end_of_nowiki.unwrap_or(start + 1);
            out.push_str(&text[start..end]);
            at = end;
        } else {
            out.push_str(&rest[..1]);
            at = start + 1;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// How long a tag is that is for translators or programs.
fn tag(text: &str) -> Option<usize> {
    let name = text.strip_prefix('<')?.trim_start_matches('/');
    // `<tvar name=1>…</>`
    if text.starts_with("</>") {
        return Some(3);
    }
    TAGS.iter().find(|tag| name.get(..tag.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(tag)))?;
    let end = text.bytes().take(300).position(|byte| byte == b'>')?;
    Some(end + 1)
}
