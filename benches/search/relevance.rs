//! How near to the top the one page is that a question is about: the mean reciprocal rank among the first
//! ten, MRR@10. It is 1 where it always comes first, ½ where it comes second, and 0 where it is not there.

use std::error::Error;

use crate::answers::{ENGINES, Queries};
use crate::site::Site;
use crate::table::Table;

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

impl Set {
    fn queries(&self) -> Queries<'_> {
        let queries = self.questions.iter().map(|question| &*question.query).collect();
        Queries { language: &self.language, queries }
    }
}

const KINDS: [&str; 4] = ["title", "typo", "prefix", "heading"];

/// Prints how well the questions about the RFCs are answered.
pub(crate) fn print_rfcs(site: &Site, set: &Set) -> Result<(), Box<dyn Error>> {
    let columns = [&["search", "all"][..], &KINDS, &["even", "odd"]].concat();
    let mut table = Table::new("search-rfcs", &columns);
    for (name, ask) in ENGINES {
        let ranks = reciprocals(set, &ask(site, &[set.queries()])?[0]);
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
    let queries: Vec<_> = sets.iter().map(Set::queries).collect();
    let [(_, casebook), (_, pagefind)] = ENGINES;
    let (ours, others) = (casebook(site, &queries)?, pagefind(site, &queries)?);
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

/// Not a number where there are none.
pub(crate) fn mean(figures: impl IntoIterator<Item = f64>) -> f64 {
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
