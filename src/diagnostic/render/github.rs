//! Workflow commands: a line each on the standard output of a job, which the forge turns into notes
//! beside the lines of a change.

use std::fmt::Write;

use super::visible::visible;
use super::{Located, Rest};

pub(super) fn render(located: &[Located<'_>]) -> String {
    let mut commands = String::new();
    for Located { diagnostic, location } in located {
        let (start, end) = (location.start, location.end);
        // Columns are understood only within one line.
        let columns = if start.line == end.line {
            format!(",line={},col={},endLine={},endColumn={}", start.line, start.column, end.line, end.column)
        } else {
            format!(",line={},endLine={}", start.line, end.line)
        };
        let mut message = diagnostic.message.clone();
        if let Some(help) = &diagnostic.help {
            message = format!("{message}\nhelp: {help}");
        }
        // Writing to a string cannot fail.
        let _ = writeln!(
            commands,
            "::{} file={}{columns},title={}::{}",
            diagnostic.severity.name(),
            property(diagnostic.file.as_str()),
            diagnostic.code,
            data(&message),
        );
    }
    commands
}

/// A command for each kind of which there are more.
pub(super) fn end(rest: &[Rest]) -> String {
    let command = |rest: &Rest| {
        format!("::{} title={}::{}\n", rest.severity.name(), rest.code, data(&rest.to_string()))
    };
    rest.iter().map(command).collect()
}

/// The text of a command.
fn data(text: &str) -> String {
    let escaped = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible(&escaped).into_owned()
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
