//! The page of a partner.

use serde::Serialize;

use super::section::{Outline, Sections, shown};
use crate::render::component::uploads::{self, UploadsView};
use crate::render::context::Context;
use crate::site::EntryId;

/// What the page of a partner has of its own.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PartnerSections {
    /// What was uploaded of it.
    uploads: Option<UploadsView>,
}

impl Sections for PartnerSections {
    const TEMPLATE: &'static str = "partner.html";

    fn outline(&self) -> Outline {
        Outline { after: shown([("section-uploads", self.uploads.is_some())]), ..Outline::default() }
    }
}

pub(crate) fn sections(cx: &Context<'_>, id: EntryId) -> PartnerSections {
    PartnerSections { uploads: uploads::of(cx, id) }
}
