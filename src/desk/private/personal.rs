//! The numbers by which states know people. [`find`](super::find) calls it.
//!
//! Records are full of other numbers. So this is an allow-list of forms that a public document describes
//! and that have a check digit, which a number must fit. Where the form alone says little, such as nine
//! digits in a row, a word such as `BSN` has to stand before it. A number without a check digit (that of
//! the social security of the United States, the Danish ones given out since 2007) is not known as one.

use std::ops::Range;

use super::checksum::{
    aadhaar, argentinian, belgian, brazilian, canadian, chilean, chinese, codice_fiscale, curp, czech,
    danish, dutch, fiscal_german, french, hetu, icelandic, korean, norwegian, pesel, portuguese, romanian,
    snils, south_african, spanish, swedish, turkish,
};
use super::{before, digit, other_word};

/// How far before a number the word that announces it is looked for, in characters.
const REACH: usize = 32;

/// So many letters a number begins with at most.
const MOST_LETTERS: usize = 6;

/// The form of one state's number.
struct Form {
    /// `0` is a digit, `A` a letter, `U` one in upper case, `*` either; all else is itself.
    patterns: &'static [&'static str],
    /// The words that have to stand before the patterns, in lower case. Without any, the form is enough.
    labels: &'static [&'static str],
    /// Whether the digits and letters alone, in upper case, fit together.
    fits: fn(&[u8]) -> bool,
}

const fn form(patterns: &'static [&'static str], fits: fn(&[u8]) -> bool) -> Form {
    Form { patterns, labels: &[], fits }
}

const fn labelled(
    labels: &'static [&'static str],
    patterns: &'static [&'static str],
    fits: fn(&[u8]) -> bool,
) -> Form {
    Form { patterns, labels, fits }
}

const FORMS: &[Form] = &[
    // Sweden, personnummer and samordningsnummer.
    form(&["000000-0000", "000000+0000", "00000000-0000", "00000000+0000"], swedish),
    labelled(&["personnummer", "samordningsnummer"], &["0000000000", "000000000000"], swedish),
    // Finland, henkilötunnus.
    form(&["000000-000*", "000000+000*", "000000A000*"], hetu),
    // Norway, fødselsnummer.
    form(&["000000 00000", "00000000000"], norwegian),
    // Denmark, CPR-nummer.
    form(&["000000-0000"], danish),
    // Iceland, kennitala.
    form(&["000000-0000"], icelandic),
    // Brazil, CPF.
    form(&["000.000.000-00"], brazilian),
    labelled(&["cpf"], &["00000000000", "000000000-00"], brazilian),
    // Chile, RUT and RUN.
    form(&["0.000.000-*", "00.000.000-*"], chilean),
    labelled(&["rut", "run"], &["0000000-*", "00000000-*"], chilean),
    // Argentina, CUIL and CUIT of people.
    form(&["00-00000000-0"], argentinian),
    // Spain, DNI and NIE.
    form(&["00000000U", "00000000-A", "U0000000U", "A-0000000-A", "A0000000-A"], spanish),
    // France, NIR (numéro de sécurité sociale).
    form(&["0 00 00 00 000 000 00", "0 00 00 0A 000 000 00", "000000000000000"], french),
    // Italy, codice fiscale.
    form(&["AAAAAA00A00A000A"], codice_fiscale),
    // Belgium, Rijksregisternummer.
    form(&["00.00.00-000.00"], belgian),
    // Czechia and Slovakia, rodné číslo.
    form(&["000000/0000"], czech),
    // India, Aadhaar.
    form(&["0000 0000 0000", "0000-0000-0000"], aadhaar),
    labelled(&["aadhaar", "aadhar", "आधार"], &["000000000000"], aadhaar),
    // China, resident identity number (GB 11643).
    form(&["00000000000000000*"], chinese),
    // Korea, resident registration number.
    form(&["000000-0000000"], korean),
    // Mexico, CURP.
    form(&["AAAA000000AAAAAA*0"], curp),
    // Russia, SNILS.
    form(&["000-000-000 00"], snils),
    // Portugal, NIF.
    labelled(&["nif", "contribuinte"], &["000000000", "000 000 000"], portuguese),
    // The Netherlands, burgerservicenummer.
    labelled(&["bsn", "burgerservicenummer", "sofinummer"], &["000000000", "0000 00 000"], dutch),
    // Poland.
    labelled(&["pesel"], &["00000000000"], pesel),
    // Germany, Steuer-Identifikationsnummer.
    labelled(
        &["steuer-id", "steuerid", "idnr", "identifikationsnummer"],
        &["00000000000", "00 000 000 000"],
        fiscal_german,
    ),
    // Türkiye, T.C. kimlik numarası.
    labelled(&["kimlik", "kimlik no", "kimlik numarası", "tckn"], &["00000000000"], turkish),
    // South Africa.
    labelled(&["id", "id number", "identity number"], &["0000000000000", "000000 0000 000"], south_african),
    // Canada, SIN and NAS.
    labelled(&["sin", "nas"], &["000 000 000", "000-000-000", "000000000"], canadian),
    // Romania.
    labelled(&["cnp"], &["0000000000000"], romanian),
];

