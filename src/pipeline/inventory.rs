use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3Default;

use super::Project;
use super::guard::Guard;
use crate::config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::error::Result;
use crate::git::{self, Checkout};
use crate::read::{self, SourceFile, Sources, Stamp};
use crate::record::CONTENT;
use crate::source::SitePath;

/// Which sources there are, and their state: enough to tell that nothing has changed, without
/// reading any.
#[derive(Debug, Clone, PartialEq)]
pub struct Inventory {
    /// Where they are read from.
    pub(super) sources: Sources,
    /// The files below `content/`, sorted.
    pub(super) content: Vec<SourceFile>,
    /// The files of the site's own themes, sorted.
    pub(super) themes: Vec<SourceFile>,
    pub(super) config: Option<Stamp>,
    /// The forge that asks the gate about the repository around the site.
    pub(super) guard: Option<Guard>,
    /// What is checked out, if this is a repository that git reads.
    pub(super) checkout: Option<Checkout>,
    /// Why there is no history, where there would be one.
    pub(super) unread_history: Option<Diagnostic>,
    pub(super) diagnostics: Diagnostics,
}

impl Inventory {
    /// The sources of the site at `root`.
    pub fn take(root: &Path) -> Result<Self> {
        let walks = || rayon::join(|| read::walk(root, CONTENT), || read::walk(root, config::THEMES));
        let (((mut content, mut diagnostics), (themes, faults)), (checkout, unread_history)) =
            rayon::join(walks, || git::look(root));
        // git would wait for a pipe that it takes for a list of what to ignore.
        let may_ask =
            checkout.is_some() && !diagnostics.iter().any(|fault| fault.code == Code::UnreadableFile);
        let ignored = if may_ask { git::ignored(root, CONTENT) } else { Vec::new() };
        diagnostics.extend(faults);
        diagnostics.extend(leave_out(&mut content, &ignored));
        diagnostics.extend(read::names(root).iter().filter_map(config::misnamed));
        Ok(Self {
            sources: Sources::Folder(root.to_owned()),
            content,
            themes,
            config: stamp(root, config::FILE),
            guard: Guard::of_folder(root),
            checkout,
            unread_history,
            diagnostics,
        })
    }

    /// Brings the inventory up to date after something has happened at `paths`, which may be folders,
    /// and says which files are new, changed or gone. As long as known files have new contents, it
    /// looks at these alone.
    pub fn refresh(&mut self, root: &Path, paths: &BTreeSet<PathBuf>) -> Result<BTreeSet<SitePath>> {
        let mut changed = BTreeSet::new();
        for path in paths {
            let path = SitePath::below(root, path);
            if !path.is_some_and(|path| self.refresh_file(root, &path, &mut changed)) {
                let before = std::mem::replace(self, Self::take(root)?);
                changed.append(&mut self.differences(&before));
                return Ok(changed);
            }
        }
        Ok(changed)
    }

    /// Looks at one file again. `false` when there is more to be looked at than that.
    fn refresh_file(&mut self, root: &Path, path: &SitePath, changed: &mut BTreeSet<SitePath>) -> bool {
        let metadata = std::fs::symlink_metadata(path.under(root)).ok();
        for files in [&mut self.content, &mut self.themes] {
            let at = files.partition_point(|file| file.path < *path);
            let Some(file) = files.get_mut(at) else {
                continue;
            };
            match &metadata {
                Some(metadata) if metadata.is_file() && file.path == *path => {
                    let now = Stamp::of_source(metadata);
                    if now != file.stamp {
                        file.stamp = now;
                        changed.insert(path.clone());
                    }
                    return true;
                }
                None if file.path.as_str().starts_with(path.as_str()) => return false,
                _ => {}
            }
        }
        if path.as_str() == config::FILE {
            let now = stamp(root, config::FILE);
            if now != self.config {
                self.config = now;
                changed.insert(path.clone());
            }
            return true;
        }
        // Neither there nor known: an editor has saved by way of it.
        metadata.is_none()
    }

    /// Looks what is checked out. `true` when it is something else than before.
    pub fn refresh_checkout(&mut self, root: &Path) -> bool {
        let (checkout, unread_history) = git::look(root);
        let is_same = self.checkout == checkout && self.unread_history == unread_history;
        (self.checkout, self.unread_history) = (checkout, unread_history);
        !is_same
    }

    /// The files that are not the same in both.
    fn differences(&self, before: &Self) -> BTreeSet<SitePath> {
        let files = |inventory: &Self| -> BTreeSet<(SitePath, Stamp)> {
            let config = inventory.config.map(|stamp| (SitePath::new(config::FILE), stamp));
            let files = inventory.content.iter().chain(&inventory.themes);
            files.map(|file| (file.path.clone(), file.stamp)).chain(config).collect()
        };
        let (now, before) = (files(self), files(before));
        now.symmetric_difference(&before).map(|(path, _)| path.clone()).collect()
    }

