//! Everything is judged: what cannot be read is refused, what a change breaks elsewhere is its own, and what nobody has to
//! approve is a list. Each attack stands beside what is allowed.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;

use super::{Desk, MAPS, REVIEW, replace, step, take_up};
use crate::site::{Site, TODAY};

const TAPES: &str = "content/requests/tapes/index.md";
/// What becomes of a text.
type Rewrite = fn(&str) -> String;

/// What becomes of a site.
type Change = fn(&Site);

const SCANS: &str = "content/requests/scans/index.md";

pub(super) fn write_raw(site: &Site, name: &[u8]) {
    let path = site.root().join(OsStr::from_bytes(name));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "x").unwrap();
}

pub(super) fn guide(text: &str) -> String {
    format!("---\ntitle: A guide\nsummary: Made up.\n---\n{text}\n")
}

impl Desk {
    /// What is told, for who looks for words.
    pub(super) fn told(&self) -> String {
        self.check(&["--format", "short"]).stdout
    }
}

#[test]
fn a_name_that_cannot_be_read_hides_nothing() {
    for name in [b"!\xff".as_slice(), b"content/guides/\xc3\x28.md", b"content/cases/\xff.pdf"] {
        let desk = Desk::changed("zoe", |site| {
            write_raw(site, name);
            site.write("content/people/zoe.md", "---\ntitle: Zoe\nroles: [{role: helpdesk}]\n---\n");
            site.write(".github/casebook/judge.sh", "exit 0\n");
            replace(site, MAPS, "status: submitted", "status: withdrawn\nstatus_reason: Gone.");
        });
        assert_eq!(
            desk.refused(),
            ["desk-field", "move-role", "policy-mixed", "policy-quorum", "unreadable-change"]
        );
        assert!(desk.told().contains(r"\x"), "{}", desk.told());
    }
    // What was there is nobody's doing, and may be taken away with the approvals of the policy.
    let there = |site: &Site| write_raw(site, b"!\xff");
    assert_eq!(Desk::changed_from("hal", there, take_up).refused(), [""; 0]);
    let gone = || {
        Desk::changed_from("max", there, |site| {
            fs::remove_file(site.root().join(OsStr::from_bytes(b"!\xff"))).unwrap();
        })
    };
    assert_eq!(gone().refused(), ["policy-quorum"]);
    assert_eq!(gone().approved_by(&["ada", "ida"]).refused(), [""; 0]);
}

#[test]
fn what_could_be_read_stays_so() {
    let of = |site: &Site| fs::read_to_string(site.path(MAPS)).unwrap();
    let unreadable: [(&str, Rewrite); 7] = [
        ("a second state", |text| text.replace("status:", "status: withdrawn\nstatus:")),
        ("no end of the front matter", |text| text.replace("submitted\n---\n", "submitted\n")),
        ("a second document", |text| {
            text.replace("submitted\n---", "submitted\n...\n---\nstatus: support\n---")
        }),
        ("a space that is none", |text| text.replace("status:", "status\u{a0}:")),
        ("an alias", |text| text.replace("countries: [UG]", "countries: &a [UG]\npartners: *a")),
        ("too much", |text| text.replace("countries:", &format!("# {}\ncountries:", "x".repeat(70 * 1024)))),
        ("no text at all", |_| String::new()),
    ];
    for (what, change) in unreadable {
        let made = |actor: &str| Desk::changed(actor, |site| site.write(MAPS, change(&of(site))));
        assert!(!made("zoe").refused().is_empty(), "{what}");
        // What stands below the dots is text, which is the requester's own.
        assert_eq!(made("rita").refused().is_empty(), what == "a second document", "{what}");
        if what == "a second document" {
            continue;
        }
        // On a base that somebody has made so by hand, the desk alone leads out.
        let out = |actor: &str| {
            let original = Desk::new();
            let text = of(&original.site);
            Desk::changed_from(
                actor,
                |site| site.write(MAPS, change(&of(site))),
                |site| site.write(MAPS, &text),
            )
        };
        assert_eq!(out("zoe").refused(), ["foreign-request"], "{what}");
        assert_eq!(out("rita").refused(), ["foreign-request"], "{what}");
        assert_eq!(out("hal").refused(), [""; 0], "{what}");
        // Nor is it made another thing that cannot be read.
        let other = Desk::changed_from(
            "zoe",
            |site| site.write(MAPS, change(&of(site))),
            |site| site.write(MAPS, change(&of(site)) + "\nBuy.\n"),
        );
        assert!(other.refused().contains(&"foreign-request".to_owned()), "{what}");
    }
}

