//! When a change came to the branch, and who wrote what came.

use super::*;
use crate::git::Doubt;

/// Somebody's line of commits beside the branch; the folder is at its end then.
fn side(repository: &Repository) {
    repository.git(&["checkout", "--quiet", "-b", "side"], "");
}

/// A day later, `Merger` merges it.
fn merge(repository: &mut Repository, how: &[&str]) {
    repository.git(&["checkout", "--quiet", "main"], "");
    repository.day += 1;
    repository.git_as("Merger", &[&["merge", "--quiet"], how, &["side"]].concat(), "");
}

/// Of the request `maps`: day and authors of each revision.
fn revisions(repository: &Repository) -> Vec<String> {
    let history = history(&repository.root(), jiff::Timestamp::MAX).unwrap();
    let file = &history.files[&SitePath::new("content/requests/maps.md")];
    let shown = |one: &Revised| format!("{}: {}", one.at.as_second() / 86_400, one.by.join(", "));
    file.revisions.iter().map(shown).collect()
}

const MAPS: &str = "site/content/requests/maps.md";

#[test]
fn a_merge_is_the_arrival_of_what_others_wrote() {
    let mut repository = Repository::new();
    repository.commit("Ada", &["site/content/a.md", MAPS]);
    side(&repository);
    repository.commit("Grace", &["site/content/b.md", MAPS]);
    repository.commit("Hal", &["site/content/b.md"]);
    repository.commit("Ada", &[MAPS]);
    repository.git(&["checkout", "--quiet", "main"], "");
    repository.commit("Ada", &["site/content/a.md"]);
    merge(&mut repository, &["--no-ff"]);
    assert_eq!(
        repository.history(),
        [
            "content/a.md: 1..5: Ada",
            "content/b.md: 6..6: Grace, Hal",
            "content/requests/maps.md: 1..6: Ada, Grace"
        ]
    );
    assert_eq!(revisions(&repository), ["1: Ada", "6: Grace, Ada"]);
}

#[test]
fn what_was_undone_before_it_arrived_never_was() {
    let mut repository = Repository::new();
    repository.commit("Ada", &["site/content/a.md", MAPS]);
    side(&repository);
    repository.commit("Hal", &[MAPS]);
    repository.git(&["revert", "--no-edit", "HEAD"], "");
    repository.commit("Grace", &["site/content/b.md"]);
    merge(&mut repository, &["--no-ff"]);
    let expected =
        ["content/a.md: 1..1: Ada", "content/b.md: 4..4: Grace", "content/requests/maps.md: 1..1: Ada"];
    assert_eq!(repository.history(), expected);
    assert_eq!(revisions(&repository), ["1: Ada"]);
}

#[test]
fn a_squash_and_a_rebase_arrive_as_their_authors() {
    let mut repository = Repository::new();
    repository.commit("Ada", &[MAPS]);
    side(&repository);
    repository.commit("Grace", &[MAPS]);
    repository.commit("Grace", &[MAPS]);
    merge(&mut repository, &["--squash"]);
    repository.git_as("Grace", &["commit", "--quiet", "--message=squashed"], "");
    assert_eq!(revisions(&repository), ["1: Ada", "4: Grace"]);

    let mut repository = Repository::new();
    repository.commit("Ada", &[MAPS]);
    side(&repository);
    repository.commit("Grace", &[MAPS]);
    repository.commit("Hal", &[MAPS]);
    merge(&mut repository, &["--ff-only"]);
    assert_eq!(revisions(&repository), ["1: Ada", "2: Grace", "3: Hal"]);
}

#[test]
fn what_the_branch_had_meanwhile_is_not_by_whoever_took_it_in() {
    let mut repository = Repository::new();
    repository.commit("Ada", &["site/content/a.md", MAPS]);
    side(&repository);
    repository.commit("Grace", &["site/content/b.md"]);
    repository.git(&["checkout", "--quiet", "main"], "");
    repository.commit("Ada", &[MAPS]);
    repository.git(&["checkout", "--quiet", "side"], "");
    repository.day += 1;
    repository.git_as("Grace", &["merge", "--quiet", "--no-edit", "main"], "");
    repository.commit("Grace", &["site/content/b.md"]);
    merge(&mut repository, &["--no-ff"]);
    assert_eq!(revisions(&repository), ["1: Ada", "3: Ada"]);
    assert_eq!(
        repository.history(),
        ["content/a.md: 1..1: Ada", "content/b.md: 6..6: Grace", "content/requests/maps.md: 1..3: Ada"]
    );
}

#[test]
fn what_only_the_merge_has_changed_is_by_its_author() {
    let mut repository = Repository::new();
    repository.commit("Ada", &["site/content/a.md"]);
    side(&repository);
    repository.commit("Grace", &["site/content/b.md"]);
    merge(&mut repository, &["--no-ff", "--no-commit"]);
    repository.write("site/content/c.md", "a line of the merge");
    repository.write("site/content/b.md", "what Grace wrote, put right");
    repository.git(&["add", "--all"], "");
    repository.git_as("Merger", &["commit", "--quiet", "--message=merged"], "");
    assert_eq!(
        repository.history(),
        ["content/a.md: 1..1: Ada", "content/b.md: 3..3: Grace", "content/c.md: 3..3: Merger"]
    );
}

