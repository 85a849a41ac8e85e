//! Puts a site together, in steps: originals, translations, addresses, old addresses, what records
//! point at, what they are about, where their links lead. Each step tells of its own faults.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::choose::{Chosen, choose};
use super::links::{Map, Target};
use super::steps::ways;
use super::{Asset, BROWSABLE, Entry, EntryId, Folders, Revisions, Site, narrow, sort_key};
use crate::config::{Config, Language, Vocabularies, Vocabulary, Workflow};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath, Place};
use crate::git::History;
use crate::record::value::PartialDate;
use crate::record::{At, Fields, Id, Kind, Parsed, Record, Review, Value, Visitor};
use crate::source::{SitePath, UrlPath};
use crate::suggest::nearest;

/// What a site is made of.
pub struct Inputs<'i> {
    pub config: Arc<Config>,
    pub vocabularies: Arc<Vocabularies>,
    pub workflow: Arc<Workflow>,
    /// What each record's file holds, sorted by path.
    pub parsed: Vec<&'i Parsed>,
    pub reviews: Vec<Arc<Review>>,
    pub assets: Vec<Asset>,
    pub history: Option<Arc<History>>,
    /// What git remembers of the requests.
    pub revisions: Arc<Revisions>,
    /// Whether drafts are part of the site.
    pub drafts: bool,
    pub today: civil::Date,
}

/// The site, and what is wrong between its records.
#[must_use]
pub fn assemble(inputs: Inputs<'_>) -> (Site, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let Chosen { records, hidden } = choose(&inputs, &mut diagnostics);
    let workflow = Arc::clone(&inputs.workflow);
    let mut site = Site {
        config: inputs.config,
        vocabularies: inputs.vocabularies,
        workflow: Arc::clone(&workflow),
        today: inputs.today,
        history: inputs.history,
        entries: Vec::new(),
        languages: Vec::new(),
        originals: BTreeMap::new(),
        lists: BTreeMap::new(),
        letters: BTreeMap::new(),
        mentions: Vec::new(),
        terms: BTreeMap::new(),
        asset_files: inputs.assets.iter().map(|asset| (asset.file.clone(), asset.url.clone())).collect(),
        assets: inputs.assets.into_iter().map(|asset| (asset.url.clone(), asset)).collect(),
        redirects: BTreeMap::new(),
        listed: BTreeSet::new(),
        folders: Folders::default(),
        menu: Vec::new(),
        reviews: BTreeMap::new(),
        steps: ways(&inputs.revisions, &workflow),
    };
    site.number(records);
    let mut named = site.resolve_fields(&hidden, &mut diagnostics);
    site.sort_lists();
    site.collect_letters();
    let own = site.own_addresses();
    let records = site.check_addresses(&own, &mut diagnostics);
    site.collect_redirects(&own, &records, &mut diagnostics);
    site.resolve_links(&own, &records, &hidden, &mut named, &mut diagnostics);
    site.invert(&named);
    site.check_cycles(&mut diagnostics);
    site.collect_reviews(inputs.reviews, &hidden, &mut diagnostics);
    (site, diagnostics)
}

/// What the fields and links of each original name.
type Named = Vec<Vec<EntryId>>;

impl Site {
    fn number(&mut self, records: Vec<Arc<Record>>) {
        let default = self.config.default_language().clone();
        let mut original = EntryId(0);
        let with_url = |record: Arc<Record>| (record.id.url(&record.language, &default), record);
        let records: Vec<_> = records.into_par_iter().map(with_url).collect();
        self.entries.reserve_exact(records.len());
        for (index, (url, record)) in records.into_iter().enumerate() {
            let id = EntryId(narrow(index));
            if record.language == default {
                original = id;
                self.originals.entry(record.id.kind).or_default().insert(Arc::clone(&record.id.slug), id);
                self.lists.entry(record.id.kind).or_default().push(id);
            }
            self.listed.insert((record.id.kind, record.language.clone()));
            self.entries.push(Entry { record, url, original, targets: Vec::new() });
        }
        let written: FxHashSet<&Language> = self.entries.iter().map(|entry| &entry.record.language).collect();
        let shown = |language: &&Language| **language == default || written.contains(language);
        self.mentions = vec![Vec::new(); self.entries.len()];
        self.languages = self.config.languages.iter().filter(shown).cloned().collect();
    }

