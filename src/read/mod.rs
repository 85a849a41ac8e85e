//! The files of a site, from its folder or from a revision: which there are, and what they hold. Called
//! by `pipeline`.
//!
//! Content comes from strangers. No symbolic link is followed, nothing but plain files is opened, every
//! input is bounded while it is read, and what cannot be read is reported and not passed over.

mod plain;

use std::fs;
use std::io::{BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use rustc_hash::FxHashMap;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::error::{Error, Result};
use crate::source::{SitePath, Span};
pub use plain::{is_special, open};

/// The most that a record or a YAML file may hold, in bytes.
pub const TEXT_LIMIT: u64 = 4 * 1024 * 1024;

/// A file of the site, as the folder lists it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SourceFile {
    pub path: SitePath,
    pub stamp: Stamp,
}

/// By what two states of a file differ, as far as one sees without reading it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds from 1970 to the last change; 0 where the system does not tell. Of a file of a revision, the
    /// first digits of its id.
    pub time: u64,
}

impl Stamp {
    /// Of a source. Programs that copy or unpack files set the time of modification back, so that other
    /// contents may come with the same one; the time of the last change, where a system keeps it, cannot
    /// be set.
    #[must_use]
    pub fn of_source(metadata: &fs::Metadata) -> Self {
        #[cfg(unix)]
        let time = {
            use std::os::unix::fs::MetadataExt;
            u64::try_from(metadata.ctime()).ok().zip(u64::try_from(metadata.ctime_nsec()).ok())
        };
        #[cfg(unix)]
        let time =
            time.map_or(0, |(seconds, rest)| seconds.saturating_mul(1_000_000_000).saturating_add(rest));
        #[cfg(not(unix))]
        let time = Self::of_modification(metadata).time;
        Self { size: metadata.len(), time }
    }

    /// Of a file that we have made ourselves, and may give a second name: that counts as a change.
    #[must_use]
    pub fn of_modification(metadata: &fs::Metadata) -> Self {
        let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let time = since.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX));
        Self { size: metadata.len(), time }
    }
}

/// The files below `folder` of the site at `root`, sorted by path. Names that begin with a dot are
/// passed over, and a folder that is not there has no files. A link is told of and not followed: what it leads
/// to is none of the files that whoever proposed it could propose.
pub fn walk(root: &Path, folder: &str) -> (Vec<SourceFile>, Diagnostics) {
    let mut files = Vec::new();
    let mut diagnostics = Diagnostics::new();
    // With a `/` at its end, a link would be taken for the folder that it leads to.
    let start = root.join(folder.trim_end_matches('/'));
    if start.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        return (files, diagnostics);
    }
    // Hidden or not, git would wait for a pipe.
    let is_visible = |entry: &DirEntry| {
        entry.depth() == 0
            || !entry.file_name().to_str().is_some_and(|name| name.starts_with('.'))
            || plain::is_special(entry.file_type())
    };
    let walk = WalkDir::new(&start).follow_links(false).follow_root_links(false).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(is_visible) {
        let entry = match entry {
            Ok(entry) if entry.file_type().is_dir() => continue,
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().and_then(|path| SitePath::below(root, path));
                let path = path.unwrap_or_else(|| SitePath::new(folder.trim_end_matches('/')));
                diagnostics.push(unreadable(&path, &error.into()));
                continue;
            }
        };
        let Some(path) = SitePath::below(root, entry.path()) else {
            diagnostics.push(not_utf8_name(root, entry.path()));
            continue;
        };
        if let Some(fault) = plain::fault(&path, entry.file_type()) {
            diagnostics.push(fault);
            continue;
        }
        match entry.metadata() {
            Ok(metadata) => files.push(SourceFile { path, stamp: Stamp::of_source(&metadata) }),
            Err(error) => diagnostics.push(unreadable(&path, &error.into())),
        }
    }
    // The order of names within a folder is not that of whole paths: `a/b` comes after `a.md`.
    files.sort_by(|a, b| a.path.cmp(&b.path));
    (files, diagnostics)
}

