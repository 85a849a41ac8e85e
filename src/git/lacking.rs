//! A clone that does not have all of its repository: cut off behind a number of commits (shallow), or without what was
//! not asked for yet (partial). git would fetch what a partial one lacks, with a program that its configuration
//! names, so it is kept from it. [`history`](super::history) and [`revision`](super::revision) ask here what is to be
//! fetched.

use std::error::Error as _;
use std::path::Path;

use super::complaint::{PARTIAL, REFETCH};
use super::{failed, run, run_to_end};
use crate::error::{Error, ErrorKind, Result};

/// How a shallow clone gets what it lacks.
pub(super) const UNSHALLOW: &str =
    "fetch all of it: `git fetch --unshallow`, or `fetch-depth: 0` in the checkout step of a workflow";

/// The settings that a partial clone has. They stay when it has fetched everything.
const PROMISOR: &str = "^(extensions\\.partialclone|remote\\..*\\.(promisor|partialclonefilter))$";

/// # Errors
/// When the clone is partial and lacks anything of the history of the commit `head` below `folder`.
pub(super) fn refuse_partial(root: &Path, head: &str, folder: &str) -> Result<()> {
    if is_partial(root) && !is_whole(root, &[head, "--", folder]) {
        return Err(failed(&["log"], PARTIAL));
    }
    Ok(())
}

/// The error of a command that reads objects, with what is to be fetched if they are lacking.
pub(super) fn explain(root: &Path, error: Error) -> Error {
    let cause = error.source().map(ToString::to_string).unwrap_or_default();
    let is_shallow = || matches!(super::checkout(root), Ok(Some(checkout)) if checkout.shallow);
    let (what, help) = if cause.contains("unrelated histories") && is_shallow() {
        ("the clone is shallow and lacks what both have in common", UNSHALLOW)
    } else if is_partial(root) && !is_whole(root, &["--all", "HEAD", "--"]) {
        (PARTIAL, REFETCH)
    } else {
        return error;
    };
    Error::new(ErrorKind::Git, format!("{what}, so the change cannot be judged")).because(error).help(help)
}

/// Whether the clone may lack objects.
fn is_partial(root: &Path) -> bool {
    let read = |output: &mut _| std::io::copy(output, &mut std::io::sink());
    run_to_end(root, &["config", "-z", "--get-regexp", PROMISOR], &[], read)
        .is_ok_and(|found| found.is_some_and(|(length, _)| length > 0))
}

/// Whether there are all objects that these arguments of `rev-list` lead to.
fn is_whole(root: &Path, arguments: &[&str]) -> bool {
    let arguments = [&["rev-list", "--objects", "--quiet", "--missing=error"], arguments].concat();
    let read = |output: &mut _| std::io::copy(output, &mut std::io::sink());
    run(root, &arguments, &[], read).is_ok()
}
