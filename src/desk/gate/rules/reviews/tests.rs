//! Reviews that were written down for somebody: what they take to count, and who contests them.

use std::sync::Arc;

use crate::config::{Policy, Stage, Workflow};
use crate::desk::gate::{Account, Actor, Change, ReviewChange, judge};
use crate::diagnostic::Severity;
use crate::record::{Host, Kind, Review};
use crate::site::{Site, site_of};
use crate::source::SitePath;

/// A desk with a request of which the committee is asked, or about which it has decided.
fn site(status: &str) -> Site {
    let person = |slug: &str, role: &str| {
        (
            format!("content/people/{slug}.md"),
            format!("---\ntitle: {slug}\nroles: [{{role: {role}}}]\naccounts: {{github: {slug}}}\n---\n"),
        )
    };
    let mut files = vec![
        person("ada", "committee"),
        person("ben", "committee"),
        person("cleo", "committee"),
        person("hal", "helpdesk"),
        person("ida", "helpdesk"),
        ("content/people/eve.md".to_owned(), "---\ntitle: eve\naccounts: {github: eve}\n---\n".to_owned()),
    ];
    files.push((
        "content/requests/maps/index.md".to_owned(),
        format!("---\ntitle: Maps\nrequester: {{name: Rita}}\ndescription: Old.\nassignee: hal\nstatus: {status}\n---\n"),
    ));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    site_of("repository: {url: https://github.com/o/r}\n", &files, jiff::civil::date(2026, 3, 1))
}

/// A review by Ada, with these lines besides.
fn review(site: &Site, more: &str) -> Arc<Review> {
    let id = site.named(Kind::Request, "maps").unwrap();
    let digest = site.entry(id).record.digest.as_ref().unwrap();
    let text = format!("---\nrecommendation: proceed\nreason: Good.\ndigest: {digest}\n{more}---\n");
    let (review, faults) = Review::parse(&file(), "maps", "initial-ada", &text);
    Arc::new(review.unwrap_or_else(|| panic!("{faults:?}")))
}

fn file() -> SitePath {
    SitePath::new("content/requests/maps/reviews/initial-ada.md")
}

const RECORDED: &str = "recorded: {by: hal, from: mail, on: 2026-02-28}\n";

/// A change of Ada's review.
struct Changed {
    status: &'static str,
    before: Option<String>,
    after: String,
    recorded: Option<Policy>,
}

fn new(after: &str) -> Changed {
    let recorded = Workflow::standard().recorded.clone();
    Changed { status: "initial-feedback", before: None, after: after.to_owned(), recorded }
}

fn changed(status: &'static str, before: &str, after: &str) -> Changed {
    Changed { status, before: Some(before.to_owned()), ..new(after) }
}

impl Changed {
    fn change(&self, by: &str, approvals: &[&str]) -> Change {
        let site = site(self.status);
        let account = |login: &str| Account { login: login.to_owned(), id: None };
        let mut actor = Actor::alone(Host::Github, account(by));
        actor.approvals = approvals.iter().map(|login| account(login)).collect();
        let id = site.named(Kind::Request, "maps").unwrap();
        let record = &site.entry(id).record;
        let mut change = Change::of_request(&site, record, Arc::clone(record), actor);
        change.workflow =
            Arc::new(Workflow { recorded: self.recorded.clone(), ..(*change.workflow).clone() });
        change.requests[0].is_touched = false;
        change.requests[0].reviews.push(ReviewChange {
            file: file(),
            stage: "initial".into(),
            person: "ada".into(),
            existed: self.before.is_some(),
            changed: true,
            before: self.before.as_ref().map(|before| review(&site, before)),
            after: Some(review(&site, &self.after)),
            removed: false,
        });
        change
    }

    /// What is told, each with its code.
    fn told(&self, by: &str, approvals: &[&str]) -> Vec<String> {
        let verdicts = judge(&self.change(by, approvals));
        let told = verdicts.iter().flat_map(|verdict| &verdict.diagnostics);
        told.map(|told| {
            let mark = if told.severity == Severity::Warning { "warning " } else { "" };
            format!("{mark}{}: {}", told.code, told.message)
        })
        .collect()
    }

