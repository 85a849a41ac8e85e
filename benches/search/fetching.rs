//! What readers wait for: the bytes from an empty cache to the first ten results, and the time from the last
//! key to the results in a slow browser with all of that fetched before.

use std::error::Error;

use serde_json::json;

use crate::figures::median;
use crate::node;
use crate::site::Site;
use crate::table::Table;

/// For a query the bytes before its first letter, for the query, and for its results.
type Stages = [f64; 3];

const ENGINES: [&str; 2] = ["Casebook", "Pagefind"];

/// Prints the bytes for the queries of each site.
pub(crate) fn print_bytes(sites: &[(String, Site, Vec<String>)]) -> Result<(), Box<dyn Error>> {
    let columns = [
        "site and search",
        "before the first letter",
        "for the query",
        "for the results",
        "together",
        "at most",
    ];
    let mut table = Table::new("search-bytes", &columns);
    for (name, site, queries) in sites {
        let folders: [&std::path::Path; 2] = [&site.out, &site.pagefind];
        let engines: [Vec<Stages>; 2] = node::ask("bytes.mjs", &folders, &json!(queries))?;
        for (engine, queries) in ENGINES.iter().zip(engines) {
            let stage = |stage: usize| median(queries.iter().map(|stages| stages[stage])) / 1e3;
            let sums = || queries.iter().map(|stages| stages.iter().sum::<f64>());
            let most = sums().fold(0.0, f64::max) / 1e3;
            let figures = [stage(0), stage(1), stage(2), median(sums()) / 1e3, most];
            let figures = figures.map(|figure| format!("{figure:.0}"));
            table.row(&[&[format!("{name}: {engine}")][..], &figures].concat());
        }
    }
    table.done()
}

/// Prints the waits on the last site, which is the largest.
pub(crate) fn print_waits(sites: &[(String, Site, Vec<String>)]) -> Result<(), Box<dyn Error>> {
    let Some((name, site, queries)) = sites.last() else { return Ok(()) };
    let engines: [Vec<f64>; 2] = node::ask("latency.mjs", &[&site.out, &site.pagefind], &json!(queries))?;
    let mut table = Table::new("search-waits", &[name, "median", "at most"]);
    for (engine, times) in ENGINES.iter().zip(engines) {
        let most = times.iter().copied().fold(0.0, f64::max);
        let median = median(times.into_iter());
        table.row(&[(*engine).to_owned(), format!("{median:.0} ms"), format!("{most:.0} ms")]);
    }
    table.done()
}
