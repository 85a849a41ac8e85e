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

/// How many edits are made.
const EDITS: usize = 20;

/// Prints what an edit costs on each of the sites.
pub(crate) fn print(sites: &[(String, Site, Vec<String>)]) -> Result<(), Box<dyn Error>> {
    println!("\n## From an edit to the index of the preview\n");
    println!("| | median | longest | all anew |");
    println!("| --- | ---: | ---: | ---: |");
    for (name, site, _) in sites {
        let (first, edits) = edits(&site.root)?;
        println!(
            "| {name} | {:.0} ms | {:.0} ms | {:.0} ms |",
            median(edits.iter().map(milliseconds)),
            edits.iter().map(milliseconds).fold(0.0, f64::max),
            milliseconds(&first),
        );
    }
    Ok(())
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
