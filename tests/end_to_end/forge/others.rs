//! The gates on Forgejo and on GitLab.

use serde_json::{Value, json};

use super::runner::Runner;
use super::{MAPS, MARKER, comment, keeping, let_lie, take_up};

#[test]
fn forgejo_judges_what_is_open_and_keeps_to_its_own_comment() {
    let runner = Runner::new("forgejo", take_up);
    let user = |login: &str, id: i64| json!({"login": login, "id": id});
    let head = json!({"sha": runner.head()});
    let pull =
        json!({"number": 1, "state": "open", "user": user("rita", 5), "base": {"ref": "main"}, "head": head});
    runner.answers(
        "repos/example/desk/pulls?state=open&limit=50",
        &json!([pull, {"number": 2, "base": {"ref": "other"}}]),
    );
    runner.answers("repos/example/desk/pulls/1", &pull);
    runner.answers(
        "repos/example/desk/pulls/1/commits?&limit=50",
        &json!([{"author": user("max", 99), "committer": null}]),
    );
    let timeline = "repos/example/desk/issues/1/timeline?&limit=50";
    runner.answers(
        timeline,
        &json!([{"type": "pull_push", "user": user("eve", 4)}, {"type": "comment", "user": user("hal", 6)}]),
    );
    let review = |state: &str, dismissed: bool| json!({"user": user("ida", 8), "commit_id": runner.head(), "state": state, "dismissed": dismissed, "submitted_at": "2026-03-01T10:00:00Z"});
    let reviews = "repos/example/desk/pulls/1/reviews?&limit=50";
    runner.answers(reviews, &json!([review("APPROVED", true)]));
    let comments = "repos/example/desk/issues/1/comments";
    runner.answers(comments, &json!([comment(3, "zoe", "", MARKER)]));
    let number = [("github.event.pull_request.number", "1")];
    runner.program("apt-get", "#!/bin/sh\n");
    assert!(!runner.job("casebook-gate", "gate", &number).ok);
    let said = runner.said();
    let pending = json!({"state": "pending", "context": "casebook/gate", "description": "#1: being judged"});
    assert_eq!(said[0], json!(["POST", format!("repos/example/desk/statuses/{}", runner.head()), pending]));
    let about = "#1: may not be merged yet, see the comment";
    assert_eq!((&said[1][2]["state"], &said[1][2]["description"]), (&json!("failure"), &json!(about)));
    assert_eq!((&said[2][0], &said[2][1]), (&json!("POST"), &json!(comments)));

    // The clock judges all that is open, and whoever follows it is not told the same thing twice.
    let mine = json!({"id": 9, "user": {"id": -2}, "body": said[2][2]["body"]});
    runner.answers(comments, &json!([comment(3, "zoe", "", MARKER), mine]));
    assert!(runner.job("casebook-gate", "gate", &[]).ok, "{}", runner.log());
    assert_eq!(runner.said().len(), 5, "the two statuses alone");
    runner.answers(comments, &json!([{"id": 9, "user": {"id": -2}, "body": MARKER}]));
    assert!(runner.job("casebook-gate", "gate", &[]).ok, "{}", runner.log());
    let said = runner.said();
    assert_eq!((&said[7][0], &said[7][1]), (&json!("PATCH"), &json!("repos/example/desk/issues/comments/9")));

    runner.answers(reviews, &json!([review("APPROVED", false)]));
    assert!(runner.job("casebook-gate", "gate", &number).ok, "{}", runner.log());
    assert_eq!(runner.said()[9][2]["state"], "success");
    runner.answers(reviews, &json!([review("APPROVED", false), review("REQUEST_CHANGES", false)]));
    assert!(!runner.job("casebook-gate", "gate", &number).ok);

    // What the gate is told of accounts.
    runner.program("casebook", &keeping(&runner));
    assert!(!runner.job("casebook-gate", "gate", &number).ok);
    let entry = |state: &str| json!({"login": "ida", "id": 8, "commit": runner.head(), "state": state});
    let told = json!({
        "approvals": [entry("APPROVED"), entry("changes-requested")],
        "pushers": [user("eve", 4), user("max", 99)],
        "author": user("rita", 5),
    });
    assert_eq!(serde_json::from_str::<Value>(&runner.file("approvals.json")).unwrap(), told);
    assert_eq!(runner.said().last().unwrap()[1], "repos/example/desk/issues/comments/9");

    // Nothing is open: nothing is fetched and nothing said.
    let (said, fetched) = (runner.said().len(), runner.file("fetched").len());
    runner.answers("repos/example/desk/pulls?state=open&limit=50", &json!([]));
    assert!(runner.job("casebook-gate", "gate", &[]).ok);
    assert_eq!((runner.said().len(), runner.file("fetched").len()), (said, fetched));
    assert_eq!(runner.file("fetched"), "CASEBOOK_CACHE HOME PATH PWD SHLVL _ ", "once, by its sum");
}

