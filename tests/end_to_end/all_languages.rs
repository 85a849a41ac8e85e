//! No reader meets a wall: every list shows every record in each language of the site, what is in the reader's language
//! first.

use crate::html::{Tag, outline, tags};
use crate::site::Site;

fn guide(title: &str, more: &str) -> String {
    format!("---\ntitle: {title}\nsummary: About it.\n{more}---\n")
}

/// English and Spanish, with a guide of each sort: translated, not translated, and first written in Spanish.
fn site() -> Site {
    Site::new()
        .file("casebook.yaml", "base_url: https://a.example/\nlanguages: [en, es, ar]\n")
        .file("content/vocabularies/topics.yaml", "maps: {label: {en: Maps, es: Mapas}, description: {en: All that shows a place.}}\nsound: {label: {en: Sound}}\n")
        .file("content/guides/both.md", guide("Middle", "topics: [maps]\n"))
        .file("content/guides/both.es.md", guide("Zona", ""))
        .file("content/guides/english.md", guide("Alpha", "topics: [maps, sound]\n"))
        .file("content/guides/spanish.es.md", guide("Abeja", "topics: [maps]\n"))
        .file("content/guides/arabic.ar.md", guide("خريطة", ""))
        .file("content/tools/tool.md", "---\ntitle: Tool\n---\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\n")
}

/// The titles of a list, in their order.
fn titles(page: &str) -> Vec<String> {
    let (list, _) = page.split_once("<nav class=\"side facets\"").unwrap_or((page, ""));
    let headings = outline(&format!("{list}</main>"));
    let titles = headings.lines().filter(|line| line.starts_with("## ") || line.starts_with("### "));
    titles.filter_map(|line| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned())).collect()
}

#[test]
fn every_kind_has_its_list_in_every_language() {
    let site = site();
    site.built();
    // Nobody has written of a tool in Spanish.
    assert_eq!(titles(&site.page("es/tools/index.html")), ["Tool"]);
    for page in ["es/index.html", "es/guides/both/index.html", "es/search/index.html"] {
        let html = site.page(page);
        let to_list = |tag: &Tag| tag.get("href").is_some_and(|href| href.ends_with("/tools/index.html"));
        let found: Vec<Tag> = tags(&html).into_iter().filter(to_list).collect();
        assert!(!found.is_empty(), "{page}: {html}");
        assert!(found.iter().all(|tag| tag.get("href").unwrap().contains("es/tools/")), "{page}: {found:?}");
    }
    assert!(
        outline(&site.page("es/search/index.html")).contains("[Herramientas](../../es/tools/index.html) 1")
    );
}

#[test]
fn what_is_in_the_language_of_the_list_comes_first() {
    let site = site();
    site.built();
    for (page, shown) in [
        // Each part by name, as readers of the list know it.
        ("es/guides/index.html", ["Abeja", "Zona", "Alpha", "خريطة"]),
        // In the site's own language too.
        ("guides/index.html", ["Alpha", "Middle", "Abeja", "خريطة"]),
        ("ar/guides/index.html", ["خريطة", "Abeja", "Alpha", "Middle"]),
    ] {
        let html = site.page(page);
        assert_eq!(titles(&html), shown, "{page}: {html}");
        assert!(outline(&html).contains("4 "), "{page}: {html}");
    }
}

#[test]
fn names_are_in_the_order_of_the_lists_language() {
    let site = Site::new().file("casebook.yaml", "languages: [en, sv]\n");
    for (slug, english, swedish) in [("a", "Aa", "Öre"), ("b", "Bb", "Zon"), ("c", "Cc", "Åre")] {
        site.write(&format!("content/guides/{slug}.md"), guide(english, ""));
        site.write(&format!("content/guides/{slug}.sv.md"), guide(swedish, ""));
    }
    site.built();
    assert_eq!(titles(&site.page("sv/guides/index.html")), ["Zon", "Åre", "Öre"]);
}

