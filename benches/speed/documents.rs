//! A site from a folder of plain Markdown documents that know nothing of Casebook: each becomes a
//! page, with its first heading as its title. Called by `main` for `--markdown`.

use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;

use crate::foreign::{slug, unlink};

/// Copies every `.md` file below `documents` to a page of the site in `root`. Returns how many.
pub(crate) fn site(documents: &Path, root: &Path, casebook: &str) -> Result<usize, Box<dyn Error>> {
    let count = copy(documents, root)?;
    unlink(root, casebook)?;
    Ok(count)
}

fn copy(documents: &Path, root: &Path) -> io::Result<usize> {
    let pages = root.join("content/pages");
    fs::create_dir_all(&pages)?;
    fs::write(root.join("casebook.yaml"), "title: Documents\n")?;
    let mut count = 0;
    for entry in walkdir::WalkDir::new(documents).sort_by_file_name() {
        let entry = entry?;
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let text = fs::read_to_string(path)?;
        let below = path.strip_prefix(documents).map_err(io::Error::other)?;
        let page = pages.join(slug(&below.to_string_lossy()));
        fs::create_dir_all(page.parent().unwrap_or(&pages))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let title = title(&text).unwrap_or(&name).replace(['"', '\\'], "");
        fs::write(page, format!("---\ntitle: \"{title}\"\n---\n{text}"))?;
        count += 1;
    }
    Ok(count)
}

fn title(text: &str) -> Option<&str> {
    let heading = text.lines().find(|line| line.starts_with('#'))?;
    Some(heading.trim_start_matches('#').trim()).filter(|title| !title.is_empty())
}
