//! Room: how many requests a state takes, and the queue of those that wait for it, in the order of priority.

use super::workflow::{go, rules};
use super::{Desk, MAPS, PHOTOS, replace};
use crate::site::Site;

const SCANS: &str = "content/requests/scans/index.md";

/// `maps` and `scans` on the waiting list, with these priorities.
fn waiting(maps: &'static str, scans: &'static str) -> impl Fn(&Site) + Copy {
    let prioritised = |priority: &str| match priority {
        "" => "status: waiting-list".to_owned(),
        priority => format!("priority: {priority}\npriority_reason: Made up.\nstatus: waiting-list"),
    };
    move |site: &Site| {
        replace(site, MAPS, "status: submitted", &prioritised(maps));
        replace(site, SCANS, "status: development", &prioritised(scans));
    }
}

fn on(path: &'static str) -> impl Fn(&Site) + Copy {
    go(path, "waiting-list", "development")
}

#[test]
fn what_waits_for_room_goes_on_in_the_order_of_priority() {
    let refused = |maps, scans| Desk::changed_from("hal", waiting(maps, scans), on(MAPS)).refused();
    for (maps, scans) in [("high", "high"), ("high", "low"), ("medium", "low"), ("low", ""), ("", "")] {
        assert_eq!(refused(maps, scans), [""; 0], "{maps}, {scans}");
    }
    for (maps, scans) in [("medium", "high"), ("low", "medium"), ("", "low")] {
        assert_eq!(refused(maps, scans), ["unmet-guard"], "{maps}, {scans}");
    }
    let late = Desk::changed_from("hal", waiting("low", "high"), on(MAPS));
    let told = late.told();
    assert!(
        told.contains("`scans` comes first: its priority is high, and that of this request is low"),
        "{told}"
    );
    assert!(told.contains("move `scans` first"), "{told}");
    let none = Desk::changed_from("hal", waiting("", "low"), on(MAPS)).told();
    assert!(none.contains("that of this request is none"), "{none}");
    let both = |site: &Site| {
        on(MAPS)(site);
        on(SCANS)(site);
    };
    assert_eq!(
        Desk::changed_from("hal", waiting("low", "high"), both).refused(),
        [""; 0],
        "they go together"
    );
    let raised = |site: &Site| {
        on(MAPS)(site);
        replace(site, MAPS, "priority: low", "priority: high");
    };
    let refused = Desk::changed_from("hal", waiting("low", "high"), raised).refused();
    assert_eq!(refused, ["unmet-guard"], "it is not set with the move");
    // What nobody acts on waits for nothing.
    let recorded = |site: &Site| {
        waiting("low", "high")(site);
        replace(site, SCANS, "status:", "recorded_afterwards: true\nstatus:");
    };
    assert_eq!(Desk::changed_from("hal", recorded, on(MAPS)).refused(), [""; 0]);
}

#[test]
fn what_is_full_says_where_to_wait() {
    let full = |site: &Site| {
        rules(&[("id: development\n", "id: development\n    most: 1\n")])(site);
    };
    let with_priority = |to: &'static str| {
        move |site: &Site| {
            go(PHOTOS, "initial-feedback", to)(site);
            replace(site, PHOTOS, "status:", "priority: high\npriority_reason: Made up.\nstatus:");
        }
    };
    let now = Desk::changed_from("hal", full, with_priority("development"));
    assert_eq!(now.refused(), ["unmet-guard"]);
    let told = now.told();
    assert!(
        told.contains("move it once another has left; until then it can wait in `waiting-list`"),
        "{told}"
    );
    let later = Desk::changed_from("hal", full, with_priority("waiting-list"));
    assert_eq!(later.refused(), [""; 0]);
    let text = later.check(&["--format", "markdown"]).stdout;
    assert!(text.contains("waits for room in Development."), "{text}");
    let waits = Desk::changed_from("hal", full, |site: &Site| {
        replace(site, PHOTOS, "status: initial-feedback", "status: withdrawn\nstatus_reason: Made up.");
    });
    assert_eq!(waits.refused(), [""; 0]);
}

