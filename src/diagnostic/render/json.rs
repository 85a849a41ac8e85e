//! One JSON object for programs, with a line for each diagnostic.

use serde::Serialize;

use super::Located;
use super::visible::escape_json;
use crate::diagnostic::Severity;

/// The form of one diagnostic. Lines and columns count from 1, columns in characters; the end is
/// the first character that no longer belongs to it.
#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'a str,
    help: Option<&'a str>,
}

pub(super) fn render(located: &[Located<'_>]) -> String {
    let entries: Vec<String> = located
        .iter()
        .map(|Located { diagnostic, location }| {
            let entry = Entry {
                code: diagnostic.code.name(),
                severity: diagnostic.severity.name(),
                file: diagnostic.file.as_str(),
                line: location.start.line,
                column: location.start.column,
                end_line: location.end.line,
                end_column: location.end.column,
                message: &diagnostic.message,
                help: diagnostic.help.as_deref(),
            };
            serde_json::to_string(&entry).expect("strings and numbers are always JSON")
        })
        .collect();
    let errors = located.iter().filter(|one| one.diagnostic.severity == Severity::Error).count();
    let list = if entries.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", entries.join(",\n")) };
    let warnings = located.len() - errors;
    escape_json(&format!(
        "{{\"diagnostics\": {list}, \"summary\": {{\"errors\": {errors}, \"warnings\": {warnings}}}}}\n"
    ))
}
