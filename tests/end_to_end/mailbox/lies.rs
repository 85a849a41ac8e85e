//! A server may answer anything: it costs an error that says so, and never the program, the memory or the time.

use std::time::Duration;

use casebook::error::Error;
use casebook::mailbox::{Handle, Mailbox, Marked, Options};

use super::liar::{Act, Liar, say};
use super::{handles, open, read};

const SECRET: &str = "geheim-42";

fn opened(liar: &Liar) -> Result<Mailbox, Error> {
    open(&liar.address(), &liar.options(), SECRET)
}

/// What comes of a whole visit to a server that answers one command in another way.
fn visit(command: &'static str, act: Act) -> Result<Vec<(Handle, String)>, Error> {
    visit_for(Duration::from_secs(10), command, act)
}

/// The same with a certain patience.
fn visit_for(patience: Duration, command: &'static str, act: Act) -> Result<Vec<(Handle, String)>, Error> {
    let liar = Liar::secure(move |words| if words.starts_with(command) { act.clone() } else { Act::Usual });
    let mut mailbox = open(&liar.address(), &Options { patience, ..liar.options() }, SECRET)?;
    let messages = mailbox.messages(None)?;
    mailbox.mark(&handles(&messages), "CasebookTaken")?;
    mailbox.append_draft("x", b"A: b\r\n\r\n")?;
    read(&mut mailbox, &handles(&messages))
}

const FIELDS: &str = "UID FETCH 1:2 (UID FLAGS";
const SIZES: &str = "UID FETCH 1:2 (UID RFC822";
const WHOLE: &str = "UID FETCH 1:2 (UID BODY";

#[test]
fn a_server_that_tells_the_truth_is_read() {
    let read = visit("nothing", Act::Usual).unwrap();
    let texts: Vec<&str> = read.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, ["first", "second"]);
}

fn read_texts(mailbox: &mut Mailbox, handles: &[Handle]) -> Vec<String> {
    read(mailbox, handles).unwrap().into_iter().map(|(_, text)| text).collect()
}

