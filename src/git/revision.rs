//! Revisions without a checkout: which files one has, what lies between two, what merging them gives.
//! All is read from git's objects, so nothing of a stranger's change is ever put on the disk as a
//! file. (A merge of two lines that have both gone on leaves a tree without a name among the objects,
//! which git clears away in its own time.)

use std::io::{self, BufRead, Read};
use std::path::Path;

use super::neutral::Neutral;
use super::unread::stalling;
use crate::error::{Error, Result};
use crate::read::{Blob, TEXT_LIMIT};
use crate::source::SitePath;

/// A commit or a tree, by the id that git gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision(Box<str>);

/// A file of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub path: SitePath,
    pub id: Box<str>,
    /// Whether it is a file, and no link or repository within the repository.
    pub is_file: bool,
}

/// A file that is not the same in two revisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub path: SitePath,
    pub before: Option<Listed>,
    pub after: Option<Listed>,
}

/// What merging two revisions comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merge {
    Clean(Revision),
    /// Both have changed the same lines of these files.
    Conflict(Vec<SitePath>),
}

impl From<&str> for Revision {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl Revision {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The commit that `name` names. `None` without git and outside a repository.
///
/// # Errors
/// When there is no such commit.
pub fn resolve(root: &Path, name: &str) -> Result<Option<Revision>> {
    let unknown = || {
        Error::usage(format!("there is no revision `{name}` in this repository"))
            .help("write a branch, a tag or a commit")
    };
    // No name of a revision begins with a hyphen, but an option does.
    if name.starts_with('-') || name.is_empty() {
        return Err(unknown());
    }
    let commit = format!("{name}^{{commit}}");
    let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
    let found = super::run_to_end(root, &arguments, &[], text)?;
    match found {
        None => Ok(None),
        // An older git repeats the option that ends the options.
        Some((text, true)) => Ok(text.lines().last().map(|id| Revision(id.into()))),
        Some((_, false)) => Err(unknown()),
    }
}

/// The tree that merging `head` into `base` gives.
///
/// # Errors
/// When the two have no common past, or git is older than 2.38.
pub fn merge(root: &Path, base: &Revision, head: &Revision) -> Result<Merge> {
    let arguments = ["merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", &base.0, &head.0];
    let neutral = Neutral::new(root)?;
    let (output, clean) =
        super::start(root, |git| neutral.prepare(git), &arguments, &[], text)?.unwrap_or_default();
    let mut parts = output.split('\0').filter(|part| !part.is_empty());
    let tree = parts.next().unwrap_or_default();
    if clean {
        return Ok(Merge::Clean(Revision(tree.trim().into())));
    }
    // They come from the top of the repository, where the site may lie in a folder of it.
    let prefix = prefix(root)?;
    let paths: Vec<SitePath> = parts.filter_map(|path| clean_path(path.strip_prefix(&*prefix)?)).collect();
    Ok(Merge::Conflict(paths))
}

/// The folder of the repository that `root` is, with a `/` at its end; empty for the topmost.
fn prefix(root: &Path) -> Result<String> {
    let prefix = super::run(root, &["rev-parse", "--show-prefix"], &[], text)?.unwrap_or_default();
    Ok(prefix.trim_end_matches('\n').to_owned())
}

/// The files of a revision below `folder`, a path of the site; all of them for an empty one.
pub fn list(root: &Path, revision: &Revision, folders: &[&str]) -> Result<Vec<Listed>> {
    let mut arguments = vec!["ls-tree", "-r", "-z", &*revision.0, "--"];
    arguments.extend(folders);
    let listed = |line: &str| {
        // `100644 blob ID<TAB>PATH`
        let (about, path) = line.split_once('\t')?;
        let mut about = about.split(' ');
        let (mode, _, id) = (about.next()?, about.next()?, about.next()?);
        Some(Listed { path: clean_path(path)?, id: id.into(), is_file: mode.starts_with("100") })
    };
    let read = |output: &mut io::BufReader<_>| parts(output, |line| listed(line));
    Ok(super::run(root, &arguments, &[], read)?.unwrap_or_default())
}

/// The files of the site that are not the same in two revisions.
pub fn changed(root: &Path, before: &Revision, after: &Revision) -> Result<Vec<Changed>> {
    let arguments = [
        "diff-tree",
        "-r",
        "-z",
        "--raw",
        "--no-renames",
        "--relative",
        "--no-ext-diff",
        &before.0,
        &after.0,
    ];
    Ok(super::run(root, &arguments, &[], raw)?.unwrap_or_default())
}

/// The files of the site that are not the same in a revision and in the folder at `root`, by their
/// paths: changed, new or gone. Some of them may turn out to be the same.
pub fn uncommitted(root: &Path, before: &Revision) -> Result<Vec<Changed>> {
    if let Some(name) = stalling(root) {
        return Err(Error::usage(format!("`{name}` is no file, and git would wait for it")).help("delete it"));
    }
    let arguments = [
        "diff-index",
        "-z",
        "--raw",
        "--no-renames",
        "--relative",
        "--no-ext-diff",
        // Within a repository of the repository, git would start another git.
        "--ignore-submodules=dirty",
        &before.0,
        "--",
    ];
    let neutral = Neutral::new(root)?;
    let found = super::start(root, |git| neutral.prepare(git), &arguments, &[], raw)?;
    let mut found = found.map(|(found, _)| found).unwrap_or_default();
    let new = ["ls-files", "-z", "--others", "--exclude-standard"];
    let read = |output: &mut io::BufReader<_>| parts(output, clean_path);
    for path in super::run(root, &new, &[], read)?.unwrap_or_default() {
        let is_file = path.under(root).symlink_metadata().is_ok_and(|found| found.is_file());
        let after = Some(Listed { path: path.clone(), id: "".into(), is_file });
        // Taken out of the index and still there: it is reported as gone above.
        match found.iter_mut().find(|known| known.path == path) {
            Some(known) => known.after = after,
            None => found.push(Changed { path, before: None, after }),
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// The files below `folder` that git is told to ignore, sorted: none without git and outside a repository.
pub fn ignored(root: &Path, folder: &str) -> Vec<SitePath> {
    let arguments = ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", folder];
    // Where git cannot be read at all, [`look`](super::look) tells.
    let read = |output: &mut io::BufReader<_>| parts(output, clean_path);
    let found = super::run(root, &arguments, &[], read);
    let mut found = found.ok().flatten().unwrap_or_default();
    found.sort();
    found
}

/// The merge base of two commits: what they have in common.
///
/// # Errors
/// When they have nothing in common.
pub fn common(root: &Path, one: &Revision, other: &str) -> Result<Revision> {
    let found = super::run_to_end(root, &["merge-base", &one.0, other], &[], text)?;
    match found {
        Some((id, true)) => Ok(Revision(id.trim().into())),
        _ => Err(Error::usage(format!("`{}` and what is checked out have no common past", one.0))),
    }
}

/// What these files hold, in the same order.
pub fn blobs(root: &Path, ids: &[&str]) -> Result<Vec<Blob>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let input = ids.iter().flat_map(|id| [id.as_bytes(), b"\n"]).flatten().copied().collect::<Vec<u8>>();
    let read = |output: &mut io::BufReader<_>| ids.iter().map(|_| blob(output)).collect();
    Ok(super::run(root, &["cat-file", "--batch"], &input, read)?.unwrap_or_default())
}

/// The next answer of `cat-file --batch`: `ID blob SIZE`, a line break, the bytes, a line break.
fn blob(output: &mut impl BufRead) -> io::Result<Blob> {
    let mut line = String::new();
    output.read_line(&mut line)?;
    let size = line.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
    let size = size.ok_or_else(|| io::Error::other(format!("an object is missing: {}", line.trim_end())))?;
    let blob = if size > TEXT_LIMIT {
        io::copy(&mut output.by_ref().take(size), &mut io::sink())?;
        Blob::TooLarge(size)
    } else {
        let mut bytes = Vec::new();
        output.by_ref().take(size).read_to_end(&mut bytes)?;
        Blob::Bytes(bytes)
    };
    output.read_exact(&mut [0])?;
    Ok(blob)
}

fn text(output: &mut io::BufReader<impl Read>) -> io::Result<String> {
    let mut text = String::new();
    output.read_to_string(&mut text)?;
    Ok(text)
}

/// What `read` makes of each part that ends with a zero byte. Names that are no UTF-8 are passed over:
/// no file of a site has one.
fn parts<T>(output: &mut impl BufRead, read: impl Fn(&str) -> Option<T>) -> io::Result<Vec<T>> {
    let mut found = Vec::new();
    let mut part = Vec::new();
    while output.read_until(0, &mut part)? > 0 {
        if let Ok(text) = str::from_utf8(part.strip_suffix(b"\0").unwrap_or(&part)) {
            found.extend(read(text));
        }
        part.clear();
    }
    Ok(found)
}

/// Reads `:MODE MODE ID ID STATUS`, a zero byte, the path, a zero byte; again and again.
fn raw(output: &mut io::BufReader<impl Read>) -> io::Result<Vec<Changed>> {
    let all = parts(output, |part| Some(part.to_owned()))?;
    let one = |pair: &[String]| {
        let [about, path] = pair else { return None };
        let path = clean_path(path)?;
        let mut about = about.strip_prefix(':')?.split(' ');
        let modes = [about.next()?, about.next()?];
        let ids = [about.next()?, about.next()?];
        let side = |at: usize| {
            let there = modes[at] != "000000";
            let is_file = modes[at].starts_with("100");
            there.then(|| Listed { path: path.clone(), id: ids[at].into(), is_file })
        };
        Some(Changed { before: side(0), after: side(1), path: path.clone() })
    };
    Ok(all.chunks(2).filter_map(one).collect())
}

/// A path of the site. A tree that was made by hand can hold `..`.
fn clean_path(path: &str) -> Option<SitePath> {
    let is_clean = !path.split('/').any(|part| matches!(part, "" | "." | ".."));
    is_clean.then(|| SitePath::new(path))
}
