//! What a mail becomes in a request: a new one with its fields and its text, or a part of one that is there. The
//! command line calls it; who sent the mail and when is in [`Mail`] itself.

mod proposed;

use std::fmt::Write;

use jiff::civil::Date;

use super::answers::mail::{Said, read};
use super::answers::{Kept, NewRequest};
use super::mail::{Mail, PassedOn};
use super::markdown;
use crate::config::plain_name;
use crate::record::{Channel, Named, sha256, slugify};
use crate::site::Site;

/// How long a title may be that is made of a subject or of a line, in characters.
const LONGEST_TITLE: usize = 100;

/// Subjects that say nothing, as slugs.
const EMPTY_SUBJECTS: [&str; 10] =
    ["", "help", "please-help", "help-needed", "hello", "hi", "question", "request", "no-subject", "support"];

/// What tells a mail from every other. The Message-ID itself is not kept: it can look like an address.
#[must_use]
pub fn digest(mail: &Mail) -> String {
    match &mail.message_id {
        Some(id) => digest_of_id(id),
        None => {
            let date = mail.date.map_or_else(String::new, |date| date.to_string());
            let sender = mail.sender.as_deref().unwrap_or_default();
            sha256([mail.subject.as_str(), &date, sender, &mail.text].join("\0").as_bytes())
        }
    }
}

/// The digest of the mail with that Message-ID.
#[must_use]
pub fn digest_of_id(id: &str) -> String {
    sha256(id.as_bytes())
}

/// A new request, made of a mail.
#[derive(Debug)]
pub struct Taken {
    pub request: NewRequest,
    /// The text below its front matter.
    pub body: String,
    /// What the mail says, as it was understood; `filled` and `rest` have gone into the request.
    pub said: Said,
}

/// The request that a mail becomes that came in on that day at the latest.
#[must_use]
pub fn new_request(site: &Site, mail: &Mail, language: Option<&str>, today: Date) -> Taken {
    let mut said = read(site, &mail.text);
    let mut passed_on = mail.passed_on.clone();
    let mut sender = mail.sender.clone();
    let mut before = None;
    // Whoever passes answers on writes a word above them.
    if said.filled.is_empty()
        && let Some((at, inner)) = answered(site, &passed_on)
    {
        let passed_on = passed_on.remove(at);
        let about = [passed_on.date.as_deref().unwrap_or_default(), &passed_on.subject];
        let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
        let rest = std::mem::replace(&mut said, inner).rest;
        before = Some(joined(&[rest, about]).trim_end().to_owned());
        sender = passed_on.sender;
    }
    let day = mail.date.unwrap_or(today);
    let mut filled = std::mem::take(&mut said.filled);
    let mut text = std::mem::take(&mut said.rest);
    if let Some(before) = before.filter(|before| !before.is_empty()) {
        text = format!("{before}\n\n{text}");
    }
    if filled.get("title").is_none() {
        let title = title(site, &mail.subject, &text, day);
        // What is cut off a subject stands in the text.
        let is_cut = title.strip_suffix('…').is_some_and(|start| mail.subject.starts_with(start));
        if is_cut && !text.contains(&mail.subject) && mail.subject != title {
            text = format!("{}\n\n{text}", mail.subject);
        }
        filled.set("title", &title);
    } else if says_more(site, &mail.subject, filled.get("title").unwrap_or_default()) {
        text = format!("{}\n\n{text}", mail.subject);
    }
    if filled.get("requester.name").is_none()
        && let Some(name) = &sender
    {
        filled.set("requester.name", name);
    }
    let proposed = proposed::fill(site, mail, &said, &mut filled);
    let shown = Mail { text, passed_on, ..mail.clone() };
    let body = joined(&[body(&shown.shown("##"), &filled.kept), attachments(mail, "##")]);
    let channel = if said.by_form { Channel::Form } else { Channel::Mail };
    let request = NewRequest {
        filled,
        language: language.map(str::to_owned).or_else(|| written_in(site, &said)),
        received: Some(day),
        channel: Some(channel.name().to_owned()),
        follows: None,
        proposed,
        mails: vec![digest(mail)],
    };
    Taken { request, body, said }
}

/// Whether a subject says something that a title does not: neither begins the other.
fn says_more(site: &Site, subject: &str, title: &str) -> bool {
    let (plain, title) = (plain_name(subject), plain_name(title));
    let is_of_desk = site.questions.title.texts().any(|title| plain_name(title) == plain);
    !is_of_desk
        && !EMPTY_SUBJECTS.contains(&slugify(subject).as_str())
        && !title.starts_with(&plain)
        && !plain.starts_with(&title)
}

