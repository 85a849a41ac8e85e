//! Values that several commands take: days, kinds, forges, and the words of fields that have a few.

use clap::ValueEnum;
use clap::builder::PossibleValuesParser;

use crate::config::Forge;
use crate::record::{Host, Kind, Named};
use crate::suggest::nearest;

/// The words of a field that has a few, as front matter writes them.
pub(super) fn words<T: Named>() -> PossibleValuesParser {
    PossibleValuesParser::new(T::NAMES)
}

pub(super) fn day(text: &str) -> Result<jiff::civil::Date, String> {
    text.parse().map_err(|_| "write year, month and day, such as 2026-03-09".to_owned())
}

pub(super) fn kind(name: &str) -> Result<Kind, String> {
    Kind::named(name).ok_or_else(|| {
        let known = Kind::ALL.map(Kind::name);
        let near = nearest(name, known).map(|near| format!("did you mean `{near}`? "));
        format!("{}the kinds are {}", near.unwrap_or_default(), known.join(", "))
    })
}

/// The address of an archive. It comes to stand in a script and is read by everybody, so it holds nothing that means
/// something there, and no name or password.
pub(super) fn archive(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:?&=%+,".contains(c);
    let path = text.strip_prefix("https://").and_then(|rest| rest.split_once('/'));
    match path {
        Some((host, path)) if !host.is_empty() && !path.is_empty() && text.chars().all(plain) => {
            Ok(text.to_owned())
        }
        _ => Err("write an address such as https://example.org/casebook.tar.gz: one of https, of letters, \
                  digits and -._~/:?&=%+, only"
            .to_owned()),
    }
}

pub(super) fn sha256(text: &str) -> Result<String, String> {
    if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(text.to_ascii_lowercase());
    }
    Err("write the 64 hexadecimal digits that `sha256sum` prints for the archive".to_owned())
}

/// The places that a repository can lie at.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum HostName {
    Github,
    Gitlab,
    Codeberg,
    /// Another Forgejo, or a Gitea
    Forgejo,
}

impl From<HostName> for Host {
    fn from(name: HostName) -> Self {
        match name {
            HostName::Github => Self::Github,
            HostName::Gitlab => Self::Gitlab,
            HostName::Codeberg => Self::Codeberg,
            HostName::Forgejo => Self::Forgejo,
        }
    }
}

/// The kinds of forge that a site can be published by.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ForgeName {
    Github,
    Gitlab,
    /// Codeberg, another Forgejo, or a Gitea
    Forgejo,
}

impl From<ForgeName> for Forge {
    fn from(name: ForgeName) -> Self {
        match name {
            ForgeName::Github => Self::Github,
            ForgeName::Gitlab => Self::Gitlab,
            ForgeName::Forgejo => Self::Forgejo,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_at_a_plain_address_of_https() {
        for good in ["https://example.org/a.tar.gz", "https://e.org:8443/a%20b/c?d=e&f=g+h,i~j_k-l"] {
            assert_eq!(archive(good).unwrap(), good);
        }
        for bad in [
            "",
            "http://example.org/a",
            "HTTPS://example.org/a",
            "https://",
            "https:///a",
            "https://example.org",
            "https://example.org/",
            "https://me:secret@example.org/a",
            "https://example.org/a b",
            "https://example.org/'a",
            "https://example.org/$(a)",
            "https://example.org/`a`",
            "https://example.org/a;b",
            "https://example.org/a\nb",
            "https://example.org/\\a",
            "https://example.org/#a",
            "https://example.org/é",
        ] {
            assert!(archive(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_sum_has_64_digits() {
        assert_eq!(sha256(&"aB3".repeat(22)[..64]).unwrap(), "ab3".repeat(22)[..64]);
        for bad in [&"a".repeat(63), &"a".repeat(65), &"g".repeat(64), "", &"é".repeat(32)] {
            assert!(sha256(bad).is_err(), "{bad}");
        }
    }
}