#[test]
fn a_review_that_cannot_be_read_is_its_writers_doing() {
    let file = "content/requests/photos/reviews/initial-ada.md";
    let without = |site: &Site| {
        let text = fs::read_to_string(site.path(file)).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with("digest:"));
        site.write(file, lines.collect::<Vec<_>>().join("\n") + "\n");
    };
    let twice = |site: &Site| replace(site, file, "reason:", "reason: Another.\nreason:");
    assert_eq!(Desk::changed("max", without).refused(), ["impersonated-review", "missing-field"]);
    assert_eq!(Desk::changed("max", twice).refused(), ["duplicate-key", "impersonated-review"]);
    assert_eq!(Desk::changed("ada", without).refused(), ["missing-field"]);
    assert_eq!(Desk::changed_from("ada", without, |site| site.write(file, REVIEW)).refused(), [""; 0]);
    assert_eq!(
        Desk::changed_from("max", without, |site| site.write(file, REVIEW)).refused(),
        ["impersonated-review"]
    );
}

#[test]
fn what_a_change_breaks_elsewhere_is_its_own() {
    let base = |site: &Site| {
        site.write(
            "content/guides/one.md",
            guide("See [[two]], [a part](two.md#part) and [all](/topics/maps/)."),
        );
        site.write(
            "content/guides/two.md",
            guide("## Part\n\nText.").replace("summary", "aliases: [/old/]\ntopics: [maps]\nsummary"),
        );
        site.write("content/vocabularies/topics.yaml", "maps: {label: Maps}\n");
        site.write("content/guides/three.md", guide("See [it](/old/)."));
        site.write("content/guides/four.md", guide("").replace("summary", "superseded_by: five\nsummary"));
        site.write("content/guides/five.md", guide(""));
        site.write("content/pages/tools.md", "---\ntitle: Tools\n---\n");
    };
    let two = "content/guides/two.md";
    let breaks: [(&str, Change, &[&str], &str); 8] = [
        (
            "a heading",
            |site| replace(site, "content/guides/two.md", "## Part", "## Piece"),
            &["broken-anchor"],
            "one.md:5",
        ),
        (
            "an old address",
            |site| replace(site, "content/guides/two.md", "aliases: [/old/]\n", ""),
            &["broken-link"],
            "three.md:5",
        ),
        (
            "the last of a topic",
            |site| replace(site, "content/guides/two.md", "topics: [maps]\n", ""),
            &["broken-link"],
            "one.md:5",
        ),
        (
            "a second name",
            |site| site.write("content/cases/two.md", "---\ntitle: Two\nsummary: Made up.\n---\n"),
            &["ambiguous-link"],
            "one.md:5",
        ),
        (
            "a page at an old address",
            |site| site.write("content/pages/old.md", "---\ntitle: Old\n---\n"),
            &["alias-conflict"],
            "",
        ),
        (
            "a circle",
            |site| replace(site, "content/guides/five.md", "summary", "superseded_by: four\nsummary"),
            &["reference-cycle"],
            "",
        ),
        (
            "the first of a kind",
            |site| site.write("content/tools/lamp.md", "---\ntitle: Lamp\nsummary: Made up.\n---\n"),
            &["address-conflict"],
            "pages/tools.md",
        ),
        (
            "a draft",
            |site| replace(site, "content/guides/two.md", "summary", "draft: true\nsummary"),
            &["broken-link"],
            "one.md:5",
        ),
    ];
    for (what, change, codes, place) in breaks {
        let desk = Desk::changed_from("zoe", base, change);
        assert_eq!(desk.refused(), codes, "{what}: {}", desk.told());
        assert!(desk.told().contains(place), "{what}: {}", desk.told());
        assert!(
            !desk.site.run(["build", "--today", TODAY]).stderr.is_empty()
                || desk.site.run(["build", "--today", TODAY]).status != 0,
            "{what}"
        );
    }
    let mended = Desk::changed_from("zoe", base, |site| {
        replace(site, two, "## Part", "## Piece");
        replace(site, "content/guides/one.md", "#part", "#piece");
    });
    assert_eq!(mended.refused(), [""; 0]);
}

