//! States as badges: the word for a state, with the name that gives it its colour; and the words for who acts in one.

use super::context::Context;
use super::html::Html;
use super::phrase::{Phrase, text};
use crate::config::{Actor, Vocabulary};

/// A state, with the name that gives it its colour.
pub(super) fn value(cx: &Context<'_>, group: &str, state: &'static str) -> Html {
    Phrase { state: Some(state), ..cx.word(&format!("value-{group}-{state}")) }.html()
}

/// A state of the workflow, with its colour.
pub(super) fn workflow<'a>(cx: &Context<'a>, id: &'a str) -> Html {
    Phrase { state: Some(cx.site.workflow.state_id(id)), ..text(label(cx, id)) }.html()
}

/// What readers see for a state of the workflow.
pub(super) fn label<'a>(cx: &Context<'a>, id: &'a str) -> &'a str {
    let state = cx.site.workflow.state(id);
    state.map_or(id, |state| state.label(cx.language(), cx.site.config.default_language()))
}

/// Who acts, as readers call them.
pub(super) fn actor<'a>(cx: &Context<'a>, actor: &'a Actor) -> Html {
    match actor {
        Actor::Requester => cx.message("desk-requester"),
        Actor::Group => cx.message("desk-group"),
        Actor::Role(role) => cx.term_name(Vocabulary::Roles, role).html(),
    }
}
