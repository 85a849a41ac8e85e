//! Small sets of documents of which one rule of the ranking decides the score or the order.

use super::*;
use crate::search::parameters::PARAMETERS;
use crate::search::posting::{HeadingPosting, Posting};

const RANKING: Ranking = PARAMETERS.ranking;

/// A posting by document, level and bits of chunks.
type Said = (u32, u8, u16);

/// A heading by document, section and length.
type Headed = (u32, u16, u8);

fn group(postings: &[Said], headings: &[Headed]) -> Rc<GroupPostings> {
    let posting = |&(document, level, chunks): &Said| Posting { document, chunks, level };
    let heading =
        |&(document, section, length): &Headed| HeadingPosting { document, section, length, is_name: false };
    Rc::new(GroupPostings {
        postings: postings.iter().map(posting).collect(),
        headings: headings.iter().map(heading).collect(),
    })
}

fn weighted(form: &str, postings: Vec<(Rc<GroupPostings>, f64)>) -> Match {
    let postings = postings.into_iter().map(|(group, weight)| Matching { group, weight, is_concept: false });
    Match {
        form: form.to_owned(),
        position: 0,
        postings: postings.collect(),
        forms: Vec::new(),
        names: Vec::new(),
        correction: None,
        is_little: false,
    }
}

/// A word that is in the dictionary as it was typed.
fn word(form: &str, postings: &[Said], headings: &[Headed]) -> Match {
    weighted(form, vec![(group(postings, headings), 1.0)])
}

/// The documents of the reader's language that may be shown.
fn rank(matches: &[Match], range: Range<u32>, ranking: &Ranking) -> Vec<Ranked> {
    let mut ranked = super::rank(matches, range, 1.0, ranking);
    ranked.retain(|one| one.enough);
    ranked
}

fn order(ranked: &[Ranked]) -> Vec<u32> {
    ranked.iter().map(|one| one.document).collect()
}

fn score(ranked: &[Ranked], document: u32) -> f64 {
    ranked.iter().find(|one| one.document == document).unwrap().score
}

#[track_caller]
fn same(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9, "{a} is not {b}");
}

/// The inverse document frequency.
fn idf(size: f64, documents: f64) -> f64 {
    (1.0 + (size - documents + 0.5) / (documents + 0.5)).ln()
}

#[test]
fn a_word_counts_by_its_level_and_the_more_the_rarer_it_is() {
    let (rare, common) = (idf(5.0, 1.0), idf(5.0, 3.0));
    let all = rare + common;
    let matches =
        [word("rare", &[(11, 9, 1)], &[]), word("common", &[(11, 4, 2), (12, 9, 1), (13, 0, 1)], &[])];
    let ranked = rank(&matches, 10..15, &Ranking { coverage: 0.0, ..RANKING });
    assert_eq!(order(&ranked), [11, 12, 13], "10 and 14 have nothing");
    // All of it, but no more than the rarer word in one chunk.
    let coverage = f64::midpoint(all, rare) / all;
    same(score(&ranked, 11), coverage * (rare * 0.95 + common * 0.45 + 0.3 * rare) / all);
    let share = common / all;
    same(score(&ranked, 12), share.powi(2) * (0.95 + 0.3));
    same(score(&ranked, 13), share.powi(2) * (0.05 + 0.3));
    for (found, weights) in [(0, [rare, common]), (1, [0.0, common])] {
        assert_eq!(ranked[found].weights, weights);
    }
}

#[test]
fn other_documents_than_those_of_the_range_count_for_nothing() {
    let outside = [(2, 9, 1), (3, 9, 1), (6, 9, 1), (7, 9, 1)];
    let headings = [(2, 0, 4), (3, 0, 4), (6, 0, 4), (7, 0, 4)];
    let ranked = rank(&[word("word", &outside, &headings)], 3..7, &RANKING);
    assert_eq!(order(&ranked), [3, 6]);
    same(score(&ranked, 3), 0.95 + 1.2 + 0.3);
    same(ranked[0].weights[0], idf(4.0, 2.0));
    assert!(rank(&[word("word", &outside, &headings)], 4..6, &RANKING).is_empty());
}

