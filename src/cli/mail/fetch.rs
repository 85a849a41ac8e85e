//! `casebook mail fetch`: the mails of a mailbox become requests, or parts of them. A mail is known by its digest, which
//! stands in the request; so the same one twice changes nothing, and the mailbox needs no memory of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::args::Fetch;
use crate::cli::request::Desk;
use crate::cli::request::intake::{Done, take_in};
use crate::cli::{Outcome, answer, terminal};
use crate::desk::intake::digest_of_id;
use crate::desk::mail::{self, Keep};
use crate::error::Result;
use crate::mailbox::{Content, Folder, Handle, Mailbox, Marked, Message};
use crate::record::{Fields, Kind};
use crate::site::Site;

/// What a mail gets that is part of a request.
const TAKEN: &str = "CasebookTaken";

/// What somebody gives a mail that is for the desk and becomes no request.
const IGNORED: &str = "CasebookIgnored";

/// How many mails are held at once.
const AT_ONCE: usize = 20;

impl Fetch {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let mut desk = Desk::open(root, self.today)?;
        let (mut mailbox, _) = self.access.open()?;
        let messages = mailbox.list(Folder::Inbox, &["Message-ID", "From"], self.since)?;
        let known = known(&desk.site);
        let is_known = |message: &Message| message.id().is_some_and(|id| known.contains(&digest_of_id(&id)));
        let (old, new): (Vec<_>, Vec<_>) = messages
            .into_iter()
            .filter(|message| !message.has(IGNORED) && !is_own(&desk.site, message))
            .partition(is_known);
        let mut taken: Vec<Handle> =
            old.into_iter().filter(|message| !message.has(TAKEN)).map(|message| message.handle).collect();
        let mut failed = 0;
        let mut count = 0;
        for batch in new.chunks(AT_ONCE) {
            let handles: Vec<Handle> = batch.iter().map(|message| message.handle.clone()).collect();
            let mut read = read(&mut mailbox, &handles)?;
            // The oldest first, so that an answer finds what it answers.
            for handle in handles {
                let Some(content) = read.remove(&handle) else { continue };
                match take(&desk, content) {
                    Ok(Some(done)) => {
                        answer(&format!("{}\n", done.file))?;
                        terminal::say(&format!("{handle}: {}\n", done.said.trim_end()))?;
                        taken.push(handle);
                        if !done.was_known {
                            count += 1;
                            desk = Desk::open(root, self.today)?;
                        }
                    }
                    Ok(None) => terminal::say(&format!("{handle}: left out, a program sent it by itself\n"))?,
                    Err(why) => {
                        failed += 1;
                        terminal::say(&format!("{handle}: {}", why))?;
                    }
                }
            }
        }
        if !taken.is_empty()
            && let Marked::NotKept(why) = mailbox.mark(&taken, TAKEN)?
        {
            terminal::say(&format!("No mail was marked: {why}. They are known by what was written.\n"))?;
        }
        let what = if count == 1 {
            "1 mail was taken in".to_owned()
        } else {
            format!("{count} mails were taken in")
        };
        let not = if failed == 0 { String::new() } else { format!(", {failed} could not be") };
        terminal::say(&format!("{what}{not}.\n"))?;
        Ok(if failed == 0 { Outcome::Clean } else { Outcome::Errors })
    }
}

/// The digests of all mails that are part of a request.
fn known(site: &Site) -> BTreeSet<String> {
    let requests = site.list(Kind::Request).iter().filter_map(|&id| match &site.entry(id).record.fields {
        Fields::Request(request) => Some(&request.mails),
        _ => None,
    });
    requests.flatten().cloned().collect()
}

/// Whether the desk itself has sent it: such as an answer of which it has a copy.
fn is_own(site: &Site, message: &Message) -> bool {
    let own = site.config.contact.values().filter_map(|contact| contact.mail());
    let from = message.values("From").join(" ").to_lowercase();
    let is_in = |address: &str| {
        let address = address.to_lowercase();
        from == address || from.ends_with(&format!("<{address}>"))
    };
    own.into_iter().any(is_in)
}

/// These mails, as far as they are there.
fn read(mailbox: &mut Mailbox, handles: &[Handle]) -> Result<BTreeMap<Handle, Content>> {
    let mut read = BTreeMap::new();
    mailbox.read(handles, &mut |handle, content| {
        read.insert(handle.clone(), content);
        Ok(())
    })?;
    Ok(read)
}

/// Takes a mail in; `None` for one that a program sent by itself. An error is said, and the others go on.
fn take(desk: &Desk, content: Content) -> std::result::Result<Option<Done>, String> {
    let bytes = match content {
        Content::Mail(bytes) => bytes,
        Content::TooLarge(size) => {
            return Err(format!("it has {} MiB, which is more than is read\n", size / 1024 / 1024));
        }
        Content::Gone => return Err("it is not there any more\n".to_owned()),
        Content::Unreadable(error) => return Err(error.shown()),
    };
    let mail =
        mail::read(&bytes, Keep::New).map_err(|fault| format!("{fault}\n = help: {}\n", fault.help()))?;
    if mail.automatic {
        return Ok(None);
    }
    take_in(desk, &mail, None).map(Some).map_err(|error| error.shown())
}
