//! The files of each forge, and who is asked to review what.

use std::fs;

use serde_json::Value;

use super::runner::{EVERYBODY, PROGRAM, move_accounts};
use crate::site::{Site, TODAY, assert_expected, tree};

const SUM: &str = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";

/// What is written for a forge: the list of it, what is said, and who is asked to review.
fn written(forge: &str, people: &[&str]) -> String {
    let site = Site::copy_of("tests/gate/desk");
    site.write("casebook.yaml", "title: A made-up desk\n");
    move_accounts(&site, people, forge);
    let before = tree(&site.root());
    let archive = ["--program", PROGRAM, "--sha256", SUM];
    let ran = site.run([&["init", ".", "--forge", forge, "--today", TODAY][..], &archive].concat());
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
        for builder in ["cargo ", "rustup", "npm ", "pip "] {
            assert!(!file.contains(builder), "{path} asks a registry by a name: {builder}");
        }
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
    let rules = |site: &Site, file: &str| {
        let text = fs::read_to_string(site.path(file)).unwrap();
        text.lines().find(|line| line.contains("themes/")).unwrap().to_owned()
    };
    assert_eq!(site.run(["init", ".", "--forge", "github", "--today", TODAY]).status, 0);
    assert_eq!(
        rules(&site, ".github/CODEOWNERS"),
        "/themes/ @ada @eve @eve-at-work @hal @ida",
        "a name elsewhere is none here, and a draft holds nothing"
    );
    site.write("casebook.yaml", "repository: {url: https://codeberg.org/example/desk}\n");
    assert_eq!(site.run(["init", ".", "--forge", "forgejo", "--today", TODAY]).status, 0);
    assert_eq!(rules(&site, "CODEOWNERS"), "themes/.* @cleo @eva");
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
    let said = site.run(["check", "--root", "new"]);
    assert_eq!((said.status, said.stdout.matches("warning[").count()), (0, 4), "{}", said.stdout);
    assert_eq!(said.stdout.matches("[unready-desk]").count(), 4, "{}", said.stdout);
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

/// Of a new site: the program's answer, and the script that installs it.
fn installed(flags: &[&str]) -> (crate::site::Ran, String) {
    let site = Site::new();
    let ran = site.run([&["init", "new", "--forge", "github"], flags].concat());
    let script = fs::read_to_string(site.path("new/.github/casebook/install.sh")).unwrap_or_default();
    (ran, script)
}

#[test]
fn the_archive_of_the_program_is_named_with_its_sum() {
    let (ran, script) = installed(&["--program", PROGRAM, "--sha256", &SUM.to_uppercase()]);
    assert!(!ran.stdout.contains("where to get Casebook"), "{}", ran.stdout);
    assert!(script.contains(&format!("\nprogram='{PROGRAM}'\nsha256='{SUM}'\n")), "{script}");
    // What looks like a name that is filled is a part of the address.
    let address = "https://example.org/%SHA256%%PROGRAM%.tar.gz";
    let (_, script) = installed(&["--program", address, "--sha256", SUM]);
    assert!(script.contains(&format!("\nprogram='{address}'\n")), "{script}");

    for (flags, said) in [
        (&["--program", PROGRAM][..], "--sha256 <SUM>"),
        (&["--sha256", SUM], "--program <URL>"),
        (&["--program", "http://example.org/a.tar.gz", "--sha256", SUM], "write an address such as https://"),
        (&["--program", PROGRAM, "--sha256", &SUM[1..]], "write the 64 hexadecimal digits"),
    ] {
        let (ran, script) = installed(flags);
        assert_eq!((ran.status, script.as_str()), (2, ""), "{flags:?}");
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
    let site = Site::new();
    let ran = site.run(["init", "new", "--program", PROGRAM, "--sha256", SUM]);
    assert!(ran.status == 2 && ran.stderr.contains("--forge <NAME>"), "{}", ran.stderr);
}

#[test]
fn without_an_archive_the_files_say_what_to_set() {
    for (forge, scripts) in [("github", ".github"), ("gitlab", ".gitlab"), ("forgejo", ".forgejo")] {
        let site = Site::new();
        let ran = site.run(["init", "new", "--forge", forge]);
        let script = format!("{scripts}/casebook/install.sh");
        let said =
            format!("write the address of an archive of it and its\nSHA-256 into {script}, as `program`");
        assert!(ran.stdout.contains(&said), "{}", ran.stdout);
        let output =
            std::process::Command::new("bash").arg(site.path(&format!("new/{script}"))).output().unwrap();
        let said = format!(
            "Casebook is not set up here yet. In {script}, write the address of an archive (.tar.gz) of Casebook as \
             `program` (line 9) and its SHA-256 as `sha256` (line 10).\n"
        );
        assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(2), said));
        let text = fs::read_to_string(site.path(&format!("new/{script}"))).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[8..10], ["program=''", "sha256=''"]);
    }
}

