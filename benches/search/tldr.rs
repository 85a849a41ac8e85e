//! A site of short pages in many languages, those of tldr, and questions about what they say. These are
//! made here. No choice in the ranking has been made by them; how much words count that say little was chosen by other lines of
//! the same pages.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::{Value, json};

use crate::random::Random;
use crate::relevance::{Question, Set};
use crate::{SEED, known, site};

/// Writes the site. Returns its root and the questions in each language.
pub(crate) fn write(corpora: &Path, place: &Path) -> Result<(PathBuf, Vec<Set>), Box<dyn Error>> {
    let mut languages: Vec<(String, Vec<Value>)> = Vec::new();
    for line in lines(&corpora.join("tldr-multilingual.jsonl.gz"))? {
        let language = line["lang"].as_str().unwrap_or_default().replace("-br", "-BR");
        match languages.iter_mut().find(|(other, _)| *other == language) {
            Some((_, pages)) => pages.push(line),
            None => languages.push((language, vec![line])),
        }
    }
    // The first language is the site's own, and pages in others are translations of its pages.
    languages.sort_by_key(|(language, _)| (language != "en", language.clone()));
    let root = place.join("tldr");
    let tags: Vec<&str> = languages.iter().map(|(language, _)| &**language).collect();
    let configuration = format!("title: Commands\nlanguages: [{}]\n", tags.join(", "));
    site::write(&root.join("casebook.yaml"), &configuration)?;
    let mut random = Random::new(SEED);
    let mut sets = Vec::new();
    for (language, pages) in &languages {
        let (ending, folder) = match &**language {
            "en" => (String::new(), String::new()),
            other => (format!(".{other}"), format!("/{other}")),
        };
        for (number, page) in pages.iter().enumerate() {
            let text = plain(page["text"].as_str().unwrap_or_default());
            let title = json!(format!("{} {number}", page["title"].as_str().unwrap_or_default()));
            let file = root.join(format!("content/pages/p{number:03}{ending}.md"));
            site::write(&file, &format!("---\ntitle: {title}\n---\n{text}\n"))?;
        }
        let texts: Vec<&str> = pages.iter().map(|page| page["text"].as_str().unwrap_or_default()).collect();
        let questions = known::queries(language, &texts, &mut random).into_iter().map(|(number, query)| {
            let address = format!("{folder}/p{number:03}/");
            Question { query, address, kind: language.clone() }
        });
        let questions: Vec<Question> = questions.collect();
        // One of the languages has too few pages.
        if !questions.is_empty() {
            sets.push(Set { language: language.clone(), questions });
        }
    }
    Ok((root, sets))
}

/// The values in a compressed file with one on each line.
pub(crate) fn lines(file: &Path) -> Result<Vec<Value>, Box<dyn Error>> {
    let lines = BufReader::new(GzDecoder::new(File::open(file)?)).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// Markdown that says just this.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() * 2);
    for letter in text.trim().chars() {
        if letter.is_ascii_punctuation() {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}
