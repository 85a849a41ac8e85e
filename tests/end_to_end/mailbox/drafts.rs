//! Drafts are put where people find them, and what was told is known from them.

use std::fs;

use casebook::mailbox::{Folder, Options};

use super::dovecot::{Dovecot, PASSWORD};
use super::{mail, open, options, values};

const DRAFT: &[u8] = b"Subject: Re: Maps\nCasebook-Told: received/maps\n\nDear Ada,\r\nthank you.\n";

#[test]
fn a_draft_lies_among_the_drafts_and_is_known_again() {
    let server = Dovecot::with(&[("Drafts", ""), ("Entwürfe", "\\Drafts"), ("Sent", "\\Sent")]);
    server.deliver_into(".Sent", "1", b"Casebook-Told: received/songs\r\n moved/songs\r\n\r\nsent\r\n");
    server.deliver_into(".Sent", "2", &mail("2", "Casebook-Told: only in the text"));
    let mut mailbox = open(&server.address(), &options(server.ca()), PASSWORD).unwrap();
    mailbox.append_draft("maps", DRAFT).unwrap();
    assert_eq!(values(&mut mailbox, Folder::Drafts, "Casebook-Told"), ["received/maps"]);
    assert_eq!(values(&mut mailbox, Folder::Sent, "casebook-told"), ["received/songs moved/songs"]);
    assert!(mailbox.list(Folder::Drafts, &[], None).unwrap()[0].has("\\Draft"));
    // The folder that the server says is for drafts, whatever it is called.
    let files = server.files(".Entw&APw-rfe");
    assert_eq!(files.len(), 1);
    assert!(files[0].to_str().unwrap().contains(":2,D"), "{files:?}");
    let text = String::from_utf8(fs::read(&files[0]).unwrap()).unwrap();
    assert_eq!(
        text.replace("\r\n", "\n").as_bytes(),
        String::from_utf8_lossy(DRAFT).replace("\r\n", "\n").as_bytes()
    );
    assert!(server.files(".Drafts").is_empty() && server.files("").is_empty());
}

#[test]
fn without_a_use_the_name_tells_which_folder_it_is() {
    let server = Dovecot::with(&[("Drafts", ""), ("Later", "")]);
    let mut plain = open(&server.address(), &options(server.ca()), PASSWORD).unwrap();
    plain.append_draft("maps", DRAFT).unwrap();
    assert_eq!(server.files(".Drafts").len(), 1);
    let named = Options { drafts: Some("Later".to_owned()), ..options(server.ca()) };
    let mut named = open(&server.address(), &named, PASSWORD).unwrap();
    named.append_draft("maps", DRAFT).unwrap();
    assert_eq!(server.files(".Later").len(), 1);
}

#[test]
fn where_there_is_no_folder_those_that_there_are_are_named() {
    let server = Dovecot::with(&[("Büro", "")]);
    let mut mailbox = open(&server.address(), &options(server.ca()), PASSWORD).unwrap();
    let shown = mailbox.append_draft("maps", DRAFT).unwrap_err().shown();
    assert_eq!(
        shown,
        "error: the mail server localhost has no folder for drafts\n = help: it has these folders: “Büro”, “INBOX”; \
         name the one for drafts, or make one in a mail program\n"
    );
    let shown = mailbox.header_values(Folder::Sent, "Casebook-Told").unwrap_err().shown();
    assert!(shown.contains("no folder for sent mails"), "{shown}");
    let named = Options { sent: Some("Gesendet".to_owned()), ..options(server.ca()) };
    let mut named = open(&server.address(), &named, PASSWORD).unwrap();
    assert!(named.has(Folder::Sent).unwrap_err().shown().contains("no folder “Gesendet”"));
}
