//! What each word before a number makes of it, and how many digits a number has.

use super::labels::{LABELS, NUMBER_WORDS, OTHER_LABELS};
use super::*;
use crate::desk::private::OTHER_WORDS;

/// What of a text is a number to call.
fn numbers(text: &str) -> Vec<&str> {
    find(text).into_iter().map(|range| &text[range]).collect()
}

#[test]
fn every_word_for_a_telephone_announces_a_number() {
    for label in LABELS {
        assert_eq!(numbers(&format!("{label}: 12345")), ["12345"], "{label}");
        assert_eq!(numbers(&format!("{} 1234567", label.to_uppercase())), ["1234567"], "{label}");
    }
    for word in NUMBER_WORDS {
        assert_eq!(numbers(&format!("phone {word} 12345")), ["12345"], "{word}");
    }
    assert_eq!(numbers("phone 12345"), [""; 0]);
}

#[test]
fn every_word_for_another_number_announces_none() {
    for label in OTHER_LABELS {
        assert_eq!(numbers(&format!("{label} 0046123456789")), [""; 0], "{label}");
    }
    for word in OTHER_WORDS {
        assert_eq!(numbers(&format!("{word}+46123456789")), [""; 0], "{word}");
    }
    assert_eq!(numbers("0046123456789 or +46123456789"), ["0046123456789", "+46123456789"]);
}

#[test]
fn a_number_has_as_many_digits_as_one_can_have() {
    let digits = |count: usize| "1".repeat(count);
    let (least, most) = (*DIGITS.start(), *DIGITS.end());
    for (before, least, most) in
        [("+", least, most), ("phone ", least, most), ("phone: ", SHORTEST_LABELLED, most)]
    {
        for (count, is_number) in [(least - 1, false), (least, true), (most, true), (most + 1, false)] {
            let text = format!("{before}{}", digits(count));
            assert_eq!(numbers(&text).len(), usize::from(is_number), "{text}");
        }
    }
    for (count, is_number) in [(2, false), (3, true)] {
        assert_eq!(numbers(&format!("tel:{}", digits(count))).len(), usize::from(is_number));
    }
    // Behind the longest number another begins.
    let spaced = "1 ".repeat(LONGEST / 2);
    assert_eq!(numbers(&format!("tel:{spaced}1")), [format!("tel:{}", spaced.trim_end())]);
}

#[test]
fn signs_around_a_number_are_no_part_of_it() {
    for (text, number) in [
        ("((08) 123 456 78", "(08) 123 456 78"),
        ("(see +46 8 123 45 67) 89", "+46 8 123 45 67"),
        ("0046 (0)8-123 456 78", "0046 (0)8-123 456 78"),
        ("+46\u{200b}8 123 456 78", "+46\u{200b}8 123 456 78"),
        ("+46 812 345 67 - 89", "+46 812 345 67 - 89"),
        ("+46 812 345 67 -  89", "+46 812 345 67"),
        ("004681234567x12", "004681234567"),
        ("<https://example.org/>+46 8 123 456 78", "+46 8 123 456 78"),
        ("+٤٦ ٨ ١٢٣٤٥٦٧٪", "+٤٦ ٨ ١٢٣٤٥٦٧"),
    ] {
        assert_eq!(numbers(text), [number], "{text}");
    }
    for text in ["004698123456ab", "004698123456_1"] {
        assert_eq!(numbers(text), [""; 0], "{text}");
    }
}

#[test]
fn what_looks_like_a_date_a_count_or_a_measure_is_none() {
    for (text, is_number) in [
        ("phone: 2023–2024", false),
        ("phone: 2023–1234", true),
        ("phone: 2024-05-01–2024-06-30", false),
        ("phone: 1234-12-12", true),
        ("phone 123 456 789", true),
        ("phone 12 345 678", false),
        ("+12 345 678", false),
        ("+12 345 678 901", true),
        ("+0123456789", false),
        ("+46.812345678", true),
        ("+59.32930 and more", false),
        ("+59.329301", false),
        ("+59.3293011", true),
        ("+59.3293011°", false),
        ("(195) 123 4567", true),
        ("(1951) 123 4567", false),
        ("(123) 456–7890", false),
        ("(123) 456-7890", true),
    ] {
        assert_eq!(!numbers(text).is_empty(), is_number, "{text}");
    }
}

#[test]
fn a_word_announces_what_follows_it_at_once() {
    assert_eq!(numbers("请打电话: 12345"), ["12345"]);
    assert_eq!(numbers("Ada📞: 12345"), ["12345"]);
    assert_eq!(numbers("hotel: 12345"), [""; 0]);
    let second = |between: &str| numbers(&format!("+46 8 123 456 78{between}1234567")).len() == 2;
    assert!(second("  eller ") && !second("   eller ") && !second(" or\n") && !second(" has "));
}
