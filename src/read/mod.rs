//! The files of a site, from its folder or from a revision: which there are, and what they hold. Called
//! by `pipeline`.
//!
//! Content comes from strangers. Links that lead out of the site are refused, every input has a
//! bound, and what cannot be read is reported and not passed over.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use rustc_hash::FxHashMap;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::error::{Error, Result};
use crate::source::{SitePath, Span};

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
    /// Nanoseconds from 1970 to the last change; 0 where the system does not tell.
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
/// passed over, and a folder that is not there has no files.
pub fn walk(root: &Path, folder: &str) -> (Vec<SourceFile>, Diagnostics) {
    let mut files = Vec::new();
    let mut diagnostics = Diagnostics::new();
    // With a `/` at its end, a link would be taken for the folder that it leads to.
    let start = root.join(folder.trim_end_matches('/'));
    if !start.exists() {
        return (files, diagnostics);
    }
    let real_root = root.canonicalize();
    let mut inside = |entry: &DirEntry| {
        if entry.depth() > 0 && entry.file_name().to_str().is_some_and(|name| name.starts_with('.')) {
            return false;
        }
        if !entry.path_is_symlink() {
            return true;
        }
        let target = entry.path().canonicalize();
        let inside = matches!((&target, &real_root), (Ok(target), Ok(root)) if target.starts_with(root));
        if !inside && let Some(path) = SitePath::below(root, entry.path()) {
            diagnostics.push(leads_out(&path));
        }
        inside
    };
    let mut faults = Diagnostics::new();
    let walk = WalkDir::new(&start).follow_links(true).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(&mut inside) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let Some(path) = SitePath::below(root, entry.path()) else {
                    let shown = entry
                        .path()
                        .strip_prefix(root)
                        .unwrap_or(entry.path())
                        .to_string_lossy()
                        .into_owned();
                    let path = SitePath::new(shown.trim_start_matches('/'));
                    faults.push(
                        Diagnostic::new(
                            Code::BadFileName,
                            &path,
                            Place::File,
                            "the file's name is not UTF-8",
                        )
                        .help("rename it with lowercase letters, digits and hyphens"),
                    );
                    continue;
                };
                match entry.metadata() {
                    Ok(metadata) => files.push(SourceFile { path, stamp: Stamp::of_source(&metadata) }),
                    Err(error) => faults.push(unreadable(&path, &error.into())),
                }
            }
            Ok(_) => {}
            Err(error) => {
                let path = error.path().and_then(|path| SitePath::below(root, path));
                let path = path.unwrap_or_else(|| SitePath::new(folder));
                let is_link = error.path().is_some_and(Path::is_symlink);
                faults.push(match error.io_error() {
                    None => Diagnostic::new(
                        Code::UnreadableFile,
                        &path,
                        Place::File,
                        "a link to a folder that it lies in",
                    )
                    .help("delete the link: it makes the folder endless"),
                    Some(error) if is_link && error.kind() == ErrorKind::NotFound => leads_out(&path),
                    Some(error) => unreadable(&path, error),
                });
            }
        }
    }
    diagnostics.extend(faults);
    // The order of names within a folder is not that of whole paths: `a/b` comes after `a.md`.
    files.sort_by(|a, b| a.path.cmp(&b.path));
    (files, diagnostics)
}

