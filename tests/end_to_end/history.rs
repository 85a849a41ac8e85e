//! What pages say of their history, from a real repository, and without one.

use std::fs;

use crate::html::outline;
use crate::site::{Site, TITLE, git};

fn foot(site: &Site) -> String {
    let page = outline(&site.page("about/index.html"));
    page.split_once("Last changed").map_or(String::new(), |(_, foot)| foot.to_owned())
}

#[test]
fn pages_show_who_wrote_them_and_when() {
    let site = Site::new().file("content/pages/about.md", TITLE);
    site.commit("Ada", "2025-01-05");
    site.write("content/pages/about.md", "---\ntitle: Another title\n---\n");
    site.commit("Grace", "2025-02-06");
    site.write("content/pages/other.md", TITLE);
    site.commit("Nobody", "2025-03-07");
    site.built();
    assert_eq!(foot(&site), "\n6 February 2025\nContributors\nAda\nGrace\n");
    // A record's own word outranks git's.
    site.write("content/pages/about.md", "---\ntitle: Another title\nupdated: 2024-12-24\n---\n");
    site.built();
    assert!(foot(&site).starts_with("\n24 December 2024\n"), "{}", foot(&site));
}

#[test]
fn a_new_commit_is_noticed_though_no_file_has_changed() {
    let site = Site::new().file("content/pages/about.md", TITLE);
    site.commit("Ada", "2025-01-05");
    site.built();
    assert!(site.build(&[]).stdout.starts_with("Nothing has changed"));
    site.write("content/pages/about.md", "---\ntitle: Made up\n---\nA text.\n");
    site.built();
    assert!(foot(&site).contains("5 January 2025"));
    site.commit("Grace", "2025-02-06");
    assert!(site.build(&[]).stdout.starts_with("Built "));
    assert!(foot(&site).contains("6 February 2025"), "{}", foot(&site));
}

/// A page with a link that leads nowhere.
const FAULTY: &str = "---\ntitle: About\n---\nSee [[guides/nowhere]].\n";

