use std::path::Path;

use jiff::civil::date;

use super::parts::Attached;
use super::*;
use crate::desk::private::Kind;
use crate::mailbox::LONGEST_ID;

mod corpus;
mod hostile;
mod kept;

/// What is new in a mail.
fn read(bytes: &[u8]) -> Result<Mail, Fault> {
    super::read(bytes, Keep::New)
}

/// The made-up mails below `tests/mail/`: name and bytes.
fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect()
}

fn mail(name: &str) -> Mail {
    let found = fixtures().into_iter().find(|(known, _)| known == name);
    read(&found.unwrap_or_else(|| panic!("there is no tests/mail/{name}.eml")).1).unwrap()
}

fn text(name: &str) -> String {
    mail(name).text
}

fn attachment(name: &str, media_type: &str, bytes: usize) -> Attachment {
    Attachment { name: name.to_owned(), media_type: media_type.to_owned(), bytes }
}

#[test]
fn a_plain_mail_is_what_was_written_and_nothing_private() {
    let expected = Mail {
        message_id: Some("plain.1@mail.example.org".to_owned()),
        replies_to: Vec::new(),
        // Where it was written it was still the second of May.
        date: Some(date(2024, 5, 2)),
        subject: "A map of the villages, ask [mail address withheld]".to_owned(),
        sender: Some("Ada Example".to_owned()),
        text: "Dear desk,\n\n\
               we would like a map of our villages. Write to [mail address withheld] or ring\n\
               [telephone number withheld], best before 2024-06-01.\n\n\
               Our bot's password: [token withheld]\n\n\
               Ada"
        .to_owned(),
        passed_on: Vec::new(),
        taken: vec![Taken { kind: What::Signature, count: 3 }],
        withheld: [(Kind::MailAddress, 2), (Kind::TelephoneNumber, 1), (Kind::Token, 1)].into(),
        attachments: Vec::new(),
        language: None,
        automatic: false,
        list: false,
        sender_domain: Some("org".to_owned()),
    };
    assert_eq!(mail("plain"), expected);
}

#[test]
fn html_becomes_text_with_its_links_lists_and_quotations() {
    assert_eq!(
        text("html"),
        "Dear desk,\n\
         we want to upload\u{a0}pictures of our museum <https://example.org/museum>.\n\n\
         See https://example.org/plan/ or write.\n\n\
         - paintings\n- coins\n  1. old\n  2. new\n\n\
         Pictures 400\nRooms 12\n\n\
         > As the rules say\n\n\
         one\n  two\n\n\
         [Logo] 1 < 2 & so on"
    );
}

#[test]
fn plain_text_is_preferred_and_attachments_are_listed() {
    let mail = mail("attachments");
    assert_eq!(mail.text, "Here is the plan of the café.\n\nP.S. There is more.");
    assert_eq!(
        mail.attachments,
        [
            attachment("plan.pdf", "application/pdf", 8),
            attachment("kärta [mail address withheld].jpeg", "image/jpeg", 2),
            attachment("räkning.csv", "text/csv", 8),
        ]
    );
    assert_eq!(mail.withheld, [(Kind::MailAddress, 1)].into());
}

#[test]
fn each_part_is_read_or_listed_as_it_is_meant() {
    let mail = |kind: &str, parts: &[&str]| {
        let parts = parts.iter().map(|part| format!("--b\n{part}\n")).collect::<Vec<_>>().concat();
        read(format!("From: a\nTo: b\nContent-Type: multipart/{kind}; boundary=b\n\n{parts}--b--").as_bytes())
            .unwrap()
    };
    let (plain, html) = ("Content-Type: text/plain\n\n", "Content-Type: text/html\n\n<p>Hello");
    assert_eq!(mail("alternative", &[&format!("{plain} "), html]).text, "Hello", "the plain text is empty");
    let file = "Content-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nkept";
    let attached = mail("mixed", &[html, file]);
    assert_eq!((attached.text.as_str(), attached.attachments.len()), ("Hello", 1));
    // What belongs to the design of what is shown has no name.
    let data = "Content-Type: application/x-data\n\n1";
    assert_eq!(mail("related", &[html, data]).attachments, []);
    assert_eq!(mail("related", &[data, html]).attachments.len(), 1);
    assert_eq!(mail("mixed", &[html, data]).attachments.len(), 1);
}

