use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Language, Localized, is_web_address};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath};
use crate::source::SitePath;
use crate::suggest::{Guesses, Names, listed};
use crate::yaml::{Places, Yaml};

/// The lists of terms that records draw from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vocabulary {
    Topics,
    Regions,
    Countries,
    PartnerTypes,
    ContentTypes,
    Licences,
    Roles,
}

impl Vocabulary {
    pub const ALL: [Self; 7] = [
        Self::Topics,
        Self::Regions,
        Self::Countries,
        Self::PartnerTypes,
        Self::ContentTypes,
        Self::Licences,
        Self::Roles,
    ];

    /// The name of the file that a site puts its own terms in.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Topics => "topics.yaml",
            Self::Regions => "regions.yaml",
            Self::Countries => "countries.yaml",
            Self::PartnerTypes => "partner-types.yaml",
            Self::ContentTypes => "content-types.yaml",
            Self::Licences => "licences.yaml",
            Self::Roles => "roles.yaml",
        }
    }

    /// One term of it, as messages name it.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Topics => "topic",
            Self::Regions => "region",
            Self::Countries => "country",
            Self::PartnerTypes => "partner type",
            Self::ContentTypes => "content type",
            Self::Licences => "licence",
            Self::Roles => "role",
        }
    }

    fn default_text(self) -> &'static str {
        match self {
            Self::Topics => include_str!("vocabularies/topics.yaml"),
            Self::Regions => include_str!("vocabularies/regions.yaml"),
            Self::Countries => include_str!("vocabularies/countries.yaml"),
            Self::PartnerTypes => include_str!("vocabularies/partner-types.yaml"),
            Self::ContentTypes => include_str!("vocabularies/content-types.yaml"),
            Self::Licences => include_str!("vocabularies/licences.yaml"),
            Self::Roles => include_str!("vocabularies/roles.yaml"),
        }
    }
}

/// A term: its name in the site's languages, and what else is known of it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Term {
    pub label: Localized,
    /// Other names that people search for.
    pub also: Vec<String>,
    pub description: Localized,
    /// The region that a country is in.
    pub region: Option<String>,
    /// Where a licence can be read.
    pub url: Option<String>,
    /// Whether Wikimedia Commons takes files under a licence.
    pub commons: Option<bool>,
    /// Whether Wikidata takes data under a licence.
    pub wikidata: Option<bool>,
}

type Terms = BTreeMap<String, Term>;

/// How many terms a message asks about.
const ASKED: usize = 3;

/// The terms of every vocabulary.
#[derive(Debug, Clone, PartialEq)]
pub struct Vocabularies(BTreeMap<Vocabulary, Terms>);

static DEFAULTS: LazyLock<BTreeMap<Vocabulary, Terms>> = LazyLock::new(|| {
    let read = |vocabulary: Vocabulary| {
        let file = SitePath::new(vocabulary.file_name());
        let yaml = Yaml { file: &file, text: vocabulary.default_text(), offset: 0 };
        // A test reads them all, so that this never loses one.
        (vocabulary, yaml.read().0.unwrap_or_default())
    };
    Vocabulary::ALL.into_iter().map(read).collect()
});

impl Default for Vocabularies {
    fn default() -> Self {
        Self(DEFAULTS.clone())
    }
}

impl Vocabularies {
    /// The default vocabularies, but for those that the site has a file of its own for: `own` gives
    /// the path and the text of each.
    #[must_use]
    pub fn parse(own: &[(Vocabulary, SitePath, String)]) -> (Self, Diagnostics) {
        let mut vocabularies = Self::default();
        let mut diagnostics = Diagnostics::new();
        for (vocabulary, file, text) in own {
            let (terms, faults) = Yaml { file, text, offset: 0 }.read::<Terms>();
            diagnostics.extend(faults);
            if let Some(terms) = terms {
                vocabularies.0.insert(*vocabulary, terms);
            }
        }
        let known: Vec<&str> = vocabularies.ids(Vocabulary::Regions).collect();
        let regions: Names<'_> = known.iter().copied().collect();
        let mut guesses = Guesses::default();
        for (vocabulary, file, text) in own {
            let places = LazyCell::new(|| Places::new(text, 0));
            for (id, term) in &vocabularies.0[vocabulary] {
                let at = |path: FieldPath, key| places.of(&path, key);
                if *vocabulary != Vocabulary::Countries && !is_id(id) {
                    let span = at(FieldPath::key(id), true);
                    diagnostics.push(
                        Diagnostic::new(
                            Code::BadValue,
                            file,
                            span,
                            format!("`{id}` cannot stand in an address"),
                        )
                        .help(
                            "write it with lowercase letters, digits, `-` and `.`; its label may be anything",
                        ),
                    );
                }
                if term.url.as_deref().is_some_and(|url| !is_web_address(url)) {
                    let span = at(FieldPath::key(id).then("url"), false);
                    diagnostics.push(
                        Diagnostic::new(Code::BadValue, file, span, "not an address on the web")
                            .help("write it whole, with `https://`"),
                    );
                }
                let Some(region) = term.region.as_deref() else {
                    continue;
                };
                if vocabularies.get(Vocabulary::Regions, region).is_none() {
                    let span = at(FieldPath::key(id).then("region"), false);
                    let near = guesses.find(region, |region| Some(regions.nearest(region)?.to_owned()));
                    let help = match near {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("known here: {}", listed(&known)),
                    };
                    diagnostics.push(
                        Diagnostic::new(Code::UnknownTerm, file, span, format!("unknown region `{region}`"))
                            .help(help),
                    );
                }
            }
        }
        (vocabularies, diagnostics)
    }

