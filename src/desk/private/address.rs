//! Mail addresses, also those that are written so that a machine should not find them, such as
//! `ada (at) example (dot) org`. [`find`](super::find) calls it.

use std::ops::Range;

use super::{before, begins_with, digit, is_invisible, is_unspaced};

/// The longest name before the `@`, and the longest domain (RFC 5321, section 4.5.3.1), with some
/// room for dots that are spelled out.
const LONGEST_LOCAL: usize = 64;
const LONGEST_DOMAIN: usize = 255 + 64;

/// The `@`, and what stands for it in other forms of text: full width, small, HTML, addresses.
const SIGNS: &[&str] = &["@", "＠", "﹫", "&#64;", "&#x40;", "&commat;", "%40"];
/// What people write in its place, between brackets.
const AT: &[&str] = &[
    "at",
    "@",
    "ät",
    "æt",
    "arroba",
    "arobase",
    "chiocciola",
    "snabel-a",
    "snabela",
    "alfakrøll",
    "apenstaartje",
    "klammeraffe",
    "zavináč",
    "małpa",
    "kukac",
    "собака",
    "آت",
];
/// What they write for the dots, between brackets or spaces.
const DOT: &[&str] = &[
    "dot",
    ".",
    "punkt",
    "punto",
    "ponto",
    "point",
    "punt",
    "prikk",
    "piste",
    "nokta",
    "kropka",
    "tečka",
    "точка",
    "نقطة",
];

/// Endings of files that are no domains, as in `logo@2x.png` or `vue@3.prod.js`.
const FILE_ENDINGS: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "tif", "tiff", "ico", "pdf", "css", "js",
    "mjs", "json", "html", "htm", "xml", "yaml", "yml", "txt", "csv", "ogg", "oga", "ogv", "mp3", "webm",
    "wav", "lock",
];

/// The addresses in a text, from left to right; two that share a word overlap. A `mailto:` before
/// one belongs to it.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        if let Some(address) = mark(text, at).and_then(|mark| around(text, &mark)) {
            at = address.end;
            found.push(address);
        } else {
            at += character.len_utf8();
        }
    }
    found
}

/// What stands for the `@`, with the spaces around it.
struct Mark {
    range: Range<usize>,
    /// A plain word between spaces, as in `ada at example dot org`. It is one only when the dots
    /// are spelled out too, for else it may be any `at`.
    word: bool,
}

/// The mark that starts at a place, if one does.
fn mark(text: &str, at: usize) -> Option<Mark> {
    let rest = &text[at..];
    match rest.as_bytes()[0] {
        b'@' | b'&' | b'%' | 0xef => {
            let sign = SIGNS.iter().find(|sign| begins_with(rest, sign))?;
            let end = at + sign.len();
            // With a space on both sides too: `ada @ example.org`.
            let spaced = before(text, at) == Some(' ') && text[end..].starts_with(' ');
            let range = if spaced { at - 1..end + 1 } else { at..end };
            Some(Mark { range, word: false })
        }
        b'(' | b'[' | b'{' | b'<' => {
            let end = at + bracketed(rest, AT)?;
            Some(Mark { range: widened(text, at..end), word: false })
        }
        _ if before(text, at) == Some(' ') => {
            let behind = |word: &&&str| rest[word.len()..].starts_with(' ');
            let word = AT.iter().filter(|word| begins_lower(rest, word)).find(behind)?;
            Some(Mark { range: at - 1..at + word.len() + 1, word: true })
        }
        _ => None,
    }
}

/// How long one of the words in brackets at the start of a text is.
fn bracketed(text: &str, words: &[&str]) -> Option<usize> {
    let closing = match text.as_bytes().first()? {
        b'(' => ')',
        b'[' => ']',
        b'{' => '}',
        b'<' => '>',
        _ => return None,
    };
    let inner = text[1..].trim_start_matches(' ');
    let word = words.iter().find(|word| begins_lower(inner, word))?;
    let rest = inner[word.len()..].trim_start_matches(' ').strip_prefix(closing)?;
    Some(text.len() - rest.len())
}

/// Whether a text begins with a word, which may have other letters than ASCII.
fn begins_lower(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start == word || start.to_lowercase() == word)
}

