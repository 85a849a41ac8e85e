//! What a record's page leads on to: the guides, cases and clinics that share the rarest terms and references.

use crate::html::outline;
use crate::site::Site;

/// A site of so many guides, each with these lines in its front matter. The first is `g00`.
fn guides(count: usize, lines: &str) -> Site {
    let mut site = Site::new().file("content/tools/hammer.md", "---\ntitle: Hammer\n---\n");
    for number in 0..count {
        let text = format!("---\ntitle: Guide {number:02}\nsummary: Made up.\n{lines}---\n");
        site = site.file(&format!("content/guides/g{number:02}.md"), text);
    }
    site
}

/// The titles of what the page of a guide leads on to.
fn related(site: &Site, slug: &str) -> Vec<String> {
    let page = outline(&site.page(&format!("guides/{slug}/index.html")));
    let Some((_, section)) = page.split_once("## Related\n") else { return Vec::new() };
    let lines = section.lines().map_while(|line| line.strip_prefix("- ["));
    lines.map(|line| line.split(']').next().unwrap().to_owned()).collect()
}

#[test]
fn five_are_shown_and_no_more() {
    let site = guides(6, "topics: [maps]\n");
    site.built();
    assert_eq!(related(&site, "g00"), ["Guide 01", "Guide 02", "Guide 03", "Guide 04", "Guide 05"]);
    let site = guides(7, "topics: [maps]\n");
    site.built();
    assert_eq!(related(&site, "g03"), ["Guide 00", "Guide 01", "Guide 02", "Guide 04", "Guide 05"]);
}

#[test]
fn what_more_than_sixty_have_in_common_says_nothing_of_two() {
    for lines in ["topics: [maps]\n", "tools: [hammer]\n"] {
        for (count, shown) in [(60, 5), (61, 0)] {
            let site = guides(count, lines);
            site.built();
            assert_eq!(related(&site, "g00").len(), shown, "{count} with {lines}");
        }
    }
}

#[test]
fn the_likest_come_first_and_what_the_page_names_already_does_not_come_again() {
    let site = guides(3, "topics: [maps]\n")
        .file("content/guides/rare.md", "---\ntitle: Rare\nsummary: Made up.\ntopics: [maps, sound]\n---\n")
        .file("content/cases/sound.md", "---\ntitle: Sound\nsummary: Made up.\ntopics: [maps, sound]\n---\n")
        .file("content/partners/maps.md", "---\ntitle: Nobody reads on here\ntopics: [maps, sound]\n---\n")
        .file(
            "content/guides/linked.md",
            "---\ntitle: Linked\nsummary: Made up.\ntopics: [sound]\n---\n[[rare]]\n",
        );
    site.built();
    assert_eq!(related(&site, "rare"), ["Sound", "Guide 00", "Guide 01", "Guide 02"]);
}
