use std::fs;
use std::sync::mpsc;

use tempfile::TempDir;

use super::*;

/// A folder `site` with `content/a.md`, watched, and the bursts of changes that were reported.
struct Watched {
    dir: TempDir,
    bursts: Receiver<BTreeSet<PathBuf>>,
    _watch: Watch,
}

impl Watched {
    fn new(poll: bool, paths: &[&str]) -> Self {
        let dir = TempDir::new().unwrap();
        fs::create_dir_all(dir.path().join("content/cases")).unwrap();
        fs::write(dir.path().join("content/a.md"), "a").unwrap();
        fs::write(dir.path().join("casebook.yaml"), "").unwrap();
        let paths: Vec<PathBuf> = paths.iter().map(|path| dir.path().join(path)).collect();
        let (tell, bursts) = mpsc::channel();
        let watch = watch(&paths, poll, move |paths| {
            let _ = tell.send(paths);
        });
        Self { dir, bursts, _watch: watch.unwrap() }
    }

    fn path(&self, below: &str) -> PathBuf {
        self.dir.path().join(below)
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.path(file), text).unwrap();
    }

    /// Waits until a change of the path, or of a folder that holds it, has been reported.
    #[track_caller]
    fn expect(&self, path: &str) {
        let path = self.path(path);
        let start = Instant::now();
        let mut seen = Vec::new();
        while start.elapsed() < Duration::from_secs(3) {
            if let Ok(burst) = self.bursts.recv_timeout(Duration::from_millis(100)) {
                if burst.iter().any(|changed| path.starts_with(changed)) {
                    // What follows belongs to the same change.
                    while self.bursts.recv_timeout(3 * QUIET).is_ok() {}
                    return;
                }
                seen.push(burst);
            }
        }
        panic!("no change of {} but {seen:?}", path.display());
    }

    #[track_caller]
    fn expect_nothing(&self) {
        let wait = POLL + Duration::from_millis(200);
        let burst = self.bursts.recv_timeout(wait);
        assert!(burst.is_err(), "{burst:?}");
    }
}

/// Runs a test with both ways of watching.
fn both(paths: &[&str], test: impl Fn(&Watched)) {
    for poll in [false, true] {
        test(&Watched::new(poll, paths));
    }
}

#[test]
fn files_made_changed_moved_and_removed_are_reported() {
    both(&["content"], |watched| {
        watched.write("content/a.md", "changed");
        watched.expect("content/a.md");
        watched.write("content/cases/new.md", "new");
        watched.expect("content/cases/new.md");
        fs::rename(watched.path("content/cases/new.md"), watched.path("content/cases/moved.md")).unwrap();
        watched.expect("content/cases/moved.md");
        fs::remove_file(watched.path("content/cases/moved.md")).unwrap();
        watched.expect("content/cases/moved.md");
    });
}

#[test]
fn two_changes_within_a_second_are_both_seen() {
    both(&["content"], |watched| {
        for text in ["1", "2", "3"] {
            watched.write("content/a.md", text);
            watched.expect("content/a.md");
        }
    });
}

#[test]
fn new_folders_are_watched_too() {
    both(&["content"], |watched| {
        fs::create_dir_all(watched.path("content/guides/deep")).unwrap();
        watched.write("content/guides/deep/a.md", "a");
        watched.expect("content/guides/deep/a.md");
        watched.write("content/guides/deep/a.md", "changed");
        watched.expect("content/guides/deep/a.md");
    });
}

#[test]
fn a_file_saved_by_way_of_another_is_still_watched() {
    both(&["casebook.yaml"], |watched| {
        for text in ["a: 1", "a: 22"] {
            watched.write("casebook.yaml.new", text);
            let (from, to) = ("casebook.yaml.new", "casebook.yaml");
            fs::rename(watched.path(from), watched.path(to)).unwrap();
            watched.expect("casebook.yaml");
        }
        watched.write("neighbour.txt", "not watched");
        watched.expect_nothing();
    });
}

#[test]
fn a_folder_that_goes_and_comes_back_is_still_watched() {
    both(&["content"], |watched| {
        for _ in 0..2 {
            fs::rename(watched.path("content"), watched.path("elsewhere")).unwrap();
            watched.expect("content/a.md");
            watched.write("elsewhere/a.md", "not ours now");
            watched.expect_nothing();
            fs::remove_dir_all(watched.path("elsewhere")).unwrap();

            fs::create_dir(watched.path("content")).unwrap();
            watched.write("content/a.md", "back");
            watched.expect("content/a.md");
            watched.write("content/a.md", "changed again");
            watched.expect("content/a.md");
        }
    });
}

