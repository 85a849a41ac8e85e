//! Parses a query: words, phrases in quotes, and what is excluded by a minus.

use std::ops::Range;

use crate::search::analysis::{Token, fold, joined_form, tokenize, without_article};
use crate::search::parameters::{HYPHENS, QUOTES, SEPARATORS};

/// A query.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// Preferred; none of them is required.
    pub(super) terms: Vec<Term>,
    /// The forms of those that it is searched for without, where there are other words.
    pub(super) dropped: Vec<String>,
    /// Words that have to stand together as they are.
    pub(super) phrases: Vec<Vec<String>>,
    /// Words of which a document may not have all.
    pub(super) excluded: Vec<Vec<String>>,
}

/// Who asks, as far as it says what a word may mean.
#[derive(Clone)]
pub(super) struct Reader {
    /// The documents in their language.
    pub(super) language: Range<u32>,
    /// Whether they typed any word that the index knows.
    pub(super) beside_known: bool,
}

/// A word of a query.
#[derive(Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Term {
    pub(super) form: String,
    /// How many terms come before it in the query.
    pub(super) position: usize,
    /// Whether it is still being typed, so that it may be the beginning of a word.
    pub(super) open: bool,
    /// The compound that it is a part of, written as one.
    pub(super) joined: Option<String>,
    /// Whether it is an n-gram of a script without spaces.
    pub(super) ngram: bool,
    /// Whether it stands in quotes, and means itself alone.
    pub(super) quoted: bool,
    /// Whether it says little. The index tells.
    pub(super) is_little: bool,
}

impl Term {
    /// Whether it is that word, or that behind an Arabic article, and means no other.
    pub(super) fn is(&self, word: &str) -> bool {
        !self.quoted && (self.form == word || without_article(&self.form) == Some(word))
    }
}

impl Query {
    pub(super) fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut rest = text;
        loop {
            rest = rest.trim_start();
            let excluded = rest.starts_with('-') && !rest[1..].starts_with([' ', '-']) && rest.len() > 1;
            if excluded {
                rest = &rest[1..];
            }
            let Some(first) = rest.chars().next() else { break };
            let (segment, quoted, open);
            if is_quote(first) {
                let inside = &rest[first.len_utf8()..];
                let end = inside.find(is_quote);
                (segment, quoted, open) = (&inside[..end.unwrap_or(inside.len())], true, false);
                rest = end.map_or("", |end| inside[end..].strip_prefix(is_quote).unwrap_or_default());
            } else {
                let end = rest.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(rest.len());
                (segment, quoted, open) = (&rest[..end], false, end == rest.len());
                rest = &rest[end..];
            }
            query.add(segment, excluded, quoted, open);
        }
        query
    }

    fn add(&mut self, segment: &str, excluded: bool, quoted: bool, open: bool) {
        let terms = terms(segment, quoted);
        let forms = || terms.iter().map(|term| term.form.clone()).collect::<Vec<_>>();
        if terms.is_empty() {
            return;
        }
        if excluded {
            self.excluded.push(forms());
            return;
        }
        if quoted && terms.len() > 1 {
            self.phrases.push(forms());
        }
        for term in terms {
            self.terms.push(Term { position: self.terms.len(), ..term });
        }
        if let Some(last) = self.terms.last_mut() {
            // Behind a full stop or the like the word is over.
            last.open = open && segment.ends_with(|c: char| c.is_alphanumeric() || !c.is_ascii());
        }
    }
}

fn is_quote(letter: char) -> bool {
    QUOTES.contains(&letter)
}

fn terms(segment: &str, quoted: bool) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let term = |form: String, ngram| Term {
        form,
        position: 0,
        open: false,
        joined: None,
        ngram,
        quoted,
        is_little: false,
    };
    tokenize(segment, |token| match token {
        Token::Word(word) => terms.push(term(fold(word).into_owned(), false)),
        Token::Ngram(ngram) => terms.push(term(ngram, true)),
        Token::Compound(compound) => {
            let form = joined_form(compound);
            let parts = compound.split(|c| HYPHENS.contains(&c) || SEPARATORS.contains(&c)).count();
            let from = terms.len().saturating_sub(parts);
            for term in &mut terms[from..] {
                term.joined = Some(form.clone());
            }
        }
        Token::Part(_) | Token::Spaced(_) | Token::End(_) => {}
    });
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Terms, an open one with `…`, an n-gram with `~`, a quoted one in quotes, the compound behind `=`; then
    /// phrases in brackets, and what is excluded behind `-`.
    fn shown(text: &str) -> String {
        let query = Query::parse(text);
        let terms = query.terms.iter().map(|term| {
            let form = if term.quoted { format!("\"{}\"", term.form) } else { term.form.clone() };
            let (ngram, open) = (if term.ngram { "~" } else { "" }, if term.open { "…" } else { "" });
            let joined = term.joined.as_ref().map(|joined| format!("={joined}")).unwrap_or_default();
            format!("{form}{ngram}{open}{joined}")
        });
        let phrases = query.phrases.iter().map(|phrase| format!("[{}]", phrase.join(" ")));
        let excluded = query.excluded.iter().map(|words| format!("-{}", words.join(" ")));
        terms.chain(phrases).chain(excluded).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_query_is_words_phrases_and_what_is_left_out() {
        assert_eq!(shown(""), "");
        assert_eq!(shown("Batch uplo"), "batch uplo…");
        assert_eq!(shown("batch upload "), "batch upload");
        assert_eq!(shown("Who? Why?"), "who why");
        assert_eq!(shown("\"Wiki Loves\" maps"), "\"wiki\" \"loves\" maps… [wiki loves]");
        assert_eq!(shown("“wiki loves"), "\"wiki\" \"loves\" [wiki loves]");
        assert_eq!(shown("\"museum\""), "\"museum\"");
        assert_eq!(shown("maps -harbour -\"old town\""), "maps -harbour -old town");
        assert_eq!(shown("non-zero - x"), "non=nonzero zero=nonzero x…");
        assert_eq!(shown("博物館"), "博物~ 物館~…");
        assert_eq!(shown("-"), "");
        assert_eq!(shown("\"\" \"-\""), "");
        assert_eq!(shown("\"old town\"\"new\""), "\"old\" \"town\" \"new\" [old town]");
    }

    /// The file that the engine of the search page is held to as well, by `tests/ranking/ranking.test.mjs`.
    #[test]
    fn texts_of_all_scripts_are_cut_and_folded_as_expected() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ranking/tokens.json");
        let file = std::fs::read_to_string(path).unwrap();
        let cases: Vec<(String, String)> = serde_json::from_str(&file).unwrap();
        let now = cases.iter().map(|(text, _)| serde_json::to_string(&(text, shown(text))).unwrap());
        let now = format!("[\n{}\n]\n", now.collect::<Vec<_>>().join(",\n"));
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            return std::fs::write(path, &now).unwrap();
        }
        for (now, file) in now.lines().zip(file.lines()) {
            assert_eq!(now, file, "if this is meant, run it with UPDATE_EXPECTED=1");
        }
        assert_eq!(now.lines().count(), file.lines().count());
    }
}