#[test]
fn of_several_matches_of_a_word_the_best_counts_and_their_chunks_are_put_together() {
    let strong = (group(&[(0, 1, 0b01), (1, 9, 1)], &[(0, 0, 4)]), 1.0);
    let weak = (group(&[(0, 9, 0b11)], &[(0, 0, 4)]), 0.5);
    for lists in [vec![strong.clone(), weak.clone()], vec![weak, strong]] {
        let ranked = rank(&[weighted("word", lists)], 0..2, &RANKING);
        // The level of the weaker match counts half, and the title as the stronger one.
        same(score(&ranked, 0), 0.95 * 0.5 + 1.2 + 0.3);
        let found = ranked.iter().find(|one| one.document == 0).unwrap();
        assert_eq!(found.chunks, [0b11]);
    }
}

#[test]
fn what_is_called_so_comes_before_what_says_it_most() {
    // The title of 0 is the query, a heading of 1 is, 2 says it most often.
    let said = [(0, 2, 1), (1, 5, 1), (2, 9, 1)];
    let ask = |ranking: &Ranking| rank(&[word("word", &said, &[(0, 0, 4), (1, 3, 4)])], 0..3, ranking);
    let ranked = ask(&RANKING);
    assert_eq!(order(&ranked), [0, 1, 2]);
    same(score(&ranked, 0), 0.25 + 1.2 + 0.3);
    same(score(&ranked, 1), 0.55 + 0.6 + 0.3);
    same(score(&ranked, 2), 0.95 + 0.3);
    // Both sides of where each weight decides.
    assert_eq!(order(&ask(&Ranking { title: 0.91, ..RANKING })), [0, 1, 2]);
    assert_eq!(order(&ask(&Ranking { title: 0.89, ..RANKING })), [1, 0, 2]);
    assert_eq!(order(&ask(&Ranking { heading: 0.41, ..RANKING })), [0, 1, 2]);
    assert_eq!(order(&ask(&Ranking { heading: 0.39, ..RANKING })), [0, 2, 1]);
}

#[test]
fn a_title_counts_less_the_more_else_it_says() {
    // Of the titles one is the word, one twice as long, one five times; one is shorter than the word counts.
    let said: Vec<Said> = (0..4).map(|document| (document, 9, 1)).collect();
    let titles = [(0, 0, 4), (1, 0, 8), (2, 0, 20), (3, 0, 2)];
    let ask = |partial| rank(&[word("word", &said, &titles)], 0..4, &Ranking { partial, ..RANKING });
    let title = |ranked: &[Ranked], document| (score(ranked, document) - 0.95 - 0.3) / 1.2;
    let ranked = ask(0.4);
    assert_eq!(order(&ranked), [0, 3, 1, 2]);
    same(title(&ranked, 0), 1.0);
    same(title(&ranked, 1), 0.4 + 0.6 / 2.0);
    same(title(&ranked, 2), 0.4 + 0.6 / 5.0);
    same(title(&ranked, 3), 1.0);
    same(title(&ask(0.0), 1), 0.5);
    same(title(&ask(1.0), 2), 1.0);
}

#[test]
fn the_length_of_a_heading_is_that_of_its_words_each_up_to_a_bound() {
    // Three letters and more than four, of which four count.
    let headings = [(0, 0, 7), (1, 0, 8)];
    let said = [(0, 9, 1), (1, 9, 1)];
    let matches = [word("old", &said, &headings), word("harbour", &said, &headings)];
    let ranked = rank(&matches, 0..2, &RANKING);
    same(score(&ranked, 0), 0.95 + 1.2 + 0.3);
    same(score(&ranked, 1), 0.95 + 1.2 * (0.4 + 0.6 * 7.0 / 8.0) + 0.3);
    let ranked = rank(&matches, 0..2, &Ranking { letters: 3, ..RANKING });
    same(score(&ranked, 1), 0.95 + 1.2 * (0.4 + 0.6 * 6.0 / 8.0) + 0.3);
    // A title without letters that count has the length of one.
    let ranked = rank(&[word("x", &[(0, 9, 1)], &[(0, 0, 0)])], 0..1, &RANKING);
    same(score(&ranked, 0), 0.95 + 1.2 + 0.3);
}

#[test]
fn a_title_that_says_half_of_the_query_counts_half() {
    let said = [(0, 9, 1), (1, 9, 1)];
    let matches = [word("glass", &said, &[(0, 0, 4)]), word("plate", &said, &[])];
    let ranked = rank(&matches, 0..2, &RANKING);
    same(score(&ranked, 0), 0.95 + 1.2 * 0.5 + 0.3);
    // Another form of the word counts as much less as it is less surely meant.
    let related = weighted("glass", vec![(group(&said, &[(0, 0, 4)]), 0.7)]);
    let ranked = rank(&[related, word("plate", &said, &[])], 0..2, &RANKING);
    same(score(&ranked, 0), 0.95 * 0.85 + 1.2 * 0.35 + 0.3);
}

