use super::*;

fn text(value: &str) -> Value {
    Value::text(value)
}

/// The front matter of a request, in as many forms as people use.
const REQUEST: &str = "\
# What we know
title: \"Old maps\"   # of the 1920s
status: submitted # since May
description: |
  Please help: # no comment

  with maps.
# about the people
requester: {name: Rita, # the first name
  affiliation: 'It''s ours'}
help:
- advice
# between
- a tool   # which?
  # to come

countries: [UG, # here
  KE]
justification: >-
  It matters
  a lot.
notes: one
  two

  three
reason:
mails:   # none yet
tools:
    - \"a: b\"
";

/// The request with other lines in the place of some.
fn with(old: &str, new: &str) -> String {
    assert_eq!(REQUEST.matches(old).count(), 1, "{old}");
    REQUEST.replace(old, new)
}

#[test]
fn a_value_is_replaced_however_it_is_written() {
    for (name, value, old, new) in [
        ("title", "New", "\"Old maps\" ", "New "),
        ("status", "on: hold", "submitted #", "\"on: hold\" #"),
        ("status", "a\nb\n", "submitted # since May\n", "| # since May\n  a\n  b\n"),
        ("description", "Help", "|\n  Please help: # no comment\n\n  with maps.", "Help"),
        ("requester", "Rita", "{name: Rita, # the first name\n  affiliation: 'It''s ours'}", "Rita"),
        ("justification", "12", ">-\n  It matters\n  a lot.", "\"12\""),
        ("notes", "four", "one\n  two\n\n  three", "four"),
        ("reason", "why", "reason:", "reason: why"),
        ("mails", "none", "mails: ", "mails: none "),
        ("tools", "none", "tools:\n    - \"a: b\"", "tools: none"),
        ("help", "none", "help:\n- advice\n# between\n- a tool   # which?", "help: none"),
    ] {
        assert_eq!(set(REQUEST, name, &text(value)).unwrap(), with(old, new), "{name}");
    }
    assert_eq!(set(REQUEST, "new", &text("2026-01-01")).unwrap(), format!("{REQUEST}new: \"2026-01-01\"\n"));
    let date = set(REQUEST, "received", &Value::Word("2026-01-01".to_owned())).unwrap();
    assert_eq!(date, format!("{REQUEST}received: 2026-01-01\n"));
    assert_eq!(set(REQUEST, "title", &text("Old maps")).unwrap(), REQUEST, "what says the same stays");
}

#[test]
fn a_field_is_taken_away_with_its_lines() {
    assert_eq!(remove(REQUEST, "nothing").unwrap(), REQUEST);
    for (name, old) in [
        ("status", "status: submitted # since May\n"),
        ("description", "description: |\n  Please help: # no comment\n\n  with maps.\n"),
        ("notes", "notes: one\n  two\n\n  three\n"),
        ("tools", "tools:\n    - \"a: b\"\n"),
        ("help", "help:\n- advice\n# between\n- a tool   # which?\n  # to come\n"),
    ] {
        assert_eq!(remove(REQUEST, name).unwrap(), with(old, ""), "{name}");
    }
}

#[test]
fn an_entry_comes_last() {
    for (name, old, new) in [
        ("help", "which?\n", "which?\n- \"x, y: z\"\n"),
        ("tools", "    - \"a: b\"\n", "    - \"a: b\"\n    - \"x, y: z\"\n"),
        ("countries", "  KE]", "  KE, \"x, y: z\"]"),
        ("mails", "mails: ", "mails: [\"x, y: z\"] "),
        ("reason", "reason:", "reason: [\"x, y: z\"]"),
        ("new", "    - \"a: b\"\n", "    - \"a: b\"\nnew: [\"x, y: z\"]\n"),
    ] {
        assert_eq!(append(REQUEST, name, &text("x, y: z")).unwrap(), with(old, new), "{name}");
    }
    for (list, expected) in [
        ("a: []\n", "a: [x]\n"),
        ("a: [ ]\n", "a: [x ]\n"),
        ("a: [b, ]\n", "a: [b, x ]\n"),
        ("a: [b] # c\n", "a: [b, x] # c\n"),
        ("a: [it's, b # c\n  ]\n", "a: [it's, b, x # c\n  ]\n"),
        ("a: [{b: [c]}]\n", "a: [{b: [c]}, x]\n"),
        ("a:\n  [b]\n", "a:\n  [b, x]\n"),
        ("a:\n  - b: |\n      c\n    d: e\nf: g\n", "a:\n  - b: |\n      c\n    d: e\n  - x\nf: g\n"),
        ("a: null\n", "a: [x]\n"),
    ] {
        assert_eq!(append(list, "a", &text("x")).as_deref(), Ok(expected));
    }
    let fields = Value::Fields(vec![("name", text("x")), ("text", text("y, z"))]);
    assert_eq!(
        append("a:\n- name: b\n", "a", &fields).as_deref(),
        Ok("a:\n- name: b\n- name: x\n  text: y, z\n")
    );
    assert_eq!(
        append("a: [{name: b}]\n", "a", &fields).as_deref(),
        Ok("a: [{name: b}, {name: x, text: \"y, z\"}]\n")
    );
    assert_eq!(append("a: b\n", "a", &text("x")), Err(Refused::NotAList("a".to_owned())));
}

