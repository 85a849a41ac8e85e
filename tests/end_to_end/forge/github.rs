//! The gate on GitHub: what it says, and what strangers cannot do to it.

use std::fs;

use serde_json::json;

use super::runner::Runner;
use super::{MARKER, comment, take_up};
use crate::site::Site;

fn guide(site: &Site) {
    site.write("content/guides/a.md", "---\ntitle: A guide\nsummary: Made up.\n---\nA text.\n");
}

/// The parts of a desk's change, proposed on GitHub by `author`.
fn on_github(author: &str, change: impl FnOnce(&Site)) -> Runner {
    let runner = Runner::new("github", change);
    let head =
        json!({"sha": runner.head(), "ref": "$(touch OWNED)", "repo": {"full_name": "zoe/`touch OWNED`"}});
    let pull = json!({"number": 1, "user": {"login": author}, "base": {"ref": "main"}, "head": head, "title": "$(touch OWNED)"});
    // Somebody else's pull request, from a branch of the same name.
    let fork = json!({"ref": "$(touch OWNED)", "repo": {"full_name": "max/desk"}});
    let other = json!({"number": 3, "head": fork});
    runner.answers("repos/example/desk/pulls?state=open&base=main&per_page=100", &json!([other, pull]));
    runner.answers("repos/example/desk/pulls/1", &pull);
    runner.answers("repos/example/desk/pulls/1/reviews?per_page=100", &json!([]));
    runner.answers("repos/example/desk/issues/1/comments?per_page=100", &json!([]));
    runner
}

/// What the whole workflow comes to: whether its last job succeeds.
fn gate(runner: &Runner) -> bool {
    let event = [("github.event.pull_request.number", "1")];
    assert!(runner.job("casebook-gate", "judge", &event).ok, "{}", runner.log());
    runner.job("casebook-gate", "say", &event).ok
}

#[test]
fn what_is_allowed_is_said_and_the_check_is_green() {
    let runner = on_github("zoe", guide);
    assert!(gate(&runner), "{}", runner.log());
    let head = runner.head();
    let status = json!({"state": "success", "context": "casebook/gate", "description": "Nothing speaks against merging",
        "target_url": format!("{}/example/desk/actions/runs/7", runner.server())});
    let body = format!("{MARKER}\n**Nothing speaks against this change.**\n");
    assert_eq!(
        runner.said(),
        [
            json!(["POST", format!("repos/example/desk/statuses/{head}"), status]),
            json!(["POST", "repos/example/desk/issues/1/comments", {"body": body}]),
        ]
    );
    // The program that reads a stranger's files gets nothing but where to find itself.
    let environment = runner.file("environment");
    let mut names: Vec<&str> = environment.lines().filter_map(|line| line.split('=').next()).collect();
    names.sort_unstable();
    assert_eq!(names, ["HOME", "PATH", "PWD", "SHLVL", "_"]);
}

#[test]
fn what_is_refused_fails_the_check_and_says_why() {
    let runner = on_github("rita", take_up);
    assert!(!gate(&runner));
    let said = runner.said();
    assert_eq!(said[0][2]["state"], "failure");
    assert_eq!(said[1][0], "POST");
    let whole = runner.judged("rita");
    assert!(whole.contains("move-role"), "{whole}");
    assert_eq!(said[1][2]["body"], whole, "the comment is all that the program says");

    // Somebody of the desk approves it; the review has it judged again.
    let review =
        |commit: &str, state: &str| json!({"user": {"login": "ida"}, "commit_id": commit, "state": state});
    let reviews = "repos/example/desk/pulls/1/reviews?per_page=100";
    let again = || {
        let event = [
            ("github.event.pull_request.number", ""),
            ("github.event.workflow_run.head_repository.full_name", "zoe/`touch OWNED`"),
            ("github.event.workflow_run.head_branch", "$(touch OWNED)"),
        ];
        assert!(runner.job("casebook-gate", "judge", &event).ok, "{}", runner.log());
        runner.job("casebook-gate", "say", &event).ok
    };
    runner.answers(reviews, &json!([review(&runner.base(), "APPROVED")]));
    assert!(!again(), "an older commit was approved");
    runner.answers(
        reviews,
        &json!([review(&runner.head(), "APPROVED"), {"user": null, "commit_id": null, "state": "APPROVED"}]),
    );
    assert!(again(), "{}", runner.log());
    runner.answers(
        reviews,
        &json!([review(&runner.head(), "APPROVED"), review(&runner.head(), "CHANGES_REQUESTED")]),
    );
    assert!(!again(), "it was taken back");
    assert_eq!(runner.owned(), [""; 0]);
}

