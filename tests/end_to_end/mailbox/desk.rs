//! What the mailbox and the desk say of one mail is the same.

use std::fs;

use casebook::desk::mail::{self, Keep};
use casebook::mailbox::{Address, Mailbox, Options};

#[test]
fn the_message_id_of_a_list_is_that_of_the_whole_mail() {
    let folder = tempfile::tempdir().unwrap();
    for (name, header) in [
        ("1", "Message-ID: <a.b@example.org>"),
        ("2", "Message-Id:\r\n <folded@example.org>"),
        ("3", "MESSAGE-ID: no.brackets@example.org"),
        ("4", "Message-ID: <one@x> <two@x>"),
        ("5", "Message-ID: <with space@x>"),
        ("6", "Message-ID: (comment) <c@x>"),
        ("7", "Message-ID:"),
        ("8", "X: y"),
        ("9", "Message-ID: <a@x>\r\nMessage-ID: <b@x>"),
    ] {
        let text = format!("From: a@example.org\r\nSubject: s\r\n{header}\r\n\r\ntext\r\n");
        fs::write(folder.path().join(format!("{name}.eml")), text).unwrap();
    }
    let address = Address::parse(folder.path().to_str().unwrap()).unwrap();
    let mut mailbox = Mailbox::open(&address, &Options::default(), || panic!("no password")).unwrap();
    let messages = mailbox.messages(None).unwrap();
    assert_eq!(messages.len(), 9);
    for message in messages {
        let bytes = fs::read(message.handle.to_string()).unwrap();
        let mail = mail::read(&bytes, Keep::New).unwrap();
        assert_eq!(message.id(), mail.message_id, "{}", String::from_utf8_lossy(&bytes));
    }
}
