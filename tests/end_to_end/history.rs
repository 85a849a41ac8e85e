//! What pages say of their history, from a real repository, and without one.

use std::fs;

use crate::html::outline;
use crate::site::{Site, TITLE, git};

fn foot(page: &str) -> String {
    outline(page).split_once("Last changed").map_or(String::new(), |(_, foot)| foot.to_owned())
}

fn about(site: &Site) -> String {
    foot(&site.page("about/index.html"))
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
    assert_eq!(about(&site), "\n6 February 2025\nContributors\nAda\nGrace\n");
    // A record's own word outranks git's.
    site.write("content/pages/about.md", "---\ntitle: Another title\nupdated: 2024-12-24\n---\n");
    site.built();
    assert!(about(&site).starts_with("\n24 December 2024\n"), "{}", about(&site));
}

#[test]
fn a_new_commit_is_noticed_though_no_file_has_changed() {
    let site = Site::new().file("content/pages/about.md", TITLE);
    site.commit("Ada", "2025-01-05");
    site.built();
    assert!(site.build(&[]).stdout.starts_with("Nothing has changed"));
    site.write("content/pages/about.md", "---\ntitle: Made up\n---\nA text.\n");
    site.built();
    assert!(about(&site).contains("5 January 2025"));
    site.commit("Grace", "2025-02-06");
    assert!(site.build(&[]).stdout.starts_with("Built "));
    assert!(about(&site).contains("6 February 2025"), "{}", about(&site));
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
        assert_eq!(about(&site), "\n5 January 2025\nContributors\nAda\n", "{variable}");
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

/// A request as it stands in one of its states.
fn maps(state: &str) -> String {
    format!(
        "---\ntitle: Old maps\nsummary: Made up.\nassignee: hal\nsize: question\nstatus: {state}\n---\nMade up.\n"
    )
}

const MAPS: &str = "content/requests/maps/index.md";

/// The desk with that request, which came in on a day in January 2026.
fn desk() -> Site {
    let site = Site::copy_of("tests/gate/desk");
    fs::remove_dir_all(site.path("content/requests")).unwrap();
    fs::remove_dir_all(site.path("content/cases")).unwrap();
    site.write(MAPS, maps("submitted"));
    site.commit("Hal", "2026-01-12");
    site
}

/// Merges the branch `change`, as a forge does.
fn merge(site: &Site, day: &str) {
    site.git(&["switch", "--quiet", "main"], "Keeper", day);
    site.git(&["merge", "--quiet", "--no-ff", "--no-edit", "change"], "Keeper", day);
}

/// How the request came to where it is, as its page says.
fn way(site: &Site) -> String {
    site.built();
    let page = outline(&site.page("requests/maps/index.html"));
    let way = page.split_once("## How it came here [#](#section-way)\n").map_or("", |(_, way)| way);
    way.split("\n## ").next().unwrap().to_owned()
}

#[test]
fn what_a_merged_change_invents_and_takes_back_was_never_so() {
    let site = desk();
    let before = (way(&site), site.page("desk/figures.csv"), site.page("desk/figures.json"));
    site.git(&["switch", "--quiet", "--create", "change"], "Mallory", "2021-01-01");
    site.write(MAPS, maps("completed"));
    site.commit("Mallory", "2021-01-01");
    site.write(MAPS, maps("submitted"));
    site.commit("Mallory", "2021-01-02");
    site.write("content/guides/lamps.md", "---\ntitle: Lamps\nsummary: Made up.\n---\nMade up.\n");
    site.commit("Zoe", "2021-01-03");
    merge(&site, "2026-02-02");
    assert_eq!((way(&site), site.page("desk/figures.csv"), site.page("desk/figures.json")), before);
    for (name, bytes) in site.output().into_iter().filter(|(name, _)| !name.starts_with("theme/")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("2021") && !text.contains("Mallory"), "{name}");
    }
    let page = outline(&site.page("guides/lamps/index.html"));
    assert!(page.contains("Last changed\n2 February 2026\nContributors\nZoe\n"), "{page}");
}

