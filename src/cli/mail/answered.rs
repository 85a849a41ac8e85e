//! When whoever asked was first answered. Nothing but the mailbox knows it: `casebook mail fetch` reads it from what was
//! sent, and writes the day into the request (`replied`), from which the figures have it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil;
use mail_parser::{Message, MessageParser};

use super::drafts::TOLD;
use super::thread::{self, Thread};
use crate::cli::request::{Desk, unchanged};
use crate::desk::intake::digest_of_id;
use crate::desk::tellings::is_receipt;
use crate::error::Result;
use crate::mailbox::{Folder, Mailbox, message_ids};
use crate::record::value::Date;
use crate::record::{Fields, Kind, Record, Request};
use crate::site::EntryId;
use crate::source::SitePath;
use crate::yaml::write::Value;

/// A mail that the desk has sent.
struct Sent {
    /// The digest of the mail that it answers.
    answers: String,
    /// In small letters.
    to: BTreeSet<String>,
    day: civil::Date,
}

/// Writes it into each request that does not say it yet, and gives their files with the days. What is wrong with one
/// keeps no other from being written.
pub(super) fn write_down(desk: &Desk, mailbox: &mut Mailbox) -> Result<Vec<(SitePath, Result<Date>)>> {
    let open: Vec<(EntryId, &Request)> = unanswered(desk).collect();
    if open.is_empty() || !mailbox.has(Folder::Sent)? {
        return Ok(Vec::new());
    }
    let asked: BTreeSet<&String> = open.iter().flat_map(|(_, request)| &request.mails).collect();
    let fields = ["In-Reply-To", "To", "Cc", "Date", "Auto-Submitted", TOLD];
    let sent = mailbox.list(Folder::Sent, &fields, None)?.into_iter().filter_map(|message| {
        // That it came in safely is no answer.
        let told = message.values(TOLD);
        let is_answer = told.is_empty() || !told.iter().all(|key| is_receipt(key));
        Sent::of(&message.header).filter(|_| is_answer)
    });
    let sent: Vec<Sent> = sent.filter(|sent| asked.contains(&sent.answers)).collect();
    let headers = thread::headers(mailbox, &sent.iter().map(|sent| sent.answers.clone()).collect())?;
    let threads: BTreeMap<&String, Thread> =
        headers.iter().filter_map(|(digest, header)| Some((digest, Thread::of(header)?))).collect();
    let mut written = Vec::new();
    for (id, request) in open {
        let record = &desk.site.entry(id).record;
        // Somebody else may have been asked for advice in answer to the same mail.
        let is_to_them = |sent: &&Sent| {
            threads.get(&sent.answers).is_some_and(|thread| !thread.writers().is_disjoint(&sent.to))
        };
        let own = sent.iter().filter(|sent| request.mails.contains(&sent.answers)).filter(is_to_them);
        let Some(day) = own.map(|sent| sent.day).min() else { continue };
        // Where it is one day, it may be another already where they wrote.
        let day = Date(request.received.map_or(day, |received| day.max(received.0)).min(desk.project.today));
        written.push((record.file.clone(), note(desk, record, day)));
    }
    Ok(written)
}

/// Writes the day into a request, if it is a request then.
fn note(desk: &Desk, record: &Record, day: Date) -> Result<Date> {
    let file = &record.file;
    let mut manuscript = desk.manuscript(file)?;
    manuscript.set(Request::replied.name, &Value::Word(day.to_string())).map_err(unchanged(file))?;
    desk.parsed(file, record.id.clone(), &manuscript)?;
    desk.rewrite(file, &manuscript)?;
    Ok(day)
}

/// The requests that came by mail and do not say when they were first answered.
fn unanswered(desk: &Desk) -> impl Iterator<Item = (EntryId, &Request)> {
    desk.site.list(Kind::Request).iter().filter_map(|&id| match &desk.site.entry(id).record.fields {
        Fields::Request(request) => {
            let is_open = request.replied.is_none() && request.is_followed() && !request.mails.is_empty();
            is_open.then_some((id, &**request))
        }
        _ => None,
    })
}

impl Sent {
    /// What a header says; `None` for what answers no mail, has no day, or was sent by a program.
    fn of(header: &[u8]) -> Option<Self> {
        let mail = MessageParser::default().parse_headers(header)?;
        let is_by_program = |mail: &Message<'_>| {
            let value = mail.header("Auto-Submitted").and_then(|value| value.as_text());
            value.is_some_and(|value| !value.trim().eq_ignore_ascii_case("no"))
        };
        if is_by_program(&mail) {
            return None;
        }
        let answers = message_ids(mail.header("In-Reply-To")).into_iter().next()?;
        let to = mail.to().into_iter().chain(mail.cc()).flat_map(thread::addresses);
        let date = mail.date()?;
        Some(Self {
            answers: digest_of_id(&answers),
            to: to.map(|(_, address)| address.to_lowercase()).collect(),
            day: civil::Date::new(
                i16::try_from(date.year).ok()?,
                i8::try_from(date.month).ok()?,
                i8::try_from(date.day).ok()?,
            )
            .ok()?,
        })
    }
}
