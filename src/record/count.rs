//! Figures as people write them. A point or a comma before three digits sets thousands apart for some and
//! decimals for others, and what one of them has counted must not be read by the other's rule.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Unexpected, Visitor};

/// Reads a figure.
pub(super) fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    Count::deserialize(deserializer).map(|count| count.0)
}

/// Reads a figure that may be left out.
pub(super) fn some_count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    Ok(Option::<Count>::deserialize(deserializer)?.map(|count| count.0))
}

struct Count(f64);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written;
        impl Visitor<'_> for Written {
            type Value = Count;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Count, E> {
                if text.is_empty() {
                    return Err(E::invalid_type(Unexpected::Unit, &self));
                }
                parse(text).map(Count).map_err(|doubt| E::invalid_value(Unexpected::Str(text), &doubt))
            }
        }
        deserializer.deserialize_str(Written)
    }
}

/// Why a text is no figure, or which it may be.
#[derive(Debug, PartialEq)]
struct Doubt {
    is: &'static str,
    write: String,
}

/// As for [`Expectation`](crate::yaml::Expectation): the alternate form is what to write.
impl de::Expected for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() { write!(f, "write {}", self.write) } else { f.write_str(self.is) }
    }
}

/// What people set thousands apart with, and decimals.
fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | ' ' | '_' | '\'' | '’' | '٬' | '٫' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

fn parse(text: &str) -> Result<f64, Doubt> {
    let text = text.trim();
    let all_digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split(is_separator).collect();
    if !parts.iter().all(all_digits) {
        return other(text);
    }
    let signs: Vec<char> = text.chars().filter(|c| is_separator(*c)).collect();
    let (whole, rest) = (parts[0], &parts[1..]);
    let is_thousands = |groups: &[&str]| groups.iter().all(|group| group.len() == 3);
    let doubt = |is, write: String| Err(Doubt { is, write });
    match (&signs[..], rest) {
        _ if whole.len() > 1 && whole.starts_with('0') => {
            let bare = text.trim_start_matches('0');
            let zero = if bare.starts_with(|c: char| c.is_ascii_digit()) { "" } else { "0" };
            doubt("a number that begins with a zero", format!("`{zero}{bare}`"))
        }
        ([], _) => Ok(number(text)),
        (['.' | ','], [rest]) if rest.len() == 3 && whole.len() <= 3 && whole != "0" => {
            let decimals = rest.trim_end_matches('0');
            let decimal = match decimals.len() {
                0 => whole.to_owned(),
                // With a fourth decimal it is no thousand.
                3 => format!("{whole}.{rest}0"),
                _ => format!("{whole}.{decimals}"),
            };
            doubt(
                "unclear: what stands before three digits may set thousands apart, or decimals",
                format!("`{whole}{rest}` or `{decimal}`, whichever was counted"),
            )
        }
        (['.'], _) => Ok(number(text)),
        ([',' | '٫'], [rest]) => doubt("no number", format!("decimals behind a point: `{whole}.{rest}`")),
        (signs, groups) if signs.iter().all(|sign| *sign == signs[0]) && is_thousands(groups) => {
            doubt("no number", format!("it without signs between the digits: `{}`", parts.concat()))
        }
        ([before @ .., last @ ('.' | ',' | '٫')], [groups @ .., decimals])
            if before.iter().all(|sign| *sign == before[0] && sign != last) && is_thousands(groups) =>
        {
            let whole = [&[whole][..], groups].concat().concat();
            doubt(
                "no number",
                format!("thousands without a sign and decimals behind a point: `{whole}.{decimals}`"),
            )
        }
        _ => doubt("no number", "it with the digits 0 to 9, such as `1500` or `1.5`".to_owned()),
    }
}

/// What has other signs than digits and separators.
fn other(text: &str) -> Result<f64, Doubt> {
    let is_usual = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
    if text.chars().all(is_usual)
        && let Ok(number) = text.parse()
    {
        return Ok(number);
    }
    // What YAML calls so is a number, and no count: whoever reads the record says that.
    match text.trim_start_matches('-') {
        ".inf" => return Ok(f64::INFINITY),
        ".nan" => return Ok(f64::NAN),
        _ => {}
    }
    let write =
        with_words(text).unwrap_or_else(|| "it with the digits 0 to 9, such as `1500` or `1.5`".to_owned());
    Err(Doubt { is: "no number", write })
}

