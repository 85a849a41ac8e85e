//! States as badges: the word for a state, with the name that gives it its colour.

use super::context::Context;
use super::html::Html;
use super::phrase::{Phrase, text};

/// A state, with the name that gives it its colour.
pub(super) fn value(cx: &Context<'_>, group: &str, state: &'static str) -> Html {
    Phrase { state: Some(state), ..cx.word(&format!("value-{group}-{state}")) }.html()
}

/// A state of the workflow, with its colour.
pub(super) fn workflow<'a>(cx: &Context<'a>, id: &'a str) -> Html {
    Phrase { state: Some(id), ..text(label(cx, id)) }.html()
}

/// What readers see for a state of the workflow.
pub(super) fn label<'a>(cx: &Context<'a>, id: &'a str) -> &'a str {
    let state = cx.site.workflow.state(id);
    state.map_or(id, |state| state.label(cx.language(), cx.site.config.default_language()))
}
