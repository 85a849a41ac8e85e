//! What a reader has to know of a record before anything else.

use serde::Serialize;

use crate::render::context::Context;
use crate::render::html::Html;

/// Something that a reader has to know first.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Banner {
    /// `draft`, `overdue`, `superseded`, `archived`, `work-in-progress`, `retired`, `planned`, `recorded-afterwards` or `removed`.
    pub(crate) state: &'static str,
    /// What is so.
    pub(crate) title: Html,
    /// What that means.
    pub(crate) text: Html,
    /// Where to go instead.
    pub(crate) links: Vec<Html>,
}

/// The banner of a state, in the words of the interface.
pub(crate) fn banner(cx: &Context<'_>, state: &'static str, links: Vec<Html>) -> Banner {
    Banner {
        state,
        title: cx.message(&format!("banner-{state}-title")),
        text: cx.message(&format!("banner-{state}-text")),
        links,
    }
}
