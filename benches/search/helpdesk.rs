//! The site of the Helpdesk, which is that of this repository.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use crate::site;

/// Copies the sources of the site, so that what is made of them lies beside the copy. Returns its root.
pub(crate) fn write(place: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = place.join("helpdesk");
    site::write(&root.join("casebook.yaml"), &fs::read_to_string(repository.join("casebook.yaml"))?)?;
    for entry in walkdir::WalkDir::new(repository.join("content")) {
        let entry = entry?;
        let copy = root.join(entry.path().strip_prefix(repository)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(copy)?;
        } else {
            fs::copy(entry.path(), copy)?;
        }
    }
    Ok(root)
}
