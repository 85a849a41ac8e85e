//! Sizes of pictures that were made before, in a folder beside the output folder: `public` has `.public.pictures`.
//!
//! There is a file for each picture, named by the hash of its bytes. It holds the program that made it, a hash of all
//! that follows, and the sizes. What is missing, damaged or of another program is made anew; where the folder cannot be
//! written, everything is made each time.

use std::fs;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_128;

use super::{Picture, scale};
use crate::read;

/// Another program may make something else of the same picture.
const VERSION: &str = concat!("casebook pictures ", env!("CASEBOOK_REVISION"), "\n");

/// The hash behind it.
const HASH: usize = 16;

#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// That of an output folder; `None` where nothing lies beside it.
    #[must_use]
    pub fn beside(output: &Path) -> Option<Self> {
        let output = std::path::absolute(output).ok()?;
        let name = output.file_name()?.to_str()?;
        Some(Self { folder: output.parent()?.join(format!(".{name}.pictures")) })
    }

    /// The files of all sizes of a picture, as they were made before.
    #[must_use]
    pub fn find(&self, picture: &Picture) -> Option<Vec<Vec<u8>>> {
        let mut bytes = Vec::new();
        read::open(&self.file(picture)).ok()?.read_to_end(&mut bytes).ok()?;
        let rest = bytes.strip_prefix(VERSION.as_bytes())?;
        let (hash, mut rest) = rest.split_at_checked(HASH)?;
        if xxh3_128(rest).to_le_bytes() != hash {
            return None;
        }
        let mut files = Vec::new();
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
            let (file, after) = after.split_at_checked(length)?;
            files.push(file.to_vec());
            rest = after;
        }
        (files.len() == picture.widths().count()).then_some(files)
    }

    /// The files of all sizes of a picture, made if they must be. `bytes` reads the picture's own file.
    pub fn sizes(&self, picture: &Picture, bytes: impl FnOnce() -> Option<Vec<u8>>) -> Option<Vec<Vec<u8>>> {
        if let Some(files) = self.find(picture) {
            return Some(files);
        }
        let bytes = bytes()?;
        // It may be another file by now.
        if xxh3_128(&bytes) != picture.hash {
            return None;
        }
        let files = scale(picture, &bytes)?;
        // Without it the next build takes longer.
        let _ = self.keep(picture, &files);
        Some(files)
    }

    fn keep(&self, picture: &Picture, files: &[Vec<u8>]) -> std::io::Result<()> {
        let mut rest = Vec::new();
        for file in files {
            rest.extend_from_slice(&u32::try_from(file.len()).map_err(std::io::Error::other)?.to_le_bytes());
            rest.extend_from_slice(file);
        }
        let bytes = [VERSION.as_bytes(), &xxh3_128(&rest).to_le_bytes(), &rest].concat();
        match fs::symlink_metadata(&self.folder) {
            Ok(found) if found.is_dir() => {}
            // Not through a link, wherever it leads.
            Ok(_) => return Err(ErrorKind::NotADirectory.into()),
            Err(_) => {
                fs::create_dir(&self.folder)?;
                // Keeps it out of a repository.
                fs::write(self.folder.join(".gitignore"), "*\n")?;
            }
        }
        let path = self.file(picture);
        // Two previews may make one at once.
        let made = path.with_extension(format!("{}.tmp", std::process::id()));
        fs::write(&made, bytes)?;
        fs::rename(&made, &path)
    }

    /// Removes what no picture of `used` is made of.
    pub fn sweep<'p>(&self, used: impl Iterator<Item = &'p Picture>) {
        let used: FxHashSet<PathBuf> = used.map(|picture| self.file(picture)).collect();
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let is_ours = entry.file_name().to_str().is_some_and(|name| {
                name.split('.')
                    .next()
                    .is_some_and(|hash| hash.len() == 32 && u128::from_str_radix(hash, 16).is_ok())
            });
            if is_ours && !used.contains(&path) {
                let _ = fs::remove_file(path);
            }
        }
    }

    fn file(&self, picture: &Picture) -> PathBuf {
        self.folder.join(format!("{:032x}", picture.hash))
    }
}
