use std::sync::Arc;

use super::{Inventory, Project};
use crate::config::{
    self, Config, Glossary, Nameable, QUESTIONS, Questions, Synonyms, Vocabularies, Vocabulary, WORKFLOW,
    Workflow,
};
use crate::desk::answers;
use crate::diagnostic::Diagnostics;
use crate::read::{SourceFile, Stamp};
use crate::record::{Field, Hint, Kind, Person, Request};
use crate::render::{Theme, ThemeFile};
use crate::source::SitePath;

type State = (Option<Stamp>, Vec<SourceFile>);

/// What holds for the site as a whole: the configuration, the vocabularies, the workflow, the questions, the theme.
pub(super) struct Setup {
    pub(super) config: Arc<Config>,
    pub(super) vocabularies: Arc<Vocabularies>,
    pub(super) glossary: Arc<Glossary>,
    pub(super) synonyms: Arc<Synonyms>,
    pub(super) workflow: Arc<Workflow>,
    pub(super) questions: Arc<Questions>,
    pub(super) theme: Arc<Theme>,
    pub(super) diagnostics: Diagnostics,
    state: State,
}

/// A setup of which the configuration is known, which is all that reading the records takes.
pub(super) enum Begun<'p> {
    /// None of its files has changed.
    Kept(Arc<Setup>),
    New {
        inventory: &'p Inventory,
        config: Arc<Config>,
        diagnostics: Diagnostics,
    },
}

impl<'p> Begun<'p> {
    /// Reads the configuration, unless `before` still holds good.
    pub(super) fn new(project: &Project, inventory: &'p Inventory, before: Option<Arc<Setup>>) -> Self {
        if let Some(before) = before
            && before.state == state(inventory, &before.config)
        {
            return Self::Kept(before);
        }
        let mut diagnostics = Diagnostics::new();
        let text = inventory.sources.optional_text(&SitePath::new(config::FILE));
        let text = text.unwrap_or_else(|fault| {
            diagnostics.push(*fault);
            None
        });
        let (mut config, faults) = Config::parse(text.as_deref().unwrap_or_default());
        diagnostics.extend(faults);
        if let Some(preview) = &project.preview {
            config.base_url = Some(preview.clone());
        }
        Self::New { inventory, config: Arc::new(config), diagnostics }
    }

    pub(super) fn config(&self) -> Arc<Config> {
        match self {
            Self::Kept(setup) => Arc::clone(&setup.config),
            Self::New { config, .. } => Arc::clone(config),
        }
    }

    /// Reads the rest: vocabularies, workflow, questions and theme.
    pub(super) fn finish(self) -> Arc<Setup> {
        let (inventory, config, mut diagnostics) = match self {
            Self::Kept(setup) => return setup,
            Self::New { inventory, config, diagnostics } => (inventory, config, diagnostics),
        };
        let sources = &inventory.sources;
        let mut own = Vec::new();
        for (vocabulary, file) in vocabulary_files(&config, &inventory.content) {
            match sources.text(file) {
                Ok(text) => own.push((vocabulary, file.path.clone(), text)),
                Err(fault) => diagnostics.push(*fault),
            }
        }
        let mut text_of = |path| match sources.text(find(&inventory.content, path)?) {
            Ok(text) => Some(text),
            Err(fault) => {
                diagnostics.push(*fault);
                None
            }
        };
        let (workflow, questions) = (text_of(WORKFLOW), text_of(QUESTIONS));
        let glossary_file = config.glossary_file();
        let glossary = text_of(glossary_file.as_str());
        let synonyms_file = config.synonyms_file();
        let synonyms = text_of(synonyms_file.as_str());
        let mut files = Vec::new();
        for file in &inventory.themes {
            match sources.bytes(file) {
                Ok(bytes) => files.push(ThemeFile { path: file.path.clone(), bytes }),
                Err(fault) => diagnostics.push(*fault),
            }
        }
        let ((vocabularies, of_vocabularies), (theme, of_theme)) =
            rayon::join(|| Vocabularies::parse(&own), || Theme::new(&config, &files));
        let workflow = workflow.map_or_else(Workflow::standard, |text| {
            let (workflow, faults) = Workflow::parse(&text, &vocabularies, &nameable());
            diagnostics.extend(faults);
            workflow
        });
        let questions = questions.map_or_else(Questions::standard, |text| {
            let (questions, faults) =
                Questions::parse(&text, &vocabularies, &answers::askable(), &answers::review::askable());
            diagnostics.extend(faults);
            questions
        });
        let glossary = glossary.map_or_else(Glossary::default, |text| {
            let (glossary, faults) = Glossary::parse(&glossary_file, &text, &config.languages);
            diagnostics.extend(faults);
            glossary
        });
        let synonyms = synonyms.map_or_else(Synonyms::default, |text| {
            let (synonyms, faults) = Synonyms::parse(&synonyms_file, &text);
            diagnostics.extend(faults);
            synonyms
        });
        diagnostics.extend(of_vocabularies);
        diagnostics.extend(of_theme);
        let state = state(inventory, &config);
        Arc::new(Setup {
            config,
            vocabularies: Arc::new(vocabularies),
            glossary: Arc::new(glossary),
            synonyms: Arc::new(synonyms),
            workflow,
            questions,
            theme: Arc::new(theme),
            diagnostics,
            state,
        })
    }
}

/// What a workflow may name of a request. Where a request stands is the workflow's own to say.
fn nameable() -> Nameable {
    let own = [Request::status, Request::held_from];
    let fields = || Kind::Request.fields().filter(|field| !own.contains(field));
    Nameable {
        fields: fields().map(|field| field.name).collect(),
        days: fields().filter(|field| field.is_day()).map(|field| field.name).collect(),
        // Who has reviewed a request that is about something else reads it again.
        shared: fields()
            .filter(|field| field.judged && is_of_people(field))
            .map(|field| field.name)
            .collect(),
    }
}

/// Whether it is a list that people have as well.
fn is_of_people(field: &Field) -> bool {
    let is_same = |own: &&Field| own.name == field.name && own.hint() == field.hint();
    Person::FIELDS.iter().any(is_same) && matches!(field.hint(), Hint::List(_))
}

/// The state of the files that a setup is read from.
fn state(inventory: &Inventory, config: &Config) -> State {
    let own = vocabulary_files(config, &inventory.content).map(|(_, file)| file);
    let (glossary, synonyms) = (config.glossary_file(), config.synonyms_file());
    let others = [WORKFLOW, QUESTIONS, glossary.as_str(), synonyms.as_str()];
    let own = own.chain(others.into_iter().filter_map(|path| find(&inventory.content, path)));
    (inventory.config, own.chain(&inventory.themes).cloned().collect())
}

/// The site's own vocabularies among its files.
fn vocabulary_files<'f>(
    config: &'f Config,
    files: &'f [SourceFile],
) -> impl Iterator<Item = (Vocabulary, &'f SourceFile)> {
    Vocabulary::ALL.into_iter().filter_map(move |vocabulary| {
        Some((vocabulary, find(files, config.vocabulary_file(vocabulary).as_str())?))
    })
}

/// The file at a path, among files that are sorted.
fn find<'f>(files: &'f [SourceFile], path: &str) -> Option<&'f SourceFile> {
    let at = files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
    Some(&files[at])
}