/// What lies in the root itself, sorted by name; nothing where it cannot be listed.
#[must_use]
pub fn names(root: &Path) -> Vec<SitePath> {
    let entries = fs::read_dir(root).into_iter().flatten().filter_map(std::result::Result::ok);
    let mut names: Vec<_> = entries.filter_map(|entry| SitePath::below(root, &entry.path())).collect();
    names.sort();
    names
}

/// What speaks against reading the file at a path, if anything is there: that it is a link, or no file.
#[must_use]
pub fn refused(root: &Path, path: &SitePath) -> Option<Diagnostic> {
    let metadata = path.under(root).symlink_metadata().ok()?;
    plain::fault(path, metadata.file_type())
}

/// Where the files of a site are read from.
#[derive(Debug, Clone, PartialEq)]
pub enum Sources {
    /// The folder that is the site's root.
    Folder(PathBuf),
    /// Files of a revision, read ahead from its objects. What is no text is not among them.
    Revision(Arc<FxHashMap<SitePath, Blob>>),
}

/// A file of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blob {
    Bytes(Vec<u8>),
    /// So many bytes, which are too many to be read.
    TooLarge(u64),
}

impl Sources {
    /// The text of a file.
    ///
    /// # Errors
    /// When it cannot be read, is larger than [`TEXT_LIMIT`], or is not UTF-8.
    pub fn text(&self, file: &SourceFile) -> Result<String, Box<Diagnostic>> {
        String::from_utf8(self.bytes(file)?).map_err(|error| {
            Box::new(not_utf8(&file.path, error.as_bytes(), error.utf8_error().valid_up_to()))
        })
    }

    /// The bytes of a file that is no text.
    ///
    /// # Errors
    /// When it cannot be read, or is larger than [`TEXT_LIMIT`].
    pub fn bytes(&self, file: &SourceFile) -> Result<Vec<u8>, Box<Diagnostic>> {
        match self.blob(&file.path)? {
            Some(Blob::Bytes(bytes)) => Ok(bytes),
            Some(Blob::TooLarge(size)) => Err(Box::new(too_large(&file.path, size))),
            None => Err(Box::new(unreadable(&file.path, &ErrorKind::NotFound.into()))),
        }
    }

    /// The text of a file that need not be there.
    ///
    /// # Errors
    /// As [`text`](Self::text).
    pub fn optional_text(&self, path: &SitePath) -> Result<Option<String>, Box<Diagnostic>> {
        match self.blob(path)? {
            None => Ok(None),
            Some(Blob::TooLarge(size)) => Err(Box::new(too_large(path, size))),
            Some(Blob::Bytes(bytes)) => String::from_utf8(bytes).map(Some).map_err(|error| {
                Box::new(not_utf8(path, error.as_bytes(), error.utf8_error().valid_up_to()))
            }),
        }
    }

    /// The text of a file for whoever shows places of it: what is not UTF-8 in it is `\u{fffd}`.
    #[must_use]
    pub fn shown_text(&self, path: &SitePath) -> Option<String> {
        match self.blob(path) {
            Ok(Some(Blob::Bytes(bytes))) => Some(
                String::from_utf8(bytes)
                    .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
            ),
            _ => None,
        }
    }

    /// What a file holds; `None` where there is none.
    fn blob(&self, path: &SitePath) -> Result<Option<Blob>, Box<Diagnostic>> {
        match self {
            Self::Folder(root) => match blob(root, path) {
                Ok(blob) => Ok(Some(blob)),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                Err(error) => Err(Box::new(refused(root, path).unwrap_or_else(|| unreadable(path, &error)))),
            },
            Self::Revision(files) => Ok(files.get(path).cloned()),
        }
    }

    /// Width and height of an image in pixels; `None` for what is no image that has them.
    #[must_use]
    pub fn image_size(&self, path: &SitePath) -> Option<(usize, usize)> {
        let size = match self {
            Self::Folder(root) => {
                imagesize::reader_size(BufReader::new(open(&path.under(root)).ok()?)).ok()?
            }
            Self::Revision(files) => match files.get(path)? {
                Blob::Bytes(bytes) => imagesize::blob_size(bytes).ok()?,
                Blob::TooLarge(_) => return None,
            },
        };
        Some((size.width, size.height))
    }
}

