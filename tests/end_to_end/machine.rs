//! The machine that a site is made on: content of strangers has nothing of it read, and nothing run.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use crate::gate::Desk;
use crate::site::{Ran, Site, TITLE, TODAY};

const SECRET: &str = "password: hunter2\n";

/// The codes and files of what `casebook check` finds, each as `code file`.
fn found(site: &Site) -> Vec<String> {
    let json = site.check();
    let found = json["diagnostics"].as_array().unwrap().iter();
    found.map(|one| format!("{} {}", one["code"].as_str().unwrap(), one["file"].as_str().unwrap())).collect()
}

fn pipe(site: &Site, path: &str) {
    let path = site.path(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_link_is_not_followed_wherever_it_leads() {
    for (link, target) in [
        ("content/guides/a.md", "../../.git/config"),
        ("content/guides/g", "../../.git"),
        ("content/guides/e", "../../.env"),
        ("content/pages/n.txt", "../../casebook.yaml"),
        ("content/pages/s", "../../src"),
        ("content/pages/h.png", ".h.png"),
        ("content/pages/again.md", "about.md"),
        ("content/pages/up", "../../content"),
        ("content/pages/gone.md", "not-there.md"),
        ("content/pages/zero.md", "/dev/zero"),
        ("content/vocabularies/topics.yaml", "../../.env"),
        ("content/workflow.yaml", "../.env"),
        ("themes/default/static/style.css", "../../../.git/config"),
        ("themes/default/templates/page.html", "../../../.env"),
        ("casebook.yaml", ".env"),
        ("casebook.yaml", "/dev/zero"),
    ] {
        let site = Site::new()
            .file("content/pages/about.md", TITLE)
            .file("content/pages/.h.png", SECRET)
            .file(".env", SECRET)
            .file("src/a.md", SECRET);
        site.commit("Ada", "2025-01-01");
        let config = fs::read_to_string(site.path(".git/config")).unwrap();
        site.write(".git/config", format!("{config}# {SECRET}"));
        let _ = fs::remove_file(site.path(link));
        site.link(link, target);
        let checked = site.run(["check"]);
        assert_eq!(found(&site)[0], format!("outside-root {link}"), "{link} -> {target}");
        assert_eq!(checked.stdout.matches("error[").count(), 1, "{}", checked.stdout);
        assert!(!checked.stdout.contains("hunter2"), "{}", checked.stdout);
        let built = site.build(&[]);
        assert_eq!(built.status, 1);
        assert!(!built.stderr.contains("hunter2") && !site.path("public").exists());
    }
}

#[test]
fn folders_that_are_links_to_each_other_have_an_end() {
    let site = Site::new().file("content/pages/about.md", TITLE);
    for from in 0..20 {
        for to in 0..from {
            site.link(&format!("content/pages/{from}/{to}"), format!("../{to}"));
        }
    }
    let found = found(&site);
    assert_eq!(found.len(), 190);
    assert!(found.iter().all(|fault| fault.starts_with("outside-root content/pages/")));
}

#[test]
fn what_is_no_file_is_told_and_not_waited_for() {
    let files = [
        "content/guides/a.md",
        "content/guides/a.png",
        "content/vocabularies/topics.yaml",
        "content/workflow.yaml",
        "themes/default/static/style.css",
        "themes/default/locales/sv.ftl",
        "casebook.yaml",
        "content/pages/.gitignore",
    ];
    for file in files {
        let site = Site::new().file("content/pages/about.md", TITLE);
        let _ = fs::remove_file(site.path(file));
        pipe(&site, file);
        assert_eq!(found(&site), [format!("unreadable-file {file}")]);
        assert_eq!(site.build(&[]).status, 1);
    }
    for file in [".gitignore", ".mailmap", ".gitattributes"] {
        let site = Site::new().file("content/pages/about.md", TITLE);
        site.commit("Ada", "2025-01-01");
        pipe(&site, file);
        assert_eq!(found(&site), ["unread-history casebook.yaml"], "{file}");
        let ran = site.run(["check", "--base", "main", "--actor", "ada"]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{file}");
    }
    let site = Site::new().file("content/pages/about.md", TITLE);
    let _socket = UnixListener::bind(site.path("content/pages/s.md")).unwrap();
    assert_eq!(found(&site), ["unreadable-file content/pages/s.md"]);
}

/// A program that leaves a mark, and the mark.
fn trap(site: &Site) -> (String, std::path::PathBuf) {
    let (program, mark) = (site.beside("trap.sh"), site.beside("sprung"));
    // Whatever it is run as, what it is given comes out again.
    fs::write(&program, format!("#!/bin/sh\necho \"$@\" >>'{}'\ncat\n", mark.display())).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    (program.to_str().unwrap().to_owned(), mark)
}

/// Gives the names of `.gitattributes` and git's own hooks to a program.
fn arm(site: &Site, program: &str) {
    for setting in [
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "merge.evil.driver",
        "merge.default",
        "diff.evil.textconv",
        "diff.evil.command",
        "diff.external",
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.alternateRefsCommand",
        "gpg.program",
    ] {
        site.git(
            &["config", setting, if setting == "merge.default" { "evil" } else { program }],
            "Eve",
            "2026-02-02",
        );
    }
    site.git(&["config", "filter.evil.required", "true"], "Eve", "2026-02-02");
    site.write(".git/info/attributes", "* filter=evil merge=evil diff=evil\n");
    for hook in ["post-index-change", "reference-transaction", "post-checkout", "pre-commit"] {
        let hook = site.path(&format!(".git/hooks/{hook}"));
        fs::copy(program, hook).unwrap();
    }
}

#[test]
fn no_program_of_a_repository_is_run() {
    let desk = Desk::new().by("rita");
    let (maps, site) = ("content/requests/maps/index.md", &desk.site);
    let text = fs::read_to_string(site.path(maps)).unwrap();
    let (start, end) = text.split_at(text.rfind("---\n").unwrap() + 4);
    // Both sides change one file, in different places, so that a driver would be asked.
    desk.branch();
    desk.commit(|site| site.write(maps, format!("{start}{end}\nA line more.\n")));
    desk.git(&["switch", "--quiet", "main"]);
    desk.commit(|site| site.write(maps, text.replacen("title: ", "title: The ", 1)));
    desk.git(&["switch", "--quiet", "change"]);
    site.write(".gitattributes", "* filter=evil merge=evil diff=evil\n");
    let (program, mark) = trap(site);
    arm(site, &program);
    let ran = desk.check(&["--format", "short"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert!(!mark.exists(), "{}", fs::read_to_string(&mark).unwrap());
    // The files as they are: one has another time, one another text.
    site.write("content/pages/index.md", fs::read(site.path("content/pages/index.md")).unwrap_or_default());
    site.write(maps, format!("{start}{end}\nAnother line.\n"));
    for arguments in
        [&["check", "--base", "main", "--actor", "rita", "--today", TODAY][..], &["check"], &["build"]]
    {
        let Ran { status, stderr, .. } = site.run(arguments);
        assert_ne!(status, 2, "{arguments:?}: {stderr}");
        assert!(!mark.exists(), "{arguments:?}: {}", fs::read_to_string(&mark).unwrap());
    }
    // The trap does work.
    let _ = Command::new("git").args(["diff", "--quiet"]).current_dir(site.root()).output().unwrap();
    assert!(mark.exists());
}

#[test]
fn line_endings_of_a_folder_are_no_change() {
    let desk = Desk::new();
    desk.git(&["config", "core.autocrlf", "true"]);
    let path = desk.site.path("content/requests/maps/index.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace('\n', "\r\n")).unwrap();
    let arguments = ["check", "--base", "main", "--actor", "nobody", "--today", TODAY];
    let Ran { status, stdout, stderr } = desk.site.run(arguments);
    assert_eq!((status, stderr.as_str()), (0, ""), "{stdout}");
    assert!(stdout.is_empty() || stdout.contains("may be merged"), "{stdout}");
}

#[test]
fn a_link_is_refused_in_a_folder_that_is_judged() {
    let desk = Desk::new();
    fs::write(desk.site.path(".env"), SECRET).unwrap();
    desk.site.link("content/pages/n.md", Path::new("../../.env"));
    let arguments = ["check", "--base", "main", "--actor", "hal", "--today", TODAY, "--format", "short"];
    let ran = desk.site.run(arguments);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(ran.stdout.starts_with("content/pages/n.md:1:1: error[outside-root]"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("hunter2"));
}
