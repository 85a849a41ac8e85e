//! What a review has judged, as a number: the same as long as the request says the same.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use serde::Serialize;
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};

use super::{Common, Field, Request};

/// The SHA-256 digest of what a request asks for.
///
/// It covers the fields that are declared as `judged` and the text below them, and not what the desk adds while it works: who looks after it, dates, its state. How the file writes a value (quotes,
/// order, comments) makes no difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest(Box<str>);

/// The fields that the first reviews judged, in the order in which they did, each with what stands for it
/// while it is empty. All of them are part of every digest, so a change here makes every review stale.
/// Fields that became `judged` since follow in their own order, and only where they hold something: a
/// review of a request without them stays as good as it was.
const FIRST: [(&Field, &str); 13] = [
    (Common::title, "\"\""),
    (Common::summary, "null"),
    (Request::requester, "null"),
    (Request::description, "null"),
    (Request::justification, "null"),
    (Request::countries, "[]"),
    (Request::size, "null"),
    (Request::help, "[]"),
    (Request::partners, "[]"),
    (Request::content_types, "[]"),
    (Request::tools, "[]"),
    (Request::licence_status, "null"),
    (Request::checklist, "{}"),
];

impl Digest {
    /// The digest of a request; `body` is its text as the file has it.
    pub(super) fn of(common: &Common, request: &Request, body: &str) -> Self {
        let mut fields = json_of(common);
        fields.extend(json_of(request));
        let first =
            FIRST.map(|(field, empty)| (field.name, fields.get(field.name).map_or(empty, |json| json.get())));
        let later = Common::FIELDS.iter().chain(Request::FIELDS).filter(|field| field.judged);
        let later = later.filter(|field| FIRST.iter().all(|(first, _)| first.name != field.name));
        let later = later.filter_map(|field| Some((field.name, fields.get(field.name)?.get())));
        let mut material = String::from("{");
        for (name, json) in first.into_iter().chain(later) {
            // Writing to a string cannot fail.
            let _ = write!(material, "\"{name}\":{json},");
        }
        let body = serde_json::Value::from(body.replace("\r\n", "\n").trim());
        let _ = write!(material, "\"body\":{body}}}");
        Self(sha256(material.as_bytes()).into())
    }

    /// As a review writes it: `sha256:` and 64 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The JSON of each field, by name.
fn json_of(fields: &impl Serialize) -> BTreeMap<String, Box<RawValue>> {
    // What was read from front matter is a map from names to values.
    serde_json::to_string(fields).and_then(|json| serde_json::from_str(&json)).unwrap_or_default()
}

/// The SHA-256 digest of some bytes: `sha256:` and 64 hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    let mut text = String::from("sha256:");
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Language;
    use crate::record::{File, Id, Kind, Parsed};
    use crate::source::SitePath;

    fn digest(text: &str) -> String {
        let file = File {
            path: &SitePath::new("content/requests/a/index.md"),
            id: Id { kind: Kind::Request, slug: "a".into() },
            translation: None,
            default_language: &Language::default(),
            text,
        };
        let (Parsed::Record(record), faults) = file.parse() else { panic!("{text}") };
        assert!(faults.is_empty(), "{faults:?}");
        record.digest.as_ref().unwrap().to_string()
    }

    const REQUEST: &str = "---\ntitle: Maps\ncountries: [UG]\ndescription: Old maps.\n---\nPlease help.\n";

    #[test]
    fn it_is_the_same_for_good() {
        // A change of this value makes every review that was ever written stale.
        assert_eq!(
            digest(REQUEST),
            "sha256:98a0b302cce605b845106d5799aa91f420a71a330446ec8c52b1eb2c7eef7ade"
        );
    }

    #[test]
    fn every_field_that_is_judged_counts() {
        let judged: Vec<_> = Kind::Request.fields().filter(|field| field.judged).collect();
        assert!(super::FIRST.iter().all(|(first, _)| judged.iter().any(|field| field.name == first.name)));
        // Whole, so that nulls, empty lists, groups and signs to be escaped are compared as well.
        assert_eq!(
            digest(
                "---\ntitle: Maps\nsummary: \"A \\\"map\\\"\"\nrequester: {name: Ada, affiliation: Guild, person: ada, \
                 accounts: {github: [ada, lada], wiki: Ada}}\ncountries: [UG, KE]\nsize: project\nhelp: [One, Two]\n\
                 partners: [museum]\ncontent_types: [maps]\ntools: [hammer]\nlicence_status: CC0\n\
                 justification: Überall\nchecklist: {legal: fine, risk: none}\n---\nA\tline\n"
            ),
            "sha256:94806e6b600c1aafe12f8b39e748a3d5b7d9129be87f0a630f55b338305814b9"
        );
    }

    #[test]
    fn only_what_the_request_says_counts() {
        let same = [
            ("title: Maps", "title: \"Maps\" # quoted"),
            ("---\ntitle", "---\nstatus: development\nassignee: ada\ndue: 2026-03-09\npriority: high\ntitle"),
            ("\n", "\r\n"),
            ("help.\n", "help.\n\n"),
            ("countries: [UG]", "countries:\n- UG"),
        ];
        for (from, to) in same {
            assert_eq!(digest(&REQUEST.replace(from, to)), digest(REQUEST), "{to}");
        }
        let other = [
            ("Maps", "Map"),
            ("UG", "KE"),
            ("Old maps.", "New maps."),
            ("Please help.", "Please help us."),
            ("---\ntitle", "---\nrequester: {name: Ada}\ntitle"),
            ("---\ntitle", "---\nlicence_status: CC0\ntitle"),
            ("---\ntitle", "---\nchecklist: {legal: fine}\ntitle"),
        ];
        for (from, to) in other {
            assert_ne!(digest(&REQUEST.replace(from, to)), digest(REQUEST), "{to}");
        }
    }
}
