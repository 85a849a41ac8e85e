use super::{DEPTH, KEY, read};
use crate::diagnostic::FieldPath;
use crate::yaml::mistake::Mistake;

const TEXT: &str = "\
title: \"One: two\"   # said twice
countries: [SE, 'U K', UG]
metrics:
  - label: Files
    value: many
  - {label: Pages, value: 3, unit: \"a, b\"}
people:
- person: ada
  part: all of it
- person: bob
text: |
  label: not this one
  nor this
goals:
  ours:
    - a
    - b # why
plain: one
  two
later:
  {a: b,
   c: d}
none:
";

fn at(path: &FieldPath) -> &'static str {
    let span = read(TEXT).locate(TEXT, path, false);
    &TEXT[span.start as usize..span.end as usize]
}

#[test]
fn everything_has_its_place() {
    let key = FieldPath::key;
    for (path, place) in [
        (key("title"), "\"One: two\""),
        (key("countries"), "[SE, 'U K', UG]"),
        (key("countries").at(1), "'U K'"),
        (key("metrics"), "- label: Files"),
        (key("metrics").at(0), "label: Files"),
        (key("metrics").at(0).then("value"), "many"),
        (key("metrics").at(1).then("unit"), "\"a, b\""),
        (key("people").at(1).then("person"), "bob"),
        (key("people").at(0).then("part"), "all of it"),
        (key("text"), "|"),
        (key("goals"), "ours:"),
        (key("goals").then("ours"), "- a"),
        (key("goals").then("ours").at(1), "b"),
        (key("plain"), "one"),
        (key("later"), "{a: b"),
        (key("later").then("c"), "d"),
        (key("none"), "none"),
        // The way is lost: the nearest place that is sure.
        (key("people").at(1).then("nobody"), "person: bob"),
        (key("nothing"), "title: \"One: two\""),
    ] {
        assert_eq!(at(&path), place, "{path}");
    }
    let keys = [(key("goals").then("ours"), "ours"), (key("title"), "title"), (key("later").then("c"), "c")];
    for (path, place) in keys {
        let span = read(TEXT).locate(TEXT, &path, true);
        assert_eq!(&TEXT[span.start as usize..span.end as usize], place, "{path}");
    }
}

#[test]
fn of_two_fields_with_one_name_the_first_is_found_in_large_groups_too() {
    for fields in [1, 15, 16, 17, 100] {
        let group: String = (0..fields).fold(String::new(), |group, at| group + &format!("  k{at}: v{at}\n"));
        let text = format!("a: {{b: c}}\nlarge:\n{group}  k0: other\nz:\n{group}");
        let tree = read(&text);
        for (group, at) in ["large", "z"].into_iter().flat_map(|group| (0..fields).map(move |at| (group, at)))
        {
            let path = FieldPath::key(group).then(&format!("k{at}"));
            let span = tree.locate(&text, &path, false);
            let place = text.find(&format!("{group}:")).unwrap();
            let place = place + text[place..].find(&format!("v{at}\n")).unwrap();
            assert_eq!(
                (span.start as usize, span.end as usize),
                (place, place + format!("v{at}").len()),
                "{path}"
            );
            let (way, node) = tree.follow(&path).unwrap();
            assert_eq!((way, node.span), (vec![if group == "z" { 2 } else { 1 }, at], span));
        }
        assert!(tree.follow(&FieldPath::key("large").then("k")).is_none());
    }
}

/// What is wrong with a text, and where.
fn mistakes(text: &str) -> Vec<(&str, Mistake)> {
    let mistakes = read(text).mistakes;
    mistakes
        .into_iter()
        .map(|(span, mistake)| (&text[span.start as usize..span.end as usize], mistake))
        .collect()
}

