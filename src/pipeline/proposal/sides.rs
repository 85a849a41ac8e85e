//! The site as it is and as it would be, each read from git's objects and checked as a whole: what a change breaks may
//! lie in a file that it does not touch.

use std::path::Path;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::ends::Ends;
use crate::config::{self, THEMES};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::error::Result;
use crate::git::{self, Listed, Mode, Revision, Unread};
use crate::pipeline::guard::Guard;
use crate::pipeline::pictures::Unseen;
use crate::pipeline::{Inventory, Loaded, Project, locate};
use crate::read::{Blob, SourceFile, Sources, Stamp};
use crate::record::{CONTENT, asset, layout};
use crate::render::Renderer;
use crate::source::SitePath;

/// One of the two.
pub(super) struct Side {
    /// The site as it is published.
    pub(super) loaded: Loaded,
    /// Everything that is wrong with it, drafts included.
    pub(super) faults: Diagnostics,
}

/// Both, and what the files hold.
pub(super) struct Sides {
    pub(super) before: Side,
    pub(super) after: Side,
    /// The files that the change touches, as they were.
    pub(super) old: FxHashMap<SitePath, Blob>,
    /// All files, as they would be.
    pub(super) new: Sources,
}

impl Sides {
    pub(super) fn read(project: &Project, ends: &Ends) -> Result<Self> {
        let root = &project.root;
        let prefix = &ends.changes.prefix;
        let listed = Listing::of(root, &ends.base, prefix)?;
        let mut texts = Texts::default();
        texts.read(root, &listed)?;
        let mut before = side(project, &listed, texts.sources(), None)?;
        let touched: FxHashSet<&SitePath> = ends.changes.site.iter().map(|change| &change.path).collect();
        let old = texts.take(&touched);
        let listed = Listing::of(root, &ends.result, prefix)?;
        texts.read(root, &listed)?;
        let new = texts.sources();
        let mut after = side(project, &listed, new.clone(), Some(before.loaded.again()))?;
        // A page that cannot be drawn keeps the site from being built as well. Where there are errors already,
        // nothing is built.
        if !after.faults.has_errors() {
            let undrawn = after.undrawn(&new);
            if !undrawn.is_empty() {
                let known = before.undrawn(&new);
                before.faults.extend(known);
                after.faults.extend(undrawn);
            }
        }
        Ok(Self { before, after, old, new })
    }
}

impl Side {
    /// What goes wrong in drawing the pages.
    fn undrawn(&self, sources: &Sources) -> Diagnostics {
        let Loaded { site, theme, .. } = &self.loaded;
        let (renderer, pages) = (Renderer::new(site, theme, &Unseen), site.pages());
        let faults =
            if theme.is_altered() { renderer.faults(&pages) } else { renderer.try_each_template(&pages) };
        let mut faults = Diagnostics::from_iter(faults);
        locate(&mut faults, sources);
        faults
    }
}

/// Reads a site with drafts and without: a draft has faults of its own, and what is published must do without it.
fn side(project: &Project, listed: &Listing, sources: Sources, before: Option<Loaded>) -> Result<Side> {
    let (loaded, _, faults) = project.load_with_drafts(&listed.inventory(sources), before)?;
    Ok(Side { loaded, faults })
}

/// The files of a revision that a site is made of, by their names.
struct Listing {
    /// Sorted by path.
    files: Vec<Listed>,
    guard: Option<Guard>,
    faults: Diagnostics,
}

impl Listing {
    fn of(root: &Path, revision: &Revision, prefix: &str) -> Result<Self> {
        let guard = Guard::of_revision(root, revision, prefix)?;
        let (files, unread) = git::list(root, revision)?;
        let mut faults: Diagnostics = unread.iter().map(unreadable).collect();
        let (mut own, mut links) = (Vec::new(), Vec::new());
        for file in files {
            faults.extend(config::misnamed(&file.path));
            if is_source(&file.path) {
                if matches!(file.mode, Mode::File | Mode::Program) { &mut own } else { &mut links }
                    .push(file);
            }
        }
        faults.extend(links.iter().map(|file| no_file(&file.path)));
        Ok(Self { files: own, guard, faults })
    }

