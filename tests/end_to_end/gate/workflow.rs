//! What a site's own workflow can say beyond the standard one. Each attack stands beside what is allowed.

use super::moves::standard_workflow;
use super::{Desk, MAPS, PHOTOS, replace, step};
use crate::site::Site;

const RULES: &str = "content/workflow.yaml";
const FILMS: &str = "content/requests/films/index.md";
const SONGS: &str = "content/requests/songs/index.md";
const TAPES: &str = "content/requests/tapes/index.md";

/// The standard workflow, with these of its words as others.
pub(super) fn rules(changes: &[(&str, &str)]) -> impl Fn(&Site) + use<> {
    let mut text = standard_workflow();
    for (from, to) in changes {
        assert!(text.contains(from), "the workflow has no `{from}`");
        text = text.replace(from, to);
    }
    move |site: &Site| site.write(RULES, &text)
}

/// A move of a request, with a reason written for it.
pub(super) fn go(path: &'static str, from: &'static str, to: &'static str) -> impl Fn(&Site) + Copy {
    move |site: &Site| step(site, path, from, to, "Written for this move.")
}

#[test]
fn a_state_is_renamed_while_requests_stand_in_it() {
    let renamed = rules(&[("id: submitted", "id: new\n    was: [submitted, draft]"), ("submitted", "new")]);
    // The second change has put the new name into `was` too.
    let renamed = |site: &Site| {
        renamed(site);
        replace(site, RULES, "was: [new, draft]", "was: [submitted, draft]");
        replace(site, TAPES, "held_from: development", "held_from: submitted");
    };
    let taken_up = |site: &Site| replace(site, MAPS, "status: submitted", "status: initial-feedback");
    assert_eq!(Desk::changed_from("hal", renamed, taken_up).refused(), [""; 0]);
    let new_name = |site: &Site| replace(site, MAPS, "status: submitted", "status: new");
    let with_a_log = |site: &Site| {
        renamed(site);
        replace(site, MAPS, "status: submitted", "status: submitted\nmoves: [{to: draft, on: 2026-01-20}]");
    };
    let desk = Desk::changed_from("zoe", with_a_log, new_name);
    assert_eq!(desk.refused(), [""; 0], "that is no move");
    assert!(!desk.told().contains("moves-mismatch"), "and no other place: {}", desk.told());
    let skips = |site: &Site| replace(site, MAPS, "status: submitted", "status: support");
    assert_eq!(Desk::changed_from("hal", renamed, skips).refused(), ["skipped-state"]);
    let back = |site: &Site| {
        replace(site, TAPES, "held_from: submitted\n", "");
        replace(site, TAPES, "status: on-hold", "status: draft");
    };
    assert_eq!(Desk::changed_from("hal", renamed, back).refused(), [""; 0], "an old name is the new one");
    let unknown = |site: &Site| replace(site, MAPS, "status: submitted", "status: fresh");
    assert_eq!(Desk::changed_from("hal", renamed, unknown).refused(), ["unknown-name"]);
}

#[test]
fn an_exception_takes_approvals_and_a_reason_and_says_what_it_sets_aside() {
    let again = go(FILMS, "completed", "support");
    let alone = Desk::changed("hal", again);
    assert_eq!(alone.refused(), ["final-state"]);
    let told = alone.told();
    assert!(told.contains("or 2 others approve it as an exception (`committee` or `helpdesk`)"), "{told}");
    assert_eq!(Desk::changed("hal", again).approved_by(&["ada"]).refused(), ["final-state"]);
    assert_eq!(Desk::changed("hal", again).approved_by(&["ada", "hal"]).refused(), ["final-state"]);
    assert_eq!(Desk::changed("hal", again).approved_by(&["ada", "zoe"]).refused(), ["final-state"]);
    let approved = Desk::changed("hal", again).approved_by(&["ada", "ida"]);
    assert_eq!(approved.refused(), [""; 0]);
    let told = approved.told();
    let aside = "stays there: set aside with the approvals of Ada Example and Ida Example";
    assert!(told.contains(aside), "{told}");
    // Even of those who approve nobody has said why.
    let mute = |site: &Site| replace(site, FILMS, "status: completed", "status: support");
    assert_eq!(Desk::changed("hal", mute).approved_by(&["ada", "ida"]).refused(), ["missing-reason"]);
    let lost = go(FILMS, "completed", "nowhere");
    assert_eq!(Desk::changed("hal", lost).approved_by(&["ada", "ida"]).refused(), ["unknown-name"]);
    let paused = go(FILMS, "completed", "on-hold");
    assert_eq!(Desk::changed("hal", paused).approved_by(&["ada", "ida"]).refused(), ["unmet-guard"]);
}

