//! Questions that people would type about the site of the Helpdesk, with the pages that answer them. Each may
//! have several of these, and some have none.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use casebook::config::{Config, FILE};
use serde::Deserialize;

use crate::answers::{ENGINES, Engine, Queries};
use crate::node;
use crate::relevance::mean;
use crate::site::Site;
use crate::table::Table;

/// The type of a question that no page answers.
const UNANSWERABLE: &str = "unanswerable";
/// The grade of a page that answers a question, where 1 is that of a useful one.
const ANSWERS: u8 = 2;
/// How many results most readers look at.
const FIRST: usize = 3;

/// A line of a file of questions.
#[derive(Deserialize)]
struct Question {
    q: String,
    lang: String,
    #[serde(rename = "type")]
    kind: String,
    /// The grades of pages, by address. For what no page answers, they say where to ask.
    rel: BTreeMap<String, u8>,
}

/// The questions of one file.
pub(crate) struct Questions {
    name: &'static str,
    all: Vec<Question>,
    /// The languages of the site, with which the addresses of translations begin.
    languages: BTreeSet<String>,
}

/// The file of the questions that belong to the repository.
pub(crate) fn own() -> PathBuf {
    node::folder().join("questions.jsonl")
}

impl Questions {
    /// Reads a file of questions about the site, and makes sure that they can be judged.
    pub(crate) fn read(name: &'static str, file: &Path, site: &Site) -> Result<Self, Box<dyn Error>> {
        let (config, _) = Config::parse(&fs::read_to_string(site.root.join(FILE))?);
        let languages = config.languages.iter().map(|language| language.as_str().to_owned()).collect();
        let mut questions = Self { name, all: Vec::new(), languages };
        for (number, line) in (1..).zip(fs::read_to_string(file)?.lines()) {
            let question = questions.question(line, site);
            questions.all.push(question.map_err(|error| format!("{}:{number}: {error}", file.display()))?);
        }
        Ok(questions)
    }

    fn question(&self, line: &str, site: &Site) -> Result<Question, Box<dyn Error>> {
        let mut question: Question = serde_json::from_str(line)?;
        if !self.languages.contains(&question.lang) {
            return Err(format!("the site has no pages in `{}`", question.lang).into());
        }
        if question.q.contains('\n') {
            return Err("a question is one line".into());
        }
        for (address, grade) in std::mem::take(&mut question.rel) {
            let page = site.page(&address).ok_or_else(|| format!("`{address}` is no page of the site"))?;
            let best = question.rel.entry(page).or_default();
            *best = grade.max(*best);
        }
        if question.rel.values().any(|grade| !(1..=ANSWERS).contains(grade)) {
            return Err("a grade is 1 or 2".into());
        }
        if question.kind != UNANSWERABLE && !question.rel.values().any(|grade| *grade == ANSWERS) {
            return Err("no page answers it".into());
        }
        Ok(question)
    }

    /// What is asked, by language.
    pub(crate) fn queries(&self) -> Vec<Queries<'_>> {
        let language = |language| Queries {
            language,
            queries: self.of_language(language).map(|question| &*question.q).collect(),
        };
        self.languages.iter().map(|tag| language(&**tag)).filter(|group| !group.queries.is_empty()).collect()
    }

    fn of_language<'a>(&'a self, language: &'a str) -> impl Iterator<Item = &'a Question> {
        self.all.iter().filter(move |question| question.lang == language)
    }

    fn of_type(&self, kind: &str) -> usize {
        self.all.iter().filter(|question| question.kind == kind).count()
    }

    /// How good the answers of an engine are.
    fn judge(&self, site: &Site, ask: Engine) -> Result<Judged, Box<dyn Error>> {
        let queries = self.queries();
        let mut judged = Judged { answerable: Vec::new(), unanswerable: Vec::new() };
        for (group, answers) in queries.iter().zip(ask(site, &queries)?) {
            if group.queries.len() != answers.len() {
                return Err(format!("not every question in `{}` has an answer", group.language).into());
            }
            for (question, addresses) in self.of_language(group.language).zip(&answers) {
                let grades = self.grades(question, addresses);
                if question.kind == UNANSWERABLE {
                    let leads = grades.iter().take(FIRST).any(|grade| *grade > 0);
                    judged.unanswerable.push(grades.is_empty() || leads);
                } else {
                    let place = (1..=10u8).zip(grades).find(|(_, grade)| *grade == ANSWERS);
                    judged.answerable.push((question.kind.clone(), place.map(|(place, _)| place)));
                }
            }
        }
        Ok(judged)
    }

    /// The grade of each page that was found. A translation is the page that it was made from, unless it is
    /// graded itself, and each page counts once.
    fn grades(&self, question: &Question, addresses: &[String]) -> Vec<u8> {
        let mut pages: Vec<&str> = Vec::new();
        for address in addresses {
            let translation = |language: &String| address.strip_prefix('/')?.strip_prefix(&**language);
            let original = self.languages.iter().filter_map(translation).find(|rest| rest.starts_with('/'));
            let page = original.filter(|_| !question.rel.contains_key(address)).unwrap_or(address);
            if !pages.contains(&page) {
                pages.push(page);
            }
        }
        pages.into_iter().map(|page| question.rel.get(page).copied().unwrap_or(0)).collect()
    }
}

