//! Which forge asks the gate about changes of a repository: `init --forge` has written the scripts for it. `inventory`
//! looks for them in a folder, `proposal::sides` in a revision.

use std::path::Path;

use crate::config::{Config, Forge, policy};
use crate::error::Result;
use crate::git::{self, Revision};

/// A forge that asks the gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guard {
    forge: Forge,
    /// The folder of the repository that is looked at as a site; empty for the topmost.
    folder: String,
}

impl Guard {
    /// The one of the repository around a folder; without a repository, that of the folder itself.
    pub(super) fn of_folder(root: &Path) -> Option<Self> {
        let top = root.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(root);
        let forge = Forge::ALL.into_iter().find(|forge| top.join(policy::gate_script(*forge)).is_file())?;
        let folder = root.strip_prefix(top).ok()?.to_str()?.to_owned();
        Some(Self { forge, folder })
    }

    /// The one of a revision. `prefix` is the folder of the site in it, with a `/` at its end, or empty.
    pub(super) fn of_revision(root: &Path, revision: &Revision, prefix: &str) -> Result<Option<Self>> {
        let found = git::among(root, revision, &Forge::ALL.map(policy::gate_script))?;
        let forge = Forge::ALL.into_iter().find(|forge| found.contains(&policy::gate_script(*forge)));
        Ok(forge.map(|forge| Self { forge, folder: prefix.trim_end_matches('/').to_owned() }))
    }

    /// The forge, if it asks about this site: a repository may hold others beside it.
    pub(super) fn of_site(&self, config: &Config) -> Option<Forge> {
        let folder = config.repository.as_ref().map_or("", |repository| &repository.folder);
        (self.folder == folder).then_some(self.forge)
    }
}
