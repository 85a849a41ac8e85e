//! The texts of a record one by one, as programs for translators have them: what a translation has for each, and the
//! translation with what came back. `casebook translate` uses it.

use std::fmt;
use std::str::FromStr;

use super::align::{Alignment, align};
use super::made_from::{MadeFrom, Source, Sources, TOP};
use super::{FIELD, Translation, copies, is_translated, pieces, sections, translated};
use crate::diagnostic::{Diagnostic, Severity};
use crate::parse::markdown::{self, Options, Piece, Section, SectionDigest};
use crate::record::{At, Common, File, Manuscript, Parsed, Record, Value, Visitor};
use crate::source::SitePath;
use crate::yaml::write;

/// A text of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub place: Place,
    /// The text as the original has it.
    pub source: String,
    /// The translation; empty where there is none.
    pub text: String,
    /// Whether the original has changed since.
    pub is_stale: bool,
}

impl Message {
    /// What tells this version of the source from others.
    #[must_use]
    pub fn digest(&self) -> SectionDigest {
        SectionDigest::of(&self.source)
    }
}

/// Which text of a record it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Sections, by the ids of their headings; several where a translation has one text for them. Empty before the first
    /// heading.
    Sections(Vec<Box<str>>),
    /// The text of a field, or one of those that it lists.
    Field(Box<str>, Option<usize>),
}

/// What became of a text that was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    Taken,
    /// It is there already.
    Known,
    /// There is none, or not yet of all that its field lists.
    Left,
    /// It does not belong there, and why.
    Refused(String),
}

/// A translation with the texts that were handed in.
#[derive(Debug)]
pub struct TakenIn {
    /// The text of its file.
    pub text: String,
    pub translation: Box<Translation>,
    /// For each text that was handed in.
    pub fates: Vec<Fate>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sections(ids) => {
                let ids: Vec<&str> = ids.iter().map(|id| if id.is_empty() { TOP } else { id }).collect();
                write!(f, "#{}", ids.join(" + "))
            }
            Self::Field(name, None) => write!(f, ":{name}"),
            Self::Field(name, Some(index)) => write!(f, ":{name}[{index}]"),
        }
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if let Some(ids) = text.strip_prefix('#') {
            let ids = ids.split(" + ").map(|id| if id == TOP { "" } else { id }.into());
            return Ok(Self::Sections(ids.collect()));
        }
        let field = text.strip_prefix(':').ok_or(())?;
        let Some((name, index)) = field.split_once('[') else { return Ok(Self::Field(field.into(), None)) };
        let index = index.strip_suffix(']').and_then(|index| index.parse().ok()).ok_or(())?;
        Ok(Self::Field(name.into(), Some(index)))
    }
}

