//! What was asked before: a request that takes up another which is at its end.

use crate::gate::{Desk, replace};
use crate::site::{Site, TODAY};

fn site() -> Site {
    Site::new()
        .file(
            "content/requests/old-maps.md",
            "---\ntitle: Old maps\nstatus: declined\nreceived: 2025-01-09\n---\nMade up.\n",
        )
        .file(
            "content/requests/maps-again.md",
            "---\ntitle: Maps again\nfollows: old-maps\nreceived: 2026-01-09\n---\nMade up.\n",
        )
        .file(
            "content/requests/maps-yet-again.md",
            "---\ntitle: Maps yet again\nfollows: old-maps\nreceived: 2026-02-09\n---\nMade up.\n",
        )
}

#[test]
fn the_pages_of_both_lead_to_each_other() {
    let site = site();
    site.built();
    let old = site.page("requests/old-maps/index.html");
    let near_its_state = &old[old.find("id=\"section-where\"").unwrap()..];
    let row = &near_its_state[near_its_state.find("<dt>Followed by</dt>").unwrap()..];
    let row = &row[..row.find("</dd>").unwrap()];
    let (first, second) = (row.find(">Maps again</a>").unwrap(), row.find(">Maps yet again</a>").unwrap());
    assert!(first < second, "the oldest first: {row}");
    let new = site.page("requests/maps-again/index.html");
    assert!(new.contains(">Follows</dt>") && new.contains(">Old maps</a>"), "{new}");
    assert!(!new.contains("Followed by"));
    let show = |id: &str| site.run(["request", "show", id, "--today", TODAY]).stdout;
    assert!(show("maps-again").contains("follows:    old-maps\n"), "{}", show("maps-again"));
    assert!(show("old-maps").contains("followed by: maps-again, maps-yet-again\n"), "{}", show("old-maps"));
}

#[test]
fn none_go_round_in_a_circle() {
    let site = site();
    assert_eq!(site.faults(), "");
    replace(&site, "content/requests/old-maps.md", "status:", "follows: maps-again\nstatus:");
    let faults = site.faults();
    assert!(faults.contains("requests follow each other in a circle: "), "{faults}");
    assert!(
        faults.contains("→") && faults.contains("delete `follows` in the request that came first"),
        "{faults}"
    );
    replace(&site, "content/requests/old-maps.md", "follows: maps-again", "follows: old-maps");
    assert!(site.faults().contains("in a circle: old-maps → old-maps"), "{}", site.faults());
    replace(&site, "content/requests/old-maps.md", "follows: old-maps", "follows: old-mpas");
    assert!(site.faults().contains("dangling-reference"), "{}", site.faults());
}

#[test]
fn a_new_one_is_written_with_the_old_ones_id() {
    let site = site();
    let new = |follows: &str| {
        site.run(["request", "new", "Maps once more", "--follows", follows, "--today", TODAY])
    };
    let ran = new("old");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let text = std::fs::read_to_string(site.path(ran.stdout.trim())).unwrap();
    assert!(text.contains("\nfollows: old-maps\n"), "a beginning of its id is enough: {text}");
    let ran = new("new-maps");
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("there is no request `new-maps`"), "{}", ran.stderr);
}

/// Whoever files a request says what it follows; from then on the desk does.
#[test]
fn it_is_the_filers_and_then_the_desks() {
    let filed = |site: &Site| {
        let text = "---\ntitle: Films again\nrequester: {name: Rita, accounts: {github: rita}}\nfollows: films\n---\nMade up.\n";
        site.write("content/requests/films-again/index.md", text);
    };
    assert_eq!(changed("rita", |_| {}, filed), [""; 0]);
    let later =
        |site: &Site| replace(site, "content/requests/maps/index.md", "status:", "follows: films\nstatus:");
    assert_eq!(changed("rita", |_| {}, later), ["desk-field"]);
    assert_eq!(changed("hal", |_| {}, later), [""; 0]);
}

fn changed(actor: &str, before: impl FnOnce(&Site), change: impl FnOnce(&Site)) -> Vec<String> {
    let desk = Desk::new().by(actor);
    desk.commit(before);
    desk.branch();
    desk.commit(change);
    desk.refused()
}