#[test]
fn of_several_headings_the_best_counts_and_of_equal_ones_the_first() {
    let headings = [(0, 1, 16), (0, 2, 8), (0, 3, 8), (0, 4, 16)];
    let ranked = rank(&[word("word", &[(0, 9, 1)], &headings)], 0..1, &RANKING);
    assert_eq!(ranked[0].section, Some(2));
    same(score(&ranked, 0), 0.95 + 0.6 * 0.7 + 0.3);
}

#[test]
fn a_result_leads_to_a_heading_that_fits_well_and_better_than_the_title() {
    let section = |title: u8, heading: u8, ranking: &Ranking| {
        let headings = [(0, 0, title), (0, 5, heading)];
        rank(&[word("word", &[(0, 9, 1)], &headings)], 0..1, ranking)[0].section
    };
    // The heading fits by 0.7, a longer title by less.
    assert_eq!(section(16, 8, &Ranking { anchor: 0.7, ..RANKING }), Some(5));
    assert_eq!(section(16, 8, &Ranking { anchor: 0.700_001, ..RANKING }), None);
    assert_eq!(section(9, 8, &RANKING), Some(5));
    assert_eq!(section(8, 8, &RANKING), None, "the title fits as well");
    assert_eq!(section(7, 8, &RANKING), None, "the title fits better");
    // At a sixth of its length a heading fits by 0.5.
    assert_eq!(section(200, 24, &RANKING), Some(5));
    assert_eq!(section(200, 25, &RANKING), None);
}

#[test]
fn words_in_one_chunk_count_more_than_words_far_apart() {
    let apart = [
        word("glass", &[(0, 9, 0b01), (1, 9, 0b100)], &[]),
        word("plate", &[(0, 9, 0b10), (1, 8, 0b110)], &[]),
    ];
    let ranked = rank(&apart, 0..2, &RANKING);
    assert_eq!(order(&ranked), [1, 0]);
    same(score(&ranked, 0), 0.75 * (0.95 + 0.3 * 0.5));
    same(score(&ranked, 1), 0.9 + 0.3);
    let ranked = rank(&apart, 0..2, &Ranking { proximity: 0.0, ..RANKING });
    same(score(&ranked, 0), 0.75 * 0.95);
    same(score(&ranked, 1), 0.9);
    // The last of the chunks counts as the first does.
    let last = 1 << 15;
    let ranked = rank(&[word("a", &[(0, 9, last)], &[]), word("b", &[(0, 9, last)], &[])], 0..1, &RANKING);
    same(score(&ranked, 0), 0.95 + 0.3);
}

#[test]
fn documents_that_have_too_little_of_the_query_are_not_shown() {
    // Both words are as rare. 0 has both, 1 half of the query.
    let matches = [word("glass", &[(0, 9, 1), (1, 4, 1)], &[]), word("plate", &[(0, 9, 1), (2, 4, 1)], &[])];
    let found = |coverage| order(&rank(&matches, 0..9, &Ranking { coverage, ..RANKING }));
    assert_eq!(found(RANKING.coverage), [0, 1, 2], "half is enough");
    assert_eq!(found(0.500_001), [0]);
    // What counts is the share of what the best have, not of the query.
    let matches = [word("glass", &[(1, 9, 1)], &[]), word("plate", &[(2, 9, 1)], &[])];
    let ranked = rank(&matches, 0..9, &Ranking { coverage: 1.0, ..RANKING });
    assert_eq!(order(&ranked), [1, 2]);
    // The score falls with the share.
    same(ranked[0].score, 0.5 * (0.95 * 0.5 + 0.3 * 0.5));
}