#[test]
fn a_mail_within_a_mail_is_read_below_who_wrote_it() {
    let mail = mail("nested");
    assert_eq!(mail.text, "See the mail attached.");
    let nested = PassedOn {
        sender: Some("Bo Example".to_owned()),
        date: Some("2024-05-02".to_owned()),
        subject: "Maps / plans".to_owned(),
        text: "This stays in the attachment.".to_owned(),
    };
    assert_eq!(mail.passed_on, [nested]);
    assert_eq!(mail.attachments, [attachment("hidden.pdf", "application/pdf", 4)]);
    assert_eq!(
        mail.shown("##"),
        "See the mail attached.\n\n## Bo Example, 2024-05-02: Maps / plans\n\nThis stays in the attachment."
    );
}

#[test]
fn other_charsets_are_read() {
    let japanese = mail("japanese");
    assert_eq!(japanese.subject, "地図の作成");
    assert_eq!(japanese.sender.as_deref(), Some("例示花子"));
    assert_eq!(japanese.text, "村の地図を作りたいです。[mail address withheld]へ連絡してください。");
    let arabic = mail("arabic");
    assert_eq!(arabic.subject, "خريطة");
    assert_eq!(arabic.sender.as_deref(), Some("ليلى مثال"));
    assert_eq!(arabic.text, "نريد خريطة لقريتنا. الهاتف: [telephone number withheld]");
}

#[test]
fn a_character_in_two_encoded_words_is_whole() {
    let mail = mail("subject");
    assert_eq!(mail.subject, "Åtkomst till källor för alla");
    assert_eq!(mail.sender.as_deref(), Some("Åsa Exämple"));
}

#[test]
fn quoted_history_is_dropped_in_any_language() {
    for (name, expected) in [
        ("quoted-english", "It is the village by the lake."),
        ("quoted-french", "C'est le village au bord du lac."),
        ("quoted-spanish", "Es el pueblo junto al lago."),
        ("quoted-german", "Es ist das Dorf am See."),
        ("quoted-swedish", "Det är byn vid sjön."),
        ("quoted-portuguese", "É a aldeia junto ao lago."),
        ("quoted-chinese", "是湖边的村庄。"),
        ("outlook", "Es ist das Dorf am See."),
        ("outlook-html", "Landsbyen ved søen."),
        ("gmail-html", "Aintziraren ondoko herria da."),
    ] {
        assert_eq!(text(name), expected, "{name}");
    }
}

#[test]
fn a_mail_knows_what_it_answers_the_nearest_first() {
    assert_eq!(mail("quoted-english").replies_to, ["desk.1@example.net", "english.1@mail.example.org"]);
}

#[test]
fn what_a_mail_answers_is_bounded() {
    let with = |ids: &str| {
        read(format!("From: a\nTo: b\nReferences: {ids}\n\nHello").as_bytes()).unwrap().replies_to
    };
    let long = |length: usize| with(&format!("<{}@b>", "a".repeat(length - "@b".len()))).len();
    assert_eq!((long(LONGEST_ID), long(LONGEST_ID + 1)), (1, 0));
    let many = |count: usize| with(&(0..count).map(|at| format!("<{at}@b> ")).collect::<Vec<_>>().concat());
    assert_eq!((many(MOST_LISTED).len(), many(MOST_LISTED + 1).len()), (MOST_LISTED, MOST_LISTED));
    assert_eq!(many(MOST_LISTED + 1).last().unwrap(), "1@b");
}

#[test]
fn answers_between_quoted_lines_stay_readable() {
    assert_eq!(
        text("inline"),
        "Thank you for asking!\n\n\
         On Thu, 2 May 2024 at 10:00, Request Desk <[mail address withheld]> wrote:\n\n\
         > Which village is it?\n> > Maps, please.\n>\n> Please tell us.\n\n\
         The one by the lake.\n\n\
         > And by when?\n\n\
         By June."
    );
    assert_eq!(
        text("inline-html"),
        "> On Thu, 2 May 2024, Desk wrote:\n>\n> Which village is it?\n\n\
         The one by the lake.\n\n\
         > And by when?\n\n\
         By June."
    );
}

#[test]
fn what_was_passed_on_is_kept() {
    let passed_on = |sender: &str, date: &str, subject: &str, text: &str| PassedOn {
        sender: Some(sender.to_owned()),
        date: Some(date.to_owned()),
        subject: subject.to_owned(),
        text: text.to_owned(),
    };
    let forwarded = mail("forwarded");
    assert_eq!(forwarded.subject, "Maps");
    assert_eq!(forwarded.text, "");
    let text = "Could they make a map of our villages?\n\n--\nBo";
    assert_eq!(forwarded.passed_on, [passed_on("Bo Example", "Thu, 2 May 2024 at 10:00", "Maps", text)]);
    let outlook = mail("forwarded-outlook");
    assert_eq!(outlook.text, "Kan ni hjälpa Bo?");
    assert_eq!(
        outlook.passed_on,
        [passed_on("Bo Example", "den 2 maj 2024 10:00", "Kartor", "Kan de göra en karta?")]
    );
}

