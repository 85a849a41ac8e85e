//! What is built here has to be a site everywhere: in folders of every system, on every server, at any depth.

use crate::html::tags;
use crate::site::{Site, TITLE};

/// A folder can have the name of a page's file. None of these may be found by the output.
#[test]
fn a_folder_called_as_a_page_is_told_before_anything_is_written() {
    for (files, told) in [
        (
            &["pages/index.html.md"][..],
            "content/pages/index.html.md:1:1: error[address-conflict]: `/index.html/`",
        ),
        (
            &["pages/index.html/x.md"],
            "content/pages/index.html/x.md:1:1: error[address-conflict]: `/index.html/x/`",
        ),
        (
            &["pages/guides/a/index.html/x.png", "guides/a.md"],
            "content/pages/guides/a/index.html/x.png:1:1: error[address-conflict]: `/guides/a/index.html/x.png`",
        ),
        // In either order.
        (&["pages/a/index.html/b.md", "pages/a.md"], "error[address-conflict]"),
        (&["pages/z.md", "pages/z/index.html/b.md"], "error[address-conflict]"),
        (&["pages/z.md", "pages/z/INDEX.html/b.md"], "error[address-conflict]"),
        (&["pages/topics/index.html.md", "vocabularies/topics.yaml"], "error[address-conflict]"),
    ] {
        let mut site = Site::new().file("content/tools/t.md", "---\ntitle: T\ntopics: [maps]\n---\n");
        for file in files {
            let text = if file.ends_with(".yaml") { "maps: {label: Maps}\n" } else { TITLE };
            site = site.file(&format!("content/{file}"), text);
        }
        let faults = site.faults();
        assert!(faults.contains(told), "{files:?}: {faults}");
        let ran = site.build(&[]);
        assert_eq!(ran.status, 1, "{files:?}: {}", ran.stderr);
        assert!(!site.path("public/index.html").exists());
    }
    // A name that only begins or ends so is free.
    let site = Site::new()
        .file("content/pages/index.html.old.md", TITLE)
        .file("content/pages/my-index.html.md", TITLE);
    assert_eq!(site.faults(), "");
    site.built();
}

#[test]
fn an_old_address_within_a_page_is_told() {
    let alias = "---\ntitle: Made up\naliases: [/a/index.html/old/]\n---\n";
    let site = Site::new().file("content/pages/a.md", TITLE).file("content/pages/b.md", alias);
    let faults = site.faults();
    assert!(faults.contains("error[alias-conflict]: `/a/index.html/old/` is"), "{faults}");
    // The same where the folder comes first.
    let page = |alias: &str| format!("---\ntitle: Made up\naliases: [{alias}]\n---\n");
    let site = Site::new()
        .file("content/pages/a.md", page("/x/index.html/old/"))
        .file("content/pages/b.md", page("/x/"));
    let faults = site.faults();
    assert!(faults.contains("b.md:3:11: error[alias-conflict]: `/x/` is"), "{faults}");
    assert_eq!(faults.lines().count(), 1, "{faults}");
}

/// Half of the people who take part have Windows, and cannot even check out a file of these names.
#[test]
fn names_that_windows_keeps_are_told() {
    for (file, name) in [
        ("guides/con.md", "con"),
        ("guides/aux/index.md", "aux"),
        ("pages/prn/index.md", "prn"),
        ("pages/nul/b.png", "nul"),
        ("pages/Com1.md", "Com1"),
        ("guides/a/LPT1.png", "LPT1.png"),
        ("guides/a/con.tar.gz", "con.tar.gz"),
    ] {
        let site = Site::new().file("content/guides/a/index.md", "---\ntitle: A\nsummary: A.\n---\n");
        let site = site.file(&format!("content/{file}"), TITLE);
        let told = format!(
            "content/{file}:1:1: error[bad-file-name]: the name `{name}` is that of a device on Windows"
        );
        let faults = site.faults();
        assert!(faults.contains(&told), "{told}: {faults}");
    }
    let free = Site::new().file("content/pages/console.md", TITLE).file("content/pages/com10.md", TITLE);
    assert_eq!(free.faults(), "");
}

#[test]
fn old_addresses_that_are_no_pages_everywhere_are_told() {
    for (alias, why) in [
        ("/con/", "is no address on this site"),
        ("/a/aux.html", "is no address on this site"),
        ("/%2e%2e/x/", "is no address on this site"),
        ("\"/a\\u202Eb/\"", "is no address on this site"),
        ("/a./b/", "is no address on this site"),
        ("/x.php", "would be no page to every server, because of its ending"),
        ("/x.xml", "would be no page to every server, because of its ending"),
        ("/CNAME", "is a place where hosts look for their settings"),
        ("/_redirects", "is a place where hosts look for their settings"),
        ("/_worker.js/a/", "is a place where hosts look for their settings"),
    ] {
        let site =
            Site::new().file("content/pages/a.md", format!("---\ntitle: A\naliases: [{alias}]\n---\n"));
        let faults = site.faults();
        assert!(faults.contains("content/pages/a.md:3:11: error[bad-value]"), "{alias}: {faults}");
        assert!(faults.contains(why), "{alias}: {faults}");
    }
    let site = Site::new().file(
        "content/pages/a.md",
        "---\ntitle: A\naliases: [/old.html, /v1.2/, /old.HTM, /a/cname/]\n---\n",
    );
    assert_eq!(site.faults(), "");
}

#[test]
fn the_commands_give_no_such_name() {
    let site = Site::new();
    let ran = site.run(["new", "guide", "Con"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("the name `con` is that of a device on Windows"), "{}", ran.stderr);
    assert_eq!(site.run(["request", "new", "Aux"]).stdout, "content/requests/aux-2/index.md\n");
    let ran = site.run(["request", "new", "Maps", "--id", "nul"]);
    assert!(ran.status == 2 && ran.stderr.contains("the name `nul`"), "{}", ran.stderr);
}

/// A server answers with this page at any depth.
#[test]
fn the_page_for_missing_ones_works_below_the_root() {
    let site = Site::new().file("content/guides/a.md", "---\ntitle: A\nsummary: A.\n---\n");
    let ran = site.build(&[]);
    assert!(ran.stdout.contains("casebook.yaml has no `base_url`"), "{}", ran.stdout);
    let mut count = 0;
    for tag in tags(&site.page("404.html")) {
        for name in ["href", "src", "action"] {
            if let Some(target) = tag.get(name).filter(|target| !target.starts_with('#')) {
                assert!(target.starts_with('/') || target.contains("://"), "{target}");
                count += 1;
            }
        }
    }
    assert!(count > 5);
    let site = site.file("casebook.yaml", "base_url: https://example.org/glam/\n");
    let ran = site.build(&[]);
    assert!(!ran.stdout.contains("base_url"), "{}", ran.stdout);
    assert!(site.page("404.html").contains("href=\"/glam/theme/style.css\""));
}
