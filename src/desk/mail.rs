//! A mail as it was saved from a mail program (`.eml`), made into what a request needs: what it is
//! about, what is new in it, who it answers, and nothing that must not be published. The commands
//! of the request desk call it.
//!
//! The way of a mail: `parts` takes it apart and decodes it, `html` and `plain` make one form of
//! text of it, `quotes` takes off what others have read before, and
//! [`private`](super::private) withholds addresses, numbers and secrets.

mod attribution;
mod encoding;
mod headings;
mod html;
mod parts;
mod plain;
mod quotes;
mod signature;
mod subject;

use jiff::civil::Date;
use mail_parser::HeaderValue;

use self::parts::{Attached, Headers, Readable};
use self::quotes::Context;
use super::private::{self, Kind};

/// Larger mails are refused: most servers do not take them either.
const LARGEST: usize = 25 * 1024 * 1024;
/// How many attachments are listed, and how many mails that a mail answers.
const MOST_LISTED: usize = 100;
/// How long a name may be, in characters.
const LONGEST_NAME: usize = 100;
/// How long a Message-ID may be: the longest line of a mail (RFC 5322, section 2.1.1).
const LONGEST_ID: usize = 998;
/// Headers that mails have.
const USUAL: &[&str] = &[
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Received",
    "MIME-Version",
    "Content-Type",
    "Return-Path",
];

/// What a request needs of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its Message-ID, without angle brackets. It has the form of an address, but is none.
    pub message_id: Option<String>,
    /// The Message-IDs of the mails that it answers, the nearest first.
    pub replies_to: Vec<String>,
    /// The day it was written, in the time zone of its writer.
    pub date: Option<Date>,
    /// The subject on one line, without `Re:` and the like.
    pub subject: String,
    /// The name that the writer gave, never the address.
    pub sender: Option<String>,
    /// What is new in it, as Markdown may hold it: paragraphs, quotations with `>`. Empty for a
    /// mail that has attachments only.
    pub text: String,
    /// How many addresses, numbers and secrets were withheld from all of this.
    pub withheld: usize,
    pub attachments: Vec<Attachment>,
}

/// A file that was sent with a mail. Its content is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    /// Such as `image/png`, as the sender's program has it.
    pub media_type: String,
    /// Its size, decoded.
    pub bytes: usize,
}

/// Why a file is not taken for a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("the mail is larger than 25 MiB")]
    TooLarge,
    #[error("this is not a mail")]
    NotAMail,
    #[error("this is a mail in the form that Outlook alone reads")]
    Outlook,
    #[error("the mail has no text and no attachments")]
    Empty,
}

impl Fault {
    /// What to do instead.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::TooLarge => "save it without its attachments and name them in the request",
            Self::NotAMail => {
                "in your mail program, save the mail itself as a file that ends in .eml (often called “Save as” or \
                 “Download message”)"
            }
            Self::Outlook => {
                "open it in Outlook on the web or in another mail program, and save it as a file that ends in .eml"
            }
            Self::Empty => "write what the sender asked for into a request by hand",
        }
    }
}

/// Reads a mail.
///
/// # Errors
/// When the bytes are too many, are not a mail, or are a mail with nothing in it.
pub fn read(bytes: &[u8]) -> Result<Mail, Fault> {
    if bytes.len() > LARGEST {
        return Err(Fault::TooLarge);
    }
    let (headers, body) = parts::split_headers(start_of_mail(bytes)?);
    if !is_mail(&headers) {
        return Err(Fault::NotAMail);
    }
    let contents = parts::contents(&headers, body);

    let mut withheld = 0;
    let mut publishable = |text: &str| {
        let (kept, count) = private::withhold(text);
        withheld += count;
        kept
    };
    let full_subject = plain::one_line(headers.subject().unwrap_or_default());
    let (subject, forward) = subject::stripped(&full_subject);
    let replies_to = replies_to(&headers);
    let context = Context { answer: !replies_to.is_empty(), forward };
    let text = contents.texts.iter().map(readable).collect::<Vec<_>>().join("\n\n");
    let text = quotes::new_text(&text, context);
    let mail = Mail {
        message_id: message_ids(headers.header("Message-ID")).into_iter().next(),
        date: date(&headers),
        subject: publishable(subject),
        sender: sender(&headers).map(|name| publishable(&name)),
        text: publishable(&plain::folded(&text)),
        attachments: contents
            .attached
            .iter()
            .take(MOST_LISTED)
            .map(|file| listed(file, &mut publishable))
            .collect(),
        replies_to,
        withheld,
    };
    if mail.text.is_empty() && mail.attachments.is_empty() { Err(Fault::Empty) } else { Ok(mail) }
}