#[test]
fn what_is_not_understood_is_not_changed() {
    assert_eq!(set("a: [b\n", "a", &text("x")), Err(Refused::Faulty));
    for other in ["- a\n", "? a\n: b\n", "a: &x b\nc: *x\n", "a: b\na: c\n", "a: b\n  c: d\n"] {
        assert_eq!(set(other, "a", &text("x")), Err(Refused::Faulty), "{other}");
    }
    assert_eq!(set("--- \na: b\n", "a", &text("x")).as_deref(), Ok("--- \na: x\n"));
    for unusual in ["{a: b}\n", "  a: b\n"] {
        assert_eq!(set(unusual, "a", &text("x")), Err(Refused::Unclear("a".to_owned())), "{unusual}");
    }
}

#[test]
fn the_ends_of_lines_stay() {
    let windows = REQUEST.replace('\n', "\r\n");
    for (name, value) in [("title", "a\nb\n"), ("notes", "c"), ("new", "d\ne\n"), ("help", "f")] {
        let edited = set(&windows, name, &text(value)).unwrap();
        assert_eq!(edited, set(REQUEST, name, &text(value)).unwrap().replace('\n', "\r\n"));
    }
    assert_eq!(set("a: b", "a", &text("c")).as_deref(), Ok("a: c"));
    assert_eq!(set("a: b", "d", &text("c")).as_deref(), Ok("a: b\nd: c\n"));
    assert_eq!(set("", "d", &text("c")).as_deref(), Ok("d: c\n"));
}

/// The forms of a value, and what may stand between two fields.
const VALUES: [&str; 24] = [
    " b\n",
    " b  # c\n",
    "\n",
    " # c\n",
    " \"b # no\"\n",
    " 'it''s' # c\n",
    " \"b\n  c: d\n\n  e\"\n",
    " |\n  b\n  # no\n\n  c: d\n",
    " >-  # c\n    b\n    c\n",
    " |+\n  b\n",
    " b\n  c\n  d\n",
    " []\n",
    " [b, \"c, ]\", {d: e}] # c\n",
    " [b, # c ]\n  d,\n  ]\n",
    " {b: c, d: [e]}\n",
    "\n- b\n- c: d\n  e: f\n",
    "\n  - b\n  # c\n  - c\n",
    " # c\n  - |\n    b\n  - c\n",
    "\n  b: c\n  d:\n    - e\n",
    " 12\n",
    " 2026-01-01\n",
    " true\n",
    " b:c#d\n",
    " ~\n",
];
const BETWEEN: [&str; 6] = ["", "", "\n", "# c: d\n", "\n# c\n\n", "  # c\n"];
const NEW: [&str; 16] = [
    "b",
    "yes",
    "12",
    "2026-01-01",
    "a: b",
    "a #b",
    "- b",
    "@b",
    "*b",
    "one\ntwo\n",
    "one\n\ntwo",
    " b",
    "",
    "\"b\"",
    "it's",
    "{b}",
];

