//! Who somebody is to the gate: by which account, under which name, with which role, and on which side of a request. Each
//! attack stands beside what is allowed.

use super::workflow::{go, rules};
use super::*;

const SONGS: &str = "content/requests/songs/index.md";
const LICENCES: &str = "content/vocabularies/licences.yaml";
const LICENCE: &str = "l:\n  label: L\n  url: https://example.org/\n";

fn person(site: &Site, slug: &str, more: &str) {
    site.write(&format!("content/people/{slug}.md"), format!("---\ntitle: Somebody\n{more}---\n"));
}

#[test]
fn two_pages_of_one_human_being_approve_once() {
    let before = |accounts: &'static str| {
        move |site: &Site| {
            person(site, "ada-e", &format!("roles: [{{role: helpdesk}}]\naccounts: {accounts}\n"));
        }
    };
    let approved = |accounts: &'static str| {
        let change = |site: &Site| site.write(LICENCES, LICENCE);
        Desk::changed_from("max", before(accounts), change).approved_by(&["ada", "ada-e"]).refused()
    };
    assert_eq!(approved("{github: ada-e}"), [""; 0], "nothing says that they are the same");
    assert_eq!(approved("{github: ada-e, wiki: Ada}"), ["policy-quorum"]);
}

#[test]
fn an_approval_lends_a_role_to_whoever_proposes() {
    let assigned = |site: &Site| replace(site, MAPS, "assignee: hal", "assignee: ida");
    assert_eq!(Desk::changed("ada", assigned).refused(), ["desk-field"]);
    assert_eq!(Desk::changed("ada", assigned).approved_by(&["ben"]).refused(), ["desk-field"]);
    assert_eq!(Desk::changed("ada", assigned).approved_by(&["ben", "hal"]).refused(), [""; 0]);
}

#[test]
fn an_account_that_two_people_claim_is_nobodys() {
    let twice = |site: &Site| person(site, "sam", "accounts: {github: hal}\n");
    let once = |site: &Site| person(site, "sam", "accounts: {github: sam}\n");
    assert_eq!(Desk::changed_from("hal", once, take_up).refused(), [""; 0]);
    assert_eq!(Desk::changed_from("hal", twice, take_up).refused(), ["move-role"]);
}

#[test]
fn whoever_bears_a_name_today_is_meant_first() {
    let taken = |site: &Site| person(site, "zoe", "aliases: [/people/hal/]\naccounts: {github: zoe}\n");
    assert_eq!(Desk::changed_from("hal", taken, take_up).refused(), [""; 0]);
    assert_eq!(Desk::changed_from("zoe", taken, take_up).refused(), ["move-role"]);
}

#[test]
fn a_name_and_a_former_name_are_one_reviewer() {
    let before = |alias: &'static str| {
        move |site: &Site| {
            // Nobody can tell by an account who they are.
            replace(site, "content/people/cleo.md", "accounts: {github: cleo}\n", "");
            fs::rename(site.path("content/people/cleo.md"), site.path("content/people/clio.md")).unwrap();
            replace(site, "content/people/clio.md", "title:", &format!("{alias}title:"));
            site.remove("content/requests/songs/reviews/final-ben.md");
            add_review(site, "songs", "final-cleo");
            add_review(site, "songs", "final-clio");
            if alias.is_empty() {
                person(site, "cleo", "roles: [{role: committee}]\n");
            }
        }
    };
    let moved = |alias| Desk::changed_from("hal", before(alias), go(SONGS, "final-go", "support")).refused();
    assert_eq!(moved(""), [""; 0], "two people");
    assert_eq!(moved("aliases: [/people/cleo/]\n"), ["missing-quorum"]);
}

#[test]
fn a_requester_keeps_their_request_under_another_name() {
    let before = |site: &Site| {
        person(site, "margarita", "aliases: [/people/rita/]\naccounts: {github: margarita}\n");
        let by_page = "requester: {name: R. Example, person: rita}";
        let by_account = "requester: {name: Rita, affiliation: Example Society, accounts: {github: rita}}";
        replace(site, MAPS, by_account, by_page);
    };
    let reword = |site: &Site| replace(site, MAPS, "Made-up help", "Much help");
    assert_eq!(Desk::changed_from("margarita", before, reword).refused(), [""; 0]);
    assert_eq!(Desk::changed_from("rita", before, reword).refused(), ["foreign-request"]);
}

