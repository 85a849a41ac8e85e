//! What the program prints and how it ends.

use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use crate::site::{DOT, Ran, Site, TITLE, assert_expected};

/// One error and one warning.
fn faulty() -> Site {
    Site::new().file("content/pages/made-up.md", "---\ntitle: Made up\ndraft: perhaps\n---\nA <b>b</b>.\n")
}

fn clean() -> Site {
    Site::new().file("content/pages/made-up.md", TITLE)
}

#[test]
fn every_format_is_complete() {
    let site = faulty();
    for format in ["human", "short", "json", "github", "sarif"] {
        let ran = site.run(["check", "--format", format]);
        assert_eq!((ran.status, ran.stderr.as_str()), (1, ""), "{format}");
        // The explanations within are read from the program's own files.
        let stdout = if format == "sarif" { without_rules(&ran.stdout) } else { ran.stdout };
        assert_expected(&format!("tests/formats/{format}.txt"), &stdout);
    }
}

fn without_rules(sarif: &str) -> String {
    let mut sarif: Value = serde_json::from_str(sarif).unwrap();
    let rules = &mut sarif["runs"][0]["tool"]["driver"]["rules"];
    let ids: Vec<Value> = rules.as_array().unwrap().iter().map(|rule| rule["id"].clone()).collect();
    *rules = ids.into();
    format!("{sarif:#}\n")
}

#[test]
fn a_clean_site_has_nothing_to_say() {
    let site = clean();
    for format in ["human", "short", "github"] {
        let nothing = Ran { status: 0, stdout: String::new(), stderr: String::new() };
        assert_eq!(site.run(["check", "--format", format]), nothing, "{format}");
    }
    let json = site.run(["check", "--format", "json"]);
    assert_eq!(json.stdout, "{\"diagnostics\": [], \"summary\": {\"errors\": 0, \"warnings\": 0}}\n");
    let sarif: Value = serde_json::from_str(&site.run(["check", "--format", "sarif"]).stdout).unwrap();
    assert_eq!(sarif["runs"][0]["results"], Value::Array(Vec::new()));
    assert!(!site.path("public").exists(), "check writes nothing");
}

#[test]
fn a_warning_is_no_failure() {
    let site = Site::new().file("content/pages/made-up.md", format!("{TITLE}A <b>b</b>.\n"));
    assert_eq!(site.run(["check"]).status, 0);
    let ran = site.build(&[]);
    assert_eq!(ran.status, 0);
    assert!(ran.stderr.starts_with("warning[raw-html]: "), "{}", ran.stderr);
    assert!(ran.stderr.ends_with("\n\n1 warning in 1 file\n"), "{}", ran.stderr);
    // A build with nothing to do says it again.
    assert_eq!(site.build(&[]).stderr, ran.stderr);
}

/// A page with so many broken links, and one with so many pictures without a text.
fn many(links: usize, pictures: usize) -> Site {
    let page = |text: String| format!("{TITLE}{text}");
    Site::new()
        .file(
            "content/pages/a.md",
            page((1..=links).fold(String::new(), |text, at| text + &format!("[a](x{at}.md)\n\n"))),
        )
        .file("content/pages/b/index.md", page("![](b.png)\n\n".repeat(pictures)))
        .file("content/pages/b/b.png", DOT)
}

#[test]
fn after_a_hundred_faults_of_a_kind_the_rest_is_a_count() {
    let site = many(100, 100);
    for format in ["human", "short", "github"] {
        let ran = site.run(["check", "--format", format]);
        assert_eq!(ran.status, 1, "{format}");
        assert_eq!(ran.stdout.matches("broken-link").count(), 100, "{format}");
        assert!(!ran.stdout.contains(" more of "), "{format}");
        assert_eq!(site.run(["check", "--format", format, "--all"]), ran, "{format}");
    }
    let site = many(1101, 101);
    let more = [
        "and 1,001 more of `broken-link` in 1 file; `--all` shows them",
        "and 1 more of `missing-alt` in 1 file; `--all` shows them",
    ];
    let human = site.run(["check"]);
    assert_eq!(human.status, 1);
    let end =
        format!("\n\nerror: {}\nwarning: {}\n\n1101 errors, 101 warnings in 2 files\n", more[0], more[1]);
    assert!(human.stdout.ends_with(&end), "{}", human.stdout);
    // Which are shown: the first.
    assert_eq!(human.stdout.matches("error[broken-link]").count(), 100);
    assert!(human.stdout.contains("`x100.md`") && !human.stdout.contains("`x101.md`"));
    assert_eq!(human.stdout.matches("warning[missing-alt]").count(), 100);
    let short = site.run(["check", "--format", "short"]).stdout;
    assert_eq!(short.lines().count(), 202);
    assert!(short.ends_with(&format!("error: {}\nwarning: {}\n", more[0], more[1])), "{short}");
    let github = site.run(["check", "--format", "github"]).stdout;
    assert_eq!(github.lines().count(), 202);
    let end = format!("::error title=broken-link::{}\n::warning title=missing-alt::{}\n", more[0], more[1]);
    assert!(github.ends_with(&end), "{github}");
    for format in ["human", "short", "github"] {
        let all = site.run(["check", "--format", format, "--all"]);
        assert_eq!(all.status, 1);
        let number = all.stdout.matches("broken-link").count() + all.stdout.matches("missing-alt").count();
        assert_eq!(number, 1202, "{format}");
        assert!(!all.stdout.contains(" more of "), "{format}");
    }
    // Programs get everything.
    let json: Value = serde_json::from_str(&site.run(["check", "--format", "json"]).stdout).unwrap();
    assert_eq!(json["diagnostics"].as_array().unwrap().len(), 1202);
    assert_eq!((&json["summary"]["errors"], &json["summary"]["warnings"]), (&1101.into(), &101.into()));
    let sarif: Value = serde_json::from_str(&site.run(["check", "--format", "sarif"]).stdout).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 1202);
}

