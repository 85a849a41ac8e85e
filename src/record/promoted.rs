//! The case that came of a request, as its author begins it. `casebook request promote` writes it.

use super::template::filled;
use super::unwritten::mark;
use super::{Case, Common, Field, FileCount, Files, Kind, Named, Precision, Record, Request, Source, Upload};
use crate::yaml::write::Value;

/// What is known of a request besides what it says itself.
#[derive(Debug, Default)]
pub struct Around<'r> {
    /// The people with a page here who had a part in it, and which.
    pub people: Vec<(&'r str, String)>,
    /// The uploads that are for it, each with its title.
    pub uploads: Vec<(&'r str, &'r Upload)>,
    /// The day on which it came to its end.
    pub end: Option<jiff::civil::Date>,
}

/// The case that came of a request: what the request says of the matter, places that are marked where its author has to
/// write, and the comments of the template where there may be nothing to say. Who asked without a page here, what they
/// wrote in their mails and what reviews say stay with the request.
#[must_use]
pub fn case_of(record: &Record, request: &Request, around: &Around<'_>) -> String {
    let fields = fields(record, request, around);
    filled(Kind::Case, &record.common.title, &fields) + &body()
}

/// The fields of a case that are known, and those that its author has to write; all of them are in the template.
fn fields(record: &Record, request: &Request, around: &Around<'_>) -> Vec<(&'static Field, Value)> {
    let common = &record.common;
    let summary = common.summary.as_deref().map(str::trim).filter(|summary| !summary.is_empty());
    let summary =
        summary.map_or_else(|| mark("what was done and what came of it, in two sentences"), str::to_owned);
    let goals = vec![("ours", marked("what we wanted")), ("partner", marked("what the partner wanted"))];
    let mut fields = vec![
        (Common::summary, Value::text(summary)),
        (Case::background, background(request)),
        (Case::goals, Value::Fields(goals)),
        (Case::lessons, marked("what others can learn from it")),
        (Case::request, Value::text(record.id.slug.as_ref())),
    ];
    let uploads = || around.uploads.iter().map(|(_, upload)| *upload);
    let lists: [(&'static Field, Vec<&str>); 8] = [
        (Common::topics, common.topics.iter().map(|topic| &*topic.0).collect()),
        (
            Case::countries,
            each(&request.countries, uploads().map(|upload| &upload.countries), |country| &country.0),
        ),
        (
            Case::partners,
            each(&request.partners, uploads().map(|upload| &upload.partners), |partner| &partner.0),
        ),
        (Case::groups, request.group.iter().map(|group| &*group.0).collect()),
        (Case::tools, each(&request.tools, uploads().map(|upload| &upload.tools), |tool| &tool.0)),
        (
            Case::content_types,
            each(&request.content_types, uploads().map(|upload| &upload.content_types), |id| &id.0),
        ),
        (Case::licences, each(&[], uploads().map(|upload| &upload.licences), |licence| &licence.0)),
        (Case::commons, each(&[], uploads().map(|upload| upload.category.as_slice()), |page| page.as_str())),
    ];
    let full = lists.into_iter().filter(|(_, list)| !list.is_empty());
    fields.extend(full.map(|(field, list)| (field, Value::texts(list))));
    let word = |day: &dyn std::fmt::Display| Value::Word(day.to_string());
    let period = [
        ("start", request.received.as_ref().map(|day| word(day))),
        ("end", around.end.as_ref().map(|day| word(day))),
    ];
    let period: Vec<_> = period.into_iter().filter_map(|(name, day)| Some((name, day?))).collect();
    let people = around.people.iter().map(|(person, part)| {
        Value::Fields(vec![("person", Value::text(*person)), ("part", Value::text(part.as_str()))])
    });
    let values: [(&'static Field, Vec<Value>); 4] = [
        (Case::people, people.collect()),
        (
            Case::metrics,
            around.uploads.iter().flat_map(|(title, upload)| metrics(title, upload.files)).collect(),
        ),
        (Case::follow_up, request.follow_up.iter().map(|day| word(day)).collect()),
        (Common::sources, common.sources.iter().map(source).collect()),
    ];
    if !period.is_empty() {
        fields.push((Case::period, Value::Fields(period)));
    }
    let full = values.into_iter().filter(|(_, list)| !list.is_empty());
    fields.extend(full.map(|(field, list)| (field, Value::List(list))));
    fields
}

/// What the request asked for, and why.
fn background(request: &Request) -> Value {
    let why = [request.description.as_deref(), request.justification.as_deref()];
    let why: Vec<&str> = why.into_iter().flatten().map(str::trim).filter(|text| !text.is_empty()).collect();
    match why.join("\n\n") {
        none if none.is_empty() => Value::text(mark("how it came about")),
        long if long.contains('\n') => Value::text(long + "\n"),
        short => Value::text(short),
    }
}

/// A list with one place to be written.
fn marked(what: &str) -> Value {
    Value::texts([mark(what)])
}

/// The names that a request has, and those that its uploads add.
fn each<'r, T: 'r>(
    own: &'r [T],
    others: impl Iterator<Item = impl IntoIterator<Item = &'r T>>,
    name: impl Fn(&'r T) -> &'r str,
) -> Vec<&'r str> {
    let mut names: Vec<&str> = Vec::new();
    for one in own.iter().chain(others.flatten()).map(name) {
        if !names.contains(&one) {
            names.push(one);
        }
    }
    names
}

/// The figures of an upload that came to something. What was planned stays with it.
fn metrics(title: &str, files: Files) -> Vec<Value> {
    let metric = |what: &str, count: FileCount| {
        let mut fields = vec![
            ("label", Value::text(format!("{what}: {title}"))),
            ("value", Value::Word(count.value.to_string())),
        ];
        if count.precision != Precision::Exact {
            fields.push(("precision", Value::text(count.precision.name())));
        }
        fields.push(("unit", Value::text("files")));
        fields.extend(count.on.map(|day| ("date", Value::text(day.to_string()))));
        Value::Fields(fields)
    };
    let counts = [("Uploaded", files.uploaded), ("In use", files.in_use)];
    counts.into_iter().filter_map(|(what, count)| Some(metric(what, count?))).collect()
}

fn source(source: &Source) -> Value {
    let mut fields = vec![("title", Value::text(source.title.as_str()))];
    fields.extend(source.url.as_ref().map(|url| ("url", Value::text(url.as_str()))));
    fields.extend(source.publisher.as_deref().map(|name| ("publisher", Value::text(name))));
    fields.extend(source.date.map(|date| ("date", Value::text(date.to_string()))));
    Value::Fields(fields)
}

/// The text that its author has to write.
fn body() -> String {
    let parts = [
        ("What was done", "the steps, who made them, and with which tools"),
        ("What came of it", "what is there now, and who uses it; what was counted stands in `metrics`"),
        ("What we would do otherwise", "what was hard, and what you would do in another way"),
    ];
    parts.map(|(heading, what)| format!("\n## {heading}\n\n{}\n", mark(what))).concat()
}
