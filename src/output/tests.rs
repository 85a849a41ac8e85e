use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rayon::prelude::*;
use tempfile::TempDir;

use xxhash_rust::xxh3::xxh3_128;

use super::manifest::Entry;
use super::stage::Stage;
use super::{LastBuild, Output, Summary, unchanged};
use crate::error::ErrorKind;
use crate::read::Stamp;

/// A site with its sources, and an output folder `public` that does not exist yet.
struct Site {
    root: TempDir,
}

impl Site {
    fn new() -> Self {
        let root = TempDir::new().unwrap();
        fs::create_dir_all(root.path().join("content")).unwrap();
        fs::create_dir_all(root.path().join("themes")).unwrap();
        Self { root }
    }

    fn path(&self, below: &str) -> PathBuf {
        self.root.path().join(below)
    }

    fn out(&self, file: &str) -> PathBuf {
        self.path("public").join(file)
    }

    fn open(&self) -> Output {
        Output::open(&self.path("public"), self.root.path()).unwrap()
    }

    fn build(&self, files: &[(&str, &str)]) -> Summary {
        let output = self.open();
        for (file, text) in files {
            output.write(file, text.as_bytes()).unwrap();
        }
        output.finish(7, "All is well.").unwrap()
    }

    /// The same where the folders cannot change places.
    fn build_in_place(&self, files: &[(&str, &str)]) -> Summary {
        let live = self.path("public");
        let output = Output::on(live.clone(), Stage::within(&live).unwrap()).unwrap();
        for (file, text) in files {
            output.write(file, text.as_bytes()).unwrap();
        }
        output.finish(7, "All is well.").unwrap()
    }

    fn refusal(&self, dir: &str) -> String {
        let error = Output::open(&self.path(dir), self.root.path()).unwrap_err();
        assert!(error.kind == ErrorKind::Usage, "{error:?}");
        error
            .shown()
            .trim_start_matches("error: ")
            .trim_end()
            .replace(&self.path(dir).display().to_string(), dir)
    }

    /// Every file of the output with its text, without our own.
    fn files(&self) -> BTreeMap<String, String> {
        files_below(&self.path("public"))
    }
}

fn files_below(dir: &Path) -> BTreeMap<String, String> {
    walkdir::WalkDir::new(dir)
        .min_depth(1)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| {
            let ours = entry.path().strip_prefix(dir).unwrap();
            !ours.starts_with(".casebook") && !ours.starts_with(".casebook.stage")
        })
        .map(|entry| {
            let path = entry.path().strip_prefix(dir).unwrap();
            let kind = entry.file_type();
            let text = match (kind.is_dir(), kind.is_symlink()) {
                (true, _) => "(folder)".to_owned(),
                (_, true) => "(link)".to_owned(),
                _ => fs::read_to_string(entry.path()).unwrap(),
            };
            (path.to_str().unwrap().to_owned(), text)
        })
        .collect()
}

fn expected(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|&(file, text)| (file.to_owned(), text.to_owned())).collect()
}

fn summary(written: usize, unchanged: usize, removed: usize, bytes: u64) -> Summary {
    Summary { written, unchanged, removed, bytes, at_once: true }
}

/// The same where files were moved one by one.
fn moved(summary: Summary) -> Summary {
    Summary { at_once: false, ..summary }
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    std::os::unix::fs::symlink(to, at).unwrap();
}

#[cfg(unix)]
fn inode(path: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).unwrap().ino()
}

#[test]
fn a_first_build_makes_every_file() {
    let site = Site::new();
    let done = site.build(&[("index.html", "home"), ("cases/a/index.html", "case")]);
    assert_eq!(done, summary(2, 0, 0, 8));
    assert_eq!(
        site.files(),
        expected(&[
            ("cases", "(folder)"),
            ("cases/a", "(folder)"),
            ("cases/a/index.html", "case"),
            ("index.html", "home"),
        ])
    );
}

