//! The second stage: what the fields of each record name, looked up.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::assets::Assets;
use super::records::Records;
use super::{BROWSABLE, EntryId, cycles, narrow};
use crate::config::{Config, Vocabularies, Vocabulary, Workflow};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::record::{At, Id, Kind, Record, Value, Visitor, is_slug, slugify};
use crate::source::SitePath;
use crate::suggest::{Guesses, Names, listed, nearest, plainly};

/// The terms of a vocabulary that some record carries, each with those records.
pub(super) type Terms = BTreeMap<Vocabulary, BTreeMap<Box<str>, Vec<EntryId>>>;

/// What the records name.
pub(super) struct Resolved {
    /// For each record: the originals that its fields name. Empty for translations.
    pub(super) named: Vec<Vec<EntryId>>,
    pub(super) terms: Terms,
    /// The files that fields name.
    pub(super) files: FxHashSet<SitePath>,
}

/// What names are looked up in.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    pub(super) config: &'s Config,
    pub(super) vocabularies: &'s Vocabularies,
    pub(super) workflow: &'s Workflow,
    pub(super) records: &'s Records,
    pub(super) assets: &'s Assets,
    /// The files of which something is told, and whether that is an error: they are there, and nobody is told that
    /// they are not.
    pub(super) faulty: &'s FxHashMap<SitePath, bool>,
}

/// The help for naming a file that a warning keeps out of the site.
pub(super) const LEFT_OUT: &str = "what keeps it out is told of the file itself";

impl Resolved {
    pub(super) fn new(scope: Scope<'_>, diagnostics: &mut Diagnostics) -> Self {
        let records = scope.records;
        let entries = records.entries.par_iter().enumerate();
        let resolved: Vec<_> = entries
            .map(|(index, entry)| {
                let is_original = entry.original.index() == index;
                is_original.then(|| Resolver::resolve(scope, &entry.record, &records.hidden))
            })
            .collect();
        let mut terms: FxHashMap<(Vocabulary, Box<str>), Vec<EntryId>> = FxHashMap::default();
        let mut named = Vec::with_capacity(resolved.len());
        let mut files = FxHashSet::default();
        let mut unfound = Vec::new();
        for (index, resolved) in resolved.into_iter().enumerate() {
            let id = EntryId(narrow(index));
            let Some(resolved) = resolved else {
                named.push(Vec::new());
                continue;
            };
            for term in resolved.terms {
                let entries = terms.entry(term).or_default();
                if entries.last() != Some(&id) {
                    entries.push(id);
                }
            }
            named.push(resolved.named);
            files.extend(resolved.files);
            unfound.extend(resolved.faults);
        }
        // The first in the order of a reader are those that something is looked for.
        unfound.sort_by(|(a, _), (b, _)| a.file.cmp(&b.file));
        diagnostics.extend(helped(scope, unfound));
        let mut by_vocabulary = Terms::new();
        for ((vocabulary, id), entries) in terms {
            by_vocabulary.entry(vocabulary).or_default().insert(id, entries);
        }
        cycles::check(records, diagnostics);
        Self { named, terms: by_vocabulary, files }
    }
}

/// What a record that is to become part of the site names and the site does not have.
pub(super) fn unknown_names(scope: Scope<'_>, record: &Record) -> Diagnostics {
    let faults = Resolver::resolve(scope, record, &FxHashSet::default()).faults;
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(helped(scope, faults));
    diagnostics
}

/// A name that nobody knows, to be guessed at once all records are read: one after the other, so that the
/// same ones are guessed each time.
#[derive(PartialEq, Eq, Hash)]
enum Unknown {
    Record(Kind, Box<str>),
    Term(Vocabulary, Box<str>),
}

/// The faults with their help.
fn helped(
    scope: Scope<'_>,
    faults: Vec<(Diagnostic, Option<Unknown>)>,
) -> impl Iterator<Item = Diagnostic> + use<'_> {
    let mut meant = Meant { scope, kinds: FxHashMap::default() };
    let mut guesses = Guesses::default();
    faults.into_iter().map(move |(fault, unknown)| match unknown {
        Some(unknown) => {
            let plainly = plainly(unknown.name());
            fault.help(plainly.unwrap_or_else(|| meant.help(unknown, &mut guesses)))
        }
        None => fault,
    })
}

