//! What forms of one word have in common, in the languages that Snowball has an algorithm for:
//! <https://snowballstem.org/>.

use snowball_stemmers_rs::{Algorithm, Stemmer as Snowball};

use super::{fold, has_digit};
use crate::config::Language;

/// Finds the stem of words of one language. It needs none at run time in the browser: the index tells
/// there which forms belong together.
pub(in crate::search) struct Stemmer {
    snowball: Option<Snowball>,
    /// Endings that Snowball leaves, each with what remains of it.
    left: &'static [(&'static str, &'static str)],
}

/// Latin words keep their ending in the singular alone: museum, museet, museer.
const SWEDISH: &[(&str, &str)] = &[("eum", "e"), ("eet", "e"), ("ium", "i"), ("iet", "i")];

impl Stemmer {
    pub(in crate::search) fn new(language: &Language) -> Self {
        let primary = language.as_str().split('-').next().unwrap_or_default();
        let algorithm = match primary {
            "ar" => Algorithm::Arabic,
            "ca" => Algorithm::Catalan,
            "cs" => Algorithm::Czech,
            "da" => Algorithm::Danish,
            "de" => Algorithm::German,
            "el" => Algorithm::Greek,
            "en" => Algorithm::English,
            "eo" => Algorithm::Esperanto,
            "es" => Algorithm::Spanish,
            "et" => Algorithm::Estonian,
            "eu" => Algorithm::Basque,
            "fa" => Algorithm::Persian,
            "fi" => Algorithm::Finnish,
            "fr" => Algorithm::French,
            "ga" => Algorithm::Irish,
            "hi" => Algorithm::Hindi,
            "hu" => Algorithm::Hungarian,
            "hy" => Algorithm::Armenian,
            "id" => Algorithm::Indonesian,
            "it" => Algorithm::Italian,
            "lt" => Algorithm::Lithuanian,
            "nb" | "nn" | "no" => Algorithm::Norwegian,
            "ne" => Algorithm::Nepali,
            "nl" => Algorithm::Dutch,
            "pl" => Algorithm::Polish,
            "pt" => Algorithm::Portuguese,
            "ro" => Algorithm::Romanian,
            "ru" => Algorithm::Russian,
            "sr" => Algorithm::Serbian,
            "sv" => Algorithm::Swedish,
            "ta" => Algorithm::Tamil,
            "tr" => Algorithm::Turkish,
            "uk" => Algorithm::Ukrainian,
            "yi" => Algorithm::Yiddish,
            _ => return Self { snowball: None, left: &[] },
        };
        let left = if algorithm == Algorithm::Swedish { SWEDISH } else { &[] };
        Self { snowball: Some(Snowball::create(algorithm)), left }
    }

    /// The folded stem of a word; `None` where the language has no stemmer, or the word none. The algorithms
    /// want the accents, so it is the word as it was written.
    pub(in crate::search) fn stem(&self, word: &str) -> Option<String> {
        if has_digit(&fold(word)) {
            return None;
        }
        let lower = word.to_lowercase();
        let stem = self.snowball.as_ref()?.stem(&lower);
        let rest = self.left.iter().find_map(|(end, rest)| Some((stem.strip_suffix(end)?, *rest)));
        let stem = rest.map_or(fold(&stem), |(start, rest)| fold(start) + rest);
        Some(stem.into_owned()).filter(|stem| !stem.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (language, forms) in [
            ("en", &["upload", "uploads", "Uploaded", "uploading"][..]),
            ("en", &["library", "libraries"]),
            ("sv", &["museum", "museet", "Museer", "museerna"]),
            ("sv", &["bild", "bilder", "bilderna"]),
            ("es", &["museo", "museos"]),
            ("es", &["licencia", "licencias"]),
            ("es", &["colección", "colecciones"]),
            ("fr", &["musée", "musées"]),
            ("fr", &["téléverser", "téléversé", "téléversement"]),
            ("pt", &["monumento", "monumentos"]),
            ("pt-BR", &["licença", "licenças"]),
            ("ar", &["متحف", "المتحف"]),
            ("ar", &["صورة", "الصورة"]),
            ("de", &["Sammlung", "Sammlungen"]),
            ("fi", &["museo", "museon", "museossa"]),
            ("ru", &["книга", "книги", "книгу"]),
            ("hi", &["पुस्तक", "पुस्तकें"]),
        ] {
            let stemmer = Stemmer::new(&Language::parse(language).unwrap());
            let stems: Vec<_> = forms.iter().map(|form| stemmer.stem(form).unwrap()).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{language} {forms:?}: {stems:?}");
        }
    }

    #[test]
    fn languages_without_an_algorithm_have_no_stems() {
        for language in ["bn", "ja", "ko", "sw", "th", "zh"] {
            assert_eq!(Stemmer::new(&Language::parse(language).unwrap()).stem("word"), None);
        }
    }
}
