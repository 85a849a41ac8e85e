//! What the preview sends to the browsers that show it: a stream of server-sent events for each open
//! page. `http` serves the streams; whoever builds the site says what happened.

use std::fmt::Write as _;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a stream lasts without an event. A browser keeps only six connections to one server, so
/// pages in many windows have to take turns. Shorter in tests, which wait for it.
const SILENCE: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 10 });

/// How soon a browser whose stream has ended asks for another, in milliseconds.
const RETRY: u32 = 200;

/// The state of the preview, as far as browsers care. Copies share it.
///
/// Each change makes a new generation. A page knows the generation that it was made in, and a
/// stream starts with the state as it is: so a page that was away catches up.
#[derive(Debug, Clone)]
pub(super) struct Events(Arc<Shared>);

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
    pub(super) fn new() -> Self {
        let random = RandomState::new().hash_one(0) >> 16;
        Self(Arc::new(Shared {
            state: Mutex::new(State { generation: random, faults: None, closed: false }),
            changed: Condvar::new(),
        }))
    }

    /// The site has changed and is sound: every page loads again.
    pub(super) fn reload(&self) {
        self.publish(None);
    }

    /// The sources have faults; every page shows the text, drawn for people, until they are mended.
    pub(super) fn faults(&self, text: &str) {
        self.publish(Some(text.to_owned()));
    }

    /// The faults that every page shows; empty when there are none.
    pub(super) fn current_faults(&self) -> String {
        self.state().faults.clone().unwrap_or_default()
    }

    /// The number of the state that the preview is in. A page made from here on belongs to it.
    #[must_use]
    pub(super) fn generation(&self) -> u64 {
        self.state().generation
    }

    /// Ends all streams.
    pub(super) fn close(&self) {
        self.state().closed = true;
        self.0.changed.notify_all();
    }

    /// Sends one browser the events that come after the one it has `seen`, until there has been
    /// none for a while or the preview ends.
    pub(super) fn stream(
        &self,
        mut seen: Option<u64>,
        mut send: impl FnMut(&str) -> io::Result<()>,
    ) -> io::Result<()> {
        loop {
            let state = self.state();
            let (state, _) = self
                .0
                .changed
                .wait_timeout_while(state, SILENCE, |state| seen == Some(state.generation) && !state.closed)
                .unwrap_or_else(PoisonError::into_inner);
            if state.closed || seen == Some(state.generation) {
                return Ok(());
            }
            seen = Some(state.generation);
            let message = message(&state);
            drop(state);
            send(&message)?;
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
        assert_eq!(now(&events), format!("retry: 200\nid: {first}\nevent: reload\ndata: \n\n"));
        events.faults("error: one\r\n\n  two");
        assert_eq!(
            now(&events),
            format!(
                "retry: 200\nid: {}\nevent: faults\ndata: error: one\ndata: \ndata:   two\n\n",
                first + 1
            )
        );
        events.reload();
        assert_eq!(now(&events), format!("retry: 200\nid: {}\nevent: reload\ndata: \n\n", first + 2));
    }

    #[test]
    fn a_stream_ends_when_the_browser_has_gone() {
        let gone = |_: &str| Err(io::ErrorKind::BrokenPipe.into());
        assert!(Events::new().stream(None, gone).is_err());
    }

    /// What a stream sends before it ends.
    fn sent(events: &Events, seen: Option<u64>) -> Vec<String> {
        let mut sent = Vec::new();
        let stream = events.stream(seen, |message| {
            sent.push(message.to_owned());
            Ok(())
        });
        assert!(stream.is_ok());
        sent
    }

    #[test]
    fn a_silent_stream_ends_after_what_has_not_been_seen() {
        let events = Events::new();
        assert_eq!(sent(&events, None), [now(&events)]);
        assert_eq!(sent(&events, Some(7)), [now(&events)]);
        assert_eq!(sent(&events, Some(events.generation())), [""; 0]);
    }

    #[test]
    fn a_stream_ends_with_the_preview() {
        let events = Events::new();
        events.close();
        assert_eq!(sent(&events, None), [""; 0]);
    }

    #[test]
    fn generations_of_two_runs_differ() {
        assert_ne!(Events::new().generation(), Events::new().generation());
    }
}
