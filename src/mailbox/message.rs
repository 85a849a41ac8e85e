//! A mail of a mailbox, as far as one sees without reading it, and what comes of reading it.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use mail_parser::MessageParser;

use super::folder::shown;
use super::header::{message_ids, values};
use crate::error::Error;

/// The header fields that an answer to a mail is made of.
pub const OF_ANSWERS: &[&str] =
    &["From", "Reply-To", "To", "Cc", "Subject", "References", "In-Reply-To", "Message-ID", "Date"];

/// Where a mail lies. It stays good until the mailbox is made anew.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(pub(super) Spot);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Spot {
    /// On a server: the folder as the server writes its name, and the numbers of the folder and of the mail.
    Uid {
        folder: Arc<str>,
        validity: u32,
        uid: u32,
    },
    File(PathBuf),
}

impl Handle {
    /// What somebody types to name it: its number, or the name of its file.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.0 {
            Spot::Uid { uid, .. } => uid.to_string(),
            Spot::File(path) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        }
    }
}

impl fmt::Display for Handle {
    /// For people to find it: the folder and the number, or the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Spot::Uid { folder, uid, .. } => write!(f, "mail {uid} of {}", shown(folder)),
            Spot::File(path) => write!(f, "{}", path.display()),
        }
    }
}

/// A mail of a folder, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub handle: Handle,
    /// The header fields that were asked for, as they stand in the mail. Empty where the mail has none of them, and
    /// where it is no file that can be read: [`Mailbox::read`](super::Mailbox::read) says which.
    pub header: Vec<u8>,
    /// Such as `\Seen`, and keywords such as `CasebookTaken`.
    pub flags: Vec<String>,
    /// Bytes.
    pub size: u64,
}

impl Message {
    /// Its Message-ID, without angle brackets.
    #[must_use]
    pub fn id(&self) -> Option<String> {
        let parsed = MessageParser::default().parse_headers(&self.header)?;
        message_ids(parsed.header("Message-ID")).into_iter().next()
    }

    /// The values of a header field, in one line each.
    #[must_use]
    pub fn values(&self, name: &str) -> Vec<String> {
        values(&self.header, name)
    }

    /// Whether it has a flag or a keyword; capitals make no difference.
    #[must_use]
    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|own| own.eq_ignore_ascii_case(flag))
    }
}

/// What came of reading a mail.
#[derive(Debug)]
pub enum Content {
    Mail(Vec<u8>),
    /// It has so many bytes, which is more than [`Options::largest`](super::Options::largest).
    TooLarge(u64),
    /// It is not there any more.
    Gone,
    /// It is no file, or may not be read.
    Unreadable(Error),
}

/// Whether a mailbox has kept a keyword.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marked {
    Kept,
    /// Why it cannot keep keywords, in one sentence.
    NotKept(String),
}
