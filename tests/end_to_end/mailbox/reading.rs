//! Mails are read from a server, and it is left as it was.

use std::fs;
use std::time::{Duration, SystemTime};

use casebook::mailbox::{Folder, Marked, OF_ANSWERS, Options};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::dovecot::{Dovecot, PASSWORD};
use super::{handles, ids, mail, open, options, read};

/// All that the program may say to a server.
const SAID: &[&str] =
    &["CAPABILITY", "LIST ", "EXAMINE ", "SELECT ", "UID SEARCH ", "UID FETCH ", "UID STORE ", "APPEND "];

#[test]
fn mails_are_read_and_nothing_else_changes() {
    let server = Dovecot::start();
    for name in ["1", "2", "3"] {
        server.deliver(name, &mail(&format!("{name}@example.org"), "Hello"));
    }
    let options = options(server.ca());
    for address in [server.address(), server.starttls_address()] {
        let mut mailbox = open(&address, &options, PASSWORD).unwrap();
        let messages = mailbox.messages(None).unwrap();
        assert_eq!(ids(&messages), ["1@example.org", "2@example.org", "3@example.org"]);
        assert!(messages.iter().all(|message| !message.has("\\Seen")), "{messages:?}");
        let read = read(&mut mailbox, &handles(&messages)).unwrap();
        assert_eq!(read.len(), 3);
        assert_eq!(read[1].1.as_bytes(), mail("2@example.org", "Hello"));
        assert_eq!(messages[1].size, read[1].1.len() as u64);
        assert_eq!(messages[1].handle.to_string(), "mail 2 of INBOX");
    }
    // They are as unread as before, and where they were.
    let files = server.files("");
    assert_eq!(files.len(), 3);
    assert!(files.iter().all(|file| !file.to_str().unwrap().contains(":2,S")), "{files:?}");
    let commands = server.commands();
    assert!(commands.len() > 8, "{commands:?}");
    for command in commands {
        assert!(SAID.iter().any(|said| command.starts_with(said)), "{command}");
        assert!(!command.contains("BODY["), "{command}");
    }
}

#[test]
fn a_keyword_is_kept_by_the_server() {
    let server = Dovecot::start();
    for name in ["1", "2", "3"] {
        server.deliver(name, &mail(name, "Hello"));
    }
    let options = options(server.ca());
    let mut mailbox = open(&server.address(), &options, PASSWORD).unwrap();
    let messages = mailbox.messages(None).unwrap();
    let taken = [messages[0].handle.clone(), messages[2].handle.clone()];
    assert_eq!(mailbox.mark(&taken, "CasebookTaken").unwrap(), Marked::Kept);
    for wrong in ["", "\\Deleted", "a b", "a)"] {
        assert!(mailbox.mark(&taken, wrong).unwrap_err().shown().contains("no keyword"), "{wrong}");
    }
    // The same session sees it, and the next one.
    for _ in 0..2 {
        let messages = mailbox.messages(None).unwrap();
        let marked: Vec<bool> = messages.iter().map(|message| message.has("casebooktaken")).collect();
        assert_eq!(marked, [true, false, true]);
        assert!(messages.iter().all(|message| !message.has("\\Seen") && !message.has("\\Deleted")));
        mailbox = open(&server.address(), &options, PASSWORD).unwrap();
    }
    assert_eq!(server.files("").len(), 3);
}

#[test]
fn thousands_of_mails_take_a_few_commands() {
    let server = Dovecot::start();
    server.deliver("0", &mail("0@example.org", "Hello"));
    let folder = server.files("")[0].parent().unwrap().to_owned();
    for number in 1..2000 {
        // Dovecot reads what it does not own.
        fs::write(folder.join(number.to_string()), mail(&format!("{number}@example.org"), "Hello")).unwrap();
    }
    let mut mailbox = open(&server.address(), &options(server.ca()), PASSWORD).unwrap();
    let messages = mailbox.messages(None).unwrap();
    assert_eq!(messages.len(), 2000);
    assert_eq!(read(&mut mailbox, &handles(&messages)).unwrap().len(), 2000);
    let commands = server.commands();
    assert!(commands.len() < 60, "{commands:?}");
}

