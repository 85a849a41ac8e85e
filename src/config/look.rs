//! How a site looks beside what its theme says: colour, logo and fonts; and the scripts of others that it loads.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

use crate::yaml::Expectation;

/// How a site looks beside what its theme says. Every field may be left out.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Look {
    /// The colour of links and buttons on white, such as `#7a1fa2`. On dark pages it is made lighter.
    pub accent: Option<Colour>,
    /// The logo: a file in `static/` of the site's theme, such as `logo.svg`.
    pub logo: Option<String>,
    /// The fonts, which a reader's device has, or `static/extra.css` brings.
    pub fonts: Fonts,
}

/// The fonts of a site. Where a device lacks them, those of the theme follow.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Fonts {
    /// For text.
    pub text: Option<FontName>,
    /// For headings.
    pub headings: Option<FontName>,
}

/// A script of others, for statistics that respect readers.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// Its address.
    pub src: ScriptAddress,
    /// What it is told, as attributes `data-NAME`.
    #[serde(default)]
    pub data: BTreeMap<DataName, String>,
}

/// A colour, each part from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

impl Colour {
    pub const BLACK: Self = Self { red: 0, green: 0, blue: 0 };
    pub const WHITE: Self = Self { red: 255, green: 255, blue: 255 };

    /// `#rrggbb`, or `#rgb` for short.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |from: usize, to: usize| u8::from_str_radix(digits.get(from..to)?, 16).ok();
        match digits.len() {
            3 => Some(Self { red: part(0, 1)? * 17, green: part(1, 2)? * 17, blue: part(2, 3)? * 17 }),
            6 => Some(Self { red: part(0, 2)?, green: part(2, 4)?, blue: part(4, 6)? }),
            _ => None,
        }
    }

    /// How far two colours are apart in light, from 1 to 21, by
    /// [WCAG 2.2](https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The nearest colour between this one and `end` that has at least `contrast` to each of `grounds`; `end`, if
    /// none has.
    #[must_use]
    pub fn towards(self, end: Self, contrast: f64, grounds: &[Self]) -> Self {
        let is_apart = |colour: &Self| grounds.iter().all(|ground| colour.contrast(*ground) >= contrast);
        (0..100).map(|share| self.mixed(end, share)).find(is_apart).unwrap_or(end)
    }

    /// This colour with so many hundredths of another.
    #[must_use]
    pub fn mixed(self, other: Self, share: u16) -> Self {
        let part = |a: u8, b: u8| {
            let sum = u16::from(a) * (100 - share) + u16::from(b) * share;
            u8::try_from(sum / 100).unwrap_or(u8::MAX)
        };
        Self {
            red: part(self.red, other.red),
            green: part(self.green, other.green),
            blue: part(self.blue, other.blue),
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// A text of a form of its own.
macro_rules! form {
    ($(#[$meta:meta])* $type:ident, $description:literal, $pattern:literal, |$text:ident| $valid:expr, $name:literal, $write:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $type(Box<str>);

        impl $type {
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let $text = String::deserialize(deserializer)?;
                if $valid {
                    return Ok(Self($text.into()));
                }
                Err(Expectation { name: $name, write: $write }.refuse(&$text))
            }
        }

        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": "string", "description": $description, "pattern": $pattern})
            }
        }
    };
}

form! {
    /// The name of a font family. It stands in a style sheet, so it has the letters that names are made of.
    FontName, "The name of a font family.", r"^[\p{L}\p{N}][\p{L}\p{N} ._-]*$",
    |text| text.chars().next().is_some_and(char::is_alphanumeric)
        && text.chars().all(|letter| letter.is_alphanumeric() || " ._-".contains(letter)),
    "name of a font", "letters, digits, spaces, `.`, `-` and `_`, such as `Source Sans 3`"
}

form! {
    /// The address of a script, which only a secure connection may bring.
    ScriptAddress, "An address with https://.", r#"^https://[^\s/"';,]+/\S*$"#,
    |text| super::is_web_address(&text) && text.strip_prefix("https://").is_some_and(|rest| {
        let host = rest.split('/').next().unwrap_or_default();
        let is_host = |letter: char| letter.is_ascii_alphanumeric() || ".-:".contains(letter);
        rest.contains('/') && !host.is_empty() && host.chars().all(is_host)
    }),
    "address of a script", "it whole, with `https://`, such as `https://stats.example.org/script.js`"
}

form! {
    /// The name of an attribute behind `data-`.
    DataName, "Small letters, digits and hyphens.", "^[a-z][a-z0-9-]*$",
    |text| text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'),
    "name of an attribute", "small letters, digits and hyphens, such as `domain`"
}

impl ScriptAddress {
    /// Scheme and host, which a policy names: `https://stats.example.org`.
    #[must_use]
    pub fn origin(&self) -> &str {
        let host = "https://".len();
        let end = self.0[host..].find('/').map_or(self.0.len(), |end| host + end);
        &self.0[..end]
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const EXPECTED: Expectation = Expectation {
            name: "colour",
            write: "`#` and six hexadecimal digits in quotes, such as `\"#7a1fa2\"`",
        };
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| EXPECTED.refuse(&text))
    }
}

impl JsonSchema for Colour {
    fn schema_name() -> Cow<'static, str> {
        "Colour".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A colour as `#rrggbb`.",
            "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_digits_or_three() {
        let colour = |text| Colour::parse(text).map(|colour| colour.to_string());
        assert_eq!(colour("#36c").as_deref(), Some("#3366cc"));
        assert_eq!(colour("#7A1fa2").as_deref(), Some("#7a1fa2"));
        for text in ["36c", "#36", "#36cc", "#zzz", "#+36", "red", "#é6"] {
            assert_eq!(colour(text), None, "{text}");
        }
    }

    /// Black on white, and the two greys on either side of what text needs.
    #[test]
    fn contrast_is_that_of_wcag() {
        let contrast = |a, b| Colour::parse(a).unwrap().contrast(Colour::parse(b).unwrap());
        assert!((contrast("#000", "#fff") - 21.0).abs() < 1e-9);
        assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.005);
        assert!((contrast("#767676", "#ffffff") - 4.54).abs() < 0.005);
        assert!((contrast("#fff", "#fff") - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_colour_goes_no_further_than_it_has_to() {
        let yellow = Colour::parse("#ffcc00").unwrap();
        let dark = yellow.towards(Colour::BLACK, 4.5, &[Colour::WHITE]);
        assert!(dark.contrast(Colour::WHITE) >= 4.5 && dark.contrast(Colour::WHITE) < 4.7, "{dark}");
        let blue = Colour::parse("#3366cc").unwrap();
        assert_eq!(blue.towards(Colour::BLACK, 4.5, &[Colour::WHITE]), blue);
        assert_eq!(
            yellow.towards(Colour::WHITE, 4.5, &[Colour::WHITE]),
            Colour::WHITE,
            "none is dark enough"
        );
    }
}
