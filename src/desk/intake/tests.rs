use super::super::mail::Attachment;
use super::*;
use crate::site::site_of;

const DAY: Date = jiff::civil::date(2026, 3, 1);

fn site() -> Site {
    site_of("languages: [en, es]", &[], DAY)
}

fn mail(subject: &str, text: &str) -> Mail {
    Mail {
        message_id: None,
        replies_to: Vec::new(),
        date: None,
        subject: subject.to_owned(),
        sender: Some("Ada *Example* #".to_owned()),
        text: text.to_owned(),
        withheld: 0,
        attachments: Vec::new(),
    }
}

fn titled(subject: &str, text: &str) -> String {
    title(&site(), subject, text, DAY)
}

#[test]
fn a_title_says_something() {
    assert_eq!(titled("Old maps", "Dear desk,"), "Old maps");
    assert_eq!(titled("Help!", "> Old\n\nDear desk,\n\nOur maps fade.\nToo."), "Our maps fade.");
    assert_eq!(titled("", "Dear desk,"), "Dear desk,");
    assert_eq!(titled("(no subject)", "…"), "Mail of 2026-03-01");
    assert_eq!(titled(&"maps ".repeat(40), "").chars().count(), 100);
    assert_eq!(slugify(&name("Maps, ask [mail address withheld] [soon]")), "maps-ask-soon");
    assert_eq!(name("[token withheld]"), "[token withheld]");
    // What the form's own page is called says nothing either, in any language.
    assert_eq!(titled("Pedir ayuda", "Our maps fade."), "Our maps fade.");
}

#[test]
fn what_is_cut_off_a_subject_stands_in_the_text() {
    let long = "maps ".repeat(40);
    let taken = new_request(&site(), &mail(long.trim(), "They fade."), None, DAY);
    assert!(taken.request.filled.get("title").unwrap().ends_with("maps…"));
    assert_eq!(taken.body, format!("{}\n\nThey fade.\n", long.trim()));
    let taken = new_request(&site(), &mail("Maps", "They fade."), None, DAY);
    assert_eq!(taken.body, "They fade.\n");
}

#[test]
fn a_reply_says_when_and_who_and_what_came_with_it() {
    let file = |name: &str| Attachment { name: name.to_owned(), media_type: String::new(), bytes: 1 };
    let mut mail = mail("Maps", "# Here\n\n- one");
    mail.attachments = vec![file("plan_a.pdf"), file("[x](y).png")];
    assert_eq!(
        reply(&mail, DAY),
        "## 2026-03-01, Ada \\*Example\\* \\#\n\n\\# Here\n\n- one\n\n### Attachments\n\nThese files are with the desk \
         and are not published.\n\n- plan_a.pdf\n- \\[x](y).png\n"
    );
    mail.text.clear();
    assert!(new_request(&site(), &mail, None, DAY).body.starts_with("## Attachments\n"));
}

#[test]
fn a_digest_tells_mails_apart() {
    let mut named = mail("Maps", "One");
    assert_eq!(digest(&named), digest(&mail("Maps", "One")));
    assert_ne!(digest(&named), digest(&mail("Maps", "Two")));
    named.message_id = Some("1@example.org".to_owned());
    assert_eq!(digest(&named), digest_of_id("1@example.org"));
    assert_eq!(digest(&named).len(), "sha256:".len() + 64);
}

#[test]
fn no_subject_that_says_nothing_becomes_a_title() {
    for subject in EMPTY_SUBJECTS {
        assert_eq!(titled(&subject.replace('-', " "), "Our maps fade."), "Our maps fade.");
    }
}

#[test]
fn a_title_is_cut_between_words() {
    let of = |subject: &str| titled(subject, "");
    let longest = "ä".repeat(LONGEST_TITLE);
    assert_eq!(of(&longest), longest);
    assert_eq!(of(&(longest.clone() + "a")), longest + "…");
    // Unless the last of its words is half of it.
    let half = "a".repeat(LONGEST_TITLE / 2);
    assert_eq!(of(&format!("b{half} {half}")), format!("b{half}…"));
    assert_eq!(of(&format!("{half} b{half}")), format!("{half} b{}…", &half[2..]));
    // A greeting is short.
    let greeting = |length: usize| titled("", &("a".repeat(length - 1) + ",\nMaps"));
    assert_eq!((greeting(39), greeting(40)), ("Maps".to_owned(), "a".repeat(39) + ","));
}
