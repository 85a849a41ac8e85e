use std::path::Path;

use xxhash_rust::xxh3::Xxh3Default;

use super::Project;
use crate::config;
use crate::diagnostic::Diagnostics;
use crate::error::Result;
use crate::git::{self, Checkout};
use crate::read::{self, SourceFile, Stamp};
use crate::render::THEMES;
use crate::source::SitePath;

/// Which sources there are, and their state: enough to tell that nothing has changed, without
/// reading any.
#[derive(Debug, Clone)]
pub struct Inventory {
    /// The files below `content/`, sorted.
    pub(super) content: Vec<SourceFile>,
    /// The files of the site's own themes, sorted.
    pub(super) themes: Vec<SourceFile>,
    pub(super) config: Option<Stamp>,
    /// What is checked out, if this is a repository.
    pub(super) checkout: Option<Checkout>,
    pub(super) diagnostics: Diagnostics,
}

impl Inventory {
    /// The sources of the site at `root`.
    pub fn take(root: &Path) -> Result<Self> {
        let ((content, mut diagnostics), (themes, faults)) =
            rayon::join(|| read::walk(root, "content"), || read::walk(root, THEMES));
        diagnostics.extend(faults);
        let config = std::fs::metadata(root.join(config::FILE)).ok();
        let config = config.map(|metadata| Stamp::from(&metadata));
        Ok(Self { content, themes, config, checkout: git::checkout(root)?, diagnostics })
    }

    /// A number that is another one whenever a build could come out otherwise.
    pub(super) fn key(&self, project: &Project) -> u128 {
        let mut hash = Xxh3Default::new();
        let mut add = |text: &str| {
            hash.update(text.as_bytes());
            hash.update(&[0]);
        };
        add(env!("CARGO_PKG_VERSION"));
        add(env!("CASEBOOK_REVISION"));
        add(&project.today.to_string());
        add(if project.drafts { "drafts" } else { "" });
        let checkout = self.checkout.as_ref();
        add(checkout.and_then(|checkout| checkout.head.as_deref()).unwrap_or_default());
        add(if checkout.is_some_and(|checkout| checkout.shallow) { "shallow" } else { "" });
        let config = self.config.map(|stamp| SourceFile { path: SitePath::new(config::FILE), stamp });
        for file in self.content.iter().chain(&self.themes).chain(&config) {
            hash.update(file.path.as_str().as_bytes());
            hash.update(&[0]);
            hash.update(&file.stamp.size.to_le_bytes());
            hash.update(&file.stamp.modified.to_le_bytes());
        }
        hash.digest128()
    }
}