#[test]
fn a_build_shows_ten_of_a_kind() {
    let site = many(0, 10);
    let ten = site.build(&[]);
    assert_eq!((ten.status, ten.stderr.matches("missing-alt").count()), (0, 10));
    assert!(!ten.stderr.contains(" more of "), "{}", ten.stderr);
    let site = many(0, 2011);
    let ran = site.build(&[]);
    assert_eq!(ran.status, 0);
    assert_eq!(ran.stderr.matches("warning[missing-alt]").count(), 10);
    let end = "\n\nwarning: and 2,001 more of `missing-alt` in 1 file; `--all` shows them\n\n2011 warnings in 1 file\n";
    assert!(ran.stderr.ends_with(end), "{}", ran.stderr);
    assert_eq!(site.build(&[]).stderr, ran.stderr, "with nothing to do");
    let all = site.build(&["--all"]);
    assert_eq!(all.stderr.matches("warning[missing-alt]").count(), 2011);
    assert!(all.stderr.ends_with("\n\n2011 warnings in 1 file\n"));
    assert!(all.stdout.starts_with("Nothing has changed"), "{}", all.stdout);
    assert_eq!(site.build(&[]).stderr, ran.stderr, "nor is more kept by that");
    std::fs::remove_dir_all(site.path("public")).unwrap();
    assert_eq!(site.build(&["--all"]).stderr, all.stderr);
    assert_eq!(site.build(&[]).stderr, ran.stderr);
    // Errors too.
    let site = many(11, 0);
    let ran = site.build(&[]);
    assert_eq!((ran.status, ran.stderr.matches("error[broken-link]").count()), (1, 10));
    assert!(ran.stderr.contains("error: and 1 more of `broken-link` in 1 file;"), "{}", ran.stderr);
    assert_eq!(site.build(&["--all"]).stderr.matches("error[broken-link]").count(), 11);
}

#[test]
fn what_cannot_be_done_ends_with_2() {
    let site = clean();
    let nowhere = site.beside("nowhere");
    let nowhere = nowhere.to_str().unwrap();
    for arguments in [
        &["check", "--root", nowhere][..],
        &["build", "--root", nowhere],
        &["schema", "case", "--no-such-flag"],
        &["build", "--today", "yesterday"],
        &["check", "--format", "xml"],
        &["frobnicate"],
        &["explain", "no-such-code"],
        &["schema", "recipe"],
        &["new", "recipe", "Soup"],
        &["check", "--root", "casebook.yaml"],
        &[],
    ] {
        let ran = site.run(arguments);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{arguments:?}: {}", ran.stderr);
        assert!(!ran.stderr.is_empty(), "{arguments:?}");
    }
    let ran = site.run(["schema", "gide"]);
    assert!(ran.stderr.contains("did you mean `guide`?"), "{}", ran.stderr);
    for arguments in [&["--help"][..], &["--version"], &["build", "--help"], &["help", "check"]] {
        let ran = site.run(arguments);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{arguments:?}");
    }
}

