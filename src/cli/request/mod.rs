//! `casebook request …`: the commands of the request desk, one file each. They show the desk, or write
//! files of the working tree and nothing else; whoever runs them looks at the change and proposes it.
//!
//! A new command is a variant of [`Request`], its arguments in [`args`], and a file with its `run`.
//! What they all stand on is in [`desk`], and how they put it into words in [`text`].

mod agenda;
pub(super) mod args;
mod ask;
mod assign;
mod change;
mod checklist;
mod desk;
mod due;
mod group;
pub(super) mod intake;
mod list;
mod minutes;
mod moving;
mod new;
mod priority;
mod promote;
mod replied;
mod report;
pub(super) mod review;
mod show;
mod text;

use std::path::Path;

use clap::Subcommand;

pub(super) use self::desk::{Desk, known_language, unchanged};
pub(super) use self::text::late;

use super::Outcome;
use crate::error::Result;

#[derive(Debug, Subcommand)]
pub(super) enum Request {
    /// Show the desk: each request by priority, whom it waits for and how long; of a priority what is late comes first
    List(args::List),
    /// Show one request: where it stands, what can follow, and what the committee has said
    Show(args::Show),
    /// Write a new request, and print its path; asks for what it needs when no title is given
    New(args::New),
    /// Write or change a review of a request, with the digest of the request as it is
    Review(args::Review),
    /// Draft a mail to the requester of a request, with its state and what has happened
    Reply(super::mail::Reply),
    /// Move a request to another state, if nothing speaks against it
    Move(args::Move),
    /// Say who looks after a request
    Assign(args::Assign),
    /// Fill in what the committee has to look at in a request, or show what is missing of it
    Checklist(args::Checklist),
    /// Say how soon a request is to be taken up, and why
    Priority(args::Priority),
    /// Say on which day whoever asked was first answered, where they did not ask by mail
    Replied(args::Replied),
    /// Give a request to a working group
    Group(args::Group),
    /// Make the moves that nobody decides on, as far as their time has come
    Due(args::Due),
    /// Make a request of a mail, or add it to the request that it answers; no address is kept
    Intake(args::Intake),
    /// Begin the case that came of a request, and name it there
    Promote(args::Promote),
    /// Print the agenda of the next meeting, as Markdown to be filled in
    Agenda(args::Agenda),
    /// Write the record of a meeting and the reviews of those who spoke, from its agenda as it was filled in
    Minutes(args::Minutes),
    /// Print the figures of a stretch of time, as Markdown or CSV
    Report(args::Report),
}

impl Request {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        match self {
            Self::List(list) => list.run(root),
            Self::Show(show) => show.run(root),
            Self::New(new) => new.run(root),
            Self::Review(review) => review.run(root),
            Self::Move(moved) => moved.run(root),
            Self::Assign(assign) => assign.run(root),
            Self::Checklist(checklist) => checklist.run(root),
            Self::Priority(priority) => priority.run(root),
            Self::Replied(replied) => replied.run(root),
            Self::Group(group) => group.run(root),
            Self::Reply(reply) => reply.run(root),
            Self::Due(due) => due.run(root),
            Self::Intake(intake) => intake.run(root),
            Self::Promote(promote) => promote.run(root),
            Self::Agenda(agenda) => agenda.run(root),
            Self::Minutes(minutes) => minutes.run(root),
            Self::Report(report) => report.run(root),
        }
    }
}
