//! Texts that a translation has from its original, because it has none of its own: they are in the
//! original's language, and say so.

use rustc_hash::FxHashSet;

use crate::record::{Fields, Record};
use crate::render::context::Context;
use crate::render::html::{Html, escape};

/// Every text of a record's fields that a page may show.
pub(crate) fn texts(record: &Record) -> FxHashSet<&str> {
    let mut texts: FxHashSet<&str> =
        record.common.sources.iter().map(|source| source.title.as_str()).collect();
    match &record.fields {
        Fields::Case(case) => {
            texts.extend(case.background.as_deref());
            let points = [&case.goals.ours, &case.goals.partner, &case.lessons];
            texts.extend(points.into_iter().flatten().map(String::as_str));
            texts.extend(case.people.iter().filter_map(|part| part.part.as_deref()));
            for metric in &case.metrics {
                texts.insert(&metric.label);
                let others = [&metric.unit, &metric.definition, &metric.measured_with];
                texts.extend(others.into_iter().filter_map(Option::as_deref));
            }
        }
        Fields::Guide(guide) => {
            texts.extend([&guide.problem, &guide.when_to_use].into_iter().filter_map(Option::as_deref));
        }
        Fields::Clinic(clinic) => {
            texts.extend(clinic.series.as_deref());
            texts.extend(clinic.materials.iter().map(|material| material.title.as_str()));
        }
        Fields::Person(person) => {
            texts.extend(person.expertise.iter().map(String::as_str));
            texts.extend(person.availability.as_deref());
        }
        Fields::Group(group) => texts.extend(group.mandate.as_deref()),
        Fields::Tool(tool) => {
            texts.extend([&tool.purpose, &tool.maintainer].into_iter().filter_map(Option::as_deref));
        }
        Fields::Request(request) => {
            let checklist = &request.checklist;
            let single = [
                &request.description,
                &request.justification,
                &request.licence_status,
                &request.status_reason,
                &request.priority_reason,
                &checklist.technical,
                &checklist.legal,
                &checklist.risk,
                &checklist.sustainability,
            ];
            texts.extend(single.into_iter().filter_map(Option::as_deref));
            texts.extend(request.help.iter().chain(&request.gaps).map(String::as_str));
        }
        Fields::Partner(_) | Fields::Page(_) => {}
    }
    texts
}

/// The language of a text of the record, where it is not the page's.
pub(crate) fn language<'a>(cx: &Context<'a>, text: &str) -> Option<&'a str> {
    cx.inherited.contains(text).then(|| cx.site.config.default_language().as_str())
}

/// A text of the record.
pub(crate) fn prose(cx: &Context<'_>, text: &str) -> Html {
    paragraph(cx, text, text)
}

/// A part of a text of the record, such as one of its paragraphs.
pub(crate) fn paragraph(cx: &Context<'_>, part: &str, text: &str) -> Html {
    let escaped = escape(part);
    match language(cx, text) {
        Some(lang) => {
            let dir = cx.site.config.default_language().direction().attribute();
            Html::new(&format!("<span lang=\"{lang}\" dir=\"{dir}\">{escaped}</span>"))
        }
        None => Html::new(&escaped),
    }
}

pub(crate) fn list(cx: &Context<'_>, texts: &[String]) -> Vec<Html> {
    texts.iter().map(|text| prose(cx, text)).collect()
}