    #[must_use]
    pub fn get(&self, vocabulary: Vocabulary, id: &str) -> Option<&Term> {
        self.0.get(&vocabulary)?.get(id)
    }

    /// Every term of a vocabulary with its id, sorted by that.
    pub fn terms(&self, vocabulary: Vocabulary) -> impl Iterator<Item = (&str, &Term)> {
        self.0.get(&vocabulary).into_iter().flatten().map(|(id, term)| (id.as_str(), term))
    }

    /// Whether any term goes, because the site lists none.
    #[must_use]
    pub fn is_open(&self, vocabulary: Vocabulary) -> bool {
        vocabulary == Vocabulary::Topics && self.0[&vocabulary].is_empty()
    }

    /// The ids of a vocabulary, sorted.
    pub fn ids(&self, vocabulary: Vocabulary) -> impl Iterator<Item = &str> {
        self.0[&vocabulary].keys().map(String::as_str)
    }

    /// What readers see for a term: its label, or its id where it has none.
    #[must_use]
    pub fn label<'a>(
        &'a self,
        vocabulary: Vocabulary,
        id: &'a str,
        language: &Language,
        fallback: &Language,
    ) -> &'a str {
        let label = self.get(vocabulary, id).map_or("", |term| term.label.get(language, fallback));
        if label.is_empty() { id } else { label }
    }

    /// The terms that a text was meant for, as a message names them: those whose label, id or other name it
    /// is, in any language, or else those whose label it is most like. None where it is like none, or like so
    /// many that one of them would be a guess in the dark.
    #[must_use]
    pub fn meant(&self, vocabulary: Vocabulary, text: &str, language: &Language) -> Option<String> {
        let names = self.names(vocabulary);
        let found = meant(text, &names);
        let shown = |id: &&str| match self.label(vocabulary, id, language, language) {
            label if label == *id => format!("`{id}`"),
            label => format!("`{id}` ({label})"),
        };
        let shown: Vec<String> = found.iter().map(shown).collect();
        (1..=ASKED).contains(&shown.len()).then(|| shown.join(" or "))
    }

    /// The terms of a vocabulary, each with all its names in their plain form.
    fn names(&self, vocabulary: Vocabulary) -> Vec<(&str, Vec<String>)> {
        let names = |(id, term): (&'_ str, &Term)| {
            let labels = term.label.texts().chain(term.also.iter().map(String::as_str));
            labels.chain([id]).map(plain_name).collect()
        };
        self.terms(vocabulary).map(|(id, term)| (id, names((id, term)))).collect()
    }

    /// The region that a country is in.
    #[must_use]
    pub fn region_of(&self, country: &str) -> Option<&str> {
        self.get(Vocabulary::Countries, country)?.region.as_deref()
    }
}

/// The ids of the terms that a text was meant for: that have it for a name, or with a version behind it, or a
/// name that it is most like.
fn meant<'t>(text: &str, terms: &'t [(&'t str, Vec<String>)]) -> Vec<&'t str> {
    let text = plain_name(text);
    if text.is_empty() {
        return Vec::new();
    }
    let that = |is: &dyn Fn(&str) -> bool| -> Vec<&str> {
        let found = terms.iter().filter(|(_, names)| names.iter().any(|name| is(name)));
        found.map(|(id, _)| *id).collect()
    };
    let version = |name: &str| {
        let rest = name.strip_prefix(&*text).filter(|rest| rest.starts_with(' '));
        rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == ' '))
    };
    let found = [that(&|name| name == text), that(&version)].into_iter().find(|found| !found.is_empty());
    found.unwrap_or_else(|| most_like(&text, terms))
}

