//! `casebook request assign`, `checklist`, `group` and `priority`: fields of a request, changed in their place.

use std::fs;

use crate::site::{Ran, Site, tree};

const MAPS: &str = "content/requests/old-maps.md";

/// A request as somebody wrote it, with comments and an order of its own.
const REQUEST: &str = "\
---
# by mail
title: Old maps
assignee: ada  # until May
priority: low
checklist:
  legal: Public domain.  # asked in March
priority_reason: Nothing hurries.
status: initial-feedback
---
Made up.
";

fn desk() -> Site {
    let group = "---\ntitle: Maps\nmembers: [people/ada]\n---\n";
    Site::new()
        .file("content/people/ada.md", "---\ntitle: Ada\nroles: [{role: committee}]\n---\n")
        .file("content/people/ben-example.md", "---\ntitle: Ben\nroles: [{role: helpdesk}]\n---\n")
        .file("content/groups/map-makers.md", group.replace("people/", ""))
        .file(MAPS, REQUEST)
}

fn run(site: &Site, arguments: &[&str]) -> Ran {
    site.run([&["request"], arguments].concat())
}

fn read(site: &Site) -> String {
    fs::read_to_string(site.path(MAPS)).unwrap()
}

/// The request after a command, which names its file, and once more after the same one, which changes nothing.
#[track_caller]
fn after(arguments: &[&str]) -> String {
    let site = desk();
    let ran = run(&site, arguments);
    assert_eq!((ran.status, &*ran.stdout, &*ran.stderr), (0, &*format!("{MAPS}\n"), ""));
    let text = read(&site);
    let again = run(&site, arguments);
    assert_eq!(again.status, 0);
    assert_eq!(again.stderr, "It says so already. Nothing was written.\n");
    assert_eq!(read(&site), text);
    assert_eq!(site.run(["check"]).status, 0);
    text
}

/// What a command says that changes nothing.
#[track_caller]
fn refused(arguments: &[&str]) -> String {
    let site = desk();
    let before = tree(&site.path("content"));
    let ran = run(&site, arguments);
    assert_eq!((ran.status, &*ran.stdout), (2, ""));
    assert!(before == tree(&site.path("content")));
    ran.stderr
}

#[test]
fn each_field_is_changed_where_it_stands() {
    let risk = "priority_reason: Nothing hurries.";
    for (arguments, old, new) in [
        (&["assign", "old-maps", "ben-example"][..], "assignee: ada  #", "assignee: ben-example  #"),
        (&["assign", "old", "ben"], "assignee: ada  #", "assignee: ben-example  #"),
        (&["assign", "old", "--none"], "assignee: ada  # until May\n", ""),
        (&["group", "old", "map"], "---\nMade", "group: map-makers\n---\nMade"),
        (
            &["priority", "old", "high", "--reason", "It fades."],
            "low\nchecklist:\n  legal: Public domain.  # asked in March\npriority_reason: Nothing hurries.",
            "high\nchecklist:\n  legal: Public domain.  # asked in March\npriority_reason: It fades.",
        ),
        (&["checklist", "old", "--legal", "Unknown."], "Public domain.  #", "Unknown.  #"),
        (
            &["checklist", "old", "--technical", "600 dpi", "--risk", "None.", "--sustainability", "Ada."],
            risk,
            "  technical: 600 dpi\n  risk: None.\n  sustainability: Ada.\npriority_reason: Nothing hurries.",
        ),
        (
            &["checklist", "old", "--none", "legal"],
            "checklist:\n  legal: Public domain.  # asked in March\n",
            "",
        ),
        (
            &["checklist", "old", "--none", "legal", "--risk", "None."],
            "  legal: Public domain.  # asked in March\n",
            "  risk: None.\n",
        ),
    ] {
        assert_eq!(REQUEST.matches(old).count(), 1, "{old}");
        assert_eq!(after(arguments), REQUEST.replace(old, new), "{arguments:?}");
    }
    assert_eq!(after(&["priority", "old", "--none"]), {
        let without = REQUEST.replace("priority: low\n", "");
        without.replace("priority_reason: Nothing hurries.\n", "")
    });
    assert_eq!(run(&desk(), &["group", "old", "--none"]).status, 0, "it has none");
}

#[test]
fn a_name_that_is_not_there_is_guessed_and_nothing_is_written() {
    for (arguments, said) in [
        (&["assign", "old-maps", "aada"][..], "there is no person `aada`\n = help: did you mean `ada`?"),
        (
            &["group", "old-maps", "mapmakers"],
            "there is no group `mapmakers`\n = help: did you mean `map-makers`?",
        ),
        (
            &["assign", "older-maps", "ada"],
            "there is no request `older-maps`\n = help: did you mean `old-maps`?",
        ),
        (&["priority", "old-maps", "hgh", "--reason", "So."], "invalid value 'hgh'"),
        (&["priority", "old-maps", "high"], "--reason <TEXT>"),
        (&["priority", "old-maps"], "<PRIORITY>"),
        (&["assign", "old-maps"], "<PERSON>"),
        (&["assign", "old-maps", "ada", "--none"], "cannot be used with"),
        (&["priority", "old-maps", "--none", "--reason", "So."], "cannot be used with"),
        (&["checklist", "old-maps", "--none", "legl"], "invalid value 'legl'"),
        (&["checklist", "old-maps", "--none", "legal", "--legal", "So."], "contradict each other"),
        (&["checklist", "old-maps", "--risk", " "], "`--risk` says nothing"),
        (&["checklist", "old-maps", "--risk", "Ask ada@example.org"], "`risk` holds a mail address"),
        (
            &["priority", "old-maps", "high", "--reason", "Ask ada@example.org"],
            "`reason` holds a mail address",
        ),
    ] {
        let told = refused(arguments);
        assert!(told.contains(said), "{arguments:?}: {told}");
    }
}

#[test]
fn a_checklist_says_what_is_missing() {
    let site = desk();
    let ran = run(&site, &["checklist", "old"]);
    assert_eq!(
        ran.stdout,
        format!(
            "{MAPS}\ntechnical: missing\nlegal: Public domain.\nrisk: missing\nsustainability: missing\n"
        )
    );
    assert_eq!((ran.status, read(&site)), (0, REQUEST.to_owned()));
}

#[test]
fn it_is_said_when_reviews_do_not_count_any_more() {
    let site = desk();
    for _ in 0..2 {
        let review = ["review", "old", "--person", "ada", "--recommend", "proceed", "--reason", "Yes."];
        assert_eq!(run(&site, &review).status, 0);
    }
    let said = run(&site, &["checklist", "old", "--risk", "Some."]).stderr;
    assert_eq!(said, "One review is of the request as it was, and does not count any more.\n");
    // Of what was written later no review was.
    assert_eq!(run(&site, &["checklist", "old", "--risk", "More."]).stderr, "");
    assert_eq!(run(&site, &["assign", "old", "ben"]).stderr, "", "nobody judged that");
}

#[test]
fn a_shell_is_told_the_commands() {
    for (shell, said) in [
        ("bash", "complete -F _casebook"),
        ("zsh", "#compdef casebook"),
        ("fish", "complete -c casebook"),
        ("powershell", "Register-ArgumentCompleter -Native -CommandName 'casebook'"),
        ("elvish", "edit:completion:arg-completer[casebook]"),
    ] {
        let ran = Site::new().run(["completions", shell]);
        assert_eq!((ran.status, &*ran.stderr), (0, ""), "{shell}");
        for word in [said, "checklist", "waiting-for"] {
            assert!(ran.stdout.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(Site::new().run(["completions", "csh"]).status, 2);
}
