//! The programs for node: those beside this file, and Pagefind.

use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::de::DeserializeOwned;
use serde_json::Value;

/// Where the programs are.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/search")
}

/// Installs Pagefind where it is missing, and asks for what else is.
pub(crate) fn prepare() -> Result<(), Box<dyn Error>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node_modules/playwright-core");
    if !tests.exists() {
        return Err("what drives the browser is missing; please run `tests/run browser` first".into());
    }
    if !folder().join("node_modules/pagefind").exists() {
        // No lock file: npm takes none that lacks the programs for other systems.
        let arguments = ["install", "--no-package-lock", "--loglevel=error"];
        let status = Command::new("npm").args(arguments).current_dir(folder()).status()?;
        if !status.success() {
            return Err("npm could not install Pagefind".into());
        }
    }
    Ok(())
}

/// Runs a program with some folders and a file with `input` as its arguments. Returns what it printed.
pub(crate) fn ask<T: DeserializeOwned>(
    program: &str,
    folders: &[&Path],
    input: &Value,
) -> Result<T, Box<dyn Error>> {
    let file = tempfile::NamedTempFile::new()?;
    fs::write(file.path(), input.to_string())?;
    let output = Command::new("node")
        .arg(folder().join(program))
        .args(folders.iter().map(OsStr::new))
        .arg(file.path())
        .output()?;
    if !output.status.success() {
        return Err(format!("{program} failed:\n{}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}