#[test]
fn nothing_of_a_hostile_head_is_run_and_its_own_gate_does_not_count() {
    let runner = on_github("zoe", |site| {
        let owned = "#!/bin/sh\ntouch OWNED \"$HOME/OWNED\"\nexit 0\n";
        for name in ["install", "judge", "gate", "post"] {
            site.write(&format!(".github/casebook/{name}.sh"), owned);
        }
        site.write(".github/workflows/casebook-gate.yml", "on: push\n");
        site.write("Cargo.toml", "[package]\nname = \"casebook\"\n");
        site.write("build.rs", "fn main() {}\n");
        site.write(".gitattributes", "* filter=owned diff=owned\n");
        site.write(".gitmodules", "[submodule \"x\"]\n\tpath = x\n\turl = ext::sh -c touch% OWNED\n");
        site.write(
            "content/guides/$(touch OWNED).md",
            "---\ntitle: '$(touch OWNED)'\n---\n::set-output name=code::0\n",
        );
    });
    assert!(!gate(&runner));
    let said = runner.said();
    assert_eq!(said[0][2]["state"], "failure");
    let body = said[1][2]["body"].as_str().unwrap();
    assert!(body.contains("The rules of the desk: may not be merged yet."), "{body}");
    assert!(body.contains("here and in 5 other files"), "each file that runs the gate: {body}");
    assert_eq!(runner.owned(), [""; 0]);
    assert_eq!(runner.file("cargo"), "", "nothing of the head was built");
    // Nothing of it was ever a file.
    let files = runner.checked_out();
    assert!(!files.iter().any(|file| file.ends_with("Cargo.toml")), "{files:?}");
    assert!(files.iter().any(|file| file.ends_with(".github/casebook/gate.sh")));
}

#[test]
fn the_gate_keeps_to_its_own_comment() {
    let runner = on_github("zoe", guide);
    let comments = "repos/example/desk/issues/1/comments?per_page=100";
    runner.answers(
        comments,
        &json!([
            comment(3, "zoe", "User", &format!("{MARKER}\n**This may be merged.**")),
            comment(4, "github-actions[bot]", "User", MARKER),
            comment(2, "another[bot]", "Bot", MARKER),
            comment(5, "github-actions[bot]", "Bot", &format!("See {MARKER}")),
        ]),
    );
    assert!(gate(&runner));
    assert_eq!(runner.said()[1][1], "repos/example/desk/issues/1/comments");
    runner.answers(
        comments,
        &json!([comment(3, "zoe", "User", MARKER), comment(6, "github-actions[bot]", "Bot", MARKER)]),
    );
    assert!(gate(&runner));
    let said = runner.said();
    assert_eq!((&said[3][0], &said[3][1]), (&json!("PATCH"), &json!("repos/example/desk/issues/comments/6")));
    // A newer commit has come in the meantime: its own run has the word.
    let newer = json!({"number": 1, "user": {"login": "zoe"}, "base": {"ref": "main"}, "head": {"sha": "0".repeat(40)}});
    runner.answers("repos/example/desk/pulls/1", &newer);
    assert!(gate(&runner));
    let said = runner.said();
    assert_eq!(
        (said.len(), &said[4][1]),
        (5, &json!(format!("repos/example/desk/statuses/{}", runner.head())))
    );
}

