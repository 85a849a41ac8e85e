//! Content comes from strangers: whatever they write is text and nothing else, wherever it is shown.

use serde_json::Value;

use crate::books::unpacked;
use crate::html::{Piece, pieces, tags};
use crate::site::Site;

/// Something for every place that it could end up in: text, attribute, script, XML, address.
const EVIL: &str = "</title></script></a>\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;]]>-->{{ 1 }}{% raw %}";

/// The same as a YAML text.
fn evil() -> String {
    serde_json::to_string(EVIL).unwrap()
}

fn site() -> Site {
    let evil = evil();
    let common = format!(
        "title: {evil}\nsummary: {evil}\nextra: {{note: {evil}}}\nsources: [{{title: {evil}, url: \"https://example.org/?a='b'&c=%22\", publisher: {evil}}}]"
    );
    let front = |more: &str| format!("---\n{common}\n{more}\n---\n");
    Site::new()
        .file("casebook.yaml", format!("title: {evil}\ndescription: {evil}\nlanguages: [en, ar]\nbase_url: https://example.org/a&b/\nrepository: {{url: \"https://example.org/o/r?a=1&b\", branch: {evil}}}\ncontact: {{{evil}: \"https://example.org/?a='b'&c=%22\", email: \"o'hara=$x@example.org\"}}\n"))
        .file("content/vocabularies/topics.yaml", format!("t: {{label: {evil}, description: {evil}}}\n"))
        .file("content/guides/g.md", front(&format!("topics: [t]\nproblem: {evil}\nwhen_to_use: {evil}")) + EVIL + "\n\n## " + EVIL + "\n\n`" + EVIL + "` [" + EVIL.split(']').next().unwrap() + "](https://example.org/\"onclick=alert(1) \"" + "title\")\n\n```" + "html\n" + EVIL + "\n```\n")
        .file("content/guides/g.ar.md", format!("---\ntitle: {evil}\nproblem: {evil}\n---\n{EVIL}\n"))
        .file("content/cases/c.md", front(&format!("background: {evil}\ngoals: {{ours: [{evil}], partner: [{evil}]}}\nlessons: [{evil}]\npeople: [{{person: p, part: {evil}}}]\nmetrics: [{{label: {evil}, value: 1, target: 2, unit: {evil}, definition: {evil}, measured_with: {evil}}}]\ncommons: ['Category:A\"b''c']")))
        .file("content/clinics/k.md", front(&format!("series: {evil}\nstart: 2026-05-01\njoin: \"https://example.org/?a='&b\"\nmaterials: [{{title: {evil}, url: \"https://example.org/'\"}}]")))
        .file("content/people/p.md", front(&format!("expertise: [{evil}]\navailability: {evil}\naccounts: {{wiki: 'A\"b&amp;c''d', github: a-b}}")))
        .file("content/groups/o.md", front(&format!("mandate: {evil}")))
        .file("content/partners/q.md", front("website: \"https://example.org/?a='&b\""))
        .file("content/tools/t.md", front(&format!("purpose: {evil}\nmaintainer: {evil}")))
        .file("content/requests/r.md", front(&format!("requester: {{name: {evil}, affiliation: {evil}}}\nhelp: [{evil}]\ndescription: {evil}\njustification: {evil}\nlicence_status: {evil}\nchecklist: {{technical: {evil}, legal: {evil}, risk: {evil}, sustainability: {evil}}}\nstatus: on-hold\nstatus_reason: {evil}\npriority_reason: {evil}\npriority: low\ngaps: [{evil}]")))
        .file("content/requests/r/reviews/initial-p.md", format!("---\nrecommendation: revise\nreason: {evil}\nconditions: [{evil}]\nconcerns: [{{name: {evil}, text: {evil}}}]\nconflict: {evil}\ndigest: {evil}\n---\n"))
        .file("content/pages/a&b='c'.md", front("menu: true\naliases: [\"/old'&/\"]"))
        .file("content/pages/a&b='c'/pic'&.txt", "Text.\n")
        .file("content/pages/l.md", format!("---\ntitle: {evil}\n---\n[Text](<a&b='c'/pic'&.txt>)\n"))
}

