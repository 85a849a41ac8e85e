//! Reviews that come by mail: `casebook mail fetch` writes down what the desk's people say, and holds back what reads
//! like a review of somebody whose address is not known.

use std::collections::BTreeMap;

use super::drafts::TOLD;
use crate::cli::request::Desk;
use crate::cli::request::args::Review;
use crate::cli::request::review::{Origin, Prepared};
use crate::config::plain_name;
use crate::desk::answers::review::{self, Said};
use crate::desk::intake::{digest, digest_of_id};
use crate::desk::mail::{self, Keep, Mail};
use crate::error::{Error, Result};
use crate::mailbox::{Folder, Mailbox};
use crate::record::{Kind, RecordedFrom};

/// What each mail to the desk's people has told, by the digest of its Message-ID: the keys of a telling.
pub(super) type Sent = BTreeMap<String, Vec<String>>;

/// What was sent to the desk's people.
pub(super) fn sent(mailbox: &mut Mailbox) -> Result<Sent> {
    if !mailbox.has(Folder::Sent)? {
        return Ok(Sent::new());
    }
    let messages = mailbox.list(Folder::Sent, &["Message-ID", TOLD], None)?;
    let told =
        messages.iter().filter_map(|message| Some((digest_of_id(&message.id()?), message.values(TOLD))));
    Ok(told.filter(|(_, keys)| keys.iter().any(|key| member(key).is_some())).collect())
}

/// Of a key that tells a member something of a request: the request, and the member.
fn member(key: &str) -> Option<(&str, &str)> {
    let words: Vec<&str> = key.split(' ').collect();
    match words[..] {
        ["waiting", request, _, person, ..] => Some((request, person)),
        ["recorded", request, _, person, ..] => Some((request, person)),
        _ => None,
    }
}

/// The keys of what a mail answers.
fn answered<'s>(sent: &'s Sent, mail: &Mail) -> &'s [String] {
    let keys = mail.replies_to.iter().find_map(|id| sent.get(&digest_of_id(id)));
    keys.map_or(&[], Vec::as_slice)
}

/// Who a mail of somebody unknown is of, as far as anything tells.
pub(super) enum Sender<'d> {
    /// Somebody who asks.
    Requester,
    /// One of the desk's people: it answers what they were sent, or reads like a review by somebody who is called like
    /// them.
    Member(&'d str),
    /// It reads like a review, and nothing tells of whom.
    SomeMember,
}

/// Who a mail is of whose address is nobody's that is known.
pub(super) fn sender<'d>(desk: &'d Desk, sent: &'d Sent, mail: &Mail) -> Sender<'d> {
    let site = &desk.site;
    let asked = answered(sent, mail).iter().find_map(|key| Some(member(key)?.1));
    let name = mail.sender.as_deref().map(plain_name).filter(|name| !name.is_empty());
    let mut members = site.members().into_iter().map(|(id, _)| &site.entry(id).record);
    let called = members.find(|record| name.as_ref() == Some(&plain_name(&record.common.title)));
    let who = asked.or(called.map(|record| &*record.id.slug));
    let is_review = || {
        let found = review::read(site, &mail.text).said;
        found.iter().any(|said| said.recommendation.is_some() || said.contested.is_some())
            || review::is_like_one(site, &format!("{}\n{}", mail.subject, mail.text))
    };
    match who {
        _ if asked.is_none() && !is_review() => Sender::Requester,
        Some(person) => Sender::Member(person),
        None => Sender::SomeMember,
    }
}

/// What a mail of one of the desk's people says of requests.
pub(super) struct Spoken {
    pub(super) reviews: Vec<Prepared>,
    /// How many lines are no part of a review, and stay in the mailbox.
    pub(super) left: usize,
}

/// What became of a mail with reviews.
pub(super) enum Heard {
    Spoken(Spoken),
    /// Nobody is named who writes them down.
    ByNobody,
}

/// The reviews in a mail of that person; `None` where it holds none. All of them can be written, or none is.
///
/// # Errors
/// When one of them cannot be understood, or not be written.
pub(super) fn of(
    desk: &Desk,
    sent: &Sent,
    (bytes, mail): (&[u8], &Mail),
    person: &str,
    by: Option<&str>,
) -> Result<Option<Heard>> {
    let mut found = review::read(&desk.site, &mail.text);
    if found.said.is_empty() {
        // Some fill in the form within what they quote, which is taken for what the desk has read before.
        let Ok(whole) = mail::read(bytes, Keep::All) else { return Ok(None) };
        found = review::read(&desk.site, &whole.text);
    }
    if found.said.is_empty() {
        return Ok(None);
    }
    let Some(by) = by else { return Ok(Some(Heard::ByNobody)) };
    let own = digest(mail);
    let said_on = mail.date.unwrap_or(desk.project.today).min(desk.project.today);
    let mut reviews = Vec::new();
    for said in &found.said {
        let id = request(answered(sent, mail), said)?;
        let review = Review::recorded(desk, &id, person, said, (by, RecordedFrom::Mail))?;
        reviews.push(review.prepare(desk, Origin { said_on, mail: Some(&own) })?);
    }
    Ok(Some(Heard::Spoken(Spoken { reviews, left: found.left })))
}

/// The request that a review is of: the one that it names, or the only one that the mail answers.
fn request(answered: &[String], said: &Said) -> Result<String> {
    let named = match &said.request {
        Some(named) => named.as_str(),
        None => {
            let mut asked: Vec<&str> = answered.iter().filter_map(|key| Some(member(key)?.0)).collect();
            asked.dedup();
            match asked[..] {
                [one] => one,
                _ => {
                    return Err(Error::usage("it does not say which request it reviews").help(
                        "write it down with `casebook request review`, or ask for a line with the request",
                    ));
                }
            }
        }
    };
    Ok(named.to_owned())
}

/// The digests of the mails that reviews were written down from.
pub(super) fn known(desk: &Desk) -> impl Iterator<Item = &String> {
    let site = &desk.site;
    let requests = site.list(Kind::Request).iter().map(|&id| &site.entry(id).record.id.slug);
    requests.flat_map(|slug| site.reviews(slug)).flat_map(|review| &review.mails)
}
