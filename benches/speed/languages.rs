//! What a second language costs: a cold build of records that are all in one language, and one of half as many with a
//! translation each. Called by `main`.

use std::error::Error;
use std::fs;
use std::path::Path;

use crate::figures::{median, megabytes};
use crate::generator::{Translations, generate_with};
use crate::measure::{Cost, cost};
use crate::table::Table;
use crate::words::TRANSLATED;
use crate::{CASEBOOK, SEED, floor, settle};

/// Measures sites of these many records in `place`.
pub(crate) fn costs(place: &Path, records: &[usize], rounds: usize) -> Result<(), Box<dyn Error>> {
    let columns = ["site", "files", "wall", "CPU", "peak memory", "wall ÷ one", "CPU ÷ one"];
    let mut table = Table::new("languages", &columns);
    for &count in records {
        let names = [format!("{count} records"), format!("{} records and their translations", count / 2)];
        let sites = ["one", "two"].map(|name| place.join(format!("{count}-{name}")));
        for (site, translated) in sites.iter().zip([0, count / 2]) {
            fs::create_dir_all(site)?;
            let languages = &TRANSLATED[..translated.min(1)];
            let all = Translations { count: translated, every: 1, languages, are_told: true };
            generate_with(site, count, SEED, &all)?;
        }
        let mut measured = [Vec::new(), Vec::new()];
        for round in 0..rounds {
            // The one and the other go first in turn.
            for which in if round % 2 == 0 { [0, 1] } else { [1, 0] } {
                let (root, out) = (&sites[which], sites[which].with_extension(format!("out-{round}")));
                settle()?;
                let build = ["build".into(), "--root".into(), root.into(), "--out".into(), out.into()];
                measured[which].push(cost(CASEBOOK, &build)?);
            }
        }
        let wall = |cost: &Cost| cost.wall.as_secs_f64();
        let processor = |cost: &Cost| cost.processor.as_secs_f64();
        for which in 0..2 {
            let costs = &measured[which];
            let ratio = |of: &dyn Fn(&Cost) -> f64| {
                median(costs.iter().zip(&measured[0]).map(|(cost, one)| of(cost) / of(one)))
            };
            let written = floor::targets(&sites[which].with_extension("out-0"))?;
            table.row(&[
                names[which].clone(),
                written.lines().count().to_string(),
                format!("{:.0} ms", 1e3 * median(costs.iter().map(wall))),
                format!("{:.0} ms", 1e3 * median(costs.iter().map(processor))),
                format!("{:.0} MB", median(costs.iter().map(|cost| megabytes(cost.memory)))),
                format!("{:.2}", ratio(&wall)),
                format!("{:.2}", ratio(&processor)),
            ]);
        }
    }
    table.done()
}
