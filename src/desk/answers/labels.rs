//! Questions in the lines of a mail: known by their text, in whatever language they were put, however a mail program has
//! quoted, numbered or set them. [`mail`](super::mail) finds those for a request by it, [`review`](super::review) those
//! for a review.

use std::collections::BTreeMap;

use crate::config::{Language, Question, plain_name};

/// No question is longer, in bytes: what stands before its last sign on a line is not looked at otherwise.
pub(super) const LONGEST: usize = 300;

/// A line of a mail that is a question.
pub(super) struct Asked<'q> {
    pub(super) question: &'q Question,
    pub(super) languages: Vec<Option<&'q Language>>,
    /// How deeply the line is quoted.
    pub(super) depth: usize,
    /// The text of the line that is left, where the answer begins on it.
    pub(super) begun: String,
}

/// The texts of all questions in their plain form.
pub(super) struct Labels<'q>(BTreeMap<String, (&'q Question, Vec<Option<&'q Language>>)>);

impl<'q> Labels<'q> {
    pub(super) fn new(questions: impl Iterator<Item = &'q Question>, forge: &'q str) -> Self {
        let mut labels = BTreeMap::new();
        for question in questions {
            for (language, text) in question.in_each(forge) {
                let (_, languages) =
                    labels.entry(plain_name(&text)).or_insert_with(|| (question, Vec::new()));
                languages.push(language);
            }
        }
        Self(labels)
    }

    /// The question of that text.
    pub(super) fn question(&self, text: &str) -> Option<&'q Question> {
        self.0.get(&plain_name(text)).map(|(question, _)| *question)
    }

    /// Where in a text the first question begins, in bytes.
    pub(super) fn first(&self, text: &str) -> Option<usize> {
        let mut at = 0;
        text.split_inclusive('\n').find_map(|line| {
            let begin = at;
            at += line.len();
            self.asked(line).map(|_| begin)
        })
    }

    /// The question that a line puts, alone or with the beginning of its answer behind it.
    pub(super) fn asked(&self, line: &str) -> Option<Asked<'q>> {
        let (depth, content) = unquoted(line);
        let content = without_number(content);
        let found = |label: &str, begun: &str| {
            let (question, languages) = self.0.get(&plain_name(label))?;
            // The end of the emphasis that began before the question.
            let begun = begun.trim_start_matches(['*', '_']).trim().to_owned();
            Some(Asked { question, languages: languages.clone(), depth, begun })
        };
        if content.len() <= LONGEST
            && let Some(asked) = found(content, "")
        {
            return Some(asked);
        }
        let end = content.char_indices().find(|(_, c)| matches!(c, '?' | '؟' | '？' | ':' | '：'));
        let (at, sign) = end.filter(|(at, _)| *at <= LONGEST)?;
        let (label, begun) = content.split_at(at + sign.len_utf8());
        found(label, begun)
    }
}

/// How deeply a line is quoted, and what is.
pub(super) fn unquoted(line: &str) -> (usize, &str) {
    let mut rest = line.trim_start();
    let mut depth = 0;
    while let Some(inner) = rest.strip_prefix('>') {
        rest = inner.trim_start();
        depth += 1;
    }
    (depth, rest)
}

/// A line without the number of a list before it.
pub(super) fn without_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_numeric());
    let behind =
        rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")).filter(|_| rest.len() < line.len());
    behind.unwrap_or(line).trim()
}

/// A line without as many marks of a quotation as its question has.
pub(super) fn without_quotes(line: &str, depth: usize) -> &str {
    let mut rest = line;
    for _ in 0..depth {
        match rest.trim_start().strip_prefix('>') {
            Some(inner) => rest = inner,
            None => break,
        }
    }
    if depth > 0 { rest.strip_prefix(' ').unwrap_or(rest) } else { rest }
}
