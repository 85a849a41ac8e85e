//! The gate on GitHub: what it says, and what strangers cannot do to it.

use std::fs;

use serde_json::{Value, json};

use super::runner::Runner;
use super::{MAPS, MARKER, comment, keeping, let_lie, take_up};
use crate::site::Site;

fn guide(site: &Site) {
    site.write("content/guides/a.md", "---\ntitle: A guide\nsummary: Made up.\n---\nA text.\n");
}

/// The parts of a desk's change, proposed on GitHub by `author`.
fn on_github(author: &str, change: impl FnOnce(&Site)) -> Runner {
    let runner = Runner::new("github", change);
    let head =
        json!({"sha": runner.head(), "ref": "$(touch OWNED)", "repo": {"full_name": "zoe/`touch OWNED`"}});
    let pull = json!({"number": 1, "state": "open", "commits": 1, "user": account(author, 5),
        "base": {"ref": "main"}, "head": head, "title": "$(touch OWNED)"});
    // Somebody else's pull request, from a branch of the same name.
    let fork = json!({"ref": "$(touch OWNED)", "repo": {"full_name": "max/desk"}});
    let other = json!({"number": 3, "head": fork});
    runner.answers("repos/example/desk/pulls?state=open&base=main&per_page=100", &json!([other, pull]));
    runner.answers("repos/example/desk/pulls/1", &pull);
    runner.answers("repos/example/desk/pulls/1/reviews?per_page=100", &json!([]));
    runner.answers("repos/example/desk/issues/1/comments?per_page=100", &json!([]));
    answer_commits(&runner);
    runner
}

fn account(login: &str, id: u64) -> Value {
    json!({"login": login, "id": id})
}

/// Whose commit is proposed, and that it has no status yet.
fn answer_commits(runner: &Runner) {
    let commit =
        json!({"sha": runner.head(), "author": account("max", 99), "committer": account("web-flow", 19)});
    runner.answers("repos/example/desk/pulls/1/commits?per_page=100", &json!([commit]));
    runner.answers(&statuses(&runner.head()), &json!([]));
}

fn statuses(commit: &str) -> String {
    format!("repos/example/desk/commits/{commit}/statuses?per_page=100")
}

/// What the whole workflow comes to: whether its last job succeeds.
fn gate(runner: &Runner) -> bool {
    gate_of(runner, &[("github.event.pull_request.number", "1")])
}

fn gate_of(runner: &Runner, event: &[(&str, &str)]) -> bool {
    assert!(runner.job("casebook-gate", "begin", event).ok, "{}", runner.log());
    assert!(runner.job("casebook-gate", "judge", event).ok, "{}", runner.log());
    runner.job("casebook-gate", "say", event).ok
}

/// What was said, without what each run says before it judges.
fn verdicts(runner: &Runner) -> Vec<Value> {
    let mut said = runner.said();
    said.retain(|said| said[2]["state"] != "pending");
    said
}

#[test]
fn what_is_allowed_is_said_and_the_check_is_green() {
    let runner = on_github("zoe", guide);
    assert!(gate(&runner), "{}", runner.log());
    let head = runner.head();
    let status = |state: &str, about: &str| {
        let run = format!("{}/example/desk/actions/runs/7", runner.server());
        let status =
            json!({"state": state, "context": "casebook/gate", "description": about, "target_url": run});
        json!(["POST", format!("repos/example/desk/statuses/{head}"), status])
    };
    let body = format!("{MARKER}\n**Nothing speaks against this change.**\n");
    assert_eq!(
        runner.said(),
        [
            status("pending", "#1: being judged"),
            status("success", "#1: nothing speaks against merging"),
            json!(["POST", "repos/example/desk/issues/1/comments", {"body": body}]),
        ]
    );
    // The program that reads a stranger's files gets nothing but where to find itself.
    let environment = runner.file("environment");
    let mut names: Vec<&str> = environment.lines().filter_map(|line| line.split('=').next()).collect();
    names.sort_unstable();
    assert_eq!(names, ["HOME", "PATH", "PWD", "SHLVL", "_"]);
    // Nor does what fetches it.
    assert_eq!(runner.file("fetched"), "CASEBOOK_CACHE HOME PATH PWD SHLVL _ ");
}

