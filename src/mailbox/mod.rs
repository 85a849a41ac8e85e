//! The desk's mailbox: what the commands `casebook mail …` read of it, and the drafts that they put there. It is
//! on a server (`imap`), or in a folder of this computer (`local`), and looks the same from outside.
//!
//! Nothing here sends, moves or deletes a mail, or can: what may be said to a server is the list in
//! `imap/command.rs`. A mail that was read is as unread as before. The mailbox holds people's addresses, which go no
//! further than into the drafts: no error names one, nor a password.

mod address;
mod folder;
mod header;
mod imap;
mod local;
mod message;
mod options;
mod password;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::error::Result;

pub use address::{Address, Server, SignIn};
pub use folder::Folder;
pub use header::{LONGEST_ID, message_ids};
pub use message::{Content, Handle, Marked, Message, OF_ANSWERS};
pub use options::Options;
pub use password::{Password, VARIABLE, VARIABLE_OF_COMMAND};

/// A mailbox that is open.
#[derive(Debug)]
pub struct Mailbox(Store);

#[derive(Debug)]
enum Store {
    Imap(Box<imap::Imap>),
    Local(local::Local),
}

impl Mailbox {
    /// Opens the mailbox at that address. The password is asked for only where there is a server that wants one, and
    /// after it has shown a certificate that is good.
    ///
    /// # Errors
    /// When it is not there, refuses, or does not answer in time.
    pub fn open(
        address: &Address,
        options: &Options,
        password: impl FnOnce() -> Result<Password>,
    ) -> Result<Self> {
        Ok(Self(match address {
            Address::Server(server) => Store::Imap(Box::new(imap::Imap::open(server, options, password)?)),
            Address::Maildir(path) => Store::Local(local::Local::maildir(path, options)),
            Address::Files(path) => Store::Local(local::Local::files(path, options)),
        }))
    }

    /// Whether it has that folder.
    ///
    /// # Errors
    /// When the server does not answer, or a folder that was named is not there.
    pub fn has(&mut self, folder: Folder) -> Result<bool> {
        match &mut self.0 {
            Store::Imap(imap) => imap.has(folder),
            Store::Local(local) => local.has(folder),
        }
    }

    /// The mails that came, the oldest first, each with its Message-ID. With `since` those are left out that came
    /// before that day; some that came the day before may be among them, since each server has a time zone.
    ///
    /// # Errors
    /// When the server does not answer as it should, or the folder is not there.
    pub fn messages(&mut self, since: Option<Date>) -> Result<Vec<Message>> {
        self.list(Folder::Inbox, &["Message-ID"], since)
    }

    /// The mails of a folder, with these fields of their headers.
    ///
    /// # Errors
    /// When the server does not answer as it should, or the folder is not there.
    pub fn list(&mut self, folder: Folder, fields: &[&str], since: Option<Date>) -> Result<Vec<Message>> {
        match &mut self.0 {
            Store::Imap(imap) => imap.list(folder, fields, since),
            Store::Local(local) => local.list(folder, fields, since),
        }
    }

    /// Every value that a header field has in a folder.
    ///
    /// # Errors
    /// When the server does not answer as it should, or the folder is not there.
    pub fn header_values(&mut self, folder: Folder, field: &str) -> Result<BTreeSet<String>> {
        let messages = self.list(folder, &[field], None)?;
        Ok(messages.iter().flat_map(|message| message.values(field)).collect())
    }

    /// The Message-IDs of what came, wherever it was put since: in the folder of the address, the archive, and the
    /// folder of all mails. A mail that lies in several is there several times.
    ///
    /// # Errors
    /// When the server does not answer as it should.
    pub fn message_ids(&mut self, since: Option<Date>) -> Result<Vec<(Handle, String)>> {
        let mut found = Vec::new();
        for folder in [Folder::Inbox, Folder::Archive, Folder::All] {
            if self.has(folder)? {
                let messages = self.list(folder, &["Message-ID"], since)?;
                found.extend(
                    messages.into_iter().filter_map(|message| message.id().map(|id| (message.handle, id))),
                );
            }
        }
        Ok(found)
    }

    /// The header fields that an answer is made of ([`OF_ANSWERS`]), of each of these mails that is still there.
    ///
    /// # Errors
    /// When the server does not answer as it should.
    pub fn headers(&mut self, handles: &[Handle]) -> Result<Vec<(Handle, Vec<u8>)>> {
        match &mut self.0 {
            Store::Imap(imap) => imap.headers(handles, OF_ANSWERS),
            Store::Local(local) => Ok(local.headers(handles, OF_ANSWERS)),
        }
    }

    /// Reads whole mails and hands over each as it comes, in no certain order, so that only one is held at a time.
    /// They stay unread.
    ///
    /// # Errors
    /// When the server does not answer as it should, and whatever `take` fails with. After that a server's mailbox
    /// has to be opened anew.
    pub fn read(
        &mut self,
        handles: &[Handle],
        take: &mut dyn FnMut(&Handle, Content) -> Result<()>,
    ) -> Result<()> {
        match &mut self.0 {
            Store::Imap(imap) => imap.read(handles, take),
            Store::Local(local) => local.read(handles, take),
        }
    }

    /// Gives mails a keyword, such as `CasebookTaken`. Folders on this computer have no keywords.
    ///
    /// # Errors
    /// When the server does not answer as it should.
    pub fn mark(&mut self, handles: &[Handle], keyword: &str) -> Result<Marked> {
        match &mut self.0 {
            Store::Imap(imap) => imap.mark(handles, keyword),
            Store::Local(_) => Ok(Marked::NotKept("a folder of files keeps no keywords".to_owned())),
        }
    }

    /// Puts a mail among the drafts. Where each draft is a file of its own it is called `name`.
    ///
    /// # Errors
    /// When there is no folder for drafts, or the mail cannot be put there.
    pub fn append_draft(&mut self, name: &str, mail: &[u8]) -> Result<()> {
        match &mut self.0 {
            Store::Imap(imap) => imap.append_draft(mail),
            Store::Local(local) => local.append_draft(name, mail),
        }
    }
}
