//! Diagnostics on the terminal.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::config::FILE;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::render::{Bound, Format, Texts, render};
use crate::error::{Error, Result};
use crate::pipeline::{PUBLIC, Project};
use crate::read;
use crate::record::CONTENT;

/// The folder of the site that `here` lies in: the nearest upwards that has a `casebook.yaml`, so that nobody makes a
/// site within a site by a command given in one of its folders. `here` itself where there is none, or where it has
/// content of its own and is no part of the other's.
pub(super) fn around(here: &Path) -> PathBuf {
    let is_there = |folder: &Path, name: &str| folder.join(name).symlink_metadata().is_ok();
    let Ok(real) = here.canonicalize() else { return here.to_owned() };
    match real.ancestors().find(|folder| is_there(folder, FILE)) {
        Some(site) if site != real && (real.starts_with(site.join(CONTENT)) || !is_there(&real, CONTENT)) => {
            site.to_owned()
        }
        _ => here.to_owned(),
    }
}

/// The root of the site at `root`.
pub(super) fn site(root: &Path) -> Result<PathBuf> {
    let root = read::root(root)?;
    if [FILE, CONTENT.trim_end_matches('/')].iter().all(|name| root.join(name).symlink_metadata().is_err()) {
        let message = format!("there is no site in {}: it has neither {FILE} nor {CONTENT}", root.display());
        return Err(Error::usage(message).help("start one with `casebook init DIR`"));
    }
    Ok(root)
}

/// The project at `root`, as of `today` or of the clock.
pub(super) fn project(root: &Path, drafts: bool, today: Option<jiff::civil::Date>) -> Result<Project> {
    let root = site(root)?;
    Ok(Project { root, drafts, today: today.unwrap_or_else(clock), preview: None })
}

/// The day that it is, as the clock has it.
pub(super) fn clock() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// The folder that the site is written to.
pub(super) fn output(root: &Path, out: Option<PathBuf>) -> PathBuf {
    out.unwrap_or_else(|| root.join(PUBLIC))
}

/// Shows what is wrong on standard error, where it does not mix with an answer.
pub(super) fn show(diagnostics: &Diagnostics, texts: &dyn Texts, bound: Bound) -> Result<()> {
    let text = render(Format::Human, diagnostics, texts, bound, colour(&std::io::stderr()));
    say(&text)
}

/// Writes to standard error.
pub(super) fn say(text: &str) -> Result<()> {
    let failed = Error::io("write to", Path::new("standard error"));
    std::io::stderr().lock().write_all(text.as_bytes()).map_err(failed)
}

/// Whether a stream is a terminal that wants colour: `NO_COLOR` and its kin are heeded.
pub(super) fn colour<S: anstream::stream::RawStream>(stream: &S) -> bool {
    anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never
}

/// A line that shows what long work is at, on a terminal only, until it is dropped.
pub(super) struct Progress {
    shown: bool,
}

impl Progress {
    pub(super) fn start(text: &str) -> Self {
        let shown = std::io::stderr().is_terminal();
        let progress = Self { shown };
        progress.update(text);
        progress
    }

    pub(super) fn update(&self, text: &str) {
        if self.shown {
            let _ = say(&format!("\r\u{1b}[2K{text}…"));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = say("\r\u{1b}[2K");
        }
    }
}