#[test]
fn what_is_refused_fails_the_check_and_says_why() {
    let runner = on_github("rita", take_up);
    assert!(!gate(&runner));
    let said = verdicts(&runner);
    assert_eq!(said[0][2]["state"], "failure");
    assert_eq!(said[1][0], "POST");
    let whole = runner.judged("rita");
    assert!(whole.contains("move-role"), "{whole}");
    assert_eq!(said[1][2]["body"], whole, "the comment is all that the program says");

    // Somebody of the desk approves it; the review has it judged again.
    let review =
        |commit: &str, state: &str| json!({"user": account("ida", 8), "commit_id": commit, "state": state});
    let reviews = "repos/example/desk/pulls/1/reviews?per_page=100";
    let again = || {
        let event = [
            ("github.event.pull_request.number", ""),
            ("github.event.workflow_run.head_repository.full_name", "zoe/`touch OWNED`"),
            ("github.event.workflow_run.head_branch", "$(touch OWNED)"),
        ];
        gate_of(&runner, &event)
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
    let said = verdicts(&runner);
    assert_eq!(said[0][2]["state"], "failure");
    let body = said[1][2]["body"].as_str().unwrap();
    assert!(body.contains("The rules of the desk: may not be merged yet."), "{body}");
    assert!(body.contains("here and in 8 other files"), "each file that runs the gate: {body}");
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
    assert_eq!(verdicts(&runner)[1][1], "repos/example/desk/issues/1/comments");
    runner.answers(
        comments,
        &json!([comment(3, "zoe", "User", MARKER), comment(6, "github-actions[bot]", "Bot", MARKER)]),
    );
    assert!(gate(&runner));
    let said = verdicts(&runner);
    assert_eq!((&said[3][0], &said[3][1]), (&json!("PATCH"), &json!("repos/example/desk/issues/comments/6")));
    // A newer commit has come in the meantime: its own run has the word.
    let newer = json!({"number": 1, "state": "open", "head": {"sha": "0".repeat(40)}});
    let begun = || {
        let event = [("github.event.pull_request.number", "1")];
        assert!(runner.job("casebook-gate", "begin", &event).ok, "{}", runner.log());
        assert!(runner.job("casebook-gate", "judge", &event).ok, "{}", runner.log());
        runner.answers("repos/example/desk/pulls/1", &newer);
        runner.job("casebook-gate", "say", &event).ok
    };
    assert!(begun(), "{}", runner.log());
    let said = verdicts(&runner);
    let status = json!(format!("repos/example/desk/statuses/{}", runner.head()));
    assert_eq!((said.len(), &said[4][1]), (5, &status));
}

#[test]
fn nobody_is_told_the_same_thing_twice() {
    let runner = on_github("zoe", guide);
    let body = format!("{MARKER}\n**Nothing speaks against this change.**");
    let comment = comment(6, "github-actions[bot]", "Bot", &body);
    runner.answers("repos/example/desk/issues/1/comments?per_page=100", &json!([comment]));
    assert!(gate(&runner));
    assert_eq!(verdicts(&runner).len(), 1, "the status alone");
}

#[test]
fn an_older_run_does_not_speak_over_a_newer_one() {
    let runner = on_github("zoe", guide);
    let status = |run: u64, context: &str| json!({"context": context, "target_url": format!("{}/example/desk/actions/runs/{run}", runner.server())});
    let elsewhere = json!({"context": "casebook/gate", "target_url": "https://example.org/actions/runs/9"});
    runner.answers(
        &statuses(&runner.head()),
        &json!([status(7, "casebook/gate"), status(8, "another"), elsewhere, {"context": "casebook/gate", "target_url": null}]),
    );
    assert!(gate(&runner));
    assert_eq!(verdicts(&runner).len(), 2);
    runner
        .answers(&statuses(&runner.head()), &json!([status(7, "casebook/gate"), status(8, "casebook/gate")]));
    assert!(gate(&runner));
    assert_eq!(verdicts(&runner).len(), 2, "{}", runner.log());
}

#[test]
fn the_gate_is_told_the_accounts_behind_a_change() {
    let runner = on_github("zoe", guide);
    let approvals = || -> Value { serde_json::from_str(&runner.file("approvals.json")).unwrap() };
    runner.program("casebook", &keeping(&runner));
    let review = json!({"user": account("ida", 8), "commit_id": "1".repeat(40), "state": "COMMENTED"});
    runner.answers("repos/example/desk/pulls/1/reviews?per_page=100", &json!([review]));
    assert!(!gate(&runner), "{}", runner.log());
    let mut told = json!({
        "approvals": [{"login": "ida", "id": 8, "commit": "1".repeat(40), "state": "COMMENTED"}],
        "pushers": [account("max", 99)],
        "author": account("zoe", 5),
    });
    assert_eq!(approvals(), told, "GitHub's own account is nobody's");
    // The activity of the branch says who really pushed these commits.
    let push = |login: &str, id: u64, after: &str| json!({"actor": account(login, id), "after": after});
    let pushes = json!([push("ida", 8, &runner.head()), push("hal", 7, &"2".repeat(40))]);
    // Older versions of jq leave brackets as they are.
    for branch in ["%24%28touch%20OWNED%29", "%24(touch%20OWNED)"] {
        let activity = format!("repos/zoe/`touch OWNED`/activity?ref=refs%2Fheads%2F{branch}&per_page=100");
        runner.answers(&activity, &pushes);
    }
    assert!(!gate(&runner));
    told["pushers"] = json!([account("ida", 8), account("max", 99)]);
    assert_eq!(approvals(), told);
    // GitHub lists no more than some commits: those it does not list may be anybody's.
    let pull = json!({"number": 1, "state": "open", "commits": 251, "user": account("zoe", 5), "base": {"ref": "main"}, "head": {"sha": runner.head()}});
    runner.answers("repos/example/desk/pulls/1", &pull);
    let event = [("github.event.pull_request.number", "1")];
    assert!(!runner.job("casebook-gate", "judge", &event).ok);
    assert!(runner.log().contains("does not list all commits"), "{}", runner.log());
}

#[test]
fn a_merge_queue_gets_a_status_of_what_it_would_merge() {
    let runner = on_github("zoe", guide);
    let queue = |base: &str, head: &str| {
        let event = [
            ("github.event.merge_group.head_ref", "refs/heads/gh-readonly-queue/main/pr-1-0123abc"),
            ("github.event.merge_group.base_sha", base),
            ("github.event.merge_group.head_sha", head),
        ];
        runner.answers(&statuses(head), &json!([]));
        gate_of(&runner, &event)
    };
    // What comes before it in the queue is its base.
    let before = runner
        .queued("main", |site| site.write("content/guides/b.md", "---\ntitle: B\nsummary: B.\n---\nB.\n"));
    let merged = runner.merged(&before, "change");
    assert!(queue(&before, &merged), "{}", runner.log());
    let said = runner.said();
    let status = json!(format!("repos/example/desk/statuses/{merged}"));
    assert_eq!((&said[0][1], &said[0][2]["state"]), (&status, &json!("pending")));
    assert_eq!((&said[1][1], &said[1][2]["state"]), (&status, &json!("success")));
    // Something that nobody proposed is in it as well.
    let more = runner
        .queued(&merged, |site| site.write("content/guides/c.md", "---\ntitle: C\nsummary: C.\n---\nC.\n"));
    assert!(!queue(&before, &more));
    assert!(runner.log().contains("something else than this pull request"), "{}", runner.log());
    assert_eq!(runner.said()[4][2]["state"], "error");
}

#[test]
fn what_does_not_lead_into_the_branch_is_not_judged() {
    let runner = on_github("zoe", guide);
    for (state, base) in [("closed", "main"), ("open", "other")] {
        let pull =
            json!({"number": 1, "state": state, "base": {"ref": base}, "head": {"sha": runner.head()}});
        runner.answers("repos/example/desk/pulls/1", &pull);
        assert!(runner.job("casebook-gate", "begin", &[("github.event.pull_request.number", "1")]).ok);
        assert_eq!(runner.output("needs.begin.outputs.number"), "", "so that no other job runs");
    }
    assert!(runner.said().is_empty());
    assert!(!runner.job("casebook-gate", "begin", &[("inputs.number", "1; touch OWNED")]).ok);
}

#[test]
fn each_night_all_that_was_not_refused_is_judged_anew() {
    let runner = on_github("zoe", guide);
    let pulls = "repos/example/desk/pulls?state=open&base=main&per_page=100";
    let states = [Some("success"), Some("failure"), Some("pending"), Some("error"), None];
    let mut open = Vec::new();
    for (number, state) in states.iter().enumerate() {
        let head = format!("{number}").repeat(40);
        let mut known = vec![json!({"context": "another", "state": "failure"})];
        known.extend(state.map(|state| json!({"context": "casebook/gate", "state": state})));
        // What was said before does not count.
        known.push(
            json!({"context": "casebook/gate", "state": if number == 0 { "failure" } else { "success" }}),
        );
        if state.is_none() {
            known.truncate(1);
        }
        runner.answers(&statuses(&head), &json!(known));
        open.push(json!({"number": number, "head": {"sha": head}}));
    }
    runner.answers(pulls, &json!(open));
    assert!(runner.job("casebook-clock", "again", &[]).ok, "{}", runner.log());
    let started: Vec<Value> = ["0", "2", "3", "4"]
        .map(|number| {
            let path = "repos/example/desk/actions/workflows/casebook-gate.yml/dispatches";
            json!(["POST", path, {"ref": "main", "inputs": {"number": number}}])
        })
        .into();
    assert_eq!(runner.said(), started);
    runner.answers(pulls, &json!([]));
    assert!(runner.job("casebook-clock", "again", &[]).ok);
    assert_eq!(runner.said().len(), 4);
}

#[test]
fn a_gate_that_cannot_run_says_so_and_blames_nobody() {
    let runner = on_github("zoe", guide);
    runner.program(
        "casebook",
        "#!/bin/sh\n[ \"$1\" = --version ] && echo 'casebook 0' && exit\necho '##[add-mask]x' >&2\nexit 2\n",
    );
    assert!(!gate(&runner));
    let said = verdicts(&runner);
    assert_eq!(said[0][2]["state"], "error");
    let body = said[1][2]["body"].as_str().unwrap();
    assert!(body.starts_with(&format!("{MARKER}\n**The gate could not run.**\n")), "{body}");
    assert!(runner.log().contains("\n| # [add-mask]x\n"), "{}", runner.log());
    assert_eq!(runner.file("cargo"), "", "nothing is built");

    // A program that is not the one it should be does not let anything through.
    let runner = on_github("zoe", guide);
    runner.program("casebook", "#!/bin/sh\necho fine\n");
    assert!(!gate(&runner));
    assert_eq!(verdicts(&runner)[0][2]["state"], "error");

    // Nor does a judge that never came to an end.
    let runner = on_github("zoe", guide);
    fs::remove_file(runner.answer("repos/example/desk/pulls/1/reviews?per_page=100")).unwrap();
    let event = [("github.event.pull_request.number", "1")];
    assert!(runner.job("casebook-gate", "begin", &event).ok);
    assert!(!runner.job("casebook-gate", "judge", &event).ok);
    assert!(!runner.job("casebook-gate", "say", &event).ok);
    let said = verdicts(&runner);
    assert_eq!((&said[0][2]["state"], &said[1][2]["body"]), (&json!("error"), &json!(body)));
}

#[test]
fn a_site_in_a_folder_does_not_let_its_gate_be_changed() {
    let with = |change: fn(&Site)| {
        let runner = Runner::in_folder("github", "sites/desk", change);
        let pull = json!({"number": 1, "state": "open", "commits": 1, "user": account("zoe", 5), "base": {"ref": "main"}, "head": {"sha": runner.head()}});
        runner.answers("repos/example/desk/pulls/1", &pull);
        runner.answers("repos/example/desk/pulls/1/reviews?per_page=100", &json!([]));
        runner.answers("repos/example/desk/issues/1/comments?per_page=100", &json!([]));
        answer_commits(&runner);
        let allowed = gate(&runner);
        (allowed, verdicts(&runner)[1][2]["body"].as_str().unwrap().to_owned())
    };
    let guide =
        |site: &Site| site.write("sites/desk/content/guides/a.md", "---\ntitle: A\nsummary: B.\n---\nC.\n");
    assert!(with(guide).0);
    let (allowed, body) = with(|site| site.write(".github/casebook/judge.sh", "exit 0\n"));
    assert!(!allowed && body.contains("approvals that a change of the rules takes"), "{body}");
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
    let body = verdicts(&runner)[1][2]["body"].as_str().unwrap().to_owned();
    assert!((40_000..=48_100).contains(&body.len()), "{}", body.len());
    let whole = body.strip_suffix("\n\nThere is more. `casebook check` shows all of it.\n").unwrap();
    // A line ends with the code of a fault, or with what it quotes.
    assert!(body.starts_with(MARKER) && (whole.ends_with(')') || whole.ends_with("</code>")), "{body}");
}

#[test]
fn what_is_due_by_time_is_proposed_once() {
    let runner = Runner::on("github", let_lie, guide);
    let pulls = "repos/example/desk/pulls";
    let asked = format!("{pulls}?state=open&head=example:casebook/due&base=main");
    runner.answers(&asked, &json!([]));
    let propose = || assert!(runner.job("casebook-due", "propose", &[]).ok, "{}", runner.log());
    propose();
    assert_eq!(runner.commits("casebook/due"), 2);
    assert!(runner.shown("casebook/due", MAPS).contains("status: stagnant"));
    let said = runner.said();
    assert_eq!((&said[0][0], &said[0][1]), (&json!("POST"), &json!(pulls)));
    let pull = &said[0][2];
    assert_eq!((&pull["head"], &pull["base"]), (&json!("casebook/due"), &json!("main")));
    assert!(
        pull["body"].as_str().unwrap().ends_with(&format!("{MAPS}: from submitted to stagnant\n")),
        "{pull}"
    );
    assert!(!runner.file("environment").contains("a-secret"), "the program gets no token");
    // The next night there is nothing to add.
    runner.answers(&asked, &json!([{"number": 2}]));
    propose();
    assert_eq!(runner.said().len(), 1);
    assert!(runner.log().contains("What is due is on its branch already."), "{}", runner.log());
}

#[test]
fn where_nothing_is_due_nothing_is_proposed() {
    let runner = on_github("zoe", guide);
    runner.answers("repos/example/desk/pulls?state=open&head=example:casebook/due&base=main", &json!([]));
    assert!(runner.job("casebook-due", "propose", &[]).ok, "{}", runner.log());
    assert!(runner.log().contains("No request is due to be moved."), "{}", runner.log());
    assert_eq!((runner.said().len(), runner.served("casebook/due").len()), (0, 0));
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
