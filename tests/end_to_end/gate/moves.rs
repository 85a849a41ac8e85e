//! What a move takes, at its edges: what the committee has to have said, and what whoever makes it may
//! write with it. Changes of one branch follow each other, so that each test has one repository.

use super::*;

const SONGS: &str = "content/requests/songs/index.md";
const BOOKS: &str = "content/requests/books/index.md";
const SCANS: &str = "content/requests/scans/index.md";
const WORKFLOW: &str = "content/workflow.yaml";

impl Desk {
    /// The codes of the errors of a change of `main` that takes the place of the one before.
    pub(super) fn refused_now(&mut self, actor: &str, change: impl FnOnce(&Site)) -> Vec<String> {
        self.git(&["switch", "--quiet", "--force-create", "change", "main"]);
        actor.clone_into(&mut self.actor);
        self.commit(change);
        self.refused()
    }

    /// Commits to the base what `change` does to the files.
    pub(super) fn commit_to_base(&self, change: impl FnOnce(&Site)) {
        self.git(&["switch", "--quiet", "main"]);
        self.commit(change);
    }
}

pub(super) fn standard_workflow() -> String {
    fs::read_to_string(repository("src/config/workflow.yaml")).unwrap()
}

fn move_songs(site: &Site, to: &str) {
    step(site, SONGS, "final-go", to, "Said for this move.");
}

#[test]
fn whoever_moves_a_request_writes_what_the_move_asks_for_and_nothing_else() {
    let mut desk = Desk::new();
    let go_on = |site: &Site| {
        let to =
            "priority: high\npriority_reason: Made up.\nstatus: development\nstatus_reason: It fills a gap.";
        replace(site, PHOTOS, "status: initial-feedback", to);
    };
    assert_eq!(desk.refused_now("ada", go_on), [""; 0]);
    let and = |from: &'static str, to: &'static str| {
        move |site: &Site| {
            go_on(site);
            replace(site, PHOTOS, from, to);
        }
    };
    assert_eq!(desk.refused_now("ada", and("assignee: hal", "assignee: ada")), ["desk-field"]);
    let renamed = desk.refused_now("ada", and("title: Photographs", "title: Pictures"));
    assert_eq!(renamed, ["foreign-request", "missing-quorum"], "and it has become another request");
    // Moves that the desk alone makes otherwise, so that each need has somebody else who meets it.
    desk.commit_to_base(|site| {
        let by_both = "by: [helpdesk, committee], needs: [";
        site.write(WORKFLOW, standard_workflow().replace("by: [helpdesk], needs: [", by_both));
        replace(site, MAPS, "assignee: hal\n", "");
        replace(site, SCANS, "  risk: Made up.\n", "");
    });
    let assigned =
        |site: &Site| replace(site, MAPS, "status: submitted", "assignee: hal\nstatus: initial-feedback");
    assert_eq!(desk.refused_now("ada", assigned), [""; 0]);
    assert_eq!(desk.refused_now("ada", take_up), ["unmet-guard"]);
    let prepared = |site: &Site| replace(site, SCANS, "status: development", "status: final-go");
    let checked = |site: &Site| {
        prepared(site);
        replace(site, SCANS, "  legal: Made up.\n", "  legal: Made up.\n  risk: Made up.\n");
    };
    assert_eq!(desk.refused_now("ada", checked), [""; 0]);
    assert_eq!(desk.refused_now("ada", prepared), ["unmet-guard"]);
    let end = |site: &Site| {
        replace(site, BOOKS, "status: support", "status: completed\nstatus_reason: They can be read.");
    };
    let with_a_case = |site: &Site| {
        end(site);
        replace(site, BOOKS, "assignee: hal", "assignee: hal\ncases: [printed-books]");
        let case = "---\ntitle: Printed books\nsummary: Made up.\nrequest: books\n---\n";
        site.write("content/cases/printed-books.md", case);
    };
    assert_eq!(desk.refused_now("ada", with_a_case), [""; 0]);
    assert_eq!(desk.refused_now("ada", end), ["unmet-guard"]);
    let said = desk.check(&[]).stdout;
    assert!(said.contains("no case says what came of the request"), "{said}");
}

