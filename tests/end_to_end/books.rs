//! What readers take with them: books, pages to print, and the whole site as one file.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use roxmltree::Document;
use zip::ZipArchive;

use crate::pictures::photograph;
use crate::site::Site;

/// The files of an archive by name, and the names in their order.
pub(crate) fn unpacked(archive: &[u8]) -> (BTreeMap<String, Vec<u8>>, Vec<String>) {
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut files = BTreeMap::new();
    let mut names = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        names.push(name.clone());
        files.insert(name, bytes);
    }
    (files, names)
}

/// The pages and documents of a book, each of which is sound XML.
fn book(site: &Site, path: &str) -> BTreeMap<String, String> {
    let bytes = std::fs::read(site.path(&format!("public/{path}"))).unwrap();
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip", "{path}");
    let (files, names) = unpacked(&bytes);
    assert_eq!(names[0], "mimetype");
    let is_xml = |name: &str| [".xhtml", ".opf", ".xml"].iter().any(|end| name.ends_with(end));
    let mut pages = BTreeMap::new();
    for (name, bytes) in files {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if is_xml(&name) {
            let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
            let parsed = Document::parse_with_options(&text, options);
            assert!(parsed.is_ok(), "{path} {name}: {parsed:?}\n{text}");
        }
        pages.insert(name.trim_start_matches("EPUB/").to_owned(), text);
    }
    pages
}

/// The chapters that the contents of a book list, with their files.
fn contents(book: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = Document::parse_with_options(&book["contents.xhtml"], options).unwrap();
    let links =
        document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/1999/xhtml", "a")));
    let link = |node: roxmltree::Node<'_, '_>| {
        (node.attribute("href").unwrap().to_owned(), node.text().unwrap_or_default().to_owned())
    };
    links.map(link).filter(|(href, _)| !href.contains('#')).collect()
}

const SETTINGS: &str = "title: Our desk\nlanguages: [en, ar]\nlicence: cc-by-sa-4.0\n";

fn site(settings: &str) -> Site {
    Site::new()
        .file("casebook.yaml", format!("{SETTINGS}{settings}"))
        .file("content/pages/about.md", "---\ntitle: About\n---\n## Who we are\n\nSee [maps](../guides/maps/index.md#find-them).\n")
        .file(
            "content/guides/maps/index.md",
            "---\ntitle: Share maps\nsummary: In short.\ntopics: [metadata]\nproblem: Nobody finds them.\n\
             last_reviewed: 2026-01-05\nsources: [{title: A book, url: 'https://example.org/book'}]\n\
             pictures: [{file: a.jpg, credit: Ada Example, licence: cc-by-sa-4.0}]\n---\n\
             ## Find them\n\nAsk [a tool](../../tools/atlas.md) & [others](../ask.md), or [the web](https://example.org/a?b=1&c).\n\n\
             ![A map](a.jpg)\n\n- [x] Done\n\n<details name=\"n\">\n<summary>More</summary>\n\nInner.\n\n</details>\n\nA note[^1].\n\n[^1]: Of it.\n",
        )
        .file("content/guides/maps/a.jpg", photograph(1))
        .file("content/guides/ask.md", "---\ntitle: Ask <well>\nsummary: In short.\ntopics: [metadata]\n---\n## Find them\n\nBack to [the part](maps/index.md#find-them).\n")
        .file("content/guides/ask.ar.md", "---\ntitle: كيف تسأل\nsummary: باختصار.\n---\n## ابحث\n\nنص.\n")
        .file("content/tools/atlas.md", "---\ntitle: Atlas\n---\nText.\n")
}

#[test]
fn a_guide_is_a_book_with_what_its_readers_need() {
    let site = site("");
    site.commit("Ada", "2026-03-02");
    site.built();
    let page = site.page("guides/maps/index.html");
    let link = page.split("href=\"book.epub\"").nth(1).or_else(|| page.split("book.epub\"").nth(1));
    let link = link.expect("the page offers the book");
    assert!(link.starts_with(" download=\"Share maps.epub\">EPUB ("), "{}", &link[..80]);

    let book = book(&site, "guides/maps/book.epub");
    let package = &book["package.opf"];
    for part in [
        "<dc:title>Share maps</dc:title>",
        "<dc:language>en</dc:language>",
        "<dc:creator>Our desk</dc:creator>",
        "<dc:rights>CC BY-SA 4.0</dc:rights>",
        "<meta property=\"dcterms:modified\">2026-03-02T00:00:00Z</meta>",
        "media-type=\"image/jpeg\"",
    ] {
        assert!(package.contains(part), "{part}\n{package}");
    }
    assert!(!package.contains("page-progression-direction"));
    let chapter = &book["chapter-1.xhtml"];
    for part in [
        "<h1>Share maps</h1>",
        "In short.",
        "Nobody finds them.",
        "<time datetime=\"2026-01-05\">",
        "<a href=\"https://example.org/book\" class=\"external\">A book</a>",
        "<h2 id=\"find-them\">Find them </h2>",
        // Neither is in the book, and the site has no address.
        "Ask <span>a tool</span> &amp; <span>others</span>, or <a href=\"https://example.org/a?b=1&amp;c\">the web</a>.",
        "<img src=\"picture-1.jpg\" alt=\"A map\"",
        "Ada Example",
        "<span>☑</span> Done",
        "<p class=\"opened-name\">More</p>",
        "<a href=\"#fn-1\" id=\"fnref-1\">1</a>",
        "<li id=\"fn-1\">",
    ] {
        assert!(chapter.contains(part), "{part}\n{chapter}");
    }
    for part in ["<details", "<button", "class=\"anchor\"", "\u{fdd0}", "srcset"] {
        assert!(!chapter.contains(part), "{part}\n{chapter}");
    }
    assert_eq!(contents(&book), [("chapter-1.xhtml".to_owned(), "Share maps".to_owned())]);
    assert!(book["contents.xhtml"].contains("href=\"chapter-1.xhtml#find-them\""));
}

