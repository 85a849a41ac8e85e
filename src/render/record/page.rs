//! A page of prose, with the pages around it: the folders of `content/pages/` as navigation.

use serde::Serialize;

use super::section::{Outline, Sections, shown};
use crate::diagnostic::Diagnostic;
use crate::record::{Kind, Page};
use crate::render::component::item;
use crate::render::context::Context;
use crate::render::html::Html;
use crate::render::link;
use crate::site::{Child, EntryId};

/// How many neighbours a page shows on either side, so that no page grows with the site.
const AROUND: usize = 25;

/// What a page of prose has of its own.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PageSections<'a> {
    /// The pages around this one; empty for a page that is in no folder.
    tree: Vec<TreeItem<'a>>,
    /// The parts of the series that it is: rows, each made by `item.html`.
    parts: Vec<Html>,
}

impl Sections for PageSections<'_> {
    const TEMPLATE: &'static str = "page.html";

    fn outline(&self) -> Outline {
        let after = shown([(Page::parts.heading(), !self.parts.is_empty())]);
        Outline { after, ..Outline::default() }
    }
}

/// A page in the tree of pages.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TreeItem<'a> {
    /// Its title, or the name of the folder.
    text: &'a str,
    /// None for a folder without a page of its own.
    url: Option<String>,
    /// Whether it is the page itself.
    current: bool,
    /// What lies below it, if it is a folder above the page.
    children: Vec<TreeItem<'a>>,
}

pub(crate) fn sections<'a>(cx: &Context<'a>, id: EntryId) -> Result<PageSections<'a>, Box<Diagnostic>> {
    Ok(PageSections { tree: tree(cx, id), parts: item::rows(cx, cx.site.parts(id), 3)? })
}

/// The tree of the topmost folder that the page is in: the folders above the page are open, other
/// folders are closed. Empty for a page that is in no folder.
fn tree<'a>(cx: &Context<'a>, id: EntryId) -> Vec<TreeItem<'a>> {
    let slug = &*cx.site.entry(id).record.id.slug;
    let top = slug.split('/').next().unwrap_or_default();
    let mut items = Vec::new();
    if !top.is_empty() && !cx.site.folders().children(top).is_empty() {
        items.extend(cx.site.named(Kind::Page, top).map(|page| tree_item(cx, page, id)));
        items.extend(branch(cx, top, id));
    }
    items
}

/// What lies in a folder, as far as it is near the page or the folders above it.
fn branch<'a>(cx: &Context<'a>, folder: &str, current: EntryId) -> Vec<TreeItem<'a>> {
    let site = cx.site;
    let folders = site.folders();
    let children = folders.children(folder);
    let slug = &*cx.site.entry(current).record.id.slug;
    // The child of this folder that is the page or a folder above it.
    let rest = slug.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
    let open = rest.map(|rest| &slug[..slug.len() - rest.len() + rest.find('/').unwrap_or(rest.len())]);
    let at = open.and_then(|path| folders.position(path)).unwrap_or(0);
    let from = at.saturating_sub(AROUND);
    let to = (at + AROUND + 1).min(children.len());
    let item = |child: &'a Child| {
        let mut item = match child.page {
            Some(page) => tree_item(cx, page, current),
            None => {
                let text = child.path.rsplit('/').next().unwrap_or_default();
                TreeItem { text, url: None, current: false, children: Vec::new() }
            }
        };
        if open == Some(&*child.path) {
            item.children = branch(cx, &child.path, current);
        } else if child.page.is_none() {
            // A folder without a page of its own is entered by its first page.
            let first = folders.children(&child.path).iter().find_map(|child| child.page);
            item.url = first.map(|page| cx.href(page));
        }
        item
    };
    children[from.min(to)..to].iter().map(item).collect()
}

fn tree_item<'a>(cx: &Context<'a>, page: EntryId, current: EntryId) -> TreeItem<'a> {
    let current = cx.site.entry(current).original == page;
    let url = Some(cx.href(page));
    TreeItem { text: cx.title(page), url, current, children: Vec::new() }
}

/// The pages above a page, topmost first.
pub(crate) fn above(cx: &Context<'_>, id: EntryId) -> Vec<Html> {
    let slug = &*cx.site.entry(id).record.id.slug;
    let ends = slug.match_indices('/').map(|(at, _)| at);
    ends.filter_map(|end| cx.site.named(Kind::Page, &slug[..end]))
        .map(|page| link::record(cx, page))
        .collect()
}
