//! Reviews that come by mail: `casebook mail fetch` writes down what the desk's people say, and holds back what reads
//! like a review of somebody whose address is not known.

use std::collections::{BTreeMap, BTreeSet};

use super::drafts::TOLD;
use crate::cli::request::Desk;
use crate::cli::request::args::Review;
use crate::cli::request::review::{Origin, Prepared};
use crate::config::plain_name;
use crate::desk::answers::review::{self, Found, Said};
use crate::desk::intake::{digest, digest_of_id};
use crate::desk::mail::{self, Keep, Mail};
use crate::desk::tellings::Told;
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
    Ok(told.filter(|(_, keys)| keys.iter().any(|key| Told::of(key).is_some())).collect())
}

/// What the mail tells that this one answers. Another that it refers to may have been said since.
fn answered<'s>(sent: &'s Sent, mail: &Mail) -> Vec<Told<'s>> {
    let keys = mail.replies_to.first().and_then(|id| sent.get(&digest_of_id(id)));
    keys.into_iter().flatten().filter_map(|key| Told::of(key)).collect()
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
    let asked = answered(sent, mail).first().map(|told| told.person());
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
    let answered = answered(sent, mail);
    let found = said(desk, (bytes, mail), &answered);
    if found.said.is_empty() {
        return Ok(None);
    }
    let Some(by) = by else { return Ok(Some(Heard::ByNobody)) };
    let own = digest(mail);
    let said_on = mail.date.unwrap_or(desk.project.today).min(desk.project.today);
    let mut reviews = Vec::new();
    for said in &found.said {
        let id = request(&answered, said)?;
        let review = Review::recorded(desk, id, person, said, (by, RecordedFrom::Mail))?;
        let review = review.prepare(desk, Origin { said_on, mail: Some(&own) })?;
        if reviews.iter().any(|other: &Prepared| other.is_of(&review)) {
            return Err(Error::usage(format!("it reviews the request `{id}` twice"))
                .help("ask which of the two is meant, and write it down with `casebook request review`"));
        }
        reviews.push(review);
    }
    Ok(Some(Heard::Spoken(Spoken { reviews, left: found.left })))
}

/// What a mail says. What it quotes is the word of others: of the desk, which has written a review down, or of whoever
/// wrote before. Only in an answer to the form is it this person's own, where they have filled it in there.
fn said(desk: &Desk, (bytes, mail): (&[u8], &Mail), answered: &[Told<'_>]) -> Found {
    let site = &desk.site;
    if !matches!(answered.first(), Some(Told::Waiting { .. })) {
        let own: Vec<&str> = mail.text.lines().filter(|line| !line.trim_start().starts_with('>')).collect();
        return review::read(site, &own.join("\n"));
    }
    let found = review::read(site, &mail.text);
    let whole = || mail::read(bytes, Keep::All).map(|whole| review::read(site, &whole.text));
    if found.said.is_empty() { whole().unwrap_or(found) } else { found }
}

/// The request that a review is of: the one that it names, or the only one that the mail answers.
fn request<'a>(answered: &'a [Told<'_>], said: &'a Said) -> Result<&'a str> {
    if let Some(named) = &said.request {
        return Ok(named);
    }
    let asked: BTreeSet<&str> = answered.iter().map(|told| told.request()).collect();
    match asked.first() {
        Some(one) if asked.len() == 1 => Ok(one),
        _ => Err(Error::usage("it does not say which request it reviews")
            .help("write it down with `casebook request review`, or ask for a line with the request")),
    }
}

/// The digests of the mails that reviews were written down from.
pub(super) fn known(desk: &Desk) -> impl Iterator<Item = &String> {
    let site = &desk.site;
    let requests = site.list(Kind::Request).iter().map(|&id| &site.entry(id).record.id.slug);
    requests.flat_map(|slug| site.reviews(slug)).flat_map(|review| &review.mails)
}
