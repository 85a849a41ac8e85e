//! The gates on Forgejo and on GitLab.

use serde_json::json;

use super::runner::Runner;
use super::{MARKER, comment, take_up};

#[test]
fn forgejo_judges_what_is_open_and_keeps_to_its_own_comment() {
    let runner = Runner::new("forgejo", take_up);
    let head = json!({"sha": runner.head()});
    let pull = json!({"number": 1, "user": {"login": "rita"}, "base": {"ref": "main"}, "head": head});
    runner.answers(
        "repos/example/desk/pulls?state=open&limit=50",
        &json!([pull, {"number": 2, "base": {"ref": "other"}}]),
    );
    runner.answers("repos/example/desk/pulls/1", &pull);
    let review = |state: &str, dismissed: bool| json!({"user": {"login": "ida"}, "commit_id": runner.head(), "state": state, "dismissed": dismissed, "submitted_at": "2026-03-01T10:00:00Z"});
    let reviews = "repos/example/desk/pulls/1/reviews?&limit=50";
    runner.answers(reviews, &json!([review("APPROVED", true)]));
    let comments = "repos/example/desk/issues/1/comments";
    runner.answers(comments, &json!([comment(3, "zoe", "", MARKER)]));
    let number = [("github.event.pull_request.number", "1")];
    runner.program("apt-get", "#!/bin/sh\n");
    assert!(!runner.job("casebook-gate", "gate", &number).ok);
    let said = runner.said();
    assert_eq!((&said[0][2]["state"], &said[0][2]["context"]), (&json!("failure"), &json!("casebook/gate")));
    assert_eq!((&said[1][0], &said[1][1]), (&json!("POST"), &json!(comments)));

    // The clock judges all that is open, and whoever follows it is not told the same thing twice.
    let mine = json!({"id": 9, "user": {"id": -2}, "body": said[1][2]["body"]});
    runner.answers(comments, &json!([comment(3, "zoe", "", MARKER), mine]));
    assert!(runner.job("casebook-gate", "gate", &[]).ok, "{}", runner.log());
    assert_eq!(runner.said().len(), 3, "the status alone");
    runner.answers(comments, &json!([{"id": 9, "user": {"id": -2}, "body": MARKER}]));
    assert!(runner.job("casebook-gate", "gate", &[]).ok, "{}", runner.log());
    let said = runner.said();
    assert_eq!((&said[4][0], &said[4][1]), (&json!("PATCH"), &json!("repos/example/desk/issues/comments/9")));

    runner.answers(reviews, &json!([review("APPROVED", false)]));
    assert!(runner.job("casebook-gate", "gate", &number).ok, "{}", runner.log());
    assert_eq!(runner.said()[5][2]["state"], "success");
    runner.answers(reviews, &json!([review("APPROVED", false), review("REQUEST_CHANGES", false)]));
    assert!(!runner.job("casebook-gate", "gate", &number).ok);
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
        &json!({"state": "opened", "target_branch": "main", "author": {"username": "rita"}}),
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
        json!({"system": true, "body": body, "author": {"username": "ida"}, "created_at": format!("2026-03-01T{at}:00.000+01:00")})
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
        assert!(
            runner.shell(&work, "bash .gitlab/casebook/gate.sh", variables.to_vec(), &handed),
            "{}",
            runner.log()
        );
    };
    run();
    let said = runner.said();
    assert_eq!((said.len(), &said[0][0], &said[0][1]), (1, &json!("POST"), &json!(of("/discussions"))));
    let body = said[0][2]["body"].as_str().unwrap();
    assert!(body.contains("move-role"), "{body}");

    // The author has resolved the thread: it is opened again, and not written again.
    runner.answers(&discussions, &json!([thread("mine", 77, body.trim_end(), true)]));
    run();
    assert_eq!(runner.said()[1..], [json!(["PUT", of("/discussions/mine?resolved=false"), null])]);
    runner.answers(&discussions, &json!([thread("mine", 77, MARKER, false)]));
    run();
    assert_eq!(runner.said()[2][1], of("/discussions/mine/notes/8"));

    // An approval of what is there now resolves it, and one that was taken back does not.
    runner.answers(&notes, &json!([note("approved", "11:01")]));
    run();
    assert_eq!(runner.said().last().unwrap()[1], of("/discussions/mine?resolved=true"));
    runner.answers(&notes, &json!([note("approved", "11:01"), note("unapproved", "12:00")]));
    runner.answers(&discussions, &json!([thread("mine", 77, MARKER, true)]));
    run();
    assert_eq!(runner.said().last().unwrap()[1], of("/discussions/mine?resolved=false"));
}