/// The range with the spaces before and behind it, one at most on each side.
fn widened(text: &str, range: Range<usize>) -> Range<usize> {
    let start = range.start - usize::from(text[..range.start].ends_with(' '));
    let end = range.end + usize::from(text[range.end..].starts_with(' '));
    start..end
}

/// The whole address around a mark.
fn around(text: &str, mark: &Mark) -> Option<Range<usize>> {
    let domain = domain(&text[mark.range.end..], mark.word)?;
    let start = local_start(text, mark.range.start)?;
    let end = mark.range.end + domain;
    let local = &text[start..mark.range.start];
    // The place of a repository, `git@example.org:tools/maps.git`, is nobody's address.
    if local == "git" && text[end..].starts_with([':', '/']) {
        return None;
    }
    match before(text, start) {
        // A name in the fediverse, `@ada@example.org`, is there to be seen.
        Some(sign @ ('@' | '＠')) if !before(text, start - sign.len_utf8()).is_some_and(is_letter) => {
            return None;
        }
        // The archive of a mailing list: `https://…/list/wikitech@lists.example.org/`.
        Some('/') if begins_with(&text[mark.range.end..], "lists.") => return None,
        _ => {}
    }
    let scheme = "mailto:";
    let start = match start.checked_sub(scheme.len()) {
        Some(from) if text.is_char_boundary(from) && begins_with(&text[from..], scheme) => from,
        _ => start,
    };
    Some(start..end)
}

/// Where the name before the mark starts.
fn local_start(text: &str, end: usize) -> Option<usize> {
    // "Ada Example"@example.org
    if let Some(inner) = text[..end].strip_suffix('"') {
        let from = inner.char_indices().rev().take(LONGEST_LOCAL).find(|&(_, c)| matches!(c, '"' | '\n'));
        return from.filter(|&(at, c)| c == '"' && at + 1 < inner.len()).map(|(at, _)| at);
    }
    let mut start = end;
    let mut unspaced = None;
    for (at, character) in text[..end].char_indices().rev().take(LONGEST_LOCAL) {
        if !(is_letter(character) || matches!(character, '.' | '_' | '+' | '-' | '\'' | '=')) {
            break;
        }
        if character.is_alphabetic()
            && *unspaced.get_or_insert(is_unspaced(character)) != is_unspaced(character)
        {
            break;
        }
        start = at;
    }
    // What is around an address in running text is no part of it.
    let local = text[start..end].trim_start_matches(['.', '\'', '=', '-', '_']);
    local.contains(is_letter).then_some(end - local.len())
}

/// How long the domain at the start of a text is: labels with dots between them, the last one a
/// word. With `spelled`, one of the dots at least has to be a word.
fn domain(text: &str, spelled: bool) -> Option<usize> {
    let mut len = 0;
    let mut labels = 0;
    let mut numbers = 0;
    let mut has_word = false;
    let mut found = None;
    while len <= LONGEST_DOMAIN {
        let label = label(&text[len..]);
        len += label.len();
        labels += 1;
        numbers += usize::from(label.chars().all(|character| digit(character).is_some()));
        // `logo@2x.png` is a file; `map ada@example.org.png` is one that names somebody.
        if labels > 1 && is_file_ending(label) {
            return found.filter(|_| numbers == 0);
        }
        // `1.2.beta` is the version of a program.
        if labels > 1 && is_top_level(label) && numbers < 2 && (has_word || !spelled) {
            found = Some(len);
        }
        match dot(&text[len..]) {
            // The dot at the end of a sentence has no label behind it.
            Some((dot, word)) if text[len + dot..].starts_with(is_letter) => {
                len += dot;
                has_word |= word;
            }
            _ => break,
        }
    }
    found
}

/// The letters, digits and hyphens at the start of a text, up to where the script changes.
fn label(text: &str) -> &str {
    let mut end = 0;
    let mut unspaced = None;
    for (at, character) in text.char_indices().take(64) {
        if !(is_letter(character) || character == '-') {
            break;
        }
        if character.is_alphabetic()
            && *unspaced.get_or_insert(is_unspaced(character)) != is_unspaced(character)
        {
            break;
        }
        end = at + character.len_utf8();
    }
    text[..end].trim_end_matches('-')
}

