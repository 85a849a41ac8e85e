use super::*;
use crate::record::{Fields, Kind};
use crate::site::site_of;

fn site() -> Site {
    site_of(
        "languages: [en, es, fr, ar, pt-BR, sv]\nrepository: {url: https://github.com/o/r}\n",
        &[("content/requests/lanterns/index.md", "---\ntitle: Lanterns, old\n---\n")],
        jiff::civil::date(2026, 3, 1),
    )
}

fn one(text: &str) -> Said {
    let found = read(&site(), text);
    assert_eq!(found.said.len(), 1, "{text}: {found:?}");
    found.said[0].clone()
}

fn short_of(said: &Said) -> [&str; 4] {
    let of = |text: &Option<String>| text.clone().unwrap_or_default();
    let texts = [of(&said.request), of(&said.recommendation), of(&said.priority), of(&said.reason)];
    texts.map(|text| &*Box::leak(text.into_boxed_str()))
}

#[test]
fn a_review_is_read_in_each_language_from_the_form_filled_in() {
    let site = site();
    let id = site.named(Kind::Request, "lanterns").unwrap();
    let digest = site.entry(id).record.digest.as_ref();
    assert!(matches!(site.entry(id).record.fields, Fields::Request(_)));
    for language in &site.config.languages {
        let asked = Asked { name: "lanterns", title: "Lanterns, old", digest };
        let colon = if language.as_str() == "fr" { "\u{a0}:" } else { ":" };
        let form = form(&site, &[asked], language, colon);
        assert!(form.contains(&format!("){colon} ")) && form.ends_with(&format!("{colon} ")), "{form}");
        // As it was sent, nothing is said.
        assert_eq!(read(&site, &form), Found { said: Vec::new(), left: 0 }, "{language}");
        let of = |field: &str| {
            let question =
                site.questions.review.iter().find(|question| question.field.as_deref() == Some(field));
            question.unwrap()
        };
        let choice = |field: &str, id: &str| {
            let choice = of(field).choices.iter().find(|choice| &*choice.id == id).unwrap();
            choice.label.get(language, site.config.default_language()).to_owned()
        };
        let answers = [
            ("recommendation", choice("recommendation", "revise")),
            ("priority", choice("priority", "low")),
            ("reason", "One.\n\nTwo.".to_owned()),
            ("conditions", "A licence".to_owned()),
        ];
        let mut filled = form.clone();
        for (field, answer) in answers {
            let label = of(field).label.get(language, site.config.default_language());
            let line = form.lines().find(|line| line.starts_with(label)).unwrap();
            filled = filled.replace(&format!("\n{line}"), &format!("\n{line}{answer}"));
        }
        let filled = format!("{filled}\n\nBest wishes\nAda\n");
        let found = read(&site, &filled);
        let said = &found.said[0];
        assert_eq!(short_of(said), ["lanterns", "revise", "low", "One.\n\nTwo."], "{language}: {filled}");
        assert_eq!((&*said.conditions, &said.conflict), (&["A licence".to_owned()][..], &None), "{language}");
        assert!(is_of(digest.unwrap(), said.digest.as_ref().unwrap()) && said.unknown.is_empty());
        assert_eq!(found.left, 2, "the words of leave are no part of it");
    }
}

#[test]
fn a_review_may_stand_on_one_line() {
    for (text, expected) in [
        (
            "recommend: proceed, priority: high, because: it fills: a gap, priority: none",
            ["", "proceed", "high", "it fills: a gap, priority: none"],
        ),
        ("Request: lanterns. Recommend: decline. Because: no", ["lanterns", "decline", "", "no"]),
        ("> Recommendation: **proceed**; reason: yes", ["", "proceed", "", "yes"]),
        ("- *Recommend:* Proceed.\n- Because: yes", ["", "proceed", "", "yes"]),
        ("Recomiendo: seguir adelante, prioridad: media, porque: sí", ["", "proceed", "medium", "sí"]),
        ("Je recommande : retravailler ; priorité : basse ; parce que : non", ["", "revise", "low", "non"]),
        ("التوصية: المضي قدمًا، الأولوية: عالية، السبب: نعم", ["", "proceed", "high", "نعم"]),
        ("Recomendo: recusar, porque: não", ["", "decline", "", "não"]),
        ("Jag rekommenderar: gå vidare, prioritet: hög, därför att: ja", ["", "proceed", "high", "ja"]),
        ("Recommend:\n\nproceed\n\nBecause:\n\nOne\nTwo", ["", "proceed", "", "One\nTwo"]),
        ("RECOMMEND (proceed / revise / decline): revise\nBECAUSE: x", ["", "revise", "", "x"]),
    ] {
        assert_eq!(short_of(&one(text)), expected, "{text}");
    }
}

#[test]
fn a_block_begins_with_the_request_that_it_is_of() {
    let found = read(
        &site(),
        "Hello\n\nRequest: a\nRecommend: proceed\nBecause: one\nRequest: b (0123abcd), Old: maps\nRecommend:\nRequest: c\n\
         I am no impartial judge because: I work there\n\nSee you",
    );
    let names: Vec<_> = found.said.iter().map(|said| said.request.clone().unwrap()).collect();
    assert_eq!((names, found.left), (vec!["a".to_owned(), "c".to_owned()], 2));
    assert_eq!(found.said[1].conflict.as_deref(), Some("I work there"));
    let contested = one("What was written down for me is wrong because: I said revise");
    assert_eq!(contested.contested.as_deref(), Some("I said revise"));
}

#[test]
fn what_is_no_choice_is_not_guessed() {
    for (text, unknown) in [
        ("Recommend: maybe\nBecause: x", ("recommendation", "maybe")),
        ("Recommend: proceed, decline\nBecause: x", ("recommendation", "proceed, decline")),
        ("Recommend: proceed\nRecommend: decline\nBecause: x", ("recommendation", "decline")),
        ("Recommend: proceed, with care\nBecause: x", ("recommendation", "proceed, with care")),
        ("Recommend: proceed\nPriority: soon", ("priority", "soon")),
    ] {
        assert_eq!(one(text).unknown, [(unknown.0, unknown.1.to_owned())], "{text}");
    }
    assert_eq!(one("Recommend: proceed\nRecommend: proceed").unknown, []);
    assert_eq!(read(&site(), "Hello\nI need maps: old ones.\n\nAda").left, 3);
}

#[test]
fn words_can_be_like_a_review() {
    let site = site();
    for (text, is_like) in [
        ("I recommend to proceed, priority high. It fills a gap.", true),
        ("Recomiendo rechazar; la prioridad no importa", true),
        ("What do you recommend? We want to proceed.", false),
        ("Priority: to proceed", false),
        ("I recommend it, priority high", false),
    ] {
        assert_eq!(is_like_one(&site, text), is_like, "{text}");
    }
}
