//! What a file keeps when it is given another name.

use super::*;

/// A text of which a renamed file keeps most.
fn text(about: &str) -> String {
    let lines: Vec<String> = (0..20).map(|line| format!("line {line} about {about}\n")).collect();
    lines.concat()
}

/// A day later, `author` does what `work` does.
fn day(repository: &mut Repository, author: &str, work: impl FnOnce(&Repository)) {
    repository.day += 1;
    work(repository);
    repository.git(&["add", "--all"], "");
    repository.git_as(author, &["commit", "--quiet", "--message=x"], "");
}

fn rename(repository: &Repository, from: &str, to: &str) {
    let at = |name: &str| repository.folder.path().join("site/content").join(name);
    fs::create_dir_all(at(to).parent().unwrap()).unwrap();
    fs::rename(at(from), at(to)).unwrap();
}

fn write(repository: &Repository, name: &str, text: &str) {
    repository.write(&format!("site/content/{name}"), text);
}

#[test]
fn a_renamed_file_keeps_its_authors_and_its_first_day() {
    let mut repository = Repository::new();
    day(&mut repository, "Ada", |here| write(here, "g/a.md", &text("lamps")));
    day(&mut repository, "Grace", |here| {
        rename(here, "g/a.md", "g/b.md");
        write(here, "g/b.md", &(text("lamps") + "aliases: [a]\n"));
    });
    assert_eq!(repository.history(), ["content/g/b.md: 1..2: Ada, Grace"]);
    // A folder, and back; what is added at the old name is another file.
    day(&mut repository, "Hal", |here| rename(here, "g", "h"));
    day(&mut repository, "Hal", |here| rename(here, "h/b.md", "h/a.md"));
    day(&mut repository, "Eve", |here| write(here, "g/a.md", "of something else"));
    assert_eq!(repository.history(), ["content/g/a.md: 5..5: Eve", "content/h/a.md: 1..4: Ada, Grace, Hal"]);
}

#[test]
fn no_setting_decides_what_was_renamed() {
    let mut repository = Repository::new();
    day(&mut repository, "Ada", |here| write(here, "a.md", &text("lamps")));
    day(&mut repository, "Grace", |here| {
        rename(here, "a.md", "b.md");
        write(here, "b.md", &(text("lamps") + "aliases: [a]\n"));
    });
    repository.write(".gitattributes", "* -text binary diff=evil\n");
    repository.write("order", "*\n");
    for (name, value) in [
        ("diff.renames", "false"),
        ("diff.renames", "copies"),
        ("diff.renameLimit", "1"),
        ("diff.orderFile", "order"),
        ("diff.evil.textconv", "false"),
        ("log.diffMerges", "off"),
    ] {
        repository.git(&["config", name, value], "");
        assert_eq!(repository.history(), ["content/b.md: 1..2: Ada, Grace"], "{name} = {value}");
        repository.git(&["config", "--unset", name], "");
    }
}

#[test]
fn a_record_that_is_given_a_folder_is_the_same_whatever_is_written_in_it() {
    let mut repository = Repository::new();
    day(&mut repository, "Ada", |here| write(here, "a.md", &text("lamps")));
    day(&mut repository, "Grace", |here| write(here, "b.md", &text("lamps")));
    // Both hold the same, so what they hold cannot tell them apart.
    day(&mut repository, "Hal", |here| {
        rename(here, "b.md", "b/index.md");
        rename(here, "a.md", "a/index.md");
    });
    assert_eq!(
        repository.history(),
        ["content/a/index.md: 1..3: Ada, Hal", "content/b/index.md: 2..3: Grace, Hal"]
    );
    day(&mut repository, "Eve", |here| {
        rename(here, "a/index.md", "a.md");
        write(here, "a.md", "nothing is left of it");
    });
    assert_eq!(
        repository.history(),
        ["content/a.md: 1..4: Ada, Hal, Eve", "content/b/index.md: 2..3: Grace, Hal"]
    );
}

#[test]
fn a_copy_takes_nothing_from_what_is_still_there() {
    let mut repository = Repository::new();
    day(&mut repository, "Ada", |here| write(here, "a.md", &text("lamps")));
    day(&mut repository, "Grace", |here| write(here, "b.md", &text("lamps")));
    // Nor does what takes its place.
    day(&mut repository, "Hal", |here| {
        write(here, "a/index.md", &text("lamps"));
        write(here, "a.md", "moved\n");
    });
    assert_eq!(
        repository.history(),
        ["content/a.md: 1..3: Ada, Hal", "content/a/index.md: 3..3: Hal", "content/b.md: 2..2: Grace"]
    );
}

#[test]
fn another_text_is_another_file() {
    let mut repository = Repository::new();
    day(&mut repository, "Ada", |here| write(here, "a.md", &text("lamps")));
    day(&mut repository, "Grace", |here| {
        fs::remove_file(here.folder.path().join("site/content/a.md")).unwrap();
        write(here, "b.md", "something else altogether\n");
    });
    assert_eq!(repository.history(), ["content/a.md: 1..2: Ada, Grace", "content/b.md: 2..2: Grace"]);
}

