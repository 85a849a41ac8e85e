//! Revisions without a checkout: which files one has, what lies between two, what merging them gives.
//! All is read from git's objects, so nothing of a stranger's change is ever put on the disk as a
//! file. (A merge of two lines that have both gone on leaves a tree without a name among the objects,
//! which git clears away in its own time.)

use std::io::{self, BufRead, Read};
use std::path::Path;

use super::neutral::Neutral;
use super::{ambiguous, bytes, lacking, unexpected};
use crate::error::{Error, Result};
use crate::read::{Blob, TEXT_LIMIT};
use crate::source::SitePath;

/// A commit or a tree, by the id that git gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision(pub(super) Box<str>);

/// A file of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub path: SitePath,
    pub id: Box<str>,
    pub mode: Mode,
    /// How many bytes it holds; nothing of a repository within the repository.
    pub size: u64,
}

/// What an entry of a revision is, as its mode says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A file that is only read: 100644.
    File,
    /// A file that can be run as a program: 100755.
    Program,
    /// A link to another file: 120000.
    Link,
    /// A repository within the repository: 160000.
    Repository,
}

/// A file that is not the same in two revisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub path: SitePath,
    /// `None` for one that is gone.
    pub after: Option<Mode>,
    /// The number that git gives to what it held; `None` for one that is new.
    pub held: Option<Box<str>>,
    /// The same of what it holds now; `None` for one that is gone.
    pub holds: Option<Box<str>>,
}

/// Where a file of the repository lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Site(SitePath),
    /// Outside of the site's folder, or under a name that no file of a site has: by its path from the top of the
    /// repository, with each byte that is no text as `\xff`.
    Outside(String),
}

impl Place {
    fn of(path: &[u8], prefix: &[u8]) -> Self {
        Self::named(path, prefix).unwrap_or_else(|_| Self::Outside(shown(path)))
    }

    /// The same, unless the name is none that a file can have.
    fn named(path: &[u8], prefix: &[u8]) -> Result<Self, &'static str> {
        match path.strip_prefix(prefix) {
            Some(below) => clean_path(below).map(Self::Site),
            None => clean_path(path).map(|_| Self::Outside(shown(path))),
        }
    }
}

/// What is not the same in two revisions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The site's folder in the repository, with a `/` at its end; empty where it is the topmost.
    pub prefix: String,
    /// Files of the site, sorted.
    pub site: Vec<Changed>,
    /// Files that lie outside of the site's folder.
    pub outside: Vec<ChangedOutside>,
    pub unread: Vec<Unread>,
}

/// A file that is not the same and lies outside of the site's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedOutside {
    /// Its path from the top of the repository, with each byte that is no text as `\xff`.
    pub name: String,
    pub after: Option<Mode>,
}

/// An entry of a repository that cannot be understood, and why, to stand behind its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its path, with each byte that is no text as `\xff`.
    pub name: String,
    pub why: &'static str,
}

