//! What the commands of the desk stand on: the site as it is, its records by name, and its files.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::cli::terminal;
use crate::config::Language;
use crate::desk::private;
use crate::diagnostic::Diagnostics;
use crate::error::{Error, Result};
use crate::pipeline::{Inventory, Loaded, Project};
use crate::read::Sources;
use crate::record::{
    Fields, File, Host, Id, Kind, Manuscript, Parsed, Record, Request, is_slug, layout, slugify,
};
use crate::render::Theme;
use crate::site::Site;
use crate::source::{SitePath, unportable};
use crate::suggest::nearest;
use crate::yaml::edit::Refused;
use crate::yaml::is_misread;
use crate::yaml::write::Value;

/// How many records a message names that begin alike.
const NAMED: usize = 8;

/// The site that a command works on.
pub(in crate::cli) struct Desk {
    pub(in crate::cli) project: Project,
    pub(in crate::cli) site: Arc<Site>,
    pub(in crate::cli) theme: Arc<Theme>,
    /// The files that are written so that not all of them could be read.
    unreadable: BTreeSet<SitePath>,
    loaded: Loaded,
}

impl Desk {
    /// Reads the site, drafts included, as of `today` or of the clock.
    pub(in crate::cli) fn open(root: &Path, today: Option<Date>) -> Result<Self> {
        Self::read(terminal::project(root, true, today)?, None)
    }

    /// The site as it is now, after something was written. What has not changed is not read again.
    pub(in crate::cli) fn reopened(self) -> Result<Self> {
        Self::read(self.project, Some(self.loaded))
    }

    fn read(project: Project, before: Option<Loaded>) -> Result<Self> {
        let progress = terminal::Progress::start("Reading the sources");
        let loaded = project.load(&Inventory::take(&project.root)?, before)?;
        drop(progress);
        let misread = loaded.diagnostics.iter().filter(|fault| is_misread(fault));
        let unreadable = misread.map(|fault| fault.file.clone()).collect();
        let (site, theme) = (Arc::clone(&loaded.site), Arc::clone(&loaded.theme));
        Ok(Self { project, site, theme, unreadable, loaded })
    }

    /// Everything that is wrong with the site.
    pub(in crate::cli) fn diagnostics(&self) -> &Diagnostics {
        &self.loaded.diagnostics
    }

    /// The record of that name, or of the file at that path; a beginning is enough that no other has.
    pub(in crate::cli) fn record(&self, kind: Kind, name: &str) -> Result<&Arc<Record>> {
        let slug = layout::slug_of_argument(kind, name);
        if let Some(id) = self.site.named(kind, slug) {
            let record = &self.site.entry(id).record;
            if self.unreadable.contains(&record.file) {
                return Err(unread(&record.file));
            }
            return Ok(record);
        }
        let noun = kind.name();
        let is_there = |path: &SitePath| is_slug(slug) && path.under(&self.project.root).exists();
        let paths = layout::paths(&Id { kind, slug: slug.into() });
        if let Some(file) = paths.iter().find(|path| is_there(path)) {
            return Err(unread(file));
        }
        if let Some(record) = self.begun(kind, slug)? {
            return self.record(kind, &record.id.slug);
        }
        let known = self.site.list(kind).iter().map(|&id| &*self.site.entry(id).record.id.slug);
        let help = nearest(slug, known).map_or_else(
            || format!("each is a file in `{}`, named without `.md`", layout::folder(kind)),
            |near| format!("did you mean `{near}`?"),
        );
        Err(Error::usage(format!("there is no {noun} `{slug}`")).help(help))
    }

    /// The record whose name is that text, or alone begins with it: names are long to type.
    ///
    /// # Errors
    /// When several begin with it, with what they are called.
    pub(super) fn begun(&self, kind: Kind, text: &str) -> Result<Option<&Arc<Record>>> {
        let known = self.site.list(kind).iter().map(|&id| &self.site.entry(id).record);
        let begun: Vec<_> =
            known.filter(|record| !text.is_empty() && record.id.slug.starts_with(text)).collect();
        if let Some(whole) = begun.iter().find(|record| *record.id.slug == *text) {
            return Ok(Some(whole));
        }
        if begun.len() > 1 {
            let names: Vec<_> =
                begun.iter().take(NAMED).map(|record| format!("`{}`", record.id.slug)).collect();
            let more = if begun.len() > NAMED { ", …" } else { "" };
            return Err(Error::usage(format!("{} {} begin with `{text}`", begun.len(), kind.folder()))
                .help(format!("write more of one of {}{more}", names.join(", "))));
        }
        Ok(begun.first().copied())
    }

    /// The whole name of what somebody may have begun to write; what nothing begins with stays as it is.
    pub(super) fn completed(&self, kind: Kind, text: String) -> Result<String> {
        Ok(self.begun(kind, &text)?.map_or(text, |record| record.id.slug.to_string()))
    }

    pub(in crate::cli) fn request(&self, id: &str) -> Result<(&Arc<Record>, &Request)> {
        let record = self.record(Kind::Request, id)?;
        match &record.fields {
            Fields::Request(request) => Ok((record, request)),
            _ => Err(Error::usage(format!("`{id}` is no request"))),
        }
    }

