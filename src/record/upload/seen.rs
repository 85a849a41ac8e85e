//! Who has looked at the pilot of an upload: somebody with a page on the site, or a name.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

use super::super::reference::OwnerRef;
use super::super::slug::is_slug;
use super::super::value::Name;
use super::super::walk::{At, Hint, Value, Visitor, Walk};
use crate::yaml::Expectation;

/// `people/SLUG` or `groups/SLUG`, or a name as people write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Seer {
    Here(OwnerRef),
    Named(Name),
}

impl<'de> Deserialize<'de> for Seer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const EXPECTED: Expectation = Expectation {
            name: "name",
            write: "`people/SLUG` or `groups/SLUG` for who has a page here, or the name as people write it",
        };
        let text = Cow::<'_, str>::deserialize(deserializer)?;
        match OwnerRef::parse(&text) {
            Some(owner) => Ok(Self::Here(owner)),
            // It would look like a name, and lead nowhere.
            None if is_slug(text.trim()) || text.contains('/') || text.trim().is_empty() => {
                Err(EXPECTED.refuse(&text))
            }
            None => Ok(Self::Named(Name::new(&text))),
        }
    }
}

impl JsonSchema for Seer {
    fn schema_name() -> Cow<'static, str> {
        "Seer".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "description": "`people/SLUG` or `groups/SLUG` for who has a page here, or a name."})
    }
}

impl Walk for Seer {
    fn walk<'r>(&'r self, at: &At<'_>, visitor: &mut dyn Visitor<'r>) {
        match self {
            Self::Here(owner) => owner.walk(at, visitor),
            Self::Named(name) => visitor.value(Value::Name(name), at),
        }
    }

    fn hint() -> Hint {
        OwnerRef::hint()
    }
}