/// Front matters put together at random of the forms that people write: an edit says what it should,
/// and of other fields no byte is another.
#[test]
fn at_random_only_the_field_changes() {
    let mut random = crate::yaml::random(2026);
    let (mut edits, mut refused) = (0, 0);
    for _ in 0..20_000 {
        let names = ["one", "two", "three", "four"];
        let number = 1 + random(4);
        let mut parts = vec![BETWEEN[random(5)].to_owned()];
        for name in &names[..number] {
            parts.push(format!("{name}:{}", VALUES[random(VALUES.len())]));
            parts.push(BETWEEN[random(BETWEEN.len())].to_owned());
        }
        let windows = random(4) == 0;
        let front: String = parts.concat();
        let front = if windows { front.replace('\n', "\r\n") } else { front };
        let Ok(before) = read(&front) else { continue };
        let chosen = random(4);
        let name = names[chosen];
        let value = text(NEW[random(NEW.len())]);
        let mut expected = before.clone();
        let edited = match random(3) {
            0 => {
                expected.insert(name.into(), value.parsed());
                set(&front, name, &value)
            }
            1 => {
                expected.remove(name);
                remove(&front, name)
            }
            _ => {
                match expected.entry(name.into()).or_insert_with(|| Parsed::Sequence(Vec::new())) {
                    Parsed::Sequence(list) => list.push(value.parsed()),
                    null @ Parsed::Null => *null = Parsed::Sequence(vec![value.parsed()]),
                    _ => continue,
                }
                append(&front, name, &value)
            }
        };
        let Ok(edited) = edited else {
            // A block that keeps the blank lines behind it can hang on what follows.
            assert!(front.contains("|+"), "{name}, {value:?}: {edited:?} of\n{front}");
            refused += 1;
            continue;
        };
        edits += 1;
        assert_eq!(read(&edited).as_ref(), Ok(&expected), "{front}\n{edited}");
        // What stands before the field and what stands behind its value is the same to the byte.
        let ends = |part: &str| if windows { part.replace('\n', "\r\n") } else { part.to_owned() };
        let before = if chosen < number { ends(&parts[..=2 * chosen].concat()) } else { front.clone() };
        let after = if chosen < number { ends(&parts[2 * chosen + 2..].concat()) } else { String::new() };
        let after =
            after.strip_prefix("  # c").map_or(after.as_str(), |rest| rest.trim_start_matches(['\r', '\n']));
        assert!(
            edited.starts_with(&before) && edited.ends_with(after),
            "{name}: {value:?}\n{front}\n{edited}"
        );
    }
    assert!(edits > 10_000 && refused < 200, "{edits} edits, {refused} refused");
}

#[test]
fn what_stays_of_a_group_stands_as_it_stood() {
    const BLOCK: &str = "\
title: A
checklist: # of the committee
  # first
  technical: TIFF   # 600 dpi

  legal: |
    Public
    domain.
  # the last
due: 2026-01-01
";
    let group = |fields: &[(&'static str, &str)]| {
        fields.iter().map(|(name, value)| (*name, text(value))).collect::<Vec<_>>()
    };
    let legal = ("legal", "Public\ndomain.\n");
    for (fields, old, new) in [
        (group(&[("technical", "TIFF"), legal]), "", ""),
        (group(&[("technical", "PNG"), legal]), "TIFF ", "PNG "),
        (group(&[legal]), "  # first\n  technical: TIFF   # 600 dpi\n", "  # first\n"),
        (
            group(&[("technical", "TIFF"), legal, ("risk", "None: we\nhope.\n")]),
            "  # the last\n",
            "  # the last\n  risk: |\n    None: we\n    hope.\n",
        ),
    ] {
        let expected = if old.is_empty() { BLOCK.to_owned() } else { BLOCK.replacen(old, new, 1) };
        assert_eq!(set_group(BLOCK, "checklist", &fields).unwrap(), expected, "{fields:?}");
    }
    let crlf = BLOCK.replace('\n', "\r\n");
    let changed = set_group(&crlf, "checklist", &group(&[("technical", "PNG"), legal])).unwrap();
    assert_eq!(changed, crlf.replace("TIFF ", "PNG "));

    // One that is not there is begun, an empty one goes, and one between brackets is written anew.
    let risk = group(&[("risk", "None")]);
    for (before, after) in [
        ("a: b\n", "a: b\nchecklist: {risk: None}\n"),
        ("checklist:\na: b\n", "checklist: {risk: None}\na: b\n"),
        ("checklist: {risk: All, legal: b} # c\na: b\n", "checklist: {risk: None} # c\na: b\n"),
    ] {
        assert_eq!(set_group(before, "checklist", &risk).unwrap(), after);
    }
    assert_eq!(set_group(BLOCK, "checklist", &[]).unwrap(), "title: A\ndue: 2026-01-01\n");
    assert_eq!(
        set_group("checklist: all of it\n", "checklist", &risk),
        Err(Refused::NotAGroup("checklist".to_owned()))
    );
    // What only a person can change.
    let unclear = Err(Refused::Unclear("checklist".to_owned()));
    for before in [
        "checklist: {risk: All, # to see\n  legal: b}\n",
        "checklist:\n    risk: All\n  # less indented\n    legal: b\n",
    ] {
        assert_eq!(set_group(before, "checklist", &risk), unclear, "{before}");
    }
}
