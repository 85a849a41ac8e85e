//! `casebook mail …`: the desk's mailbox. It is the private ledger of the desk, as git is the public one: who wrote
//! and what they were told stays there. What comes in becomes files; what is due to be told becomes drafts, which a
//! person reads and sends. Nothing here sends anything.

mod answered;
mod args;
mod confirm;
mod drafts;
mod fetch;
mod letter;
mod people;
mod reviews;
mod thread;

use std::path::Path;

use clap::Subcommand;

pub(super) use args::{Access, Reply};
pub(super) use drafts::unsent;

use super::Outcome;
use crate::error::Result;

#[derive(Debug, Subcommand)]
pub(super) enum Mail {
    /// Take in the mails of a mailbox that no request has yet: writes files, and leaves each mail where it is
    Fetch(args::Fetch),
    /// Note whose address a mail comes from, in a file outside of git: what they write is taken for theirs from then on
    Confirm(args::Confirm),
    /// Write what is due to be told into the Drafts of the mailbox; a person reads it and sends it
    Drafts(args::Drafts),
}

impl Mail {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        match self {
            Self::Fetch(fetch) => fetch.run(root),
            Self::Confirm(confirm) => confirm.run(root),
            Self::Drafts(drafts) => drafts.run(root),
        }
    }
}