#[test]
fn a_merge_of_three_lines_brings_both_others() {
    let mut repository = Repository::new();
    repository.commit("Ada", &["site/content/a.md"]);
    for (branch, who, file) in [("one", "Grace", "site/content/b.md"), ("two", "Hal", "site/content/c.md")] {
        repository.git(&["checkout", "--quiet", "-b", branch, "main"], "");
        repository.commit(who, &[file]);
    }
    repository.git(&["checkout", "--quiet", "main"], "");
    repository.day += 1;
    repository.git_as("Merger", &["merge", "--quiet", "--no-ff", "--no-edit", "one", "two"], "");
    assert_eq!(
        repository.history(),
        ["content/a.md: 1..1: Ada", "content/b.md: 4..4: Grace", "content/c.md: 4..4: Hal"]
    );
}

/// The dates of a file, and what is told, after commits at these hours: of the file, but for those that end with
/// `other`.
fn at_hours(hours: &[(i64, &str)], now: i64) -> (Option<(i64, i64)>, Vec<String>) {
    let repository = Repository::new();
    for (count, (hour, file)) in hours.iter().enumerate() {
        repository.write(&format!("site/content/{file}.md"), &format!("{count} is the count"));
        repository.git(&["add", "--all"], "");
        let date = format!("@{} +0000", hour * 3600);
        repository.git_at(&date, "Ada", &["commit", "--quiet", "--message=x"], "");
    }
    let now = jiff::Timestamp::from_second(now * 3600).unwrap();
    let history = history(&repository.root(), now).unwrap();
    let hours = |file: &FileHistory| (file.created.as_second() / 3600, file.updated.as_second() / 3600);
    let doubted = history.doubted.iter().map(|(path, doubt)| {
        let hour = |time: Option<jiff::Timestamp>| time.map_or(-1, |time| time.as_second() / 3600);
        format!("{path} {} {}", hour(doubt.written), hour(doubt.follows))
    });
    (history.files.get(&SitePath::new("content/a.md")).map(hours), doubted.collect())
}

#[test]
fn clocks_may_differ_by_a_day() {
    let exact = at_hours(&[(100, "a"), (76, "a")], 1000);
    assert_eq!(exact, (Some((100, 100)), vec![]));
    let more = at_hours(&[(100, "a"), (75, "a")], 1000);
    assert_eq!(more, (Some((100, 100)), vec!["content/a.md 75 100".to_owned()]));
    // It is the latest before that counts, not the one just before.
    let creeping = at_hours(&[(100, "other"), (90, "other"), (75, "a")], 1000);
    assert_eq!(creeping, (Some((100, 100)), vec!["content/a.md 75 100".to_owned()]));
    // What follows it is believed.
    assert_eq!(at_hours(&[(100, "other"), (10, "b"), (110, "a")], 1000).0, Some((110, 110)));
}

#[test]
fn a_time_that_has_not_come_is_that_of_the_commit_before() {
    let exact = at_hours(&[(10, "a"), (20, "other"), (100, "a")], 100);
    assert_eq!(exact, (Some((10, 100)), vec![]));
    let ahead = at_hours(&[(10, "a"), (20, "other"), (101, "a")], 100);
    assert_eq!(ahead, (Some((10, 20)), vec!["content/a.md 101 -1".to_owned()]));
    // It sets no bound to those that follow.
    let behind = at_hours(&[(10, "other"), (900, "other"), (20, "a")], 100);
    assert_eq!(behind.0, Some((20, 20)));
    // Before all that is believed there is no time.
    assert_eq!(at_hours(&[(900, "a"), (10, "other")], 100), (None, vec!["content/a.md 900 -1".to_owned()]));
    assert_eq!(at_hours(&[(900, "a"), (10, "a")], 100).0, Some((10, 10)));
}

#[test]
fn only_what_a_date_rests_on_is_told() {
    let (dates, told) = at_hours(&[(100, "a"), (10, "a"), (120, "a")], 1000);
    assert_eq!((dates, told), (Some((100, 120)), vec![]));
    let (_, told) = at_hours(&[(100, "other"), (10, "a"), (120, "a")], 1000);
    assert_eq!(told, ["content/a.md 10 100"]);
    // A request moves with every revision.
    let (_, told) = at_hours(&[(100, "requests/a"), (10, "requests/a"), (120, "requests/a")], 1000);
    assert_eq!(told, ["content/requests/a.md 10 100"]);
}

#[test]
fn a_time_that_no_calendar_has_is_none() {
    let mut repository = Repository::new();
    repository.commit("Ada", &["site/content/a.md"]);
    repository.commit("Ada", &["site/content/a.md"]);
    let tree = repository.git(&["rev-parse", "HEAD^{tree}"], "");
    let parent = repository.git(&["rev-parse", "HEAD~1"], "");
    let person = "Eve <eve@example.org> 9223372036854775807 +0000";
    let commit = format!("tree {tree}\nparent {parent}\nauthor {person}\ncommitter {person}\n\nx\n");
    let id = repository.git(&["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], &commit);
    repository.git(&["reset", "--quiet", "--hard", &id], "");
    assert_eq!(repository.history(), ["content/a.md: 1..1: Ada, Eve"]);
    let history = history(&repository.root(), jiff::Timestamp::MAX).unwrap();
    assert_eq!(history.doubted.values().collect::<Vec<_>>(), [&Doubt { written: None, follows: None }]);
}

#[test]
fn no_commit_stands_in_the_place_of_another() {
    let mut repository = Repository::new();
    repository.commit("Ada", &["site/content/a.md"]);
    let real = repository.git(&["rev-parse", "HEAD"], "");
    repository.git(&["checkout", "--quiet", "--orphan", "false"], "");
    repository.commit("Eve", &["site/content/a.md"]);
    let other = repository.git(&["rev-parse", "HEAD"], "");
    repository.git(&["checkout", "--quiet", "main"], "");
    repository.git(&["replace", &real, &other], "");
    assert_eq!(repository.history(), ["content/a.md: 1..1: Ada"]);
}
