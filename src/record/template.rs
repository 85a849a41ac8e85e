//! New records as text, made from the declaration of their fields: `casebook new`, the case that `promoted` begins, what
//! `import` makes of a document, a new review.

use std::fmt::Write as _;

use super::field::{Blank, Field};
use super::walk::Hint;
use super::{Common, Kind, Shown};
use crate::yaml::write::{self, Value};

/// Where the comments of a template begin.
const COMMENTS: usize = 17;

/// A new record of the kind: valid as it stands, with a line for each field that its author can fill
/// in. It is a draft until somebody says otherwise.
#[must_use]
pub fn template(kind: Kind, title: &str) -> String {
    let mut text = format!("---\ntitle: {}\n", quoted(title));
    let (head, common) = Common::FIELDS.iter().partition::<Vec<_>, _>(|field| field.shown == Shown::Head);
    let fields = head.into_iter().chain(kind.own_fields()).chain(common);
    for field in fields.filter(|field| field.name != Common::title.name) {
        if let Blank::Value(value) = field.blank {
            push_line(&mut text, &format!("{}: {value}", field.name), &comment(field));
        }
    }
    push_line(
        &mut text,
        &format!("{}: true", Common::draft.name),
        "Delete this line when it may be published",
    );
    text.push_str("---\n");
    text.push_str(body(kind));
    text
}

/// The front matter of a new record of the kind, with its two fences: what is known stands in the place of the
/// template's lines, and what the template has no line for before the last.
#[must_use]
pub fn filled(kind: Kind, title: &str, fields: &[(&'static Field, Value)]) -> String {
    let template = template(kind, title);
    let front = template.rfind("---\n").map_or(&*template, |end| &template[..end]);
    let lines = |name: &str, value| write::field(name, value).into_iter().map(|line| line + "\n");
    let mut missing: Vec<_> = fields.iter().collect();
    let mut text = String::new();
    for line in front.split_inclusive('\n') {
        let name = line.split(':').next().unwrap_or_default();
        if name == Common::draft.name {
            text.extend(missing.drain(..).flat_map(|(field, value)| lines(field.name, value)));
        }
        match missing.iter().position(|(field, _)| field.name == name) {
            Some(at) => {
                let (_, value) = missing.remove(at);
                text.extend(lines(name, value));
            }
            None => text.push_str(line),
        }
    }
    text + "---\n"
}

fn push_line(text: &mut String, line: &str, comment: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{:<COMMENTS$} # {comment}", line.trim_end());
}

/// What a field is for, and how to fill it in.
fn comment(field: &Field) -> String {
    let about = field.about.trim_end_matches('.');
    match instruction(&field.hint()) {
        // Many say so themselves.
        Some(how) if !about.contains('`') => format!("{about}; {how}"),
        _ => about.to_owned(),
    }
}

fn instruction(hint: &Hint) -> Option<String> {
    match hint {
        Hint::Text | Hint::Name | Hint::Term(_) | Hint::State | Hint::Anything => None,
        Hint::OneOf(names) => {
            let (last, others) = names.split_last()?;
            Some(format!("{} or {last}", others.join(", ")))
        }
        Hint::FileOf(kind) => Some(format!("a file in content/{}, without .md", kind.folder())),
        Hint::List(entry) => match **entry {
            Hint::FileOf(kind) => Some(format!("files in content/{}, without .md", kind.folder())),
            Hint::Text | Hint::Name | Hint::Term(_) | Hint::State | Hint::Anything => None,
            _ => Some(format!("such as {}", example(hint))),
        },
        Hint::Example(_) | Hint::Fields(_) => Some(format!("such as {}", example(hint))),
    }
}

/// A value as YAML, with `…` for what only its author knows.
fn example(hint: &Hint) -> String {
    match hint {
        Hint::Text | Hint::Name | Hint::FileOf(_) | Hint::Term(_) | Hint::State | Hint::Anything => {
            "…".to_owned()
        }
        Hint::Example(example) => (*example).to_owned(),
        Hint::OneOf(names) => names.first().copied().unwrap_or("…").to_owned(),
        Hint::List(entry) => format!("[{}]", example(entry)),
        Hint::Fields(fields) => {
            let fields = fields.iter().map(|field| format!("{}: {}", field.name, example(&field.hint())));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
    }
}

/// The headings that the text of a kind usually has.
fn body(kind: Kind) -> &'static str {
    match kind {
        Kind::Case => "\n## What was done\n\n## What came of it\n\n## What we would do otherwise\n",
        Kind::Guide => "\n## Solution\n\n## Things to consider\n",
        Kind::Clinic => "\n## What it is about\n",
        Kind::Upload => "\n## What comes, and how\n",
        Kind::Person
        | Kind::Group
        | Kind::Meeting
        | Kind::Partner
        | Kind::Tool
        | Kind::Request
        | Kind::Page => "",
    }
}

/// A new review of a request with that digest. It is not valid before its author has said what should
/// be done, and why.
#[must_use]
pub fn review_template(digest: &str) -> String {
    format!("---\n{REVIEW}digest: {digest}\n---\n")
}

/// A text in double quotes, as YAML and JSON both read it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

const REVIEW: &str = "\
recommendation:  # proceed, revise or decline
reason: |        # why, on the next lines, each with two spaces before it; everybody reads it

# priority: medium                  # high, medium or low
# conditions: []                    # such as [\"The licence is settled\"]
# concerns: []                      # such as [{name: Privacy, text: Faces can be seen}]
# conflict:                         # why you are no impartial judge, if you are not
# date: 2026-03-09
# What you judge; leave it as it is:
";
