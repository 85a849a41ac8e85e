//! Where the output may go. Everything that is refused is refused here, before anything is touched.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::manifest;
use crate::config::THEMES;
use crate::error::{Error, Result};
use crate::record::layout::CONTENT;

const LOCK: &str = "lock";

/// Where a site is made in the output folder itself, if it cannot be made beside it.
pub(super) const STAGE: &str = ".casebook.stage";
const LOCK_TEXT: &[u8] = b"This file keeps two builds from writing into the folder at once.\n";

/// The site's sources, which the output may neither hold nor lie in.
const SOURCES: [&str; 2] = [CONTENT, THEMES];

/// The output folder's own path, free of links. It need not be there yet.
pub(super) fn find(dir: &Path, root: &Path) -> Result<PathBuf> {
    let shown = dir.display();
    let root = fs::canonicalize(root).map_err(Error::io("read", root))?;
    let real = resolve(dir)?;
    if root.starts_with(&real) {
        return Err(Error::usage(format!("the output folder `{shown}` holds the site's own files"))
            .help("choose a folder that holds nothing else, such as `public`"));
    }
    for name in SOURCES {
        let name = name.trim_end_matches('/');
        let source = root.join(name);
        let source = fs::canonicalize(&source).unwrap_or(source);
        if real.starts_with(&source) || source.starts_with(&real) {
            return Err(Error::usage(format!(
                "the output folder `{shown}` overlaps the site's folder `{name}`"
            ))
            .help("choose another output folder, such as `public`"));
        }
    }
    match fs::metadata(&real) {
        Ok(found) if !found.is_dir() => Err(Error::usage(format!("the output folder `{shown}` is a file"))
            .help("choose another output folder")),
        Ok(_) if is_free(&real).map_err(Error::io("read", dir))? => Ok(real),
        Ok(_) => Err(Error::usage(format!(
            "the output folder `{shown}` holds files that Casebook did not write, so nothing was changed"
        ))
        .help("empty it, or choose another output folder")),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(real),
        Err(error) => Err(Error::io("read", dir)(error)),
    }
}

/// A build that has just ended may hold its lock a moment longer: a program that it was starting at
/// that time, such as git, has the file open until it has begun.
const LOCK_TRIES: u32 = 25;
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// Keeps other builds of `shown`, the output folder, out of its stage for as long as the file is open.
pub(super) fn lock(dir: &Path, shown: &Path) -> Result<File> {
    let path = dir.join(LOCK);
    if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
        fs::remove_file(&path).map_err(Error::io("remove", &path))?;
    }
    let mut file = File::options().append(true).create(true).open(&path).map_err(Error::io("make", &path))?;
    // Some archives take no empty files.
    if file.metadata().is_ok_and(|data| data.len() == 0) {
        file.write_all(LOCK_TEXT).map_err(Error::io("write", &path))?;
    }
    let mut locked = file.try_lock();
    for _ in 0..LOCK_TRIES {
        if !matches!(locked, Err(TryLockError::WouldBlock)) {
            break;
        }
        std::thread::sleep(LOCK_PAUSE);
        locked = file.try_lock();
    }
    match locked {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(Error::usage(format!("another build is writing to `{}`", shown.display()))
                .help("wait until it has finished"))
        }
        // Some network mounts have no locks; there it is up to the user.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => Err(Error::io("lock", &path)(error)),
    }
}

/// Whether the folder is empty, or was written by an earlier build.
fn is_free(dir: &Path) -> io::Result<bool> {
    if manifest::read(dir)?.is_some() {
        return Ok(true);
    }
    for entry in fs::read_dir(dir)? {
        // It is all there is when the build that made the folder was stopped.
        if entry?.file_name() != STAGE {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The path with every link in it followed, even where the end of it does not exist yet.
pub(super) fn resolve(dir: &Path) -> Result<PathBuf> {
    let absolute = std::path::absolute(dir).map_err(Error::io("find", dir))?;
    let mut missing = Vec::new();
    for there in absolute.ancestors() {
        match fs::canonicalize(there) {
            Ok(mut real) => {
                real.extend(missing.iter().rev());
                return Ok(real);
            }
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(Error::io("read", there)(error));
            }
            Err(_) if fs::symlink_metadata(there).is_ok() => {
                let message = format!("the output folder `{}` is a link that leads nowhere", dir.display());
                return Err(Error::usage(message).help("remove the link, or choose another output folder"));
            }
            Err(error) => match there.file_name() {
                Some(name) => missing.push(name),
                None => return Err(Error::io("find", dir)(error)),
            },
        }
    }
    Ok(absolute)
}
