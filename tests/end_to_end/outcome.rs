//! A request comes to its end with a case that readers can open: `request move` and the gate say the same.

use crate::gate::Desk;
use crate::site::TODAY;

const BOOKS: &str = "content/requests/books/index.md";

/// What the case says in its front matter, and what stands in the way then.
const CASES: [(Option<&str>, &str); 4] = [
    (Some("title: Books\nsummary: Made up.\n"), ""),
    (Some("title: Books\nsummary: Made up.\ndraft: true\n"), "he case `books` is not part of the site"),
    (Some("summary: Without a title.\n"), "he case `books` is not part of the site"),
    (None, "o case says what came of the request"),
];

fn with_case(desk: &Desk, front: Option<&str>) {
    let text = std::fs::read_to_string(desk.site.path(BOOKS)).unwrap();
    desk.site.write(BOOKS, text.replacen("status: support\n", "status: support\ncases: [books]\n", 1));
    if let Some(front) = front {
        desk.site.write("content/cases/books.md", format!("---\n{front}---\n"));
    }
}

#[test]
fn the_gate_wants_a_case_that_is_published() {
    for (front, told) in CASES {
        let desk = Desk::new().by("hal");
        desk.branch();
        desk.commit(|site| {
            with_case(&desk, front);
            let text = std::fs::read_to_string(site.path(BOOKS)).unwrap();
            let moved =
                text.replacen("status: support\n", "status: completed\nstatus_reason: It is done.\n", 1);
            site.write(BOOKS, moved);
        });
        let ran = desk.check(&[]);
        assert_eq!(ran.stdout.contains("unmet-guard"), !told.is_empty(), "{front:?}: {}", ran.stdout);
        assert!(ran.stdout.contains(told), "{front:?}: {}", ran.stdout);
    }
}

/// In each place that a case can lie in, and in each language that it can be written in first.
#[test]
fn a_case_is_found_wherever_it_lies() {
    for path in ["books.md", "books/index.md", "books.es.md", "books/index.es.md"] {
        let desk = Desk::new().by("hal");
        desk.commit(|site| {
            let text = std::fs::read_to_string(site.path("casebook.yaml")).unwrap();
            site.write("casebook.yaml", text + "languages: [en, es]\n");
        });
        desk.branch();
        desk.commit(|site| {
            with_case(&desk, None);
            site.write(&format!("content/cases/{path}"), "---\ntitle: Books\nsummary: Made up.\n---\n");
            let text = std::fs::read_to_string(site.path(BOOKS)).unwrap();
            let moved =
                text.replacen("status: support\n", "status: completed\nstatus_reason: It is done.\n", 1);
            site.write(BOOKS, moved);
        });
        let ran = desk.check(&[]);
        assert!(!ran.stdout.contains("unmet-guard"), "{path}: {}", ran.stdout);
    }
}

#[test]
fn the_command_wants_the_same() {
    for (front, told) in [CASES[0], CASES[1], CASES[3]] {
        let desk = Desk::new();
        with_case(&desk, front);
        if front.is_none() {
            let text = std::fs::read_to_string(desk.site.path(BOOKS)).unwrap();
            desk.site.write(BOOKS, text.replacen("cases: [books]\n", "", 1));
        }
        let arguments =
            ["request", "move", "books", "completed", "--reason", "It is done.", "--today", TODAY];
        let ran = desk.site.run(arguments);
        assert_eq!(ran.status, i32::from(!told.is_empty()), "{front:?}: {}{}", ran.stdout, ran.stderr);
        assert!(ran.stdout.contains(told), "{front:?}: {}", ran.stdout);
    }
}

/// `promote` writes a draft, which is no outcome yet.
#[test]
fn a_promoted_request_is_not_done_before_its_case_is() {
    let desk = Desk::new();
    let run = |arguments: &[&str]| desk.site.run([&["request"], arguments, &["--today", TODAY]].concat());
    assert_eq!(run(&["promote", "books"]).status, 0);
    let arguments = ["move", "books", "completed", "--reason", "It is done."];
    let ran = run(&arguments);
    assert!(ran.status == 1 && ran.stdout.contains("delete its line `draft: true`"), "{}", ran.stdout);
    let case = std::fs::read_to_string(desk.site.path("content/cases/books.md")).unwrap();
    let done: Vec<&str> = case.lines().filter(|line| !line.starts_with("draft:")).collect();
    desk.site.write("content/cases/books.md", done.join("\n") + "\n");
    let ran = run(&arguments);
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
}
