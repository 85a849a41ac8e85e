//! Reads the sources again whenever they change, and passes on what came of it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use jiff::civil;
use rustc_hash::FxHashSet;

use super::snapshot::Snapshot;
use super::{Event, Outcome, Shown};
use crate::diagnostic::render::{Bound, Format, render};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::error::{Error, Result};
use crate::pipeline::{Inventory, Loaded, Project};
use crate::search::Live;
use crate::source::SitePath;

pub(super) struct Sources<D, T> {
    project: Project,
    inventory: Inventory,
    /// What was read the last time, sound or not.
    loaded: Option<Loaded>,
    /// The warnings that have been reported.
    warnings: Diagnostics,
    shown: Arc<Shown>,
    search: Arc<Live>,
    today: D,
    tell: T,
}

impl<D: Fn() -> civil::Date, T: FnMut(&Event<'_>)> Sources<D, T> {
    /// Reads everything for the first time.
    pub(super) fn read(project: Project, shown: Arc<Shown>, today: D, tell: T) -> Result<Self> {
        let start = Instant::now();
        let inventory = Inventory::take(&project.root)?;
        let warnings = Diagnostics::new();
        let search = Arc::default();
        let mut sources = Self { project, inventory, loaded: None, warnings, shown, search, today, tell };
        sources.load(&BTreeSet::new(), start)?;
        Ok(sources)
    }

    /// Reads what has changed at these paths, which may be folders.
    pub(super) fn follow(&mut self, paths: &BTreeSet<PathBuf>) {
        let start = Instant::now();
        match self.inventory.refresh(&self.project.root, paths) {
            Ok(changed) if changed.is_empty() => {}
            Ok(changed) => self.load_or_tell(&changed, start),
            Err(error) => self.failed(&BTreeSet::new(), &error, start),
        }
        // git takes longer than a small change may, so the browsers have that already.
        if self.inventory.refresh_checkout(&self.project.root) {
            self.load_or_tell(&BTreeSet::new(), Instant::now());
        }
    }

    fn load_or_tell(&mut self, changed: &BTreeSet<SitePath>, start: Instant) {
        if let Err(error) = self.load(changed, start) {
            self.failed(changed, &error, start);
        }
    }

    fn load(&mut self, changed: &BTreeSet<SitePath>, start: Instant) -> Result<()> {
        self.project.today = (self.today)();
        let loaded = self.project.load(&self.inventory, self.loaded.take())?;
        let (project, diagnostics) = (&self.project, &loaded.diagnostics);
        let outcome = if diagnostics.has_errors() {
            self.shown.events.faults(&render(Format::Human, diagnostics, project, Bound::PREVIEW, false));
            Outcome::Faulty(diagnostics)
        } else {
            let snapshot = Snapshot::new(project, &loaded, Arc::clone(&self.search));
            let pages = snapshot.len();
            self.shown.show(snapshot);
            let mut warnings = Diagnostics::new();
            // Wherever in their files they stand by now.
            let told: FxHashSet<_> = self.warnings.iter().map(Diagnostic::says).collect();
            warnings.extend(diagnostics.iter().filter(|warning| !told.contains(&warning.says())).cloned());
            Outcome::Shown { pages, warnings }
        };
        (self.tell)(&Event { project, changed, outcome, time: start.elapsed() });
        self.warnings = Diagnostics::new();
        let warnings = loaded.diagnostics.iter().filter(|d| d.severity == Severity::Warning);
        self.warnings.extend(warnings.cloned());
        self.loaded = Some(loaded);
        Ok(())
    }

    fn failed(&mut self, changed: &BTreeSet<SitePath>, error: &Error, start: Instant) {
        self.shown.events.faults(&error.shown());
        let outcome = Outcome::Failed(error);
        (self.tell)(&Event { project: &self.project, changed, outcome, time: start.elapsed() });
    }
}