    /// Works out what fields point at, and collects the terms.
    fn resolve_fields(&mut self, hidden: &FxHashSet<Id>, diagnostics: &mut Diagnostics) -> Named {
        let resolved: Vec<_> = self
            .entries
            .par_iter()
            .enumerate()
            .map(|(index, entry)| {
                let original = entry.original.0 as usize == index;
                let mut resolver = Resolver {
                    site: self,
                    record: &entry.record,
                    hidden,
                    named: Vec::new(),
                    terms: Vec::new(),
                    diagnostics: Diagnostics::new(),
                };
                if original {
                    entry.record.walk(&mut resolver);
                }
                (resolver.named, resolver.terms, resolver.diagnostics)
            })
            .collect();
        let mut terms: FxHashMap<(Vocabulary, Box<str>), Vec<EntryId>> = FxHashMap::default();
        let mut named = Vec::with_capacity(resolved.len());
        for (index, (of_record, its_terms, faults)) in resolved.into_iter().enumerate() {
            let id = EntryId(narrow(index));
            for term in its_terms {
                let entries = terms.entry(term).or_default();
                if entries.last() != Some(&id) {
                    entries.push(id);
                }
            }
            named.push(of_record);
            diagnostics.extend(faults);
        }
        for ((vocabulary, id), entries) in terms {
            self.terms.entry(vocabulary).or_default().insert(id, entries);
        }
        named
    }

    /// Brings every list into the order in which it is read.
    fn sort_lists(&mut self) {
        let mut lists = std::mem::take(&mut self.lists);
        for (kind, list) in &mut lists {
            self.sort(*kind, list);
        }
        let pages = lists.get(&Kind::Page).map_or(&[][..], Vec::as_slice);
        self.folders = Folders::new(pages.iter().map(|&id| (&*self.entry(id).record.id.slug, id)));
        let in_menu =
            |id: &&EntryId| matches!(&self.entry(**id).record.fields, Fields::Page(page) if page.menu);
        self.menu = pages.iter().filter(in_menu).copied().collect();
        self.lists = lists;
        let mut terms = std::mem::take(&mut self.terms);
        for entries in terms.values_mut().flat_map(BTreeMap::values_mut) {
            entries.sort_by_key(|&id| self.entry(id).record.id.kind);
        }
        self.terms = terms;
    }

    /// Newest first where a record has its time, by name where it has not.
    fn sort(&self, kind: Kind, list: &mut [EntryId]) {
        list.sort_by_cached_key(|&id| {
            let record = &self.entry(id).record;
            let day = match &record.fields {
                Fields::Case(case) => {
                    let period = case.period.as_ref().and_then(|period| period.end.or(period.start));
                    period.map(PartialDate::last).or_else(|| self.updated(id))
                }
                Fields::Clinic(clinic) => clinic.start.map(|start| start.date),
                Fields::Request(request) => request.received.map(|date| date.0).or_else(|| self.created(id)),
                Fields::Guide(_)
                | Fields::Person(_)
                | Fields::Group(_)
                | Fields::Partner(_)
                | Fields::Tool(_)
                | Fields::Page(_) => None,
            };
            let order = match &record.fields {
                Fields::Page(page) => page.order.unwrap_or(i64::MAX),
                // By day, as above, or by name.
                _ => 0,
            };
            (std::cmp::Reverse(day), order, sort_key(&record.common.title), id)
        });
        debug_assert!(list.iter().all(|&id| self.entry(id).record.id.kind == kind));
    }

