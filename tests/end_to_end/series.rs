//! What is read one after the other: series over several kinds, and the pages of a folder.

use crate::html::{Piece, pieces};
use crate::site::{Site, TITLE};

/// The text of a piece of a page.
fn text(html: &str) -> String {
    let texts = pieces(html).into_iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text),
        Piece::Open(_) | Piece::Close(_) => None,
    });
    texts.collect()
}

/// A page of the site as it is now.
fn page(site: &Site, path: &str) -> String {
    String::from_utf8(site.built()[path].clone()).unwrap()
}

fn titled(title: &str) -> String {
    format!("---\ntitle: {title}\nsummary: In short.\n---\nText.\n")
}

/// A series of a clinic and two guides; `extra` is more front matter of its page.
fn site(parts: &str) -> Site {
    Site::new()
        .file("casebook.yaml", "languages: [en, ar]\n")
        .file("content/pages/first-steps.md", format!("---\ntitle: First steps\nparts: {parts}\n---\n"))
        .file(
            "content/clinics/watch.md",
            "---\ntitle: Watch a clinic\nstart: 2026-03-09T15:00\ntime_zone: UTC\n---\n",
        )
        .file("content/guides/licence.md", titled("Choose a licence"))
        .file("content/guides/licence.ar.md", titled("اختر رخصة"))
        .file("content/guides/upload.md", titled("Upload"))
        .file("content/guides/other.md", titled("Another guide"))
}

const PARTS: &str = "[clinics/watch, guides/licence, guides/upload]";

/// The links between two marks of a page, as texts with their addresses.
fn links(page: &str, from: &str, to: &str) -> Vec<(String, String)> {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("no {from} in {page}"));
    let (part, _) = rest.split_once(to).unwrap();
    part.split("<a ")
        .skip(1)
        .map(|link| {
            let (head, tail) = link.split_once('>').unwrap();
            let href = head.split_once("href=\"").unwrap().1.split_once('"').unwrap().0;
            (text(tail.split_once("</a>").unwrap().0), href.to_owned())
        })
        .collect()
}

fn titles(links: &[(String, String)]) -> Vec<&str> {
    links.iter().map(|(title, _)| title.as_str()).collect()
}

#[test]
fn the_page_of_a_series_lists_its_parts_in_their_order() {
    let page = page(&site(PARTS), "first-steps/index.html");
    let parts = links(&page, "id=\"section-parts\"", "</ol>");
    // The first is the anchor of the heading.
    assert_eq!(titles(&parts[1..]), ["Watch a clinic", "Choose a licence", "Upload"]);
    assert!(page.contains("<ol class=\"records parts\">"), "{page}");
}

#[test]
fn a_part_says_which_it_is_and_leads_on_and_back() {
    let site = site(PARTS);
    let first = page(&site, "clinics/watch/index.html");
    let middle = page(&site, "guides/licence/index.html");
    let last = page(&site, "guides/upload/index.html");
    assert!(text(&middle).contains("Part 2 of 3: First steps"), "{middle}");
    let onward = |page: &str| titles(&links(page, "<nav class=\"onward\"", "</nav>")).join(" | ");
    assert_eq!(onward(&first), "First steps | Choose a licence", "the series stands before its first part");
    assert_eq!(onward(&middle), "Watch a clinic | Upload");
    assert_eq!(onward(&last), "Choose a licence", "nothing comes behind the last");
    let listed = links(&middle, "<nav class=\"series\"", "</nav>");
    assert_eq!(titles(&listed), ["First steps", "Watch a clinic", "Choose a licence", "Upload"]);
    let (_, current) = middle.split_once("aria-current=\"page\"><a").unwrap();
    assert!(current.split_once("</a>").unwrap().0.ends_with("Choose a licence"), "{middle}");
    assert!(!page(&site, "guides/other/index.html").contains("class=\"onward\""));
}

#[test]
fn what_the_series_says_is_not_said_again_below() {
    let page = page(&site(PARTS), "guides/licence/index.html");
    assert!(!page.contains("section-mentions"), "{page}");
}

