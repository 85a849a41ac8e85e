//! The pictures of a site: made ahead for a build and a check, and for the preview when they are asked for.

use std::path::Path;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Project;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::{Error, Result};
use crate::output::Output;
use crate::picture::{self, Cache, FILE_LIMIT, Flaw, Picture};
use crate::read::{self, Blob};
use crate::render::Pictures;
use crate::site::{Asset, EntryId, Site, size_url};

/// Where a site is built if nobody says otherwise.
pub const PUBLIC: &str = "public";

/// More pixels than a usual camera has. Of such pictures one is in memory at a time.
const LARGE: u64 = 25_000_000;

/// The most that the pictures of a page may hold on a telephone, in bytes.
const BUDGET: u64 = 500_000;

/// The pixels that such a screen has in a row, and those of a picture in a gallery there.
const PHONE: u32 = 720;
const PHONE_THUMBNAIL: u32 = 360;

/// The bytes that each size of a picture holds, by the picture's file.
type Weights = FxHashMap<String, Vec<u64>>;

impl Project {
    /// Makes all sizes of the pictures that pages show, as far as they have not been made before, and tells of what
    /// cannot be decoded and of pages that show too much.
    pub(super) fn make_pictures(&self, site: &Site, out: &Path) -> Vec<Diagnostic> {
        let cache = Cache::beside(out);
        let make = |asset: &Asset, picture: &Picture| {
            let sizes =
                self.sizes(cache.as_ref(), asset, picture).ok_or_else(|| asset.flaw(Flaw::Damaged))?;
            let weights = sizes.iter().map(|bytes| bytes.len() as u64).collect();
            Ok((asset.file.as_str().to_owned(), weights))
        };
        let is_large = |picture: &Picture| u64::from(picture.width) * u64::from(picture.height) > LARGE;
        let (large, usual): (Vec<_>, Vec<_>) = site.scaled().partition(|(_, picture)| is_large(picture));
        let large: Vec<_> = large.into_iter().map(|(asset, picture)| make(asset, picture)).collect();
        let usual: Vec<_> = usual.into_par_iter().map(|(asset, picture)| make(asset, picture)).collect();
        let mut weights = Weights::default();
        let mut faults = Vec::new();
        for made in large.into_iter().chain(usual) {
            match made {
                Ok((file, sizes)) => _ = weights.insert(file, sizes),
                Err(fault) => faults.push(fault),
            }
        }
        faults.extend(site.entries().filter_map(|(id, _)| too_heavy(site, id, &weights)));
        faults
    }

    /// Writes all sizes that pages show.
    pub(super) fn write_pictures(&self, site: &Site, out: &Path, output: &Output) -> Result<()> {
        let cache = Cache::beside(out);
        let scaled: Vec<_> = site.scaled().collect();
        let mut names = FxHashSet::default();
        // Of the same picture in two places, the sizes may have one name.
        let own = scaled.iter().filter(|(asset, _)| names.insert(asset.sizes().swap_remove(0).name));
        let own: Vec<_> = own.collect();
        own.par_iter().try_for_each(|(asset, picture)| {
            let sizes = self.sizes(cache.as_ref(), asset, picture).ok_or_else(|| changed(asset))?;
            let mut files = asset.sizes().into_iter().zip(sizes);
            files.try_for_each(|(size, bytes)| output.write(&size_url(&size).file(), &bytes))
        })?;
        if let Some(cache) = cache {
            cache.sweep(scaled.iter().map(|(_, picture)| *picture));
        }
        Ok(())
    }

