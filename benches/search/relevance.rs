//! How near to the top the one page is that a question is about: the mean reciprocal rank among the first
//! ten, MRR@10. It is 1 where it always comes first, ½ where it comes second, and 0 where it is not there.

use std::error::Error;
use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use crate::site::Site;
use crate::table::Table;
use crate::{CASEBOOK, node};

/// A query, and the page that it is about.
pub(crate) struct Question {
    pub query: String,
    pub address: String,
    /// What it was made of.
    pub kind: String,
}

/// The questions in one language.
pub(crate) struct Set {
    pub language: String,
    pub questions: Vec<Question>,
}

const KINDS: [&str; 4] = ["title", "typo", "prefix", "heading"];

/// Prints how well the questions about the RFCs are answered.
pub(crate) fn print_rfcs(site: &Site, set: &Set) -> Result<(), Box<dyn Error>> {
    let columns = [&["search", "all"][..], &KINDS, &["even", "odd"]].concat();
    let mut table = Table::new("search-rfcs", &columns);
    let sets = std::slice::from_ref(set);
    for (name, answers) in [("Casebook", casebook(site, sets)?), ("Pagefind", pagefind(site, sets)?)] {
        let ranks = reciprocals(set, &answers[0]);
        let some = |take: &dyn Fn(usize) -> bool| {
            let ranks = ranks.iter().enumerate().filter(|(number, _)| take(*number));
            format!("{:.3}", mean(ranks.map(|(_, rank)| *rank)))
        };
        let kinds = KINDS.map(|kind| some(&|number| set.questions[number].kind == kind));
        // Places in the list, from 0. Whoever tunes the ranking tunes it on the even ones.
        let halves = [some(&|number| number % 2 == 0), some(&|number| number % 2 == 1)];
        table.row(&[&[name.to_owned(), some(&|_| true)][..], &kinds, &halves].concat());
    }
    table.done()
}

/// Prints how well the questions in each language are answered.
pub(crate) fn print_languages(site: &Site, sets: &[Set]) -> Result<(), Box<dyn Error>> {
    let mut table = Table::new("search-languages", &["language", "questions", "Casebook", "Pagefind"]);
    let mut add = |language: &str, questions: usize, [ours, others]: [f64; 2]| {
        table.row(&[
            language.to_owned(),
            questions.to_string(),
            format!("{ours:.3}"),
            format!("{others:.3}"),
        ]);
    };
    let (ours, others) = (casebook(site, sets)?, pagefind(site, sets)?);
    let mut means = Vec::new();
    for (number, set) in sets.iter().enumerate() {
        let both = [&ours, &others].map(|answers| mean(reciprocals(set, &answers[number])));
        add(&set.language, set.questions.len(), both);
        means.push(both);
    }
    let both = [0, 1].map(|engine| mean(means.iter().map(|means| means[engine])));
    let count: usize = sets.iter().map(|set| set.questions.len()).sum();
    add("mean of languages", count, both);
    table.done()
}

fn mean(figures: impl IntoIterator<Item = f64>) -> f64 {
    let (count, sum) =
        figures.into_iter().fold((0u32, 0.0), |(count, sum), figure| (count + 1, sum + figure));
    sum / f64::from(count)
}

/// For each question one divided by the rank of its page, or 0.
fn reciprocals(set: &Set, answers: &[Vec<String>]) -> Vec<f64> {
    let reciprocal = |(question, answer): (&Question, &Vec<String>)| {
        let mut addresses = (1..=10u8).zip(answer);
        addresses
            .find(|(_, address)| address.eq_ignore_ascii_case(&question.address))
            .map_or(0.0, |(rank, _)| 1.0 / f64::from(rank))
    };
    set.questions.iter().zip(answers).map(reciprocal).collect()
}

/// For each set and each of its questions the addresses that were found.
type Answers = Vec<Vec<Vec<String>>>;

fn casebook(site: &Site, sets: &[Set]) -> Result<Answers, Box<dyn Error>> {
    let mut all = Vec::new();
    for Set { language, questions } in sets {
        let queries: String = questions.iter().flat_map(|question| [&*question.query, "\n"]).collect();
        let file = tempfile::NamedTempFile::new()?;
        fs::write(file.path(), queries)?;
        let output = Command::new(CASEBOOK)
            .args(["search", "--json", "--lang", language, "--root"])
            .arg(&site.root)
            .arg("--queries")
            .arg(file.path())
            .output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        let answers = String::from_utf8(output.stdout)?;
        all.push(answers.lines().map(addresses).collect::<Result<_, _>>()?);
    }
    Ok(all)
}

fn addresses(line: &str) -> serde_json::Result<Vec<String>> {
    let answer: Value = serde_json::from_str(line)?;
    let results = answer["results"].as_array().into_iter().flatten();
    Ok(results.map(|result| result["url"].as_str().unwrap_or_default().to_owned()).collect())
}

fn pagefind(site: &Site, sets: &[Set]) -> Result<Answers, Box<dyn Error>> {
    let sets = sets.iter().map(|Set { language, questions }| {
        let queries: Vec<&str> = questions.iter().map(|question| &*question.query).collect();
        json!({"language": language, "queries": queries})
    });
    node::ask("results.mjs", &[&site.pagefind], &sets.collect())
}