#[test]
fn a_field_without_a_value_decides_nothing() {
    let desk = Desk::changed("zoe", |site| {
        let empty = "priority_reason: \"\"\nchecklist: {legal: \"\"}\ncases: []\ndue:";
        let new = format!("---\ntitle: New\nrequester: {{name: Zoe}}\n{empty}\n---\n");
        site.write("content/requests/new/index.md", new);
    });
    assert_eq!(desk.refused(), [""; 0]);
}

#[test]
fn each_way_out_of_a_stage_takes_a_majority_of_its_own() {
    let mut desk = Desk::new();
    // Whoever does not say “proceed” has a concern, which stops nothing but what goes on.
    let say = |site: &Site, words: &[&str]| {
        for (name, word) in ["ada", "ben", "cleo", "max", "dora"].iter().zip(words) {
            let review = REVIEW.replace("proceed", word);
            let concern = "reason: Made up.\nconcerns: [{name: consent, text: Made up.}]";
            let review =
                if *word == "proceed" { review } else { review.replace("reason: Made up.", concern) };
            site.write(&format!("content/requests/songs/reviews/final-{name}.md"), review);
        }
    };
    for (words, allowed) in [
        (&["revise", "decline", "proceed"][..], &["development"][..]),
        // Half of them are not most of them.
        (&["revise", "decline", "proceed", "proceed"], &[]),
        (&["revise", "decline", "decline", "proceed", "proceed"], &["development"]),
        (&["decline", "decline", "decline", "proceed", "proceed"], &["development", "declined"]),
        (&["proceed", "proceed", "proceed", "decline", "decline"], &["support"]),
    ] {
        desk.commit_to_base(|site| say(site, words));
        for to in ["development", "declined", "support"] {
            let refused = desk.refused_now("hal", |site| move_songs(site, to));
            let mut expected = Vec::new();
            if !allowed.contains(&to) {
                expected.push("missing-quorum");
            }
            if to == "support" {
                expected.push("open-concern");
            }
            assert_eq!(refused, expected, "{words:?} to {to}");
            if !allowed.contains(&to) {
                let word = match to {
                    "development" => "revise",
                    "declined" => "decline",
                    _ => "proceed",
                };
                let number = |of: &str| words.iter().filter(|word| **word == of).count();
                let (proceed, revise, decline) = (number("proceed"), number("revise"), number("decline"));
                let expected = format!(
                    "most reviews do not say {word}: {proceed} proceed, {revise} revise, {decline} decline"
                );
                let said = desk.check(&[]).stdout;
                assert!(said.contains(&expected), "{said}");
            }
        }
    }
}

#[test]
fn a_move_says_why_anew_and_who_can_still_review() {
    let desk = Desk::changed("hal", |site| replace(site, SONGS, "status: final-go", "status: support"));
    assert_eq!(desk.refused(), ["missing-quorum", "missing-reason"]);
    let said = desk.check(&[]).stdout;
    assert!(said.contains("`status_reason` is that of an earlier move"), "{said}");
    assert!(said.contains("asked are Cleo Example, Dora Example, Max Example: each writes "), "{said}");
}

#[test]
fn a_review_that_does_not_count_is_told_of_once() {
    let desk = Desk::changed_from(
        "dora",
        |site| {
            add_review(site, "songs", "final-cleo");
            add_review(site, "songs", "final-eve");
        },
        |site| {
            move_songs(site, "support");
            let review = REVIEW.replace("reason:", "conflict: I sing in it.\nreason:");
            site.write("content/requests/songs/reviews/final-dora.md", review);
        },
    );
    assert_eq!(desk.refused(), [""; 0]);
    let json = desk.judged();
    let told = json["diagnostics"].as_array().unwrap().iter();
    let told = told.map(|told| {
        let file = told["file"].as_str().unwrap().rsplit('/').next().unwrap();
        format!("{file}: {}", told["code"].as_str().unwrap())
    });
    let mut told: Vec<String> = told.collect();
    told.sort();
    assert_eq!(told, ["final-dora.md: conflict-of-interest", "final-eve.md: uncounted-review"]);
}