#[test]
fn a_series_is_read_in_the_language_of_the_reader() {
    let page = page(&site(PARTS), "ar/guides/licence/index.html");
    assert!(text(&page).contains("الجزء 2 من 3"), "{page}");
    let onward = links(&page, "<nav class=\"onward\"", "</nav>");
    assert_eq!(titles(&onward), ["Watch a clinic", "Upload"]);
    assert!(page.contains("lang=\"en\" hreflang=\"en\" dir=\"ltr\">Upload</a>"), "{page}");
}

/// A draft is no part for readers, and the numbers are right without it.
#[test]
fn a_draft_is_passed_over() {
    let site = site(PARTS).file(
        "content/guides/licence.md",
        "---\ntitle: Choose a licence\nsummary: In short.\ndraft: true\n---\n",
    );
    std::fs::remove_file(site.path("content/guides/licence.ar.md")).unwrap();
    let last = page(&site, "guides/upload/index.html");
    assert!(text(&last).contains("Part 2 of 2"), "{last}");
    assert_eq!(titles(&links(&last, "<nav class=\"onward\"", "</nav>")), ["Watch a clinic"]);
}

#[test]
fn a_record_in_two_series_has_both_ways() {
    let site = site(PARTS).file(
        "content/pages/licences.md",
        "---\ntitle: All on licences\nparts: [guides/licence, guides/other]\n---\n",
    );
    let page = page(&site, "guides/licence/index.html");
    assert_eq!(page.matches("<nav class=\"onward\"").count(), 2);
    let second = &page[page.rfind("<nav class=\"onward\"").unwrap()..];
    let found = links(second, "<nav class=\"onward\"", "</nav>");
    assert_eq!(titles(&found), ["First steps", "Watch a clinic", "Upload"]);
}

/// No page grows with the series: 25 on either side are named, with their numbers.
#[test]
fn a_long_series_names_what_is_near() {
    let names: Vec<String> = (1..=60).map(|number| format!("tool-{number:02}")).collect();
    let parts = names.iter().map(|name| format!("tools/{name}")).collect::<Vec<_>>().join(", ");
    let mut site = site(&format!("[{parts}]"));
    for name in &names {
        site = site.file(&format!("content/tools/{name}.md"), titled(name));
    }
    let page = page(&site, "tools/tool-30/index.html");
    let listed = links(&page, "<nav class=\"series\"", "</nav>");
    assert_eq!((listed.len() - 1, &*listed[1].0, &*listed[51].0), (51, "tool-05", "tool-55"));
    assert!(page.contains("<ol start=\"5\">"), "{page}");
}

#[test]
fn wrong_parts_are_told_with_their_place() {
    for (parts, fault) in [
        (
            "[guides/licens]",
            "first-steps.md:3:9: error[dangling-reference]: there is no guide `licens` (help: did you mean `licence`?)",
        ),
        (
            "[guides/licence, guides/licence]",
            "first-steps.md:3:25: error[bad-value]: the series has this part twice",
        ),
        ("[pages/first-steps]", "first-steps.md:3:9: error[bad-value]: a series is no part of itself"),
        ("[people/ada]", "first-steps.md:3:9: error[bad-value]"),
    ] {
        let faults = site(parts).faults();
        assert!(faults.contains(fault), "{parts}: {faults}");
    }
}

#[test]
fn pages_of_a_folder_lead_from_one_to_the_next() {
    let site = Site::new()
        .file("content/pages/book.md", titled("Book"))
        .file("content/pages/book/one.md", titled("One"))
        .file("content/pages/book/two.md", titled("Two"))
        .file("content/pages/alone.md", TITLE);
    let onward =
        |path: &str| titles(&links(&page(&site, path), "<nav class=\"onward\"", "</nav>")).join(" | ");
    assert_eq!(onward("book/index.html"), "One");
    assert_eq!(onward("book/one/index.html"), "Book | Two");
    assert_eq!(onward("book/two/index.html"), "One");
    assert!(!page(&site, "alone/index.html").contains("class=\"onward\""));
}
