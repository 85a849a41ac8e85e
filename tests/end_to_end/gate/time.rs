//! What time decides: a move that nobody makes, and a stage that is not done in its days. Days are git's, on the branch
//! that is published: the desk of these tests arrived there on 1 February 2026, its own rules a day later.

use super::workflow::{go, rules};
use super::*;

/// Where requests go that nobody has touched for thirty days.
const STAGNANT: &str = "  - {id: stagnant, label: {en: Stagnant}, aside: true}\n";

const MOVES: &str = "\
moves:
  - {from: [submitted, initial-feedback, final-go], to: stagnant, idle: 30 days}
  - {from: [stagnant], to: submitted, by: [requester, helpdesk]}
";

fn with_stagnant() -> impl Fn(&Site) {
    rules(&[("  - id: on-hold\n", &format!("{STAGNANT}  - id: on-hold\n")), ("moves:\n", MOVES)])
}

impl Desk {
    /// The codes of the errors, judged on that day.
    fn refused_on(&self, day: &str) -> Vec<String> {
        let ran = self.check(&["--format", "json", "--today", day]);
        let judged: Value = serde_json::from_str(&ran.stdout).unwrap();
        let errors = judged["diagnostics"].as_array().unwrap().iter();
        let errors = errors.filter(|finding| finding["severity"] == "error");
        errors.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
    }
}

fn stagnates(path: &'static str, from: &'static str) -> impl Fn(&Site) {
    move |site: &Site| replace(site, path, &format!("status: {from}\n"), "status: stagnant\n")
}

#[test]
fn a_move_that_nobody_decides_on_waits_until_nothing_has_changed_for_so_long() {
    let desk = Desk::changed_from("robot", with_stagnant(), stagnates(MAPS, "submitted"));
    assert_eq!(desk.refused_on("2026-03-02"), ["unmet-guard"]);
    let told = desk.check(&["--format", "short", "--today", "2026-03-02"]).stdout;
    assert!(
        told.contains("this one changed on 2026-02-01 (help: it is due on 2026-03-03; today is 2026-03-02"),
        "{told}"
    );
    assert_eq!(desk.refused_on("2026-03-03"), [""; 0], "whoever proposes it");
    // Any file of the request is a sign of life, in the base and not in what is proposed.
    let alive = |site: &Site| {
        with_stagnant()(site);
        add_review(site, "photos", "initial-max");
    };
    let desk = Desk::changed_from("robot", alive, stagnates(PHOTOS, "initial-feedback"));
    assert_eq!(desk.refused_on("2026-03-03"), ["unmet-guard"]);
    assert_eq!(desk.refused_on("2026-03-04"), [""; 0]);
    let back = |site: &Site| {
        with_stagnant()(site);
        stagnates(MAPS, "submitted")(site);
    };
    let again = |site: &Site| replace(site, MAPS, "status: stagnant", "status: submitted");
    assert_eq!(Desk::changed_from("robot", back, again).refused(), ["move-role"]);
    assert_eq!(Desk::changed_from("rita", back, again).refused(), [""; 0]);
}

#[test]
fn with_a_move_by_time_nobody_says_anything() {
    let day = "2026-06-01";
    let said = |site: &Site| {
        stagnates(MAPS, "submitted")(site);
        replace(site, MAPS, "status: stagnant", "status: stagnant\nstatus_reason: Buy watches.");
    };
    let desk = Desk::changed_from("zoe", with_stagnant(), said);
    assert_eq!(desk.refused_on(day), ["desk-field"]);
    assert_eq!(Desk::changed_from("hal", with_stagnant(), said).refused_on(day), [""; 0], "the desk may");
    let other = |site: &Site| {
        stagnates(MAPS, "submitted")(site);
        replace(site, MAPS, "Please help", "Please buy");
    };
    assert_eq!(Desk::changed_from("zoe", with_stagnant(), other).refused_on(day), ["foreign-request"]);
    let songs = stagnates("content/requests/songs/index.md", "final-go");
    assert_eq!(Desk::changed_from("robot", with_stagnant(), &songs).refused_on(day), ["missing-reason"]);
    let without = |site: &Site| {
        songs(site);
        let log = "moves: [{to: final-go, reason: All is prepared.}, {to: stagnant, on: 2026-06-01}]\n";
        replace(site, "content/requests/songs/index.md", "status_reason: All is prepared.\n", log);
    };
    assert_eq!(Desk::changed_from("robot", with_stagnant(), without).refused_on(day), [""; 0]);
}