struct Judged {
    /// The type of each question, and the place of the first page that answers it, if it is among ten.
    answerable: Vec<(String, Option<u8>)>,
    /// For what no page answers, whether nothing was found or a page that says where to ask.
    unanswerable: Vec<bool>,
}

impl Judged {
    /// The share of questions of a type, or of all, that are answered by one of the first results.
    fn success(&self, kind: Option<&str>) -> String {
        let some = self.answerable.iter().filter(|(other, _)| kind.is_none_or(|kind| kind == other));
        let good = some.map(|(_, place)| place.is_some_and(|place| usize::from(place) <= FIRST));
        let success = mean(good.map(|is_good| if is_good { 1.0 } else { 0.0 }));
        // Not every file has questions of every type.
        if success.is_nan() { String::new() } else { format!("{success:.2}") }
    }

    fn reciprocal_rank(&self) -> String {
        let reciprocal = |(_, place): &(_, Option<u8>)| place.map_or(0.0, |place| 1.0 / f64::from(place));
        format!("{:.3}", mean(self.answerable.iter().map(reciprocal)))
    }

    fn right(&self) -> String {
        let count = self.unanswerable.iter().filter(|is_right| **is_right).count();
        format!("{count} of {}", self.unanswerable.len())
    }
}

/// Prints how well the questions of each file are answered, by type.
pub(crate) fn print(site: &Site, files: &[Questions]) -> Result<(), Box<dyn Error>> {
    let mut columns = vec!["type".to_owned(), "questions".to_owned()];
    let mut judged = Vec::new();
    for questions in files {
        for (name, ask) in ENGINES {
            columns.push(format!("{}: {name}", questions.name));
            judged.push(questions.judge(site, ask)?);
        }
    }
    let columns: Vec<&str> = columns.iter().map(|column| &**column).collect();
    let mut table = Table::new("search-questions", &columns);
    let mut row = |name: &str, count: &dyn Fn(&Questions) -> usize, cell: &dyn Fn(&Judged) -> String| {
        let counts: Vec<String> = files.iter().map(|questions| count(questions).to_string()).collect();
        let cells: Vec<String> = judged.iter().map(cell).collect();
        table.row(&[&[name.to_owned(), counts.join(" + ")][..], &cells].concat());
    };

    // The commonest types come first.
    let count = |kind: &str| files.iter().map(|questions| questions.of_type(kind)).sum::<usize>();
    let kinds: BTreeSet<&str> =
        files.iter().flat_map(|questions| &questions.all).map(|question| &*question.kind).collect();
    let mut kinds: Vec<&str> = kinds.into_iter().filter(|kind| *kind != UNANSWERABLE).collect();
    kinds.sort_by_key(|kind| std::cmp::Reverse(count(kind)));
    for kind in kinds {
        row(&kind.replace('-', " "), &|questions| questions.of_type(kind), &|judged| {
            judged.success(Some(kind))
        });
    }
    let answerable = |questions: &Questions| questions.all.len() - questions.of_type(UNANSWERABLE);
    row("all of these", &answerable, &|judged| judged.success(None));
    row("all of these, MRR@10", &answerable, &Judged::reciprocal_rank);
    row("unanswerable, right", &|questions| questions.of_type(UNANSWERABLE), &Judged::right);
    table.done()
}