#[test]
fn what_does_not_exist_yet_is_watched_for() {
    both(&["content", "themes/mine"], |watched| {
        fs::create_dir(watched.path("themes")).unwrap();
        fs::create_dir(watched.path("themes/mine")).unwrap();
        watched.write("themes/mine/page.html", "a");
        watched.expect("themes/mine/page.html");
        watched.write("themes/mine/page.html", "changed");
        watched.expect("themes/mine/page.html");
    });
}

#[test]
fn files_of_editors_and_of_git_and_reading_are_not_reported() {
    both(&["content"], |watched| {
        fs::create_dir(watched.path("content/.git")).unwrap();
        for file in [
            "content/.git/index",
            "content/.a.md.swp",
            "content/.#a.md",
            "content/#a.md#",
            "content/a.md~",
            "content/4913",
            "content/a.md___jb_tmp___",
            "content/.DS_Store",
        ] {
            watched.write(file, "x");
        }
        fs::read(watched.path("content/a.md")).unwrap();
        fs::read_dir(watched.path("content")).unwrap().count();
        watched.expect_nothing();
    });
}

#[test]
fn changes_without_a_pause_are_reported_all_the_same() {
    let watched = Watched::new(false, &["content"]);
    let start = Instant::now();
    let mut reported = None;
    while start.elapsed() < Duration::from_secs(3) && reported.is_none() {
        watched.write("content/a.md", &format!("{:?}", start.elapsed()));
        thread::sleep(Duration::from_millis(2));
        reported = watched.bursts.try_recv().ok();
    }
    assert_eq!(reported, Some(BTreeSet::from([watched.path("content/a.md")])));
}

#[test]
fn lost_events_mean_that_everything_may_have_changed() {
    let (tell, messages) = channel();
    let dir = TempDir::new().unwrap();
    let root = dir.path().join("content");
    fs::create_dir(&root).unwrap();
    let roots = Roots::new(&[root.clone(), root.join("cases")]).unwrap();
    let mut watcher = SystemWatcher::new(roots, tell.clone()).unwrap();
    // A folder that was made unnoticed is watched from then on.
    watcher.watcher.unwatch(&root).unwrap();
    fs::create_dir(root.join("cases")).unwrap();
    tell.send(Message::Everything).unwrap();
    let mut bursts = Vec::new();
    watcher.listen(&messages, |paths| {
        bursts.push(paths);
        if bursts.len() == 1 {
            fs::write(root.join("cases/a.md"), "a").unwrap();
        } else {
            tell.send(Message::Stop).unwrap();
        }
    });
    let file = root.join("cases/a.md");
    assert_eq!(bursts, [BTreeSet::from([root]), BTreeSet::from([file])]);
}

/// Files in a watched folder, and what the system says of them.
struct Heard {
    dir: TempDir,
    tell: Sender<Message>,
    messages: Receiver<Message>,
    watcher: SystemWatcher,
}

impl Heard {
    fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let (tell, messages) = channel();
        let watcher =
            SystemWatcher::new(Roots::new(&[dir.path().to_owned()]).unwrap(), tell.clone()).unwrap();
        Self { dir, tell, messages, watcher }
    }

    /// How many of the files that are opened and closed are in the first burst, and how long it
    /// took from the last of these events.
    fn burst(&mut self, open: &[&str], closed: &[&str]) -> (usize, Duration) {
        let paths = |names: &[&str]| names.iter().map(|name| self.dir.path().join(name)).collect();
        self.tell.send(Message::Open(paths(open))).unwrap();
        self.tell.send(Message::Closed(paths(closed))).unwrap();
        let (start, mut burst) = (Instant::now(), None);
        self.watcher.listen(&self.messages, |paths| {
            burst = Some((paths.len(), start.elapsed()));
            self.tell.send(Message::Stop).unwrap();
        });
        burst.unwrap()
    }
}

#[test]
fn a_file_that_was_closed_is_reported_sooner_than_one_that_is_open() {
    let mut heard = Heard::new();
    assert!(heard.burst(&["a.md"], &[]).1 >= QUIET);
    // On a busy machine one wait may be long, but not all of them.
    assert!((0..50).any(|_| heard.burst(&["a.md"], &["a.md"]).1 < QUIET));
}

#[test]
fn several_files_are_reported_once_when_no_more_have_come_for_a_while() {
    let mut heard = Heard::new();
    let (files, time) = heard.burst(&["a.md", "b.md", "c.md"], &["a.md", "b.md", "c.md"]);
    assert_eq!(files, 3);
    assert!(time >= QUIET);
}

#[test]
fn watching_ends_when_it_is_dropped() {
    for poll in [false, true] {
        let Watched { dir, bursts, _watch: watch } = Watched::new(poll, &["content"]);
        drop(watch);
        fs::write(dir.path().join("content/a.md"), "changed").unwrap();
        assert!(bursts.recv().is_err());
    }
}
