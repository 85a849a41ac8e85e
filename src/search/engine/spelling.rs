//! What a misspelt word was meant to be.

use super::dictionary::Line;
use crate::search::analysis::CORRECTED;

/// From this length on a word may have two mistakes.
const LONG: usize = 6;

/// How many words a misspelt one may stand for.
const MOST: usize = 3;

/// A word that was perhaps meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Correction {
    pub(super) form: String,
    pub(super) distance: usize,
    common: u32,
}

/// The words among `lines` that are nearest to `form`, the likeliest first; none where it is so short
/// that anything would be near.
pub(super) fn nearest<'l>(form: &str, lines: impl Iterator<Item = (String, &'l Line)>) -> Vec<Correction> {
    let letters = form.chars().count();
    if letters < CORRECTED {
        return Vec::new();
    }
    let most = if letters < LONG { 1 } else { 2 };
    let mut near: Vec<Correction> = Vec::new();
    for (other, line) in lines {
        let known = near.iter().any(|correction| correction.form == other);
        if !known && let Some(distance) = distance(form, &other, most) {
            near.push(Correction { form: other, distance, common: line.common });
        }
    }
    let best = near.iter().map(|correction| correction.distance).min().unwrap_or(0);
    near.retain(|correction| correction.distance == best);
    near.sort_by(|a, b| {
        b.common.cmp(&a.common).then_with(|| a.form.encode_utf16().cmp(b.form.encode_utf16()))
    });
    near.truncate(MOST);
    near
}

/// How far the forms of a word may differ behind what they share.
const ENDING: usize = 4;

/// The forms among `lines` that are likely to be of the same word: those that share most of the beginning,
/// and differ in no more than an ending. The index knows which forms belong together; this is for a form
/// that is on no page.
pub(super) fn related<'l>(form: &str, lines: impl Iterator<Item = &'l Line>) -> Vec<String> {
    let typed = form.chars().count();
    let mut best = (0, Vec::new());
    for line in lines {
        let shared = form.chars().zip(line.form.chars()).take_while(|(a, b)| a == b).count();
        let longer = typed.max(line.form.chars().count());
        if shared < CORRECTED || shared * 5 < typed * 3 || longer - shared > ENDING || shared < best.0 {
            continue;
        }
        if shared > best.0 {
            best = (shared, Vec::new());
        }
        best.1.push(line.form.clone());
    }
    best.1
}

/// How many letters have to be changed, left out, put in or exchanged with their neighbour; `None` when
/// it is more than `most`.
fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let apart = a.chars().count().abs_diff(b.chars().count());
    (apart <= most).then(|| strsim::osa_distance(a, b)).filter(|&distance| distance <= most)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn a_mistake_is_a_letter_too_many_too_few_wrong_or_exchanged() {
        for (a, b, expected) in [
            ("upload", "upload", Some(0)),
            ("uplaod", "upload", Some(1)),
            ("uploaad", "upload", Some(1)),
            ("uplod", "upload", Some(1)),
            ("uploed", "upload", Some(1)),
            ("uplaods", "upload", Some(2)),
            ("pulaod", "upload", Some(2)),
            ("download", "upload", None),
            ("länk", "lönk", Some(1)),
        ] {
            assert_eq!(distance(a, b, 2), expected, "{a} {b}");
        }
    }
}
