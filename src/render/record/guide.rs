//! The page of a guide.

use serde::Serialize;

use super::banner::{Banner, banner};
use super::inherited;
use super::section::Sections;
use crate::record::{At, Confidence, Guide, Kind};
use crate::render::component::labelled::Labelled;
use crate::render::context::Context;
use crate::render::link;

/// What the page of a guide has of its own.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct GuideSections {
    /// The problem that it solves, and when to use it.
    brief: Vec<Labelled>,
}

impl Sections for GuideSections {
    const TEMPLATE: &'static str = "guide.html";
}

pub(crate) fn sections(cx: &Context<'_>, guide: &Guide) -> GuideSections {
    let brief = [(Guide::problem, &guide.problem), (Guide::when_to_use, &guide.when_to_use)];
    let brief = brief.into_iter().filter_map(|(field, text)| {
        let value = inherited::prose(cx, &At::Field(field), text.as_ref()?);
        Some(Labelled { label: cx.message(field.label), value })
    });
    GuideSections { brief: brief.collect() }
}

pub(crate) fn banners(cx: &Context<'_>, guide: &Guide) -> Vec<Banner> {
    let mut banners = Vec::new();
    let successor = guide.superseded_by.iter().map(|guide| &*guide.0);
    let successor = link::records(cx, Kind::Guide, successor);
    if !successor.is_empty() {
        banners.push(banner(cx, "superseded", successor));
    } else if guide.confidence == Some(Confidence::Archived) {
        banners.push(banner(cx, "archived", Vec::new()));
    }
    if guide.confidence == Some(Confidence::WorkInProgress) {
        banners.push(banner(cx, "work-in-progress", Vec::new()));
    }
    if let Some(due) = guide.next_review().filter(|_| guide.is_overdue(cx.site.today)) {
        let words = cx.words();
        let text = words.with("banner-overdue-text", &[("date", words.date(due).into())]);
        banners.push(Banner {
            state: "overdue",
            title: cx.message("banner-overdue-title"),
            text: cx.localized(&text),
            links: Vec::new(),
        });
    }
    banners
}
