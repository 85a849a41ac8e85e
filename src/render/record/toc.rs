//! The contents of a record's page.

use serde::Serialize;

use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::record::inherited;
use crate::site::EntryId;

/// A page with fewer headings than this needs no contents.
const TOC_FROM: usize = 3;

/// An entry of the contents; the level is 2 or 3.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TocItem<'a> {
    /// The anchor.
    id: &'a str,
    /// The heading.
    text: Html,
    /// The headings of the third level below it.
    children: Vec<TocItem<'a>>,
}

/// The contents: the sections before the body, the headings of the body, the sections after it. Empty for a
/// page that needs none.
pub(crate) fn toc<'a>(
    cx: &Context<'a>,
    id: EntryId,
    before: &[&'static str],
    after: &[&'static str],
) -> Vec<TocItem<'a>> {
    let section = |&id: &&'static str| TocItem { id, text: cx.message(id), children: Vec::new() };
    let mut toc: Vec<TocItem<'a>> = before.iter().map(section).collect();
    let before_body = toc.len();
    for heading in &cx.site.entry(id).record.body.headings {
        let language = if heading.is_borrowed { inherited::of_original(cx, id) } else { None };
        let text = inherited::marked(language, &heading.text);
        let item = TocItem { id: &heading.id, text, children: Vec::new() };
        let in_body = toc.len() > before_body;
        match (heading.level, toc.last_mut()) {
            (2, _) => toc.push(item),
            (3, Some(last)) if in_body => last.children.push(item),
            (3, _) => toc.push(item),
            _ => {}
        }
    }
    toc.extend(after.iter().map(section));
    if toc.iter().map(|item| 1 + item.children.len()).sum::<usize>() < TOC_FROM { Vec::new() } else { toc }
}