/// What merging two revisions comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merge {
    Clean(Revision),
    /// Both have changed the same lines of these files.
    Conflict(Vec<Place>),
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
/// When there is no such commit, or more than one thing has the name.
pub fn resolve(root: &Path, name: &str) -> Result<Option<Revision>> {
    let unknown = || {
        Error::usage(format!("there is no revision `{name}` in this repository"))
            .help("write a branch, a tag or a commit")
    };
    // No name of a revision begins with a hyphen, but an option does.
    if name.starts_with('-') || name.is_empty() {
        return Err(unknown());
    }
    ambiguous::refuse(root, name)?;
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

/// Whether the repository has a commit of that id.
pub fn has(root: &Path, id: &str) -> Result<bool> {
    let found = super::run_to_end(
        root,
        &["rev-parse", "--verify", "--quiet", &format!("{id}^{{commit}}")],
        &[],
        bytes,
    )?;
    Ok(found.is_some_and(|(_, found)| found))
}

/// The tree that merging `head` into `base` gives. Nothing that either of the two, or the repository around them,
/// says of how files are to be merged has a part in it.
///
/// # Errors
/// When the two have no common past, or git is older than 2.38.
pub fn merge(root: &Path, base: &Revision, head: &Revision) -> Result<Merge> {
    let arguments = ["merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", &base.0, &head.0];
    let neutral = Neutral::new(root)?;
    let (output, clean) = super::start(root, |git| neutral.prepare_objects(git), &arguments, &[], bytes)
        .map_err(|error| lacking::explain(root, error))?
        .unwrap_or_default();
    let mut parts = output.split(|&byte| byte == 0).filter(|part| !part.is_empty());
    let tree = String::from_utf8_lossy(parts.next().unwrap_or_default()).trim().to_owned();
    if clean {
        return Ok(Merge::Clean(Revision(tree.into())));
    }
    let prefix = prefix(root)?;
    Ok(Merge::Conflict(parts.map(|path| Place::of(path, &prefix)).collect()))
}

/// The folder of the repository that `root` is, with a `/` at its end; empty for the topmost.
pub(super) fn prefix(root: &Path) -> Result<Vec<u8>> {
    let prefix = super::run(root, &["rev-parse", "--show-prefix"], &[], bytes)?.unwrap_or_default();
    Ok(prefix.strip_suffix(b"\n").unwrap_or(&prefix).to_owned())
}

/// The files of the site in a revision, sorted, and what cannot be understood there.
pub fn list(root: &Path, revision: &Revision) -> Result<(Vec<Listed>, Vec<Unread>)> {
    let arguments = ["ls-tree", "-r", "-l", "-z", &*revision.0];
    let read = |output: &mut io::BufReader<_>| {
        let (mut files, mut unread) = (Vec::new(), Vec::new());
        while let Some(entry) = part(output)? {
            // `100644 blob ID     SIZE<TAB>PATH`
            let cut = entry.iter().position(|&byte| byte == b'\t').ok_or_else(|| unexpected(&entry))?;
            let about = str::from_utf8(&entry[..cut]).map_err(|_| unexpected(&entry))?;
            let mut about = about.split_ascii_whitespace();
            let (Some(mode), Some(_), Some(id), Some(size)) =
                (about.next(), about.next(), about.next(), about.next())
            else {
                return Err(unexpected(&entry));
            };
            match (clean_path(&entry[cut + 1..]), Mode::parse(mode)) {
                (Ok(path), Ok(mode)) => {
                    // What is no file has no size. Of one that is lacking, git says `BAD`.
                    let missing = |_| io::Error::other(format!("an object is missing: {id}"));
                    let size = if size == "-" { 0 } else { size.parse().map_err(missing)? };
                    files.push(Listed { path, id: id.into(), mode, size });
                }
                (Err(why), _) | (_, Err(why)) => {
                    unread.push(Unread { name: shown(&entry[cut + 1..]), why });
                }
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok((files, unread))
    };
    let found = super::run(root, &arguments, &[], read);
    Ok(found.map_err(|error| lacking::explain(root, error))?.unwrap_or_default())
}

/// Which of these files a revision has, by their paths from the top of the repository.
pub fn among(root: &Path, revision: &Revision, paths: &[String]) -> Result<Vec<String>> {
    let mut arguments = vec!["ls-tree", "--full-tree", "--name-only", "-z", &*revision.0, "--"];
    arguments.extend(paths.iter().map(String::as_str));
    let read = |output: &mut io::BufReader<_>| {
        let mut found = Vec::new();
        while let Some(path) = part(output)? {
            found.push(shown(&path));
        }
        Ok(found)
    };
    let found = super::run(root, &arguments, &[], read);
    Ok(found.map_err(|error| lacking::explain(root, error))?.unwrap_or_default())
}

/// What is not the same in two revisions, in the whole of the repository.
pub fn changed(root: &Path, before: &Revision, after: &Revision) -> Result<Changes> {
    let arguments = [
        "diff-tree",
        "-r",
        "-z",
        "--raw",
        "--no-renames",
        "--no-relative",
        "--no-ext-diff",
        &before.0,
        &after.0,
    ];
    let prefix = prefix(root)?;
    let found = super::run(root, &arguments, &[], |output| raw(output, &prefix));
    Ok(found.map_err(|error| lacking::explain(root, error))?.unwrap_or_default())
}

/// The mode of what is not there.
const NOTHING: &str = "000000";

/// Reads `:MODE MODE ID ID STATUS`, a zero byte, the path, a zero byte; again and again.
fn raw(output: &mut impl BufRead, prefix: &[u8]) -> io::Result<Changes> {
    let mut changes = Changes { prefix: String::from_utf8_lossy(prefix).into_owned(), ..Changes::default() };
    while let Some(entry) = part(output)? {
        let about = str::from_utf8(&entry).ok().and_then(|about| about.strip_prefix(':'));
        let about: Vec<&str> = about.ok_or_else(|| unexpected(&entry))?.split(' ').collect();
        // Renames and copies, which have two paths, were not asked for.
        let &[before, after, held, holds, "A" | "D" | "M" | "T"] = &about[..] else {
            return Err(unexpected(&entry));
        };
        let path = part(output)?.ok_or_else(|| unexpected(&entry))?;
        let side = |mode: &str| if mode == NOTHING { Ok(None) } else { Mode::parse(mode).map(Some) };
        let after = side(before).and_then(|_| side(after));
        match (Place::named(&path, prefix), after) {
            (Ok(Place::Site(path)), Ok(after)) => {
                let id = |id: &str| id.contains(|digit| digit != '0').then(|| id.into());
                changes.site.push(Changed { path, after, held: id(held), holds: id(holds) });
            }
            // What was never understood may be taken away, with the approvals that this takes.
            (Ok(Place::Outside(_)), Ok(after)) | (Err(_), Ok(after @ None)) => {
                changes.outside.push(ChangedOutside { name: shown(&path), after });
            }
            (Err(why), _) | (_, Err(why)) => changes.unread.push(Unread { name: shown(&path), why }),
        }
    }
    changes.site.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(changes)
}

/// The files below `folder` that git is told to ignore, sorted: none without git and outside a repository.
pub fn ignored(root: &Path, folder: &str) -> Vec<SitePath> {
    let arguments = ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", folder];
    let read = |output: &mut io::BufReader<_>| {
        let mut found = Vec::new();
        while let Some(path) = part(output)? {
            // A name that is no text is told by whoever walks the folder.
            found.extend(clean_path(&path));
        }
        Ok(found)
    };
    // Where git cannot be read at all, [`look`](super::look) tells.
    let mut found = super::run(root, &arguments, &[], read).ok().flatten().unwrap_or_default();
    found.sort();
    found
}

/// What these files hold, in the same order.
pub fn blobs(root: &Path, ids: &[&str]) -> Result<Vec<Blob>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let input = ids.iter().flat_map(|id| [id.as_bytes(), b"\n"]).flatten().copied().collect::<Vec<u8>>();
    let read = |output: &mut io::BufReader<_>| ids.iter().map(|_| blob(output)).collect();
    let found = super::run(root, &["cat-file", "--batch"], &input, read);
    Ok(found.map_err(|error| lacking::explain(root, error))?.unwrap_or_default())
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

/// The next part, without the zero byte that ends it; `None` at the end.
///
/// # Errors
/// When the output breaks off within one.
pub(super) fn part(output: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut part = Vec::new();
    if output.read_until(0, &mut part)? == 0 {
        return Ok(None);
    }
    if part.pop() == Some(0) { Ok(Some(part)) } else { Err(unexpected(&part)) }
}

impl Mode {
    fn parse(mode: &str) -> Result<Self, &'static str> {
        match mode {
            // An old git wrote the second.
            "100644" | "100664" => Ok(Self::File),
            "100755" => Ok(Self::Program),
            "120000" => Ok(Self::Link),
            "160000" => Ok(Self::Repository),
            _ => Err("has a mode that no file of a repository has"),
        }
    }
}

/// A path of the site. A tree that was made by hand can hold `..`.
fn clean_path(path: &[u8]) -> Result<SitePath, &'static str> {
    let path = str::from_utf8(path).map_err(|_| "has a name that is not UTF-8")?;
    let is_clean = !path.split('/').any(|part| matches!(part, "" | "." | ".."));
    if is_clean { Ok(SitePath::new(path)) } else { Err("has a name that leads elsewhere") }
}

/// A path for people: what is no text in it is written as bytes.
fn shown(path: &[u8]) -> String {
    let mut text = String::new();
    for chunk in path.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    text
}
