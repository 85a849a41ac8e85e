//! What was typed behind `casebook request`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args as Arguments, ValueEnum};
use jiff::civil::Date;

use crate::cli::values::{HostName, day, words};
use crate::record::{self, Channel, Recommendation, RecordedFrom, Size};

#[derive(Debug, Arguments)]
pub(in crate::cli) struct New {
    /// What it is called; asked for on a terminal when it is left out
    pub(super) title: Option<String>,
    /// Who asks: a name or a user name, never an address
    #[arg(long, value_name = "NAME")]
    pub(super) requester: Option<String>,
    /// The organisation or community that they ask for
    #[arg(long, value_name = "TEXT", requires = "requester")]
    pub(super) affiliation: Option<String>,
    /// A country that it is about, such as UG; may be given again
    #[arg(long, value_name = "CODE")]
    pub(super) country: Vec<String>,
    /// A language to answer in, such as en; may be given again
    #[arg(long, value_name = "TAG")]
    pub(super) language: Vec<String>,
    /// How it came in
    #[arg(long, value_parser = words::<Channel>(), value_name = "NAME")]
    pub(super) channel: Option<String>,
    /// Whether a short answer will do
    #[arg(long, value_parser = words::<Size>(), value_name = "SIZE")]
    pub(super) size: Option<String>,
    /// What kind of help is wanted; may be given again
    #[arg(long, value_name = "TEXT")]
    pub(super) help_with: Vec<String>,
    /// What is asked for
    #[arg(long, value_name = "TEXT")]
    pub(super) description: Option<String>,
    /// Why it matters
    #[arg(long, value_name = "TEXT")]
    pub(super) justification: Option<String>,
    /// Who the content comes from: a file in content/partners without .md; may be given again
    #[arg(long, value_name = "SLUG")]
    pub(super) partner: Vec<String>,
    /// What kind of content it is about, a term of the vocabulary; may be given again
    #[arg(long, value_name = "ID")]
    pub(super) content_type: Vec<String>,
    /// A tool that is wanted: a file in content/tools without .md; may be given again
    #[arg(long, value_name = "SLUG")]
    pub(super) tool: Vec<String>,
    /// What is known of the licences
    #[arg(long, value_name = "TEXT")]
    pub(super) licence_status: Option<String>,
    /// The request that it takes up again, such as one that was declined: the name of its folder
    #[arg(long, value_name = "ID")]
    pub(super) follows: Option<String>,
    /// The name of its folder; by default made from the title
    #[arg(long, value_name = "ID")]
    pub(super) id: Option<String>,
    /// The language that it is written in, where that is not the site's own, such as es
    #[arg(long, value_name = "TAG")]
    pub(super) written_in: Option<String>,
    /// The day it came in, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Clone, Default, Arguments)]
pub(in crate::cli) struct Review {
    /// The request: the name of its folder, or a beginning of it that no other has
    pub(super) id: String,
    /// The stage of the workflow; by default the one that is open
    #[arg(long, value_name = "STAGE")]
    pub(super) stage: Option<String>,
    /// Who reviews: a file in content/people without .md
    #[arg(long, value_name = "SLUG")]
    pub(super) person: String,
    /// What should be done; may be left out to change an earlier review
    #[arg(long, value_parser = words::<Recommendation>(), value_name = "WORD")]
    pub(super) recommend: Option<String>,
    /// Why, for everybody to read; may be left out to change an earlier review
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    /// How soon the request should be taken up
    #[arg(long, value_parser = words::<record::Priority>(), value_name = "PRIORITY")]
    pub(super) priority: Option<String>,
    /// What should hold before it goes on; may be given again
    #[arg(long, value_name = "TEXT")]
    pub(super) condition: Vec<String>,
    /// What stands in the way until it is resolved, with a short name; may be given again
    #[arg(long, value_name = "NAME=TEXT")]
    pub(super) concern: Vec<String>,
    /// A concern of an earlier review that is resolved; may be given again
    #[arg(long, value_name = "NAME")]
    pub(super) resolve: Vec<String>,
    /// Why the reviewer is no impartial judge of this request: the review is shown and does not count
    #[arg(long, value_name = "TEXT")]
    pub(super) conflict: Option<String>,
    /// Why the reviewer takes an earlier review back: it is shown and does not count any more
    #[arg(
        long,
        value_name = "TEXT",
        conflicts_with_all = ["recommend", "reason", "priority", "condition", "concern", "resolve", "conflict"]
    )]
    pub(super) withdraw: Option<String>,
    /// Write down for somebody what they have said in a mail or at a meeting: who writes it, a file in content/people
    /// without .md. The workflow says what such a review takes to count
    #[arg(long, value_name = "PERSON", requires = "recorded_from")]
    pub(super) recorded_by: Option<String>,
    /// What it is written down from
    #[arg(long, value_parser = words::<RecordedFrom>(), value_name = "WORD", requires = "recorded_by")]
    pub(super) recorded_from: Option<String>,
    /// Why a review that was written down for somebody is not what they said: it is shown and does not count any more
    #[arg(
        long,
        value_name = "TEXT",
        conflicts_with_all = ["recommend", "reason", "priority", "condition", "concern", "resolve", "conflict", "withdraw"]
    )]
    pub(super) contest: Option<String>,
    /// The day of the review, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Due {
    /// The day that it is, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Default, Arguments)]