#[test]
fn many_threads_write_at_once() {
    let site = Site::new();
    let output = site.open();
    (0..2000).into_par_iter().for_each(|number| {
        let file = format!("a{}/b{}/{number}.html", number % 3, number % 7);
        output.write(&file, file.as_bytes()).unwrap();
    });
    assert_eq!(output.finish(1, "").unwrap().written, 2000);
    for number in 0..2000 {
        let file = format!("a{}/b{}/{number}.html", number % 3, number % 7);
        assert_eq!(fs::read_to_string(site.out(&file)).unwrap(), file);
    }
}

#[cfg(unix)]
#[test]
fn only_what_changed_is_written() {
    let site = Site::new();
    site.build(&[("a.html", "a"), ("b.html", "b")]);
    let before = (inode(&site.out("a.html")), inode(&site.out("b.html")));
    let done = site.build(&[("a.html", "a"), ("b.html", "changed")]);
    assert_eq!(done, summary(1, 1, 0, 8));
    assert_eq!(fs::read_to_string(site.out("b.html")).unwrap(), "changed");
    assert_eq!(inode(&site.out("a.html")), before.0);
    // Another file in its place: a reader of the old one was not disturbed.
    assert_ne!(inode(&site.out("b.html")), before.1);
}

#[test]
fn a_file_that_was_changed_or_deleted_by_hand_is_written_again() {
    let site = Site::new();
    site.build(&[("a.html", "ours"), ("b.html", "b")]);
    fs::write(site.out("a.html"), "theirs").unwrap();
    fs::remove_file(site.out("b.html")).unwrap();
    let done = site.build(&[("a.html", "ours"), ("b.html", "b")]);
    assert_eq!(done, summary(2, 0, 0, 5));
    assert_eq!(site.files(), expected(&[("a.html", "ours"), ("b.html", "b")]));
}

#[test]
fn what_is_no_longer_part_of_the_site_is_removed_and_nothing_else() {
    let site = Site::new();
    site.build(&[("a.html", "a"), ("old/deep/b.html", "b"), ("old/c.html", "c")]);
    fs::write(site.out("CNAME"), "example.org").unwrap();
    fs::write(site.out("old/mine.txt"), "mine").unwrap();
    let done = site.build(&[("a.html", "a")]);
    assert_eq!(done, summary(0, 1, 2, 1));
    assert_eq!(
        site.files(),
        expected(
            &[("CNAME", "example.org"), ("a.html", "a"), ("old", "(folder)"), ("old/mine.txt", "mine"),]
        )
    );
}

#[test]
fn a_file_may_become_a_folder_and_back() {
    let site = Site::new();
    site.build(&[("a", "file")]);
    site.build(&[("a/index.html", "page")]);
    assert_eq!(site.files(), expected(&[("a", "(folder)"), ("a/index.html", "page")]));
    site.build(&[("a", "file")]);
    assert_eq!(site.files(), expected(&[("a", "file")]));
}

#[test]
fn a_folder_with_files_of_someone_else_is_not_replaced() {
    let site = Site::new();
    site.build(&[("a/index.html", "page")]);
    fs::write(site.out("a/mine.txt"), "mine").unwrap();
    let output = site.open();
    output.write("a", b"file").unwrap();
    let error = output.finish(7, "").unwrap_err().shown();
    assert!(
        error.ends_with("holds files that Casebook did not write\n = help: move them elsewhere\n"),
        "{error}"
    );
    assert!(site.out("a/mine.txt").exists() && site.out("a/index.html").exists());

    fs::create_dir_all(site.out("b/deep")).unwrap();
    let output = site.open();
    output.write("b", b"file").unwrap();
    assert!(output.finish(7, "").is_err());
    assert!(site.out("b/deep").exists());
}

#[test]
fn one_path_is_written_once() {
    let site = Site::new();
    let output = site.open();
    output.write("a/b", b"1").unwrap();
    let refusal = |file: &str| output.write(file, b"2").unwrap_err().to_string();
    assert_eq!(refusal("a/b"), "`a/b` is written twice in one build");
    assert_eq!(refusal("a"), "`a` is a file and a folder of the site");
    assert_eq!(refusal("a/b/c"), "`a/b` is a file and a folder of the site");
}