/// The language that a file in a mail says it is written in, if it is one of the site's.
fn written_in(site: &Site, said: &Said) -> Option<String> {
    let language = said.written_in.as_ref().filter(|language| site.config.languages.contains(language));
    language.map(ToString::to_string)
}

/// The first of the mails passed on that holds answers.
fn answered(site: &Site, passed_on: &[PassedOn]) -> Option<(usize, Said)> {
    let said = passed_on.iter().map(|mail| read(site, &mail.text)).enumerate();
    said.into_iter().find(|(_, said)| !said.filled.is_empty())
}

/// The subject, or where that says nothing the first line that does.
fn title(site: &Site, subject: &str, text: &str, day: Date) -> String {
    let plain = plain_name(subject);
    let is_of_desk = site.questions.title.texts().any(|title| plain_name(title) == plain);
    if !is_of_desk && !EMPTY_SUBJECTS.contains(&slugify(subject).as_str()) {
        return shortened(subject);
    }
    let lines = || {
        let own = text.lines().filter(|line| !line.starts_with('>'));
        own.map(str::trim).filter(|line| !slugify(line).is_empty())
    };
    // `Dear desk,` comes first, and says nothing either.
    let is_greeting = |line: &&str| line.ends_with([',', '،', '，', '!']) && line.chars().count() < 40;
    let line = lines().find(|line| !is_greeting(line)).or_else(|| lines().next());
    line.map_or_else(|| format!("Mail of {day}"), shortened)
}

/// What the folder of a request is named for: its title, without the words that stand for what was
/// withheld.
#[must_use]
pub fn name(title: &str) -> String {
    let mut name = String::new();
    for part in title.split('[') {
        name.push_str(part.split_once("withheld]").map_or(part, |(_, rest)| rest));
        name.push(' ');
    }
    if slugify(&name).is_empty() { title.to_owned() } else { name }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST_TITLE {
        return text.to_owned();
    }
    let start: String = text.chars().take(LONGEST_TITLE).collect();
    let end = start.rfind(' ').filter(|end| *end > LONGEST_TITLE / 2).unwrap_or(start.len());
    format!("{}…", &start[..end])
}

/// The text below the front matter: what somebody wrote, as Markdown, and below their questions the answers that no
/// field takes.
#[must_use]
pub fn body(text: &str, kept: &[Kept]) -> String {
    let kept = kept.iter().map(|Kept { question, answer, .. }| {
        format!("## {}\n\n{}", markdown::inline(question), markdown::shown(answer))
    });
    joined(&std::iter::once(text.to_owned()).chain(kept).collect::<Vec<_>>())
}

/// The part of the text of a request with that title that a later mail of its thread becomes.
#[must_use]
pub fn reply(mail: &Mail, day: Date, title: &str) -> String {
    let who = mail.sender.as_deref().unwrap_or("by mail");
    // A subject that is another says what is new.
    let (plain, title) = (plain_name(&mail.subject), plain_name(title));
    let is_same = title.starts_with(&plain) || plain.starts_with(&title) && plain.len() == title.len();
    let subject = if is_same { String::new() } else { format!(": {}", markdown::inline(&mail.subject)) };
    let heading = format!("## {day}, {}{subject}", markdown::inline(who));
    joined(&[heading, mail.shown("###"), attachments(mail, "###")])
}

/// What a later mail says, as a field holds it: the answer of somebody who was asked what has become of it.
#[must_use]
pub fn answer(mail: &Mail) -> String {
    let mut parts = vec![mail.text.clone()];
    for mail in &mail.passed_on {
        parts.extend([mail.subject.clone(), mail.text.clone()]);
    }
    parts.extend((!mail.attachments.is_empty()).then(|| {
        let names: Vec<&str> = mail.attachments.iter().map(|file| file.name.as_str()).collect();
        format!("(With the desk, not published: {}.)", names.join(", "))
    }));
    joined(&parts).trim_end().replace("<!--", "< !--")
}

/// Parts of a text with a blank line between those that say anything.
fn joined(parts: &[String]) -> String {
    let parts: Vec<&str> = parts.iter().map(|part| part.trim_end()).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { String::new() } else { parts.join("\n\n") + "\n" }
}

fn attachments(mail: &Mail, heading: &str) -> String {
    let mut text = String::new();
    if !mail.attachments.is_empty() {
        let names: Vec<String> = mail.attachments.iter().map(|file| format!("- {}", file.name)).collect();
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "{heading} Attachments\n\nThese files are with the desk and are not published.\n\n{}",
            markdown::shown(&names.join("\n"))
        );
    }
    text
}

#[cfg(test)]
mod tests;