    /// The record at each address. Two records cannot have one address by now, but a page may lie
    /// where the site has a page of its own, or a file where a page is.
    fn check_addresses(
        &self,
        own: &FxHashSet<UrlPath>,
        diagnostics: &mut Diagnostics,
    ) -> FxHashMap<UrlPath, EntryId> {
        let mut records: FxHashMap<UrlPath, EntryId> = FxHashMap::default();
        let mut conflict = |file: &SitePath, message: String| {
            diagnostics.push(
                Diagnostic::new(Code::AddressConflict, file, Place::File, message)
                    .help("rename the file, or put it into another folder"),
            );
        };
        for (id, entry) in self.entries() {
            let file = &entry.record.file;
            let is_home = entry.record.id.kind == Kind::Page && entry.record.id.slug.is_empty();
            if own.contains(&entry.url) && !is_home {
                conflict(
                    file,
                    format!("`{}` is the address of a page that the site makes itself", entry.url),
                );
            }
            if let Some(first) = records.insert(entry.url.clone(), id) {
                let first = &self.entry(first).record.file;
                conflict(file, format!("`{}` is the address of `{first}` too", entry.url));
            }
        }
        for asset in self.assets.values() {
            let taken = own.contains(&asset.url) || asset.url.as_str().ends_with("/index.html");
            if taken || asset.url.as_str().starts_with("/theme/") {
                conflict(
                    &asset.file,
                    format!("`{}` is the address of a file that the site makes itself", asset.url),
                );
            }
        }
        records
    }

    /// The addresses of everything that is no record, as far as it does not hang on links.
    fn own_addresses(&self) -> FxHashSet<UrlPath> {
        let pages = self.pages();
        let own = pages.iter().filter(|page| !matches!(page.kind, super::PageKind::Record(_)));
        own.map(|page| self.url(page)).collect()
    }

    fn collect_redirects(
        &mut self,
        own: &FxHashSet<UrlPath>,
        records: &FxHashMap<UrlPath, EntryId>,
        diagnostics: &mut Diagnostics,
    ) {
        let mut redirects: BTreeMap<UrlPath, EntryId> = BTreeMap::new();
        for (id, entry) in self.entries() {
            for (index, alias) in entry.record.common.aliases.iter().enumerate() {
                let alias = alias.as_str();
                let is_page =
                    alias.ends_with('/') || !alias.rsplit('/').next().unwrap_or_default().contains('.');
                let url = UrlPath::new(&if is_page {
                    format!("{}/", alias.trim_end_matches('/'))
                } else {
                    alias.to_owned()
                });
                let taken = records
                    .get(&url)
                    .or_else(|| redirects.get(&url))
                    .map(|&other| format!("the address of `{}`", self.entry(other).record.file));
                let taken = taken.or_else(|| {
                    self.assets.get(&url).map(|asset| format!("the address of `{}`", asset.file))
                });
                let taken = taken
                    .or_else(|| own.contains(&url).then(|| "a page that the site makes itself".to_owned()));
                if let Some(what) = taken {
                    let place = FieldPath::key("aliases").at(index);
                    diagnostics.push(
                        Diagnostic::new(
                            Code::AliasConflict,
                            &entry.record.file,
                            place,
                            format!("`{alias}` is {what}"),
                        )
                        .help("an old address can lead to one record only: delete it here or there"),
                    );
                    continue;
                }
                redirects.insert(url, id);
            }
        }
        self.redirects = redirects;
    }

    fn resolve_links(
        &mut self,
        own: &FxHashSet<UrlPath>,
        records: &FxHashMap<UrlPath, EntryId>,
        hidden: &FxHashSet<Id>,
        named: &mut Named,
        diagnostics: &mut Diagnostics,
    ) {
        let mut slugs: FxHashMap<&str, Vec<Kind>> = FxHashMap::default();
        for (&kind, originals) in &self.originals {
            for slug in originals.keys() {
                slugs.entry(slug).or_default().push(kind);
            }
        }
        let files = self.entries().map(|(id, entry)| (&entry.record.file, id)).collect();
        let map = Map { site: self, addresses: own, records, hidden, slugs: &slugs, files: &files };
        let resolved: Vec<_> =
            self.entries.par_iter().map(|entry| map.targets(&entry.url, &entry.record)).collect();
        for (index, (targets, faults)) in resolved.into_iter().enumerate() {
            diagnostics.extend(faults);
            let original = self.entries[index].original;
            for target in &targets {
                if let Target::Record(to, _) = target {
                    named[original.0 as usize].push(self.entry(*to).original);
                }
            }
            self.entries[index].targets = targets;
        }
    }