#[test]
fn a_path_out_of_the_folder_or_onto_our_own_files_is_refused() {
    let site = Site::new();
    let output = site.open();
    let absolute = site.path("stray").display().to_string();
    for file in [
        "",
        "../stray",
        "a/../../stray",
        "./a",
        "a//b",
        "a/",
        "a\\b",
        "a\nb",
        ".casebook",
        ".casebook.stage",
        "cases/.casebook.tmp1",
        &absolute,
    ] {
        let refusal = output.write(file, b"x").unwrap_err().to_string();
        assert_eq!(refusal, format!("`{file}` is no path that the site can have a file at"));
    }
    assert!(!site.path("stray").exists());
}

#[test]
fn folders_that_are_not_ours_are_refused_untouched() {
    let site = Site::new();
    fs::create_dir_all(site.path("photos")).unwrap();
    fs::write(site.path("photos/cat.jpg"), "cat").unwrap();
    assert_eq!(
        site.refusal("photos"),
        "the output folder `photos` holds files that Casebook did not write, so nothing was \
         changed\n = help: empty it, or choose another output folder"
    );
    assert_eq!(files_below(&site.path("photos")), expected(&[("cat.jpg", "cat")]));
    assert!(!site.path(".photos.casebook").exists());

    fs::write(site.path("photos/.casebook"), "notes of mine").unwrap();
    fs::remove_file(site.path("photos/cat.jpg")).unwrap();
    assert!(site.refusal("photos").contains("did not write"));
}

#[test]
fn an_empty_folder_is_taken() {
    let site = Site::new();
    fs::create_dir(site.path("public")).unwrap();
    assert_eq!(site.build(&[("a", "a")]).written, 1);
}

#[test]
fn folders_of_the_site_are_refused() {
    let site = Site::new();
    let holds = "holds the site's own files\n = help: choose a folder that holds nothing else, such as \
                 `public`";
    assert_eq!(site.refusal("."), format!("the output folder `.` {holds}"));
    assert_eq!(site.refusal(".."), format!("the output folder `..` {holds}"));
    let overlaps = |dir: &str, name: &str| {
        format!(
            "the output folder `{dir}` overlaps the site's folder `{name}`\n = help: choose another output \
             folder, such as `public`"
        )
    };
    for dir in ["content", "content/new", "content/cases/new"] {
        assert_eq!(site.refusal(dir), overlaps(dir, "content"));
    }
    assert_eq!(site.refusal("themes/x"), overlaps("themes/x", "themes"));
    assert!(!site.path("content/new").exists());
    fs::write(site.path("file"), "").unwrap();
    assert_eq!(
        site.refusal("file"),
        "the output folder `file` is a file\n = help: choose another output folder"
    );
}

