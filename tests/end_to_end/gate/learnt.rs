//! A request is completed with a case, or with why none is written.

use super::workflow::go;
use super::{Desk, replace};
use crate::site::{Site, TODAY};

const BOOKS: &str = "content/requests/books/index.md";

#[test]
fn it_is_completed_with_a_case_or_with_why_there_is_none() {
    let with = |line: &'static str| {
        move |site: &Site| {
            go(BOOKS, "support", "completed")(site);
            replace(site, BOOKS, "status:", &format!("{line}status:"));
        }
    };
    let why = "nothing_to_learn: Ten files, uploaded as the guide says.\n";
    assert_eq!(Desk::changed("hal", with(why)).refused(), [""; 0]);
    let none = Desk::changed("hal", with("nothing_to_learn: \" \"\n"));
    assert_eq!(none.refused(), ["unmet-guard"], "nobody has said anything");
    let told = none.told();
    assert!(told.contains("no case says what came of the request"), "{told}");
    assert!(told.contains("or say as `nothing_to_learn` why none is written"), "{told}");
    assert_eq!(Desk::changed("hal", with("")).refused(), ["unmet-guard"]);
    // It is the desk's to say.
    let said = move |site: &Site| replace(site, BOOKS, "status:", &format!("{why}status:"));
    assert_eq!(Desk::changed("rita", said).refused(), ["desk-field"]);
    assert_eq!(Desk::changed("hal", said).refused(), [""; 0]);
}

#[test]
fn the_command_takes_it_and_the_page_shows_it() {
    let desk = Desk::new();
    let moved = |more: &[&str]| {
        let start = ["request", "move", "books", "completed", "--reason", "Done.", "--today", TODAY];
        desk.site.run([&start, more].concat())
    };
    let refused = moved(&[]);
    assert!(refused.status == 1 && refused.stdout.contains("nothing_to_learn"), "{}", refused.stdout);
    let ran = moved(&["--nothing-to-learn", "Ten files, uploaded as the guide says."]);
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
    let text = std::fs::read_to_string(desk.site.path(BOOKS)).unwrap();
    assert!(text.contains("\nnothing_to_learn: Ten files, uploaded as the guide says.\n"), "{text}");
    desk.site.built();
    let page = desk.site.page("requests/books/index.html");
    assert!(
        page.contains("<dt>Why no case was written</dt><dd>Ten files, uploaded as the guide says."),
        "{page}"
    );
    // Whoever writes one after all has no such reason any more.
    let ran = desk.site.run(["request", "promote", "books", "--today", TODAY]);
    assert!(
        ran.stderr.contains("“Ten files, uploaded as the guide says.”): that line is taken out"),
        "{}",
        ran.stderr
    );
    let text = std::fs::read_to_string(desk.site.path(BOOKS)).unwrap();
    assert!(!text.contains("nothing_to_learn") && text.contains("cases: [books]"), "{text}");
}