/// A figure with words or signs around it that say how exact it is, or in what it was counted.
fn with_words(text: &str) -> Option<String> {
    /// What people write before a figure that is not exact, in small letters.
    const ABOUT: &[&str] =
        &["~", "≈", "±", "about", "approx", "approx.", "approximately", "around", "c.", "ca", "ca.", "circa"];
    /// What they write before the least that it can be.
    const MORE: &[&str] = &[">", ">=", "≥", "at least", "more than", "over"];
    let is_digit = |c: char| c.is_ascii_digit();
    let start = text.find(is_digit)?;
    let end = text.rfind(is_digit)? + 1;
    if end - start == text.len() {
        return None;
    }
    let before = text[..start].trim().to_lowercase();
    let figure = parse(&text[start..end]).ok()?;
    let behind = text[end..].trim();
    let precise = |precision: &str| format!("`{figure}`, and below it `precision: {precision}`");
    let in_unit = |unit: &str| format!("`{figure}`, and `{unit}` as `unit` or within the `label`");
    let names_unit =
        |unit: &str| unit.starts_with(|c: char| c.is_alphabetic() || matches!(c, '%' | '‰' | '°'));
    // A thousand and a million, where nothing parts them from the figure.
    let times = match &text[end..] {
        "k" | "K" => Some(1e3),
        "M" => Some(1e6),
        _ => None,
    };
    match (&*before, behind) {
        ("", _) if times.is_some() => Some(format!("all its digits: `{}`", figure * times?)),
        ("", "+") => Some(precise("more-than")),
        ("", unit)
            if names_unit(unit)
                && (unit.len() < text[end..].len() || !unit.starts_with(char::is_alphabetic)) =>
        {
            Some(in_unit(unit))
        }
        (before, "") if ABOUT.contains(&before) => Some(precise("about")),
        (before, "") if MORE.contains(&before) => Some(precise("more-than")),
        (before, unit) if names_unit(unit) && ABOUT.contains(&before) => {
            Some(format!("{}, and `unit: {unit}`", precise("about")))
        }
        (before, unit) if names_unit(unit) && MORE.contains(&before) => {
            Some(format!("{}, and `unit: {unit}`", precise("more-than")))
        }
        _ => None,
    }
}

/// A number of digits and at most one point.
fn number(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_one_meaning_are_read() {
        for (text, value) in [
            ("0", 0.0),
            ("1500", 1500.0),
            ("1.5", 1.5),
            ("1.50", 1.5),
            ("1.5000", 1.5),
            ("0.125", 0.125),
            ("1234.500", 1234.5),
            ("1e3", 1000.0),
            ("-4", -4.0),
        ] {
            assert_eq!(parse(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn a_separator_before_three_digits_is_told_with_both_readings() {
        for (text, write) in [
            ("1.500", "`1500` or `1.5`"),
            ("1,500", "`1500` or `1.5`"),
            ("12.345", "`12345` or `12.3450`"),
            ("999,000", "`999000` or `999`"),
        ] {
            let doubt = parse(text).unwrap_err();
            assert!(doubt.is.starts_with("unclear"), "{text}");
            assert_eq!(doubt.write, format!("{write}, whichever was counted"), "{text}");
        }
    }

    #[test]
    fn other_ways_to_write_a_figure_are_told_with_the_one_that_is_read() {
        for (text, write) in [
            ("1,5", "`1.5`"),
            ("0,125", "`0.125`"),
            ("1 500", "`1500`"),
            ("1\u{a0}500", "`1500`"),
            ("1_500", "`1500`"),
            ("1'500", "`1500`"),
            ("1.234.567", "`1234567`"),
            ("1,234,567", "`1234567`"),
            ("1,234.5", "`1234.5`"),
            ("1.234,5", "`1234.5`"),
            ("1 234 567,25", "`1234567.25`"),
            ("007", "`7`"),
            ("00", "`0`"),
            ("00.5", "`0.5`"),
            ("500 monuments", "`500`, and `monuments` as `unit`"),
            ("50%", "`50`, and `%` as `unit`"),
            ("12.5 %", "`12.5`, and `%` as `unit`"),
            ("500+", "`500`, and below it `precision: more-than`"),
            ("5k", "`5000`"),
            ("1.5M", "`1500000`"),
            ("about 500 files", "`500`, and below it `precision: about`, and `unit: files`"),
            ("over 500 files", "`precision: more-than`, and `unit: files`"),
            ("some 500", "digits 0 to 9"),
            ("about 1,500", "digits 0 to 9"),
            ("0x10", "digits 0 to 9"),
            ("١٥٠٠", "digits 0 to 9"),
            ("1 50", "digits 0 to 9"),
            ("many", "digits 0 to 9"),
        ] {
            let doubt = parse(text).unwrap_err();
            assert!(doubt.write.contains(write), "{text}: {}", doubt.write);
        }
    }

    #[test]
    fn how_exact_a_figure_is_has_a_field_of_its_own() {
        for (words, precision) in [
            ("~ ≈ ± about approx approx. approximately around c. ca ca. circa Circa", "about"),
            ("> >= ≥ over", "more-than"),
        ] {
            for word in words.split(' ') {
                for text in [format!("{word} 500"), format!("{word}500")] {
                    let write = parse(&text).unwrap_err().write;
                    assert_eq!(write, format!("`500`, and below it `precision: {precision}`"), "{text}");
                }
            }
        }
        for words in ["at least", "more than"] {
            assert!(parse(&format!("{words} 1.5")).unwrap_err().write.contains("`1.5`, and below it"));
        }
    }
}
