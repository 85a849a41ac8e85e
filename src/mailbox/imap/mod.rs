//! A mailbox on a server that speaks IMAP (RFC 3501). `Mailbox` calls it.
//!
//! The way of an answer: `wire` cuts it off the connection, `answer` reads it, `talk` knows which command it belongs
//! to, `session` holds the connection that `connect` made. Here stands what a mailbox is asked, in commands for
//! several hundred mails each: a mailbox of thousands is read in a few steps.

mod answer;
mod command;
mod complaint;
mod connect;
mod folders;
mod session;
mod talk;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::address::Server;
use super::folder::{Folder, shown};
use super::header;
use super::message::{Content, Handle, Marked, Message, Spot};
use super::options::Options;
use super::password::Password;
use crate::error::{Error, Result};
use answer::{Answer, Fetched};
use command::{Command, Fetch};
use folders::Folders;
use session::{Opened, Session};
use talk::LONGEST;

/// How many mails one command asks for.
const BATCH: usize = 500;
/// How many whole mails one command asks for: they may be long, and a connection may be lost among them.
const BATCH_WHOLE: usize = 100;
/// A folder with more mails is not listed.
const MOST_MAILS: usize = 500_000;
/// More of the headers of a folder is not kept, in bytes.
const MOST_HEADERS: usize = 256 * 1024 * 1024;
/// What an answer holds besides a mail or its header, in bytes.
const AROUND: usize = 64 * 1024;

/// A mailbox on a server.
#[derive(Debug)]
pub(super) struct Imap {
    session: Session,
    folders: Folders,
    largest: u64,
}

impl Imap {
    pub(super) fn open(
        server: &Server,
        options: &Options,
        password: impl FnOnce() -> Result<Password>,
    ) -> Result<Self> {
        let mut session = Session::open(server, options, password)?;
        let folders = Folders::new(session.folders()?, server, options);
        Ok(Self { session, folders, largest: options.largest })
    }

    pub(super) fn has(&mut self, folder: Folder) -> Result<bool> {
        Ok(self.folders.find(folder, &self.session.peer)?.is_some())
    }

    pub(super) fn list(
        &mut self,
        folder: Folder,
        fields: &[&str],
        since: Option<Date>,
    ) -> Result<Vec<Message>> {
        let name = self.folders.required(folder, &self.session.peer)?;
        let opened = self.session.folder(&name, false)?.clone();
        let mut uids = BTreeSet::new();
        self.session.ask(&Command::Search { since }, (LONGEST, 2), |answer| {
            if let Answer::Found(found) = answer {
                uids.extend(found);
            }
            Ok(())
        })?;
        let uids: Vec<u32> = uids.into_iter().collect();
        if uids.len() > MOST_MAILS {
            let error = format!("has {} mails in “{}”, more than can be listed", uids.len(), shown(&name));
            return Err(self
                .session
                .peer
                .error(error)
                .help("list only those since a day, or move old ones to another folder"));
        }
        let mut messages = Vec::with_capacity(uids.len());
        let mut kept = 0;
        for batch in uids.chunks(BATCH) {
            for (uid, fetched) in self.fields(batch, fields)? {
                let header = fetched.section.unwrap_or_default();
                kept += header.len();
                if kept > MOST_HEADERS {
                    return Err(self.session.peer.fault("listing mails", wire::Fault::TooMany));
                }
                messages.push(Message {
                    handle: opened.handle(uid),
                    header,
                    flags: fetched.flags.unwrap_or_default(),
                    size: fetched.size.unwrap_or_default(),
                });
            }
        }
        Ok(messages)
    }

    /// Header fields of these mails in the folder that is open, of each that is still there.
    fn fields(&mut self, uids: &[u32], fields: &[&str]) -> Result<BTreeMap<u32, Fetched>> {
        let is_name = |field: &&str| field.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if let Some(field) = fields.iter().find(|field| field.is_empty() || !is_name(field)) {
            return Err(Error::usage(format!("`{field}` is no header field that a mail can have")));
        }
        let mut all = BTreeMap::new();
        let command = Command::Fetch { uids, what: Fetch::Fields(fields) };
        self.session.ask(&command, (header::LONGEST + AROUND, uids.len()), |answer| {
            if let Answer::Fetched(fetched) = answer
                && fetched.size.is_some()
                && (fetched.section.is_some() || fields.is_empty())
                && let Some(uid) = fetched.uid.filter(|uid| uids.binary_search(uid).is_ok())
            {
                all.insert(uid, fetched);
            }
            Ok(())
        })?;
        Ok(all)
    }

    /// Mails by their folder, whose numbers have to be the same as when they were listed.
    fn by_folder(
        &mut self,
        handles: &[Handle],
        for_keywords: bool,
        mut take: impl FnMut(&mut Self, &Opened, &[u32]) -> Result<()>,
    ) -> Result<()> {
        let mut folders: BTreeMap<(Arc<str>, u32), BTreeSet<u32>> = BTreeMap::new();
        for handle in handles {
            let Spot::Uid { folder, validity, uid } = &handle.0 else {
                return Err(Error::usage("a file is no mail of a server"));
            };
            folders.entry((folder.clone(), *validity)).or_default().insert(*uid);
        }
        for ((folder, validity), uids) in folders {
            let opened = self.session.folder(&folder, for_keywords)?.clone();
            if opened.validity != validity {
                let error = format!("has made the folder “{}” anew in the meantime", shown(&folder));
                return Err(self.session.peer.error(error).help("run the command again"));
            }
            let uids: Vec<u32> = uids.into_iter().collect();
            take(self, &opened, &uids)?;
        }
        Ok(())
    }

