//! What it costs to make the index. The figures of `casebook build` are for the pages, lists, feeds and data
//! as well as for the index, and those of Pagefind for the index alone, which is unfair to Casebook.

use std::error::Error;

use crate::figures::{median, megabytes};
use crate::site::Site;

/// Prints what the engines cost on each of the sites. They take turns.
pub(crate) fn print(sites: &[(String, Site, Vec<String>)], rounds: usize) -> Result<(), Box<dyn Error>> {
    println!("\n## Indexing\n");
    println!("| | wall | CPU | peak memory | CPU ÷ Pagefind | memory ÷ Pagefind |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
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
            ("casebook build, all of it", &ours, format!("{processor:.2} | {memory:.2}")),
            ("Pagefind", &others, "1 | 1".to_owned()),
        ] {
            println!(
                "| {name}: {engine} | {:.2} s | {:.2} s | {:.0} MB | {ratios} |",
                median(costs.iter().map(|cost| cost.wall.as_secs_f64())),
                median(costs.iter().map(|cost| cost.processor.as_secs_f64())),
                median(costs.iter().map(|cost| megabytes(cost.memory))),
            );
        }
    }
    Ok(())
}
