//! The command line: what was typed, what it does, and what it answers with. The only layer that
//! knows a terminal, a clock and an exit code.

mod args;
mod build;
mod check;
mod completions;
mod explain;
mod export;
mod import;
mod inbox;
mod init;
mod mail;
mod new;
mod request;
mod schema;
mod search;
mod serve;
mod terminal;
mod translate;
mod values;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use crate::error::{Error, Result};
use args::{Args, Command};

/// How a command ended, when it could do its work.
enum Outcome {
    /// Nothing is wrong.
    Clean,
    /// There are errors in the content.
    Errors,
}

/// Runs the program with these arguments: 0 when all is well, 1 when something is wrong with the
/// content, 2 when the work could not be done.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    match command(args) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Errors) => ExitCode::from(1),
        // Whoever read along has seen enough, as `head` has.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = anstream::stderr().write_all(error.shown().as_bytes());
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &Error) -> bool {
    let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<io::Error>());
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

fn command(args: Args) -> Result<Outcome> {
    let root = &match (args.root, &args.command) {
        (Some(root), _) => root,
        // It makes a site wherever it is told to.
        (None, Command::Init(_)) => PathBuf::from("."),
        (None, _) => terminal::around(Path::new(".")),
    };
    match args.command {
        Command::Build(build) => build.run(root),
        Command::Serve(serve) => serve.run(root),
        Command::Check(check) => check.run(root),
        Command::New(new) => new.run(root),
        Command::Import(import) => import.run(root),
        Command::Export(export) => export.run(root),
        Command::Translate(translate) => translate.run(root),
        Command::Inbox(inbox) => inbox.run(root),
        Command::Request(request) => request.run(root),
        Command::Mail(mail) => mail.run(root),
        Command::Search(search) => search.run(root),
        Command::Init(init) => init.run(root),
        Command::Explain(explain) => explain.run(),
        Command::Schema(schema) => schema.run(),
        Command::Completions(completions) => completions.run(),
    }
}

/// Writes an answer to standard output.
fn answer(text: &str) -> Result<()> {
    let failed = Error::io("write to", Path::new("standard output"));
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(failed)
}