#[test]
fn over_all_pages_of_a_list_each_record_stands_once() {
    let site = Site::new().file("casebook.yaml", "languages: [en, es]\n");
    for number in 10..60 {
        let more = "topics: [maps]\n";
        site.write(&format!("content/guides/g{number}.md"), guide(&format!("Guide {number}"), more));
        if number >= 55 {
            site.write(&format!("content/guides/g{number}.es.md"), guide(&format!("Guía {number}"), ""));
        }
    }
    let files = site.built();
    for list in ["es/guides", "es/topics/maps"] {
        let first = site.page(&format!("{list}/index.html"));
        let second = site.page(&format!("{list}/page/2/index.html"));
        assert!(!files.contains_key(&format!("{list}/page/3/index.html")), "{list}");
        assert!(outline(&first).contains("1–40 ") && outline(&second).contains("41–50 "), "{list}: {first}");
        let mut shown = [titles(&first), titles(&second)].concat();
        let spanish: Vec<String> = (55..60).map(|number| format!("Guía {number}")).collect();
        assert_eq!(shown[..5], spanish, "{list}");
        shown.sort();
        shown.dedup();
        assert_eq!(shown.len(), 50, "{list}: {shown:?}");
    }
}

#[test]
fn clinics_stay_below_their_headings() {
    let clinic = |title: &str, start: &str| format!("---\ntitle: {title}\nstart: {start}\n---\n");
    let site = Site::new().file("casebook.yaml", "languages: [en, es]\n");
    for (slug, title, start) in [
        ("a", "Next", "2026-04-01"),
        ("b", "Later", "2026-05-01"),
        ("c", "Last week", "2026-02-20"),
        ("d", "Long ago", "2020-02-20"),
    ] {
        site.write(&format!("content/clinics/{slug}.md"), clinic(title, start));
    }
    site.write("content/clinics/b.es.md", "---\ntitle: Luego\n---\n");
    site.write("content/clinics/d.es.md", "---\ntitle: Hace mucho\n---\n");
    site.built();
    assert_eq!(titles(&site.page("clinics/index.html")), ["Next", "Later", "Last week", "Long ago"]);
    let spanish = site.page("es/clinics/index.html");
    assert_eq!(titles(&spanish), ["Luego", "Next", "Hace mucho", "Last week"], "{spanish}");
    let (_, home) =
        site.page("es/index.html").split_once("section-next").map(|(a, b)| (a.len(), b.to_owned())).unwrap();
    assert!(home.find("Next") < home.find("Luego"), "the next one first, whatever its language: {home}");
}

#[test]
fn from_a_to_z_there_is_everything_by_its_own_title() {
    let site = site();
    site.built();
    let spanish = outline(&site.page("es/a-z/index.html"));
    let (_, letters) = spanish.split_once("6 ").unwrap_or_else(|| panic!("{spanish}"));
    let rows: Vec<&str> = letters.lines().filter(|line| line.contains("/index.html)")).collect();
    assert_eq!(
        rows,
        [
            "- [Abeja](../../es/guides/spanish/index.html) Guía",
            "- (en) [About](../../about/index.html) Página · Inglés",
            "- (en) [Alpha](../../guides/english/index.html) Guía · Inglés",
            "- (en) [Tool](../../tools/tool/index.html) Herramienta · Inglés",
            "- [Zona](../../es/guides/both/index.html) Guía",
            "- (ar) [خريطة](../../ar/guides/arabic/index.html) Guía · Árabe",
        ],
        "{spanish}"
    );
    // A translation stands by its own title, not by that of its original.
    assert!(!outline(&site.page("a-z/index.html")).contains("Zona"));
}

#[test]
fn terms_have_their_pages_in_every_language() {
    let site = site();
    site.built();
    let terms = outline(&site.page("es/topics/index.html"));
    assert!(terms.contains("[Mapas](../../es/topics/maps/index.html) 3"), "{terms}");
    assert!(
        terms.contains("[(en) Sound](../../es/topics/sound/index.html) 1"),
        "borrowed, and marked: {terms}"
    );
    let term = site.page("es/topics/maps/index.html");
    assert!(term.contains("<html lang=\"es\""), "{term}");
    assert_eq!(titles(&term), ["Zona", "Abeja", "Alpha"], "{term}");
    let shown = outline(&term);
    assert!(shown.contains("# Mapas\n"), "{shown}");
    assert!(shown.contains("(en) All that shows a place."), "{shown}");
    assert!(shown.contains("[Temas](../../../es/topics/index.html)"), "the way back: {shown}");
}

#[test]
fn pages_lead_to_terms_in_their_own_language() {
    let site = site();
    site.built();
    for page in ["es/guides/index.html", "es/guides/both/index.html", "es/search/index.html"] {
        let html = site.page(page);
        let to_terms = |tag: &Tag| tag.get("href").is_some_and(|href| href.contains("/topics/maps/"));
        let found: Vec<Tag> = tags(&html).into_iter().filter(to_terms).collect();
        assert!(!found.is_empty(), "{page}: {html}");
        assert!(found.iter().all(|tag| tag.get("href").unwrap().contains("es/topics/")), "{page}: {found:?}");
    }
    // The scripts of the search build such links too.
    assert!(site.page("es/search/words.js").contains("\"topic\":\"/es/topics/\""));
}

