//! The whole way from a folder of sources to a finished site: the only module that names every
//! stage. The command line checks and builds with it; the preview loads again and again.

mod content;
mod guard;
mod inventory;
mod past_texts;
mod pictures;
mod proposal;
mod setup;
mod transitions;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::config::Config;
use crate::desk;
use crate::diagnostic::render::Texts;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::error::Result;
use crate::git::{self, Checkout, History};
use crate::output::{self, LastBuild, Output, Summary};
use crate::read::Sources;
use crate::record::{Parsed, Record, layout};
use crate::render::{Renderer, Theme, buttons};
use crate::search;
use crate::site::{self, Inputs, Page, PageKind, Revisions, Site};
use crate::source::SitePath;
use content::Content;
pub use inventory::Inventory;
pub use pictures::PUBLIC;
pub use proposal::{Approvals, Judgement, Proposal};
use setup::Setup;

/// A site's sources, and what they are to become.
#[derive(Debug, Clone)]
pub struct Project {
    /// The site's root, with every link in it followed.
    pub root: PathBuf,
    /// Whether drafts are part of the site.
    pub drafts: bool,
    /// The day on which reviews are overdue and clinics past.
    pub today: civil::Date,
    /// The address that a preview shows the site at, instead of the one it is published at.
    pub preview: Option<String>,
}

/// A site, and what it was made from, so that only what changed is read the next time.
pub struct Loaded {
    pub site: Arc<Site>,
    pub theme: Arc<Theme>,
    /// Everything that is wrong with the sources, in the order of a reader.
    pub diagnostics: Diagnostics,
    content: Content,
    setup: Arc<Setup>,
    past: Option<Arc<Past>>,
    past_texts: Arc<past_texts::Kept>,
    /// Whether git has told what there is to tell.
    is_history_read: bool,
}

/// What git tells of the site, as long as the same commit is checked out.
struct Past {
    history: Arc<History>,
    revisions: Arc<Revisions>,
}

impl Loaded {
    /// The same once more, to read another state of the site on top of it.
    fn again(&self) -> Self {
        Self {
            site: Arc::clone(&self.site),
            theme: Arc::clone(&self.theme),
            diagnostics: Diagnostics::new(),
            content: self.content.clone(),
            setup: Arc::clone(&self.setup),
            past: self.past.clone(),
            past_texts: Arc::clone(&self.past_texts),
            is_history_read: self.is_history_read,
        }
    }
}

/// What a build came to.
pub enum Built {
    /// There are errors, and nothing was written.
    Faulty(Diagnostics),
    Written {
        summary: Summary,
        pages: usize,
        records: usize,
        diagnostics: Diagnostics,
        /// Whether the site says where it is to be on the web.
        has_address: bool,
    },
    /// Nothing has changed since the build that left this report.
    Unchanged { report: String },
}

impl Project {
    /// Reads the sources that `inventory` lists and puts the site together. What has not changed
    /// since `before` is not read again.
    pub fn load(&self, inventory: &Inventory, before: Option<Loaded>) -> Result<Loaded> {
        let (old_content, old_setup, old_past, old_texts) = match before {
            Some(before) => (Some(before.content), Some(before.setup), before.past, before.past_texts),
            None => (None, None, None, Arc::default()),
        };
        let begun = setup::Begun::new(self, inventory, old_setup);
        let config = begun.config();
        let (content, (setup, past)) = rayon::join(
            || Content::load(inventory, &config, old_content),
            || rayon::join(|| begun.finish(), || self.past(inventory, old_past)),
        );
        let (past, unread_history) = match past {
            Ok(past) => (past, None),
            Err(error) => (None, Some(git::unread(&error))),
        };
        let history = past.as_ref().map(|past| Arc::clone(&past.history));
        let mut diagnostics = Diagnostics::new();
        diagnostics.extend(inventory.diagnostics.clone());
        diagnostics.extend(content.diagnostics());
        let mut faulty = FxHashMap::default();
        for diagnostic in &diagnostics {
            *faulty.entry(diagnostic.file.clone()).or_default() |= diagnostic.severity == Severity::Error;
        }
        let (site, found) = site::assemble(Inputs {
            config: Arc::clone(&setup.config),
            vocabularies: Arc::clone(&setup.vocabularies),
            glossary: Arc::clone(&setup.glossary),
            synonyms: Arc::clone(&setup.synonyms),
            workflow: Arc::clone(&setup.workflow),
            questions: Arc::clone(&setup.questions),
            parsed: content.parsed().collect(),
            reviews: content.reviews().cloned().collect(),
            assets: content.assets(),
            faulty,
            theme: setup.theme.files().map(|(url, _)| url.clone()).collect(),
            history: history.clone(),
            revisions: past.as_ref().map(|past| Arc::clone(&past.revisions)).unwrap_or_default(),
            drafts: self.drafts,
            today: self.today,
        });
        diagnostics.extend(setup.diagnostics.clone());
        diagnostics.extend(found);
        diagnostics.extend(desk::check::faults(&site));
        let text = |record: &Record| inventory.sources.shown_text(&record.file);
        diagnostics.extend(buttons::missing(&site, &setup.theme, text));
        diagnostics.extend(site::avoided(&site, text));
        diagnostics.extend(site::uncredited(&site));
        diagnostics.extend(history.as_deref().and_then(git::shallow_warning));
        let is_history_read = unread_history.is_none();
        diagnostics.extend(unread_history.into_iter().chain(inventory.unread_history.clone()));
        diagnostics.extend(history.as_deref().and_then(git::doubt_warning));
        locate(&mut diagnostics, &inventory.sources);
        diagnostics.sort();
        let head = history.as_deref().and_then(|history| history.checkout.head.as_deref());
        let texts = past_texts::read(&self.root, &inventory.sources, &site, head, old_texts);
        // Without them the pages name what has changed, and do not show it.
        let (texts, past_texts) = texts.unwrap_or_default();
        let site = site.with_past_texts(texts);
        let (site, theme) = (Arc::new(site), Arc::clone(&setup.theme));
        Ok(Loaded { site, theme, diagnostics, content, setup, past, past_texts, is_history_read })
    }

