//! What a translation says of what it was made from: the field `translation` of its front matter.
//!
//! ```yaml
//! translation:
//!   fields:
//!     - title 3f9a1c2e0b1d2c3e
//!   sections:                                  # in the order of the headings
//!     - (top) 8b22d0aa54e1f7c9                 # before the first heading
//!     - before-you-start 5d2e1f8a9b0c1d2e
//!     - at-work 6e3f2a9b0c1d2e4f + at-home 7f4a3b0c1d2e5a6b
//!     - (own)                                  # of no section of the original
//! ```

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::Deserializer;

use crate::parse::markdown::SectionDigest;
use crate::record::value::AnyScalar;
use crate::yaml::Expectation;

/// Of a translation: what it was made from. `casebook translate --refresh` writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MadeFrom {
    /// Whether no native reader has read it yet.
    pub awaits_review: bool,
    /// The fields that it has of its own.
    pub fields: Vec<Source>,
    /// One entry for each section of its text.
    pub sections: Vec<Sources>,
}

/// A section or a field of the original, as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The id of its heading, empty before the first one; of a field, the name.
    pub id: Box<str>,
    pub digest: SectionDigest,
}

/// The sections of the original that one of a translation was made from; none for one of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources(pub Vec<Source>);

/// What stands for the id of what comes before the first heading. No heading can have it.
pub(super) const TOP: &str = "(top)";

/// What stands for a section of the translation's own.
const OWN: &str = "(own)";

impl Source {
    const EXPECTED: Expectation = Expectation {
        name: "field and digest",
        write: "the name of a field and 16 hexadecimal digits, such as `title 3f9a1c2e0b1d2c3e`; \
                `casebook translate --refresh` does",
    };

    fn parse(text: &str) -> Option<Self> {
        let (id, digest) = text.trim().split_once(' ')?;
        let id = if id == TOP { "" } else { id };
        Some(Self { id: id.into(), digest: digest.trim().parse().ok()? })
    }
}

impl Sources {
    const EXPECTED: Expectation = Expectation {
        name: "section and digest",
        write: "the `#` of a heading of the original and 16 hexadecimal digits, such as `at-work 3f9a1c2e0b1d2c3e`, \
                or `(own)`; `casebook translate --refresh` does",
    };

    fn parse(text: &str) -> Option<Self> {
        if text.trim() == OWN {
            return Some(Self::default());
        }
        text.split('+').map(Source::parse).collect::<Option<_>>().map(Self)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = if self.id.is_empty() { TOP } else { &self.id };
        write!(f, "{id} {}", self.digest)
    }
}

impl fmt::Display for Sources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str(OWN);
        }
        let texts: Vec<_> = self.0.iter().map(Source::to_string).collect();
        f.write_str(&texts.join(" + "))
    }
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = deserializer.deserialize_str(AnyScalar)?;
        Self::parse(&text).ok_or_else(|| Self::EXPECTED.refuse(&text))
    }
}

impl<'de> Deserialize<'de> for Sources {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = deserializer.deserialize_str(AnyScalar)?;
        Self::parse(&text).ok_or_else(|| Self::EXPECTED.refuse(&text))
    }
}

impl JsonSchema for Source {
    fn schema_name() -> Cow<'static, str> {
        "Source".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "description": "A field and the digest of what it said.", "pattern": "^\\S+ [0-9a-f]{16}$"})
    }
}

impl JsonSchema for Sources {
    fn schema_name() -> Cow<'static, str> {
        "Sources".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "Sections of the original and the digests of what they said, or (own).",
            "pattern": "^(\\(own\\)|\\S+ [0-9a-f]{16}( \\+ \\S+ [0-9a-f]{16})*)$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for text in [
            "(own)",
            "(top) 3f9a1c2e0b1d2c3e",
            "at-work 6e3f2a9b0c1d2e4f + at-home 7f4a3b0c1d2e5a6b",
            "कार्य 6e3f2a9b0c1d2e4f",
        ] {
            assert_eq!(Sources::parse(text).unwrap().to_string(), text);
        }
        for bad in [
            "",
            "own",
            "at-work",
            "3f9a1c2e0b1d2c3e",
            "at-work 3f9a",
            "a 3f9a1c2e0b1d2c3e +",
            "(own) + (own)",
        ] {
            assert_eq!(Sources::parse(bad), None, "{bad}");
        }
    }
}