#[test]
fn nothing_is_dropped_where_nothing_would_be_left() {
    assert_eq!(
        text("only-quoted"),
        "On Thu, 2 May 2024 at 10:00, Request Desk <[mail address withheld]> wrote:\n\n> Which village is it?"
    );
}

#[test]
fn what_somebody_cites_is_no_history() {
    assert_eq!(text("cited"), "The tool stops. It says:\n\n> cannot read the file");
}

#[test]
fn lines_that_flow_are_paragraphs() {
    assert_eq!(
        text("flowed"),
        "This paragraph goes on and on until here.\n\n\
         From now on it is another.\n\n\
         > A question that is quite long.\n\n\
         An answer to it."
    );
}

#[test]
fn what_a_mail_lacks_is_none() {
    let mail = mail("no-id");
    assert_eq!((mail.message_id, mail.date, mail.sender), (None, None, None));
    assert_eq!((mail.subject.as_str(), mail.text.as_str()), ("Help", "I need help."));
}

#[test]
fn a_sender_is_a_name_and_no_address() {
    let sender = |from: &str| read(format!("From: {from}\nSubject: a\n\nb").as_bytes()).unwrap().sender;
    assert_eq!(sender("\"'Ada Example'\" <ada@example.org>").as_deref(), Some("Ada Example"));
    assert_eq!(sender("ada@example.org (Ada Example)").as_deref(), Some("Ada Example"));
    assert_eq!(
        sender("Ada +46 8 123 456 78 <ada@example.org>").as_deref(),
        Some("Ada [telephone number withheld]")
    );
    for from in [
        "ada@example.org",
        "<ada@example.org>",
        "\"ada@example.org\" <ada@example.org>",
        "ada (at) example.org <a@example.org>",
    ] {
        assert_eq!(sender(from), None, "{from}");
    }
}

#[test]
fn what_is_private_is_withheld_from_a_name_before_it_is_cut() {
    for secret in ["+46 8 123 456 78", "SE35 5000 0000 0549 1000 0003", "ada@example.org"] {
        for kept in 1..secret.len() {
            let long = format!("{} {secret}", "a".repeat(LONGEST_NAME - kept - 1));
            let passed_on = format!("From: {long}\nSent: {long}\nSubject: {long}\n\nHello");
            let text = format!("From: {long} <ada@example.org>\nSubject: a\n\n{passed_on}");
            let mail = read(text.as_bytes()).unwrap();
            let file = Attached { name: long, media_type: String::new(), bytes: 0 };
            let file = Reader::new(Keep::New).listed(&file).name;
            let [PassedOn { sender, date, subject, .. }] = &mail.passed_on[..] else { panic!("{mail:?}") };
            for name in
                [&mail.sender, sender, date, &Some(subject.clone()), &Some(file)].into_iter().flatten()
            {
                assert!(!name.contains(['1', '4', 'S', '@']), "{name}");
            }
        }
    }
    for (written, listed) in [
        // The last part of a path is a file, and that of a link lets in.
        ("https://meet.example/j/1?pwd=a1.pdf", "[link to a meeting withheld]"),
        ("850709-9805.pdf", "[personal number withheld].pdf"),
        ("ada@example.org", "[mail address withheld]"),
    ] {
        let file = Attached { name: written.to_owned(), media_type: String::new(), bytes: 0 };
        assert_eq!(Reader::new(Keep::New).listed(&file).name, listed);
    }
    let mail =
        read(b"From: a\nSubject: b\n\nFrom: bo [at] example.org\nSent: 2 May\nSubject: c\n\nHello").unwrap();
    assert_eq!(mail.passed_on[0].sender, None, "nor is a part of an address a name");
}

