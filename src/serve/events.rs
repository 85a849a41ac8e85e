//! What the preview tells the browsers that show it: a stream of server-sent events for each open
//! page. `http` serves the streams; whoever builds the site says what happened.

use std::fmt::Write as _;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often a silent stream says that it is alive; a page that has gone is noticed by then.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How soon a browser that lost the stream tries again, in milliseconds.
const RETRY: u32 = 500;

/// The state of the preview, as far as browsers care. Copies share it.
///
/// Each change makes a new generation. A page knows the generation that it was made in, and a
/// stream starts with the state as it is: so a page that was away catches up.
#[derive(Debug, Clone)]
pub struct Events(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    generation: u64,
    faults: Option<String>,
    closed: bool,
}

impl Default for Events {
    fn default() -> Self {
        Self::new()
    }
}

impl Events {
    /// The first generation is a random number: pages of an earlier run must not take this run's
    /// generations for those that they know.
    #[must_use]
    pub fn new() -> Self {
        let random = RandomState::new().hash_one(0) >> 16;
        Self(Arc::new(Shared {
            state: Mutex::new(State { generation: random, faults: None, closed: false }),
            changed: Condvar::new(),
        }))
    }

    /// The site has changed and is sound: every page loads again.
    pub fn reload(&self) {
        self.publish(None);
    }

    /// The sources have faults; every page shows the text, drawn for people, until they are mended.
    pub fn faults(&self, text: &str) {
        self.publish(Some(text.to_owned()));
    }

    /// The number of the state that the preview is in. A page made from here on belongs to it.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.state().generation
    }

    /// Ends all streams.
    pub(super) fn close(&self) {
        self.state().closed = true;
        self.0.changed.notify_all();
    }

    /// Writes the events to one browser as they come, head of the response and all, until it has
    /// gone or the preview ends.
    pub(super) fn stream(&self, to: &mut dyn Write, head: &str) -> io::Result<()> {
        to.write_all(head.as_bytes())?;
        let mut seen = None;
        loop {
            let state = self.state();
            let (state, _) = self
                .0
                .changed
                .wait_timeout_while(state, HEARTBEAT, |state| seen == Some(state.generation) && !state.closed)
                .unwrap_or_else(PoisonError::into_inner);
            if state.closed {
                return Ok(());
            }
            let message = if seen == Some(state.generation) {
                ":\n\n".to_owned()
            } else {
                seen = Some(state.generation);
                message(&state)
            };
            drop(state);
            to.write_all(message.as_bytes())?;
        }
    }

    fn publish(&self, faults: Option<String>) {
        let mut state = self.state();
        state.generation += 1;
        state.faults = faults;
        drop(state);
        self.0.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn message(state: &State) -> String {
    let event = if state.faults.is_some() { "faults" } else { "reload" };
    let mut message = format!("retry: {RETRY}\nid: {}\nevent: {event}\n", state.generation);
    for line in state.faults.as_deref().unwrap_or_default().split('\n') {
        let _ = writeln!(message, "data: {}", line.trim_end_matches('\r'));
    }
    message.push('\n');
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(events: &Events) -> String {
        message(&events.state())
    }

    #[test]
    fn a_message_names_its_generation_and_holds_every_line() {
        let events = Events::new();
        let first = events.generation();
        assert_eq!(now(&events), format!("retry: 500\nid: {first}\nevent: reload\ndata: \n\n"));
        events.faults("error: one\r\n\n  two");
        assert_eq!(
            now(&events),
            format!(
                "retry: 500\nid: {}\nevent: faults\ndata: error: one\ndata: \ndata:   two\n\n",
                first + 1
            )
        );
        events.reload();
        assert_eq!(now(&events), format!("retry: 500\nid: {}\nevent: reload\ndata: \n\n", first + 2));
    }

    /// A connection whose other end goes away after some writes.
    struct Leaving(Vec<u8>, usize);

    impl Write for Leaving {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.1 = self.1.checked_sub(1).ok_or(io::ErrorKind::BrokenPipe)?;
            self.0.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_stream_ends_when_the_browser_has_gone() {
        let events = Events::new();
        let mut page = Leaving(Vec::new(), 1);
        assert!(events.stream(&mut page, "head").is_err());
        assert_eq!(page.0, b"head");
    }

    #[test]
    fn a_stream_ends_with_the_preview() {
        let events = Events::new();
        events.close();
        let mut page = Leaving(Vec::new(), 9);
        assert!(events.stream(&mut page, "head").is_ok());
    }

    #[test]
    fn generations_of_two_runs_differ() {
        assert_ne!(Events::new().generation(), Events::new().generation());
    }
}