#[test]
fn an_exception_stands_in_for_reviews_that_nobody_will_write() {
    let on = |site: &Site| {
        go(PHOTOS, "initial-feedback", "development")(site);
        replace(site, PHOTOS, "status:", "priority: low\npriority_reason: Made up.\nstatus:");
        let review = super::REVIEW.replace("reason:", "concerns: [{name: consent, text: Made up.}]\nreason:");
        site.write("content/requests/photos/reviews/initial-max.md", review);
    };
    // The reason and the priority come with the move, whoever proposes it.
    assert_eq!(Desk::changed("max", on).approved_by(&["ada", "ben"]).refused(), [""; 0]);
    assert_eq!(Desk::changed("max", on).approved_by(&["ada"]).refused(), ["open-concern"]);
    let hidden = move |site: &Site| {
        on(site);
        replace(site, PHOTOS, "title: Photographs", "title: Pictures");
    };
    let refused = Desk::changed("max", hidden).approved_by(&["ada", "ben"]).refused();
    assert_eq!(refused, ["foreign-request"], "nothing else is set aside");
    let own = rules(&[("policy: {by", "exceptions: {by: [helpdesk], quorum: 1}\npolicy: {by")]);
    assert_eq!(Desk::changed_from("max", &own, on).approved_by(&["ada", "ben"]).refused(), ["open-concern"]);
    assert_eq!(Desk::changed_from("max", &own, on).approved_by(&["ida"]).refused(), [""; 0]);
}

/// Of the five members only ada and ben are impartial, and have said so: the others speak for the museum.
fn two_are_impartial(site: &Site) {
    for name in ["cleo", "max"] {
        replace(site, &format!("content/people/{name}.md"), "---\n", "");
        let path = format!("content/people/{name}.md");
        let text = std::fs::read_to_string(site.path(&path)).unwrap();
        site.write(&path, format!("---\n{text}affiliations: [museum]\n---\n"));
    }
    replace(site, SONGS, "assignee: hal", "assignee: hal\npartners: [museum]");
    super::sign(site, "songs");
}

#[test]
fn a_quorum_sinks_to_those_who_are_impartial_and_no_further_than_the_least() {
    let judged = |stage: &str| {
        let own =
            rules(&[("role: committee\n    quorum: 3\n\n", &format!("role: committee\n    {stage}\n\n"))]);
        let before = move |site: &Site| {
            own(site);
            two_are_impartial(site);
        };
        Desk::changed_from("hal", before, go(SONGS, "final-go", "support"))
    };
    assert_eq!(judged("quorum: 4\n    least: 2").refused(), [""; 0]);
    let fewer = judged("quorum: 4\n    least: 3");
    assert_eq!(fewer.refused(), ["missing-quorum"]);
    let told = fewer.told();
    let reason = "2 of 3 reviews that the stage `final` takes: 2 people with the role `committee` are impartial, so that";
    assert!(told.contains(reason), "{told}");
    assert!(told.contains("nobody else who holds the role `committee` today is impartial"), "{told}");
}

#[test]
fn alternates_take_the_places_of_members_who_are_not_impartial() {
    let own = rules(&[(
        "role: committee\n    quorum: 3\n\n",
        "role: committee\n    quorum: 3\n    alternates: helpdesk\n\n",
    )]);
    let before = |site: &Site| {
        own(site);
        two_are_impartial(site);
    };
    let moved = go(SONGS, "final-go", "support");
    let asked = Desk::changed_from("hal", before, moved);
    assert_eq!(asked.refused(), ["missing-quorum"]);
    let told = asked.told();
    assert!(told.contains("asked as alternates are Hal Example, Ida Example: each writes"), "{told}");
    let reviewed = |site: &Site| {
        before(site);
        super::add_review(site, "songs", "final-ida");
    };
    assert_eq!(Desk::changed_from("hal", reviewed, moved).refused(), [""; 0]);
    // Both of them decline, and one place is free.
    let both = |site: &Site| {
        before(site);
        let review = super::REVIEW.replace("proceed", "decline");
        for name in ["hal", "ida"] {
            site.write(&format!("content/requests/songs/reviews/final-{name}.md"), &review);
        }
    };
    let outvoted = Desk::changed_from("hal", both, moved);
    assert_eq!(outvoted.refused(), [""; 0], "two of three proceed");
    let told = outvoted.told();
    assert!(told.contains("its writer is an alternate, and enough others are impartial"), "{told}");
    let none_free = |site: &Site| {
        own(site);
        super::add_review(site, "songs", "final-ida");
    };
    assert_eq!(Desk::changed_from("hal", none_free, moved).refused(), ["missing-quorum"]);
}