/// The texts of a record in the order of its page, with what a translation has for them. `None` when that does not say
/// what it was made from, or not rightly.
#[must_use]
pub fn messages(
    original: &Record,
    original_text: &str,
    translation: Option<(&Translation, &str)>,
) -> Option<Vec<Message>> {
    let mut messages = Vec::new();
    let whole = translation.map(|(translation, _)| translation.complete(original).0);
    let parts = match &whole {
        Some(whole) => Some(whole.freshness.as_ref()?.parts.as_ref()?),
        None => None,
    };
    let own = whole.as_ref().map(single_texts).unwrap_or_default();
    // What was begun has copies to be replaced; elsewhere the same words can be right in two languages.
    let is_begun = whole.as_ref().is_some_and(|whole| whole.common.draft);
    let there = single_texts(original);
    let count = |texts: &[(&str, Option<usize>, String)], name: &str| {
        texts.iter().filter(|(field, ..)| *field == name).count()
    };
    let is_empty = |name: &str| there.iter().any(|(field, _, text)| *field == name && text.is_empty());
    for (name, index, source) in there.iter().filter(|(name, ..)| !is_empty(name)) {
        let text = own.iter().find(|(field, at, _)| field == name && at == index);
        let text = text.map(|(.., text)| text.clone()).filter(|text| !is_begun || text != source);
        let is_fresh = parts.is_some_and(|parts| {
            parts.fields.iter().any(|(field, is_stale)| field.name == *name && !is_stale)
        });
        let is_stale = text.is_some() && (!is_fresh || count(&own, name) > count(&there, name));
        let place = Place::Field((*name).into(), *index);
        messages.push(Message { place, source: source.clone(), text: text.unwrap_or_default(), is_stale });
    }
    let present = sections(&original.body);
    let none = Alignment::default();
    let alignment = parts.map_or(&none, |parts| &parts.alignment);
    for group in groups(present.len(), alignment) {
        let source = group.of.iter().map(|&of| plain(original.body.sections[of].text(original_text)));
        let text = translation.iter().flat_map(|(translation, text)| {
            group.own.iter().map(|&own| plain(translation.body.sections[own].text(text)))
        });
        messages.push(Message {
            place: Place::Sections(group.of.iter().map(|&of| present[of].0.into()).collect()),
            source: source.collect::<Vec<_>>().join("\n\n"),
            text: text.collect::<Vec<_>>().join("\n\n"),
            is_stale: group.own.iter().any(|&own| alignment.sections[own].is_stale),
        });
    }
    Some(messages)
}

/// Sections that belong together, since one of the translation stands for several or several for one.
struct Group {
    /// Those of the original.
    of: Vec<usize>,
    /// Those of the translation.
    own: Vec<usize>,
}

fn groups(count: usize, alignment: &Alignment) -> Vec<Group> {
    // The first section of the group that each belongs to.
    let mut first: Vec<usize> = (0..count).collect();
    for standing in &alignment.sections {
        let joined: Vec<usize> = standing.of.iter().map(|&of| first[of]).collect();
        if let Some(&lowest) = joined.iter().min() {
            first.iter_mut().filter(|first| joined.contains(first)).for_each(|first| *first = lowest);
        }
    }
    let group = |lowest: usize| {
        let of = (0..count).filter(|&of| first[of] == lowest).collect();
        let stands = |own: &usize| alignment.sections[*own].of.iter().any(|&of| first[of] == lowest);
        Group { of, own: (0..alignment.sections.len()).filter(stands).collect() }
    };
    (0..count).filter(|&of| first[of] == of).map(group).collect()
}

/// A section with lines that end as those of PO files do.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim_start_matches('\n').trim_end().to_owned()
}

/// The texts of fields that hold a text or a list of texts and nothing else.
fn single_texts(record: &Record) -> Vec<(&'static str, Option<usize>, String)> {
    struct Texts<'r>(&'r Record, Vec<(&'static str, Option<usize>, String)>);
    impl<'r> Visitor<'r> for Texts<'_> {
        fn value(&mut self, value: Value<'r>, at: &At<'_>) {
            let (Value::Text(text) | Value::Name(text)) = value else { return };
            let (field, index) = match at {
                At::Field(field) => (field, None),
                At::Entry(At::Field(field), index) => (field, Some(*index)),
                _ => return,
            };
            if is_translated(field) && !self.0.inherits(at) {
                self.1.push((field.name, index, text.trim().replace("\r\n", "\n")));
            }
        }
    }
    let mut texts = Texts(record, Vec::new());
    record.walk(&mut texts);
    texts.1
}

/// A translation while texts are taken in.
struct Taking<'t> {
    translation: &'t Translation,
    /// Its file.
    text: &'t str,
    original: &'t Record,
    original_text: &'t str,
    handed: &'t [Message],
    fates: Vec<Fate>,
}

