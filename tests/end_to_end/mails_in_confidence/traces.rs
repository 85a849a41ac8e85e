//! Looks for secrets in files: as they are written, and as a page, a link, a script, an index or a name may write them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use encodify::base64;
use percent_encoding::percent_decode_str;
use regex::{Captures, Regex};

/// A part of a secret that is as long as this is one as well, where nothing but letters and digits counts.
const PART: usize = 8;
/// The same of a secret of digits.
const PART_OF_NUMBER: usize = 6;

/// The zeros of the scripts that the secrets are written in.
const ZEROS: [char; 4] = ['０', '٠', '०', '0'];

static TAGS: LazyLock<Regex> = LazyLock::new(|| Regex::new("<[^>]*>").unwrap());
static DIGESTS: LazyLock<Regex> = LazyLock::new(|| Regex::new("[0-9a-f]{64}").unwrap());
/// Characters by their number to the base of 16, in JSON, YAML, scripts and HTML.
static HEX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\\u\{?([0-9A-Fa-f]{4,6})\}?|\\x([0-9A-Fa-f]{2})|&#[xX]([0-9A-Fa-f]+);").unwrap()
});
static DECIMAL: LazyLock<Regex> = LazyLock::new(|| Regex::new("&#([0-9]+);").unwrap());

/// Secrets, in the forms in which they are looked for.
pub(super) struct Secrets {
    /// Whole, without all but letters and digits.
    whole: Needles,
    /// Parts of them.
    parts: Needles,
    /// Their Base64, wherever in a text they begin.
    encoded: Needles,
}

/// Texts to look for, each with its secret, by their first two bytes.
struct Needles(Vec<BTreeMap<Vec<u8>, String>>);

impl Needles {
    fn new() -> Self {
        Self(vec![BTreeMap::new(); 1 << 16])
    }

    fn at(first: u8, second: u8) -> usize {
        usize::from(u16::from_be_bytes([first, second]))
    }

    fn add(&mut self, needle: &[u8], of: &str) {
        let [first, second, ..] = *needle else { panic!("`{of}` is too short to be looked for") };
        self.0[Self::at(first, second)].insert(needle.to_vec(), of.to_owned());
    }

    /// What of them is in a text: the secrets.
    fn within(&self, text: &[u8]) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for at in 1..text.len() {
            let known = &self.0[Self::at(text[at - 1], text[at])];
            let here = known.iter().filter(|(needle, _)| text[at - 1..].starts_with(needle));
            found.extend(here.map(|(_, of)| of.clone()));
        }
        found
    }
}

impl Secrets {
    pub(super) fn new<S: AsRef<str>>(secrets: impl IntoIterator<Item = S>) -> Self {
        let (mut whole, mut parts, mut encoded) = (Needles::new(), Needles::new(), Needles::new());
        for secret in secrets {
            let secret = secret.as_ref();
            for form in [bare(secret), bare(&unescaped(secret))] {
                whole.add(form.as_bytes(), secret);
                let is_number = form.bytes().all(|byte| byte.is_ascii_digit());
                let length = if is_number { PART_OF_NUMBER } else { PART };
                for part in form.as_bytes().windows(length.min(form.len())) {
                    parts.add(part, secret);
                }
            }
            for before in 0..3 {
                // The first and the last characters depend on what stands around it.
                let text = base64::STANDARD.encode(["x".repeat(before), secret.to_owned()].concat());
                let text = text.trim_end_matches('=');
                let text = &text[[0, 2, 3][before]..text.len() - 1];
                encoded.add(text.as_bytes(), secret);
                encoded.add(text.replace('+', "-").replace('/', "_").as_bytes(), secret);
            }
        }
        Self { whole, parts, encoded }
    }

