//! How fast `casebook` is, against the least that any program must do (see `floor`).
//!
//!     cargo bench --bench speed
//!     cargo bench --bench speed -- --records 1000,10000 --rounds 5
//!     cargo bench --bench speed -- --markdown DIR        and plain documents as pages
//!     cargo bench --bench speed -- --place /dev/shm      in memory, without a disk's moods
//!     cargo bench --bench speed -- --write               into the documentation, too
//!     cargo bench --bench speed -- generate 1000 DIR     only writes the generated site
//!
//! Prints tables in Markdown. Programs take turns, so that whatever else the machine does falls on
//! both; figures are medians, and ratios are medians of the ratios of the single turns. Needs git,
//! and a Unix system for the memory and processor time.
#![allow(clippy::print_stdout, clippy::print_stderr)] // a program that prints figures

mod documents;
mod figures;
mod floor;
mod foreign;
mod generator;
mod languages;
mod measure;
mod random;
mod serving;
mod table;
mod words;

use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use figures::{median, megabytes, milliseconds};
use measure::{Cost, cost};
use serving::{Waits, waits};
use table::Table;

const CASEBOOK: &str = env!("CARGO_BIN_EXE_casebook");
const SEED: u64 = 2026;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let result = match &arguments[..] {
        [first, program, rest @ ..] if first == "measure" => measure::run(program, rest),
        [first, content, targets, out] if first == "floor" => {
            floor::run(content.as_ref(), targets.as_ref(), out.as_ref())
                .map(|()| ExitCode::SUCCESS)
                .map_err(Into::into)
        }
        [first, count, root, ..] if first == "generate" => generate(count, root.as_ref()),
        _ => Settings::read(&arguments).and_then(|settings| settings.run()),
    };
    result.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

fn generate(count: &OsString, root: &Path) -> Result<ExitCode, Box<dyn Error>> {
    fs::create_dir_all(root)?;
    generator::generate(root, count.to_string_lossy().parse()?, SEED)?;
    Ok(ExitCode::SUCCESS)
}

struct Settings {
    records: Vec<usize>,
    rounds: usize,
    markdown: Option<PathBuf>,
    /// Where the sites and their output are for as long as it takes.
    place: PathBuf,
}

impl Settings {
    fn read(arguments: &[OsString]) -> Result<Self, Box<dyn Error>> {
        let mut settings = Self {
            records: vec![1_000, 10_000],
            rounds: 5,
            markdown: None,
            place: PathBuf::from(env!("CARGO_TARGET_TMPDIR")),
        };
        let mut arguments = arguments.iter().filter(|argument| *argument != "--bench");
        while let Some(name) = arguments.next() {
            let name = name.to_string_lossy();
            if name == "--write" {
                table::write_all()?;
                continue;
            }
            let value = arguments.next().ok_or_else(|| format!("{name} lacks its value"))?;
            let text = value.to_string_lossy();
            match &*name {
                "--records" => {
                    settings.records = text.split(',').map(str::parse).collect::<Result<_, _>>()?;
                }
                "--rounds" => settings.rounds = text.parse()?,
                "--place" => settings.place = PathBuf::from(value),
                "--markdown" => settings.markdown = Some(PathBuf::from(value)),
                _ => return Err(format!("unknown option {name}").into()),
            }
        }
        Ok(settings)
    }

