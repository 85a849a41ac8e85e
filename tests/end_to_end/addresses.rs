//! Every address has one owner. Whoever comes to one that is taken is told so in the file that gave it,
//! by `check`, by the gate and by `build`, which then leaves the site that was there.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::site::{Site, TITLE};

/// A page with old addresses.
fn page(aliases: &str) -> String {
    format!("---\ntitle: Made up\naliases: [{aliases}]\n---\n")
}

struct Case {
    /// What lies there before.
    before: &'static [&'static str],
    /// The file that comes to it, and its text.
    file: String,
    text: String,
    /// The line of `check` that tells of it.
    told: String,
}

fn case(before: &'static [&'static str], file: &str, text: &str, told: &str) -> Case {
    Case { before, file: file.to_owned(), text: text.to_owned(), told: told.to_owned() }
}

/// A page `new.md` that gives one old address, which is something else's.
fn alias(before: &'static [&'static str], alias: &str, is: &str) -> Case {
    let told = format!("content/pages/new.md:3:11: error[alias-conflict]: `{alias}` is {is}");
    case(before, "content/pages/new.md", &page(alias), &told)
}

/// A page at an address that is something else's.
fn taken(before: &'static [&'static str], file: &str, is: &str) -> Case {
    let told = format!("content/pages/{file}:1:1: error[address-conflict]: {is}");
    case(before, &format!("content/pages/{file}"), TITLE, &told)
}

const MADE: &str = "a file that the site makes itself";

fn cases() -> Vec<Case> {
    let long = "long".repeat(64);
    vec![
        alias(&[], "/theme/style.css", "a file of the theme"),
        alias(&[], "/theme/of-tomorrow.css", "kept for the files of the theme"),
        alias(&[], "/feed.xml", MADE),
        alias(&[], "/feed.xml/", MADE),
        alias(&[], "/feed.xml/index.html", MADE),
        alias(&[], "/FEED.xml", MADE),
        alias(&[], "/sitemap.xml", MADE),
        alias(&[], "/robots.txt", MADE),
        alias(&[], "/404.html", MADE),
        alias(&[], "/api", "a page that the site makes itself"),
        alias(&[], "/search/index.js", "kept for the files of the search"),
        alias(&[], "/search/a/bc.js", "kept for the files of the search"),
        alias(&[], "/search/a.js/b/", "kept for the files of the search"),
        alias(&[], "/index.html", "a page that the site makes itself"),
        alias(&["content/pages/a.md"], "/a/index.html", "the address of `content/pages/a.md`"),
        alias(&["content/pages/a.md"], "/A", "the address of `content/pages/a.md`"),
        alias(&["content/pages/a.md"], "/a/mentions/", "kept for the list of what links to a record"),
        alias(&["content/pages/a.md"], "/a/mentions/page/2/", "kept for a further page of a list"),
        alias(&["content/guides/a.md"], "/guides/page/2/", "kept for a further page of a list"),
        alias(&["content/pages/a/b.txt"], "/a/b.txt/c/", "the address of `content/pages/a/b.txt`"),
        case(&[], "content/pages/new.md", &page("/a.b/../a"), "no address on this site"),
        case(&[], "content/pages/new.md", &page("/a//b/"), "no address on this site"),
        case(&[], "content/pages/new.md", &page("/.htaccess"), "no address on this site"),
        taken(&[], "feed.xml.md", &format!("`/feed.xml/` is the address of {MADE}")),
        taken(&[], "theme/style.css.md", "`/theme/style.css/` is the address of a file of the theme"),
        taken(&["content/pages/A.md"], "a.md", "`/a/` is the address of `content/pages/A.md` too"),
        taken(
            &["content/pages/a.md"],
            "a/mentions.md",
            "`/a/mentions/` is kept for the list of what links to a record",
        ),
        taken(&[], "mentions.md", "`/mentions/` is kept for the list of what links to a record"),
        // A file is weaker than a record, and is the one that is told.
        case(
            &["content/pages/a/b.txt"],
            "content/pages/a/B.txt.md",
            TITLE,
            "content/pages/a/b.txt:1:1: error[address-conflict]: `/a/b.txt` is the address of `content/pages/a/B.txt.md` too",
        ),
        taken(
            &["content/guides/g.md"],
            "guides.md",
            "`/guides/` is the address of a page that the site makes itself",
        ),
        case(
            &["content/pages/a/Photo.txt"],
            "content/pages/a/photo.TXT",
            "made up",
            "content/pages/a/photo.TXT:1:1: error[address-conflict]: `/a/photo.TXT` is the address of `content/pages/a/Photo.txt` too",
        ),
        case(&[], "content/pages/a\nb.txt", "made up", "error[bad-file-name]: `a"),
        case(&[], "content/pages/a\\b.txt", "made up", "error[bad-file-name]: `a"),
        case(
            &[],
            &format!("content/pages/{}.md", &long[..252]),
            &page(&format!("/{long}")),
            "no address on this site",
        ),
    ]
}