#[test]
fn who_can_approve_new_rules_is_counted_without_their_author() {
    let mut desk = Desk::new();
    let enough = "2 others approve its last commit on the forge: ";
    let one = "another approves its last commit on the forge: Hal Example or Ida Example";
    let none = "nobody else can approve it: the owner of the repository commits it to the branch directly";
    for (by, actor, expected) in [
        ("[committee, helpdesk]", "hal", enough),
        ("[helpdesk]", "zoe", enough),
        ("[helpdesk]", "hal", one),
        ("[helpdesk]", "hal", none),
    ] {
        let rules =
            standard_workflow().replace("policy: {by: [committee, helpdesk]", &format!("policy: {{by: {by}"));
        desk.commit_to_base(|site| {
            site.write(WORKFLOW, &rules);
            if expected == none {
                replace(site, "content/people/ida.md", "accounts: {github: ida}\n", "");
            }
        });
        let changed = rules + "# Made up.\n";
        assert_eq!(desk.refused_now(actor, |site| site.write(WORKFLOW, changed)), ["policy-quorum"]);
        let said = desk.check(&[]).stdout;
        assert!(said.contains(expected), "{actor}: {said}");
        if expected == one {
            desk = desk.approved_by(&["ada"]);
            assert_eq!(desk.refused(), ["policy-quorum"]);
            desk = desk.approved_by(&["ida"]);
            assert_eq!(desk.refused(), [""; 0], "two people are left, and they can go on");
            desk.approve(&json!([]));
        }
    }
}

#[test]
fn what_is_a_draft_was_never_there() {
    let mut desk = Desk::new();
    let sam = |draft: &str| {
        let page =
            format!("---\ntitle: Sam\n{draft}roles: [{{role: helpdesk}}]\naccounts: {{github: sam}}\n---\n");
        move |site: &Site| site.write("content/people/sam.md", page)
    };
    desk.commit_to_base(sam("draft: true\n"));
    assert_eq!(desk.refused_now("sam", take_up), ["move-role"], "nobody has seen whom they give a role");
    desk.commit_to_base(sam(""));
    assert_eq!(desk.refused_now("sam", take_up), [""; 0]);
    let hide = |site: &Site| replace(site, MAPS, "title:", "draft: true\ntitle:");
    assert_eq!(desk.refused_now("hal", hide), ["request-removed"]);
    desk.commit_to_base(hide);
    let rename = |site: &Site| replace(site, MAPS, "title: Old maps", "title: Maps");
    assert_eq!(desk.refused_now("hal", rename), [""; 0]);
    assert_eq!(desk.refused_now("hal", |site| replace(site, MAPS, "draft: true\n", "")), [""; 0]);
}

#[test]
fn the_comment_has_a_box_for_what_must_change_in_the_files() {
    let see = |title: &str| format!("---\ntitle: {title}\nsummary: Made up.\n---\nSee [it](nowhere.md).\n");
    let desk = Desk::changed_from(
        "zoe",
        |site| site.write("content/guides/before.md", see("Before")),
        |site| {
            site.write("content/guides/before.md", see("As before"));
            site.write("content/guides/after.md", see("After"));
        },
    );
    let comment = desk.check(&["--format", "markdown"]).stdout;
    assert!(comment.contains("**This may not be merged yet.**"), "{comment}");
    assert_eq!(desk.judged()["may_be_merged"], false);
    assert!(comment.contains("put right a point of what stands below"), "{comment}");
    let (_, files) = comment.split_once("\n### In the files\n\n").unwrap();
    let boxes: Vec<(bool, bool)> = files
        .lines()
        .filter(|line| line.starts_with("- "))
        .map(|line| (line.starts_with("- [ ] "), line.contains("after.md")))
        .collect();
    assert_eq!(boxes, [(true, true), (false, false)], "{comment}");
}
