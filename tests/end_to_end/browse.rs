//! What readers find their way by without scripts: the search page, and everything from A to Z.

use crate::html::{outline, tags};
use crate::site::{Site, TITLE};

/// A site in two languages with titles in several scripts.
fn in_two_languages() -> Site {
    Site::new()
        .file("casebook.yaml", "base_url: https://a.example/\nlanguages: [en, sv]\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\n")
        .file("content/guides/maps.md", "---\ntitle: Maps\nsummary: One.\ntopics: [maps]\n---\n")
        .file("content/guides/maps.sv.md", "---\ntitle: Öppna kartor\n---\n")
        .file("content/people/eder.md", "---\ntitle: Éder\n---\n")
        .file("content/people/emil.md", "---\ntitle: Emil\n---\n")
        .file("content/tools/quoted.md", "---\ntitle: “Early” pictures\n---\n")
        .file("content/tools/list.md", "---\ntitle: 3D list\n---\n")
        .file("content/tools/marks.md", "---\ntitle: +++\n---\n")
        .file("content/tools/shield.md", "---\ntitle: щит\n---\n")
        .file("content/tools/lamp.md", "---\ntitle: مصباح\n---\n")
        .file("content/tools/north.md", "---\ntitle: 北京\n---\n")
}

#[test]
fn the_search_page_offers_what_there_is_to_browse_by() {
    let site = in_two_languages().file("content/requests/2025-001.md", TITLE);
    site.built();
    let page = site.page("search/index.html");
    let english = outline(&page);
    for line in [
        "# Search",
        "Search needs a script, and your browser runs none. Use the lists below, or look from A to Z.",
        "## Browse",
        "[A to Z](../a-z/index.html) [Requests by state](../desk/index.html)",
        "[Guides](../guides/index.html) 1",
        "[Tools](../tools/index.html) 6",
        "### [Topics](../topics/index.html)",
        "- [maps](../topics/maps/index.html) 1",
        "### Languages",
        "- (en) [English](../index.html) 11",
        "- (sv) [Svenska](../sv/index.html) 1",
    ] {
        assert!(english.lines().any(|found| found == line), "{line} is missing in\n{english}");
    }
    assert!(!english.contains("Countries"), "nothing has one: {english}");
    let swedish = outline(&site.page("sv/search/index.html"));
    for line in ["[A–Ö](../../sv/a-z/index.html)", "[Guider](../../sv/guides/index.html) 1"] {
        assert!(swedish.contains(line), "{line} is missing in\n{swedish}");
    }
    // What the script needs, and nobody sees before it runs.
    let tags = tags(&page);
    let with_id = |id| tags.iter().find(|tag| tag.get("id") == Some(id)).unwrap();
    assert!(with_id("search").get("hidden").is_some() && with_id("search-found").get("hidden").is_some());
    assert_eq!(with_id("search-q").get("name"), Some("q"));
    assert_eq!(with_id("search-browse").name, "section");
}

#[test]
fn a_site_of_one_language_without_requests_offers_neither() {
    let site = Site::new().file("content/tools/a.md", TITLE);
    site.built();
    let page = outline(&site.page("search/index.html"));
    assert!(!page.contains("Languages") && !page.contains("Requests"), "{page}");
}

#[test]
fn only_the_most_common_terms_are_on_the_search_page() {
    let mut site = Site::new();
    for number in 10..23 {
        let topics = if number == 22 { "[t10]".to_owned() } else { format!("[t10, t{number}]") };
        site = site.file(
            &format!("content/tools/t{number}.md"),
            format!("---\ntitle: Tool {number}\ntopics: {topics}\n---\n"),
        );
    }
    site = site.file("content/tools/last.md", "---\ntitle: Last\ntopics: [t22, t23]\n---\n");
    site.built();
    let page = outline(&site.page("search/index.html"));
    assert_eq!(page.matches("../topics/t").count(), 12, "{page}");
    assert!(page.contains("[t10](../topics/t10/index.html) 13"), "the most common one: {page}");
    assert!(page.contains("[All 14](../topics/index.html)"), "{page}");
}

