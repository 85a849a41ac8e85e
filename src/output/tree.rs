//! The files and folders below the output folder, made without ever following a symbolic link: one
//! that stands where a file or folder belongs is replaced.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use super::manifest;
use crate::error::{Error, Result};
use crate::read::Stamp;

/// How the names of our own files start. The site can have none that starts so.
pub(super) const OURS: &str = ".casebook";

/// Writes what a file is to hold.
pub(super) type Contents<'c> = dyn FnMut(&mut File) -> Result<()> + 'c;

#[derive(Debug)]
pub(super) struct Tree {
    dir: PathBuf,
    /// Whether the folder was empty, so that most folders have yet to be made.
    empty: bool,
    claims: Mutex<Claims>,
}

/// The paths that this build uses.
#[derive(Debug, Default)]
struct Claims {
    files: FxHashSet<String>,
    /// Known to be there and to be folders.
    folders: FxHashSet<String>,
}

impl Tree {
    /// `dir` must be a folder of ours.
    pub(super) fn new(dir: PathBuf, empty: bool) -> Self {
        Self { dir, empty, claims: Mutex::default() }
    }

    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.dir.join(file)
    }

    fn claims(&self) -> MutexGuard<'_, Claims> {
        self.claims.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn is_claimed(&self, file: &str) -> bool {
        self.claims().files.contains(file)
    }

    /// Takes a path for this build, and makes the folder that it lies in.
    ///
    /// # Errors
    /// Of the kind `Usage` for a path that leads out of the folder or is one of ours, and for one that this build
    /// has already taken as a file or as a folder. `site` gives each address to one owner, so only a fault of the
    /// program comes to that.
    pub(super) fn claim(&self, file: &str) -> Result<()> {
        let is_ours = file.split('/').any(|part| part.starts_with(OURS));
        if !is_inside(file) || is_ours {
            return Err(not_ours(format!("`{file}` is no path that the site can have a file at")));
        }
        let folder = folder_of(file);
        let mut claims = self.claims();
        if claims.folders.contains(file) {
            return Err(not_ours(format!("`{file}` is a file and a folder of the site")));
        }
        if !claims.files.insert(file.to_owned()) {
            return Err(not_ours(format!("`{file}` is written twice in one build")));
        }
        if folder.is_empty() || claims.folders.contains(folder) {
            return Ok(());
        }
        drop(claims);
        self.make_folder(folder)
    }

    /// Makes a file in a folder that nobody reads yet.
    pub(super) fn make(&self, file: &str, contents: &mut Contents<'_>) -> Result<Stamp> {
        let path = self.path(file);
        match File::create_new(&path) {
            Ok(made) => fill(made, &path, contents),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                remove_all(&path).map_err(Error::io("replace", &path))?;
                let made = File::create_new(&path).map_err(Error::io("make", &path))?;
                fill(made, &path, contents)
            }
            Err(error) => Err(Error::io("make", &path)(error)),
        }
    }

    /// Gives a file of another tree a second name in this one, or a copy where that cannot be.
    pub(super) fn link(&self, file: &str, from: &Path) -> Result<Stamp> {
        let path = self.path(file);
        let mut linked = fs::hard_link(from, &path);
        if linked.as_ref().is_err_and(|error| error.kind() == ErrorKind::AlreadyExists) {
            remove_all(&path).map_err(Error::io("replace", &path))?;
            linked = fs::hard_link(from, &path);
        }
        linked.or_else(|_| fs::copy(from, &path).map(drop)).map_err(Error::io("make", &path))?;
        manifest::stamp(&path).ok_or_else(|| Error::io("read", &path)(ErrorKind::NotFound.into()))
    }

    /// Moves a file of another tree into this one, over what is there.
    pub(super) fn take(&self, file: &str, from: &Path) -> Result<()> {
        let path = self.path(file);
        fs::rename(from, &path).map_err(Error::io("replace", &path))
    }

    pub(super) fn is_folder(&self, file: &str) -> bool {
        is_folder(&self.path(file))
    }

    /// Removes files, and the folders that this leaves empty. A file that is gone, or that lies
    /// behind a link, is passed over.
    pub(super) fn remove<'f>(&self, files: impl Iterator<Item = &'f str>) -> Result<()> {
        let mut real = FxHashMap::default();
        let mut emptied = FxHashSet::default();
        for file in files {
            let folder = folder_of(file);
            if !self.is_real(folder, &mut real) {
                continue;
            }
            emptied.extend(ancestors(folder));
            let path = self.path(file);
            match fs::remove_file(&path) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::NotFound || is_folder(&path) => {}
                Err(error) => return Err(Error::io("remove", &path)(error)),
            }
        }
        let mut emptied: Vec<&str> = emptied.into_iter().collect();
        emptied.sort_unstable_by_key(|folder| std::cmp::Reverse(folder.len()));
        for folder in emptied {
            // It fails where the folder still holds something, which is how it should be.
            if !self.claims().folders.contains(folder) {
                let _ = fs::remove_dir(self.path(folder));
            }
        }
        Ok(())
    }

    /// Whether a folder can be reached without going through a link.
    fn is_real<'f>(&self, folder: &'f str, known: &mut FxHashMap<&'f str, bool>) -> bool {
        if folder.is_empty() {
            return true;
        }
        if let Some(&real) = known.get(folder) {
            return real;
        }
        let real = self.is_real(folder_of(folder), known) && self.is_folder(folder);
        known.insert(folder, real);
        real
    }

    fn make_folder(&self, folder: &str) -> Result<()> {
        let parent = folder_of(folder);
        if !parent.is_empty() && !self.claims().folders.contains(parent) {
            self.make_folder(parent)?;
        }
        let path = self.path(folder);
        let there = !self.empty && is_folder(&path);
        let made = there || fs::create_dir(&path).is_ok();
        let mut claims = self.claims();
        if claims.files.contains(folder) {
            return Err(not_ours(format!("`{folder}` is a file and a folder of the site")));
        }
        if !made && !is_folder(&path) {
            replace_by_folder(&path).map_err(Error::io("make", &path))?;
        }
        claims.folders.insert(folder.to_owned());
        Ok(())
    }
}

