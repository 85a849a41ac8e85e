//! `casebook mail confirm`: an address becomes known as that of one of the desk's people. It is read from a mail and
//! written into a file outside of git, so that nobody types or prints it.

use std::path::Path;

use super::args::Confirm;
use super::fetch::senders;
use super::people;
use crate::cli::request::Desk;
use crate::cli::{Outcome, terminal};
use crate::error::{Error, Result};
use crate::mailbox::Folder;
use crate::record::Kind;

impl Confirm {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, None)?;
        let record = desk.record(Kind::Person, &self.person)?;
        let mut mailbox = self.access.open()?;
        let messages = mailbox.list(Folder::Inbox, &["From"], None)?;
        let Some(message) = messages.iter().find(|message| message.handle.name() == self.mail) else {
            return Err(Error::usage(format!("there is no mail `{}` in the mailbox", self.mail))
                .help("`casebook mail fetch` prints the numbers of the mails that it holds back"));
        };
        let [address] = &senders(message)[..] else {
            return Err(Error::usage(format!("{} does not come from one address", message.handle))
                .help("write the line into the file by hand: `PERSON: ADDRESS`"));
        };
        people::learn(&self.people, &desk.site, &record.id.slug, address)?;
        terminal::say(&format!(
            "What comes from the address of {} is that of `{}` from now on. Run `casebook mail fetch` again.\n",
            message.handle, record.id.slug
        ))?;
        Ok(Outcome::Clean)
    }
}
