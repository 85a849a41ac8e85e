//! What makes pages of Markdown that knows nothing of Casebook: names that addresses may hold, and links
//! that lead nowhere as plain text. Used by `documents`, and by the measurements of the search.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Makes plain text of the links that would stop a build of the site in `root`.
pub(crate) fn unlink(root: &Path, casebook: &str) -> Result<(), Box<dyn Error>> {
    // What is wrong with links shows only when every file can be read.
    for _ in 0..4 {
        let output =
            Command::new(casebook).args(["check", "--format", "json", "--root"]).arg(root).output()?;
        let found: Value = serde_json::from_slice(&output.stdout)?;
        let faults = found["diagnostics"].as_array().ok_or("no list of diagnostics")?;
        let mut errors = faults.iter().filter(|fault| fault["severity"] == "error").peekable();
        if errors.peek().is_none() {
            return Ok(());
        }
        errors.try_for_each(|fault| unlink_one(root, fault))?;
    }
    Err("the documents have faults that are not those of links; see `casebook check`".into())
}

/// Puts spaces for the brackets of a faulty link, so that the places of the others stay true.
fn unlink_one(root: &Path, fault: &Value) -> Result<(), Box<dyn Error>> {
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

/// Only what an address may hold: small letters, digits and hyphens.
pub(crate) fn slug(path: &str) -> String {
    let allowed = |letter: char| match letter.to_ascii_lowercase() {
        letter @ ('a'..='z' | '0'..='9' | '/' | '.') => letter,
        _ => '-',
    };
    path.chars().map(allowed).collect()
}
