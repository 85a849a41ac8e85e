//! What the `git` program knows about the site: when each file was written and by whom, the revision
//! that is checked out, and the files of any other. The pipeline calls [`read`] once a build and
//! [`checkout`] for cheap; for a change that is proposed it reads [`Revision`]s and what lies between.
//!
//! A site need not be in a repository, and git need not be installed: both give `None`. The
//! repository's own configuration is not trusted, so nothing it names is ever run.

mod ambiguous;
mod branch;
mod complaint;
mod folder;
mod held;
mod history;
mod keeps;
mod lacking;
mod log;
mod neutral;
mod revision;
mod unread;

pub use branch::Doubt;
pub use folder::commit_folder;
pub use held::held;
pub use history::{FileHistory, History, Revised, doubt_warning, read, shallow_warning};
pub use keeps::keeps;
pub use log::Layout;
pub use revision::{
    Changed, ChangedOutside, Changes, Listed, Merge, Mode, Place, Revision, Unread, among, blobs, changed,
    has, ignored, list, merge, resolve,
};
pub use unread::{look, unread};

use std::io::{self, BufReader, Read, Write};
use std::path::Path;
use std::process::{ChildStdout, Command, Stdio};
use std::thread;

use crate::diagnostic::render::visible::is_unsafe;
use crate::error::{Error, ErrorKind, Result};

/// Settings that outrank those of the repository: no program may be started, and the output must
/// not depend on who asks.
const SETTINGS: &[&str] = &[
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.quotePath=off",
    "log.follow=false",
    "log.showRoot=true",
    "log.showSignature=false",
    // Names come from the site's own `.mailmap` alone.
    "mailmap.file=",
    "mailmap.blob=",
];

/// Variables that point git at another repository than the one around the site. They are set
/// where Casebook runs from a hook.
const REPOSITORY_VARIABLES: &[&str] = &[
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// More of git's complaints than this is not read.
const LONGEST_COMPLAINT: u64 = 64 * 1024;

/// What a repository has checked out. As long as it stays, so does the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    /// The id of the commit; `None` before the first one.
    pub head: Option<String>,
    /// Whether older commits were left out when the repository was cloned.
    pub shallow: bool,
}

/// What is checked out around `root`. `None` without git and outside a repository.
pub fn checkout(root: &Path) -> Result<Option<Checkout>> {
    let arguments = ["rev-parse", "--is-shallow-repository", "--revs-only", "HEAD"];
    run(root, &arguments, &[], |output| {
        let mut answer = String::new();
        output.read_to_string(&mut answer)?;
        let mut lines = answer.lines();
        let shallow = match lines.next() {
            Some("true") => true,
            Some("false") => false,
            // What does not know a question repeats it.
            _ => return Err(io::Error::other("it does not know what it is asked")),
        };
        Ok(Checkout { shallow, head: lines.next().map(str::to_owned) })
    })
}

/// Runs git in `root` and hands its output to `read` as it comes. `None` when git is not installed or
/// `root` is in no repository.
fn run<T>(
    root: &Path,
    arguments: &[&str],
    input: &[u8],
    read: impl FnOnce(&mut BufReader<ChildStdout>) -> io::Result<T>,
) -> Result<Option<T>> {
    let ran = run_to_end(root, arguments, input, read)?;
    match ran {
        Some((_, false)) => Err(failed(arguments, "it ended with the status 1")),
        Some((result, true)) => Ok(Some(result)),
        None => Ok(None),
    }
}

fn failed(arguments: &[&str], cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    let command = arguments.first().copied().unwrap_or_default();
    Error::new(ErrorKind::Git, format!("git {command} failed")).because(cause)
}

/// As [`run`], and whether git ended with the status 0: some of its commands answer no with the status 1.
fn run_to_end<T>(
    root: &Path,
    arguments: &[&str],
    input: &[u8],
    read: impl FnOnce(&mut BufReader<ChildStdout>) -> io::Result<T>,
) -> Result<Option<(T, bool)>> {
    start(root, |_| {}, arguments, input, read)
}

/// As [`run_to_end`], with what `prepare` sets beforehand. The only place that starts git.
fn start<T>(
    root: &Path,
    prepare: impl FnOnce(&mut Command),
    arguments: &[&str],
    input: &[u8],
    read: impl FnOnce(&mut BufReader<ChildStdout>) -> io::Result<T>,
) -> Result<Option<(T, bool)>> {
    let failed = |cause: String| failed(arguments, cause);
    let mut command = Command::new("git");
    command
        .arg("--no-pager")
        .args(SETTINGS.iter().flat_map(|setting| ["-c", setting]))
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        // A partial clone would fetch what it lacks, with a program that its configuration names.
        .env("GIT_NO_LAZY_FETCH", "1")
        // A commit is what it is, whatever stands in its place for this clone.
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .stdin(if input.is_empty() { Stdio::null() } else { Stdio::piped() })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for variable in REPOSITORY_VARIABLES {
        command.env_remove(variable);
    }
    prepare(&mut command);
    command.arg("-C").arg(root).args(arguments);
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error.to_string())),
    };
    let (Some(output), Some(complaints)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(failed("it has no output".to_owned()));
    };
    // All pipes are served at once: git would wait for ever on a full one that nobody empties.
    let complaints = thread::spawn(move || drain(complaints));
    let stdin = child.stdin.take();
    let result = thread::scope(|scope| {
        // A git that has heard enough closes its end; what it says then is what counts.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        let mut output = BufReader::new(output);
        let result = read(&mut output);
        // What is not listened to any more would end git by a signal, and its end would hide what was wrong.
        let _ = io::copy(&mut output, &mut io::sink());
        result
    });
    let status = child.wait().map_err(|error| failed(error.to_string()))?;
    let complaints = complaints.join().unwrap_or_default();
    if status.success() || status.code() == Some(1) && complaints.is_empty() {
        return result
            .map(|result| Some((result, status.success())))
            .map_err(|error| failed(error.to_string()));
    }
    if complaints.contains("not a git repository") {
        return Ok(None);
    }
    let message: String =
        complaints.trim().chars().filter(|&character| character == '\n' || !is_unsafe(character)).collect();
    let error = failed(if message.is_empty() { status.to_string() } else { message.clone() });
    Err(match complaint::meaning(&message) {
        Some((_, help)) => error.help(help),
        None => error,
    })
}

/// Everything that git says.
fn bytes(output: &mut BufReader<impl Read>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    output.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// git said what it should not say.
fn unexpected(said: &[u8]) -> io::Error {
    let said = String::from_utf8_lossy(&said[..said.len().min(100)]).escape_debug().to_string();
    io::Error::other(format!("its answer cannot be read: `{said}`"))
}

/// The start of what git says on its standard error; the rest is read and dropped.
fn drain(mut complaints: impl Read) -> String {
    let mut start = Vec::new();
    // Words that cannot be read are no reason to fail: the exit status decides.
    let _ = complaints.by_ref().take(LONGEST_COMPLAINT).read_to_end(&mut start);
    let _ = io::copy(&mut complaints, &mut io::sink());
    String::from_utf8_lossy(&start).into_owned()
}

#[cfg(test)]
mod tests;
