//! What there is to translate: how each record stands in each language of the site that it was not written in. Nothing
//! where the site has one language.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::lists::Lists;
use super::records::Records;
use super::{EntryId, Site, updated};
use crate::config::{Config, Language};
use crate::git::History;
use crate::parse::markdown::SectionDigest;
use crate::record::{Kind, Parts, Record, layout};
use crate::source::SitePath;

/// The kinds in the order in which their translation is worth most: those that are most read first.
const KINDS: [Kind; Kind::ALL.len()] = [
    Kind::Page,
    Kind::Guide,
    Kind::Case,
    Kind::Tool,
    Kind::Clinic,
    Kind::Partner,
    Kind::Group,
    Kind::Person,
    Kind::Upload,
    Kind::Meeting,
    Kind::Request,
];

/// How many of [`KINDS`] are translated whatever they hold. The others need no translation where they have nothing but
/// names, dates and figures.
const ALWAYS: usize = 7;

/// How a record stands in a language that it was not written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InTranslation<'s> {
    Missing,
    /// A translation is under way that is no part of the site yet, in this file.
    Begun(&'s SitePath),
    /// The translation does not say what it was made from.
    Untold {
        id: EntryId,
        /// Whether the original was changed on a later day.
        is_older: bool,
    },
    Told {
        id: EntryId,
        parts: &'s Parts,
    },
}

impl InTranslation<'_> {
    /// Whether a translation is there and no longer, or not in all its parts, what the original says.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        match self {
            Self::Missing | Self::Begun(_) => false,
            Self::Untold { is_older, .. } => *is_older,
            Self::Told { parts, .. } => parts.stale() > 0 || !parts.alignment.missing.is_empty(),
        }
    }

    /// Whether there is no translation that readers see.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing | Self::Begun(_))
    }
}

/// The originals that there is something to do about in a language, those that are read most first, and of each kind
/// those that have been as they are for the longest time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToTranslate {
    /// Those whose translation is out of date.
    pub stale: Vec<EntryId>,
    /// Those that have none.
    pub missing: Vec<EntryId>,
    /// Those whose translation does not say what it was made from, and may be as good as any.
    pub untold: Vec<EntryId>,
    /// Those whose translation says all that the original says.
    pub fresh: Vec<EntryId>,
}

impl ToTranslate {
    /// All that there is to do: first what is out of date, then what is missing.
    pub fn entries(&self) -> impl Iterator<Item = EntryId> + use<'_> {
        self.stale.iter().chain(&self.missing).copied()
    }
}

/// What the translations into a language come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// The records that can be translated.
    pub records: usize,
    /// Those of which all is translated and up to date.
    pub fresh: usize,
    /// How many words all of them have.
    pub words: usize,
    /// How many of these are translated and up to date, as far as the translations say.
    pub fresh_words: usize,
    /// How many of these are to be translated.
    pub to_do: usize,
}

impl Sums {
    /// How much is up to date, as a share of one.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "no site has that many words")]
    pub fn share(&self) -> f64 {
        if self.words == 0 { 1.0 } else { self.fresh_words as f64 / self.words as f64 }
    }
}

/// Sections of originals by their digests, as they were and as they are, as far as somebody knows them still.
pub type PastTexts = FxHashMap<SectionDigest, Box<str>>;

/// What there is to translate, by language.
#[derive(Debug)]
pub(super) struct Translations {
    of: BTreeMap<Language, ToTranslate>,
    /// How many words each original has, by its number. Only pages for translators and their lists ask.
    words: OnceLock<Vec<usize>>,
    past: PastTexts,
}

impl Translations {
    pub(super) fn new(config: &Config, records: &Records, lists: &Lists, history: Option<&History>) -> Self {
        let mut of = BTreeMap::new();
        if config.languages.len() > 1 {
            let originals = originals(records, lists, history);
            let sorted = |language: &Language| {
                let mut sorted = ToTranslate::default();
                for &id in originals.iter().filter(|&&id| records.entry(id).record.language != *language) {
                    let state = state(records, history, id, language);
                    let list = match state {
                        state if state.is_stale() => &mut sorted.stale,
                        InTranslation::Missing | InTranslation::Begun(_) => &mut sorted.missing,
                        InTranslation::Untold { .. } => &mut sorted.untold,
                        InTranslation::Told { .. } => &mut sorted.fresh,
                    };
                    list.push(id);
                }
                (language.clone(), sorted)
            };
            of = config.languages.par_iter().map(sorted).collect();
        }
        Self { of, words: OnceLock::new(), past: PastTexts::default() }
    }

    pub(super) fn of(&self, language: &Language) -> Option<&ToTranslate> {
        self.of.get(language)
    }
}

/// What can be translated, in the order in which it should be.
fn originals(records: &Records, lists: &Lists, history: Option<&History>) -> Vec<EntryId> {
    let of_kind = |(rank, &kind): (usize, &Kind)| {
        let is_worth = |record: &Record| !record.is_unlisted() && (rank < ALWAYS || !record.body.is_empty());
        let all = lists.kind(kind).iter().copied();
        let mut all: Vec<EntryId> = all.filter(|&id| is_worth(&records.entry(id).record)).collect();
        // Those without a day stay in the order of their list, behind all others.
        all.sort_by_cached_key(|&id| {
            let day = updated(&records.entry(id).record, history);
            (day.is_none(), day)
        });
        all
    };
    KINDS.iter().enumerate().flat_map(of_kind).collect()
}

