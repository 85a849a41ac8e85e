//! A change that is proposed, from two revisions to a verdict: read from git's objects, judged by the rules of the base,
//! and checked as any content is, the site as it is and as it would be, both as a whole.
//!
//! The steps:
//!
//! 1. [`Ends`] finds the commits, the tree that merging would give, and what is not the same in it.
//! 2. [`Sides`] reads the site of either end. What did not change is read once.
//! 3. [`Faults`] are those that the change brings, wherever they stand.
//! 4. [`requests`] finds the requests that are touched, [`open`] what takes approvals.
//! 5. `desk::gate` judges.

mod approvals;
mod ends;
mod faults;
mod open;
mod requests;
mod sides;

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Project;
use crate::config::{self, Repository, policy};
use crate::desk::People;
use crate::desk::gate::comment::Told;
use crate::desk::gate::{self, Actor, Change, Step, Subject, Verdict};
use crate::diagnostic::render::Texts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::error::Result;
use crate::git::Revision;
use crate::read::Sources;
use crate::record::{Host, layout};
use crate::source::SitePath;
pub use approvals::Approvals;
use ends::Ends;
use faults::Faults;
use sides::Sides;

/// A change that somebody proposes.
#[derive(Debug)]
pub struct Proposal {
    /// The branch that the change is to be merged into.
    pub base: String,
    /// The revision that is proposed; the folder as it is where there is none.
    pub head: Option<String>,
    /// What the forge calls whoever proposes it.
    pub actor: String,
    /// The place where that is their name; the repository's own where nothing is said.
    pub host: Option<Host>,
    pub approvals: Approvals,
}

/// What is to be said of a proposal.
pub struct Judgement {
    pub verdicts: Vec<Verdict>,
    /// What is wrong with the files that it touches.
    pub diagnostics: Diagnostics,
    /// What is to be done next, and by whom.
    next: Vec<Step>,
    sources: Sources,
    /// Where the forge shows the commit that is judged.
    shown: Option<(Repository, Revision)>,
}

impl Judgement {
    /// It, for whoever tells it to people. The address of a line is that on the forge.
    pub fn tell<T>(&self, tell: impl FnOnce(&Told<'_>) -> T) -> T {
        let link = |file: &SitePath, line: usize| {
            let (repository, commit) = self.shown.as_ref()?;
            Some(repository.line_url(file, line, commit.as_str()))
        };
        let (verdicts, diagnostics, next) = (&*self.verdicts, &self.diagnostics, &*self.next);
        tell(&Told { verdicts, diagnostics, next, texts: self, link: &link })
    }

    /// Everything that was found, in the order of a reader.
    #[must_use]
    pub fn all(&self) -> Diagnostics {
        let mut all = self.diagnostics.clone();
        all.extend(self.verdicts.iter().flat_map(|verdict| verdict.diagnostics.clone()));
        all.sort();
        all
    }

    /// Whether nothing speaks against merging.
    #[must_use]
    pub fn may_be_merged(&self) -> bool {
        !self.diagnostics.has_errors() && self.verdicts.iter().all(Verdict::may_be_merged)
    }
}

impl Texts for Judgement {
    fn text(&self, file: &SitePath) -> Option<String> {
        Texts::text(&self.sources, file)
    }
}

impl Project {
    /// Judges a proposal by the rules of its base.
    pub fn judge(&self, proposal: &Proposal) -> Result<Judgement> {
        let ends = match Ends::find(&self.root, proposal)? {
            Ok(ends) => ends,
            Err(diagnostics) => {
                let sources = Sources::Revision(Arc::default());
                let (verdicts, next) = (Vec::new(), Vec::new());
                return Ok(Judgement { verdicts, diagnostics, next, sources, shown: None });
            }
        };
        let sides = Sides::read(self, &ends)?;
        let touched: FxHashSet<&SitePath> = ends.changes.site.iter().map(|change| &change.path).collect();
        let Faults { new, old } = Faults::of(&sides, &touched);
        let base = &sides.before.loaded;
        let mut requests = requests::read(&ends.changes.site, &sides);
        requests::tell_times(&mut requests, self, &ends.base, &base.site.workflow)?;
        let cases = requests::cases(&requests, &sides);
        let people = People::KINDS.into_iter().flat_map(|kind| base.content.sound_ones(kind));
        let heard = proposal.approvals.heard(|commit| ends.is_same_change(&self.root, commit))?;
        let change = Change {
            workflow: Arc::clone(&base.site.workflow),
            people: People::new(people.cloned()),
            today: self.today,
            actor: Actor {
                host: proposal.host.unwrap_or_else(|| Host::of(&base.site.config)),
                account: proposal.approvals.actor(&proposal.actor),
                approvals: heard.approvals,
                unheard: heard.unheard,
            },
            closed: open::closed(&ends, &sides, &new),
            requests,
            cases,
            standing: requests::standing(&base.site.workflow, &sides),
            is_without_rules: is_without_rules(&sides),
        };
        let mut verdicts = gate::judge(&change);
        let mut diagnostics: Diagnostics = ends.changes.unread.iter().map(sides::unreadable).collect();
        diagnostics.extend(new);
        let moved = change.requests.iter().zip(&verdicts).filter(|(_, verdict)| verdict.transition.is_some());
        let moved: BTreeSet<&str> = moved.map(|(request, _)| &*request.id).collect();
        // Nobody is failed for what was there before, but a request that moves is looked at as a whole.
        diagnostics.extend(old.into_iter().map(|mut fault| {
            if !layout::request_of(&fault.file).is_some_and(|id| moved.contains(id)) {
                fault.severity = Severity::Warning;
            }
            fault
        }));
        diagnostics.sort();
        for verdict in &mut verdicts {
            let mut own = Diagnostics::from_iter(std::mem::take(&mut verdict.diagnostics));
            super::locate(&mut own, &sides.new);
            verdict.diagnostics = own.into_iter().collect();
            // What is wrong with the files of a request speaks against it.
            let is_its = |fault: &Diagnostic| match &verdict.subject {
                Subject::Request { id, .. } => layout::request_of(&fault.file) == Some(id),
                Subject::Policy => false,
            };
            let (its, others): (Vec<_>, Vec<_>) = diagnostics.into_iter().partition(is_its);
            verdict.diagnostics.extend(its);
            diagnostics = Diagnostics::from_iter(others);
        }
        let next = gate::next(&change, &verdicts, &diagnostics);
        let shown = base.site.config.repository.clone().zip(ends.head);
        Ok(Judgement { verdicts, diagnostics, next, sources: sides.new, shown })
    }
}

/// Whether the rules of the base cannot be read, so that the standard ones stand in for them.
fn is_without_rules(sides: &Sides) -> bool {
    let config = &sides.before.loaded.site.config;
    sides.before.faults.iter().any(|fault| {
        let is_rule = fault.file.as_str() == config::FILE || policy::is_rule(&fault.file, config);
        // A name that cannot be read stands at no file of its own.
        is_rule && fault.severity == Severity::Error && fault.code != Code::UnreadableChange
    })
}
