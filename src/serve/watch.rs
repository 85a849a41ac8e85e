//! Notices when the site's sources change on disk, and says so once for each burst of changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use walkdir::WalkDir;

use crate::error::{Error, ErrorKind, Result};
use crate::source::is_leftover;

/// A burst of changes is over when nothing has happened for this long,
const QUIET: Duration = Duration::from_millis(15);
/// or for this long after the one file that has changed was closed, as when an editor saves,
const SETTLED: Duration = Duration::from_millis(2);
/// or when it has lasted this long.
const BURST: Duration = Duration::from_millis(150);

/// How often to look when the system does not tell; more often in tests, which wait for it.
const POLL: Duration = Duration::from_millis(if cfg!(test) { 50 } else { 500 });

/// Watching goes on until this is dropped.
#[derive(Debug)]
pub(super) struct Watch {
    tell: Sender<Message>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
enum Message {
    Changed(Vec<PathBuf>),
    /// More may be written to these files; where the system can tell, it says when they are closed.
    Open(Vec<PathBuf>),
    Closed(Vec<PathBuf>),
    /// Some changes were lost: anything may have changed.
    Everything,
    Stop,
}

/// Watches files and folders, and calls `changed` with what was made, changed, moved or removed
/// below them. A folder among the changed paths stands for all that it holds. What does not exist
/// yet is watched for. With `poll`, look twice a second instead of asking the system, which hears
/// nothing on some network mounts.
///
/// # Errors
/// When the system refuses to watch.
pub(super) fn watch(
    paths: &[PathBuf],
    poll: bool,
    changed: impl FnMut(BTreeSet<PathBuf>) + Send + 'static,
) -> Result<Watch> {
    let roots = Roots::new(paths)?;
    let (tell, messages) = channel();
    let thread = if poll {
        let before = roots.look();
        thread::spawn(move || look_again(&roots, before, &messages, changed))
    } else {
        let mut watcher = SystemWatcher::new(roots, tell.clone())?;
        thread::spawn(move || watcher.listen(&messages, changed))
    };
    Ok(Watch { tell, thread: Some(thread) })
}

impl Drop for Watch {
    fn drop(&mut self) {
        // Either fails only when the thread has ended already.
        let _ = self.tell.send(Message::Stop);
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// The paths that are watched, none of them within another.
#[derive(Debug, Clone)]
struct Roots(Vec<PathBuf>);

impl Roots {
    fn new(paths: &[PathBuf]) -> Result<Self> {
        let mut roots: Vec<PathBuf> = Vec::new();
        let sorted: BTreeSet<&PathBuf> = paths.iter().collect();
        for path in sorted {
            let path = std::path::absolute(path).map_err(Error::io("watch", path))?;
            if !roots.iter().any(|root| path.starts_with(root)) {
                roots.push(path);
            }
        }
        Ok(Self(roots))
    }

    /// Whether a path is below a root, and none of the files that editors and git keep for
    /// themselves.
    fn hold(&self, path: &Path) -> bool {
        self.0.iter().any(|root| {
            path.strip_prefix(root)
                .is_ok_and(|below| below.iter().all(|part| !part.to_str().is_some_and(is_private)))
        })
    }

    /// Everything that is there, with size and time.
    fn look(&self) -> BTreeMap<PathBuf, (u64, Option<SystemTime>)> {
        let mut found = BTreeMap::new();
        for root in &self.0 {
            let walk = WalkDir::new(root).into_iter().filter_entry(|entry| {
                entry.depth() == 0 || !entry.file_name().to_str().is_some_and(is_private)
            });
            // What cannot be read now is not there; the build says why.
            for entry in walk.flatten() {
                if let Ok(data) = entry.metadata()
                    && !data.is_dir()
                {
                    found.insert(entry.into_path(), (data.len(), data.modified().ok()));
                }
            }
        }
        found
    }
}

/// Names that programs use for themselves: hidden files (`.git`, `.a.swp`, `.#a`), and what they leave.
fn is_private(name: &str) -> bool {
    name.starts_with('.') || is_leftover(name)
}

/// Watching by looking: compares what is there with what was there.
///
/// The watching library can poll too, but it knows times to the second only, and misses the second
/// of two changes within one.
fn look_again(
    roots: &Roots,
    mut before: BTreeMap<PathBuf, (u64, Option<SystemTime>)>,
    messages: &Receiver<Message>,
    mut changed: impl FnMut(BTreeSet<PathBuf>),
) {
    while let Err(RecvTimeoutError::Timeout) = messages.recv_timeout(POLL) {
        let now = roots.look();
        let mut paths: BTreeSet<PathBuf> = BTreeSet::new();
        paths.extend(before.keys().filter(|path| !now.contains_key(*path)).cloned());
        paths.extend(
            now.iter()
                .filter(|(path, state)| before.get(*path) != Some(*state))
                .map(|(path, _)| path.clone()),
        );
        before = now;
        if !paths.is_empty() {
            changed(paths);
        }
    }
}

/// Watches by what the system reports.
struct SystemWatcher {
    roots: Roots,
    watcher: RecommendedWatcher,
}

impl SystemWatcher {
    fn new(roots: Roots, tell: Sender<Message>) -> Result<Self> {
        let tell = move |event: notify::Result<Event>| {
            let message = match event {
                Ok(event) if event.need_rescan() => Message::Everything,
                Ok(Event { kind, paths, .. }) => match kind {
                    EventKind::Access(AccessKind::Close(AccessMode::Write)) => Message::Closed(paths),
                    EventKind::Access(_) => return,
                    EventKind::Modify(ModifyKind::Name(_) | ModifyKind::Metadata(_))
                    | EventKind::Create(CreateKind::Folder)
                    | EventKind::Remove(_) => Message::Changed(paths),
                    _ => Message::Open(paths),
                },
                Err(_) => Message::Everything,
            };
            // Nobody listens any more once watching has stopped.
            let _ = tell.send(message);
        };
        let watcher = notify::recommended_watcher(tell).map_err(refused)?;
        let mut watcher = Self { roots, watcher };
        for root in watcher.roots.0.clone() {
            watcher.attend(&root).map_err(refused)?;
        }
        Ok(watcher)
    }

    /// Watches a root, and the nearest folder above it that exists: that one tells when the root is
    /// made, moved or removed, which a watch on the root itself does not survive.
    fn attend(&mut self, root: &Path) -> notify::Result<()> {
        // What was watched under this name may be another folder by now.
        let _ = self.watcher.unwatch(root);
        let above = root.ancestors().skip(1).find(|folder| folder.is_dir());
        if let Some(above) = above {
            self.watcher.watch(above, RecursiveMode::NonRecursive)?;
        }
        if root.is_dir() {
            self.watcher.watch(root, RecursiveMode::Recursive)?;
        }
        Ok(())
    }

    fn listen(&mut self, messages: &Receiver<Message>, mut changed: impl FnMut(BTreeSet<PathBuf>)) {
        while let Ok(first) = messages.recv() {
            let mut paths = BTreeSet::new();
            let mut open = BTreeSet::new();
            let start = Instant::now();
            let mut next = Ok(first);
            while let Ok(message) = next {
                match message {
                    Message::Stop => return,
                    // New folders may be among what was lost, so all are looked for again.
                    Message::Everything => self.note(self.roots.0.clone(), &mut paths),
                    Message::Changed(changed) => self.note(changed, &mut paths),
                    Message::Open(changed) => {
                        open.extend(changed.iter().cloned());
                        self.note(changed, &mut paths);
                    }
                    Message::Closed(changed) => {
                        open.retain(|path| !changed.contains(path));
                        self.note(changed, &mut paths);
                    }
                }
                let left = BURST.saturating_sub(start.elapsed());
                if left.is_zero() {
                    break;
                }
                // Several files may be a checkout that is still under way.
                let quiet = if open.is_empty() && paths.len() == 1 { SETTLED } else { QUIET };
                next = messages.recv_timeout(quiet.min(left));
            }
            if !paths.is_empty() {
                changed(paths);
            }
        }
    }

    fn note(&mut self, changed: Vec<PathBuf>, paths: &mut BTreeSet<PathBuf>) {
        for path in changed {
            let moved: Vec<PathBuf> =
                self.roots.0.iter().filter(|root| root.starts_with(&path)).cloned().collect();
            for root in moved {
                // When it fails the folder is gone again, and the next event says so.
                let _ = self.attend(&root);
                paths.insert(root);
            }
            if self.roots.hold(&path) {
                paths.insert(path);
            }
        }
    }
}

fn refused(error: notify::Error) -> Error {
    Error::new(ErrorKind::System, "cannot watch the site's files")
        .because(error)
        .help("try again with `--poll`")
}

#[cfg(test)]
mod tests;
