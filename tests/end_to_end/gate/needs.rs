//! What a step needs, and which reviews carry it, each at the edge where it begins to hold. Each attack stands beside
//! what is allowed.

use super::workflow::{go, rules};
use super::*;

const SONGS: &str = "content/requests/songs/index.md";
const TAPES: &str = "content/requests/tapes/index.md";
const ADA: &str = "content/requests/photos/reviews/initial-ada.md";

/// The step that the reviews of the final stage decide.
fn supported(site: &Site) {
    go(SONGS, "final-go", "support")(site);
}

/// Writes a review of the final stage of the songs.
fn final_review(site: &Site, name: &str, from: &str, to: &str) {
    site.write(&format!("content/requests/songs/reviews/final-{name}.md"), REVIEW.replace(from, to));
}

#[test]
fn a_request_on_hold_says_where_it_goes_back_to_and_goes_there() {
    let mut desk = Desk::new();
    let paused = |held: &'static str| {
        move |site: &Site| {
            go(MAPS, "submitted", "on-hold")(site);
            replace(site, MAPS, "status:", &format!("{held}status:"));
        }
    };
    assert_eq!(desk.refused_now("hal", paused("held_from: submitted\n")), [""; 0]);
    assert_eq!(desk.refused_now("hal", paused("held_from: support\n")), ["unmet-guard"], "a way around");
    assert_eq!(desk.refused_now("hal", paused("")), ["unmet-guard"]);
    let still_held = |site: &Site| replace(site, TAPES, "status: on-hold", "status: development");
    assert_eq!(desk.refused_now("hal", still_held), ["unmet-guard"]);
    desk.commit_to_base(|site| replace(site, TAPES, "held_from: development\n", ""));
    for to in ["development", "support"] {
        let back = |site: &Site| replace(site, TAPES, "status: on-hold", &format!("status: {to}"));
        assert_eq!(desk.refused_now("hal", back), ["unmet-guard"], "nobody knows where it was: {to}");
    }
}

#[test]
fn a_priority_has_a_reason_and_a_request_says_what_it_asks_for() {
    let mut desk = Desk::new();
    let go_on = |fields: &'static str| {
        move |site: &Site| {
            go(PHOTOS, "initial-feedback", "development")(site);
            replace(site, PHOTOS, "status:", &format!("{fields}status:"));
        }
    };
    assert_eq!(desk.refused_now("hal", go_on("priority: low\npriority_reason: Made up.\n")), [""; 0]);
    assert_eq!(desk.refused_now("hal", go_on("priority: low\n")), ["unmet-guard"]);
    assert_eq!(desk.refused_now("hal", go_on("priority_reason: Made up.\n")), ["unmet-guard"]);
    desk.commit_to_base(|site| replace(site, MAPS, "description: Made-up help with old maps.\n", ""));
    assert_eq!(desk.refused_now("hal", take_up), [""; 0], "the text below says it");
    desk.commit_to_base(|site| replace(site, MAPS, "Please help with old maps.\n", ""));
    assert_eq!(desk.refused_now("hal", take_up), ["unmet-guard"]);
}

#[test]
fn what_has_no_size_is_no_question() {
    let answered = |site: &Site| go(MAPS, "submitted", "completed")(site);
    let size = |line: &'static str| move |site: &Site| replace(site, MAPS, "size: project\n", line);
    assert_eq!(Desk::changed_from("hal", size("size: question\n"), answered).refused(), [""; 0]);
    assert_eq!(Desk::changed_from("hal", size(""), answered).refused(), ["unmet-guard"]);
    assert_eq!(Desk::changed("hal", answered).refused(), ["unmet-guard"]);
}

#[test]
fn a_concern_stops_a_step_until_it_is_resolved() {
    let concern = |resolved: &'static str| {
        let before = move |site: &Site| {
            let concern = format!("concerns: [{{name: consent, text: Made up.{resolved}}}]\nreason:");
            final_review(site, "cleo", "reason:", &concern);
        };
        Desk::changed_from("hal", before, supported).refused()
    };
    assert_eq!(concern(", resolved: true"), [""; 0]);
    assert_eq!(concern(", resolved: false"), ["open-concern"]);
    assert_eq!(concern(""), ["open-concern"]);
}

#[test]
fn nobody_becomes_impartial_by_a_change_of_the_request() {
    let before = |site: &Site| {
        rules(&[("role: committee\n    quorum: 3\n\n", "role: committee\n    quorum: 1\n\n")])(site);
        replace(site, SONGS, "assignee: hal", "assignee: hal\npartners: [museum]");
        sign(site, "songs");
    };
    // The reviews that there were are of another text then, and one more is enough.
    let by = |name: &'static str| {
        let change = move |site: &Site| {
            replace(site, SONGS, "partners: [museum]\n", "");
            supported(site);
            final_review(site, name, "Made up.", "Made up anew.");
        };
        Desk::changed_from(name, before, change).approved_by(&["hal"]).refused()
    };
    assert_eq!(by("cleo"), [""; 0]);
    assert_eq!(by("dora"), ["missing-quorum"], "she speaks for the museum");
}

