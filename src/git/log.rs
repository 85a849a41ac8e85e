//! What each commit did to the files of a site, as `diff-tree` tells it. [`history`](super::history) asks.
//!
//! What was renamed is found by what the files hold, and by nothing that a repository or a computer has set. A file
//! that is still there was copied, not renamed, so the copy has a history of its own.

use std::io::{self, BufRead};
use std::path::Path;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::branch::Branch;
use crate::diagnostic::render::visible::is_unsafe;
use crate::error::Result;

/// Characters of a contributor's name that are kept: anyone can commit under any name.
const LONGEST_NAME: usize = 100;

/// What starts the line of a commit.
const COMMIT: &[u8] = b"commit ";

/// Two files are one that was renamed when half of it is the same.
const SIMILARITY: &str = "-M50%";

/// Where more files than this came and went at once, those that were changed as well are not looked for: each would be
/// compared with each. Files that were moved as they are cost nothing.
const MOST_COMPARED: &str = "-l1000";

/// The tree without files, by the length of ids. git takes the rules of `.gitattributes` from it in place of the
/// folder's.
const EMPTY_TREES: [&str; 2] = [
    "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
];

/// What has to be known of the paths of a site.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// The folder whose files have a history, with `/` at its end.
    pub folder: &'static str,
    /// Whether every revision of a file is kept.
    pub is_kept: fn(&str) -> bool,
    /// The other path that the same record can have, if it is one.
    pub twin: fn(&str) -> Option<String>,
}

/// A path, by its number in [`Log`].
pub(super) type Name = u32;

/// What the commits of a branch did, each against its first parent.
pub(super) struct Log {
    /// By the place of the commit.
    commits: Vec<Option<Written>>,
    pub(super) paths: Vec<Arc<str>>,
}

/// A commit that has changed files of the site.
pub(super) struct Written {
    /// `None` when the commit names nobody.
    pub(super) author: Option<Arc<str>>,
    pub(super) changes: Vec<Change>,
}

/// What a commit did to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) name: Name,
    /// What it was called before; only of one that is new.
    pub(super) from: Option<Name>,
    pub(super) kind: Kind,
    /// What it holds since then, as git calls it. Kept of requests alone.
    pub(super) blob: Option<Box<str>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    New,
    Changed,
    Gone,
}

impl Log {
    pub(super) fn read(root: &Path, head: &str, branch: &Branch, layout: &Layout) -> Result<Self> {
        let arguments = [
            "diff-tree",
            "--stdin",
            "-r",
            "-z",
            "--root",
            "--format=commit %H %aN",
            "--encoding=UTF-8",
            "--raw",
            "--no-abbrev",
            SIMILARITY,
            MOST_COMPARED,
            "--relative",
            "--no-show-signature",
            "--no-ext-diff",
            "--no-textconv",
            "--",
            layout.folder,
        ];
        let mut reader = Reader::new(branch, layout);
        let input = branch.compared();
        let empty = EMPTY_TREES.into_iter().find(|tree| tree.len() == head.len());
        let prepare = |git: &mut std::process::Command| {
            git.envs(empty.map(|tree| ("GIT_ATTR_SOURCE", tree)));
        };
        super::start(root, prepare, &arguments, input.as_bytes(), |output| reader.read(output))?;
        Ok(Self { commits: reader.commits, paths: reader.paths })
    }

    /// What the commit at that place did, if anything.
    pub(super) fn of(&self, commit: usize) -> Option<&Written> {
        self.commits[commit].as_ref()
    }
}

struct Reader<'b> {
    branch: &'b Branch,
    layout: &'b Layout,
    commits: Vec<Option<Written>>,
    paths: Vec<Arc<str>>,
    names: FxHashMap<Arc<str>, Name>,
    authors: FxHashSet<Arc<str>>,
}

impl<'b> Reader<'b> {
    fn new(branch: &'b Branch, layout: &'b Layout) -> Self {
        Self {
            branch,
            layout,
            commits: (0..branch.len()).map(|_| None).collect(),
            paths: Vec::new(),
            names: FxHashMap::default(),
            authors: FxHashSet::default(),
        }
    }

    /// Parts that end with a zero byte: `commit ID NAME`, then for each file `:MODE MODE ID ID STATUS` and its path,
    /// and behind that of a renamed one its new path. Each is read as what its place says that it is, whatever a
    /// stranger has named a file; what is not understood is an error.
    fn read(&mut self, output: &mut impl BufRead) -> io::Result<()> {
        let (mut part, mut path) = (Vec::new(), Vec::new());
        let mut commit: Option<(usize, Written)> = None;
        while next(output, &mut part)? {
            // git sets the first file of a commit on a line of its own.
            let text = part.strip_prefix(b"\n").unwrap_or(&part);
            if let Some(header) = text.strip_prefix(COMMIT) {
                self.put(commit.take());
                commit = Some(self.begin(header).ok_or_else(|| super::unexpected(text))?);
                continue;
            }
            let (Some((_, written)), Some((status, id))) = (&mut commit, status(text)) else {
                return Err(super::unexpected(text));
            };
            let mut path = || {
                if next(output, &mut path)? { Ok(self.name(&path)) } else { Err(super::unexpected(text)) }
            };
            let (from, name) = match status {
                b'R' => (path()?, path()?),
                b'D' => (path()?, None),
                b'A' => (None, path()?),
                b'M' | b'T' => {
                    let name = path()?;
                    (name, name)
                }
                _ => return Err(super::unexpected(text)),
            };
            let Some(change) = self.change(from, name, id) else { continue };
            written.changes.push(change);
        }
        self.put(commit);
        Ok(())
    }

