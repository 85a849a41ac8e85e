//! SARIF 2.1.0, the exchange format of code scanning.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::location::{Files, Location};
use super::visible::escape_json;
use super::{Located, short};
use crate::diagnostic::{Code, Label};
use crate::source::SitePath;

/// All but the characters that a part of a path may hold as they are, and the `/` between parts.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

pub(super) fn render(located: &[Located<'_>], files: &Files<'_>) -> String {
    let codes: BTreeSet<Code> = located.iter().map(|f| f.diagnostic.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let results: Vec<Value> = located.iter().map(|one| result(one, &codes, files)).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Casebook",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|&code| rule(code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    escape_json(&format!("{log:#}\n"))
}

fn rule(code: Code) -> Value {
    let explanation = code.explanation().trim();
    let summary = explanation.split("\n\n").next().unwrap_or_default();
    // Up to the examples: what it is and why it matters.
    let description = explanation.split("\n\nBefore:").next().unwrap_or_default();
    json!({
        "id": code.name(),
        "shortDescription": {"text": unwrapped(summary)},
        "fullDescription": {"text": unwrapped(description)},
        "help": {"text": explanation, "markdown": explanation},
        "defaultConfiguration": {"level": code.severity().name()},
    })
}

/// A text without the line breaks of its source.
fn unwrapped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn result(one: &Located<'_>, codes: &[Code], files: &Files<'_>) -> Value {
    let diagnostic = one.diagnostic;
    let mut result = json!({
        "ruleId": diagnostic.code.name(),
        "ruleIndex": codes.binary_search(&diagnostic.code).unwrap_or_default(),
        "level": diagnostic.severity.name(),
        "message": {"text": short::message(diagnostic)},
        "locations": [{"physicalLocation": physical(&diagnostic.file, one.location)}],
    });
    if !diagnostic.labels.is_empty() {
        let related = diagnostic.labels.iter().enumerate();
        result["relatedLocations"] = related
            .map(|(id, Label { file, span, text })| {
                json!({
                    "id": id,
                    "physicalLocation": physical(file, files.span(file, *span)),
                    "message": {"text": text},
                })
            })
            .collect();
    }
    result
}

fn physical(file: &SitePath, Location { start, end }: Location) -> Value {
    json!({
        "artifactLocation": {
            "uri": utf8_percent_encode(file.as_str(), ESCAPED).to_string(),
            "uriBaseId": "%SRCROOT%",
        },
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    })
}
