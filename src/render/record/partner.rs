//! The page of a partner. It has nothing that other kinds have not.

use serde::Serialize;

use super::section::Sections;

/// What the page of a partner has of its own.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PartnerSections {}

impl Sections for PartnerSections {
    const TEMPLATE: &'static str = "partner.html";
}