#[cfg(unix)]
#[test]
fn a_link_to_the_content_is_seen_through() {
    let site = Site::new();
    link(&site.path("content"), &site.path("public"));
    assert!(site.refusal("public").contains("folder `content`"));
    fs::create_dir(site.path("elsewhere")).unwrap();
    fs::remove_dir(site.path("content")).unwrap();
    link(&site.path("elsewhere/records"), &site.path("content"));
    fs::create_dir(site.path("elsewhere/records")).unwrap();
    assert!(site.refusal("elsewhere").contains("folder `content`"));
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_is_a_link_is_followed_only_to_a_folder() {
    let site = Site::new();
    let target = TempDir::new().unwrap();
    link(target.path(), &site.path("public"));
    site.build(&[("a", "a")]);
    assert_eq!(files_below(target.path()), expected(&[("a", "a")]));
    link(&site.path("nowhere"), &site.path("dangling"));
    assert_eq!(
        site.refusal("dangling"),
        "the output folder `dangling` is a link that leads nowhere\n = help: remove the link, or choose \
         another output folder"
    );
    assert!(!site.path("nowhere").exists());
}

#[cfg(unix)]
#[test]
fn links_in_the_output_are_replaced_and_never_followed() {
    for build in [Site::build, Site::build_in_place] {
        let site = Site::new();
        let outside = TempDir::new().unwrap();
        build(
            &site,
            &[("a.html", "a"), ("cases/b.html", "b"), ("old/c.html", "c"), ("old/deep/d.html", "d")],
        );
        fs::create_dir(outside.path().join("deep")).unwrap();
        for file in ["file", "c.html", "deep/d.html"] {
            fs::write(outside.path().join(file), "outside").unwrap();
        }
        for gone in ["cases", "old"] {
            fs::remove_dir_all(site.out(gone)).unwrap();
            link(outside.path(), &site.out(gone));
        }
        fs::remove_file(site.out("a.html")).unwrap();
        link(&outside.path().join("file"), &site.out("a.html"));
        link(&outside.path().join("new"), &site.out("new.html"));
        link(outside.path(), &site.out("folder.html"));

        build(&site, &[("a.html", "a"), ("cases/b.html", "b2"), ("folder.html", "f"), ("new.html", "n")]);
        assert_eq!(
            site.files(),
            expected(&[
                ("a.html", "a"),
                ("cases", "(folder)"),
                ("cases/b.html", "b2"),
                ("folder.html", "f"),
                ("new.html", "n"),
                ("old", "(link)"),
            ])
        );
        let kept =
            [("c.html", "outside"), ("deep", "(folder)"), ("deep/d.html", "outside"), ("file", "outside")];
        assert_eq!(files_below(outside.path()), expected(&kept));
    }
}

#[cfg(unix)]
#[test]
fn our_own_files_are_not_followed_either() {
    let site = Site::new();
    let outside = TempDir::new().unwrap();
    site.build(&[("a", "a")]);
    fs::remove_file(site.path(".public.casebook/lock")).unwrap();
    link(&outside.path().join("lock"), &site.path(".public.casebook/lock"));
    fs::remove_dir_all(site.path(".public.casebook/site")).ok();
    site.build(&[("a", "b")]);
    assert_eq!(files_below(outside.path()), expected(&[]));

    for ours in [".public.casebook/site", ".public.casebook"] {
        fs::remove_dir_all(site.path(ours)).unwrap();
        link(outside.path(), &site.path(ours));
        let refusal = site.refusal("public");
        assert!(refusal.ends_with("is where builds need a folder of their own\n = help: remove it"));
        fs::remove_file(site.path(ours)).unwrap();
        fs::create_dir(site.path(ours)).unwrap();
    }

    fs::rename(site.out(".casebook"), outside.path().join("manifest")).unwrap();
    link(&outside.path().join("manifest"), &site.out(".casebook"));
    assert!(site.refusal("public").contains("did not write"));
    assert_eq!(unchanged(&site.path("public"), 7), None);
}

#[test]
fn what_a_stopped_build_left_on_the_stage_is_used_or_cleared_away() {
    let site = Site::new();
    site.build(&[("a/b", "b"), ("c", "c")]);
    let output = site.open();
    output.write("a/b", b"new").unwrap();
    output.write("new/page", b"n").unwrap();
    drop(output);
    // Half of a file, as a kill leaves it.
    fs::write(site.path(".public.casebook/site/c"), "hal").unwrap();
    assert_eq!(site.files(), expected(&[("a", "(folder)"), ("a/b", "b"), ("c", "c")]));
    assert!(unchanged(&site.path("public"), 7).is_some());

    assert_eq!(site.build(&[("a/b", "b"), ("c", "c")]), summary(0, 2, 0, 2));
    assert_eq!(site.files(), expected(&[("a", "(folder)"), ("a/b", "b"), ("c", "c")]));
}

#[test]
fn files_of_other_people_stay_when_the_folders_change_places() {
    let site = Site::new();
    site.build(&[("a/b", "1")]);
    site.build(&[("a/b", "1"), ("c/d/e", "1")]);
    for (file, text) in
        [(".git/HEAD", "ref"), ("a/mine.txt", "mine"), ("c/d/mine.txt", "mine"), ("CNAME", "example.org")]
    {
        fs::create_dir_all(site.out(file).parent().unwrap()).unwrap();
        fs::write(site.out(file), text).unwrap();
    }
    let all = |text| {
        expected(&[
            (".git", "(folder)"),
            (".git/HEAD", "ref"),
            ("CNAME", "example.org"),
            ("a", "(folder)"),
            ("a/b", text),
            ("a/mine.txt", "mine"),
            ("c", "(folder)"),
            ("c/d", "(folder)"),
            ("c/d/e", text),
            ("c/d/mine.txt", "mine"),
        ])
    };
    for text in ["2", "3", "4"] {
        site.build(&[("a/b", text), ("c/d/e", text)]);
        assert_eq!(site.files(), all(text));
    }
}

#[test]
fn a_build_stopped_between_the_change_and_the_move_of_other_files_is_finished_by_the_next() {
    let site = Site::new();
    site.build(&[("a", "1")]);
    site.build(&[("a", "2")]);
    // As it is at that moment: they lie where the output folder was.
    fs::write(site.path(".public.casebook/site/CNAME"), "example.org").unwrap();
    fs::write(site.path(".public.casebook/carry"), "CNAME\0../stray\0gone").unwrap();
    assert_eq!(unchanged(&site.path("public"), 7), None);
    site.build(&[("a", "2")]);
    assert_eq!(site.files(), expected(&[("CNAME", "example.org"), ("a", "2")]));
    assert!(unchanged(&site.path("public"), 7).is_some());
}

#[test]
fn where_other_peoples_files_cannot_be_told_none_is_lost() {
    let site = Site::new();
    site.build(&[("a", "1")]);
    fs::write(site.path(".public.casebook/carry"), b"C\xffNAME").unwrap();
    let error = Output::open(&site.path("public"), site.root.path()).unwrap_err().shown();
    assert!(error.starts_with("error: cannot read ") && error.contains("UTF-8"), "{error}");
    assert!(site.path(".public.casebook/carry").exists());
    // A folder whose manifest cannot be read is not taken for one that has none.
    assert!(super::manifest::read(&site.out("a")).is_err());
}

#[test]
fn the_stage_is_no_matter_of_a_repository_or_an_archive() {
    let site = Site::new();
    let read = |file: &str| fs::read_to_string(site.path(".public.casebook").join(file)).unwrap();
    for _ in 0..2 {
        site.build(&[("a", "1")]);
        assert_eq!(read(".gitignore"), "*\n");
        assert_eq!(read("lock"), "This file keeps two builds from writing into the folder at once.\n");
    }
    fs::write(site.path(".public.casebook/.gitignore"), "mine\n").unwrap();
    site.build(&[("a", "2")]);
    assert_eq!(read(".gitignore"), "mine\n");
}

#[test]
fn whoever_looks_finds_one_site_and_never_some_of_each() {
    let site = Site::new();
    let numbers: Vec<String> = (0..40).map(|number| format!("{number}.html")).collect();
    let build = |text: &str| {
        let files: Vec<_> = numbers.iter().map(|name| (name.as_str(), text)).collect();
        site.build(&files);
    };
    build("0");
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let looked = scope.spawn(|| {
            let mut looked = 0;
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                let first = fs::read_to_string(site.out("0.html"));
                let last = fs::read_to_string(site.out("39.html"));
                // Two looks may fall on both sides of the change, but never back.
                let number = |text: std::io::Result<String>| text.unwrap().parse::<u32>().unwrap();
                assert!(number(first) <= number(last));
                looked += 1;
            }
            looked
        });
        for number in 1..30 {
            build(&number.to_string());
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(looked.join().unwrap() > 100);
    });
}