#[test]
fn a_book_of_everything_has_the_texts_of_its_language_in_their_order() {
    let site = site("base_url: https://example.org/desk/\n");
    site.built();
    let whole = book(&site, "offline/book.epub");
    let titles: Vec<String> = contents(&whole).into_iter().map(|(_, title)| title).collect();
    assert_eq!(titles, ["About", "Ask <well>", "Share maps"]);
    let package = &whole["package.opf"];
    // Nobody has told a day, and the clock has no say.
    assert!(package.contains("<meta property=\"dcterms:modified\">1980-01-01T00:00:00Z</meta>"), "{package}");
    // Links between chapters stay in the book, others lead to the site.
    assert!(whole["chapter-1.xhtml"].contains("<a href=\"chapter-3.xhtml#find-them\">maps</a>"));
    assert!(
        whole["chapter-3.xhtml"].contains("<a href=\"https://example.org/desk/tools/atlas/\">a tool</a>")
    );
    assert!(whole["chapter-3.xhtml"].contains("<a href=\"chapter-2.xhtml\">others</a>"));

    let arabic = book(&site, "ar/offline/book.epub");
    assert_eq!(contents(&arabic), [("chapter-1.xhtml".to_owned(), "كيف تسأل".to_owned())]);
    assert!(arabic["package.opf"].contains("<spine page-progression-direction=\"rtl\">"));
    assert!(arabic["package.opf"].contains("<dc:language>ar</dc:language>"));
    assert!(arabic["chapter-1.xhtml"].contains("lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\""));
    // What is not translated says its language.
    assert!(arabic["title.xhtml"].contains("<bdi lang=\"en\" xml:lang=\"en\">CC BY-SA 4.0</bdi>"));
}

#[test]
fn two_builds_make_the_same_books() {
    let [one, other] = [site(""), site("")];
    let [one, other] = [one.built(), other.built()];
    let books = |files: &BTreeMap<String, Vec<u8>>| {
        let books = files.iter().filter(|(name, _)| name.ends_with(".epub"));
        books.map(|(name, bytes)| (name.clone(), bytes.clone())).collect::<Vec<_>>()
    };
    let names: Vec<String> = books(&one).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "ar/guides/ask/book.epub",
            "ar/offline/book.epub",
            "guides/ask/book.epub",
            "guides/maps/book.epub",
            "offline/book.epub",
            "topics/metadata/book.epub"
        ]
    );
    assert!(books(&one) == books(&other));
}

#[test]
fn a_topic_is_one_page_to_print_on_which_no_anchor_is_twice() {
    let site = site("");
    site.built();
    let topic = site.page("topics/metadata/index.html");
    assert!(topic.contains("topics/metadata/book.epub\" download=\"metadata.epub\">EPUB ("), "{topic}");
    assert!(topic.contains("topics/metadata/print/index.html\">Print version</a>"));
    let print = site.page("topics/metadata/print/index.html");
    for part in [
        "<meta name=\"robots\" content=\"noindex\">",
        "<li><a href=\"#chapter-1\">Ask &lt;well&gt;</a></li>",
        "<article class=\"chapter prose\" id=\"chapter-2\">",
        "<h2>Share maps</h2>",
        "<h3 id=\"chapter-1-find-them\">",
        "<h3 id=\"chapter-2-find-them\">",
        "<a href=\"#chapter-2-find-them\">the part</a>",
        "<a href=\"#chapter-1\">others</a>",
        "<a href=\"../../../tools/atlas/index.html\">a tool</a>",
        "<a href=\"#chapter-2-fn-1\" id=\"chapter-2-fnref-1\">1</a>",
    ] {
        assert!(print.contains(part), "{part}\n{print}");
    }
    assert!(!print.contains("site-header") && !print.contains("site-footer"));
    let ids: Vec<&str> = print.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
    assert!(!site.path("public/ar/topics/metadata/print").exists(), "nothing of it is in Arabic");
}

