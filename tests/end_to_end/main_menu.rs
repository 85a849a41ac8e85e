//! The main menu: what a site has, grouped where it is much, or what the site says.

use crate::site::{Site, TITLE};

/// The menu of a page, a line for each entry: links of a group stand behind its name, and the place of the page in
/// brackets.
fn menu(page: &str) -> Vec<String> {
    let (_, menu) = page.split_once("<details class=\"menu\"").unwrap_or_else(|| panic!("no menu: {page}"));
    let (menu, _) = menu.split_once("</nav>").unwrap();
    let mut entries: Vec<String> = Vec::new();
    let mut is_in_group = false;
    for line in menu.lines() {
        if let Some((_, rest)) = line.split_once("<summary") {
            let (attributes, name) = rest.split_once('>').unwrap();
            let name = name.split("</summary>").next().unwrap();
            if line.contains("<li class=\"menu-group\">") {
                let name = if attributes.contains("current") { format!("[{name}]") } else { name.to_owned() };
                entries.push(format!("{name}:"));
                is_in_group = true;
            }
        } else if let Some((_, rest)) = line.split_once("href=\"") {
            let (url, rest) = rest.split_once('"').unwrap();
            let text = rest.split_once('>').unwrap().1.split("</a>").next().unwrap();
            let text =
                if rest.contains("aria-current=\"true\"") { format!("[{text}]") } else { text.to_owned() };
            let link = format!("{text} {}", url.trim_start_matches("../").trim_end_matches("index.html"));
            match entries.last_mut().filter(|_| is_in_group) {
                Some(group) => *group = format!("{group} {link}"),
                None => entries.push(link),
            }
        }
        is_in_group &= !line.contains("</details></li>");
    }
    entries
}

fn page(title: &str) -> String {
    format!("---\ntitle: {title}\nmenu: true\n---\n")
}

/// A site with six places: as many as stand beside each other.
fn six() -> Site {
    Site::new()
        .file("content/requests/r/index.md", TITLE)
        .file("content/guides/a.md", "---\ntitle: A\nsummary: A.\n---\n")
        .file("content/cases/a.md", "---\ntitle: A\nsummary: A.\n---\n")
        .file("content/people/a.md", TITLE)
        .file("content/pages/about.md", page("About"))
        .file("content/pages/about/more.md", TITLE)
}

#[test]
fn six_places_stand_beside_each_other_and_seven_in_groups() {
    let site = six();
    site.built();
    assert_eq!(
        menu(&site.page("guides/a/index.html")),
        [
            "Ask for help desk/ask/",
            "[Guides] guides/",
            "Cases cases/",
            "Requests requests/",
            "People people/",
            "About about/"
        ]
    );
    let site = site.file("content/tools/a.md", TITLE).file("content/partners/a.md", TITLE);
    site.built();
    assert_eq!(
        menu(&site.page("guides/a/index.html")),
        [
            "Ask for help desk/ask/",
            "[Learn]: [Guides] guides/ Tools tools/",
            "Examples: Cases cases/ Partners partners/",
            "People people/",
            "Requests requests/",
            "About about/"
        ],
        "a group of one is its place"
    );
}

#[test]
fn every_kind_has_its_place_in_a_menu_that_nobody_has_set() {
    let site = six()
        .file("content/tools/a.md", TITLE)
        .file("content/clinics/a.md", TITLE)
        .file("content/partners/a.md", TITLE)
        .file("content/uploads/a.md", TITLE)
        .file("content/groups/a.md", TITLE)
        .file("content/meetings/a.md", TITLE)
        .file("content/pages/b.md", page("Contact"));
    site.built();
    assert_eq!(
        menu(&site.page("index.html")),
        [
            "Ask for help desk/ask/",
            "Learn: Guides guides/ Clinics clinics/ Tools tools/",
            "Examples: Cases cases/ Uploads uploads/ Partners partners/",
            "Community: People people/ Groups groups/",
            "Desk: Requests requests/ Meetings meetings/",
            "About: About about/ Contact b/"
        ]
    );
}

