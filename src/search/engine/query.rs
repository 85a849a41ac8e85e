//! What somebody typed, taken apart.

use crate::search::analysis::{Piece, fold, joined_form, pieces};

/// A query.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// Preferred, none of them required.
    pub(super) terms: Vec<Term>,
    /// Each has to stand as it is.
    pub(super) phrases: Vec<Vec<String>>,
    /// None of these may be there.
    pub(super) without: Vec<Vec<String>>,
}

/// A word of a query.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) form: String,
    /// How many terms come before it.
    pub(super) place: usize,
    /// Whether it is still being typed, so that it may be the beginning of a word.
    pub(super) open: bool,
    /// The compound that it is a part of, written as one.
    pub(super) joined: Option<String>,
    /// Whether it is a piece of a text without spaces.
    pub(super) gram: bool,
    /// Whether it stands in quotes, and means itself alone.
    pub(super) quoted: bool,
}

impl Query {
    pub(super) fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut rest = text;
        loop {
            rest = rest.trim_start();
            let without = rest.starts_with('-') && !rest[1..].starts_with([' ', '-']) && rest.len() > 1;
            if without {
                rest = &rest[1..];
            }
            let Some(first) = rest.chars().next() else { break };
            let (token, quoted, open);
            if is_quote(first) {
                let inside = &rest[first.len_utf8()..];
                let end = inside.find(is_quote);
                (token, quoted, open) = (&inside[..end.unwrap_or(inside.len())], true, false);
                rest = end.map_or("", |end| inside[end..].strip_prefix(is_quote).unwrap_or_default());
            } else {
                let end = rest.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(rest.len());
                (token, quoted, open) = (&rest[..end], false, end == rest.len());
                rest = &rest[end..];
            }
            query.add(token, without, quoted, open);
        }
        query
    }

    fn add(&mut self, token: &str, without: bool, quoted: bool, open: bool) {
        let terms = terms(token, quoted);
        let forms = || terms.iter().map(|term| term.form.clone()).collect::<Vec<_>>();
        if terms.is_empty() {
            return;
        }
        if without {
            self.without.push(forms());
            return;
        }
        if quoted && terms.len() > 1 {
            self.phrases.push(forms());
        }
        for term in terms {
            self.terms.push(Term { place: self.terms.len(), ..term });
        }
        if let Some(last) = self.terms.last_mut() {
            // Behind a full stop or the like the word is over.
            last.open = open && token.ends_with(|c: char| c.is_alphanumeric() || !c.is_ascii());
        }
    }
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」')
}

fn terms(token: &str, quoted: bool) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let term = |form: String, gram| Term { form, place: 0, open: false, joined: None, gram, quoted };
    pieces(token, |piece| match piece {
        Piece::Word(word) => terms.push(term(fold(word).into_owned(), false)),
        Piece::Gram(gram) => terms.push(term(gram, true)),
        Piece::Joined(joined) => {
            let form = joined_form(joined);
            let parts = joined.split(['-', '_', '\u{2010}', '\u{2011}']).count();
            let from = terms.len().saturating_sub(parts);
            for term in &mut terms[from..] {
                term.joined = Some(form.clone());
            }
        }
        Piece::Part(_) | Piece::End(_) => {}
    });
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Terms, an open one with `…`, a quoted one in quotes; then phrases and what may not be there.
    fn shown(text: &str) -> String {
        let query = Query::parse(text);
        let terms = query.terms.iter().map(|term| {
            let open = if term.open { "…" } else { "" };
            let joined = term.joined.as_ref().map(|joined| format!("={joined}")).unwrap_or_default();
            if term.quoted { format!("\"{}\"", term.form) } else { format!("{}{open}{joined}", term.form) }
        });
        let phrases = query.phrases.iter().map(|phrase| format!("[{}]", phrase.join(" ")));
        let without = query.without.iter().map(|words| format!("-{}", words.join(" ")));
        terms.chain(phrases).chain(without).collect::<Vec<_>>().join(" ")
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
        assert_eq!(shown("博物館"), "博物 物館…");
        assert_eq!(shown("-"), "");
        assert_eq!(shown("\"\" \"-\""), "");
        assert_eq!(shown("\"old town\"\"new\""), "\"old\" \"town\" \"new\" [old town]");
    }
}