#[test]
fn what_a_hook_of_another_repository_starts_is_about_this_one() {
    let site = Site::new().file("content/pages/about.md", TITLE);
    site.commit("Ada", "2025-01-05");
    site.commit("Ada", "2025-01-06");
    let other = Site::new().file("content/pages/about.md", TITLE);
    other.commit("Grace", "2025-03-03");
    let head = fs::read_to_string(site.path(".git/refs/heads/main")).unwrap();
    fs::write(site.beside("shallow"), head).unwrap();
    let (elsewhere, shallow) = (other.root(), site.beside("shallow"));
    // Of what was changed since the last commit, too.
    site.write("content/pages/about.md", FAULTY);
    let change = ["check", "--base", "main", "--actor", "ada", "--format", "short"];
    let said = site.run(change);
    assert_eq!(said.status, 1, "{}{}", said.stdout, said.stderr);
    site.write("content/pages/about.md", TITLE);
    for (variable, value) in [
        ("GIT_COMMON_DIR", elsewhere.join(".git")),
        ("GIT_DIR", elsewhere.join(".git")),
        ("GIT_INDEX_FILE", elsewhere.join(".git/index")),
        ("GIT_NAMESPACE", "other".into()),
        ("GIT_OBJECT_DIRECTORY", elsewhere.join(".git/objects")),
        ("GIT_PREFIX", "other/".into()),
        ("GIT_SHALLOW_FILE", shallow),
        ("GIT_WORK_TREE", elsewhere.clone()),
    ] {
        let output = site.command(["build"]).env(variable, &value).output().unwrap();
        assert!(output.status.success(), "{variable}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(foot(&site), "\n5 January 2025\nContributors\nAda\n", "{variable}");
        fs::remove_dir_all(site.path("public")).unwrap();
        site.write("content/pages/about.md", FAULTY);
        let output = site.command(change).env(variable, &value).output().unwrap();
        assert_eq!(site.ran(&output), said, "{variable}");
        site.write("content/pages/about.md", TITLE);
    }
}

#[test]
fn without_a_repository_or_a_commit_there_are_no_dates() {
    let site = Site::new().file("content/pages/about.md", TITLE);
    site.built();
    assert!(!outline(&site.page("about/index.html")).contains("Last changed"));
    site.git(&["init", "--quiet"], "Ada", "2025-01-01");
    site.built();
    assert!(!outline(&site.page("about/index.html")).contains("Last changed"));
    // Nor without git, which is told where there is a repository.
    let ran = site.ran(&site.command(["build"]).env("PATH", "/nonexistent").output().unwrap());
    assert_eq!(ran.status, 0);
    assert!(ran.stderr.starts_with("warning[unread-history]: "), "{}", ran.stderr);
    fs::remove_dir_all(site.path(".git")).unwrap();
    let ran = site.ran(&site.command(["build"]).env("PATH", "/nonexistent").output().unwrap());
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
}

/// A program `git` that does what a script says, and the folder that it lies in.
fn imitation(site: &Site, script: &str) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let folder = site.beside("bin");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("git"), format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(folder.join("git"), fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

#[test]
fn a_git_that_does_not_answer_costs_the_dates_and_not_the_site() {
    let site = Site::new().file("content/pages/about.md", TITLE);
    site.commit("Ada", "2025-01-05");
    for (script, cause) in [
        (
            "echo \"fatal: detected dubious ownership in repository at '/x'\" >&2; exit 128",
            "of another owner",
        ),
        ("echo 'usage: git [--version] [--help]' >&2; exit 129", "does not know what it is asked"),
        // A very old one repeats a question that it does not know.
        ("echo --is-shallow-repository", "does not know what it is asked"),
        ("kill -9 $$", "SIGKILL"),
        ("exit 1", "does not know what it is asked"),
        // It knows the commit, and not the log.
        (
            "case \"$*\" in *rev-parse*) echo false; echo 4f6c1e2;; *) echo 'fatal: bad object 4f6c1e2' >&2; exit 128;; esac",
            "bad object 4f6c1e2",
        ),
    ] {
        let bin = imitation(&site, script);
        for command in ["check", "build"] {
            let ran = site.ran(&site.command([command]).env("PATH", &bin).output().unwrap());
            let told = if command == "check" { &ran.stdout } else { &ran.stderr };
            assert_eq!(ran.status, 0, "{script}: {told}");
            assert!(
                told.starts_with("warning[unread-history]: ") && told.contains(cause),
                "{script}: {told}"
            );
        }
        assert!(!outline(&site.page("about/index.html")).contains("Last changed"));
    }
    // The gate judges by the history.
    let bin = imitation(&site, "echo 'fatal: detected dubious ownership in repository' >&2; exit 128");
    let gate =
        site.command(["check", "--base", "main", "--actor", "ada"]).env("PATH", &bin).output().unwrap();
    assert_eq!(gate.status.code(), Some(2));
    // As soon as git answers, the dates are there, though no file has changed.
    site.built();
    assert!(outline(&site.page("about/index.html")).contains("Last changed"));
}

#[test]
fn a_shallow_clone_shows_no_dates_rather_than_false_ones() {
    let origin = Site::new().file("content/pages/about.md", TITLE);
    origin.commit("Ada", "2025-01-01");
    origin.write("content/pages/other.md", TITLE);
    origin.commit("Grace", "2025-02-02");
    let clone = Site::new();
    fs::remove_dir_all(clone.root()).unwrap();
    let url = format!("file://{}", origin.root().display());
    git(&clone.beside("."), &["clone", "--quiet", "--depth=1", &url, "site"], "Ada", "2025-03-03");
    let ran = clone.build(&[]);
    assert_eq!(ran.status, 0);
    assert!(ran.stderr.starts_with("warning[shallow-clone]: "), "{}", ran.stderr);
    for (name, bytes) in clone.output() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("2025") && !text.contains("Grace"), "{name}");
    }
    git(&clone.root(), &["fetch", "--quiet", "--unshallow"], "Ada", "2025-03-03");
    clone.built();
    assert_eq!(foot(&clone), "\n1 January 2025\nContributors\nAda\n");
}

#[test]
fn a_site_may_be_a_folder_of_a_repository() {
    let site = Site::new().file("docs/casebook.yaml", "").file("docs/content/pages/about.md", TITLE);
    site.commit("Ada", "2025-01-05");
    let ran = site.run(["build", "--root", "docs"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let page = outline(&fs::read_to_string(site.path("docs/public/about/index.html")).unwrap());
    assert!(page.contains("5 January 2025") && page.contains("Ada"), "{page}");
}
