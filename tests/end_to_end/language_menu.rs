//! The menu of languages: every page leads to every language of the site.

use crate::html::{Tag, outline, tags};
use crate::site::Site;

fn guide(title: &str, more: &str) -> String {
    format!("---\ntitle: {title}\nsummary: About it.\n{more}---\n")
}

/// English, Spanish and Arabic, with guides in several of them.
fn site() -> Site {
    Site::new()
        .file("casebook.yaml", "base_url: https://a.example/\nlanguages: [en, es, ar]\n")
        .file("content/guides/both.md", guide("Middle", "topics: [maps]\n"))
        .file("content/guides/both.es.md", guide("Zona", ""))
        .file("content/guides/english.md", guide("Alpha", ""))
        .file("content/guides/spanish.es.md", guide("Abeja", ""))
        .file("content/guides/arabic.ar.md", guide("خريطة", ""))
        .file("content/tools/tool.md", "---\ntitle: Tool\n---\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\n")
}

/// The links of the menu of languages.
fn menu(page: &str) -> Vec<Tag> {
    let (_, menu) = page.split_once("<nav class=\"languages\"").unwrap_or_else(|| panic!("no menu: {page}"));
    let (menu, _) = menu.split_once("</nav>").unwrap();
    tags(&format!("<nav{menu}")).into_iter().filter(|tag| tag.name == "a").collect()
}

/// Where the menu of languages leads, by language.
fn ways(page: &str) -> Vec<(String, String)> {
    let get = |tag: &Tag, name| tag.get(name).unwrap().to_owned();
    menu(page).iter().map(|tag| (get(tag, "hreflang"), get(tag, "href"))).collect()
}

/// What search engines are told of a page: the same in other languages.
fn alternates(page: &str) -> Vec<(String, String)> {
    let is_alternate = |tag: &&Tag| tag.name == "link" && tag.get("hreflang").is_some();
    let get = |tag: &Tag, name| tag.get(name).unwrap().to_owned();
    tags(page).iter().filter(is_alternate).map(|tag| (get(tag, "hreflang"), get(tag, "href"))).collect()
}

fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs.map(|(a, b)| (a.to_owned(), b.to_owned())).into()
}

#[test]
fn the_menu_leads_to_the_same_page_in_every_language() {
    let site = site();
    site.built();
    for (page, rest) in [
        ("es/index.html", ""),
        ("es/search/index.html", "search/"),
        ("es/a-z/index.html", "a-z/"),
        ("es/tools/index.html", "tools/"),
        ("es/topics/index.html", "topics/"),
        ("es/topics/maps/index.html", "topics/maps/"),
    ] {
        let html = site.page(page);
        let root = "../".repeat(page.matches('/').count());
        let to = |prefix: &str| format!("{root}{prefix}{rest}index.html");
        assert_eq!(ways(&html), pairs([("en", &*to("")), ("ar", &*to("ar/"))]), "{page}");
        let address = |prefix: &str| format!("https://a.example/{prefix}{rest}");
        let told = [
            ("en", &*address("")),
            ("es", &*address("es/")),
            ("ar", &*address("ar/")),
            ("x-default", &*address("")),
        ];
        assert_eq!(alternates(&html), pairs(told), "{page}");
        assert!(!html.contains("not translated"), "{page}: {html}");
    }
}

#[test]
fn the_menu_of_a_record_leads_to_its_versions_or_to_their_list() {
    let site = site();
    site.built();
    let both = site.page("guides/both/index.html");
    let (spanish, arabic) = ("../../es/guides/both/index.html", "../../ar/guides/index.html");
    assert_eq!(ways(&both), pairs([("es", spanish), ("ar", arabic)]));
    // It says which is which, in the words of those who look for it.
    let shown = outline(&both);
    assert!(shown.contains("- (es) [Español](../../es/guides/both/index.html)"), "{shown}");
    assert!(shown.contains("- (ar) [العربية بلا ترجمة](../../ar/guides/index.html)"), "{shown}");
    let (english, spanish) = ("https://a.example/guides/both/", "https://a.example/es/guides/both/");
    let told = pairs([("en", english), ("es", spanish), ("x-default", english)]);
    assert_eq!(alternates(&both), told, "only what the record is in");
    // A record in one language has no others, and one that is not in the site's own no default.
    assert_eq!(alternates(&site.page("es/guides/spanish/index.html")), []);
    assert!(
        outline(&site.page("es/guides/spanish/index.html"))
            .contains("[English not translated](../../../guides/index.html)")
    );
    // Plain pages have no list.
    let about = ways(&site.page("about/index.html"));
    assert_eq!(about, pairs([("es", "../es/index.html"), ("ar", "../ar/index.html")]));
}

