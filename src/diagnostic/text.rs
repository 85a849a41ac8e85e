//! Faults of a text as a whole, which `record` and `yaml` look for before they read it.

use super::{Code, Diagnostic, Place};
use crate::source::{Cleaned, Lines, SitePath, Span, conflict_marks};

/// The marks of a merge that was left half done in a file.
#[must_use]
pub fn conflict(file: &SitePath, text: &str) -> Option<Diagnostic> {
    /// How many lines a message names.
    const NAMED: usize = 6;
    let marks = conflict_marks(text);
    let first = *marks.first()?;
    let lines = Lines::new(text);
    let mut numbers: Vec<String> =
        marks.iter().take(NAMED).map(|mark| lines.at(mark.start as usize).line.to_string()).collect();
    if marks.len() > NAMED {
        numbers.push("…".to_owned());
    }
    let last = numbers.pop().unwrap_or_default();
    let (noun, numbers) = match numbers.join(", ") {
        before if before.is_empty() => ("line", last),
        before => ("lines", format!("{before} and {last}")),
    };
    let message = format!("the marks of a merge that was left half done, in {noun} {numbers}");
    let fault = Diagnostic::new(Code::ConflictMarker, file, first, message);
    Some(fault.help(
        "keep what is right of the text above and below `=======`, and delete the lines of `<<<<<<<`, `=======` \
         and `>>>>>>>`",
    ))
}

/// That characters, of which there is one at least, were taken out of a text; the first stood at `place`.
#[must_use]
pub fn control_characters(file: &SitePath, place: Span, removed: &[char]) -> Diagnostic {
    /// How many of them a message names.
    const NAMED: usize = 4;
    let mut kinds = removed.to_vec();
    kinds.sort_unstable();
    kinds.dedup();
    let mut names: Vec<String> =
        kinds.iter().take(NAMED).map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    if kinds.len() > NAMED {
        names.push("…".to_owned());
    }
    let message = match removed.len() {
        1 => format!("a control character is left out: {}", names.join(", ")),
        count => format!("{count} control characters are left out: {}", names.join(", ")),
    };
    Diagnostic::new(Code::ControlCharacter, file, place, message)
        .help("delete it and look whether the text around it is whole: it was copied from elsewhere")
}

/// Gives diagnostics of a cleaned text their places in the text as it was.
pub fn restore(diagnostics: &mut [Diagnostic], file: &SitePath, cleaned: &Cleaned, offset: usize) {
    let back = |span: &mut Span| {
        let own = Span::new(
            (span.start as usize).saturating_sub(offset),
            (span.end as usize).saturating_sub(offset),
        );
        *span = cleaned.original(own).shifted(offset);
    };
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.file == *file) {
        if let Place::Span(span) = &mut diagnostic.place {
            back(span);
        }
        diagnostic
            .labels
            .iter_mut()
            .filter(|label| label.file == *file)
            .for_each(|label| back(&mut label.span));
    }
}