#[test]
fn what_nobody_has_to_approve_is_a_list() {
    let allowed: [(&str, &str); 5] = [
        ("content/guides/a.md", "---\ntitle: A\nsummary: Made up.\n---\n"),
        ("content/guides/a/index.md", "---\ntitle: A\nsummary: Made up.\n---\n[List](list.csv)\n"),
        ("content/guides/a/list.csv", "a,b\n"),
        ("content/cases/old-films.es.md", "---\ntitle: Cine\n---\n"),
        ("content/requests/new/index.md", "---\ntitle: New\nrequester: {name: Zoe}\n---\n"),
    ];
    for (path, text) in allowed {
        let made = Desk::changed("zoe", |site| {
            site.write("casebook.yaml", fs::read_to_string(site.path("casebook.yaml")).unwrap());
            site.write(path, text);
            if path.ends_with(".csv") {
                site.write(allowed[1].0, allowed[1].1);
            } else if path.ends_with("index.md") && path.contains("guides") {
                site.write(allowed[2].0, allowed[2].1);
            }
        });
        let expected: &[&str] = if path.ends_with(".es.md") { &["unknown-language"] } else { &[] };
        assert_eq!(made.refused(), expected, "{path}: {}", made.told());
    }
    for path in [
        "Cargo.toml",
        "README.md",
        "a/b.md",
        "rust-toolchain.toml",
        ".mailmap",
        ".gitattributes",
        ".gitmodules",
        ".gitlab-ci.yml",
        "CODEOWNERS",
        "docs/CODEOWNERS",
        ".github/workflows/a.yml",
        "content/.gitattributes",
        "content/guides/.gitattributes",
        "content/workflow.yaml",
        "content/vocabularies/topics.yaml",
        "content/pages/favicon.ico",
        "content/guides/unnamed.png",
        "content/guides/Thumbs.db",
        "themes/mine/templates/a.html",
        "content2/guides/a.md",
        "Content/guides/a.md",
    ] {
        let desk = Desk::changed("zoe", |site| {
            let text = if path == "content/workflow.yaml" {
                super::moves::standard_workflow()
            } else {
                String::new()
            };
            site.write(path, text);
        });
        assert!(desk.refused().contains(&"policy-quorum".to_owned()), "{path}: {}", desk.told());
    }
}

#[test]
fn what_a_site_opens_takes_no_approvals() {
    let opened = |site: &Site| {
        let text = fs::read_to_string(site.path("casebook.yaml")).unwrap();
        site.write("casebook.yaml", text + "open: [docs/, notes]\n");
    };
    let refused =
        |path: &'static str| Desk::changed_from("zoe", opened, |site| site.write(path, "x\n")).refused();
    assert_eq!(refused("docs/a/b.md"), [""; 0]);
    assert_eq!(refused("notes/a.png"), [""; 0]);
    assert_eq!(refused("docs/build.rs"), ["policy-quorum"]);
    assert_eq!(refused("docs/CODEOWNERS"), ["policy-quorum"]);
    assert_eq!(refused("docs/.gitattributes"), ["policy-quorum"]);
    assert_eq!(refused("other/a.md"), ["policy-quorum"]);
    assert_eq!(
        Desk::changed("zoe", opened).refused(),
        ["policy-quorum"],
        "to open one is a change of the rules"
    );
    let program = Desk::changed_from("zoe", opened, |site| executable(site, "docs/a.md"));
    assert_eq!(program.refused(), ["policy-quorum"]);
}

