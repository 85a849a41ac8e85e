//! A committee member's review of a request: a file of its own for each member and stage, so that two
//! who write at once never touch the same file. It has no page; the request's page shows it.

use std::sync::Arc;

use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};

use super::is_told;
use super::names::Named;
use super::request::Priority;
use super::value::Date;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath, text};
use crate::parse::front_matter::{Split, split};
use crate::source::{Cleaned, SitePath, Span};
use crate::yaml::write::Value;
use crate::yaml::{Yaml, is_misread, locate};

/// A review, and what its path says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    pub file: SitePath,
    /// The id of the request.
    pub request: Arc<str>,
    /// The stage of the workflow that it was written in.
    pub stage: Box<str>,
    /// The slug of whoever wrote it.
    pub person: Box<str>,
    pub recommendation: Recommendation,
    pub priority: Option<Priority>,
    /// Why, for everybody to read.
    pub reason: String,
    pub conditions: Vec<String>,
    pub concerns: Vec<Concern>,
    /// Why the writer is no impartial judge, in their own words. Such a review is shown and does not
    /// count.
    pub conflict: Option<String>,
    /// Why the writer takes it back, in their own words. It stays to be read and does not count.
    pub withdrawn: Option<String>,
    /// Who wrote it down in the writer's place, and from what.
    pub recorded: Option<Recorded>,
    /// Why a review that somebody else wrote down is not what its writer said, in their own words. It does not count.
    pub contested: Option<String>,
    /// Digests of the mails that it was written down from, so that none is taken twice.
    pub mails: Vec<String>,
    /// The [digest](super::Record::digest) of the request that it judged.
    pub digest: String,
    /// When it was written.
    pub date: Option<Date>,
}

/// What a review says should be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Recommendation {
    Proceed,
    Revise,
    Decline,
}

/// Who wrote a review down in the place of its writer, and from what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// Who wrote it down: the name of a file in `content/people`, without `.md`.
    pub by: Box<str>,
    /// From what.
    pub from: RecordedFrom,
    /// When.
    pub on: Date,
}

/// What a review was written down from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecordedFrom {
    Mail,
    Meeting,
}

impl Recorded {
    /// It as the field `recorded` of a review.
    #[must_use]
    pub fn value(&self) -> Value {
        Value::Fields(vec![
            ("by", Value::text(&*self.by)),
            ("from", Value::text(self.from.name())),
            ("on", Value::Word(self.on.to_string())),
        ])
    }
}

/// Something that stands in the way until it is resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Concern {
    /// A short name, so that people can speak of it.
    pub name: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(default)]
    pub resolved: bool,
}

/// A committee member's review of a request.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
struct Written {
    /// What should be done.
    recommendation: Option<Recommendation>,
    /// How soon the request should be taken up.
    priority: Option<Priority>,
    /// Why, for everybody to read.
    reason: Option<String>,
    /// What should hold before it goes on.
    conditions: Vec<String>,
    /// What stands in the way until it is resolved.
    concerns: Vec<Concern>,
    /// Why you are no impartial judge of this request, if you are not.
    conflict: Option<String>,
    /// Why you take the review back, if you do: it stays to be read and does not count any more.
    withdrawn: Option<String>,
    /// Who wrote it down in your place, and from what.
    recorded: Option<Recorded>,
    /// Why this is not what you said, of a review that somebody else wrote down: it stays to be read and does not count.
    contested: Option<String>,
    /// Digests of the mails that it was written down from, so that none is taken twice.
    mails: Vec<String>,
    /// What the request's page shows as its digest: by it one sees later whether the request has changed.
    digest: Option<String>,
    /// When you wrote it.
    date: Option<Date>,
}

impl Review {
    /// Reads the review `name` (`STAGE-PERSON`) of a request.
    #[must_use]
    pub fn parse(file: &SitePath, request: &str, name: &str, text: &str) -> (Option<Self>, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let Some(cleaned) = Cleaned::of(text) else {
            let review = Self::read(file, request, name, text, &mut diagnostics);
            return (review, diagnostics);
        };
        let review = Self::read(file, request, name, &cleaned.text, &mut diagnostics);
        text::restore(diagnostics.as_mut_slice(), file, &cleaned, 0);
        diagnostics.push(text::control_characters(file, cleaned.first, &cleaned.removed));
        (review, diagnostics)
    }