#[test]
fn every_page_leads_to_search_and_to_a_to_z_in_its_language() {
    let site = in_two_languages();
    site.built();
    for (page, search, letters) in [
        ("guides/maps/index.html", "../../search/index.html", "../../a-z/index.html"),
        ("sv/guides/maps/index.html", "../../../sv/search/index.html", "../../../sv/a-z/index.html"),
    ] {
        let html = site.page(page);
        let form = tags(&html).into_iter().find(|tag| tag.name == "form").unwrap();
        assert_eq!((form.get("action"), form.get("role")), (Some(search), Some("search")), "{page}");
        let (_, foot) = html.split_once("<footer class=\"site-footer\">").unwrap();
        for way in [search, letters] {
            assert!(foot.contains(&format!("href=\"{way}\"")), "{page} has no {way} in\n{foot}");
        }
    }
    let search = tags(&site.page("search/index.html"));
    assert_eq!(search.iter().filter(|tag| tag.name == "form").count(), 1, "its own is enough");
}

#[test]
fn titles_stand_below_their_letters() {
    let site = in_two_languages();
    site.built();
    let english = outline(&site.page("a-z/index.html"));
    let (_, letters) = english.split_once("10 records\n").unwrap();
    assert_eq!(
        letters,
        "- [0–9](#0-9)\n- [A](#a)\n- [B](#b)\n- [E](#e)\n- [M](#m)\n- [Щ](#щ)\n- [م](#م)\n\
         ## 0–9\n- [+++](../tools/marks/index.html) Tool\n- [3D list](../tools/list/index.html) Tool\n\
         ## A\n- [About](../about/index.html) Page\n\
         ## B\n- [北京](../tools/north/index.html) Tool\n\
         ## E\n- [“Early” pictures](../tools/quoted/index.html) Tool\n\
         - [Éder](../people/eder/index.html) Person\n- [Emil](../people/emil/index.html) Person\n\
         ## M\n- [Maps](../guides/maps/index.html) Guide\n\
         ## Щ\n- [щит](../tools/shield/index.html) Tool\n\
         ## م\n- [مصباح](../tools/lamp/index.html) Tool\n"
    );
    let swedish = outline(&site.page("sv/a-z/index.html"));
    assert!(swedish.contains("[Öppna kartor](../../sv/guides/maps/index.html)"), "{swedish}");
    assert!(
        swedish.contains("10 poster\n") && !swedish.contains("Maps"),
        "each once, by its title: {swedish}"
    );
    assert!(swedish.contains("- (en) [Emil](../../people/emil/index.html) Person · Engelska"), "{swedish}");
    assert!(swedish.contains("- [Ö](#ö)"), "a letter of its own: {swedish}");
}

/// A site with that many tools: 250 that begin with M, one with a digit, the others with T.
fn tools(count: usize) -> Site {
    let mut site = Site::new().file("casebook.yaml", "languages: [en, sv]\n");
    for number in 0..count {
        let title = match number {
            0 => "7 maps".to_owned(),
            1..=250 => format!("Map {number:03}"),
            _ => format!("Tool {number}"),
        };
        site = site.file(&format!("content/tools/t{number}.md"), format!("---\ntitle: {title}\n---\n"));
    }
    site.file("content/tools/t1.sv.md", "---\ntitle: Karta\n---\n")
}

#[test]
fn of_many_records_each_letter_has_pages_of_its_own() {
    let site = tools(401);
    let files = site.built();
    let first = outline(&site.page("a-z/index.html"));
    let (_, letters) = first.split_once("401 records\n").unwrap();
    assert_eq!(
        letters,
        "- [0–9 1](../a-z/0-9/index.html)\n- [M 250](../a-z/m/index.html)\n- [T 150](../a-z/t/index.html)\n"
    );
    let maps = outline(&site.page("a-z/m/index.html"));
    assert!(maps.contains("# A to Z: M\n") && maps.contains("1–200 of 250"), "{maps}");
    assert!(maps.contains("[A to Z](../../a-z/index.html)"), "the way back: {maps}");
    assert_eq!(maps.matches("] Tool").count() + maps.matches(") Tool").count(), 200, "{maps}");
    assert!(maps.contains("[Next](../../a-z/m/page/2/index.html)"), "{maps}");
    let rest = outline(&site.page("a-z/m/page/2/index.html"));
    assert!(rest.contains("201–250 of 250") && rest.contains("[Map 250]"), "{rest}");
    assert!(!rest.contains("[Map 200]"), "{rest}");
    assert!(files.contains_key("a-z/0-9/index.html") && !files.contains_key("a-z/m/page/3/index.html"));
    // The other language has as many, by the titles that they have in it.
    let swedish = outline(&site.page("sv/a-z/index.html"));
    assert!(swedish.contains("[K 1](../../sv/a-z/k/index.html)"), "{swedish}");
    assert!(swedish.contains("[M 249](../../sv/a-z/m/index.html)"), "{swedish}");
    assert!(site.page("sv/a-z/k/index.html").contains("Karta"));
}

