//! Every weight, limit and table of the search, once. The index is made with `fields` and `tables`; what
//! answering a query takes besides is [`Parameters`]. All that the engine of the search page needs of them is
//! written into `index.js`, so that it holds none of its own, and [`Engine`](super::Engine) reads its
//! parameters from there too.

pub(super) mod fields;
mod tables;

use serde::{Deserialize, Serialize};

pub(super) use tables::*;

/// What queries are answered by. Weights are relative to a word of the query that a document is all about, which
/// is 1. They were chosen by judgement, but for `foreign`, `asked`, `weak`, `sentence` and `little`, and that the score
/// follows the coverage and not its square: these by questions about the site of `content/`, of which `benches/search` has
/// a part, `sentence` and `little` also by lines of short pages. It tells how good they are on others, too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Parameters {
    pub(super) matching: Matching,
    pub(super) spelling: Spelling,
    pub(super) ranking: Ranking,
    pub(super) excerpt: Excerpt,
    pub(super) results: Results,
}

/// Which forms of the dictionary a word of the query stands for, and with which weight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Matching {
    /// The weight of a compound that was written as one word, where the query has its parts.
    pub(super) joined: f64,
    /// The weight of another form of the word.
    pub(super) related: f64,
    /// The weight of another name for the same, from the glossary.
    pub(super) equivalent: f64,
    /// The weight of a longer word by its beginning: by the share of it that was typed.
    pub(super) completed: f64,
    /// What is added to that where the beginning is no word itself.
    pub(super) begun: f64,
    /// The weight of a word that differs by one mistake, and by two.
    pub(super) corrected: [f64; 2],
    /// The fewest letters that are taken for the beginning of a word.
    pub(super) prefix: usize,
    /// The most shards of the dictionary that are loaded for a beginning.
    pub(super) shards: usize,
    /// A query of more words than this does without those that say little where it has so many others. Else they count by
    /// `little`.
    pub(super) sentence: usize,
}

/// What a word that is in no document was meant to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spelling {
    /// The fewest letters of a word that is corrected; shorter ones have too many neighbours.
    pub(super) shortest: usize,
    /// From so many letters on a word may have two mistakes.
    pub(super) long: usize,
    /// The fewest letters of a word that is corrected beside words that the index knows.
    pub(super) beside: usize,
    /// The fewest letters beside its digits of a name that is corrected.
    pub(super) name: usize,
    /// The most words, all as near, among which those are looked for that are likeliest.
    pub(super) candidates: usize,
    /// The fewest letters of a word that is taken apart.
    pub(super) compound: usize,
    /// The most words that a misspelt one stands for.
    pub(super) corrections: usize,
    /// The most letters by which two forms of a word differ behind what they share.
    pub(super) ending: usize,
    /// The fewest letters of each part of a compound.
    pub(super) start: usize,
    /// The least share of the typed word that is shared with its other forms, as a fraction.
    pub(super) shared: (usize, usize),
}

/// How documents are scored and put in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ranking {
    /// The number of levels that postings tell apart.
    pub(super) levels: u32,
    /// The weight of a title that is the query.
    pub(super) title: f64,
    /// The weight of a heading that is the query.
    pub(super) heading: f64,
    /// What remains of these two where the title or heading says far more than the query.
    pub(super) partial: f64,
    /// The most letters of a word that count for the length of a title or heading: stop words hardly do.
    pub(super) letters: usize,
    /// The weight of all words of the query in one chunk of the document.
    pub(super) proximity: f64,
    /// The weight of all words of the query in a row, as they were typed. The index does not know of it, so
    /// it orders only the results of one page, whose texts are read anyway.
    pub(super) adjacency: f64,
    /// A heading that fits at least so well is what a result leads to.
    pub(super) anchor: f64,
    /// How much a word counts that says little, where one that says something counts by its rarity alone.
    pub(super) little: f64,
    /// The least share of what the best documents have of the query that a document is shown with, unless it is the
    /// best for one of the words.
    pub(super) coverage: f64,
    /// How much the score of a document counts that is in another language than the reader's.
    pub(super) foreign: f64,
    /// How much more the score of a document counts that is of a kind which the question asks for: "who …".
    pub(super) asked: f64,
    /// A record is shown in the reader's language where that version has at least so much of the score of the best.
    pub(super) version: f64,
    /// What fits no better than this, all weights but that of the language taken together, is no answer.
    pub(super) weak: f64,
    /// Of how many steps a score of 1 is. Engines round at other places, which shall not tell apart what is equal.
    pub(super) steps: f64,
}

/// Which stretch of a text a result shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Excerpt {
    /// How long it is, in letters.
    pub(super) length: usize,
    /// How many letters of it stand before the first word that was found.
    pub(super) before: usize,
    /// The weight of a word in the heading, where one in the text is 1.
    pub(super) heading: f64,
    /// What is added for the section that the result leads to: more than any text can have.
    pub(super) anchor: f64,
}

/// How many documents are looked at and shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Results {
    /// How many results are shown at a time, and put in order by their texts: about as many as a screen has, since the
    /// text of each is a file to ask for.
    pub(super) page: usize,
    /// The most documents whose texts are searched for a phrase, the best first.
    pub(super) phrase: usize,
}

pub(super) const PARAMETERS: Parameters = Parameters {
    matching: Matching {
        joined: 0.9,
        related: 0.7,
        equivalent: 0.7,
        completed: 0.5,
        begun: 0.5,
        corrected: [0.8, 0.6],
        prefix: 2,
        shards: 3,
        sentence: 3,
    },
    spelling: Spelling {
        shortest: 4,
        long: 6,
        beside: 5,
        name: 5,
        candidates: 8,
        compound: 8,
        corrections: 3,
        ending: 4,
        start: 3,
        shared: (3, 5),
    },
    ranking: Ranking {
        levels: fields::LEVELS,
        title: 1.2,
        heading: 0.6,
        partial: 0.4,
        letters: 4,
        proximity: 0.3,
        adjacency: 0.6,
        anchor: 0.5,
        little: 0.4,
        coverage: 0.5,
        foreign: 0.6,
        asked: 1.4,
        version: 0.5,
        weak: 0.4,
        steps: 1e9,
    },
    excerpt: Excerpt { length: 200, before: 50, heading: 0.5, anchor: 1e3 },
    results: Results { page: 4, phrase: 60 },
};
