//! A translation: the texts of a record in another language, and what it says of the texts that it was made from.
//! `site` completes each from its original once all files are read.

mod align;
mod made_from;
mod messages;
mod refresh;

use std::sync::{Arc, Mutex, PoisonError};

pub use align::{Alignment, Standing};
pub use made_from::{MadeFrom, Source, Sources};
pub use messages::{Fate, Message, Place, TakenIn, messages};
pub use refresh::{Refreshed, Right, begun};

use super::front_matter::Inherited;
use super::kind::TranslatedFields;
use super::{At, Common, Field, Id, Record, Value, Version, Visitor};
use crate::config::Language;
use crate::diagnostic::{Code, Diagnostic, FieldPath};
use crate::parse::markdown::{Body, Piece, SectionDigest};
use crate::source::SitePath;

/// The field of a translation that says what it was made from.
pub(super) const FIELD: &str = "translation";

/// A translation, as far as its own file goes.
#[derive(Debug)]
pub struct Translation {
    pub id: Id,
    pub language: Language,
    pub file: SitePath,
    pub(super) common: Common,
    pub(super) fields: TranslatedFields,
    pub(super) body: Arc<Body>,
    /// None where it does not say.
    pub(super) made_from: Option<MadeFrom>,
    /// What it was completed to.
    pub(super) completed: Mutex<Option<Completed>>,
}

/// What a translation was completed to from an original, and what is wrong in it beside that.
#[derive(Debug, Clone)]
pub(super) struct Completed {
    original: Arc<Record>,
    record: Arc<Record>,
    faults: Vec<Diagnostic>,
}

/// How a translation stands to its original as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freshness {
    /// Whether no native reader has read it yet.
    pub awaits_review: bool,
    /// None where it does not say what it was made from.
    pub parts: Option<Parts>,
}

/// The parts of a translation, each of which can be out of date by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The fields that it has of its own, and whether the original's have changed since.
    pub fields: Vec<(&'static Field, bool)>,
    /// The sections of its text that are translated. One that is the original's to the letter is not.
    pub alignment: Alignment,
    /// What each of these was made from; nothing of one that is not translated.
    pub sources: Vec<Sources>,
    /// What each of these is headed by; empty before the first heading.
    pub headings: Vec<Box<str>>,
}

impl Parts {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.fields.len()
            + self
                .alignment
                .sections
                .iter()
                .filter(|section| !section.of.is_empty() || section.is_stale)
                .count()
    }

    /// Words of the original that are to be translated: those of fields and sections that have changed, and of sections
    /// that are not translated.
    #[must_use]
    pub fn words(&self, original: &Record) -> usize {
        let texts = field_texts(original);
        let of_field =
            |name: &str| texts.iter().find(|(other, _)| *other == name).map_or(0, |(_, text)| words(text));
        let fields =
            self.fields.iter().filter(|(_, is_stale)| *is_stale).map(|(field, _)| of_field(field.name));
        let stale = self.alignment.sections.iter().filter(|section| section.is_stale);
        let sections = stale.flat_map(|section| &section.of).chain(&self.alignment.missing);
        fields.sum::<usize>() + sections.map(|&section| original.body.words_of(section)).sum::<usize>()
    }

    /// How many of them the original has changed since.
    #[must_use]
    pub fn stale(&self) -> usize {
        let fields = self.fields.iter().filter(|(_, is_stale)| *is_stale).count();
        fields + self.alignment.sections.iter().filter(|section| section.is_stale).count()
    }
}

impl Translation {
    /// [`complete`](Self::complete), once for an original: a site that is put together again has the same record as
    /// before, and what is kept of that holds.
    pub fn completed(&self, original: &Arc<Record>) -> (Arc<Record>, Vec<Diagnostic>) {
        let mut completed = self.completed.lock().unwrap_or_else(PoisonError::into_inner);
        let known = completed.take().filter(|known| Arc::ptr_eq(&known.original, original));
        let Completed { record, faults, .. } = completed.insert(known.unwrap_or_else(|| {
            let (record, faults) = self.complete(original);
            Completed { original: Arc::clone(original), record: Arc::new(record), faults }
        }));
        (Arc::clone(record), faults.clone())
    }

    /// The whole record in the translation's language: its own texts, and all else from the original. And what is wrong
    /// in it beside its original: entries that this does not have, and parts of which it does not say what they were
    /// made from although it does of others.
    #[must_use]
    pub fn complete(&self, original: &Record) -> (Record, Vec<Diagnostic>) {
        let mut inherited = Inherited::default();
        let common = self.common.clone().completed_from(&original.common, &mut inherited);
        let fields = original.fields.with_text(&self.fields, &mut inherited);
        let (body, mut freshness) = self.fresh(original);
        let mut record = Record {
            id: self.id.clone(),
            language: self.language.clone(),
            file: self.file.clone(),
            common,
            fields,
            body,
            digest: original.digest.clone(),
            source: None,
            inherited: Some(inherited),
            freshness: None,
        };
        let mut faults = self.surplus(original);
        if let Some(made_from) = &self.made_from {
            let (own, now) = (texts(&record), texts(original));
            if let Some(parts) = &mut freshness.parts {
                parts.fields = self.fields(made_from, &own, &now);
            }
            faults.extend(self.not_told(made_from, &own, &now));
        }
        record.freshness = Some(Box::new(freshness));
        (record, faults)
    }

