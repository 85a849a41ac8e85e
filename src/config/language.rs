use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use icu_locale_core::Locale;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use unic_langid::{CharacterDirection, LanguageIdentifier};

use crate::yaml::Expectation;

/// A language tag (BCP 47), as it stands in addresses and in the `lang` attribute: `en`, `pt-BR`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Language(Arc<str>);

/// The direction in which a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// The value of the `dir` attribute.
    #[must_use]
    pub fn attribute(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl Language {
    /// The language of that tag; `None` when it has not the form of one. Capitals make no difference in tags,
    /// and some programs write `_` for `-`: `pt_br` is `pt-BR`, which is the form that is kept.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let first = tag.split(['-', '_']).next()?;
        let form = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
        let known = form.then(|| tag.replace('_', "-").parse::<LanguageIdentifier>().ok())??;
        Some(Self(Arc::from(known.to_string())))
    }

    /// Whether both are forms of one language, such as `pt` and `pt-BR`.
    #[must_use]
    pub fn is_akin(&self, other: &Self) -> bool {
        self.0.split('-').next() == other.0.split('-').next()
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag in its parts.
    #[must_use]
    pub fn identifier(&self) -> LanguageIdentifier {
        self.0.parse().unwrap_or_default()
    }

    /// What Unicode's Common Locale Data Repository is asked with. English of nowhere in particular is that of the world,
    /// which writes the day before the month.
    #[must_use]
    pub fn locale(&self) -> Locale {
        let tag = if *self == Self::default() { "en-001" } else { self.as_str() };
        tag.parse().unwrap_or(Locale::UNKNOWN)
    }

    /// The direction that Unicode's locale data gives for the language.
    #[must_use]
    pub fn direction(&self) -> Direction {
        match self.identifier().character_direction() {
            CharacterDirection::RTL => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }
}

impl Default for Language {
    fn default() -> Self {
        Self(Arc::from("en"))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const EXPECTED: Expectation =
            Expectation { name: "language tag", write: "a code such as `en`, `sv` or `pt-BR`" };
        let tag = Cow::<'_, str>::deserialize(deserializer)?;
        Self::parse(&tag).ok_or_else(|| EXPECTED.refuse(&tag))
    }
}

impl JsonSchema for Language {
    fn schema_name() -> Cow<'static, str> {
        "Language".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A language tag, such as `en`, `sv` or `pt-BR`.",
            "type": "string",
            "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
        })
    }
}

/// A text in one language or in several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Localized {
    /// For every language without a text of its own.
    any: Option<String>,
    by_language: BTreeMap<Language, String>,
}

impl Localized {
    /// The text in `language`, else in a form of it such as `pt` for `pt-BR`, else in `fallback`, else in whatever
    /// there is; empty if there is none.
    #[must_use]
    pub fn get(&self, language: &Language, fallback: &Language) -> &str {
        self.found(language, fallback).1
    }

    /// The same text with the language that it is in; `None` for one that is for all languages.
    #[must_use]
    pub fn found(&self, language: &Language, fallback: &Language) -> (Option<&Language>, &str) {
        let own = |language: &Language| self.by_language.get_key_value(language);
        let akin = || self.by_language.iter().find(|(known, _)| known.is_akin(language));
        let any = || Some((None, self.any.as_ref()?));
        own(language)
            .or_else(akin)
            .map(|(language, text)| (Some(language), text))
            .or_else(any)
            .or_else(|| {
                own(fallback).or_else(|| self.by_language.iter().next()).map(|(l, text)| (Some(l), text))
            })
            .map_or((None, ""), |(language, text)| (language, text.as_str()))
    }
}

impl Localized {
    /// The text in `language` or in a form of it.
    #[must_use]
    pub fn written_in(&self, language: &Language) -> Option<&str> {
        let akin =
            || self.by_language.iter().find(|(known, _)| known.is_akin(language)).map(|(_, text)| text);
        self.by_language.get(language).or_else(akin).map(String::as_str)
    }

    /// The same, or the text that is for all languages.
    #[must_use]
    pub fn own(&self, language: &Language) -> Option<&str> {
        self.written_in(language).or(self.any.as_deref())
    }

    /// The text in each language that there is one in.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.each().map(|(_, text)| text)
    }

    /// Each text with its language; none for the one that is for all languages.
    pub fn each(&self) -> impl Iterator<Item = (Option<&Language>, &str)> {
        let own = self.by_language.iter().map(|(language, text)| (Some(language), text.as_str()));
        self.any.iter().map(|text| (None, text.as_str())).chain(own)
    }
}

impl From<&str> for Localized {
    fn from(text: &str) -> Self {
        Self { any: Some(text.to_owned()), by_language: BTreeMap::new() }
    }
}

impl<'de> Deserialize<'de> for Localized {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrTexts;
        impl<'de> Visitor<'de> for TextOrTexts {
            type Value = Localized;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text, or a text for each language (`en: …`)")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Localized, E> {
                Ok(Localized::from(text))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Localized, A::Error> {
                let mut by_language = BTreeMap::new();
                while let Some((language, text)) = map.next_entry::<Language, String>()? {
                    by_language.insert(language, text);
                }
                Ok(Localized { any: None, by_language })
            }
        }
        deserializer.deserialize_any(TextOrTexts)
    }
}

impl JsonSchema for Localized {
    fn schema_name() -> Cow<'static, str> {
        "Localized".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A text, or a text for each language.",
            "anyOf": [
                {"type": "string"},
                {"type": "object", "additionalProperties": {"type": "string"}}
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_a_form_of_the_language_comes_before_one_in_another() {
        let language = |tag| Language::parse(tag).unwrap();
        let texts = [("en", "Maps"), ("pt", "Mapas")].map(|(tag, text)| (language(tag), text.to_owned()));
        let maps = Localized { any: None, by_language: texts.into() };
        assert_eq!(maps.get(&language("pt-BR"), &language("en")), "Mapas");
        assert_eq!(maps.get(&language("sv"), &language("en")), "Maps");
    }

    #[test]
    fn a_tag_has_its_form() {
        assert!(Language::parse("pt-BR").is_some());
        assert!(Language::parse("zh-Hant").is_some());
        for tag in ["", "e", "english", "e1", "../x", "pt-", "-pt", "pt BR"] {
            assert!(Language::parse(tag).is_none(), "{tag}");
        }
    }

    #[test]
    fn a_tag_is_kept_in_its_usual_form() {
        for (written, kept) in [
            ("pt-br", "pt-BR"),
            ("PT-BR", "pt-BR"),
            ("pt_BR", "pt-BR"),
            ("SV", "sv"),
            ("zh-hant", "zh-Hant"),
            ("ZH_HANT_tw", "zh-Hant-TW"),
        ] {
            assert_eq!(Language::parse(written).unwrap().as_str(), kept);
        }
    }

    #[test]
    fn the_direction_is_the_languages() {
        let direction = |tag| Language::parse(tag).unwrap().direction().attribute();
        assert_eq!(
            (direction("en"), direction("ar"), direction("ur"), direction("fa")),
            ("ltr", "rtl", "rtl", "rtl")
        );
    }
}