#[test]
fn no_text_becomes_markup_anywhere() {
    let site = site();
    // git itself takes the angle brackets out of a name.
    site.commit("&lt;script&gt;\"'&", "2025-01-01");
    let ran = site.build(&[]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let files = site.output();
    let mut shown = 0;
    for (name, bytes) in &files {
        if name.ends_with(".epub") {
            let (pages, _) = unpacked(bytes);
            for (page, text) in pages.iter().filter(|(page, _)| page.ends_with(".xhtml")) {
                let text = std::str::from_utf8(text).unwrap();
                assert!(!text.contains("<script"), "{name} {page}");
            }
            continue;
        }
        let text = std::str::from_utf8(bytes).unwrap();
        if name.ends_with(".html") {
            shown += usize::from(html_is_harmless(name, text));
        } else if name.starts_with("api/") && name.ends_with(".json") {
            let json: Value = serde_json::from_str(text).unwrap();
            let records = json["records"].as_array();
            // Likely answers are lists that begin with the title.
            let titles: Vec<&Value> = match records {
                Some(records) => records.iter().map(|record| &record["title"]).collect(),
                None => json.as_array().unwrap().iter().map(|answer| &answer[0]).collect(),
            };
            assert!(titles.iter().all(|title| **title == EVIL), "{name}");
        } else if name.ends_with("feed.xml") {
            let feed =
                feed_rs::parser::parse(bytes.as_slice()).unwrap_or_else(|error| panic!("{name}: {error}"));
            for entry in feed.entries {
                assert!(entry.title.unwrap().content.contains("<script>alert(1)</script>"), "{name}");
                assert_eq!(entry.authors[0].name.as_deref(), Some("&lt;script&gt;\"'&"), "{name}");
            }
            assert!(!text.contains("<script"), "{name}");
        } else if name == "sitemap.xml" {
            assert!(
                !text.contains('\'') && !text.replace("&amp;", "").replace("&#39;", "").contains('&'),
                "{text}"
            );
        }
    }
    assert!(shown > 20, "the text is shown on {shown} pages");
}

/// Whether a page shows the text. It may not do more than that.
fn html_is_harmless(name: &str, html: &str) -> bool {
    let mut shown = false;
    for tag in tags(html) {
        assert!(tag.attributes.iter().all(|(key, _)| !key.starts_with("on")), "{name}: {tag:?}");
        let scripts = [
            "scheme.js",
            "casebook.js",
            "ask.js",
            "people.js",
            "redirect.js",
            "search-parts.js",
            "search.js",
        ];
        let is_ours = |src: &str| {
            let of_theme = src.rsplit_once("theme/").is_some_and(|(_, name)| scripts.contains(&name));
            of_theme || (name.ends_with("search/index.html") && src == "words.js")
        };
        assert!(
            tag.name != "script" || tag.get("type").is_some() || tag.get("src").is_some_and(is_ours),
            "{name}: {tag:?}"
        );
        assert!(tag.name != "img", "{name}: {tag:?}");
        for url in [tag.get("href"), tag.get("src")].into_iter().flatten() {
            assert!(!url.trim().to_lowercase().starts_with("javascript:"), "{name}: {tag:?}");
        }
    }
    let mut in_data = false;
    for piece in pieces(html) {
        match piece {
            Piece::Open(tag) => in_data = tag.get("type") == Some("application/ld+json"),
            Piece::Close(_) => in_data = false,
            Piece::Text(text) if in_data => {
                serde_json::from_str::<Value>(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
                assert!(!text.contains('<'), "{name}");
            }
            Piece::Text(text) => shown |= text.contains("<script>alert(1)</script>"),
        }
    }
    shown
}

#[test]
fn a_message_cannot_play_with_the_terminal() {
    let text = "---\ntitle: \"\\e[31mred\\u202Eback\\a\"\nlevel: \"\\e]0;owned\\a\"\n\u{1b}[2Jx: 1\n---\n";
    let site = Site::new().file("content/guides/g.md", text);
    for format in ["human", "short", "json", "github", "sarif"] {
        let ran = site.run(["check", "--format", format]);
        assert_eq!(ran.status, 1, "{format}");
        let wild = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!ran.stdout.contains(wild), "{format}: {:?}", ran.stdout);
    }
}

#[test]
fn an_address_in_a_vocabulary_is_one_on_the_web() {
    for address in ["javascript:alert(1)", "data:text/html,x", "//example.org/", "licence.html", "https:///x"]
    {
        let site = Site::new().file("content/pages/made-up.md", crate::site::TITLE).file(
            "content/vocabularies/licences.yaml",
            format!("made-up: {{label: M, url: \"{address}\"}}\n"),
        );
        let faults = site.faults();
        assert!(faults.contains("content/vocabularies/licences.yaml:1:"), "{address}: {faults}");
        assert!(faults.contains("not an address on the web"), "{address}: {faults}");
        assert_ne!(site.build(&[]).status, 0, "{address}");
    }
    let site = Site::new().file("content/pages/made-up.md", crate::site::TITLE).file(
        "content/vocabularies/licences.yaml",
        "made-up: {label: M, url: \"https://example.org/licence\"}\n",
    );
    assert_eq!(site.faults(), "");
}
