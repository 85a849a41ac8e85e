//! What shows that an upload may be: the number of a ticket, or an address.

use std::borrow::Cow;

use jiff::civil;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, IntoDeserializer};
use serde::{Deserialize, Deserializer, Serialize};

use super::super::value::{AnyScalar, WebAddress};
use super::super::walk::{At, Hint, Value, Visitor, Walk};
use crate::yaml::Expectation;

/// How many digits the number of a ticket has. The first eight are the day on which it was opened.
/// <https://commons.wikimedia.org/wiki/Template:PermissionTicket>
const DIGITS: usize = 16;

/// What shows that an upload may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Permission {
    /// The number of a ticket of Wikimedia's Volunteer Response Team, by which its volunteers find the mails.
    Ticket(Box<str>),
    /// An address on the web.
    Evidence(WebAddress),
}

impl<'de> Deserialize<'de> for Permission {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const EXPECTED: Expectation = Expectation {
            name: "evidence",
            write: "the number of the VRT ticket, such as `2026030910001234`, or the whole address of a page with \
                    the permission; a mail and the address of whoever wrote it stay with the Volunteer Response Team",
        };
        let text = deserializer.deserialize_str(AnyScalar)?;
        if is_ticket(&text) {
            return Ok(Self::Ticket(text.into()));
        }
        let address: de::value::StrDeserializer<'_, de::value::Error> = text.as_ref().into_deserializer();
        match WebAddress::deserialize(address) {
            Ok(address) => Ok(Self::Evidence(address)),
            Err(_) => Err(EXPECTED.refuse(&text)),
        }
    }
}

fn is_ticket(text: &str) -> bool {
    let is_number = text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i16>().ok();
    let day = || {
        civil::Date::new(number(0..4)?, number(4..6)?.try_into().ok()?, number(6..8)?.try_into().ok()?).ok()
    };
    is_number && day().is_some()
}

impl JsonSchema for Permission {
    fn schema_name() -> Cow<'static, str> {
        "Permission".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "integer"],
            "pattern": r"^(\d{16}|https?://[^\s/].*)$",
            "description": "The number of a VRT ticket, or an address on the web, with https://."
        })
    }
}

impl Walk for Permission {
    fn walk<'r>(&'r self, at: &At<'_>, visitor: &mut dyn Visitor<'r>) {
        visitor.value(
            match self {
                Self::Ticket(number) => Value::Name(number),
                Self::Evidence(address) => Value::Address(address.as_str()),
            },
            at,
        );
    }

    fn hint() -> Hint {
        WebAddress::hint()
    }
}
