//! A site from nothing: `init`, `new`, and trees of Markdown that were never meant for Casebook.

use std::fs;

use casebook::record::Kind;

use crate::html::outline;
use crate::site::{Site, TODAY};

/// A folder without any file, and a fresh site in it.
fn fresh() -> Site {
    let site = Site::new();
    site.remove("casebook.yaml");
    let ran = site.run(["init", "."]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    site
}

#[test]
fn a_new_site_builds_without_a_complaint() {
    let site = Site::new();
    let ran = site.run(["init", "my-site"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.contains("casebook serve --root my-site"), "{}", ran.stdout);
    let built = site.run(["build", "--root", "my-site", "--today", TODAY]);
    assert_eq!((built.status, built.stderr.as_str()), (0, ""));
    assert!(site.path("my-site/public/index.html").exists());
    let kept = fs::read_to_string(site.path("my-site/.gitignore")).unwrap();
    assert!(kept.lines().any(|line| line.trim_matches('/') == "public"), "{kept}");
    // Its files teach.
    for file in ["casebook.yaml", "content/guides/write-a-record.md"] {
        assert!(fs::read_to_string(site.path("my-site").join(file)).unwrap().contains("# "), "{file}");
    }
    // What a build writes is nothing that git would keep.
    let status = site.run(["check", "--root", "my-site"]);
    assert_eq!((status.status, status.stdout.as_str()), (0, ""));
}

#[test]
fn a_folder_that_is_a_site_is_not_made_one_again() {
    let site = fresh();
    site.write("casebook.yaml", "title: Mine\n");
    let ran = site.run(["init", "."]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("has a casebook.yaml already"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(site.path("casebook.yaml")).unwrap(), "title: Mine\n");
    // A repository's own list of ignored files stays.
    let other = Site::new().file("new/.gitignore", "/mine\n");
    assert_eq!(other.run(["init", "new"]).status, 0);
    assert_eq!(fs::read_to_string(other.path("new/.gitignore")).unwrap(), "/mine\n");
}

#[test]
fn a_new_record_of_every_kind_is_valid_as_it_stands() {
    let site = fresh();
    for kind in Kind::ALL {
        for name in [kind.name(), kind.folder()] {
            let title = format!("A \"made-up\" {name}: one, two & three's #4");
            let ran = site.run(["new", name, &title]);
            assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{name}");
            let slug = format!("a-made-up-{name}-one-two-three-s-4");
            let end = if kind == Kind::Request { "/index.md" } else { ".md" };
            let path = format!("content/{}/{slug}{end}", kind.folder());
            assert_eq!(ran.stdout, format!("{path}\n"));
            assert!(site.path(&path).exists());
        }
    }
    let json = site.check();
    assert_eq!(json["summary"]["errors"], 0, "{json:#}");
    // New records are drafts; with them the site builds too, and shows their titles as they are.
    let ran = site.build(&["--drafts"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let page = outline(&site.page("guides/a-made-up-guide-one-two-three-s-4/index.html"));
    assert!(page.contains("# A \"made-up\" guide: one, two & three's #4\n"), "{page}");
    site.build(&[]);
    assert!(!site.path("public/guides/a-made-up-guide-one-two-three-s-4").exists());
}

#[test]
fn a_new_record_takes_no_others_place() {
    let site = fresh();
    assert_eq!(site.run(["new", "guide", "A guide"]).status, 0);
    site.write("content/guides/a-guide.md", "Mine.\n");
    site.write("content/guides/a-folder/index.md", "Mine.\n");
    for (title, path) in [
        ("A guide", "content/guides/a-guide.md"),
        ("a  GUIDE!", "content/guides/a-guide.md"),
        ("A folder", "content/guides/a-folder/index.md"),
    ] {
        let ran = site.run(["new", "guide", title]);
        assert_eq!(
            (ran.status, ran.stderr.as_str(), ran.stdout.as_str()),
            (
                2,
                format!("error: {path} is there already\n = help: choose another title, or edit it\n")
                    .as_str(),
                ""
            )
        );
        assert_eq!(fs::read_to_string(site.path(path)).unwrap(), "Mine.\n");
    }
}

#[test]
fn a_title_has_to_be_one() {
    let site = fresh();
    for title in ["", "   ", "…", "One\ntwo", "A\u{7}bell"] {
        let ran = site.run(["new", "page", title]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{title:?}");
        assert!(ran.stderr.starts_with("error: "), "{title:?}");
    }
    let path = |title: &str| site.run(["new", "page", title]).stdout.trim_end().to_owned();
    assert_eq!(path("Ångström & Öl"), "content/pages/angstrom-ol.md");
    assert_eq!(path("../../etc/passwd"), "content/pages/etc-passwd.md");
    assert_eq!(path("متحف الفن"), "content/pages/mthf-lfn.md");
    assert!(path(&"a very long title ".repeat(30)).len() < 110);
    assert_eq!(site.check()["summary"]["errors"], 0);
}

#[test]
fn a_strangers_tree_of_markdown_builds() {
    let site = Site::new()
        .file("content/pages/README.md", "# My Notes\n\nSee [the log](Docs/Change Log.md) and [it again](<Docs/Change Log.md#v1.0>).\n")
        .file("content/pages/Docs/Change Log.md", "# Change Log\n\n## v1.0\n\n[Back](../README.md), [setup](./Set-Up_(old).v2.md#step-1), [[Docs/Deep/er/Ünïcode]]\n")
        .file("content/pages/Docs/Set-Up_(old).v2.md", "Set up\n======\n\nStep 1\n------\n\n![A picture](Images/My Picture.png)\n\n![Again](<Images/My Picture.png>)\n")
        .file("content/pages/Docs/Deep/er/Ünïcode.md", "---\ntitle: Ünïcode\n---\n[Up](<../../Change Log.md#v10>) [by address](/Docs/Change%20Log/)\n")
        .file("content/pages/Docs/Images/My Picture.png", fs::read(crate::site::repository("tests/sites/example/content/guides/count-visitors/plan.png")).unwrap());
    let faults = site.faults();
    // Spaces in an address have to be written as %20 or within < >: so says CommonMark.
    assert_eq!(
        faults,
        "content/pages/Docs/Set-Up_(old).v2.md:7:1: warning[markdown-syntax]: an address with a space in it (help: write `![A picture](<Images/My Picture.png>)`, or `%20` for each space)\n\
         content/pages/README.md:3:5: warning[markdown-syntax]: an address with a space in it (help: write `[the log](<Docs/Change Log.md>)`, or `%20` for each space)\n\
         content/pages/README.md:3:39: error[broken-anchor]: `content/pages/Docs/Change Log.md` has no heading `#v1.0` (help: did you mean `#v10`?)\n"
    );
    site.write(
        "content/pages/README.md",
        "# My Notes\n\nSee [the log](Docs/Change%20Log.md) and [it again](<Docs/Change Log.md#v10>).\n",
    );
    let setup = "Set up\n======\n\nStep 1\n------\n\n![Again](<Images/My Picture.png>)\n";
    site.write("content/pages/Docs/Set-Up_(old).v2.md", setup);
    let files = site.built();
    for name in ["README", "Docs/Change Log", "Docs/Set-Up_(old).v2", "Docs/Deep/er/Ünïcode"] {
        assert!(files.contains_key(&format!("{name}/index.html")), "{name}: {:?}", files.keys());
    }
    assert!(files.contains_key("Docs/Images/My Picture.png"));
    let readme = outline(&site.page("README/index.html"));
    assert!(readme.starts_with("# My Notes\n"), "{readme}");
    assert!(readme.contains("[the log](../Docs/Change%20Log/index.html)"), "{readme}");
    assert!(readme.contains("[it again](../Docs/Change%20Log/index.html#v10)"), "{readme}");
    let log = outline(&site.page("Docs/Change Log/index.html"));
    assert!(log.contains("[Back](../../README/index.html)"), "{log}");
    assert!(log.contains("[setup](../../Docs/Set-Up_(old).v2/index.html#step-1)"), "{log}");
    assert!(log.contains("[Ünïcode](../../Docs/Deep/er/Ünïcode/index.html)"), "{log}");
    let setup = outline(&site.page("Docs/Set-Up_(old).v2/index.html"));
    assert!(setup.contains("![Again](../../Docs/Images/My%20Picture.png 320×200 lazy)"), "{setup}");
}
