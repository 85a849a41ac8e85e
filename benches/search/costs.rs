//! What it costs to make the index. The figures of `casebook build` are for the pages, lists, feeds and data
//! as well as for the index, and those of Pagefind for the index alone, which is unfair to Casebook.

use std::error::Error;

use crate::figures::{median, megabytes};
use crate::site::Site;
use crate::table::Table;

/// Prints what the engines cost on each of the sites. They take turns.
pub(crate) fn print(sites: &[(String, Site, Vec<String>)], rounds: usize) -> Result<(), Box<dyn Error>> {
    let columns = ["site and program", "wall", "CPU", "peak memory", "CPU ÷ Pagefind", "memory ÷ Pagefind"];
    let mut table = Table::new("search-index", &columns);
    for (name, site, _) in sites {
        let place = tempfile::tempdir_in(site.root.parent().ok_or("no room beside the site")?)?;
        let (mut ours, mut others) = (Vec::new(), Vec::new());
        for round in 0..rounds {
            ours.push(site.casebook(&place.path().join(format!("casebook-{round}")))?);
            others.push(site.index(&place.path().join(format!("pagefind-{round}")))?);
        }
        let turns = || ours.iter().zip(&others);
        let processor = median(turns().map(|(a, b)| a.processor.as_secs_f64() / b.processor.as_secs_f64()));
        let memory = median(turns().map(|(a, b)| megabytes(a.memory) / megabytes(b.memory)));
        for (engine, costs, ratios) in [
            ("casebook build, all of it", &ours, [processor, memory].map(|ratio| format!("{ratio:.2}"))),
            ("Pagefind", &others, ["1".to_owned(), "1".to_owned()]),
        ] {
            let [processor, memory] = ratios;
            table.row(&[
                format!("{name}: {engine}"),
                format!("{:.2} s", median(costs.iter().map(|cost| cost.wall.as_secs_f64()))),
                format!("{:.2} s", median(costs.iter().map(|cost| cost.processor.as_secs_f64()))),
                format!("{:.0} MB", median(costs.iter().map(|cost| megabytes(cost.memory)))),
                processor,
                memory,
            ]);
        }
    }
    table.done()
}
