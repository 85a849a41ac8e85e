use super::super::mail::Attachment;
use super::*;
use crate::desk::mail::PassedOn;
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
        passed_on: Vec::new(),
        taken: Vec::new(),
        withheld: std::collections::BTreeMap::new(),
        attachments: Vec::new(),
        language: None,
        automatic: false,
        list: false,
        sender_domain: None,
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
        reply(&mail, DAY, "Maps of old"),
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

/// The fields that a mail fills, as `name: value`, and which of them are proposed.
fn filled(mail: &Mail) -> (String, Vec<&'static str>) {
    let taken = new_request(&site(), mail, None, DAY);
    let fields = taken
        .request
        .fields("github")
        .into_iter()
        .filter(|(name, _)| ["countries", "languages"].contains(name));
    let lines: Vec<String> =
        fields.flat_map(|(name, value)| crate::yaml::write::field(name, &value)).collect();
    (lines.join(" "), taken.request.proposed)
}

#[test]
fn country_and_language_are_proposed_from_a_mail() {
    let spanish =
        "Hola, tenemos tres mil fotografías antiguas de nuestra ciudad y queremos compartirlas con ustedes.";
    let mut one = mail("Fotos de Perú", spanish);
    let both = vec!["countries", "languages"];
    assert_eq!(filled(&one), ("countries: [PE] languages: [es]".to_owned(), both.clone()));
    // What its program says of the language counts where the words do not tell.
    one.language = Some("sv".to_owned());
    assert_eq!(filled(&one).0, "countries: [PE] languages: [es]");
    let short = Mail { language: Some("es-PE".to_owned()), ..mail("Fotos", "Hola") };
    assert_eq!(filled(&short).0, "languages: [es]");
    // Where the text names none, the sender's domain may.
    let mut two = mail("Fotos", spanish);
    for (domain, country) in [("gh", "countries: [GH] "), ("uk", "countries: [GB] "), ("org", ""), ("io", "")]
    {
        two.sender_domain = Some(domain.to_owned());
        assert_eq!(filled(&two).0, format!("{country}languages: [es]"), "{domain}");
    }
    // Two countries are none, and of names within each other the longest counts.
    for (text, country) in [
        ("Maps of Peru and of Chile", ""),
        ("Maps of Peru, by Peru", "countries: [PE]"),
        ("Maps of Papua New Guinea", "countries: [PG]"),
        ("Maps of Nigeria", "countries: [NG]"),
        ("Mali", "countries: [ML]"),
        ("Tell us more about us", ""),
        ("A wild turkey on old china", ""),
        ("Maps of New Mexico", ""),
        ("Photographs of the island", ""),
    ] {
        assert_eq!(filled(&mail(text, "")).0, country, "{text}");
    }
}

#[test]
fn what_was_answered_is_not_proposed() {
    let text = "¿Qué necesita?\nFotos de Chile\n\n¿De qué país se trata?\nPerú\n\n¿En qué idiomas podemos responder?\nFrançais";
    assert_eq!(filled(&mail("Maps", text)), ("countries: [PE] languages: [fr]".to_owned(), vec![]));
    let text = "¿Qué necesita?\nFotos\n\n¿Cómo se llama?\nAna";
    assert_eq!(filled(&mail("Maps", text)), ("languages: [es]".to_owned(), vec!["languages"]));
}

#[test]
fn every_domain_that_is_sold_to_everybody_tells_nothing() {
    for domain in proposed::EVERYBODYS {
        let mail = Mail { sender_domain: Some(domain.to_owned()), ..mail("Maps", "Old") };
        assert_eq!(filled(&mail), (String::new(), vec![]), "{domain}");
    }
}

#[test]
fn answers_that_were_passed_on_are_those_of_their_writer() {
    let inner = "What do you need?\nMaps\n\nWhat is it about?\nOld ones\n";
    let passed_on = PassedOn {
        sender: Some("Ola".to_owned()),
        subject: "Ask for help".to_owned(),
        text: inner.to_owned(),
        ..PassedOn::default()
    };
    let other =
        PassedOn { subject: "Before".to_owned(), text: "Earlier words".to_owned(), ..PassedOn::default() };
    let mail = Mail { passed_on: vec![other, passed_on], ..mail("Ask for help", "Can you take this?") };
    let taken = new_request(&site(), &mail, None, DAY);
    let get = |field| taken.request.filled.get(field);
    assert_eq!(
        (get("title"), get("description"), get("requester.name")),
        (Some("Maps"), Some("Old ones"), Some("Ola"))
    );
    assert_eq!(taken.body, "Can you take this?\n\nAsk for help\n\n## Before\n\nEarlier words\n");
}

#[test]
fn what_is_heard_later_is_text_and_names_what_came_with_it() {
    let file = Attachment { name: "a.pdf".to_owned(), media_type: String::new(), bytes: 1 };
    let mut mail = Mail { attachments: vec![file], ..mail("Re: Maps", "500 in use <!-- now.\n\nThank you") };
    assert_eq!(answer(&mail), "500 in use < !-- now.\n\nThank you\n\n(With the desk, not published: a.pdf.)");
    mail.attachments.clear();
    mail.passed_on = vec![PassedOn { subject: "B".to_owned(), text: "C".to_owned(), ..PassedOn::default() }];
    assert!(answer(&mail).ends_with("Thank you\n\nB\n\nC"));
}

#[test]
fn a_subject_that_says_more_than_the_title_is_text() {
    let text = "What do you need?\nOld maps\n\nWho are you?\nAna";
    for (subject, body) in [
        ("Old maps", ""),
        ("Old", ""),
        ("Ask for help", ""),
        ("URGENT: ticket 4711", "URGENT: ticket 4711\n"),
    ] {
        assert_eq!(new_request(&site(), &mail(subject, text), None, DAY).body, body, "{subject}");
    }
    let answer = |subject: &str| reply(&mail(subject, "Four."), DAY, "Old maps");
    assert_eq!(answer("Old maps"), "## 2026-03-01, Ada \\*Example\\* \\#\n\nFour.\n");
    assert!(
        answer("Old maps: new deadline")
            .starts_with("## 2026-03-01, Ada \\*Example\\* \\#: Old maps: new deadline\n")
    );
}
