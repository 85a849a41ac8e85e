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
    links: Vec<Source>,
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

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    title: String,
    url: Option<String>,
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
            "[low]: wrong-type: `level` is a list, expected one of low, high (write it without the brackets: `level: low`)",
        ),
        (
            "title: [a]\n",
            "[a]: wrong-type: `title` is a list, expected text (write it without the brackets: `title: a`)",
        ),
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
        (
            "contact: {a: [b]}\n",
            "[b]: wrong-type: `contact.a` is a list, expected text (write it without the brackets: `a: b`)",
        ),
        (
            "- a\n",
            "- a: wrong-type: expected fields, each `name: value` on a line of its own, found a list (write fields, each `name: value` on a line of its own)",
        ),
        (
            "extra: {a: 1, a: 2}\n",
            "a: duplicate-key: `a` is written twice (keep one of the two, and merge what they say)",
        ),
        (
            "title: a <!-- b --> c\n",
            "a <!-- b --> c: bad-value: `title` holds a comment, `<!--`, which all readers would see (delete it and \
             write `a c`; a note for whoever edits the file goes on a line of its own that begins with `#`)",
        ),
        (
            "contact: {a: \"<!-- b\"}\n",
            "\"<!-- b\": bad-value: `contact.a` holds a comment, `<!--`, which all readers would see (delete it; a \
             note for whoever edits the file goes on a line of its own that begins with `#`)",
        ),
        ("title: @a\n", "@a: yaml-syntax: a value that begins with `@` (put it in quotes: `\"@a\"`)"),
    ] {
        assert_eq!(faults(text), [fault], "{text}");
    }
}

#[test]
fn what_to_write_instead_is_the_authors_own_words() {
    for (text, help) in [
        // One text, where its colon makes a field of it.
        ("topics:\n  - One: ask early\n", "put the text in quotes: `- \"One: ask early\"`"),
        ("topics:\n- One: ask\n  early\n", "`- \"One: ask early\"`"),
        ("topics:\n  - One: ask\n    early\n\n    and often\n  - two\n", "`- \"One: ask early and often\"`"),
        ("topics: [It's ok, a: b]\n", "put the text in quotes: `\"a: b\"`"),
        ("title:\n  Note: ask\n", "`title: \"Note: ask\"`"),
        ("title:\n  Note: ask\n  Then: tell\n", "write `title: |`, and the lines of the text below it"),
        ("title: {a: b}\n", "put it in quotes: `title: \"{a: b}\"`"),
        ("title: {a: b, c: d}\n", "put it in quotes: `title: \"{a: b, c: d}\"`"),
        // One text in brackets or behind a hyphen, and several.
        ("title: [old-maps]\n", "write it without the brackets: `title: old-maps`"),
        (
            "title: [Old maps]\n",
            "`title: Old maps`; if they are part of the text, put it in quotes: `title: \"[Old maps]\"`",
        ),
        ("title: {x}\n", "write it without the brackets: `title: x`"),
        ("title:\n  - old\n", "write it without the hyphen: `title: old`"),
        ("title: [a, b]\n", "write one of them alone: `title: a`"),
        ("title:\n  - a\n  - b\n", "write one of them alone: `title: a`"),
        ("title:\n  - Ask early\n  - b\n", "write `title: |`"),
        ("order: [5]\n", "write it without the brackets: `order: 5`"),
        // A list.
        (
            "topics:\n  -one\n  -two\n",
            "write a line for each entry below `topics:`, with a hyphen and a space before it: `- one`, `- two`",
        ),
        ("topics:\n  1. one\n", "begin the entry with a hyphen and a space: `- one`"),
        ("topics:\n  • one\n  • two\n", "`- one`, `- two`"),
        ("topics:\n  one\n  two\n  three\n  four\n", "`- one`, `- two`, `- three` and so on"),
        ("topics: |\n  one\n  two\n", "`- one`, `- two`"),
        ("topics:\n  -One: ask\n", "`- \"One: ask\"`"),
        ("topics: -one\n", "begin the entry with a hyphen and a space: `- one`"),
        ("topics:\n-one\n-two\n", "begin each entry with a hyphen and a space: `- one`"),
        ("topics: * one\n", "begin an entry of a list with a hyphen: `- one`"),
        ("topics:\n* one\n", "begin each entry with a hyphen and a space: `- one`"),
        ("topics: SE, NO\n", "write `[SE, NO]`"),
        ("topics: \"SE; NO\"\n", "write `[SE, NO]`"),
        ("topics: ［SE， “NO”］\n", "write `[SE, NO]`"),
        (
            "topics: Ask them all early, and twice\n",
            "write `topics:`, and below it a line for each entry: `- Ask them all early, and twice`",
        ),
        ("people: ada\n", "write `[ada]`"),
        ("people: {person: ada}\n", "write `[{person: ada}]`"),
        ("people:\n  person: ada\n", "begin the entry with a hyphen: `- person: ada`"),
        ("people:\n  -person: ada\n", "`- person: ada`"),
        (
            "links: https://example.org/\n",
            "write a list of groups of fields: `[{title: …, url: https://example.org/}]`",
        ),
        // Fields.
        (
            "contact: a@example.org\n",
            "write `contact:`, and below it its fields, indented by two spaces, such as `email: a@example.org`",
        ),
        ("contact: https://example.org/\n", "such as `web: https://example.org/`"),
        ("contact: Ada\n", "such as `name: Ada`"),
        ("contact:\n  - email: a@example.org\n", "without hyphens and brackets"),
        // Signs of other keyboards.
        ("order: １５\n", "with ordinary signs: `order: 15`"),
        ("level: “high”\n", "did you mean `high`?"),
        ("reviewed: “May 2024”\n", "in ordinary signs: `May 2024`"),
        // What a comment hides.
        ("topics: [a #1]\n", "put what holds the `#` in quotes: `\"a #1\"`"),
        ("people: [{person: a #4, part: b}]\n", "put what holds the `#` in quotes: `\"a #4\"`"),
        ("topics: [a, b #1, c]\ntitle: A\n", "put what holds the `#` in quotes: `\"b #1\"`"),
        ("title: “A: b”\n", "put a text that holds a colon in quotes: `\"A: b\"`"),
        ("people: [{person: > 500, part: a}]\n", "put it in quotes: `\"> 500\"`"),
        ("title: {{title}}\n", "write the value that the placeholder stands for"),
        ("order: >500\n", "put it in quotes: `\">500\"`"),
        ("order: > 500\ntitle: A\n", "put it in quotes: `\"> 500\"`"),
        ("order: > 500\n  more\n", "write the text on the lines below"),
        ("topics: [a # more\n", "write `[one, two]`: commas between"),
    ] {
        let mut found = faults(text);
        found.dedup();
        assert!(found.len() == 1 && found[0].contains(help), "{text}: {found:#?}");
    }
}

