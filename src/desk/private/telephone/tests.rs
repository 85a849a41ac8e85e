//! What each word before a number makes of it, and how many digits a number has.

use super::*;

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
