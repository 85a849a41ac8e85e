//! What the search finds and costs, against Pagefind on the same pages in the same run.
//!
//!     cargo bench --bench search                                      questions about the Helpdesk's site alone
//!     cargo bench --bench search -- --questions FILE                  and other questions about it
//!     cargo bench --bench search -- --corpora DIR                     everything
//!     cargo bench --bench search -- --corpora DIR --records 1000,10000 --rounds 3
//!     cargo bench --bench search -- --corpora DIR --place /dev/shm
//!     cargo bench --bench search -- --corpora DIR --write             into the documentation, too
//!
//! DIR has the texts that nobody wrote for this: `rfcs-markdown.tar.gz`, `rfcs.jsonl.gz` with their titles,
//! `rfcs-queries.json`, and `tldr-multilingual.jsonl.gz`. FILE is like `questions.jsonl` beside this file: in each
//! line the question `q`, its `lang`, its `type`, and `rel`, in which pages have grades by their address, 2 if
//! they answer it and 1 if they are useful. Prints tables in Markdown. Needs a Unix system with git, tar, node,
//! npm and Chromium, and what `tests/run browser` installs; Pagefind is installed beside this file at the version
//! of `package.json`.
#![allow(clippy::print_stdout, clippy::print_stderr)] // a program that prints figures

mod answers;
mod costs;
mod editing;
mod fetching;
#[path = "../speed/figures.rs"]
mod figures;
#[path = "../speed/foreign.rs"]
mod foreign;
#[path = "../speed/generator.rs"]
mod generator;
mod helpdesk;
mod known;
#[path = "../speed/measure.rs"]
mod measure;
mod node;
mod questions;
#[path = "../speed/random.rs"]
mod random;
mod records;
mod relevance;
mod rfcs;
mod site;
#[path = "../speed/table.rs"]
mod table;
mod tldr;
#[path = "../speed/words.rs"]
mod words;

use std::error::Error;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use answers::Queries;
use questions::Questions;
use site::Site;

const CASEBOOK: &str = env!("CARGO_BIN_EXE_casebook");
const SEED: u64 = 2026;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let result = match &arguments[..] {
        [first, program, rest @ ..] if first == "measure" => measure::run(program, rest),
        _ => Settings::read(&arguments).and_then(|settings| settings.run()),
    };
    result.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

struct Settings {
    corpora: Option<PathBuf>,
    /// Another file of questions about the Helpdesk's site.
    questions: Option<PathBuf>,
    records: Vec<usize>,
    rounds: usize,
    /// Where the sites and their output are for as long as it takes.
    place: PathBuf,
}

impl Settings {
    fn read(arguments: &[OsString]) -> Result<Self, Box<dyn Error>> {
        let mut settings = Self {
            corpora: None,
            questions: None,
            records: vec![1_000, 10_000],
            rounds: 3,
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
                "--corpora" => settings.corpora = Some(PathBuf::from(value)),
                "--questions" => settings.questions = Some(PathBuf::from(value)),
                "--records" => {
                    settings.records = text.split(',').map(str::parse).collect::<Result<_, _>>()?;
                }
                "--rounds" => settings.rounds = text.parse()?,
                "--place" => settings.place = PathBuf::from(value),
                _ => return Err(format!("unknown option {name}").into()),
            }
        }
        Ok(settings)
    }

    fn run(&self) -> Result<ExitCode, Box<dyn Error>> {
        node::prepare()?;
        let place = tempfile::tempdir_in(&self.place)?;
        let place = place.path();

        let helpdesk = Site::build(helpdesk::write(place)?)?;
        let own = Questions::read("own", &questions::own(), &helpdesk)?;
        let open =
            self.questions.as_ref().map(|file| Questions::read("open", file, &helpdesk)).transpose()?;
        let files: Vec<Questions> = open.into_iter().chain([own]).collect();
        questions::print(&helpdesk, &files)?;
        let Some(corpora) = &self.corpora else { return Ok(ExitCode::SUCCESS) };

        let rfcs = Site::build(rfcs::write(corpora, place)?)?;
        let rfc_questions = rfcs::questions(corpora)?;
        relevance::print_rfcs(&rfcs, &rfc_questions)?;
        let (tldr, sets) = tldr::write(corpora, place)?;
        relevance::print_languages(&Site::build(tldr)?, &sets)?;

        let mut asked = vec![("648 RFCs".to_owned(), rfcs, rfcs::some(&rfc_questions))];
        for &count in &self.records {
            let root = records::write(place, count)?;
            let queries = records::queries(&root)?;
            asked.push((format!("{count} records"), Site::build(root)?, queries));
        }
        costs::print(&asked, self.rounds)?;
        let english = |queries| vec![Queries { language: "en", queries }];
        let mut loaded: Vec<_> = asked
            .iter()
            .map(|(name, site, queries)| {
                (&**name, site, english(queries.iter().map(|query| &**query).collect()))
            })
            .collect();
        // The last file is that of the repository: whoever asks for the figures has its questions.
        loaded.extend(files.last().map(|own| ("Helpdesk", &helpdesk, own.queries())));
        fetching::print_bytes(&loaded)?;
        fetching::print_waits(&asked)?;
        // Last, since it changes the sites.
        editing::print(&asked)?;
        Ok(ExitCode::SUCCESS)
    }
}
