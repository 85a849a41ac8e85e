//! Working groups: they are asked in development, and write the plan of their requests, which the pages of the group and
//! of its members show.

use super::{Desk, replace};
use crate::site::Site;

const SCANS: &str = "content/requests/scans/index.md";
const PLAN: &str = "plan:\n  - {what: Ask the museum., by: zoe, due: 2026-02-20}\n  - {what: Scan a page., by: hal, due: 2026-03-01}\n  - {what: Write it down., due: 2026-04-01}\n  - {what: Find a scanner., by: zoe, due: 2026-02-01, done: 2026-02-03}\n";

/// `scans` with a working group of two, who have no role.
fn grouped(site: &Site) {
    site.write("content/people/zoe.md", "---\ntitle: Zoe Example\naccounts: {github: zoe}\n---\n");
    site.write("content/people/yan.md", "---\ntitle: Yan Example\naccounts: {github: yan}\n---\n");
    site.write("content/groups/scanners.md", "---\ntitle: Scanners\nmembers: [zoe, yan]\n---\n");
    replace(site, SCANS, "status:", "group: scanners\nstatus:");
}

fn planned(site: &Site) {
    replace(site, SCANS, "status:", &format!("{PLAN}status:"));
}

#[test]
fn the_members_of_its_group_write_the_plan_of_a_request() {
    for (login, refused) in [
        ("hal", None),
        ("zoe", None),
        ("yan", None),
        ("ada", Some("desk-field")),
        ("rita", Some("desk-field")),
    ] {
        let expected = Vec::from_iter(refused);
        assert_eq!(Desk::changed_from(login, grouped, planned).refused(), expected, "{login}");
    }
    let approved = Desk::changed_from("ada", grouped, planned).approved_by(&["zoe"]);
    assert_eq!(approved.refused(), [""; 0]);
    let more = |site: &Site| {
        planned(site);
        replace(site, SCANS, "assignee: hal", "assignee: ida");
    };
    assert_eq!(Desk::changed_from("zoe", grouped, more).refused(), ["desk-field"], "and nothing else");
    // Whose the request is, the base says.
    let own = |site: &Site| {
        grouped(site);
        planned(site);
    };
    assert_eq!(Desk::changed_from("zoe", |_| {}, own).refused(), ["desk-field"]);
    let joined = |site: &Site| {
        planned(site);
        site.write("content/groups/scanners.md", "---\ntitle: Scanners\nmembers: [zoe, yan, ada]\n---\n");
    };
    assert_eq!(Desk::changed_from("ada", grouped, joined).refused(), ["desk-field"]);
    let renamed = |site: &Site| {
        grouped(site);
        site.remove("content/groups/scanners.md");
        let text = "---\ntitle: Scanners\naliases: [/groups/scanners/]\nmembers: [zoe]\n---\n";
        site.write("content/groups/scanning.md", text);
    };
    assert_eq!(Desk::changed_from("zoe", renamed, planned).refused(), [""; 0], "it is the same group");
}

#[test]
fn a_request_in_development_waits_for_its_group() {
    let desk = Desk::new();
    let line = |desk: &Desk| {
        let list = desk.site.run(["request", "list", "--today", "2026-03-01"]).stdout;
        list.lines().find(|line| line.starts_with("scans ")).unwrap().to_owned()
    };
    assert!(line(&desk).contains(" hal, requester  "), "it has no group: {}", line(&desk));
    desk.commit(|site| {
        grouped(site);
        planned(site);
    });
    assert!(line(&desk).contains(" hal, requester, scanners  "), "{}", line(&desk));
    let ran = desk.site.run(["request", "list", "--waiting-for", "yan", "--today", "2026-03-01"]);
    assert!(ran.stdout.contains("\nscans ") && ran.stdout.lines().count() == 2, "{}", ran.stdout);
    desk.site.built();
    let page = desk.site.page("requests/scans/index.html");
    let waits = &page[page.find("<dt>Waits for</dt>").unwrap()..];
    assert!(waits[..waits.find("</dd>").unwrap()].contains(">Scanners</a>"), "{waits}");
    let plan = &page[page.find("id=\"section-plan\"").unwrap()..];
    let plan = &plan[..plan.find("</section>").unwrap()];
    let tasks: Vec<&str> = plan.split("<li class=\"is-").collect();
    assert!(tasks[1].starts_with("late\">Ask the museum.") && tasks[1].contains("9 days late"), "{plan}");
    assert!(tasks[1].contains("Scan a page.") && tasks[1].contains("Write it down."), "in time: {plan}");
    assert!(tasks[2].starts_with("done\">Find a scanner.") && tasks[2].contains("3 February 2026"), "{plan}");
    let group = desk.site.page("groups/scanners/index.html");
    let work = &group[group.find("id=\"section-work\"").unwrap()..];
    assert!(work.contains(">Scanned books</a>") && work.contains("9 days late"), "{work}");
    assert!(desk.site.page("desk/people/yan/index.html").contains("Scanned books"), "she has a page for it");
    assert!(desk.site.page("desk/index.html").contains("Yan Example"));
    assert!(!desk.site.page("desk/people/ada/index.html").contains("Scanned books"));
    // What has come to its end is nobody's work any more.
    desk.commit(|site| replace(site, SCANS, "status: development", "status: withdrawn"));
    desk.site.built();
    assert!(!desk.site.page("groups/scanners/index.html").contains("section-work"));
    assert!(!desk.site.path("public/desk/people/yan/index.html").exists());
}

#[test]
fn a_task_is_not_done_on_a_day_that_has_not_come() {
    let desk = Desk::new();
    desk.commit(|site| {
        grouped(site);
        replace(
            site,
            SCANS,
            "status:",
            "plan: [{what: Ask., done: 2026-03-01}, {what: Scan., done: 2031-01-01}]\nstatus:",
        );
    });
    let faults = desk.site.run(["check", "--format", "short", "--today", "2026-03-01"]).stdout;
    let found: Vec<&str> = faults.lines().filter(|line| line.contains("future-date")).collect();
    assert!(matches!(found[..], [line] if line.contains("`plan[1].done`")), "{faults}");
}
