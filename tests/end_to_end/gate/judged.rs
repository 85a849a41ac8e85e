//! What is judged: the folder without a commit, what could not be read before, what git moved, each fault for itself. And
//! what is told of it. Each attack stands beside what is allowed.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

use super::closed::{executable, guide, write_raw};
use super::ways::take_away;
use super::*;

const GUIDE: &str = "content/guides/a.md";

#[test]
fn nobody_approves_what_is_not_committed() {
    let desk = Desk::new();
    take_up(&desk.site);
    let head = desk.commit_id("main");
    desk.approve(&json!([{"login": "ida", "commit": head}]));
    let approvals = desk.site.beside("approvals.json");
    let check = |actor: &str| {
        let arguments = ["check", "--base", "main", "--actor", actor, "--today", TODAY, "--format", "short"];
        desk.site.run([&arguments[..], &["--approvals", approvals.to_str().unwrap()]].concat())
    };
    assert!(check("rita").stdout.contains("error[move-role]"), "{}", check("rita").stdout);
    assert_eq!(check("hal").status, 0, "{}", check("hal").stdout);
}

#[test]
fn a_theme_that_git_overlooks_is_judged_in_the_folder() {
    let desk = Desk::new();
    desk.commit(|site| site.write(".gitignore", "*.html\n"));
    let check = || {
        let arguments = ["check", "--base", "main", "--actor", "zoe", "--today", TODAY, "--format", "short"];
        desk.site.run(arguments).stdout
    };
    assert_eq!(check(), "");
    desk.site.write("themes/mine/templates/a.html", "Made up.\n");
    assert!(check().contains("policy-quorum"), "{}", check());
}

#[test]
fn a_request_that_cannot_be_read_is_not_deleted_and_its_folder_is_closed() {
    let broken = |site: &Site| replace(site, MAPS, "status:", "status: withdrawn\nstatus:");
    let gone = |site: &Site| fs::remove_dir_all(site.path("content/requests/maps")).unwrap();
    assert_eq!(Desk::changed_from("hal", broken, gone).refused(), ["request-removed"]);
    assert_eq!(Desk::changed("hal", gone).refused(), ["request-removed"]);
    let beside = |site: &Site| site.write("content/requests/maps/list.csv", "a\n");
    let by = |actor: &str| Desk::changed_from(actor, broken, beside).refused();
    assert!(by("zoe").contains(&"foreign-request".to_owned()), "{:?}", by("zoe"));
    assert!(!by("hal").contains(&"foreign-request".to_owned()), "{:?}", by("hal"));
}

#[test]
fn a_request_that_was_there_takes_no_others_place() {
    let taken = |site: &Site| {
        fs::remove_dir_all(site.path("content/requests/films")).unwrap();
        replace(site, MAPS, "title:", "aliases: [/requests/films/]\ntitle:");
    };
    let refused = Desk::changed("hal", taken).refused();
    assert!(refused.contains(&"request-removed".to_owned()), "{refused:?}");
}

#[test]
fn a_file_that_lay_in_the_new_folder_before_is_told_of() {
    let mut desk = Desk::new();
    desk.commit_to_base(|site| {
        site.write("content/requests/maps/list.csv", "a\n");
        site.write("content/requests/charts/list.csv", "b\n");
    });
    let renamed = |site: &Site| {
        fs::remove_dir_all(site.path("content/requests/charts")).unwrap();
        fs::rename(site.path("content/requests/maps"), site.path("content/requests/charts")).unwrap();
        replace(site, "content/requests/charts/index.md", "title:", "aliases: [/requests/maps/]\ntitle:");
    };
    let refused = desk.refused_now("zoe", renamed);
    assert!(refused.contains(&"foreign-request".to_owned()), "{refused:?}");
    let told = desk.told();
    assert!(told.contains("charts/list.csv:1:1: error[foreign-request]"), "{told}");
}

#[test]
fn a_file_whose_name_cannot_be_read_is_changed_by_nobody() {
    let name = b"!\xff";
    let there = |site: &Site| write_raw(site, name);
    let other = |site: &Site| fs::write(site.root().join(OsStr::from_bytes(name)), "y").unwrap();
    let refused = Desk::changed_from("zoe", there, other).refused();
    assert!(refused.contains(&"unreadable-change".to_owned()), "{refused:?}");
    let approved = Desk::changed_from("hal", there, other).approved_by(&["ada", "ida"]).refused();
    assert_eq!(approved, ["unreadable-change"]);
}

