//! The page of a tool.

use serde::Serialize;

use super::banner::{Banner, banner};
use super::section::{self, Outline, Sections, TextSection, shown};
use crate::record::{Health, Kind, Tool};
use crate::render::component::person::{Knower, knower, knowers};
use crate::render::context::Context;
use crate::render::link;
use crate::site::EntryId;

/// What the page of a tool has of its own.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ToolSections {
    /// The purpose, paragraph by paragraph.
    texts: Vec<TextSection>,
    /// Who knows it, those who can be asked first.
    knowers: Vec<Knower>,
}

impl Sections for ToolSections {
    const TEMPLATE: &'static str = "tool.html";

    fn outline(&self) -> Outline {
        Outline {
            before: self.texts.iter().map(|text| text.id).collect(),
            after: shown([("section-knowers", !self.knowers.is_empty())]),
            ..Outline::default()
        }
    }
}

pub(crate) fn sections(cx: &Context<'_>, id: EntryId, tool: &Tool) -> ToolSections {
    let about = cx.site.backlinks(id).iter().copied().collect();
    ToolSections {
        texts: Vec::from_iter(section::text(cx, Tool::purpose, tool.purpose.as_ref())),
        knowers: knowers_of(cx, id).into_iter().map(|person| knower(cx, person, &about)).collect(),
    }
}

/// Who knows a tool, those who can be asked first.
pub(crate) fn knowers_of(cx: &Context<'_>, id: EntryId) -> Vec<EntryId> {
    let original = cx.site.entry(id).original;
    knowers(cx, cx.site.backlinks(id), |person| {
        person.knows.tools.iter().any(|tool| cx.site.named(Kind::Tool, &tool.0) == Some(original))
    })
}

pub(crate) fn banners(cx: &Context<'_>, tool: &Tool) -> Vec<Banner> {
    let retired = tool.health == Some(Health::Retired);
    let alternatives = tool.alternatives.iter().map(|tool| &*tool.0);
    retired.then(|| banner(cx, "retired", link::records(cx, Kind::Tool, alternatives))).into_iter().collect()
}
