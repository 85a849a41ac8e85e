use std::collections::BTreeMap;

use serde::Deserialize;

use super::*;

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Record {
    title: String,
    period: Option<Period>,
    topics: Vec<String>,
    people: Vec<Person>,
    order: Option<u16>,
    share: Option<f64>,
    level: Option<Level>,
    draft: bool,
    reviewed: Option<Day>,
    contact: BTreeMap<String, String>,
    extra: serde_json::Map<String, serde_json::Value>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Period {
    start: Day,
    end: Option<Day>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    person: String,
    part: Option<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Low,
    High,
}

#[derive(Debug, Default, PartialEq)]
struct Day(String);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const FORM: Expectation = Expectation { name: "day", write: "such as `2026-03-09`; or nothing" };
        let text = String::deserialize(deserializer)?;
        if text.len() == 10 { Ok(Self(text)) } else { Err(FORM.refuse(&text)) }
    }
}

fn read(text: &str) -> (Option<Record>, Vec<Diagnostic>) {
    Yaml { file: &SitePath::new("a.md"), text, offset: 0 }.read()
}

/// Each fault as `what is underlined: code: message (help)`.
fn faults(text: &str) -> Vec<String> {
    let show = |fault: Diagnostic| {
        let crate::diagnostic::Place::Span(span) = fault.place else { panic!("no place") };
        let place = &text[span.start as usize..span.end as usize];
        format!("{place}: {}: {} ({})", fault.code.name(), fault.message, fault.help.unwrap_or_default())
    };
    read(text).1.into_iter().map(show).collect()
}

#[test]
fn an_empty_text_holds_the_default() {
    for text in ["", "\n", "# nothing\n", "---\n"] {
        assert_eq!(read(text), (Some(Record::default()), Vec::new()), "{text:?}");
    }
}

#[test]
fn help_travels_apart_from_the_message() {
    assert_eq!(
        faults("reviewed: \"May; 2024\"\n"),
        [
            "\"May; 2024\": bad-value: `reviewed`: `May; 2024` is no day (write such as `2026-03-09`; or nothing)"
        ]
    );
}

#[test]
fn every_kind_of_fault_is_told_with_its_place() {
    for (text, fault) in [
        (
            "titel: A\n",
            "titel: unknown-field: unknown field `titel` (did you mean `title`? Fields of your own go below `extra:`)",
        ),
        ("people: [{person: a, prt: b}]\n", "prt: unknown-field: unknown field `prt` (did you mean `part`?)"),
        ("people: [{person: a, x: b}]\n", "x: unknown-field: unknown field `x` (known here: person, part)"),
        (
            "level: hihg\n",
            "hihg: unknown-value: `level` cannot be `hihg` (did you mean `high`? Known here: low, high)",
        ),
        ("level: 3\n", "3: unknown-value: `level` cannot be `3` (known here: low, high)"),
        (
            "level: [low]\n",
            "[low]: wrong-type: `level` is a list, expected one of low, high (write one of low, high)",
        ),
        ("title: [a]\n", "[a]: wrong-type: `title` is a list, expected text (write text)"),
        (
            "topics: a\n",
            "a: wrong-type: `topics` is text, expected a list, such as `[one, two]` (write `[a]`)",
        ),
        (
            "period: a\n",
            "a: wrong-type: `period` is text, expected a group of fields (write its fields, such as `{start: …, end: …}`)",
        ),
        (
            "period: [2026-03-09]\n",
            "[2026-03-09]: wrong-type: `period` is a list, expected a group of fields (write its fields, such as `{start: …, end: …}`)",
        ),
        (
            "draft: maybe\n",
            "maybe: wrong-type: `draft` is text, expected `true` or `false` (write `true` or `false`)",
        ),
        (
            "draft: 1\n",
            "1: wrong-type: `draft` is the number 1, expected `true` or `false` (write `true` or `false`)",
        ),
        ("share: \"3\"\n", "\"3\": wrong-type: `share` is text, expected a number (write a number)"),
        (
            "order: 3.5\n",
            "3.5: wrong-type: `order` is the number 3.5, expected a whole number, 0 or more (write a whole number, 0 or more)",
        ),
        (
            "order: 70000\n",
            "70000: wrong-type: `order` is the number 70000, expected a whole number, 0 or more (write a whole number, 0 or more)",
        ),
        (
            "people: [{part: a}]\n",
            "{part: a}: missing-field: `people[0]` has no `person` (add `person: …` to the entry)",
        ),
        ("contact: {a: [b]}\n", "[b]: wrong-type: `contact.a` is a list, expected text (write text)"),
        (
            "- a\n",
            "- a: wrong-type: expected fields, each `name: value` on a line of its own, found a list (write fields, each `name: value` on a line of its own)",
        ),
        (
            "extra: {a: 1, a: 2}\n",
            "a: duplicate-key: `a` is written twice (keep one of the two, and merge what they say)",
        ),
        ("title: @a\n", "@a: yaml-syntax: a value that begins with `@` (put it in quotes: `\"@a\"`)"),
    ] {
        assert_eq!(faults(text), [fault], "{text}");
    }
}

