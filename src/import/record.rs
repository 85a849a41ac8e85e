//! A document as a record: what goes into fields, what into the text, and what is told to whoever gave the command.
//!
//! A field gets what is certain: the title, links of a list of sources, terms that a document names as its own. What a
//! text merely mentions is told and goes nowhere.

mod names;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value as Json;

use super::document::Document;
use super::writer::{Reference, Segment};
use crate::config::{Language, Vocabulary, plain_name};
use crate::desk::private::{self, Kind as PrivateKind};
use crate::record::{Blank, Common, Field, Kind, Shown, filled, slugify, to_write};
use crate::site::Site;
use crate::yaml::write::Value;

/// Headings of a list of sources, in the languages of the interface.
const SOURCES: &[&str] = &[
    "references",
    "sources",
    "bibliography",
    "further reading",
    "external links",
    "références",
    "bibliographie",
    "liens externes",
    "referencias",
    "fuentes",
    "bibliografía",
    "enlaces externos",
    "referências",
    "fontes",
    "bibliografia",
    "ligações externas",
    "källor",
    "referenser",
    "litteratur",
    "externa länkar",
    "مراجع",
    "المراجع",
    "مصادر",
    "المصادر",
];

/// How long the title of a source, or a summary, is at most, in characters.
const LONGEST: usize = 300;

/// How many names a line tells.
const TOLD: usize = 8;

/// A record as it may be written.
#[derive(Debug)]
pub struct Made {
    pub title: String,
    /// The whole text of its file.
    pub text: String,
    /// The name and content of each picture, which lie beside it.
    pub pictures: Vec<(String, Vec<u8>)>,
    /// What was recognised, left out, and is still to be done: lines for the terminal.
    pub report: String,
}

/// What a document becomes as a record of `kind`. `title` and `language` are what somebody said it has; `is_valid` says
/// whether a text would be a record without an error.
#[must_use]
pub fn compose(
    document: Document,
    kind: Kind,
    title: Option<&str>,
    language: Option<&Language>,
    site: &Site,
    is_valid: &dyn Fn(&str) -> bool,
) -> Made {
    let Document { name, format, mut found, mut segments, notes, told } = document;
    let mut composer = Composer { kind, site, fields: Vec::new(), kept: Vec::new(), not_taken: Vec::new() };
    let said = found.title.clone().filter(|_| title.is_some());
    let (title, title_is_from) =
        Composer::title(title, &mut found.title, found.named.as_deref(), &mut segments);
    if let Some(said) = said.filter(|said| one_line(said) != title) {
        composer.not_taken.push(format!("title: {}", one_line(&said)));
    }
    composer.language(language, found.language.as_deref());
    if let Some(summary) = found.summary.take() {
        composer.summary(&summary);
    }
    composer.sources(&mut segments, found.source.take());
    composer.keywords(&found.keywords);
    let others = std::mem::take(&mut found.fields);
    composer.own_fields(others, &title, is_valid);
    for author in &found.authors {
        composer.not_taken.push(format!("author: {}", one_line(author)));
    }
    if let Some(date) = &found.date {
        composer.not_taken.push(format!("date: {}", one_line(date)));
    }
    let mut text = body(&segments, &notes, &composer.kept);
    let maybe = composer.mentioned(&text);
    let private = private::find(&text);
    let mut counts = private::Counts::new();
    for found in &private {
        *counts.entry(found.kind).or_default() += 1;
    }
    // What a request holds is published as it comes in.
    let is_withheld = kind == Kind::Request && !counts.is_empty();
    if is_withheld {
        text = private::withhold(&text).0;
    }
    let front = filled(kind, &title, &composer.fields);
    let text = format!("{front}\n{text}").trim_end().to_owned() + "\n";

    let mut report = format!("{name}, {}\n", format.noun());
    let mut recognised = vec![format!("the title “{}” ({title_is_from})", one_line(&title))];
    recognised.extend(told.recognised());
    line(&mut report, "recognised", &recognised.join(", "));
    let fields: Vec<String> = composer.fields.iter().map(|(field, value)| counted(field, value)).collect();
    line(&mut report, "in fields", &fields.join(", "));
    let changed = told.changed();
    if !changed.is_empty() {
        report.push_str("  left out or changed:\n");
        for what in changed {
            let _ = writeln!(report, "    {what}");
        }
    }
    let kept = composer.kept.iter().map(|(name, _)| format!("`{}`", one_line(name)));
    line(&mut report, "at the end of the text, since no field has it", &short(kept.collect()));
    line(&mut report, "not taken over", &short(composer.not_taken));
    line(&mut report, "mentioned, perhaps for its fields", &maybe.join("; "));
    let counted: Vec<String> =
        counts.iter().map(|(kind, count)| PrivateKind::counted(*kind, *count)).collect();
    let what = if is_withheld { "withheld" } else { "to look at before you commit" };
    line(&mut report, what, &counted.join(", "));
    let set: BTreeSet<&str> = composer.fields.iter().map(|(field, _)| field.name).collect();
    let open = kind.fields().filter(|field| {
        let is_asked = matches!(field.blank, Blank::Value(_)) && field.shown != Shown::Nowhere;
        is_asked && field.name != Common::title.name && !set.contains(field.name)
    });
    let open: Vec<&str> = open.map(|field| field.name).collect();
    line(&mut report, "to be filled in, where it says something", &open.join(", "));
    Made { title, text, pictures: found.pictures, report }
}

