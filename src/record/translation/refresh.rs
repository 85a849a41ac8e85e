//! The text of a translation while somebody works on it: a new one, and what it says of the texts that it was made from.
//! `casebook translate` uses it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::align::{Alignment, align};
use super::made_from::{MadeFrom, Source, Sources};
use super::{FIELD, Translation, copies, is_like, pieces, sections, texts, translated};
use crate::diagnostic::Diagnostic;
use crate::parse::markdown::{Body, Piece, Section, SectionDigest};
use crate::record::{Common, Manuscript, Record};
use crate::yaml::edit::{Refused, end_of_line};
use crate::yaml::write::Value;

/// Which parts of a translation are taken to say what its original says now, of those that are out of date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    None,
    /// Those that are not as they were in the earlier version; all where there is none.
    Changed,
    /// All: what has changed in the original makes no difference.
    All,
}

/// What a translation says of its sources, made anew.
#[derive(Debug, PartialEq, Eq)]
pub struct Refreshed {
    pub made_from: MadeFrom,
    /// The headings of its sections that are still out of date, and the names of such fields.
    pub stale: Vec<Box<str>>,
    /// The headings of the sections of the original that are not translated.
    pub missing: Vec<Box<str>>,
    alignment: Alignment,
    copies: Vec<bool>,
}

impl Right {
    /// Whether it is so for a part; `was` tells whether the earlier version had it as it is.
    fn holds(self, was: impl Fn() -> bool) -> bool {
        match self {
            Self::None => false,
            Self::Changed => !was(),
            Self::All => true,
        }
    }
}

impl Translation {
    /// What it is to say of its sources. `record` is the whole that it makes with `original`, `before` an earlier version.
    #[must_use]
    pub fn refreshed(
        &self,
        record: &Record,
        original: &Record,
        before: Option<&Translation>,
        right: Right,
    ) -> Refreshed {
        let present = sections(&original.body);
        let source = |of: usize| Source { id: present[of].0.into(), digest: present[of].1 };
        let digests: Vec<SectionDigest> = self.body.sections.iter().map(|section| section.digest).collect();
        let mut entries = self.entries(original, before);
        // What is new stands for what is missing where it stands, else for nothing.
        let known: Vec<Sources> = entries.iter().map(|entry| entry.clone().unwrap_or_default()).collect();
        let aligned = align(&present, &known);
        // The first of those that are the same.
        let same: FxHashMap<_, _> =
            present.iter().enumerate().rev().map(|(of, (_, digest))| (*digest, of)).collect();
        let mut is_missing = vec![false; present.len()];
        for &of in &aligned.missing {
            is_missing[of] = true;
        }
        let mut next = 0;
        for (place, entry) in entries.iter_mut().enumerate() {
            if entry.is_none() {
                let at_its_place = || is_missing.get(next).is_some_and(|&is| is).then_some(next);
                let of = same.get(&digests[place]).copied().or_else(at_its_place);
                next = of.map_or(next, |of| of + 1);
                *entry = Some(Sources(of.map(source).into_iter().collect()));
            } else if let Some(&last) = aligned.sections[place].of.last() {
                next = last + 1;
            }
        }
        let mut told: Vec<Sources> = entries.into_iter().flatten().collect();
        let aligned = align(&present, &told);
        let earlier = before.into_iter().flat_map(|before| &before.body.sections);
        let earlier: FxHashSet<SectionDigest> = earlier.map(|section| section.digest).collect();
        let are_copies = copies(&self.body, &told);
        for (place, standing) in aligned.sections.iter().enumerate().filter(|(_, standing)| standing.is_stale)
        {
            if !are_copies[place] && right.holds(|| earlier.contains(&digests[place])) {
                told[place] = Sources(standing.of.iter().map(|&of| source(of)).collect());
            }
        }
        let copies = copies(&self.body, &told);
        let alignment = align(&present, &translated(&told, &copies));
        let stale = alignment.sections.iter().enumerate().filter(|(_, standing)| standing.is_stale);
        let mut stale: Vec<Box<str>> =
            stale.map(|(section, _)| heading(&self.body, section, &self.common)).collect();
        let missing = alignment
            .missing
            .iter()
            .map(|&section| heading(&original.body, section, &original.common))
            .collect();
        let fields = self.fields_refreshed(record, original, before, right, &mut stale);
        let awaits_review = self.made_from.as_ref().is_some_and(|from| from.awaits_review);
        Refreshed {
            made_from: MadeFrom { awaits_review, fields, sections: told },
            stale,
            missing,
            alignment,
            copies,
        }
    }

    /// What it says of the sources of each of its sections, as far as that can be told: where sections have come or gone
    /// since it was written down, by the earlier version.
    fn entries(&self, original: &Record, before: Option<&Translation>) -> Vec<Option<Sources>> {
        let there = self.body.sections.len();
        let told = self.made_from.as_ref().map(|from| &from.sections);
        if let Some(told) = told.filter(|told| told.len() == there) {
            return told.iter().cloned().map(Some).collect();
        }
        let known = before.and_then(|before| Some((before, &before.made_from.as_ref()?.sections)));
        if let Some((before, told)) = known.filter(|(before, told)| told.len() == before.body.sections.len())
        {
            let mut by_text = FxHashMap::default();
            let mut by_heading = FxHashMap::default();
            for (section, from) in before.body.sections.iter().zip(told) {
                by_text.insert(section.digest, from);
                by_heading.insert(section.heading.map(|heading| &before.body.headings[heading].text), from);
            }
            let entry = |section: &Section| {
                let heading = section.heading.map(|heading| &self.body.headings[heading].text);
                by_text.get(&section.digest).or_else(|| by_heading.get(&heading)).map(|from| (*from).clone())
            };
            return self.body.sections.iter().map(entry).collect();
        }
        if is_like(&self.body, &original.body) {
            let sources = sections(&original.body).into_iter();
            let sources = sources.map(|(id, digest)| Some(Sources(vec![Source { id: id.into(), digest }])));
            return sources.collect();
        }
        vec![None; there]
    }

