use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use super::args::Serve;
use super::terminal;
use super::{Outcome, answer};
use crate::diagnostic::render::Bound;
use crate::error::Result;
use crate::serve::{self, Event, Preview, listen};
use crate::source::SitePath;

impl Serve {
    /// Ends only by a signal, such as Ctrl-C, or with an error.
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let project = terminal::project(root, true, None)?;
        let listener = listen(self.port)?;
        let mut first = true;
        let preview = Preview::start(listener, project, self.poll, terminal::clock, move |event| {
            // Without a terminal there is nobody to tell; the browsers show the site all the same.
            let _ = tell(event, std::mem::take(&mut first));
        })?;
        let address = preview.url();
        answer(&format!("The preview is at {address} until you press Ctrl-C.\n"))?;
        if self.open && open::that_detached(&address).is_err() {
            terminal::say("No browser could be started. Open the address by hand.\n")?;
        }
        Err(preview.wait())
    }
}

fn tell(event: &Event<'_>, first: bool) -> Result<()> {
    let time = event.time;
    let what = if first { "Read the sources".to_owned() } else { changes(event.changed) };
    match &event.outcome {
        serve::Outcome::Shown { pages, warnings } => {
            terminal::show(warnings, event.project, Bound::PREVIEW)?;
            answer(&format!("{what}: {pages} pages, {}\n", milliseconds(time)))
        }
        serve::Outcome::Faulty(diagnostics) => {
            terminal::show(diagnostics, event.project, Bound::PREVIEW)?;
            let stays = if first { "nothing to show yet" } else { "the site stays as it was" };
            answer(&format!("{what}: {stays}, {}\n", milliseconds(time)))
        }
        serve::Outcome::Failed(error) => terminal::say(&error.shown()),
    }
}

/// The first of the files, and how many more.
fn changes(changed: &BTreeSet<SitePath>) -> String {
    match changed.first() {
        None => "New commits".to_owned(),
        Some(first) if changed.len() == 1 => format!("Changed {first}"),
        Some(first) => format!("Changed {first} and {} more", changed.len() - 1),
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{} ms", time.as_millis())
}