#[test]
fn a_conflict_that_somebody_else_declares_lowers_no_quorum() {
    let before = |site: &Site| {
        let lowered = "role: committee\n    quorum: 3\n    least: 2\n\n";
        rules(&[("role: committee\n    quorum: 3\n\n", lowered)])(site);
        replace(site, SONGS, "assignee: hal", "assignee: hal\npartners: [museum]");
        replace(site, "content/people/max.md", "title:", "affiliations: [museum]\ntitle:");
        sign(site, "songs");
    };
    let declared = |site: &Site| {
        supported(site);
        final_review(site, "cleo", "reason:", "conflict: She sings in it.\nreason:");
    };
    let of = |actor: &str| Desk::changed_from(actor, before, declared).refused();
    assert_eq!(of("cleo"), [""; 0], "two are left, and both have reviewed");
    assert_eq!(of("hal"), ["impersonated-review", "missing-quorum"]);
}

#[test]
fn whoever_holds_both_roles_is_no_alternate_of_themselves() {
    let before = |both: bool| {
        move |site: &Site| {
            let stage = "role: committee\n    quorum: 5\n    least: 2\n    alternates: helpdesk\n\n";
            rules(&[("role: committee\n    quorum: 3\n\n", stage)])(site);
            // Ada and Ben are left of the committee, Hal and Ida of the helpdesk: four people.
            replace(site, SONGS, "assignee: hal", "assignee: hal\npartners: [museum]");
            for name in ["cleo", "max"] {
                let file = format!("content/people/{name}.md");
                replace(site, &file, "title:", "affiliations: [museum]\ntitle:");
            }
            if both {
                replace(site, "content/people/ada.md", "roles: [", "roles: [{role: helpdesk}, ");
            }
            sign(site, "songs");
            final_review(site, "hal", "", "");
            final_review(site, "ida", "", "");
        }
    };
    assert_eq!(Desk::changed_from("hal", before(false), supported).refused(), [""; 0]);
    assert_eq!(Desk::changed_from("hal", before(true), supported).refused(), [""; 0], "they are four still");
}

#[test]
fn those_who_decide_a_tie_are_of_one_mind_and_hold_the_role_today() {
    let judged = |deciding: &'static [&'static str], until: &'static str| {
        let before = move |site: &Site| {
            let stage = "role: committee\n    quorum: 3\n    decides: helpdesk\n\n";
            rules(&[("role: committee\n    quorum: 3\n\n", stage)])(site);
            for name in deciding {
                let role = format!("roles: [{{role: helpdesk{until}}}, ");
                replace(site, &format!("content/people/{name}.md"), "roles: [", &role);
            }
            for (name, word) in
                [("ada", "proceed"), ("ben", "decline"), ("cleo", "proceed"), ("max", "decline")]
            {
                final_review(site, name, "proceed", word);
            }
        };
        Desk::changed_from("hal", before, supported).refused()
    };
    assert_eq!(judged(&["ada"], ""), [""; 0]);
    assert_eq!(judged(&["ada", "cleo"], ""), [""; 0]);
    assert_eq!(judged(&["ada", "ben"], ""), ["missing-quorum"]);
    assert_eq!(judged(&["ben"], ""), ["missing-quorum"]);
    assert_eq!(judged(&["ada"], ", until: 2025-12"), ["missing-quorum"]);
}

#[test]
fn a_veto_stops_what_goes_on_and_no_end() {
    let before = |site: &Site| {
        let stage = "role: committee\n    quorum: 3\n    veto: helpdesk\n\n";
        rules(&[("role: committee\n    quorum: 3\n\n", stage)])(site);
        replace(site, "content/people/ada.md", "roles: [", "roles: [{role: helpdesk}, ");
        for (name, word) in [("ada", "decline"), ("ben", "decline"), ("cleo", "decline"), ("max", "proceed")]
        {
            final_review(site, name, "proceed", word);
        }
    };
    assert_eq!(Desk::changed_from("hal", before, go(SONGS, "final-go", "declined")).refused(), [""; 0]);
    assert_eq!(Desk::changed_from("hal", before, supported).refused(), ["missing-quorum"]);
}

#[test]
fn a_conflict_declared_too_late_changes_what_was_decided() {
    let mut desk = Desk::new();
    let declared = |site: &Site| replace(site, ADA, "digest:", "conflict: I took some of them.\ndigest:");
    assert_eq!(desk.refused_now("ada", declared), [""; 0]);
    desk.commit_to_base(|site| replace(site, PHOTOS, "status: initial-feedback", "status: development"));
    assert_eq!(desk.refused_now("ada", declared), ["decided-review"]);
}