impl Translation {
    /// The translation with the texts that are handed in; those without a text stay as they are. What it says of their
    /// sources is what they were handed in with, so that a change of the original since then is known. A text of several
    /// sections becomes as many.
    ///
    /// # Errors
    /// When the whole would not be sound, with what is wrong.
    pub fn taking(
        &self,
        text: &str,
        original: &Record,
        original_text: &str,
        handed: &[Message],
    ) -> Result<TakenIn, String> {
        let told = self.made_from.as_ref().filter(|from| from.sections.len() == self.body.sections.len());
        let told = told.ok_or_else(|| {
            let id = &self.id;
            format!(
                "the translation does not say what it was made from; let `casebook translate --refresh {}/{} {}` note it",
                id.kind.folder(),
                id.slug,
                self.language
            )
        })?;
        let fates = vec![Fate::Left; handed.len()];
        let mut taking = Taking { translation: self, text, original, original_text, handed, fates };
        let mut made_from = told.clone();
        let (body, expected) = taking.sections(&mut made_from);
        let set = taking.fields(&mut made_from);
        let fates = taking.fates;
        let refused = |_: Diagnostic| "its front matter cannot be changed".to_owned();
        let mut manuscript = Manuscript::parse(&self.file, &body).map_err(refused)?;
        if fates.contains(&Fate::Taken) {
            for (name, value) in set {
                manuscript.set(name, &value).map_err(|refused| refused.to_string())?;
            }
            manuscript.set(FIELD, &made_from.value()).map_err(|refused| refused.to_string())?;
        }
        let text = manuscript.text();
        let file = File {
            path: &self.file,
            id: self.id.clone(),
            translation: Some(self.language.clone()),
            default_language: &original.language,
            text: &text,
        };
        let (parsed, faults) = file.parse();
        let mut errors = faults.iter().filter(|fault| fault.severity == Severity::Error);
        if let Some(fault) = errors.next() {
            return Err(fault.message.clone());
        }
        let Parsed::Translation(translation) = parsed else { return Err("it is no translation".to_owned()) };
        let digests: Vec<SectionDigest> =
            translation.body.sections.iter().map(|section| section.digest).collect();
        if digests != expected {
            return Err(
                "the texts together make other sections than each by itself; look for a block of code, \
                        a comment or a `<details>` without an end"
                    .to_owned(),
            );
        }
        Ok(TakenIn { text, translation, fates })
    }
}

/// A text of sections that is to be taken in.
struct Replacement {
    /// The sections of the original that it is of.
    of: Vec<usize>,
    /// Those of the translation that it stands in for.
    own: Vec<usize>,
    /// Its own sections, each with what it was made from.
    parts: Vec<(String, Sources)>,
    is_placed: bool,
}

