use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::*;
use crate::mailbox::{Address, Mailbox, Marked};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn mail(id: &str) -> String {
    format!("Subject: s\nMessage-ID: <{id}>\n\ntext\n")
}

/// A folder that holds these files; what ends with a slash is a folder.
fn folder(files: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for file in files {
        let path = folder.path().join(file);
        if file.ends_with('/') {
            fs::create_dir_all(path).unwrap();
        } else {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            fs::write(path, mail(&format!("{}@x", name.split([':', '.']).next().unwrap()))).unwrap();
        }
    }
    folder
}

fn mailbox(folder: &TempDir, options: &Options) -> Mailbox {
    let address = Address::parse(folder.path().to_str().unwrap()).unwrap();
    Mailbox::open(&address, options, || panic!("a folder wants no password")).unwrap()
}

fn ids(messages: &[Message]) -> Vec<String> {
    messages.iter().map(|message| message.id().unwrap_or_default()).collect()
}

fn read(mailbox: &mut Mailbox, messages: &[Message]) -> Vec<String> {
    let handles: Vec<Handle> = messages.iter().map(|message| message.handle.clone()).collect();
    let mut read = Vec::new();
    mailbox
        .read(&handles, &mut |_, content| {
            read.push(match content {
                Content::Mail(mail) => String::from_utf8(mail).unwrap(),
                Content::TooLarge(size) => format!("{size} bytes"),
                Content::Gone => "gone".to_owned(),
                Content::Unreadable(error) => error.shown(),
            });
            Ok(())
        })
        .unwrap();
    read
}

const MAILDIR: &[&str] = &["cur/", "new/", "tmp/"];

#[test]
fn a_maildir_is_read_with_its_flags_and_its_broken_names() {
    let folder = folder(&[
        "cur/1.a:2,DFPRST",
        "cur/2.b:2,Sab",
        "cur/3",
        "cur/4:1,x",
        "cur/.hidden",
        "cur/6.dir:2,S/",
        "new/5.new",
        "tmp/9.half",
    ]);
    let mut mailbox = mailbox(&folder, &Options::default());
    let messages = mailbox.messages(None).unwrap();
    assert_eq!(ids(&messages), ["1@x", "2@x", "3@x", "4@x", "5@x", ""]);
    let flags: Vec<_> = messages.iter().map(|message| message.flags.join(" ")).collect();
    assert_eq!(
        flags,
        ["\\Draft \\Flagged $Forwarded \\Answered \\Seen \\Deleted", "\\Seen", "", "", "", "\\Seen"]
    );
    let texts = read(&mut mailbox, &messages);
    assert_eq!(texts[4], mail("5@x"));
    assert!(texts[5].contains("it is a folder"), "{}", texts[5]);
    assert_eq!(messages[4].size, mail("5@x").len() as u64);
    // Nothing was moved or renamed.
    assert!(folder.path().join("new/5.new").exists());
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_and_links_do_not_stop_it() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = folder(MAILDIR);
    fs::write(folder.path().join("cur").join(OsStr::from_bytes(b"1\xff:2,S")), mail("1@x")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.path().join("cur/2")).unwrap();
    let mut mailbox = mailbox(&folder, &Options::default());
    let messages = mailbox.messages(None).unwrap();
    assert_eq!(ids(&messages), ["1@x", ""]);
    assert!(read(&mut mailbox, &messages)[1].contains("it is a link"));
}

#[test]
fn a_mail_is_found_again_when_its_flags_have_changed() {
    let folder = folder(&["cur/", "new/1.a"]);
    let mut mailbox = mailbox(&folder, &Options::default());
    let messages = mailbox.messages(None).unwrap();
    fs::rename(folder.path().join("new/1.a"), folder.path().join("cur/1.a:2,S")).unwrap();
    assert_eq!(read(&mut mailbox, &messages), [mail("1@x")]);
    assert_eq!(mailbox.headers(&[messages[0].handle.clone()]).unwrap().len(), 1);
    fs::remove_file(folder.path().join("cur/1.a:2,S")).unwrap();
    assert_eq!(read(&mut mailbox, &messages), ["gone"]);
    assert!(mailbox.headers(&[messages[0].handle.clone()]).unwrap().is_empty());
}

#[test]
fn large_mails_are_not_read() {
    let folder = folder(&["1.eml"]);
    let size = mail("1@x").len() as u64;
    for (largest, text) in [(size, mail("1@x")), (size - 1, format!("{size} bytes"))] {
        let mut mailbox = mailbox(&folder, &Options { largest, ..Options::default() });
        let messages = mailbox.messages(None).unwrap();
        assert_eq!(read(&mut mailbox, &messages), [text]);
    }
}

