//! What a page is about, for programs that read it: JSON-LD in the words of schema.org.

use std::borrow::Cow;

use serde::Serialize;

use super::context::Context;
use super::date;
use super::html::Html;
use crate::config::Vocabulary;
use crate::record::value::TimeZone;
use crate::record::{Fields, Record};
use crate::site::EntryId;

/// A thing in the words of schema.org: <https://schema.org/docs/full.html>.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Thing<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    of: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    application_category: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Part<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_attendance_mode: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Part<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spatial_coverage: Vec<Part<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// A thing within another.
#[derive(Default, Serialize)]
struct Part<'a> {
    #[serde(rename = "@type")]
    of: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

impl Thing<'_> {
    fn of(of: &'static str) -> Self {
        Self { context: "https://schema.org", of, ..Self::default() }
    }
}

/// The record as JSON-LD that may stand in a `script` element.
pub(super) fn record<'a>(cx: &Context<'a>, id: EntryId) -> Html {
    let site = cx.site;
    let entry = site.entry(id);
    let record = &entry.record;
    let title = Some(record.common.title.as_str());
    let thing = Thing {
        description: record.common.summary.as_deref(),
        url: cx.canonical(&entry.url),
        ..of_kind(cx, record)
    };
    if !matches!(thing.of, "Article" | "TechArticle" | "WebPage") {
        return in_script(&Thing { name: title, ..thing });
    }
    let authors = site.history(id).map(|history| history.contributors.as_slice()).unwrap_or_default();
    let author = |name: &'a std::sync::Arc<str>| Part { of: "Person", name: Some(name), url: None };
    in_script(&Thing {
        headline: title,
        in_language: Some(record.language.as_str()),
        date_modified: site.updated(id).map(|day| day.to_string()),
        date_published: site.created(id).map(|day| day.to_string()),
        author: authors.iter().map(author).collect(),
        ..thing
    })
}

fn of_kind<'a>(cx: &Context<'a>, record: &'a Record) -> Thing<'a> {
    match &record.fields {
        Fields::Guide(_) => Thing::of("TechArticle"),
        Fields::Person(_) => Thing::of("Person"),
        Fields::Group(_) => Thing::of("Organization"),
        Fields::Request(_) | Fields::Meeting(_) | Fields::Upload(_) | Fields::Page(_) => Thing::of("WebPage"),
        // An event that nobody can say the day of is none.
        Fields::Clinic(clinic) if clinic.start.is_none() => Thing::of("WebPage"),
        Fields::Clinic(clinic) => {
            let rules = clinic.time_zone.as_ref().map(TimeZone::rules);
            let moment =
                |at| date::times(cx, at, None, rules.as_ref()).into_iter().find_map(|value| value.datetime);
            let place = |url| Part { of: "VirtualLocation", name: None, url: Some(url) };
            Thing {
                start_date: clinic.start.and_then(moment),
                end_date: clinic.end.and_then(moment),
                event_attendance_mode: (clinic.join.is_some())
                    .then_some("https://schema.org/OnlineEventAttendanceMode"),
                location: clinic.join.as_ref().map(|url| place(url.as_str())),
                ..Thing::of("Event")
            }
        }
        Fields::Partner(partner) => {
            let item = partner.wikidata.as_ref();
            let item = item.map(|item| format!("https://www.wikidata.org/entity/{}", item.as_str()).into());
            let website = || partner.website.as_ref().map(|url| url.as_str().into());
            Thing { same_as: item.or_else(website), ..Thing::of("Organization") }
        }
        Fields::Tool(tool) => Thing {
            same_as: tool.url.as_ref().map(|url| url.as_str().into()),
            application_category: Some("UtilitiesApplication"),
            ..Thing::of("SoftwareApplication")
        },
        Fields::Case(case) => {
            let country = |id: &'a str| Part {
                of: "Country",
                name: Some(cx.label(Vocabulary::Countries, id)),
                url: None,
            };
            let countries = case.countries.iter().map(|id| country(&id.0));
            Thing { spatial_coverage: countries.collect(), ..Thing::of("Article") }
        }
    }
}

/// The site as JSON-LD.
pub(super) fn site(cx: &Context<'_>) -> Html {
    let config = &cx.site.config;
    let default = config.default_language();
    let description = config.description.get(cx.language(), default);
    in_script(&Thing {
        name: Some(config.title.get(cx.language(), default)),
        description: Some(description).filter(|text| !text.is_empty()),
        url: cx.canonical(&cx.url),
        ..Thing::of("WebSite")
    })
}

/// JSON in which nothing ends the `script` element that it stands in.
fn in_script(thing: &Thing<'_>) -> Html {
    let mut json = serde_json::to_string(thing).unwrap_or_default();
    if json.contains(['<', '>', '&']) {
        json = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    }
    Html::new(&json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element() {
        let name = "</script><script>alert(1)</script>&";
        let html = in_script(&Thing { name: Some(name), ..Thing::of("WebSite") });
        assert!(!html.as_str().contains(['<', '&']));
        let read: serde_json::Value = serde_json::from_str(html.as_str()).unwrap();
        assert_eq!(read["name"], name);
    }
}