/// The script that installs, run with a `curl` that gives this archive.
#[test]
fn only_an_archive_of_that_sum_is_unpacked_and_what_is_kept_is_checked() {
    let site = Site::new();
    let root = site.beside("");
    let shell = |script: &str| {
        let path = format!("{}:{}", root.join("programs").display(), std::env::var("PATH").unwrap());
        let output = std::process::Command::new("bash")
            .args(["-euc", script])
            .current_dir(&root)
            .env("PATH", path)
            .env("HOME", root.join("home"))
            .env("CASEBOOK_CACHE", root.join("kept"))
            .output()
            .unwrap();
        (output.status.success(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    };
    let pack = "mkdir -p programs home casebook-1 && printf '#!/bin/sh\necho casebook 1\n' >casebook-1/casebook \
        && chmod +x casebook-1/casebook && tar -czf right.tar.gz casebook-1 && cp right.tar.gz given.tar.gz \
        && sha256sum right.tar.gz";
    let (_, said) = shell(pack);
    let sum = said[..64].to_owned();
    let curl = "#!/bin/sh\necho \"$*\" >>../asked 2>/dev/null || true\nwhile [ \"$1\" != --output ]; do shift; done\n\
                echo fetched >>ROOT/asked\ncp ROOT/given.tar.gz \"$2\"\n";
    fs::write(root.join("programs/curl"), curl.replace("ROOT", root.to_str().unwrap())).unwrap();
    shell("chmod +x programs/curl");
    assert_eq!(
        site.run(["init", "new", "--forge", "github", "--program", PROGRAM, "--sha256", &sum]).status,
        0
    );
    let script = site.path("new/.github/casebook/install.sh");
    let install = || shell(&format!("rm -rf put; bash {} put; put/casebook", script.display()));
    let fetched = || fs::read_to_string(root.join("asked")).unwrap().matches("fetched").count();

    assert_eq!(install(), (true, "casebook 1\ncasebook 1\n".to_owned()));
    assert_eq!((install().0, fetched()), (true, 1), "kept by its sum");
    // Somebody has put another one there.
    fs::write(root.join(format!("kept/{sum}.tar.gz")), "another").unwrap();
    assert_eq!((install().0, fetched()), (true, 2));
    // The address gives another one.
    shell("rm -r kept; echo another >>casebook-1/casebook; tar -czf given.tar.gz casebook-1");
    let (ok, said) = install();
    assert!(
        !ok && said.contains(&format!("does not have the SHA-256 {sum}, so it was not unpacked")),
        "{said}"
    );
    assert!(!root.join("put").exists() && !root.join("kept").exists());
    // Where nothing can be kept it is fetched each time.
    shell("cp right.tar.gz given.tar.gz; touch kept");
    let before = fetched();
    assert!(install().0 && install().0);
    assert_eq!(fetched(), before + 2);

    // An archive that holds no such program.
    let (_, said) =
        shell("rm kept; mkdir x; echo >x/readme; tar -czf given.tar.gz x; sha256sum given.tar.gz");
    let text = fs::read_to_string(&script).unwrap().replace(&sum, &said[..64]);
    fs::write(&script, text).unwrap();
    let (ok, said) = install();
    assert!(!ok && said.contains("holds no program named `casebook`"), "{said}");
}

#[test]
fn the_page_of_rights_is_what_the_workflows_have() {
    let site = Site::new();
    assert_eq!(site.run(["init", "new", "--forge", "github"]).status, 0);
    let page = fs::read_to_string(site.path("new/.github/CASEBOOK.md")).unwrap();
    let (_, table) = page.split_once("| job | right | why |\n| --- | --- | --- |\n").unwrap();
    let mut told: Vec<(String, String)> = Vec::new();
    for row in table.lines().take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        told.push((cells[1].to_owned(), cells[2].trim_matches('`').to_owned()));
    }
    let mut held = Vec::new();
    for (path, bytes) in tree(&site.path("new/.github/workflows")) {
        let workflow: Value = serde_yaml::from_slice(&bytes).unwrap();
        assert_eq!(workflow["permissions"], serde_json::json!({}), "{path}");
        for job in workflow["jobs"].as_object().unwrap().values() {
            let name = job["name"].as_str().unwrap().to_owned();
            let rights = job["permissions"].as_object().unwrap();
            if rights.is_empty() {
                held.push((name.clone(), "none".to_owned()));
            }
            held.extend(
                rights
                    .iter()
                    .map(|(right, how)| (name.clone(), format!("{right}: {}", how.as_str().unwrap()))),
            );
        }
    }
    told.sort();
    held.sort();
    assert_eq!(told, held);
}
