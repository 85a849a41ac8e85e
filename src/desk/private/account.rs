//! The numbers of bank accounts and of payment cards. [`find`](super::find) calls it.
//!
//! Both have check digits, so that hardly any other number is taken for one.

use std::ops::Range;

use super::checksum::{luhn, remainder_97};
use super::{before, digit, other_word};

/// The countries that have IBANs, with the length of theirs (the IBAN registry of SWIFT).
const IBAN_LENGTHS: &[(&str, usize)] = &[
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BI", 27),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DJ", 27),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FK", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("LY", 25),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MN", 20),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NI", 28),
    ("NL", 18),
    ("NO", 15),
    ("OM", 23),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("RU", 33),
    ("SA", 24),
    ("SC", 31),
    ("SD", 18),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("SO", 23),
    ("ST", 25),
    ("SV", 28),
    ("TL", 23),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("VG", 24),
    ("XK", 20),
    ("YE", 30),
];

/// How the numbers of a network's cards begin, and how many digits they have (ISO/IEC 7812-1, and what
/// the networks publish): from the first prefix to the last, both of the same length.
const CARDS: &[(u32, u32, std::ops::RangeInclusive<usize>)] = &[
    // Visa.
    (4, 4, 16..=19),
    // Mastercard.
    (51, 55, 16..=16),
    (2221, 2720, 16..=16),
    // American Express.
    (34, 34, 15..=15),
    (37, 37, 15..=15),
    // Diners Club.
    (300, 305, 14..=14),
    (36, 36, 14..=14),
    (38, 39, 14..=16),
    // Discover, UnionPay, JCB.
    (6011, 6011, 16..=19),
    (644, 659, 16..=19),
    (62, 62, 16..=19),
    (3528, 3589, 16..=19),
    // Maestro, Mir, Elo and RuPay.
    (50, 50, 13..=19),
    (56, 58, 13..=19),
    (60, 61, 16..=19),
    (63, 63, 13..=19),
    (67, 67, 13..=19),
    (2200, 2204, 16..=19),
];

/// The numbers of accounts in a text, from left to right; none overlap.
pub(super) fn accounts(text: &str) -> Vec<Range<usize>> {
    all(text, iban)
}

/// The numbers of cards.
pub(super) fn cards(text: &str) -> Vec<Range<usize>> {
    all(text, card)
}

fn all(text: &str, len: fn(&str) -> Option<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let mut step = character.len_utf8();
        if !before(text, at).is_some_and(|c| c.is_ascii_alphanumeric() || "_-+#&=".contains(c)) {
            if let Some(len) = other_word(&text[at..]) {
                step = len;
            } else if let Some(len) = len(&text[at..]) {
                found.push(at..at + len);
                step = len;
            }
        }
        at += step;
    }
    found
}

/// Whether a character may stand between the groups of a number.
fn is_separator(character: char) -> bool {
    matches!(character, ' ' | '-' | '.' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2010}'..='\u{2013}')
}