/// The bytes from the first header on. Some programs put the line of a mailbox before it.
fn start_of_mail(bytes: &[u8]) -> Result<&[u8], Fault> {
    // The first bytes of a compound file, which Outlook's .msg is.
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Fault::Outlook);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if bytes.starts_with(b"From ") {
        let line = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |end| end + 1);
        return Ok(&bytes[line..]);
    }
    Ok(bytes)
}

/// Whether these are the headers of a mail. Other texts have colons too, but no two of these.
fn is_mail(headers: &Headers) -> bool {
    USUAL.iter().filter(|name| headers.header(**name).is_some()).count() >= 2
}

/// A part of the text in the one form that all further steps know.
fn readable(part: &Readable) -> String {
    match part {
        Readable::Html(html) => plain::clean(&html::to_text(html)),
        Readable::Plain { text, flowed: true, delete_space } => {
            plain::unflowed(&plain::clean(text), *delete_space)
        }
        Readable::Plain { text, .. } => plain::clean(text),
    }
}

/// The mails that this one answers: In-Reply-To, then References from the last to the first.
fn replies_to(headers: &Headers) -> Vec<String> {
    let mut ids = message_ids(headers.header("In-Reply-To"));
    ids.extend(message_ids(headers.header("References")).into_iter().rev());
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    ids.truncate(MOST_LISTED);
    ids
}

/// The Message-IDs in a header.
fn message_ids(value: Option<&HeaderValue<'_>>) -> Vec<String> {
    let ids = match value {
        Some(HeaderValue::Text(id)) => vec![id.as_ref()],
        Some(HeaderValue::TextList(ids)) => ids.iter().map(AsRef::as_ref).collect(),
        _ => Vec::new(),
    };
    let sound =
        |id: &&str| !id.is_empty() && id.len() <= LONGEST_ID && id.chars().all(|c| c.is_ascii_graphic());
    ids.into_iter().filter(sound).map(str::to_owned).collect()
}

fn date(headers: &Headers) -> Option<Date> {
    let date = headers.date()?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        .ok()
}

/// The name of the sender. A name that is an address is none, not even where a part of it counts as
/// a comment: `ada (at) example.org <ada@example.org>`.
fn sender(headers: &Headers) -> Option<String> {
    let name = name(headers.from()?.first()?.name()?);
    let written = headers.header_raw("From").and_then(|written| written.split_once('<'));
    let is_address = |text: &str| private::find(text).iter().any(|found| found.kind == Kind::MailAddress);
    let hidden = is_address(&name) || written.is_some_and(|(before, _)| is_address(before));
    (!name.is_empty() && !hidden).then_some(name)
}

/// A name on one line and not too long, without the quotes that some programs leave around it.
fn name(written: &str) -> String {
    let line = plain::one_line(written);
    line.trim_matches(['"', '\'']).chars().take(LONGEST_NAME).collect::<String>().trim().to_owned()
}

/// An attachment as it is listed: with the last part of its path, the end of its name kept.
fn listed(file: &Attached, publishable: &mut impl FnMut(&str) -> String) -> Attachment {
    let written = plain::one_line(&file.name);
    let name = written.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = publishable(name.trim_matches(['.', ' ']));
    let name = match name.rsplit_once('.') {
        Some((stem, ending)) if name.chars().count() > LONGEST_NAME && ending.len() <= 10 => {
            let stem: String = stem.chars().take(LONGEST_NAME - ending.len() - 1).collect();
            format!("{stem}.{ending}")
        }
        _ => name.chars().take(LONGEST_NAME).collect(),
    };
    Attachment {
        name: if name.is_empty() { "attachment".to_owned() } else { name },
        media_type: plain::one_line(&file.media_type).chars().take(LONGEST_NAME).collect(),
        bytes: file.bytes,
    }
}

#[cfg(test)]
mod tests;
