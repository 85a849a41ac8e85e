//! One line each, in the form that editors and compilers agree on.

use std::borrow::Cow;
use std::fmt::Write;

use super::visible::one_line;
use super::{Located, Rest};
use crate::diagnostic::Diagnostic;

pub(super) fn render(located: &[Located<'_>]) -> String {
    let mut text = String::new();
    for Located { diagnostic, location } in located {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{}:{}:{}: {}[{}]: {}",
            one_line(diagnostic.file.as_str()),
            location.start.line,
            location.start.column,
            diagnostic.severity.name(),
            diagnostic.code,
            one_line(&message(diagnostic)),
        );
    }
    text
}

/// A line for each kind of which there are more.
pub(super) fn end(rest: &[Rest]) -> String {
    let mut text = String::new();
    for rest in rest {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}: {rest}", rest.severity.name());
    }
    text
}

/// The message with its help behind it, for formats that have one field for both.
pub(super) fn message(diagnostic: &Diagnostic) -> Cow<'_, str> {
    match &diagnostic.help {
        Some(help) => format!("{} (help: {help})", diagnostic.message).into(),
        None => diagnostic.message.as_str().into(),
    }
}