    /// The file of a record, to be changed.
    pub(in crate::cli) fn manuscript(&self, file: &SitePath) -> Result<Manuscript> {
        Manuscript::parse(file, &self.text(file)?).map_err(|fault| Error::of(&fault))
    }

    /// The text of a file; empty where there is none.
    pub(in crate::cli) fn text(&self, file: &SitePath) -> Result<String> {
        let text = Sources::Folder(self.project.root.clone()).optional_text(file);
        Ok(text.map_err(|fault| Error::of(&fault))?.unwrap_or_default())
    }

    /// The record that a text would be. Whatever `casebook check` would call an error is refused.
    pub(in crate::cli) fn parsed(
        &self,
        file: &SitePath,
        id: Id,
        manuscript: &Manuscript,
    ) -> Result<Arc<Record>> {
        let default_language = self.site.config.default_language();
        let text = &manuscript.text();
        let (parsed, mut faults) = File { path: file, id, translation: None, default_language, text }.parse();
        let record = match parsed {
            Parsed::Record(record) => Some(record),
            _ => None,
        };
        faults.extend(record.iter().flat_map(|record| self.site.unknown_names(record)));
        match record {
            Some(record) if !faults.has_errors() => Ok(record),
            _ => Err(Error::faults(&faults)),
        }
    }

    /// A slug of that kind which no record has, made from a text.
    pub(super) fn free_slug(&self, kind: Kind, text: &str) -> Result<String> {
        let slug = slugify(text);
        if slug.is_empty() {
            return Err(Error::usage(format!("`{text}` has no letter or digit"))
                .help("write another title, or a name with --id"));
        }
        let numbered = (2_u32..).map(|number| format!("{slug}-{number}"));
        let mut names = std::iter::once(slug.clone()).chain(numbered);
        names
            .find(|name| unportable(name).is_none() && !self.is_taken(kind, name))
            .ok_or_else(|| Error::usage(format!("`{slug}` is taken")))
    }

    pub(super) fn is_taken(&self, kind: Kind, slug: &str) -> bool {
        // A folder without a record is somebody's too.
        let own = SitePath::new(&format!("{}{slug}", layout::folder(kind)));
        let paths = layout::paths(&Id { kind, slug: slug.into() });
        paths.iter().chain([&own]).any(|path| path.under(&self.project.root).exists())
    }

    /// What the accounts of requesters at the site's forge are called.
    pub(super) fn forge(&self) -> &'static str {
        Host::of(&self.site.config).name()
    }

    /// Writes a new file.
    pub(super) fn create(&self, file: &SitePath, manuscript: &Manuscript) -> Result<()> {
        let path = file.under(&self.project.root);
        let parent = path.parent().unwrap_or(&self.project.root);
        fs::create_dir_all(parent).map_err(Error::io("create", parent))?;
        let mut open = fs::File::create_new(&path).map_err(Error::io("create", &path))?;
        open.write_all(manuscript.text().as_bytes()).map_err(Error::io("write", &path))
    }

    /// Writes a file that is there.
    pub(in crate::cli) fn rewrite(&self, file: &SitePath, manuscript: &Manuscript) -> Result<()> {
        let path = file.under(&self.project.root);
        fs::write(&path, manuscript.text()).map_err(Error::io("write", &path))
    }
}

fn unread(file: &SitePath) -> Error {
    Error::usage(format!("{file} cannot be read")).help("`casebook check` says what is wrong with it")
}

/// Where a new request is written.
pub(super) fn request_file(id: &str) -> SitePath {
    layout::paths(&Id { kind: Kind::Request, slug: id.into() }).swap_remove(0)
}

/// A field that cannot be changed, as an error of its file.
pub(in crate::cli) fn unchanged(file: &SitePath) -> impl Fn(Refused) -> Error + '_ {
    move |refused| {
        let help = refused.help();
        Error::usage(format!("{file} cannot be changed")).because(refused).help(help)
    }
}

/// What was typed for a field, if there is anything to be read.
pub(super) fn typed(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Refuses what must not be published in what was typed.
pub(super) fn publishable(name: &str, value: &Value) -> Result<()> {
    match value {
        Value::Text(text) => match private::find(text).first() {
            Some(found) => {
                let message =
                    format!("`{name}` holds {}, and what git has once it has for ever", found.kind.noun());
                Err(Error::usage(message)
                    .help("leave it out here, and keep it where the desk keeps its mail"))
            }
            None => Ok(()),
        },
        Value::Word(_) => Ok(()),
        Value::List(entries) => entries.iter().try_for_each(|entry| publishable(name, entry)),
        Value::Fields(fields) => fields.iter().try_for_each(|(_, value)| publishable(name, value)),
    }
}

/// Refuses a language that the site does not have.
pub(in crate::cli) fn known_language(desk: &Desk, language: Option<&str>) -> Result<()> {
    let known = &desk.site.config.languages;
    match language {
        Some(language) if !known.iter().any(|known| known.as_str() == language) => {
            let known: Vec<&str> = known.iter().map(Language::as_str).collect();
            Err(Error::usage(format!("the site has no language `{language}`")).help(format!(
                "it has {}; others are added in casebook.yaml, below `languages`",
                known.join(", ")
            )))
        }
        _ => Ok(()),
    }
}
