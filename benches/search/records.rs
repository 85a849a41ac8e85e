//! The generated sites that the speed is measured on, and queries for some of their records.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{SEED, generator};

const QUERIES: usize = 40;

/// Writes a site of so many records. Returns its root.
pub(crate) fn write(place: &Path, count: usize) -> Result<PathBuf, Box<dyn Error>> {
    let root = place.join(count.to_string());
    fs::create_dir_all(&root)?;
    generator::generate(&root, count, SEED)?;
    Ok(root)
}

/// The first words of the titles of some English records.
pub(crate) fn queries(root: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut titles = Vec::new();
    for entry in walkdir::WalkDir::new(root.join("content/cases")).sort_by_file_name() {
        let path = entry?.into_path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // The name of a translation has the language before the ending.
        if !name.ends_with(".md") || name.matches('.').count() != 1 {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let title = text.lines().find_map(|line| line.strip_prefix("title: \"")?.strip_suffix('"'));
        let words: Vec<&str> = title.ok_or("a record without a title")?.split(' ').take(3).collect();
        titles.push(words.join(" "));
    }
    let step = (titles.len() / QUERIES).max(1);
    Ok(titles.into_iter().step_by(step).take(QUERIES).collect())
}
