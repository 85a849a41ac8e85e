//! A record as wikitext, for a case or a guide that goes back to a wiki: its text, what its fields say, and where it is
//! from. `casebook export` calls [`wikitext`].

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::messages::Words;
use super::theme::Theme;
use crate::config::{Vocabulary, names};
use crate::parse::front_matter::split;
use crate::parse::markdown::{self, Leads, Wikitext, wiki_text};
use crate::record::{
    At, Common, Field, Fields, Kind, Metric, Named, Precision, Record, Shown, Value, Visitor,
};
use crate::site::{EntryId, Site, Target};
use crate::source::UrlPath;

/// A record as wikitext. `text` is that of its file.
#[must_use]
pub fn wikitext(site: &Site, theme: &Theme, id: EntryId, text: &str) -> Wikitext {
    let entry = site.entry(id);
    let record = &*entry.record;
    let words = &theme.interface(&record.language).words;
    let targets: BTreeMap<usize, &Target> = record
        .body
        .links
        .iter()
        .zip(site.targets(id))
        .map(|(link, target)| (link.span.start as usize, target))
        .collect();
    let leads = |start: usize| targets.get(&start).and_then(|target| leads(site, target));
    let body_start = split(&record.file, text).map_or(0, |split| split.body_start);
    let mut body = markdown::wikitext(text, body_start, &leads);

    let mut fields = Gathered { site, words, record, facts: Vec::new(), sections: Vec::new() };
    record.walk(&mut fields);
    let mut out = String::new();
    if let Some(summary) = &record.common.summary {
        let _ = writeln!(out, "{}\n", wiki_text(summary.trim()));
    }
    if !fields.facts.is_empty() {
        out.push_str("{| class=\"wikitable\"\n");
        for (field, values) in &fields.facts {
            let _ = writeln!(out, "|-\n! {}\n| {}", wiki_text(&words.get(field.label)), values.join("; "));
        }
        out.push_str("|}\n\n");
    }
    for (field, entries) in &fields.sections {
        let _ = writeln!(out, "== {} ==\n", wiki_text(&words.get(field.heading())));
        match entries.as_slice() {
            [one] => out.push_str(one),
            several => out.push_str(
                &several
                    .iter()
                    .flat_map(|entry| ["* ".to_owned(), entry.replace("\n\n", "<br />"), "\n".to_owned()])
                    .collect::<String>(),
            ),
        }
        out.push_str("\n\n");
    }
    if let Fields::Case(case) = &record.fields
        && !case.metrics.is_empty()
    {
        let _ = writeln!(out, "== {} ==\n\n{}", words.get("section-results"), metrics(words, &case.metrics));
    }
    out.push_str(&body.text);
    out.push_str(&sources(words, &record.common));
    let _ = writeln!(out, "\n----\n{}", origin(site, words, &entry.url, record));
    body.text = out;
    body
}

/// Where a link within the site leads.
fn leads(site: &Site, target: &Target) -> Option<Leads> {
    let (url, anchor, title) = match target {
        Target::Record(to, anchor) => {
            let entry = site.entry(*to);
            (&entry.url, anchor, entry.record.common.title.clone())
        }
        Target::Address(url, anchor) => (url, anchor, url.as_str().to_owned()),
        Target::Nowhere => return None,
    };
    let address = site.config.base_url.as_ref().map(|base| {
        let address = url.absolute(base);
        if anchor.is_empty() { address } else { format!("{address}#{anchor}") }
    });
    Some(Leads { address, title })
}

/// The fields that readers see, as wikitext.
struct Gathered<'s> {
    site: &'s Site,
    words: &'s Words,
    record: &'s Record,
    facts: Vec<(&'static Field, Vec<String>)>,
    sections: Vec<(&'static Field, Vec<String>)>,
}

impl<'r> Visitor<'r> for Gathered<'_> {
    fn value(&mut self, value: Value<'r>, at: &At<'_>) {
        let field = at.top();
        let list = match field.shown {
            Shown::Fact => &mut self.facts,
            // Sources and figures have a form of their own.
            Shown::Section(_) if !["sources", "metrics"].contains(&field.name) => &mut self.sections,
            // Texts with a place of their own, such as the problem that a guide solves.
            Shown::Apart if matches!(value, Value::Text(_)) && *field != *Common::pictures => {
                &mut self.sections
            }
            _ => return,
        };
        let Some(shown) = shown(self.site, self.words, self.record, value) else { return };
        // Of a group it is said which part a value is.
        let shown = match at.field() {
            inner if *inner != *field => match self.words.find(&format!("{}-{}", field.name, inner.name)) {
                Some(label) => format!("''{}'': {shown}", wiki_text(label)),
                None => shown,
            },
            _ => shown,
        };
        match list.iter_mut().find(|(known, _)| known.label == field.label && known.shown == field.shown) {
            Some((_, values)) => values.push(shown),
            None => list.push((field, vec![shown])),
        }
    }
}

