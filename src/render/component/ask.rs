//! The link to where people ask for help.

use serde::Serialize;

use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::Html;

/// The link to where people ask for help.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct AskLink {
    /// What the page is called.
    pub(crate) text: Html,
    /// Its address.
    pub(crate) url: String,
}

impl AskLink {
    /// None for a site without a desk.
    pub(crate) fn new(cx: &Context<'_>) -> Option<Self> {
        let url = href(&cx.site.ask_url(cx.language())?);
        Some(Self { text: cx.of_site(&cx.site.questions.title).unwrap_or_default(), url })
    }
}