#[test]
fn four_hundred_records_still_fit_one_page() {
    let files = tools(400).built();
    assert!(!files.contains_key("a-z/m/index.html"));
    let page = String::from_utf8(files["a-z/index.html"].clone()).unwrap();
    assert!(page.contains("Map 250") && page.contains("Tool 399"));
}

#[test]
fn the_menu_leads_to_the_pages_that_ask_for_it_in_their_order() {
    let page = |title: &str, lines: &str| format!("---\ntitle: {title}\n{lines}---\n");
    let site = in_two_languages()
        .file("content/pages/a.md", page("Second of two", "menu: true\norder: 2\n"))
        .file("content/pages/b.md", page("First of two", "menu: true\norder: 1\n"))
        .file("content/pages/b.sv.md", page("Den första", ""))
        .file("content/pages/c.md", page("Not asked for", "order: 0\n"));
    site.built();
    for (name, titles) in [
        ("guides/maps/index.html", ["First of two", "Second of two"]),
        ("sv/guides/maps/index.html", ["Den första", "Second of two"]),
    ] {
        let html = site.page(name);
        let (_, menu) = html.split_once("<details class=\"menu\"").unwrap();
        let (menu, _) = menu.split_once("</nav>").unwrap();
        let [first, second] =
            titles.map(|title| menu.find(title).unwrap_or_else(|| panic!("{title}: {menu}")));
        assert!(first < second && !menu.contains("Not asked for"), "{name}: {menu}");
    }
}

/// A folder may hold hundreds of pages.
#[test]
fn the_tree_of_a_folder_shows_the_pages_around_the_one_that_is_read() {
    let mut site = Site::new().file("content/pages/book.md", "---\ntitle: Book\n---\n");
    for number in 0..80 {
        let text = format!("---\ntitle: Page {number:02}\n---\n");
        site = site.file(&format!("content/pages/book/p{number:02}.md"), text);
    }
    site.built();
    for (page, shown) in [(0, 0..=25), (1, 0..=26), (40, 15..=65), (79, 54..=79)] {
        let html = site.page(&format!("book/p{page:02}/index.html"));
        let (_, tree) = html.split_once("<nav class=\"side tree\"").unwrap();
        let (tree, _) = tree.split_once("</nav>").unwrap();
        let titles: Vec<&str> = tree.split(">Page ").skip(1).map(|rest| &rest[..2]).collect();
        assert_eq!(titles, shown.map(|number| format!("{number:02}")).collect::<Vec<_>>(), "{page}: {tree}");
    }
}

#[test]
fn search_engines_are_told_of_both_in_each_language() {
    let site = in_two_languages();
    site.built();
    let sitemap = site.page("sitemap.xml");
    for name in ["search", "a-z"] {
        let alternates = format!(
            "<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://a.example/{name}/\"/>\
             <xhtml:link rel=\"alternate\" hreflang=\"sv\" href=\"https://a.example/sv/{name}/\"/>"
        );
        for url in [format!("https://a.example/{name}/"), format!("https://a.example/sv/{name}/")] {
            assert!(sitemap.contains(&format!("<loc>{url}</loc>{alternates}")), "{url}: {sitemap}");
        }
    }
}

#[test]
fn a_page_cannot_take_their_addresses() {
    let site = Site::new()
        .file("content/pages/search.md", TITLE)
        .file("content/pages/a-z/index.md", TITLE)
        .file("content/pages/about.md", "---\ntitle: About\naliases: [/a-z/]\n---\n");
    let faults = site.faults();
    for (file, url) in [("search.md", "/search/"), ("a-z/index.md", "/a-z/")] {
        let fault = format!("`{url}` is the address of a page that the site makes itself");
        let told = faults.lines().any(|line| {
            line.contains(&format!("{file}:")) && line.contains("address-conflict") && line.contains(&fault)
        });
        assert!(told, "{fault}: {faults}");
    }
    assert!(faults.contains("alias-conflict"), "{faults}");
}