/// Every mistake that there is, each with what is underlined.
#[test]
fn every_mistake_is_told_where_it_is() {
    let name = |name: &str| name.to_owned();
    let sign = |sign, text: &str| Mistake::Sign { sign, text: text.to_owned() };
    for (text, place, mistake) in [
        ("a: b\n\tc: d\n", "\tc: d", Mistake::Tab),
        ("a:\n  - b\n\t\n", "\t", Mistake::Tab),
        ("a:\n-\tb\n", "-\tb", Mistake::Tab),
        ("a: |\n\tb\n", "\tb", Mistake::Tab),
        ("a: |\n  b\n\tc\n", "\tc", Mistake::Tab),
        ("a: b\n\t\nc: d\n", "\t", Mistake::Tab),
        ("a: [b,\n\tc]\n", "\tc]", Mistake::Tab),
        ("a: \u{1}\n", "\u{1}", Mistake::Character('\u{1}')),
        ("a: b\u{7f}\n", "\u{7f}", Mistake::Character('\u{7f}')),
        ("a: b\u{85}\n", "\u{85}", Mistake::Character('\u{85}')),
        ("a: b\u{2028}c\n", "\u{2028}", Mistake::Character('\u{2028}')),
        ("a: b\u{2029}c\n", "\u{2029}", Mistake::Character('\u{2029}')),
        ("a: \u{feff}b\n", "\u{feff}", Mistake::Character('\u{feff}')),
        ("a: \u{fffe}b\n", "\u{fffe}", Mistake::Character('\u{fffe}')),
        ("a: b\u{ffff}\n", "\u{ffff}", Mistake::Character('\u{ffff}')),
        ("a: b\rc\n", "\r", Mistake::Character('\r')),
        ("a:\n   b: c\n  d: e\n", "d: e", Mistake::Column { column: 2, beside: 0, below: 3 }),
        ("a:\n    b: c\n   d: e\n", "d: e", Mistake::Column { column: 3, beside: 0, below: 4 }),
        ("a:\n  - \"b\"\n   - d\n", "- d", Mistake::Column { column: 3, beside: 2, below: 4 }),
        ("a: \"b\"\n  c: d\n", "c: d", Mistake::Column { column: 2, beside: 0, below: 2 }),
        ("a:\n  - b: c\n  d: e\n", "d: e", Mistake::Hyphen { name: name("d"), first: name("b"), column: 4 }),
        ("a:\n- b\n - c\n", "- c", Mistake::FoldedEntry),
        ("a: b\n\n  - c\n", "- c", Mistake::FoldedEntry),
        ("a: [b\n  - c]\n", "- c]", Mistake::FoldedEntry),
        ("a: b\n----\nc d: e\nf: g\n", "----", Mistake::Fence { text: name("----") }),
        ("a: b\n—\n", "—", Mistake::Fence { text: name("—") }),
        ("a: b\n  c: d\n", "c: d", Mistake::BelowText),
        ("a: b\nc\nd\ne: f\n", "c", Mistake::NoField),
        ("a:b\nc: d\n", "a:b", Mistake::NoSpace { name: name("a") }),
        ("tools:[pattypan]\ntitle: b\n", "tools:[pattypan]", Mistake::NoSpace { name: name("tools") }),
        ("a: {b:c}\n", "b:c", Mistake::NoSpace { name: name("b") }),
        ("tools：[pattypan]\ntitle: b\n", "tools：[pattypan]", Mistake::WideColon { name: name("tools") }),
        ("a:\n  b：c\n", "b：c", Mistake::WideColon { name: name("b") }),
        ("a: |\nb c\nd e\nf: g\n", "b c", Mistake::NotIndented { name: name("a") }),
        ("a: b\n- c\n", "- c", Mistake::Entry),
        (": a\n", ": a", Mistake::NoName),
        ("? a\n: b\n", "? a", Mistake::LongKey),
        ("a: b: c\n", ": c", Mistake::Colon { text: "b: c".to_owned() }),
        ("a: - b\n", "- b", sign('-', "- b")),
        ("a: &b c\n", "&b c", sign('&', "&b c")),
        ("a: *b* c\n", "*b* c", sign('*', "*b* c")),
        ("a: !b c\n", "!b c", sign('!', "!b c")),
        ("a: @b\n", "@b", sign('@', "@b")),
        ("a: `b`\n", "`b`", sign('`', "`b`")),
        ("a: % b\n", "% b", sign('%', "% b")),
        ("a: ,b\n", ",b", sign(',', ",b")),
        ("a: ]b\n", "]b", sign(']', "]b")),
        ("a: }b\n", "}b", sign('}', "}b")),
        ("a: ? b\n", "? b", sign('?', "? b")),
        ("a: [-]\n", "-", sign('-', "-")),
        ("a: [@b, c]\n", "@b", sign('@', "@b")),
        ("a: [|]\n", "|", sign('|', "|")),
        ("a: [>]\n", ">", sign('>', ">")),
        ("@a: b\n", "@a: b", sign('@', "@a: b")),
        ("a: \"Old maps\nb: say \"c\"\n", "\"Old maps", Mistake::Quote),
        ("a: 'b\n\n", "'b", Mistake::Quote),
        ("a:\n  - b: 'c\n    d: e\n", "'c", Mistake::Quote),
        ("a: \"b\" c\n", "c", Mistake::BehindQuote),
        ("a: [b] c\n", "c", Mistake::BehindBracket { text: name("[b] c") }),
        ("a: [b, c\nd: e\n", "[b, c", Mistake::Bracket('[')),
        ("a: {b: c\nd: e\n", "{b: c", Mistake::Bracket('{')),
        ("a: [b, {c: d\n", "{c: d", Mistake::Bracket('{')),
        ("a: [\"b\" c]\n", "c]", Mistake::Comma),
        ("a: [b,, c]\n", ", c]", Mistake::Comma),
        ("a: {b c: d e}, f\n", ", f", Mistake::BehindBracket { text: name("{b c: d e}, f") }),
        ("a: | b\n", " b", Mistake::Header),
        ("a: |0\n", "0", Mistake::Header),
        ("a: |23\n", "23", Mistake::Header),
        ("a: \"\\d\"\n", "\\d", Mistake::Escape),
        ("a: \"\\u12\"\n", "\\u", Mistake::Escape),
        ("a: \"\\ud800\"\n", "\\u", Mistake::Escape),
        ("a: b\n---\nc: d\n", "---", Mistake::Document),
        ("a: b\n...\nc: d\n", "...", Mistake::Document),
        ("--- a: b\n", "--- a: b", Mistake::Document),
        ("%YAML 1.2\n---\na: b\n", "%YAML 1.2", Mistake::NoField),
    ] {
        let found = mistakes(text);
        assert_eq!(found.first(), Some(&(place, mistake)), "{text}");
        assert!(found.len() == 1 || text.starts_with('%') || text.starts_with('?'), "{found:?} in {text}");
    }
}

