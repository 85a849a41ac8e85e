use serde::{Deserialize, Serialize};

use super::read;

/// A bit of everything that records and settings ask for.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Everything {
    title: String,
    text: Option<String>,
    draft: bool,
    order: Option<i64>,
    count: u64,
    value: Option<f64>,
    level: Option<Level>,
    list: Vec<String>,
    entries: Vec<Entry>,
    within: Option<Box<Everything>>,
    extra: serde_json::Map<String, serde_json::Value>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Low,
    VeryHigh,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    value: Option<f64>,
    list: Option<Vec<String>>,
}

/// What this reader makes of a text, and whether it took it at all. Where it did, the library must
/// have found the same.
fn same(text: &str) -> bool {
    let Some(simple) = read::<Everything>(text) else {
        return false;
    };
    let library = serde_yaml::from_str::<Everything>(text);
    assert_eq!(library.as_ref().ok(), Some(&simple), "{library:?} in\n{text}");
    true
}

#[test]
fn front_matter_as_people_write_it_is_simple() {
    for text in [
        "",
        "# nothing yet\n",
        "title: A title\n",
        "\"title\": A\nextra: {\"a\": b}\n",
        "title: \"Of: quotes\"\ntext: 'and others'\n",
        "# A remark\n\ntitle: A\n\n  # another\ndraft: true\n",
        "title: A\nlist: [one, \"two, three\", Ünïcode]\norder: 12\ncount: 0\nvalue: 3.5\n",
        "title: A\nlist:\n  - one\n  - two words\nentries:\n- name: a\n  value: 7\n- {name: b, list: []}\n",
        "title: A\nentries:\n  - name: a\n    list:\n      - x\n    value: 1\nlevel: very-high\n",
        "within:\n  title: B\n  within: {title: C, list: [d]}\ntitle: 2022\ntext:\nlist:\ndraft: false",
        "title: 12:30 and A#B\ntext: null\nvalue: 0.25\nextra: {a: [b, {c: true}], d: \"\"}\n",
        "title: 数据\ntext: (in brackets)   \n",
    ] {
        let simple = same(text);
        // The list without a value is the library's.
        assert_eq!(simple, !text.contains("list:\ndraft"), "{text}");
    }
}

#[test]
fn what_is_not_simple_is_left_to_the_library() {
    for text in [
        "title: |\n  A\n",
        "title: >-\n  A\n",
        "title: A\n  and more\n",
        "title: \"A\n  and more\"\n",
        "title: \"A \\\"quote\\\"\"\n",
        "title: 'It''s'\n",
        "title: A # remark\n",
        "title: A: B\n",
        "title: &a A\n",
        "title: *a\n",
        "title: !!str A\n",
        "title: -\n",
        "title: @a\n",
        "title: `a`\n",
        "title: %a\n",
        "title:A\n",
        "title: A\r\n",
        "title:\tA\n",
        "title: a\u{85}b\n",
        "title: a\u{2028}b\n",
        "title: [A\n",
        "list: [a, b,]\n",
        "list: [a: b]\n",
        "list: [a\n  , b]\n",
        "list:\n  - a\n - b\n",
        "list:\n  -\n    a\n",
        "list: [[a], b]\n",
        "count: 0x10\n",
        "count: 012\n",
        "count: -1\n",
        "value: 1e3\n",
        "value: .inf\n",
        "extra: {a: 1}\n",
        "? title\n: A\n",
        "--- \ntitle: A\n",
        "title: A\n...\n",
        "title: A\ntitle: B\n",
        "titel: A\n",
        "order: high\n",
        "level: unknown\n",
        "- a\n",
        " title: A\ndraft: true\n",
    ] {
        assert!(!same(text), "{text}");
    }
    let deep: String = (0..40).flat_map(|depth| [" ".repeat(depth), "within:\n".to_owned()]).collect();
    assert!(!same(&deep));
    assert!(!same(&format!("list: {}{}\n", "[".repeat(5000), "]".repeat(5000))));
}

/// Texts made of the pieces that YAML is made of, put together at random: this reader may pass, but
/// it may not differ.
#[test]
fn at_random_both_readers_find_the_same() {
    const PIECES: [&str; 48] = [
        "title",
        "list",
        "entries",
        "within",
        "extra",
        "value",
        "count",
        "name",
        "draft",
        "text",
        ":",
        ": ",
        " ",
        "  ",
        "\n",
        "\n",
        "\n  ",
        "\n    ",
        "\n- ",
        "\n  - ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ",",
        "\"",
        "'",
        "#",
        " #",
        "a",
        "b c",
        "1",
        "0.5",
        "true",
        "null",
        "\"title\"",
        "~",
        "é",
        "&a",
        "*a",
        "|",
        ">",
        "!",
        "?",
        "-",
        "\\",
    ];
    let mut state = 2026_u64;
    let mut random = move |below: usize| {
        // Knuth's constants for a linear congruential generator (MMIX).
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut simple = 0;
    for _ in 0..60_000 {
        let mut text = String::new();
        for _ in 0..=random(4) {
            // A line that often makes sense, then whatever comes.
            text.push_str(
                ["title: ", "list: [", "entries:\n  - name: ", "within: {title: ", "extra:\n  a: ", ""]
                    [random(6)],
            );
            for _ in 0..random(7) {
                text.push_str(PIECES[random(PIECES.len())]);
            }
            text.push_str(["\n", "]\n", "}\n", "\"\n"][random(4)]);
        }
        simple += usize::from(same(&text));
    }
    assert!(simple > 2_000, "only {simple} of the texts were simple");
}

#[test]
fn the_vocabularies_of_the_program_are_simple() {
    for file in std::fs::read_dir("src/config/vocabularies").unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        // An empty one is `{}`.
        let simple = read::<serde_json::Value>(&text);
        assert!(simple.is_some() || path.ends_with("topics.yaml"), "{}", path.display());
        let library: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        assert!(simple.is_none_or(|simple| simple == library), "{}", path.display());
    }
}
