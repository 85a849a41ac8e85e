//! The next meetings and clinics as a calendar that programs subscribe to: iCalendar (RFC 5545).
//!
//! Times are written in UTC, so that no rules of time zones need to travel along; those of which nobody says
//! the zone are written as they are, and float with the reader, as the page shows them too.

use std::fmt::Write as _;

use jiff::civil;

use super::feed::lasting;
use crate::record::value::{LocalTime, TimeZone};
use crate::render::href::absolute;
use crate::site::{Event, Site};

/// How long something lasts of which only the beginning is known, in hours.
const HOURS: i64 = 1;

/// Lines are folded when they would be longer than this, in bytes.
const WIDTH: usize = 73;

/// The calendar of what is still to come.
pub(crate) fn calendar(site: &Site) -> Vec<u8> {
    let language = site.config.default_language();
    let mut out = Lines::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//Casebook//Casebook//EN");
    out.text("X-WR-CALNAME", site.config.title.get(language, language));
    for event in site.events() {
        write(site, &event, &mut out);
    }
    out.line("END:VCALENDAR");
    out.0.into_bytes()
}

fn write(site: &Site, event: &Event<'_>, out: &mut Lines) {
    let entry = site.entry(event.id);
    let url = absolute(site, &entry.url);
    out.line("BEGIN:VEVENT");
    out.text("UID", &format!("{}{}", lasting(&url), event.name));
    // When the entry was made: a build of the same sources on the same day gives the same.
    out.line(&format!("DTSTAMP:{}T000000Z", digits(site.updated(event.id).unwrap_or(site.today))));
    match event.start.time {
        Some(time) => {
            let start = event.start.date.to_datetime(time);
            let end = match event.end {
                Some(LocalTime { date, time: Some(time) }) => date.to_datetime(time),
                // To the end of that day.
                Some(LocalTime { date, time: None }) => {
                    date.tomorrow().unwrap_or(date).to_datetime(civil::Time::midnight())
                }
                None => start.saturating_add(jiff::Span::new().hours(HOURS)),
            };
            out.line(&format!("DTSTART:{}", moment(start, event.zone)));
            out.line(&format!("DTEND:{}", moment(end, event.zone)));
        }
        None => {
            let last = event.end.map_or(event.start.date, |end| end.date);
            out.line(&format!("DTSTART;VALUE=DATE:{}", digits(event.start.date)));
            // The day behind the last one.
            out.line(&format!("DTEND;VALUE=DATE:{}", digits(last.tomorrow().unwrap_or(last))));
        }
    }
    out.text("SUMMARY", &entry.record.common.title);
    if let Some(summary) = &entry.record.common.summary {
        out.text("DESCRIPTION", summary);
    }
    if let Some(join) = event.join {
        out.text("LOCATION", join);
    }
    if url.starts_with("http") {
        out.line(&format!("URL:{url}"));
    }
    out.line("END:VEVENT");
}

/// A time in UTC; as it is where no zone is known (RFC 5545, form 1: the same hour wherever one is).
fn moment(at: civil::DateTime, zone: Option<&TimeZone>) -> String {
    let zoned = zone.and_then(|zone| at.to_zoned(zone.rules()).ok());
    zoned.map_or_else(
        || at.strftime("%Y%m%dT%H%M%S").to_string(),
        |zoned| zoned.with_time_zone(jiff::tz::TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string(),
    )
}

fn digits(date: civil::Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property whose value is text.
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                c if c.is_control() => {}
                c => escaped.push(c),
            }
        }
        self.line(&format!("{name}:{escaped}"));
    }

    /// A line, folded where it is too long: never within a character.
    fn line(&mut self, line: &str) {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > WIDTH {
                self.0.push_str("\r\n ");
                width = 1;
            }
            width += c.len_utf8();
            self.0.push(c);
        }
        // Writing to a string cannot fail.
        let _ = write!(self.0, "\r\n");
    }
}
