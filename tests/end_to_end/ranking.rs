//! What the search answers on a made-up site, with every score, compared with `tests/ranking/results.json`. The
//! engine of the search page is held to the same file by `tests/ranking/ranking.test.mjs`.
//!
//! The index has a copy of each parameter, and both engines take it from there. So that no engine can have one of
//! its own, the file also has for each parameter a query that is answered otherwise when the index says something
//! else. With `UPDATE_EXPECTED` set the answers are written anew; the queries are chosen by hand.

use std::collections::BTreeMap;

use casebook::pipeline::{Inventory, Project};
use casebook::search::{Answer, Engine, Options};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::search::index;
use crate::site::{Site, assert_expected, repository};

const FILE: &str = "tests/ranking/results.json";

#[derive(Serialize, Deserialize)]
struct Expected {
    queries: Vec<Query>,
    altered: Vec<Altered>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Query {
    query: String,
    lang: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default)]
    answer: Value,
}

/// A parameter with its value, another one, and a query that is answered otherwise then.
#[derive(Serialize, Deserialize)]
struct Altered {
    parameter: String,
    value: Value,
    other: Value,
    #[serde(flatten)]
    query: Query,
}

type Files = BTreeMap<String, Vec<u8>>;

/// How many results of each query are in the file.
const SHOWN: usize = 4;

fn shown(answer: &Answer) -> Value {
    let results = answer.results.iter().take(SHOWN).map(|hit| {
        let score = (hit.score * 1e9).round() / 1e9;
        json!([format!("{}#{}", hit.url, hit.anchor), score, hit.excerpt])
    });
    json!({
        "total": answer.total,
        "weak": answer.is_weak,
        "corrections": answer.corrections,
        "results": results.collect::<Vec<_>>(),
    })
}

/// The answer to a query, with a parameter altered if one is given.
fn ask(files: &Files, altered: Option<(&str, &Value)>, query: &Query) -> Value {
    let get = |name: &str| {
        let bytes = files.get(name).cloned()?;
        let Some((parameter, other)) = altered.filter(|_| name == "index") else { return Some(bytes) };
        let mut entry = entry(&bytes);
        *entry["parameters"].pointer_mut(parameter).unwrap() = other.clone();
        Some(format!("casebookIndex({entry});\n").into_bytes())
    };
    let engine = Engine::open(&get).unwrap_or_else(|| panic!("{altered:?} is none of ours"));
    // More than is in the file, since the results of a page are put in order together.
    let options = Options { language: Some(&query.lang), kind: query.kind.as_deref(), limit: 30 };
    shown(&engine.search(&query.query, options))
}

/// The value in `index.js`.
fn entry(bytes: &[u8]) -> Value {
    let text = std::str::from_utf8(bytes).unwrap();
    serde_json::from_str(text.strip_prefix("casebookIndex(").unwrap().strip_suffix(");\n").unwrap()).unwrap()
}

/// Every number below a value, with the pointer that leads to it.
fn numbers(value: &Value, pointer: &str, all: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                numbers(value, &format!("{pointer}/{key}"), all);
            }
        }
        Value::Array(list) => {
            for (key, value) in list.iter().enumerate() {
                numbers(value, &format!("{pointer}/{key}"), all);
            }
        }
        _ => all.push((pointer.to_owned(), value.clone())),
    }
}

/// Other values of a parameter, the nearest first.
fn others(value: &Value) -> Vec<Value> {
    match value.as_u64() {
        Some(number) => {
            let others = [number + 1, number.saturating_sub(1), number * 2, number / 2, 1];
            others.into_iter().filter(|other| *other != number && *other > 0).map(Value::from).collect()
        }
        None => [1.1, 0.9, 2.0, 0.5, 0.0]
            .map(|factor| json!((value.as_f64().unwrap() * factor * 1e6).round() / 1e6))
            .into(),
    }
}

/// The first query that is answered otherwise when a parameter has another value.
fn telling(files: &Files, queries: &[Query], parameter: &str, value: &Value) -> Altered {
    for other in others(value) {
        for query in queries {
            let answer = ask(files, Some((parameter, &other)), query);
            if answer != query.answer {
                let query = Query { answer, ..query.clone() };
                return Altered { parameter: parameter.to_owned(), value: value.clone(), other, query };
            }
        }
    }
    panic!("no query of {FILE} depends on {parameter}: add one that does");
}

/// The file with each answer on a line of its own, so that differences can be read.
fn written(expected: &Expected) -> String {
    fn lines<T: Serialize>(list: &[T]) -> String {
        list.iter().map(|one| serde_json::to_string(one).unwrap()).collect::<Vec<_>>().join(",\n")
    }
    let Expected { queries, altered } = expected;
    format!("{{\"queries\": [\n{}\n], \"altered\": [\n{}\n]}}\n", lines(queries), lines(altered))
}

#[test]
fn every_query_is_answered_as_expected_and_every_parameter_decides_one() {
    let site = Site::copy_of("tests/browser/search-site");
    site.overlay(&repository("tests/ranking/site"));
    let root = std::fs::canonicalize(site.root()).unwrap();
    let project = Project { root, drafts: false, today: "2025-06-01".parse().unwrap(), preview: None };
    let files = index(&project.load(&Inventory::take(&project.root).unwrap(), None).unwrap().site);
    let mut parameters = Vec::new();
    numbers(&entry(&files["index"])["parameters"], "", &mut parameters);

    let file = std::fs::read_to_string(repository(FILE)).unwrap();
    let expected: Expected = serde_json::from_str(&file).unwrap();
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let queries: Vec<Query> = expected
        .queries
        .iter()
        .map(|query| Query { answer: ask(&files, None, query), ..query.clone() })
        .collect();
    let altered = if update {
        parameters.iter().map(|(parameter, value)| telling(&files, &queries, parameter, value)).collect()
    } else {
        let known = expected.altered.iter().map(|one| (one.parameter.clone(), one.value.clone()));
        assert_eq!(known.collect::<Vec<_>>(), parameters, "the parameters are others than those of {FILE}");
        let now = |one: &Altered| {
            let answer = ask(&files, Some((&one.parameter, &one.other)), &one.query);
            Altered {
                parameter: one.parameter.clone(),
                value: one.value.clone(),
                other: one.other.clone(),
                query: Query { answer, ..one.query.clone() },
            }
        };
        expected.altered.iter().map(now).collect()
    };
    assert_expected(FILE, &written(&Expected { queries, altered }));
}