/// What the file at a path of the folder `root` holds: never more than [`TEXT_LIMIT`] is read of it, whatever it
/// grows to meanwhile.
///
/// # Errors
/// When it is not there, is no plain file, or cannot be read.
pub fn blob(root: &Path, path: &SitePath) -> std::io::Result<Blob> {
    bounded(root, path, TEXT_LIMIT)
}

/// The same with another bound, in bytes.
///
/// # Errors
/// As [`blob`].
pub fn bounded(root: &Path, path: &SitePath, limit: u64) -> std::io::Result<Blob> {
    let file = open(&path.under(root))?;
    let size = file.metadata()?.len();
    if size > limit {
        return Ok(Blob::TooLarge(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    let read = bytes.len() as u64;
    Ok(if read > limit { Blob::TooLarge(read) } else { Blob::Bytes(bytes) })
}

/// The text of a file that somebody names on the command line, wherever it lies: a pipe or a link is meant so.
/// Never more than [`TEXT_LIMIT`] is read of it.
pub fn named(file: &Path) -> Result<String> {
    let read = fs::File::open(file).and_then(|opened| {
        let mut text = String::new();
        opened.take(TEXT_LIMIT + 1).read_to_string(&mut text).map(|_| text)
    });
    let text = read.map_err(Error::io("read", file))?;
    if text.len() as u64 > TEXT_LIMIT {
        return Err(Error::usage(format!("{} is too large", file.display()))
            .help(format!("at most {} MiB are read", TEXT_LIMIT / 1024 / 1024)));
    }
    Ok(text)
}

/// The root itself, with every link in its path followed.
pub fn root(folder: &Path) -> Result<PathBuf> {
    let root = folder.canonicalize().map_err(Error::io("open", folder))?;
    if !root.is_dir() {
        return Err(Error::usage(format!("{} is not a folder", folder.display())));
    }
    Ok(root)
}

/// Whoever reads a file as text tells so that it is none: `valid` bytes of it are UTF-8.
#[must_use]
pub fn not_utf8(path: &SitePath, bytes: &[u8], valid: usize) -> Diagnostic {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Diagnostic::new(Code::NotUtf8, path, Place::File, "the file is UTF-16 text and not UTF-8")
            .help("save the file with the encoding UTF-8 in your editor");
    }
    let line = bytes[..valid].iter().filter(|&&byte| byte == b'\n').count() + 1;
    // As long as what stands for it in a text that is shown.
    let span = Span::new(valid, valid + char::REPLACEMENT_CHARACTER.len_utf8());
    Diagnostic::new(Code::NotUtf8, path, span, format!("line {line} is not UTF-8 text"))
        .help("save the file with the encoding UTF-8 in your editor")
}

fn not_utf8_name(root: &Path, file: &Path) -> Diagnostic {
    let shown = file.strip_prefix(root).unwrap_or(file).to_string_lossy().into_owned();
    let path = SitePath::new(shown.trim_start_matches('/'));
    Diagnostic::new(Code::BadFileName, &path, Place::File, "the file's name is not UTF-8")
        .help("rename it with lowercase letters, digits and hyphens")
}

fn too_large(path: &SitePath, size: u64) -> Diagnostic {
    let megabytes = |bytes: u64| bytes.div_ceil(1024 * 1024);
    let message = format!("the file holds {} MiB", megabytes(size));
    Diagnostic::new(Code::FileTooLarge, path, Place::File, message)
        .help(format!("split it into parts of at most {} MiB", megabytes(TEXT_LIMIT)))
}

fn unreadable(path: &SitePath, error: &std::io::Error) -> Diagnostic {
    Diagnostic::new(Code::UnreadableFile, path, Place::File, format!("cannot be read: {error}"))
        .help("check that the file is there and that its permissions let you read it")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(diagnostics: &Diagnostics) -> Vec<(Code, &str)> {
        diagnostics.iter().map(|d| (d.code, d.file.as_str())).collect()
    }

    #[test]
    fn files_come_sorted_and_hidden_ones_do_not() {
        let root = tempfile::tempdir().unwrap();
        for path in [
            "content/b.md",
            "content/a/c.md",
            "content/a.md",
            "content/.git/x",
            "content/.hidden",
            "other.md",
        ] {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let (files, diagnostics) = walk(root.path(), "content");
        let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["content/a.md", "content/a/c.md", "content/b.md"]);
        assert!(diagnostics.is_empty());
        assert_eq!(walk(root.path(), "missing").0, []);
        // The folder that was asked for may be called as it likes.
        assert_eq!(walk(root.path(), "content/.git").0.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_but_plain_files_is_read() {
        use std::os::unix::fs::symlink;
        use std::os::unix::net::UnixListener;
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.md"), "x").unwrap();
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("content/.git")).unwrap();
        fs::write(root.path().join("content/a.md"), "x").unwrap();
        fs::write(root.path().join("content/.git/config"), "x").unwrap();
        let link = |name: &str, to: &Path| symlink(to, root.path().join("content").join(name)).unwrap();
        link("file.md", &outside.path().join("secret.md"));
        link("folder", outside.path());
        link("hidden.md", Path::new(".git/config"));
        link("inside.md", Path::new("a.md"));
        link("loop", &root.path().join("content"));
        link("nowhere.md", Path::new("gone.md"));
        let _socket = UnixListener::bind(root.path().join("content/socket.md")).unwrap();
        let (files, diagnostics) = walk(root.path(), "content");
        let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["content/a.md"]);
        let links = ["file.md", "folder", "hidden.md", "inside.md", "loop", "nowhere.md"];
        let links = links.map(|name| (Code::OutsideRoot, format!("content/{name}")));
        let socket = (Code::UnreadableFile, "content/socket.md".to_owned());
        let found: Vec<_> =
            codes(&diagnostics).into_iter().map(|(code, path)| (code, path.to_owned())).collect();
        assert_eq!(found, links.clone().into_iter().chain([socket]).collect::<Vec<_>>());
        // Nor where somebody asks for them by name.
        let sources = Sources::Folder(root.path().to_owned());
        for (code, path) in &found {
            let path = SitePath::new(path);
            assert_eq!(sources.optional_text(&path).unwrap_err().code, *code, "{path}");
            assert_eq!(sources.shown_text(&path), None, "{path}");
        }
        symlink(root.path().join("content"), root.path().join("themes")).unwrap();
        let (files, diagnostics) = walk(root.path(), "themes/");
        assert_eq!((files, codes(&diagnostics)), (vec![], vec![(Code::OutsideRoot, "themes")]));
    }

    #[test]
    fn a_text_is_bounded_and_utf8() {
        let root = tempfile::tempdir().unwrap();
        let file = |name: &str, bytes: &[u8]| {
            fs::write(root.path().join(name), bytes).unwrap();
            let stamp = Stamp::of_source(&fs::metadata(root.path().join(name)).unwrap());
            SourceFile { path: SitePath::new(name), stamp }
        };
        let sources = Sources::Folder(root.path().to_owned());
        assert_eq!(sources.text(&file("a", "å".as_bytes())).unwrap(), "å");
        let fault = sources.text(&file("b", b"a\nb\xff")).unwrap_err();
        assert_eq!((fault.code, fault.message.as_str()), (Code::NotUtf8, "line 2 is not UTF-8 text"));
        assert_eq!(fault.place, Place::Span(Span::new(3, 6)));
        assert_eq!(sources.shown_text(&SitePath::new("b")).unwrap(), "a\nb\u{fffd}");
        let utf16 = sources.text(&file("d", b"\xff\xfea\0")).unwrap_err();
        assert_eq!(utf16.message, "the file is UTF-16 text and not UTF-8");
        let most = 4 * 1024 * 1024;
        assert_eq!(sources.text(&file("e", &vec![b'x'; most])).unwrap().len(), most);
        let mut large = file("c", &vec![b'x'; most + 1]);
        assert_eq!(sources.text(&large).unwrap_err().code, Code::FileTooLarge);
        // What it was when it was listed does not count.
        large.stamp.size = 1;
        assert_eq!(sources.text(&large).unwrap_err().code, Code::FileTooLarge);
    }
}
