//! What was typed behind `casebook mail`.

use std::path::PathBuf;

use clap::Args as Arguments;
use jiff::civil::Date;

use crate::cli::values::day;
use crate::error::{Error, Result};
use crate::git;
use crate::mailbox::{Address, Mailbox, Options, Password};

/// The variable with the address of the mailbox.
const MAILBOX: &str = "CASEBOOK_MAILBOX";

/// How to come to the mailbox.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct Access {
    #[arg(
        long,
        value_name = "ADDRESS",
        help = "The mailbox: imaps://USER@HOST/FOLDER, the path of a Maildir or of a folder of .eml files; by default what \
                the variable CASEBOOK_MAILBOX says. The password comes from CASEBOOK_MAIL_PASSWORD, or from the command \
                that CASEBOOK_MAIL_PASSWORD_COMMAND names"
    )]
    pub(super) mailbox: Option<String>,
    /// The certificates (PEM) to trust for a private server, in place of those of this computer
    #[arg(long, value_name = "FILE")]
    pub(super) ca: Option<PathBuf>,
    /// The folder for drafts, where the mailbox does not say which it is
    #[arg(long, value_name = "NAME")]
    pub(super) drafts: Option<String>,
    /// The folder of what was sent, where the mailbox does not say which it is
    #[arg(long, value_name = "NAME")]
    pub(super) sent: Option<String>,
}

impl Access {
    /// The address of the mailbox, if one is named.
    fn address(&self) -> Option<String> {
        let from_variable = || std::env::var(MAILBOX).ok().filter(|address| !address.is_empty());
        self.mailbox.clone().or_else(from_variable)
    }

    /// The mailbox, for what can be done without one.
    pub(super) fn open_if_named(&self) -> Result<Option<Mailbox>> {
        self.address().map(|_| self.open()).transpose()
    }

    pub(super) fn open(&self) -> Result<Mailbox> {
        let Some(address) = self.address() else {
            return Err(Error::usage("no mailbox is named").help(format!(
                "write --mailbox ADDRESS, or set {MAILBOX}: imaps://USER@HOST/FOLDER, or the path of a Maildir or of a \
                 folder of .eml files"
            )));
        };
        let address = Address::parse(&address)?;
        if let Address::Maildir(path) | Address::Files(path) = &address
            && git::keeps(path)?
        {
            let message = format!("{} is in a repository, and a mailbox holds addresses", path.display());
            return Err(Error::usage(message)
                .help("keep it outside, or name it in .gitignore if it was never committed"));
        }
        let options = Options {
            ca: self.ca.clone(),
            drafts: self.drafts.clone(),
            sent: self.sent.clone(),
            ..Options::default()
        };
        Mailbox::open(&address, &options, || Password::find(|name| std::env::var_os(name)))
    }
}

/// Whose address is whose.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct PeopleFile {
    #[arg(
        long,
        value_name = "FILE",
        help = "A file outside of git with the addresses of the desk's people, a line `SLUG: ADDRESS` for each; by default \
                what the variable CASEBOOK_PEOPLE says"
    )]
    pub(super) people: Option<PathBuf>,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Fetch {
    #[command(flatten)]
    pub(super) access: Access,
    #[command(flatten)]
    pub(super) people: PeopleFile,
    #[arg(
        long,
        value_name = "PERSON",
        help = "Who writes down the reviews that members send, for everybody to read: a file in content/people without \
                .md; by default what the variable CASEBOOK_RECORDER says. Without it such mails are held back"
    )]
    pub(super) by: Option<String>,
    /// Leave out the mails that came before this day, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) since: Option<Date>,
    /// The day that it is, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

/// Whose address a mail comes from.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct Confirm {
    /// Whose it is: a file in content/people without .md
    pub(super) person: String,
    /// The mail, by its number or the name of its file, as `mail fetch` prints it
    pub(super) mail: String,
    #[command(flatten)]
    pub(super) access: Access,
    #[command(flatten)]
    pub(super) people: PeopleFile,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Drafts {
    #[command(flatten)]
    pub(super) access: Access,
    /// Write the drafts as .eml files into this folder, and leave the mailbox as it is
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    #[command(flatten)]
    pub(super) people: PeopleFile,
    /// The day that it is, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

/// A draft for one request, now.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct Reply {
    /// The request: the name of its folder, or a beginning of it that no other has
    pub(in crate::cli) id: String,
    #[command(flatten)]
    pub(super) access: Access,
    /// Write the draft as an .eml file into this folder, and leave the mailbox as it is
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// The day that it is, as YYYY-MM-DD; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(in crate::cli) today: Option<Date>,
}
