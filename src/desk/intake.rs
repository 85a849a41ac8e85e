//! What a mail says, as a request holds it: its title, its text and its digest. The command line calls
//! it; who sent the mail and when is in [`Mail`] itself.

use std::fmt::Write;

use jiff::civil::Date;

use super::mail::Mail;
use super::markdown;
use crate::record::{sha256, slugify};

/// How long a title may be, in characters.
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

/// The subject, or where that says nothing the first line that does.
#[must_use]
pub fn title(mail: &Mail, day: Date) -> String {
    if !EMPTY_SUBJECTS.contains(&slugify(&mail.subject).as_str()) {
        return shortened(&mail.subject);
    }
    let lines = || {
        let own = mail.text.lines().filter(|line| !line.starts_with('>'));
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

/// Words of a sender as a field holds them: one that began a comment of HTML would be refused there.
#[must_use]
pub fn as_field(words: &str) -> String {
    words.replace("<!--", "< !--")
}

fn shortened(text: &str) -> String {
    let text = as_field(text);
    if text.chars().count() <= LONGEST_TITLE {
        return text;
    }
    let start: String = text.chars().take(LONGEST_TITLE).collect();
    let end = start.rfind(' ').filter(|end| *end > LONGEST_TITLE / 2).unwrap_or(start.len());
    format!("{}…", &start[..end])
}

/// The text below the front matter of a request that was made from a mail.
#[must_use]
pub fn body(mail: &Mail) -> String {
    text(mail, "##")
}

/// The part of a request's text that a later mail of its thread becomes.
#[must_use]
pub fn reply(mail: &Mail, day: Date) -> String {
    let who = mail.sender.as_deref().unwrap_or("by mail");
    format!("## {day}, {}\n\n{}", markdown::inline(who), text(mail, "###"))
}

fn text(mail: &Mail, heading: &str) -> String {
    let mut text = markdown::shown(&mail.text);
    if !text.is_empty() {
        text.push('\n');
    }
    if !mail.attachments.is_empty() {
        let names: Vec<String> = mail.attachments.iter().map(|file| format!("- {}", file.name)).collect();
        let space = if text.is_empty() { "" } else { "\n" };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{space}{heading} Attachments\n\nThese files are with the desk and are not published.\n\n{}",
            markdown::shown(&names.join("\n"))
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::mail::Attachment;
    use super::*;

    fn mail(subject: &str, text: &str) -> Mail {
        Mail {
            message_id: None,
            replies_to: Vec::new(),
            date: None,
            subject: subject.to_owned(),
            sender: Some("Ada *Example* #".to_owned()),
            text: text.to_owned(),
            withheld: 0,
            attachments: Vec::new(),
        }
    }

    #[test]
    fn a_title_says_something() {
        let day = jiff::civil::date(2026, 3, 1);
        let of = |subject: &str, text: &str| title(&mail(subject, text), day);
        assert_eq!(of("Old maps", "Dear desk,"), "Old maps");
        assert_eq!(of("Help!", "> Old\n\nDear desk,\n\nOur maps fade.\nToo."), "Our maps fade.");
        assert_eq!(of("", "Dear desk,"), "Dear desk,");
        assert_eq!(of("(no subject)", "…"), "Mail of 2026-03-01");
        assert_eq!(of(&"maps ".repeat(40), "").chars().count(), 100);
        assert_eq!(slugify(&name("Maps, ask [mail address withheld] [soon]")), "maps-ask-soon");
        assert_eq!(name("[token withheld]"), "[token withheld]");
    }

    #[test]
    fn a_reply_says_when_and_who_and_what_came_with_it() {
        let file = |name: &str| Attachment { name: name.to_owned(), media_type: String::new(), bytes: 1 };
        let mut mail = mail("Maps", "# Here\n\n- one");
        mail.attachments = vec![file("plan_a.pdf"), file("[x](y).png")];
        assert_eq!(
            reply(&mail, jiff::civil::date(2026, 3, 1)),
            "## 2026-03-01, Ada \\*Example\\* \\#\n\n\\# Here\n\n- one\n\n### Attachments\n\nThese files are with the \
             desk and are not published.\n\n- plan_a.pdf\n- \\[x](y).png\n"
        );
        mail.text.clear();
        assert!(body(&mail).starts_with("## Attachments\n"));
    }

    #[test]
    fn a_digest_tells_mails_apart() {
        let mut named = mail("Maps", "One");
        assert_eq!(digest(&named), digest(&mail("Maps", "One")));
        assert_ne!(digest(&named), digest(&mail("Maps", "Two")));
        named.message_id = Some("1@example.org".to_owned());
        assert_eq!(digest(&named), digest_of_id("1@example.org"));
        assert_eq!(digest(&named).len(), "sha256:".len() + 64);
    }

    #[test]
    fn no_subject_that_says_nothing_becomes_a_title() {
        let day = jiff::civil::date(2026, 3, 1);
        for subject in EMPTY_SUBJECTS {
            assert_eq!(title(&mail(&subject.replace('-', " "), "Our maps fade."), day), "Our maps fade.");
        }
    }

    #[test]
    fn a_title_is_cut_between_words() {
        let day = jiff::civil::date(2026, 3, 1);
        let of = |subject: &str| title(&mail(subject, ""), day);
        let longest = "ä".repeat(LONGEST_TITLE);
        assert_eq!(of(&longest), longest);
        assert_eq!(of(&(longest.clone() + "a")), longest + "…");
        // Unless the last of its words is half of it.
        let half = "a".repeat(LONGEST_TITLE / 2);
        assert_eq!(of(&format!("b{half} {half}")), format!("b{half}…"));
        assert_eq!(of(&format!("{half} b{half}")), format!("{half} b{}…", &half[2..]));
        // A greeting is short.
        let greeting = |length: usize| title(&mail("", &("a".repeat(length - 1) + ",\nMaps")), day);
        assert_eq!((greeting(39), greeting(40)), ("Maps".to_owned(), "a".repeat(39) + ","));
    }
}