#[test]
fn what_can_be_run_comes_with_no_request() {
    let both = |site: &Site| {
        take_up(site);
        executable(site, GUIDE);
    };
    assert_eq!(Desk::changed("hal", both).refused(), ["policy-mixed", "policy-quorum"]);
    assert_eq!(Desk::changed("hal", both).approved_by(&["ada", "ida"]).refused(), ["policy-mixed"]);
    let plain = |site: &Site| {
        take_up(site);
        site.write(GUIDE, guide("Text."));
    };
    assert_eq!(Desk::changed("hal", plain).refused(), [""; 0]);
}

#[test]
fn programs_beside_the_site_are_closed_in_an_open_folder_too() {
    let site = Site::new();
    let config = fs::read_to_string(repository(DESK).join("casebook.yaml")).unwrap();
    site.remove("casebook.yaml");
    for (path, bytes) in tree(&repository(DESK)) {
        site.write(&format!("site/{path}"), bytes);
    }
    site.write("site/casebook.yaml", config + "open: [notes]\n");
    site.commit("Keeper", "2026-02-01");
    let check = || {
        let arguments = ["check", "--root", "site", "--base", "main", "--actor", "zoe", "--format", "short"];
        site.run(arguments).stdout
    };
    site.write("notes/a.md", "Text.\n");
    assert_eq!(check(), "");
    executable(&site, "notes/b.md");
    assert!(check().contains("policy-quorum"), "{}", check());
}

#[test]
fn rules_with_a_fault_in_the_configuration_let_nothing_move() {
    let config = |line: &'static str| {
        move |site: &Site| {
            let text = fs::read_to_string(site.path("casebook.yaml")).unwrap();
            site.write("casebook.yaml", text + line);
        }
    };
    assert_eq!(Desk::changed_from("hal", config("open: [notes]\n"), take_up).refused(), [""; 0]);
    assert_eq!(Desk::changed_from("hal", config("opened: [notes]\n"), take_up).refused(), ["skipped-state"]);
}

#[test]
fn one_fault_does_not_stand_for_another_of_its_sort() {
    let before = |site: &Site| site.write(GUIDE, guide("See [it](one.md)."));
    let same = |site: &Site| site.write(GUIDE, guide("Do see [it](one.md)."));
    let other = |site: &Site| site.write(GUIDE, guide("See [it](two.md)."));
    assert_eq!(Desk::changed_from("zoe", before, same).refused(), [""; 0]);
    assert_eq!(Desk::changed_from("zoe", before, other).refused(), ["broken-link"]);
    // One more of the same is the one on the new line.
    let first = |site: &Site| site.write(GUIDE, guide("Then see [it](one.md).\n\nSee [it](one.md)."));
    let desk = Desk::changed_from("zoe", before, first);
    let told = desk.told();
    assert!(told.contains(&format!("{GUIDE}:5:10: error[broken-link]")), "{told}");
    assert!(told.contains(&format!("{GUIDE}:7:5: warning[broken-link]")), "{told}");
}

#[test]
fn a_page_that_cannot_be_drawn_is_the_doing_of_whoever_made_it_so() {
    let template = |site: &Site| {
        let text = "{% extends \"base.html\" %}\n{% block main %}{{ nowhere.deeper }}{% endblock %}\n";
        site.write("themes/default/templates/page.html", text);
    };
    let page = |site: &Site| site.write("content/pages/about.md", "---\ntitle: About\n---\n");
    let made = Desk::changed_from("hal", page, template).approved_by(&["ada", "ida"]);
    assert_eq!(made.refused(), ["template-error"], "{}", made.told());
    let there = |site: &Site| {
        page(site);
        template(site);
    };
    let change = |site: &Site| site.write(GUIDE, guide("Text."));
    assert_eq!(Desk::changed_from("zoe", there, change).refused(), [""; 0]);
}

#[test]
fn what_strangers_write_ends_no_fence_and_moves_no_cursor() {
    let fenced = Desk::changed("rita", |site| {
        replace(site, MAPS, "Please help with old maps.", "````\n@all **help**\n````");
    });
    let comment = fenced.check(&["--format", "markdown"]).stdout;
    assert!(comment.contains("\n`````diff\n") && comment.contains("\n+````\n"), "{comment}");
    let titled = Desk::changed("rita", |site| {
        replace(site, MAPS, "title: Old maps", "title: \"Old \\e[31m maps \\u202e\"");
    });
    let told = [titled.check(&[]).stdout, titled.check(&["--format", "json"]).stdout].concat();
    assert!(told.contains("Request `maps` (Old"), "{told}");
    assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told}");
}

#[test]
fn a_project_is_taken_away_by_the_desk_alone() {
    let mut desk = Desk::new();
    assert_eq!(desk.refused_now("hal", take_away), [""; 0]);
    assert!(
        desk.refused_now("ida", |site| {
            take_away(site);
            replace(site, PHOTOS, "removed: ", "description: ");
        })
        .contains(&"foreign-request".to_owned())
    );
}