#[test]
fn who_makes_a_move_together_are_two() {
    let own = rules(&[(
        "- {from: [submitted], to: initial-feedback, by: [helpdesk]",
        "- {from: [submitted], to: initial-feedback, by: [[requester, helpdesk], [helpdesk, committee]]",
    )]);
    // The same human being on two pages, and the requester on a page of their own.
    let before = |site: &Site| {
        own(site);
        let page = |title: &str, role: &str, account: &str| {
            format!("---\ntitle: {title}\nroles: [{{role: {role}}}]\naccounts: {account}\n---\n")
        };
        site.write("content/people/hal-too.md", page("Hal", "committee", "{github: hal-too, gitlab: hal}"));
        site.write("content/people/rita.md", page("Rita", "helpdesk", "{github: rita-at-work}"));
    };
    let moved = |actor: &str, approved: &[&str]| {
        Desk::changed_from(actor, before, super::take_up).approved_by(approved).refused()
    };
    assert_eq!(moved("hal", &["rita"]), [""; 0]);
    assert_eq!(moved("ada", &["hal"]), [""; 0]);
    assert_eq!(moved("hal", &[]), ["move-role"]);
    assert_eq!(moved("hal", &["ida"]), ["move-role"], "two of one sort are not one of each");
    assert_eq!(moved("hal", &["hal-too"]), ["move-role"], "one human being is not two");
    assert_eq!(moved("rita", &["rita-at-work"]), ["move-role"], "nor is the requester");
    let told = Desk::changed_from("hal", before, super::take_up).told();
    let who = "the requester together with Hal Example, Ida Example or Rita (`helpdesk`) or ";
    assert!(told.contains(who), "{told}");
}

#[test]
fn several_requests_move_in_one_change_and_each_is_judged() {
    let both = |site: &Site| {
        super::take_up(site);
        replace(site, "content/requests/scans/index.md", "status: development", "status: final-go");
    };
    assert_eq!(Desk::changed("hal", both).refused(), [""; 0]);
    let lacking = |site: &Site| {
        both(site);
        replace(site, "content/requests/scans/index.md", "  risk: Made up.\n", "");
    };
    let one_lacks = Desk::changed("hal", lacking);
    assert_eq!(one_lacks.refused(), ["unmet-guard"]);
    let verdicts = one_lacks.judged()["verdicts"].clone();
    let may: Vec<bool> =
        verdicts.as_array().unwrap().iter().map(|verdict| verdict["is_met"] == true).collect();
    assert_eq!(may, [true, false], "{verdicts:#}");
}

#[test]
fn a_state_has_fields_that_it_needs_and_others_that_it_forbids() {
    let own = rules(&[(
        "    stage: initial\n",
        "    stage: initial\n    requires: [due]\n    forbids: [follow_up]\n",
    )]);
    let with = |fields: &'static str| {
        move |site: &Site| {
            replace(site, MAPS, "status: submitted", &format!("{fields}status: initial-feedback"));
        }
    };
    let refused = |actor: &str, change: &dyn Fn(&Site)| Desk::changed_from(actor, &own, change).refused();
    assert_eq!(refused("hal", &with("due: 2026-03-01\n")), [""; 0]);
    assert_eq!(refused("hal", &with("")), ["unmet-guard"]);
    assert_eq!(refused("hal", &with("due: 2026-03-01\nfollow_up: [2027-01-01]\n")), ["unmet-guard"]);
    // Photographs stand there without one, and nobody is failed for that; but none is taken away.
    let filled = |site: &Site| replace(site, PHOTOS, "status:", "due: 2026-03-01\nstatus:");
    assert_eq!(refused("hal", &filled), [""; 0]);
    assert_eq!(refused("hal", &|site| replace(site, PHOTOS, "assignee: hal", "assignee: ida")), [""; 0]);
    let had = |site: &Site| {
        own(site);
        filled(site);
    };
    let emptied = |site: &Site| replace(site, PHOTOS, "due: 2026-03-01\n", "");
    assert_eq!(Desk::changed_from("hal", had, emptied).refused(), ["unmet-guard"]);
}