    fn counts(&self, by: &str, approvals: &[&str]) -> bool {
        let change = self.change(by, approvals);
        let stage: &Stage = change.workflow.stage("initial").unwrap();
        super::super::super::count(&change, stage, |tally| tally.counted.len()) == Some(1)
    }
}

#[test]
fn what_somebody_else_wrote_down_takes_as_many_as_the_workflow_says() {
    let recorded = new(RECORDED);
    for (by, approvals) in [
        ("hal", &["ida"][..]),
        ("hal", &["ben"]),
        ("ida", &["hal"]),
        ("ada", &[]),
        ("hal", &["ada"]),
        ("eve", &["hal", "ida"]),
    ] {
        assert_eq!(recorded.told(by, approvals), [""; 0], "{by} {approvals:?}");
        assert!(recorded.counts(by, approvals), "{by} {approvals:?}");
    }
    let few = "recorded-review: the review of ada does not count: it was written down for its writer, and 1 of 2 stand \
               for it";
    let unnamed = "recorded-review: the review of ada does not count: hal is said to have written it down, and neither \
                   proposes nor approves it";
    for (by, approvals, told) in [
        ("hal", &[][..], few),
        // Who holds no such role, and one's own approval, are not counted.
        ("hal", &["eve"], few),
        ("hal", &["hal"], few),
        ("ida", &["ben"], unnamed),
        ("eve", &[], unnamed),
    ] {
        assert_eq!(recorded.told(by, approvals), [told], "{by} {approvals:?}");
        assert!(!recorded.counts(by, approvals), "{by} {approvals:?}");
    }
}

#[test]
fn without_a_line_in_the_workflow_it_takes_its_writer() {
    let recorded = Changed { recorded: None, ..new(RECORDED) };
    let told = ["impersonated-review: `hal` writes a review in the name of ada"];
    assert_eq!(recorded.told("hal", &["ida", "ben"]), told);
    assert_eq!(recorded.told("hal", &["ada"]), [""; 0]);
    let one = Policy { by: vec!["helpdesk".into()], quorum: 1 };
    let alone = Changed { recorded: Some(one), ..new(RECORDED) };
    assert!(alone.counts("hal", &[]) && !alone.counts("eve", &[]));
    // What says nothing of being written down is its writer's.
    assert_eq!(new("").told("hal", &["ida"]), told);
}

#[test]
fn what_is_recorded_of_a_conflict_holds_as_the_rest_does() {
    let conflict = new(&format!("{RECORDED}conflict: I work there.\n"));
    assert_eq!(conflict.told("hal", &["ida"]).len(), 1);
    assert!(conflict.told("hal", &["ida"])[0].starts_with("warning conflict-of-interest"));
}

#[test]
fn its_writer_contests_it_at_any_time_and_nothing_else_changes_then() {
    let contested = format!("{RECORDED}contested: I said revise.\n");
    let told = |status, before: &str, after: &str, by: &str| changed(status, before, after).told(by, &[]);
    let uncounted =
        "warning uncounted-review: the review does not count: its writer says that it is not theirs";
    for status in ["initial-feedback", "development"] {
        assert_eq!(told(status, RECORDED, &contested, "ada"), [uncounted], "{status}");
        assert!(!changed(status, RECORDED, &contested).counts("ada", &[]));
    }
    let decided = "decided-review: the stage `initial` is decided, and a review of it would change";
    let more = format!("{contested}conditions: [One]\n");
    assert_eq!(told("development", RECORDED, &more, "ada"), [decided, uncounted]);
    assert_eq!(told("development", &contested, RECORDED, "ada"), [decided]);
    // Others write down that it is contested as they wrote the review down.
    assert_eq!(changed("development", RECORDED, &contested).told("hal", &["ida"]), [uncounted]);
    assert_eq!(told("development", RECORDED, &contested, "hal")[0], decided);
    assert_eq!(told("development", RECORDED, &contested, "eve")[0], decided);
    assert!(told("initial-feedback", RECORDED, &contested, "hal")[0].starts_with("recorded-review"));
}
