use imap_proto::{AttributeValue, MailboxDatum, Response};

use super::*;

fn fetched(uid: u32, flags: &[&str], section: Option<&str>) -> Answer {
    Answer::Fetched(Fetched {
        uid: Some(uid),
        flags: Some(flags.iter().map(|flag| (*flag).to_owned()).collect()),
        size: None,
        section: section.map(|section| section.as_bytes().to_vec()),
    })
}

fn state(status: Status, code: Option<Code>, text: &str) -> Answer {
    Answer::State(Outcome { status, code, text: text.to_owned() })
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn answers_are_read_in_the_forms_that_servers_have() {
    let listed = |attributes: &[&str], delimiter, name: &str| {
        Answer::Listed(Listed { attributes: words(attributes), delimiter, name: name.to_owned() })
    };
    for (text, answer) in [
        (
            "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready",
            state(Status::Ok, Some(Code::Capabilities(words(&["IMAP4rev1", "AUTH=PLAIN"]))), "ready"),
        ),
        ("* CAPABILITY IMAP4rev1 STARTTLS ", Answer::Capabilities(words(&["IMAP4rev1", "STARTTLS"]))),
        ("* BYE", state(Status::Bye, None, "")),
        ("* PREAUTH hello [you]", state(Status::PreAuth, None, "hello [you]")),
        ("* ok [UIDVALIDITY 7] UIDs valid", state(Status::Ok, Some(Code::UidValidity(7)), "UIDs valid")),
        (
            "* OK [PERMANENTFLAGS (\\Seen OIB-[Gmail]/All \\*)] x",
            state(Status::Ok, Some(Code::PermanentFlags(words(&["\\Seen", "OIB-[Gmail]/All", "\\*"]))), "x"),
        ),
        ("* NO [ALERT] full", state(Status::No, Some(Code::Other("ALERT".to_owned())), "full")),
        ("* OK [broken code", state(Status::Ok, None, "[broken code")),
        (
            "c12 OK [READ-ONLY] done",
            Answer::Done {
                tag: "c12".to_owned(),
                outcome: Outcome { status: Status::Ok, code: Some(Code::ReadOnly), text: "done".to_owned() },
            },
        ),
        (
            "c1 BAD what",
            Answer::Done {
                tag: "c1".to_owned(),
                outcome: Outcome { status: Status::Bad, code: None, text: "what".to_owned() },
            },
        ),
        ("+ go on {3}", Answer::More("go on {3}".to_owned())),
        ("+", Answer::More(String::new())),
        (
            "* LIST (\\HasNoChildren \\Drafts) \"/\" Drafts",
            listed(&["\\HasNoChildren", "\\Drafts"], Some('/'), "Drafts"),
        ),
        ("* LIST () \"\\\\\" \"a \\\"b\\\"\"", listed(&[], Some('\\'), "a \"b\"")),
        ("* LIST () NIL {3}\r\na\"b", listed(&[], None, "a\"b")),
        ("* LIST () \".\" INBOX.x (\"CHILDINFO\" (\"SUBSCRIBED\"))", listed(&[], Some('.'), "INBOX.x")),
        ("* LIST () \"/\" a[b", listed(&[], Some('/'), "a[b")),
        ("* LIST () \"/\" ]", listed(&[], Some('/'), "]")),
        ("* SEARCH", Answer::Found(Vec::new())),
        ("* SEARCH 2 84 882 (MODSEQ 917162500)", Answer::Found(vec![2, 84, 882])),
        (
            "* 3 FETCH (UID 9 FLAGS (\\Seen $a) BODY[] {5}\r\n)\r\n( )",
            fetched(9, &["\\Seen", "$a"], Some(")\r\n( ")),
        ),
        (
            "* 3 FETCH (BODY[HEADER.FIELDS (DATE \"TO\")] \"\" FLAGS () UID 9 MODSEQ (4))",
            fetched(9, &[], Some("")),
        ),
        ("* 3 fetch (BODY[] NIL FLAGS () UID 9)", fetched(9, &[], Some(""))),
        ("* 3 FETCH (FLAGS () UID 9 ENVELOPE (\"x\" ((NIL NIL)(NIL NIL))))", fetched(9, &[], None)),
        ("* 3 FETCH (FLAGS () UID 9 INTERNALDATE NIL)", fetched(9, &[], None)),
        ("* 172 EXISTS", Answer::Other),
        ("* FLAGS (\\Answered)", Answer::Other),
        ("* METADATA \"\" (/x \"b\")", Answer::Other),
        ("* XNEW ((((", Answer::Other),
    ] {
        assert_eq!(read(format!("{text}\r\n").as_bytes()), Some(answer), "{text}");
    }
}

#[test]
fn what_cannot_be_read_is_no_answer() {
    for text in [
        "",
        "*",
        "* ",
        "* 1",
        "* 1 ",
        "* (a)",
        "HTTP/1.1 400 Bad Request",
        "c1 DONE",
        "c1",
        "* OK [UIDVALIDITY x] y",
        "* OK [PERMANENTFLAGS \\*] y",
        "* CAPABILITY (a)",
        "* LIST () \"/\"",
        "* LIST x \"/\" y",
        "* LIST () \"//\" y",
        "* LIST () \"/\" (y)",
        "* LIST () \"/\" \"y",
        "* SEARCH x",
        "* SEARCH 99999999999",
        "* 1 FETCH UID 1",
        "* 1 FETCH (UID)",
        "* 1 FETCH (UID 0)",
        "* 1 FETCH (UID -1)",
        "* 1 FETCH (UID 1) x",
        "* 1 FETCH (FLAGS x)",
        "* 1 FETCH (RFC822.SIZE x)",
        "* 1 FETCH (BODY[] (x))",
        "* 1 FETCH (BODY[ x)",
        "* 1 FETCH (BODY[] {9}\r\nshort)",
        "* 1 FETCH (BODY[] {99999999999999999999999}\r\nshort)",
        "* 1 FETCH (BODY[] \"a\r\nb\")",
    ] {
        assert_eq!(read(format!("{text}\r\n").as_bytes()), None, "{text}");
    }
    assert_eq!(read(b"* OK no end of the line"), None);
    let nested = |depth: usize| format!("* 1 FETCH (X {}{})\r\n", "(".repeat(depth), ")".repeat(depth));
    assert!(read(nested(22).as_bytes()).is_some());
    assert_eq!(read(nested(24).as_bytes()), None);
    assert_eq!(read(nested(60_000).as_bytes()), None);
}

/// Answers put together at random of what answers are made of: nothing ends the program, and where the kept reader
/// understands one of a form that is used, both find the same.
#[test]
fn a_second_reader_finds_the_same() {
    const STARTS: &[&str] =
        &["* 1 FETCH (", "* LIST (\\Drafts) \"/\" ", "* LIST () NIL ", "* SEARCH ", "* OK ", "* ", ""];
    const PARTS: &[&str] = &[
        "UID 7",
        "FLAGS (\\Seen a)",
        "FLAGS ()",
        "RFC822.SIZE 12",
        "BODY[] {3}\r\nabc",
        "BODY[] {3}\r\n) (",
        "BODY[HEADER.FIELDS (TO)] {0}\r\n",
        "BODY[] NIL",
        "BODY[] \"\"",
        "MODSEQ (12)",
        "INBOX",
        "\"a b\"",
        "{2}\r\na\"",
        "1",
        "22",
        "4294967296",
        "(",
        ")",
        " ",
        " ",
        " ",
        "\"",
        "[",
        "]",
        "\u{e9}",
        "NIL",
    ];
    let mut random = crate::yaml::random(14);
    let mut compared = 0;
    for _ in 0..100_000 {
        let mut text = STARTS[random(STARTS.len())].to_owned();
        let is_fetch = text.ends_with("FETCH (");
        let parts: Vec<&str> = (0..=random(4)).map(|_| PARTS[random(PARTS.len())]).collect();
        text.push_str(&parts.join([" ", " ", ""][random(3)]));
        text.push_str(if is_fetch && random(9) > 0 { ")\r\n" } else { "\r\n" });
        let own = read(text.as_bytes());
        let Ok((b"", other)) = Response::parse(text.as_bytes()) else { continue };
        match other {
            Response::Fetch(_, values) => {
                let mut other = Fetched::default();
                for value in values {
                    match value {
                        AttributeValue::Uid(uid) => other.uid = Some(uid),
                        AttributeValue::Flags(flags) => {
                            other.flags = Some(flags.iter().map(ToString::to_string).collect());
                        }
                        AttributeValue::Rfc822Size(size) => other.size = Some(u64::from(size)),
                        AttributeValue::BodySection { data, .. } => {
                            other.section = Some(data.unwrap_or_default().into_owned());
                        }
                        _ => {}
                    }
                }
                // It takes some for sound that nobody would write, such as a quotation mark for the name of an item.
                let Some(Answer::Fetched(mut own)) = own else { continue };
                // It knows no mails above four gigabytes.
                own.size = own.size.filter(|size| u32::try_from(*size).is_ok());
                assert_eq!(own, other, "{text:?}");
            }
            Response::MailboxData(MailboxDatum::List(other)) => {
                let Some(Answer::Listed(own)) = own else { panic!("{text:?}: {own:?}") };
                assert_eq!(own.name, other.name, "{text:?}");
            }
            Response::MailboxData(MailboxDatum::Search(other)) => {
                assert_eq!(own, Some(Answer::Found(other)), "{text:?}");
            }
            _ => continue,
        }
        compared += 1;
    }
    assert!(compared > 5000, "{compared}");
}
