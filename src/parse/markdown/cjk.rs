//! Chinese and Japanese are written without spaces: which letters these are, and lines that go on without
//! one between them; and the letters of other scripts that follow a mark without one all the same.

use pulldown_cmark::Event;

use super::pieces::Placed;

/// The letters and signs of Han, Kana and Bopomofo, in ascending order. Korean has spaces.
const WIDE: &[(char, char)] = &[
    ('\u{2E80}', '\u{2FDF}'),
    ('\u{2FF0}', '\u{312F}'),
    ('\u{3190}', '\u{31FF}'),
    ('\u{3220}', '\u{325F}'),
    ('\u{3280}', '\u{4DBF}'),
    ('\u{4E00}', '\u{A4CF}'),
    ('\u{F900}', '\u{FAFF}'),
    ('\u{FE10}', '\u{FE19}'),
    ('\u{FE30}', '\u{FE6F}'),
    ('\u{FF00}', '\u{FF9F}'),
    ('\u{FFE0}', '\u{FFE6}'),
    ('\u{16FE0}', '\u{18DFF}'),
    ('\u{1B000}', '\u{1B2FF}'),
    ('\u{1F200}', '\u{1F2FF}'),
    ('\u{20000}', '\u{3FFFF}'),
];

/// Whether it is a letter or sign of a script without spaces, as wide as it is high.
pub(super) fn is_wide(letter: char) -> bool {
    letter >= WIDE[0].0 && is_in(WIDE, letter)
}

fn is_in(ranges: &[(char, char)], letter: char) -> bool {
    let reached = ranges.partition_point(|(_, last)| *last < letter);
    ranges.get(reached).is_some_and(|(first, _)| *first <= letter)
}

/// Whether it is a sign of such a script, such as `、` and `「`.
pub(super) fn is_wide_sign(letter: char) -> bool {
    is_wide(letter) && !letter.is_alphanumeric()
}

/// Scripts whose lines end with a space or in the middle of a sentence, and whose words have none before what
/// belongs to them, in ascending order: the particles of Korean; Thai, Lao, Tibetan, Burmese and Khmer as a
/// whole.
const JOINED: &[(char, char)] = &[
    ('\u{0E00}', '\u{109F}'),
    ('\u{1100}', '\u{11FF}'),
    ('\u{1780}', '\u{17FF}'),
    ('\u{3130}', '\u{318F}'),
    ('\u{A960}', '\u{A97F}'),
    ('\u{A9E0}', '\u{A9FF}'),
    ('\u{AA60}', '\u{AA7F}'),
    ('\u{AC00}', '\u{D7FF}'),
    ('\u{FFA0}', '\u{FFDC}'),
];

/// Whether a mark may stand beside it as if a space were between: any wide letter or sign, and those of Korean
/// and other scripts, whose lines end as those of English do.
pub(super) fn needs_no_space(letter: char) -> bool {
    letter >= JOINED[0].0 && (is_wide(letter) || is_in(JOINED, letter))
}

/// Takes out the ends of lines that stand between two such letters: a browser would show a space.
pub(super) fn take_out_breaks(run: &mut Vec<Placed<'_>>) {
    let mut out = Vec::new();
    // The last letter before, as far as readers see one.
    let mut before = None;
    for (at, (event, _)) in run.iter().enumerate() {
        match event {
            Event::Text(text) | Event::Code(text) => before = text.chars().next_back().or(before),
            Event::HardBreak | Event::FootnoteReference(_) => before = None,
            Event::SoftBreak if before.is_some_and(is_wide) => {
                let next = run[at + 1..].iter().find_map(|(event, _)| match event {
                    Event::Text(text) | Event::Code(text) => Some(text.chars().next()),
                    Event::SoftBreak | Event::HardBreak | Event::FootnoteReference(_) => Some(None),
                    _ => None,
                });
                if next.flatten().is_some_and(is_wide) {
                    out.push(at);
                }
            }
            _ => {}
        }
    }
    let mut out = out.into_iter().peekable();
    let mut at = 0..;
    run.retain(|_| at.next() != out.peek().copied() || out.next().is_none());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_kana_and_their_signs_are_wide_and_nothing_else_is() {
        for letter in "漢字かなカナ｡ｶ、。「」（！〜々〇㐀豈𠀀ㄅ㈱".chars() {
            assert!(is_wide(letter), "{letter}");
        }
        for letter in "aéßя한글ㄱ조“”…—·ก".chars() {
            assert!(!is_wide(letter), "{letter}");
        }
        assert!("「」、。！（".chars().all(is_wide_sign));
        assert!(!"漢かカ".chars().any(is_wide_sign));
    }

    #[test]
    fn marks_stand_beside_letters_that_are_not_wide() {
        for letter in "漢か、한글ㄱ조ﾡกລབကខ".chars() {
            assert!(needs_no_space(letter), "{letter}");
        }
        for letter in "aéßяعאहა“”…—·".chars() {
            assert!(!needs_no_space(letter), "{letter}");
        }
    }

    #[test]
    fn the_ranges_ascend() {
        for ranges in [WIDE, JOINED] {
            assert!(ranges.iter().all(|(first, last)| first <= last));
            assert!(ranges.windows(2).all(|pair| pair[0].1 < pair[1].0));
        }
    }
}
