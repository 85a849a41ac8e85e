use super::{Kind, Record, Request};
use crate::yaml::write::{self, Value};

/// A new record of the kind: valid as it stands, with a comment at each field that only its author
/// can fill in. It is a draft until somebody says otherwise.
#[must_use]
pub fn template(kind: Kind, title: &str) -> String {
    let title = quoted(title);
    let (fields, body) = match kind {
        Kind::Case => (CASE, CASE_BODY),
        Kind::Guide => (GUIDE, GUIDE_BODY),
        Kind::Clinic => (CLINIC, CLINIC_BODY),
        Kind::Person => (PERSON, ""),
        Kind::Group => (GROUP, ""),
        Kind::Partner => (PARTNER, ""),
        Kind::Tool => (TOOL, ""),
        Kind::Request => (REQUEST, ""),
        Kind::Page => (PAGE, ""),
    };
    format!(
        "---\ntitle: {title}\nsummary:         # one or two sentences for lists, feeds and search\n{fields}draft: true      # delete this line when it may be published\n---\n{body}"
    )
}

/// The case that came of a request, as its author begins it: what the request says of the matter, and
/// the comments of the template where it says nothing. Who asked, how the request was decided and
/// its mails stay with the request.
#[must_use]
pub fn case_of(record: &Record, request: &Request) -> String {
    let fields = case_fields(record, request);
    let template = template(Kind::Case, &record.common.title);
    let mut text = String::new();
    for line in template.split_inclusive('\n') {
        // What is optional stands there as a comment.
        let name = line.trim_start_matches("# ").split(':').next().unwrap_or_default();
        match fields.iter().find(|(field, _)| *field == name) {
            Some((_, value)) => {
                text.extend(write::field(name, value).into_iter().map(|line| line + "\n"));
            }
            None => text.push_str(line),
        }
    }
    text
}

/// The fields of a case that a request can fill in; all of them are in the template.
fn case_fields(record: &Record, request: &Request) -> Vec<(&'static str, Value)> {
    let common = &record.common;
    let text = |text: &str| Value::text(text.trim());
    let mut fields = Vec::new();
    fields.extend(common.summary.as_deref().map(|summary| ("summary", text(summary))));
    let lists: [(&'static str, Vec<&str>); 5] = [
        ("topics", common.topics.iter().map(|topic| &*topic.0).collect()),
        ("countries", request.countries.iter().map(|country| &*country.0).collect()),
        ("partners", request.partners.iter().map(|partner| &*partner.0).collect()),
        ("tools", request.tools.iter().map(|tool| &*tool.0).collect()),
        ("content_types", request.content_types.iter().map(|id| &*id.0).collect()),
    ];
    let full = lists.into_iter().filter(|(_, list)| !list.is_empty());
    fields.extend(full.map(|(name, list)| (name, Value::texts(list))));
    let why = [request.description.as_deref(), request.justification.as_deref()];
    let why: Vec<&str> = why.into_iter().flatten().map(str::trim).filter(|text| !text.is_empty()).collect();
    match why.join("\n\n") {
        none if none.is_empty() => {}
        long if long.contains('\n') => fields.push(("background", Value::text(long + "\n"))),
        short => fields.push(("background", Value::text(short))),
    }
    if let Some(received) = request.received {
        let start = Value::Fields(vec![("start", Value::Word(received.to_string()))]);
        fields.push(("period", start));
    }
    fields.push(("request", Value::text(record.id.slug.as_ref())));
    let source = |source: &super::Source| {
        let mut fields = vec![("title", Value::text(source.title.as_str()))];
        fields.extend(source.url.as_ref().map(|url| ("url", Value::text(url.as_str()))));
        fields.extend(source.publisher.as_deref().map(|name| ("publisher", Value::text(name))));
        fields.extend(source.date.map(|date| ("date", Value::text(date.to_string()))));
        Value::Fields(fields)
    };
    if !common.sources.is_empty() {
        fields.push(("sources", Value::List(common.sources.iter().map(source).collect())));
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

const CASE: &str = "\
topics: []
background:      # how it came about
goals:
  ours: []       # what we wanted
  partner: []    # what the partner wanted
countries: []    # such as [UG, SE]
partners: []     # files in content/partners, without .md
people: []       # such as [{person: ada, part: ran the upload}]
tools: []        # files in content/tools, without .md
content_types: []
# period: {start: 2026-01, end: 2026-06}
# request: the name of its folder in content/requests
lessons: []
metrics: []      # such as [{label: Files, value: 500, baseline: 0, date: 2026-06}]
sources: []      # such as [{title: Report, url: https://example.org/}]
";

const CASE_BODY: &str = "
## What was done

## What came of it

## What we would do otherwise
";

const GUIDE: &str = "\
topics: []
problem:         # the problem that it solves
when_to_use:     # when to use it, and when not
level: beginner  # beginner, intermediate or advanced
tools: []        # files in content/tools, without .md
evidence: []     # files in content/cases, without .md
confidence: work-in-progress
# owner: people/ada
# last_reviewed: 2026-03-09
review_interval: 12 months
sources: []      # such as [{title: Help page, url: https://example.org/}]
";

const GUIDE_BODY: &str = "
## Solution

## Things to consider
";

const CLINIC: &str = "\
topics: []
# start: 2026-03-09T15:00
# end: 2026-03-09T16:30
time_zone: UTC
languages: []
hosts: []        # files in content/people, without .md
speakers: []
# join: https://example.org/
# recording: {url: https://example.org/, licence: cc-by-sa-4.0}
guides: []       # files in content/guides, without .md
";

const CLINIC_BODY: &str = "
## What it is about
";

const PERSON: &str = "\
roles: []        # such as [{role: committee, since: 2026-01}]
countries: []    # such as [UG]
languages: []    # such as [en, sw]
expertise: []
accounts: {}     # such as {wiki: Ada, github: ada}
";

const GROUP: &str = "\
mandate:         # what it is there for
members: []      # files in content/people, without .md
status: planned  # planned, active or closed
meetings: []     # such as [2026-03-09T15:00]
time_zone: UTC
";

const PARTNER: &str = "\
# type: glam
countries: []    # such as [UG]
# wikidata: Q42
# website: https://example.org/
";

const TOOL: &str = "\
purpose:         # what it is for
# url: https://example.org/
# health: working
# last_checked: 2026-03-09
alternatives: [] # files in content/tools, without .md
";

const REQUEST: &str = "\
requester: {name: \"\"} # a name or a user name; never an address
countries: []    # such as [UG]
languages: []    # such as [en]
description:     # what is asked for
justification:   # why it matters
partners: []     # files in content/partners, without .md
content_types: []
tools: []
licence_status:  # what is known of the licences
";

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

const PAGE: &str = "\
menu: false      # true shows it in the main menu
";
