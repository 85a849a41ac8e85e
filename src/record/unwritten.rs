//! Places that an author has still to write: `[to write: …]`, as `casebook request promote` and `casebook import` leave them. A draft may have
//! them, and nothing is published with one. `promoted` and `import` make them, [`File`](super::File) asks which a text has.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{SitePath, Span};

/// How such a place begins.
const MARK: &str = "[to write: ";

/// A place where that has to be written.
#[must_use]
pub fn mark(what: &str) -> String {
    format!("{MARK}{what}]")
}

/// The places that a text has. One in code is no place, but an example of one.
pub(super) fn marks<'t>(
    file: &'t SitePath,
    text: &'t str,
    is_draft: bool,
) -> impl Iterator<Item = Diagnostic> + 't {
    let places = text.match_indices(MARK).filter(|(start, _)| !text[..*start].ends_with('`'));
    places.map(move |(start, _)| {
        let line = text[start..].lines().next().unwrap_or_default();
        let length = line.find(']').map_or(line.len(), |end| end + 1);
        let what = line[..length].trim_start_matches(MARK).trim_end_matches(']');
        let message = format!("something is still to be written: {what}");
        let mut fault = Diagnostic::new(Code::Unwritten, file, Span::new(start, start + length), message)
            .help("write it in the place of the brackets, or delete them if there is nothing to say");
        if is_draft {
            fault.severity = Severity::Warning;
        }
        fault
    })
}
