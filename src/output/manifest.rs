//! The manifest: what the last build wrote into the output folder. A folder that has one is ours.
//!
//! It is text: a version, an explanation, the `key` of the build, its `report`, a line for each
//! file, and `end`. A build that cannot show all its files in one step adds `begun` and a `+` line for each
//! file that it is going to move there; once it has, a manifest of its own takes the place of all that.

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::tree::is_inside;
use crate::error::{Error, Result};
use crate::read::Stamp;

pub(super) const NAME: &str = ".casebook";

const VERSION: &str = "casebook output 1\n";
const EXPLANATION: &str = "# What the last build wrote here. Without this file the next build \
                           refuses to write into this folder.\n";

/// The stamp of a file in the output folder or on the stage. `None` when there is no file, or something
/// that is no file.
pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    let found = fs::symlink_metadata(path).ok()?;
    found.is_file().then(|| Stamp::of_modification(&found))
}

/// What is known of a file in the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) stamp: Stamp,
    /// XXH3 of the contents.
    pub(super) hash: u128,
    /// The file that it was copied from.
    pub(super) source: Option<Stamp>,
}

impl Entry {
    pub(super) fn written(stamp: Stamp, hash: u128) -> Self {
        Self { stamp, hash, source: None }
    }

    /// A source as new as its copy may have changed once more within one tick of the file system's
    /// clock, so its stamp says nothing and is not kept.
    pub(super) fn copied(stamp: Stamp, hash: u128, source: Option<Stamp>) -> Self {
        Self { stamp, hash, source: source.filter(|source| source.time < stamp.time) }
    }
}

/// A manifest as it was read; whatever is damaged is left out.
#[derive(Debug, Default)]
pub(super) struct Manifest<'t> {
    /// `None` when no build has finished since the folder was last written to.
    pub(super) key: Option<u128>,
    pub(super) report: &'t str,
    pub(super) files: Vec<(&'t str, Entry)>,
    /// Files of that build of which only the name is known.
    names: Vec<&'t str>,
}

/// The text of the folder's manifest; `None` when it has none that is ours.
pub(super) fn read(dir: &Path) -> io::Result<Option<String>> {
    let path = dir.join(NAME);
    match fs::symlink_metadata(&path) {
        Ok(found) if found.is_file() => {}
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    }
    let text = String::from_utf8(fs::read(path)?)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    Ok(text.starts_with(VERSION).then_some(text))
}

impl<'t> Manifest<'t> {
    pub(super) fn parse(text: &'t str) -> Self {
        let mut manifest = Self::default();
        let mut whole = true;
        let (mut ended, mut begun) = (false, false);
        let mut rest = text.strip_prefix(VERSION).unwrap_or_default();
        while let Some((line, after)) = rest.split_once('\n') {
            rest = after;
            if let Some(file) = line.strip_prefix('+') {
                manifest.names.push(file);
            } else if line.starts_with(|first: char| first.is_ascii_digit()) {
                match file_line(line) {
                    Some(file) => manifest.files.push(file),
                    None => whole = false,
                }
            } else if let Some(key) = line.strip_prefix("key ") {
                manifest.key = u128::from_str_radix(key, 16).ok();
            } else if let Some(length) = line.strip_prefix("report ") {
                let report = length.parse().ok().and_then(|end| rest.split_at_checked(end));
                match report {
                    Some((report, after)) => (manifest.report, rest) = (report, after),
                    None => whole = false,
                }
            } else if line == "end" {
                ended = true;
            } else if line == "begun" {
                begun = true;
            }
        }
        if !(whole && ended && rest.is_empty() && !begun) {
            manifest.key = None;
        }
        manifest.files.retain(|(file, _)| is_inside(file));
        manifest.names.retain(|file| is_inside(file));
        manifest
    }

    /// The files by name, with what is known of each.
    pub(super) fn known(&self) -> FxHashMap<String, Option<Entry>> {
        let names = self.names.iter().map(|&file| (file.to_owned(), None));
        let files = self.files.iter();
        names.chain(files.map(|&(file, entry)| (file.to_owned(), Some(entry)))).collect()
    }
}

/// `SIZE TIME HASH SOURCE-SIZE SOURCE-TIME PATH`, with `-` twice when there is no source.
fn file_line(line: &str) -> Option<(&str, Entry)> {
    let mut parts = line.splitn(6, ' ');
    let mut number = || parts.next()?.parse().ok();
    let stamp = Stamp { size: number()?, time: number()? };
    let hash = u128::from_str_radix(parts.next()?, 16).ok()?;
    let source = match (parts.next()?, parts.next()?) {
        ("-", "-") => None,
        (size, time) => Some(Stamp { size: size.parse().ok()?, time: time.parse().ok()? }),
    };
    let entry = Entry { stamp, hash, source };
    Some((parts.next()?, entry))
}

/// The manifest of a finished build.
pub(super) fn text(key: u128, report: &str, files: &[(String, Entry)]) -> String {
    let mut text = String::with_capacity(256 + report.len() + files.len() * 128);
    text.push_str(VERSION);
    text.push_str(EXPLANATION);
    let _ = writeln!(text, "key {key:032x}\nreport {}\n{report}", report.len());
    for (file, entry) in files {
        let Stamp { size, time } = entry.stamp;
        let _ = write!(text, "{size} {time} {:032x} ", entry.hash);
        match entry.source {
            Some(Stamp { size, time }) => {
                let _ = writeln!(text, "{size} {time} {file}");
            }
            None => {
                let _ = writeln!(text, "- - {file}");
            }
        }
    }
    text.push_str("end\n");
    text
}

/// Makes `text` the manifest of a folder, in one step.
pub(super) fn write(dir: &Path, text: &str) -> Result<()> {
    let (path, made) = (dir.join(NAME), dir.join(format!("{NAME}.tmp")));
    fs::write(&made, text).map_err(Error::io("write", &made))?;
    fs::rename(&made, &path).map_err(Error::io("replace", &path))
}

/// The end of the manifest while files are moved: their names, so that the next build knows them although
/// this one may not finish.
#[derive(Debug)]
pub(super) struct Journal {
    file: BufWriter<File>,
    path: PathBuf,
}

impl Journal {
    /// `text` is what the manifest at `path` holds now; without one it is made.
    pub(super) fn open(path: &Path, text: Option<&str>) -> Result<Self> {
        let start = match text {
            None => format!("{VERSION}{EXPLANATION}begun\n"),
            Some(text) if text.ends_with('\n') => "begun\n".to_owned(),
            Some(_) => "\nbegun\n".to_owned(),
        };
        let file = OpenOptions::new()
            .append(true)
            .create_new(text.is_none())
            .open(path)
            .map_err(Error::io("write", path))?;
        let mut journal = Self { file: BufWriter::new(file), path: path.to_path_buf() };
        journal.put(&start)?;
        Ok(journal)
    }

    pub(super) fn add(&mut self, file: &str) -> Result<()> {
        self.put(&format!("+{file}\n"))
    }

    pub(super) fn flush(&mut self) -> Result<()> {
        self.file.flush().map_err(Error::io("write", &self.path))
    }

    fn put(&mut self, text: &str) -> Result<()> {
        self.file.write_all(text.as_bytes()).map_err(Error::io("write", &self.path))
    }
}
