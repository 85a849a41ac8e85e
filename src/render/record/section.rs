//! What a kind's page has of its own, and the sections that several kinds have.

use serde::Serialize;

use super::inherited;
use crate::config::Language;
use crate::record::{At, Field};
use crate::render::context::Context;
use crate::render::html::Html;

/// The sections of a kind's page.
pub(crate) trait Sections: Serialize {
    /// The template of the kind's page.
    const TEMPLATE: &'static str;

    /// The anchors of the sections that the page has.
    fn outline(&self) -> Outline {
        Outline::default()
    }
}

/// The anchors of sections; a section's heading is the message of the same name.
#[derive(Default)]
pub(crate) struct Outline {
    /// Before the body.
    pub(crate) before: Vec<&'static str>,
    /// After the body.
    pub(crate) after: Vec<&'static str>,
    /// Beside it, before the sources.
    pub(crate) matter: Vec<&'static str>,
}

/// Those of the anchors whose section has something in it.
pub(crate) fn shown<const N: usize>(sections: [(&'static str, bool); N]) -> Vec<&'static str> {
    sections.into_iter().filter(|(_, shown)| *shown).map(|(id, _)| id).collect()
}

/// Paragraphs of plain text below a heading.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TextSection {
    /// The anchor of the heading.
    pub(crate) id: &'static str,
    /// The heading.
    heading: Html,
    /// The paragraphs.
    paragraphs: Vec<Html>,
}

/// A list of short texts below a heading.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PointsSection {
    /// The anchor of the heading.
    pub(crate) id: &'static str,
    /// The heading.
    heading: Html,
    /// The texts.
    points: Vec<Html>,
}

/// A field of text as a section below its heading, unless it is empty.
pub(crate) fn text(cx: &Context<'_>, field: &'static Field, text: Option<&String>) -> Option<TextSection> {
    let (id, text) = (field.heading(), text?);
    let paragraphs = paragraphs(inherited::language(cx, &At::Field(field)), text);
    (!text.trim().is_empty()).then(|| TextSection { id, heading: cx.message(id), paragraphs })
}

/// A text in that language, or in the page's, paragraph by paragraph.
pub(crate) fn paragraphs(language: Option<&Language>, text: &str) -> Vec<Html> {
    text.trim().split("\n\n").map(|part| inherited::marked(language, part.trim())).collect()
}

/// A field of short texts as a section below its heading, unless it is empty.
pub(crate) fn points(cx: &Context<'_>, field: &'static Field, points: &[String]) -> Option<PointsSection> {
    (!points.is_empty()).then(|| PointsSection {
        id: field.heading(),
        heading: cx.message(field.heading()),
        points: inherited::list(cx, &At::Field(field), points),
    })
}