#[test]
fn the_best_document_for_one_word_is_shown_whatever_else_it_lacks() {
    let ranking = Ranking { coverage: 1.0, ..RANKING };
    // By what it says: 1 is more about glass than what has both words.
    let glass = |headings: &[Headed]| word("glass", &[(0, 4, 1), (1, 9, 1), (2, 9, 1)], headings);
    let plate = word("plate", &[(0, 4, 1)], &[]);
    let shown = |glass| {
        let mut shown = order(&rank(&[glass, word("plate", &[(0, 4, 1)], &[])], 0..9, &ranking));
        shown.sort_unstable();
        shown
    };
    assert_eq!(shown(glass(&[])), [0, 1, 2], "both say as much");
    // By what it is called, of those that say as much.
    assert_eq!(shown(glass(&[(2, 0, 4)])), [0, 2]);
    assert_eq!(shown(glass(&[(2, 3, 4)])), [0, 1, 2], "a heading is no name of the whole");
    assert_eq!(order(&rank(&[plate], 0..9, &ranking)), [0]);
}

#[test]
fn another_name_of_a_document_counts_as_its_title_and_leads_to_no_section() {
    let fit = |is_name| {
        let group = GroupPostings {
            postings: vec![Posting { document: 0, chunks: 1, level: 9 }],
            headings: vec![HeadingPosting { document: 0, section: 3, length: 4, is_name }],
        };
        let ranked = rank(&[weighted("otrs", vec![(Rc::new(group), 1.0)])], 0..9, &RANKING);
        (ranked[0].score, ranked[0].section)
    };
    let (named, section) = fit(true);
    same(named, 0.95 + 0.3 + RANKING.title);
    assert_eq!(section, None);
    let (headed, section) = fit(false);
    same(headed, 0.95 + 0.3 + RANKING.heading);
    assert_eq!(section, Some(3));
}

#[test]
fn another_name_for_a_word_finds_documents_and_does_not_make_it_common() {
    let mut glass = word("glass", &[(0, 9, 1)], &[]);
    let others: Vec<Said> = (1..9).map(|document| (document, 9, 1)).collect();
    glass.postings.push(Matching { group: group(&others, &[]), weight: 0.7, is_concept: true });
    let ranked = rank(&[glass], 0..9, &RANKING);
    assert_eq!(ranked.len(), 9);
    assert_eq!(ranked[0].weights, [idf(9.0, 1.0)], "as rare as itself");
}

#[test]
fn what_a_word_was_corrected_to_counts_no_more_than_a_word_that_was_typed_right() {
    let weights = |correction: Option<&str>| {
        let rare = Match { correction: correction.map(str::to_owned), ..word("rare", &[(0, 9, 1)], &[]) };
        let common = word("common", &[(0, 9, 1), (1, 9, 1), (2, 9, 1)], &[]);
        rank(&[rare, common], 0..9, &RANKING)[0].weights.clone()
    };
    assert_eq!(weights(None), [idf(9.0, 1.0), idf(9.0, 3.0)]);
    assert_eq!(weights(Some("rarer")), [idf(9.0, 3.0), idf(9.0, 3.0)]);
    let alone = Match { correction: Some("rarer".to_owned()), ..word("rare", &[(0, 9, 1)], &[]) };
    assert_eq!(rank(&[alone], 0..9, &RANKING)[0].weights, [idf(9.0, 1.0)], "there is no other");
}

#[test]
fn a_word_that_says_little_counts_less_than_it_is_rare() {
    let with = Match { is_little: true, ..word("with", &[(0, 9, 1)], &[]) };
    let ranked = rank(&[with, word("glass", &[(0, 9, 1)], &[])], 0..9, &RANKING);
    assert_eq!(ranked[0].weights, [RANKING.little * idf(9.0, 1.0), idf(9.0, 1.0)]);
}

#[test]
fn what_is_in_another_language_counts_less_and_keeps_its_order() {
    let matches = [word("glass", &[(0, 9, 1), (1, 2, 1)], &[]), word("plate", &[(0, 9, 1), (1, 9, 1)], &[])];
    let own = rank(&matches, 0..9, &RANKING);
    let other = super::rank(&matches, 0..9, 0.4, &RANKING);
    assert_eq!(order(&own), order(&other));
    for (own, other) in own.iter().zip(&other) {
        same(other.score, 0.4 * own.score);
        same(other.score_with(own.total, &RANKING), 0.4 * own.score_with(own.total, &RANKING));
    }
}

#[test]
fn what_differs_by_rounding_alone_is_equal() {
    let matches = [word("glass", &[(0, 6, 1)], &[]), word("plate", &[(0, 6, 1), (1, 6, 1)], &[])];
    // The page has both words. What they weigh depends on the size of the language.
    let differ = |steps: f64| {
        let ranking = Ranking { steps, ..RANKING };
        let scores = (3..60).map(|size| score(&rank(&matches, 0..size, &ranking), 0));
        let scores: Vec<f64> = scores.collect();
        scores.iter().any(|one| one.total_cmp(&scores[0]).is_ne())
    };
    assert!(!differ(RANKING.steps));
    assert!(differ(1e30), "nothing is rounded here");
}

