//! The next clinics and meetings.

use serde::Serialize;

use crate::config::Language;
use crate::record::value::TimeZone;
use crate::render::context::Context;
use crate::render::date;
use crate::render::html::Html;
use crate::render::link;
use crate::site::Event;

/// How many are shown.
const MOST: usize = 4;

/// A clinic or a meeting that is not over.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct NextItem<'a> {
    /// `clinic`, or `group` for a meeting.
    kind: &'static str,
    /// The link to the clinic or the group.
    link: Html,
    /// When it begins and ends, as one or two dates.
    when: Vec<Html>,
    /// The time zone, where a time is given.
    time_zone: Option<&'a str>,
    /// The summary of the clinic or the group.
    summary: Option<&'a str>,
    /// The language of the summary, where it is not the page's.
    lang: Option<&'a str>,
    /// The direction of that language.
    dir: Option<&'static str>,
}

pub(super) fn next<'a>(cx: &Context<'a>) -> Vec<NextItem<'a>> {
    cx.site.events().into_iter().take(MOST).map(|event| item(cx, &event)).collect()
}

fn item<'a>(cx: &Context<'a>, event: &Event<'a>) -> NextItem<'a> {
    let record = &cx.site.entry(cx.local(event.id)).record;
    let language = cx.other_language(record);
    let rules = event.zone.map(TimeZone::rules);
    NextItem {
        kind: record.id.kind.name(),
        link: link::record(cx, event.id),
        when: date::times(cx, event.start, event.end, rules.as_ref())
            .iter()
            .map(crate::render::phrase::Phrase::html)
            .collect(),
        time_zone: event.zone.filter(|_| event.start.time.is_some()).map(TimeZone::as_str),
        summary: record.common.summary.as_deref(),
        lang: language.map(Language::as_str),
        dir: language.map(|language| language.direction().attribute()),
    }
}
