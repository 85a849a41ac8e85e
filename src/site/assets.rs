//! The files that are published as they are.

use rustc_hash::FxHashMap;

use crate::source::{SitePath, UrlPath};

/// A file that is published as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    pub file: SitePath,
    pub url: UrlPath,
    pub bytes: u64,
    /// Width and height in pixels, for images.
    pub size: Option<(usize, usize)>,
}

/// All of them, sorted by address.
#[derive(Debug)]
pub(super) struct Assets {
    pub(super) all: Vec<Asset>,
    /// Where in `all` the asset of a file is, for links that name the file.
    by_file: FxHashMap<SitePath, usize>,
}

impl Assets {
    pub(super) fn new(mut all: Vec<Asset>) -> Self {
        all.sort_by(|a, b| a.url.cmp(&b.url));
        let by_file = all.iter().enumerate().map(|(index, asset)| (asset.file.clone(), index)).collect();
        Self { all, by_file }
    }

    /// The asset that `file` is the source of.
    pub(super) fn of(&self, file: &SitePath) -> Option<&Asset> {
        self.by_file.get(file).map(|&index| &self.all[index])
    }
}
