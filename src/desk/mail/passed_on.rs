//! Mails that were passed on within the text of another: who wrote them, when, what about, and their text.
//! [`read`](super::read) calls it.

use super::headings::{Field, Heading, field, heading, is_bare};
use super::lines::{Line, written};
use super::plain::one_line;
use super::quotes::heading_at;
use super::taken::{Taken, What, count};
use crate::desk::private;

/// How many mails within one are told apart; what is below stays text.
const MOST: usize = 50;

/// A mail that was passed on.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) sender: Option<String>,
    /// As it is written there.
    pub(super) date: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) lines: Vec<Line>,
}

/// The mails in some lines, and what stands above the first of them.
pub(super) fn split(lines: &[Line], taken: &mut Vec<Taken>) -> (Vec<Line>, Vec<Found>) {
    let texts: Vec<String> = lines.iter().map(Line::shown).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut above = Vec::new();
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let begins = found.len() < MOST && heading_at(lines, &texts, at).is_some();
        if let Some((mail, end)) = begins.then(|| headers(lines, &texts, at)).flatten() {
            // The subject, the sender and the day stand in the heading.
            let named =
                [&mail.sender, &mail.date, &mail.subject].iter().filter(|value| value.is_some()).count();
            count(taken, What::PassedOnHeaders, written(&lines[at..end]).saturating_sub(named));
            found.push(mail);
            at = end;
            continue;
        }
        found.last_mut().map_or(&mut above, |mail| &mut mail.lines).push(lines[at].clone());
        at += 1;
    }
    (above, found)
}

/// The lines, less deeply quoted from the heading of a mail that was passed on, where all from there or all
/// below it is quoted. So Apple Mail passes mails on.
pub(super) fn opened(mut lines: Vec<Line>) -> Vec<Line> {
    let own = lines.iter().rposition(|line| !line.is_quoted() && !line.is_blank());
    let quoted = own.map_or(0, |own| own + 1);
    // The heading is the first quoted line, or the last that is not.
    let first = lines[quoted..].iter().position(|line| !line.is_blank()).map(|at| quoted + at);
    let Some(first) = first else { return lines };
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let is_heading = |at: usize| heading(&texts[at..]) == Some(Heading::Forwarded);
    let from = match own {
        _ if is_heading(first) => first,
        Some(own) if is_heading(own) => own,
        _ => return lines,
    };
    let least = lines[first..]
        .iter()
        .filter(|line| !line.is_blank())
        .map(|line| line.quoted)
        .min()
        .unwrap_or_default();
    for line in &mut lines[from..] {
        line.quoted = line.quoted.saturating_sub(least);
    }
    lines
}

/// The headers that start at a line, and where the text below them does. Nothing where they name neither
/// who wrote the mail nor what it is about.
fn headers(lines: &[Line], texts: &[&str], start: usize) -> Option<(Found, usize)> {
    let mut at = start + usize::from(is_bare(texts[start]));
    while lines.get(at).is_some_and(Line::is_blank) {
        at += 1;
    }
    let mut mail = Found::default();
    let mut known = false;
    while let Some(line) = lines.get(at).filter(|line| !line.is_blank()) {
        match field(&line.text) {
            Some((Field::From, value)) => mail.sender = mail.sender.or_else(|| name(value)),
            Some((Field::Sent, value)) => mail.date = mail.date.or_else(|| whole(value)),
            Some((Field::Subject, value)) => mail.subject = mail.subject.or_else(|| whole(value)),
            Some((Field::To, _)) => {}
            // A field that was broken goes on behind spaces.
            None if known && line.text.starts_with(' ') => {}
            None => break,
        }
        known = true;
        at += 1;
    }
    let told = mail.sender.is_some() || mail.subject.is_some();
    (known && told).then_some((mail, at))
}

fn whole(value: &str) -> Option<String> {
    Some(one_line(value)).filter(|value| !value.is_empty())
}