/// What `site` should have found.
fn not_ours(message: String) -> Error {
    Error::usage(message)
        .help("rename one of the sources; that nothing said so before is a fault of Casebook: please tell us")
}

/// Whether a path written with `/` stays below the folder that it starts in.
pub(super) fn is_inside(file: &str) -> bool {
    !file.contains(['\\', '\n', '\r', '\0'])
        && !Path::new(file).is_absolute()
        && file.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

fn fill(mut made: File, path: &Path, contents: &mut Contents<'_>) -> Result<Stamp> {
    let filled = contents(&mut made)
        .and_then(|()| made.metadata().map_err(|error| Error::io("read", path)(error)))
        .map(|found| Stamp::of_modification(&found));
    if filled.is_err() {
        // Half a file is worse than none; the error that counts is the first one.
        let _ = fs::remove_file(path);
    }
    filled
}

/// Makes a folder where a file or a link is in the way, or where it could not be made before; then
/// the error says why.
fn replace_by_folder(path: &Path) -> io::Result<()> {
    // On some systems a link to a folder is removed as a folder.
    let _ = fs::remove_file(path).or_else(|_| fs::remove_dir(path));
    match fs::create_dir(path) {
        // Another thread was quicker.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && is_folder(path) => Ok(()),
        made => made,
    }
}

/// Whether a folder is there, and no link to one.
pub(super) fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

/// The folder that a file lies in; empty for the top.
pub(super) fn folder_of(file: &str) -> &str {
    file.rfind('/').map_or("", |end| &file[..end])
}

/// The folder and those it lies in, below the output folder.
pub(super) fn ancestors(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| Some(folder_of(folder)))
        .take_while(|folder| !folder.is_empty())
}

/// Removes a file, a link or a folder with all that it holds.
pub(super) fn remove_all(path: &Path) -> io::Result<()> {
    if is_folder(path) { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}
