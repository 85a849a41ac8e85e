//! 648 long documents, the texts of the Rust RFCs, as pages of a site; and questions about them. The
//! weights of the ranking were chosen before any of these had been asked.

use std::collections::HashMap;
use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::CASEBOOK;
use crate::foreign::{slug, unlink};
use crate::relevance::{Question, Set};
use crate::site;
use crate::tldr::lines;

/// Writes the site. Returns its root.
pub(crate) fn write(corpora: &Path, place: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let texts = place.join("rfcs-texts");
    fs::create_dir_all(&texts)?;
    let archive = corpora.join("rfcs-markdown.tar.gz");
    let status = Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(&texts).status()?;
    if !status.success() {
        return Err("tar failed".into());
    }
    let titles: HashMap<String, String> = lines(&corpora.join("rfcs.jsonl.gz"))?
        .iter()
        .map(|line| Ok((text(line, "url")?.to_owned(), text(line, "title")?.to_owned())))
        .collect::<Result<_, Box<dyn Error>>>()?;
    let root = place.join("rfcs");
    site::write(&root.join("casebook.yaml"), "title: RFCs\n")?;
    for entry in walkdir::WalkDir::new(&texts) {
        let path = entry?.into_path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let name = path.strip_prefix(texts.join("text"))?.with_extension("");
        let name = name.to_string_lossy();
        let title = titles.get(&format!("/{name}/")).ok_or_else(|| format!("{name} has no title"))?;
        let page = format!("---\ntitle: {}\n---\n{}", json!(title), fs::read_to_string(&path)?);
        site::write(&root.join(format!("content/pages/{}.md", slug(&name))), &page)?;
    }
    unlink(&root, CASEBOOK)?;
    Ok(root)
}

/// The questions.
pub(crate) fn questions(corpora: &Path) -> Result<Set, Box<dyn Error>> {
    let list: Vec<Value> = serde_json::from_reader(File::open(corpora.join("rfcs-queries.json"))?)?;
    let question = |line: &Value| {
        let address = line["rel"].as_object().and_then(|pages| pages.keys().next());
        Ok(Question {
            query: text(line, "q")?.to_owned(),
            address: slug(address.ok_or("a question about no page")?),
            kind: text(line, "type")?.to_owned(),
        })
    };
    let questions = list.iter().map(question).collect::<Result<_, Box<dyn Error>>>()?;
    Ok(Set { language: "en".to_owned(), questions })
}

/// Forty queries.
pub(crate) fn some(set: &Set) -> Vec<String> {
    set.questions.iter().step_by(set.questions.len() / 40).map(|question| question.query.clone()).collect()
}

fn text<'v>(value: &'v Value, name: &str) -> Result<&'v str, String> {
    value[name].as_str().ok_or_else(|| format!("a line without `{name}`"))
}
