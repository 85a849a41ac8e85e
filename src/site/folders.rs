use rustc_hash::FxHashMap;

use super::EntryId;

/// The folders of `content/pages/` and what lies in each, in the order of the pages.
#[derive(Debug, Default)]
pub struct Folders {
    children: FxHashMap<Box<str>, Vec<Child>>,
    /// Where each page or folder stands among its neighbours.
    positions: FxHashMap<Box<str>, usize>,
}

/// A page or a folder in its folder.
#[derive(Debug, Clone)]
pub struct Child {
    /// Its path below `content/pages/`.
    pub path: Box<str>,
    /// None for a folder that has no page of its own.
    pub page: Option<EntryId>,
}

impl Folders {
    /// The folders of these pages, given by path and in their order.
    pub(super) fn new<'p>(pages: impl Iterator<Item = (&'p str, EntryId)>) -> Self {
        let mut folders = Self::default();
        for (path, page) in pages {
            let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
            let mut folder = "";
            for end in ends {
                let path_here = &path[..end];
                let position = folders.position_in(folder, path_here);
                if end == path.len() {
                    let children = folders.children.entry(folder.into()).or_default();
                    children[position].page = Some(page);
                }
                folder = path_here;
            }
        }
        folders
    }

    fn position_in(&mut self, folder: &str, path: &str) -> usize {
        if let Some(&position) = self.positions.get(path) {
            return position;
        }
        let children = self.children.entry(folder.into()).or_default();
        children.push(Child { path: path.into(), page: None });
        self.positions.insert(path.into(), children.len() - 1);
        children.len() - 1
    }

    /// What lies in a folder.
    #[must_use]
    pub fn children(&self, folder: &str) -> &[Child] {
        self.children.get(folder).map_or(&[], Vec::as_slice)
    }

    /// Where a page or a folder stands among its neighbours.
    #[must_use]
    pub fn position(&self, path: &str) -> Option<usize> {
        self.positions.get(path).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_need_no_page_of_their_own() {
        let pages = ["a", "b/one", "a/x/y", "b"].into_iter().zip(0..).map(|(path, id)| (path, EntryId(id)));
        let folders = Folders::new(pages);
        let shown = |folder: &str| {
            let children = folders.children(folder).iter();
            children.map(|child| (child.path.to_string(), child.page.map(|id| id.0))).collect::<Vec<_>>()
        };
        assert_eq!(shown(""), [("a".to_owned(), Some(0)), ("b".to_owned(), Some(3))]);
        assert_eq!(shown("a"), [("a/x".to_owned(), None)]);
        assert_eq!(shown("a/x"), [("a/x/y".to_owned(), Some(2))]);
        assert_eq!(folders.position("b"), Some(1));
    }
}