#[test]
fn what_fits_as_well_keeps_its_order() {
    let said: Vec<Said> = (0..5).map(|document| (document, if document == 3 { 7 } else { 6 }, 1)).collect();
    let ranked = rank(&[word("word", &said, &[])], 0..5, &RANKING);
    assert_eq!(order(&ranked), [3, 0, 1, 2, 4]);
}

#[test]
fn words_in_a_row_count_by_their_share_of_the_query() {
    let said = [(0, 9, 1)];
    let ranked = rank(&[word("glass", &said, &[]), word("plate", &said, &[])], 0..1, &RANKING);
    let one = &ranked[0];
    same(one.score_with(0.0, &RANKING), one.score);
    same(one.score_with(one.weights[0], &RANKING), one.score + 0.3);
    same(one.score_with(one.weights.iter().sum(), &RANKING), one.score + 0.6);
}

#[test]
fn a_query_that_only_excludes_has_all_documents_in_their_order() {
    let all = everything(3..6);
    assert_eq!(order(&all), [3, 4, 5]);
    for one in &all {
        same(one.score_with(0.0, &RANKING), 0.0);
        assert_eq!(one.section, None);
    }
}

#[test]
fn a_phrase_is_looked_for_in_the_chunks_that_have_all_its_words() {
    let matches = [
        word("glass", &[(0, 9, 0b011)], &[]),
        word("plate", &[(0, 9, 0b110)], &[]),
        // The same word once more shares one chunk with the first and has one of its own.
        word("glass", &[(0, 9, 0b1010)], &[]),
    ];
    let ranked = rank(&matches, 0..1, &RANKING);
    let with = |forms: &[&str]| {
        let forms: Vec<String> = forms.iter().map(|form| (*form).to_owned()).collect();
        chunks_with(&ranked[0], &matches, &forms)
    };
    assert_eq!(with(&["glass"]), 0b1011);
    assert_eq!(with(&["glass", "plate"]), 0b010);
    assert_eq!(with(&["glass", "negative"]), 0);
}

#[test]
fn the_chunk_that_is_shown_is_that_of_the_heading_or_the_one_that_has_most() {
    // The first chunk begins with section 0, the second within section 2, the third with section 4.
    let chunks = [("a", 0), ("b", 5), ("c", 8)].map(|(name, first)| (name.to_owned(), first));
    let plain = Ranked {
        document: 0,
        score: 0.0,
        share: 1.0,
        enough: true,
        weights: vec![1.0, 2.0],
        total: 3.0,
        chunks: vec![0b011, 0b110],
        section: None,
    };
    let of_section = |section| best_chunk(&Ranked { section: Some(section), ..plain.clone() }, &chunks);
    assert_eq!([0, 1, 2, 3, 4, 5].map(of_section), [0, 0, 0, 1, 2, 2]);
    let with =
        |chunks_of: [u16; 2]| best_chunk(&Ranked { chunks: chunks_of.to_vec(), ..plain.clone() }, &chunks);
    assert_eq!(with([0b011, 0b110]), 1, "both words are there");
    assert_eq!(with([0b001, 0b110]), 1, "of equal ones the first");
    assert_eq!(with([0b001, 0b100]), 2);
    assert_eq!(with([0b001, 0b1000]), 0, "there is no fourth");
    assert_eq!(with([0, 0]), 0);
    let faint = Ranked { weights: vec![0.1, 0.2], chunks: vec![0b001, 0b100], ..plain };
    assert_eq!(
        best_chunk(&faint, &chunks),
        2,
        "common words count as little, and are looked for all the same"
    );
}

#[test]
fn each_word_of_a_name_is_meant_by_the_same_word_of_the_others_and_the_last_by_the_rest() {
    let meant = |place, words| {
        let name = NameWord { concept: String::new(), place, words };
        (0..4).filter(|&at| name.is_meant_at(at)).collect::<Vec<_>>()
    };
    assert_eq!(meant(0, 1), [0, 1, 2, 3], "it is the whole name");
    assert_eq!(meant(0, 2), [0]);
    assert_eq!(meant(1, 2), [1, 2, 3]);
    assert_eq!(meant(1, 3), [1]);
}