#[test]
fn who_comes_to_an_address_that_is_taken_is_told_before_anything_is_written() {
    for case in cases() {
        let site = Site::new().file("casebook.yaml", "base_url: https://example.org/\n");
        site.write("content/pages/index.md", TITLE);
        for file in case.before {
            site.write(file, if file.ends_with(".md") { TITLE } else { "made up" });
        }
        let built = site.build(&[]);
        assert_eq!(built.status, 0, "{:?}: {}", case.file, built.stderr);
        site.commit("Made Up", "2026-01-01");
        let shown = site.output();
        site.write(&case.file, &case.text);

        let checked = site.run(["check", "--format", "short"]);
        let (name, told) = (&case.file, &case.told);
        assert_eq!(checked.status, 1, "{name:?} is green: {}", checked.stdout);
        assert!(checked.stdout.contains(told), "{name:?}: {told}\n{}", checked.stdout);

        let gate = site.run(["check", "--base", "HEAD", "--actor", "zoe", "--format", "short"]);
        assert_eq!(gate.status, 1, "{name:?} passes the gate: {}", gate.stdout);
        assert!(gate.stdout.contains(told), "{name:?} at the gate: {told}\n{}", gate.stdout);

        let built = site.build(&[]);
        assert_eq!(built.status, 1, "{name:?}: {}", built.stderr);
        assert_eq!(site.output(), shown, "{name:?}");
    }
}

#[test]
fn what_is_only_like_an_address_that_is_kept_is_free() {
    let site = Site::new()
        .file("content/pages/index.md", TITLE)
        .file("content/pages/a.md", TITLE)
        .file("content/guides/g.md", "---\ntitle: G\nsummary: G.\n---\n")
        // Only lists have further pages, and these are numbers.
        .file("content/pages/a/page/2.md", TITLE)
        .file("content/pages/page/2.md", TITLE)
        .file("content/pages/search/page/2.md", TITLE)
        .file("content/pages/guides/page/two.md", TITLE)
        // Nothing that could be mentioned is above it.
        .file("content/pages/b/mentions.md", TITLE)
        .file("content/guides/mentions.md", "---\ntitle: M\nsummary: M.\n---\n")
        .file("content/pages/my-mentions.md", TITLE)
        // Files are kept here, and these are pages.
        .file("content/pages/search/tips.md", TITLE)
        .file("content/pages/theme/dark.md", TITLE);
    assert_eq!(site.faults(), "");
    site.built();
}

/// It will be there once it is mended, and whoever comes to it should know now.
#[test]
fn a_record_that_cannot_be_read_keeps_its_address() {
    let site = Site::new().file("content/pages/A.md", "---\ntitle: A\n").file("content/pages/a.md", TITLE);
    let faults = site.faults();
    let told = "content/pages/a.md:1:1: error[address-conflict]: `/a/` is the address of the page `A` too";
    assert!(faults.contains(told), "{faults}");
    assert!(faults.contains("content/pages/A.md:1:1: error[unclosed-front-matter]"), "{faults}");
    assert_eq!(faults.lines().count(), 2, "{faults}");
}

#[test]
fn an_address_has_a_thousand_bytes_at_most() {
    let folders = format!("{}/", "a".repeat(199)).repeat(4);
    for (last, is_told) in [(200, false), (201, true)] {
        let path = format!("content/pages/{folders}{}.md", "b".repeat(last));
        let faults = Site::new().file(&path, TITLE).faults();
        let told = format!("{path}:1:1: error[bad-file-name]: the path has 1001 bytes; 1000 is the most");
        assert_eq!(faults.contains(&told), is_told, "{faults}");
        assert_eq!(faults.lines().count(), usize::from(is_told), "{faults}");
    }
}

#[test]
fn two_old_addresses_that_are_one_file_are_told_of_once() {
    let site =
        Site::new().file("content/pages/a.md", page("/x")).file("content/pages/b.md", page("/x/index.html"));
    let checked = site.run(["check", "--format", "short"]);
    let told = "content/pages/b.md:3:11: error[alias-conflict]: `/x/index.html` is the address of `content/pages/a.md`";
    assert_eq!((checked.status, checked.stdout.matches("error[").count()), (1, 1));
    assert!(checked.stdout.contains(told), "{}", checked.stdout);
}