pub(super) fn executable(site: &Site, path: &str) {
    site.write(path, "---\ntitle: A\nsummary: Made up.\n---\n");
    fs::set_permissions(site.path(path), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn only_plain_files_take_no_approvals() {
    let run = Desk::changed("zoe", |site| executable(site, "content/guides/a.md"));
    assert_eq!(run.refused(), ["policy-quorum"]);
    let themes = Desk::changed("zoe", |site| site.link("themes", "content/guides"));
    assert_eq!(themes.refused(), ["policy-quorum"]);
    let inner = Desk::new().by("zoe");
    inner.branch();
    let head = inner.commit_id("main");
    inner.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{head},content/guides/inner")]);
    inner.git(&["commit", "--quiet", "--message=inner"]);
    assert_eq!(inner.refused(), ["outside-root"]);
}

#[test]
fn the_folder_of_somebody_elses_request_is_closed_as_a_whole() {
    for path in [
        "content/requests/maps/list.csv",
        "content/requests/maps/reviews/anything.pdf",
        "content/requests/maps/reviews/a/b-c.md",
        "content/requests/maps/index.es.md",
        "content/requests/maps.es.md",
    ] {
        let by = |actor: &str| Desk::changed(actor, |site| site.write(path, "x\n")).refused();
        assert!(by("zoe").contains(&"foreign-request".to_owned()), "{path}: {:?}", by("zoe"));
        assert!(!by("rita").contains(&"foreign-request".to_owned()), "{path}: {:?}", by("rita"));
    }
}

/// Both files of a request can only be there by force, and then neither is a stranger's.
#[test]
fn a_second_file_of_a_request_is_no_way_in() {
    let second = "content/requests/maps.md";
    let both = |site: &Site| site.write(second, fs::read_to_string(site.path(MAPS)).unwrap());
    let edit = |site: &Site| replace(site, second, "title: Old maps", "title: Mine");
    assert_eq!(Desk::changed_from("zoe", both, edit).refused(), ["foreign-request"]);
    assert_eq!(Desk::changed_from("hal", both, edit).refused(), [""; 0]);
}

#[test]
fn only_what_is_published_satisfies() {
    let case = |more: &str| format!("---\ntitle: A case\nsummary: Made up.\n{more}---\nText.\n");
    let from = |more: &'static str| {
        Desk::changed_from(
            "hal",
            move |site| {
                site.write("content/cases/bc.md", case(more));
                replace(site, SCANS, "status: development", "status: support");
            },
            |site| {
                step(site, SCANS, "support", "completed", "It is done.");
                replace(site, SCANS, "status: completed", "status: completed\ncases: [bc]");
            },
        )
    };
    assert_eq!(from("request: scans\n").refused(), [""; 0]);
    assert_eq!(from("").refused(), [""; 0]);
    assert_eq!(from("request: scans\ndraft: true\n").refused(), ["unmet-guard"]);
    assert_eq!(from("request: tapes\n").refused(), ["unmet-guard"]);
    assert!(from("request: tapes\n").told().contains("is that of another request"));
}

#[test]
fn a_conflict_anywhere_is_one() {
    let desk = Desk::new().by("hal");
    desk.commit(|site| site.write("notes.txt", "one\n"));
    desk.branch();
    desk.commit(|site| {
        site.write("notes.txt", "two\n");
        take_up(site);
    });
    desk.git(&["switch", "--quiet", "main"]);
    desk.commit(|site| site.write("notes.txt", "three\n"));
    assert_eq!(desk.refused(), ["merge-conflict"]);
    // The same where the site is a folder of its repository.
    let site = Site::new();
    site.remove("casebook.yaml");
    for (path, bytes) in crate::site::tree(&crate::site::repository(super::DESK)) {
        site.write(&format!("site/{path}"), bytes);
    }
    site.write("notes.txt", "one\n");
    site.commit("Keeper", "2026-02-01");
    site.git(&["switch", "--quiet", "--create", "change"], "Keeper", "2026-02-02");
    site.write("notes.txt", "two\n");
    site.commit("Keeper", "2026-02-02");
    let check = || {
        let arguments = ["check", "--root", "site", "--base", "main", "--head", "change", "--actor", "hal"];
        site.run([&arguments[..], &["--format", "short"]].concat())
    };
    assert!(check().stdout.contains("policy-quorum"), "{}", check().stdout);
    assert!(check().stdout.contains("`notes.txt`"), "{}", check().stdout);
    site.git(&["switch", "--quiet", "main"], "Keeper", "2026-02-02");
    site.write("notes.txt", "three\n");
    site.commit("Keeper", "2026-02-02");
    assert!(check().stdout.contains("merge-conflict"), "{}", check().stdout);
    assert_eq!(check().status, 1);
}

#[test]
fn what_git_is_told_to_overlook_is_judged_in_the_folder() {
    let check = |desk: &Desk| {
        let arguments = ["check", "--base", "main", "--actor", "zoe", "--today", TODAY, "--format", "short"];
        desk.site.run(arguments).stdout
    };
    let moved = |site: &Site| replace(site, MAPS, "status: submitted", "status: support");
    for bit in ["--assume-unchanged", "--skip-worktree"] {
        let desk = Desk::new();
        desk.git(&["update-index", bit, MAPS]);
        moved(&desk.site);
        assert!(check(&desk).contains("skipped-state"), "{bit}: {}", check(&desk));
    }
    let desk = Desk::new();
    desk.commit(|site| site.write(".gitignore", "zoe.md\n*.log\n"));
    desk.site.write("build.log", "x");
    assert_eq!(check(&desk), "");
    desk.site.write("content/people/zoe.md", "---\ntitle: Zoe\nroles: [{role: helpdesk}]\n---\n");
    assert!(check(&desk).contains("policy-quorum"), "{}", check(&desk));
    desk.site.remove("content/people/zoe.md");
    desk.site.write("Makefile", "all:\n");
    assert!(check(&desk).contains("policy-quorum"), "{}", check(&desk));
}

/// Both ways to judge, in a repository whose own configuration names programs wherever it can.
#[test]
fn no_program_of_the_repository_is_started() {
    let desk = Desk::new().by("hal");
    desk.branch();
    desk.commit(|site| {
        take_up(site);
        replace(site, MAPS, "title: Old maps", "title: Maps");
    });
    desk.git(&["switch", "--quiet", "main"]);
    desk.commit(|site| replace(site, MAPS, "Please help with old maps.", "Please help with them."));
    let (trap, sprung) = (desk.site.beside("trap.sh"), desk.site.beside("sprung"));
    fs::write(&trap, format!("#!/bin/sh\ntouch '{}'\ncat\n", sprung.display())).unwrap();
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    let trap = trap.to_str().unwrap();
    for setting in [
        "merge.evil.driver",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "diff.evil.textconv",
        "diff.evil.command",
        "diff.external",
        "core.fsmonitor",
        "core.pager",
        "core.hooksPath",
    ] {
        desk.git(&["config", setting, trap]);
    }
    for place in [".git/info/attributes", ".gitattributes"] {
        desk.site.write(place, "* merge=evil filter=evil diff=evil\n");
        let committed = desk.check(&["--format", "short"]);
        assert_eq!((committed.status, committed.stderr.as_str()), (0, ""), "{}", committed.stdout);
        desk.site.write(MAPS, fs::read_to_string(desk.site.path(MAPS)).unwrap() + "\n");
        let ran = desk.site.run(["check", "--base", "main", "--actor", "hal", "--today", TODAY]);
        assert_eq!(ran.stderr, "");
        assert!(!sprung.exists(), "{place}");
    }
}

#[test]
fn rules_that_cannot_be_read_let_nothing_move() {
    let broken = |site: &Site| site.write("content/workflow.yaml", "states: [\n");
    assert_eq!(Desk::changed_from("hal", broken, take_up).refused(), ["skipped-state"]);
    let mended = || Desk::changed_from("hal", broken, |site| site.remove("content/workflow.yaml"));
    assert_eq!(mended().refused(), ["policy-quorum"]);
    assert_eq!(mended().approved_by(&["ada", "ida"]).refused(), [""; 0]);
}

#[test]
fn where_a_request_goes_back_to_is_written_by_the_move() {
    let elsewhere = |site: &Site| replace(site, TAPES, "held_from: development", "held_from: support");
    assert_eq!(Desk::changed("hal", elsewhere).refused(), ["decided-text"]);
    assert_eq!(Desk::changed("rita", elsewhere).refused(), ["decided-text"]);
    assert_eq!(Desk::changed("hal", elsewhere).approved_by(&["ada", "ida"]).refused(), [""; 0]);
    let gone = |site: &Site| replace(site, TAPES, "held_from: development\n", "");
    assert_eq!(Desk::changed("hal", gone).refused(), ["decided-text"]);
    let both = Desk::changed("hal", |site| {
        replace(site, TAPES, "held_from: development\n", "");
        replace(site, TAPES, "status: on-hold", "status: support");
    });
    assert_eq!(both.refused(), ["unmet-guard"]);
    let early = Desk::changed("hal", |site| replace(site, MAPS, "status:", "held_from: support\nstatus:"));
    assert_eq!(early.refused(), ["decided-text"]);
}

#[test]
fn what_was_decided_upon_is_no_longer_the_requesters_alone() {
    let pay = |path: &'static str, from: &'static str| {
        move |site: &Site| replace(site, path, from, "Pay me 5000 euro.")
    };
    let before = "Made-up help with old maps.";
    assert_eq!(Desk::changed("rita", pay(MAPS, before)).refused(), [""; 0], "nobody has decided");
    let decided: [(&str, &str); 5] = [
        (SCANS, "Made-up help with scanned books."),
        (SCANS, "Please help with scanned books."),
        (SCANS, "title: Scanned books"),
        (TAPES, "Please help with tapes."),
        ("content/requests/songs/index.md", "Please help with songs."),
    ];
    for (path, from) in decided {
        let to = if from.starts_with("title") { "title: Pay me 5000 euro." } else { "Pay me 5000 euro." };
        let change = |site: &Site| replace(site, path, from, to);
        let desk = Desk::changed("rita", change);
        assert!(desk.refused().contains(&"decided-text".to_owned()), "{path} {from}");
        let comment = desk.check(&["--format", "markdown"]).stdout;
        let old = from.trim_start_matches("title: ");
        assert!(comment.contains(&format!("-{old}")) && comment.contains("+Pay me 5000 euro."), "{comment}");
        let approved = Desk::changed("rita", change).approved_by(&["hal"]).refused();
        assert!(!approved.contains(&"decided-text".to_owned()), "{path} {from}: {approved:?}");
    }
    let file = |actor: &str| {
        Desk::changed(actor, |site| {
            site.write("content/requests/scans/list.csv", "a\n");
            replace(site, SCANS, "Please help", "[List](list.csv). Please help");
        })
        .refused()
    };
    assert_eq!(file("rita"), ["decided-text"]);
    assert_eq!(file("hal"), [""; 0]);
}
