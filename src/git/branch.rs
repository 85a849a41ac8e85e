//! The way of the branch that is checked out: the commits that it pointed to one after the other, when each arrived
//! there, and which commits it brought. [`history`](super::history) asks.
//!
//! That way leads from a commit to its first parent. How a forge merges decides what stands on it:
//!
//! - **A merge commit** is one arrival, made by the forge at that moment. The commits of the merged line tell who
//!   wrote what; their times and what they undid again among themselves are not the branch's.
//! - **A squash** is one arrival too, and one commit: its author is that of the proposal, and its time that of the
//!   forge.
//! - **A rebase** puts every commit of the proposal on the branch, each an arrival by itself and by its own author.
//!   Forges give them the time of the rebase. A fast-forward keeps the times of whoever made the commits, so these
//!   are believed only as far as they fit.
//!
//! Whoever merges the branch into a line of their own and has the branch moved forward to that makes their line the
//! branch's. git does not keep where a branch was, so this cannot be told from a merge.

use std::io::{self, BufRead};
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use rustc_hash::FxHashMap;

use crate::error::Result;

/// Clocks of two computers differ by less.
const TOLERANCE: SignedDuration = SignedDuration::from_hours(24);

/// What an owner of a commit is before it has one.
const NOBODY: usize = usize::MAX;

pub(super) struct Branch {
    /// Children before their parents.
    commits: Vec<Commit>,
    places: Places,
    /// The newest first.
    pub(super) arrivals: Vec<Arrival>,
}

/// Where the commit of an id stands.
type Places = FxHashMap<Box<str>, usize>;

struct Commit {
    id: Box<str>,
    /// What git calls the committer date; `None` for one that no calendar has.
    time: Option<Timestamp>,
    parents: Vec<usize>,
}

/// A commit that the branch pointed to.
pub(super) struct Arrival {
    pub(super) commit: usize,
    /// The commits that came with it and are no merges, the newest first: those of the merged lines, or itself.
    pub(super) brought: Vec<usize>,
    /// When it came, as far as that is believed. `None` when it was before all that is.
    pub(super) time: Option<Timestamp>,
    pub(super) doubt: Option<Doubt>,
}

/// The time that a commit gives cannot be that of its arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// What the commit says; `None` for a time that no calendar has.
    pub written: Option<Timestamp>,
    /// When the commit before it arrived, where it claims to be older; `None` for a time that has not come.
    pub follows: Option<Timestamp>,
}

impl Branch {
    /// The way to the commit `head`. No commit is made after `now`.
    pub(super) fn read(root: &Path, head: &str, now: Timestamp) -> Result<Self> {
        let arguments = ["rev-list", "--topo-order", "--parents", "--timestamp", head, "--"];
        let (commits, places) = super::run(root, &arguments, &[], commits)?.unwrap_or_default();
        let arrivals = arrivals(&commits, now);
        Ok(Self { commits, places, arrivals })
    }

    /// What `diff-tree --stdin` is to compare: each commit that counts with its first parent.
    pub(super) fn compared(&self) -> String {
        let mut input = String::new();
        let mut add = |commit: &Commit| {
            input.push_str(&commit.id);
            // Of a merge it would compare nothing if it were not told with which parent.
            if let [first, _, ..] = *commit.parents {
                input.extend([" ", &*self.commits[first].id]);
            }
            input.push('\n');
        };
        for arrival in &self.arrivals {
            if self.is_merge(arrival.commit) {
                add(&self.commits[arrival.commit]);
            }
            arrival.brought.iter().for_each(|&commit| add(&self.commits[commit]));
        }
        input
    }

    /// Where the commit of that id stands.
    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// How many commits there are.
    pub(super) fn len(&self) -> usize {
        self.commits.len()
    }

    pub(super) fn is_merge(&self, commit: usize) -> bool {
        self.commits[commit].parents.len() > 1
    }
}

/// Reads `TIME ID PARENT…`, a line each.
fn commits(output: &mut impl BufRead) -> io::Result<(Vec<Commit>, Places)> {
    let mut lines = Vec::new();
    let mut places = Places::default();
    for line in output.lines() {
        let line = line?;
        let mut words = line.split(' ');
        let (Some(time), Some(id)) = (words.next(), words.next()) else {
            return Err(super::unexpected(line.as_bytes()));
        };
        let time = time.parse().ok().and_then(|time| Timestamp::from_second(time).ok());
        places.insert(id.into(), lines.len());
        lines.push((id.into(), time, words.map(Box::from).collect::<Vec<Box<str>>>()));
    }
    let place_of = |id: &str| places.get(id).copied().ok_or_else(|| super::unexpected(id.as_bytes()));
    let commit = |(id, time, parents): (Box<str>, _, Vec<Box<str>>)| {
        Ok(Commit { id, time, parents: parents.iter().map(|id| place_of(id)).collect::<io::Result<_>>()? })
    };
    let commits = lines.into_iter().map(commit).collect::<io::Result<_>>()?;
    Ok((commits, places))
}

fn arrivals(commits: &[Commit], now: Timestamp) -> Vec<Arrival> {
    let begin = (!commits.is_empty()).then_some(0);
    let way = std::iter::successors(begin, |&commit| commits[commit].parents.first().copied());
    let mut arrivals: Vec<Arrival> =
        way.map(|commit| Arrival { commit, brought: Vec::new(), time: None, doubt: None }).collect();
    // Which arrival brought a commit: the oldest that leads to it.
    let mut owners = vec![NOBODY; commits.len()];
    for (at, arrival) in arrivals.iter().enumerate().rev() {
        let mut open = vec![arrival.commit];
        while let Some(commit) = open.pop() {
            if owners[commit] == NOBODY {
                owners[commit] = at;
                open.extend(&commits[commit].parents);
            }
        }
    }
    for (commit, &owner) in owners.iter().enumerate() {
        if commits[commit].parents.len() < 2 && owner != NOBODY {
            arrivals[owner].brought.push(commit);
        }
    }
    let mut last = None;
    for arrival in arrivals.iter_mut().rev() {
        (last, arrival.doubt) = believed(commits[arrival.commit].time, last, now);
        arrival.time = last;
    }
    arrivals
}

/// When a commit arrived that says `written`, behind one that arrived at `last`. A time that cannot be is taken for
/// that of the commit before: it was not earlier.
fn believed(
    written: Option<Timestamp>,
    last: Option<Timestamp>,
    now: Timestamp,
) -> (Option<Timestamp>, Option<Doubt>) {
    match (written.filter(|&time| time <= now), last) {
        (None, last) => (last, Some(Doubt { written, follows: None })),
        (Some(time), Some(last)) if time.duration_until(last) > TOLERANCE => {
            (Some(last), Some(Doubt { written, follows: Some(last) }))
        }
        (time, last) => (time.max(last), None),
    }
}
