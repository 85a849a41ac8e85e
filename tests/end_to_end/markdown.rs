//! What people write in Markdown, and what becomes of it on pages, in the search and in the data.

use crate::html::{Piece, pieces};
use crate::site::Site;

fn record(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\nsummary: Made up.\n---\n{body}")
}

/// What stands on the page of the one record, within its body.
fn body(site: &Site, page: &str) -> String {
    let html = site.page(page);
    let (_, rest) = html.split_once("<main").unwrap();
    rest.split_once("</main>").unwrap().0.to_owned()
}

#[test]
fn a_comment_is_nowhere_in_the_output() {
    let site = Site::new()
        .file(
            "content/guides/a.md",
            record("A", "<!-- NOBODY one -->\nText <!-- NOBODY two --> more.\n\n<!--\nNOBODY three\n\n-->\n\n## B <!-- NOBODY -->\n"),
        )
        .file("content/pages/b.md", "# C <!-- NOBODY four -->\n\n- <!-- NOBODY five -->\n");
    let told = site.faults();
    assert!(
        told.contains("content/guides/a.md:5:1: warning[raw-html]: 4 comments are left out of the page"),
        "{told}"
    );
    assert_eq!(told.lines().count(), 2, "{told}");
    let ran = site.build(&[]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    for (path, bytes) in site.output() {
        assert!(!String::from_utf8_lossy(&bytes).contains("NOBODY"), "{path}");
    }
    assert!(body(&site, "guides/a/index.html").contains("Text  more."));
}

#[test]
fn control_characters_reach_no_file() {
    let site = Site::new()
        .file("casebook.yaml", "title: \"Our\\u0001 desk\"\nbase_url: https://example.org/\n")
        .file(
            "content/guides/a.md",
            "---\ntitle: \"A\\u0001B\"\nsummary: One\u{2}\u{fffe}.\ntopics: [maps]\n---\nThe mo\u{2}nu\0ments\u{1b} &#3; `x\u{7}`.\n",
        )
        .file("content/guides/a.sv.md", "---\ntitle: Å\u{2}B\n---\n## C\u{b}D\n\n[x](a.md#nothing\u{2})\n")
        .file("content/vocabularies/topics.yaml", "maps:\n  label: Ma\u{2}ps\n");
    site.write(
        "casebook.yaml",
        "title: \"Our\\u0001 desk\"\nlanguages: [en, sv]\nbase_url: https://example.org/\n",
    );
    let told = site.faults();
    assert!(told.contains("content/guides/a.sv.md:6:1: error[broken-anchor]"), "{told}");
    site.write("content/guides/a.sv.md", "---\ntitle: Å\u{2}B\n---\n## C\u{b}D\n");
    let told = site.faults();
    for place in [
        "casebook.yaml:1:8",
        "content/guides/a.md:3:13",
        "content/guides/a.sv.md:2:9",
        "content/vocabularies/topics.yaml:2:12",
    ] {
        assert!(told.contains(&format!("{place}: warning[control-character]: ")), "{place}\n{told}");
    }
    assert!(!told.contains("error["), "{told}");
    let ran = site.build(&[]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    for (path, bytes) in site.output() {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r') || c == '\u{fffe}';
        assert!(!text.contains(is_control), "{path}");
    }
    assert!(body(&site, "guides/a/index.html").contains("The monuments  <code>x</code>."));
    assert!(site.page("guides/feed.xml").contains("AB"), "the title without it");
}

#[test]
fn a_secret_is_found_through_control_characters() {
    let site = Site::new().file(
        "content/requests/a.md",
        "---\ntitle: A\nstatus: received\nreceived: 2026-02-01\n---\nWrite to ada@exam\u{2}ple.org.\n",
    );
    assert!(site.faults().contains("[private-data]"), "{}", site.faults());
}

#[test]
fn a_merge_that_is_half_done_is_one_error_a_file() {
    let marks = "<<<<<<< HEAD\nOne: [x](gone.md)\n=======\nTwo\n>>>>>>> topic\n";
    let site = Site::new()
        .file("content/guides/a.md", record("A", marks))
        .file("content/guides/b.md", format!("---\ntitle: B\n{marks}---\n"))
        .file("content/guides/c.md", record("C", &format!("```\n{marks}```\n\nHead\n=======\n")))
        .file("content/guides/d.md", record("D", "[a](a.md) [[b]]\n"))
        .file("content/guides/e.md", record("E", "[list](list.csv)\n"))
        .file("content/guides/list.csv", format!("name\nM\u{fc}hle\n{marks}"))
        .file("casebook.yaml", format!("title: A\n{marks}"));
    let told = site.faults();
    let codes: Vec<&str> = told.lines().map(|line| line.split(": ").next().unwrap()).collect();
    let places = [
        "casebook.yaml:2:1",
        "content/guides/a.md:5:1",
        "content/guides/b.md:3:1",
        "content/guides/list.csv:3:1",
    ];
    assert_eq!(codes, places, "{told}");
    assert_eq!(told.matches("error[conflict-marker]: ").count(), 4, "{told}");
    assert!(told.contains("in lines 5, 7 and 9"), "{told}");
}

#[test]
fn a_link_to_a_draft_is_text() {
    let draft = "---\ntitle: To come\nsummary: One.\ndraft: true\n---\n";
    let site = Site::new()
        .file(
            "content/guides/a.md",
            record("A", "[b *c*](b.md \"t\") [[b]] [[guides/b|d]] [e](/guides/b/) [f](../b/)\n"),
        )
        .file("content/guides/b.md", draft);
    let told = site.faults();
    assert_eq!(told.matches("warning[link-to-draft]: the guide `b` is a draft").count(), 5, "{told}");
    assert_eq!(site.build(&[]).status, 0);
    let html = body(&site, "guides/a/index.html");
    assert!(!html.contains("href=\"#\""), "{html}");
    for text in ["b <em>c</em>", ">b<", ">d<", ">e<", ">f<"] {
        assert!(html.contains(text), "{text}: {html}");
    }
    let links = pieces(&html).into_iter().filter(|piece| {
        matches!(piece, Piece::Open(tag) if tag.name == "a" && tag.get("href").is_some_and(|to| to.contains("guides/b")))
    });
    assert_eq!(links.count(), 0, "{html}");
    let drafts = site.build(&["--drafts"]);
    assert_eq!(drafts.status, 0);
    assert!(body(&site, "guides/a/index.html").contains("b <em>c</em></a>"));
}

#[test]
fn what_a_heading_calls_itself_is_its_anchor_in_every_language() {
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, sv]\n")
        .file("content/guides/a.md", record("A", "## Step {#scan}\n\n<a name=\"old\"></a>Text.\n"))
        .file("content/guides/a.sv.md", "---\ntitle: Å\n---\n## Steg {#scan}\n")
        .file("content/guides/b.md", record("B", "[x](a.md#scan) [y](a.md#old) [z](a.sv.md#scan)\n"));
    let files = site.built();
    for page in ["guides/a/index.html", "sv/guides/a/index.html"] {
        let html = String::from_utf8(files[page].clone()).unwrap();
        assert!(html.contains("<h2 id=\"scan\">Ste") && !html.contains("{#"), "{html}");
    }
    assert!(site.page("guides/b/index.html").contains("guides/a/index.html#old"));
}

#[test]
fn a_heading_is_looked_for_on_the_page_that_is_meant() {
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, sv]\n")
        .file("content/pages/index.md", "---\ntitle: Home\n---\n## Welcome\n")
        .file("content/guides/a.sv.md", "---\ntitle: Å\n---\n")
        // Nobody has written the Swedish home page: what is on it is not known here.
        .file(
            "content/guides/a.md",
            record("A", "## Part\n\n[v](#part) [[#part]] [[ #part]] [w](/#welcome) [x](/sv/#gone)\n"),
        );
    assert_eq!(site.faults(), "");
    for (link, place) in [
        ("[x](#gone)", "this page"),
        ("[[ #gone]]", "this page"),
        ("[x](/#gone)", "`content/pages/index.md`"),
    ] {
        site.write("content/guides/a.md", record("A", &format!("## Part\n\n{link}\n")));
        let faults = site.faults();
        let told = format!("error[broken-anchor]: {place} has no heading `#gone`");
        assert!(faults.contains(&told), "{link}: {faults}");
        assert_eq!(faults.lines().count(), 1, "{link}: {faults}");
    }
    // A page that has lost its address to another still has its headings.
    site.write("content/pages/B.md", "---\ntitle: B\n---\n");
    site.write("content/guides/a.md", record("A", ""));
    site.write("content/pages/b.md", "---\ntitle: B\n---\n## Part\n\n[x](#part) [[#part]]\n");
    let faults = site.faults();
    assert!(faults.contains("error[address-conflict]"), "{faults}");
    assert_eq!(faults.lines().count(), 1, "{faults}");
}

