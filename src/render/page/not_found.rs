//! The page that a server answers with where there is none.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::render::component::kind::{self, KindCard};
use crate::render::context::Context;
use crate::render::shell::Shell;
use crate::render::template::View;

/// The page for what is not there.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct NotFoundView {
    kinds: Vec<KindCard>,
}

impl View for NotFoundView {
    const TEMPLATE: &'static str = "not-found.html";
}

pub(crate) fn render(cx: &Context<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let words = cx.words();
    let (title, text) = (words.get("not-found-title"), words.get("not-found-text"));
    let mut shell = Shell::new(cx, title, text, Kind::Page, false)?;
    shell.canonical = None;
    shell.noindex = true;
    shell.render(cx, &NotFoundView { kinds: kind::cards(cx) })
}