#[test]
fn a_file_that_comes_back_is_the_one_that_went() {
    let mut repository = Repository::new();
    day(&mut repository, "Ada", |here| write(here, "a.md", &text("lamps")));
    let there = |here: &Repository| here.folder.path().join("site/content/a.md");
    day(&mut repository, "Eve", |here| fs::remove_file(there(here)).unwrap());
    day(&mut repository, "Hal", |here| write(here, "a.md", &text("lamps")));
    assert_eq!(repository.history(), ["content/a.md: 1..3: Ada, Eve, Hal"]);
}

#[test]
fn a_rename_at_the_place_of_another_file_does_not_take_that_ones_authors() {
    let mut repository = Repository::new();
    day(&mut repository, "Ada", |here| write(here, "a.md", &text("lamps")));
    day(&mut repository, "Grace", |here| {
        write(here, "b.md", &text("mirrors and nothing else, in many words"));
    });
    day(&mut repository, "Hal", |here| rename(here, "b.md", "c.md"));
    day(&mut repository, "Hal", |here| rename(here, "a.md", "b.md"));
    assert_eq!(repository.history(), ["content/b.md: 1..4: Ada, Hal", "content/c.md: 2..3: Grace, Hal"]);
    let gone = |here: &Repository| fs::remove_file(here.folder.path().join("site/content/c.md")).unwrap();
    day(&mut repository, "Eve", gone);
    day(&mut repository, "Eve", |here| rename(here, "b.md", "c.md"));
    let history = repository.history();
    assert_eq!(history, ["content/c.md: 1..6: Ada, Hal, Eve"]);
}

#[test]
fn a_rename_within_a_merged_line_is_followed() {
    let mut repository = Repository::new();
    day(&mut repository, "Ada", |here| write(here, "requests/a.md", &text("lamps")));
    repository.git(&["checkout", "--quiet", "-b", "side"], "");
    day(&mut repository, "Grace", |here| write(here, "requests/a.md", &(text("lamps") + "and more\n")));
    day(&mut repository, "Hal", |here| rename(here, "requests/a.md", "requests/b.md"));
    // So much that the two ends have nothing in common any more.
    day(&mut repository, "Eve", |here| {
        let halves = text("lamps").split_off(text("lamps").len() / 2);
        write(here, "requests/b.md", &(halves + &text("other things")[..200]));
    });
    day(&mut repository, "Eve", |here| write(here, "requests/b.md", &text("other things")));
    repository.git(&["checkout", "--quiet", "main"], "");
    repository.day += 1;
    repository.git_as("Merger", &["merge", "--quiet", "--no-ff", "side"], "");
    assert_eq!(repository.history(), ["content/requests/b.md: 1..6: Ada, Grace, Hal, Eve"]);
    let history = history(&repository.root(), jiff::Timestamp::MAX).unwrap();
    let revisions = &history.files[&SitePath::new("content/requests/b.md")].revisions;
    let by: Vec<String> = revisions.iter().map(|one| one.by.join(", ")).collect();
    assert_eq!(by, ["Ada", "Grace, Hal, Eve"]);
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_do_not_cost_the_step() {
    use std::os::unix::ffi::OsStrExt;
    let bad = |here: &Repository, name: &[u8]| {
        here.folder.path().join("site/content").join(std::ffi::OsStr::from_bytes(name))
    };
    let mut repository = Repository::new();
    day(&mut repository, "Ada", |here| {
        write(here, "a.md", &text("lamps"));
        fs::write(bad(here, b"!\xff"), text("mirrors")).unwrap();
        write(here, "z.md", &text("stairs"));
    });
    day(&mut repository, "Grace", |here| {
        rename(here, "a.md", "b.md");
        fs::rename(bad(here, b"!\xff"), bad(here, b"c.md")).unwrap();
        rename(here, "z.md", "y.md");
    });
    day(&mut repository, "Hal", |here| {
        fs::rename(bad(here, b"c.md"), bad(here, b"\xfe\n:100644 commit x")).unwrap();
        rename(here, "b.md", "commit x");
        rename(here, "y.md", ":100644 100644 a b M");
    });
    assert_eq!(
        repository.history(),
        [
            "content/:100644 100644 a b M: 1..3: Ada, Grace, Hal",
            "content/c.md: 2..3: Grace, Hal",
            "content/commit x: 1..3: Ada, Grace, Hal",
        ]
    );
}

/// git opens `.gitattributes` of every folder in which it compares files, and would wait for this one.
#[cfg(unix)]
#[test]
fn rules_for_names_are_not_read() {
    let mut repository = Repository::new();
    day(&mut repository, "Ada", |here| write(here, "g/a.md", &text("lamps")));
    day(&mut repository, "Grace", |here| {
        rename(here, "g/a.md", "g/b.md");
        write(here, "g/b.md", &(text("lamps") + "aliases: [a]\n"));
    });
    let pipe = repository.folder.path().join("site/content/g/.gitattributes");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert_eq!(repository.history(), ["content/g/b.md: 1..2: Ada, Grace"]);
    // Nor is a list of names that has no end.
    std::os::unix::fs::symlink("/dev/zero", repository.folder.path().join(".mailmap")).unwrap();
    assert_eq!(repository.history(), ["content/g/b.md: 1..2: Ada, Grace"]);
}
