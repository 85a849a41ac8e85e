//! A site as both engines have it: built by `casebook`, and its records indexed by Pagefind.

use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::measure::{Cost, cost};
use crate::{CASEBOOK, node};

/// A site that was built and indexed. Its folders are beside that of its sources.
pub(crate) struct Site {
    pub root: PathBuf,
    /// What `casebook build` wrote.
    pub out: PathBuf,
    /// The pages of records alone. Lists of them would be found in their stead.
    records: PathBuf,
    /// Has the index of Pagefind in `pagefind/`.
    pub pagefind: PathBuf,
}

impl Site {
    /// Builds the site whose sources are in `root`.
    pub(crate) fn build(root: PathBuf) -> Result<Self, Box<dyn Error>> {
        let beside = |name: &str| {
            let mut path = OsString::from(&root);
            path.push(name);
            PathBuf::from(path)
        };
        let site =
            Self { out: beside("-out"), records: beside("-records"), pagefind: beside("-pagefind"), root };
        site.casebook(&site.out)?;
        for entry in walkdir::WalkDir::new(&site.out) {
            let path = entry?.into_path();
            if path.extension().is_some_and(|extension| extension == "html") {
                let page = fs::read_to_string(&path)?;
                if page.contains("<article class=\"grid record") {
                    write(&site.records.join(path.strip_prefix(&site.out)?), &page)?;
                }
            }
        }
        site.index(&site.pagefind)?;
        Ok(site)
    }

    /// The address of a page by any of its addresses: those that it had before lead to it.
    pub(crate) fn page(&self, address: &str) -> Option<String> {
        let file = self.out.join(address.trim_start_matches('/')).join("index.html");
        let page = fs::read_to_string(file).ok()?;
        let Some((_, moved)) = page.split_once("http-equiv=\"refresh\" content=\"0; url=") else {
            return Some(address.to_owned());
        };
        let place = moved.split('"').next()?.trim_start_matches("../");
        Some(format!("/{}", place.strip_suffix("index.html")?))
    }

    /// What `casebook build` costs.
    pub(crate) fn casebook(&self, out: &Path) -> Result<Cost, Box<dyn Error>> {
        let (root, out) = (OsString::from(&self.root), OsString::from(out));
        cost(CASEBOOK, &["build".into(), "--root".into(), root, "--out".into(), out])
    }

    /// What it costs to have Pagefind index the pages of records.
    pub(crate) fn index(&self, folder: &Path) -> Result<Cost, Box<dyn Error>> {
        let arguments = [
            node::folder().join("node_modules/pagefind/lib/runner/bin.cjs").into(),
            "--site".into(),
            OsString::from(&self.records),
            "--output-path".into(),
            folder.join("pagefind").into(),
            // Not the heads and feet that all pages have.
            "--root-selector".into(),
            "article.record".into(),
        ];
        cost("node", &arguments)
    }
}

/// Writes a file and the folders it is in.
pub(crate) fn write(path: &Path, text: &str) -> std::io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, text)
}