#[test]
fn gitlab_keeps_a_thread_open_until_it_may_be_merged() {
    let runner = Runner::new("gitlab", take_up);
    let work = runner.cloned();
    let of = |rest: &str| format!("projects/5/merge_requests/1{rest}");
    runner.answers("user", &json!({"id": 77}));
    runner.answers(
        "projects/5/merge_requests?state=opened&target_branch=main&per_page=100",
        &json!([{"iid": 1}]),
    );
    runner.answers(
        &of(""),
        &json!({"state": "opened", "target_branch": "main", "author": {"username": "rita", "id": 5}}),
    );
    let version = |commit: &str, at: &str| json!({"head_commit_sha": commit, "created_at": at});
    runner.answers(
        &of("/versions?&per_page=100"),
        &json!([
            version(&runner.head(), "2026-03-01T10:00:00.500Z"),
            version(&runner.base(), "2026-03-01T08:00:00.000Z")
        ]),
    );
    let note = |said: &str, at: &str| {
        let body = format!("{said} this merge request");
        json!({"system": true, "body": body, "author": {"username": "ida", "id": 8}, "created_at": format!("2026-03-01T{at}:00.000+01:00")})
    };
    let notes = of("/notes?sort=asc&order_by=created_at&per_page=100");
    let forged = json!({"system": false, "body": "approved this merge request", "author": {"username": "ida"}, "created_at": "2026-03-01T11:00:00.000Z"});
    runner.answers(&notes, &json!([note("approved", "10:59"), forged]));
    let thread = |id: &str, author: u64, body: &str, resolved: bool| json!({"id": id, "notes": [{"id": 8, "author": {"id": author}, "body": body, "resolved": resolved}]});
    let discussions = of("/discussions?&per_page=100");
    runner.answers(&discussions, &json!([thread("theirs", 3, MARKER, false)]));
    let variables = [
        ("CI_API_V4_URL", "https://gitlab.example/api/v4"),
        ("CI_PROJECT_ID", "5"),
        ("CASEBOOK_TOKEN", "a-secret"),
    ];
    let run = || {
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let handed = work.join("none");
        runner.shell(&work, "bash .gitlab/casebook/gate.sh", variables.to_vec(), &handed)
    };
    assert!(run(), "{}", runner.log());
    // A thread is there before anything is judged, and is then written anew.
    let said = runner.said();
    let pending = json!({"body": format!("{MARKER}\n**This is being judged.**\n")});
    assert_eq!(said[0], json!(["POST", of("/discussions"), pending]));
    assert_eq!(
        (said.len(), &said[1][0], &said[1][1]),
        (2, &json!("PUT"), &json!(of("/discussions/new/notes/1")))
    );
    let body = said[1][2]["body"].as_str().unwrap();
    assert!(body.contains("move-role"), "{body}");

    // The author has resolved the thread: it is opened again, and not written again.
    runner.answers(&discussions, &json!([thread("mine", 77, body.trim_end(), true)]));
    assert!(run());
    assert_eq!(runner.said()[2..], [json!(["PUT", of("/discussions/mine?resolved=false"), null])]);
    runner.answers(&discussions, &json!([thread("mine", 77, MARKER, false)]));
    assert!(run());
    assert_eq!(runner.said()[3][1], of("/discussions/mine/notes/8"));

    // An approval of what is there now resolves it, and one that was taken back does not.
    runner.answers(&notes, &json!([note("approved", "11:01")]));
    assert!(run());
    assert_eq!(runner.said().last().unwrap()[1], of("/discussions/mine?resolved=true"));
    let added = json!({"system": true, "body": "added 2 commits\n\n<ul></ul>", "author": {"username": "eve", "id": 4}, "created_at": "2026-03-01T07:00:00.000Z"});
    runner.answers(&notes, &json!([added, note("approved", "11:01"), note("unapproved", "12:00")]));
    runner.answers(&discussions, &json!([thread("mine", 77, MARKER, true)]));
    assert!(run());
    let said: Vec<Value> = runner.said().into_iter().rev().take(2).map(|said| said[1].clone()).collect();
    assert_eq!(said, [json!(of("/discussions/mine/notes/8")), json!(of("/discussions/mine?resolved=false"))]);

    // What the gate is told of accounts. When it cannot run, the thread is open.
    runner.program("casebook", &keeping(&runner));
    assert!(!run());
    let entry = |state: &str| json!({"login": "ida", "id": 8, "commit": runner.head(), "state": state});
    let told = json!({
        "approvals": [entry("approved"), entry("dismissed")],
        "pushers": [{"login": "eve", "id": 4}],
        "author": {"login": "rita", "id": 5},
    });
    assert_eq!(serde_json::from_str::<Value>(&runner.file("approvals.json")).unwrap(), told);
    let last = runner.said().last().unwrap().clone();
    assert!(last[2]["body"].as_str().unwrap().contains("**The gate could not run.**"), "{last}");

    // Nothing is open: nothing is said.
    let said = runner.said().len();
    runner.answers("projects/5/merge_requests?state=opened&target_branch=main&per_page=100", &json!([]));
    assert!(run());
    assert_eq!(runner.said().len(), said);
}

