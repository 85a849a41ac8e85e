//! The files that are published as they are: those that a page which is published names. What none names was hardly
//! meant to be: the picture of a draft, an old copy, a list with names.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Entry;
use super::addresses::{Addresses, Owner};
use super::file_key::nfc;
use super::links::{Links, Target};
use super::records::Records;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::parse::csv_table::CsvTable;
use crate::parse::markdown::LinkKind;
use crate::picture::{FILE_LIMIT, Flaw, PIXEL_LIMIT, Picture, Size};
use crate::record::{asset, nearly};
use crate::source::{SitePath, UrlPath};

/// A file that can be published as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    pub file: SitePath,
    pub url: UrlPath,
    pub bytes: u64,
    /// Width and height in pixels, for images.
    pub size: Option<(usize, usize)>,
    /// The table that a CSV file is, or why it is none.
    pub csv: Option<Arc<Result<CsvTable, Diagnostic>>>,
    /// What can be made of it, for pictures that can be scaled or cleaned.
    pub picture: Option<Result<Picture, Flaw>>,
    /// The record that it may be meant to be, by its place and name.
    pub meant: Option<SitePath>,
}

/// All of them, sorted by address.
#[derive(Debug)]
pub(super) struct Assets {
    pub(super) all: Vec<Asset>,
    /// Where in `all` the asset of a file is, for links and fields that name the file. Systems write a letter
    /// with an accent in two ways, and people see one: the paths are kept in NFC.
    by_file: FxHashMap<Box<str>, usize>,
    /// Those that a page names, by their places in `all`; empty until [`find_named`](Self::find_named).
    named: FxHashSet<usize>,
    /// Those of these that a text shows as images.
    shown: BTreeSet<usize>,
    /// Those of these that nothing else names.
    only_shown: FxHashSet<usize>,
    /// Those that are not published; empty until [`leave_out`](Self::leave_out).
    left_out: FxHashSet<usize>,
}

impl Assets {
    pub(super) fn new(mut all: Vec<Asset>) -> Self {
        all.sort_by(|a, b| a.url.cmp(&b.url));
        let by_file =
            all.iter().enumerate().map(|(index, asset)| (nfc(asset.file.as_str()).into(), index)).collect();
        let (named, only_shown, left_out) = Default::default();
        Self { all, by_file, named, shown: BTreeSet::new(), only_shown, left_out }
    }

    /// Finds those that a page names: `files` are those that fields name.
    pub(super) fn find_named(
        &mut self,
        records: &Records,
        links: &Links,
        addresses: &Addresses,
        files: &FxHashSet<SitePath>,
    ) {
        self.named =
            files.iter().filter_map(|file| self.by_file.get(&*nfc(file.as_str())).copied()).collect();
        for (entry, targets) in records.entries.iter().zip(&links.targets) {
            for (target, link) in targets.iter().zip(&entry.record.body.links) {
                if let Target::Address(url, _) = target
                    && let Some(Owner::Asset(index)) = addresses.owner(url)
                {
                    let index = index as usize;
                    if link.kind == LinkKind::Image {
                        self.shown.insert(index);
                    } else {
                        self.named.insert(index);
                    }
                }
            }
        }
        self.only_shown = self.shown.iter().filter(|index| !self.named.contains(index)).copied().collect();
        self.named.extend(&self.shown);
    }

    /// Tells of those that pages show, or lead to, although nobody could see them.
    pub(super) fn find_flaws(&self, diagnostics: &mut Diagnostics) {
        let mut named: Vec<usize> = self.named.iter().copied().collect();
        named.sort_unstable();
        let flaw = |asset: &Asset| Some(asset.flaw(asset.picture?.err()?));
        diagnostics.extend(named.into_iter().filter_map(|index| flaw(&self.all[index])));
    }

    /// Tells of files that a text has for a table and that are none.
    pub(super) fn check_tables(
        &self,
        entries: &[Entry],
        links: &Links,
        addresses: &Addresses,
        diagnostics: &mut Diagnostics,
    ) {
        let mut told = FxHashSet::default();
        for (entry, targets) in entries.iter().zip(&links.targets) {
            for (link, target) in entry.record.body.links.iter().zip(targets) {
                let Target::Address(url, _) = target else { continue };
                if link.kind != LinkKind::Table || link.is_borrowed {
                    continue;
                }
                let owner = addresses.owner(url);
                let asset = owner.and_then(|owner| match owner {
                    Owner::Asset(index) => self.all.get(index as usize),
                    _ => None,
                });
                match asset.and_then(|asset| asset.csv.as_deref()) {
                    Some(Ok(_)) => {}
                    Some(Err(fault)) => {
                        if told.insert(url) {
                            diagnostics.push(fault.clone());
                        }
                    }
                    None => {
                        let message = format!("`{}` is no CSV file of `content/`", link.target);
                        let fault = Diagnostic::new(Code::CsvTable, &entry.record.file, link.span, message);
                        diagnostics
                            .push(fault.help("name a file that lies beside the record, or link to it"));
                    }
                }
            }
        }
    }

