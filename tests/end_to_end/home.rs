//! The home page: what one may come for, and what there is, as far as there is any.

use crate::html::outline;
use crate::site::{Site, TITLE};

const HEADINGS: [&str; 5] =
    ["## What do you want to do?", "## New and changed", "## What comes next", "## In numbers", "## Topics"];

fn guide(number: usize, lines: &str) -> String {
    format!("---\ntitle: Guide {number}\nsummary: A guide.\n{lines}---\n")
}

/// The lines of the home page behind the head, as a reader sees them.
fn home(site: &Site) -> String {
    site.built();
    outline(&site.page("index.html"))
}

/// The headings of the home page, in their order.
fn headings(page: &str) -> Vec<&str> {
    page.lines().filter(|line| line.starts_with("## ")).collect()
}

#[test]
fn what_one_may_come_for_comes_first_as_far_as_there_is_any() {
    let site = Site::new()
        .file("content/requests/r/index.md", TITLE)
        .file("content/guides/a.md", guide(1, ""))
        .file("content/cases/a.md", "---\ntitle: A\nsummary: A.\n---\n")
        .file("content/people/a.md", TITLE);
    let page = home(&site);
    for task in [
        "- [Ask for help](desk/ask/index.html) Say what you need. It does not have to be complete.",
        "- [Learn how](guides/index.html) How to do it yourself, step by step.",
        "- [See what others did](cases/index.html) What was done, with whom, and what came of it.",
        "- [Find somebody](people/index.html) Who knows what, and where they are.",
    ] {
        assert!(page.contains(task), "{task} is missing in\n{page}");
    }
    site.remove("content/requests/r/index.md");
    site.remove("content/people/a.md");
    let page = home(&site);
    assert!(page.contains("[Learn how]") && page.contains("[See what others did]"), "{page}");
    assert!(!page.contains("Ask for help") && !page.contains("Find somebody"), "{page}");
    // One task is no choice: then the kinds say what there is.
    site.remove("content/cases/a.md");
    site.write("content/tools/a.md", TITLE);
    let page = home(&site);
    assert!(!page.contains("Learn how"), "{page}");
    assert!(
        page.contains("[Guides](guides/index.html)") && page.contains("[Tools](tools/index.html)"),
        "{page}"
    );
}

#[test]
fn a_site_of_three_records_shows_no_empty_section_and_no_small_number() {
    let site = Site::new()
        .file("content/pages/index.md", "---\ntitle: Our desk\nsummary: What it is.\n---\nMore of it.\n")
        .file("content/guides/a.md", guide(1, "updated: 2026-02-01\ntopics: [maps]\n"))
        .file(
            "content/cases/a.md",
            "---\ntitle: A case\nsummary: A.\nupdated: 2026-02-02\ntopics: [maps, ships]\n---\n",
        );
    let page = home(&site);
    assert_eq!(headings(&page), ["## New and changed"], "{page}");
    assert!(page.contains("# Our desk\nWhat it is.\n"), "{page}");
    let (case, guide) = (page.find("A case").unwrap(), page.find("Guide 1").unwrap());
    assert!(page.find("More of it.").unwrap() < case && case < guide, "the latest first: {page}");
    assert!(page.contains("Case · 2 February 2026"), "{page}");
}

#[test]
fn each_section_comes_when_it_says_something() {
    // Two guides are no section, three are one; four of a kind are no number, five are.
    let mut site = Site::new()
        .file("content/guides/g1.md", guide(1, "topics: [a, b]\n"))
        .file("content/guides/g2.md", guide(2, ""));
    assert_eq!(headings(&home(&site)), Vec::<&str>::new());
    site = site.file("content/guides/g3.md", guide(3, "topics: [c]\n"));
    assert_eq!(headings(&home(&site)), [HEADINGS[0], HEADINGS[4]]);
    for number in 1..=5 {
        let country = ["DE", "FR", "SE", "UG", "EG"][number - 1];
        site = site.file(&format!("content/cases/c{number}.md"), "---\ntitle: A\nsummary: A.\n---\n").file(
            &format!("content/guides/g{number}.md"),
            guide(number, &format!("countries: [{country}]\n")),
        );
    }
    let page = home(&site);
    let numbers = &page[page.find(HEADINGS[3]).unwrap_or_else(|| panic!("{page}"))..];
    assert!(numbers.starts_with("## In numbers\nGuides\n5\nCases\n5\nCountries\n5\n"), "{numbers}");
    site.remove("content/cases/c5.md");
    assert!(!home(&site).contains(HEADINGS[3]), "two numbers make no picture");
    // A clinic on this very day is to come, one of the day before is not.
    let clinic = |day: &str| format!("---\ntitle: A clinic\nstart: {day}\n---\n");
    site = site.file("content/clinics/a.md", clinic("2026-02-28"));
    assert!(!home(&site).contains(HEADINGS[2]));
    site = site.file("content/clinics/a.md", clinic("2026-03-01"));
    assert!(home(&site).contains(HEADINGS[2]));
}

#[test]
fn clinics_and_meetings_stand_in_one_row_with_their_time() {
    let site = Site::new()
        .file(
            "content/groups/board.md",
            "---\ntitle: The board\nmeetings: [2026-03-20 18:00, 2026-02-01]\ntime_zone: Europe/Stockholm\n---\n",
        )
        .file("content/clinics/a.md", "---\ntitle: Second clinic\nstart: 2026-04-01\nsummary: What it is.\n---\n")
        .file("content/clinics/b.md", "---\ntitle: First clinic\nstart: 2026-03-02\n---\n");
    let page = home(&site);
    let next = &page[page.find(HEADINGS[2]).unwrap()..];
    let places = ["First clinic", "The board", "Second clinic"].map(|name| next.find(name).unwrap());
    assert!(places.is_sorted() && !next.contains("1 February"), "{next}");
    assert!(next.contains("Friday, 20 March 2026 at 18:00") && next.contains("Europe/Stockholm"), "{next}");
    assert!(next.contains("What it is."), "{next}");
}