    /// The pictures of the site that is built into `out`, for its books.
    #[must_use]
    pub fn pictures(&self, out: &Path) -> impl Pictures + use<'_> {
        OnDisk { project: self, cache: Cache::beside(out) }
    }

    /// What is published of a picture's own file.
    pub(super) fn clean_picture(&self, asset: &Asset) -> Result<Vec<u8>> {
        self.clean(asset).ok_or_else(|| changed(asset))
    }

    /// The same, for the preview; `None` when it cannot be read any more.
    #[must_use]
    pub fn clean(&self, asset: &Asset) -> Option<Vec<u8>> {
        picture::clean(&self.bytes(asset)?)
    }

    /// One of the sizes of a picture, for the preview; `None` when it cannot be read any more.
    #[must_use]
    pub fn size(&self, asset: &Asset, at: usize) -> Option<Vec<u8>> {
        let picture = asset.picture?.ok()?;
        let cache = Cache::beside(&self.root.join(PUBLIC));
        self.sizes(cache.as_ref(), asset, &picture)?.into_iter().nth(at)
    }

    fn sizes(&self, cache: Option<&Cache>, asset: &Asset, picture: &Picture) -> Option<Vec<Vec<u8>>> {
        match cache {
            Some(cache) => cache.sizes(picture, || self.bytes(asset)),
            None => picture::scale(picture, &self.bytes(asset)?),
        }
    }

    fn bytes(&self, asset: &Asset) -> Option<Vec<u8>> {
        match read::bounded(&self.root, &asset.file, FILE_LIMIT) {
            Ok(Blob::Bytes(bytes)) => Some(bytes),
            _ => None,
        }
    }
}

/// The pictures of a project, with their sizes as they are kept.
struct OnDisk<'p> {
    project: &'p Project,
    cache: Option<Cache>,
}

impl Pictures for OnDisk<'_> {
    fn bytes(&self, asset: &Asset, size: Option<usize>) -> Option<Vec<u8>> {
        let picture = asset.picture.map(Result::ok);
        match (size, picture) {
            (Some(at), picture) => {
                self.project.sizes(self.cache.as_ref(), asset, &picture??)?.into_iter().nth(at)
            }
            (None, Some(_)) => self.project.clean(asset),
            (None, None) => self.project.bytes(asset),
        }
    }
}

/// Those of a revision: what a picture holds is nothing to whoever asks whether each page can be drawn.
pub(super) struct Unseen;

impl Pictures for Unseen {
    fn bytes(&self, _: &Asset, _: Option<usize>) -> Option<Vec<u8>> {
        Some(Vec::new())
    }
}

/// That the pictures of a page are more than its readers should load.
fn too_heavy(site: &Site, id: EntryId, weights: &Weights) -> Option<Diagnostic> {
    let record = &site.entry(id).record;
    let thumbnails: FxHashSet<usize> = record.body.thumbnails().collect();
    let mut seen = FxHashSet::default();
    let images = site.images(id).filter(|(_, asset)| seen.insert(&asset.file));
    let images = images.map(|(at, asset)| {
        let pixels = if thumbnails.contains(&at) { PHONE_THUMBNAIL } else { PHONE };
        (weight(asset, pixels, weights), asset)
    });
    let images: Vec<_> = images.collect();
    let sum: u64 = images.iter().map(|(bytes, _)| bytes).sum();
    let (bytes, heaviest) = images.into_iter().max_by_key(|(bytes, _)| *bytes)?;
    let kilobytes = |bytes: u64| bytes.div_ceil(1000);
    let fault = || {
        let message = format!(
            "the pictures of this page are {} kilobytes on a telephone; {} is the most",
            kilobytes(sum),
            BUDGET / 1000
        );
        let help = format!(
            "show fewer, or several in one paragraph, where they are smaller; the heaviest is `{}` with {}",
            heaviest.file.file_name(),
            kilobytes(bytes)
        );
        Diagnostic::new(Code::HeavyPage, &record.file, Place::File, message).help(help)
    };
    (sum > BUDGET).then(fault)
}

/// What a browser loads of a picture that is shown in so many pixels.
fn weight(asset: &Asset, pixels: u32, weights: &Weights) -> u64 {
    let Some(weights) = weights.get(asset.file.as_str()) else { return asset.bytes };
    let sizes = asset.sizes();
    let chosen = sizes.iter().position(|size| size.width >= pixels);
    let chosen = chosen.unwrap_or_else(|| sizes.len().saturating_sub(1));
    weights.get(chosen).copied().unwrap_or_default()
}

fn changed(asset: &Asset) -> Error {
    Error::usage(format!("`{}` was changed while the site was built", asset.file)).help("build it again")
}