    /// Leaves out those that no page names.
    pub(super) fn leave_out(&mut self, diagnostics: &mut Diagnostics) {
        // What is wrong with a file in itself is enough to know of it.
        let faulty: FxHashSet<SitePath> = diagnostics.iter().map(|fault| fault.file.clone()).collect();
        for (index, asset) in self.all.iter().enumerate() {
            if !self.named.contains(&index) && !asset::is_asked_for(&asset.file) {
                self.left_out.insert(index);
                if !faulty.contains(&asset.file) {
                    diagnostics.push(asset.unnamed());
                }
            }
        }
    }

    /// Whether a page names the file.
    pub(super) fn is_named(&self, file: &SitePath) -> bool {
        self.by_file.get(&*nfc(file.as_str())).is_some_and(|index| self.named.contains(index))
    }

    /// Those that are published: not those of which pages show smaller sizes alone.
    pub(super) fn published(&self) -> impl Iterator<Item = &Asset> {
        let is_replaced =
            |index: &usize| self.only_shown.contains(index) && !self.all[*index].sizes().is_empty();
        let all = self.all.iter().enumerate();
        all.filter(move |(index, _)| !self.left_out.contains(index) && !is_replaced(index))
            .map(|(_, asset)| asset)
    }

    /// The pictures of which pages show smaller sizes.
    pub(super) fn scaled(&self) -> impl Iterator<Item = (&Asset, &Picture)> {
        self.shown.iter().filter_map(|&index| {
            let asset = &self.all[index];
            let picture = asset.picture.as_ref()?.as_ref().ok()?;
            (!asset.sizes().is_empty()).then_some((asset, picture))
        })
    }

    /// The published one at a place of `all`.
    pub(super) fn published_at(&self, index: usize) -> Option<&Asset> {
        self.all.get(index).filter(|_| !self.left_out.contains(&index))
    }

    /// The asset that `file` is the source of.
    pub(super) fn of(&self, file: &SitePath) -> Option<&Asset> {
        self.by_file.get(&*nfc(file.as_str())).map(|&index| &self.all[index])
    }
}

impl Asset {
    /// The table that it is on a page.
    #[must_use]
    pub fn table(&self) -> Option<&CsvTable> {
        self.csv.as_deref()?.as_ref().ok()
    }

    /// The sizes that pages show of it, the smallest first; none where they show the file itself.
    #[must_use]
    pub fn sizes(&self) -> Vec<Size> {
        match &self.picture {
            Some(Ok(picture)) => picture.sizes(self.file.file_name()),
            _ => Vec::new(),
        }
    }

    /// That it cannot be shown.
    #[must_use]
    pub fn flaw(&self, flaw: Flaw) -> Diagnostic {
        let (message, help) = match flaw {
            Flaw::Damaged => (
                "this is no picture that can be read, or not a whole one".to_owned(),
                "open it in a program for pictures and save it as JPEG or PNG; what does not open there was damaged \
                 on the way",
            ),
            Flaw::TooManyPixels(width, height) => (
                format!(
                    "the picture has {width} × {height} pixels; {} million is the most",
                    PIXEL_LIMIT / 1_000_000
                ),
                "scale it down: no page shows more than 1600 pixels in a row",
            ),
            Flaw::TooLarge(bytes) => (
                format!(
                    "the picture holds {} MiB; {} is the most",
                    bytes.div_ceil(1024 * 1024),
                    FILE_LIMIT / 1024 / 1024
                ),
                "scale it down, or save it as JPEG",
            ),
        };
        Diagnostic::new(Code::BrokenPicture, &self.file, Place::File, message).help(help)
    }

    /// That no page names it.
    fn unnamed(&self) -> Diagnostic {
        if let Some(meant) = &self.meant {
            return nearly::fault(&self.file, meant, true);
        }
        let message = "no page that is published links to this file, so it is not published";
        Diagnostic::new(Code::UnpublishedFile, &self.file, Place::File, message)
            .help("link to it from a record, or move it out of `content/`")
    }
}
