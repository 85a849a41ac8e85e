//! Which mail an answer belongs to, and whom it goes to: found in the mailbox by digests, so that no file of the site
//! holds an address. Drafts go into the thread of whoever asked; what was sent in it is an answer to them.

use std::collections::{BTreeMap, BTreeSet};

use mail_parser::{Address, MessageParser};

use crate::desk::intake::digest_of_id;
use crate::error::Result;
use crate::mailbox::{Handle, Mailbox};

/// The headers of the mails with these digests, as far as the mailbox has them.
pub(super) fn headers(
    mailbox: &mut Mailbox,
    digests: &BTreeSet<String>,
) -> Result<BTreeMap<String, Vec<u8>>> {
    if digests.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut found: BTreeMap<String, Handle> = BTreeMap::new();
    for (handle, id) in mailbox.message_ids(None)? {
        let digest = digest_of_id(&id);
        // One mail may lie in several folders.
        if digests.contains(&digest) {
            found.entry(digest).or_insert(handle);
        }
    }
    let handles: Vec<Handle> = found.values().cloned().collect();
    let headers: BTreeMap<Handle, Vec<u8>> = mailbox.headers(&handles)?.into_iter().collect();
    let header = |(digest, handle): (String, Handle)| Some((digest, headers.get(&handle)?.clone()));
    Ok(found.into_iter().filter_map(header).collect())
}

/// Whom a mail goes to, and which it answers.
pub(super) struct Thread {
    pub(super) to: Vec<(Option<String>, String)>,
    /// The addresses of whoever wrote the mail that is answered.
    pub(super) from: BTreeSet<String>,
    /// The subject of the mail that is answered.
    pub(super) subject: Option<String>,
    pub(super) in_reply_to: Option<String>,
    pub(super) references: Vec<String>,
}

impl Thread {
    /// How a mail is answered (RFC 5322, section 3.6.4).
    pub(super) fn of(header: &[u8]) -> Option<Self> {
        let mail = MessageParser::default().parse_headers(header)?;
        let from = mail.from().map(addresses).unwrap_or_default();
        let reply_to = mail.reply_to().map(addresses).filter(|to| !to.is_empty());
        let to = reply_to.unwrap_or_else(|| from.clone());
        if to.is_empty() {
            return None;
        }
        let from = from.into_iter().map(|(_, address)| address.to_lowercase()).collect();
        let ids = |name| crate::mailbox::message_ids(mail.header(name));
        let own = ids("Message-ID").into_iter().next();
        let mut references = ids("References");
        if references.is_empty() {
            references = ids("In-Reply-To");
        }
        references.extend(own.clone());
        Some(Self { to, from, subject: mail.subject().map(str::to_owned), in_reply_to: own, references })
    }

    /// The addresses of whoever wrote the mail, and those that answers go to, in small letters.
    pub(super) fn writers(&self) -> BTreeSet<String> {
        let to = self.to.iter().map(|(_, address)| address.to_lowercase());
        self.from.iter().cloned().chain(to).collect()
    }
}

/// The addresses in a field of a header, each with the name that stands with it.
pub(super) fn addresses(address: &Address<'_>) -> Vec<(Option<String>, String)> {
    let one = |addr: &mail_parser::Addr<'_>| {
        let address = addr.address()?.to_owned();
        Some((addr.name().map(str::to_owned).filter(|name| *name != address), address))
    };
    address.iter().filter_map(one).collect()
}
