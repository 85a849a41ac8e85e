//! `casebook mail fetch`: the mails of a mailbox become requests, or parts of them. A mail is known by its digest, which
//! stands in the request; so the same one twice changes nothing, and the mailbox needs no memory of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mail_parser::MessageParser;

use super::answered;
use super::args::Fetch;
use super::people;
use super::reviews::{self, Heard, Sender, Sent, Spoken};
use crate::cli::request::Desk;
use crate::cli::request::intake::{Done, take_in};
use crate::cli::{Outcome, answer, terminal};
use crate::config::Contact;
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

/// The variable with who writes down the reviews that members send.
const RECORDER: &str = "CASEBOOK_RECORDER";

/// How many mails are held at once.
const AT_ONCE: usize = 20;

impl Fetch {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let mut desk = Desk::open(root, self.today)?;
        let people = people::read(&self.people, &desk.site)?;
        let from_variable = || std::env::var(RECORDER).ok().filter(|person| !person.is_empty());
        let by = self.by.clone().or_else(from_variable);
        if let Some(by) = &by {
            desk.record(Kind::Person, by)?;
        }
        let mut mailbox = self.access.open()?;
        let mut messages = mailbox.list(Folder::Inbox, &["Message-ID", "From", "Date"], self.since)?;
        // The oldest first, so that an answer finds what it answers.
        messages.sort_by_key(sent);
        let known = known(&desk);
        let sent = reviews::sent(&mut mailbox)?;
        let is_known = |message: &Message| message.id().is_some_and(|id| known.contains(&digest_of_id(&id)));
        messages.retain(|message| ![IGNORED, "\\Deleted", "\\Draft"].iter().any(|flag| message.has(flag)));
        let (own, messages): (Vec<_>, Vec<_>) =
            messages.into_iter().partition(|message| is_own(&desk.site, message));
        let (old, new): (Vec<_>, Vec<_>) = messages.into_iter().partition(is_known);
        let mut taken: Vec<Handle> =
            old.into_iter().filter(|message| !message.has(TAKEN)).map(|message| message.handle).collect();
        let mut failed = 0;
        let (mut count, mut held) = (0, 0);
        for batch in new.chunks(AT_ONCE) {
            let handles: Vec<Handle> = batch.iter().map(|message| message.handle.clone()).collect();
            let mut read = read(&mut mailbox, &handles)?;
            for message in batch {
                let handle = &message.handle;
                let content = read.remove(handle).unwrap_or(Content::Gone);
                let person = senders(message).iter().find_map(|from| people::of_address(&people, from));
                match take(&desk, content, (&handle.name(), person), &sent, by.as_deref()) {
                    Ok(Came::Taken(done)) => {
                        answer(&format!("{}\n", done.file))?;
                        terminal::say(&format!("{handle}: {}\n", done.said.trim_end()))?;
                        taken.push(handle.clone());
                        if !done.was_known {
                            count += 1;
                            desk = desk.reopened()?;
                        }
                    }
                    Ok(Came::ByProgram) => {
                        terminal::say(&format!("{handle}: left out, a program sent it by itself\n"))?;
                    }
                    Ok(Came::Reviewed(spoken)) => {
                        for review in &spoken.reviews {
                            review.write(&desk)?;
                        }
                        terminal::say(&format!("{handle}: {}\n", written_down(&spoken)))?;
                        taken.push(handle.clone());
                        count += 1;
                        desk = desk.reopened()?;
                    }
                    Ok(Came::Held(why)) => {
                        held += 1;
                        terminal::say(&format!("{handle}: held back, {why}\n"))?;
                    }
                    Err(why) => {
                        failed += 1;
                        terminal::say(&format!("{handle}: {why}"))?;
                    }
                }
            }
        }
        let answered = answered::write_down(&desk, &mut mailbox)?;
        let unwritten = answered.iter().filter(|(_, day)| day.is_err()).count();
        for (file, day) in answered {
            match day {
                Ok(day) => {
                    answer(&format!("{file}\n"))?;
                    terminal::say(&format!("{file}: first answered on {day}, by what was sent\n"))?;
                }
                Err(why) => terminal::say(&format!("{file}: {}", why.shown()))?,
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
        let held = if held == 0 { String::new() } else { format!(", {held} held back") };
        let held = if own.is_empty() {
            held
        } else {
            format!("{held}, {} of the desk's own passed over", own.len())
        };
        let not = if failed == 0 { String::new() } else { format!(", {failed} could not be") };
        terminal::say(&format!("{what}{held}{not}.\n"))?;
        Ok(if failed + unwritten == 0 { Outcome::Clean } else { Outcome::Errors })
    }
}

/// What became of a mail with reviews.
fn written_down(spoken: &Spoken) -> String {
    let reviews = match spoken.reviews.len() {
        1 => "1 review was written down".to_owned(),
        count => format!("{count} reviews were written down"),
    };
    let left = match spoken.left {
        0 => String::new(),
        1 => "; 1 line is no part of it and stays in the mailbox".to_owned(),
        count => format!("; {count} lines are no part of it and stay in the mailbox"),
    };
    format!("{reviews}{left}. Read what was written before you propose it: it will be public.")
}

/// The digests of all mails that are part of a request, or of a review.
fn known(desk: &Desk) -> BTreeSet<String> {
    let site = &desk.site;
    let requests = site.list(Kind::Request).iter().filter_map(|&id| match &site.entry(id).record.fields {
        Fields::Request(request) => Some(&request.mails),
        _ => None,
    });
    requests.flatten().chain(reviews::known(desk)).cloned().collect()
}

/// The addresses that a mail says it is from.
pub(super) fn senders(message: &Message) -> Vec<String> {
    let header = MessageParser::default().parse_headers(&message.header);
    let from = header.as_ref().and_then(|header| header.from());
    let addresses =
        from.into_iter().flat_map(mail_parser::Address::iter).filter_map(mail_parser::Addr::address);
    addresses.map(str::to_owned).collect()
}

/// When a mail was sent, as it says; those that do not say come last.
fn sent(message: &Message) -> i64 {
    let header = MessageParser::default().parse_headers(&message.header);
    header.and_then(|header| Some(header.date()?.to_timestamp())).unwrap_or(i64::MAX)
}

/// Whether the desk itself has sent it: such as an answer of which it has a copy.
fn is_own(site: &Site, message: &Message) -> bool {
    let from = senders(message);
    let mut own = site.config.contact.values().filter_map(Contact::mail);
    own.any(|address| from.iter().any(|from| from.eq_ignore_ascii_case(address)))
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

/// What came of a mail.
enum Came {
    Taken(Done),
    /// Such as that somebody is away, or that a mail could not be delivered.
    ByProgram,
    /// One of the desk's people wrote what they think of requests.
    Reviewed(Spoken),
    /// It is, or may be, of one of the desk's people, and a person has to look at it: why, as a sentence.
    Held(String),
}

/// Takes a mail in. What is wrong with it is said, and the others go on.
fn take(
    desk: &Desk,
    content: Content,
    (name, person): (&str, Option<&str>),
    sent: &Sent,
    by: Option<&str>,
) -> std::result::Result<Came, String> {
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
        return Ok(Came::ByProgram);
    }
    let Some(person) = person else {
        return match reviews::sender(desk, sent, &mail) {
            Sender::Member(person) => Ok(Came::Held(unconfirmed(person, name))),
            Sender::SomeMember => Ok(Came::Held(unconfirmed("PERSON", name))),
            Sender::Requester => take_in(desk, &mail, None).map(Came::Taken).map_err(|error| error.shown()),
        };
    };
    let spoken = reviews::of(desk, sent, (&bytes, &mail), person, by).map_err(|error| error.shown())?;
    Ok(match spoken {
        Some(Heard::Spoken(spoken)) => Came::Reviewed(spoken),
        Some(Heard::ByNobody) => Came::Held(format!(
            "it holds a review of `{person}`, and nobody is named who writes it down: name yourself with --by PERSON"
        )),
        None => Came::Held(format!(
            "it is from `{person}` and holds no review that could be read, and what the desk's people write is not \
             published unasked. Write a review down with `casebook request review`; then give the mail the keyword \
             {IGNORED}, or move it out of this folder"
        )),
    })
}

/// What is said of a mail that reads like one of a member, and comes from an address that is nobody's.
fn unconfirmed(person: &str, name: &str) -> String {
    format!(
        "it reads like a review, and whose address it comes from is not known. If it is that of `{person}`, say so once: \
         `casebook mail confirm {person} {name}`. If it is a request, save it as a file and take that in with `casebook \
         request intake`"
    )
}