#[test]
fn where_folders_cannot_change_places_files_are_moved_one_by_one() {
    let site = Site::new();
    assert_eq!(site.build_in_place(&[("a/b", "1"), ("c", "1")]), moved(summary(2, 0, 0, 2)));
    fs::write(site.out("mine.txt"), "mine").unwrap();
    assert_eq!(site.build_in_place(&[("a/b", "2"), ("d", "1")]), moved(summary(2, 0, 1, 2)));
    let now = expected(&[("a", "(folder)"), ("a/b", "2"), ("d", "1"), ("mine.txt", "mine")]);
    assert_eq!(site.files(), now);
    assert!(unchanged(&site.path("public"), 7).is_some());
    assert_eq!(site.build_in_place(&[("a/b", "2"), ("d", "1")]), moved(summary(0, 2, 0, 2)));
    // A file becomes a folder and back.
    site.build_in_place(&[("a", "file"), ("d/e", "1")]);
    assert_eq!(
        site.files(),
        expected(&[("a", "file"), ("d", "(folder)"), ("d/e", "1"), ("mine.txt", "mine")])
    );
    assert_eq!(fs::read_dir(site.out(".casebook.stage")).unwrap().count(), 1);
    // What is gone already, or another's folder by now, is none of ours to remove.
    site.build_in_place(&[("a", "file"), ("gone", "1"), ("taken", "1")]);
    fs::remove_file(site.out("gone")).unwrap();
    fs::remove_file(site.out("taken")).unwrap();
    fs::create_dir(site.out("taken")).unwrap();
    fs::write(site.out("taken/mine.txt"), "mine").unwrap();
    site.build_in_place(&[("a", "file"), ("d/e", "1")]);
    assert_eq!(fs::read_to_string(site.out("taken/mine.txt")).unwrap(), "mine");
    fs::remove_dir_all(site.out("taken")).unwrap();
    // And once they can again.
    assert_eq!(site.build(&[("a", "file")]), summary(0, 1, 1, 4));
    assert_eq!(site.files(), expected(&[("a", "file"), ("mine.txt", "mine")]));
}