#[test]
fn lies_are_told_with_the_server_and_the_step() {
    let flood = {
        let one = format!("* 1 FETCH (UID 1 FLAGS ({}))\r\n", "x".repeat(50_000));
        Act::Say(one.repeat(120).into_bytes())
    };
    let numbers = (1..=500_001).map(|number| number.to_string()).collect::<Vec<_>>().join(" ");
    let many = say(&format!("* SEARCH {numbers}\r\nTAG OK done\r\n"));
    let deep = Act::Say(format!("* 1 FETCH (X {}\r\n", "(".repeat(100_000)).into_bytes());
    let cases = [
        ("GREETING", say("HTTP/1.1 400 Bad Request\r\n\r\n"), "beginning: its answer is not IMAP"),
        ("GREETING", say("SSH-2.0-x\n"), "beginning: its answer is not IMAP"),
        ("GREETING", say("* BYE go away\r\n"), "refuses beginning, and says: “go away”"),
        ("GREETING", Act::Close(Vec::new()), "beginning: it ended the connection"),
        ("GREETING", Act::Silence, "beginning: it does not answer in time"),
        ("GREETING", Act::Say(vec![b'x'; 5_000_000]), "beginning: its answer is longer than"),
        ("CAPABILITY", say("TAG OK done\r\n"), "asking what it can do: its answer is not IMAP"),
        ("CAPABILITY", say("TAG NO no\r\n"), "refuses asking what it can do"),
        ("CAPABILITY", say("other OK done\r\n"), "asking what it can do: its answer is not IMAP"),
        ("AUTHENTICATE", say("TAG BAD no\r\n"), "refuses signing in, and says: “no”"),
        ("AUTHENTICATE", Act::Silence, "signing in: it does not answer in time"),
        ("LIST", say("* LIST (\\x) y\r\nTAG OK done\r\n"), "listing the folders: its answer is not IMAP"),
        ("LIST", say("TAG NO [INUSE] later\r\n"), "refuses listing the folders, and says: “later”"),
        ("EXAMINE", say("TAG OK done\r\n"), "opening the folder “INBOX”: its answer is not IMAP"),
        ("EXAMINE", say("TAG NO gone\r\n"), "refuses opening the folder “INBOX”, and says: “gone”"),
        ("UID SEARCH", say("* SEARCH 1 x\r\n"), "listing mails in the folder “INBOX”: its answer is not"),
        (
            "UID SEARCH",
            many,
            "the mail server localhost has 500001 mails in “INBOX”, more than can be listed",
        ),
        ("UID SEARCH", say("+ more\r\n"), "listing mails in the folder “INBOX”: its answer is not IMAP"),
        (FIELDS, flood, "listing mails in the folder “INBOX”: it answers more than it was asked for"),
        (FIELDS, deep, "listing mails in the folder “INBOX”: its answer is not IMAP"),
        (FIELDS, say("* 1 FETCH (UID 1 BODY[X] {9999999999}\r\n"), "its answer is longer than"),
        (FIELDS, Act::Close(b"* 1 FETCH (UID 1 BODY[X] {9}\r\nab".to_vec()), "it ended the connection"),
        (SIZES, say("* 1 FETCH (UID 1 RFC822.SIZE x)\r\n"), "reading mails in the folder “INBOX”"),
        (WHOLE, say("* 1 FETCH (UID 1 BODY[] {99999}\r\n"), "its answer is longer than 67536 bytes"),
        (WHOLE, Act::Close(b"* 1 FETCH (UID 1 BODY[] {9}\r\nab".to_vec()), "it ended the connection"),
        (WHOLE, say("* 1 FETCH (UID 1 BODY[] {9}\r\nab"), "it does not answer in time"),
        (WHOLE, say("* BYE I am tired\r\n"), "refuses reading mails in the folder “INBOX”, and says: “I am"),
        ("UID STORE", say("TAG NO no\r\n"), "refuses adding a keyword in the folder “INBOX”"),
        ("APPEND", say("TAG NO [OVERQUOTA] full\r\n"), "refuses writing a draft into the folder “Drafts”"),
        ("APPEND", say("TAG OK done\r\n"), "writing a draft into the folder “Drafts”: its answer is not"),
    ];
    for (command, act, part) in cases {
        let patience = Duration::from_secs(if part.ends_with("in time") { 1 } else { 10 });
        let shown = visit_for(patience, command, act).unwrap_err().shown();
        assert!(shown.contains("the mail server localhost") && shown.contains(part), "{command}: {shown}");
        assert!(!shown.contains(SECRET) && !shown.contains("desk@"), "{shown}");
    }
}

#[test]
fn what_nobody_asked_for_is_passed_over() {
    for text in [
        "* 9 EXISTS\r\n* 3 EXPUNGE\r\n* FLAGS (\\Seen)\r\n* XNEW {\r\n* OK [XCODE (] x\r\n",
        "* METADATA \"\" (/x y)\r\n* 1 FETCH (UID 1 INTERNALDATE NIL)\r\n",
        // A mail that nobody asked for, one whose number is none of those, and one twice.
        "* 9 FETCH (UID 9 BODY[] {3}\r\nabc)\r\n* 1 FETCH (UID 1 BODY[] {3}\r\none)\r\n* 1 FETCH (UID 1 BODY[] {3}\r\ntwo)\r\n",
    ] {
        let liar = Liar::secure(move |words| {
            if words.starts_with(WHOLE) { say(&format!("{text}TAG OK done\r\n")) } else { Act::Usual }
        });
        let mut mailbox = opened(&liar).unwrap();
        let messages = mailbox.messages(None).unwrap();
        let texts = read_texts(&mut mailbox, &handles(&messages));
        assert!(texts == ["gone", "gone"] || texts == ["one", "gone"], "{texts:?}");
    }
}

#[test]
fn a_mail_that_is_longer_than_its_size_is_told() {
    let liar = Liar::secure(|words| {
        if words.starts_with(WHOLE) {
            say(&format!("* 1 FETCH (UID 1 BODY[] {{1001}}\r\n{})\r\nTAG OK done\r\n", "x".repeat(1001)))
        } else {
            Act::Usual
        }
    });
    let mut mailbox = opened(&liar).unwrap();
    let messages = mailbox.messages(None).unwrap();
    assert_eq!(read_texts(&mut mailbox, &handles(&messages)), ["1001 bytes", "gone"]);
}

