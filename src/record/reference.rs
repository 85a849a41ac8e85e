//! What a record's fields point at: other records, terms of a vocabulary, files. Fields are of types
//! that say what they point at, so that nothing has to list them a second time.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer, IntoDeserializer};
use serde::{Deserialize, Serialize};

use super::Kind;
use super::value::WebAddress;
use super::walk::{At, Hint, Value, Visitor, Walk, walk};
use crate::config::Vocabulary;
use crate::yaml::Expectation;

/// Declares texts that point at something, each with the value that a visitor gets, and how to fill it in.
macro_rules! pointers {
    ($($(#[$meta:meta])* $type:ident => $value:ident($($what:expr)?), $hint:expr;)*) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
            #[serde(transparent)]
            #[schemars(inline)]
            pub struct $type(pub Box<str>);

            impl Walk for $type {
                fn walk<'r>(&'r self, at: &At<'_>, visitor: &mut dyn Visitor<'r>) {
                    visitor.value(Value::$value($($what,)? &self.0), at);
                }

                fn hint() -> Hint {
                    $hint
                }
            }
        )*
    };
}

pointers! {
    /// The slug of a case.
    CaseRef => Record(Kind::Case), Hint::FileOf(Kind::Case);
    /// The slug of a guide.
    GuideRef => Record(Kind::Guide), Hint::FileOf(Kind::Guide);
    /// The slug of a person.
    PersonRef => Record(Kind::Person), Hint::FileOf(Kind::Person);
    /// The slug of a group.
    GroupRef => Record(Kind::Group), Hint::FileOf(Kind::Group);
    /// The slug of a partner.
    PartnerRef => Record(Kind::Partner), Hint::FileOf(Kind::Partner);
    /// The slug of a tool.
    ToolRef => Record(Kind::Tool), Hint::FileOf(Kind::Tool);
    /// The id of a request.
    RequestRef => Record(Kind::Request), Hint::FileOf(Kind::Request);
    /// A topic of the site.
    Topic => Term(Vocabulary::Topics), Hint::Term(Vocabulary::Topics);
    /// A country, as an ISO 3166-1 code of two capitals.
    Country => Term(Vocabulary::Countries), Hint::Term(Vocabulary::Countries);
    /// A region of the site.
    Region => Term(Vocabulary::Regions), Hint::Term(Vocabulary::Regions);
    /// A kind of partner.
    PartnerType => Term(Vocabulary::PartnerTypes), Hint::Term(Vocabulary::PartnerTypes);
    /// A kind of content.
    ContentType => Term(Vocabulary::ContentTypes), Hint::Term(Vocabulary::ContentTypes);
    /// A licence.
    Licence => Term(Vocabulary::Licences), Hint::Term(Vocabulary::Licences);
    /// What somebody does for the site's people.
    Role => Term(Vocabulary::Roles), Hint::Term(Vocabulary::Roles);
    /// A state of the workflow.
    StateRef => State(), Hint::State;
}

/// Declares texts that name a record of one of a few kinds, as `FOLDER/SLUG`.
macro_rules! of_kinds {
    ($($(#[$meta:meta])* $type:ident $name:literal [$($kind:ident),*], $write:literal, $pattern:literal, $example:literal;)*) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, PartialEq, Eq)]
            pub struct $type {
                pub kind: Kind,
                pub slug: Box<str>,
            }

            impl $type {
                /// The record of such a text.
                pub(super) fn parse(text: &str) -> Option<Self> {
                    let (folder, slug) = text.split_once('/')?;
                    let kind = [$(Kind::$kind),*].into_iter().find(|kind| kind.folder() == folder)?;
                    Some(Self { kind, slug: slug.into() })
                }
            }

            impl<'de> Deserialize<'de> for $type {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    const EXPECTED: Expectation = Expectation { name: $name, write: $write };
                    let text = Cow::<'_, str>::deserialize(deserializer)?;
                    Self::parse(&text).ok_or_else(|| EXPECTED.refuse(&text))
                }
            }

            impl Serialize for $type {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.collect_str(&format_args!("{}/{}", self.kind.folder(), self.slug))
                }
            }

            impl JsonSchema for $type {
                fn schema_name() -> Cow<'static, str> {
                    stringify!($type).trim_end_matches("Ref").into()
                }

                fn inline_schema() -> bool {
                    true
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!({"type": "string", "pattern": $pattern})
                }
            }

            walk! {
                $type => |named| Value::Record(named.kind, &named.slug), Hint::Example($example);
            }
        )*
    };
}

of_kinds! {
    /// Who looks after something.
    OwnerRef "owner" [Person, Group], "`people/SLUG` or `groups/SLUG`", "^(people|groups)/.+$", "people/ada";
    /// A part of a series.
    PartRef "part" [Case, Guide, Clinic, Meeting, Tool, Page],
        "the folder and the name of a case, guide, clinic, meeting, tool or page, such as `guides/SLUG`",
        "^(cases|guides|clinics|meetings|tools|pages)/.+$", "guides/ask";
    /// Who can help where the desk cannot.
    ReferralRef "referral" [Person, Group, Partner],
        "`people/SLUG`, `groups/SLUG` or `partners/SLUG`", "^(people|groups|partners)/.+$", "people/ada";
}

/// A file beside the record, or an address on the web.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FileOrAddress {
    File(Box<str>),
    Address(WebAddress),
}

impl<'de> Deserialize<'de> for FileOrAddress {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'_, str>::deserialize(deserializer)?;
        if text.contains(':') {
            let address: de::value::StrDeserializer<'_, D::Error> = text.as_ref().into_deserializer();
            return WebAddress::deserialize(address).map(Self::Address);
        }
        Ok(Self::File(text.into()))
    }
}

impl JsonSchema for FileOrAddress {
    fn schema_name() -> Cow<'static, str> {
        "FileOrAddress".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "description": "An address on the web, or the name of a file beside the record."})
    }
}

walk! {
    FileOrAddress => |target| match target {
        FileOrAddress::File(path) => Value::File(path),
        FileOrAddress::Address(url) => Value::Address(url.as_str()),
    }, Hint::Example("https://example.org/");
}

/// The file of a picture that the text shows. Whether it is published hangs on that alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct PictureFile(pub Box<str>);

walk! {
    PictureFile => |file| Value::Name(&file.0), Hint::Example("photo.jpg");
}