#[test]
fn build_has_one_line_that_says_what_and_how_long() {
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, sv]\n")
        .file("content/pages/made-up.md", format!("{TITLE}[Notes](notes.txt)\n"))
        .file("content/pages/made-up.sv.md", TITLE)
        .file("content/pages/notes.txt", "Notes.\n");
    let first = site.build(&[]).without_time();
    assert_eq!(first.stderr, "");
    assert_eq!(
        first.stdout.split_inclusive('\n').next().unwrap(),
        "Built 25 pages from 2 records in 0.00 s: 49 files written, 0 unchanged, 0 removed, 1 MiB in public\n"
    );
    let second = site.build(&[]).without_time();
    assert_eq!(second.stdout, "Nothing has changed since the last build into public; checked in 0.00 s\n");
    site.remove("content/pages/made-up.sv.md");
    site.write("content/pages/made-up.md", "---\ntitle: Another title\n---\n[Notes](notes.txt)\n");
    let third = site.build(&["--out", "public"]).without_time();
    assert_eq!(third.stderr, "");
    assert!(third.stdout.starts_with("Built 16 pages from 1 record in 0.00 s: "), "{}", third.stdout);
    assert!(
        third.stdout.contains(", 14 removed, "),
        "eight pages, a book, and five files of the index: {}",
        third.stdout
    );
    assert_eq!(third.stdout.lines().count(), 2, "the second says that there is no `base_url`");
}

#[test]
fn a_pipe_gets_plain_text_and_no_progress() {
    let site = faulty();
    let plain = site.run(["check"]);
    assert!(!plain.stdout.contains('\u{1b}'));
    let built = site.build(&[]);
    assert!(!built.stderr.contains('\u{1b}') && !built.stderr.contains('\r'), "{}", built.stderr);
    let run = |name: &str, value: &str| {
        let output = site.command(["check"]).env(name, value).output().unwrap();
        site.ran(&output).stdout
    };
    assert!(run("CLICOLOR_FORCE", "1").contains("\u{1b}["), "colour where it is asked for");
    let both = site.command(["check"]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").output().unwrap();
    assert_eq!(site.ran(&both), plain, "NO_COLOR outranks it");
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let site = Site::new();
    // More than a pipe holds.
    for number in 0..800 {
        site.write(&format!("content/pages/{number}.md"), "---\nno_such_field: a\n---\n");
    }
    let mut child = site
        .command(["check", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut one = [0];
    child.stdout.take().unwrap().read_exact(&mut one).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
    assert_eq!(one, *b"{");
}

#[test]
fn every_command_takes_the_root() {
    let site = clean();
    let other = Site::new();
    let root = site.root();
    let root = root.to_str().unwrap();
    assert_eq!(other.run(["check", "--root", root]).status, 0);
    assert_eq!(other.run(["--root", root, "build"]).status, 0);
    assert!(site.path("public/made-up/index.html").exists());
    assert!(!other.path("public").exists());
    let new = other.run(["new", "tool", "A hammer", "--root", root]);
    assert_eq!((new.status, new.stdout.as_str()), (0, "content/tools/a-hammer.md\n"));
    assert!(site.path("content/tools/a-hammer.md").exists());
    let init = other.run(["init", "inside", "--root", root]);
    assert_eq!(init.status, 0);
    assert!(site.path("inside/casebook.yaml").exists());
    assert_eq!(other.run(["explain", "raw-html", "--root", root]).status, 0);
    assert_eq!(other.run(["schema", "case", "--root", root]).status, 0);
    let help = other.run(["serve", "--help"]);
    assert!(help.stdout.contains("--root <DIR>"), "{}", help.stdout);
}

#[test]
fn other_contents_of_the_same_size_and_time_are_built() {
    let site = Site::new().file("content/pages/made-up.md", "---\ntitle: Made up\n---\nA text.\n");
    let file = site.path("content/pages/made-up.md");
    let time = std::fs::metadata(&file).unwrap().modified().unwrap();
    site.built();
    site.write("content/pages/made-up.md", "---\ntitle: Made up\n---\nB text.\n");
    std::fs::File::options().append(true).open(&file).unwrap().set_modified(time).unwrap();
    assert!(site.build(&[]).stdout.starts_with("Built "));
    assert!(site.page("made-up/index.html").contains("B text."));
}

/// A folder whose name is no text has none beside it.
#[cfg(unix)]
#[test]
fn a_build_says_when_it_cannot_show_the_site_in_one_step() {
    use std::os::unix::ffi::OsStrExt;
    let site = Site::new().file("content/pages/made-up.md", TITLE);
    let out = std::ffi::OsStr::from_bytes(b"public\xff");
    let ran = site.run([std::ffi::OsStr::new("build"), std::ffi::OsStr::new("--out"), out]);
    assert!(ran.stderr.contains("the files were moved one by one"), "{}", ran.stderr);
    assert!(site.root().join(out).join("made-up/index.html").exists());
    assert_eq!(site.build(&[]).stderr, "");
}
