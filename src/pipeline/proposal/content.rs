//! What is wrong with the content that a change touches, as `casebook check` would find it: on the lines
//! that it touches as errors, on others as warnings, so that nobody is failed for what was there before.
//!
//! Only the files that are touched are read, and those that they name. Where that cannot tell (a file
//! is new or gone, a record has old addresses, a vocabulary has changed, an error may come of what was
//! not read) the site is read as a whole, before and after.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use imara_diff::{Algorithm, Diff, InternedInput};
use rustc_hash::FxHashSet;

use super::ends::{Ends, Files, read_all, text};
use crate::config::{self, Config};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::error::Result;
use crate::parse::markdown::LinkKind;
use crate::pipeline::{Inventory, Loaded, Project, locate};
use crate::read::SourceFile;
use crate::record::layout::{self, CONTENT, slug_of};
use crate::record::{At, ContentFile, Id, Kind, Parsed, Value, Visitor};
use crate::source::{Lines, SitePath};

/// What is wrong with the files that a change touches. `moved` are the requests that it moves: those
/// are checked as a whole.
pub(super) fn check(
    project: &Project,
    ends: &Ends,
    files: &mut Files,
    moved: &BTreeSet<&str>,
) -> Result<Diagnostics> {
    let there = |change: &&crate::git::Changed| change.after.is_some() && is_source(&change.path);
    let touched: BTreeSet<SitePath> =
        ends.changed.iter().filter(there).map(|change| change.path.clone()).collect();
    let links = touched.iter().filter(|path| files.find(path.as_str()).is_some_and(|file| !file.is_file));
    let links: Vec<Diagnostic> = links.map(no_file).collect();
    let wide = ends.changed.iter().any(|change| is_wide(change, files));
    let aliased = |loaded: &Loaded| {
        let records = loaded.site.entries().map(|(_, entry)| &entry.record);
        records.into_iter().any(|record| !record.common.aliases.is_empty() && touched.contains(&record.file))
    };
    let of_touched = |diagnostics: Diagnostics| -> Diagnostics {
        let mut found = Diagnostics::new();
        found.extend(diagnostics.into_iter().filter(|fault| touched.contains(&fault.file)));
        found
    };
    // Whose an old address is, is known only when all are.
    let near = if wide { None } else { Some(nearby(project, files, &touched)?) };
    let near = near.filter(|near| !aliased(near)).map(|near| near.diagnostics);
    // An error beside the files that are touched may be theirs as well: two records of one address are
    // reported at one of them.
    let is_clean = near.as_ref().is_some_and(|near| !near.has_errors());
    let mut found = near.map(of_touched).unwrap_or_default();
    if !is_clean {
        let after = whole(project, files)?.diagnostics;
        found = of_touched(after.clone());
        found.extend(caused(project, ends, after, &touched)?);
    }
    found.extend(links);
    let there = ends.changed.iter().filter(|change| change.after.is_some());
    found.extend(there.filter_map(|change| config::misnamed(&change.path)));
    let sources = files.sources();
    locate(&mut found, &sources);
    soften(project, ends, files, moved, &mut found)?;
    Ok(found)
}

/// Whether a file is part of the site.
fn is_source(path: &SitePath) -> bool {
    let path = path.as_str();
    let hidden = path.split('/').any(|part| part.starts_with('.'));
    !hidden && (path == config::FILE || path.starts_with(CONTENT) || path.starts_with(config::THEMES))
}

/// Whether a change of this file can make another one faulty.
fn is_wide(change: &crate::git::Changed, files: &Files) -> bool {
    let path = &change.path;
    if !is_source(path) {
        return false;
    }
    let is_gone = change.after.is_none() && files.find(path.as_str()).is_none();
    // It takes an address that somebody else may have. Reviews have none.
    let is_new = change.before.is_none() && layout::review_of(path).is_none();
    let is_rule = layout::text_name(path.as_str()).is_none()
        && (path.as_str().ends_with(".yaml") || !path.as_str().starts_with(CONTENT));
    is_gone || is_new || is_rule
}

