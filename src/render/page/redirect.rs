//! An old address of a record, which leads to the new one.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::render::context::Context;
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::source::UrlPath;

/// An old address.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RedirectView<'a> {
    /// The title of the record.
    title: &'a str,
    /// Its new address.
    url: String,
}

impl View for RedirectView<'_> {
    const TEMPLATE: &'static str = "redirect.html";
}

pub(crate) fn render(cx: &Context<'_>, from: &UrlPath) -> Result<Vec<u8>, Box<Diagnostic>> {
    let to = cx.site.redirect(from);
    let title = to.map(|id| cx.title(id)).unwrap_or_default();
    let url = to.map(|id| cx.href(id)).unwrap_or_default();
    let mut shell = Shell::new(cx, title, "", Kind::Page, false)?;
    shell.canonical = to.and_then(|id| cx.canonical(&cx.site.entry(id).url));
    shell.noindex = true;
    shell.render(cx, &RedirectView { title, url })
}
