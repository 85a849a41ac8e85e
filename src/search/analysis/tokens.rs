//! Cuts texts into tokens, in every script.

use unicode_normalization::char::is_combining_mark;

use super::fold;
use crate::search::parameters::{COMPOUND, FORMAT, HYPHENS, NGRAMS, NUMBER, SEPARATORS, SPACES, THOUSAND};

/// What a text is made of, each of which the index has a form for.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::search) enum Token<'t> {
    /// A word as it is written.
    Word(&'t str),
    /// A word within one in CamelCase. For the index alone: `QuickStatements` is found by `statements`, and
    /// those who ask for `QuickStatements` mean the whole.
    Part(&'t str),
    /// A compound: words with single hyphens or low lines between them, or the thousands of a number, which come as
    /// words before it. `non-zero` is found by `nonzero`, and `1,200` by `1200`.
    Compound(&'t str),
    /// A number whose thousands have spaces between them, and come as words. For the index alone: `12 000` is found
    /// by `12000`, and those who write spaces look for each of the words.
    Spaced(&'t str),
    /// A folded n-gram of a run of letters without spaces.
    Ngram(String),
    /// The end of such a run, one letter shorter. For the index alone, so that a single letter is found there
    /// too.
    End(String),
}

/// How a letter goes with its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// It does not belong to any word.
    Other,
    /// It is of a script with spaces between words.
    Spaced,
    /// N-grams of so many letters stand for words.
    Ngrams(usize),
}

fn class(letter: char) -> Class {
    match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Spaced,
        '\0'..='\u{7F}' => Class::Other,
        _ if is_letter(letter) => {
            let ngrams = NGRAMS.iter().find(|(_, letters)| letters.has(letter));
            ngrams.map_or(Class::Spaced, |(size, _)| Class::Ngrams(*size))
        }
        _ if FORMAT.has(letter) => Class::Spaced,
        _ => Class::Other,
    }
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter)
}

/// The words of a compound so far: where the first begins, how many there are, and where the last ends.
type Compound = (usize, usize, usize);