#[test]
fn guides_to_begin_with_are_those_that_records_lead_to() {
    let mut site = Site::new();
    for number in 1..=10 {
        site = site.file(&format!("content/guides/g{number:02}.md"), guide(number, ""));
    }
    let site = site
        .file("content/cases/a.md", "---\ntitle: A\nsummary: A.\nguides: [g09]\n---\nSee [[guides/g10]].\n")
        .file("content/cases/b.md", "---\ntitle: B\nsummary: B.\nguides: [g09, g08]\n---\n")
        .file("content/guides/g08.md", guide(8, "superseded_by: g01\n"))
        .file("content/guides/g07.md", guide(7, "confidence: archived\n"));
    let page = home(&site);
    let (_, learn) = page.split_once(HEADINGS[0]).unwrap();
    let (learn, _) = learn.split_once("[All guides](guides/index.html)").unwrap();
    let titles: Vec<&str> = learn.matches(char::is_numeric).collect();
    assert!(learn.trim_start().starts_with("- [Guide 9]"), "{learn}");
    assert!(!learn.contains("Guide 8") && !learn.contains("Guide 7"), "they have had their time: {learn}");
    assert_eq!(learn.matches("- [Guide ").count(), 8, "{titles:?} {learn}");
}

#[test]
fn the_home_page_of_a_language_leads_to_pages_of_that_language() {
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, es]\n")
        .file("content/guides/a.md", guide(1, "topics: [a, b, c]\nupdated: 2026-02-01\n"))
        .file("content/guides/a.es.md", "---\ntitle: Una\n---\n")
        .file("content/cases/a.md", "---\ntitle: A\nsummary: A.\n---\n");
    site.built();
    let page = outline(&site.page("es/index.html"));
    for link in [
        "[Aprender a hacerlo](../es/guides/index.html)",
        "[a](../es/topics/a/index.html)",
        "[Todos los temas](../es/topics/index.html)",
        "Guía · 1 de febrero de 2026",
    ] {
        assert!(page.contains(link), "{link} is missing in\n{page}");
    }
}

#[test]
fn of_one_day_the_kinds_take_turns() {
    let mut site = Site::new();
    for number in 1..=8 {
        site = site.file(&format!("content/guides/g{number}.md"), guide(number, "updated: 2026-02-02\n"));
    }
    for number in 1..=2 {
        let case = format!("---\ntitle: Case {number}\nsummary: A.\nupdated: 2026-02-02\n---\n");
        site = site.file(&format!("content/cases/c{number}.md"), case);
    }
    let site = site.file("content/tools/t.md", "---\ntitle: A tool\nupdated: 2026-02-03\n---\n");
    let page = home(&site);
    let (_, new) = page.split_once(HEADINGS[1]).unwrap();
    let kinds: Vec<&str> = ["A tool", "Case 1", "Guide 1", "Case 2", "Guide 2", "Guide 3"].to_vec();
    let places: Vec<usize> =
        kinds.iter().map(|name| new.find(name).unwrap_or_else(|| panic!("{name} {new}"))).collect();
    assert!(places.is_sorted() && !new.contains("Guide 4"), "{new}");
}

#[test]
fn a_site_chooses_its_sections_and_loses_no_text() {
    let index = |lines: &str| format!("---\ntitle: Home\n{lines}---\nThe text.\n");
    let site = Site::new()
        .file("content/pages/index.md", index("sections: [topics, new, tasks]\n"))
        .file("content/guides/a.md", guide(1, "topics: [a, b, c]\nupdated: 2026-02-01\n"))
        .file("content/cases/a.md", "---\ntitle: A\nsummary: A.\n---\n");
    assert_eq!(site.faults(), "");
    let page = home(&site);
    let places = [HEADINGS[4], HEADINGS[1], "[Learn how]", "The text."].map(|part| page.find(part).unwrap());
    assert!(places.is_sorted(), "{page}");
    site.write("content/pages/index.md", index("sections: [text, topics]\n"));
    let page = home(&site);
    assert!(page.find("The text.").unwrap() < page.find(HEADINGS[4]).unwrap(), "{page}");
    assert!(!page.contains(HEADINGS[1]) && !page.contains("[Learn how]"), "{page}");
}

#[test]
fn sections_are_of_the_home_page_and_each_is_named_once() {
    let site = Site::new()
        .file("content/pages/index.md", "---\ntitle: Home\nsections: [new, topics, new, lates]\n---\n")
        .file("content/pages/about.md", "---\ntitle: About\nsections: [new]\n---\n");
    let faults = site.faults();
    for told in [
        "content/pages/about.md:3:11: error[bad-value]: only the home page has sections",
        "content/pages/index.md:3:30: error[unknown-value]",
    ] {
        assert!(faults.contains(told), "{told}\nis missing in\n{faults}");
    }
    site.write("content/pages/index.md", "---\ntitle: Home\nsections: [new, topics, new]\n---\n");
    let faults = site.faults();
    assert!(
        faults.contains("index.md:3:25: error[bad-value]: the home page has this section twice"),
        "{faults}"
    );
}