/// Whoever translates a text keeps its links.
#[test]
fn a_link_of_a_text_to_a_list_leads_to_the_list_in_its_language() {
    let site = site().file(
        "content/guides/both.es.md",
        guide("Zona", "")
            + "[a](/tools/) [b](/topics/maps/) [c](/a-z/) [d](/ar/tools/) [e](/feed.xml) [f](/tools)\n",
    );
    site.write(
        "content/guides/both.md",
        guide("Middle", "topics: [maps]\n") + "[a](/tools/) [d](/es/tools/)\n",
    );
    site.built();
    let spanish = site.page("es/guides/both/index.html");
    let root = "../../../";
    for (name, to) in [
        ("a", "es/tools/index.html"),
        ("b", "es/topics/maps/index.html"),
        ("c", "es/a-z/index.html"),
        // What names a language means it, and some files have but one.
        ("d", "ar/tools/index.html"),
        ("e", "feed.xml"),
        ("f", "es/tools/index.html"),
    ] {
        assert!(spanish.contains(&format!("<a href=\"{root}{to}\">{name}</a>")), "{name}: {spanish}");
    }
    let english = site.page("guides/both/index.html");
    for (name, to) in [("a", "tools/index.html"), ("d", "es/tools/index.html")] {
        assert!(english.contains(&format!("<a href=\"../../{to}\">{name}</a>")), "{name}: {english}");
    }
}

#[test]
fn what_links_to_a_record_is_listed_in_its_languages() {
    let site = site();
    for number in 10..60 {
        let text = format!("---\ntitle: Tool {number}\n---\n[[both]]\n");
        site.write(&format!("content/tools/t{number}.md"), text);
    }
    let files = site.built();
    let record = site.page("es/guides/both/index.html");
    assert!(record.contains("\"../../../es/guides/both/mentions/index.html\""), "{record}");
    let list = site.page("es/guides/both/mentions/page/2/index.html");
    assert!(list.contains("<html lang=\"es\"") && outline(&list).contains("41–50 de 50"), "{list}");
    assert!(files.contains_key("guides/both/mentions/index.html"));
    assert!(!files.contains_key("ar/guides/both/mentions/index.html"));
}

#[test]
fn a_home_page_that_is_not_translated_says_its_language() {
    let text = "---\ntitle: Welcome\nsummary: Come in.\n---\nText.\n";
    let site = site().file("content/pages/index.md", text);
    site.built();
    let home = site.page("es/index.html");
    for marked in [
        "<h1 lang=\"en\" dir=\"ltr\">Welcome</h1>",
        "<p class=\"summary\" lang=\"en\" dir=\"ltr\">Come in.</p>",
        "<div class=\"prose\" lang=\"en\" dir=\"ltr\">",
    ] {
        assert!(home.contains(marked), "{marked}: {home}");
    }
    assert!(site.page("index.html").contains("<h1>Welcome</h1>"));
}

#[test]
fn an_address_that_two_terms_would_have_is_told_once() {
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, es]\n")
        .file("content/vocabularies/topics.yaml", "Maps: {label: Maps}\nmaps: {label: Charts}\n")
        .file("content/guides/a.md", guide("A", "topics: [Maps, maps]\n"))
        .file("content/guides/a.es.md", guide("A", ""));
    let faults = site.faults();
    assert_eq!(faults.matches("error[address-conflict]").count(), 1, "{faults}");
    assert!(faults.contains("would be at `/topics/maps/`"), "{faults}");
}

/// A word that is borrowed is read aloud as it is written.
#[test]
fn a_term_that_has_no_name_in_the_language_says_so_wherever_it_stands() {
    let site = site()
        .file("content/vocabularies/partner-types.yaml", "museum: {label: {en: Museum}}\n")
        .file("content/partners/a.md", "---\ntitle: A\ntype: museum\n---\n")
        .file("content/partners/a.es.md", "---\ntitle: A\n---\n");
    site.built();
    let marked = "<bdi lang=\"en\">Museum</bdi>";
    for page in ["es/partners/index.html", "es/partners/a/index.html"] {
        let html = site.page(page);
        assert!(html.contains(marked), "{page}: {html}");
    }
    assert!(!site.page("partners/index.html").contains(marked));
}