#[test]
fn a_request_moves_when_its_change_is_merged_and_by_whoever_wrote_it() {
    let site = desk();
    site.git(&["switch", "--quiet", "--create", "change"], "Ada", "2026-01-20");
    site.write(MAPS, maps("submitted").replace("Made up.\n", "Made up, with more words.\n"));
    site.commit("Zoe", "2026-01-20");
    site.write(MAPS, maps("completed").replace("Made up.\n", "Made up, with more words.\n"));
    site.commit("Ada", "2026-01-21");
    merge(&site, "2026-02-20");
    assert_eq!(way(&site), "Completed 20 February 2026 Zoe, Ada\nSubmitted 12 January 2026 Hal");
    let shown = site.run(["request", "show", "maps", "--today", "2026-03-01"]).stdout;
    assert!(shown.contains("2026-02-20 completed, Zoe, Ada\n"), "{shown}");
    let page = outline(&site.page("requests/maps/index.html"));
    assert!(page.contains("Last changed\n20 February 2026\nContributors\nHal\nZoe\nAda\n"), "{page}");
}

#[test]
fn a_move_of_a_day_that_cannot_be_has_the_day_of_the_commit_before() {
    let site = desk();
    site.write(MAPS, maps("completed"));
    site.commit("Hal", "2021-01-01");
    let ran = site.build(&[]);
    assert_eq!(ran.status, 0);
    assert!(
        ran.stderr.contains("warning[commit-date]: git has a commit of 2021-01-01 for this file"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains(MAPS), "{}", ran.stderr);
    let page = outline(&site.page("requests/maps/index.html"));
    assert!(page.contains("Completed 12 January 2026 Hal") && !page.contains("2021"), "{page}");
}

#[test]
fn a_renamed_record_keeps_its_authors_and_its_first_day() {
    let text = "---\ntitle: Lamps\nsummary: How a made-up lamp is lit.\nALIASES---\nLight it, and put it out again.\n";
    let old = text.replace("ALIASES", "");
    let site = Site::new().file("content/guides/lamps.md", &old);
    site.commit("Ada", "2025-01-05");
    let published = |site: &Site, address: &str| {
        site.built();
        assert!(site.page("feed.xml").contains("<published>2025-01-05T"), "{}", site.page("feed.xml"));
        foot(&site.page(address))
    };
    // It is given a folder,
    site.git(&["rm", "--quiet", "-r", "content/guides"], "Grace", "2025-02-06");
    site.write("content/guides/lamps/index.md", &old);
    site.commit("Grace", "2025-02-06");
    assert_eq!(published(&site, "guides/lamps/index.html"), "\n6 February 2025\nContributors\nAda\nGrace\n");
    // and then another address.
    site.git(&["mv", "content/guides/lamps", "content/guides/lanterns"], "Hal", "2025-03-07");
    site.write("content/guides/lanterns/index.md", text.replace("ALIASES", "aliases: [/guides/lamps/]\n"));
    site.commit("Hal", "2025-03-07");
    assert_eq!(
        published(&site, "guides/lanterns/index.html"),
        "\n7 March 2025\nContributors\nAda\nGrace\nHal\n"
    );
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
    let told = String::from_utf8(gate.stderr).unwrap();
    assert!(told.contains(" = help: the folder is somebody else's: if you trust it"), "{told}");
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
    assert_eq!(about(&clone), "\n1 January 2025\nContributors\nAda\n");
}

#[test]
fn a_partial_clone_shows_no_dates_and_the_gate_says_what_to_fetch() {
    for (filter, number) in [("--filter=blob:none", 0), ("--filter=tree:0", 1)] {
        let origin = Site::new().file("content/pages/about.md", TITLE);
        origin.commit("Ada", "2025-01-01");
        origin.write("content/pages/about.md", "---\ntitle: Another title\n---\n");
        origin.commit("Ada", "2025-01-02");
        origin.git(&["switch", "--quiet", "--create", "change", "main~1"], "Zoe", "2025-01-02");
        origin.write("content/pages/about.md", "---\ntitle: Made up\nsummary: Made up.\n---\n\nMade up.\n");
        origin.commit("Zoe", "2025-01-03");
        origin.git(&["switch", "--quiet", "main"], "Ada", "2025-01-03");
        for setting in ["uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"] {
            origin.git(&["config", setting, "true"], "Ada", "2025-01-03");
        }
        let clone = Site::new();
        fs::remove_dir_all(clone.root()).unwrap();
        let url = format!("file://{}", origin.root().display());
        git(&clone.beside("."), &["clone", "--quiet", filter, &url, "site"], "Ada", "2025-03-03");
        let told = "the history cannot be read, so pages show no dates from it: \
                    the clone is partial and lacks files of the past";
        for _ in 0..2 {
            let ran = clone.build(&[]);
            assert_eq!(ran.status, 0, "{}", ran.stderr);
            assert!(ran.stderr.starts_with(&format!("warning[unread-history]: {told}\n")), "{}", ran.stderr);
            assert!(ran.stderr.contains("help: fetch all of it: `git fetch --refetch --no-filter`"));
            assert_eq!(about(&clone), "");
        }
        let gate = ["check", "--base", "origin/main", "--head", "origin/change", "--actor", "zoe"];
        let ran = clone.run(gate);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{number}");
        assert!(
            ran.stderr.starts_with("error: the clone is partial and lacks files of the past"),
            "{}",
            ran.stderr
        );
        assert!(ran.stderr.contains(" = help: fetch all of it: `git fetch --refetch"), "{}", ran.stderr);
        assert!(!ran.stderr.contains("SIGPIPE"), "{}", ran.stderr);
        // Though no source has changed.
        git(&clone.root(), &["fetch", "--quiet", "--refetch", "--no-filter"], "Ada", "2025-03-03");
        clone.built();
        assert_eq!(about(&clone), "\n2 January 2025\nContributors\nAda\n");
        assert_ne!(clone.run(gate).status, 2);
    }
}

#[test]
fn the_gate_says_what_a_shallow_clone_lacks_and_which_two_have_a_name() {
    let origin = Site::new().file("content/pages/about.md", TITLE);
    origin.commit("Ada", "2025-01-01");
    origin.git(&["switch", "--quiet", "--create", "change"], "Zoe", "2025-01-02");
    origin.write("content/pages/other.md", TITLE);
    origin.commit("Zoe", "2025-01-02");
    origin.git(&["switch", "--quiet", "main"], "Ada", "2025-01-02");
    origin.write("content/pages/about.md", "---\ntitle: Another title\n---\n");
    origin.commit("Ada", "2025-01-03");
    let clone = Site::new();
    fs::remove_dir_all(clone.root()).unwrap();
    let url = format!("file://{}", origin.root().display());
    let arguments = ["clone", "--quiet", "--depth=1", "--no-single-branch", &url, "site"];
    git(&clone.beside("."), &arguments, "Ada", "2025-03-03");
    for ends in [&["--base", "origin/main", "--head", "origin/change"][..], &["--base", "origin/change"]] {
        let ran = clone.run([&["check", "--actor", "zoe"], ends].concat());
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
        let told = "error: the clone is shallow and lacks what both have in common";
        assert!(ran.stderr.starts_with(told), "{}", ran.stderr);
        assert!(ran.stderr.contains(" = help: fetch all of it: `git fetch --unshallow`"), "{}", ran.stderr);
    }
    // A tag like the base, on the change itself.
    origin.git(&["tag", "main", "change"], "Zoe", "2025-03-03");
    let judge = |base| origin.run(["check", "--base", base, "--head", "change", "--actor", "zoe"]);
    let ran = judge("main");
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    assert_eq!(
        ran.stderr,
        "error: the revision `main` can be `refs/heads/main` or `refs/tags/main`\n \
         = help: write `refs/heads/main` or `refs/tags/main`, or delete the one that is not meant\n"
    );
    assert_eq!(judge("refs/heads/main").stderr, "");
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
