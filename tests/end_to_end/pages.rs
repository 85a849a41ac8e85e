//! Every page of a built site, looked at as a browser, a reader and a forge would: where its links
//! lead, what it loads, in which language it speaks. Done for the example and for the real content.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::sync::LazyLock;

use crate::example::example_with_history;
use crate::html::{Piece, Tag, outline, pieces, tags};
use crate::site::{Site, repository, tree};

type Files = BTreeMap<String, Vec<u8>>;

/// The bytes that a page of the default theme may weigh, with all that it loads but for images.
const HEAVIEST: usize = 30 * 1024;

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: &[&str] = &["ar", "fa", "he", "ur"];

/// A built site, and the address that it would be published at.
pub(crate) struct Built {
    pub(crate) name: &'static str,
    pub(crate) files: Files,
    /// Ends in `/`.
    pub(crate) base: String,
    /// The site's own copy of `content/`.
    pub(crate) content: Files,
}

/// The two sites, built once for all tests.
pub(crate) static BUILT: LazyLock<[Built; 2]> = LazyLock::new(|| {
    let of = |name, site: &Site| {
        let config = std::fs::read_to_string(site.path("casebook.yaml")).unwrap();
        let config: serde_json::Value = serde_yaml::from_str(&config).unwrap();
        let base = config["base_url"].as_str().unwrap().trim_end_matches('/');
        Built { name, files: site.built(), base: format!("{base}/"), content: tree(&site.path("content")) }
    };
    [of("the example", &example_with_history()), of("content/", &own_content())]
});

/// The repository's own content, away from its history.
fn own_content() -> Site {
    let site = Site::new();
    let config = std::fs::read_to_string(repository("casebook.yaml")).unwrap();
    // Links in heads are whole addresses, so that the site has to have one.
    let base = if config.contains("\nbase_url:") { "" } else { "base_url: https://helpdesk.example/\n" };
    site.write("casebook.yaml", format!("{config}{base}"));
    for (path, bytes) in tree(&repository("content")) {
        site.write(&format!("content/{path}"), bytes);
    }
    site
}

/// Each page with its text.
fn pages(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    let pages = files.iter().filter(|(name, _)| name.ends_with(".html"));
    pages.map(|(name, bytes)| (name.as_str(), std::str::from_utf8(bytes).unwrap()))
}

fn is_redirect(html: &str) -> bool {
    html.contains("http-equiv=\"refresh\"")
}

/// The file that a relative link of a page leads to, and what stands behind `#`.
fn target(page: &str, link: &str) -> Option<(String, String)> {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let decoded = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
    if path.is_empty() {
        return Some((page.to_owned(), decoded(anchor)));
    }
    let mut parts: Vec<String> = page.split('/').map(str::to_owned).collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(decoded(part)),
        }
    }
    Some((parts.join("/"), decoded(anchor)))
}

fn ids(tags: &[Tag]) -> Vec<&str> {
    tags.iter().filter_map(|tag| tag.get("id")).collect()
}

