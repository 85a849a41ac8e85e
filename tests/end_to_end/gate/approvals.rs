//! An approval belongs to what was approved, and to whoever holds the account.

use std::fs;

use serde_json::{Value, json};

use super::{Desk, MAPS, replace, take_up};
use crate::site::Site;

/// A change of the rules, which takes two approvals.
fn rules(site: &Site) {
    site.write("content/vocabularies/licences.yaml", "l:\n  label: L\n  url: https://example.org/\n");
}

impl Desk {
    /// The approvals of these logins, of a commit.
    fn approved_at(&self, commit: &str, logins: &[&str]) {
        let approvals = logins.iter().map(|login| json!({"login": login, "commit": commit}));
        self.approve(&approvals.collect());
    }

    fn with_file(self, file: &Value) -> Self {
        fs::write(self.site.beside("approvals.json"), file.to_string()).unwrap();
        self
    }

    /// Takes over into the branch what the base has come to.
    fn updated(&self) {
        self.git(&["switch", "--quiet", "main"]);
        self.commit(|site| replace(site, MAPS, "title: Old maps", "title: Maps"));
        self.git(&["switch", "--quiet", "change"]);
        self.git(&["merge", "--quiet", "--no-edit", "main"]);
    }
}

#[test]
fn approvals_survive_what_leaves_the_change_the_same() {
    let desk = Desk::changed("max", rules);
    let approved = desk.commit_id("change");
    desk.approved_at(&approved, &["ada", "ida"]);
    assert_eq!(desk.refused(), [""; 0]);
    desk.updated();
    assert_ne!(desk.commit_id("change"), approved);
    assert_eq!(desk.refused(), [""; 0], "the change is the same");
    desk.commit(|site| site.write("content/vocabularies/roles.yaml", "committee: {}\nhelpdesk: {}\n"));
    assert!(desk.refused().contains(&"policy-quorum".to_owned()), "and now it is another");
    let told = desk.check(&["--format", "short"]).stdout;
    assert!(told.contains("the approval of Ada Example is of an older commit"), "{told}");
}

#[test]
fn a_merge_that_brings_something_else_is_another_change() {
    let desk = Desk::changed("max", rules);
    desk.approved_at(&desk.commit_id("change"), &["ada", "ida"]);
    desk.updated();
    rules(&desk.site);
    desk.site.write("content/people/max.md", "---\ntitle: Max\nroles: [{role: helpdesk}]\n---\n");
    desk.git(&["add", "--all"]);
    desk.git(&["commit", "--quiet", "--amend", "--no-edit"]);
    assert!(desk.refused().contains(&"policy-quorum".to_owned()));
    // Nor does a commit that is nowhere here, or that is none.
    let short = &desk.commit_id("change")[..12];
    for commit in ["0123456789012345678901234567890123456789", "main", "HEAD", "--help", "", short] {
        desk.approved_at(commit, &["ada", "ida"]);
        assert!(desk.refused().contains(&"policy-quorum".to_owned()), "{commit}");
    }
}

#[test]
fn whoever_made_a_commit_is_not_among_those_who_approve() {
    let file = |pushers: Value| {
        let desk = Desk::changed("max", rules);
        let head = desk.commit_id("change");
        let approvals: Vec<Value> =
            ["ada", "ida"].iter().map(|login| json!({"login": login, "commit": head})).collect();
        desk.with_file(&json!({"approvals": approvals, "pushers": pushers}))
    };
    assert_eq!(file(json!([])).refused(), [""; 0]);
    assert_eq!(file(json!([{"login": "max"}])).refused(), [""; 0]);
    let own = file(json!([{"login": "max"}, {"login": "Ada"}]));
    assert_eq!(own.refused(), ["policy-quorum"]);
    let told = own.check(&["--format", "short"]).stdout;
    assert!(told.contains("Ada Example made a commit of this change"), "{told}");
}

#[test]
fn a_role_stays_with_the_number_of_the_account() {
    let numbered = |site: &Site| replace(site, "content/people/hal.md", "github: hal", "github: {hal: 7}");
    let moved = |login: &str, id: Value| {
        let desk = Desk::changed_from(login, numbered, take_up);
        desk.with_file(&json!({"approvals": [], "author": {"login": login, "id": id}})).refused()
    };
    assert_eq!(moved("hal", json!(7)), [""; 0]);
    assert_eq!(moved("hal-renamed", json!(7)), [""; 0]);
    assert_eq!(moved("hal", json!(8)), ["move-role"], "somebody else is called that now");
    assert_eq!(moved("hal", Value::Null), ["move-role"], "the forge has to tell");
    let approved = |id: Value| {
        let desk = Desk::changed_from("rita", numbered, take_up);
        let head = desk.commit_id("change");
        desk.with_file(&json!({"approvals": [{"login": "hal", "id": id, "commit": head}]}))
    };
    assert_eq!(approved(json!(7)).refused(), [""; 0]);
    assert_eq!(approved(json!(8)).refused(), ["move-role"]);
    let number = Desk::changed("hal", numbered);
    assert_eq!(number.refused(), ["policy-quorum"], "which number it is decides who acts");
}

#[test]
fn an_account_that_nobody_knows_is_named() {
    let desk = Desk::changed("rita", take_up).approved_by(&["hal-phone"]);
    assert_eq!(desk.refused(), ["move-role"]);
    let told = desk.check(&["--format", "short"]).stdout;
    assert!(told.contains("no person's file names the account `hal-phone`, which approves this"), "{told}");
    let stranger = Desk::changed("zoe", take_up).check(&["--format", "short"]).stdout;
    assert!(stranger.contains("`zoe`, an account that no person's file names,"), "{stranger}");
}

#[test]
fn a_list_of_approvals_that_is_not_understood_is_refused() {
    let desk = Desk::changed("hal", take_up);
    let head = desk.commit_id("change");
    let desk =
        desk.with_file(&json!({"approvals": [{"login": "ada", "commit": head, "state": "applauded"}]}));
    let ran = desk.check(&[]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("`applauded` is nothing that a review can say"), "{}", ran.stderr);
}