    fn fields_refreshed(
        &self,
        record: &Record,
        original: &Record,
        before: Option<&Translation>,
        right: Right,
        stale: &mut Vec<Box<str>>,
    ) -> Vec<Source> {
        let now = texts(original);
        let own = texts(record);
        let before = before.map(|before| texts(&before.complete(original).0));
        let source = |(name, text): &(&'static str, SectionDigest)| {
            let (_, digest) = *now.iter().find(|(field, _)| field == name)?;
            let told =
                self.made_from.iter().flat_map(|from| &from.fields).find(|source| *source.id == **name);
            let was = || before.as_ref().is_some_and(|before| before.contains(&(*name, *text)));
            if let Some(told) = told.filter(|told| told.digest != digest && !right.holds(was)) {
                stale.push((*name).into());
                return Some(told.clone());
            }
            Some(Source { id: (*name).into(), digest })
        };
        own.iter().filter_map(source).collect()
    }

    /// Its file with what it is to say of its sources, and with what it does not have in the original's language, each
    /// section in its place.
    ///
    /// # Errors
    /// When the front matter is too unusual to be changed without risk.
    pub fn filled(
        &self,
        text: &str,
        original: &Record,
        original_text: &str,
        refreshed: &Refreshed,
    ) -> Result<String, Refused> {
        let present = sections(&original.body);
        let pieces = pieces(&present, &refreshed.alignment, &refreshed.copies);
        let own = &self.body.sections;
        let from_original = &original.body.sections;
        let mut parts = Vec::new();
        let mut told = Vec::new();
        for piece in &pieces {
            match piece {
                Piece::Own { section, .. } => {
                    parts.push(own[*section].text(text).to_owned());
                    told.push(refreshed.made_from.sections[*section].clone());
                }
                Piece::Borrowed(section) => {
                    parts.push(from_original[*section].text(original_text).to_owned());
                    let (id, digest) = present[*section];
                    told.push(Sources(vec![Source { id: id.into(), digest }]));
                }
            }
        }
        let made_from = MadeFrom { sections: told, ..refreshed.made_from.clone() };
        self.written(&self.with_sections(text, parts), &made_from)
    }

    /// Its file with these sections, an empty line between them, in place of those that it has.
    pub(super) fn with_sections(&self, text: &str, sections: Vec<String>) -> String {
        let line = end_of_line(text);
        let start = self.body.sections.first().map_or(text.len(), Section::start);
        let blank = text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
        let mut made = text[..start + blank].to_owned();
        if !made.ends_with('\n') {
            made.push_str(line);
        }
        if self.body.sections.is_empty() {
            made.push_str(line);
        }
        let lines = |section: String| section.replace("\r\n", "\n").trim_matches('\n').replace('\n', line);
        let sections: Vec<String> = sections.into_iter().map(lines).collect();
        made.push_str(&sections.join(&line.repeat(2)));
        made.push_str(line);
        made
    }

    /// Its file with what it is to say of its sources.
    ///
    /// # Errors
    /// When the front matter is too unusual to be changed without risk.
    pub fn written(&self, text: &str, made_from: &MadeFrom) -> Result<String, Refused> {
        let mut manuscript = Manuscript::parse(&self.file, text).map_err(|_: Diagnostic| Refused::Faulty)?;
        manuscript.set(FIELD, &made_from.value())?;
        Ok(manuscript.text())
    }
}

impl MadeFrom {
    pub(super) fn value(&self) -> Value {
        let mut fields = Vec::new();
        if self.awaits_review {
            fields.push(("awaits_review", Value::Word("true".to_owned())));
        }
        fields.push(("fields", Value::texts(self.fields.iter().map(Source::to_string))));
        if !self.sections.is_empty() {
            fields.push(("sections", Value::texts(self.sections.iter().map(Sources::to_string))));
        }
        Value::Fields(fields)
    }
}

/// What a section is headed by; before the first heading, the title of its page.
fn heading(body: &Body, section: usize, common: &Common) -> Box<str> {
    let heading = body.sections[section].heading.map(|heading| &body.headings[heading].text);
    heading.cloned().unwrap_or_else(|| common.title.as_str().into())
}

/// A translation to begin with: a draft with title, summary and text of the original, which are to be replaced.
#[must_use]
pub fn begun(original: &Record, original_text: &str) -> String {
    let mut fields = vec![("title", Value::text(&original.common.title))];
    if let Some(summary) = &original.common.summary {
        fields.push(("summary", Value::text(summary)));
    }
    fields.push(("draft", Value::Word("true".to_owned())));
    let source = |(id, digest): (&str, SectionDigest)| Sources(vec![Source { id: id.into(), digest }]);
    let named = texts(original).into_iter().filter(|(name, _)| fields.iter().any(|(field, _)| field == name));
    let made_from = MadeFrom {
        awaits_review: false,
        fields: named.map(|(name, digest)| Source { id: name.into(), digest }).collect(),
        sections: sections(&original.body).into_iter().map(source).collect(),
    };
    fields.push((FIELD, made_from.value()));
    let parts: Vec<_> =
        original.body.sections.iter().map(|section| section.text(original_text).trim_start()).collect();
    let text = if parts.is_empty() { String::new() } else { parts.join("\n\n") + "\n" };
    Manuscript::of(&fields, &text).text()
}