/// The site of the files that are touched and those that they name; of all others it is known that
/// they are there.
fn nearby(project: &Project, files: &mut Files, touched: &BTreeSet<SitePath>) -> Result<Loaded> {
    let rules: Vec<SitePath> = files
        .paths()
        .filter(|path| path.as_str() == config::FILE || path.as_str().ends_with(".yaml"))
        .cloned()
        .collect();
    files.read(rules.iter().chain(touched))?;
    let config =
        files.text(&SitePath::new(config::FILE)).map_or_else(Config::default, |text| Config::parse(text).0);
    let mut wanted: BTreeSet<SitePath> =
        touched.iter().filter(|path| path.as_str().starts_with(CONTENT)).cloned().collect();
    for path in touched {
        wanted.extend(named_by(path, &config, files));
    }
    wanted.extend(rules.into_iter().filter(|path| path.as_str().starts_with(CONTENT)));
    files.read(&wanted)?;
    load(project, files, |path| wanted.contains(path))
}

/// The files of a record and its translations, and those that it names.
fn named_by(path: &SitePath, config: &Config, files: &Files) -> Vec<SitePath> {
    let mut names = Names { files, found: Vec::new() };
    // The other languages of the same record, and the other place that it could lie in.
    if let Some(id) = layout::id_in_any_language(path) {
        names.all(&id);
    }
    let exists = |path: &str| files.find(path).is_some();
    let default = config.default_language().clone();
    let (id, language) = match ContentFile::of(path, config, &exists) {
        Ok(ContentFile::Record(id)) => (id, default),
        Ok(ContentFile::Original(id, language)) => (id, language),
        _ => return names.found,
    };
    let Some(text) = files.text(path) else {
        return names.found;
    };
    let file = crate::record::File { path, id, translation: None, default_language: &language, text };
    if let Parsed::Record(record) = file.parse().0 {
        record.walk(&mut names);
        for link in &record.body.links {
            let target = link.target.split(['#', '?']).next().unwrap_or_default();
            match target.trim_start_matches('/').trim_end_matches('/') {
                "" => {}
                name if link.kind == LinkKind::Wiki || target.starts_with('/') => names.named(name),
                _ => names.found.extend(path.join(target).filter(|path| files.find(path.as_str()).is_some())),
            }
        }
    }
    names.found
}

struct Names<'f> {
    files: &'f Files,
    found: Vec<SitePath>,
}

impl Names<'_> {
    /// The record, in whichever of its two places, with its translations.
    fn all(&mut self, id: &Id) {
        for stem in layout::stems(id) {
            let start = format!("{stem}.");
            let beside = self.files.below(&start).map(|file| file.path.clone());
            self.found.extend(beside.filter(|path| layout::text_name(path.as_str()).is_some()));
        }
    }

    /// What a link names, with its folder or without.
    fn named(&mut self, name: &str) {
        let name = name.trim_end_matches("index.html").trim_end_matches('/');
        let name = layout::text_name(name).unwrap_or(name);
        match name.split_once('/').and_then(|(folder, slug)| Some((Kind::of_folder(folder)?, slug))) {
            Some((kind, slug)) => self.all(&Id { kind, slug: slug.into() }),
            None => Kind::ALL.into_iter().for_each(|kind| self.all(&Id { kind, slug: name.into() })),
        }
    }
}

impl<'r> Visitor<'r> for Names<'_> {
    fn value(&mut self, value: Value<'r>, _: &At<'_>) {
        if let Value::Record(kind, slug) = value {
            self.all(&Id { kind, slug: slug.into() });
        }
    }
}

/// The whole site.
fn whole(project: &Project, files: &mut Files) -> Result<Loaded> {
    let all: Vec<SitePath> = files.paths().filter(|path| is_source(path)).cloned().collect();
    files.read(&all)?;
    load(project, files, |_| true)
}

fn load(project: &Project, files: &Files, is_wanted: impl Fn(&SitePath) -> bool) -> Result<Loaded> {
    let sources = files.sources();
    let file = |path: &SitePath| {
        let stamp = files.held(path)?.stamp();
        Some(SourceFile { path: path.clone(), stamp })
    };
    let visible =
        |path: &&SitePath| is_source(path) && files.find(path.as_str()).is_some_and(|file| file.is_file);
    let content = || files.paths().filter(visible).filter(|path| path.as_str().starts_with(CONTENT));
    let themes = files.paths().filter(visible).filter(|path| path.as_str().starts_with(config::THEMES));
    let config = SitePath::new(config::FILE);
    let inventory = Inventory {
        content: content().filter(|path| is_wanted(path)).filter_map(file).collect(),
        unread: content().filter(|path| !is_wanted(path)).cloned().collect(),
        themes: themes.filter_map(file).collect(),
        config: files.held(&config).map(crate::read::Blob::stamp),
        checkout: None,
        unread_history: None,
        diagnostics: files.faults().clone(),
        sources,
    };
    project.load(&inventory, None)
}