    pub(super) fn headers(&mut self, handles: &[Handle], fields: &[&str]) -> Result<Vec<(Handle, Vec<u8>)>> {
        let mut headers = Vec::with_capacity(handles.len());
        self.by_folder(handles, false, |imap, opened, uids| {
            for batch in uids.chunks(BATCH) {
                let fetched = imap.fields(batch, fields)?;
                headers.extend(
                    fetched
                        .into_iter()
                        .filter_map(|(uid, fetched)| Some((opened.handle(uid), fetched.section?))),
                );
            }
            Ok(())
        })?;
        Ok(headers)
    }

    pub(super) fn read(
        &mut self,
        handles: &[Handle],
        take: &mut dyn FnMut(&Handle, Content) -> Result<()>,
    ) -> Result<()> {
        self.by_folder(handles, false, |imap, opened, uids| {
            uids.chunks(BATCH_WHOLE).try_for_each(|batch| imap.read_batch(opened, batch, take))
        })
    }

    fn read_batch(
        &mut self,
        opened: &Opened,
        uids: &[u32],
        take: &mut dyn FnMut(&Handle, Content) -> Result<()>,
    ) -> Result<()> {
        let mut sizes = BTreeMap::new();
        let command = Command::Fetch { uids, what: Fetch::Size };
        self.session.ask(&command, (AROUND, uids.len()), |answer| {
            if let Answer::Fetched(Fetched { uid: Some(uid), size: Some(size), .. }) = answer {
                sizes.insert(uid, size);
            }
            Ok(())
        })?;
        let largest = self.largest;
        let fits = |uid: &u32| sizes.get(uid).is_some_and(|size| *size <= largest);
        let (mut wanted, others): (Vec<u32>, Vec<u32>) = uids.iter().partition(|uid| fits(uid));
        for uid in others {
            take(
                &opened.handle(uid),
                sizes.get(&uid).map_or(Content::Gone, |size| Content::TooLarge(*size)),
            )?;
        }
        if wanted.is_empty() {
            return Ok(());
        }
        // Some servers tell sizes that are only about right.
        let longest = usize::try_from(largest).unwrap_or(usize::MAX).saturating_mul(2).saturating_add(AROUND);
        let asked = wanted.clone();
        let command = Command::Fetch { uids: &asked, what: Fetch::Whole };
        self.session.ask(&command, (longest, asked.len()), |answer| {
            if let Answer::Fetched(Fetched { uid: Some(uid), section: Some(mail), .. }) = answer
                && let Ok(at) = wanted.binary_search(&uid)
            {
                wanted.remove(at);
                let size = mail.len() as u64;
                let content = if size <= largest { Content::Mail(mail) } else { Content::TooLarge(size) };
                take(&opened.handle(uid), content)?;
            }
            Ok(())
        })?;
        wanted.into_iter().try_for_each(|uid| take(&opened.handle(uid), Content::Gone))
    }

    pub(super) fn mark(&mut self, handles: &[Handle], keyword: &str) -> Result<Marked> {
        let is_sound = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'$');
        if keyword.is_empty() || !keyword.bytes().all(is_sound) {
            return Err(Error::usage(format!("`{keyword}` is no keyword that a mail can have")));
        }
        let mut marked = Marked::Kept;
        self.by_folder(handles, true, |imap, opened, uids| {
            let may = opened.permanent.as_ref().is_none_or(|flags| {
                flags.iter().any(|flag| flag == "\\*" || flag.eq_ignore_ascii_case(keyword))
            });
            if opened.is_read_only || !may {
                let why = if opened.is_read_only { "may only be read" } else { "takes no new keywords" };
                marked =
                    Marked::NotKept(format!("the folder “{}” of the mail server {why}", shown(&opened.name)));
                return Ok(());
            }
            for uids in uids.chunks(BATCH) {
                imap.session.ask(&Command::AddKeyword { uids, keyword }, (LONGEST, 2), |_| Ok(()))?;
            }
            Ok(())
        })?;
        Ok(marked)
    }

    pub(super) fn append_draft(&mut self, mail: &[u8]) -> Result<()> {
        let folder = self.folders.required(Folder::Drafts, &self.session.peer)?;
        let mail = with_whole_lines(mail);
        self.session.ask(&Command::AppendDraft { folder: &folder, mail: &mail }, (LONGEST, 1), |_| Ok(()))?;
        Ok(())
    }
}

/// A mail whose lines end as those of mails do.
fn with_whole_lines(mail: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(mail.len());
    for line in mail.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_suffix(b"\n") {
            Some(line) => {
                whole.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
                whole.extend_from_slice(b"\r\n");
            }
            None => whole.extend_from_slice(line),
        }
    }
    whole
}