impl Unknown {
    fn name(&self) -> &str {
        match self {
            Self::Record(_, name) | Self::Term(_, name) => name,
        }
    }
}

/// What may be meant by names that nobody knows.
struct Meant<'s> {
    scope: Scope<'s>,
    kinds: FxHashMap<Kind, OfKind<'s>>,
}

/// What the records of a kind are called.
struct OfKind<'s> {
    slugs: Names<'s>,
    titles: Names<'s>,
    /// The slug of the record with each title.
    by_title: FxHashMap<&'s str, &'s str>,
}

impl<'s> OfKind<'s> {
    fn new(records: &'s Records, kind: Kind) -> Self {
        let by_title: FxHashMap<&str, &str> = records
            .ids()
            .map(|(_, entry)| &*entry.record)
            .filter(|record| record.id.kind == kind)
            .map(|record| (record.common.title.trim(), &*record.id.slug))
            .collect();
        Self { slugs: records.slugs(kind).collect(), titles: by_title.keys().copied().collect(), by_title }
    }
}

impl Meant<'_> {
    /// What to write instead of a name.
    fn help(&mut self, unknown: Unknown, guesses: &mut Guesses<Unknown>) -> String {
        let Scope { config, vocabularies, .. } = self.scope;
        match unknown {
            Unknown::Term(vocabulary, id) if vocabularies.is_open(vocabulary) => {
                let better = slugify(&id);
                let such = if better.is_empty() { String::new() } else { format!(", such as `{better}`") };
                format!("write it with lowercase letters, digits and hyphens{such}")
            }
            Unknown::Term(vocabulary, _) => {
                let (folder, file) = (&config.vocabularies, vocabulary.file_name());
                match guesses.find(unknown, |unknown| self.find(unknown)) {
                    Some(meant) => {
                        format!("did you mean {meant}? The terms are in `{folder}/{file}`, or the defaults")
                    }
                    None => format!("add it to `{folder}/{file}`, or use a term that is there"),
                }
            }
            Unknown::Record(kind, ref slug) => {
                let folder = kind.folder();
                let name = if is_slug(slug) { slug.to_string() } else { slugify(slug) };
                match guesses.find(unknown, |unknown| self.find(unknown)) {
                    Some(meant) => format!("did you mean {meant}?"),
                    None if name.is_empty() => {
                        format!("write the name of a file in `content/{folder}/` without `.md`")
                    }
                    None => format!(
                        "create `content/{folder}/{name}.md`, or write the name of a file in that folder without `.md`"
                    ),
                }
            }
        }
    }

    /// The terms that were meant, or the record: by its file's name or its title.
    fn find(&mut self, unknown: &Unknown) -> Option<String> {
        let Scope { config, vocabularies, records, .. } = self.scope;
        match unknown {
            Unknown::Term(vocabulary, id) => vocabularies.meant(*vocabulary, id, config.default_language()),
            Unknown::Record(kind, name) => {
                let known = self.kinds.entry(*kind).or_insert_with(|| OfKind::new(records, *kind));
                if let Some(near) = known.slugs.nearest(name) {
                    return Some(format!("`{near}`"));
                }
                let title = known.titles.nearest(name)?;
                Some(format!("`{}` ({title})", known.by_title[title]))
            }
        }
    }
}

/// Looks up what a record's fields point at.
struct Resolver<'s> {
    scope: Scope<'s>,
    record: &'s Record,
    hidden: &'s FxHashSet<Id>,
    named: Vec<EntryId>,
    terms: Vec<(Vocabulary, Box<str>)>,
    files: Vec<SitePath>,
    faults: Vec<(Diagnostic, Option<Unknown>)>,
}

impl<'s> Resolver<'s> {
    fn resolve(scope: Scope<'s>, record: &'s Record, hidden: &'s FxHashSet<Id>) -> Self {
        let (named, terms, faults) = (Vec::new(), Vec::new(), Vec::new());
        let mut resolver = Self { scope, record, hidden, named, terms, files: Vec::new(), faults };
        record.walk(&mut resolver);
        resolver
    }