/// What the change makes faulty although it does not touch it.
fn caused(
    project: &Project,
    ends: &Ends,
    after: Diagnostics,
    touched: &BTreeSet<SitePath>,
) -> Result<Vec<Diagnostic>> {
    let elsewhere: Vec<Diagnostic> = after
        .into_iter()
        .filter(|fault| fault.severity == Severity::Error && !touched.contains(&fault.file))
        // Links are only known of in the folder.
        .filter(|fault| fault.code != Code::OutsideRoot)
        .collect();
    if elsewhere.is_empty() {
        return Ok(elsewhere);
    }
    let mut files = Files::of(&project.root, &ends.before)?;
    let before = whole(project, &mut files)?.diagnostics;
    let known: FxHashSet<(Code, SitePath, String)> =
        before.into_iter().map(|fault| (fault.code, fault.file, fault.message)).collect();
    let is_new =
        |fault: &Diagnostic| !known.contains(&(fault.code, fault.file.clone(), fault.message.clone()));
    Ok(elsewhere.into_iter().filter(is_new).collect())
}

/// Makes warnings of the errors on lines that the change does not touch.
fn soften(
    project: &Project,
    ends: &Ends,
    files: &Files,
    moved: &BTreeSet<&str>,
    found: &mut Diagnostics,
) -> Result<()> {
    let before: Vec<_> = ends.changed.iter().filter_map(|change| change.before.as_ref()).collect();
    let faulty: FxHashSet<SitePath> = found.iter().map(|fault| fault.file.clone()).collect();
    let before: Vec<_> = before.into_iter().filter(|file| faulty.contains(&file.path)).collect();
    let before = read_all(&project.root, &before)?;
    for fault in found.iter_mut() {
        // A line of a drawing that is not touched may run by one that is: by its namespace, say.
        if fault.code == Code::UnsafeFile {
            continue;
        }
        let is_moved = slug_of(&fault.file, Kind::Request).is_some_and(|id| moved.contains(&*id));
        let (Some(old), Some(new)) = (before.get(&fault.file).and_then(text), files.text(&fault.file)) else {
            continue;
        };
        let Place::Span(span) = fault.place else {
            continue;
        };
        let lines = Lines::new(new);
        let here = lines.at(span.start as usize).line..=lines.at(span.end as usize).line;
        if fault.severity == Severity::Error && !is_moved && !touches(old, new, &here) {
            fault.severity = Severity::Warning;
        }
    }
    Ok(())
}

/// Whether one of these lines of `new`, counted from 1, is another than in `old`, or stands where
/// something was taken out.
fn touches(old: &str, new: &str, lines: &RangeInclusive<usize>) -> bool {
    let input = InternedInput::new(old, new);
    let diff = Diff::compute(Algorithm::Histogram, &input);
    diff.hunks().any(|hunk| {
        let (start, end) = (hunk.after.start as usize, hunk.after.end as usize);
        let changed = if start == end { start..=start + 1 } else { start + 1..=end };
        changed.start() <= lines.end() && lines.start() <= changed.end()
    })
}

/// What is neither a file nor a folder has no place in a site.
fn no_file(path: &SitePath) -> Diagnostic {
    Diagnostic::new(Code::OutsideRoot, path, Place::File, "a link, or a repository within the repository")
        .help("put the file itself here instead of a link to it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_touched_when_it_is_new_or_changed_or_beside_a_gap() {
        let touched = |old: &str, new: &str| -> Vec<usize> {
            (1..=new.lines().count()).filter(|&line| touches(old, new, &(line..=line))).collect()
        };
        assert_eq!(touched("a\nb\nc\n", "a\nB\nc\n"), [2]);
        assert_eq!(touched("a\nb\nc\n", "a\nb\nc\nd\n"), [4]);
        assert_eq!(touched("a\nb\nc\n", "a\nc\n"), [1, 2]);
        assert_eq!(touched("a\nb\n", "a\nb\n"), [0; 0]);
        assert_eq!(touched("", "a\nb\n"), [1, 2]);
    }
}
