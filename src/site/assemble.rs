//! Puts a site together. Each stage is given what those before it made, gives a finished value, and
//! reports its own faults:
//!
//! 1. [`choose`]: which of the files that were read are part of the site;
//! 2. [`Records`]: these, numbered, with their addresses;
//! 3. [`Resolved`]: what their fields name, and the terms that they carry;
//! 4. [`Lists`]: every list in its order;
//! 5. [`Books`]: what readers take with them, and [`Translations`]: what there is to translate;
//! 6. [`Addresses`]: the owner of each address;
//! 7. [`Links`]: where links lead, and who links to whom;
//! 8. [`Assets`]: which files the pages name;
//! 9. the reviews of the requests.

use std::sync::Arc;

use jiff::civil;
use rustc_hash::FxHashMap;

use super::addresses::{Addresses, Owners};
use super::assets::Assets;
use super::books::Books;
use super::choose::choose;
use super::links::Links;
use super::lists::Lists;
use super::menu::{Menu, Places};
use super::pages::{Parts, generated};
use super::records::Records;
use super::resolved::{Resolved, Scope};
use super::transitions::transitions;
use super::translations::Translations;
use super::{Asset, Revisions, Site, capacity, future, requests};
use crate::config::{self, Config, Glossary, Questions, Synonyms, Vocabularies, Vocabulary, Workflow};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath};
use crate::git::History;
use crate::record::{Parsed, Review};
use crate::source::{SitePath, UrlPath};

/// What a site is made of.
pub struct Inputs<'i> {
    pub config: Arc<Config>,
    pub vocabularies: Arc<Vocabularies>,
    pub glossary: Arc<Glossary>,
    pub synonyms: Arc<Synonyms>,
    pub workflow: Arc<Workflow>,
    pub questions: Arc<Questions>,
    /// What each record's file holds, sorted by path.
    pub parsed: Vec<&'i Parsed>,
    pub reviews: Vec<Arc<Review>>,
    pub assets: Vec<Asset>,
    /// The files of which something is told already, and whether that is an error.
    pub faulty: FxHashMap<SitePath, bool>,
    /// The addresses of the theme's files, sorted.
    pub theme: Vec<UrlPath>,
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
    let mut chosen = choose(&inputs, &mut diagnostics);
    let Inputs {
        config,
        vocabularies,
        glossary,
        synonyms,
        workflow,
        questions,
        history,
        today,
        mut reviews,
        ..
    } = inputs;
    // Only then it shows what no record names.
    let is_whole = chosen.broken.is_empty();
    future::leave_out(&mut chosen.records, &mut reviews, config.default_language(), today, &mut diagnostics);
    capacity::tell_old(&chosen.records, today, &mut diagnostics);
    let records = Records::new(chosen, &config);
    let mut assets = Assets::new(inputs.assets);
    let scope = Scope {
        config: &config,
        vocabularies: &vocabularies,
        workflow: &workflow,
        records: &records,
        assets: &assets,
        faulty: &inputs.faulty,
    };
    let Resolved { named, terms, files } = Resolved::new(scope, &mut diagnostics);
    let lists = Lists::new(&records, terms, history.as_deref(), &workflow, today);
    let books = Books::new(&records, &lists);
    let translations = Translations::new(&config, &records, &lists, history.as_deref());
    let owners = Owners {
        config: &config,
        records: &records,
        assets: &assets,
        generated: generated(
            &config,
            &Parts {
                records: &records,
                lists: &lists,
                books: &books,
                glossary: &glossary,
                translations: &translations,
            },
        ),
        theme: inputs.theme,
    };
    let mut addresses = Addresses::new(owners, &mut diagnostics);
    let links = Links::new(scope, &mut addresses, named, &mut diagnostics);
    let places = Places { records: &records, lists: &lists, generated: &addresses.generated };
    let mut in_menu = Diagnostics::new();
    let menu = Menu::new(&config.menu, &places, &mut in_menu);
    if is_whole {
        diagnostics.extend(in_menu);
    }
    assets.check_tables(&records.entries, &links, &addresses, &mut diagnostics);
    assets.find_named(&records, &links, &addresses, &files);
    assets.find_flaws(&mut diagnostics);
    if is_whole {
        assets.leave_out(&mut diagnostics);
    }
    let reviews = requests::reviews(&records, &workflow, reviews, &mut diagnostics);
    let reviewed = requests::reviewed(&records, &reviews);
    let transitions = transitions(&inputs.revisions, &workflow);
    let site = Site {
        config,
        vocabularies,
        glossary,
        synonyms,
        workflow,
        questions,
        today,
        history,
        records,
        lists,
        books,
        menu,
        assets,
        addresses,
        links,
        reviews,
        reviewed,
        translations,
        transitions,
    };
    if is_whole {
        diagnostics.extend(unknown_ask(&site));
    }
    diagnostics.extend(unknown_licence(&site));
    (site, diagnostics)
}