#[test]
fn mails_that_are_too_large_or_gone_are_told() {
    let server = Dovecot::start();
    server.deliver("1", &mail("1", "Hello"));
    let size = mail("1", "Hello").len() as u64;
    for (largest, large) in [(size, false), (size - 1, true)] {
        let options = Options { largest, ..options(server.ca()) };
        let mut mailbox = open(&server.address(), &options, PASSWORD).unwrap();
        let messages = mailbox.messages(None).unwrap();
        let read = read(&mut mailbox, &handles(&messages)).unwrap();
        assert_eq!(read[0].1 == format!("{size} bytes"), large, "{read:?}");
    }
    let mut mailbox = open(&server.address(), &options(server.ca()), PASSWORD).unwrap();
    let messages = mailbox.messages(None).unwrap();
    fs::remove_file(&server.files("")[0]).unwrap();
    let mut other = open(&server.address(), &options(server.ca()), PASSWORD).unwrap();
    assert_eq!(read(&mut other, &handles(&messages)).unwrap()[0].1, "gone");
    assert!(other.headers(&handles(&messages)).unwrap().is_empty());
}

#[test]
fn mails_of_earlier_days_can_be_left_out() {
    let server = Dovecot::start();
    let now = SystemTime::now();
    for days in [0, 1, 10] {
        let path = server.deliver(&days.to_string(), &mail(&days.to_string(), "Hello"));
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(now - Duration::from_secs(days * 24 * 60 * 60)).unwrap();
    }
    let day = |days: u64| {
        let time = now - Duration::from_secs(days * 24 * 60 * 60);
        Timestamp::try_from(time).unwrap().to_zoned(TimeZone::UTC).date()
    };
    let mut mailbox = open(&server.address(), &options(server.ca()), PASSWORD).unwrap();
    assert_eq!(mailbox.messages(Some(day(5))).unwrap().len(), 2);
    assert_eq!(mailbox.messages(Some(day(11))).unwrap().len(), 3);
}

#[test]
fn a_thread_is_found_wherever_its_mail_was_put() {
    let server = Dovecot::start();
    server.deliver("1", &mail("in@example.org", "Hello"));
    server.deliver_into(".Archive", "2", &mail("kept@example.org", "Hello"));
    server.deliver_into(".Sent", "3", &mail("sent@example.org", "Hello"));
    let mut mailbox = open(&server.address(), &options(server.ca()), PASSWORD).unwrap();
    let found = mailbox.message_ids(None).unwrap();
    let ids: Vec<&str> = found.iter().map(|(_, id)| id.as_str()).collect();
    assert_eq!(ids, ["in@example.org", "kept@example.org"]);
    let handles: Vec<_> = found.iter().map(|(handle, _)| handle.clone()).collect();
    let headers = mailbox.headers(&handles).unwrap();
    assert_eq!(headers.len(), 2);
    for (handle, header) in headers {
        let id = &found.iter().find(|(own, _)| *own == handle).unwrap().1;
        let header = String::from_utf8(header).unwrap();
        assert!(header.contains(&format!("Message-ID: <{id}>\r\n")), "{header}");
        assert!(header.contains("Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n") && header.contains("From: Ada"));
        assert!(OF_ANSWERS.contains(&"References") && !header.contains("Hello"));
    }
    assert!(mailbox.has(Folder::Sent).unwrap() && !mailbox.has(Folder::All).unwrap());
}

#[test]
fn a_folder_with_letters_of_all_kinds_is_read() {
    let server = Dovecot::with(&[("Bürо", ""), ("Tom&Ann", "")]);
    server.deliver_into(".B&APw-r&BD4-", "1", &mail("1", "Hello"));
    let address = format!("{}/Bürо", server.address());
    let mut mailbox = open(&address, &options(server.ca()), PASSWORD).unwrap();
    let messages = mailbox.messages(None).unwrap();
    assert_eq!(ids(&messages), ["1"]);
    assert_eq!(messages[0].handle.to_string(), "mail 1 of Bürо");
    let missing = format!("{}/Buro", server.address());
    let mut mailbox = open(&missing, &options(server.ca()), PASSWORD).unwrap();
    let shown = mailbox.messages(None).unwrap_err().shown();
    assert!(shown.contains("no folder “Buro”") && shown.contains("“Bürо”, “INBOX”, “Tom&Ann”"), "{shown}");
}
