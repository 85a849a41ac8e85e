use std::path::Path;
use std::time::{Duration, Instant};

use super::args::Build;
use super::terminal::{self, Progress};
use super::{Outcome, answer};
use crate::diagnostic::render::{Bound, Format, render};
use crate::error::Result;
use crate::pipeline::{Built, Inventory};

impl Build {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let start = Instant::now();
        let bound = if self.all { Bound::ALL } else { Bound::BUILD };
        let project = terminal::project(root, self.drafts, self.today)?;
        let out = terminal::output(&project.root, self.out);
        let progress = Progress::start("Reading the sources");
        let built = project.build(
            &out,
            |diagnostics| render(Format::Human, diagnostics, &project, Bound::BUILD, false),
            |pages| progress.update(&format!("Drawing {pages} pages")),
        );
        drop(progress);
        let shown = out.strip_prefix(std::env::current_dir().unwrap_or_default()).unwrap_or(&out).display();
        let seconds = |time: Duration| format!("{:.2} s", time.as_secs_f64());
        match built? {
            Built::Faulty(diagnostics) => {
                terminal::show(&diagnostics, &project, bound)?;
                terminal::say("Nothing was written.\n")?;
                Ok(Outcome::Errors)
            }
            Built::Written { summary, pages, records, diagnostics, has_address } => {
                terminal::show(&diagnostics, &project, bound)?;
                let time = seconds(start.elapsed());
                let megabytes = summary.bytes.div_ceil(1024 * 1024);
                answer(&format!(
                    "Built {} from {} in {time}: {} written, {} unchanged, {} removed, {megabytes} MiB in {shown}\n",
                    counted(pages, "page"),
                    counted(records, "record"),
                    counted(summary.written, "file"),
                    summary.unchanged,
                    summary.removed
                ))?;
                if !has_address {
                    answer(
                        "casebook.yaml has no `base_url`: until it has, 404.html takes the site for one at the root of \
                         its host, and feeds, sitemap and previews have no whole addresses\n",
                    )?;
                }
                if !summary.at_once {
                    terminal::say(&format!(
                        "note: {shown} cannot be exchanged in one step here, so the files were moved one by one. A \
                         build that is stopped meanwhile leaves some of the old site, until the next build.\n"
                    ))?;
                }
                Ok(Outcome::Clean)
            }
            Built::Unchanged { report } => {
                if self.all {
                    // The report that was kept is the short one.
                    let loaded = project.load(&Inventory::take(&project.root)?, None)?;
                    terminal::show(&loaded.diagnostics, &project, bound)?;
                } else {
                    terminal::say(&report)?;
                }
                let time = seconds(start.elapsed());
                answer(&format!(
                    "Nothing has changed since the last build into {shown}; checked in {time}\n"
                ))?;
                Ok(Outcome::Clean)
            }
        }
    }
}

fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