/// That the settings name no record that tells how to ask for help.
fn unknown_ask(site: &Site) -> Option<Diagnostic> {
    let written = site.config.ask.as_ref().filter(|_| site.ask().is_none())?;
    let file = SitePath::new(config::FILE);
    let message = format!("`{written}` names no record");
    let help = "write the folder and the slug of the record that tells how to ask for help, such as `guides/ask-well`";
    Some(Diagnostic::new(Code::DanglingReference, &file, FieldPath::key("ask"), message).help(help))
}

/// That the settings name a licence of the texts that the vocabulary has not.
fn unknown_licence(site: &Site) -> Option<Diagnostic> {
    let licences = &site.vocabularies;
    let written = site.config.licence.as_ref()?;
    if licences.get(Vocabulary::Licences, written).is_some() {
        return None;
    }
    let file = SitePath::new(config::FILE);
    let meant = licences.meant(Vocabulary::Licences, written, site.config.default_language());
    let help = meant.map_or_else(
        || "write one of the vocabulary of licences, such as `cc-by-sa-4.0`".to_owned(),
        |meant| format!("did you mean {meant}?"),
    );
    let message = format!("unknown licence `{written}`");
    Some(Diagnostic::new(Code::UnknownTerm, &file, FieldPath::key("licence"), message).help(help))
}

/// A site of these texts, of which the first is its configuration and each other lies at its path. For tests of what
/// stands on a site; those that need git or a disk use the program.
#[cfg(test)]
pub(crate) fn site_of(config: &str, files: &[(&str, &str)], today: civil::Date) -> Site {
    use crate::record::{ContentFile, File};

    let (config, faults) = Config::parse(config);
    assert!(faults.is_empty(), "{faults:?}");
    let mut parsed = Vec::new();
    for (path, text) in files {
        let path = SitePath::new(path);
        let exists = |other: &str| files.iter().any(|(path, _)| *path == other);
        let (id, translation) = match ContentFile::of(&path, &config, &exists) {
            Ok(ContentFile::Record(id) | ContentFile::Original(id, _)) => (id, None),
            Ok(ContentFile::Translation(id, language)) => (id, Some(language)),
            other => panic!("{path}: {other:?}"),
        };
        let default_language = config.default_language();
        let (one, faults) = File { path: &path, id, translation, default_language, text }.parse();
        assert!(faults.is_empty(), "{faults:?}");
        parsed.push(one);
    }
    let inputs = Inputs {
        config: Arc::new(config),
        vocabularies: Arc::new(Vocabularies::default()),
        glossary: Arc::default(),
        synonyms: Arc::default(),
        workflow: Workflow::standard(),
        questions: Questions::standard(),
        parsed: parsed.iter().collect(),
        reviews: Vec::new(),
        assets: Vec::new(),
        faulty: FxHashMap::default(),
        theme: Vec::new(),
        history: None,
        revisions: Arc::default(),
        drafts: true,
        today,
    };
    assemble(inputs).0
}