/// Hands the tokens of a text to `take`, in their order.
pub(in crate::search) fn tokenize<'t>(text: &'t str, mut take: impl FnMut(Token<'t>)) {
    let mut letters = text.char_indices().peekable();
    let mut compound: Option<Compound> = None;
    let mut number: Option<Compound> = None;
    // Where the last word begins.
    let mut last = 0;
    while let Some((start, first)) = letters.next() {
        let kind = class(first);
        if kind == Class::Other {
            let joins = |&(at, next): &(usize, char)| {
                let is_hyphen = HYPHENS.contains(&first) && class(next) == Class::Spaced;
                is_hyphen || SEPARATORS.contains(&first) && is_number(&text[last..start], &text[at..])
            };
            let goes_on =
                compound.is_some_and(|(_, _, end)| end == start) && letters.peek().is_some_and(joins);
            if !goes_on {
                end_compound(text, compound.take(), &mut take);
            }
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some(&(at, letter)) = letters.peek()
            && class(letter) == kind
        {
            end = at + letter.len_utf8();
            letters.next();
        }
        let run = &text[start..end];
        match kind {
            Class::Ngrams(size) => {
                end_compound(text, compound.take(), &mut take);
                end_number(text, number.take(), &mut take);
                ngrams(run, size, &mut take);
            }
            _ => {
                let goes_on = number.filter(|number| is_spaced(text, *number, last, start));
                if goes_on.is_none() {
                    end_number(text, number, &mut take);
                }
                number = Some(goes_on.map_or((start, 1, end), |(from, words, _)| (from, words + 1, end)));
                last = start;
                take(Token::Word(run));
                camel_case(run, &mut take);
                compound = match compound {
                    // One hyphen stands between.
                    Some((from, words, before)) if before < start => Some((from, words + 1, end)),
                    _ => Some((start, 1, end)),
                };
            }
        }
    }
    end_compound(text, compound, &mut take);
    end_number(text, number, &mut take);
}

/// Whether a number goes on with the word at `start`, behind a space of the kind that it has between its
/// thousands; its last word begins at `last`. What follows another sign of numbers is a part of one already.
fn is_spaced(text: &str, (from, words, end): Compound, last: usize, start: usize) -> bool {
    let space = &text[end..start];
    let is_first = || !text[..from].ends_with(|c| SEPARATORS.contains(&c) || HYPHENS.contains(&c));
    let mut letters = space.chars();
    letters.next().is_some_and(|c| SPACES.contains(&c))
        && letters.next().is_none()
        && is_number(&text[last..end], &text[start..])
        && is_first()
        && (words == 1 || text[..last].ends_with(space))
}

fn end_number<'t>(text: &'t str, number: Option<Compound>, take: &mut impl FnMut(Token<'t>)) {
    if let Some((start, 2..=COMPOUND, end)) = number {
        take(Token::Spaced(&text[start..end]));
    }
}

/// Whether two texts are parts of one number, whose thousands have a sign between them.
fn is_number(before: &str, after: &str) -> bool {
    let is_part = before.chars().all(char::is_numeric) && before.chars().count() <= THOUSAND;
    let mut behind = after.chars();
    let digits = behind.by_ref().take(THOUSAND).filter(|letter| letter.is_numeric()).count();
    is_part && digits == THOUSAND && behind.next().is_none_or(|letter| class(letter) == Class::Other)
}

fn end_compound<'t>(text: &'t str, compound: Option<Compound>, take: &mut impl FnMut(Token<'t>)) {
    let Some((start, words @ 2.., end)) = compound else { return };
    let compound = &text[start..end];
    let is_number =
        || compound.chars().all(|c| c.is_numeric() || HYPHENS.contains(&c) || SEPARATORS.contains(&c));
    if words <= COMPOUND || words <= NUMBER && is_number() {
        take(Token::Compound(compound));
    }
}

fn camel_case<'t>(run: &'t str, take: &mut impl FnMut(Token<'t>)) {
    let mut from = 0;
    let mut before = false;
    for (at, letter) in run.char_indices() {
        if before && letter.is_uppercase() {
            take(Token::Part(&run[from..at]));
            from = at;
        }
        before = letter.is_lowercase();
    }
    if from > 0 {
        take(Token::Part(&run[from..]));
    }
}

fn ngrams<'t>(run: &str, size: usize, take: &mut impl FnMut(Token<'t>)) {
    let folded: Vec<char> = fold(run).chars().collect();
    for ngram in folded.windows(size) {
        take(Token::Ngram(ngram.iter().collect()));
    }
    if folded.len() < size {
        take(Token::Ngram(folded.iter().collect()));
    } else {
        take(Token::End(folded[folded.len() + 1 - size..].iter().collect()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words as they are, parts in brackets, compounds behind `=`, ends behind `$`.
    fn shown(text: &str) -> String {
        let mut shown = Vec::new();
        tokenize(text, |token| {
            shown.push(match token {
                Token::Word(word) => word.to_owned(),
                Token::Part(part) => format!("({part})"),
                Token::Compound(compound) => format!("={compound}"),
                Token::Spaced(number) => format!("={number}"),
                Token::Ngram(ngram) => ngram,
                Token::End(end) => format!("${end}"),
            });
        });
        shown.join(" ")
    }

    #[test]
    fn words_end_at_spaces_and_punctuation() {
        assert_eq!(shown("What's new, in 2.0? (Q123)"), "What s new in 2 0 Q123");
        assert_eq!(shown("l’église d'Åre"), "l église d Åre");
        assert_eq!(shown("مرحبا، بالعالم!"), "مرحبا بالعالم");
        assert_eq!(shown("हिन्दी में खोजें।"), "हिन्दी में खोजें");
        assert_eq!(shown("বাংলা উইকিপিডিয়া।"), "বাংলা উইকিপিডিয়া");
        assert_eq!(shown("picha za makumbusho"), "picha za makumbusho");
        assert_eq!(shown("mi\u{AD}cro می\u{200C}رود"), "mi\u{AD}cro می\u{200C}رود");
    }

    #[test]
    fn compounds_are_found_by_their_parts_and_as_a_whole() {
        assert_eq!(shown("non-zero types"), "non zero =non-zero types");
        assert_eq!(shown("Museum_of_Uganda-2.jpg"), "Museum of Uganda 2 =Museum_of_Uganda-2 jpg");
        assert_eq!(shown("a-b-c-d-e -f g- h--i"), "a b c d e f g h i");
        assert_eq!(
            shown("QuickStatements and OpenRefine"),
            "QuickStatements (Quick) (Statements) and OpenRefine (Open) (Refine)"
        );
        assert_eq!(shown("GLAM iPhone"), "GLAM iPhone (i) (Phone)");
    }

    #[test]
    fn thousands_are_found_with_spaces_between_them() {
        for space in [' ', '\u{A0}', '\u{2009}', '\u{202F}'] {
            let text = format!("the 12{space}000 maps");
            assert_eq!(shown(&text), format!("the 12 000 =12{space}000 maps"));
            let text = format!("1{space}200{space}300.");
            assert_eq!(shown(&text), format!("1 200 300 =1{space}200{space}300"));
        }
        for (text, tokens) in [
            ("in 2024 100", "in 2024 100"),
            ("12 00", "12 00"),
            ("12 0000", "12 0000"),
            ("12 000b", "12 000b"),
            ("b12 000", "b12 000"),
            ("12  000", "12 000"),
            ("12\n000", "12 000"),
            ("COVID-19 200", "COVID 19 =COVID-19 200"),
        ] {
            assert_eq!(shown(text), tokens);
        }
        assert_eq!(shown("1,200 300"), "1 200 =1,200 300");
        assert_eq!(shown("12 000\u{A0}500"), "12 000 =12 000 500");
        assert_eq!(shown("12 000-13 000"), "12 000 =12 000 13 =000-13 000");
        assert_eq!(shown("1 200 300 400 500"), "1 200 300 400 500");
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_ngrams() {
        assert_eq!(shown("博物館の写真"), "博物 物館 館の の写 写真 $真");
        assert_eq!(shown("橋"), "橋");
        assert_eq!(shown("Wikimedia財団"), "Wikimedia 財団 $団");
        assert_eq!(shown("박물관은 좋다"), "박물 물관 관은 $은 좋다 $다");
        assert_eq!(shown("พิพิธ"), "พิพ ิพิ พิธ $ิธ");
        assert_eq!(shown("ไป"), "ไป");
        assert_eq!(shown("データ、写真"), "デー ータ $タ 写真 $真");
    }
}
