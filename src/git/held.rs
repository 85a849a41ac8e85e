//! What files held in earlier commits. The pipeline looks there for the texts that translations were made from.

use std::io;
use std::path::Path;

use super::revision::part;
use super::unexpected;
use crate::error::Result;
use crate::source::SitePath;

/// What these files held in the last commits up to `head` that changed them, as git calls it, the newest first and so
/// many of each on average. Files are not followed to other names.
pub fn held(
    root: &Path,
    head: &str,
    paths: &[&SitePath],
    commits_each: usize,
) -> Result<Vec<(SitePath, Box<str>)>> {
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    let most = format!("--max-count={}", commits_each * paths.len());
    let mut arguments = vec![
        "log",
        "--format=",
        "--raw",
        "-z",
        "--no-abbrev",
        "--no-renames",
        "--relative",
        "--no-show-signature",
        "--no-ext-diff",
        "--no-textconv",
        &most,
        head,
        "--",
    ];
    arguments.extend(paths.iter().map(|path| path.as_str()));
    let read = |output: &mut io::BufReader<_>| {
        let mut found = Vec::new();
        // `:MODE MODE ID ID STATUS`, and the path.
        while let Some(entry) = part(output)? {
            if entry.is_empty() {
                continue;
            }
            let about = str::from_utf8(&entry).map_err(|_| unexpected(&entry))?;
            let mut about = about.trim_start().split(' ');
            let id = about.nth(3).ok_or_else(|| unexpected(&entry))?;
            let status = about.next();
            let path = part(output)?.ok_or_else(|| unexpected(&entry))?;
            let path = str::from_utf8(&path).map_err(|_| unexpected(&path))?;
            if status != Some("D") {
                found.push((SitePath::new(path), id.into()));
            }
        }
        Ok(found)
    };
    let literally = |git: &mut std::process::Command| {
        git.env("GIT_LITERAL_PATHSPECS", "1");
    };
    let found = super::start(root, literally, &arguments, &[], read)?;
    Ok(found.map(|(found, _)| found).unwrap_or_default())
}
