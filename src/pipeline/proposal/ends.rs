//! The two ends of a change: the commits, the tree that merging would give, and what is not the same in it.

use std::path::Path;

use super::Proposal;
use crate::config::{self, THEMES};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::error::{Error, Result};
use crate::git::{self, Changes, Merge, Revision};
use crate::read;
use crate::record::CONTENT;
use crate::source::SitePath;

/// Where a change begins and where it ends.
pub(super) struct Ends {
    /// The commit that the change is to be merged into: what is there, and the rules.
    pub(super) base: Revision,
    /// The commit that is proposed; `None` for the folder as it is, which nobody can have approved.
    pub(super) head: Option<Revision>,
    /// What there would be: the tree that merging gives.
    pub(super) result: Revision,
    pub(super) changes: Changes,
}

impl Ends {
    /// The ends of a proposal; where there is nothing that could be merged, what stands against it.
    pub(super) fn find(root: &Path, proposal: &Proposal) -> Result<Result<Self, Diagnostics>> {
        let none = || {
            Error::usage(format!("{} is in no git repository, so nothing can be compared", root.display()))
        };
        let base = git::resolve(root, &proposal.base)?.ok_or_else(none)?;
        let head = match &proposal.head {
            Some(head) => git::resolve(root, head)?.ok_or_else(none)?,
            None => {
                let (own, faults) = own_files(root);
                if faults.has_errors() {
                    return Ok(Err(faults));
                }
                git::commit_folder(root, &own)?
            }
        };
        // What would be merged is what is judged: the base may have gone on since the branch was made.
        let result = match git::merge(root, &base, &head)? {
            Merge::Clean(tree) => tree,
            Merge::Conflict(places) => return Ok(Err(conflicts(&places))),
        };
        let changes = git::changed(root, &base, &result)?;
        let head = proposal.head.as_ref().map(|_| head);
        Ok(Ok(Self { base, head, result, changes }))
    }
}

impl Ends {
    /// Whether merging a commit that somebody approved would give the same as merging the one that is proposed now: then
    /// it is the same change, whatever the branch took over from the base in between.
    pub(super) fn is_same_change(&self, root: &Path, commit: &str) -> Result<bool> {
        let Some(head) = &self.head else {
            // What is not committed nobody can have approved.
            return Ok(false);
        };
        if head.as_str().eq_ignore_ascii_case(commit) {
            return Ok(true);
        }
        let is_id = matches!(commit.len(), 40 | 64) && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_id || !git::has(root, commit)? {
            return Ok(false);
        }
        // One that has no past in common with the base is another change.
        let approved = git::merge(root, &self.base, &Revision::from(commit));
        Ok(matches!(approved, Ok(Merge::Clean(tree)) if tree == self.result))
    }
}

/// The files that the site in the folder is made of, whatever git is told of them, and what cannot be one.
fn own_files(root: &Path) -> (Vec<SitePath>, Diagnostics) {
    let ((content, mut faults), (themes, of_themes)) = (read::walk(root, CONTENT), read::walk(root, THEMES));
    faults.extend(of_themes);
    let config = SitePath::new(config::FILE);
    faults.extend(read::refused(root, &config));
    let config = config.under(root).symlink_metadata().is_ok().then_some(config);
    (content.into_iter().chain(themes).map(|file| file.path).chain(config).collect(), faults)
}

/// What cannot be merged cannot be judged.
fn conflicts(places: &[git::Place]) -> Diagnostics {
    let of_site = SitePath::new(config::FILE);
    let conflict = |place: &git::Place| {
        let what = "the base has changed the same lines since this change was begun";
        let (file, message) = match place {
            git::Place::Site(path) => (path, what.to_owned()),
            git::Place::Outside(path) => (&of_site, format!("{what}, in `{path}`")),
        };
        Diagnostic::new(Code::MergeConflict, file, Place::File, message).help(
            "bring your branch up to date and settle what differs: the forge offers to do so on the pull request",
        )
    };
    places.iter().map(conflict).collect()
}
