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

    /// The page that is read behind this one: the first below it, or else the one after it. None at the end of the
    /// topmost folder.
    #[must_use]
    pub fn next(&self, path: &str) -> Option<EntryId> {
        let below = self.first_below(path);
        below.or_else(|| {
            upwards(path).find_map(|path| self.after(path).iter().find_map(|child| self.first(child)))
        })
    }

    /// The page that is read before this one. None at the beginning of the topmost folder.
    #[must_use]
    pub fn previous(&self, path: &str) -> Option<EntryId> {
        upwards(path).find_map(|path| {
            let (folder, _) = path.rsplit_once('/')?;
            let before = self.before(path).iter().rev().find_map(|child| self.last(child));
            before.or_else(|| self.page(folder))
        })
    }

    /// A page's own, or the first below a folder that has none.
    fn first(&self, child: &Child) -> Option<EntryId> {
        child.page.or_else(|| self.first_below(&child.path))
    }

    fn first_below(&self, folder: &str) -> Option<EntryId> {
        self.children(folder).iter().find_map(|child| self.first(child))
    }

    /// The last page at or below a place.
    fn last(&self, child: &Child) -> Option<EntryId> {
        let below = self.children(&child.path).iter().rev().find_map(|child| self.last(child));
        below.or(child.page)
    }

    fn page(&self, path: &str) -> Option<EntryId> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.children(folder)[self.position(path)?].page
    }

    fn before(&self, path: &str) -> &[Child] {
        self.split(path).0
    }

    fn after(&self, path: &str) -> &[Child] {
        self.split(path).1
    }

    /// What stands before and behind a place in its folder.
    fn split(&self, path: &str) -> (&[Child], &[Child]) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let children = self.children(folder);
        self.position(path).map_or((&[], &[]), |at| (&children[..at], &children[at + 1..]))
    }

    /// Where a page or a folder stands among its neighbours.
    #[must_use]
    pub fn position(&self, path: &str) -> Option<usize> {
        self.positions.get(path).copied()
    }
}

/// A place and the folders above it, but for the topmost: what lies beside that is another subject.
fn upwards(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| Some(path.rsplit_once('/')?.0)).filter(|path| path.contains('/'))
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

    /// One way through all pages of the topmost folder, and back.
    #[test]
    fn pages_are_read_one_after_the_other() {
        let paths = ["a", "a/one", "a/x/y", "a/x/z/deep", "a/x/z", "a/two", "b", "b/own", "alone"];
        let folders = Folders::new(paths.into_iter().zip(0..).map(|(path, id)| (path, EntryId(id))));
        let name = |id: EntryId| paths[id.index()];
        let mut way = vec!["a"];
        while let Some(next) = folders.next(way[way.len() - 1]) {
            way.push(name(next));
        }
        assert_eq!(way, ["a", "a/one", "a/x/y", "a/x/z", "a/x/z/deep", "a/two"]);
        let mut back = vec!["a/two"];
        while let Some(previous) = folders.previous(back[back.len() - 1]) {
            back.push(name(previous));
        }
        back.reverse();
        assert_eq!(back, way);
        assert_eq!((folders.previous("alone"), folders.next("alone")), (None, None));
        assert_eq!(
            (folders.previous("b"), folders.next("b/own")),
            (None, None),
            "the end of a folder is the end"
        );
    }
}
