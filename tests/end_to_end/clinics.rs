//! When a clinic takes place, as its page, the list and the calendar say it: all three the same.

use crate::html::outline;
use crate::site::Site;

fn clinic(fields: &str) -> Site {
    Site::new().file("content/clinics/a.md", format!("---\ntitle: A clinic\n{fields}---\n"))
}

/// Builds as of a day, and gives the list of clinics, the calendar and the page.
fn on(site: &Site, day: &str) -> (String, String, String) {
    let ran = site.run(["build", "--today", day]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let list = outline(&site.page("clinics/index.html"));
    (list, site.page("desk/meetings.ics"), site.page("clinics/a/index.html"))
}

/// The value of a property of the one event.
fn property<'c>(calendar: &'c str, name: &str) -> &'c str {
    let mut found = calendar.lines().filter_map(|line| line.strip_prefix(name));
    let value = found.next().unwrap_or_else(|| panic!("no {name} in {calendar}"));
    assert_eq!(found.next(), None, "{calendar}");
    value
}

#[test]
fn one_over_several_days_is_under_way_until_the_last() {
    for fields in [
        "start: 2026-12-02T10:00\nend: 2026-12-04T16:00\ntime_zone: UTC\n",
        "start: 2026-12-02\nend: 2026-12-04\n",
        "start: 2026-12-02T10:00\nend: 2026-12-04\n",
    ] {
        let site = clinic(fields);
        for (day, heading, is_listed) in [
            ("2026-12-01", "Upcoming", true),
            ("2026-12-02", "Under way", true),
            ("2026-12-03", "Under way", true),
            ("2026-12-04", "Under way", true),
            ("2026-12-05", "Past", false),
        ] {
            let (list, calendar, page) = on(&site, day);
            for other in ["Upcoming", "Under way", "Past"] {
                assert_eq!(list.contains(&format!("## {other}")), other == heading, "{day} {fields}{list}");
            }
            assert_eq!(calendar.contains("BEGIN:VEVENT"), is_listed, "{day} {fields}{calendar}");
            assert_eq!(page.contains("This clinic is under way."), heading == "Under way", "{day} {fields}");
            assert_eq!(page.contains("This clinic is over."), heading == "Past", "{day} {fields}");
        }
    }
}

#[test]
fn those_under_way_come_before_those_to_come() {
    let site = clinic("start: 2026-12-03\n")
        .file("content/clinics/b.md", "---\ntitle: B clinic\nstart: 2026-12-01\nend: 2026-12-09\n---\n");
    let (list, ..) = on(&site, "2026-12-03");
    let at = |text: &str| list.find(text).unwrap_or_else(|| panic!("no {text}: {list}"));
    assert!(at("Under way") < at("B clinic"), "{list}");
    assert!(at("B clinic") < at("Upcoming"), "{list}");
    assert!(at("Upcoming") < at("A clinic"), "{list}");
}

#[test]
fn a_time_without_a_zone_is_of_no_zone_anywhere() {
    let (_, calendar, page) = on(&clinic("start: 2026-12-03T10:00\nend: 2026-12-03T11:30\n"), "2026-12-01");
    assert_eq!(property(&calendar, "DTSTART:"), "20261203T100000");
    assert_eq!(property(&calendar, "DTEND:"), "20261203T113000");
    assert!(page.contains("The time zone is not given"), "{page}");
    let zoned = clinic("start: 2026-12-03T10:00\ntime_zone: Europe/Stockholm\n");
    let (_, calendar, page) = on(&zoned, "2026-12-01");
    assert_eq!(property(&calendar, "DTSTART:"), "20261203T090000Z");
    assert_eq!(property(&calendar, "DTEND:"), "20261203T100000Z");
    assert!(page.contains("Time zone: Europe/Stockholm") && !page.contains("not given"), "{page}");
    let group = "---\ntitle: A group\nmeetings: [2026-12-03T10:00]\n---\n";
    let site = Site::new().file("content/groups/g.md", group);
    site.run(["build", "--today", "2026-12-01"]);
    assert_eq!(property(&site.page("desk/meetings.ics"), "DTSTART:"), "20261203T100000");
    let page = site.page("groups/g/index.html");
    assert!(page.contains("10:00") && !page.contains("UTC"), "{page}");
}

#[test]
fn an_end_without_a_time_is_the_end_of_that_day() {
    for (end, zone, until) in [
        ("2026-12-03", "", "20261204T000000"),
        ("2026-12-05", "", "20261206T000000"),
        ("2026-12-03", "time_zone: Europe/Stockholm\n", "20261203T230000Z"),
        ("2026-12-31", "time_zone: UTC\n", "20270101T000000Z"),
    ] {
        let site = clinic(&format!("start: 2026-12-03T10:00\nend: {end}\n{zone}"));
        let (_, calendar, _) = on(&site, "2026-12-01");
        assert_eq!(property(&calendar, "DTEND:"), until, "{end} {zone}");
    }
}

/// Calendar programs know an event by its UID: with another one, they show the same clinic twice.
#[test]
fn a_clinic_that_is_moved_stays_the_same_event() {
    let site = clinic("start: 2026-12-03T10:00\ntime_zone: UTC\n");
    let uid = |site: &Site| property(&on(site, "2026-12-01").1, "UID:").to_owned();
    let first = uid(&site);
    for start in ["2026-12-03T11:00", "2026-12-10T10:00", "2026-12-03"] {
        site.write("content/clinics/a.md", format!("---\ntitle: Another title\nstart: {start}\n---\n"));
        assert_eq!(uid(&site), first, "{start}");
    }
}

#[test]
fn a_meeting_keeps_its_uid_at_another_hour_and_among_others() {
    let uids = |meetings: &str| -> Vec<String> {
        let group = format!("---\ntitle: A group\nmeetings: [{meetings}]\n---\n");
        let site = Site::new().file("content/groups/g.md", group);
        site.run(["build", "--today", "2026-12-01"]);
        let calendar = site.page("desk/meetings.ics");
        calendar.lines().filter_map(|line| line.strip_prefix("UID:")).map(str::to_owned).collect()
    };
    let before = uids("2026-12-03T10:00, 2026-12-03T15:00, 2026-12-10T10:00");
    assert_eq!(before.len(), 3);
    assert!(before[0] != before[1] && before[1] != before[2], "{before:?}");
    assert_eq!(uids("2026-12-03T11:00, 2026-12-03T16:00, 2026-12-10"), before);
    assert_eq!(uids("2026-12-10T10:00"), before[2..]);
}
