//! What a misspelt word was meant to be.

use super::dictionary::Line;
use crate::search::parameters::Spelling;

/// A word that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Correction {
    pub(super) form: String,
    pub(super) distance: usize,
    common: u32,
}

/// The words among `lines` that are nearest to `form`, the likeliest first; none where it is so short
/// that anything would be near.
pub(super) fn nearest<'l>(
    form: &str,
    lines: impl Iterator<Item = (String, &'l Line)>,
    spelling: &Spelling,
) -> Vec<Correction> {
    let letters = form.chars().count();
    if letters < spelling.shortest {
        return Vec::new();
    }
    let most = if letters < spelling.long { 1 } else { 2 };
    let mut near: Vec<Correction> = Vec::new();
    for (other, line) in lines {
        let known = near.iter().any(|correction| correction.form == other);
        // A digit is no letter that may be a mistake.
        let same_digits = digits(form).eq(digits(&other));
        // Who makes two mistakes has the first letter right.
        let most = if form.chars().next() == other.chars().next() { most } else { 1 };
        if !known
            && same_digits
            && let Some(distance) = distance(form, &other, most)
        {
            near.push(Correction { form: other, distance, common: line.common });
        }
    }
    let best = near.iter().map(|correction| correction.distance).min().unwrap_or(0);
    near.retain(|correction| correction.distance == best);
    near.sort_by(|a, b| {
        b.common.cmp(&a.common).then_with(|| a.form.encode_utf16().cmp(b.form.encode_utf16()))
    });
    near.truncate(spelling.candidates);
    near
}

fn digits(form: &str) -> impl Iterator<Item = char> + '_ {
    form.chars().filter(char::is_ascii_digit)
}

/// The forms among `lines` that are likely to be of the same word: those that share most of the beginning,
/// and differ in no more than an ending. The index knows which forms belong together; this is for a form
/// that is on no page.
pub(super) fn related<'l>(
    form: &str,
    lines: impl Iterator<Item = &'l Line>,
    spelling: &Spelling,
) -> Vec<String> {
    let typed = form.chars().count();
    let (part, whole) = spelling.shared;
    let mut best = (0, Vec::new());
    for line in lines {
        let shared = form.chars().zip(line.form.chars()).take_while(|(a, b)| a == b).count();
        let longer = typed.max(line.form.chars().count());
        let few = shared < spelling.shortest || shared * whole < typed * part;
        if few || longer - shared > spelling.ending || shared < best.0 {
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
    use super::*;
    use crate::search::engine::dictionary::Shard;
    use crate::search::parameters::PARAMETERS;

    const SPELLING: Spelling = PARAMETERS.spelling;

    /// A shard of forms, the later ones in more documents.
    fn shard(forms: &[&str]) -> Shard {
        let lines = forms.iter().zip("#$%&'()*".chars()).map(|(form, common)| format!("#{common}{form}"));
        Shard::read(&lines.collect::<Vec<_>>().join("\n"))
    }

    fn near(typed: &str, forms: &[&str], spelling: &Spelling) -> Vec<String> {
        let shard = shard(forms);
        let lines = shard.lines.iter().map(|line| (line.form.clone(), line));
        nearest(typed, lines, spelling).into_iter().map(|correction| correction.form).collect()
    }

    fn forms_like(typed: &str, forms: &[&str]) -> Vec<String> {
        related(typed, shard(forms).lines.iter(), &SPELLING)
    }

    #[test]
    fn only_words_of_some_length_are_corrected_and_long_ones_by_two_mistakes() {
        assert_eq!(near("mpa", &["map"], &SPELLING), [""; 0]);
        assert_eq!(near("mpas", &["maps"], &SPELLING), ["maps"]);
        assert_eq!(near("botxx", &["boats"], &SPELLING), [""; 0], "two mistakes in five letters");
        assert_eq!(near("kattlx", &["kettle"], &SPELLING), ["kettle"]);
        assert_eq!(near("kattxx", &["kettle"], &SPELLING), [""; 0], "three mistakes");
        assert_eq!(near("gattle", &["kettle"], &SPELLING), [""; 0], "two mistakes, one in the first letter");
        assert_eq!(near("gettle", &["kettle"], &SPELLING), ["kettle"]);
    }

    #[test]
    fn the_nearest_and_of_these_the_most_common_are_meant() {
        assert_eq!(near("harbur", &["arbour", "harbour"], &SPELLING), ["harbour"]);
        let four = ["lant", "lane", "lank", "land"];
        assert_eq!(near("lanx", &four, &SPELLING), ["land", "lank", "lane", "lant"]);
        assert_eq!(near("lanx", &four, &Spelling { candidates: 3, ..SPELLING }), ["land", "lank", "lane"]);
        assert_eq!(near("vidoe2comons", &["video2commons", "video3commons"], &SPELLING), ["video2commons"]);
        // What is as common comes in the order of the dictionary.
        let shard = Shard::read("##land\n##lane");
        let lines = shard.lines.iter().rev().chain(&shard.lines).map(|line| (line.form.clone(), line));
        let forms = nearest("lanx", lines, &SPELLING).into_iter().map(|one| one.form);
        assert_eq!(forms.collect::<Vec<_>>(), ["land", "lane"]);
    }

    #[test]
    fn forms_of_a_word_share_most_of_it_and_differ_in_an_ending() {
        assert_eq!(forms_like("scanning", &["scan", "scanned", "scans"]), ["scanned"]);
        assert_eq!(forms_like("scans", &["scan", "scanned"]), ["scan", "scanned"], "both share four letters");
        assert_eq!(forms_like("sca", &["scans"]), [""; 0], "three letters are few");
        assert_eq!(forms_like("photographabcd", &["photograph"]), ["photograph"]);
        assert_eq!(forms_like("photographabcde", &["photograph"]), [""; 0], "five letters are no ending");
        assert_eq!(
            forms_like("scanabc", &["scan"]),
            [""; 0],
            "four of seven letters are less than three of five"
        );
        assert_eq!(forms_like("scanab", &["scan"]), ["scan"]);
    }

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