#[test]
fn terms_and_languages_that_would_have_one_address_are_told_of() {
    let terms = "A-1: {label: One}\na-1: {label: Two}\n";
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, api]\n")
        .file("content/vocabularies/topics.yaml", terms)
        .file("content/guides/a.md", "---\ntitle: A\nsummary: A.\ntopics: [A-1, a-1]\n---\n")
        .file("content/guides/a.api.md", TITLE);
    let checked = site.run(["check", "--format", "short"]);
    assert_eq!(checked.status, 1, "{}", checked.stdout);
    for told in [
        "content/vocabularies/topics.yaml:1:1: error[address-conflict]: the page of `a-1` would be at `/topics/a-1/`",
        "casebook.yaml:1:12: error[address-conflict]: `/api/` is",
    ] {
        assert!(checked.stdout.contains(told), "{told}\n{}", checked.stdout);
    }
}

#[test]
fn links_are_looked_up_in_the_same_table() {
    let links =
        "[style](/theme/style.css) [feed](/feed.xml) [old](/x) [old](/x/index.html) [home](/index.html)";
    let site = Site::new()
        .file("content/pages/index.md", TITLE)
        .file("content/pages/a.md", page("/x"))
        .file("content/pages/b.md", format!("{TITLE}{links}\n"));
    assert_eq!(site.run(["check"]).stdout, "");
    // Capitals count on most hosts, and a list of backlinks is there only where there are many.
    for (link, column) in [("/A", 1), ("/a/mentions/", 1), ("/search/index.js", 1)] {
        site.write("content/pages/b.md", format!("{TITLE}[it]({link})\n"));
        let checked = site.run(["check", "--format", "short"]);
        let told = format!("content/pages/b.md:4:{column}: error[broken-link]: `{link}` leads nowhere");
        assert!(checked.stdout.contains(&told), "{told}\n{}", checked.stdout);
    }
    for number in 0..41 {
        site.write(&format!("content/pages/from/{number}.md"), format!("{TITLE}[a](../a.md)\n"));
    }
    site.write("content/pages/b.md", format!("{TITLE}[it](/a/mentions/) [next](/a/mentions/page/2/)\n"));
    assert_eq!(site.run(["check"]).stdout, "");
    // Forty fit on the page itself.
    site.remove("content/pages/from/40.md");
    site.write("content/pages/b.md", format!("{TITLE}[it](/a/mentions/)\n"));
    assert!(site.faults().contains("error[broken-link]: `/a/mentions/` leads nowhere"));
}

#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    const KILLS: u32 = 64;
    let site = Site::new();
    let write = |version: u32| {
        for number in 0..40 {
            let text = format!("{TITLE}Version {version}. [next](/pages-{}/)\n", (number + 1) % 40);
            site.write(&format!("content/pages/pages-{number}.md"), text);
        }
        site.write(&format!("content/pages/only-{version}.md"), TITLE);
        let _ = std::fs::remove_file(site.path(&format!("content/pages/only-{}.md", 1 - version)));
    };
    let build = || {
        let mut command = site.command(["build", "--today", crate::site::TODAY]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let mut sites = Vec::new();
    let mut longest = Duration::ZERO;
    for version in [0, 1] {
        write(version);
        let begun = Instant::now();
        assert!(build().status().unwrap().success());
        longest = longest.max(begun.elapsed());
        sites.push(site.output());
    }
    let mut changed = 0;
    for kill in 0..KILLS {
        // From a folder that shows the other one.
        let (old, new) = (&sites[(kill % 2) as usize], &sites[((kill + 1) % 2) as usize]);
        write(kill % 2);
        let begun = Instant::now();
        assert!(build().status().unwrap().success());
        // Other tests run beside this one, now and then more of them.
        longest = longest.max(begun.elapsed());
        assert_eq!(site.output(), *old);
        write((kill + 1) % 2);
        let mut running = build().spawn().unwrap();
        // The last ones come late for any build.
        std::thread::sleep(longest * (kill + 1) * 5 / (KILLS * 4));
        running.kill().unwrap();
        running.wait().unwrap();
        let found = site.output();
        assert!(found == *old || found == *new, "kill {kill} left some of each");
        changed += u32::from(found == *new);
        assert!(build().status().unwrap().success());
        assert_eq!(site.output(), *new, "the build after kill {kill}");
    }
    // The kills fell on both sides of the moment.
    assert!((1..KILLS).contains(&changed), "{changed} of {KILLS} came too late");
}