/// How long the IBAN at the start of a text is (ISO 13616), in one piece or in groups.
fn iban(text: &str) -> Option<usize> {
    let country = text.get(..2).filter(|_| !text[2..].starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let &(_, length) = IBAN_LENGTHS.iter().find(|(known, _)| known.eq_ignore_ascii_case(country))?;
    let (len, number) = gathered(text, length, |c| u8::try_from(c).ok().filter(u8::is_ascii_alphanumeric))?;
    let checked = number[2..4].iter().all(u8::is_ascii_digit);
    let turned = number[4..].iter().chain(&number[..4]).copied();
    (checked && remainder_97(turned) == 1).then_some(len)
}

/// How long the number of a card at the start of a text is.
fn card(text: &str) -> Option<usize> {
    // No network has numbers that begin otherwise.
    if !text.starts_with(|c| digit(c).is_some_and(|value| (2..=6).contains(&value))) {
        return None;
    }
    let decimal = |c| digit(c).and_then(|value| u8::try_from(value).ok()).map(|value| b'0' + value);
    (13..=19).rev().find_map(|length| {
        let (len, number) = gathered(text, length, decimal)?;
        let begins = |low: u32, high: u32| {
            let prefix = low.to_string().len();
            let value = number[..prefix].iter().fold(0, |value, byte| value * 10 + u32::from(byte - b'0'));
            (low..=high).contains(&value)
        };
        let known = CARDS.iter().any(|(low, high, lengths)| begins(*low, *high) && lengths.contains(&length));
        let same = number.iter().all(|byte| *byte == number[0]);
        (known && !same && luhn(&number)).then_some(len)
    })
}

/// So many characters of a number at the start of a text, in upper case, with one separator at most
/// between two; and how far they go. Nothing where the number would go on behind them.
fn gathered(text: &str, length: usize, part: impl Fn(char) -> Option<u8>) -> Option<(usize, Vec<u8>)> {
    let mut number = Vec::with_capacity(length);
    let mut separated = true;
    for (at, character) in text.char_indices() {
        if number.len() == length {
            let rest = text[at..].strip_prefix(is_separator).filter(|_| length < 20).unwrap_or(&text[at..]);
            let goes_on = rest.starts_with(|c: char| c.is_ascii_digit() || c == '_')
                || text[at..].starts_with(|c: char| c.is_ascii_alphanumeric());
            return (!goes_on).then_some((at, number));
        }
        if let Some(byte) = part(character) {
            number.push(byte.to_ascii_uppercase());
            separated = false;
        } else if is_separator(character) && !separated {
            separated = true;
        } else {
            return None;
        }
    }
    (number.len() == length).then_some((text.len(), number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        accounts(text).into_iter().chain(cards(text)).map(|range| &text[range]).collect()
    }

    /// An IBAN of a country, with the check digits that its other characters ask for.
    fn made_up_iban(country: &str, length: usize) -> String {
        let account: String = "1234567890".chars().cycle().take(length - 4).collect();
        let rest = remainder_97(format!("{account}{country}00").bytes());
        format!("{country}{:02}{account}", 98 - rest)
    }

    #[test]
    fn the_iban_of_every_country_is_found() {
        for (country, length) in IBAN_LENGTHS {
            let iban = made_up_iban(country, *length);
            assert_eq!(found(&format!("Pay to {iban}.")), [&iban], "{country}");
            let groups: Vec<String> =
                iban.as_bytes().chunks(4).map(|group| String::from_utf8(group.to_vec()).unwrap()).collect();
            let groups = groups.join(" ");
            assert_eq!(found(&format!("Pay to {groups}, please")), [&groups], "{country}");
            assert_eq!(found(&format!("{iban}1")), [""; 0], "it is too long");
            assert_eq!(found(&iban[..iban.len() - 1]), [""; 0], "it is too short");
        }
        assert_eq!(found("SE35 5000 0000 0549 1000 0003"), ["SE35 5000 0000 0549 1000 0003"]);
        assert_eq!(found("se3550000000054910000003"), ["se3550000000054910000003"]);
        assert_eq!(found("SE35 5000 0000 0549 1000 0004"), [""; 0]);
        assert_eq!(found("https://example.org/SE3550000000054910000003"), [""; 0]);
    }

    /// A number of a card that begins so, with the check digit that it asks for.
    fn made_up_card(prefix: u32, length: usize) -> String {
        let start: String =
            prefix.to_string().chars().chain("1029384756".chars().cycle()).take(length - 1).collect();
        (0..10).map(|check| format!("{start}{check}")).find(|number| luhn(number.as_bytes())).unwrap()
    }

    #[test]
    fn the_cards_of_every_network_are_found() {
        for (low, high, lengths) in CARDS {
            for (prefix, length) in [(low, lengths.start()), (high, lengths.end())] {
                let number = made_up_card(*prefix, *length);
                assert_eq!(found(&format!("card {number}, thanks")), [&number]);
                let groups = format!("{} {} {}", &number[..4], &number[4..8], &number[8..]);
                assert_eq!(found(&groups), [&groups]);
            }
        }
        assert_eq!(found("4111 1111 1111 1111"), ["4111 1111 1111 1111"]);
        assert_eq!(found("٤١١١ ١١١١ ١١١١ ١١١١"), ["٤١١١ ١١١١ ١١١١ ١١١١"]);
    }

    #[test]
    fn other_numbers_are_of_no_card() {
        for text in [
            "4111 1111 1111 1112",
            "0000-0002-1825-0097",
            "978-3-16-148410-0",
            "1700000000000",
            "4111 1111 1111 1111 1",
            "https://example.org/4111111111111111",
            "A4111111111111111",
            "4,111,111,111,111,111",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
