//! What Casebook and Pagefind find.

use std::error::Error;
use std::fs;
use std::process::Command;

use serde::Serialize;
use serde_json::{Value, json};

use crate::site::Site;
use crate::{CASEBOOK, node};

/// Queries by readers of pages in one language.
#[derive(Serialize)]
pub(crate) struct Queries<'a> {
    pub language: &'a str,
    pub queries: Vec<&'a str>,
}

/// For each of some [`Queries`] and each query in them the addresses of the first ten results.
pub(crate) type Answers = Vec<Vec<Vec<String>>>;

/// Answers by one of the engines.
pub(crate) type Engine = fn(&Site, &[Queries<'_>]) -> Result<Answers, Box<dyn Error>>;

pub(crate) const ENGINES: [(&str, Engine); 2] = [("Casebook", casebook), ("Pagefind", pagefind)];

fn casebook(site: &Site, all: &[Queries<'_>]) -> Result<Answers, Box<dyn Error>> {
    let ask = |Queries { language, queries }: &Queries<'_>| {
        let lines: String = queries.iter().flat_map(|query| [query, "\n"]).collect();
        let file = tempfile::NamedTempFile::new()?;
        fs::write(file.path(), lines)?;
        let output = Command::new(CASEBOOK)
            .args(["search", "--json", "--most", "10", "--lang", language, "--root"])
            .arg(&site.root)
            .arg("--queries")
            .arg(file.path())
            .output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        let answers = String::from_utf8(output.stdout)?;
        Ok(answers.lines().map(addresses).collect::<Result<_, _>>()?)
    };
    all.iter().map(ask).collect()
}

fn addresses(line: &str) -> serde_json::Result<Vec<String>> {
    let answer: Value = serde_json::from_str(line)?;
    let results = answer["results"].as_array().into_iter().flatten();
    Ok(results.map(|result| result["url"].as_str().unwrap_or_default().to_owned()).collect())
}

fn pagefind(site: &Site, all: &[Queries<'_>]) -> Result<Answers, Box<dyn Error>> {
    node::ask("results.mjs", &[&site.pagefind], &json!(all))
}
