//! Clones that lack a part of their repository, and names that lead to more than one place.

use std::path::Path;

use super::*;

/// A branch `main` and a branch `side`, in whose past a file was renamed and changed.
fn origin() -> Repository {
    let mut repository = Repository::new();
    let text = |end: &str| "a line and\n".repeat(20) + end;
    for (day, name, end) in [(1, "a", ""), (2, "b", "one\n"), (3, "b", "two\n")] {
        repository.day = day;
        let _ = fs::remove_file(repository.folder.path().join("site/content/a.md"));
        repository.write(&format!("site/content/{name}.md"), &text(end));
        repository.git(&["add", "--all"], "");
        repository.git_as("Ada", &["commit", "--quiet", "--message=x"], "");
    }
    repository.git(&["checkout", "--quiet", "-b", "side", "HEAD~1"], "");
    repository.commit("Grace", &["site/content/b.md"]);
    repository.git(&["checkout", "--quiet", "main"], "");
    for setting in ["uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"] {
        repository.git(&["config", setting, "true"], "");
    }
    repository
}

fn clone(origin: &Repository, options: &[&str]) -> PathBuf {
    let url = format!("file://{}", origin.folder.path().display());
    origin.git(&[&["clone", "--quiet"], options, &[&url, "clone"]].concat(), "");
    origin.folder.path().join("clone/site")
}

/// What the commands of the gate say, one after the other. `blob` is in the past alone.
fn gate(root: &Path, blob: &str) -> Vec<(&'static str, Result<()>)> {
    let at = |name: &str| resolve(root, name).unwrap().unwrap();
    let (main, side) = (at("origin/main"), at("origin/side"));
    let old = Revision::from(&*format!("{}~2", main.as_str()));
    vec![
        ("merge", merge(root, &main, &side).map(drop)),
        ("list", list(root, &old).map(drop)),
        ("blobs", blobs(root, &[blob]).map(drop)),
        ("changed", changed(root, &old, &main).map(drop)),
    ]
}

fn failed_ones(origin: &Repository, root: &Path) -> Vec<&'static str> {
    let blob = origin.git(&["rev-parse", "main~2:site/content/a.md"], "");
    let mut failed = Vec::new();
    for (what, result) in gate(root, &blob) {
        if let Err(error) = result {
            let shown = error.shown();
            let lines: Vec<&str> = shown.lines().collect();
            assert!(lines[0].contains(" lacks ") && lines[0].contains("cannot be judged"), "{what}: {shown}");
            assert!(!shown.contains("SIGPIPE"), "{what}: {shown}");
            assert!(lines[1].starts_with(" = help: fetch all of it: `git fetch --"), "{what}: {shown}");
            failed.push(what);
        }
    }
    failed
}

#[test]
fn a_partial_clone_names_what_to_fetch_and_reads_it_then() {
    for (filter, expected) in [
        ("--filter=blob:none", &["merge", "list", "blobs"][..]),
        ("--filter=tree:0", &["merge", "list", "blobs", "changed"]),
    ] {
        let origin = origin();
        let root = clone(&origin, &[filter]);
        let now = jiff::Timestamp::MAX;
        let told = unread(&history(&root, now).unwrap_err());
        assert!(
            told.message.ends_with(": the clone is partial and lacks files of the past"),
            "{}",
            told.message
        );
        assert!(told.help.unwrap().contains("`git fetch --refetch --no-filter`"));
        assert_eq!(failed_ones(&origin, &root), expected, "{filter}");

        let fetch = ["-C", "clone", "fetch", "--quiet", "--refetch", "--no-filter"];
        origin.git(&fetch, "");
        assert_eq!(failed_ones(&origin, &root), [""; 0]);
        let history = history(&root, now).unwrap();
        assert_eq!(shown(&history), ["content/b.md: 1..3: Ada"]);
    }
}

#[test]
fn a_shallow_clone_names_what_to_fetch() {
    let origin = origin();
    let root = clone(&origin, &["--depth=1", "--no-single-branch"]);
    let at = |name: &str| resolve(&root, name).unwrap().unwrap();
    let (main, side) = (at("origin/main"), at("origin/side"));
    let shown = merge(&root, &main, &side).unwrap_err().shown();
    assert!(shown.starts_with("error: the clone is shallow and lacks what both have in common"), "{shown}");
    assert!(shown.contains(" = help: fetch all of it: `git fetch --unshallow`"), "{shown}");
    origin.git(&["-C", "clone", "fetch", "--quiet", "--unshallow"], "");
    assert!(merge(&root, &main, &side).is_ok());
    // Where nothing is cut off, they have nothing in common.
    origin.git(&["checkout", "--quiet", "--orphan", "apart"], "");
    origin.git_as("Eve", &["commit", "--quiet", "--message=x"], "");
    let apart = resolve(&origin.root(), "apart").unwrap().unwrap();
    let shown = merge(&origin.root(), &main, &apart).unwrap_err().shown();
    assert!(shown.contains("unrelated histories") && !shown.contains("fetch"), "{shown}");
}

#[test]
fn a_name_that_two_have_is_refused_with_both() {
    let repository = origin();
    let root = repository.root();
    let ids = |name: &str| resolve(&root, name).unwrap().unwrap();
    let main = ids("main");
    repository.git(&["update-ref", "refs/remotes/origin/main", "main"], "");
    assert_eq!(ids("origin/main"), main);
    for (reference, name) in [
        ("refs/tags/main", "main"),
        ("refs/remotes/main", "main"),
        ("refs/remotes/main/HEAD", "main"),
        ("refs/main", "main"),
        ("refs/heads/origin/main", "origin/main"),
        ("refs/tags/main", "main~1"),
        ("refs/tags/main", "main^{commit}"),
    ] {
        repository.git(&["update-ref", reference, "side"], "");
        let shown = resolve(&root, name).unwrap_err().shown();
        let other = if name == "origin/main" { "refs/remotes/origin/main" } else { "refs/heads/main" };
        assert!(shown.starts_with("error: the revision `"), "{shown}");
        assert!(
            shown.contains(&format!("`{reference}`")) && shown.contains(&format!("`{other}`")),
            "{shown}"
        );
        // What is written in full is one of them.
        assert_eq!(ids("refs/heads/main"), main);
        assert_eq!(ids(main.as_str()), main);
        repository.git(&["update-ref", "-d", reference], "");
    }
    repository.git(&["update-ref", "refs/heads/main@home", "side"], "");
    repository.git(&["update-ref", "refs/tags/main@home", "main"], "");
    assert!(resolve(&root, "main@home").unwrap_err().shown().contains("`refs/heads/main@home`"));
    assert!(resolve(&root, "main@{0}").is_ok());
    // What lies below a name is not of that name.
    repository.git(&["update-ref", "refs/tags/side/later", "side"], "");
    assert_eq!(ids("side"), ids("refs/heads/side"));
}