/// Whoever put records into an order has them read in it, be they texts of the book of a language or not.
#[test]
fn a_series_is_a_book_of_its_page_and_its_parts() {
    let site = site("").file(
        "content/pages/way.md",
        "---\ntitle: The way\nparts: [tools/atlas, guides/ask, guides/maps]\n---\nBegin here.\n",
    );
    assert_eq!(site.build(&[]).status, 0);
    let titles: Vec<String> =
        contents(&book(&site, "way/book.epub")).into_iter().map(|(_, title)| title).collect();
    assert_eq!(titles, ["The way", "Atlas", "Ask <well>", "Share maps"]);
    let page = site.page("way/index.html");
    assert!(
        page.contains("href=\"../way/book.epub\"") && page.contains("href=\"../way/print/index.html\""),
        "{page}"
    );
    let print = site.page("way/print/index.html");
    assert!(
        print.contains("Begin here.") && print.contains("<a href=\"#chapter-4\">Share maps</a>"),
        "{print}"
    );
    let offline = site.page("offline/index.html");
    assert!(offline.contains("To read in order") && offline.contains("way/book.epub"), "{offline}");
    // No guide is a series, and no page that has no parts.
    assert!(!site.path("public/about/book.epub").exists());
}

#[test]
fn the_page_of_books_lists_them_in_each_language_and_is_not_there_without_texts() {
    let site = site("");
    let files = site.built();
    let page = site.page("offline/index.html");
    for part in [
        "<h1>Read offline</h1>",
        "3 texts",
        "offline/book.epub\" download=\"Our desk.epub\"",
        "topics/metadata/index.html\">metadata</a> <span class=\"aside\">2 texts",
        "guides/maps/book.epub",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("ZIP (") && !files.contains_key("site.zip"), "nobody has asked for it");
    assert!(site.page("ar/offline/index.html").contains("نص واحد"));
    assert!(site.page("index.html").contains("href=\"offline/index.html\">Read offline</a>"));

    let empty = Site::new().file("content/tools/a.md", "---\ntitle: A\n---\nText.\n");
    let files = empty.built();
    assert!(!files.keys().any(|name| name.starts_with("offline/")), "{:?}", files.keys());
    assert!(!empty.page("index.html").contains("offline"));
}

#[test]
fn the_addresses_of_books_are_kept_free() {
    let fault = |site: Site| site.faults();
    let topic = |path: &str| {
        let tool = "---\ntitle: A\ntopics: [metadata]\n---\nText.\n";
        Site::new().file("content/tools/a.md", tool).file(path, "---\ntitle: P\n---\nText.\n")
    };
    // No text carries the topic yet.
    let told = fault(topic("content/pages/topics/metadata/print.md"));
    assert!(told.contains("`/topics/metadata/print/` is kept for the book of a topic"), "{told}");
    assert_eq!(fault(topic("content/pages/topics/metadata/other.md")), "");
    let told = fault(topic("content/pages/offline.md"));
    assert!(told.contains("`/offline/` is the address of a page that the site makes itself"), "{told}");
}

#[test]
fn the_whole_site_is_one_file_where_the_settings_say_so() {
    let site = site("offline: {zip: true}\n");
    let files = site.built();
    let (zipped, names) = unpacked(&files["site.zip"]);
    let expected = files.iter().filter(|(name, _)| *name != "site.zip");
    let expected: BTreeMap<String, Vec<u8>> =
        expected.map(|(name, bytes)| (format!("our-desk/{name}"), bytes.clone())).collect();
    assert!(zipped == expected, "{names:?}");
    assert!(zipped.contains_key("our-desk/index.html"));
    let page = site.page("ar/offline/index.html");
    assert!(page.contains("site.zip\" download=\"our-desk.zip\">ZIP"), "{page}");

    let again = site.build(&[]);
    assert!(again.stdout.starts_with("Nothing has changed"), "{}", again.stdout);
    // A source that was touched changes no page, and so not the file.
    site.write("content/tools/atlas.md", "---\ntitle: Atlas\n---\n\nText.\n");
    let touched = site.build(&[]).without_time();
    assert!(touched.stdout.contains(" 0 files written"), "{}", touched.stdout);
    assert!(site.output()["site.zip"] == files["site.zip"]);
    site.write("content/tools/atlas.md", "---\ntitle: Atlas\n---\nAnother.\n");
    let changed = site.built();
    let (zipped, _) = unpacked(&changed["site.zip"]);
    assert!(String::from_utf8_lossy(&zipped["our-desk/tools/atlas/index.html"]).contains("Another."));

    let asked = Site::new().file("casebook.yaml", "offline: {zip: perhaps}\n");
    assert!(asked.faults().contains("casebook.yaml"), "{}", asked.faults());
}