/// They would all be hidden behind one word.
#[test]
fn pages_alone_stand_beside_each_other_however_many_they_are() {
    let mut site = Site::new();
    for number in 1..=8 {
        site = site.file(&format!("content/pages/p{number}.md"), page(&format!("Page {number}")));
    }
    site.built();
    let menu = menu(&site.page("index.html"));
    assert_eq!((menu.len(), menu[7].as_str()), (8, "Page 8 p8/"), "{menu:#?}");
}

/// A page belongs to the nearest place of the menu.
#[test]
fn the_place_of_a_page_is_marked() {
    let site = six().file("content/tools/a.md", "---\ntitle: A\ntopics: [maps]\n---\n").file(
        "casebook.yaml",
        "menu:\n- title: The desk\n  items: [requests, desk, figures]\n- {title: To read, items: [tools/a, tools, topics]}\n- pages/about\n",
    );
    assert_eq!(site.faults(), "");
    site.built();
    for (page, place) in [
        (
            "desk/index.html",
            "[The desk]: Requests requests/ [Request desk] desk/ Figures of the desk desk/figures/",
        ),
        (
            "desk/figures/index.html",
            "[The desk]: Requests requests/ Request desk desk/ [Figures of the desk] desk/figures/",
        ),
        (
            "requests/r/index.html",
            "[The desk]: [Requests] requests/ Request desk desk/ Figures of the desk desk/figures/",
        ),
        ("tools/a/index.html", "[To read]: [A] tools/a/ Tools tools/ Topics topics/"),
        ("tools/index.html", "[To read]: A tools/a/ [Tools] tools/ Topics topics/"),
        ("topics/maps/index.html", "[To read]: A tools/a/ Tools tools/ [Topics] topics/"),
        ("about/index.html", "[About] about/"),
        ("about/more/index.html", "[About] about/"),
    ] {
        let menu = menu(&site.page(page));
        assert!(menu.iter().any(|entry| entry == place), "{page}: {menu:#?}");
    }
    assert!(!menu(&site.page("guides/a/index.html")).iter().any(|entry| entry.contains('[')));
}

#[test]
fn a_menu_that_is_set_speaks_each_language_and_leaves_out_what_is_empty() {
    let site = six()
        .file("content/guides/a.es.md", "---\ntitle: Una\n---\n")
        .file(
            "casebook.yaml",
            "languages: [en, es]\nmenu:\n- ask\n- title: {en: Read, es: Leer}\n  items: [guides, clinics, guides/a]\n- glossary\n",
        );
    assert_eq!(site.faults(), "");
    site.built();
    assert_eq!(
        menu(&site.page("index.html")),
        ["Ask for help desk/ask/", "Read: Guides guides/ A guides/a/"],
        "there are no clinics and no glossary yet"
    );
    assert_eq!(
        menu(&site.page("es/index.html")),
        ["Pedir ayuda es/desk/ask/", "Leer: Guías es/guides/ Una es/guides/a/"]
    );
}

#[test]
fn what_a_menu_says_wrongly_is_told_where_it_stands() {
    let site =
        six().file("casebook.yaml", "menu:\n- gides\n- title: Read\n  items: [cases, pages/abuot, cases]\n");
    let faults = site.faults();
    for told in [
        "casebook.yaml:2:3: error[dangling-reference]: `gides` is no place of the site (help: did you mean `guides`?)",
        "casebook.yaml:4:18: error[dangling-reference]: `pages/abuot` is no place of the site (help: did you mean `pages/about`?)",
        "casebook.yaml:4:31: error[bad-value]: `cases` stands in the menu twice (help: take it out in one of the two places)",
    ] {
        assert!(faults.contains(told), "{told}\nis missing in\n{faults}");
    }
    let site = six().file("casebook.yaml", "menu: [somewhere-else-altogether]\n");
    let faults = site.faults();
    assert!(faults.contains("write one of `ask`, `desk`, `figures`, `glossary`, `guides`"), "{faults}");
    let site = six().file("casebook.yaml", "menu:\n- {title: More, item: [cases]}\n- 3\n");
    let faults = site.faults();
    assert!(faults.contains("error[unknown-field]") && faults.contains("did you mean `items`?"), "{faults}");
    assert!(faults.contains("error[wrong-type]"), "{faults}");
}