#[test]
fn a_move_waits_for_the_day_that_the_base_names() {
    let own =
        rules(&[("needs: [description, assignee]}", "needs: [description, assignee], not_before: due}")]);
    let moved = |due: &str| {
        let before = |site: &Site| {
            own(site);
            replace(site, MAPS, "status:", &format!("{due}status:"));
        };
        Desk::changed_from("hal", before, super::take_up)
    };
    let due = |day: jiff::civil::Date| format!("due: {day}\n");
    let today: jiff::civil::Date = crate::site::TODAY.parse().unwrap();
    assert_eq!(moved(&due(today)).refused(), [""; 0]);
    let early = moved(&due(today.tomorrow().unwrap()));
    assert_eq!(early.refused(), ["unmet-guard"]);
    let told = early.told();
    assert!(told.contains("on `due` or later, which is "), "{told}");
    assert_eq!(moved("").refused(), ["unmet-guard"]);
    let with_it = |site: &Site| {
        replace(site, MAPS, "status: submitted", "due: 2026-01-01\nstatus: initial-feedback");
    };
    assert_eq!(Desk::changed_from("hal", &own, with_it).refused(), ["unmet-guard"], "nor set with the move");
}

#[test]
fn a_state_takes_so_many_requests_and_no_more() {
    let judged = |most: usize| {
        let own = rules(&[("    stage: initial\n", &format!("    stage: initial\n    most: {most}\n"))]);
        Desk::changed_from("hal", own, super::take_up)
    };
    assert_eq!(judged(2).refused(), [""; 0]);
    let full = judged(1);
    assert_eq!(full.refused(), ["unmet-guard"]);
    assert_eq!(full.site.build(&[]).status, 0);
    let board = full.site.page("desk/index.html");
    assert!(board.contains("2 / 1"), "the board says how many there may be: {board}");
    let told = full.told();
    assert!(told.contains("`initial-feedback` takes 1 at once, and there would be 2"), "{told}");
    // One leaves with the same change.
    let swap = |site: &Site| {
        super::take_up(site);
        go(PHOTOS, "initial-feedback", "withdrawn")(site);
    };
    let own = rules(&[("    stage: initial\n", "    stage: initial\n    most: 1\n")]);
    assert_eq!(Desk::changed_from("hal", &own, swap).refused(), [""; 0]);
    // The command refuses with the same words.
    full.git(&["switch", "--quiet", "main"]);
    let ran = full.site.run(["request", "move", "maps", "initial-feedback"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("and there would be 2"), "{}", ran.stdout);
}

#[test]
fn a_veto_stops_and_a_chair_decides_a_tie() {
    // Ada is the chair: of the committee, and of the helpdesk besides.
    let judged = |rule: &str, words: [&str; 4]| {
        let own = rules(&[(
            "role: committee\n    quorum: 3\n\n",
            &format!("role: committee\n    quorum: 3\n    {rule}\n\n"),
        )]);
        let before = move |site: &Site| {
            own(site);
            let chair = "roles: [{role: helpdesk}, {role: committee, since: 2024}]";
            replace(site, "content/people/ada.md", "roles: [{role: committee, since: 2024}]", chair);
            for (name, word) in ["ada", "ben", "cleo", "max"].iter().zip(words) {
                let review = super::REVIEW.replace("proceed", word);
                site.write(&format!("content/requests/songs/reviews/final-{name}.md"), review);
            }
        };
        Desk::changed_from("hal", before, go(SONGS, "final-go", "support")).refused()
    };
    let (yes, no) = ("proceed", "decline");
    assert_eq!(judged("veto: helpdesk", [no, yes, yes, yes]), ["missing-quorum"]);
    assert_eq!(judged("veto: helpdesk", [yes, no, yes, yes]), [""; 0]);
    assert_eq!(judged("decides: helpdesk", [yes, yes, no, no]), [""; 0]);
    assert_eq!(judged("decides: helpdesk", [no, no, yes, yes]), ["missing-quorum"]);
    assert_eq!(
        judged("decides: helpdesk", [yes, no, no, no]),
        ["missing-quorum"],
        "a minority decides nothing"
    );
}
