//! `casebook translate`: makes the file of a translation, and keeps what it says of the texts that it was made from.

mod po;
mod status;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args as Arguments;
use jiff::civil::Date;

use super::request::Desk;
use super::values::day;
use super::{Outcome, answer};
use crate::config::Language;
use crate::diagnostic::Severity;
use crate::error::{Error, Result};
use crate::git;
use crate::read::Blob;
use crate::record::{File, Id, Kind, Parsed, Record, Refreshed, Right, Translation, begun, layout};
use crate::source::{Cleaned, SitePath};

#[derive(Debug, Arguments)]
pub(super) struct Translate {
    /// The record: its kind and name, such as guides/old-maps, or its file
    #[arg(value_name = "RECORD", required_unless_present_any = ["status", "po_out", "po_in"])]
    record: Option<String>,
    /// The language to translate into, one of the site's
    #[arg(value_name = "LANG", required_unless_present_any = ["status", "po_out", "po_in"])]
    language: Option<String>,
    /// Show what is missing and what is out of date, in a language or in all of them
    #[arg(long, value_name = "LANG", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["record", "refresh", "still_right"])]
    status: Option<String>,
    /// After the work: note what the sections and fields that you have changed say now
    #[arg(long)]
    refresh: bool,
    /// Note that all of it is right as it is: what has changed in the original makes no difference
    #[arg(long, conflicts_with = "refresh")]
    still_right: bool,
    /// Print the texts of all records and their translations into this language, as a PO file for translators
    #[arg(long, value_name = "LANG", conflicts_with_all = ["record", "refresh", "still_right"])]
    po_out: Option<String>,
    /// Take in the translations of a PO file that was written with --po-out
    #[arg(long, value_name = "FILE", conflicts_with_all = ["record", "refresh", "still_right", "po_out"])]
    po_in: Option<PathBuf>,
    /// The day that the PO file names, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day, requires = "po_out")]
    today: Option<Date>,
}

impl Translate {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        if let Some(language) = &self.po_out {
            return po::put_out(root, language, self.today);
        }
        if let Some(file) = &self.po_in {
            return po::take_in(root, file);
        }
        let desk = Desk::open(root, None)?;
        if let Some(written) = self.status.as_deref() {
            let language = (!written.is_empty()).then(|| known_language(&desk, written)).transpose()?;
            answer(&status::status(&desk.site, language.as_ref()))?;
            return Ok(Outcome::Clean);
        }
        let written = self.record.as_deref().unwrap_or_default();
        let original = original(&desk, written)?;
        let language = language(&desk, &original, self.language.as_deref().unwrap_or_default())?;
        let there = desk.site.find(&original.id).into_iter().flat_map(|id| desk.site.versions(id));
        let there = there.map(|id| &desk.site.entry(id).record).find(|record| record.language == language);
        match there {
            Some(translation) => self.work_on(&desk, &original, translation),
            None if self.refresh || self.still_right => {
                Err(Error::usage(format!("{} is not translated into `{language}`", original.file))
                    .help(format!("`casebook translate {written} {language}` begins a translation")))
            }
            None => begin(&desk, &original, &language),
        }
    }

    fn work_on(&self, desk: &Desk, original: &Record, translation: &Record) -> Result<Outcome> {
        let file = &translation.file;
        let text = text(desk, file)?;
        let parsed = parsed(desk, &original.id, &translation.language, file, &text)?;
        // Where all of it is right, it makes no difference what it was before.
        let before = if self.still_right { None } else { committed(desk, original, translation)? };
        let right = match (self.refresh, self.still_right) {
            (_, true) => Right::All,
            (true, _) => Right::Changed,
            _ => Right::None,
        };
        let (record, _) = parsed.complete(original);
        let refreshed = parsed.refreshed(&record, original, before.as_deref(), right);
        let written = if self.refresh || self.still_right {
            parsed.written(&text, &refreshed.made_from)
        } else {
            parsed.filled(&text, original, &self::text(desk, &original.file)?, &refreshed)
        };
        let written =
            written.map_err(|refused| Error::usage(format!("{file}: {refused}")).help(refused.help()))?;
        let path = file.under(&desk.project.root);
        fs::write(&path, written).map_err(Error::io("write", &path))?;
        answer(&report(file, &refreshed, self.refresh || self.still_right))?;
        Ok(Outcome::Clean)
    }
}

pub(super) fn original(desk: &Desk, written: &str) -> Result<Arc<Record>> {
    let written = written.trim_end_matches('/');
    let below = written.rsplit_once(layout::CONTENT).map_or(written, |(_, below)| below);
    let (kind, name) = below.split_once('/').unwrap_or((below, ""));
    let Some(kind) = Kind::of_folder(kind).or_else(|| Kind::named(kind)) else {
        return Err(Error::usage(format!("`{written}` names no record"))
            .help("write its folder and its name, such as `guides/old-maps`, or its file"));
    };
    // The name of a file may have a language in it, and may lack its ending.
    let path = format!("{}{name}", layout::folder(kind));
    let files = [path.clone(), format!("{path}.md")].map(|path| SitePath::new(&path));
    let mut ids = files.iter().filter_map(layout::id_in_any_language);
    let slug = match ids.find(|id| desk.site.find(id).is_some()) {
        Some(id) => id.slug.to_string(),
        None => layout::slug_of_argument(kind, name).to_owned(),
    };
    desk.record(kind, &slug).cloned()
}

