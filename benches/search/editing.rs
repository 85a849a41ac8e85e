//! How long it takes until an edit is in the index of the preview: from the site as it is after the edit to the
//! first file of the index that follows it. What the preview does before, for its pages, is measured by
//! `benches/speed`.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use casebook::pipeline::{Inventory, Project};
use casebook::search::Live;
use casebook::source::UrlPath;

use crate::figures::{median, milliseconds};
use crate::site::Site;
use crate::table::Table;

/// How many edits are made.
const EDITS: usize = 20;

/// Prints what an edit costs on each of the sites.
pub(crate) fn print(sites: &[(String, Site, Vec<String>)]) -> Result<(), Box<dyn Error>> {
    let mut table = Table::new("search-edits", &["site", "median", "longest", "all anew"]);
    for (name, site, _) in sites {
        let (first, edits) = edits(&site.root)?;
        let longest = edits.iter().map(milliseconds).fold(0.0, f64::max);
        let times = [median(edits.iter().map(milliseconds)), longest, milliseconds(&first)];
        let [median, longest, first] = times.map(|time| format!("{time:.0} ms"));
        table.row(&[name.clone(), median, longest, first]);
    }
    table.done()
}

/// How long the first index took, and each edit after it.
fn edits(root: &Path) -> Result<(Duration, Vec<Duration>), Box<dyn Error>> {
    let project =
        Project { root: fs::canonicalize(root)?, drafts: true, today: "2026-01-01".parse()?, preview: None };
    let live = Live::default();
    let entry = UrlPath::new("/search/index.js");
    let mut loaded = project.load(&Inventory::take(&project.root)?, None)?;
    let wait = |site: &Arc<_>| {
        let start = Instant::now();
        live.file(site, &entry).map(|_| start.elapsed()).ok_or("the site has no index")
    };
    let first = wait(&loaded.site)?;
    let files = loaded.site.entries().map(|(_, entry)| entry.record.file.under(&project.root));
    let files: Vec<_> = files.step_by((loaded.site.entries().len() / EDITS).max(1)).take(EDITS).collect();
    let mut edits = Vec::new();
    for (number, file) in files.iter().enumerate() {
        let text = fs::read_to_string(file)?;
        fs::write(file, format!("{text}\nZeppelin{number} over the museum.\n"))?;
        loaded = project.load(&Inventory::take(&project.root)?, Some(loaded))?;
        edits.push(wait(&loaded.site)?);
    }
    Ok((first, edits))
}
