//! A change that is proposed, from two revisions to a verdict: what it touches is read from git's
//! objects, judged by the rules of the base, and checked as any content is. Cost follows the change:
//! of the rest of the repository only the names of its files are read.
//!
//! The steps:
//!
//! 1. [`Ends`] finds the commits, and the tree that merging would give: that is what is judged.
//! 2. [`Base`] reads the rules and the people, from the base alone.
//! 3. [`requests`] reads each request that is touched, as it was and as it would be.
//! 4. `desk::gate` judges.
//! 5. [`content`] finds what is wrong with the files that are touched.

mod approvals;
mod base;
mod content;
mod ends;
mod requests;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Project;
use crate::desk::gate::{self, Actor, Change, RequestChange, Subject, Verdict};
use crate::diagnostic::render::Texts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::error::Result;
use crate::read::Sources;
use crate::record::{Host, Id, Kind, layout};
use crate::source::SitePath;
pub use approvals::Approvals;
use base::Base;
use ends::{Ends, Files};

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
    sources: Sources,
}

impl Judgement {
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
            Err(conflict) => return Ok(conflicting(&conflict)),
        };
        let base = Base::read(&self.root, &ends)?;
        let mut files = Files::new(&self.root, &ends)?;
        let ids = requests::touched(&ends.changed);
        let requests = requests::read(&ids, &base, &mut files)?;
        let (cases, hidden_cases) = named_cases(&requests, &base, &mut files)?;
        let host = proposal.host.unwrap_or_else(|| Host::of(&base.config));
        let approvals = proposal.approvals.at(ends.head.as_ref());
        let policy = base.policy_changes(&ends, &mut files)?;
        let change = Change {
            workflow: base.workflow,
            people: base.people,
            today: self.today,
            actor: Actor { host, login: proposal.actor.clone(), approvals },
            requests,
            policy,
            cases,
            hidden_cases,
        };
        let mut verdicts = gate::judge(&change);
        let moved: BTreeSet<&str> = change
            .requests
            .iter()
            .zip(&verdicts)
            .filter(|(_, verdict)| verdict.transition.is_some())
            .map(|(request, _)| &*request.id)
            .collect();
        let mut diagnostics = content::check(self, &ends, &mut files, &moved)?;
        let sources = files.into_sources();
        super::locate(&mut diagnostics, &sources);
        diagnostics.sort();
        for verdict in &mut verdicts {
            let mut own = Diagnostics::from_iter(std::mem::take(&mut verdict.diagnostics));
            super::locate(&mut own, &sources);
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
        Ok(Judgement { verdicts, diagnostics, sources })
    }
}

/// The slugs of cases.
type Slugs = BTreeSet<Arc<str>>;

/// The cases that the requests name: those that would be part of the site, and those that are there and would
/// not be.
fn named_cases(requests: &[RequestChange], base: &Base, files: &mut Files) -> Result<(Slugs, Slugs)> {
    let named = requests.iter().filter_map(|request| request.after.request()).flat_map(|after| &after.cases);
    let named: Slugs = named.map(|case| case.0.as_ref().into()).collect();
    // One that was written first in another language than the site's own has that in its name.
    let there: Vec<(Arc<str>, SitePath)> = named
        .into_iter()
        .filter_map(|slug| {
            let id = Id { kind: Kind::Case, slug: Arc::clone(&slug) };
            let own = layout::paths(&id).into_iter().find(|path| files.find(path.as_str()).is_some());
            let any = || {
                let starts = layout::stems(&id).map(|stem| format!("{stem}."));
                let beside = starts.iter().flat_map(|start| files.below(start)).map(|file| &file.path);
                beside.into_iter().find(|path| layout::text_name(path.as_str()).is_some()).cloned()
            };
            Some((slug, own.or_else(any)?))
        })
        .collect();
    files.read(there.iter().map(|(_, path)| path))?;
    let (cases, hidden): (Vec<_>, Vec<_>) = there.into_iter().partition(|(slug, path)| {
        let text = files.text(path);
        let case = text.and_then(|text| base::original(&base.config, Kind::Case, slug, path, text));
        case.is_some_and(|case| !case.common.draft)
    });
    let slugs = |cases: Vec<(Arc<str>, SitePath)>| cases.into_iter().map(|(slug, _)| slug).collect();
    Ok((slugs(cases), slugs(hidden)))
}

/// What cannot be merged cannot be judged.
fn conflicting(paths: &[SitePath]) -> Judgement {
    let conflict = |path: &SitePath| {
        Diagnostic::new(
            Code::MergeConflict,
            path,
            Place::File,
            "the base has changed the same lines since this change was begun",
        )
        .help("bring your branch up to date and settle what differs: the forge offers to do so on the pull request")
    };
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(paths.iter().map(conflict));
    Judgement { verdicts: Vec::new(), diagnostics, sources: Sources::Revision(std::sync::Arc::default()) }
}
