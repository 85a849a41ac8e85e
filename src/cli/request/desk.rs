//! What the commands of the desk stand on: the site as it is, its records by name, and its files.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::cli::report;
use crate::error::{Error, Result};
use crate::pipeline::{Inventory, Project};
use crate::record::{CONTENT, Fields, Kind, Record, Request};
use crate::site::Site;
use crate::yaml::nearest;

/// The site that a command works on.
pub(super) struct Desk {
    pub(super) project: Project,
    pub(super) site: Arc<Site>,
}

impl Desk {
    /// Reads the site, drafts included, as of `today` or of the clock.
    pub(super) fn open(root: &Path, today: Option<Date>) -> Result<Self> {
        let project = report::project(root, true, today)?;
        let progress = report::Progress::start("Reading the sources");
        let loaded = project.load(&Inventory::take(&project.root)?, None)?;
        drop(progress);
        Ok(Self { project, site: loaded.site })
    }

    /// The record of that name.
    pub(super) fn record(&self, kind: Kind, slug: &str) -> Result<&Arc<Record>> {
        if let Some(id) = self.site.named(kind, slug) {
            return Ok(&self.site.entry(id).record);
        }
        let (noun, folder) = (kind.name(), kind.folder());
        let is_there = |path: &String| self.project.root.join(path).exists();
        let places = [format!("{CONTENT}{folder}/{slug}/index.md"), format!("{CONTENT}{folder}/{slug}.md")];
        if let Some(file) = places.iter().find(|path| is_there(path)) {
            return Err(usage(format!("{file} cannot be read; `casebook check` says what is wrong with it")));
        }
        let known = self.site.list(kind).iter().map(|&id| &*self.site.entry(id).record.id.slug);
        let help = nearest(slug, known).map_or_else(
            || format!("each is a file in `{CONTENT}{folder}`, named without `.md`"),
            |near| format!("did you mean `{near}`?"),
        );
        Err(usage(format!("there is no {noun} `{slug}`; {help}")))
    }

    pub(super) fn request(&self, id: &str) -> Result<(&Arc<Record>, &Request)> {
        let record = self.record(Kind::Request, id)?;
        match &record.fields {
            Fields::Request(request) => Ok((record, request)),
            _ => Err(usage(format!("`{id}` is no request"))),
        }
    }
}

fn usage(message: String) -> Error {
    Error::Usage(message)
}
