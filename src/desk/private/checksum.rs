//! The check digits of the numbers that [`personal`](super::personal) and [`account`](super::account)
//! know. Each function takes the digits and letters alone, in upper case, of a length that the caller
//! made sure of.

/// The formula of Luhn (ISO/IEC 7812-1, annex B).
pub(super) fn luhn(number: &[u8]) -> bool {
    let sum: u32 = number
        .iter()
        .rev()
        .enumerate()
        .map(|(at, &byte)| {
            let value = value(byte) * if at % 2 == 1 { 2 } else { 1 };
            value / 10 + value % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

/// What is left of a number of digits and letters, `A` being 10, divided by 97 (ISO 7064).
pub(super) fn remainder_97(number: impl Iterator<Item = u8>) -> u32 {
    number.fold(0, |rest, byte| {
        let value = value(byte);
        (if value > 9 { rest * 100 } else { rest * 10 } + value) % 97
    })
}

fn value(byte: u8) -> u32 {
    char::from(byte).to_digit(36).unwrap_or_default()
}

fn weighted(number: &[u8], weights: &[u32]) -> u32 {
    number.iter().zip(weights).map(|(&byte, weight)| value(byte) * weight).sum()
}

/// The value of some digits.
fn whole(digits: &[u8]) -> u64 {
    digits.iter().fold(0, |whole, &byte| whole * 10 + u64::from(value(byte)))
}

/// Whether two pairs of digits can be a day and a month.
fn is_day(day: u64, month: u64) -> bool {
    (1..=31).contains(&day) && (1..=12).contains(&month)
}

pub(super) fn swedish(number: &[u8]) -> bool {
    let number = &number[number.len() - 10..];
    let day = whole(&number[4..6]);
    // Numbers for those who do not live there have 60 added to the day.
    is_day(if day > 60 { day - 60 } else { day }, whole(&number[2..4])) && luhn(number)
}

pub(super) fn hetu(number: &[u8]) -> bool {
    let digits = [&number[..6], &number[number.len() - 4..number.len() - 1]].concat();
    let century = number.len() == 10 || matches!(number[6], b'A'..=b'F' | b'U'..=b'Y');
    let check = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
    let rest = usize::try_from(whole(&digits) % 31).unwrap_or_default();
    century
        && digits.iter().all(u8::is_ascii_digit)
        && is_day(whole(&number[..2]), whole(&number[2..4]))
        && check[rest] == number[number.len() - 1]
}

pub(super) fn norwegian(number: &[u8]) -> bool {
    let (day, month) = (whole(&number[..2]), whole(&number[2..4]));
    is_day(if day > 40 { day - 40 } else { day }, month)
        && weighted(number, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]).is_multiple_of(11)
        && weighted(number, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

pub(super) fn danish(number: &[u8]) -> bool {
    is_day(whole(&number[..2]), whole(&number[2..4]))
        && weighted(number, &[4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

pub(super) fn icelandic(number: &[u8]) -> bool {
    is_day(whole(&number[..2]), whole(&number[2..4]))
        && matches!(number[9], b'8' | b'9' | b'0')
        && weighted(number, &[3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

pub(super) fn brazilian(number: &[u8]) -> bool {
    let check = |weights: &[u32], at: usize| weighted(number, weights) * 10 % 11 % 10 == value(number[at]);
    let same = number.iter().all(|byte| *byte == number[0]);
    !same && check(&[10, 9, 8, 7, 6, 5, 4, 3, 2], 9) && check(&[11, 10, 9, 8, 7, 6, 5, 4, 3, 2], 10)
}

pub(super) fn chilean(number: &[u8]) -> bool {
    let (check, digits) = (number[number.len() - 1], &number[..number.len() - 1]);
    let sum: u32 =
        digits.iter().rev().zip([2, 3, 4, 5, 6, 7].iter().cycle()).map(|(&b, w)| value(b) * w).sum();
    check == [b'0', b'K', b'9', b'8', b'7', b'6', b'5', b'4', b'3', b'2', b'1'][(sum % 11) as usize]
}

pub(super) fn argentinian(number: &[u8]) -> bool {
    let of_people = matches!(&number[..2], b"20" | b"23" | b"24" | b"27");
    of_people && weighted(number, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

pub(super) fn spanish(number: &[u8]) -> bool {
    let Some((&check, number)) = number.split_last() else { return false };
    let mut digits = number.to_vec();
    match digits[0] {
        b'0'..=b'9' => {}
        first @ b'X'..=b'Z' => digits[0] = first - b'X' + b'0',
        _ => return false,
    }
    let rest = usize::try_from(whole(&digits) % 23).unwrap_or_default();
    b"TRWAGMYFPDXBNJZSQVHLCKE"[rest] == check
}

pub(super) fn french(number: &[u8]) -> bool {
    let mut digits = number[..13].to_vec();
    // Corsica: 2A counts as 19, and 2B as 18.
    match digits[6] {
        b'A' => digits[5..7].copy_from_slice(b"19"),
        b'B' => digits[5..7].copy_from_slice(b"18"),
        _ => {}
    }
    let month = whole(&digits[3..5]);
    matches!(digits[0], b'1' | b'2')
        && ((1..=12).contains(&month) || (20..=42).contains(&month) || month >= 50)
        && digits.iter().all(u8::is_ascii_digit)
        && whole(&number[13..]) == 97 - whole(&digits) % 97
}

pub(super) fn codice_fiscale(number: &[u8]) -> bool {
    const ODD: [u32; 26] =
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    let sum: u32 = number[..15]
        .iter()
        .enumerate()
        .map(|(at, &byte)| {
            let order = if byte.is_ascii_digit() { byte - b'0' } else { byte - b'A' };
            if at % 2 == 0 { ODD[usize::from(order)] } else { u32::from(order) }
        })
        .sum();
    let month = b"ABCDEHLMPRST".contains(&number[8]);
    month && value(number[15]) - 10 == sum % 26
}

pub(super) fn belgian(number: &[u8]) -> bool {
    let (serial, check) = (whole(&number[..9]), whole(&number[9..]));
    // From the year 2000 on, a 2 is put before the number.
    let fits = |serial: u64| check == 97 - serial % 97;
    whole(&number[2..4]) <= 12 && (fits(serial) || fits(2_000_000_000 + serial))
}

pub(super) fn czech(number: &[u8]) -> bool {
    let month = whole(&number[2..4]);
    // Women have 50 added to the month; 20 is added where the numbers of a day are used up.
    let month = if month > 50 { month - 50 } else { month };
    let month = if month > 20 { month - 20 } else { month };
    is_day(whole(&number[4..6]), month) && whole(number).is_multiple_of(11)
}

/// The scheme of Verhoeff: the dihedral group of order ten.
pub(super) fn aadhaar(number: &[u8]) -> bool {
    const NEXT: [u32; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let product = |a: u32, b: u32| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => (a + b) % 5 + 5,
        (false, true) => (a + 5 - b) % 5 + 5,
        (false, false) => (a + 5 - b) % 5,
    };
    let permuted = |mut value: u32, times: usize| {
        for _ in 0..times % 8 {
            value = NEXT[value as usize];
        }
        value
    };
    let check =
        number.iter().rev().enumerate().fold(0, |check, (at, &b)| product(check, permuted(value(b), at)));
    number[0] >= b'2' && check == 0
}

pub(super) fn chinese(number: &[u8]) -> bool {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    matches!(whole(&number[6..8]), 18..=20)
        && is_day(whole(&number[12..14]), whole(&number[10..12]))
        && b"10X98765432"[(weighted(&number[..17], &weights) % 11) as usize] == number[17]
}

pub(super) fn korean(number: &[u8]) -> bool {
    let sum = weighted(&number[..12], &[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
    is_day(whole(&number[4..6]), whole(&number[2..4]))
        && (b'1'..=b'8').contains(&number[6])
        && (11 - sum % 11) % 10 == value(number[12])
}

pub(super) fn curp(number: &[u8]) -> bool {
    // The letter Ñ stands between N and O, so that those behind count one more.
    let order = |byte: u8| value(byte) + u32::from(byte >= b'O');
    let sum: u32 = number[..17].iter().zip((2..=18).rev()).map(|(&byte, weight)| order(byte) * weight).sum();
    is_day(whole(&number[8..10]), whole(&number[6..8]))
        && matches!(number[10], b'H' | b'M' | b'X')
        && (10 - sum % 10) % 10 == value(number[17])
}

pub(super) fn snils(number: &[u8]) -> bool {
    u64::from(weighted(number, &[9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100) == whole(&number[9..])
}

pub(super) fn portuguese(number: &[u8]) -> bool {
    let rest = weighted(number, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    value(number[8]) == if rest < 2 { 0 } else { 11 - rest }
}

pub(super) fn dutch(number: &[u8]) -> bool {
    // The last digit counts against the others.
    (weighted(number, &[9, 8, 7, 6, 5, 4, 3, 2]) + 11 - value(number[8])).is_multiple_of(11)
        && whole(number) > 0
}

pub(super) fn pesel(number: &[u8]) -> bool {
    let month = whole(&number[2..4]) % 20;
    is_day(whole(&number[4..6]), month)
        && weighted(number, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]).is_multiple_of(10)
}

/// ISO 7064, MOD 11,10.
pub(super) fn fiscal_german(number: &[u8]) -> bool {
    let product = number[..10].iter().fold(10, |product, &byte| match (value(byte) + product) % 10 {
        0 => 9,
        sum => sum * 2 % 11,
    });
    number[0] != b'0' && (11 - product) % 10 == value(number[10])
}

pub(super) fn turkish(number: &[u8]) -> bool {
    let odd = weighted(number, &[1, 0, 1, 0, 1, 0, 1, 0, 1]);
    let even = weighted(number, &[0, 1, 0, 1, 0, 1, 0, 1]);
    number[0] != b'0'
        && (odd * 7 + 100 - even) % 10 == value(number[9])
        && weighted(number, &[1; 10]) % 10 == value(number[10])
}

pub(super) fn south_african(number: &[u8]) -> bool {
    is_day(whole(&number[4..6]), whole(&number[2..4])) && matches!(number[10], b'0'..=b'2') && luhn(number)
}

pub(super) fn canadian(number: &[u8]) -> bool {
    luhn(number)
}

pub(super) fn romanian(number: &[u8]) -> bool {
    let rest = weighted(number, &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
    is_day(whole(&number[5..7]), whole(&number[3..5]))
        && value(number[12]) == if rest == 10 { 1 } else { rest }
}