#[test]
fn forgejo_proposes_what_is_due_by_time() {
    let runner = Runner::on("forgejo", let_lie, take_up);
    let pulls = "repos/example/desk/pulls?state=open&limit=50";
    let head = |repository: &str| {
        let head = json!({"ref": "casebook/due", "repo": {"full_name": repository}});
        json!([{"number": 2, "base": {"ref": "main"}, "head": head}])
    };
    runner.answers(pulls, &head("zoe/desk"));
    runner.program("apt-get", "#!/bin/sh\n");
    let propose = || assert!(runner.job("casebook-due", "propose", &[]).ok, "{}", runner.log());
    propose();
    let said = runner.said();
    assert_eq!((&said[0][0], &said[0][1]), (&json!("POST"), &json!("repos/example/desk/pulls")));
    assert_eq!(said[0][2]["head"], "casebook/due");
    assert!(runner.shown("casebook/due", MAPS).contains("status: stagnant"));
    runner.answers(pulls, &head("example/desk"));
    propose();
    assert_eq!(runner.said().len(), 1);
}

#[test]
fn gitlab_proposes_what_is_due_by_time() {
    let runner = Runner::on("gitlab", let_lie, take_up);
    let work = runner.cloned();
    runner.as_on_gitlab();
    let server = runner.server();
    let variables = [
        ("CI_API_V4_URL", "https://gitlab.example/api/v4"),
        ("CI_PROJECT_ID", "5"),
        ("CI_SERVER_URL", &*server),
        ("CI_PROJECT_PATH", "example/desk"),
        ("CASEBOOK_TOKEN", "a-secret"),
    ];
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let asked =
        "projects/5/merge_requests?state=opened&source_branch=casebook%2Fdue&target_branch=main&per_page=100";
    runner.answers(asked, &json!([]));
    let script = "bash .gitlab/casebook/propose.sh due";
    assert!(runner.shell(&work, script, variables.to_vec(), &work.join("none")), "{}", runner.log());
    assert!(runner.shown("casebook/due", MAPS).contains("status: stagnant"));
    let said = runner.said();
    assert_eq!((&said[0][0], &said[0][1]), (&json!("POST"), &json!("projects/5/merge_requests")));
    let made = &said[0][2];
    assert_eq!(
        (&made["source_branch"], &made["target_branch"], &made["title"]),
        (&json!("casebook/due"), &json!("main"), &json!("Move what is due by time"))
    );
    let text = made["description"].as_str().unwrap();
    assert!(text.ends_with(&format!("- {MAPS}: from submitted to stagnant\n")), "{text}");
}