#[test]
fn every_internal_link_leads_to_a_file_and_every_anchor_to_an_id() {
    for Built { name, files, base, .. } in &*BUILT {
        let parsed: BTreeMap<&str, Vec<Tag>> = pages(files).map(|(page, html)| (page, tags(html))).collect();
        let mut wrong = Vec::new();
        let mut followed = 0;
        for (page, tags) in &parsed {
            for tag in tags {
                let refreshed = tag.get("content").filter(|_| tag.get("http-equiv").is_some());
                let refreshed = refreshed.and_then(|content| content.split_once("url=")).map(|(_, url)| url);
                for link in
                    [tag.get("href"), tag.get("src"), tag.get("action"), refreshed].into_iter().flatten()
                {
                    if ["https://", "http://", "mailto:"].iter().any(|scheme| link.starts_with(scheme)) {
                        continue;
                    }
                    // The page for what is not found stands for addresses at any depth.
                    let link = match link.strip_prefix('/') {
                        Some(rest) if *page == "404.html" => {
                            let folder = base.splitn(4, '/').nth(3).unwrap();
                            rest.strip_prefix(folder).unwrap_or("outside the site")
                        }
                        Some(_) => {
                            wrong.push(format!("{page}: `{link}` is not relative"));
                            continue;
                        }
                        None => link,
                    };
                    followed += 1;
                    let Some((file, anchor)) = target(page, link) else {
                        wrong.push(format!("{page}: `{link}` leads out of the site"));
                        continue;
                    };
                    if !files.contains_key(&file) {
                        wrong.push(format!("{page}: `{link}` leads to `{file}`, which is not there"));
                    } else if !anchor.is_empty()
                        && !parsed.get(file.as_str()).is_some_and(|tags| ids(tags).contains(&anchor.as_str()))
                    {
                        wrong.push(format!("{page}: `{file}` has no `#{anchor}`"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "in {name}:\n{}", wrong.join("\n"));
        assert!(followed > 1000, "only {followed} links were found in {name}");
    }
}

#[test]
fn no_page_asks_another_host_for_anything() {
    for Built { name, files, .. } in &*BUILT {
        for (page, html) in pages(files) {
            for tag in tags(html) {
                let loads = match tag.name.as_str() {
                    "a" | "meta" | "html" => None,
                    "link" if matches!(tag.get("rel"), Some("canonical" | "alternate")) => None,
                    _ => tag.get("src").or(tag.get("href")).or(tag.get("data")),
                };
                assert!(!loads.is_some_and(|url| url.contains("//")), "{name}: {page} loads {loads:?}");
                assert!(!tag.get("srcset").is_some_and(|sizes| sizes.contains("//")), "{name}: {page}");
                for attribute in ["poster", "background"] {
                    assert_eq!(tag.get(attribute), None, "{name}: {page}");
                }
                assert!(!matches!(tag.name.as_str(), "iframe" | "object" | "embed"), "{name}: {page}");
                // What is searched for goes to a page of the site, and nothing else goes anywhere.
                let elsewhere = tag.get("action").is_some_and(|action| action.contains("//"));
                let sends = tag.name == "form" && tag.get("method") != Some("get");
                assert!(!elsewhere && !sends, "{name}: {page} has {tag:?}");
            }
        }
        for (file, bytes) in files.iter().filter(|(file, _)| file.starts_with("theme/")) {
            let text = String::from_utf8_lossy(bytes).replace("http://www.w3.org/2000/svg", "");
            for word in ["//", "@import", "fetch(", "XMLHttpRequest"] {
                let comment = word == "//" && file.ends_with(".js");
                // The page that asks for help looks up likely answers, at the address that it was given.
                let own = word == "fetch(" && file == "theme/ask.js" && {
                    text.matches("fetch(").count() == text.matches("fetch(form.dataset.answers)").count()
                };
                assert!(comment || own || !text.contains(word), "{name}: {file} has {word}");
            }
        }
    }
}

#[test]
fn pages_hold_no_script_or_style_of_their_own_and_their_data_is_json() {
    for Built { name, files, .. } in &*BUILT {
        let mut read = 0;
        for (page, html) in pages(files) {
            let pieces = pieces(html);
            for (at, piece) in pieces.iter().enumerate() {
                let Piece::Open(tag) = piece else { continue };
                assert!(tag.name != "style" && tag.get("style").is_none(), "{name}: {page} has a style");
                let event = tag.attributes.iter().find(|(key, _)| key.starts_with("on"));
                assert_eq!(event, None, "{name}: {page}");
                if tag.name != "script" || tag.get("src").is_some() {
                    continue;
                }
                assert_eq!(tag.get("type"), Some("application/ld+json"), "{name}: {page}");
                let Piece::Text(text) = &pieces[at + 1] else { panic!("{page}") };
                let data: serde_json::Value = serde_json::from_str(text).unwrap();
                assert_eq!(data["@context"], "https://schema.org", "{name}: {page}");
                let called = data["name"].as_str().or(data["headline"].as_str());
                assert!(data["@type"].is_string() && called.is_some(), "{name}: {page}: {data}");
                read += 1;
            }
        }
        assert!(read > 20, "{name}: only {read}");
    }
}

#[test]
fn every_page_says_what_it_may_load_before_it_loads_anything() {
    for Built { name, files, .. } in &*BUILT {
        let headers = String::from_utf8(files["_headers"].clone()).unwrap();
        for (page, html) in pages(files) {
            let tags = tags(html);
            let at = |wanted: &dyn Fn(&Tag) -> bool| tags.iter().position(wanted);
            let policy = at(&|tag| tag.get("http-equiv") == Some("Content-Security-Policy"));
            let Some(policy) = policy else { panic!("{name}: {page} has no policy") };
            let loads = at(&|tag| ["link", "script", "img"].contains(&&*tag.name));
            assert!(loads.is_none_or(|loads| policy < loads), "{name}: {page}");
            let text = tags[policy].get("content").unwrap();
            assert!(text.starts_with("default-src 'none'; script-src 'self' "), "{name}: {page}: {text}");
            assert!(!text.contains("unsafe") && !text.contains('*'), "{name}: {page}: {text}");
            // Hosts that send headers send the same.
            let whole = format!("\n  Content-Security-Policy: {text}; frame-ancestors 'none'\n");
            assert!(headers.contains(&whole), "{name}: {headers}");
        }
    }
}

#[test]
fn every_page_says_its_language_and_every_id_is_its_only_one() {
    for Built { name, files, .. } in &*BUILT {
        for (page, html) in pages(files) {
            let tags = tags(html);
            let root = tags.iter().find(|tag| tag.name == "html").unwrap();
            let lang = root.get("lang").unwrap();
            let is_rtl = |lang: &str| RIGHT_TO_LEFT.contains(&lang.split('-').next().unwrap());
            let dir = if is_rtl(lang) { "rtl" } else { "ltr" };
            assert_eq!(root.get("dir"), Some(dir), "{name}: {page}");
            let translated = page.split('/').next().filter(|first| first.len() == 2).unwrap_or("en");
            assert_eq!(lang, translated, "{name}: {page}");
            // A text in a script that runs the other way is set apart.
            for tag in &tags {
                if let Some(own) = tag.get("lang")
                    && is_rtl(own) != is_rtl(lang)
                {
                    assert!(
                        tag.name == "bdi" || matches!(tag.get("dir"), Some("ltr" | "rtl" | "auto")),
                        "{name}: {page}: {tag:?} has no direction"
                    );
                }
            }
            let all = ids(&tags);
            let once: BTreeSet<&str> = all.iter().copied().collect();
            assert_eq!(all.len(), once.len(), "{name}: {page} has an id twice: {all:?}");
            assert_eq!(tags.iter().filter(|tag| tag.name == "h1").count(), 1, "{name}: {page}");
            assert_eq!(tags.iter().filter(|tag| tag.name == "title").count(), 1, "{name}: {page}");
            for image in tags.iter().filter(|tag| tag.name == "img") {
                for attribute in ["src", "alt", "width", "height", "loading"] {
                    assert!(image.get(attribute).is_some(), "{name}: {page}: {image:?} has no {attribute}");
                }
            }
        }
    }
}

#[test]
fn headings_leave_out_no_level() {
    for Built { name, files, .. } in &*BUILT {
        for (page, html) in pages(files) {
            let mut last = 0;
            for tag in tags(html) {
                let level = tag.name.strip_prefix('h').and_then(|level| level.parse::<usize>().ok());
                if let Some(level) = level {
                    assert!(level <= last + 1, "{name}: {page} goes from h{last} to h{level}");
                    last = level;
                }
            }
        }
    }
}

#[test]
fn no_word_of_the_interface_is_missing() {
    let locale = std::fs::read_to_string(repository("themes/default/locales/en.ftl")).unwrap();
    // A message that is not there is shown as its name in brackets.
    let is_name =
        |text: &str| text.contains('-') && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let starts: BTreeSet<&str> =
        locale.lines().filter_map(|line| line.split_once(" = ")?.0.split('-').next()).collect();
    for Built { name, files, .. } in &*BUILT {
        for (page, html) in pages(files) {
            for (at, _) in html.match_indices('[') {
                let rest = &html[at + 1..];
                let word = rest.split(']').next().unwrap();
                let missing = is_name(word) && starts.contains(word.split('-').next().unwrap());
                assert!(!missing, "{name}: {page} shows [{word}]");
            }
        }
    }
}

/// What the address of a book as one page to print ends with.
const PRINT: &str = "/print/index.html";

#[test]
fn translations_are_linked_both_ways() {
    for Built { name, files, base, .. } in &*BUILT {
        let mut pairs = 0;
        // The page of each language that a page names, in its head and for its reader.
        let mut versions: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
        for (page, html) in pages(files) {
            let tags = tags(html);
            for tag in &tags {
                if tag.name == "link" && tag.get("hreflang").is_some() {
                    let path = tag.get("href").unwrap().strip_prefix(base.as_str()).unwrap().to_owned();
                    let path =
                        percent_encoding::percent_decode_str(&path).decode_utf8().unwrap().into_owned();
                    let file = if path.is_empty() || path.ends_with('/') {
                        format!("{path}index.html")
                    } else {
                        path
                    };
                    versions.entry(page).or_default().insert(tag.get("hreflang").unwrap().to_owned(), file);
                }
            }
            let Some(versions) = versions.get(page) else { continue };
            // One of the others is the default.
            let others = versions.iter().filter(|(language, file)| *file != page && *language != "x-default");
            for (language, file) in others {
                let shown = tags.iter().any(|tag| {
                    tag.name == "a"
                        && tag.get("hreflang") == Some(language)
                        && target(page, tag.get("href").unwrap()).is_some_and(|(to, _)| to == *file)
                });
                assert!(shown, "{name}: {page} does not show its reader the way to {file}");
                pairs += 1;
            }
        }
        for (page, named) in &versions {
            for file in named.values() {
                assert!(files.contains_key(file), "{name}: {page} names {file}, which is not there");
                assert_eq!(
                    versions.get(file.as_str()),
                    Some(named),
                    "{name}: {page} and {file} do not agree"
                );
            }
            assert!(named.values().any(|file| file == page), "{name}: {page} does not name itself");
        }
        // Each page in a folder of a language belongs to one outside of it, but for the further pages of a list, which is
        // in the order of its own language, and for books, which have what is in their language.
        let has_others = |page: &str| !page.contains("/page/") && !page.ends_with(PRINT);
        for (page, html) in pages(files).filter(|(page, _)| has_others(page)) {
            let translated = page.split('/').next().is_some_and(|first| first.len() == 2);
            assert!(
                !translated || versions.contains_key(page) || is_redirect(html),
                "{name}: {page} is a translation of nothing"
            );
        }
        assert!(pairs >= 10, "{name}: only {pairs}");
    }
}

#[test]
fn no_page_is_heavier_than_30_kilobytes() {
    let zipped = |bytes: &[u8]| {
        let mut zip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(9));
        zip.write_all(bytes).unwrap();
        zip.finish().unwrap().len()
    };
    for Built { name, files, .. } in &*BUILT {
        let loaded: BTreeMap<&str, usize> = files
            .iter()
            .filter(|(file, _)| file.starts_with("theme/") || file.ends_with("search/words.js"))
            .map(|(file, bytes)| (file.as_str(), zipped(bytes)))
            .collect();
        // Whoever prints a book wants all of it.
        for (page, html) in pages(files).filter(|(page, _)| !page.ends_with(PRINT)) {
            let own = zipped(html.as_bytes());
            let mut weight = own;
            for tag in tags(html) {
                let url = match tag.name.as_str() {
                    "script" => tag.get("src"),
                    "link" if matches!(tag.get("rel"), Some("stylesheet" | "icon")) => tag.get("href"),
                    _ => None,
                };
                if let Some(url) = url {
                    let file = match url.rsplit_once("theme/") {
                        Some((_, of_theme)) => format!("theme/{of_theme}"),
                        None => page.replace("index.html", url),
                    };
                    weight += loaded[file.as_str()];
                }
            }
            assert!(weight <= HEAVIEST, "{name}: {page} weighs {weight} bytes, {own} of them its own");
        }
    }
}

#[test]
fn a_list_counts_what_it_holds_and_sorts_as_readers_do() {
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, sv]\n")
        .file("content/guides/ab.md", "---\ntitle: Éa\nsummary: One.\ntopics: [maps]\n---\n")
        .file("content/guides/ab.sv.md", "---\ntitle: Ea\n---\n")
        .file("content/guides/cd.md", "---\ntitle: Fa\nsummary: One.\ntopics: [maps, sound]\n---\n")
        .file("content/guides/ef.md", "---\ntitle: Da\nsummary: One.\n---\n")
        .file("content/tools/gh.md", "---\ntitle: A tool\ntopics: [maps, film]\n---\n");
    site.built();
    let list = outline(&site.page("guides/index.html"));
    let titles: Vec<&str> =
        list.lines().filter_map(|line| line.strip_prefix("## [")?.split(']').next()).collect();
    assert_eq!(titles, ["Da", "Éa", "Fa", "Topics"]);
    assert!(list.contains("/maps/index.html) 2") && list.contains("/sound/index.html) 1"), "{list}");
    assert!(!list.contains("film"), "no guide is about it: {list}");
    let swedish = outline(&site.page("sv/guides/index.html"));
    assert!(swedish.contains("/maps/index.html) 2") && swedish.contains("/sound/index.html) 1"), "{swedish}");
    let search = outline(&site.page("sv/search/index.html"));
    assert!(search.contains("[Guider](../../sv/guides/index.html) 3"), "{search}");
}

#[test]
fn only_the_first_page_of_a_list_is_another_languages_counterpart() {
    let mut site = Site::new().file("casebook.yaml", "base_url: https://a.example/\nlanguages: [en, sv]\n");
    for number in 0..41 {
        site = site.file(&format!("content/tools/t{number}.md"), "---\ntitle: A tool\n---\n");
    }
    let site = site.file("content/tools/t0.sv.md", "---\ntitle: Ett verktyg\n---\n");
    site.built();
    let (first, second) = (site.page("tools/index.html"), site.page("tools/page/2/index.html"));
    assert!(first.contains("hreflang=\"sv\" href=\"https://a.example/sv/tools/\""), "{first}");
    assert!(!second.contains("https://a.example/sv/tools/"), "{second}");
    assert!(second.contains("href=\"../../../sv/tools/index.html\""), "readers may go there all the same");
    let sitemap = site.page("sitemap.xml");
    let swedish = "hreflang=\"sv\" href=\"https://a.example/sv/tools/\"/>";
    let of = |url: &str| {
        let (_, rest) = sitemap.split_once(&format!("<loc>{url}</loc>")).unwrap();
        rest.split_inclusive("</url>").next().unwrap()
    };
    assert!(of("https://a.example/tools/").contains(swedish), "{sitemap}");
    assert_eq!(of("https://a.example/tools/page/2/"), "</url>");
}

#[test]
fn the_page_for_missing_ones_has_no_address_of_its_own() {
    let site = Site::new()
        .file("casebook.yaml", "base_url: https://a.example/desk/\n")
        .file("content/tools/a.md", "---\ntitle: A\n---\n");
    site.built();
    let page = site.page("404.html");
    assert!(!page.contains("rel=\"canonical\"") && page.contains("name=\"description\""), "{page}");
    assert!(page.contains("href=\"/desk/theme/style.css\""), "{page}");
}

#[test]
fn no_file_of_the_output_is_empty() {
    let site = Site::new().file("content/tools/a.md", "---\ntitle: A\n---\n");
    site.built();
    for (name, bytes) in crate::site::tree(&site.path("public")) {
        assert!(!bytes.is_empty(), "{name}: some archives take no empty files");
    }
}