    /// The site without drafts; the one with them, where there are any; and all that is wrong with either: a draft has
    /// faults of its own, and what is published must do without it.
    fn load_with_drafts(
        &self,
        inventory: &Inventory,
        before: Option<Loaded>,
    ) -> Result<(Loaded, Option<Loaded>, Diagnostics)> {
        let mut loaded = Self { drafts: false, ..self.clone() }.load(inventory, before)?;
        let mut drafts = None;
        let mut faults = std::mem::take(&mut loaded.diagnostics);
        if loaded.content.parsed().any(Parsed::is_draft) {
            let with_drafts = Self { drafts: true, ..self.clone() };
            // What readers do without a draft is told by the errors of its lack; the rest is told with it.
            let is_error = |fault: &Diagnostic| fault.severity == Severity::Error;
            let lacking = std::mem::take(&mut faults).into_iter().filter(is_error);
            let mut all = with_drafts.load(inventory, Some(loaded.again()))?;
            faults = std::mem::take(&mut all.diagnostics);
            faults.extend(lacking);
            drafts = Some(all);
        }
        // A site is published whether or not its desk can work, so a build says nothing of it.
        let guard = inventory.guard.as_ref().and_then(|guard| guard.of_site(&loaded.site.config));
        let mut unready = desk::ready::faults(&loaded.site, guard, &faults);
        locate(&mut unready, &inventory.sources);
        faults.extend(unready);
        faults.sort();
        Ok((loaded, drafts, faults))
    }

    /// The end of the day after today: somewhere that has begun, and nowhere more.
    fn tomorrow(&self) -> jiff::Timestamp {
        let end = self.today.saturating_add(jiff::Span::new().days(2)).at(0, 0, 0, 0);
        end.to_zoned(jiff::tz::TimeZone::UTC).map_or(jiff::Timestamp::MAX, |end| end.timestamp())
    }

    fn past(&self, inventory: &Inventory, before: Option<Arc<Past>>) -> Result<Option<Arc<Past>>> {
        match before {
            Some(before) if inventory.checkout.as_ref() == Some(&before.history.checkout) => Ok(Some(before)),
            _ => inventory.checkout.clone().map(|checkout| self.past_of(checkout)).transpose(),
        }
    }

    /// What git knows of the branch that led to a commit.
    fn past_of(&self, checkout: Checkout) -> Result<Arc<Past>> {
        let paths = git::Layout { folder: layout::CONTENT, is_kept: layout::is_request, twin: layout::twin };
        let history = git::read(&self.root, checkout, &paths, self.tomorrow())?;
        let revisions = Arc::new(transitions::read(&self.root, &history)?);
        Ok(Arc::new(Past { history: Arc::new(history), revisions }))
    }

    /// Everything that is wrong with the site, templates and drafts included. Nothing is written but pictures that a
    /// build need not make again.
    pub fn check(&self) -> Result<Diagnostics> {
        let (published, drafts, mut diagnostics) =
            self.load_with_drafts(&Inventory::take(&self.root)?, None)?;
        if !diagnostics.has_errors() {
            let loaded = drafts.unwrap_or(published);
            diagnostics.extend(self.make_pictures(&loaded.site, &self.root.join(PUBLIC)));
            let pictures = self.pictures(&self.root.join(PUBLIC));
            let renderer = Renderer::new(&loaded.site, &loaded.theme, &pictures);
            diagnostics.extend(renderer.faults(&loaded.site.pages()));
            locate(&mut diagnostics, self);
            diagnostics.sort();
        }
        Ok(diagnostics)
    }

    /// The configuration; nothing else is read.
    #[must_use]
    pub fn config(&self, inventory: &Inventory) -> Arc<Config> {
        setup::Begun::new(self, inventory, None).config()
    }

    /// The last build into `out`, when a build would find that nothing has changed since.
    #[must_use]
    pub fn last_build(&self, out: &Path, inventory: &Inventory) -> Option<LastBuild> {
        LastBuild::find(out, inventory.key(self))
    }

