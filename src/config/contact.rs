//! How to reach the people behind a site: an address on the web or for mail, which every page links to.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

use super::is_web_address;
use crate::yaml::Expectation;

/// The scheme of addresses for mail, which may be left out.
const MAILTO: &str = "mailto:";

/// Where somebody can be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contact {
    /// A page of the web.
    Web(Box<str>),
    /// An address for mail, without `mailto:`.
    Mail(Box<str>),
}

impl Contact {
    /// What a text says, if it is an address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if is_web_address(text) {
            return Some(Self::Web(text.into()));
        }
        let scheme = text.get(..MAILTO.len()).filter(|start| start.eq_ignore_ascii_case(MAILTO));
        let address = &text[scheme.map_or(0, str::len)..];
        is_mail_address(address).then(|| Self::Mail(address.into()))
    }

    /// The address as readers see it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Web(address) | Self::Mail(address) => address,
        }
    }

    /// What a link to it leads to.
    #[must_use]
    pub fn url(&self) -> Cow<'_, str> {
        match self {
            Self::Web(address) => Cow::Borrowed(address),
            Self::Mail(address) => Cow::Owned(format!("{MAILTO}{address}")),
        }
    }

    /// The address, if it is one for mail.
    #[must_use]
    pub fn mail(&self) -> Option<&str> {
        match self {
            Self::Web(_) => None,
            Self::Mail(address) => Some(address),
        }
    }
}

/// Whether a text has the form of an address for mail that needs no quotes: a name, `@`, and a host with a dot.
fn is_mail_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    // Of the signs that a name may have, some mean something else in a link.
    let is_name = |part: &str| {
        let mut letters = part.chars();
        !part.is_empty()
            && letters.all(|letter| letter.is_alphanumeric() || "!$'*+-/=^_{|}~".contains(letter))
    };
    let is_label = |label: &str| {
        let mut letters = label.chars();
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && letters.all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    name.split('.').all(is_name) && host.contains('.') && host.split('.').all(is_label)
}

impl<'de> Deserialize<'de> for Contact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const EXPECTED: Expectation = Expectation {
            name: "address that a link can lead to",
            write: "an address on the web, whole and with `https://`, or one for mail, such as `desk@example.org`",
        };
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| EXPECTED.refuse(&text))
    }
}

impl JsonSchema for Contact {
    fn schema_name() -> Cow<'static, str> {
        "Contact".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "An address on the web, with https://, or one for mail.",
            "pattern": r"^(https?://[^\s/].*|(mailto:)?[^\s@:]+@[^\s@]+\.[^\s@]+)$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Config;
    use crate::diagnostic::Code;

    #[test]
    fn a_contact_is_an_address_of_the_web_or_for_mail() {
        for (text, url, shown) in [
            ("https://example.org/desk", "https://example.org/desk", "https://example.org/desk"),
            ("http://example.org", "http://example.org", "http://example.org"),
            ("desk@example.org", "mailto:desk@example.org", "desk@example.org"),
            ("mailto:desk@example.org", "mailto:desk@example.org", "desk@example.org"),
            (
                "MAILTO:glam.desk+se@sub.example.org",
                "mailto:glam.desk+se@sub.example.org",
                "glam.desk+se@sub.example.org",
            ),
            ("rådgivning@bücher.example", "mailto:rådgivning@bücher.example", "rådgivning@bücher.example"),
        ] {
            let (config, faults) = Config::parse(&format!("contact: {{email: \"{text}\"}}"));
            assert!(faults.is_empty(), "{text}: {faults:?}");
            let contact = &config.contact["email"];
            assert_eq!((&*contact.url(), contact.as_str()), (url, shown));
            assert_eq!(contact.mail().is_some(), url.starts_with("mailto:"));
        }
    }

    #[test]
    fn what_no_link_can_lead_to_is_refused() {
        for text in [
            "desk",
            "desk at example.org",
            "example.org",
            "www.example.org",
            "mailto:example.org",
            "mailto:",
            "mailto:https://example.org/",
            "desk@example",
            "desk@@example.org",
            "desk@.example.org",
            "desk@example.org.",
            "desk@-a.example.org",
            ".desk@example.org",
            "@desk",
            "a b@example.org",
            "Desk <desk@example.org>",
            "desk@example.org?subject=a",
            "desk@example.org, ada@example.org",
            "https://",
            "javascript:alert(1)",
            "+46 8 000 00 00",
            "",
        ] {
            let (config, faults) = Config::parse(&format!("title: A\ncontact: {{email: \"{text}\"}}"));
            let found: Vec<_> = faults.iter().map(|fault| (fault.code, fault.message.clone())).collect();
            let message = format!("`contact.email`: `{text}` is no address that a link can lead to");
            assert_eq!(found, [(Code::BadValue, message)]);
            let help = faults.iter().next().unwrap().help.clone().unwrap();
            assert!(help.contains("`https://`") && help.contains("`desk@example.org`"), "{help}");
            assert!(config.contact.is_empty());
        }
    }
}
