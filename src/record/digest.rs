//! What a review has judged, as a number: the same as long as the request says the same.

use std::fmt::{self, Write as _};

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::reference::{ContentType, Country, PartnerRef, ToolRef};
use super::{Checklist, Common, Request, Requester, Size};

/// The SHA-256 digest of what a request asks for.
///
/// It covers what the requester wrote and the checklist, as [`Material`] lists them, and not what the
/// desk adds while it works: who looks after it, dates, its state. How the file writes a value (quotes,
/// order, comments) makes no difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest(Box<str>);

/// What a review judges. The order is part of the digest: a change of it makes every review stale.
#[derive(Serialize)]
struct Material<'r> {
    title: &'r str,
    summary: Option<&'r str>,
    requester: Option<&'r Requester>,
    description: Option<&'r str>,
    justification: Option<&'r str>,
    countries: &'r [Country],
    size: Option<Size>,
    help: &'r [String],
    partners: &'r [PartnerRef],
    content_types: &'r [ContentType],
    tools: &'r [ToolRef],
    licence_status: Option<&'r str>,
    checklist: &'r Checklist,
    body: String,
}

impl Digest {
    /// The digest of a request; `body` is its text as the file has it.
    pub(super) fn of(common: &Common, request: &Request, body: &str) -> Self {
        let material = Material {
            title: &common.title,
            summary: common.summary.as_deref(),
            requester: request.requester.as_ref(),
            description: request.description.as_deref(),
            justification: request.justification.as_deref(),
            countries: &request.countries,
            size: request.size,
            help: &request.help,
            partners: &request.partners,
            content_types: &request.content_types,
            tools: &request.tools,
            licence_status: request.licence_status.as_deref(),
            checklist: &request.checklist,
            body: body.replace("\r\n", "\n").trim().to_owned(),
        };
        Self(sha256(&serde_json::to_vec(&material).unwrap_or_default()).into())
    }

    /// As a review writes it: `sha256:` and 64 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
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
