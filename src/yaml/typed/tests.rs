//! The tree and the YAML library find the same values.

use serde::{Deserialize, Serialize};
use serde_yaml::Value as Library;

use super::read as typed;
use crate::yaml::reader;
use crate::yaml::tree::{Node, Value};

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

/// Whether the tree takes a text. Where it does, the library must have found the same values, of no type
/// in particular and of types.
fn same(text: &str) -> bool {
    let mut tree = reader::read(text);
    if !tree.mistakes.is_empty() {
        return false;
    }
    uncut(&mut tree.root);
    let found: Library = keyed(typed(&tree.root, &[]).unwrap());
    let library = serde_yaml::from_str::<Library>(text);
    assert_eq!(library.as_ref().ok(), Some(&found), "{library:?} in\n{text}");
    if let Ok(found) = typed::<Everything>(&tree.root, &[]) {
        let library = serde_yaml::from_str::<Option<Everything>>(text).map(Option::unwrap_or_default);
        assert_eq!(library.as_ref().ok(), Some(&found), "{library:?} in\n{text}");
    }
    true
}

/// Takes each comment for one, as the library does, though it may be meant as a part of the text.
fn uncut(node: &mut Node<'_>) {
    match &mut node.value {
        Value::Cut(text, _) => node.value = Value::Plain(std::mem::take(text)),
        Value::List(entries) => entries.iter_mut().for_each(uncut),
        Value::Fields(fields) => fields.iter_mut().for_each(|field| uncut(&mut field.value)),
        Value::Plain(_) | Value::Text(_) | Value::Broken => {}
    }
}

/// The value with every key as the library takes it; for the tree, keys are texts.
fn keyed(value: Library) -> Library {
    match value {
        Library::Sequence(entries) => entries.into_iter().map(keyed).collect(),
        Library::Mapping(fields) => {
            let key = |key: Library| match key.as_str() {
                Some("true") => Library::Bool(true),
                Some("null" | "~") => Library::Null,
                Some(text) => {
                    text.parse::<serde_yaml::Number>().map_or_else(|_| text.into(), Library::Number)
                }
                None => key,
            };
            Library::Mapping(fields.into_iter().map(|(name, value)| (key(name), keyed(value))).collect())
        }
        value => value,
    }
}

#[test]
fn what_people_write_is_read_as_the_library_reads_it() {
    for text in [
        "",
        "# nothing yet\n",
        "---\ntitle: A title\n...\n",
        "--- # a document\n\n# and a remark\ntitle: A\n",
        "\u{feff}title: A title\n",
        "title: A title",
        "\"title\": A\nextra: {\"a\": b}\n",
        "'title' : A\nextra: {'a' : b, c}\n",
        "title: \"Of: quotes\"\ntext: 'and others'\n",
        "# A remark\n\ntitle: A\n\n  # another\ndraft: true\n",
        "title: A\nlist: [one, \"two, three\", Ünïcode]\norder: 12\ncount: 0\nvalue: 3.5\n",
        "title: A\nlist:\n  - one\n  - two words\nentries:\n- name: a\n  value: 7\n- {name: b, list: []}\n",
        "title: A\nentries:\n  - name: a\n    list:\n      - x\n    value: 1\nlevel: very-high\n",
        "within:\n  title: B\n  within: {title: C, list: [d]}\ntitle: 2022\ntext:\nlist:\ndraft: false",
        "title: 12:30 and A#B\ntext: null\nvalue: 0.25\nextra: {a: [b, {c: true}], d: \"\"}\n",
        "title: 数据\ntext: (in brackets)   \n",
        "title: A # remark\ntext: \"B # no remark\" # remark\nlist: [a] # remark\n",
        "title: |\n  A\n\n   b\n  # no remark\ntext: >-\n  one\n  two\n\n  three\n    four\n",
        "title: |2-\n    A\ntext: |+ # remark\n  B\n\n\ndraft: true\n",
        "title: >\n\n  A\n\n\n  B\n",
        "title: A\n  and more\n\n  and more\ntext: >2\n   a\n  b\n",
        "title: \"A\n  and  \\\n  more\n\n  \\tand\\x41 \\u00e9 \\U0001F600 \\\"\\\\ \\/\"\ntext: 'It''s\n\n  so'\n",
        "list: [a,\n  b c, # remark\n  \"d\n  e\"\n]\nextra: {a:\n  b, c: , \"d\":e}\n",
        "list: [a\n b, https://example.org/#a]\nentries: [name: a, {name: b}]\n",
        "list:\n-\n  a\n-\n- - b\n  - c\n- d: e\n\n  f: g\n",
        "list:\n  - |\n   a\n  - b\n   c\n",
        "title:\n  A\n  B\ntext:\n  \"C\"\nlist:\n  [d]\n",
        "count: 0x10\norder: -12\nvalue: 1e3\nextra: {a: .inf, b: 012, c: +1, d: 1_000, e: 0.5.1, g: -1.5}\n",
        "extra: {a: 18446744073709551615, b: 1e999, c: ~, d: Null, e: TRUE, f: yes, g: .5, h: 5.}\n",
        "title: -a\ntext: :a\nextra: {a: -b}\nlist:\n- ?c\n",
        "title: A\r\ntext: |\r\n  one\r\n  two\r\nlist: [a,\r\n  b]\r\n",
        "title:\tA\t# remark\t\n",
        "within:\n    title: A\n    list:\n    - a\ntitle: B\n",
        "12: a\ntrue: b\n~: d\n",
    ] {
        assert!(same(text), "{:?} in\n{text}", reader::read(text).mistakes);
    }
}

