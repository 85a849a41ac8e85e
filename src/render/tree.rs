//! The pages around a page: the folders of `content/pages/` as navigation.

use super::draw::Draw;
use super::view::{Html, TreeItem};
use crate::record::Kind;
use crate::site::{Child, EntryId};

/// How many neighbours a page shows on either side, so that no page grows with the site.
const AROUND: usize = 25;

impl<'a> Draw<'a> {
    /// The tree of the topmost folder that the page is in: the way to the page is open, other
    /// folders are closed. Empty for a page that is in no folder.
    pub(super) fn tree(&self, id: EntryId) -> Vec<TreeItem<'a>> {
        let slug = &*self.site.entry(id).record.id.slug;
        let top = slug.split('/').next().unwrap_or_default();
        let mut items = Vec::new();
        if !top.is_empty() && !self.site.folders().children(top).is_empty() {
            items.extend(self.site.named(Kind::Page, top).map(|page| self.tree_item(page, id)));
            items.extend(self.branch(top, id));
        }
        items
    }

    /// What lies in a folder, as far as it is near the way to the page.
    fn branch(&self, folder: &str, current: EntryId) -> Vec<TreeItem<'a>> {
        let site = self.site;
        let folders = site.folders();
        let children = folders.children(folder);
        let slug = &*self.site.entry(current).record.id.slug;
        // The part of the way to the page that lies in this folder, if it does.
        let rest = slug.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
        let way = rest.map(|rest| &slug[..slug.len() - rest.len() + rest.find('/').unwrap_or(rest.len())]);
        let at = way.and_then(|way| folders.position(way)).unwrap_or(0);
        let from = at.saturating_sub(AROUND);
        let to = (at + AROUND + 1).min(children.len());
        let item = |child: &'a Child| {
            let mut item = match child.page {
                Some(page) => self.tree_item(page, current),
                None => {
                    let text = child.path.rsplit('/').next().unwrap_or_default();
                    TreeItem { text, url: None, current: false, children: Vec::new() }
                }
            };
            if way == Some(&*child.path) {
                item.children = self.branch(&child.path, current);
            } else if child.page.is_none() {
                // A folder without a page of its own is entered by its first page.
                let first = folders.children(&child.path).iter().find_map(|child| child.page);
                item.url = first.map(|page| self.way_to_record(page));
            }
            item
        };
        children[from.min(to)..to].iter().map(item).collect()
    }

    fn tree_item(&self, page: EntryId, current: EntryId) -> TreeItem<'a> {
        let current = self.site.entry(current).original == page;
        let url = Some(self.way_to_record(page));
        TreeItem { text: self.title(page), url, current, children: Vec::new() }
    }

    /// The pages above a page, topmost first.
    pub(super) fn pages_above(&self, id: EntryId) -> Vec<Html> {
        let slug = &*self.site.entry(id).record.id.slug;
        let ends = slug.match_indices('/').map(|(at, _)| at);
        ends.filter_map(|end| self.site.named(Kind::Page, &slug[..end])).map(|page| self.link(page)).collect()
    }
}
