//! The two ends of a change, and the files of either.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Proposal;
use crate::config::THEMES;
use crate::diagnostic::Diagnostics;
use crate::error::{Error, Result};
use crate::git::{self, Changed, Listed, Merge, Revision};
use crate::read::{self, Blob, Sources};
use crate::record::CONTENT;
use crate::source::SitePath;

/// Where a change begins and where it ends.
pub(super) struct Ends {
    /// What the rules are read from.
    pub(super) base: Revision,
    /// What the change is measured from: the base, or for a folder what it has in common with it.
    pub(super) before: Revision,
    /// The commit that is proposed; `None` for the folder as it is.
    pub(super) head: Option<Revision>,
    /// What there would be: the tree of a merge; `None` for the folder as it is.
    merged: Option<Revision>,
    /// The files that are not the same before and after.
    pub(super) changed: Vec<Changed>,
}

impl Ends {
    /// The ends of a proposal; where it cannot be merged, the files that stand against it.
    pub(super) fn find(root: &Path, proposal: &Proposal) -> Result<Result<Self, Vec<SitePath>>> {
        let none = || {
            Error::usage(format!("{} is in no git repository, so nothing can be compared", root.display()))
        };
        let base = git::resolve(root, &proposal.base)?.ok_or_else(none)?;
        let Some(head) = &proposal.head else {
            let before = git::common(root, &base, "HEAD")?;
            let changed = git::uncommitted(root, &before)?;
            return Ok(Ok(Self { base, before, head: None, merged: None, changed }));
        };
        let head = git::resolve(root, head)?.ok_or_else(none)?;
        // What would be merged is what is judged: the base may have gone on since the branch was made.
        let merged = match git::merge(root, &base, &head)? {
            Merge::Clean(tree) => tree,
            Merge::Conflict(paths) => return Ok(Err(paths)),
        };
        let changed = git::changed(root, &base, &merged)?;
        Ok(Ok(Self { before: base.clone(), base, head: Some(head), merged: Some(merged), changed }))
    }
}

/// The files that there would be. Their names are known; what they hold is read when it is asked for.
pub(super) struct Files {
    root: PathBuf,
    /// Sorted by path.
    listed: Vec<Listed>,
    /// Whether they are files of the folder and not of a revision.
    in_folder: bool,
    held: FxHashMap<SitePath, Blob>,
    /// What cannot be a file of a site.
    faults: Diagnostics,
}

impl Files {
    pub(super) fn new(root: &Path, ends: &Ends) -> Result<Self> {
        if let Some(tree) = &ends.merged {
            return Self::of(root, tree);
        }
        let ((content, mut faults), (themes, of_themes)) =
            (read::walk(root, CONTENT), read::walk(root, THEMES));
        faults.extend(of_themes);
        let config = SitePath::new(crate::config::FILE);
        faults.extend(read::refused(root, &config));
        let config =
            config.under(root).symlink_metadata().is_ok_and(|found| found.is_file()).then_some(config);
        let paths = content.into_iter().chain(themes).map(|file| file.path).chain(config);
        let mut listed: Vec<_> = paths.map(|path| Listed { path, id: "".into(), is_file: true }).collect();
        listed.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { root: root.to_owned(), listed, in_folder: true, held: FxHashMap::default(), faults })
    }

    /// The files of a revision.
    pub(super) fn of(root: &Path, revision: &Revision) -> Result<Self> {
        let mut listed = git::list(root, revision, &[])?;
        listed.sort_by(|a, b| a.path.cmp(&b.path));
        let (held, faults) = (FxHashMap::default(), Diagnostics::new());
        Ok(Self { root: root.to_owned(), listed, in_folder: false, held, faults })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &SitePath> {
        self.listed.iter().map(|file| &file.path)
    }

    pub(super) fn find(&self, path: &str) -> Option<&Listed> {
        let at = self.listed.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        Some(&self.listed[at])
    }

    /// The files below a folder, which ends with `/`.
    pub(super) fn below(&self, folder: &str) -> impl Iterator<Item = &Listed> {
        let start = self.listed.partition_point(|file| file.path.as_str() < folder);
        self.listed[start..].iter().take_while(move |file| file.path.as_str().starts_with(folder))
    }

    /// Reads these files, many at once.
    pub(super) fn read<'p>(&mut self, paths: impl IntoIterator<Item = &'p SitePath>) -> Result<()> {
        let wanted = paths.into_iter().filter(|path| !self.held.contains_key(*path));
        let wanted: Vec<Listed> =
            wanted.filter_map(|path| self.find(path.as_str())).filter(|file| file.is_file).cloned().collect();
        let blobs = if self.in_folder {
            let read = |file: &Listed| {
                read::blob(&self.root, &file.path).map_err(Error::io("read", &file.path.under(&self.root)))
            };
            wanted.iter().map(read).collect::<Result<Vec<_>>>()?
        } else {
            let ids: Vec<&str> = wanted.iter().map(|file| &*file.id).collect();
            git::blobs(&self.root, &ids)?
        };
        self.held.extend(wanted.into_iter().map(|file| file.path).zip(blobs));
        Ok(())
    }

    /// What lies in the folder and cannot be a file of a site.
    pub(super) fn faults(&self) -> &Diagnostics {
        &self.faults
    }

    /// What a file holds, once it has been read.
    pub(super) fn held(&self, path: &SitePath) -> Option<&Blob> {
        self.held.get(path)
    }

    pub(super) fn text(&self, path: &SitePath) -> Option<&str> {
        text(self.held(path)?)
    }

    /// All that has been read so far, as sources to read from.
    pub(super) fn sources(&self) -> Sources {
        Sources::Revision(Arc::new(self.held.clone()))
    }

    pub(super) fn into_sources(self) -> Sources {
        Sources::Revision(Arc::new(self.held))
    }
}

/// The text of a file, where it is one.
pub(super) fn text(blob: &Blob) -> Option<&str> {
    match blob {
        Blob::Bytes(bytes) => str::from_utf8(bytes).ok(),
        Blob::TooLarge(_) => None,
    }
}

/// The files of a revision, read at once.
pub(super) fn read_all(root: &Path, files: &[&Listed]) -> Result<FxHashMap<SitePath, Blob>> {
    let files: Vec<&&Listed> = files.iter().filter(|file| file.is_file).collect();
    let ids: Vec<&str> = files.iter().map(|file| &*file.id).collect();
    let blobs = git::blobs(root, &ids)?;
    Ok(files.iter().map(|file| file.path.clone()).zip(blobs).collect())
}