#[test]
fn what_was_told_to_sign_in_is_in_no_error() {
    // `\0desk@example.org\0geheim-42` in Base64.
    let encoded = "AGRlc2tAZXhhbXBsZS5vcmcAZ2VoZWltLTQy";
    for says in [SECRET, "desk@example.org", encoded] {
        for command in ["AUTHENTICATE", "LIST", "EXAMINE"] {
            let shown = visit(command, say(&format!("TAG NO wrong: {says}.\r\n"))).unwrap_err().shown();
            assert!(shown.contains("refuses") && !shown.contains(says), "{shown}");
        }
    }
}

#[test]
fn whoever_stops_in_the_middle_has_to_begin_anew() {
    let liar = Liar::secure(|_| Act::Usual);
    let mut mailbox = opened(&liar).unwrap();
    let messages = mailbox.messages(None).unwrap();
    let stop = mailbox.read(&handles(&messages), &mut |_, _| Err(Error::usage("enough")));
    assert_eq!(stop.unwrap_err().shown(), "error: enough\n");
    // What would come next belongs to the command that was left.
    assert!(mailbox.messages(None).unwrap_err().shown().contains("it ended the connection"));
    let before = liar.said().len();
    assert!(mailbox.append_draft("x", b"A: b\r\n\r\n").is_err());
    assert_eq!(liar.said().len(), before);
}

#[test]
fn a_folder_made_anew_is_noticed() {
    let liar = Liar::secure(|words| {
        if words.starts_with("SELECT") {
            say("* OK [UIDVALIDITY 8] x\r\nTAG OK done\r\n")
        } else {
            Act::Usual
        }
    });
    let mut mailbox = opened(&liar).unwrap();
    let messages = mailbox.messages(None).unwrap();
    let shown = mailbox.mark(&handles(&messages), "CasebookTaken").unwrap_err().shown();
    assert!(shown.contains("has made the folder “INBOX” anew"), "{shown}");
    assert!(!liar.said().iter().any(|said| said.starts_with("UID STORE")));
}

#[test]
fn a_server_without_new_keywords_is_told_from_one_with() {
    for (answer, kept) in [
        ("* OK [PERMANENTFLAGS (\\Seen \\*)] x\r\nTAG OK [READ-WRITE] done\r\n", true),
        ("* OK [PERMANENTFLAGS (\\Seen casebooktaken)] x\r\nTAG OK done\r\n", true),
        ("TAG OK done\r\n", true),
        ("* OK [PERMANENTFLAGS (\\Seen)] x\r\nTAG OK done\r\n", false),
        ("* OK [PERMANENTFLAGS ()] x\r\nTAG OK done\r\n", false),
        ("* OK [PERMANENTFLAGS (\\*)] x\r\nTAG OK [READ-ONLY] done\r\n", false),
    ] {
        let liar = Liar::secure(move |words| {
            if words.starts_with("SELECT") {
                say(&format!("* OK [UIDVALIDITY 7] x\r\n{answer}"))
            } else {
                Act::Usual
            }
        });
        let mut mailbox = opened(&liar).unwrap();
        let messages = mailbox.messages(None).unwrap();
        let marked = mailbox.mark(&handles(&messages), "CasebookTaken").unwrap();
        assert_eq!(marked == Marked::Kept, kept, "{marked:?}");
        assert_eq!(
            liar.said().iter().any(|said| said.starts_with("UID STORE 1:2 +FLAGS.SILENT (CasebookTaken)")),
            kept
        );
    }
}