#[test]
fn where_the_history_is_not_there_no_time_is_over() {
    let desk = Desk::changed_from("robot", with_stagnant(), stagnates(MAPS, "submitted"));
    let origin = format!("file://{}", desk.site.root().display());
    let clone = desk.site.beside("shallow");
    let arguments = ["clone", "--quiet", "--depth=2", "--no-single-branch", &origin, "shallow"];
    crate::site::git(&desk.site.beside("."), &arguments, "Somebody", "2026-02-03");
    let mut command = desk.site.command(["check", "--base", "origin/main", "--head", "origin/change"]);
    command.args(["--actor", "robot", "--format", "short", "--today", "2026-06-01"]).current_dir(&clone);
    let ran = desk.site.ran(&command.output().unwrap());
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("and when this one last changed is not known"), "{}", ran.stdout);
}

#[test]
fn the_moves_that_are_due_are_written_by_a_command() {
    let desk = Desk::new().by("robot");
    desk.commit(|site| {
        with_stagnant()(site);
        add_review(site, "photos", "initial-max");
    });
    let due = |day: &str| desk.site.run(["request", "due", "--today", day]);
    let none = due("2026-03-02");
    assert_eq!((none.status, &*none.stdout), (0, "No request is due to be moved.\n"));
    desk.branch();
    let ran = due("2026-03-03");
    let songs = "content/requests/songs/index.md";
    let lines =
        [format!("{MAPS}: from submitted to stagnant"), format!("{songs}: from final-go to stagnant")];
    let mut told: Vec<&str> = ran.stdout.lines().collect();
    told.sort_unstable();
    assert_eq!((ran.status, told), (0, lines.iter().map(String::as_str).collect()), "{}", ran.stderr);
    let moved = fs::read_to_string(desk.site.path(songs)).unwrap();
    let log = "moves:\n  - to: final-go\n    on: 2026-02-01\n    reason: All is prepared.\n  - to: stagnant\n    \
               on: 2026-03-03\n---\n";
    assert!(moved.contains(log) && !moved.contains("status_reason"), "{moved}");
    desk.site.commit("Robot", "2026-03-03");
    assert_eq!(desk.refused_on("2026-03-03"), [""; 0]);
    let shown = desk.site.run(["request", "show", "songs", "--today", "2026-03-03"]).stdout;
    assert!(shown.contains("\n  2026-03-03 stagnant, by time\n  2026-02-01 final-go, Keeper\n"), "{shown}");
    assert_eq!(desk.site.run(["build", "--today", "2026-03-03"]).status, 0);
    assert!(desk.site.page("requests/songs/index.html").contains("due by time"));
}

/// The desk whose feedback is the helpdesk's once its thirty days are over, with one review, of somebody there.
fn with_a_limit(site: &Site) {
    let limit = "role: committee\n    quorum: 3\n    late: {role: helpdesk, quorum: 1}\n  - id: final";
    rules(&[("role: committee\n    quorum: 3\n  - id: final", limit)])(site);
    fs::remove_dir_all(site.path("content/requests/photos/reviews")).unwrap();
}