/// Texts made of the pieces that YAML is made of, put together at random: the tree may refuse, but it may
/// not differ.
#[test]
fn at_random_both_find_the_same() {
    const PIECES: [&str; 56] = [
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
        "\n\n",
        "|\n  ",
        ">-\n   ",
        "\t",
        "\r\n",
        "---",
        "\n   ",
        "\\\n",
    ];
    let mut random = crate::yaml::random(2026);
    let mut taken = 0;
    for _ in 0..30_000 {
        let mut text = String::new();
        for _ in 0..=random(4) {
            // A line that often makes sense, then whatever comes.
            let lines = [
                "title: ",
                "list: [",
                "entries:\n  - name: ",
                "within: {title: ",
                "extra:\n  a: ",
                "",
                "text: |\n  ",
                "text: >\n  ",
                "title: \"",
                "list:\n- '",
            ];
            text.push_str(lines[random(lines.len())]);
            for _ in 0..random(7) {
                text.push_str(PIECES[random(PIECES.len())]);
            }
            text.push_str(["\n", "]\n", "}\n", "\"\n", "'\n"][random(5)]);
        }
        taken += usize::from(same(&text));
    }
    assert!(taken > 2_500, "only {taken} of the texts were taken");
}

/// The YAML of this repository: records, settings, vocabularies, and those that tests are about.
fn files() -> Vec<String> {
    let mut texts = Vec::new();
    for folder in
        ["content", "tests/diagnostics", "tests/sites", "tests/gate", "src/config", "src/cli/starter"]
    {
        for file in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
            let Ok(text) = std::fs::read_to_string(file.path()) else { continue };
            match file.path().extension().and_then(|extension| extension.to_str()) {
                Some("yaml") => texts.push(text),
                Some("md") => texts.extend(
                    text.split_once("---\n")
                        .and_then(|(_, rest)| rest.split_once("\n---"))
                        .map(|(front, _)| format!("{front}\n")),
                ),
                _ => {}
            }
        }
    }
    texts
}

#[test]
fn the_files_of_this_repository_are_read_as_the_library_reads_them() {
    let texts = files();
    assert!(texts.len() > 150, "only {}", texts.len());
    let mut refused = Vec::new();
    for text in &texts {
        if !same(text) && matches!(serde_yaml::from_str(text), Ok(Library::Mapping(_))) {
            refused.push(text.as_str());
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n\n"));
}

/// The same files with something in them changed at random: a character, a line, an indentation.
#[test]
fn changed_at_random_the_files_are_read_as_the_library_reads_them() {
    const SIGNS: [&str; 20] = [
        " ", "  ", "\n", ":", ": ", "- ", "#", " #", "\"", "'", "[", "]", "{", "}", ",", "|", ">", "\\",
        "\t", "&",
    ];
    let mut random = crate::yaml::random(11);
    let mut taken = 0;
    for text in files() {
        for _ in 0..20 {
            let mut changed = text.clone();
            for _ in 0..=random(2) {
                let places: Vec<usize> = changed.char_indices().map(|(at, _)| at).collect();
                if places.is_empty() {
                    break;
                }
                let at = places[random(places.len())];
                match random(3) {
                    0 => changed.insert_str(at, SIGNS[random(SIGNS.len())]),
                    1 => drop(changed.remove(at)),
                    _ => {
                        let line = changed[at..].find('\n').map_or(changed.len(), |length| at + length);
                        changed.replace_range(at..line, SIGNS[random(SIGNS.len())]);
                    }
                }
            }
            taken += usize::from(same(&changed));
        }
    }
    assert!(taken > 500, "only {taken} of the texts were taken");
}