#[test]
fn a_build_stopped_while_it_moved_files_is_finished_by_the_next() {
    for in_place in [true, false] {
        let site = Site::new();
        site.build_in_place(&[("a/b", "b")]);
        fs::write(site.out("new"), "new").unwrap();
        let mut manifest = fs::read_to_string(site.out(".casebook")).unwrap();
        manifest.push_str("begun\n+new\n+ne");
        fs::write(site.out(".casebook"), manifest).unwrap();
        assert_eq!(unchanged(&site.path("public"), 7), None);
        let build = if in_place { Site::build_in_place } else { Site::build };
        let done = summary(0, 1, 0, 1);
        assert_eq!(build(&site, &[("a/b", "b")]), if in_place { moved(done) } else { done });
        assert_eq!(site.files(), expected(&[("a", "(folder)"), ("a/b", "b")]));
    }
}

#[test]
fn what_a_build_has_moved_before_it_failed_is_known_to_the_next() {
    for cut in [false, true] {
        let site = Site::new();
        site.build_in_place(&[("a", "1"), ("b", "1")]);
        if cut {
            // As a full disk leaves it, within the line of the last file.
            let manifest = fs::read_to_string(site.out(".casebook")).unwrap();
            fs::write(site.out(".casebook"), manifest.trim_end_matches("\nend\n")).unwrap();
        }
        fs::create_dir(site.out("z")).unwrap();
        fs::write(site.out("z/mine"), "mine").unwrap();
        let live = site.path("public");
        let output = Output::on(live.clone(), Stage::within(&live).unwrap()).unwrap();
        for file in ["a", "new", "z"] {
            output.write(file, b"1").unwrap();
        }
        let error = output.finish(7, "").unwrap_err().shown();
        assert!(
            error.contains("`, and holds files that Casebook did not write") || error.contains("/z`"),
            "{error}"
        );
        assert!(site.out("new").exists());
        assert_eq!(unchanged(&live, 7), None);
        site.build_in_place(&[("a", "1")]);
        assert_eq!(site.files(), expected(&[("a", "1"), ("z", "(folder)"), ("z/mine", "mine")]), "{cut}");
    }
}

#[test]
fn a_change_leaves_nothing_beside_the_file() {
    let site = Site::new();
    site.build(&[("a/b", "1")]);
    site.build(&[("a/b", "2")]);
    assert_eq!(site.files(), expected(&[("a", "(folder)"), ("a/b", "2")]));
}

#[test]
fn two_builds_do_not_mix() {
    let site = Site::new();
    let first = site.open();
    first.write("a", b"a").unwrap();
    let refusal = site.refusal("public");
    assert!(refusal.starts_with("another build is writing to `"));
    assert!(refusal.ends_with("`\n = help: wait until it has finished"));
    first.finish(1, "").unwrap();
    site.build(&[("a", "a")]);
}