fn state<'r>(
    records: &'r Records,
    history: Option<&History>,
    original: EntryId,
    language: &Language,
) -> InTranslation<'r> {
    let id = records.in_language(original, language);
    let record = &records.entry(id).record;
    if record.language != *language {
        let draft = records.drafts.get(&(record.id.clone(), language.clone()));
        return draft.map_or(InTranslation::Missing, InTranslation::Begun);
    }
    if record.common.draft {
        return InTranslation::Begun(&record.file);
    }
    match record.freshness.as_deref().and_then(|freshness| freshness.parts.as_ref()) {
        Some(parts) => InTranslation::Told { id, parts },
        None => {
            let (own, of_original) =
                (updated(record, history), updated(&records.entry(original).record, history));
            InTranslation::Untold { id, is_older: own.is_some() && of_original > own }
        }
    }
}

impl Site {
    /// What there is to translate into a language; none where the site has one language.
    #[must_use]
    pub fn to_translate(&self, language: &Language) -> Option<&ToTranslate> {
        self.translations.of(language)
    }

    /// How a record stands in a language; none in the one that it was written in.
    #[must_use]
    pub fn in_translation(&self, id: EntryId, language: &Language) -> Option<InTranslation<'_>> {
        let original = self.entry(id).original;
        let is_another = self.entry(original).record.language != *language;
        is_another.then(|| state(&self.records, self.history.as_deref(), original, language))
    }

    /// What translations were made from and their originals do not say any more, by original.
    #[must_use]
    pub fn stale_sources(&self) -> BTreeMap<EntryId, Vec<SectionDigest>> {
        let mut sources: BTreeMap<EntryId, Vec<SectionDigest>> = BTreeMap::new();
        for (_, entry) in self.entries() {
            let parts = entry.record.freshness.as_deref().and_then(|freshness| freshness.parts.as_ref());
            let Some(parts) = parts else { continue };
            let stale = parts.alignment.sections.iter().zip(&parts.sources);
            for source in stale.filter(|(standing, _)| standing.is_stale).flat_map(|(_, from)| &from.0) {
                sources.entry(entry.original).or_default().push(source.digest);
            }
        }
        sources
    }

    /// The same site, with what its originals said when they were translated.
    #[must_use]
    pub fn with_past_texts(mut self, past: PastTexts) -> Self {
        self.translations.past = past;
        self
    }

    /// What a section of a translation was made from, and what stands there now; none where nobody knows the one or
    /// the original has the other no more.
    #[must_use]
    pub fn changed_text(&self, id: EntryId, parts: &Parts, section: usize) -> Option<(String, String)> {
        let text = |digest: SectionDigest| self.translations.past.get(&digest).map(|text| &**text);
        let original = &self.entry(self.entry(id).original).record.body;
        let joined = |digests: &mut dyn Iterator<Item = SectionDigest>| {
            let texts: Option<Vec<&str>> = digests.map(text).collect();
            texts.map(|texts| texts.join("\n\n"))
        };
        let of = &parts.alignment.sections[section].of;
        let before = joined(&mut parts.sources[section].0.iter().map(|source| source.digest))?;
        let now = joined(&mut of.iter().map(|&of| original.sections[of].digest))?;
        (!of.is_empty()).then_some((before, now))
    }

    /// The file that a translation of a record is written to, where there is none.
    #[must_use]
    pub fn translation_file(&self, id: EntryId, language: &Language) -> SitePath {
        let original = &self.entry(self.entry(id).original).record;
        layout::translation(&original.id, &original.file, language)
    }

    /// How many words an original has.
    #[must_use]
    pub fn words(&self, original: EntryId) -> usize {
        let count = || {
            let entries = self.records.entries.par_iter().enumerate();
            let is_original = |index: usize| self.records.entries[index].original.index() == index;
            entries.map(|(index, entry)| if is_original(index) { entry.record.words() } else { 0 }).collect()
        };
        self.translations.words.get_or_init(count)[original.index()]
    }

    /// How many words of an original are to be translated into a language: all where it is missing.
    #[must_use]
    pub fn words_to_do(&self, original: EntryId, language: &Language) -> usize {
        match self.in_translation(original, language) {
            Some(InTranslation::Missing | InTranslation::Begun(_)) => self.words(original),
            Some(InTranslation::Told { parts, .. }) => parts.words(&self.entry(original).record),
            Some(InTranslation::Untold { .. }) | None => 0,
        }
    }

    /// What the translations into a language come to.
    #[must_use]
    pub fn translation_sums(&self, language: &Language) -> Option<Sums> {
        let ToTranslate { stale, missing, untold, fresh } = self.to_translate(language)?;
        let mut sums = Sums { fresh: fresh.len(), ..Sums::default() };
        for &id in stale.iter().chain(missing).chain(untold).chain(fresh) {
            let (words, to_do) = (self.words(id), self.words_to_do(id, language));
            let is_told = !matches!(self.in_translation(id, language), Some(InTranslation::Untold { .. }));
            sums.records += 1;
            sums.words += words;
            sums.to_do += to_do;
            sums.fresh_words += if is_told { words.saturating_sub(to_do) } else { 0 };
        }
        Some(sums)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_place() {
        let mut kinds = KINDS;
        kinds.sort_unstable();
        assert_eq!(kinds, Kind::ALL);
    }
}