/// A value as wikitext; none for what is no text for readers.
fn shown(site: &Site, words: &Words, record: &Record, value: Value<'_>) -> Option<String> {
    Some(match value {
        Value::Text(text) => {
            let paragraphs: Vec<String> = text
                .trim()
                .split("\n\n")
                .map(|part| wiki_text(&part.split_whitespace().collect::<Vec<_>>().join(" ")))
                .collect();
            paragraphs.join("\n\n")
        }
        Value::Name(name) => wiki_text(name),
        Value::Whole(number) => words.count(usize::try_from(number).ok()?),
        Value::Number(number) => wiki_text(&words.number(number)),
        Value::Date(date) => words.partial_date(date),
        Value::Time(time) => words.when(time),
        Value::Interval(interval) => interval.to_string(),
        Value::TimeZone(zone) => wiki_text(zone),
        Value::Choice(choice) => wiki_text(&words.get(&format!("value-{}-{}", choice.of, choice.name))),
        Value::Record(kind, slug) => linked(site, record, kind, slug),
        Value::Term(vocabulary, id) => wiki_text(site.label(vocabulary, id, &record.language)),
        Value::Language(language) => wiki_text(
            &names::name_in(language, &record.language).unwrap_or_else(|| language.as_str().to_owned()),
        ),
        Value::Address(address) => address.to_owned(),
        Value::Item(item) => format!("[[d:{item}|{item}]]"),
        Value::Commons(page) => format!("[[:c:{page}|{}]]", wiki_text(page)),
        Value::Flag(_) | Value::State(_) | Value::File(_) | Value::Alias(_) => return None,
    })
}

/// Another record by its title, with its address where the site has one.
fn linked(site: &Site, record: &Record, kind: Kind, slug: &str) -> String {
    let Some(id) = site.named(kind, slug).map(|id| site.in_language(id, &record.language)) else {
        return wiki_text(slug);
    };
    let entry = site.entry(id);
    let title = wiki_text(&entry.record.common.title);
    match &site.config.base_url {
        Some(base) => format!("[{} {title}]", entry.url.absolute(base)),
        None => title,
    }
}

/// Figures as a table.
fn metrics(words: &Words, metrics: &[Metric]) -> String {
    let mut table = "{| class=\"wikitable\"\n|-\n".to_owned();
    let columns = ["metric-label", "metric-value", "metric-baseline", "metric-target", "metric-date"];
    let names: Vec<String> = columns.iter().map(|name| wiki_text(&words.get(name))).collect();
    let _ = writeln!(table, "! {}", names.join(" !! "));
    for metric in metrics {
        let number = |value: Option<f64>| value.map(|value| words.number(value)).unwrap_or_default();
        let value = words.number(metric.value);
        let value = match metric.precision {
            Precision::Exact => value,
            precision => {
                let message = format!("value-precision-{}", precision.name());
                words.with(&message, &[("number", value.into())])
            }
        };
        let unit = metric.unit.as_deref().unwrap_or_default();
        let cells = [
            metric.label.clone(),
            format!("{value} {unit}").trim_end().to_owned(),
            number(metric.baseline),
            number(metric.target),
            metric.date.map(|date| words.partial_date(date)).unwrap_or_default(),
        ];
        let mut cells = cells.map(|cell| wiki_text(&cell));
        let others = [&metric.definition, &metric.measured_with].into_iter().flatten();
        let others: Vec<String> = others.map(|said| wiki_text(said.trim())).collect();
        if !others.is_empty() {
            let _ = write!(cells[0], " ({})", others.join("; "));
        }
        let _ = writeln!(table, "|-\n| {}", cells.join(" || "));
    }
    table + "|}\n"
}

/// The list of sources.
fn sources(words: &Words, common: &Common) -> String {
    if common.sources.is_empty() {
        return String::new();
    }
    let mut text = format!("\n== {} ==\n\n", wiki_text(&words.get("section-sources")));
    for source in &common.sources {
        let title = wiki_text(&source.title);
        let mut parts = vec![match &source.url {
            Some(url) => format!("[{} {title}]", url.as_str()),
            None => title,
        }];
        parts.extend(source.publisher.as_deref().map(wiki_text));
        parts.extend(source.date.map(|date| words.partial_date(date)));
        let _ = writeln!(text, "* {}", parts.join(", "));
    }
    text
}

/// Where the text is from, and under which licence it may be used.
fn origin(site: &Site, words: &Words, url: &UrlPath, record: &Record) -> String {
    let title = wiki_text(&record.common.title);
    let from = match &site.config.base_url {
        Some(base) => format!("[{} {title}]", url.absolute(base)),
        None => title,
    };
    let mut parts = vec![format!(
        "{from} ({})",
        wiki_text(site.config.title.get(&record.language, site.config.default_language()))
    )];
    if let Some(id) = &site.config.licence {
        let label = wiki_text(site.label(Vocabulary::Licences, id, &record.language));
        let term = site.vocabularies.get(Vocabulary::Licences, id);
        parts.push(match term.and_then(|term| term.url.as_ref()) {
            Some(url) => format!("[{url} {label}]"),
            None => label,
        });
    }
    words.list(parts.iter().map(String::as_str))
}
