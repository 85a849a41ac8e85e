//! What comes next: the meetings of groups and the clinics that are not over, for the calendar and the home page.

use std::collections::BTreeMap;

use jiff::civil;

use super::{EntryId, Site};
use crate::record::value::{LocalTime, TimeZone, WebAddress};
use crate::record::{Fields, Kind};

/// A meeting or a clinic.
#[derive(Debug)]
pub struct Event<'s> {
    /// The group or the clinic.
    pub id: EntryId,
    /// What tells it from the others of its record, for as long as it is the same to those who come to it.
    pub name: String,
    pub start: LocalTime,
    pub end: Option<LocalTime>,
    pub last_day: civil::Date,
    pub zone: Option<&'s TimeZone>,
    /// Where to join.
    pub join: Option<&'s str>,
}

impl Site {
    /// What is under way or still to come, the next first.
    #[must_use]
    pub fn events(&self) -> Vec<Event<'_>> {
        let mut events = Vec::new();
        for &id in self.list(Kind::Group).iter().chain(self.list(Kind::Clinic)) {
            match &self.entry(id).record.fields {
                Fields::Group(group) => {
                    events.extend(group.meetings.iter().zip(names(&group.meetings)).map(|(start, name)| {
                        Event {
                            id,
                            name,
                            start: *start,
                            end: None,
                            last_day: start.date,
                            zone: group.time_zone.as_ref(),
                            join: group.join.as_ref().map(WebAddress::as_str),
                        }
                    }));
                }
                Fields::Clinic(clinic) => events.extend(clinic.start.map(|start| Event {
                    id,
                    name: String::new(),
                    start,
                    end: clinic.end,
                    last_day: clinic.last_day().unwrap_or(start.date),
                    zone: clinic.time_zone.as_ref(),
                    join: clinic.join.as_ref().map(WebAddress::as_str),
                })),
                _ => {}
            }
        }
        events.retain(|event| event.last_day >= self.today);
        events.sort_by_key(|event| (event.start.date, event.start.time, event.id));
        events
    }
}

/// A name for each meeting of a group: its day, so that it stays the same at another hour and when others
/// are taken from the list; those of one day are counted.
fn names(meetings: &[LocalTime]) -> impl Iterator<Item = String> {
    let mut of_day: BTreeMap<civil::Date, usize> = BTreeMap::new();
    let name = move |meeting: &LocalTime| {
        let count = of_day.entry(meeting.date).or_default();
        *count += 1;
        if *count == 1 { format!("-{}", meeting.date) } else { format!("-{}-{count}", meeting.date) }
    };
    meetings.iter().map(name).collect::<Vec<_>>().into_iter()
}
