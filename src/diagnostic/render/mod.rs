//! Diagnostics as text: one file a format. The command line calls [`render()`] and prints what
//! comes back; nothing here reads a file or knows a terminal.

mod bound;
mod github;
mod human;
mod json;
mod location;
mod sarif;
mod short;
pub(crate) mod visible;

pub use bound::{Bound, Rest};

use location::{Files, Location};

use super::{Diagnostic, Diagnostics, Place};
use crate::source::SitePath;

/// The form in which diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Drawn with an excerpt of the file, for people at a terminal.
    Human,
    /// One line each, for editors and `grep`.
    Short,
    /// One JSON object, for programs.
    Json,
    /// Workflow commands that GitHub and Forgejo show beside the lines of a change.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// Where the renderer gets the texts that diagnostics speak of. Each is asked for once at most.
pub trait Texts {
    /// The whole text of a file; `None` when it cannot be read, is too large or is not UTF-8. Such
    /// a file has no excerpt, and its faults stand at line 1, column 1.
    fn text(&self, file: &SitePath) -> Option<String>;
}

/// One diagnostic and the lines and columns that it speaks of.
struct Located<'a> {
    diagnostic: &'a Diagnostic,
    location: Location,
}

/// The diagnostics in the order given, as text that ends with a line break. Without diagnostics it
/// is empty, but for JSON and SARIF, which are always one object. Only [`Format::Human`] heeds
/// `colour`. A [`Place::Field`](super::Place::Field) must have become a span before; one that is
/// left is shown as the whole file.
///
/// Of each kind as many are shown as `bound` says, but for JSON and SARIF: programs get all.
#[must_use]
pub fn render(
    format: Format,
    diagnostics: &Diagnostics,
    texts: &dyn Texts,
    bound: Bound,
    colour: bool,
) -> String {
    let bound = match format {
        Format::Human | Format::Short | Format::Github => bound,
        Format::Json | Format::Sarif => Bound::ALL,
    };
    let (shown, rest) = bound.divide(diagnostics);
    let contents = location::contents(shown.iter().copied(), texts);
    let files = Files::new(&contents);
    let located: Vec<Located<'_>> = shown
        .into_iter()
        .map(|diagnostic| Located {
            diagnostic,
            location: files.location(&diagnostic.file, &diagnostic.place),
        })
        .collect();
    match format {
        Format::Human => human::render(&located, &files, colour) + &human::end(&rest, diagnostics),
        Format::Short => short::render(&located) + &short::end(&rest),
        Format::Json => json::render(&located),
        Format::Github => github::render(&located) + &github::end(&rest),
        Format::Sarif => sarif::render(&located, &files),
    }
}

/// Where in its file a diagnostic stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Counted from 1; `None` where it speaks of the file as a whole.
    pub line: Option<usize>,
    /// The line itself, safe to print and not much longer than what is wrong in it.
    pub quoted: Option<String>,
}

/// Where each diagnostic stands.
#[must_use]
pub fn spots(diagnostics: &[&Diagnostic], texts: &dyn Texts) -> Vec<Spot> {
    let contents = location::contents(diagnostics.iter().copied(), texts);
    let files = Files::new(&contents);
    let spot = |diagnostic: &Diagnostic| {
        let Place::Span(span) = diagnostic.place else {
            return Spot { line: None, quoted: None };
        };
        let line = files.span(&diagnostic.file, span).start.line;
        let excerpt = files.excerpt(&diagnostic.file, span);
        let quoted = excerpt.map(|excerpt| excerpt.text.trim().to_owned());
        Spot { line: Some(line), quoted: quoted.filter(|text| !text.is_empty()) }
    };
    diagnostics.iter().copied().map(spot).collect()
}

#[cfg(test)]
mod tests;