/// The numbers in a text, from left to right; none overlap.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let len = if may_start(&text[at..]) && starts(text, at) {
            other_word(&text[at..]).or_else(|| {
                let len = FORMS.iter().find_map(|form| form.len(text, at))?;
                found.push(at..at + len);
                Some(len)
            })
        } else {
            None
        };
        at += len.unwrap_or(character.len_utf8());
    }
    found
}

/// Whether a text begins as a number may: with a digit, or with so few letters that no word is looked at for long.
fn may_start(text: &str) -> bool {
    let letters = text.bytes().take(MOST_LETTERS + 1).take_while(u8::is_ascii_alphabetic).count();
    text[letters..].starts_with(|c| digit(c).is_some() || c == '-' && letters > 0)
}

/// Whether a number can start at a place: not within a word or another number.
fn starts(text: &str, at: usize) -> bool {
    let Some(previous) = before(text, at) else { return true };
    if previous.is_ascii_alphanumeric() || digit(previous).is_some() || "_-+/.,#&=".contains(previous) {
        return false;
    }
    let space = previous == ' ' || previous == '\u{a0}';
    let is_digit = |c: char| digit(c).is_some();
    // Groups of one number.
    let goes_on = space && before(text, at - previous.len_utf8()).is_some_and(is_digit);
    !(goes_on && text[at..].starts_with(is_digit))
}

impl Form {
    /// How long the number of this form at a place is.
    fn len(&self, text: &str, at: usize) -> Option<usize> {
        self.patterns.iter().find_map(|pattern| {
            let (len, number) = matched(pattern, &text[at..])?;
            let whole = ends(&text[at + len..]) && (self.fits)(&number);
            (whole && (self.labels.is_empty() || is_labelled(text, at, self.labels))).then_some(len)
        })
    }
}

/// What of a text is of a pattern: how long it is, and its digits and letters.
fn matched(pattern: &str, text: &str) -> Option<(usize, Vec<u8>)> {
    let mut number = Vec::with_capacity(18);
    let mut characters = text.char_indices();
    let mut end = 0;
    for sign in pattern.bytes() {
        let (at, character) = characters.next()?;
        end = at + character.len_utf8();
        let value = digit(character).and_then(|value| u8::try_from(value).ok()).map(|value| b'0' + value);
        let letter = || u8::try_from(character).ok().filter(u8::is_ascii_alphabetic);
        match sign {
            b'0' => number.push(value?),
            b'A' => number.push(letter()?.to_ascii_uppercase()),
            b'U' => number.push(letter().filter(u8::is_ascii_uppercase)?),
            b'*' => number.push(value.or_else(|| letter().map(|letter| letter.to_ascii_uppercase()))?),
            b' ' if character == '\u{a0}' => {}
            other if character == char::from(other) => {}
            _ => return None,
        }
    }
    Some((end, number))
}

/// Whether a number can end before a text: it does not go on there.
fn ends(text: &str) -> bool {
    let mut next = text.chars();
    let is_word = |c: char| c.is_ascii_alphanumeric() || digit(c).is_some() || c == '_';
    match next.next() {
        None => true,
        Some(c) if is_word(c) => false,
        Some('-' | '/' | '.' | ',' | '+') => !next.next().is_some_and(is_word),
        Some(' ' | '\u{a0}') => next.next().is_none_or(|c| digit(c).is_none()),
        Some(_) => true,
    }
}

