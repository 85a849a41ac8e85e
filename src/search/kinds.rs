//! What people call each kind of record when they look for one, in the languages of the program. `concepts` finds
//! records by it, so that "a tool to …" leads to tools. Words that ask for somebody ("who knows …") are in the entry of
//! the index.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::analysis::forms;
use crate::config::{Language, WordsOf};
use crate::record::Kind;
use crate::source::SitePath;
use crate::yaml::Yaml;

static NAMES: LazyLock<BTreeMap<String, WordsOf>> = LazyLock::new(|| {
    let yaml = Yaml { file: &SitePath::new("kinds.yaml"), text: include_str!("kinds.yaml"), offset: 0 };
    // A test reads it, so that this never loses one.
    yaml.read().0.unwrap_or_default()
});

/// What a kind is called in a language, the commonest name first.
pub(super) fn names(kind: Kind, language: &Language) -> &'static [String] {
    NAMES.get(kind.name()).map_or(&[], |words| words.of(language))
}

/// The kinds that a question with "who" in it asks for.
pub(super) const WHO: [Kind; 3] = [Kind::Person, Kind::Partner, Kind::Group];

/// The words that ask for these, as queries have them.
pub(super) fn who(languages: &[Language]) -> BTreeSet<String> {
    let words = languages.iter().filter_map(|language| Some(NAMES.get("who")?.of(language)));
    words.flatten().flat_map(|word| forms(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_for_somebody_is_in_the_languages_of_the_site_as_queries_have_it() {
        let languages = ["en", "es"].map(|tag| Language::parse(tag).unwrap());
        assert_eq!(Vec::from_iter(who(&languages)), ["quien", "quienes", "who", "whom"]);
        assert!(who(&[Language::parse("tlh").unwrap()]).is_empty());
    }

    #[test]
    fn every_kind_but_pages_has_names_in_every_language() {
        assert_eq!(NAMES.len(), Kind::ALL.len(), "a page may be about anything, and there is `who`");
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Page) {
            for language in ["en", "es", "fr", "ar", "pt", "sv"] {
                let language = Language::parse(language).unwrap();
                assert!(names(kind, &language).len() > 1 || kind == Kind::Request, "{kind:?} {language}");
            }
        }
    }
}