/// A line of the report; none where there is nothing to say.
fn line(report: &mut String, what: &str, said: &str) {
    if !said.is_empty() {
        // Writing to a string cannot fail.
        let _ = writeln!(report, "  {what}: {said}");
    }
}

/// The first of some names, and how many others there are.
fn short(mut names: Vec<String>) -> String {
    let more = names.len().saturating_sub(TOLD);
    names.truncate(TOLD);
    if more > 0 {
        names.push(format!("and {more} more"));
    }
    names.join(", ")
}

/// A field, with how many entries it has.
fn counted(field: &Field, value: &Value) -> String {
    match value {
        Value::List(entries) => format!("`{}` ({})", field.name, entries.len()),
        _ => format!("`{}`", field.name),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of one line that is no longer than fields are.
fn short_text(text: &str) -> String {
    one_line(text).chars().take(LONGEST).collect()
}

struct Composer<'s> {
    kind: Kind,
    site: &'s Site,
    fields: Vec<(&'static Field, Value)>,
    /// What no field has, by its name, and as it was written.
    kept: Vec<(String, String)>,
    /// What is told and goes nowhere.
    not_taken: Vec<String>,
}

impl Composer<'_> {
    /// The title, and where it is from. A heading that is the title is taken out of the text.
    fn title(
        given: Option<&str>,
        found: &mut Option<String>,
        named: Option<&str>,
        segments: &mut Vec<Segment>,
    ) -> (String, &'static str) {
        let opening = match segments.first() {
            Some(Segment::Heading { level: 1, plain, .. }) => Some(plain.clone()),
            _ => None,
        };
        let others =
            segments.iter().filter(|segment| matches!(segment, Segment::Heading { level: 1, .. })).count();
        let said = found.take().map(|title| one_line(&title)).filter(|title| !title.is_empty());
        // One heading of the first level that opens the text is its title, unless the document has another. A page
        // in HTML often adds the name of its site to it.
        let is_title = |opening: &String| said.as_ref().is_none_or(|said| said.contains(opening.as_str()));
        let opening = opening.filter(|opening| others == 1 && is_title(opening));
        let usable = |title: &str| !slugify(title).is_empty();
        let (title, from) = match (given, opening.as_deref(), said.as_deref()) {
            (Some(given), ..) => (given.to_owned(), "as you said"),
            (_, Some(opening), _) if usable(opening) => (opening.to_owned(), "the first heading"),
            (_, _, Some(said)) if usable(said) => (said.to_owned(), "as the document says"),
            _ => (named.unwrap_or_default().to_owned(), "the name of the file"),
        };
        if opening.is_some_and(|opening| one_line(&opening) == one_line(&title)) {
            segments.remove(0);
        }
        (title.chars().filter(|c| !c.is_control()).take(LONGEST).collect::<String>().trim().to_owned(), from)
    }

    /// The language, where it is not the site's own.
    fn language(&mut self, given: Option<&Language>, found: Option<&str>) {
        let language = given.cloned().or_else(|| {
            let parsed = Language::parse(found?.trim());
            let known = |parsed: &Language| {
                let languages = &self.site.config.languages;
                languages
                    .iter()
                    .find(|known| *known == parsed)
                    .or_else(|| languages.iter().find(|known| known.is_akin(parsed)))
                    .cloned()
            };
            parsed.as_ref().and_then(known)
        });
        match language {
            Some(language) if language != *self.site.config.default_language() => {
                self.fields.push((Common::language, Value::text(language.as_str())));
            }
            Some(_) => {}
            None => self.not_taken.extend(found.map(|tag| format!("language: {}", one_line(tag)))),
        }
    }

    fn summary(&mut self, summary: &str) {
        let summary = one_line(summary);
        if summary.is_empty() {
            return;
        }
        if summary.chars().count() <= LONGEST {
            self.fields.push((Common::summary, Value::text(summary)));
        } else {
            self.kept.push(("summary".to_owned(), summary));
        }
    }

    /// The links of a list of sources at the end, and the page that the document was.
    fn sources(&mut self, segments: &mut Vec<Segment>, page: Option<(String, String, Option<String>)>) {
        let mut sources: Vec<Value> = Vec::new();
        if let Some((title, address, date)) = page {
            let mut fields = vec![("title", Value::text(short_text(&title))), ("url", Value::text(address))];
            let is_day = |date: &String| date.parse::<jiff::civil::Date>().is_ok();
            fields.extend(date.filter(is_day).map(|date| ("date", Value::Word(date))));
            sources.push(Value::Fields(fields));
        }
        let mut at = 0;
        while at + 1 < segments.len() {
            let is_list = matches!(&segments[at], Segment::Heading { plain, .. }
                if SOURCES.contains(&plain.trim().trim_end_matches(':').to_lowercase().as_str()));
            let ends = match segments.get(at + 2) {
                Some(Segment::Text { markdown, .. }) => markdown == "---",
                _ => true,
            };
            let references = match &mut segments[at + 1] {
                Segment::Text { references: Some(references), .. } if is_list && ends => {
                    std::mem::take(references)
                }
                _ => {
                    at += 1;
                    continue;
                }
            };
            for Reference { title, address } in references {
                let fields = vec![("title", Value::text(short_text(&title))), ("url", Value::text(address))];
                sources.push(Value::Fields(fields));
            }
            segments.drain(at..at + 2);
        }
        if !sources.is_empty() {
            self.fields.push((Common::sources, Value::List(sources)));
        }
    }

    /// What a document says that it is about: terms and tools of the site, by their exact names.
    fn keywords(&mut self, keywords: &[String]) {
        let vocabularies = [
            ("topics", Vocabulary::Topics),
            ("countries", Vocabulary::Countries),
            ("content_types", Vocabulary::ContentTypes),
        ];
        let mut unknown: Vec<String> = Vec::new();
        let mut terms: Vec<(&'static Field, Vec<String>)> = Vec::new();
        let mut add =
            |field: &'static Field, id: &str| match terms.iter_mut().find(|(known, _)| *known == field) {
                Some((_, ids)) if ids.iter().any(|known| known == id) => {}
                Some((_, ids)) => ids.push(id.to_owned()),
                None => terms.push((field, vec![id.to_owned()])),
            };
        for keyword in keywords {
            let plain = plain_name(keyword);
            if plain.is_empty() {
                continue;
            }
            let known = vocabularies.iter().find_map(|(field, vocabulary)| {
                let field = self.kind.field(field)?;
                let is_it = |(_, names): &(String, Vec<String>)| names.contains(&plain);
                Some((field, self.terms(*vocabulary).into_iter().find(is_it)?.0))
            });
            let known = known.or_else(|| {
                let field = self.kind.field("tools")?;
                Some((field, self.tools().into_iter().find(|(_, name)| *name == plain)?.0))
            });
            match known {
                Some((field, id)) => add(field, &id),
                None => unknown.push(one_line(keyword)),
            }
        }
        self.fields.extend(terms.into_iter().map(|(field, ids)| (field, Value::texts(ids))));
        if !unknown.is_empty() {
            self.kept.push(("keywords".to_owned(), unknown.join(", ")));
        }
    }

    /// Fields that the kind has too, where what they hold is right, and all others for the end of the text.
    fn own_fields(&mut self, fields: Vec<(String, Json)>, title: &str, is_valid: &dyn Fn(&str) -> bool) {
        for (name, value) in fields {
            let field =
                self.kind.field(&name).filter(|field| self.fields.iter().all(|(known, _)| known != field));
            let written = field
                .zip(written(&value))
                .filter(|(field, value)| is_valid(&filled(self.kind, title, &[(field, value.clone())])));
            match written {
                Some(written) => self.fields.push(written),
                None => self.kept.push((name, shown(&value))),
            }
        }
    }
}

/// A value of a front matter as it may be written; groups of fields are none.
fn written(value: &Json) -> Option<Value> {
    match value {
        Json::String(text) => Some(Value::prose(text.trim())),
        Json::Bool(_) | Json::Number(_) => Some(Value::Word(value.to_string())),
        Json::Array(entries) => entries.iter().map(written).collect::<Option<_>>().map(Value::List),
        Json::Null | Json::Object(_) => None,
    }
}

/// A value on one line, for people.
fn shown(value: &Json) -> String {
    match value {
        Json::String(text) => one_line(text),
        value => value.to_string(),
    }
}

/// The text of the record. Headings begin at the second level, as the title is the first.
fn body(segments: &[Segment], notes: &str, kept: &[(String, String)]) -> String {
    let level = |segment: &Segment| match segment {
        Segment::Heading { level, .. } => Some(*level),
        Segment::Text { .. } => None,
    };
    let highest = segments.iter().filter_map(level).min().unwrap_or(2);
    let mut blocks: Vec<String> = Vec::new();
    for segment in segments {
        blocks.push(match segment {
            Segment::Heading { level, markdown, .. } => {
                let level = (2 + level - highest).min(6);
                format!("{} {}", "#".repeat(level), markdown.replace("\\\n", " "))
            }
            Segment::Text { markdown, .. } => markdown.clone(),
        });
    }
    if !kept.is_empty() {
        blocks.push(to_write("where this belongs, which the document says of itself"));
        let line = |(name, value): &(String, String)| {
            let mut line = super::line::Line::default();
            line.code(&format!("{name}: {value}"));
            format!("- {}", line.finish().markdown)
        };
        blocks.push(kept.iter().map(line).collect::<Vec<_>>().join("\n"));
    }
    if !notes.is_empty() {
        blocks.push(notes.to_owned());
    }
    blocks.join("\n\n")
}
