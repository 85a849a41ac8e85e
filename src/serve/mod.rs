//! The preview: a web server for this computer alone, which shows a change as soon as it is saved.
//! The command line starts it and prints what it tells.
//!
//! One thread reads the sources, at the start and after each change, and swaps the whole site for
//! the new one; the threads of the web server draw the page that was asked for. While the sources
//! have faults, the last good site stays, and every open page shows the faults above it.

mod events;
mod http;
mod media;
mod reload;
mod request;
mod snapshot;
mod sources;
mod watch;

use std::collections::BTreeSet;
use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc::channel;
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::Duration;

use jiff::civil;

use crate::config;
use crate::diagnostic::Diagnostics;
use crate::error::{Error, Result};
use crate::pipeline::Project;
use crate::record::CONTENT;
use crate::source::SitePath;
use events::Events;
pub use http::listen;
use http::{Response, Server};
use snapshot::Snapshot;
use sources::Sources;
use watch::Watch;

/// A running preview, until it is dropped.
pub struct Preview {
    server: Server,
    _watch: Watch,
}

/// What came of reading the sources.
pub struct Event<'n> {
    pub project: &'n Project,
    /// The files that had changed; none at the start, and when it is the history that has.
    pub changed: &'n BTreeSet<SitePath>,
    pub outcome: Outcome<'n>,
    pub time: Duration,
}

pub enum Outcome<'n> {
    /// The site is shown as it is now, with so many pages; the warnings are those that are new.
    Shown { pages: usize, warnings: Diagnostics },
    /// There are errors, and the site is shown as it was.
    Faulty(&'n Diagnostics),
    /// The sources could not be read.
    Failed(&'n Error),
}

impl Preview {
    /// Shows the site of `project` to whoever connects to `listener`. `today` is asked for the day
    /// whenever the sources are read; `tell` hears what came of it. With `poll`, changes are looked
    /// for twice a second instead of asking the system.
    ///
    /// # Errors
    /// When the sources cannot be read at all, or cannot be watched.
    pub fn start(
        listener: TcpListener,
        mut project: Project,
        poll: bool,
        today: impl Fn() -> civil::Date + Send + 'static,
        tell: impl FnMut(&Event<'_>) + Send + 'static,
    ) -> Result<Self> {
        project.preview = Some(url(http::address(&listener)?));
        // Before anything is read, so that no change falls between the two.
        let (tell_paths, changes) = channel();
        let watched = [CONTENT, config::THEMES, config::FILE].map(|name| project.root.join(name));
        let watch = watch::watch(&watched, poll, move |paths| {
            // Nobody listens any more once the preview has ended.
            let _ = tell_paths.send(paths);
        })?;
        let shown = Arc::new(Shown::default());
        let mut sources = Sources::read(project, Arc::clone(&shown), today, tell)?;
        let events = shown.events.clone();
        let server = http::run(listener, move |path| shown.respond(path), events)?;
        thread::spawn(move || {
            while let Ok(mut paths) = changes.recv() {
                // What has changed in the meantime is read with it.
                paths.extend(changes.try_iter().flatten());
                sources.follow(&paths);
            }
        });
        Ok(Self { server, _watch: watch })
    }

    /// Where the site is shown.
    pub fn url(&self) -> String {
        url(self.server.address())
    }

    /// Waits until the preview can go on no longer.
    pub fn wait(self) -> Error {
        self.server.wait()
    }
}

fn url(address: SocketAddr) -> String {
    format!("http://localhost:{}/", address.port())
}

/// What browsers are shown.
#[derive(Default)]
struct Shown {
    /// The site when it was last sound; `None` when it never was.
    snapshot: RwLock<Option<Arc<Snapshot>>>,
    events: Events,
}

impl Shown {
    fn respond(&self, path: &str) -> Response {
        let snapshot = self.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone();
        match snapshot {
            Some(snapshot) => snapshot.respond(path),
            None => snapshot::faults_page(&self.events.current_faults()),
        }
    }

    fn show(&self, snapshot: Snapshot) {
        let mut shown = self.snapshot.write().unwrap_or_else(PoisonError::into_inner);
        let before = shown.replace(Arc::new(snapshot));
        drop(shown);
        self.events.reload();
        // A large site takes its time to go; the browsers need not wait for it.
        drop(before);
    }
}