#[test]
fn mails_of_earlier_days_can_be_left_out() {
    let folder = folder(&["1.eml", "2.eml", "3.eml"]);
    let noon = SystemTime::UNIX_EPOCH + DAY * 20_000 + DAY / 2;
    for (name, days) in [("1.eml", 2), ("2.eml", 1), ("3.eml", 0)] {
        let file = fs::File::options().write(true).open(folder.path().join(name)).unwrap();
        file.set_modified(noon - DAY * days).unwrap();
    }
    let day = Timestamp::try_from(noon).unwrap().to_zoned(TimeZone::UTC).date();
    let mut mailbox = mailbox(&folder, &Options::default());
    // The day before may belong to it in another time zone.
    assert_eq!(ids(&mailbox.messages(Some(day)).unwrap()), ["2@x", "3@x"]);
    assert_eq!(mailbox.messages(None).unwrap().len(), 3);
}

#[test]
fn folders_of_a_maildir_are_found_by_their_names() {
    let folder = folder(&[
        "cur/1",
        "new/",
        ".Sent/cur/2:2,S",
        ".Sent/new/",
        ".Archive/cur/3:2,S",
        ".Archive/new/",
        ".Entw&APw-rfe/cur/4:2,D",
        ".Entw&APw-rfe/new/",
        "elsewhere/cur/5",
        "elsewhere/new/",
    ]);
    let mut plain = mailbox(&folder, &Options::default());
    assert_eq!(ids(&plain.list(Folder::Sent, &["Message-ID"], None).unwrap()), ["2@x"]);
    let found: Vec<_> = plain.message_ids(None).unwrap().into_iter().map(|(_, id)| id).collect();
    assert_eq!(found, ["1@x", "3@x"]);
    assert!(!plain.has(Folder::Drafts).unwrap() && !plain.has(Folder::All).unwrap());
    let elsewhere = folder.path().join("elsewhere").to_str().unwrap().to_owned();
    for (name, id) in [("Entwürfe", "4@x"), (&elsewhere, "5@x")] {
        let mut named = mailbox(&folder, &Options { drafts: Some(name.to_owned()), ..Options::default() });
        assert_eq!(ids(&named.list(Folder::Drafts, &["Message-ID"], None).unwrap()), [id]);
    }
    let mut wrong = mailbox(&folder, &Options { drafts: Some("Rascunhos".to_owned()), ..Options::default() });
    let shown = wrong.has(Folder::Drafts).unwrap_err().shown();
    assert!(shown.contains("“Archive”, “Entwürfe”, “Sent”"), "{shown}");
}

#[test]
fn a_draft_is_delivered_into_a_maildir() {
    let folder = folder(MAILDIR);
    let mut mailbox = mailbox(&folder, &Options::default());
    for text in ["Casebook-Told: a\n\n1", "Casebook-Told: b\n\n2"] {
        mailbox.append_draft("told", text.as_bytes()).unwrap();
    }
    let told = mailbox.header_values(Folder::Drafts, "casebook-told").unwrap();
    assert_eq!(told.into_iter().collect::<Vec<_>>(), ["a", "b"]);
    let drafts = mailbox.list(Folder::Drafts, &[], None).unwrap();
    assert!(drafts.iter().all(|draft| draft.has("\\draft")));
    assert!(fs::read_dir(folder.path().join(".Drafts/tmp")).unwrap().next().is_none());
    assert!(folder.path().join(".Drafts/maildirfolder").exists());
    assert!(mailbox.messages(None).unwrap().is_empty());
}

#[test]
fn a_folder_of_files_has_no_other_folders_than_those_given() {
    let folder = folder(&["1.eml", "2.EML", "notes.txt", "more/3.eml"]);
    let mut plain = mailbox(&folder, &Options::default());
    let messages = plain.messages(None).unwrap();
    assert_eq!(ids(&messages), ["1@x", "2@x"]);
    let handles: Vec<Handle> = messages.into_iter().map(|message| message.handle).collect();
    assert!(matches!(plain.mark(&handles, "CasebookTaken").unwrap(), Marked::NotKept(_)));
    let shown = plain.append_draft("told", b"x").unwrap_err().shown();
    assert!(shown.contains("no folder for drafts"), "{shown}");
    assert!(plain.header_values(Folder::Sent, "X").unwrap_err().shown().contains("no folder for sent mails"));

    let drafts = folder.path().join("drafts");
    let options = Options { drafts: drafts.to_str().map(str::to_owned), ..Options::default() };
    let mut mailbox = mailbox(&folder, &options);
    assert!(mailbox.header_values(Folder::Drafts, "X").unwrap().is_empty());
    for text in ["X: 1\n\n", "X: 2\n\n"] {
        mailbox.append_draft("2026-03-01-received", text.as_bytes()).unwrap();
    }
    assert_eq!(fs::read(drafts.join("2026-03-01-received.eml")).unwrap(), b"X: 1\n\n");
    assert_eq!(fs::read(drafts.join("2026-03-01-received-2.eml")).unwrap(), b"X: 2\n\n");
    assert_eq!(mailbox.header_values(Folder::Drafts, "X").unwrap().len(), 2);
    for name in ["", "../x", "a/b", "a.b"] {
        assert!(mailbox.append_draft(name, b"x").unwrap_err().shown().contains("no name for a draft"));
    }
}