#[test]
fn nobody_takes_room_who_is_written_down_afterwards() {
    let before = |more: &'static str| {
        move |site: &Site| {
            rules(&[("    stage: initial\n", "    stage: initial\n    most: 1\n")])(site);
            replace(site, PHOTOS, "status:", &format!("{more}status:"));
        }
    };
    assert_eq!(Desk::changed_from("hal", before(""), super::take_up).refused(), ["unmet-guard"]);
    let recorded = before("recorded_afterwards: true\n");
    assert_eq!(Desk::changed_from("hal", recorded, super::take_up).refused(), [""; 0]);
}

/// A room of one, and what each page says of it.
#[test]
fn the_public_page_says_why_it_waits() {
    let desk = Desk::new();
    desk.commit(|site| {
        rules(&[("id: development\n", "id: development\n    most: 1\n")])(site);
        replace(
            site,
            MAPS,
            "status: submitted",
            "priority: low\npriority_reason: Made up.\nstatus: waiting-list",
        );
        let why = "Yes, once the team has time.";
        replace(site, MAPS, "status: waiting-list", &format!("status_reason: {why}\nstatus: waiting-list"));
        replace(
            site,
            "content/requests/books/index.md",
            "status: support",
            "priority: high\npriority_reason: Made up.\nstatus: waiting-list",
        );
    });
    desk.site.built();
    let page = desk.site.page("requests/maps/index.html");
    let said = "room for 1 in Development, all taken; 1 other before it by priority";
    assert!(page.contains(said), "{page}");
    assert!(page.contains("Yes, once the team has time."));
    assert!(page.contains("aria-current=\"step\">Waiting list"), "it has not left the way");
    assert!(!page.contains("<dt>Waits for</dt>"), "nobody is asked yet");
    let first = desk.site.page("requests/books/index.html");
    assert!(first.contains("all taken; none before it by priority"), "{first}");
    let other = desk.site.page("requests/scans/index.html");
    assert!(!other.contains("Waiting list"), "those who go straight on have not been there");
    let board = desk.site.page("desk/index.html");
    assert!(board.contains("Room for 1, 0 free; 3 have asked"), "photos, maps and books: {board}");
    let open = &board[..board.find("board ended").unwrap()];
    assert!(open.contains("state-waiting-list"), "it goes on");
    let hal = desk.site.page("desk/people/hal/index.html");
    let waits = &hal[hal.find("For you to take up").unwrap()..hal.find("In your care").unwrap()];
    assert!(!waits.contains("Old maps") && !waits.contains("Printed books"), "{waits}");
    // Where the list of the committee has said go, and there is no room, it can come to where it waits.
    let photos = desk.site.page("requests/photos/index.html");
    let ready = &photos[photos.find("Ready to move to").unwrap()..];
    let ready = &ready[..ready.find("</dd>").unwrap()];
    assert!(ready.contains("Waiting list") && !ready.contains("Development"), "{ready}");
    let list = desk.site.run(["request", "list"]).stdout;
    assert!(list.contains("waiting-list      room in development "), "{list}");
    let show = desk.site.run(["request", "show", "maps"]).stdout;
    assert!(show.contains("room:       Development: room for 1, 0 free, 3 asked\n"), "{show}");
    assert!(show.contains("turn:       1 before it by priority, 0 with the same\n"), "{show}");
    // Once there is room, the first of them waits for the desk.
    desk.commit(|site| replace(site, SCANS, "status: development", "status: withdrawn"));
    desk.site.built();
    let first = desk.site.page("requests/books/index.html");
    assert!(first.contains("room for 1 in Development, 1 free; none before"), "{first}");
    assert!(first.contains("<dt>Waits for</dt>"));
    let second = desk.site.page("requests/maps/index.html");
    assert!(!second.contains("<dt>Waits for</dt>"), "it is not its turn");
}
