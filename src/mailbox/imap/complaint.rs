//! What is said of a server that does not do as it should. No error holds the user, a password or an address: what a
//! server says itself may have one, and is shown without.

use std::fmt;

use encodify::base64;

use super::wire::Fault;
use crate::error::{Error, ErrorKind};

/// More of what a server says is not shown, in characters.
const LONGEST: usize = 200;

/// The server, for errors.
pub(super) struct Peer {
    host: String,
    /// What it was told to sign somebody in, in every form. A server may say it again.
    told: Vec<String>,
}

impl fmt::Debug for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Peer").field("host", &self.host).finish_non_exhaustive()
    }
}

impl Peer {
    pub(super) fn new(host: &str) -> Self {
        Self { host: host.to_owned(), told: Vec::new() }
    }

    /// It is about to be told that.
    pub(super) fn is_told(&mut self, text: &str) {
        self.told.extend([text.to_owned(), base64::STANDARD.encode(text)]);
    }

    /// What is wrong with the server, behind its name.
    pub(super) fn error(&self, what: impl AsRef<str>) -> Error {
        Error::new(ErrorKind::Mail, format!("the mail server {} {}", self.host, what.as_ref()))
    }

    /// A step that came to nothing.
    pub(super) fn fault(&self, doing: &str, fault: Fault) -> Error {
        let error = self.error(format!("failed while {doing}"));
        match fault {
            Fault::Refused(text) => self.refused(doing, &text),
            Fault::Slow | Fault::Closed | Fault::Io(_) => error.because(fault).help("try again later"),
            Fault::TooLong(_) | Fault::TooMany | Fault::NotImap => {
                error.because(fault).help("compare name and port with the settings of a mail program")
            }
        }
    }

    /// A step that the server refuses, with what it says.
    pub(super) fn refused(&self, doing: &str, says: &str) -> Error {
        let is_told = self.told.iter().any(|told| says.contains(told));
        self.error(format!("refuses {doing}{}", if is_told { String::new() } else { quoted(says) }))
    }
}

/// What a server says, in a sentence: short, and without what looks like an address.
fn quoted(says: &str) -> String {
    let words = says.split_whitespace().map(|word| if word.contains('@') { "…" } else { word });
    let mut text = words.collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
        text.push('…');
    }
    if text.is_empty() { text } else { format!(", and says: “{text}”") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_says_is_short_and_names_nobody() {
        assert_eq!(quoted(""), "");
        assert_eq!(
            quoted("Invalid credentials for <ada@example.org>, see\r\nhelp"),
            ", and says: “Invalid credentials for … see help”"
        );
        let mut peer = Peer::new("mail.example.org");
        peer.is_told("geheim");
        for says in ["no: geheim", "no: Z2VoZWlt"] {
            let error = peer.fault("signing in", Fault::Refused(says.to_owned())).shown();
            assert_eq!(error, "error: the mail server mail.example.org refuses signing in\n");
        }
        assert!(!format!("{peer:?}").contains("geheim"));
        assert_eq!(quoted(&"é ".repeat(300)).chars().filter(|c| *c == 'é').count(), 100);
    }
}