/// The name in `Bo Example <bo@example.org>`, `Bo Example [mailto:…]` and their like; none where there is
/// only an address.
fn name(value: &str) -> Option<String> {
    let value = one_line(value);
    let name = &value[..value.find(['<', '[']).unwrap_or(value.len())];
    // An address may have such brackets itself: `bo [at] example.org`.
    let begins = |found: &private::Private| {
        found.kind == private::Kind::MailAddress && (found.span.start as usize) < name.len()
    };
    if name.contains('@') || private::find(&value).iter().any(begins) {
        return None;
    }
    let name = &name[..name.find('(').unwrap_or(name.len())];
    whole(name.trim().trim_matches(['"', '\'', '*']))
}

#[cfg(test)]
mod tests {
    use super::super::lines::{joined, plain};
    use super::*;

    /// Who, when, what about, and the text.
    type Told = (Option<String>, Option<String>, Option<String>, String);

    fn of(text: &str) -> (String, Vec<Told>, usize) {
        let mut taken = Vec::new();
        let (above, found) = split(&opened(plain(text)), &mut taken);
        let found = found
            .into_iter()
            .map(|mail| (mail.sender, mail.date, mail.subject, joined(&mail.lines).trim().to_owned()))
            .collect();
        (joined(&above).trim().to_owned(), found, taken.iter().map(|taken| taken.count).sum())
    }

    #[test]
    fn a_mail_that_was_passed_on_is_known_by_its_headers() {
        let some = |text: &str| Some(text.to_owned());
        let bo = (some("Bo Example"), some("2 May 2024"), some("Maps"), "Hello\n\nBo".to_owned());
        for (text, taken) in [
            (
                "---------- Forwarded message ---------\nFrom: Bo Example <bo@example.org>\nDate: 2 May 2024\n\
                 Subject: Maps\nTo: <ada@example.org>\n\nHello\n\nBo",
                2,
            ),
            (
                "-------- Forwarded Message --------\nSubject: \tMaps\nDate: \t2 May 2024\nFrom: \tBo Example \
                 <bo@example.org>\nTo: \tada@example.org\n\n\nHello\n\nBo",
                2,
            ),
            (
                "Begin forwarded message:\n\n> From: Bo Example <bo@example.org>\n> Subject: Maps\n> Date: 2 May \
                 2024\n> To: ada@example.org\n>\n> Hello\n>\n> Bo",
                2,
            ),
            (
                "> Begin forwarded message:\n>\n> From: Bo Example <bo@example.org>\n> Subject: Maps\n> Date: 2 \
                 May 2024\n> To: ada@example.org\n>\n> Hello\n>\n> Bo",
                2,
            ),
            (
                "From: \"Bo Example\" [mailto:bo@example.org]\nSent: 2 May 2024\nTo: Ada\nSubject: Maps\n\nHello\n\nBo",
                1,
            ),
            ("*De :* Bo Example\n*Envoyé :* 2 May 2024\n*Objet :* Maps\n\nHello\n\nBo", 0),
        ] {
            assert_eq!(of(text), (String::new(), vec![bo.clone()], taken), "{text}");
        }
    }

    #[test]
    fn mails_within_each_other_are_told_apart() {
        let text =
            "From: Bo\nSent: 2 May\nSubject: Re: Maps\n\nOne\n\nFrom: Cy\nSent: 1 May\nSubject: Maps\n\nTwo";
        let (above, found, _) = of(text);
        let texts: Vec<&str> = found.iter().map(|mail| mail.3.as_str()).collect();
        assert_eq!((above.as_str(), texts), ("", vec!["One", "Two"]));
        let many =
            |mails: usize| of(&"From: Bo\nSent: 2 May\nSubject: Maps\n\nOne\n\n".repeat(mails)).1.len();
        assert_eq!((many(MOST), many(MOST + 1)), (MOST, MOST));
    }

    #[test]
    fn an_address_is_no_name() {
        for address in ["bo@example.org", "<bo@example.org>", "bo (at) example.org <bo@example.org>"] {
            let text = format!("From: {address}\nSent: 2 May\nSubject: Maps\n\nOne");
            assert_eq!(of(&text).1[0].0, None, "{address}");
        }
    }

    #[test]
    fn what_names_nobody_and_nothing_stays_text() {
        let text = "--- Passed on ---\nTo: the desk\n\nHello";
        assert_eq!(of(text), (text.to_owned(), Vec::new(), 0));
    }
}