    fn run(&self) -> Result<ExitCode, Box<dyn Error>> {
        let place = tempfile::tempdir_in(&self.place)?;
        let mut measured = Vec::new();
        for records in &self.records {
            let root = place.path().join(records.to_string());
            fs::create_dir_all(&root)?;
            generator::generate(&root, *records, SEED)?;
            let check = Command::new(CASEBOOK).args(["check", "--root"]).arg(&root).output()?;
            if !check.status.success() {
                return Err(String::from_utf8_lossy(&check.stdout).into_owned().into());
            }
            measured.push(measure(format!("{records} records"), &root, "cases", self.rounds)?);
            fs::remove_dir_all(&root)?;
        }
        if let Some(documents) = &self.markdown {
            let root = place.path().join("documents");
            let count = documents::site(documents, &root, CASEBOOK)?;
            measured.push(measure(format!("{count} documents"), &root, "pages", self.rounds)?);
        }
        costs(&measured)?;
        preview(&measured)?;
        languages::costs(place.path(), &self.records, self.rounds)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// What was measured of a site.
struct Measured {
    name: String,
    /// What the floor, a cold build and a build with nothing to do took, once for each round.
    floor: Vec<Cost>,
    cold: Vec<Cost>,
    unchanged: Vec<Cost>,
    waits: Waits,
}

/// Measures the site in `root`, editing a record of `kind`.
fn measure(name: String, root: &Path, kind: &str, rounds: usize) -> Result<Measured, Box<dyn Error>> {
    let place = tempfile::tempdir_in(root.parent().ok_or("no room beside the site")?)?;
    let place = place.path();
    let build = |out: &Path| ["build".into(), "--root".into(), root.into(), "--out".into(), out.into()];
    let bench = std::env::current_exe()?.to_string_lossy().into_owned();
    let targets = place.join("targets");
    let floor =
        |out: &Path| ["floor".into(), root.join("content").into(), targets.clone().into(), out.into()];

    cost(CASEBOOK, &build(&place.join("first")))?;
    let written = floor::targets(&place.join("first"))?;
    fs::write(&targets, &written)?;
    let sizes = || written.lines().filter_map(|line| line.split(' ').next()?.parse::<u64>().ok());
    println!("{name}: {} files of output, {:.0} MB.", sizes().count(), megabytes(sizes().sum()));

    let (mut cold, mut unchanged, mut least) = (vec![], vec![], vec![]);
    for round in 0..rounds {
        // Nothing is removed before the end, since disks are slow for a while after that.
        let (out, floor_out) = (place.join(format!("out-{round}")), place.join(format!("floor-{round}")));
        settle()?;
        least.push(cost(&bench, &floor(&floor_out))?);
        settle()?;
        cold.push(cost(CASEBOOK, &build(&out))?);
        settle()?;
        unchanged.push(cost(CASEBOOK, &build(&out))?);
        if floor::targets(&floor_out)? != written || floor::targets(&out)? != written {
            return Err("the floor and the build did not write the same files".into());
        }
    }
    let waits = waits(CASEBOOK, root, kind, rounds)?;
    Ok(Measured { name, floor: least, cold, unchanged, waits })
}

/// Waits until the disk has what was written before, so that nobody pays for another's writing.
fn settle() -> Result<(), Box<dyn Error>> {
    if Command::new("sync").status()?.success() { Ok(()) } else { Err("sync failed".into()) }
}

/// What builds cost, against the floor.
fn costs(measured: &[Measured]) -> Result<(), Box<dyn Error>> {
    let columns = ["site and build", "wall", "CPU", "peak memory", "wall ÷ floor", "CPU ÷ floor"];
    let mut table = Table::new("builds", &columns);
    let wall = |cost: &Cost| cost.wall.as_secs_f64();
    let processor = |cost: &Cost| cost.processor.as_secs_f64();
    for Measured { name, floor, cold, unchanged, .. } in measured {
        for (build, costs) in [("floor", floor), ("cold", cold), ("nothing changed", unchanged)] {
            let ratio =
                |of: &dyn Fn(&Cost) -> f64| median(costs.iter().zip(floor).map(|(a, b)| of(a) / of(b)));
            table.row(&[
                format!("{name}: {build}"),
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

/// What the preview takes, a column for each site.
fn preview(measured: &[Measured]) -> Result<(), Box<dyn Error>> {
    let names = measured.iter().map(|measured| measured.name.as_str());
    let columns: Vec<&str> = std::iter::once("preview").chain(names).collect();
    let mut table = Table::new("preview", &columns);
    let wait = |times: &[std::time::Duration]| match times {
        [] => String::new(),
        times => format!("{:.0} ms", median(times.iter().map(milliseconds))),
    };
    let mut row = |what: &str, cell: &dyn Fn(&Waits) -> String| {
        let cells = measured.iter().map(|measured| cell(&measured.waits));
        table.row(&std::iter::once(what.to_owned()).chain(cells).collect::<Vec<_>>());
    };
    row("from start to the first page", &|waits| wait(&[waits.start]));
    row("from saving a file to its page", &|waits| wait(&waits.page));
    row("from saving a file to the list that names it", &|waits| wait(&waits.list));
    row("peak memory", &|waits| {
        waits.memory.map_or_else(String::new, |memory| format!("{:.0} MB", megabytes(memory)))
    });
    table.done()
}