#[test]
fn search_engines_find_the_default_in_the_sitemap_too() {
    let site = site();
    site.built();
    let sitemap = site.page("sitemap.xml");
    let default = "hreflang=\"x-default\" href=\"https://a.example/topics/maps/\"/></url>";
    assert_eq!(sitemap.matches(default).count(), 3, "{sitemap}");
    assert_eq!(sitemap.matches("x-default\" href=\"https://a.example/es/").count(), 0, "{sitemap}");
}

#[test]
fn a_later_page_of_a_list_leads_to_the_first_ones() {
    let site = site();
    for number in 10..60 {
        site.write(&format!("content/tools/t{number}.md"), format!("---\ntitle: Tool {number}\n---\n"));
    }
    site.built();
    let page = site.page("es/tools/page/2/index.html");
    let root = "../../../../";
    let (english, arabic) = (format!("{root}tools/index.html"), format!("{root}ar/tools/index.html"));
    assert_eq!(ways(&page), pairs([("en", &*english), ("ar", &*arabic)]));
    assert_eq!(alternates(&page), [], "it has other records in another language");
    assert!(!page.contains("not translated"), "{page}");
}

#[test]
fn pages_of_one_language_lead_to_what_there_is_in_the_others() {
    let site = site();
    site.built();
    assert_eq!(ways(&site.page("404.html")), pairs([("es", "/es/index.html"), ("ar", "/ar/index.html")]));
    assert_eq!(
        ways(&site.page("api/index.html")),
        pairs([("es", "../es/index.html"), ("ar", "../ar/index.html")])
    );
    // What links to a record is listed in the languages of the record.
    for number in 10..60 {
        site.write(&format!("content/tools/t{number}.md"), "---\ntitle: T\n---\n[[both]] [[english]]\n");
    }
    site.built();
    let (spanish, arabic) = ("../../../es/guides/both/mentions/index.html", "../../../ar/guides/index.html");
    let mentions = site.page("guides/both/mentions/index.html");
    assert_eq!(ways(&mentions), pairs([("es", spanish), ("ar", arabic)]));
}

#[test]
fn a_site_of_one_language_has_no_menu_of_languages() {
    let site = Site::new().file("content/guides/a.md", guide("A", ""));
    site.built();
    for page in ["index.html", "guides/index.html", "guides/a/index.html"] {
        assert!(!site.page(page).contains("class=\"languages\""), "{page}");
    }
}

/// The script of the theme offers them to those who have chosen the language.
#[test]
fn the_menu_carries_what_is_said_to_readers_of_each_language() {
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, es, de]\n")
        .file("content/guides/a.md", guide("A", ""))
        .file("content/guides/a.es.md", guide("A", ""))
        .file("content/guides/b.md", guide("B", ""))
        .file("content/guides/b.de.md", guide("B", ""));
    assert_eq!(site.build(&[]).status, 0);
    let offers = |page: &str| -> Vec<(String, Option<String>, Option<String>)> {
        let get = |tag: &Tag, name| tag.get(name).map(ToOwned::to_owned);
        let offer = |tag: &Tag| (get(tag, "lang").unwrap(), get(tag, "data-offer"), get(tag, "data-close"));
        menu(&site.page(page)).iter().map(offer).collect()
    };
    let said = |lang: &str, words: Option<(&str, &str)>| {
        (lang.to_owned(), words.map(|(offer, _)| offer.to_owned()), words.map(|(_, close)| close.to_owned()))
    };
    // The program has no words in German.
    let here = Some(("Esta página también está en español", "Cerrar"));
    assert_eq!(offers("guides/a/index.html"), [said("es", here), said("de", None)]);
    let list = Some(("Ver lo que hay en español", "Cerrar"));
    assert_eq!(offers("guides/b/index.html"), [said("es", list), said("de", None)]);
    // That a page is not in German is said in the words that its pages have.
    let page = site.page("guides/a/index.html");
    assert!(
        page.contains("<span class=\"aside\"><span lang=\"en\" dir=\"ltr\">not translated</span></span>"),
        "{page}"
    );
}