#[test]
fn one_fault_hides_no_other() {
    let text =
        "title: [a]\nperiod: {start: b, end: c}\npeople:\n  - person: [d]\n    part: [e]\n  - {}\norder: f\n";
    let places: Vec<String> =
        faults(text).into_iter().map(|fault| fault.split(": ").next().unwrap().to_owned()).collect();
    assert_eq!(places, ["[a]", "b", "c", "[d]", "[e]", "{}", "f"]);
    // The rest is read all the same.
    let value = read("title: A\norder: b\ntopics: [c]\n").0.unwrap();
    assert_eq!((value.title.as_str(), value.order, value.topics), ("A", None, vec!["c".to_owned()]));
    // What is written wrongly gives no value, for nobody knows what it says; what else is wrong is told.
    let (value, found) = read("title: \"A\norder: b\npeople: [{person: @c}]\n");
    assert_eq!((value, found.len()), (None, 3), "{found:?}");
}

#[test]
fn a_field_that_is_not_indented_is_told_where_it_belongs() {
    let help = |text: &str| read(text).1.into_iter().map(|fault| fault.help.unwrap()).collect::<Vec<_>>();
    let below = "indent it by two spaces: it belongs below `period`".to_owned();
    assert_eq!(help("period:\nstart: 2026-03-09\nend: 2026-03-10\n"), [below.clone(), below]);
    assert!(help("period:\ntitle: A\nstart: 2026-03-09\n")[0].starts_with("known here"));
    assert!(help("period:\nsomething: A\n")[0].starts_with("known here"));
    assert!(
        help("title:\nstart: 2026-03-09\n")[0]
            .starts_with("it belongs below `period`: write that field first")
    );
    assert!(help("part: all of it\n")[0].starts_with("it belongs below `people`"));
}

#[test]
fn a_short_text_says_nothing_long() {
    let aliases = vec!["*a"; 10_000].join(", ");
    let text = format!("extra: {{a: &a \"{}\", b: [{aliases}]}}\n", "x".repeat(32_000));
    let (value, found) = read(&text);
    assert_eq!((value, found.len()), (None, 1));
    assert_eq!(found[0].message, "a value that begins with `&`");
}

#[test]
fn what_a_message_says_of_every_mistake_is_one_sentence() {
    let text = String::from("*a*");
    let name = String::from("a");
    let mut seen = std::collections::BTreeSet::new();
    for mistake in [
        Mistake::Tab,
        Mistake::Character('\u{2028}'),
        Mistake::Twice { key: name.clone(), first: Span::default() },
        Mistake::Column { column: 3, beside: 0, below: 2 },
        Mistake::BelowText,
        Mistake::NoField,
        Mistake::NoSpace { name: name.clone() },
        Mistake::WideColon { name: name.clone() },
        Mistake::NotIndented { name },
        Mistake::Entry,
        Mistake::NoName,
        Mistake::LongKey,
        Mistake::Colon,
        Mistake::Sign { sign: '*', text: text.clone() },
        Mistake::Quote,
        Mistake::BehindQuote,
        Mistake::BehindBracket { text },
        Mistake::Bracket('['),
        Mistake::Bracket('{'),
        Mistake::Comma,
        Mistake::Header,
        Mistake::Escape,
        Mistake::Depth,
        Mistake::Document,
    ] {
        let (message, help) = (mistake.message(), mistake.help());
        assert!(!message.ends_with('.') && !help.ends_with('.') && !help.is_empty(), "{message}: {help}");
        assert!(seen.insert(message.clone()), "{message} is said of two");
    }
    let help = |length: usize| Mistake::Sign { sign: '@', text: "@".repeat(length) }.help();
    assert!(help(60).ends_with("@\"`") && help(61).ends_with("@…\"`"));
    assert!(Mistake::Sign { sign: '@', text: "it's \"a\"".to_owned() }.help().ends_with("`'it''s \"a\"'`"));
}
