//! The files and folders below the output folder, made without ever following a symbolic link: one
//! that stands where a file or folder belongs is replaced.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use super::manifest::Stamp;
use super::place::is_ours;
use crate::error::{Error, Result};

/// Changed files are made in this folder and then moved into place, so that nobody reads half a
/// file. It is there only while a build runs.
pub(super) const SCRATCH: &str = ".casebook.tmp";

/// Writes what a file is to hold.
pub(super) type Contents<'c> = dyn FnMut(&mut File) -> Result<()> + 'c;

#[derive(Debug)]
pub(super) struct Tree {
    dir: PathBuf,
    /// Whether the folder was empty, so that most folders have yet to be made.
    empty: bool,
    claims: Mutex<Claims>,
    scratched: AtomicUsize,
}

/// The paths that this build uses.
#[derive(Debug, Default)]
pub(super) struct Claims {
    pub(super) files: FxHashSet<String>,
    /// Known to be there and to be folders.
    folders: FxHashSet<String>,
}

impl Tree {
    /// `dir` must be a folder of ours; what a killed build left half done in it is cleared away.
    pub(super) fn open(dir: PathBuf, empty: bool) -> Result<Self> {
        let scratch = dir.join(SCRATCH);
        clear(&scratch).and_then(|()| fs::create_dir(&scratch)).map_err(Error::io("make", &scratch))?;
        Ok(Self { dir, empty, claims: Mutex::default(), scratched: AtomicUsize::new(0) })
    }

    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.dir.join(file)
    }

    pub(super) fn claims(&self) -> MutexGuard<'_, Claims> {
        self.claims.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a path for this build, and makes the folder that it lies in.
    pub(super) fn claim(&self, file: &str) -> Result<()> {
        if !is_inside(file) || is_ours(file) {
            let message = format!("`{file}` is not a path that the site can have a file at.");
            return Err(Error::Usage(message));
        }
        let folder = folder_of(file);
        let mut claims = self.claims();
        if claims.folders.contains(file) {
            return Err(clash(file));
        }
        if !claims.files.insert(file.to_owned()) {
            let message = format!("`{file}` was written twice in one build.");
            return Err(Error::Usage(message));
        }
        if folder.is_empty() || claims.folders.contains(folder) {
            return Ok(());
        }
        drop(claims);
        self.make_folder(folder)
    }

    /// Makes a file where there is none; `None` when something is there already. Nobody can be
    /// reading a file that is only now made, so it needs no detour.
    pub(super) fn create(&self, file: &str, contents: &mut Contents<'_>) -> Result<Option<Stamp>> {
        let path = self.path(file);
        match File::create_new(&path) {
            Ok(made) => fill(made, &path, contents).map(Some),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(None),
            Err(error) => Err(Error::io("make", &path)(error)),
        }
    }

    /// Makes a file elsewhere and moves it into place, over what is there.
    pub(super) fn replace(&self, file: &str, contents: &mut Contents<'_>) -> Result<Stamp> {
        let number = self.scratched.fetch_add(1, Ordering::Relaxed);
        let scratch = self.dir.join(SCRATCH).join(number.to_string());
        let made = File::create_new(&scratch).map_err(Error::io("make", &scratch))?;
        let stamp = fill(made, &scratch, contents)?;
        let path = self.path(file);
        fs::rename(&scratch, &path).map_err(Error::io("replace", &path))?;
        Ok(stamp)
    }

    pub(super) fn is_folder(&self, file: &str) -> bool {
        is_folder(&self.path(file))
    }

    /// Removes files, and the folders that this leaves empty. A file that is gone, or that lies
    /// behind a link, is passed over. Says how many were removed.
    pub(super) fn remove(&self, files: &[&str]) -> Result<usize> {
        let mut real = FxHashMap::default();
        let mut emptied = FxHashSet::default();
        let mut removed = 0;
        for file in files {
            let folder = folder_of(file);
            if !self.is_real(folder, &mut real) {
                continue;
            }
            emptied.extend(ancestors(folder));
            let path = self.path(file);
            match fs::remove_file(&path) {
                Ok(()) => removed += 1,
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
        Ok(removed)
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
        if !made && !is_folder(&path) {
            if claims.files.contains(folder) {
                return Err(clash(folder));
            }
            clear(&path)
                .and_then(|()| fs::create_dir(&path))
                .or_else(|error| match error.kind() {
                    ErrorKind::AlreadyExists => Ok(()),
                    _ => Err(error),
                })
                .map_err(Error::io("make", &path))?;
        }
        claims.folders.insert(folder.to_owned());
        Ok(())
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = fs::remove_dir_all(self.dir.join(SCRATCH));
    }
}

/// Whether a path written with `/` stays below the folder that it starts in.
pub(super) fn is_inside(file: &str) -> bool {
    !file.contains(['\\', '\n', '\r', '\0'])
        && !Path::new(file).is_absolute()
        && file.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

fn fill(mut made: File, path: &Path, contents: &mut Contents<'_>) -> Result<Stamp> {
    let filled = contents(&mut made)
        .and_then(|()| Stamp::of_open(&made).map_err(|error| Error::io("read", path)(error)));
    if filled.is_err() {
        // Half a file is worse than none; the error that counts is the first one.
        let _ = fs::remove_file(path);
    }
    filled
}

/// Removes whatever is at the path, without following a link.
fn clear(path: &Path) -> io::Result<()> {
    let removed = if is_folder(path) { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

fn folder_of(file: &str) -> &str {
    file.rfind('/').map_or("", |end| &file[..end])
}

/// The folder and those it lies in, below the output folder.
fn ancestors(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| Some(folder_of(folder)))
        .take_while(|folder| !folder.is_empty())
}

fn clash(path: &str) -> Error {
    Error::Usage(format!("`{path}` would be both a file and a folder of the site."))
}