    fn surplus(&self, original: &Record) -> Vec<Diagnostic> {
        let fault = |(field, count): (&'static Field, usize)| {
            let (field, at) = (At::Field(field), count);
            let path = At::Entry(&field, at).path();
            let message = format!("`{path}` translates no figure: the original has {count}");
            Diagnostic::new(Code::BadValue, &self.file, path, message)
                .help(format!("delete it, or add the figure to `{}` first", original.file))
        };
        original.fields.surplus(&self.fields).into_iter().map(fault).collect()
    }

    /// The fields that it has of its own, and whether the original's have changed since.
    fn fields(&self, made_from: &MadeFrom, own: &[Text], now: &[Text]) -> Vec<(&'static Field, bool)> {
        let told = made_from.fields.iter().filter_map(|source| {
            let field = self.id.kind.field(&source.id)?;
            own.iter().find(|(name, _)| *name == field.name)?;
            let now = now.iter().find(|(name, _)| *name == field.name);
            Some((field, now.is_none_or(|(_, digest)| *digest != source.digest)))
        });
        told.collect()
    }

    /// The parts of which it does not say what they were made from, and entries of what it does not have.
    fn not_told(&self, made_from: &MadeFrom, own: &[Text], now: &[Text]) -> Vec<Diagnostic> {
        let refresh = format!(
            "`casebook translate --refresh {}/{} {}`",
            self.id.kind.folder(),
            self.id.slug,
            self.language
        );
        let mut faults = Vec::new();
        let (told, there) = (made_from.sections.len(), self.body.sections.len());
        if told != there {
            let path = FieldPath::key(FIELD).then("sections");
            let message = format!("the text has {there} sections, and `{path}` has {told} entries");
            faults.push(Diagnostic::new(Code::TranslationParts, &self.file, path, message).help(format!(
                "write one for each, in the order of the text, `(own)` for one that the original does not have; \
                 or let {refresh} write them"
            )));
        }
        for (field, _) in own {
            if !made_from.fields.iter().any(|source| *source.id == **field)
                && let Some((_, digest)) = now.iter().find(|(name, _)| name == field)
            {
                let path = FieldPath::key(FIELD).then("fields");
                let message = format!("`{path}` has no entry for `{field}`");
                faults.push(
                    Diagnostic::new(Code::TranslationParts, &self.file, path, message)
                        .help(format!("add `- {field} {digest}` if it says what the original says now")),
                );
            }
        }
        for (index, source) in made_from.fields.iter().enumerate() {
            let path = FieldPath::key(FIELD).then("fields").at(index);
            let message = match self.id.kind.field(&source.id) {
                Some(field) if own.iter().any(|(name, _)| *name == field.name) => continue,
                Some(field) => format!("this translation has no `{}` of its own", field.name),
                None => format!("no field is called `{}`", source.id),
            };
            faults.push(
                Diagnostic::new(Code::TranslationParts, &self.file, path, message).help("delete the entry"),
            );
        }
        faults
    }

    /// Its text, put together with what it does not have from the original, and how it stands to it, without the fields.
    fn fresh(&self, original: &Record) -> (Arc<Body>, Freshness) {
        let told = self.made_from.as_ref().filter(|from| from.sections.len() == self.body.sections.len());
        let awaits_review = self.made_from.as_ref().is_some_and(|from| from.awaits_review);
        let present = sections(&original.body);
        let Some(told) = told else {
            let body = if is_like(&self.body, &original.body) {
                Arc::new(self.body.composed(&original.body, &by_place(&present)))
            } else {
                Arc::clone(&self.body)
            };
            return (body, Freshness { awaits_review, parts: None });
        };
        let copies = copies(&self.body, &told.sections);
        let sources = translated(&told.sections, &copies);
        let alignment = align::align(&present, &sources);
        let body = Arc::new(self.body.composed(&original.body, &pieces(&present, &alignment, &copies)));
        let heading = |heading: usize| self.body.headings[heading].text.clone();
        let headings =
            self.body.sections.iter().map(|section| section.heading.map(heading).unwrap_or_default());
        let headings = headings.collect();
        (
            body,
            Freshness {
                awaits_review,
                parts: Some(Parts { fields: Vec::new(), alignment, sources, headings }),
            },
        )
    }
}

/// Which sections of a translation are still the original's own text, and so not translated. A heading without a text of
/// its own can be the same word in both languages: then it goes with what stands below it.
fn copies(body: &Body, told: &[Sources]) -> Vec<bool> {
    let mut copies = vec![false; told.len()];
    let mut below = true;
    for (place, section) in body.sections.iter().enumerate().rev() {
        let is_same = matches!(&told[place].0[..], [source] if source.digest == section.digest);
        copies[place] = is_same && (below || !section.is_bare);
        below = copies[place];
    }
    copies
}