#[test]
fn whoever_moves_a_request_writes_no_words_of_the_requester() {
    let own = rules(&[
        ("    stage: initial\n", "    stage: initial\n    requires: [due, description]\n"),
        ("by: [helpdesk], needs: [description, assignee]", "by: [helpdesk, committee], needs: [assignee]"),
    ]);
    let moved = |site: &Site| {
        replace(site, MAPS, "status: submitted", "due: 2026-05-01\nstatus: initial-feedback");
    };
    let reworded = |site: &Site| {
        moved(site);
        replace(site, MAPS, "Made-up help", "Much help");
    };
    assert_eq!(Desk::changed_from("ada", &own, moved).refused(), [""; 0]);
    assert_eq!(Desk::changed_from("ada", &own, reworded).refused(), ["foreign-request"]);
    assert_eq!(Desk::changed_from("ada", &own, reworded).approved_by(&["rita"]).refused(), [""; 0]);
}

#[test]
fn the_desk_makes_no_move_that_is_somebody_elses() {
    let own = rules(&[("to: initial-feedback, by: [helpdesk]", "to: initial-feedback, by: [committee]")]);
    assert_eq!(Desk::changed_from("hal", &own, take_up).refused(), ["move-role"]);
    assert_eq!(Desk::changed_from("ada", &own, take_up).refused(), [""; 0]);
    assert_eq!(Desk::changed_from("hal", &own, take_up).approved_by(&["ada"]).refused(), [""; 0]);
}

#[test]
fn one_person_with_two_roles_is_not_two() {
    let before = |site: &Site| {
        rules(&[(
            "to: initial-feedback, by: [helpdesk]",
            "to: initial-feedback, by: [[helpdesk, committee]]",
        )])(site);
        replace(site, "content/people/ada.md", "roles: [", "roles: [{role: helpdesk}, ");
    };
    assert_eq!(Desk::changed_from("ada", before, take_up).refused(), ["move-role"]);
    assert_eq!(Desk::changed_from("ada", before, take_up).approved_by(&["ben"]).refused(), [""; 0]);
}

#[test]
fn an_exception_stands_in_for_a_role_and_for_no_reason() {
    let moved = go(MAPS, "submitted", "initial-feedback");
    let refused = |logins: &[&str]| Desk::changed("ada", moved).approved_by(logins).refused();
    assert_eq!(refused(&["ben", "cleo"]), [""; 0]);
    assert_eq!(refused(&["ben"]), ["desk-field", "move-role"]);
    // The move needs a reason of its own, which nobody has written.
    let mute = |site: &Site| replace(site, SONGS, "status: final-go", "status: support");
    assert_eq!(Desk::changed("hal", mute).approved_by(&["ada", "ida"]).refused(), ["missing-reason"]);
}

#[test]
fn what_was_taken_away_takes_no_room_in_its_state() {
    let before = |is_removed: bool| {
        move |site: &Site| {
            rules(&[("    stage: initial\n", "    stage: initial\n    most: 1\n")])(site);
            if is_removed {
                ways::take_away(site);
                replace(site, PHOTOS, "status: withdrawn", "status: initial-feedback");
            }
        }
    };
    assert_eq!(Desk::changed_from("hal", before(true), take_up).refused(), [""; 0]);
    assert_eq!(Desk::changed_from("hal", before(false), take_up).refused(), ["unmet-guard"]);
}

#[test]
fn a_move_that_waits_for_its_time_is_still_somebodys() {
    let own = rules(&[("needs: [description, assignee]}", "needs: [description, assignee], idle: 20 days}")]);
    assert_eq!(Desk::changed_from("hal", &own, take_up).refused(), [""; 0]);
    assert_eq!(Desk::changed_from("zoe", &own, take_up).refused(), ["move-role"]);
    assert_eq!(Desk::changed_from("zoe", &own, take_up).approved_by(&["hal"]).refused(), [""; 0]);
}

#[test]
fn an_area_is_asked_where_the_request_has_what_it_shares() {
    let judged = |of_ada: &'static str, of_photos: &'static str| {
        let before = move |site: &Site| {
            let stage =
                "role: committee\n    quorum: 3\n    areas: [{shares: countries, quorum: 1}]\n  - id: final";
            rules(&[("role: committee\n    quorum: 3\n  - id: final", stage)])(site);
            replace(site, "content/people/ada.md", "roles:", &format!("{of_ada}roles:"));
            replace(site, PHOTOS, "countries: [UG]\n", of_photos);
            sign(site, "photos");
        };
        let on = |site: &Site| {
            go(PHOTOS, "initial-feedback", "development")(site);
            replace(site, PHOTOS, "status:", "priority: high\npriority_reason: Made up.\nstatus:");
        };
        Desk::changed_from("hal", before, on).refused()
    };
    assert_eq!(judged("countries: [KE]\n", "countries: [UG, KE]\n"), [""; 0]);
    assert_eq!(
        judged("countries: [KE]\n", "countries: [UG]\n"),
        ["missing-quorum"],
        "she is of another area"
    );
    assert_eq!(judged("countries: [KE]\n", ""), [""; 0], "it is of no area");
}