#[test]
fn without_tls_nothing_is_said() {
    for (greeting, capabilities) in
        [("* OK ready\r\n", "IMAP4rev1 AUTH=PLAIN"), ("* PREAUTH welcome\r\n", "IMAP4rev1 STARTTLS")]
    {
        let liar = Liar::plain(move |words| match words {
            "GREETING" => say(greeting),
            "CAPABILITY" => say(&format!("* CAPABILITY {capabilities}\r\nTAG OK done\r\n")),
            _ => Act::Usual,
        });
        let shown = open(&liar.starttls_address(), &liar.options(), SECRET).unwrap_err().shown();
        assert!(shown.contains("does not offer TLS") && shown.contains("imaps://"), "{shown}");
        assert!(
            liar.said().iter().all(|said| ["CAPABILITY", "LOGOUT"].contains(&said.as_str())),
            "{:?}",
            liar.said()
        );
    }
    // What comes together with the consent to TLS was not written under its protection.
    let liar = Liar::plain(|words| match words {
        "CAPABILITY" => say("* CAPABILITY STARTTLS\r\nTAG OK done\r\n"),
        "STARTTLS" => say("TAG OK go\r\n* OK [ALERT] injected\r\n"),
        _ => Act::Usual,
    });
    let shown = open(&liar.starttls_address(), &liar.options(), SECRET).unwrap_err().shown();
    assert!(shown.contains("said more than it was asked before TLS began"), "{shown}");
}

#[test]
fn each_way_to_sign_in_is_used_where_the_server_offers_it() {
    // Base64 of `user=desk@example.org^Aauth=Bearer geheim-42^A^A`, and of the same as OAUTHBEARER has it.
    let token = "AUTHENTICATE XOAUTH2 dXNlcj1kZXNrQGV4YW1wbGUub3JnAWF1dGg9QmVhcmVyIGdlaGVpbS00MgEB";
    let plain = "AGRlc2tAZXhhbXBsZS5vcmcAZ2VoZWltLTQy";
    for (query, capabilities, first) in [
        ("", "AUTH=PLAIN SASL-IR", format!("AUTHENTICATE PLAIN {plain}")),
        ("", "LOGIN", format!("LOGIN \"desk@example.org\" \"{SECRET}\"")),
        ("?auth=token", "SASL-IR AUTH=XOAUTH2 AUTH=OAUTHBEARER", token.to_owned()),
        ("?auth=token", "SASL-IR AUTH=OAUTHBEARER", "AUTHENTICATE OAUTHBEARER bixhPWRlc2".to_owned()),
    ] {
        let liar = Liar::secure(move |words| match words {
            "CAPABILITY" => say(&format!("* CAPABILITY IMAP4rev1 {capabilities}\r\nTAG OK done\r\n")),
            _ => Act::Usual,
        });
        open(&format!("{}/{query}", liar.address()), &liar.options(), SECRET).unwrap();
        assert!(liar.said()[1].starts_with(&first), "{:?}", liar.said());
    }
    for (query, capabilities, part) in [
        ("", "LOGINDISABLED AUTH=XOAUTH2", "takes no passwords"),
        ("?auth=token", "AUTH=PLAIN", "takes no tokens"),
    ] {
        let liar = Liar::secure(move |words| match words {
            "CAPABILITY" => say(&format!("* CAPABILITY IMAP4rev1 {capabilities}\r\nTAG OK done\r\n")),
            _ => Act::Usual,
        });
        let shown =
            open(&format!("{}/{query}", liar.address()), &liar.options(), SECRET).unwrap_err().shown();
        assert!(shown.contains(part) && shown.contains("help:"), "{shown}");
    }
    // Where it may not come with the command, the server asks for it; and it may say why a token is not good.
    let liar = Liar::secure(|words| match words {
        "CAPABILITY" => say("* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\nTAG OK done\r\n"),
        "AUTHENTICATE XOAUTH2" => say("+ \r\n"),
        "MORE " => say("TAG NO token expired\r\n"),
        words if words.starts_with("MORE ") => say("+ eyJzdGF0dXMiOiI0MDAifQ==\r\n"),
        _ => Act::Usual,
    });
    let shown =
        open(&format!("{}/?auth=token", liar.address()), &liar.options(), SECRET).unwrap_err().shown();
    assert!(shown.contains("says: “token expired”") && shown.contains("tokens last for an hour"), "{shown}");
}
