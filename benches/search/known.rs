//! Queries by somebody who knows a page and remembers a few words of it: three to five words in a row, some
//! of them rare, or six letters where there are no blanks between words. No other page has them in a row.

use std::collections::{HashMap, HashSet};

use crate::random::Random;

/// Languages that are written without blanks.
const UNSPACED: [&str; 3] = ["ja", "th", "zh"];
const LETTERS: usize = 6;

/// For each of the texts that has such words: its number and the query.
pub(crate) fn queries(language: &str, texts: &[&str], random: &mut Random) -> Vec<(usize, String)> {
    let texts: Vec<Vec<String>> = texts.iter().map(|text| runs(text)).collect();
    let rare = rare(&texts);
    let mut queries = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let words = random.between(3, 5);
        let mut stretches: Vec<String> = if UNSPACED.contains(&language) {
            text.iter().flat_map(|run| letters(run)).collect()
        } else {
            text.iter().flat_map(|run| rows(run, words, &rare)).collect()
        };
        stretches.retain(|stretch| {
            let has = |text: &Vec<String>| text.iter().any(|run| run.contains(stretch));
            texts.iter().filter(|text| has(text)).count() == 1
        });
        if !stretches.is_empty() {
            queries.push((number, random.pick(&stretches).clone()));
        }
    }
    queries
}

/// The words of a text with one blank between them, cut where there is punctuation or an address or the like.
fn runs(text: &str) -> Vec<String> {
    let mut runs = vec![String::new()];
    let mut word = String::new();
    for letter in text.chars().chain([' ']) {
        if letter.is_whitespace() {
            let code = word.chars().any(|letter| !is_of_word(letter));
            let run = runs.last_mut().filter(|_| !code);
            match run {
                Some(run) => {
                    run.push_str(if run.is_empty() || word.is_empty() { "" } else { " " });
                    run.push_str(&word);
                }
                None => runs.push(String::new()),
            }
            word.clear();
        } else {
            word.extend(letter.to_lowercase());
        }
    }
    runs
}

/// Letters, digits, and the marks that Arabic, Indic and Thai words are written with.
fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric()
        || matches!(letter, '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{9ff}' | '\u{e00}'..='\u{e7f}' | '\u{200c}'..='\u{200d}')
}

/// The words that few of the texts have.
fn rare(texts: &[Vec<String>]) -> HashSet<&str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for text in texts {
        let words: HashSet<&str> = text.iter().flat_map(|run| run.split(' ')).collect();
        for word in words {
            *counts.entry(word).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count <= texts.len() / 15);
    counts.into_keys().collect()
}

/// So many words in a row, at least half of which are rare.
fn rows(run: &str, length: usize, rare: &HashSet<&str>) -> Vec<String> {
    let words: Vec<&str> = run.split(' ').collect();
    let mut rows: Vec<&[&str]> = words.windows(length).collect();
    rows.retain(|row| 2 * row.iter().filter(|word| rare.contains(**word)).count() >= length);
    rows.into_iter().map(|row| row.join(" ")).collect()
}

/// Six letters in a row, none of them Latin.
fn letters(run: &str) -> Vec<String> {
    let letters: Vec<char> = run.chars().collect();
    let rows =
        letters.windows(LETTERS).filter(|row| row.iter().all(|letter| *letter != ' ' && !letter.is_ascii()));
    rows.map(|row| row.iter().collect()).collect()
}
