//! The layers of the program, read from its sources: each module uses only those below it.

use std::collections::{BTreeMap, BTreeSet};

use crate::site::{repository, tree};

/// The lowest first. A module may use those of lower layers; within one layer, what `ALLOWED` says.
const LAYERS: &[&[&str]] = &[
    &["source", "suggest", "diagnostic", "archive"],
    &["error", "yaml", "config"],
    &["read", "git", "mailbox"],
    &["parse", "picture"],
    &["record"],
    &["site"],
    &["desk", "search"],
    &["render", "import"],
    &["output"],
    &["pipeline"],
    &["serve"],
    &["cli"],
];

/// Neighbours, of which one stands on the other.
const ALLOWED: &[(&str, &str)] = &[
    ("diagnostic", "source"),
    ("config", "yaml"),
    ("read", "error"),
    ("git", "error"),
    ("git", "read"),
    ("mailbox", "read"),
];

/// What every top module of `src/` names of the others.
fn uses() -> BTreeMap<String, BTreeSet<(String, String)>> {
    let mut uses = BTreeMap::<String, BTreeSet<(String, String)>>::new();
    for (path, bytes) in tree(&repository("src")) {
        if !path.ends_with(".rs") || ["lib.rs", "main.rs"].contains(&path.as_str()) {
            continue;
        }
        let module = path.split(['/', '.']).next().unwrap().to_owned();
        let text = String::from_utf8(bytes).unwrap();
        let others = uses.entry(module.clone()).or_default();
        for name in named(&text) {
            if name != module {
                others.insert((name, path.clone()));
            }
        }
    }
    uses
}

/// The top modules that a text names behind `crate::`, in comments too.
fn named(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            // `use crate::{a::B, c}`: what stands at the depth of the braces themselves.
            let mut depth = 0;
            let mut start = true;
            for (at, c) in list.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if start && c.is_ascii_alphabetic() => {
                        names.push(word(&list[at..]));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            names.push(word(rest));
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

fn layer(module: &str) -> usize {
    let found = LAYERS.iter().position(|layer| layer.contains(&module));
    found.unwrap_or_else(|| panic!("`src/{module}` is in no layer: say in which one it belongs"))
}

#[test]
fn every_module_uses_only_what_lies_below_it() {
    let uses = uses();
    assert!(uses.len() > 12, "the sources were not found");
    let mut upward = Vec::new();
    for (module, others) in &uses {
        for (other, file) in others {
            let below = layer(other) < layer(module);
            if !below && !ALLOWED.contains(&(module.as_str(), other.as_str())) {
                upward.push(format!("src/{file} ({module}) uses {other}"));
            }
        }
    }
    assert!(upward.is_empty(), "against the layers:\n{}", upward.join("\n"));
}

#[test]
fn few_places_start_programs_and_only_the_command_line_reads_the_clock() {
    let owners = [
        ("Command::new(", &["git/", "mailbox/password.rs"][..]),
        ("Timestamp::now(", &["cli/"]),
        ("std::env::", &["cli/", "main.rs"]),
        ("process::exit", &[]),
        ("println!", &[]),
        ("annotate_snippets::", &["diagnostic/render/"]),
        ("serde_yaml::", &["yaml/"]),
        ("tera::", &["render/"]),
        ("pulldown_cmark::", &["parse/markdown/"]),
        ("TcpStream", &["mailbox/imap/connect.rs", "serve/"]),
        ("rustls::", &["mailbox/imap/connect.rs"]),
    ];
    for (path, bytes) in tree(&repository("src")) {
        let text = String::from_utf8_lossy(&bytes);
        // The tests of a file stand at its end, or in a file of their own.
        let code = text.split("#[cfg(test)]").next().unwrap();
        if !path.ends_with(".rs") || path.ends_with("tests.rs") || path.contains("/tests/") {
            continue;
        }
        for (word, folders) in owners {
            let owned = folders.iter().any(|folder| path.starts_with(folder));
            assert!(owned || !code.contains(word), "src/{path} has `{word}`, which belongs into {folders:?}");
        }
    }
}

#[test]
fn names_are_read_from_every_form_of_use() {
    let text = "use crate::{record::{Kind, Id}, site};\nuse crate::git::History;\n[`crate::yaml::Yaml`]\npub(crate) fn";
    assert_eq!(named(text), ["record", "site", "git", "yaml"]);
}
