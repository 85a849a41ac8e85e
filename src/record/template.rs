//! New records as text, made from the declaration of their fields: `casebook new`, the case that comes
//! of a request, a new review.

use std::fmt::Write as _;

use super::field::{Blank, Field};
use super::walk::Hint;
use super::{Case, Common, Kind, Record, Request, Shown};
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

/// The case that came of a request, as its author begins it: what the request says of the matter, and
/// the comments of the template where it says nothing. Who asked, the reviews and the mails stay with the request.
#[must_use]
pub fn case_of(record: &Record, request: &Request) -> String {
    let fields = case_fields(record, request);
    let template = template(Kind::Case, &record.common.title);
    let mut text = String::new();
    for line in template.split_inclusive('\n') {
        let name = line.split(':').next().unwrap_or_default();
        match fields.iter().find(|(field, _)| field.name == name) {
            Some((_, value)) => {
                text.extend(write::field(name, value).into_iter().map(|line| line + "\n"));
            }
            None => text.push_str(line),
        }
    }
    text
}

/// The fields of a case that a request can fill in; all of them are in the template.
fn case_fields(record: &Record, request: &Request) -> Vec<(&'static Field, Value)> {
    let common = &record.common;
    let text = |text: &str| Value::text(text.trim());
    let mut fields = Vec::new();
    fields.extend(common.summary.as_deref().map(|summary| (Common::summary, text(summary))));
    let lists: [(&'static Field, Vec<&str>); 5] = [
        (Common::topics, common.topics.iter().map(|topic| &*topic.0).collect()),
        (Case::countries, request.countries.iter().map(|country| &*country.0).collect()),
        (Case::partners, request.partners.iter().map(|partner| &*partner.0).collect()),
        (Case::tools, request.tools.iter().map(|tool| &*tool.0).collect()),
        (Case::content_types, request.content_types.iter().map(|id| &*id.0).collect()),
    ];
    let full = lists.into_iter().filter(|(_, list)| !list.is_empty());
    fields.extend(full.map(|(field, list)| (field, Value::texts(list))));
    let why = [request.description.as_deref(), request.justification.as_deref()];
    let why: Vec<&str> = why.into_iter().flatten().map(str::trim).filter(|text| !text.is_empty()).collect();
    match why.join("\n\n") {
        none if none.is_empty() => {}
        long if long.contains('\n') => fields.push((Case::background, Value::text(long + "\n"))),
        short => fields.push((Case::background, Value::text(short))),
    }
    if let Some(received) = request.received {
        let start = Value::Fields(vec![("start", Value::Word(received.to_string()))]);
        fields.push((Case::period, start));
    }
    fields.push((Case::request, Value::text(record.id.slug.as_ref())));
    let source = |source: &super::Source| {
        let mut fields = vec![("title", Value::text(source.title.as_str()))];
        fields.extend(source.url.as_ref().map(|url| ("url", Value::text(url.as_str()))));
        fields.extend(source.publisher.as_deref().map(|name| ("publisher", Value::text(name))));
        fields.extend(source.date.map(|date| ("date", Value::text(date.to_string()))));
        Value::Fields(fields)
    };
    if !common.sources.is_empty() {
        fields.push((Common::sources, Value::List(common.sources.iter().map(source).collect())));
    }
    fields
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
