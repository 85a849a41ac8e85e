//! The files of each forge, and who is asked to review what.

use std::fs;

use super::runner::{EVERYBODY, move_accounts};
use crate::site::{Site, TODAY, assert_expected, tree};

/// What is written for a forge: the list of it, what is said, and who is asked to review.
fn written(forge: &str, people: &[&str]) -> String {
    let site = Site::copy_of("tests/gate/desk");
    site.write("casebook.yaml", "title: A made-up desk\n");
    move_accounts(&site, people, forge);
    let before = tree(&site.root());
    let ran = site.run(["init", ".", "--forge", forge, "--today", TODAY]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let mut text = ran.stdout;
    for (path, bytes) in tree(&site.root()) {
        if before.contains_key(&path) {
            assert_eq!(before[&path], bytes, "{path}");
            continue;
        }
        let file = String::from_utf8(bytes).unwrap();
        let mut words = file.split('%').skip(1).step_by(2);
        let open = words.find(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_uppercase()));
        assert_eq!(open, None, "{path} has a place that was not filled");
        if path.ends_with("CODEOWNERS") {
            text = text + "\n--- " + &path + "\n" + &file;
        }
    }
    text
}

#[test]
fn each_forge_gets_its_files_and_asks_its_people() {
    assert_expected("tests/forge/github.txt", &written("github", &[]));
    assert_expected("tests/forge/gitlab.txt", &written("gitlab", &EVERYBODY));
    assert_expected("tests/forge/forgejo.txt", &written("forgejo", &["hal", "ida"]));
}

#[test]
fn who_holds_a_role_that_day_under_a_name_of_their_own_is_asked() {
    let site = Site::copy_of("tests/gate/desk");
    let people = [
        ("ben", "roles: [{role: committee}]\naccounts: {wiki: Ben}\n"),
        ("cleo", "roles: [{role: committee}]\naccounts: {codeberg: cleo}\n"),
        ("dora", "roles: [{role: committee, until: 2026-02-28}]\naccounts: {github: dora}\n"),
        ("max", "draft: true\nroles: [{role: committee}]\naccounts: {github: max}\n"),
        ("eve", "roles: [{role: committee}]\naccounts: {github: [eve, eve-at-work], codeberg: eva}\n"),
    ];
    for (slug, fields) in people {
        site.write(&format!("content/people/{slug}.md"), format!("---\ntitle: {slug}\n{fields}---\n"));
    }
    for path in
        ["songs/reviews/final-ben.md", "photos/reviews/initial-ben.md", "photos/reviews/initial-cleo.md"]
    {
        site.remove(&format!("content/requests/{path}"));
    }
    let reviews = |site: &Site, file: &str| {
        let text = fs::read_to_string(site.path(file)).unwrap();
        text.lines().find(|line| line.contains("/reviews/initial-")).unwrap().to_owned()
    };
    assert_eq!(site.run(["init", ".", "--forge", "github", "--today", TODAY]).status, 0);
    assert_eq!(
        reviews(&site, ".github/CODEOWNERS"),
        "/content/requests/*/reviews/initial-*.md @ada @eve @eve-at-work",
        "a name elsewhere is none here, and a draft holds nothing"
    );
    site.write("casebook.yaml", "repository: {url: https://codeberg.org/example/desk}\n");
    assert_eq!(site.run(["init", ".", "--forge", "forgejo", "--today", TODAY]).status, 0);
    assert_eq!(reviews(&site, "CODEOWNERS"), r"content/requests/[^/]+/reviews/initial-[^/]+\\.md @cleo @eva");
    let workflow = fs::read_to_string(site.path(".forgejo/workflows/casebook-gate.yml")).unwrap();
    assert!(workflow.contains("runs-on: codeberg-medium\n"), "{workflow}");
    let judge = fs::read_to_string(site.path(".forgejo/casebook/judge.sh")).unwrap();
    assert!(judge.contains("--forge codeberg "), "{judge}");
}

#[test]
fn nothing_is_written_over() {
    let site = Site::new().file(".github/CODEOWNERS", "mine\n").file(".github/casebook/gate.sh", "mine\n");
    let before = tree(&site.root());
    let ran = site.run(["init", ".", "--forge", "github"]);
    let message = "error: these are there already, and nothing was written: .github/CODEOWNERS, \
                   .github/casebook/gate.sh\n = help: move them away first\n";
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (2, "", message));
    assert_eq!(tree(&site.root()), before);
}

#[test]
fn a_new_site_comes_with_the_files_of_its_forge() {
    let site = Site::new();
    let ran = site.run(["init", "new", "--forge", "gitlab"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.starts_with("A new site is in `new`."), "{}", ran.stdout);
    assert!(site.path("new/.gitlab-ci.yml").exists() && site.path("new/casebook.yaml").exists());
    assert_eq!(site.run(["check", "--root", "new"]).stdout, "");
}

#[test]
fn a_forge_finds_its_files_in_the_topmost_folder() {
    let config = "repository: {url: https://github.com/o/r, folder: sites/desk, branch: trunk}\n";
    let site = Site::new().file("sites/desk/casebook.yaml", config);
    let ran = site.run(["init", "sites/desk", "--forge", "github"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let owners = fs::read_to_string(site.path(".github/CODEOWNERS")).unwrap();
    assert!(
        owners.contains("\n# /sites/desk/casebook.yaml @NAME\n# /sites/desk/content/workflow.yaml @NAME\n"),
        "{owners}"
    );
    assert!(owners.contains("\n# /.github/ @NAME\n"), "{owners}");
    let judge = fs::read_to_string(site.path(".github/casebook/judge.sh")).unwrap();
    assert!(judge.contains("\nsite='sites/desk'\n"), "{judge}");
    let workflow = fs::read_to_string(site.path(".github/workflows/casebook-gate.yml")).unwrap();
    assert!(workflow.contains("branches: [\"trunk\"]"), "{workflow}");

    let said = |config: &str, forge: &str| {
        let site = Site::new().file("sites/desk/casebook.yaml", config);
        site.write(".git/HEAD", "");
        let before = tree(&site.root());
        let ran = site.run(["init", "sites/desk", "--forge", forge]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
        assert_eq!(tree(&site.root()), before);
        ran.stderr
    };
    assert!(said("", "github").contains("as `folder` of `repository`"));
    assert!(
        said("repository: {url: https://gitlab.com/o/r, folder: desk}\n", "github")
            .contains("another kind of forge")
    );
    assert!(
        said("repository: {url: https://gitlab.com/o/r, folder: else}\n", "gitlab")
            .contains("in the folder else")
    );
    let shell = "repository: {url: https://gitlab.com/o/r, folder: sites/desk, branch: \"a'$(id)\"}\n";
    assert!(said(shell, "gitlab").contains("would have to stand in scripts"));
    assert!(said("titel: x\n", "gitlab").contains("has errors"));
}