/// Whether one of some words stands before a place, with at most a few signs and words between.
fn is_labelled(text: &str, at: usize, labels: &[&str]) -> bool {
    let from = text[..at].char_indices().rev().take(REACH).last().map_or(at, |(at, _)| at);
    let line = text[from..at].rsplit('\n').next().unwrap_or_default().to_lowercase();
    labels.iter().any(|label| {
        line.rmatch_indices(label).any(|(start, _)| {
            let (before, behind) = (&line[..start], &line[start + label.len()..]);
            // `id` within a word is none.
            let apart =
                !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric);
            apart && behind.split_whitespace().count() <= 3
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number of each form. The numbers are those that the documents of the states and textbooks use
    /// as examples.
    const EXAMPLES: &[(&str, &str)] = &[
        ("", "850709-9805"),
        ("personnummer ", "8507099805"),
        ("", "131052-308T"),
        ("", "15076500565"),
        ("", "070761-4285"),
        ("", "120174-3399"),
        ("", "111.444.777-35"),
        ("CPF: ", "11144477735"),
        ("", "12.345.678-5"),
        ("RUT ", "12345678-5"),
        ("", "20-12345678-6"),
        ("", "12345678Z"),
        ("", "X1234567L"),
        ("", "2 55 08 14 168 025 38"),
        ("", "RSSMRA85T10A562S"),
        ("", "85.07.30-033.28"),
        ("", "736028/5163"),
        ("", "2341 2341 2346"),
        ("Aadhaar no. ", "234123412346"),
        ("", "11010519491231002X"),
        ("", "820701-1409188"),
        ("", "HEGG560427MVZRRL04"),
        ("", "112-233-445 95"),
        ("NIF: ", "123456789"),
        ("BSN ", "111222333"),
        ("PESEL: ", "44051401359"),
        ("Steuer-ID: ", "86095742719"),
        ("T.C. Kimlik No: ", "10000000146"),
        ("ID number ", "8001015009087"),
        ("SIN ", "046 454 286"),
        ("CNP ", "1800101221144"),
    ];

    fn numbers(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_number_of_every_form_is_found_and_none_whose_check_digit_is_wrong() {
        let mut used = vec![false; FORMS.len()];
        for (label, number) in EXAMPLES {
            let text = format!("My number: {label}{number}, thank you");
            assert_eq!(numbers(&text), [*number], "{label}");
            for (form, used) in FORMS.iter().zip(&mut used) {
                *used |= form.len(&text, text.find(number).unwrap()).is_some();
            }
            let last = number.rfind(|c: char| c.is_ascii_digit()).unwrap();
            let last = number[..last].rfind(|c: char| c.is_ascii_digit()).unwrap();
            let digit = number.as_bytes()[last];
            let other = char::from(b'0' + (digit - b'0' + 3) % 10);
            let wrong = format!("{}{other}{}", &number[..last], &number[last + 1..]);
            assert!(numbers(&format!("My number: {label}{wrong}.")).is_empty(), "{wrong}");
            if !label.is_empty() {
                assert!(numbers(&format!("Glass plate {number}.")).is_empty(), "{number} has no label");
            }
        }
        assert!(used.iter().all(|used| *used), "{used:?}");
    }

    #[test]
    fn a_number_stands_alone() {
        for text in [
            "A850709-9805",
            "850709-98051",
            "850709-9805-1",
            "1 850709-9805",
            "https://example.org/850709-9805",
            "photo_850709-9805",
            "850709-9805.jpg",
            "the hidden 046 454 286 readers",
            "1 2341 2341 2346",
            "2341 2341 2346 1",
        ] {
            assert_eq!(find(text), [0..0; 0], "{text}");
        }
        assert_eq!(numbers("(850709-9805)."), ["850709-9805"]);
        assert_eq!(numbers("आधार: २३४१ २३४१ २३४६"), ["२३४१ २३४१ २३४६"]);
        assert_eq!(numbers("BSN is my 111222333"), ["111222333"]);
        assert!(numbers("BSN or what you may call it: 111222333").is_empty());
    }
}
