//! For people at a terminal: the line that a fault stands on, underlined.

use std::collections::BTreeSet;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::location::{Excerpt, Files};
use super::visible::{one_line, visible};
use super::{Located, Location, Rest, short};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::source::SitePath;

pub(super) fn render(located: &[Located<'_>], files: &Files<'_>, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for one in located {
        text += &renderer.render(&[group(one, files)]);
        text += "\n\n";
    }
    text
}

/// How many there are beyond those that are shown, and in all.
pub(super) fn end(rest: &[Rest], all: &Diagnostics) -> String {
    if all.is_empty() {
        return String::new();
    }
    let gap = if rest.is_empty() { "" } else { "\n" };
    format!("{}{gap}{}", short::end(rest), summary(all))
}

fn group<'a>(one: &Located<'a>, files: &Files<'_>) -> Group<'a> {
    let Diagnostic { code, severity, file, place, message, help, labels } = one.diagnostic;
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level.primary_title(visible(message)).id(code.name()).element(primary(
        file,
        place,
        one.location,
        files,
    ));
    for label in labels {
        let text = one_line(&label.text);
        group = group.element(match files.excerpt(&label.file, label.span) {
            Some(excerpt) => {
                let annotation = AnnotationKind::Context.span(excerpt.marked.clone());
                snippet(&label.file, excerpt, annotation.label(text))
            }
            None => Level::NOTE.message(format!("{}: {text}", one_line(label.file.as_str()))).into(),
        });
    }
    if let Some(help) = help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    group
}

/// The place itself: drawn where there is a text, named where there is none.
fn primary<'a>(file: &'a SitePath, place: &Place, location: Location, files: &Files<'_>) -> Element<'a> {
    let origin = Origin::path(one_line(file.as_str()));
    let Place::Span(span) = place else {
        return origin.into();
    };
    match files.excerpt(file, *span) {
        Some(excerpt) => {
            let annotation = AnnotationKind::Primary.span(excerpt.marked.clone());
            snippet(file, excerpt, annotation)
        }
        None => origin.line(location.start.line).char_column(location.start.column).into(),
    }
}

fn snippet<'a>(file: &'a SitePath, excerpt: Excerpt, annotation: Annotation<'a>) -> Element<'a> {
    Snippet::source(excerpt.text)
        .path(one_line(file.as_str()))
        .line_start(excerpt.line)
        .annotation(annotation)
        .into()
}

/// `2 errors, 1 warning in 2 files`.
fn summary(all: &Diagnostics) -> String {
    let files: BTreeSet<&SitePath> = all.iter().map(|diagnostic| &diagnostic.file).collect();
    let faults = [(all.errors(), "error"), (all.warnings(), "warning")]
        .into_iter()
        .filter(|&(number, _)| number > 0)
        .map(|(number, noun)| counted(number, noun))
        .collect::<Vec<_>>()
        .join(", ");
    format!("{faults} in {}\n", counted(files.len(), "file"))
}

fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
