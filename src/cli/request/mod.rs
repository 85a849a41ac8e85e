mod agenda;
mod desk;
mod digest;
mod list;
mod report;
mod show;
mod text;

use std::path::Path;

use clap::Subcommand;

use super::Outcome;
use crate::error::Result;

#[derive(Debug, Subcommand)]
pub(super) enum Request {
    /// Show the desk: each request, whom it waits for and how long; those that are late come first
    List(list::List),
    /// Show one request: where it stands, what can follow, and what the committee has said
    Show(show::Show),
    /// Print what waits for each member, as Markdown
    Digest(digest::Digest),
    /// Print the agenda of the next meeting, as Markdown
    Agenda(agenda::Agenda),
    /// Print the figures of a stretch of time, as Markdown or CSV
    Report(report::Report),
}

impl Request {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        match self {
            Self::List(list) => list.run(root),
            Self::Show(show) => show.run(root),
            Self::Digest(digest) => digest.run(root),
            Self::Agenda(agenda) => agenda.run(root),
            Self::Report(report) => report.run(root),
        }
    }
}
