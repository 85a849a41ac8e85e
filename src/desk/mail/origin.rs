//! What the headers of a mail say about where it comes from, beyond who wrote it: its language, whether a
//! person wrote it, whether a list passed it on. [`read`](super::read) calls it.

use mail_parser::MimeHeaders;

use super::parts::Headers;
use super::plain;
use crate::config::Language;

/// The longest top-level domain (RFC 1034, section 3.1).
const LONGEST_LABEL: usize = 63;

/// The first language of `Content-Language` (RFC 3282), if it is a language tag.
pub(super) fn language(headers: &Headers) -> Option<String> {
    let first = written(headers, "Content-Language")?.split(',').next()?.trim().to_owned();
    Language::parse(&first).map(|language| language.as_str().to_owned())
}

/// Whether a program sent it by itself: an answer while somebody is away, a report that a mail could
/// not be delivered, a newsletter.
pub(super) fn is_automatic(headers: &Headers) -> bool {
    let value = |name| written(headers, name).map(|value| value.to_lowercase()).unwrap_or_default();
    // RFC 3834, section 5. Its value may have parameters.
    let submitted = value("Auto-Submitted");
    let submitted = submitted.split([';', ' ', '(']).next().unwrap_or_default();
    let reports = headers.content_type().is_some_and(|kind| {
        kind.ctype().eq_ignore_ascii_case("multipart")
            && kind.subtype().is_some_and(|sub| sub.eq_ignore_ascii_case("report"))
    });
    !matches!(submitted, "" | "no")
        || matches!(value("Precedence").as_str(), "bulk" | "junk" | "auto_reply" | "auto-reply")
        || ["X-Autoreply", "X-Autorespond"].iter().any(|name| !matches!(value(name).as_str(), "" | "no"))
        || value("Return-Path") == "<>"
        || reports
}

/// Whether a mailing list passed it on (RFC 2919, RFC 2369).
pub(super) fn is_of_list(headers: &Headers) -> bool {
    ["List-Id", "List-Unsubscribe"].iter().any(|name| written(headers, name).is_some())
}

/// The top-level domain of the sender's address, and never more of it: `se`.
pub(super) fn domain(headers: &Headers) -> Option<String> {
    let address = headers.from()?.first()?.address()?;
    let (_, top) = address.rsplit_once('@')?.1.trim_end_matches(['.', '>']).rsplit_once('.')?;
    let top = top.to_ascii_lowercase();
    let sound = top.bytes().all(|byte| byte.is_ascii_alphabetic())
        || top.starts_with("xn--") && top.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (sound && (2..=LONGEST_LABEL).contains(&top.len())).then_some(top)
}

/// A header as it was written, on one line.
fn written(headers: &Headers, name: &'static str) -> Option<String> {
    headers.header_raw(name).map(plain::one_line).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::mail::parts::split_headers;

    fn headers(text: &str) -> Headers {
        split_headers(format!("{text}\n\n").as_bytes()).0
    }

    #[test]
    fn a_language_is_a_language_tag() {
        let of = |value: &str| language(&headers(&format!("Content-Language: {value}")));
        assert_eq!(of("pt-BR").as_deref(), Some("pt-BR"));
        assert_eq!(of("sv, en").as_deref(), Some("sv"));
        for value in ["", "*", "<b>", "quite a lot of words", "../x"] {
            assert_eq!(of(value), None, "{value}");
        }
    }

    #[test]
    fn what_a_program_sent_is_automatic() {
        for header in [
            "Auto-Submitted: auto-replied",
            "Auto-Submitted: auto-generated (rejected)",
            "auto-submitted: Auto-Notified; owner-email=\"a\"",
            "Precedence: bulk",
            "Precedence: junk",
            "Precedence: auto_reply",
            "X-Autoreply: yes",
            "X-Autorespond: away",
            "Return-Path: <>",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        ] {
            assert!(is_automatic(&headers(header)), "{header}");
        }
        for header in [
            "Auto-Submitted: no",
            "Precedence: list",
            "X-Autoreply: no",
            "Return-Path: <ada@example.org>",
            "Content-Type: multipart/mixed; boundary=b",
        ] {
            assert!(!is_automatic(&headers(header)), "{header}");
        }
    }

    #[test]
    fn a_list_says_that_it_is_one() {
        for header in ["List-Id: <maps.example.org>", "List-Unsubscribe: <https://example.org/>"] {
            assert!(is_of_list(&headers(header)), "{header}");
        }
        assert!(!is_of_list(&headers("To: list@example.org")));
    }

    #[test]
    fn of_an_address_only_its_end_is_known() {
        let of = |from: &str| domain(&headers(&format!("From: {from}")));
        for (from, expected) in [
            ("Ada <ada@mail.example.SE>", Some("se")),
            ("ada@example.co.uk", Some("uk")),
            ("ada@xn--e1afmkfd.xn--p1ai", Some("xn--p1ai")),
            ("ada@localhost", None),
            ("ada@[192.0.2.1]", None),
            ("ada@192.0.2.1", None),
            ("Ada", None),
        ] {
            assert_eq!(of(from).as_deref(), expected, "{from}");
        }
    }
}