    fn begin(&mut self, header: &[u8]) -> Option<(usize, Written)> {
        let header = String::from_utf8_lossy(header);
        let (id, author) = header.split_once(' ')?;
        let author = self.author(author);
        Some((self.branch.place(id)?, Written { author, changes: Vec::new() }))
    }

    fn put(&mut self, commit: Option<(usize, Written)>) {
        if let Some((place, mut written)) = commit
            && !written.changes.is_empty()
        {
            self.pair(&mut written.changes);
            self.commits[place] = Some(written);
        }
    }

    /// The number of a path. `None` for one that no file of the site has: one that is no UTF-8, or has `..` in a
    /// tree that was made by hand.
    fn name(&mut self, path: &[u8]) -> Option<Name> {
        let path = str::from_utf8(path).ok()?;
        if let Some(&name) = self.names.get(path) {
            return Some(name);
        }
        let is_clean = !path.split('/').any(|part| matches!(part, "" | "." | ".."));
        if !is_clean || !path.starts_with(self.layout.folder) {
            return None;
        }
        let path: Arc<str> = path.into();
        let name = Name::try_from(self.paths.len()).ok()?;
        self.paths.push(Arc::clone(&path));
        self.names.insert(path, name);
        Some(name)
    }

    /// From where a file was to where it is. What was renamed from or to a name that no file has came or went.
    fn change(&self, from: Option<Name>, name: Option<Name>, id: &[u8]) -> Option<Change> {
        Some(match (from, name) {
            (None, None) => return None,
            (Some(from), None) => Change { name: from, from: None, kind: Kind::Gone, blob: None },
            (from, Some(name)) => {
                let is_changed = from == Some(name);
                let kind = if is_changed { Kind::Changed } else { Kind::New };
                let is_kept = (self.layout.is_kept)(&self.paths[name as usize]);
                let blob = is_kept.then(|| String::from_utf8_lossy(id).into());
                Change { name, from: from.filter(|_| !is_changed), kind, blob }
            }
        })
    }

    /// A record that has been given a folder, or has lost it, is the same record, however much of it was written anew
    /// and however like another it is.
    fn pair(&self, changes: &mut Vec<Change>) {
        let mut left: FxHashSet<Name> = changes
            .iter()
            .filter_map(|change| change.from.or((change.kind == Kind::Gone).then_some(change.name)))
            .collect();
        if left.is_empty() {
            return;
        }
        let twin = |name: Name| {
            let twin = (self.layout.twin)(&self.paths[name as usize])?;
            self.names.get(&*twin).copied()
        };
        let new = |change: &&mut Change| change.kind == Kind::New;
        let mut open = Vec::new();
        for change in changes.iter_mut().filter(new) {
            match twin(change.name).filter(|twin| left.remove(twin)) {
                Some(twin) => change.from = Some(twin),
                None => open.push(change),
            }
        }
        for change in open {
            change.from = change.from.filter(|from| left.remove(from));
        }
        changes.retain(|change| change.kind != Kind::Gone);
        let gone = |name| Change { name, from: None, kind: Kind::Gone, blob: None };
        let mut left: Vec<Name> = left.into_iter().collect();
        left.sort_unstable();
        changes.extend(left.into_iter().map(gone));
    }

    /// The one copy of a name; a history has few authors and many commits. `None` when nothing of it is left.
    fn author(&mut self, name: &str) -> Option<Arc<str>> {
        let name: String =
            name.chars().filter(|&character| !is_unsafe(character)).take(LONGEST_NAME).collect();
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        if let Some(known) = self.authors.get(name) {
            return Some(Arc::clone(known));
        }
        let new: Arc<str> = name.into();
        self.authors.insert(Arc::clone(&new));
        Some(new)
    }
}

/// The next part, without its zero byte. `false` at the end.
fn next(output: &mut impl BufRead, part: &mut Vec<u8>) -> io::Result<bool> {
    part.clear();
    match output.read_until(0, part)? {
        0 => Ok(false),
        _ if part.pop() == Some(0) => Ok(true),
        _ => Err(super::unexpected(part)),
    }
}

/// What happened to a file, and the id of what it holds since.
fn status(text: &[u8]) -> Option<(u8, &[u8])> {
    let mut words = text.strip_prefix(b":")?.split(|&byte| byte == b' ');
    let (_, _, _, id, status) = (words.next()?, words.next()?, words.next()?, words.next()?, words.next()?);
    words.next().is_none().then_some((*status.first()?, id))
}