/// The ids of the terms with the name that is most like a text, if one is worth a guess. A code of two or
/// three letters is like too many others to be one.
fn most_like<'t>(text: &str, terms: &'t [(&'t str, Vec<String>)]) -> Vec<&'t str> {
    const SHORTEST: usize = 4;
    /// One slip for so many letters.
    const LETTERS: usize = 4;
    let length = text.chars().count();
    if length < SHORTEST || text.len() > 200 {
        return Vec::new();
    }
    let slips = |name: &String| {
        let letters = name.chars().count();
        let close = letters >= SHORTEST && letters.abs_diff(length) <= length / LETTERS;
        let slips = close.then(|| strsim::osa_distance(text, name))?;
        (slips <= length.max(letters) / LETTERS && slips * LETTERS <= length.min(letters)).then_some(slips)
    };
    let near: Vec<(usize, &str)> =
        terms.iter().filter_map(|(id, names)| Some((names.iter().filter_map(slips).min()?, *id))).collect();
    let least = near.iter().map(|(slips, _)| *slips).min();
    near.iter().filter(|(slips, _)| Some(*slips) == least).map(|(_, id)| *id).collect()
}

/// A name without what people write in several ways: capitals, accents, hyphens and other signs.
#[must_use]
pub fn plain_name(name: &str) -> String {
    let letters = name.nfkd().filter(|&c| !is_combining_mark(c));
    let letters: String = letters.map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a term can be named so: its id stands in addresses.
pub(super) fn is_id(id: &str) -> bool {
    !id.is_empty()
        && !id.starts_with('.')
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_can_be_read_and_every_country_is_in_one_region() {
        for vocabulary in Vocabulary::ALL {
            let file = SitePath::new(vocabulary.file_name());
            let (terms, faults) =
                Yaml { file: &file, text: vocabulary.default_text(), offset: 0 }.read::<Terms>();
            assert_eq!(faults, []);
            let terms = terms.unwrap();
            assert!(!terms.is_empty() || vocabulary == Vocabulary::Topics);
            for id in terms.keys() {
                assert!(vocabulary == Vocabulary::Countries || is_id(id), "{id}");
            }
        }
        let vocabularies = Vocabularies::default();
        assert_eq!(vocabularies.ids(Vocabulary::Countries).count(), 249);
        assert_eq!(vocabularies.ids(Vocabulary::Regions).count(), 8);
        for country in vocabularies.ids(Vocabulary::Countries) {
            let region = vocabularies.region_of(country).unwrap();
            assert!(vocabularies.get(Vocabulary::Regions, region).is_some(), "{country}: {region}");
        }
    }

    fn meant(vocabulary: Vocabulary, text: &str) -> String {
        let english = Language::parse("en").unwrap();
        Vocabularies::default().meant(vocabulary, text, &english).unwrap_or_default()
    }

    #[test]
    fn a_country_is_known_by_each_of_its_names_and_never_taken_for_another() {
        let defaults = Vocabularies::default();
        let names = defaults.names(Vocabulary::Countries);
        for (id, term) in defaults.terms(Vocabulary::Countries) {
            for name in term.label.texts().chain(term.also.iter().map(String::as_str)) {
                for written in [name.to_owned(), name.to_uppercase(), name.to_lowercase()] {
                    let found = super::meant(&written, &names);
                    assert!(
                        found.len() <= ASKED && found.contains(&id),
                        "{written}: {found:?}, and not {id}"
                    );
                }
                // A slip of the finger leads to it, to nothing, or to it and its like.
                let mut slip: Vec<char> = name.chars().collect();
                if slip.len() > 5 {
                    slip.remove(slip.len() / 2);
                    let slip: String = slip.into_iter().collect();
                    let found = super::meant(&slip, &names);
                    assert!(found.is_empty() || found.contains(&id), "{slip}: {found:?}, and not {id}");
                }
            }
            assert_eq!(super::meant(&id.to_lowercase(), &names), [id]);
        }
    }

    #[test]
    fn below_a_bar_there_is_no_guess() {
        for text in ["AX1", "XY", "Österreich", "Atlantis", "Uk2", "The moon", "", "…"] {
            assert_eq!(meant(Vocabulary::Countries, text), "", "{text}");
        }
        assert_eq!(meant(Vocabulary::Countries, "UK"), "`GB` (United Kingdom)");
        assert_eq!(meant(Vocabulary::Countries, "Germny"), "`DE` (Germany)");
        assert_eq!(meant(Vocabulary::Countries, "Irax"), "`IQ` (Iraq) or `IR` (Iran)");
        assert_eq!(
            meant(Vocabulary::Licences, "CC BY"),
            "`cc-by-3.0` (CC BY 3.0) or `cc-by-4.0` (CC BY 4.0)"
        );
        assert_eq!(meant(Vocabulary::Licences, "CC0"), "`cc0-1.0` (CC0 1.0)");
        assert_eq!(meant(Vocabulary::Licences, &"a".repeat(300)), "");
    }

    #[test]
    fn a_sites_own_file_takes_the_place_of_the_default() {
        let own = [(
            Vocabulary::Roles,
            SitePath::new("content/vocabularies/roles.yaml"),
            "chair: {label: {en: Chair, sv: Ordförande}}\n".to_owned(),
        )];
        let (vocabularies, diagnostics) = Vocabularies::parse(&own);
        assert!(diagnostics.is_empty());
        let language = |tag| Language::parse(tag).unwrap();
        assert_eq!(
            vocabularies.label(Vocabulary::Roles, "chair", &language("sv"), &language("en")),
            "Ordförande"
        );
        assert_eq!(vocabularies.label(Vocabulary::Roles, "chair", &language("fr"), &language("en")), "Chair");
        assert!(vocabularies.get(Vocabulary::Roles, "committee").is_none());
    }
}
