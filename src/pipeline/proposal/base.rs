//! The rules and the people of the base. Nothing of them is read from the change.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::ends::{Ends, Files, read_all, text};
use crate::config::{self, Config, Vocabularies, Vocabulary, WORKFLOW, Workflow, policy};
use crate::desk::People;
use crate::error::Result;
use crate::git::{self, Listed};
use crate::read::Blob;
use crate::record::layout::slug_of;
use crate::record::{Accounts, Fields, File, Id, Kind, Parsed, PersonRole, Record, layout};
use crate::source::SitePath;

/// What a change is judged by.
pub(super) struct Base {
    pub(super) config: Config,
    pub(super) workflow: Arc<Workflow>,
    pub(super) people: People,
    /// The people's files, by their paths.
    persons: FxHashMap<SitePath, Arc<Record>>,
}

impl Base {
    pub(super) fn read(root: &Path, ends: &Ends) -> Result<Self> {
        let people_folder = layout::folder(Kind::Person);
        let listed = git::list(root, &ends.base, &[config::FILE, WORKFLOW, &people_folder])?;
        let blobs = read_all(root, &listed.iter().collect::<Vec<_>>())?;
        let text_of = |path: &str| text(blobs.get(&SitePath::new(path))?);
        let config = Config::parse(text_of(config::FILE).unwrap_or_default()).0;
        let own = git::list(root, &ends.base, &[config.vocabularies.as_str()])?;
        let vocabularies = vocabularies(root, &config, &own)?;
        // A workflow that the base itself cannot use is the standard one, as everywhere.
        let workflow = match text_of(WORKFLOW) {
            Some(text) => Workflow::parse(text, &vocabularies).0,
            None => Workflow::standard(),
        };
        let persons: FxHashMap<SitePath, Arc<Record>> = listed
            .iter()
            .filter_map(|file| {
                let slug = slug_of(&file.path, Kind::Person)?;
                let text = text(blobs.get(&file.path)?)?;
                Some((file.path.clone(), original(&config, Kind::Person, &slug, &file.path, text)?))
            })
            .collect();
        let partners = partners(root, ends, &config, persons.values())?;
        let people = People::new(persons.values().cloned().chain(partners));
        Ok(Self { config, workflow, people, persons })
    }

    /// The files that the change touches and that decide who may do what.
    pub(super) fn policy_changes(&self, ends: &Ends, files: &mut Files) -> Result<Vec<SitePath>> {
        let people: Vec<&SitePath> = ends
            .changed
            .iter()
            .map(|change| &change.path)
            .filter(|path| slug_of(path, Kind::Person).is_some())
            .collect();
        files.read(people.iter().copied())?;
        let changed = ends.changed.iter().map(|change| &change.path);
        let touched = changed
            .filter(|path| policy::is_policy(path.as_str(), &self.config) || self.is_standing(path, files));
        Ok(touched.cloned().collect())
    }

    /// Whether somebody's standing would be another: their roles, and once they are known here, their
    /// accounts and whom they speak for.
    fn is_standing(&self, path: &SitePath, files: &Files) -> bool {
        let Some(slug) = slug_of(path, Kind::Person) else {
            return false;
        };
        let after = files.text(path).and_then(|text| original(&self.config, Kind::Person, &slug, path, text));
        let before = self.persons.get(path);
        let standing = |record: &Arc<Record>| match &record.fields {
            Fields::Person(person) => {
                let roles: Vec<_> = person.roles.iter().map(written).collect();
                Some((roles, person.accounts.clone(), person.affiliations.clone(), record.common.draft))
            }
            _ => None,
        };
        match (before.and_then(standing), after.as_ref().and_then(standing)) {
            (Some(before), after) => Some(before) != after,
            // Whoever gives somebody's account as their own would be taken for them.
            (None, Some((roles, accounts, ..))) => !roles.is_empty() || self.is_taken(&accounts),
            (None, None) => false,
        }
    }

    /// Whether one of these accounts is that of somebody known here.
    fn is_taken(&self, accounts: &Accounts) -> bool {
        let known = self.persons.values().filter_map(|record| match &record.fields {
            Fields::Person(person) => Some(&person.accounts),
            _ => None,
        });
        let mut known = known.flat_map(Accounts::all);
        known.any(|taken| accounts.all().any(|own| own.eq_ignore_ascii_case(taken)))
    }
}

/// A role as its file says it.
fn written(role: &PersonRole) -> (String, Option<String>, Option<String>) {
    let date = |date: Option<crate::record::value::PartialDate>| date.map(|date| date.to_string());
    (role.role.0.to_string(), date(role.since), date(role.until))
}

/// The record that a text is, if it can be read as a whole: what is written wrongly decides nothing.
pub(super) fn original(
    config: &Config,
    kind: Kind,
    slug: &str,
    path: &SitePath,
    text: &str,
) -> Option<Arc<Record>> {
    let id = Id { kind, slug: slug.into() };
    let file = File { path, id, translation: None, default_language: config.default_language(), text };
    match file.parse() {
        (Parsed::Record(record), faults) if !faults.has_errors() => Some(record),
        _ => None,
    }
}

fn vocabularies(root: &Path, config: &Config, listed: &[Listed]) -> Result<Vocabularies> {
    let blobs = read_all(root, &listed.iter().collect::<Vec<_>>())?;
    let own: Vec<_> = Vocabulary::ALL
        .into_iter()
        .filter_map(|vocabulary| {
            let path = config.vocabulary_file(vocabulary);
            let text = text(blobs.get(&path)?)?.to_owned();
            Some((vocabulary, path, text))
        })
        .collect();
    Ok(Vocabularies::parse(&own).0)
}

/// The partners that somebody works or speaks for.
fn partners<'p>(
    root: &Path,
    ends: &Ends,
    config: &Config,
    people: impl Iterator<Item = &'p Arc<Record>>,
) -> Result<Vec<Arc<Record>>> {
    let slugs: BTreeSet<&str> = people
        .flat_map(|record| match &record.fields {
            Fields::Person(person) => person.affiliations.as_slice(),
            _ => &[],
        })
        .map(|partner| &*partner.0)
        .collect();
    if slugs.is_empty() {
        return Ok(Vec::new());
    }
    let listed = git::list(root, &ends.base, &[&layout::folder(Kind::Partner)])?;
    let named =
        |file: &&Listed| slug_of(&file.path, Kind::Partner).is_some_and(|slug| slugs.contains(&*slug));
    let listed: Vec<&Listed> = listed.iter().filter(named).collect();
    let blobs = read_all(root, &listed)?;
    let record = |(path, blob): (&SitePath, &Blob)| {
        original(config, Kind::Partner, &slug_of(path, Kind::Partner)?, path, text(blob)?)
    };
    Ok(blobs.iter().filter_map(record).collect())
}