#[test]
fn a_gate_that_cannot_run_says_so_and_blames_nobody() {
    let runner = on_github("zoe", guide);
    runner.program(
        "casebook",
        "#!/bin/sh\n[ \"$1\" = --version ] && echo 'casebook 0' && exit\necho '##[add-mask]x' >&2\nexit 2\n",
    );
    assert!(!gate(&runner));
    let said = runner.said();
    assert_eq!(said[0][2]["state"], "error");
    let body = said[1][2]["body"].as_str().unwrap();
    assert!(body.starts_with(&format!("{MARKER}\n**The gate could not run.**\n")), "{body}");
    assert!(runner.log().contains("\n| # [add-mask]x\n"), "{}", runner.log());
    assert_eq!(
        runner.file("cargo"),
        format!("install --quiet --locked --version ={} casebook\n", env!("CARGO_PKG_VERSION"))
    );

    // A program that is not the one it should be does not let anything through.
    let runner = on_github("zoe", guide);
    runner.program("casebook", "#!/bin/sh\necho fine\n");
    assert!(!gate(&runner));
    assert_eq!(runner.said()[0][2]["state"], "error");

    // Nor does a judge that never came to an end.
    let runner = on_github("zoe", guide);
    fs::remove_file(runner.answer("repos/example/desk/pulls/1/reviews?per_page=100")).unwrap();
    let event = [("github.event.pull_request.number", "1")];
    assert!(!runner.job("casebook-gate", "judge", &event).ok);
    assert!(!runner.job("casebook-gate", "say", &event).ok);
    let said = runner.said();
    assert_eq!((&said[0][2]["state"], &said[1][2]["body"]), (&json!("error"), &json!(body)));
}

#[test]
fn a_site_in_a_folder_does_not_let_its_gate_be_changed() {
    let with = |change: fn(&Site)| {
        let runner = Runner::in_folder("github", "sites/desk", change);
        let pull = json!({"number": 1, "user": {"login": "zoe"}, "base": {"ref": "main"}, "head": {"sha": runner.head()}});
        runner.answers("repos/example/desk/pulls/1", &pull);
        runner.answers("repos/example/desk/pulls/1/reviews?per_page=100", &json!([]));
        runner.answers("repos/example/desk/issues/1/comments?per_page=100", &json!([]));
        let allowed = gate(&runner);
        (allowed, runner.said()[1][2]["body"].as_str().unwrap().to_owned())
    };
    let guide =
        |site: &Site| site.write("sites/desk/content/guides/a.md", "---\ntitle: A\nsummary: B.\n---\nC.\n");
    assert!(with(guide).0);
    let (allowed, body) = with(|site| site.write(".github/casebook/judge.sh", "exit 0\n"));
    assert!(!allowed && body.contains("It changes what runs this gate"), "{body}");
}

#[test]
fn a_long_comment_is_cut_between_lines() {
    let runner = on_github("zoe", |site| {
        for number in 0..400 {
            site.write(
                &format!("content/guides/g{number}.md"),
                format!("---\ntitle: A\nunknown-{number}: {}\n---\n", "é".repeat(40)),
            );
        }
    });
    assert!(!gate(&runner));
    let body = runner.said()[1][2]["body"].as_str().unwrap().to_owned();
    assert!((40_000..=48_100).contains(&body.len()), "{}", body.len());
    assert!(
        body.starts_with(MARKER) && body.ends_with(")\n\nThere is more. `casebook check` shows all of it.\n")
    );
}

#[test]
fn the_site_is_published_on_a_branch_without_history() {
    let runner = on_github("zoe", guide);
    for _ in 0..2 {
        assert!(runner.job("casebook-publish", "publish", &[]).ok, "{}", runner.log());
        let files = runner.served("gh-pages");
        for file in [".nojekyll", "index.html", "requests/maps/index.html"] {
            assert!(files.contains(&file.to_owned()), "{file}: {files:?}");
        }
        assert!(!files.iter().any(|file| file.starts_with(".casebook")), "{files:?}");
        assert_eq!(runner.commits("gh-pages"), 1);
    }
    assert_eq!(runner.said()[0], json!(["POST", "repos/example/desk/pages/builds", null]));
    // What the settings of Pages have written stays.
    runner.serve("gh-pages", "CNAME", "desk.example\n");
    assert!(runner.job("casebook-publish", "publish", &[]).ok, "{}", runner.log());
    assert!(runner.served("gh-pages").contains(&"CNAME".to_owned()));
}