#[test]
fn a_stage_that_is_late_is_decided_by_those_whom_the_workflow_names() {
    let review = |site: &Site| add_review(site, "photos", "initial-hal");
    let desk = Desk::changed_from("hal", with_a_limit, review);
    assert_eq!(desk.refused_on("2026-03-03"), ["reviewer-role"]);
    assert_eq!(desk.refused_on("2026-03-04"), [""; 0]);
    let reviewed = |site: &Site| {
        with_a_limit(site);
        review(site);
    };
    let on = |site: &Site| {
        go(PHOTOS, "initial-feedback", "development")(site);
        replace(site, PHOTOS, "status:", "priority: high\npriority_reason: Made up.\nstatus:");
    };
    let desk = Desk::changed_from("hal", reviewed, on);
    assert_eq!(desk.refused_on("2026-03-03"), ["missing-quorum"]);
    let told = desk.check(&["--format", "short", "--today", "2026-03-03"]).stdout;
    assert!(told.contains("after 2026-03-03 it takes 1, and those of `helpdesk` count"), "{told}");
    assert_eq!(desk.refused_on("2026-03-04"), [""; 0]);
    let nobody = |site: &Site| {
        reviewed(site);
        site.remove("content/requests/photos/reviews/initial-hal.md");
    };
    assert_eq!(Desk::changed_from("hal", nobody, on).refused_on("2026-03-04"), ["missing-quorum"]);
    // The page asks those who decide now.
    desk.git(&["switch", "--quiet", "main"]);
    desk.commit(|site| site.remove("content/requests/photos/reviews/initial-hal.md"));
    let asked = |day: &str| {
        assert_eq!(desk.site.run(["build", "--today", day]).status, 0);
        let page = desk.site.page("requests/photos/index.html");
        let page = page.split("id=\"section-invitation\"").nth(1).unwrap().to_owned();
        page.split("</section>").next().unwrap().contains("Hal Example")
    };
    assert!(!asked("2026-03-03"));
    assert!(asked("2026-03-04"));
}

#[test]
fn an_area_of_the_committee_has_to_have_spoken() {
    let judged = |area: &str, people: &[(&str, &str)]| {
        let own = format!("role: committee\n    quorum: 3\n    areas: [{area}]\n  - id: final");
        let own = rules(&[("role: committee\n    quorum: 3\n  - id: final", &own)]);
        let before = |site: &Site| {
            own(site);
            for (name, more) in people {
                replace(site, &format!("content/people/{name}.md"), "roles:", &format!("{more}\nroles:"));
            }
        };
        let on = |site: &Site| {
            go(PHOTOS, "initial-feedback", "development")(site);
            replace(site, PHOTOS, "status:", "priority: high\npriority_reason: Made up.\nstatus:");
        };
        let desk = Desk::changed_from("hal", before, on);
        (desk.refused(), desk.told())
    };
    let ugandan = "countries: [UG]";
    let area = "{shares: countries, quorum: 1}";
    let (refused, told) = judged(area, &[]);
    assert_eq!(refused, ["missing-quorum"]);
    assert!(
        told.contains("0 of the 1 reviews that the stage `initial` takes are by somebody with `countries`"),
        "{told}"
    );
    assert!(told.contains("nobody else of them is impartial"), "{told}");
    assert_eq!(judged("{shares: countries, quorum: 1, least: 0}", &[]).0, [""; 0]);
    assert_eq!(judged(area, &[("ada", ugandan)]).0, [""; 0]);
    let (refused, told) = judged(area, &[("max", ugandan)]);
    assert_eq!(refused, ["missing-quorum"], "who has not spoken");
    assert!(told.contains("asked are Max Example"), "{told}");
    assert_eq!(judged("{shares: countries, quorum: 2, least: 1}", &[("ada", ugandan)]).0, [""; 0]);
    assert_eq!(
        judged("{shares: countries, quorum: 2, least: 1}", &[("ada", ugandan), ("max", ugandan)]).0,
        ["missing-quorum"]
    );
    let mentors = "{role: mentor, quorum: 1}";
    assert_eq!(judged(mentors, &[]).0, ["missing-quorum"]);
    let site = |site: &Site| {
        let own = format!("role: committee\n    quorum: 3\n    areas: [{mentors}]\n  - id: final");
        rules(&[("role: committee\n    quorum: 3\n  - id: final", &own)])(site);
        replace(site, "content/people/ben.md", "roles: [", "roles: [{role: mentor}, ");
    };
    let on = |site: &Site| {
        go(PHOTOS, "initial-feedback", "development")(site);
        replace(site, PHOTOS, "status:", "priority: high\npriority_reason: Made up.\nstatus:");
    };
    assert_eq!(Desk::changed_from("hal", site, on).refused(), [""; 0]);
}
