//! The names of languages, from CLDR: each by its own speakers, and in the languages of the program. Pages and mails are
//! written with them, and answers that name a language are understood by them.

use std::sync::LazyLock;

use super::Language;

/// The languages of the columns behind the own name.
const NAMED_IN: [&str; 6] = ["en", "es", "fr", "ar", "pt", "sv"];

static KNOWN: LazyLock<Vec<LanguageNames>> = LazyLock::new(|| {
    let lines = include_str!("languages.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(LanguageNames::parse).collect()
});

/// What a language is called.
#[derive(Debug)]
pub struct LanguageNames {
    pub tag: &'static str,
    /// Its code of three letters (ISO 639-3), of one that has a code of two.
    three: &'static str,
    own: &'static str,
    others: [&'static str; 6],
}

impl LanguageNames {
    fn parse(line: &'static str) -> Option<Self> {
        let mut cells = line.split('\t');
        let (tag, three, own) = (cells.next()?, cells.next()?, cells.next()?);
        let others: Vec<&str> = cells.collect();
        Some(Self { tag, three, own, others: others.try_into().ok()? })
    }

    /// Every name of it, its own first.
    pub fn all(&self) -> impl Iterator<Item = &'static str> + use<'_> {
        std::iter::once(self.own).chain(self.others).filter(|name| !name.is_empty())
    }

    /// Its code of three letters (ISO 639-3).
    #[must_use]
    pub fn three_letters(&self) -> &'static str {
        if self.three.is_empty() { self.tag } else { self.three }
    }
}

/// Every language that has a name.
#[must_use]
pub fn known() -> &'static [LanguageNames] {
    &KNOWN
}

/// The names of a language; of a form of it those of the language, where the form has none.
#[must_use]
pub fn of(language: &Language) -> Option<&'static LanguageNames> {
    exactly(language.as_str()).or_else(|| exactly(language.as_str().split('-').next()?))
}

/// The language with that code of three letters.
#[must_use]
pub fn of_three_letters(code: &str) -> Option<&'static LanguageNames> {
    KNOWN.iter().find(|known| known.three_letters() == code)
}

/// What its speakers call a language; its tag where that is not known.
#[must_use]
pub fn own_name(language: &Language) -> String {
    let tag = language.as_str();
    let name = match of(language) {
        Some(names) if names.own.is_empty() => names.all().next().unwrap_or(tag).to_owned(),
        Some(names) if names.tag == tag => names.own.to_owned(),
        // A form that has no name of its own: `svenska (FI)`.
        Some(names) => format!("{} ({})", names.own, &tag[names.tag.len() + 1..]),
        None => tag.to_owned(),
    };
    capitalized(&name)
}

/// What a language is called in another; `None` where that is not known.
#[must_use]
pub fn name_in(language: &Language, other: &Language) -> Option<String> {
    let primary = other.as_str().split('-').next()?;
    let column = NAMED_IN.iter().position(|named| *named == primary)?;
    let name = exactly(language.as_str())?.others[column];
    Some(name).filter(|name| !name.is_empty()).map(capitalized)
}

/// Many languages write such names small. At the head of a list item they are not.
fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn exactly(tag: &str) -> Option<&'static LanguageNames> {
    KNOWN.binary_search_by(|known| known.tag.cmp(tag)).ok().map(|at| &KNOWN[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::parse(tag).unwrap()
    }

    #[test]
    fn the_table_is_whole_and_sorted() {
        let lines = include_str!("languages.tsv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(known().len(), lines.count());
        assert!(known().windows(2).all(|two| two[0].tag < two[1].tag));
        for tag in NAMED_IN {
            let names = of(&language(tag)).unwrap();
            assert_eq!((names.tag, names.all().count()), (tag, 7));
        }
    }

    #[test]
    fn a_language_has_the_name_that_its_speakers_give_it() {
        for (tag, name) in [
            ("pt", "Português"),
            ("pt-BR", "Português (Brasil)"),
            ("zh-Hant", "繁體中文"),
            ("ar", "العربية"),
            ("sv-FI", "Svenska (FI)"),
            ("sw", "Kiswahili"),
            ("arz", "Egyptian Arabic"),
            ("xx", "Xx"),
        ] {
            assert_eq!(own_name(&language(tag)), name, "{tag}");
        }
    }

    #[test]
    fn a_language_has_a_name_in_those_of_the_program() {
        let name = |tag, other| name_in(&language(tag), &language(other));
        assert_eq!(name("sw", "es").as_deref(), Some("Suajili"));
        assert_eq!(name("fr", "pt-BR").as_deref(), Some("Francês"));
        assert_eq!(name("fr", "hi"), None);
        assert_eq!(of_three_letters("swe").map(|names| names.tag), Some("sv"));
        assert_eq!(of_three_letters("fil").map(|names| names.tag), Some("fil"));
    }
}