/// The language of that tag, if the site has it.
pub(super) fn known_language(desk: &Desk, tag: &str) -> Result<Language> {
    let languages = &desk.site.config.languages;
    Language::parse(tag).filter(|language| languages.contains(language)).ok_or_else(|| {
        Error::usage(format!("the site has no language `{tag}`"))
            .help(format!("write one of {}, or add it to `languages` in casebook.yaml", named(languages)))
    })
}

/// The language to translate a record into.
fn language(desk: &Desk, original: &Record, tag: &str) -> Result<Language> {
    let language = known_language(desk, tag)?;
    if language == original.language {
        return Err(Error::usage(format!("{} was written in `{language}`", original.file))
            .help(format!("write another of {}", named(&desk.site.config.languages))));
    }
    Ok(language)
}

fn named(languages: &[Language]) -> String {
    languages.iter().map(|language| format!("`{language}`")).collect::<Vec<_>>().join(", ")
}

/// Writes the file of a new translation.
fn begin(desk: &Desk, original: &Record, language: &Language) -> Result<Outcome> {
    let file = layout::translation(&original.id, &original.file, language);
    let text = begun(original, &text(desk, &original.file)?);
    let path = file.under(&desk.project.root);
    let mut open = fs::File::create_new(&path).map_err(Error::io("create", &path))?;
    open.write_all(text.as_bytes()).map_err(Error::io("write", &path))?;
    answer(&format!("{file}\n"))?;
    Ok(Outcome::Clean)
}

/// The text of a file of the site.
fn text(desk: &Desk, file: &SitePath) -> Result<String> {
    let text = desk.text(file)?;
    if Cleaned::of(&text).is_some() {
        return Err(Error::usage(format!("{file} has control characters"))
            .help("`casebook check` says where; take them out first"));
    }
    Ok(text)
}

fn read(
    desk: &Desk,
    id: &Id,
    language: &Language,
    path: &SitePath,
    text: &str,
) -> (Parsed, crate::diagnostic::Diagnostics) {
    let default_language = desk.site.config.default_language();
    File { path, id: id.clone(), translation: Some(language.clone()), default_language, text }.parse()
}

fn parsed(
    desk: &Desk,
    id: &Id,
    language: &Language,
    file: &SitePath,
    text: &str,
) -> Result<Box<Translation>> {
    match read(desk, id, language, file, text) {
        (Parsed::Translation(translation), faults) if !faults.has_errors() => Ok(translation),
        (_, faults) => Err(Error::faults(&faults)),
    }
}

/// A translation as it was last committed, beside its original or in its folder; none where it never was.
///
/// # Errors
/// Where it was and cannot be read: then nothing says what has been worked on since.
fn committed(desk: &Desk, original: &Record, translation: &Record) -> Result<Option<Box<Translation>>> {
    let root = &desk.project.root;
    let Some(head) = git::checkout(root)?.and_then(|checkout| checkout.head) else { return Ok(None) };
    let Some(head) = git::resolve(root, &head)? else { return Ok(None) };
    let (listed, _) = git::list(root, &head)?;
    let language = &translation.language;
    let places = layout::stems(&original.id).map(|stem| SitePath::new(&format!("{stem}.{language}.md")));
    let mut paths = std::iter::once(&translation.file).chain(&places);
    let found = paths.find_map(|path| listed.iter().find(|listed| listed.path == *path));
    let Some(found) = found else { return Ok(None) };
    let refused = |why: String| {
        Error::usage(format!("what {} was in the last commit cannot be read: {why}", found.path)).help(
            "so nothing shows what you have changed since: read it all, \
             and note with `--still-right` that it is right",
        )
    };
    let text = match git::blobs(root, &[&found.id])?.pop() {
        Some(Blob::Bytes(bytes)) => {
            String::from_utf8(bytes).map_err(|_| refused("it is not UTF-8".to_owned()))?
        }
        Some(Blob::TooLarge(size)) => return Err(refused(format!("it has {size} bytes"))),
        None => return Err(refused("git does not have it".to_owned())),
    };
    let (read, faults) = read(desk, &original.id, language, &found.path, &text);
    match (read, faults.iter().find(|fault| fault.code.severity() == Severity::Error)) {
        (Parsed::Translation(before), None) => Ok(Some(before)),
        (_, fault) => Err(refused(fault.map_or_else(String::new, |fault| fault.message.clone()))),
    }
}

/// What is left to do in a translation.
fn report(file: &SitePath, refreshed: &Refreshed, is_noted: bool) -> String {
    let mut report = format!("{file}\n");
    let mut list = |heading: &str, names: &[Box<str>], help: &str| {
        if !names.is_empty() {
            report.push_str(heading);
            for name in names {
                report.extend(["  ", name, "\n"]);
            }
            report.push_str(help);
        }
    };
    let stale = if is_noted {
        "Change them and run this again, or say `--still-right` where nothing has to change.\n"
    } else {
        "Change them, and then run `casebook translate --refresh`.\n"
    };
    list("The original has changed since in:\n", &refreshed.stale, stale);
    let missing = if is_noted {
        "Without `--refresh`, this command puts them into the file, in the language of the original.\n"
    } else {
        "They are in the file now, in the language of the original.\n"
    };
    list("Not translated:\n", &refreshed.missing, missing);
    report
}