#[test]
fn names_of_attachments_are_names_only_and_bounded() {
    let long = "ä".repeat(200);
    let listed = |name: &str| {
        let file = Attached { name: name.to_owned(), media_type: String::new(), bytes: 0 };
        Reader::new(Keep::New).listed(&file)
    };
    for (written, expected) in [
        ("a".repeat(LONGEST_NAME - 4) + ".pdf", "a".repeat(LONGEST_NAME - 4) + ".pdf"),
        ("a".repeat(LONGEST_NAME - 3) + ".pdf", "a".repeat(LONGEST_NAME - 4) + ".pdf"),
        ("a".repeat(LONGEST_NAME - 2) + ".ä", "a".repeat(LONGEST_NAME - 2) + ".ä"),
        ("a".repeat(LONGEST_NAME) + ".abcdefghij", "a".repeat(LONGEST_NAME - 11) + ".abcdefghij"),
        ("a".repeat(LONGEST_NAME) + ".abcdefghijk", "a".repeat(LONGEST_NAME)),
        ("a.".to_owned() + &"b".repeat(LONGEST_NAME), "a.".to_owned() + &"b".repeat(LONGEST_NAME - 2)),
    ] {
        assert_eq!(listed(&written).name, expected);
    }
    for (written, expected) in [
        ("../../etc/passwd", "passwd"),
        ("C:\\plan.pdf", "plan.pdf"),
        ("a\u{202e}fdp.exe\u{0}\n", "afdp.exe"),
        ("..", "attachment"),
        (&format!("{long}.pdf"), &format!("{}.pdf", "ä".repeat(96))),
        (&long, &"ä".repeat(100)),
    ] {
        assert_eq!(listed(written).name, expected);
    }
    let part = "--b\nContent-Type: text/csv; name=a.csv\n\nx\n";
    let mail = format!("From: a\nTo: b\nContent-Type: multipart/mixed; boundary=b\n\n{}", part.repeat(5000));
    let mail = read(mail.as_bytes()).unwrap();
    assert_eq!(mail.attachments.len(), MOST_LISTED);
    let count = |kind| mail.taken.iter().find(|taken| taken.kind == kind).unwrap().count;
    // The first part is the mail itself.
    assert_eq!((count(What::Attachments), count(What::Parts)), (999 - MOST_LISTED, 5000 - 999));
}

#[test]
fn what_is_no_mail_is_refused() {
    for bytes in [
        b"".as_slice(),
        b"\n\n",
        b"<!DOCTYPE html><html><head><title>From: Subject:</title></head></html>",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"%PDF-1.4\n",
        b"PK\x03\x04",
        b"Dear desk: please help.\n\nAda",
        b"title: Maps\nkind: request\n",
    ] {
        assert_eq!(read(bytes), Err(Fault::NotAMail), "{}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Err(Fault::Outlook));
    assert_eq!(read(&vec![b'a'; LARGEST]), Err(Fault::NotAMail));
    assert_eq!(read(&vec![b'a'; LARGEST + 1]), Err(Fault::TooLarge));
    assert_eq!(read(b"From: a@example.org\nSubject: nothing\n\n \n"), Err(Fault::Empty));
    assert_eq!(read(b"From: a@example.org\nSubject: nothing\n"), Err(Fault::Empty));
    for (fault, help) in [
        (Fault::TooLarge, "without its attachments"),
        (Fault::NotAMail, "a file that ends in .eml"),
        (Fault::Outlook, "open it in Outlook on the web"),
        (Fault::Empty, "by hand"),
    ] {
        assert!(!fault.to_string().contains(';') && fault.help().contains(help), "{fault}");
    }
}

#[test]
fn two_headers_that_mails_have_make_a_mail() {
    for name in USUAL {
        let value = if *name == "Content-Type" { "text/plain" } else { "a" };
        assert_eq!(
            read(format!("{name}: {value}\nX-A: b\n\nHello").as_bytes()),
            Err(Fault::NotAMail),
            "{name}"
        );
        let other = if *name == "From" { "To" } else { "From" };
        let mail = read(format!("{name}: {value}\n{other}: b\n\nHello").as_bytes());
        assert_eq!(mail.unwrap().text, "Hello", "{name}");
    }
}

#[test]
fn the_line_of_a_mailbox_and_a_byte_order_mark_are_passed_over() {
    for start in ["\u{feff}", "From ada@example.org Thu May  2 10:00:00 2024\n", "\r\n"] {
        let mail = format!("{start}From: Ada <ada@example.org>\nSubject: Maps\n\nHello");
        assert_eq!(read(mail.as_bytes()).unwrap().sender.as_deref(), Some("Ada"));
    }
    assert_eq!(start_of_mail(b"From ada@example.org\nTo: b\n"), Ok(&b"To: b\n"[..]), "nothing is left of it");
}

#[test]
fn the_footer_that_a_list_adds_as_a_part_is_dropped() {
    let rule = "_".repeat(47);
    let mail = format!(
        "From: a@example.org\nSubject: a\nContent-Type: multipart/mixed; boundary=b\n\n\
         --b\n\nHello\n--b\n\n{rule}\nMaps mailing list -- maps@example.org\n--b--"
    );
    assert_eq!(read(mail.as_bytes()).unwrap().text, "Hello");
}
