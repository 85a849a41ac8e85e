//! The notes of a meeting: the agenda as `casebook request agenda` prints it, filled in. What stands behind its labels
//! becomes a record of the meeting and the reviews of those who spoke; all else was said among those who met, and stays
//! in the notes. `casebook request minutes` reads them.

use super::answers::review::{self, Said};
use crate::config::plain_name;
use crate::record::Kind;
use crate::site::Site;

/// What the agenda asks for, each before a colon.
pub const DATE: &str = "Date";
pub const GROUP: &str = "Group";
pub const PRESENT: &str = "Present";
pub const GUESTS: &str = "Guests";
pub const REQUEST: &str = "Request";
pub const DECISION: &str = "Decision";
pub const BECAUSE: &str = "Because";

/// What somebody wrote into the notes, and on which line, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted<T> {
    pub line: usize,
    pub said: T,
}

/// The notes of a meeting.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Minutes {
    pub date: Option<Noted<String>>,
    pub group: Option<Noted<String>>,
    /// Those who were there, as the notes name them.
    pub present: Vec<Noted<String>>,
    pub guests: Vec<Noted<String>>,
    pub items: Vec<Item>,
    /// How many lines with anything in them are not taken: what the agenda says itself, and what was said in confidence.
    pub left: usize,
}

/// What was said about a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Item {
    /// The request, as the agenda names it.
    pub request: Noted<String>,
    /// The beginning of the digest of the text that was spoken about.
    pub digest: Option<String>,
    pub decision: Option<Noted<String>>,
    pub reason: Option<String>,
    /// Who said what should be done.
    pub spoken: Vec<Noted<Spoken>>,
}

/// What one of those who were there says of a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Who, as the notes name them; nothing where the line does not say.
    pub person: Option<String>,
    pub said: Said,
}

/// Reads notes.
#[must_use]
pub fn read(site: &Site, text: &str) -> Minutes {
    let mut minutes = Minutes::default();
    // Whether the line before began, or went on with, why something was decided.
    let mut is_reason = false;
    for (at, line) in text.lines().enumerate() {
        let number = at + 1;
        let line = line.trim();
        let bare = line.trim_start_matches(['-', '*', '>', '•']).trim_start();
        let noted = |said: &str| Noted { line: number, said: said.to_owned() };
        let (label, value) = labelled(bare);
        let was_reason = std::mem::take(&mut is_reason);
        if line.is_empty() {
            continue;
        }
        if line.starts_with('#') {
            minutes.left += 1;
            continue;
        }
        let item = minutes.items.last_mut();
        match (label.as_deref(), item) {
            (Some("date"), None) if !value.is_empty() => minutes.date = Some(noted(value)),
            (Some("group"), None) if !value.is_empty() => minutes.group = Some(noted(value)),
            (Some("present"), None) => minutes.present.extend(names(value).map(noted)),
            (Some("guests"), None) => minutes.guests.extend(names(value).map(noted)),
            (Some("request"), _) if !value.is_empty() => {
                let (request, digest) = review::about(value);
                minutes.items.push(Item {
                    request: noted(request),
                    digest: digest.map(str::to_owned),
                    decision: None,
                    reason: None,
                    spoken: Vec::new(),
                });
            }
            (Some("decision"), Some(item)) => {
                item.decision = Some(noted(value)).filter(|_| !value.is_empty());
            }
            (Some("because"), Some(item)) => {
                item.reason = Some(value.to_owned()).filter(|_| !value.is_empty());
                is_reason = true;
            }
            (_, Some(item)) => match speech(site, bare, line.len() > bare.len()) {
                Speech::Open => {}
                // What stands in a list and names nobody is what the agenda says itself.
                Speech::Said(said) if said.person.is_some() || line.len() == bare.len() => {
                    item.spoken.push(Noted { line: number, said: *said });
                }
                Speech::Other if was_reason => {
                    let reason = item.reason.get_or_insert_default();
                    reason.push_str(if reason.is_empty() { "" } else { "\n" });
                    reason.push_str(bare);
                    is_reason = true;
                }
                Speech::Other | Speech::Said(_) => minutes.left += 1,
            },
            _ => minutes.left += 1,
        }
    }
    minutes
}

/// What stands before the first colon of a line, in its plain form, and what stands behind it.
fn labelled(line: &str) -> (Option<String>, &str) {
    match line.split_once([':', '：']) {
        Some((label, value)) => (Some(plain_name(label)), value.trim()),
        None => (None, line),
    }
}

/// Names between commas.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '،', '؛']).map(str::trim).filter(|name| !name.is_empty())
}

/// What a line of the notes says of what should be done.
enum Speech {
    /// Nothing: it is no such line.
    Other,
    /// Nothing yet: somebody is named, and their review was left open.
    Open,
    Said(Box<Spoken>),
}

/// Reads a line on which somebody may say what should be done: their name, and a review. One of a list may be what the
/// agenda says of somebody, so there the review begins behind the name.
fn speech(site: &Site, line: &str, is_listed: bool) -> Speech {
    let one = |text: &str| review::read(site, text).said.pop();
    if let Some((name, rest)) = line.split_once([':', '：']) {
        let is_review = review::begins(site, rest) || !is_listed && review::asks(site, rest);
        let is_person = is_review && find(site, name).is_some();
        let is_question = review::asks(site, &format!("{name}:"));
        if is_person || !is_question && review::begins(site, rest) {
            let person = Some(name.trim().to_owned());
            return one(rest).map_or(Speech::Open, |said| Speech::Said(Box::new(Spoken { person, said })));
        }
    }
    one(line).map_or(Speech::Other, |said| Speech::Said(Box::new(Spoken { person: None, said })))
}

/// The slug of a person, by the name of their file or what they are called.
#[must_use]
pub fn find<'s>(site: &'s Site, name: &str) -> Option<&'s str> {
    let name = name.trim();
    if let Some(id) = site.named(Kind::Person, name) {
        return Some(&site.entry(id).record.id.slug);
    }
    let plain = plain_name(name);
    let people = site.list(Kind::Person).iter().map(|&id| &site.entry(id).record);
    let mut called = people.filter(|record| plain_name(&record.common.title) == plain);
    match (called.next(), called.next()) {
        (Some(one), None) => Some(&one.id.slug),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