    fn read(
        file: &SitePath,
        request: &str,
        name: &str,
        text: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        if let Some(fault) = text::conflict(file, text) {
            diagnostics.push(fault);
            return None;
        }
        let split = split(file, text).map_err(|fault| diagnostics.push(fault)).ok()?;
        let yaml = Yaml { file, text: split.yaml, offset: split.yaml_start };
        let (written, faults) = yaml.read_sound::<Written>();
        let is_misread = faults.iter().any(is_misread);
        diagnostics.extend(faults);
        let written = written?;
        if let Some(fault) = text_below(file, text, &split) {
            diagnostics.push(fault);
        }
        let missing = written.missing().filter(|(field, _)| !is_told(diagnostics, &split, field));
        let missing: Vec<_> = missing.map(|(field, help)| lacks(file, &split, field, help)).collect();
        diagnostics.extend(missing);
        let unsaid = written.unsaid(file, &split);
        if !unsaid.is_empty() {
            diagnostics.extend(unsaid);
            return None;
        }
        // Half a review decides nothing.
        if is_misread {
            return None;
        }
        let (stage, person) = name.split_once('-')?;
        Some(Self {
            file: file.clone(),
            request: request.into(),
            stage: stage.into(),
            person: person.into(),
            recommendation: written.recommendation?,
            priority: written.priority,
            reason: written.reason.filter(|reason| !reason.trim().is_empty())?,
            conditions: written.conditions,
            concerns: written.concerns,
            conflict: written.conflict,
            withdrawn: written.withdrawn,
            recorded: written.recorded,
            contested: written.contested,
            mails: written.mails,
            digest: written.digest?,
            date: written.date,
        })
    }

    /// Whether its writer stands by it: they have neither taken it back nor contested it.
    #[must_use]
    pub fn is_upheld(&self) -> bool {
        self.withdrawn.is_none() && self.contested.is_none()
    }

    /// The JSON Schema of the front matter.
    #[must_use]
    pub fn schema() -> Schema {
        let mut schema = schemars::schema_for!(Written);
        schema.insert("title".to_owned(), "Review".into());
        schema.insert("required".to_owned(), serde_json::json!(["recommendation", "reason", "digest"]));
        schema
    }
}

impl Written {
    /// The fields that every review has and this one lacks, each with what to do.
    fn missing(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let has_reason = self.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty());
        let needed = [
            (self.recommendation.is_some(), "recommendation", "write `proceed`, `revise` or `decline`"),
            (
                has_reason,
                "reason",
                "say why in a sentence or more: the requester and everybody else reads it",
            ),
            (
                self.digest.is_some(),
                "digest",
                "copy it from the request's page, or let `casebook request review` write the file",
            ),
        ];
        needed.into_iter().filter(|(is_there, ..)| !is_there).map(|(_, field, help)| (field, help))
    }

    /// What keeps the review from counting and says nothing, or cannot be said of it.
    fn unsaid(&self, file: &SitePath, split: &Split<'_>) -> Vec<Diagnostic> {
        let fault = |code, field: &str, message: String, help: &str| {
            let place = locate(split.yaml, &FieldPath::key(field), true).shifted(split.yaml_start);
            Diagnostic::new(code, file, place, message).help(help)
        };
        let mut faults = Vec::new();
        for (field, text, what) in
            [("withdrawn", &self.withdrawn, "taken back"), ("contested", &self.contested, "contested")]
        {
            if text.as_ref().is_some_and(|why| why.trim().is_empty()) {
                let help = format!("write why behind `{field}:`, or delete the line: then it counts");
                let message = format!("nothing says why the review is {what}");
                faults.push(fault(Code::MissingField, field, message, &help));
            }
        }
        if self.contested.is_some() && self.recorded.is_none() {
            let message = "nobody but its writer wrote this review down".to_owned();
            let help = "write `withdrawn` to take back a review of your own";
            faults.push(fault(Code::BadValue, "contested", message, help));
        }
        faults
    }
}

fn lacks(file: &SitePath, split: &Split<'_>, field: &str, help: &str) -> Diagnostic {
    let place = locate(split.yaml, &FieldPath::key(field), true).shifted(split.yaml_start);
    Diagnostic::new(Code::MissingField, file, place, format!("the review has no `{field}`")).help(help)
}

/// A review's text belongs into its fields, where nothing of it is lost.
fn text_below(file: &SitePath, text: &str, split: &Split<'_>) -> Option<Diagnostic> {
    let body = text.get(split.body_start..)?;
    let start = split.body_start + (body.len() - body.trim_start().len());
    let end = split.body_start + body.trim_end().len();
    (start < end).then(|| {
        Diagnostic::new(
            Code::ReviewText,
            file,
            Span::new(start, end),
            "a review has no text below its front matter",
        )
        .help("write it into `reason: |`, with each line indented by two spaces")
    })
}
