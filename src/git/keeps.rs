//! Whether a file is one that git keeps, or would with the next commit. Commands ask for files that must not be public.

use std::path::Path;

use super::{bytes, run};
use crate::error::Result;

/// Whether a repository has that file, or would have it once everything in its folder is committed: neither is one that
/// it ignores.
///
/// # Errors
/// When git fails.
pub fn keeps(path: &Path) -> Result<bool> {
    let (Some(name), Some(folder)) = (path.file_name(), path.parent()) else { return Ok(false) };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let pattern = format!(":(literal){}", name.to_string_lossy());
    let arguments = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", &pattern];
    Ok(run(folder, &arguments, &[], bytes)?.is_some_and(|listed| !listed.is_empty()))
}