    fn inventory(&self, sources: Sources) -> Inventory {
        let below = |folder: &'static str| {
            let files = self.files.iter().filter(move |file| file.path.as_str().starts_with(folder));
            files.map(|file| SourceFile { path: file.path.clone(), stamp: stamp(file) }).collect()
        };
        let config = self.files.iter().find(|file| file.path.as_str() == config::FILE);
        Inventory {
            content: below(CONTENT),
            themes: below(THEMES),
            config: config.map(stamp),
            guard: self.guard.clone(),
            // What is judged from objects needs no dates.
            checkout: None,
            unread_history: None,
            diagnostics: self.faults.clone(),
            sources,
        }
    }
}

fn stamp(file: &Listed) -> Stamp {
    let id = file.id.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok());
    Stamp { size: file.size, time: id.unwrap_or_default() }
}

/// Whether a file is part of the site.
fn is_source(path: &SitePath) -> bool {
    let path = path.as_str();
    let hidden = path.split('/').any(|part| part.starts_with('.'));
    !hidden && (path == config::FILE || path.starts_with(CONTENT) || path.starts_with(THEMES))
}

/// What the files of a site hold, as far as a check looks into them. What one holds is read once, whichever sides it
/// is on.
#[derive(Default)]
struct Texts {
    held: Arc<FxHashMap<SitePath, Blob>>,
    ids: FxHashMap<SitePath, Box<str>>,
}

impl Texts {
    /// Makes this what the files of a listing hold.
    fn read(&mut self, root: &Path, listed: &Listing) -> Result<()> {
        let is_read = |file: &&Listed| {
            let path = file.path.as_str();
            let is_text =
                layout::text_name(path).is_some() || path.ends_with(".yaml") || path.ends_with(".svg");
            !path.starts_with(CONTENT) || is_text || asset::is_text(file.path.file_name())
        };
        let wanted: Vec<&Listed> = listed.files.iter().filter(is_read).collect();
        let there: FxHashSet<&SitePath> = wanted.iter().map(|file| &file.path).collect();
        let held = Arc::make_mut(&mut self.held);
        held.retain(|path, _| there.contains(path));
        self.ids.retain(|path, _| there.contains(path));
        let new: Vec<&Listed> =
            wanted.into_iter().filter(|file| self.ids.get(&file.path) != Some(&file.id)).collect();
        let ids: Vec<&str> = new.iter().map(|file| &*file.id).collect();
        for (file, blob) in new.into_iter().zip(git::blobs(root, &ids)?) {
            held.insert(file.path.clone(), blob);
            self.ids.insert(file.path.clone(), file.id.clone());
        }
        Ok(())
    }

    fn take(&mut self, paths: &FxHashSet<&SitePath>) -> FxHashMap<SitePath, Blob> {
        let held = Arc::make_mut(&mut self.held);
        let taken = paths.iter().filter_map(|path| held.remove_entry(*path)).collect();
        self.ids.retain(|path, _| !paths.contains(path));
        taken
    }

    fn sources(&self) -> Sources {
        Sources::Revision(Arc::clone(&self.held))
    }
}

/// What is neither a file nor a folder has no place in a site.
fn no_file(path: &SitePath) -> Diagnostic {
    Diagnostic::new(Code::OutsideRoot, path, Place::File, "a link, or a repository within the repository")
        .help("put the file itself here instead of a link to it")
}

/// An entry of the repository that nobody can judge.
pub(super) fn unreadable(entry: &Unread) -> Diagnostic {
    let Unread { name, why } = entry;
    let file = SitePath::new(config::FILE);
    Diagnostic::new(Code::UnreadableChange, &file, Place::File, format!("the file `{name}` {why}"))
        .help("take it out of the change, or give it another name, of letters, digits and hyphens")
}

/// The text of a file, where it is one.
pub(super) fn text(blob: &Blob) -> Option<&str> {
    match blob {
        Blob::Bytes(bytes) => str::from_utf8(bytes).ok(),
        Blob::TooLarge(_) => None,
    }
}