impl Taking<'_> {
    /// The file with the sections that are handed in, and the digests of all that it then has.
    fn sections(&mut self, made_from: &mut MadeFrom) -> (String, Vec<SectionDigest>) {
        let own = &self.translation.body.sections;
        let present = sections(&self.original.body);
        let copies = copies(&self.translation.body, &made_from.sections);
        let alignment = align(&present, &translated(&made_from.sections, &copies));
        let mut news: Vec<Replacement> = Vec::new();
        for (index, message) in self.handed.iter().enumerate() {
            let Place::Sections(ids) = &message.place else { continue };
            if message.text.trim().is_empty() {
                continue;
            }
            self.fates[index] = match self.replacement(ids, message, made_from, &alignment, &news) {
                Ok(Some(new)) => {
                    news.push(new);
                    Fate::Taken
                }
                Ok(None) => Fate::Known,
                Err(refused) => Fate::Refused(refused),
            };
        }
        if news.is_empty() {
            return (self.text.to_owned(), own.iter().map(|section| section.digest).collect());
        }
        let in_file = |of: usize| {
            let told = made_from.sections.iter().zip(&copies).filter(|(_, is_copy)| **is_copy);
            told.flat_map(|(told, _)| &told.0).any(|told| {
                let (id, digest) = present[of];
                *told.id == *id || told.digest == digest
            })
        };
        let mut parts: Vec<(String, Sources)> = Vec::new();
        for piece in pieces(&present, &alignment, &copies) {
            let new = news.iter_mut().find(|new| match &piece {
                Piece::Own { section, .. } => new.own.contains(section),
                Piece::Borrowed(of) => new.of.contains(of),
            });
            match (new, piece) {
                (Some(new), _) if new.is_placed => {}
                (Some(new), _) => {
                    new.is_placed = true;
                    parts.append(&mut new.parts);
                }
                (None, Piece::Own { section, .. }) => {
                    parts.push((plain(own[section].text(self.text)), made_from.sections[section].clone()));
                }
                (None, Piece::Borrowed(of)) if in_file(of) => {
                    let (id, digest) = present[of];
                    let text = plain(self.original.body.sections[of].text(self.original_text));
                    parts.push((text, Sources(vec![Source { id: id.into(), digest }])));
                }
                (None, Piece::Borrowed(_)) => {}
            }
        }
        let (texts, told): (Vec<String>, Vec<Sources>) = parts.into_iter().unzip();
        made_from.sections = told;
        let digests = texts.iter().map(|text| SectionDigest::of(text)).collect();
        (self.translation.with_sections(self.text, texts), digests)
    }

    /// The sections of a text that was handed in; `None` where the file has it already.
    fn replacement(
        &self,
        ids: &[Box<str>],
        message: &Message,
        made_from: &MadeFrom,
        alignment: &Alignment,
        news: &[Replacement],
    ) -> Result<Option<Replacement>, String> {
        let present = sections(&self.original.body);
        let mut of = Vec::new();
        for id in ids {
            let found = present.iter().position(|(present, _)| **present == **id);
            of.push(found.ok_or_else(|| "the original has no such section any more".to_owned())?);
        }
        if news.iter().any(|new| new.of.iter().any(|taken| of.contains(taken))) {
            return Err("another message of the file has a text for the same section".to_owned());
        }
        let stands = |own: &usize| alignment.sections[*own].of.iter().any(|place| of.contains(place));
        let own: Vec<usize> = (0..alignment.sections.len()).filter(stands).collect();
        if own.iter().any(|&own| !alignment.sections[own].of.iter().all(|place| of.contains(place))) {
            return Err("the translation has one text for this section and others".to_owned());
        }
        let sources = match of.len() {
            1 => vec![message.source.clone()],
            _ => parts(&message.source).into_iter().map(|(text, _)| text).collect(),
        };
        if sources.len() != of.len() {
            return Err(format!("its `msgid` has {} sections instead of {}", sources.len(), of.len()));
        }
        let source = |place: usize| {
            let at = of.iter().position(|of| *of == place).unwrap_or_default();
            Source { id: present[place].0.into(), digest: SectionDigest::of(&sources[at]) }
        };
        let texts = parts(&message.text);
        if ids.iter().all(|id| !id.is_empty()) && !texts.first().is_some_and(|(_, is_headed)| *is_headed) {
            return Err("it has to begin with a heading, as the original does".to_owned());
        }
        let texts: Vec<String> = texts.into_iter().map(|(text, _)| text).collect();
        let told: Vec<Sources> = if texts.len() == own.len() {
            own.iter()
                .map(|&own| Sources(alignment.sections[own].of.iter().copied().map(source).collect()))
                .collect()
        } else if texts.len() == of.len() {
            of.iter().map(|&of| Sources(vec![source(of)])).collect()
        } else {
            vec![Sources(of.iter().copied().map(source).collect()); texts.len()]
        };
        let is_known = texts.len() == own.len()
            && own.iter().zip(&texts).zip(&told).all(|((&own, text), told)| {
                let digests =
                    |sources: &Sources| -> Vec<_> { sources.0.iter().map(|source| source.digest).collect() };
                plain(self.translation.body.sections[own].text(self.text)) == *text
                    && digests(&made_from.sections[own]) == digests(told)
            });
        if is_known {
            return Ok(None);
        }
        let parts = texts.into_iter().zip(told).collect();
        Ok(Some(Replacement { of, own, parts, is_placed: false }))
    }

    /// The fields that are to be set.
    fn fields(&mut self, made_from: &mut MadeFrom) -> Vec<(&'static str, write::Value)> {
        let there = single_texts(self.original);
        let whole = self.translation.complete(self.original).0;
        let own = single_texts(&whole);
        let mut set = Vec::new();
        let mut done: Vec<&str> = Vec::new();
        for message in self.handed {
            let Place::Field(name, _) = &message.place else { continue };
            if done.contains(&&**name) {
                continue;
            }
            done.push(name);
            let mut handed: Vec<(usize, Option<usize>)> = Vec::new();
            for (index, other) in self.handed.iter().enumerate() {
                if let Place::Field(other, at) = &other.place
                    && other == name
                {
                    handed.push((index, *at));
                }
            }
            handed.sort_by_key(|(_, at)| *at);
            let texts = handed.iter().map(|&(index, _)| self.handed[index].text.trim().to_owned());
            let texts: Vec<String> = texts.collect();
            let fate = match there.iter().find(|(field, ..)| **field == **name) {
                None => Fate::Refused("the original has no such text".to_owned()),
                Some((_, at, _)) if !are_all(&handed, at.is_some()) => {
                    Fate::Refused("not each text of the field is there once".to_owned())
                }
                Some((field, ..)) if *field == Common::title.name && texts[0].contains('\n') => {
                    Fate::Refused("a title has one line".to_owned())
                }
                Some(_) if texts.iter().any(String::is_empty) => {
                    for (index, _) in handed {
                        self.fates[index] = Fate::Left;
                    }
                    continue;
                }
                Some((field, at, _)) => {
                    let sources = handed.iter().map(|&(index, _)| self.handed[index].source.trim());
                    let digest = SectionDigest::of(&sources.collect::<Vec<_>>().join("\n"));
                    let before: Vec<&String> =
                        own.iter().filter(|(own, ..)| own == field).map(|(.., text)| text).collect();
                    let is_same = before.iter().copied().eq(&texts);
                    let source = Source { id: (*field).into(), digest };
                    if is_same && made_from.fields.contains(&source) {
                        Fate::Known
                    } else {
                        match made_from.fields.iter_mut().find(|told| *told.id == **field) {
                            Some(told) => *told = source,
                            None => made_from.fields.push(source),
                        }
                        if !is_same {
                            let text = || write::Value::prose(texts[0].clone());
                            let value = at.map_or_else(text, |_| write::Value::texts(texts.clone()));
                            set.push((*field, value));
                        }
                        Fate::Taken
                    }
                }
            };
            for (index, _) in handed {
                self.fates[index] = fate.clone();
            }
        }
        set
    }
}

/// Whether these are all the texts of a field: one, or those of a list from the first on.
fn are_all(handed: &[(usize, Option<usize>)], is_list: bool) -> bool {
    if is_list {
        handed.iter().map(|(_, at)| *at).eq((0..handed.len()).map(Some))
    } else {
        handed.len() == 1 && handed[0].1.is_none()
    }
}

/// The sections of a text by itself, and whether each has a heading.
fn parts(text: &str) -> Vec<(String, bool)> {
    let (body, _) = markdown::parse(text, 0, &SitePath::new("content/pages/index.md"), Options::default());
    let part = |section: &Section| (plain(section.text(text)), section.heading.is_some());
    body.sections.iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_written() {
        for text in ["#(top)", "#at-work", "#(top) + at-work", "#कार्य", ":title", ":lessons[0]"] {
            assert_eq!(text.parse::<Place>().map(|place| place.to_string()), Ok(text.to_owned()));
        }
        for bad in ["", "title", ":lessons[", ":lessons[x]", ":lessons[-1]"] {
            assert_eq!(bad.parse::<Place>(), Err(()), "{bad}");
        }
    }
}
