//! A site from a folder of plain Markdown documents that know nothing of Casebook: each becomes a
//! page, with its first heading as its title. Called by `main` for `--markdown`.

use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Copies every `.md` file below `documents` to a page of the site in `root`. Returns how many.
///
/// Such documents hold links that lead nowhere, which would stop the build: they become plain text.
pub(crate) fn site(documents: &Path, root: &Path, casebook: &str) -> Result<usize, Box<dyn Error>> {
    let count = copy(documents, root)?;
    // What is wrong with links shows only when every file can be read.
    for _ in 0..4 {
        let output =
            Command::new(casebook).args(["check", "--format", "json", "--root"]).arg(root).output()?;
        let found: Value = serde_json::from_slice(&output.stdout)?;
        let faults = found["diagnostics"].as_array().ok_or("no list of diagnostics")?;
        let mut errors = faults.iter().filter(|fault| fault["severity"] == "error").peekable();
        if errors.peek().is_none() {
            return Ok(count);
        }
        errors.try_for_each(|fault| unlink(root, fault))?;
    }
    Err("the documents have faults that are not those of links; see `casebook check`".into())
}

/// Puts spaces for the brackets of a faulty link, so that the places of the others stay true.
fn unlink(root: &Path, fault: &Value) -> Result<(), Box<dyn Error>> {
    let number = |name: &str| fault[name].as_u64().unwrap_or(0);
    let start = (number("line"), number("column"));
    let end = (number("end_line"), number("end_column"));
    let file = root.join(fault["file"].as_str().ok_or("a fault without a file")?);
    let mut text = String::new();
    let (mut line, mut column) = (1, 1);
    for letter in fs::read_to_string(&file)?.chars() {
        let inside = (line, column) >= start && (line, column) < end;
        text.push(if inside && "[]()!<>".contains(letter) { ' ' } else { letter });
        (line, column) = if letter == '\n' { (line + 1, 1) } else { (line, column + 1) };
    }
    fs::write(file, text)?;
    Ok(())
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

/// Only what an address may hold: small letters, digits and hyphens.
fn slug(path: &str) -> String {
    let allowed = |letter: char| match letter.to_ascii_lowercase() {
        letter @ ('a'..='z' | '0'..='9' | '/' | '.') => letter,
        _ => '-',
    };
    path.chars().map(allowed).collect()
}

fn title(text: &str) -> Option<&str> {
    let heading = text.lines().find(|line| line.starts_with('#'))?;
    Some(heading.trim_start_matches('#').trim()).filter(|title| !title.is_empty())
}
