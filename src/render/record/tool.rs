//! The page of a tool.

use serde::Serialize;

use super::banner::{Banner, banner};
use super::section::{self, Outline, Sections, TextSection};
use crate::record::{Health, Kind, Tool};
use crate::render::context::Context;
use crate::render::link;

/// What the page of a tool has of its own.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ToolSections {
    /// The purpose, paragraph by paragraph.
    texts: Vec<TextSection>,
}

impl Sections for ToolSections {
    const TEMPLATE: &'static str = "tool.html";

    fn outline(&self) -> Outline {
        Outline { before: self.texts.iter().map(|text| text.id).collect(), ..Outline::default() }
    }
}

pub(crate) fn sections(cx: &Context<'_>, tool: &Tool) -> ToolSections {
    ToolSections { texts: Vec::from_iter(section::text(cx, Tool::purpose, tool.purpose.as_ref())) }
}

pub(crate) fn banners(cx: &Context<'_>, tool: &Tool) -> Vec<Banner> {
    let retired = tool.health == Some(Health::Retired);
    let alternatives = tool.alternatives.iter().map(|tool| &*tool.0);
    retired.then(|| banner(cx, "retired", link::records(cx, Kind::Tool, alternatives))).into_iter().collect()
}