#[test]
fn a_build_that_did_not_finish_leaves_the_site_as_it_was() {
    let site = Site::new();
    site.build(&[("old", "o"), ("both", "1")]);
    let output = site.open();
    output.write("both", b"2").unwrap();
    output.write("new/page", b"n").unwrap();
    drop(output);
    assert_eq!(site.files(), expected(&[("old", "o"), ("both", "1")]));
    assert!(unchanged(&site.path("public"), 7).is_some());
    assert_eq!(site.build(&[("both", "2")]), summary(1, 0, 1, 1));
    assert_eq!(site.files(), expected(&[("both", "2")]));
}

#[test]
fn a_first_build_that_did_not_finish_can_be_done_again() {
    let site = Site::new();
    site.open().write("a/b", b"b").unwrap();
    assert!(!site.path("public").exists());
    assert_eq!(site.build(&[]), summary(0, 0, 0, 0));
    assert_eq!(site.files(), expected(&[]));
}

#[test]
fn nothing_to_do_when_key_and_files_are_the_same() {
    let site = Site::new();
    let public = site.path("public");
    assert_eq!(unchanged(&public, 7), None);
    site.build(&[("a", "a"), ("b/c", "c")]);
    let report = Some("All is well.".to_owned());
    assert_eq!(unchanged(&public, 7), report);
    assert_eq!(unchanged(&public, 8), None);
    site.build(&[("a", "a"), ("b/c", "c")]);
    assert_eq!(unchanged(&public, 7), report);
    fs::write(site.out("b/c"), "other").unwrap();
    assert_eq!(unchanged(&public, 7), None);
    site.build(&[("a", "a"), ("b/c", "c")]);
    fs::remove_file(site.out("a")).unwrap();
    assert_eq!(unchanged(&public, 7), None);
}

#[test]
fn the_last_build_is_read_while_there_is_nothing_to_do_and_as_far_as_it_is_whole() {
    let site = Site::new();
    let public = site.path("public");
    site.build(&[("a", "a"), ("b/c", "c")]);
    assert!(LastBuild::find(&public, 8).is_none());
    let last = LastBuild::find(&public, 7).unwrap();
    assert_eq!(last.read("a"), Some(b"a".to_vec()));
    assert_eq!(last.read("b/c"), Some(b"c".to_vec()));
    fs::write(site.out("d"), "d").unwrap();
    for file in ["d", "b", ".casebook", "../content"] {
        assert_eq!(last.read(file), None, "{file}: no file of that build");
    }
    fs::write(site.out("a"), "b").unwrap();
    fs::write(site.out("b/c"), "cc").unwrap();
    assert_eq!([last.read("a"), last.read("b/c")], [None, None]);
    assert!(LastBuild::find(&public, 7).is_none());
    fs::remove_file(site.out("a")).unwrap();
    assert_eq!(last.read("a"), None);
}

#[test]
fn a_damaged_manifest_means_a_full_build_in_a_folder_that_is_still_ours() {
    let site = Site::new();
    site.build(&[("a", "a"), ("b", "b"), ("c", "c")]);
    let whole = fs::read(site.out(".casebook")).unwrap();
    let head = "casebook output 1\n".len();
    for length in head..whole.len() {
        fs::write(site.out(".casebook"), &whole[..length]).unwrap();
        assert_eq!(unchanged(&site.path("public"), 7), None, "{length}");
    }
    let mut binary = whole[..head].to_vec();
    binary.extend(b"\xff\0 1 2\n9 9 x\n+\xfe\nreport 999999\nkey x\n");
    fs::write(site.out(".casebook"), binary).unwrap();
    let all = [("a", "a"), ("b", "b"), ("c", "c")];
    assert_eq!(site.build(&all), summary(3, 0, 0, 3));
    assert!(unchanged(&site.path("public"), 7).is_some());
}

#[test]
fn a_manifest_that_lists_files_elsewhere_removes_none_of_them() {
    let site = Site::new();
    site.build(&[("a", "a")]);
    fs::write(site.path("precious"), "mine").unwrap();
    let absolute = site.path("precious").display().to_string();
    let hash = "0".repeat(32);
    fs::write(
        site.out(".casebook"),
        format!(
            "casebook output 1\n4 1 {hash} - - ../precious\n4 1 {hash} - - {absolute}\nend\n\
             +../precious\n+{absolute}\n"
        ),
    )
    .unwrap();
    assert_eq!(site.build(&[]), summary(0, 0, 0, 0));
    assert!(site.path("precious").exists());
}

