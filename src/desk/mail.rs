//! A mail as it was saved from a mail program (`.eml`), made into what a request needs: what it is
//! about, what is new in it, who it answers, and nothing that must not be published. The commands
//! of the request desk call it.
//!
//! The way of a mail: `parts` takes it apart and decodes it, `html` and `lines` make one form of
//! text of it, `quotes` takes off what others have read before, `passed_on` tells apart the mails that
//! were passed on with it, and [`private`](super::private) withholds addresses, numbers and secrets.
//! Whatever is taken away is counted in [`Mail::taken`], and [`Keep::All`] takes nothing away.

mod attribution;
mod encoding;
mod forms;
mod headings;
pub(crate) mod html;
mod lines;
mod multipart;
mod origin;
mod parts;
mod passed_on;
mod plain;
mod quotes;
mod reader;
mod signature;
mod subject;
mod taken;

use jiff::civil::Date;

use self::parts::Headers;
use self::quotes::Context;
use self::reader::Reader;
use self::subject::Mark;
use self::taken::count;
pub use self::taken::{Keep, Taken, What};
use super::markdown;
use super::private::Counts;
use crate::mailbox::message_ids;

/// Larger mails are refused: most servers do not take them either.
const LARGEST: usize = 25 * 1024 * 1024;
/// How many attachments are listed, and how many mails that a mail answers.
const MOST_LISTED: usize = 100;
/// How long a name may be, in characters.
const LONGEST_NAME: usize = 100;
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
    /// What is new in it: paragraphs, and quotations with `>`; another line that begins with that sign has
    /// a space before it. Empty for a mail that has attachments only. [`markdown::shown`] makes Markdown of it.
    pub text: String,
    /// The mails that were passed on with it, in their text or attached, in their order.
    pub passed_on: Vec<PassedOn>,
    /// What was left out of the text, the attachments and the names.
    pub taken: Vec<Taken>,
    /// How many addresses, numbers and secrets were withheld from all of this.
    pub withheld: Counts,
    pub attachments: Vec<Attachment>,
    /// The language that its program says it is in: a language tag.
    pub language: Option<String>,
    /// Whether a program sent it by itself: an answer while somebody is away, a report about a mail.
    pub automatic: bool,
    /// Whether a mailing list passed it on.
    pub list: bool,
    /// The top-level domain of the sender's address, never more of it: `se`.
    pub sender_domain: Option<String>,
}

/// A mail that was passed on with another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PassedOn {
    /// The name of who wrote it, never the address.
    pub sender: Option<String>,
    /// When it was written: a day, or the words that stand there in the text.
    pub date: Option<String>,
    pub subject: String,
    /// As in [`Mail::text`].
    pub text: String,
}

impl Mail {
    /// How many addresses, numbers and secrets were withheld.
    #[must_use]
    pub fn withheld_count(&self) -> usize {
        self.withheld.values().sum()
    }

    /// The text as Markdown, and below headings of the level that is given (`##`) the mails that were passed on.
    #[must_use]
    pub fn shown(&self, heading: &str) -> String {
        let mut blocks = vec![markdown::shown(&self.text)];
        for mail in &self.passed_on {
            blocks.push(format!("{heading} {}", mail.heading()));
            blocks.push(markdown::shown(&mail.text));
        }
        blocks.retain(|block| !block.is_empty());
        blocks.join("\n\n")
    }
}

impl PassedOn {
    /// Who wrote it, when, and what about, as Markdown within a line.
    #[must_use]
    pub fn heading(&self) -> String {
        let who = [self.sender.as_deref(), self.date.as_deref()];
        let who = who.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let parts = [who.as_str(), self.subject.as_str()].into_iter().filter(|part| !part.is_empty());
        let heading = parts.collect::<Vec<_>>().join(": ");
        markdown::inline(if heading.is_empty() { "…" } else { &heading })
    }
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

/// Reads a mail. What must not be published is withheld in any case.
///
/// # Errors
/// When the bytes are too many, are not a mail, or are a mail with nothing in it.
pub fn read(bytes: &[u8], keep: Keep) -> Result<Mail, Fault> {
    if bytes.len() > LARGEST {
        return Err(Fault::TooLarge);
    }
    let whole = start_of_mail(bytes)?;
    let (headers, body) = parts::split_headers(whole);
    if !is_mail(&headers) {
        return Err(Fault::NotAMail);
    }
    let contents = parts::contents(&headers, body);

    let mut reader = Reader::new(keep);
    count(&mut reader.taken, What::Headers, usize::from(parts::is_cut(whole, body)));
    let full_subject = plain::one_line(headers.subject().unwrap_or_default());
    let (subject, mark) = subject::stripped(&full_subject);
    let replies_to = replies_to(&headers);
    let forward = mark == Some(Mark::Forward);
    let context = Context { answer: !replies_to.is_empty() || mark == Some(Mark::Answer), forward };
    let text = reader.text(&contents, context);
    reader.attached(contents);
    let mail = Mail {
        message_id: message_ids(headers.header("Message-ID")).into_iter().next(),
        date: date(&headers),
        subject: reader.publishable(subject),
        sender: reader.sender(&headers),
        text,
        language: origin::language(&headers),
        automatic: origin::is_automatic(&headers),
        list: origin::is_of_list(&headers),
        sender_domain: origin::domain(&headers),
        replies_to,
        passed_on: reader.passed_on,
        taken: reader.taken,
        withheld: reader.withheld,
        attachments: reader.attachments,
    };
    let nothing = mail.text.is_empty() && mail.attachments.is_empty() && mail.passed_on.is_empty();
    if nothing { Err(Fault::Empty) } else { Ok(mail) }
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

/// The mails that this one answers: In-Reply-To, then References from the last to the first.
fn replies_to(headers: &Headers) -> Vec<String> {
    let mut ids = message_ids(headers.header("In-Reply-To"));
    ids.extend(message_ids(headers.header("References")).into_iter().rev());
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    ids.truncate(MOST_LISTED);
    ids
}

fn date(headers: &Headers) -> Option<Date> {
    let date = headers.date()?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        .ok()
}

#[cfg(test)]
mod tests;