pub(in crate::cli) struct Move {
    /// The request: the name of its folder, or a beginning of it that no other has
    pub(super) id: String,
    /// The state that it is to be in
    pub(super) state: String,
    /// Why, for everybody to read; most moves need it
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    /// Write a move that the workflow does not allow: others have to approve it; needs --reason
    #[arg(long)]
    pub(super) exception: bool,
    /// Who will propose the move, by the name of their account on the forge: judges whether they may
    #[arg(long, value_name = "LOGIN")]
    pub(super) actor: Option<String>,
    /// Which forge the account is on; by default the one of the repository in casebook.yaml
    #[arg(long, value_enum, value_name = "NAME", requires = "actor")]
    pub(super) forge: Option<HostName>,
    /// Who moves it, for everybody to read: a file in content/people without .md; by default whoever has the account
    /// of --actor
    #[arg(long, value_name = "PERSON")]
    pub(super) by: Option<String>,
    /// How soon the request is to be taken up
    #[arg(long, value_parser = words::<record::Priority>(), value_name = "PRIORITY")]
    pub(super) priority: Option<String>,
    /// Why so soon, or so late
    #[arg(long, value_name = "TEXT")]
    pub(super) priority_reason: Option<String>,
    /// Why no case is written of what came of it, for everybody to read
    #[arg(long, value_name = "TEXT")]
    pub(super) nothing_to_learn: Option<String>,
    /// The day on which roles have to be held, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Assign {
    /// The request: the name of its folder, or a beginning of it that no other has
    pub(super) id: String,
    /// Who looks after it: a file in content/people without .md
    #[arg(required_unless_present = "none", conflicts_with = "none")]
    pub(super) person: Option<String>,
    /// Nobody any more
    #[arg(long)]
    pub(super) none: bool,
    /// The day on which the site is read, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Group {
    /// The request: the name of its folder, or a beginning of it that no other has
    pub(super) id: String,
    /// The group that works on it: a file in content/groups without .md
    #[arg(required_unless_present = "none", conflicts_with = "none")]
    pub(super) group: Option<String>,
    /// None any more
    #[arg(long)]
    pub(super) none: bool,
    /// The day on which the site is read, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Priority {
    /// The request: the name of its folder, or a beginning of it that no other has
    pub(super) id: String,
    /// How soon it is to be taken up
    #[arg(
        value_parser = words::<record::Priority>(),
        required_unless_present = "none",
        conflicts_with = "none",
        requires = "reason"
    )]
    pub(super) priority: Option<String>,
    /// Why so soon, or so late, for everybody to read
    #[arg(long, value_name = "TEXT", conflicts_with = "none")]
    pub(super) reason: Option<String>,
    /// Take its priority away, with the reason
    #[arg(long)]
    pub(super) none: bool,
    /// The day on which the site is read, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Replied {
    /// The request: the name of its folder, or a beginning of it that no other has
    pub(super) id: String,
    /// The day of the first answer, as YYYY-MM-DD
    #[arg(value_name = "DATE", value_parser = day, required_unless_present = "none", conflicts_with = "none")]
    pub(super) on: Option<Date>,
    /// There was none yet
    #[arg(long)]
    pub(super) none: bool,
    /// The day on which the site is read, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Checklist {
    /// The request: the name of its folder, or a beginning of it that no other has
    pub(super) id: String,
    /// Formats, sizes, tools
    #[arg(long, value_name = "TEXT")]
    pub(super) technical: Option<String>,
    /// Licences, privacy, ethics
    #[arg(long, value_name = "TEXT")]
    pub(super) legal: Option<String>,
    /// What could go wrong
    #[arg(long, value_name = "TEXT")]
    pub(super) risk: Option<String>,
    /// Who carries it on
    #[arg(long, value_name = "TEXT")]
    pub(super) sustainability: Option<String>,
    /// Take a part away: technical, legal, risk or sustainability; may be given again
    #[arg(long, value_name = "PART", value_parser = parts())]
    pub(super) none: Vec<String>,
    /// The day on which the site is read, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Intake {
    /// The mail as it was saved from a mail program (.eml); - reads it from standard input
    pub(super) file: PathBuf,
    /// Keep all of its text: the history, the signature and the footers too
    #[arg(long)]
    pub(super) whole: bool,
    /// The language that it is written in, where that is not the site's own, such as es
    #[arg(long, value_name = "TAG")]
    pub(super) written_in: Option<String>,
    /// The day it came in where the mail has none, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Promote {
    /// The request: the name of its folder, or a beginning of it that no other has
    pub(super) id: String,
    /// The day on which the site is read, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct List {
    /// Only requests in this state
    #[arg(long, value_name = "STATE")]
    pub(super) state: Option<String>,
    /// Only what waits for this person: the name of a file in content/people, without .md
    #[arg(long, value_name = "PERSON")]
    pub(super) waiting_for: Option<String>,
    /// Those that are at their end too
    #[arg(long)]
    pub(super) all: bool,
    /// The day, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Show {
    /// The request: the name of its folder in content/requests, or a beginning of it that no other has
    #[arg(value_name = "ID")]
    pub(super) id: String,
    /// The day, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Agenda {
    /// The day of the meeting, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Minutes {
    /// The agenda, filled in
    pub(super) file: PathBuf,
    /// Who writes down what was said, for everybody to read: a file in content/people without .md
    #[arg(long, value_name = "PERSON")]
    pub(super) by: String,
    /// The day that it is, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Report {
    /// Requests that came in from this day on, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) from: Option<Date>,
    /// Requests that came in up to this day, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) to: Option<Date>,
    /// How to print it
    #[arg(long, value_enum, default_value = "markdown", value_name = "FORMAT")]
    pub(super) format: ReportFormat,
    /// The day as of which requests wait, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(in crate::cli) enum ReportFormat {
    /// To read
    Markdown,
    /// For a spreadsheet
    Csv,
}

/// The parts of a checklist.
fn parts() -> PossibleValuesParser {
    PossibleValuesParser::new(record::Checklist::FIELDS.iter().map(|field| field.name))
}
