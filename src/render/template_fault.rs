//! What Tera says of a template, as diagnostics at their places.

use tera::{Error, ErrorKind};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{Lines, SitePath, Span};

/// What is wrong with templates as such. `folder` is the theme's, such as `themes/default`; `template` gives
/// the path and the text of the one of a name.
pub(super) fn on_loading(
    error: &Error,
    folder: &str,
    template: impl Fn(&str) -> Option<(SitePath, String)>,
) -> Vec<Diagnostic> {
    if let ErrorKind::Msg(text) = error.kind() {
        let faults: Vec<_> =
            text.split("\n\n").filter_map(|report| from_report(report, folder, &template)).collect();
        if !faults.is_empty() {
            return faults;
        }
    }
    vec![on_drawing(error, folder, template)]
}

/// What went wrong in drawing a page, or in reading one template.
pub(super) fn on_drawing(
    error: &Error,
    folder: &str,
    template: impl Fn(&str) -> Option<(SitePath, String)>,
) -> Diagnostic {
    let place = |name: &str| {
        template(name)
            .unwrap_or_else(|| (SitePath::new(&format!("{folder}/templates/{name}")), String::new()))
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let (file, text) = place(report.filename());
            let span = report.span();
            let start = byte(&text, span.start_line, span.start_col);
            let end = byte(&text, span.end_line, span.end_col);
            let span = Span::new(start, end.max(start));
            match message_name(&text, start, end) {
                Some(name) => missing_message(&file, span, &format!("no message `{name}`"), folder),
                None => named(&file, span, report.message(), folder),
            }
        }
        ErrorKind::MissingParent { current, parent } => {
            missing(&place(current).0, Place::File, parent, folder)
        }
        ErrorKind::TemplateNotFound(name) => missing(&place(name).0, Place::File, name, folder),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            Diagnostic::new(Code::TemplateError, &place(tpl).0, Place::File, error.to_string())
                .help("let no template extend or include itself, not by way of another either")
        }
        _ => Diagnostic::new(Code::TemplateError, &place("base.html").0, Place::File, error.to_string())
            .help(ADVICE),
    }
}

const ADVICE: &str = "compare it with the file of the same name in the default theme";

/// The faults that Tera finds between templates it keeps as text alone: `error: MESSAGE`, then
/// ` --> NAME:LINE:COLUMN`, then the line in question with `^^^` below it.
fn from_report(
    report: &str,
    folder: &str,
    template: impl Fn(&str) -> Option<(SitePath, String)>,
) -> Option<Diagnostic> {
    let mut lines = report.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
    let (column, line, name) = (place.next()?, place.next()?, place.next()?);
    let length = lines.last()?.matches('^').count();
    let (file, text) = template(name)?;
    let start = byte(&text, line.parse().ok()?, column.parse::<usize>().ok()?.checked_sub(1)?);
    let length = text[start..].chars().take(length).map(char::len_utf8).sum::<usize>();
    Some(named(&file, Span::new(start, start + length), message, folder))
}

fn named(file: &SitePath, span: Span, message: &str, folder: &str) -> Diagnostic {
    if let Some(name) = message.strip_prefix("Unknown template `") {
        return missing(file, Place::Span(span), name.trim_end_matches('`'), folder);
    }
    if message.starts_with("no message `") {
        return missing_message(file, span, message, folder);
    }
    Diagnostic::new(Code::TemplateError, file, span, message).help(ADVICE)
}

/// The message that a template asks for with the field at that place: `greeting-text` in
/// `t.greeting_text`.
fn message_name(text: &str, start: usize, end: usize) -> Option<String> {
    let owner = text.get(..start)?.strip_suffix('.')?.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    matches!(owner, "t" | "words").then(|| text.get(start..end).unwrap_or_default().replace('_', "-"))
}

fn missing_message(file: &SitePath, span: Span, message: &str, folder: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingMessage, file, span, message)
        .help(format!("add it to `{folder}/locales/en.ftl`"))
}

fn missing(file: &SitePath, place: Place, name: &str, folder: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingTemplate, file, place, format!("there is no template `{name}`"))
        .help(format!("add `{folder}/templates/{name}`, or correct the name"))
}

/// The byte at a line, counted from 1, and a column, counted in characters from 0.
fn byte(text: &str, line: usize, column: usize) -> usize {
    let line = Lines::new(text).span(line);
    let part = &text[line.start as usize..line.end as usize];
    line.start as usize + part.char_indices().nth(column).map_or(part.len(), |(at, _)| at)
}