#[test]
fn the_manifest_reads_as_documented() {
    let site = Site::new();
    site.build(&[("b c", "x"), ("a", "")]);
    let text = fs::read_to_string(site.out(".casebook")).unwrap();
    let columns: Vec<Vec<&str>> = text.lines().map(|l| l.split(' ').collect()).collect();
    assert_eq!(
        text,
        format!(
            "casebook output 1\n\
             # What the last build wrote here. Without this file the next build refuses to write \
             into this folder.\n\
             key 00000000000000000000000000000007\n\
             report 12\n\
             All is well.\n\
             0 {} 99aa06d3014798d86001c324468d497f - - a\n\
             1 {} {} - - b c\n\
             end\n",
            columns[5][1], columns[6][1], columns[6][2]
        )
    );
}

#[test]
fn an_asset_is_copied_and_read_again_only_when_it_changed() {
    let site = Site::new();
    let source = site.path("content/cat.jpg");
    let copy = || {
        let output = site.open();
        output.copy("cases/cat.jpg", &source).unwrap();
        output.finish(1, "").unwrap()
    };
    let long_ago = std::time::UNIX_EPOCH + Duration::from_secs(1000);
    let set = |text: &str| {
        fs::write(&source, text).unwrap();
        fs::File::options().append(true).open(&source).unwrap().set_modified(long_ago).unwrap();
        // The clock of the file system has to move on.
        std::thread::sleep(Duration::from_millis(50));
    };
    let copied = || fs::read_to_string(site.out("cases/cat.jpg")).unwrap();
    set("cat");
    assert_eq!((copy(), copied().as_str()), (summary(1, 0, 0, 3), "cat"));
    // Not even looked at: the manifest may say what it likes of the contents.
    let manifest = fs::read_to_string(site.out(".casebook")).unwrap();
    let hash = format!("{:032x}", xxh3_128(b"cat"));
    fs::write(site.out(".casebook"), manifest.replace(&hash, &"0".repeat(32))).unwrap();
    assert_eq!((copy(), copied().as_str()), (summary(0, 1, 0, 3), "cat"));
    fs::write(site.out(".casebook"), manifest).unwrap();
    // Other contents of the same size, and the time of modification set back.
    set("dog");
    assert_eq!((copy(), copied().as_str()), (summary(1, 0, 0, 3), "dog"));
    // Another time but the same contents: left alone.
    set("dog");
    assert_eq!((copy(), copied().as_str()), (summary(0, 1, 0, 3), "dog"));
    fs::remove_file(site.out("cases/cat.jpg")).unwrap();
    copy();
    assert_eq!(copied(), "dog");
}

#[test]
fn a_source_as_new_as_its_copy_is_not_trusted_to_stay() {
    let at = |time| Stamp { size: 3, time };
    assert_eq!(Entry::copied(at(10), 1, Some(at(9))).source, Some(at(9)));
    assert_eq!(Entry::copied(at(10), 1, Some(at(10))).source, None);
}

#[test]
fn an_asset_that_is_gone_is_an_error_and_leaves_no_file() {
    let site = Site::new();
    let output = site.open();
    let error = output.copy("cat.jpg", &site.path("content/cat.jpg"));
    let error = error.unwrap_err().to_string();
    assert!(error.starts_with("cannot read "), "{error}");
    assert!(!site.out("cat.jpg").exists());
}

#[test]
fn a_large_asset_arrives_whole() {
    let site = Site::new();
    let bytes: Vec<u8> = (0..1_000_000_u32).map(|at| (at % 251) as u8).collect();
    fs::write(site.path("content/film"), &bytes).unwrap();
    let output = site.open();
    output.copy("film", &site.path("content/film")).unwrap();
    assert_eq!(output.finish(1, "").unwrap(), summary(1, 0, 0, 1_000_000));
    assert_eq!(fs::read(site.out("film")).unwrap(), bytes);
}
