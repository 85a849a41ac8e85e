//! How a view fills its template.

use serde::Serialize;

use super::context::Context;
use super::html::Html;
use crate::diagnostic::Diagnostic;

/// What a template is given: plain data, every date and number in its form, every address ready for an
/// `href`. A string is plain text in the language of the page. An [`Html`] is a phrase that is ready to
/// stand in the page. Phrases are made in code because a page has hundreds of them, and a call within a
/// template costs more than all else about a phrase.
pub(super) trait View: Serialize {
    /// The name of the template's file.
    const TEMPLATE: &'static str;
}

/// A piece of a page. Its template has the fields of the view as variables.
pub(super) fn part<V: View>(cx: &Context<'_>, view: &V) -> Result<Html, Box<Diagnostic>> {
    let mut bytes = Vec::new();
    fill(cx, V::TEMPLATE, view, &mut bytes)?;
    let html = std::str::from_utf8(&bytes).expect("templates and what fills them are text");
    Ok(Html::new(html.trim_end()))
}

/// Writes a template, filled with these variables, to `out`.
pub(super) fn fill<V: Serialize>(
    cx: &Context<'_>,
    template: &str,
    variables: &V,
    out: &mut Vec<u8>,
) -> Result<(), Box<Diagnostic>> {
    tera::Context::from_serialize(variables)
        .and_then(|context| cx.interface.tera.render_to(template, &context, out))
        .map_err(|error| Box::new(cx.theme.fault(&error)))
}

#[cfg(test)]
mod tests;
