//! A whole made-up site, `tests/sites/example/`, and what it becomes, `tests/sites/expected/`: built
//! once and again, on other days, with a record more and a record less.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::html::outline;
use crate::site::{Site, TODAY, assert_expected, published, tree};

pub(crate) fn example() -> Site {
    Site::copy_of("tests/sites/example")
}

/// The example with a history: two people, two days.
pub(crate) fn example_with_history() -> Site {
    let site = example();
    site.commit("Ada Example", "2026-01-05");
    site.write(
        "content/tools/paste-pot.md",
        "---\ntitle: Paste pot\npurpose: Sticks.\nhealth: retired\n---\n",
    );
    site.commit("Omar Example", "2026-02-20");
    site
}

/// Whether a file is one of the search index, which are named after what is in them.
fn is_index(name: &str) -> bool {
    name.starts_with("search/") && name.ends_with(".js")
}

#[test]
fn the_whole_output_is_what_was_expected() {
    let site = example_with_history();
    let files = site.built();
    let expected = |name: &str, text: &str| assert_expected(&format!("tests/sites/expected/{name}"), text);
    let names: Vec<&str> = files.keys().map(String::as_str).filter(|name| !is_index(name)).collect();
    expected("files.txt", &(names.join("\n") + "\n"));
    for name in ["feed.xml", "sitemap.xml", "robots.txt", "howto/labels/index.html"] {
        expected(name, &site.page(name));
    }
    for name in ["api/cases.json", "api/people.json"] {
        let json: serde_json::Value = serde_json::from_str(&site.page(name)).unwrap();
        expected(name, &format!("{json:#}\n"));
    }
    for name in [
        "index",
        "ar/index",
        "cases/lantern-festival/index",
        "ar/cases/lantern-festival/index",
        "guides/label-photographs/index",
        "guides/count-visitors/index",
        "clinics/index",
        "clinics/labels-in-november/index",
        "people/ada-example/index",
        "requests/festival-photographs/index",
        "uploads/index",
        "uploads/lantern-scans/index",
        "partners/lantern-museum/index",
        "desk/index",
        "desk/people/ada-example/index",
        "topics/labels/index",
        "404",
    ] {
        expected(&format!("{name}.txt"), &outline(&site.page(&format!("{name}.html"))));
    }
    assert_eq!(files["cases/lantern-festival/lantern.png"], {
        fs::read(site.path("content/cases/lantern-festival/lantern.png")).unwrap()
    });
}

#[test]
fn two_builds_give_the_same_bytes() {
    let first = example_with_history().built();
    for threads in ["1", "2"] {
        let site = example_with_history();
        let out = site.beside("elsewhere/out");
        let output = site
            .command(["build", "--today", TODAY, "--root"])
            .arg(site.root())
            .arg("--out")
            .arg(&out)
            .current_dir("/")
            .env("RAYON_NUM_THREADS", threads)
            .env("TZ", "Asia/Tokyo")
            .env("LANG", "sv_SE.UTF-8")
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let second = published(&out);
        assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
        for (name, bytes) in &first {
            assert_eq!(Some(bytes), second.get(name), "{name}, with {threads} threads");
        }
    }
}

#[test]
fn a_second_build_writes_nothing_and_says_so() {
    let site = example();
    site.built();
    let before = times(&site.path("public"));
    let ran = site.build(&[]).without_time();
    assert_eq!(ran.stdout, "Nothing has changed since the last build into public; checked in 0.00 s\n");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert_eq!(times(&site.path("public")), before);
    // A file that somebody else changed is made anew.
    site.write("public/about/index.html", "Not the site's.");
    assert_eq!(site.build(&[]).status, 0);
    assert!(site.page("about/index.html").starts_with("<!DOCTYPE html>"));
}

#[test]
fn an_edit_rewrites_only_what_changed() {
    let site = example();
    let before = site.built();
    let old = times(&site.path("public"));
    site.write(
        "content/pages/handbook/first-steps.md",
        "# First steps\n\nAnother text. Back to [home](../index.md).\n",
    );
    let after = site.built();
    let new = times(&site.path("public"));
    let changed: BTreeSet<&String> =
        after.keys().filter(|name| before.get(*name) != after.get(*name)).collect();
    let written: BTreeSet<&String> = after.keys().filter(|name| old.get(*name) != new.get(*name)).collect();
    assert_eq!(written, changed);
    let index = changed.iter().filter(|name| is_index(name)).count();
    assert!((2..=6).contains(&index), "the text, what leads to it, and the words: {index}");
    let changed: Vec<&str> = changed.into_iter().map(String::as_str).filter(|name| !is_index(name)).collect();
    assert_eq!(
        changed,
        [
            "api/all.json",
            "ar/translate/index.html",
            "feed.xml",
            "handbook/first-steps/index.html",
            "handbook/index.html",
            "offline/book.epub",
            "offline/index.html",
            "offline/print/index.html"
        ]
        .into_iter()
        .filter(|name| changed.contains(name))
        .collect::<Vec<_>>(),
        "the page, what links to it, what tells of it, what there is to translate, and the books that it is in"
    );
    assert!(changed.contains(&"handbook/first-steps/index.html"));
}

