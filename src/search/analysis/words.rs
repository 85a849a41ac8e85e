//! Where words begin and end, in every script.

use unicode_normalization::char::is_combining_mark;

use super::fold;

/// A piece of a text that the index has a form for.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::search) enum Piece<'t> {
    /// A word as it is written.
    Word(&'t str),
    /// A word within one in CamelCase. For the index alone: `QuickStatements` is found by
    /// `statements`, and those who ask for `QuickStatements` mean the whole.
    Part(&'t str),
    /// Words held together by hyphens or low lines, whose parts come besides: `non-zero` is found by
    /// `nonzero`.
    Joined(&'t str),
    /// A folded piece of a text that has no spaces between its words.
    Gram(String),
    /// The end of such a text, shorter than the others. For the index alone, so that a single sign is
    /// found there too.
    End(String),
}

/// How a script shows its words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// It does not belong to any word.
    Other,
    /// With spaces between them.
    Spaced,
    /// With none, or with endings that hang on to them: pieces of so many letters stand for words.
    Grams(usize),
}

fn class(letter: char) -> Class {
    match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Spaced,
        '\0'..='\u{7F}' => Class::Other,
        // Thai, Lao, Burmese, Khmer: syllables of about three signs
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' if is_letter(letter) => {
            Class::Grams(3)
        }
        // Han, Kana, Hangul
        '\u{1100}'..='\u{11FF}'
        | '\u{2E80}'..='\u{2FDF}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{3130}'..='\u{318F}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9F}'
        | '\u{20000}'..='\u{3FFFF}'
            if is_letter(letter) =>
        {
            Class::Grams(2)
        }
        // soft hyphens and joiners
        '\u{AD}' | '\u{200C}' | '\u{200D}' => Class::Spaced,
        _ if is_letter(letter) => Class::Spaced,
        _ => Class::Other,
    }
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter)
}

fn joins(letter: char) -> bool {
    matches!(letter, '-' | '_' | '\u{2010}' | '\u{2011}')
}

/// Tells `take` of each piece of the text, in its order.
pub(in crate::search) fn pieces<'t>(text: &'t str, mut take: impl FnMut(Piece<'t>)) {
    let mut letters = text.char_indices().peekable();
    // Where a compound began, how many words it has, and where it ends so far.
    let mut compound: Option<(usize, usize, usize)> = None;
    while let Some((start, first)) = letters.next() {
        let kind = class(first);
        if kind == Class::Other {
            let goes_on = joins(first)
                && compound.is_some_and(|(_, _, end)| end == start)
                && letters.peek().is_some_and(|&(_, next)| class(next) == Class::Spaced);
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
            Class::Grams(size) => {
                end_compound(text, compound.take(), &mut take);
                grams(run, size, &mut take);
            }
            _ => {
                take(Piece::Word(run));
                camel(run, &mut take);
                compound = match compound {
                    // A low line or hyphen stands between.
                    Some((from, words, before)) if before < start => Some((from, words + 1, end)),
                    _ => Some((start, 1, end)),
                };
            }
        }
    }
    end_compound(text, compound, &mut take);
}

/// Longer compounds are paths and the like, of which nobody types the whole.
const LONGEST: usize = 4;

fn end_compound<'t>(
    text: &'t str,
    compound: Option<(usize, usize, usize)>,
    take: &mut impl FnMut(Piece<'t>),
) {
    if let Some((start, 2..=LONGEST, end)) = compound {
        take(Piece::Joined(&text[start..end]));
    }
}

fn camel<'t>(run: &'t str, take: &mut impl FnMut(Piece<'t>)) {
    let mut from = 0;
    let mut before = false;
    for (at, letter) in run.char_indices() {
        if before && letter.is_uppercase() {
            take(Piece::Part(&run[from..at]));
            from = at;
        }
        before = letter.is_lowercase();
    }
    if from > 0 {
        take(Piece::Part(&run[from..]));
    }
}

fn grams<'t>(run: &str, size: usize, take: &mut impl FnMut(Piece<'t>)) {
    let folded: Vec<char> = fold(run).chars().collect();
    for gram in folded.windows(size) {
        take(Piece::Gram(gram.iter().collect()));
    }
    if folded.len() < size {
        take(Piece::Gram(folded.iter().collect()));
    } else {
        take(Piece::End(folded[folded.len() + 1 - size..].iter().collect()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words as they are, parts in brackets, the joined behind `=`, ends behind `$`.
    fn shown(text: &str) -> String {
        let mut shown = Vec::new();
        pieces(text, |piece| {
            shown.push(match piece {
                Piece::Word(word) => word.to_owned(),
                Piece::Part(part) => format!("({part})"),
                Piece::Joined(joined) => format!("={joined}"),
                Piece::Gram(gram) => gram,
                Piece::End(end) => format!("${end}"),
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
    fn scripts_without_spaces_are_cut_into_pieces() {
        assert_eq!(shown("博物館の写真"), "博物 物館 館の の写 写真 $真");
        assert_eq!(shown("橋"), "橋");
        assert_eq!(shown("Wikimedia財団"), "Wikimedia 財団 $団");
        assert_eq!(shown("박물관은 좋다"), "박물 물관 관은 $은 좋다 $다");
        assert_eq!(shown("พิพิธ"), "พิพ ิพิ พิธ $ิธ");
        assert_eq!(shown("ไป"), "ไป");
        assert_eq!(shown("データ、写真"), "デー ータ $タ 写真 $真");
    }
}
