//! The floor: the least that any program must do that turns these Markdown files into that many
//! bytes of output. It walks the same tree, parses and renders the same Markdown with the same
//! parser on all cores, and writes files of the same names and sizes as a real build wrote, filled
//! with the HTML it has rendered. No links, lists, templates or checks.
//!
//! Run by `main` as a process of its own, so that its memory and processor time can be compared.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;

/// Renders every Markdown file below `content` and writes the files listed in `targets` (a size, a
/// space and a path a line) below `out`.
pub(crate) fn run(content: &Path, targets: &Path, out: &Path) -> io::Result<()> {
    let targets = fs::read_to_string(targets)?;
    let targets: Vec<(usize, &str)> = targets.lines().filter_map(target).collect();
    let documents = documents(content)?;
    fs::create_dir_all(out)?;
    documents.par_iter().enumerate().try_for_each(|(number, document)| {
        let text = fs::read_to_string(document)?;
        let mut page = String::with_capacity(text.len() * 2);
        html::push_html(&mut page, Parser::new_ext(body(&text), OPTIONS));
        let page = page.as_bytes();
        for (size, path) in targets.iter().skip(number).step_by(documents.len()) {
            let mut bytes = Vec::with_capacity(*size);
            while bytes.len() < *size {
                let rest = (*size - bytes.len()).min(page.len().max(1));
                bytes.extend_from_slice(page.get(..rest).unwrap_or(b"\n"));
            }
            write(&out.join(path), &bytes)?;
        }
        Ok(())
    })
}

/// What a build in `out` has written, in the form that [`run`] reads.
pub(crate) fn targets(out: &Path) -> io::Result<String> {
    let mut lines = String::new();
    for entry in walkdir::WalkDir::new(out).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(out).map_err(io::Error::other)?;
            let _ = writeln!(lines, "{} {}", entry.metadata()?.len(), path.display());
        }
    }
    Ok(lines)
}

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_WIKILINKS);

fn target(line: &str) -> Option<(usize, &str)> {
    let (size, path) = line.split_once(' ')?;
    Some((size.parse().ok()?, path))
}

fn documents(content: &Path) -> io::Result<Vec<PathBuf>> {
    let mut documents = Vec::new();
    for entry in walkdir::WalkDir::new(content).sort_by_file_name() {
        let path = entry?.into_path();
        if path.extension().is_some_and(|extension| extension == "md") {
            documents.push(path);
        }
    }
    Ok(documents)
}

/// The Markdown after the front matter.
fn body(text: &str) -> &str {
    let after = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    after.map_or(text, |(_, body)| body)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::write(path, bytes) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(path.parent().unwrap_or(path))?;
            fs::write(path, bytes)
        }
        result => result,
    }
}