    /// The secrets that are whole in a file or in its path.
    pub(super) fn in_file(&self, path: &str, bytes: &[u8]) -> BTreeSet<String> {
        let text = format!("{path}\n{}", String::from_utf8_lossy(bytes));
        let mut found = self.encoded.within(text.as_bytes());
        let mut views = vec![bare(&text), bare(&unescaped(&text))];
        if path.ends_with(".html") {
            views.push(bare(&unescaped(&TAGS.replace_all(&text, ""))));
        }
        found.extend(views.iter().flat_map(|view| self.whole.within(view.as_bytes())));
        found
    }

    /// The secrets of which a part is in a record or in its path.
    pub(super) fn in_record(&self, path: &str, text: &str) -> BTreeSet<String> {
        // The digests of mails have every digit.
        let text = DIGESTS.replace_all(text, "");
        let text = format!("{path}\n{text}");
        [bare(&text), bare(&unescaped(&text))]
            .iter()
            .flat_map(|view| self.parts.within(view.as_bytes()))
            .collect()
    }
}

/// The letters and digits of a text, small and in one script where they are digits.
fn bare(text: &str) -> String {
    let digit = |c: char| {
        let value = |zero: &char| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10);
        ZEROS.iter().find_map(value).and_then(|value| char::from_digit(value, 10))
    };
    let kept = text.chars().filter(|c| c.is_alphanumeric());
    kept.map(|c| digit(c).unwrap_or(c)).flat_map(char::to_lowercase).collect()
}

/// A text without what stands for other characters in addresses, HTML, JSON, YAML and scripts.
fn unescaped(text: &str) -> String {
    let text = percent_decode_str(text).decode_utf8_lossy();
    let character = |number: &str, base: u32| {
        u32::from_str_radix(number, base).ok().and_then(char::from_u32).map(String::from).unwrap_or_default()
    };
    let text = HEX.replace_all(&text, |found: &Captures<'_>| {
        character((1..4).find_map(|group| found.get(group)).unwrap().as_str(), 16)
    });
    let text = DECIMAL.replace_all(&text, |found: &Captures<'_>| character(&found[1], 10)).into_owned();
    [("&commat;", "@"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
        .iter()
        .fold(text, |text, (name, sign)| text.replace(name, sign))
}

#[test]
fn a_secret_is_found_in_every_form() {
    let secrets = Secrets::new(["ottoline@sanctum-archief.example", "+46 70 174 06 05"]);
    let found = |path: &str, text: &str| secrets.in_file(path, text.as_bytes()).len();
    for text in [
        "write to Ottoline@Sanctum-Archief.example.",
        "?to=ottoline%40sanctum-archief.example",
        "ottoline&#64;sanctum&#x2d;archief.example",
        "ottoline&commat;sanctum-archief.example",
        "\"ottoline\\u0040sanctum\\x2darchief.example\"",
        "ottoline\\@sanctum\\-archief.example",
        "ring +46701740605",
        "ring +46-70-174-06-05",
        "tel:%2B46%2070%20174%2006%2005",
        "b3R0b2xpbmVAc2FuY3R1bS1hcmNoaWVmLmV4YW1wbGU=",
        "eG90dG9saW5lQHNhbmN0dW0tYXJjaGllZi5leGFtcGxl",
        "eHhvdHRvbGluZUBzYW5jdHVtLWFyY2hpZWYuZXhhbXBsZQ==",
    ] {
        assert_eq!(found("a.md", text), 1, "{text}");
    }
    assert_eq!(found("a.html", "ring <b>+46</b> <i>70</i> 174<wbr> 06 05"), 1);
    assert_eq!(found("requests/ottoline-sanctum-archief-example/index.md", "Maps"), 1);
    assert_eq!(found("a.md", "write to [mail address withheld], in 2026"), 0);
    assert_eq!(secrets.in_record("a.md", "write to …@sanctum-arch… or ring …70 174 0…").len(), 2);
    assert_eq!(secrets.in_record("a.md", "in 1740, on 2026-03-02").len(), 0);
}
