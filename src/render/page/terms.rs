//! The terms of a vocabulary.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::config::Vocabulary;
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::render::component::term::{self, TermLink, sort_by_text, vocabulary_message};
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::link;
use crate::render::shell::Shell;
use crate::render::template::View;

/// A vocabulary.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TermsView {
    /// The heading.
    heading: Html,
    /// A text below the heading.
    summary: Html,
    /// Countries by region, other terms in one group without a heading.
    groups: Vec<TermGroup>,
}

impl View for TermsView {
    const TEMPLATE: &'static str = "terms.html";
}

/// Terms below a heading.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TermGroup {
    /// A link.
    heading: Option<Html>,
    terms: Vec<TermLink>,
}

pub(crate) fn render(cx: &Context<'_>, vocabulary: Vocabulary) -> Result<Vec<u8>, Box<Diagnostic>> {
    let message = |end| cx.words().get(&vocabulary_message(vocabulary, end));
    let shell = Shell::new(cx, message(""), message("-text"), Kind::Page, false)?;
    shell.render(cx, &view(cx, vocabulary))
}

fn view(cx: &Context<'_>, vocabulary: Vocabulary) -> TermsView {
    let site = cx.site;
    // Countries stand below their regions, by the name of the region.
    let mut groups: BTreeMap<Vec<u8>, TermGroup> = BTreeMap::new();
    for (id, entries) in site.terms(vocabulary) {
        let region = (vocabulary == Vocabulary::Countries).then(|| site.vocabularies.region_of(id)).flatten();
        let order = cx.site.order(cx.language());
        let name = region.map(|region| order.key(cx.label(Vocabulary::Regions, region)));
        let name = name.unwrap_or_default();
        let heading = region.map(|region| link::term(cx, Vocabulary::Regions, region));
        let group = TermGroup { heading, terms: Vec::new() };
        groups.entry(name).or_insert(group).terms.push(term::link(cx, vocabulary, id, entries.len()));
    }
    let mut groups: Vec<TermGroup> = groups.into_values().collect();
    for group in &mut groups {
        sort_by_text(&mut group.terms);
    }
    TermsView {
        heading: cx.message(&vocabulary_message(vocabulary, "")),
        summary: cx.message(&vocabulary_message(vocabulary, "-text")),
        groups,
    }
}