    fn wrong(&mut self, code: Code, at: &At<'_>, message: String, help: String) {
        self.faults.push((Diagnostic::new(code, &self.record.file, at.path(), message).help(help), None));
    }

    fn unknown(&mut self, code: Code, at: &At<'_>, message: String, unknown: Unknown) {
        self.faults.push((Diagnostic::new(code, &self.record.file, at.path(), message), Some(unknown)));
    }
}

impl<'r> Visitor<'r> for Resolver<'_> {
    fn value(&mut self, value: Value<'r>, at: &At<'_>) {
        match value {
            Value::Record(kind, slug) => self.reference(kind, slug, at),
            Value::Term(vocabulary, id) => self.term(vocabulary, id, at),
            Value::State(id) => self.state(id, at),
            Value::File(path) => self.file(path, at),
            // A field of one's own may name a file, for a theme that knows it.
            Value::Text(text) if matches!(at, At::Key(..) | At::Entry(At::Key(..), _)) => {
                self.files.extend(self.known_file(text));
            }
            // Any language that has the form of one may be spoken; only those of the site have pages.
            _ => {}
        }
    }
}

impl Resolver<'_> {
    fn reference(&mut self, kind: Kind, slug: &str, at: &At<'_>) {
        if let Some(entry) = self.scope.records.named(kind, slug) {
            self.named.push(entry);
            let now = &self.scope.records.entry(entry).record.id.slug;
            if **now != *slug {
                let message = format!("the {} `{slug}` is called `{now}` now", kind.name());
                let mut fault =
                    Diagnostic::new(Code::DanglingReference, &self.record.file, at.path(), message);
                // It leads there all the same.
                fault.severity = Severity::Warning;
                self.faults.push((fault.help(format!("write `{now}`")), None));
            }
        } else if !self.hidden.contains(&Id { kind, slug: slug.into() }) {
            let message = format!("there is no {} `{slug}`", kind.name());
            self.unknown(Code::DanglingReference, at, message, Unknown::Record(kind, slug.into()));
        }
    }

    fn term(&mut self, vocabulary: Vocabulary, id: &str, at: &At<'_>) {
        let vocabularies = self.scope.vocabularies;
        let known = vocabularies.get(vocabulary, id).is_some();
        let free = vocabularies.is_open(vocabulary) && slugify(id) == id && !id.is_empty();
        if !known && !free {
            let message = format!("unknown {} `{id}`", vocabulary.noun());
            self.unknown(Code::UnknownTerm, at, message, Unknown::Term(vocabulary, id.into()));
            return;
        }
        if BROWSABLE.contains(&vocabulary) {
            self.terms.push((vocabulary, id.into()));
        }
        if vocabulary == Vocabulary::Countries
            && let Some(region) = vocabularies.region_of(id)
        {
            self.terms.push((Vocabulary::Regions, region.into()));
        }
    }

    fn state(&mut self, id: &str, at: &At<'_>) {
        let workflow = self.scope.workflow;
        if workflow.state(id).is_none() {
            let states: Vec<&str> = workflow.states.iter().map(|state| &*state.id).collect();
            let help = match nearest(id, states.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the states are {}", listed(&states)),
            };
            self.wrong(Code::UnknownName, at, format!("there is no state `{id}`"), help);
        }
    }

    fn file(&mut self, path: &str, at: &At<'_>) {
        match self.known_file(path) {
            Some(file) => self.files.push(file),
            None => match self.record.file.join(path).and_then(|file| self.scope.faulty.get(&file)) {
                Some(true) => {}
                Some(false) => {
                    let message = format!("the file `{path}` is there, and is not published");
                    self.wrong(Code::MissingFile, at, message, LEFT_OUT.to_owned());
                }
                None => self.missing_file(path, at),
            },
        }
    }

    fn known_file(&self, path: &str) -> Option<SitePath> {
        self.record.file.join(path).filter(|file| self.scope.assets.of(file).is_some())
    }

    fn missing_file(&mut self, path: &str, at: &At<'_>) {
        let help = format!(
            "put the file into `{}/`, or write a whole address with `https://`",
            self.record.file.folder()
        );
        self.wrong(Code::MissingFile, at, format!("there is no file `{path}`"), help);
    }
}