/// What a translation says of its sections, without those that are not translated.
fn translated(told: &[Sources], copies: &[bool]) -> Vec<Sources> {
    let sources = told.iter().zip(copies);
    sources.map(|(from, is_copy)| if *is_copy { Sources::default() } else { from.clone() }).collect()
}

/// Whether a text has the headings of its original, one by one, as far as their levels tell.
fn is_like(body: &Body, original: &Body) -> bool {
    let levels = |body: &Body| -> Vec<Option<u8>> {
        body.sections.iter().map(|section| Some(body.headings[section.heading?].level)).collect()
    };
    levels(body) == levels(original)
}

/// The sections of a text, each for that of its original in the same place.
fn by_place(present: &[(&str, SectionDigest)]) -> Vec<Piece> {
    let own = present.iter().enumerate();
    own.map(|(section, (id, _))| Piece::Own { section, ids: ids([*id]), is_stale: false }).collect()
}

/// The sections of a text, each with the id of its heading and its digest.
#[must_use]
pub(super) fn sections(body: &Body) -> Vec<(&str, SectionDigest)> {
    let id = |heading: Option<usize>| heading.map_or("", |heading| &*body.headings[heading].id);
    body.sections.iter().map(|section| (id(section.heading), section.digest)).collect()
}

fn ids<'i>(ids: impl IntoIterator<Item = &'i str>) -> Vec<Box<str>> {
    ids.into_iter().filter(|id| !id.is_empty()).map(Box::from).collect()
}

/// The page of a translation: its own sections in its own order, and each that it lacks behind the one that comes
/// before it in the original.
fn pieces(present: &[(&str, SectionDigest)], alignment: &Alignment, copies: &[bool]) -> Vec<Piece> {
    let mut standing_for: Vec<Option<usize>> = vec![None; present.len()];
    for (section, standing) in alignment.sections.iter().enumerate() {
        for &of in &standing.of {
            standing_for[of] = Some(section);
        }
    }
    let mut before = Vec::new();
    let mut behind: Vec<Vec<usize>> = vec![Vec::new(); alignment.sections.len()];
    let mut missing = alignment.missing.iter().copied().peekable();
    let mut last = None;
    for (of, section) in standing_for.iter().enumerate() {
        last = section.or(last);
        if missing.next_if_eq(&of).is_some() {
            last.map_or(&mut before, |last: usize| &mut behind[last]).push(of);
        }
    }
    let mut given = vec![false; present.len()];
    let mut pieces: Vec<Piece> = before.into_iter().map(Piece::Borrowed).collect();
    for (section, standing) in alignment.sections.iter().enumerate().filter(|(section, _)| !copies[*section])
    {
        // Of two that stand for the same, the first has its id.
        let of = standing.of.iter().filter(|&&of| !std::mem::replace(&mut given[of], true));
        let ids = ids(of.map(|&of| present[of].0));
        pieces.push(Piece::Own { section, ids, is_stale: standing.is_stale });
        pieces.extend(behind[section].iter().copied().map(Piece::Borrowed));
    }
    pieces
}

/// Whether a translation can have texts of a field.
fn is_translated(field: &Field) -> bool {
    match field.version {
        Version::Own => [Common::title.name, Common::summary.name].contains(&field.name),
        Version::Text => true,
        Version::Original => false,
    }
}

/// The name of a field and the digest of its texts.
type Text = (&'static str, SectionDigest);

/// The texts of a record's fields that are not translated elsewhere, by name: those that a translation can have of its
/// own, and of a translation those that it has. The digest is that of the texts alone, in their order, and not of
/// numbers and addresses beside them.
#[must_use]
pub(super) fn texts(record: &Record) -> Vec<Text> {
    field_texts(record).into_iter().map(|(name, text)| (name, SectionDigest::of(&text))).collect()
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

impl Record {
    /// How many words of it can be translated.
    #[must_use]
    pub fn words(&self) -> usize {
        let fields: usize = field_texts(self).iter().map(|(_, text)| words(text)).sum();
        fields + (0..self.body.sections.len()).map(|section| self.body.words_of(section)).sum::<usize>()
    }
}

fn field_texts(record: &Record) -> Vec<(&'static str, String)> {
    struct Texts<'r>(&'r Record, Vec<(&'static str, String)>);
    impl<'r> Visitor<'r> for Texts<'_> {
        fn value(&mut self, value: Value<'r>, at: &At<'_>) {
            let (Value::Text(text) | Value::Name(text)) = value else { return };
            if self.0.inherits(at) {
                return;
            }
            let field = at.top();
            if !is_translated(field) {
                return;
            }
            if self.1.last().is_none_or(|(name, _)| *name != field.name) {
                self.1.push((field.name, String::new()));
            }
            if let Some((_, texts)) = self.1.last_mut() {
                texts.push_str(text.trim());
                texts.push('\n');
            }
        }
    }
    let mut texts = Texts(record, Vec::new());
    record.walk(&mut texts);
    texts.1
}
