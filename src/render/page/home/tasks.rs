//! What one may come for: to ask for help, to learn how, to see what others did, to find somebody.

use serde::Serialize;

use crate::record::Kind;
use crate::render::component::ask::AskLink;
use crate::render::component::kind::{self, KindCard};
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::Html;

/// With fewer tasks than this, the kinds of records say more.
const FEWEST: usize = 2;

/// Something that one may come for.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Task {
    /// The kind of record that it leads to: `request`, `guide`, …
    kind: &'static str,
    /// What one does, in a few words.
    name: Html,
    /// What one finds there.
    text: Html,
    /// Its address.
    url: String,
}

/// The tasks, or the kinds of a site that has too few of them.
pub(super) fn tasks(cx: &Context<'_>) -> (Vec<Task>, Vec<KindCard>) {
    let ask = AskLink::new(cx).map(|AskLink { text, url }| Task {
        kind: Kind::Request.name(),
        name: text,
        text: cx.message("home-task-ask"),
        url,
    });
    let of_kind = |(kind, name): (Kind, &str)| {
        (!cx.site.list(kind).is_empty()).then(|| Task {
            kind: kind.name(),
            name: cx.message(name),
            text: cx.message(&format!("kind-{}-text", kind.name())),
            url: href(&cx.list_url(kind)),
        })
    };
    let kinds = [
        (Kind::Guide, "home-task-guides"),
        (Kind::Case, "home-task-cases"),
        (Kind::Person, "home-task-people"),
    ];
    let tasks: Vec<Task> = ask.into_iter().chain(kinds.into_iter().filter_map(of_kind)).collect();
    if tasks.len() < FEWEST { (Vec::new(), kind::cards(cx)) } else { (tasks, Vec::new()) }
}
