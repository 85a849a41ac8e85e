//! What a site offers to readers without a connection, beside its books.

use schemars::JsonSchema;
use serde::Deserialize;

/// What a site offers to readers without a connection, beside its books. Every field may be left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Offline {
    /// Whether the whole site is there as one ZIP file too. It doubles what a host has to keep.
    pub zip: bool,
}
