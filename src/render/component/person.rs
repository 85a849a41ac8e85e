//! What is said of people where somebody looks for one: how much room they have, where it is which time, why they fit.

use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::record::{Capacity, Fields, Kind, Named, Person, Readiness};
use crate::render::context::Context;
use crate::render::html::{Html, escape};
use crate::render::phrase::{text, with_note};
use crate::render::{badge, language, link};
use crate::site::EntryId;

/// The kinds that show what somebody has done.
const DONE: [Kind; 4] = [Kind::Case, Kind::Guide, Kind::Clinic, Kind::Upload];

/// Somebody who knows a tool or a topic.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Knower {
    /// The link to the person.
    link: Html,
    /// The languages that they speak, whether they have room, and what they have done with it.
    meta: Vec<Html>,
}

/// The person of an entry.
pub(crate) fn person<'a>(cx: &Context<'a>, id: EntryId) -> Option<&'a Person> {
    match &cx.site.entry(cx.site.entry(id).original).record.fields {
        Fields::Person(person) => Some(person),
        _ => None,
    }
}

/// Those of the originals that are people who know what is asked for: first who can be asked, by name.
pub(crate) fn knowers(cx: &Context<'_>, ids: &[EntryId], knows: impl Fn(&Person) -> bool) -> Vec<EntryId> {
    let people = ids.iter().copied().filter(|&id| person(cx, id).is_some_and(&knows));
    in_order(cx, people.collect())
}

/// People in the order in which they are asked: who can be asked, who has no room now, who has left.
pub(crate) fn in_order(cx: &Context<'_>, mut people: Vec<EntryId>) -> Vec<EntryId> {
    let order = cx.site.order(cx.language());
    people.sort_by_cached_key(|&id| (readiness(cx, id), order.key(cx.title(id)), id));
    people
}

fn readiness(cx: &Context<'_>, id: EntryId) -> Option<Readiness> {
    person(cx, id).map(|person| person.readiness_on(cx.site.today))
}

/// Somebody who knows what `about` are about, with what they have done of it.
pub(crate) fn knower(cx: &Context<'_>, id: EntryId, about: &FxHashSet<EntryId>) -> Knower {
    let mut meta = Vec::new();
    if let Some(person) = person(cx, id) {
        meta.extend(former(cx, person));
        meta.extend(person.languages.iter().map(|spoken| language::phrase(cx, spoken)));
        meta.extend(room(cx, person));
    }
    let own: Vec<EntryId> = cx.site.backlinks(id).iter().copied().filter(|id| about.contains(id)).collect();
    meta.extend(counts(cx, id, &own));
    Knower { link: link::record(cx, id), meta }
}

/// That they are no longer what they were here.
pub(crate) fn former(cx: &Context<'_>, person: &Person) -> Option<Html> {
    let has_left = person.readiness_on(cx.site.today) == Readiness::Former;
    has_left.then(|| cx.message("person-former"))
}

/// Whether they have room, as long as what they said holds.
pub(crate) fn room(cx: &Context<'_>, person: &Person) -> Option<Html> {
    person.room_on(cx.site.today).map(|room| badge::value(cx, "room", room.name()))
}

/// The same with the day on which they said so.
pub(crate) fn dated_room(cx: &Context<'_>, person: &Person, capacity: Capacity) -> Option<Html> {
    let day = cx.words().with("capacity-as-of", &[("date", cx.words().date(capacity.as_of.0).into())]);
    room(cx, person).map(|room| with_note(room, Some(&day)))
}

/// How many records of each kind there are of somebody's, each with the way to where their page names them.
pub(crate) fn counts(cx: &Context<'_>, person: EntryId, ids: &[EntryId]) -> Vec<Html> {
    let count = |kind: Kind| {
        let count = ids.iter().filter(|&&id| cx.site.entry(id).record.id.kind == kind).count();
        (count > 0).then(|| counted(cx, person, "section-mentions", &cx.kind_name(kind), count))
    };
    DONE.into_iter().filter_map(count).collect()
}

/// How many of something there are on somebody's page, with the way there.
pub(crate) fn counted(cx: &Context<'_>, person: EntryId, section: &str, name: &str, count: usize) -> Html {
    let url = format!("{}#{section}", cx.href(person));
    let text = cx.localized(&format!("{name} {}", cx.words().count(count)));
    Html::new(&format!("<a href=\"{}\">{}</a>", escape(&url), text.as_str()))
}

/// A time zone with how far it is from universal time on the day of the site; a script adds the time of day.
pub(crate) fn time_zone(cx: &Context<'_>, zone: &crate::record::value::TimeZone) -> Html {
    let name = escape(zone.as_str()).into_owned();
    let now = cx.words().with("zone-now", &[("time", "{time}".into())]);
    let shown = text(&zone.as_str().replace('_', " ")).html();
    let noon = cx.site.today.at(12, 0, 0, 0).in_tz("UTC").map(|noon| noon.timestamp());
    let distance = noon.map(|noon| distance(zone.rules().to_offset(noon).seconds())).unwrap_or_default();
    Html::new(&format!(
        "<span data-zone=\"{name}\" data-now=\"{}\">{} <span class=\"aside\"><bdi>{distance}</bdi></span></span>",
        escape(&now),
        shown.as_str()
    ))
}

/// Such as `UTC+5:30`.
fn distance(seconds: i32) -> String {
    let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
    let sign = if seconds < 0 { "−" } else { "+" };
    match (hours, minutes) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn a_time_zone_says_how_far_it_is_from_universal_time() {
        let said = [0, 3 * 3600, 19800, -3 * 3600, -12600].map(distance);
        assert_eq!(said, ["UTC", "UTC+3", "UTC+5:30", "UTC−3", "UTC−3:30"]);
    }
}
