//! Where a site is made before it is shown. Beside the output folder `public` lies `.public.casebook`,
//! with a whole site in it: the one before the last. A build makes that into the new site, and then the
//! two folders change places in one step, so that whoever looks, or stops the build, finds the old site
//! or the new one and never some of each. What both have in common is one file on the disk.
//!
//! Two folders cannot change places where the system has no call for it, where nothing may be made beside
//! the output folder, or where that is a mount. There the changed files are gathered in
//! `public/.casebook.stage` and moved one by one once all are made; a build that is stopped while it moves
//! them leaves some of each, and the next one finishes its work.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::place;
use super::tree::{OURS, ancestors, remove_all};
use crate::error::{Error, Result};

/// The site that is being made, below the stage's folder.
const SITE: &str = "site";

/// The names of what other people's files in the output folder are called, while these are carried over.
const CARRY: &str = "carry";

/// Keeps the stage out of a repository that the output folder lies in.
const IGNORE: &str = ".gitignore";

/// The stage of an output folder. It is locked: a second build waits in vain until this one is dropped.
#[derive(Debug)]
pub(super) struct Stage {
    /// The output folder.
    live: PathBuf,
    folder: PathBuf,
    /// Whether the folders are to change places.
    pub(super) swaps: bool,
    /// Whether the stage was empty.
    pub(super) is_new: bool,
    /// The last field, so that it is let go last. The system does so too when the program is killed.
    _lock: File,
}

impl Stage {
    /// Opens the stage of the output folder at `live`, which need not exist yet, and finishes what a
    /// stopped build has left half done.
    pub(super) fn open(live: &Path) -> Result<Self> {
        match beside(live).filter(|folder| can_swap(live, folder)) {
            Some(folder) => Self::at(live, folder, true),
            None => Self::within(live),
        }
    }

    /// The stage in the output folder itself.
    pub(super) fn within(live: &Path) -> Result<Self> {
        Self::at(live, live.join(place::STAGE), false)
    }

    fn at(live: &Path, folder: PathBuf, swaps: bool) -> Result<Self> {
        make_real(&folder)?;
        let lock = place::lock(&folder, live)?;
        if swaps {
            let ignore = folder.join(IGNORE);
            if !ignore.exists() {
                fs::write(&ignore, "*\n").map_err(Error::io("write", &ignore))?;
            }
        }
        let site = folder.join(SITE);
        let is_new = fs::symlink_metadata(&site).is_err();
        let stage = Self { live: live.to_owned(), folder, swaps, is_new, _lock: lock };
        stage.carry_on()?;
        make_real(&site)?;
        if let (true, Ok(found)) = (swaps, fs::metadata(live)) {
            fs::set_permissions(&site, found.permissions()).map_err(Error::io("change", &site))?;
        }
        Ok(stage)
    }

    /// The folder of the site that is being made.
    pub(super) fn site(&self) -> PathBuf {
        self.folder.join(SITE)
    }

    /// Shows the site that has been made. `others` are the files and folders in the output folder that
    /// are not ours, by their path below it: they stay. `false` when the two folders cannot change places.
    pub(super) fn swap(&self, others: &[String]) -> Result<bool> {
        let carry = self.folder.join(CARRY);
        if !others.is_empty() {
            fs::write(&carry, others.join("\0")).map_err(Error::io("write", &carry))?;
        }
        let site = self.site();
        let swapped = if fs::symlink_metadata(&self.live).is_ok() {
            exchange(&site, &self.live)
        } else {
            fs::rename(&site, &self.live)
        };
        if swapped.is_err() {
            let _ = fs::remove_file(&carry);
            return Ok(false);
        }
        self.carry_on()?;
        Ok(true)
    }

    /// Takes everything away that is not needed for the next build.
    pub(super) fn clear(&self) -> Result<()> {
        let site = self.site();
        fs::remove_dir_all(&site).map_err(Error::io("remove", &site))
    }

