//! What the words of the field mean.

use serde::Serialize;

use crate::config::{GlossaryTerm, Language};
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::language;
use crate::render::shell::Shell;
use crate::render::template::View;

/// The glossary.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct GlossaryView<'a> {
    /// The heading.
    heading: Html,
    /// A text below the heading.
    summary: Html,
    /// In the order of the page's language.
    terms: Vec<GlossaryEntry<'a>>,
}

impl View for GlossaryView<'_> {
    const TEMPLATE: &'static str = "glossary.html";
}

/// A word of the glossary.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct GlossaryEntry<'a> {
    /// The anchor.
    id: &'a str,
    /// The word.
    label: Html,
    /// What it means.
    description: Html,
    /// What else it is called.
    also: &'a [String],
    /// What not to say for it.
    avoid: &'a [String],
    /// What it is called in the other languages of the site.
    names: Vec<NameElsewhere<'a>>,
}

/// What a word is called in another language.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct NameElsewhere<'a> {
    /// The name of the language.
    language: Html,
    /// The language of the text.
    lang: &'a str,
    /// Its direction: `ltr` or `rtl`.
    dir: &'static str,
    /// The name.
    text: &'a str,
}

pub(crate) fn render(cx: &Context<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let message = |id| cx.words().get(id);
    let shell = Shell::new(cx, message("glossary-title"), message("glossary-text"), Kind::Page, false)?;
    shell.render(cx, &view(cx))
}

fn view<'a>(cx: &Context<'a>) -> GlossaryView<'a> {
    let (language, default) = (cx.language(), cx.site.config.default_language());
    let mut terms: Vec<(&str, &GlossaryTerm)> = cx.site.glossary.terms().collect();
    let order = cx.site.order(language);
    terms.sort_by_cached_key(|(_, term)| order.key(term.label.get(language, default)));
    let entry = |(id, term): (&'a str, &'a GlossaryTerm)| GlossaryEntry {
        id,
        label: cx.of_site(&term.label).unwrap_or_default(),
        description: cx.of_site(&term.description).unwrap_or_default(),
        also: term.also.of(language),
        avoid: term.avoid.of(language),
        names: names(cx, term),
    };
    GlossaryView {
        heading: cx.message("glossary-title"),
        summary: cx.message("glossary-text"),
        terms: terms.into_iter().map(entry).collect(),
    }
}

/// What the word is called in the other languages, in the order of the site.
fn names<'a>(cx: &Context<'a>, term: &'a GlossaryTerm) -> Vec<NameElsewhere<'a>> {
    let others = cx.site.languages().iter().filter(|other| *other != cx.language());
    let name = |other: &'a Language| {
        let text = term.label.written_in(other)?;
        let dir = other.direction().attribute();
        Some(NameElsewhere { language: language::phrase(cx, other), lang: other.as_str(), dir, text })
    };
    others.filter_map(name).collect()
}