#[test]
fn a_first_field_that_is_indented_hides_no_other() {
    let found = faults(" title: A\norder: b\n");
    assert_eq!(
        found,
        [
            "title: A: yaml-syntax: the first field does not begin in the column of the others (delete the 1 space before it)",
            "b: wrong-type: `order` is text, expected a whole number, 0 or more (write a whole number, 0 or more)",
        ]
    );
    assert!(faults("  title: A\n  draft: true\norder: 2\ntitle: B\n")[0].contains("delete the 2 spaces"));
    assert_eq!(faults("  title: A\n  order: 2\n"), [""; 0]);
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
    assert!(
        help("part: all of it\n")[0]
            .starts_with("it belongs to an entry of `people`: write that list, and `part: …`")
    );
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
        Mistake::NotIndented { name: name.clone() },
        Mistake::Entry,
        Mistake::Mark { entry: name.clone() },
        Mistake::FirstIndented { spaces: 1 },
        Mistake::NoName,
        Mistake::LongKey,
        Mistake::Colon { text: text.clone() },
        Mistake::Sign { sign: '*', text: text.clone() },
        Mistake::Quote,
        Mistake::BehindQuote,
        Mistake::BehindBracket { text: text.clone() },
        Mistake::Commented { bracket: '[', entry: text.clone() },
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

#[test]
fn what_stands_in_a_value_of_another_type_is_not_told_once_more() {
    for text in ["period:\n  - a: 1\n  - b: 2\n", "topics:\n  a: {b: c}\n  d: e\n", "title:\n  - a\n  - b\n"]
    {
        let file = SitePath::new("a.yaml");
        let (_, faults) = Yaml { file: &file, text, offset: 0 }.read::<Record>();
        assert_eq!(faults.len(), 1, "{faults:#?}");
    }
}
