//! Every page of the Helpdesk's site in every language: what stands on it in the page's own language is no English that
//! has a translation, and no English sentence at all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_yaml::Value;

use crate::html::{Piece, pieces};
use crate::site::{Site, repository, tree};

const LANGUAGES: [&str; 5] = ["es", "fr", "ar", "pt", "sv"];

/// What has no text of its own and does not end.
const VOID: [&str; 12] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// A text of a page, and the language that it says it is in.
struct Said {
    text: String,
    language: String,
}

/// Every text of a page: its nodes, and the attributes that are read out or shown.
fn said(html: &str) -> Vec<Said> {
    let mut said = Vec::new();
    // The open elements: their names, languages, and whether what is in them is no prose.
    let mut open: Vec<(String, String, bool)> = vec![(String::new(), String::new(), false)];
    for piece in pieces(html) {
        match piece {
            Piece::Open(tag) => {
                let (_, language, quiet) = open.last().unwrap().clone();
                let language = tag.get("lang").map_or(language, str::to_owned);
                let quiet =
                    quiet || ["script", "style", "code", "pre", "template"].contains(&tag.name.as_str());
                for name in ["aria-label", "title", "alt", "placeholder"] {
                    if let Some(text) = tag.get(name) {
                        said.push(Said { text: text.to_owned(), language: language.clone() });
                    }
                }
                if !VOID.contains(&tag.name.as_str()) {
                    open.push((tag.name, language, quiet));
                }
            }
            Piece::Close(name) => {
                if let Some(at) = open.iter().rposition(|(open, ..)| *open == name) {
                    open.truncate(at);
                }
            }
            Piece::Text(text) => {
                let (_, language, quiet) = open.last().unwrap();
                if !quiet && !text.trim().is_empty() {
                    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                    said.push(Said { text, language: language.clone() });
                }
            }
        }
    }
    said
}

/// The messages without variables, by name.
fn messages(language: &str) -> BTreeMap<String, String> {
    let path = repository(&format!("themes/default/locales/{language}.ftl"));
    let text = fs::read_to_string(path).unwrap();
    let line =
        |line: &str| line.split_once(" = ").map(|(name, text)| (name.to_owned(), text.trim().to_owned()));
    let plain = |(name, text): &(String, String)| !name.starts_with([' ', '#', '-']) && !text.contains('{');
    text.lines().filter_map(line).filter(plain).collect()
}

/// Adds each text of a YAML file that is given in English and in `language`.
fn pairs(value: &Value, language: &str, to: &mut Vec<(String, String)>) {
    match value {
        Value::Mapping(map) => {
            let text = |language: &str| map.get(language).and_then(Value::as_str).map(str::to_owned);
            to.extend(text("en").zip(text(language)));
            map.values().for_each(|value| pairs(value, language, to));
        }
        Value::Sequence(values) => values.iter().for_each(|value| pairs(value, language, to)),
        _ => {}
    }
}

/// English texts of the interface, the vocabularies, the workflow and the questions that are another in `language`.
fn english(language: &str) -> BTreeSet<String> {
    let (ours, theirs) = (messages("en"), messages(language));
    let mut all: Vec<(String, String)> =
        ours.iter().filter_map(|(name, text)| Some((text.clone(), theirs.get(name)?.clone()))).collect();
    for folder in ["src/config", "content"] {
        for (path, bytes) in tree(&repository(folder)) {
            if path.ends_with(".yaml") {
                let value = serde_yaml::from_slice(&bytes).unwrap();
                pairs(&value, language, &mut all);
            }
        }
    }
    pairs(
        &serde_yaml::from_slice(&fs::read(repository("casebook.yaml")).unwrap()).unwrap(),
        language,
        &mut all,
    );
    assert!(all.len() > 400, "{language}: {}", all.len());
    // A word that is right in the language for something else is no English.
    let right: BTreeSet<String> = all.iter().map(|(_, text)| text.clone()).collect();
    all.into_iter().map(|(text, _)| text).filter(|text| !right.contains(text)).collect()
}

/// Words that no sentence of the five languages has.
const WORDS: [&str; 12] =
    ["the", "of", "is", "are", "with", "from", "this", "that", "which", "have", "not", "and"];

/// Whether it is an English sentence, but for what it quotes.
fn is_english(text: &str) -> bool {
    let mut own = String::new();
    let mut quoted = false;
    for c in text.chars() {
        quoted = match c {
            '“' | '«' => true,
            '”' => !quoted,
            '»' => false,
            _ => quoted,
        };
        own.extend((!quoted).then_some(c));
    }
    let words = own.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'');
    words.filter(|word| WORDS.contains(word)).count() >= 2
}

#[test]
fn an_english_sentence_is_known() {
    assert!(is_english("Nobody has said which of the two is right."));
    assert!(is_english("La página: which of the two is right"));
    for text in [
        "Fichas de la entidad",
        "“This is the way” dijo",
        "”This is the way” sa hon",
        "Wikimedia Commons and more",
    ] {
        assert!(!is_english(text), "{text}");
    }
}

#[test]
fn no_page_says_in_english_what_it_could_say_in_its_language() {
    let site = Site::new();
    for (path, bytes) in tree(&repository("content")) {
        site.write(&format!("content/{path}"), bytes);
    }
    site.write("casebook.yaml", fs::read(repository("casebook.yaml")).unwrap());
    assert_eq!(site.build(&[]).status, 0);
    let output = site.output();
    let mut faults = Vec::new();
    for language in LANGUAGES {
        let english = english(language);
        let own = |path: &&String| path.starts_with(&format!("{language}/")) && path.ends_with(".html");
        let pages: Vec<_> = output.keys().filter(own).collect();
        assert!(pages.len() > 20, "{language}: {pages:?}");
        for path in pages {
            for Said { text, language: said } in said(&site.page(path)) {
                if said == language && (english.contains(&text) || is_english(&text)) {
                    faults.push(format!("{path}: {text}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} of them:\n{}", faults.len(), faults[..faults.len().min(60)].join("\n"));
}