    /// A number that is another one whenever a build could come out otherwise.
    pub(super) fn key(&self, project: &Project) -> u128 {
        let mut hash = Xxh3Default::new();
        let mut add = |text: &str| {
            hash.update(text.as_bytes());
            hash.update(&[0]);
        };
        add(env!("CARGO_PKG_VERSION"));
        add(env!("CASEBOOK_REVISION"));
        add(&project.today.to_string());
        add(if project.drafts { "drafts" } else { "" });
        let checkout = self.checkout.as_ref();
        add(checkout.and_then(|checkout| checkout.head.as_deref()).unwrap_or_default());
        add(if checkout.is_some_and(|checkout| checkout.shallow) { "shallow" } else { "" });
        for fault in self.diagnostics.iter().chain(&self.unread_history) {
            add(&fault.message);
        }
        let config = self.config.map(|stamp| SourceFile { path: SitePath::new(config::FILE), stamp });
        for file in self.content.iter().chain(&self.themes).chain(&config) {
            hash.update(file.path.as_str().as_bytes());
            hash.update(&[0]);
            hash.update(&file.stamp.size.to_le_bytes());
            hash.update(&file.stamp.time.to_le_bytes());
        }
        hash.digest128()
    }
}

/// Takes out the files that git is told to ignore: no other copy of the site has them. Where that is all of them, it
/// is the site as a whole that somebody keeps out of another repository.
fn leave_out(content: &mut Vec<SourceFile>, ignored: &[SitePath]) -> Vec<Diagnostic> {
    let is_ignored = |file: &SourceFile| ignored.binary_search(&file.path).is_ok();
    if content.iter().all(is_ignored) {
        return Vec::new();
    }
    let left_out = content.extract_if(.., |file| is_ignored(file));
    let told = left_out.map(|file| {
        let message = "git is told to ignore this file, so it is not published";
        Diagnostic::new(Code::UnpublishedFile, &file.path, Place::File, message)
            .help("take it out of `.gitignore` if it belongs to the site, or move it out of `content/`")
    });
    told.collect()
}

fn stamp(root: &Path, file: &str) -> Option<Stamp> {
    std::fs::symlink_metadata(root.join(file)).ok().map(|metadata| Stamp::of_source(&metadata))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn site() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for file in
            ["casebook.yaml", "content/guides/a.md", "content/guides/b.md", "themes/mine/static/a.css"]
        {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        dir
    }

    /// Refreshes at the paths, and says what had changed. What comes out is what `take` finds.
    fn refresh(inventory: &mut Inventory, root: &Path, paths: &[&str]) -> Vec<String> {
        let paths = paths.iter().map(|path| root.join(path)).collect();
        let changed = inventory.refresh(root, &paths).unwrap();
        assert_eq!(*inventory, Inventory::take(root).unwrap());
        changed.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_refreshed_inventory_is_as_a_new_one() {
        let dir = site();
        let root = dir.path();
        let mut inventory = Inventory::take(root).unwrap();
        let nothing: [&str; 0] = [];
        for file in ["casebook.yaml", "content/guides/b.md", "themes/mine/static/a.css"] {
            assert_eq!(refresh(&mut inventory, root, &[file]), nothing);
            fs::write(root.join(file), "changed").unwrap();
            assert_eq!(refresh(&mut inventory, root, &[file, "content/guides/saved-by-way-of"]), [file]);
        }
        fs::write(root.join("content/guides/c.md"), "").unwrap();
        fs::write(root.join("content/guides/a.md"), "changed").unwrap();
        let (a, c) = ("content/guides/a.md", "content/guides/c.md");
        assert_eq!(refresh(&mut inventory, root, &[a, c]), [a, c]);
        fs::rename(root.join("content/guides"), root.join("content/cases")).unwrap();
        let changed = refresh(&mut inventory, root, &["content/cases", "content/guides"]);
        assert_eq!(changed.len(), 6, "{changed:?}");
        fs::remove_file(root.join("content/cases/a.md")).unwrap();
        assert_eq!(refresh(&mut inventory, root, &["content/cases/a.md"]), ["content/cases/a.md"]);
        fs::remove_file(root.join("casebook.yaml")).unwrap();
        assert_eq!(refresh(&mut inventory, root, &["casebook.yaml"]), ["casebook.yaml"]);
        fs::remove_dir_all(root.join("content")).unwrap();
        assert_eq!(refresh(&mut inventory, root, &["content"]).len(), 2);
    }
}
