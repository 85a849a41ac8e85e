//! How a mailbox is used, besides its address. The command line fills it in.

use std::path::PathBuf;
use std::time::Duration;

/// How a mailbox is used, other than by its address.
#[derive(Debug, Clone)]
pub struct Options {
    /// The certificates (PEM) of whoever vouches for a private server, in place of those that this computer trusts.
    pub ca: Option<PathBuf>,
    /// The folder for drafts, where the mailbox does not say which it is: a name in it, or for a folder of `.eml`
    /// files, and for a Maildir that lies elsewhere, a path.
    pub drafts: Option<String>,
    /// The folder of what was sent, likewise.
    pub sent: Option<String>,
    /// How long to wait for a server: for the connection, and for each piece of an answer.
    pub patience: Duration,
    /// Larger mails are not read, in bytes.
    pub largest: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            ca: None,
            drafts: None,
            sent: None,
            patience: Duration::from_secs(30),
            largest: 25 * 1024 * 1024,
        }
    }
}