    /// Builds the site into `out`. `report` makes the text that a later build with nothing to do
    /// shows again; `progress` is told how many pages are to be drawn.
    pub fn build(
        &self,
        out: &Path,
        report: impl Fn(&Diagnostics) -> String,
        progress: impl Fn(usize),
    ) -> Result<Built> {
        let inventory = Inventory::take(&self.root)?;
        let key = inventory.key(self);
        if let Some(report) = output::unchanged(out, key) {
            return Ok(Built::Unchanged { report });
        }
        let mut loaded = self.load(&inventory, None)?;
        let mut diagnostics = std::mem::take(&mut loaded.diagnostics);
        let Loaded { site, theme, .. } = &loaded;
        if diagnostics.has_errors() {
            return Ok(Built::Faulty(diagnostics));
        }
        let pages = site.pages();
        progress(pages.len());
        // A template may fail on any page, and then nothing may be written: all are drawn ahead. The
        // default theme's are known to fail on none, or on every page of a kind.
        let pictures = self.pictures(out);
        let renderer = Renderer::new(site, theme, &pictures);
        diagnostics.extend(if theme.is_altered() {
            renderer.faults(&pages)
        } else {
            renderer.try_each_template(&pages)
        });
        if diagnostics.has_errors() {
            locate(&mut diagnostics, self);
            return Ok(Built::Faulty(diagnostics));
        }
        // What cannot be decoded shows before anything is written, too.
        diagnostics.extend(self.make_pictures(site, out));
        if diagnostics.has_errors() {
            return Ok(Built::Faulty(diagnostics));
        }
        let output = Output::open(out, &self.root)?;
        // While little else is in memory.
        search::write(site, &|name, bytes| output.write(&search::address(name).file(), bytes))?;
        let draw = |page: &Page| match renderer.page(page) {
            Ok(bytes) => output.write(&site.url(page).file(), &bytes).map(|()| None),
            Err(fault) => Ok(Some(*fault)),
        };
        // Pages that say how large the ZIP file of the site is are made when it has all others.
        let archive = site.archive_url();
        let is_last = |page: &Page| archive.is_some() && page.kind == PageKind::Offline;
        let faults = pages.par_iter().filter(|page| !is_last(page)).map(draw);
        let faults: Vec<Option<Diagnostic>> = faults.collect::<Result<_>>()?;
        diagnostics.extend(faults.into_iter().flatten());
        if diagnostics.has_errors() {
            locate(&mut diagnostics, self);
            return Ok(Built::Faulty(diagnostics));
        }
        let assets: Vec<_> = site.assets().collect();
        assets.par_iter().try_for_each(|asset| match asset.picture {
            Some(_) => output.write(&asset.url.file(), &self.clean_picture(asset)?),
            None => output.copy(&asset.url.file(), &asset.file.under(&self.root)),
        })?;
        self.write_pictures(site, out, &output)?;
        theme.files().try_for_each(|(url, bytes)| output.write(&url.file(), bytes))?;
        if let Some(url) = &archive {
            output.archive(&url.file(), &site.archive_folder(), |bytes| {
                renderer.offer_archive(bytes);
                for page in pages.iter().filter(|page| is_last(page)) {
                    diagnostics.extend(draw(page)?);
                }
                Ok(())
            })?;
            if diagnostics.has_errors() {
                locate(&mut diagnostics, self);
                return Ok(Built::Faulty(diagnostics));
            }
        }
        // Whatever kept git from answering may be over the next time, though no source has changed.
        let key = if loaded.is_history_read { key } else { !key };
        let summary = output.finish(key, &report(&diagnostics))?;
        let (pages, records) = (pages.len(), site.entries().len());
        let has_address = site.config.base_url.is_some();
        // The program ends with its build, and the system takes the memory back at once.
        std::mem::forget(renderer);
        std::mem::forget(loaded);
        Ok(Built::Written { summary, pages, records, diagnostics, has_address })
    }
}

/// Turns the fields that diagnostics name into places of their files.
pub fn locate(diagnostics: &mut Diagnostics, texts: &dyn Texts) {
    let mut by_file: BTreeMap<SitePath, Vec<&mut Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics.iter_mut() {
        if matches!(diagnostic.place, Place::Field(_)) {
            by_file.entry(diagnostic.file.clone()).or_default().push(diagnostic);
        }
    }
    for (file, faults) in by_file {
        let text = texts.text(&file);
        let places = text.as_deref().and_then(|text| content::places(&file, text));
        for fault in faults {
            let Place::Field(path) = &fault.place else { continue };
            fault.place = places.as_ref().map_or(Place::File, |places| places.of(path, false).into());
        }
    }
}

impl Texts for Project {
    fn text(&self, file: &SitePath) -> Option<String> {
        Texts::text(&Sources::Folder(self.root.clone()), file)
    }
}

impl Texts for Sources {
    fn text(&self, file: &SitePath) -> Option<String> {
        self.shown_text(file)
    }
}