    fn invert(&mut self, named: &Named) {
        let mut mentions = vec![Vec::new(); self.entries.len()];
        for (index, named) in named.iter().enumerate() {
            let from = EntryId(narrow(index));
            for to in named {
                let list: &mut Vec<EntryId> = &mut mentions[to.0 as usize];
                if *to != from && list.last() != Some(&from) {
                    list.push(from);
                }
            }
        }
        self.mentions = mentions;
    }

    /// Guides that take each other's place would send their readers round in a circle.
    fn check_cycles(&self, diagnostics: &mut Diagnostics) {
        let next = |id: EntryId| match &self.entry(id).record.fields {
            Fields::Guide(guide) => self.named(Kind::Guide, &guide.superseded_by.as_ref()?.0),
            _ => None,
        };
        for &start in self.list(Kind::Guide) {
            let mut way = vec![start];
            let mut at = start;
            while let Some(to) = next(at) {
                if to == start {
                    let names: Vec<_> =
                        way.iter().chain([&start]).map(|&id| &*self.entry(id).record.id.slug).collect();
                    let message =
                        format!("guides take each other's place in a circle: {}", names.join(" → "));
                    let place = FieldPath::key("superseded_by");
                    diagnostics.push(
                        Diagnostic::new(Code::ReferenceCycle, &self.entry(start).record.file, place, message)
                            .help("delete `superseded_by` in the guide that holds good today"),
                    );
                    break;
                }
                if way.contains(&to) {
                    break;
                }
                way.push(to);
                at = to;
            }
        }
    }
}

impl Site {
    /// What a record that is to become part of the site names and the site does not have.
    #[must_use]
    pub fn unknown_names(&self, record: &Record) -> Diagnostics {
        let hidden = FxHashSet::default();
        let (named, terms) = (Vec::new(), Vec::new());
        let diagnostics = Diagnostics::new();
        let mut resolver = Resolver { site: self, record, hidden: &hidden, named, terms, diagnostics };
        record.walk(&mut resolver);
        resolver.diagnostics
    }
}

/// Looks up what a record's fields point at.
struct Resolver<'s> {
    site: &'s Site,
    record: &'s Record,
    hidden: &'s FxHashSet<Id>,
    named: Vec<EntryId>,
    terms: Vec<(Vocabulary, Box<str>)>,
    diagnostics: Diagnostics,
}

impl Resolver<'_> {
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
            // Any language that has the form of one may be spoken; only those of the site have pages.
            _ => {}
        }
    }
}

impl Resolver<'_> {
    fn reference(&mut self, kind: Kind, slug: &str, at: &At<'_>) {
        if let Some(entry) = self.site.named(kind, slug) {
            self.named.push(entry);
        } else if !self.hidden.contains(&Id { kind, slug: slug.into() }) {
            let folder = kind.folder();
            let known = self.site.list(kind).iter().map(|&id| &*self.site.entry(id).record.id.slug);
            let help = match nearest(slug, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "create `content/{folder}/{slug}.md`, or write the name of a file in that folder without `.md`"
                ),
            };
            self.wrong(Code::DanglingReference, at, format!("there is no {} `{slug}`", kind.name()), help);
        }
    }

    fn term(&mut self, vocabulary: Vocabulary, id: &str, at: &At<'_>) {
        let vocabularies = &self.site.vocabularies;
        let known = vocabularies.get(vocabulary, id).is_some();
        let free = vocabularies.is_open(vocabulary) && crate::record::slugify(id) == id && !id.is_empty();
        if !known && !free {
            let (noun, file) = (vocabulary.noun(), vocabulary.file_name());
            let folder = &self.site.config.vocabularies;
            let by_label = || {
                let default = self.site.config.default_language();
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
        let workflow = &self.site.workflow;
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
        let found = self.record.file.join(path).is_some_and(|file| self.site.asset_of(&file).is_some());
        if !found {
            let help = format!(
                "put the file into `{}/`, or write a whole address with `https://`",
                self.record.file.folder()
            );
            self.wrong(Code::MissingFile, at, format!("there is no file `{path}`"), help);
        }
    }
}
