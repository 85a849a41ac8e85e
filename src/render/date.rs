//! Dates and times as phrases, in words and in the form that programs read.

use jiff::civil;

use super::context::Context;
use super::html::Html;
use super::phrase::Phrase;
use crate::record::value::{LocalTime, PartialDate};

/// A day.
pub(super) fn day(cx: &Context<'_>, date: civil::Date) -> Html {
    partial(cx, date.into())
}

/// A date that may be a month or a year.
pub(super) fn partial(cx: &Context<'_>, date: PartialDate) -> Html {
    cx.cache.dates.get(date, || {
        let value = Phrase {
            text: cx.words().partial_date(date).into(),
            datetime: Some(date.to_string()),
            lang: cx.words_language(),
            ..Phrase::default()
        };
        value.html()
    })
}

/// A date for a line of text that cannot say its language: in words only where they are the
/// page's own.
pub(super) fn plain(cx: &Context<'_>, date: PartialDate) -> String {
    if cx.interface.foreign { date.to_string() } else { cx.words().partial_date(date) }
}

/// When a clinic takes place, as one or two values.
pub(super) fn times<'a>(
    cx: &Context<'a>,
    start: LocalTime,
    end: Option<LocalTime>,
    zone: Option<&jiff::tz::TimeZone>,
) -> Vec<Phrase<'a>> {
    let machine = |at: LocalTime| {
        let zoned = at.time.and_then(|time| zone?.to_zoned(at.date.to_datetime(time)).ok());
        match (zoned, at.time) {
            (Some(zoned), _) => zoned.strftime("%Y-%m-%dT%H:%M%:z").to_string(),
            (None, Some(time)) => format!("{}T{}", at.date, time.strftime("%H:%M")),
            (None, None) => at.date.to_string(),
        }
    };
    let value = |text: String, at: LocalTime| Phrase {
        text: text.into(),
        datetime: Some(machine(at)),
        lang: cx.words_language(),
        ..Phrase::default()
    };
    let words = cx.words();
    let mut when = vec![value(words.when(start), start)];
    if let Some(end) = end.filter(|end| *end != start) {
        let ends = match end.time {
            Some(time) if end.date == start.date => words.time(time),
            _ => words.when(end),
        };
        when.push(value(ends, end));
    }
    when
}