#[test]
fn what_is_removed_from_the_site_is_removed_from_the_output() {
    let site = example();
    let before = site.built();
    site.write("public/mine.txt", "Kept by somebody.");
    site.remove("content/clinics/some-day.md");
    site.remove("content/pages/about.ar.md");
    let ran = site.build(&[]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let before: BTreeSet<String> = before.into_keys().filter(|name| !is_index(name)).collect();
    let after: BTreeSet<String> = site.output().into_keys().filter(|name| !is_index(name)).collect();
    let removed: Vec<&String> = before.difference(&after).collect();
    assert_eq!(removed, ["ar/about/index.html", "clinics/some-day/index.html"], "{}", ran.stdout);
    assert!(!site.path("public/clinics/some-day").exists(), "nor its folder");
    assert!(!site.path("public/ar/about").exists());
    assert!(site.path("public/clinics/labels-in-march/index.html").exists());
    assert_eq!(site.page("mine.txt"), "Kept by somebody.", "what is not ours stays");
    for (name, bytes) in site.output() {
        assert!(!String::from_utf8_lossy(&bytes).contains("some-day"), "{name} names it still");
    }
}

#[test]
fn drafts_are_hidden_until_they_are_asked_for() {
    let site = example();
    for (name, bytes) in site.built() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!name.contains("unfinished") && !text.contains("unfinished"), "{name} tells of a draft");
    }
    let ran = site.build(&["--drafts"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let page = site.page("guides/unfinished/index.html");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(
        outline(&site.page("guides/index.html"))
            .contains("An unfinished guide](../guides/unfinished/index.html) Draft")
    );
    // And gone again.
    site.built();
    assert!(!site.path("public/guides/unfinished").exists());
}

#[test]
fn links_to_drafts_are_told_and_lead_nowhere() {
    let site = example();
    let text = "---\ntitle: A\n---\n[One](../guides/unfinished.md), [[guides/unfinished]], [[unfinished|two]], [three](/guides/unfinished/)\n";
    site.write("content/pages/a.md", text);
    assert_eq!(site.build(&[]).status, 0);
    assert!(!site.page("a/index.html").contains("guides/unfinished/index.html"));
    // The example has requests, and too few people for a desk.
    let faults = site.faults();
    let count = |code: &str| faults.matches(&format!("warning[{code}]")).count();
    let of_desk = count("unready-desk");
    assert_eq!((faults.lines().count() - of_desk, count("link-to-draft")), (4, 4), "{faults}");
}

#[test]
fn the_day_of_the_build_decides_what_is_overdue_and_what_is_over() {
    let site = example();
    let on = |day: &str, page: &str| {
        let ran = site.run(["build", "--today", day]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        outline(&site.page(page))
    };
    // Reviewed on 29 February 2024, to be reviewed after one year.
    let banner = "was due for review on 28 February 2025";
    let guide = "guides/count-visitors/index.html";
    assert!(!on("2025-02-28", guide).contains(banner), "{}", on("2025-02-28", guide));
    assert!(on("2025-03-01", guide).contains(banner), "{}", on("2025-03-01", guide));
    // An archived guide is past reviewing.
    assert!(!on("2026-03-01", "guides/paste-labels/index.html").contains("was due for review"));
    // A clinic is upcoming until its day has passed.
    let clinic = "clinics/labels-in-march/index.html";
    let join = "](https://meet.example.org/march)";
    assert!(on("2026-03-15", clinic).contains(join), "{}", on("2026-03-15", clinic));
    assert!(!on("2026-03-16", clinic).contains(join));
    let titles = |day: &str| {
        let list = on(day, "clinics/index.html");
        let line = |text: &str| list.find(text).unwrap_or_else(|| panic!("no {text:?} in {list}"));
        [line("## Upcoming"), line("[Labels in March]"), line("## Past")]
    };
    let [upcoming, march, past] = titles("2026-03-15");
    assert!(upcoming < march && march < past);
    let list = on("2026-03-16", "clinics/index.html");
    assert!(list.find("[Labels in March]").unwrap() > list.find("## Past").unwrap(), "{list}");
}

#[test]
fn a_failed_build_leaves_the_old_site() {
    let site = example();
    let before = site.built();
    let old = times(&site.path("public"));
    site.write("content/pages/about.md", "---\ntitle: About\ntitel: About\n---\n");
    let ran = site.build(&[]);
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.ends_with("1 error in 1 file\nNothing was written.\n"), "{}", ran.stderr);
    assert_eq!(times(&site.path("public")), old);
    assert_eq!(site.output(), before);
}

#[test]
fn a_build_that_was_killed_is_made_good_by_the_next() {
    let whole = example().built();
    for milliseconds in [2, 10, 25, 40] {
        let site = example();
        let mut child = site.command(["build", "--today", TODAY]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        let _ = child.kill();
        child.wait().unwrap();
        assert_eq!(site.built(), whole, "killed after {milliseconds} ms");
        let own: Vec<String> =
            tree(&site.path("public")).into_keys().filter(|name| name.starts_with('.')).collect();
        assert_eq!(own, [".casebook"], "nothing is left lying about");
    }
}

/// When each file of a folder was written.
fn times(folder: &Path) -> BTreeMap<String, SystemTime> {
    let time = |name: String| {
        let time = fs::metadata(folder.join(&name)).unwrap().modified().unwrap();
        (name, time)
    };
    tree(folder).into_keys().filter(|name| name != ".casebook").map(time).collect()
}
