//! What carries a term.

use std::borrow::Cow;

use serde::Serialize;

use crate::config::Vocabulary;
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::render::component::item::{self, Items};
use crate::render::component::pager::{self, Pager};
use crate::render::component::term::vocabulary_message;
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::link;
use crate::render::shell::Shell;
use crate::render::template::View;
use crate::site::ENTRIES_PER_PAGE;

/// What carries a term, or mentions a record.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TermView<'a> {
    /// The name of the term, or what mentions the record.
    pub(crate) heading: Cow<'a, str>,
    /// What the term means.
    pub(crate) summary: Option<&'a str>,
    /// How many records there are, in words.
    pub(crate) count: Html,
    pub(crate) groups: Vec<Items>,
    pub(crate) pager: Pager,
}

impl View for TermView<'_> {
    const TEMPLATE: &'static str = "term.html";
}

pub(crate) fn render(cx: &Context<'_>, vocabulary: Vocabulary, id: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
    let view = view(cx, vocabulary, id)?;
    let mut shell =
        Shell::new(cx, view.heading.clone(), view.summary.unwrap_or_default(), Kind::Page, false)?;
    let text = cx.words().get(&vocabulary_message(vocabulary, ""));
    shell.breadcrumbs.push(link::localized(cx, &text, &cx.site.terms_url(vocabulary)));
    shell.render(cx, &view)
}

fn view<'a>(cx: &Context<'a>, vocabulary: Vocabulary, id: &'a str) -> Result<TermView<'a>, Box<Diagnostic>> {
    let site = cx.site;
    let default = site.config.default_language();
    let description = site.vocabularies.get(vocabulary, id);
    let description = description.map(|term| term.description.get(cx.language(), default));
    let (shown, count, pager) = pager::slice(cx, site.with_term(vocabulary, id), ENTRIES_PER_PAGE);
    Ok(TermView {
        heading: cx.label(vocabulary, id).into(),
        summary: description.filter(|text| !text.is_empty()),
        count,
        groups: item::by_kind(cx, shown)?,
        pager,
    })
}