#[test]
fn harmless_html_works_and_is_found() {
    let text = "H<sub onclick=\"x\">2</sub>O and m<sup>2</sup>,<br>press <kbd class=a>Ctrl</kbd>.\n\n<details open>\n\
                <summary>More</summary>\n\nHidden *words*.\n\n</details>\n";
    let site = Site::new().file("content/guides/a.md", record("A", text));
    site.built();
    let html = body(&site, "guides/a/index.html");
    assert!(html.contains("H<sub>2</sub>O and m<sup>2</sup>,<br />"), "{html}");
    assert!(
        html.contains("<details open>\n<summary>More</summary>\n<p>Hidden <em>words</em>.</p>\n</details>"),
        "{html}"
    );
    for query in ["H2O", "m2", "hidden"] {
        let found = site.run(["search", query]);
        assert!(found.stdout.contains("guides/a/"), "{query}: {}{}", found.stdout, found.stderr);
    }
}

#[test]
fn an_old_address_keeps_the_part_behind_its_sign() {
    let site = Site::new()
        .file("content/guides/a.md", "---\ntitle: A\nsummary: B.\naliases: [/old/place/]\n---\n## C\n");
    site.built();
    let html = site.page("old/place/index.html");
    assert!(html.contains("<script src=\"../../theme/redirect.js\" defer></script>"), "{html}");
    assert!(html.contains(
        "<noscript><meta http-equiv=\"refresh\" content=\"0; url=../../guides/a/index.html\"></noscript>"
    ));
    let script = site.page("theme/redirect.js");
    assert!(script.contains("location.replace(") && script.contains("location.hash"), "{script}");
}

#[test]
fn what_may_have_been_meant_is_looked_up_for_some_faults_only() {
    use std::fmt::Write as _;
    let mut text = String::from("## Anchor\n\n");
    for number in 0..150 {
        writeln!(text, "[x](#ancho{number}) [y](anothe-{number}.md)").unwrap();
    }
    let site = Site::new()
        .file("content/guides/another.md", record("A", ""))
        .file("content/guides/b.md", record("B", &text));
    let told = site.faults();
    assert_eq!(told.lines().count(), 300);
    assert_eq!(told.matches("did you mean").count(), 50);
    assert_eq!(told.lines().filter(|line| !line.contains("help: ")).count(), 0, "{told}");
}