    /// Moves other people's files to where the output folder is now. A file of the site that has their
    /// name stays.
    fn carry_on(&self) -> Result<()> {
        let carry = self.folder.join(CARRY);
        let names = match fs::read_to_string(&carry) {
            Ok(names) => names,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Error::io("read", &carry)(error)),
        };
        for name in names.split('\0').filter(|name| super::tree::is_inside(name)) {
            let (from, to) = (self.site().join(name), self.live.join(name));
            if fs::symlink_metadata(&from).is_err() || fs::symlink_metadata(&to).is_ok() {
                continue;
            }
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder).map_err(Error::io("make", folder))?;
            }
            fs::rename(&from, &to).map_err(Error::io("move", &from))?;
        }
        fs::remove_file(&carry).map_err(Error::io("remove", &carry))
    }
}

/// Whether a stopped build has other people's files still to carry over.
pub(super) fn is_half_done(live: &Path) -> bool {
    beside(live).is_some_and(|folder| folder.join(CARRY).exists())
}

/// The files and folders below `dir` that are neither among `files` nor hold one of them, by their path
/// below `dir`; a folder that holds none counts as one. Our own files at the top are passed over.
pub(super) fn others<'f>(dir: &Path, files: impl Iterator<Item = &'f str>) -> Result<Vec<String>> {
    let files: FxHashSet<&str> = files.collect();
    let mut folders: FxHashSet<&str> = FxHashSet::default();
    for file in &files {
        for folder in ancestors(super::tree::folder_of(file)) {
            if !folders.insert(folder) {
                break;
            }
        }
    }
    let mut others = Vec::new();
    let mut open = vec![String::new()];
    while let Some(folder) = open.pop() {
        let path = dir.join(&folder);
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(Error::io("read", &path)(error)),
        };
        for entry in entries {
            let entry = entry.map_err(Error::io("read", &path))?;
            let name = entry.file_name().into_string().map_err(|name| {
                Error::usage(format!(
                    "`{}` has a name that is not UTF-8, so it cannot be kept",
                    path.join(name).display()
                ))
                .help("move it elsewhere")
            })?;
            if folder.is_empty() && name.starts_with(OURS) {
                continue;
            }
            let below = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let is_folder = entry.file_type().map_err(Error::io("read", &path))?.is_dir();
            match is_folder {
                true if folders.contains(&*below) => open.push(below),
                false if files.contains(&*below) => {}
                _ => others.push(below),
            }
        }
    }
    others.sort_unstable();
    Ok(others)
}

/// Removes files and folders below `dir`.
pub(super) fn sweep(dir: &Path, others: &[String]) -> Result<()> {
    others
        .iter()
        .map(|other| dir.join(other))
        .try_for_each(|path| remove_all(&path).map_err(Error::io("remove", &path)))
}

/// The folder beside the output folder; `None` where that is the root of everything.
fn beside(live: &Path) -> Option<PathBuf> {
    let name = live.file_name()?.to_str()?;
    Some(live.parent()?.join(format!(".{name}.casebook")))
}

/// Whether the two folders can be expected to change places: one may be made beside the other, on the
/// same disk.
fn can_swap(live: &Path, folder: &Path) -> bool {
    let parent = live.parent().unwrap_or(live);
    cfg!(any(target_os = "linux", target_os = "android", target_vendor = "apple"))
        && fs::create_dir_all(parent).is_ok()
        && (fs::symlink_metadata(folder).is_ok() || fs::create_dir(folder).is_ok())
        && match (fs::metadata(live), fs::metadata(parent)) {
            (Ok(live), Ok(parent)) => disk(&live) == disk(&parent),
            (Err(_), Ok(_)) => true,
            _ => false,
        }
}

#[cfg(unix)]
fn disk(found: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::dev(found)
}

#[cfg(not(unix))]
fn disk(_: &Metadata) -> u64 {
    0
}

/// Lets two folders change places in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Makes a folder that is a folder and no link to one.
fn make_real(folder: &Path) -> Result<()> {
    match fs::symlink_metadata(folder) {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => {
            Err(Error::usage(format!("`{}` is where builds need a folder of their own", folder.display()))
                .help("remove it"))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(folder).map_err(Error::io("make", folder))
        }
        Err(error) => Err(Error::io("read", folder)(error)),
    }
}