/// Where the files of a site are read from.
#[derive(Debug, Clone, PartialEq)]
pub enum Sources {
    /// The folder that is the site's root.
    Folder(PathBuf),
    /// Files of a revision, read ahead from its objects.
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
        let path = &file.path;
        String::from_utf8(self.bytes(file)?).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..valid].iter().filter(|&&byte| byte == b'\n').count() + 1;
            let message = format!("line {line} is not UTF-8 text");
            Box::new(
                Diagnostic::new(Code::NotUtf8, path, Span::default(), message)
                    .help("save the file with the encoding UTF-8 in your editor"),
            )
        })
    }

    /// The bytes of a file that is no text.
    ///
    /// # Errors
    /// When it cannot be read, or is larger than [`TEXT_LIMIT`].
    pub fn bytes(&self, file: &SourceFile) -> Result<Vec<u8>, Box<Diagnostic>> {
        let path = &file.path;
        match self {
            _ if file.stamp.size > TEXT_LIMIT => Err(Box::new(too_large(file))),
            Self::Folder(root) => {
                fs::read(path.under(root)).map_err(|error| Box::new(unreadable(path, &error)))
            }
            Self::Revision(files) => match files.get(path) {
                Some(Blob::Bytes(bytes)) => Ok(bytes.clone()),
                _ => Err(Box::new(unreadable(path, &ErrorKind::NotFound.into()))),
            },
        }
    }

    /// The text of a file that need not be there.
    ///
    /// # Errors
    /// As [`text`](Self::text).
    pub fn optional_text(&self, path: &SitePath) -> Result<Option<String>, Box<Diagnostic>> {
        match self.stamp(path) {
            Ok(stamp) => self.text(&SourceFile { path: path.clone(), stamp }).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Box::new(unreadable(path, &error))),
        }
    }

    fn stamp(&self, path: &SitePath) -> std::io::Result<Stamp> {
        match self {
            Self::Folder(root) => fs::metadata(path.under(root)).map(|metadata| Stamp::of_source(&metadata)),
            Self::Revision(files) => files.get(path).map(Blob::stamp).ok_or(ErrorKind::NotFound.into()),
        }
    }

    /// Width and height of an image in pixels; `None` for what is no image that has them.
    #[must_use]
    pub fn image_size(&self, path: &SitePath) -> Option<(usize, usize)> {
        let size = match self {
            Self::Folder(root) => imagesize::size(path.under(root)).ok()?,
            Self::Revision(files) => match files.get(path)? {
                Blob::Bytes(bytes) => imagesize::blob_size(bytes).ok()?,
                Blob::TooLarge(_) => return None,
            },
        };
        Some((size.width, size.height))
    }
}

impl Blob {
    /// Its size; a revision has no times.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        let size = match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::TooLarge(size) => *size,
        };
        Stamp { size, time: 0 }
    }
}

/// The root itself, with every link in its path followed.
pub fn root(folder: &Path) -> Result<PathBuf> {
    let root = folder.canonicalize().map_err(Error::io("open", folder))?;
    if !root.is_dir() {
        return Err(Error::usage(format!("{} is not a folder", folder.display())));
    }
    Ok(root)
}

fn leads_out(path: &SitePath) -> Diagnostic {
    Diagnostic::new(Code::OutsideRoot, path, Place::File, "a link that leads out of the site, or nowhere")
        .help("put the file itself here instead of a link to it")
}

fn too_large(file: &SourceFile) -> Diagnostic {
    let megabytes = |bytes: u64| bytes.div_ceil(1024 * 1024);
    let message = format!("the file holds {} MiB", megabytes(file.stamp.size));
    Diagnostic::new(Code::FileTooLarge, &file.path, Place::File, message)
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
    fn links_may_not_leave_the_root() {
        use std::os::unix::fs::symlink;
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.md"), "x").unwrap();
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        fs::write(root.path().join("content/a.md"), "x").unwrap();
        symlink(outside.path().join("secret.md"), root.path().join("content/file.md")).unwrap();
        symlink(outside.path(), root.path().join("content/folder")).unwrap();
        symlink(root.path().join("content/a.md"), root.path().join("content/inside.md")).unwrap();
        symlink(root.path().join("content"), root.path().join("content/loop")).unwrap();
        symlink("gone", root.path().join("content/nowhere")).unwrap();
        let (files, diagnostics) = walk(root.path(), "content");
        let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["content/a.md", "content/inside.md"]);
        assert_eq!(
            codes(&diagnostics),
            [
                (Code::OutsideRoot, "content/file.md"),
                (Code::OutsideRoot, "content/folder"),
                (Code::UnreadableFile, "content/loop"),
                (Code::OutsideRoot, "content/nowhere"),
            ]
        );
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
        let most = vec![b'x'; 4 * 1024 * 1024];
        assert_eq!(sources.text(&file("c", &most)).unwrap().len(), most.len());
        let large = file("c", &[most.as_slice(), b"x"].concat());
        assert_eq!(sources.text(&large).unwrap_err().code, Code::FileTooLarge);
    }
}
