//! `casebook request …`: the commands of the request desk, one file each. They write files of the
//! working tree and nothing else; whoever runs them looks at the change and proposes it.
//!
//! A new command is a variant of [`Request`], its arguments in [`args`], and a file with its `run`.
//! What they all stand on is in [`desk`].

mod args;
mod ask;
mod desk;
mod intake;
mod moving;
mod new;
mod promote;
mod review;

use std::path::Path;

use clap::Subcommand;

use super::Outcome;
use crate::error::Result;

#[derive(Debug, Subcommand)]
pub(super) enum Request {
    /// Write a new request, and print its path; asks for what it needs when no title is given
    New(args::New),
    /// Write or change a review of a request, with the digest of the request as it is
    Review(args::Review),
    /// Move a request to another state, if nothing speaks against it
    Move(args::Move),
    /// Make a request of a mail, or add it to the request that it answers; no address is kept
    Intake(args::Intake),
    /// Begin the case that came of a request, and name it there
    Promote(args::Promote),
}

impl Request {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        match self {
            Self::New(new) => new.run(root),
            Self::Review(review) => review.run(root),
            Self::Move(step) => step.run(root),
            Self::Intake(intake) => intake.run(root),
            Self::Promote(promote) => promote.run(root),
        }
    }
}
