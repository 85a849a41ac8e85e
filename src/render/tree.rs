//! The pages around a page: the folders of `content/pages/` as navigation.

use std::collections::BTreeMap;

use super::draw::Draw;
use super::view::{Link, TreeItem};
use crate::record::Kind;
use crate::site::EntryId;

/// A folder shows no more neighbours than this, so that no page grows with the site.
const NEIGHBOURS: usize = 60;

impl Draw<'_> {
    /// The tree of the topmost folder that the page is in: the way to the page is open, other
    /// folders are closed. Empty for a page that is in no folder.
    pub(super) fn tree(&self, id: EntryId) -> Vec<TreeItem> {
        let slug = &*self.site.entry(id).record.id.slug;
        let top = slug.split('/').next().unwrap_or_default();
        let inside: Vec<EntryId> = self.site.pages_below(top).to_vec();
        if inside.is_empty() {
            return Vec::new();
        }
        let mut items = Vec::from_iter(self.site.named(Kind::Page, top).map(|page| self.tree_item(page, id)));
        items.extend(self.branch(top, &inside, id));
        items
    }

    /// The entries of a folder, in the order of its pages.
    fn branch(&self, folder: &str, inside: &[EntryId], current: EntryId) -> Vec<TreeItem> {
        let slug = |id: EntryId| &*self.site.entry(id).record.id.slug;
        let here = slug(current);
        let mut names: Vec<&str> = Vec::new();
        let mut pages: BTreeMap<&str, EntryId> = BTreeMap::new();
        for &page in inside {
            let Some(rest) = slug(page).strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) else {
                continue;
            };
            let name = rest.split('/').next().unwrap_or(rest);
            if !names.contains(&name) {
                names.push(name);
            }
            if name == rest {
                pages.insert(name, page);
            }
            if names.len() > NEIGHBOURS {
                break;
            }
        }
        let mut items = Vec::new();
        for name in names {
            let path = format!("{folder}/{name}");
            let open = here == path || here.starts_with(&format!("{path}/"));
            let mut item = match pages.get(name) {
                Some(&page) => self.tree_item(page, current),
                None => TreeItem { text: name.to_owned(), url: None, current: false, children: Vec::new() },
            };
            if open || !pages.contains_key(name) {
                item.children = self.branch(&path, inside, current);
            }
            items.push(item);
        }
        items
    }

    fn tree_item(&self, page: EntryId, current: EntryId) -> TreeItem {
        let Link { text, url, .. } = self.link(page);
        let current = self.site.entry(current).original == page;
        TreeItem { text, url: Some(url), current, children: Vec::new() }
    }

    /// The pages above a page, topmost first.
    pub(super) fn pages_above(&self, id: EntryId) -> Vec<Link> {
        let slug = &*self.site.entry(id).record.id.slug;
        let ends = slug.match_indices('/').map(|(at, _)| at);
        ends.filter_map(|end| self.site.named(Kind::Page, &slug[..end])).map(|page| self.link(page)).collect()
    }
}