/// How long a dot at the start of a text is, and whether it is written as a word.
fn dot(text: &str) -> Option<(usize, bool)> {
    if let Some(sign) = ['.', '．'].iter().find(|&&sign| text.starts_with(sign)) {
        return Some((sign.len_utf8(), false));
    }
    let inner = text.strip_prefix(' ').unwrap_or(text);
    let space = text.len() - inner.len();
    if let Some(len) = bracketed(inner, DOT) {
        let behind = usize::from(inner[len..].starts_with(' '));
        return Some((space + len + behind, true));
    }
    let word = DOT.iter().find(|word| **word != "." && begins_lower(inner, word))?;
    (space == 1 && inner[word.len()..].starts_with(' ')).then_some((word.len() + 2, true))
}

/// Whether the last label of a domain can be one: a word of two letters or more (RFC 3696,
/// section 2), in any script.
fn is_top_level(label: &str) -> bool {
    let letters = label.chars().filter(|&character| !is_invisible(character)).count();
    letters >= 2 && (begins_with(label, "xn--") || !label.contains(|c: char| c == '-' || digit(c).is_some()))
}

fn is_file_ending(label: &str) -> bool {
    FILE_ENDINGS.iter().any(|ending| label.eq_ignore_ascii_case(ending))
}

/// Whether a character may stand in a word of an address: letters, digits and marks of any script
/// (RFC 6531), and what is not seen. Signs of punctuation do not count.
fn is_letter(character: char) -> bool {
    character.is_alphanumeric()
        || is_invisible(character)
        // The marks that join consonants in the scripts of India and beyond are not letters.
        || matches!(character, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{d7f}' | '\u{e00}'..='\u{17ff}')
            && !matches!(character, '\u{964}' | '\u{965}' | '\u{e4f}' | '\u{17d4}'..='\u{17da}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The addresses of a text.
    fn addresses(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|range| &text[range]).collect()
    }

    /// Whether all of a text is an address.
    fn is_address(text: &str) -> bool {
        addresses(text) == [text]
    }

    #[test]
    fn every_sign_and_every_word_for_one_is_known() {
        for sign in SIGNS {
            assert!(is_address(&format!("ada{sign}example.org")), "{sign}");
        }
        for at in AT {
            assert!(is_address(&format!("ada ({at}) example.org")), "{at}");
            assert!(is_address(&format!("ada[{}]example.org", at.to_uppercase())), "{at}");
        }
        for dot in DOT {
            assert!(is_address(&format!("ada@example ({dot}) org")), "{dot}");
            assert_eq!(is_address(&format!("ada@example {dot} org")), *dot != ".", "{dot}");
        }
    }

    #[test]
    fn the_name_of_a_file_is_no_address() {
        for ending in FILE_ENDINGS {
            assert_eq!(find(&format!("map@2x.{ending}")), [0..0; 0], "{ending}");
        }
        assert!(is_address("map@2x.org"));
    }

    #[test]
    fn a_name_and_a_domain_are_taken_whole_up_to_the_longest() {
        let local = "a".repeat(LONGEST_LOCAL);
        assert!(is_address(&format!("{local}@example.org")));
        assert_eq!(addresses(&format!("b{local}@example.org")), [format!("{local}@example.org")]);
        let quoted = "a".repeat(LONGEST_LOCAL - 1);
        assert!(is_address(&format!("\"{quoted}\"@example.org")));
        assert_eq!(find(&format!("\"{quoted}a\"@example.org")), [0..0; 0]);
        // The labels that start within the length of the longest domain count.
        let labels = "a.".repeat(LONGEST_DOMAIN / 2);
        assert!(is_address(&format!("ada@{labels}org")));
        assert_eq!(find(&format!("ada@{labels}a.org")), [0..0; 0]);
        assert!(is_address(&format!("ada@b{}org", &labels[..LONGEST_DOMAIN - 1])));
    }

    #[test]
    fn what_stands_around_an_address_is_no_part_of_it() {
        for (text, address) in [
            ("ada <at> example.org", "ada <at> example.org"),
            ("ada@example.org:tools", "ada@example.org"),
            ("git@example.org", "git@example.org"),
            ("ada@png.org", "ada@png.org"),
            ("अदा@उदाहरण.भारत।", "अदा@उदाहरण.भारत"),
        ] {
            assert_eq!(addresses(text), [address], "{text}");
        }
        for text in ["\"\"@example.org", "say\nb\"@example.org", "ada@example dotted lines"] {
            assert_eq!(find(text), [0..0; 0], "{text}");
        }
    }
}
