//! What a record's fields point at: other records, terms of a vocabulary, languages, files. Fields
//! are of types that say what they point at, so that nothing has to list them a second time.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer, IntoDeserializer};
use serde::{Deserialize, Serialize};

use super::Kind;
use super::value::{CommonsPage, Date, Interval, LocalTime, PartialDate, TimeZone, WebAddress, WikidataItem};
use crate::config::{Language, Vocabulary};
use crate::diagnostic::FieldPath;

/// The way to a value of the front matter, held on the stack while a record is visited.
#[derive(Debug, Clone, Copy)]
pub enum At<'a> {
    Field(&'static str),
    Inner(&'a At<'a>, &'static str),
    Entry(&'a At<'a>, usize),
}

impl At<'_> {
    /// The same way as a path that can be kept.
    #[must_use]
    pub fn path(&self) -> FieldPath {
        match self {
            Self::Field(name) => FieldPath::key(bare(name)),
            Self::Inner(outer, name) => outer.path().then(bare(name)),
            Self::Entry(outer, index) => outer.path().at(*index),
        }
    }
}

/// A field's name as it is written: a Rust keyword carries a mark of its own.
fn bare(name: &'static str) -> &'static str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// Is told of everything that a record's fields point at.
pub trait Visitor {
    fn reference(&mut self, kind: Kind, slug: &str, at: &At<'_>);
    fn term(&mut self, vocabulary: Vocabulary, id: &str, at: &At<'_>);
    fn language(&mut self, language: &Language, at: &At<'_>);
    fn file(&mut self, path: &str, at: &At<'_>);
    fn state(&mut self, id: &str, at: &At<'_>);
}

/// A value that may point at something.
pub trait Visit {
    fn visit(&self, at: &At<'_>, visitor: &mut dyn Visitor);
}

impl<T: Visit> Visit for Vec<T> {
    fn visit(&self, at: &At<'_>, visitor: &mut dyn Visitor) {
        for (index, entry) in self.iter().enumerate() {
            entry.visit(&At::Entry(at, index), visitor);
        }
    }
}

impl<T: Visit> Visit for Option<T> {
    fn visit(&self, at: &At<'_>, visitor: &mut dyn Visitor) {
        if let Some(value) = self {
            value.visit(at, visitor);
        }
    }
}

impl Visit for Language {
    fn visit(&self, at: &At<'_>, visitor: &mut dyn Visitor) {
        visitor.language(self, at);
    }
}

/// For a group of fields: visits those that it names.
macro_rules! visit_fields {
    ($type:ident: $($field:ident),*) => {
        impl $crate::record::reference::Visit for $type {
            fn visit(
                &self,
                at: &$crate::record::reference::At<'_>,
                visitor: &mut dyn $crate::record::reference::Visitor,
            ) {
                $(self.$field.visit(&$crate::record::reference::At::Inner(at, stringify!($field)), visitor);)*
                let _ = (at, visitor);
            }
        }
    };
}
pub(super) use visit_fields;

macro_rules! points_at_nothing {
    ($($type:ty),*) => {
        $(impl Visit for $type {
            fn visit(&self, _: &At<'_>, _: &mut dyn Visitor) {}
        })*
    };
}
points_at_nothing!(bool, i64, f64, String, Date, PartialDate, LocalTime, Interval);
points_at_nothing!(WebAddress, WikidataItem, CommonsPage, TimeZone);

/// Declares texts that point at something, each with what a visitor is told of it.
macro_rules! pointers {
    ($($(#[$meta:meta])* $type:ident => $tell:ident($($what:expr)?);)*) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
            #[serde(transparent)]
            #[schemars(inline)]
            pub struct $type(pub Box<str>);

            impl Visit for $type {
                fn visit(&self, at: &At<'_>, visitor: &mut dyn Visitor) {
                    visitor.$tell($($what,)? &self.0, at);
                }
            }
        )*
    };
}

pointers! {
    /// The slug of a case.
    CaseRef => reference(Kind::Case);
    /// The slug of a guide.
    GuideRef => reference(Kind::Guide);
    /// The slug of a person.
    PersonRef => reference(Kind::Person);
    /// The slug of a group.
    GroupRef => reference(Kind::Group);
    /// The slug of a partner.
    PartnerRef => reference(Kind::Partner);
    /// The slug of a tool.
    ToolRef => reference(Kind::Tool);
    /// The id of a request.
    RequestRef => reference(Kind::Request);
    /// A topic of the site.
    Topic => term(Vocabulary::Topics);
    /// A country, as an ISO 3166-1 code of two capitals.
    Country => term(Vocabulary::Countries);
    /// A region of the site.
    Region => term(Vocabulary::Regions);
    /// A kind of partner.
    PartnerType => term(Vocabulary::PartnerTypes);
    /// A kind of content.
    ContentType => term(Vocabulary::ContentTypes);
    /// A licence.
    Licence => term(Vocabulary::Licences);
    /// What somebody does for the site's people.
    Role => term(Vocabulary::Roles);
    /// A state of the workflow.
    StateRef => state();
}

/// Who looks after something: `people/SLUG` or `groups/SLUG`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerRef {
    pub kind: Kind,
    pub slug: Box<str>,
}

impl<'de> Deserialize<'de> for OwnerRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'_, str>::deserialize(deserializer)?;
        let (kind, slug) = match text.split_once('/') {
            Some(("people", slug)) => (Kind::Person, slug),
            Some(("groups", slug)) => (Kind::Group, slug),
            _ => {
                return Err(de::Error::custom(format!(
                    "`{text}` names no owner; write `people/SLUG` or `groups/SLUG`"
                )));
            }
        };
        Ok(Self { kind, slug: slug.into() })
    }
}

impl Serialize for OwnerRef {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}/{}", self.kind.folder(), self.slug))
    }
}

impl JsonSchema for OwnerRef {
    fn schema_name() -> Cow<'static, str> {
        "Owner".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^(people|groups)/.+$"})
    }
}

impl Visit for OwnerRef {
    fn visit(&self, at: &At<'_>, visitor: &mut dyn Visitor) {
        visitor.reference(self.kind, &self.slug, at);
    }
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

impl Visit for FileOrAddress {
    fn visit(&self, at: &At<'_>, visitor: &mut dyn Visitor) {
        if let Self::File(path) = self {
            visitor.file(path, at);
        }
    }
}
