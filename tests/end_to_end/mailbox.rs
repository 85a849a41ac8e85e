//! The desk's mailbox on real servers and in real folders: Dovecot, started by each test for itself, and servers that
//! lie.

use std::time::Duration;

use casebook::error::Error;
use casebook::mailbox::{Address, Content, Folder, Handle, Mailbox, Message, Options, Password};

mod certificates;
mod desk;
pub(crate) mod dovecot;
mod drafts;
mod liar;
mod lies;
mod reading;
mod refused;

/// A made-up mail.
pub(crate) fn mail(id: &str, text: &str) -> Vec<u8> {
    format!(
        "From: Ada <ada@example.org>\r\nTo: desk@example.org\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\
         Date: Mon, 2 Mar 2026 10:00:00 +0100\r\nMessage-ID: <{id}>\r\n\r\n{text}\r\n"
    )
    .into_bytes()
}

/// The usual way to a server of a test.
pub(crate) fn options(ca: &std::path::Path) -> Options {
    Options { ca: Some(ca.to_owned()), patience: Duration::from_secs(10), ..Options::default() }
}

pub(crate) fn open(address: &str, options: &Options, password: &str) -> Result<Mailbox, Error> {
    Mailbox::open(&Address::parse(address)?, options, || Password::new(password))
}

pub(crate) fn ids(messages: &[Message]) -> Vec<String> {
    messages.iter().map(|message| message.id().unwrap_or_default()).collect()
}

pub(crate) fn handles(messages: &[Message]) -> Vec<Handle> {
    messages.iter().map(|message| message.handle.clone()).collect()
}

/// Each mail with its text, or what came instead; in the order of the handles.
pub(crate) fn read(mailbox: &mut Mailbox, handles: &[Handle]) -> Result<Vec<(Handle, String)>, Error> {
    let mut read = Vec::new();
    mailbox.read(handles, &mut |handle, content| {
        let text = match content {
            Content::Mail(mail) => String::from_utf8(mail).unwrap(),
            Content::TooLarge(size) => format!("{size} bytes"),
            Content::Gone => "gone".to_owned(),
            Content::Unreadable(error) => error.shown(),
        };
        read.push((handle.clone(), text));
        Ok(())
    })?;
    read.sort();
    Ok(read)
}

/// The values of a header field in a folder.
pub(crate) fn values(mailbox: &mut Mailbox, folder: Folder, field: &str) -> Vec<String> {
    mailbox.header_values(folder, field).unwrap().into_iter().collect()
}
