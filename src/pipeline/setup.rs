use std::sync::Arc;

use super::{Inventory, Project};
use crate::config::{self, Config, Vocabularies, Vocabulary};
use crate::diagnostic::Diagnostics;
use crate::read::{self, SourceFile, Stamp};
use crate::render::{Theme, ThemeFile};
use crate::source::SitePath;

/// What is read before any record: the configuration, the vocabularies, the theme.
pub(super) struct Setup {
    pub(super) config: Arc<Config>,
    pub(super) vocabularies: Arc<Vocabularies>,
    pub(super) theme: Arc<Theme>,
    pub(super) diagnostics: Diagnostics,
    /// The state of the files that it was read from.
    state: (Option<Stamp>, Vec<SourceFile>),
}

impl Setup {
    /// The setup of the project; the one of `before`, if none of its files has changed.
    pub(super) fn load(project: &Project, inventory: &Inventory, before: Option<Arc<Self>>) -> Arc<Self> {
        let state = |vocabularies: &SitePath| {
            let own = vocabulary_files(vocabularies, &inventory.content).map(|(_, file)| file);
            (inventory.config, own.chain(&inventory.themes).cloned().collect::<Vec<_>>())
        };
        if let Some(before) = before
            && before.state == state(&before.config.vocabularies)
        {
            return before;
        }
        let root = &project.root;
        let mut diagnostics = Diagnostics::new();
        let text = read::optional_text(root, &SitePath::new(config::FILE)).unwrap_or_else(|fault| {
            diagnostics.push(*fault);
            None
        });
        let (mut config, faults) = Config::parse(text.as_deref().unwrap_or_default());
        diagnostics.extend(faults);
        if let Some(preview) = &project.preview {
            config.base_url = Some(preview.clone());
        }
        let mut own = Vec::new();
        for (vocabulary, file) in vocabulary_files(&config.vocabularies, &inventory.content) {
            match read::text(root, file) {
                Ok(text) => own.push((vocabulary, file.path.clone(), text)),
                Err(fault) => diagnostics.push(*fault),
            }
        }
        let (vocabularies, faults) = Vocabularies::parse(&own);
        diagnostics.extend(faults);
        let mut files = Vec::new();
        for file in &inventory.themes {
            match read::bytes(root, file) {
                Ok(bytes) => files.push(ThemeFile { path: file.path.clone(), bytes }),
                Err(fault) => diagnostics.push(*fault),
            }
        }
        let (theme, faults) = Theme::new(&config, &files);
        diagnostics.extend(faults);
        let state = state(&config.vocabularies);
        Arc::new(Self {
            config: Arc::new(config),
            vocabularies: Arc::new(vocabularies),
            theme: Arc::new(theme),
            diagnostics,
            state,
        })
    }
}

/// The site's own vocabularies among its files.
fn vocabulary_files<'f>(
    folder: &'f SitePath,
    files: &'f [SourceFile],
) -> impl Iterator<Item = (Vocabulary, &'f SourceFile)> {
    Vocabulary::ALL.into_iter().filter_map(move |vocabulary| {
        let path = format!("{folder}/{}", vocabulary.file_name());
        let at = files.binary_search_by(|file| file.path.as_str().cmp(&path)).ok()?;
        Some((vocabulary, &files[at]))
    })
}
