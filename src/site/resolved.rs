//! The second stage: what the fields of each record name, looked up.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::assets::Assets;
use super::records::Records;
use super::{BROWSABLE, EntryId, narrow};
use crate::config::{Config, Vocabularies, Vocabulary, Workflow};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath};
use crate::record::{At, Fields, Id, Kind, Record, Value, Visitor};
use crate::source::SitePath;
use crate::suggest::nearest;

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
}

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
            diagnostics.extend(resolved.diagnostics);
        }
        let mut by_vocabulary = Terms::new();
        for ((vocabulary, id), entries) in terms {
            by_vocabulary.entry(vocabulary).or_default().insert(id, entries);
        }
        check_cycles(records, diagnostics);
        Self { named, terms: by_vocabulary, files }
    }
}

/// What a record that is to become part of the site names and the site does not have.
pub(super) fn unknown_names(scope: Scope<'_>, record: &Record) -> Diagnostics {
    Resolver::resolve(scope, record, &FxHashSet::default()).diagnostics
}

/// Guides that supersede each other would send their readers round in a circle. Each guide is walked
/// through once, and each circle is reported once for every guide in it.
fn check_cycles(records: &Records, diagnostics: &mut Diagnostics) {
    let next = |id: EntryId| match &records.entry(id).record.fields {
        Fields::Guide(guide) => records.named(Kind::Guide, &guide.superseded_by.as_ref()?.0),
        _ => None,
    };
    let mut walked: FxHashSet<EntryId> = FxHashSet::default();
    for (start, _) in records.of_kind(Kind::Guide) {
        let mut path = Vec::new();
        let mut place: FxHashMap<EntryId, usize> = FxHashMap::default();
        let mut at = Some(start);
        while let Some(id) = at.filter(|id| !walked.contains(id)) {
            if let Some(&from) = place.get(&id) {
                tell_of_cycle(records, &path[from..], diagnostics);
                break;
            }
            place.insert(id, path.len());
            path.push(id);
            at = next(id);
        }
        walked.extend(path);
    }
}

/// How many guides of a circle a message names.
const NAMED_OF_CYCLE: usize = 8;

fn tell_of_cycle(records: &Records, cycle: &[EntryId], diagnostics: &mut Diagnostics) {
    let name = |id: EntryId| &*records.entry(id).record.id.slug;
    for (index, &start) in cycle.iter().enumerate() {
        let ring = cycle[index..].iter().chain(&cycle[..index]).map(|&id| name(id));
        let mut names: Vec<&str> = ring.take(NAMED_OF_CYCLE).collect();
        if cycle.len() > NAMED_OF_CYCLE {
            names.push("…");
        }
        names.push(name(start));
        let message = format!("guides take each other's place in a circle: {}", names.join(" → "));
        let place = FieldPath::key("superseded_by");
        diagnostics.push(
            Diagnostic::new(Code::ReferenceCycle, &records.entry(start).record.file, place, message)
                .help("delete `superseded_by` in the guide that holds good today"),
        );
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
    diagnostics: Diagnostics,
}

impl<'s> Resolver<'s> {
    fn resolve(scope: Scope<'s>, record: &'s Record, hidden: &'s FxHashSet<Id>) -> Self {
        let (named, terms, diagnostics) = (Vec::new(), Vec::new(), Diagnostics::new());
        let mut resolver = Self { scope, record, hidden, named, terms, files: Vec::new(), diagnostics };
        record.walk(&mut resolver);
        resolver
    }

    fn wrong(&mut self, code: Code, at: &At<'_>, message: String, help: String) {
        self.diagnostics.push(Diagnostic::new(code, &self.record.file, at.path(), message).help(help));
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
        } else if !self.hidden.contains(&Id { kind, slug: slug.into() }) {
            let folder = kind.folder();
            let help = match nearest(slug, self.scope.records.slugs(kind)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "create `content/{folder}/{slug}.md`, or write the name of a file in that folder without `.md`"
                ),
            };
            self.wrong(Code::DanglingReference, at, format!("there is no {} `{slug}`", kind.name()), help);
        }
    }

    fn term(&mut self, vocabulary: Vocabulary, id: &str, at: &At<'_>) {
        let Scope { config, vocabularies, .. } = self.scope;
        let known = vocabularies.get(vocabulary, id).is_some();
        let free = vocabularies.is_open(vocabulary) && crate::record::slugify(id) == id && !id.is_empty();
        if !known && !free {
            let (noun, file) = (vocabulary.noun(), vocabulary.file_name());
            let folder = &config.vocabularies;
            let by_label = || {
                let default = config.default_language();
                let ids = vocabularies.ids(vocabulary);
                let labelled = ids.map(|id| (id, vocabularies.label(vocabulary, id, default, default)));
                let found = labelled.filter(|(_, label)| nearest(id, [*label]).is_some()).map(|(id, _)| id);
                found.min_by_key(|id| id.len())
            };
            let help = if vocabularies.is_open(vocabulary) {
                "write it with lowercase letters, digits and hyphens".to_owned()
            } else {
                match nearest(id, vocabularies.ids(vocabulary)).or_else(by_label) {
                    Some(near) => {
                        format!("did you mean `{near}`? The terms are in `{folder}/{file}`, or the defaults")
                    }
                    None => format!("add it to `{folder}/{file}`, or use a term that is there"),
                }
            };
            self.wrong(Code::UnknownTerm, at, format!("unknown {noun} `{id}`"), help);
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
                None => format!("the states are {}", states.join(", ")),
            };
            self.wrong(Code::UnknownName, at, format!("there is no state `{id}`"), help);
        }
    }

    fn file(&mut self, path: &str, at: &At<'_>) {
        match self.known_file(path) {
            Some(file) => self.files.push(file),
            None => self.missing_file(path, at),
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