#[test]
fn whoever_is_the_requester_by_any_sign_judges_nothing() {
    let before = |requester: &'static str| {
        move |site: &Site| {
            person(site, "rita", "aliases: [/people/margarita/]\nroles: [{role: committee}]\n");
            let was = "requester: {name: Rita, affiliation: Example Society, accounts: {github: rita}}";
            replace(site, SONGS, was, &format!("requester: {requester}"));
            sign(site, "songs");
            for name in ["max", "rita"] {
                add_review(site, "songs", &format!("final-{name}"));
            }
            site.remove("content/requests/songs/reviews/final-ben.md");
        }
    };
    let moved = |requester| Desk::changed_from("hal", before(requester), go(SONGS, "final-go", "support"));
    assert_eq!(moved("{name: Zoe}").refused(), [""; 0], "three review");
    for requester in [
        "{name: Zoe, person: rita}",
        "{name: Zoe, person: margarita}",
        "{name: Zoe, accounts: {wiki: MAX}}",
        "{name: Max at work}",
        "{name: Max Example}",
    ] {
        assert_eq!(moved(requester).refused(), ["missing-quorum"], "{requester}");
    }
}

#[test]
fn who_the_requester_is_says_the_base() {
    let own = rules(&[(
        "to: initial-feedback, by: [helpdesk]",
        "to: initial-feedback, by: [[requester, helpdesk]]",
    )]);
    let named = |site: &Site| {
        take_up(site);
        replace(site, MAPS, "accounts: {github: rita}", "accounts: {github: zoe}");
    };
    assert_eq!(Desk::changed_from("hal", &own, take_up).approved_by(&["rita"]).refused(), [""; 0]);
    assert_eq!(Desk::changed_from("hal", &own, named).approved_by(&["rita"]).refused(), [""; 0]);
    assert_eq!(Desk::changed_from("hal", &own, named).approved_by(&["zoe"]).refused(), ["move-role"]);
}

#[test]
fn nobody_gives_themselves_a_standing() {
    let gone = |site: &Site| {
        site.remove("content/people/cleo.md");
        replace(site, PHOTOS, "status: initial-feedback", "status: development");
        person(site, "zoe", "accounts: {github: zoe}\n");
        person(site, "sam", "draft: true\nroles: [{role: helpdesk}]\naccounts: {github: sam}\n");
    };
    let mut desk = Desk::new();
    desk.commit_to_base(gone);
    let mut refused = |actor: &str, name: &str, from: &str, to: &str| {
        desk.refused_now(actor, |site| replace(site, &format!("content/people/{name}.md"), from, to))
    };
    assert_eq!(refused("zoe", "zoe", "title: Somebody", "title: Zoe Example"), [""; 0]);
    assert_eq!(refused("zoe", "zoe", "title:", "aliases: [/people/zo/]\ntitle:"), ["policy-quorum"]);
    assert_eq!(refused("zoe", "zoe", "title:", "aliases: [/people/cleo/]\ntitle:"), ["policy-quorum"]);
    assert_eq!(refused("sam", "sam", "draft: true\n", ""), ["policy-quorum"], "now they would hold it");
    assert_eq!(refused("eve", "eve", ", until: 2025-12-31", ""), ["policy-quorum"], "it was over");
    assert_eq!(refused("eve", "eve", "2025-12-31", "2027-12-31"), ["policy-quorum"]);
    assert_eq!(refused("ada", "ada", "since: 2024", "since: 2020"), ["policy-quorum"]);
}

#[test]
fn nobody_puts_themselves_or_others_into_an_area_of_the_committee() {
    let stage = "role: committee\n    quorum: 3\n    areas: [{shares: countries, quorum: 1}]\n  - id: final";
    let own = rules(&[("role: committee\n    quorum: 3\n  - id: final", stage)]);
    let before = |site: &Site| {
        own(site);
        person(site, "zoe", "accounts: {github: zoe}\n");
    };
    let of = |name: &'static str| {
        move |site: &Site| {
            let file = format!("content/people/{name}.md");
            replace(site, &file, "title:", "countries: [UG]\ntitle:");
        }
    };
    for actor in ["zoe", "ada"] {
        assert_eq!(Desk::changed_from(actor, before, of("ada")).refused(), ["policy-quorum"], "{actor}");
    }
    let approved = Desk::changed_from("ada", before, of("ada")).approved_by(&["ben", "ida"]);
    assert_eq!(approved.refused(), [""; 0]);
    assert_eq!(Desk::changed_from("zoe", before, of("zoe")).refused(), [""; 0], "they are no member");
    assert_eq!(Desk::changed("ada", of("ada")).refused(), [""; 0], "no area asks");
}
