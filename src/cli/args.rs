//! What was typed.

use std::path::PathBuf;

use clap::{Args as Arguments, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::mail::{Access, Mail};
use super::request::Request;
use super::translate::Translate;
use super::values::{ForgeName, HostName, archive, day, kind, sha256};
use crate::diagnostic::render::Format;
use crate::import;
use crate::record::Kind;

/// A knowledge base and a request desk from a git repository of Markdown records
#[derive(Debug, Parser)]
#[command(name = "casebook", version, about, max_term_width = 100)]
pub(super) struct Args {
    /// The folder of the site, which holds casebook.yaml and content/; by default the one that you are in
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site
    Build(Build),
    /// Preview the site on this machine, drafts included; saved changes show at once
    Serve(Serve),
    /// Find everything that is wrong, without writing anything; with --base, judge a change
    Check(Check),
    /// Write a new record from its template, and print its path
    New(New),
    /// Take in documents (Word, ODT, HTML, Markdown, wikitext) as new records
    Import(Import),
    /// Give out a record as wikitext, or the figures of all cases as a table
    #[command(subcommand)]
    Export(Export),
    /// Begin a translation of a record, or note what one was made from
    Translate(Translate),
    /// Show what there is to do at the desk, and who does it, as Markdown
    Inbox(Inbox),
    /// Keep the requests: write, review and move them, take in mails, make cases of them
    #[command(subcommand)]
    Request(Box<Request>),
    /// Keep the desk's mailbox: take in what came, and draft what is due to be told
    #[command(subcommand)]
    Mail(Box<Mail>),
    /// Search the site, as its search page does
    Search(Search),
    /// Start a new site
    Init(Init),
    /// Explain what a diagnostic means
    Explain(Explain),
    /// Print the JSON Schema of a kind's front matter, for completion in editors
    Schema(Schema),
    /// Print what a shell needs to complete these commands and their options
    Completions(Completions),
}

#[derive(Debug, Arguments)]
pub(super) struct Build {
    /// Where the site is written; by default public/ in the folder of the site
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Make drafts part of the site
    #[arg(long)]
    pub(super) drafts: bool,
    /// Show everything that is wrong; by default the first 10 of each kind
    #[arg(long)]
    pub(super) all: bool,
    /// The day on which the site is built, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<jiff::civil::Date>,
}

#[derive(Debug, Arguments)]
pub(super) struct Serve {
    /// The port on 127.0.0.1; by default 8000, or the next that is free
    #[arg(long, value_name = "N")]
    pub(super) port: Option<u16>,
    /// Open the site in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Look for changes every half second, for folders that cannot tell, such as network mounts
    #[arg(long)]
    pub(super) poll: bool,
}

#[derive(Debug, Arguments)]
pub(super) struct Check {
    /// How to print what is wrong
    #[arg(long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub(super) format: FormatName,
    /// Show everything that is wrong; by default the first 100 of each kind, and all as json and sarif
    #[arg(long)]
    pub(super) all: bool,
    /// Judge the change from this revision on, by its rules: the branch that is to be merged into
    #[arg(long, value_name = "REV", requires = "actor")]
    pub(super) base: Option<String>,
    /// The revision that is proposed; by default the files as they are
    #[arg(long, value_name = "REV", requires = "base")]
    pub(super) head: Option<String>,
    /// Who proposes the change: the name of their account on the forge
    #[arg(long, value_name = "LOGIN", requires = "base")]
    pub(super) actor: Option<String>,
    /// Which forge the account is on; by default the one of the repository in casebook.yaml
    #[arg(long, value_enum, value_name = "NAME", requires = "base")]
    pub(super) forge: Option<HostName>,
    /// A JSON file that says who has approved which commit: {"approvals": [{"login", "commit", "state"}]}
    #[arg(long, value_name = "FILE", requires = "base")]
    pub(super) approvals: Option<PathBuf>,
    /// The day on which roles have to be held, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<jiff::civil::Date>,
}

#[derive(Debug, Arguments)]
pub(super) struct New {
    /// The kind of record
    #[arg(value_parser = kind, value_name = "KIND")]
    pub(super) kind: Kind,
    /// Its title; for a person, the name
    pub(super) title: String,
}

#[derive(Debug, Arguments)]
pub(super) struct Import {
    /// The documents; each becomes a record of its own, and so does each page of an export
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// The kind of record
    #[arg(long, value_parser = kind, value_name = "KIND", default_value = "case")]
    pub(super) kind: Kind,
    /// Its title; by default the document's own
    #[arg(long, value_name = "TITLE")]
    pub(super) title: Option<String>,
    /// The language that it is written in, where that is not the site's own
    #[arg(long, value_name = "LANG")]
    pub(super) language: Option<String>,
    /// What the documents are; by default what their names say
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(super) format: Option<DocumentFormat>,
    /// Where the document is from: the address of a page; links within its wiki lead there
    #[arg(long, value_name = "URL")]
    pub(super) source: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Export {
    /// Print a record as wikitext, to be put on a page of a wiki
    Wikitext(ExportWikitext),
    /// Print every figure of the published cases and uploads as CSV
    Metrics(ExportMetrics),
}

#[derive(Debug, Arguments)]
pub(super) struct ExportWikitext {
    /// Its folder and its name, such as `cases/old-maps`, or its file
    #[arg(value_name = "RECORD")]
    pub(super) record: String,
    /// The language of the translation; by default the record as it was first written
    #[arg(long, value_name = "LANG")]
    pub(super) language: Option<String>,
    /// A new file to write to; by default standard output
    #[arg(long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Arguments)]
pub(super) struct ExportMetrics {
    /// A new file to write to; by default standard output
    #[arg(long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// What a document is.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum DocumentFormat {
    /// .md
    Markdown,
    /// .html
    Html,
    /// .docx, of Word
    Docx,
    /// .odt, as office suites write it
    Odt,
    /// .wiki, the source of a page
    Wikitext,
    /// .xml, of Special:Export
    MediawikiXml,
}

impl DocumentFormat {
    pub(super) fn format(self) -> import::Format {
        match self {
            Self::Markdown => import::Format::Markdown,
            Self::Html => import::Format::Html,
            Self::Docx => import::Format::Docx,
            Self::Odt => import::Format::Odt,
            Self::Wikitext => import::Format::Wikitext,
            Self::MediawikiXml => import::Format::MediawikiXml,
        }
    }
}

#[derive(Debug, Arguments)]
pub(super) struct Inbox {
    /// Only what this person has to do: a file in content/people without .md
    #[arg(value_name = "PERSON")]
    pub(super) person: Option<String>,
    #[command(flatten)]
    pub(super) access: Access,
    /// The day, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<jiff::civil::Date>,
}

#[derive(Debug, Arguments)]
pub(super) struct Search {
    /// The words: "in quotes" for a phrase, -word for one that may not be there
    #[arg(required_unless_present = "queries", conflicts_with = "queries")]
    pub(super) query: Option<String>,
    /// The reader's language, which comes first among pages that answer as well; by default the site's own
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<String>,
    /// Only this kind of record
    #[arg(long, value_parser = kind, value_name = "KIND")]
    pub(super) kind: Option<Kind>,
    /// How many results are shown
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(super) most: usize,
    /// Print JSON: {"total", "results": [{"url", "title", "kind", "lang", "anchor", "excerpt", "score"}]}
    #[arg(long)]
    pub(super) json: bool,
    /// A file with a query on each line; prints the JSON of each on a line
    #[arg(long, value_name = "FILE")]
    pub(super) queries: Option<std::path::PathBuf>,
}

#[derive(Debug, Arguments)]
pub(super) struct Init {
    /// The folder to make; with --forge, also that of a site that is there
    pub(super) dir: PathBuf,
    /// Also write what this forge needs to publish the site and to judge proposals
    #[arg(long, value_enum, value_name = "NAME")]
    pub(super) forge: Option<ForgeName>,
    /// The address of an archive (.tar.gz) of Casebook, which the forge's machines install
    #[arg(long, value_name = "URL", value_parser = archive, requires = "forge", requires = "sha256")]
    pub(super) program: Option<String>,
    /// The SHA-256 of that archive, as 64 hexadecimal digits
    #[arg(long, value_name = "SUM", value_parser = sha256, requires = "forge", requires = "program")]
    pub(super) sha256: Option<String>,
    /// The day on which those who are asked to review hold their roles, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day, requires = "forge")]
    pub(super) today: Option<jiff::civil::Date>,
}

#[derive(Debug, Arguments)]
pub(super) struct Explain {
    /// The code, as it stands in brackets in a message, such as `unknown-field`
    pub(super) code: String,
}

#[derive(Debug, Arguments)]
pub(super) struct Schema {
    /// The kind of record
    #[arg(value_parser = kind, value_name = "KIND")]
    pub(super) kind: Kind,
}

#[derive(Debug, Arguments)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(super) shell: Shell,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FormatName {
    /// Drawn, with the lines in question
    Human,
    /// One line each
    Short,
    /// One JSON object
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// One comment for a pull request, with --base
    Markdown,
}

impl FormatName {
    /// The format of diagnostics; Markdown is one of verdicts alone.
    pub(super) fn of_diagnostics(self) -> Option<Format> {
        match self {
            Self::Human => Some(Format::Human),
            Self::Short => Some(Format::Short),
            Self::Json => Some(Format::Json),
            Self::Github => Some(Format::Github),
            Self::Sarif => Some(Format::Sarif),
            Self::Markdown => None,
        }
    }
}
