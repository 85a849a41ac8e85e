//! The commands that show the desk: what they print of the made-up one, whole.

use crate::gate::Desk;
use crate::site::{Ran, TODAY, assert_expected};

fn run(desk: &Desk, arguments: &[&str]) -> Ran {
    desk.site.run([&["request"], arguments, &["--today", TODAY]].concat())
}

#[test]
fn what_they_print() {
    let desk = Desk::new();
    for (name, arguments) in [
        ("list", &["list"][..]),
        ("list-all", &["list", "--all"]),
        ("list-state", &["list", "--state", "completed"]),
        ("list-ada", &["list", "--waiting-for", "ada"]),
        ("list-max", &["list", "--waiting-for", "max"]),
        ("show-photos", &["show", "photos"]),
        ("show-films", &["show", "films"]),
        ("agenda", &["agenda"]),
        ("report", &["report"]),
        ("report-january", &["report", "--from", "2026-01-01", "--to", "2026-01-31"]),
        ("report-csv", &["report", "--format", "csv"]),
    ] {
        let ran = run(&desk, arguments);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{name}");
        assert_expected(&format!("tests/gate/commands/{name}.txt"), &ran.stdout.replace('\r', ""));
    }
}

/// A review that the gate would not count is none on the agenda either.
#[test]
fn the_agenda_counts_as_the_gate_does() {
    let desk = Desk::new();
    let review = "---\nrecommendation: proceed\nreason: Made up.\ndigest: DIGEST\n---\n";
    desk.commit(|site| {
        for name in ["eve", "dora"] {
            site.write(&format!("content/requests/photos/reviews/initial-{name}.md"), review);
        }
    });
    let agenda = run(&desk, &["agenda"]).stdout;
    assert!(agenda.contains("\n- 3 of 3 reviews: 3 proceed, 0 revise, 0 decline\n"), "{agenda}");
}

/// Once enough of the committee have said that it may go on, nobody asks the others.
#[test]
fn what_may_go_on_waits_for_whoever_moves_it() {
    let desk = Desk::new();
    let said = |desk: &Desk| {
        let list = run(desk, &["list"]).stdout;
        let line = list.lines().find(|line| line.starts_with("photos ")).unwrap();
        let waits = if line.contains(" hal (ready to move) ") { "hal" } else { "committee" };
        assert!(line.contains(waits), "{line}");
        let show = run(desk, &["show", "photos"]).stdout;
        let ready = show.lines().find_map(|line| line.strip_prefix("ready for:")).unwrap_or_default();
        let (ready, _) = ready.split_once(" since ").unwrap_or((ready, ""));
        format!("{waits}: {}", ready.trim())
    };
    assert_eq!(said(&desk), "hal: development, waiting-list");
    desk.site.built();
    let page = desk.site.page("requests/photos/index.html");
    assert!(page.contains("Ready to move to") && page.contains("<dt>Waits for</dt>"), "{page}");
    assert!(desk.site.page("desk/index.html").contains("ready to move"));
    let waits = |person: &str| desk.site.page(&format!("desk/people/{person}/index.html")).contains("photos");
    assert!(waits("hal") && !waits("max"), "the desk acts, and nobody reviews any more");
    let ada = "content/requests/photos/reviews/initial-ada.md";
    let review = std::fs::read_to_string(desk.site.path(ada)).unwrap();
    for (text, expected) in [
        (review.replace("date:", "concerns: [{name: consent}]\ndate:"), "committee: "),
        (review.replace("date:", "withdrawn: Made up.\ndate:"), "committee: "),
        (review.replace("date:", "conflict: Made up.\ndate:"), "committee: "),
        (review.replace("digest: sha256:", "digest: sha256:0"), "committee: "),
        // Two of three say go on.
        (review.replace("proceed", "decline"), "hal: development, waiting-list"),
    ] {
        assert_ne!(text, review);
        desk.site.write(ada, text);
        assert_eq!(said(&desk), expected);
    }
    let ben = "content/requests/photos/reviews/initial-ben.md";
    let other = std::fs::read_to_string(desk.site.path(ben)).unwrap();
    desk.site.write(ben, other.replace("proceed", "revise"));
    assert_eq!(said(&desk), "hal: submitted", "most ask for a revision");
    desk.site.write(ada, &review);
    desk.site.write(ben, other);
    let photos = "content/requests/photos/index.md";
    let text = std::fs::read_to_string(desk.site.path(photos)).unwrap();
    desk.site.write(photos, text.replace("status:", "recorded_afterwards: true\nstatus:"));
    let show = run(&desk, &["show", "photos"]).stdout;
    assert!(!show.contains("ready for:"), "{show}");
}

#[test]
fn what_is_not_there_is_said_with_the_nearest() {
    let desk = Desk::new();
    let error = |arguments: &[&str]| {
        let ran = run(&desk, arguments);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{arguments:?}");
        ran.stderr
    };
    assert_eq!(
        error(&["show", "phots"]),
        "error: there is no request `phots`\n = help: did you mean `photos`?\n"
    );
    assert_eq!(
        error(&["list", "--state", "developement"]),
        "error: there is no state `developement`\n = help: did you mean `development`?\n"
    );
    assert_eq!(
        error(&["list", "--waiting-for", "halo"]),
        "error: the desk asks nobody called `halo`\n = help: did you mean `hal`?\n"
    );
    assert!(error(&["report", "--from", "May"]).contains("write year, month and day"));
}

#[test]
fn a_desk_without_requests_says_so() {
    let site = crate::site::Site::new();
    let ran = site.run(["request", "list"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "No request is waiting.\n"));
    let ran = site.run(["request", "agenda", "--today", TODAY]);
    assert!(ran.stdout.contains("Nothing is to be decided."), "{}", ran.stdout);
}
