//! Nothing that somebody wrote is lost: what is left out is counted, and can be had back.

use std::collections::BTreeMap;

use super::*;

fn kept(bytes: &[u8], keep: Keep) -> Mail {
    super::super::read(bytes, keep).unwrap()
}

/// A mail of plain text that answers another.
fn plain(text: &str) -> Mail {
    read(format!("From: a\nSubject: Re: b\nIn-Reply-To: <c@d>\n\n{text}").as_bytes()).unwrap()
}

fn html(text: &str) -> Mail {
    let head = "From: a\nSubject: Re: b\nIn-Reply-To: <c@d>\nContent-Type: text/html; charset=utf-8";
    read(format!("{head}\n\n{text}").as_bytes()).unwrap()
}

fn taken(mail: &Mail) -> Vec<(What, usize)> {
    mail.taken.iter().map(|taken| (taken.kind, taken.count)).collect()
}

/// How often each word is in the texts of a mail.
fn words(mail: &Mail) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    let mut all = vec![mail.text.as_str()];
    all.extend(mail.passed_on.iter().map(|mail| mail.text.as_str()));
    for word in
        all.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty())
    {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

fn lines(mail: &Mail) -> usize {
    let written = |text: &str| text.lines().filter(|line| !line.trim_matches(['>', ' ']).is_empty()).count();
    written(&mail.text) + mail.passed_on.iter().map(|mail| written(&mail.text)).sum::<usize>()
}

/// Whether all that a mail says is in what is given and what is counted.
fn nothing_is_lost(bytes: &[u8], name: &str) {
    let (new, all) = (kept(bytes, Keep::New), kept(bytes, Keep::All));
    assert!(all.taken.iter().all(|taken| !taken.kind.is_text()), "{name}: {:?}", all.taken);
    let has = words(&all);
    for (word, count) in words(&new) {
        assert!(has.get(&word).is_some_and(|has| *has >= count), "{name}: {word}\n{}", all.text);
    }
    let counted: usize = new.taken.iter().filter(|taken| taken.kind.is_text()).map(|taken| taken.count).sum();
    // Of each mail that was passed on in the text, who, when and what about stand in its heading.
    let headings: usize = if new.passed_on.len() == all.passed_on.len() {
        0
    } else {
        let named = |mail: &PassedOn| {
            [mail.sender.is_some(), mail.date.is_some(), !mail.subject.is_empty()]
                .into_iter()
                .filter(|is| *is)
                .count()
        };
        new.passed_on.iter().map(named).sum::<usize>() - all.passed_on.iter().map(named).sum::<usize>()
    };
    assert_eq!(
        lines(&all),
        lines(&new) + counted + headings,
        "{name}: {:?}\n{}\n---\n{}",
        new.taken,
        new.text,
        all.text
    );
}

#[test]
fn of_no_mail_of_the_corpus_anything_is_lost() {
    for (name, bytes) in fixtures() {
        nothing_is_lost(&bytes, &name);
    }
}

/// Mails put together at random of what the rules look for.
#[test]
fn of_no_mail_at_random_anything_is_lost() {
    const PIECES: [&str; 24] = [
        "\n",
        "\n",
        "Hello desk\n",
        "We have maps.\n",
        "They say:\n",
        "-- \n",
        "--\n",
        "Ada\n",
        "Sent from my iPhone\n",
        "> quoted\n",
        "> > deeper\n",
        " >no quote\n",
        "Ada wrote:\n",
        "On 2 May 2024 at 10:00, Ada <ada@example.org>\nwrote:\n",
        "____________________\n",
        "_______________________________________________\nMaps mailing list\n",
        "-----Original Message-----\n",
        "---------- Forwarded message ---------\nFrom: Bo <bo@example.org>\nDate: today\nSubject: c\n",
        "Begin forwarded message:\n",
        "From: Bo\nSent: today\nTo: Ada\nSubject: c\n",
        "To: Cy\n",
        "Subject: x\n",
        "flowing \n",
        "> flowing \n",
    ];
    const HEADS: [&str; 6] = [
        "Subject: b",
        "Subject: Re: b\nIn-Reply-To: <c@d>",
        "Subject: Fwd: b",
        "Subject: b\nContent-Type: text/plain; format=flowed",
        "Subject: Re: b\nContent-Type: text/plain; format=flowed; delsp=yes",
        "Subject: Re: b\nContent-Type: text/html",
    ];
    let mut random = crate::yaml::random(2026);
    for _ in 0..1_000 {
        let text: String = (0..=random(11)).map(|_| PIECES[random(PIECES.len())]).collect();
        let head = HEADS[random(HEADS.len())];
        let text = if head.ends_with("html") {
            let tag = ["div", "p", "blockquote", "pre", "div class=gmail_quote", "div id=Signature"];
            let mut html = String::new();
            for line in text.split_inclusive('\n') {
                let tag = tag[random(tag.len())];
                html.extend(["<", tag, ">", &line.replace('<', "&lt;"), "</div>"]);
            }
            html
        } else {
            text
        };
        let mail = format!("From: Ada <a@example.org>\n{head}\n\nHello {text}");
        nothing_is_lost(mail.as_bytes(), &mail);
    }
}

#[test]
fn two_dashes_without_a_space_are_no_signature() {
    let mail = plain("First: 400 plates.\n--\nSecond: 60 sheets.");
    assert_eq!((mail.text.lines().count(), taken(&mail)), (3, Vec::new()));
    let mail = plain("Hello\n-- \nAda\nMuseum");
    assert_eq!((mail.text.as_str(), taken(&mail)), ("Hello", vec![(What::Signature, 3)]));
    let printable = "From: a\nSubject: b\nContent-Transfer-Encoding: quoted-printable\n\nHello\n--=20\nAda";
    assert_eq!(read(printable.as_bytes()).unwrap().text, "Hello");
}

#[test]
fn a_text_that_is_cited_at_the_end_of_an_answer_stays() {
    let mail = plain("Here are the words of the donor:\n\n> You may use them");
    assert_eq!(mail.text, "Here are the words of the donor:\n\n> You may use them");
    assert_eq!(taken(&mail), []);
    let mail = plain("Here you are.\n\n> You may use them");
    assert_eq!(taken(&mail), []);
    let mail = plain("Yes.\n\nAda wrote:\n> May we?\n> Please.");
    assert_eq!((mail.text.as_str(), taken(&mail)), ("Yes.", vec![(What::History, 3)]));
}

#[test]
fn history_of_html_goes_and_what_somebody_cites_stays() {
    let quotation = "<blockquote><p>May we?</p><p>Please.</p></blockquote>";
    let mail = html(&format!("<p>Yes.</p>{quotation}"));
    assert_eq!((mail.text.as_str(), taken(&mail)), ("Yes.", vec![(What::History, 2)]));
    let mail = html(&format!("<p>The donor says:</p>{quotation}"));
    assert_eq!(taken(&mail), []);
    let mail = html(&format!("{quotation}<p>Yes.</p>"));
    assert_eq!((mail.text.as_str(), taken(&mail)), ("> May we?\n>\n> Please.\n\nYes.", Vec::new()));
    let new = format!("From: a\nSubject: b\nContent-Type: text/html\n\n<p>The rules.</p>{quotation}");
    assert_eq!(taken(&read(new.as_bytes()).unwrap()), []);
}

#[test]
fn a_line_that_begins_like_a_quotation_is_none_where_lines_flow() {
    let mail = "From: a\nSubject: Re: b\nIn-Reply-To: <c@d>\nContent-Type: text/plain; format=flowed\n\n\
                Put this there:\n\n >Important: closed";
    let mail = read(mail.as_bytes()).unwrap();
    assert_eq!(mail.text, "Put this there:\n\n >Important: closed");
    assert_eq!(mail.shown("##"), "Put this there:\n\n\\>Important: closed");
    assert_eq!(taken(&mail), []);
}

#[test]
fn what_a_mail_that_answers_nothing_holds_is_no_history() {
    let text = "Please see below.\n\nFrom: Bo\nSent: 2 May 2024\nTo: Ada\nSubject: Maps\n\nMay we?";
    let new = read(format!("From: a\nSubject: b\n\n{text}").as_bytes()).unwrap();
    assert_eq!((new.passed_on.len(), taken(&new)), (1, vec![(What::PassedOnHeaders, 1)]));
    let answer = plain(text);
    assert_eq!((answer.passed_on.len(), taken(&answer)), (0, vec![(What::History, 5)]));
}

#[test]
fn what_is_outside_the_parts_is_counted() {
    let mail = "From: a\nSubject: b\nContent-Type: multipart/mixed; boundary=b\n\n\
                This is a multi-part message in MIME format.\nFirst of all\n--b\n\nHello\n--b--\nAt last\n";
    assert_eq!(taken(&read(mail.as_bytes()).unwrap()), [(What::OutsideParts, 2)]);
    assert_eq!(kept(mail.as_bytes(), Keep::All).text, "Hello\n\nFirst of all\nAt last");
}

#[test]
fn a_boundary_that_never_comes_leaves_the_text() {
    let mail = "From: a\nSubject: b\nContent-Type: multipart/mixed; boundary=b\n\nHello\n";
    assert_eq!(read(mail.as_bytes()).unwrap().text, "Hello");
}
