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
    /// The lines of which it is not clear whether everybody may read them.
    pub unclear: Vec<Noted<Unclear>>,
    /// How many lines with anything in them are not taken: what the agenda says itself, and what was said in confidence.
    pub left: usize,
}

/// Why it is not clear whether everybody may read a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// It stands right below what becomes public, and may be the rest of it or a note.
    Below,
    /// The same label is filled in above.
    Again,
}

/// What was said about a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Item {
    /// The request, as the agenda names it.
    pub request: Noted<String>,
    /// The beginning of the digest of the text that was spoken about.
    pub digest: Option<String>,
    pub decision: Option<Noted<String>>,
    pub reason: Option<Noted<String>>,
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
    // Whether the line before becomes public.
    let mut is_below = false;
    for (at, line) in text.lines().enumerate() {
        let (number, line) = (at + 1, line.trim());
        let bare = line.trim_start_matches(['-', '*', '>', '•', '#']).trim_start();
        let is_listed = line.len() > bare.len();
        let (label, value) = labelled(bare);
        let label = label.filter(|_| !value.is_empty());
        let item = minutes.items.last_mut();
        let became = match (label.as_deref(), item) {
            (Some("date"), None) => once(&mut minutes.date, value, number),
            (Some("group"), None) => once(&mut minutes.group, value, number),
            (Some("present"), None) => all(&mut minutes.present, value, number),
            (Some("guests"), None) => all(&mut minutes.guests, value, number),
            (Some("request"), _) => {
                minutes.items.push(Item::new(value, number));
                Became::Read
            }
            (Some("decision"), Some(item)) => once(&mut item.decision, value, number),
            (Some("because"), Some(item)) => once(&mut item.reason, value, number),
            (_, Some(item)) => match speech(site, bare, is_listed) {
                Speech::Open => Became::Read,
                // What stands in a list and names nobody is what the agenda says itself.
                Speech::Said(said) if said.person.is_some() || !is_listed => {
                    item.spoken.push(Noted { line: number, said: *said });
                    Became::Public
                }
                Speech::Other | Speech::Said(_) => Became::Nothing,
            },
            _ => Became::Nothing,
        };
        let is_note = became == Became::Nothing && !line.is_empty() && !is_open_label(line);
        let unclear = match became {
            Became::Again => Some(Unclear::Again),
            _ if is_note && is_below && !is_listed => Some(Unclear::Below),
            _ => None,
        };
        minutes.left += usize::from(is_note && unclear.is_none());
        minutes.unclear.extend(unclear.map(|said| Noted { line: number, said }));
        is_below = became == Became::Public;
    }
    minutes
}

/// What becomes of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Became {
    /// Something that everybody can read.
    Public,
    /// The same, and it stands above already.
    Again,
    /// Something that says nothing by itself.
    Read,
    Nothing,
}

fn once(place: &mut Option<Noted<String>>, said: &str, line: usize) -> Became {
    let before = place.replace(Noted { line, said: said.to_owned() });
    if before.is_some() { Became::Again } else { Became::Public }
}

/// Adds the names between commas to those that are there.
fn all(people: &mut Vec<Noted<String>>, names: &str, line: usize) -> Became {
    let names = names.split([',', ';', '،', '؛']).map(str::trim).filter(|name| !name.is_empty());
    people.extend(names.map(|name| Noted { line, said: name.to_owned() }));
    Became::Public
}

/// Whether a line is one of the agenda that was left open.
fn is_open_label(line: &str) -> bool {
    let labels = [DATE, GROUP, PRESENT, GUESTS, REQUEST, DECISION, BECAUSE];
    labels.iter().any(|label| line.strip_prefix(label).is_some_and(|rest| rest.trim() == ":"))
}

impl Item {
    /// Nothing yet about the request that is named so.
    fn new(named: &str, line: usize) -> Self {
        let (request, digest) = review::about(named);
        Self {
            request: Noted { line, said: request.to_owned() },
            digest: digest.map(str::to_owned),
            decision: None,
            reason: None,
            spoken: Vec::new(),
        }
    }
}

/// What stands before the first colon of a line, in its plain form, and what stands behind it.
fn labelled(line: &str) -> (Option<String>, &str) {
    match line.split_once([':', '：']) {
        Some((label, value)) => (Some(plain_name(label)), value.trim()),
        None => (None, line),
    }
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
