use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::{Export, ExportMetrics, ExportWikitext};
use super::request::Desk;
use super::{Outcome, answer, terminal, translate};
use crate::desk::metrics;
use crate::error::{Error, Result};
use crate::render::wikitext;

impl Export {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        match self {
            Self::Wikitext(export) => export.run(root),
            Self::Metrics(export) => export.run(root),
        }
    }
}

impl ExportWikitext {
    fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, None)?;
        let original = translate::original(&desk, &self.record)?;
        let id = desk.site.find(&original.id);
        let language =
            self.language.as_deref().map(|tag| translate::known_language(&desk, tag)).transpose()?;
        let id = match (id, language) {
            (Some(id), Some(language)) => {
                let there =
                    desk.site.versions(id).find(|id| desk.site.entry(*id).record.language == language);
                Some(there.ok_or_else(|| {
                    Error::usage(format!("{} is not translated into `{language}`", original.file))
                        .help(format!("`casebook translate {} {language}` begins a translation", self.record))
                })?)
            }
            (id, _) => id,
        };
        let id = id.ok_or_else(|| Error::usage(format!("{} cannot be read", original.file)))?;
        let text = desk.text(&desk.site.entry(id).record.file)?;
        let made = wikitext(&desk.site, &desk.theme, id, &text);
        written(&made.text, self.output)?;
        let lost: String =
            made.lost.iter().flat_map(|(what, count)| [what.counted(*count), "\n".to_owned()]).collect();
        terminal::say(&lost)?;
        if desk.site.config.base_url.is_none() {
            terminal::say("links within the site are text: casebook.yaml has no `base_url`\n")?;
        }
        Ok(Outcome::Clean)
    }
}

impl ExportMetrics {
    fn run(self, root: &Path) -> Result<Outcome> {
        let desk = Desk::open(root, None)?;
        written(&metrics::csv(&desk.site), self.output)?;
        Ok(Outcome::Clean)
    }
}

/// Writes to a new file, or to standard output.
fn written(text: &str, output: Option<PathBuf>) -> Result<()> {
    let Some(path) = output else { return answer(text) };
    let mut open = fs::File::create_new(&path)
        .map_err(|error| Error::io("create", &path)(error).help("name a file that is not there yet"))?;
    open.write_all(text.as_bytes()).map_err(Error::io("write", &path))
}
