//! What readers wait for: what is fetched from an empty cache to the first results, and the time from the last
//! key to the results in a slow browser with all of that fetched before.

use std::error::Error;

use serde::Deserialize;
use serde_json::json;

use crate::answers::Queries;
use crate::figures::median;
use crate::node;
use crate::site::Site;
use crate::table::Table;

/// What is fetched for a query.
#[derive(Deserialize)]
struct Fetched {
    /// The bytes before its first letter, for the query, and for the results that are shown at first.
    bytes: [f64; 3],
    /// How many files of the index come until the first results are shown.
    requests: u32,
}

const ENGINES: [&str; 2] = ["Casebook", "Pagefind"];

/// Prints the bytes and the requests for the queries of each site.
pub(crate) fn print_bytes(sites: &[(&str, &Site, Vec<Queries<'_>>)]) -> Result<(), Box<dyn Error>> {
    let columns = [
        "site and search",
        "before the first letter",
        "for the query",
        "for the results",
        "together",
        "at most",
        "requests",
        "requests at most",
    ];
    let mut table = Table::new("search-bytes", &columns);
    for (name, site, queries) in sites {
        let folders: [&std::path::Path; 2] = [&site.out, &site.pagefind];
        let engines: [Vec<Fetched>; 2] = node::ask("bytes.mjs", &folders, &json!(queries))?;
        for (engine, queries) in ENGINES.iter().zip(engines) {
            let stage = |stage: usize| median(queries.iter().map(|query| query.bytes[stage])) / 1e3;
            let sums = || queries.iter().map(|query| query.bytes.iter().sum::<f64>());
            let most = sums().fold(0.0, f64::max) / 1e3;
            let requests = || queries.iter().map(|query| f64::from(query.requests));
            let requests = [median(requests()), requests().fold(0.0, f64::max)];
            let figures =
                [stage(0), stage(1), stage(2), median(sums()) / 1e3, most, requests[0], requests[1]];
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