#[test]
fn a_key_is_written_once_wherever_it_stands() {
    for (text, place) in [
        ("a: b\na: c\n", "a"),
        ("x:\n  b: c\n  b: d\n", "b"),
        ("x: {b: c, \"b\": d}\n", "\"b\""),
        ("x:\n  - b: c\n    b: d\n", "b"),
        ("x: [{b: c, b: d}]\n", "b"),
    ] {
        let found = mistakes(text);
        let [(span, Mistake::Twice { first, .. })] = &found[..] else { panic!("{found:?} in {text}") };
        assert_eq!(*span, place, "{text}");
        assert_eq!(text[first.start as usize..first.end as usize].trim_matches('"'), place.trim_matches('"'));
    }
    // Few keys are compared each with each, and many by a table.
    for count in [32, 33, 1000] {
        let keys: Vec<String> = (0..count).map(|number| format!("k{number}: a\n")).collect();
        let mut text = keys.concat();
        assert_eq!(mistakes(&text), []);
        text.push_str("k7: b\nk8: b\n");
        assert_eq!(mistakes(&text).len(), 2, "{count}");
    }
}

#[test]
fn a_mistake_costs_its_field_and_no_other() {
    let text = "a: \"b\nc: d: e\nf:\n  - g: [h\n    i: j\n  - @k\nl: m\n n\no: |\np\nq: r\n";
    let tree = read(text);
    let places: Vec<&str> =
        tree.mistakes.iter().map(|(span, _)| &text[span.start as usize..span.end as usize]).collect();
    assert_eq!(places, ["\"b", ": e", "[h", "@k", "p"]);
    let names: Vec<&str> = tree.root.fields().unwrap().iter().map(|field| &*field.key).collect();
    assert_eq!(names, ["a", "c", "f", "l", "o", "q"]);
}

#[test]
fn every_bound_is_kept() {
    let lists = |depth: usize| format!("a: {}{}\n", "[".repeat(depth), "]".repeat(depth));
    let fields =
        |depth: usize| (0..=depth).flat_map(|at| [" ".repeat(at), "a:\n".to_owned()]).collect::<String>();
    for text in [lists, fields].iter().map(|make| make(DEPTH)) {
        assert_eq!(mistakes(&text), []);
    }
    for text in [lists(DEPTH + 1), fields(DEPTH + 1), lists(50_000), fields(2_000)] {
        assert!(matches!(&mistakes(&text)[..], [(_, Mistake::Depth)]));
    }
    // Its colon counts.
    let key = |length: usize| format!("{}: b\n", "a".repeat(length));
    assert_eq!(mistakes(&key(KEY - 1)), []);
    assert!(matches!(&mistakes(&key(KEY))[..], [(_, Mistake::NoField)]));
}
