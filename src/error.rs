//! What stops the program altogether, as opposed to a fault in content, which is a
//! [`Diagnostic`](crate::diagnostic::Diagnostic). The command line shows it and exits with 2.

use std::error::Error as Cause;
use std::fmt;
use std::path::Path;

use crate::diagnostic::render::visible::one_line;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The program could not do its work: what went wrong, why, and what to do.
#[derive(Debug)]
pub struct Error {
    pub kind: ErrorKind,
    /// One sentence, lower case, no full stop: what is wrong.
    message: String,
    /// What to write or to do instead.
    help: Option<String>,
    /// What the error comes of.
    cause: Option<Box<dyn Cause + Send + Sync>>,
    /// What is wrong besides.
    others: Vec<Self>,
}

/// What could not do its part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// What was asked for makes no sense, or not now.
    Usage,
    /// A file or folder could not be read or written.
    Io,
    /// git is there but did not answer as it should.
    Git,
    /// A mailbox is not there, refuses, or does not answer as it should.
    Mail,
    /// The system refuses what the preview needs: a port, connections, notice of changed files.
    System,
}

impl Error {
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), help: None, cause: None, others: Vec::new() }
    }

    /// What was asked for makes no sense, or not now.
    #[must_use]
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Usage, message)
    }

    /// For `map_err`: the file or folder, and the verb that failed on it.
    pub fn io(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let message = format!("cannot {doing} {}", path.display());
        move |cause| Self::new(ErrorKind::Io, message).because(cause)
    }

    /// Faults of a text that was to be written, in place of which the program stops.
    #[must_use]
    pub fn faults(faults: &Diagnostics) -> Self {
        let mut errors = faults.iter().map(Self::of);
        let first = errors.next().unwrap_or_else(|| Self::usage("the text cannot be read"));
        Self { others: errors.collect(), ..first }
    }

    /// A fault of a text that was to be read or written.
    #[must_use]
    pub fn of(fault: &Diagnostic) -> Self {
        Self { help: fault.help.clone(), ..Self::usage(&fault.message) }
    }

    /// Several as one; `None` where there are none.
    #[must_use]
    pub fn all(errors: Vec<Self>) -> Option<Self> {
        let mut errors = errors.into_iter();
        let first = errors.next()?;
        Some(Self { others: errors.collect(), ..first })
    }

    /// The same, of something at that place.
    #[must_use]
    pub fn at(mut self, place: &str) -> Self {
        self.message = format!("{place}: {}", self.message);
        self
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub fn because(mut self, cause: impl Into<Box<dyn Cause + Send + Sync>>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// The whole of it in the form of a diagnostic: what is wrong with its causes, one behind the other, and on a
    /// line of its own what to do. Names in it may come from strangers, so control characters are made visible.
    #[must_use]
    pub fn shown(&self) -> String {
        let mut causes = String::new();
        let mut cause = self.source();
        while let Some(next) = cause {
            causes.extend([": ", &*one_line(&next.to_string())]);
            cause = next.source();
        }
        let help = self.help.iter().map(|help| format!(" = help: {}\n", one_line(help)));
        let mut text = format!("error: {}{causes}\n", one_line(&self.message));
        text.extend(help.chain(self.others.iter().map(Self::shown)));
        text
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Cause for Error {
    fn source(&self) -> Option<&(dyn Cause + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn Cause + 'static))
    }
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_stand_behind_the_error_and_help_below_it() {
        let io = std::io::Error::other("the disk is full");
        let inner = Error::io("write", Path::new("a.html"))(io);
        assert_eq!(inner.shown(), "error: cannot write a.html: the disk is full\n");
        assert_eq!(inner.kind, ErrorKind::Io);
        let outer = Error::usage("the site was not built").because(inner).help("make room");
        assert_eq!(
            outer.shown(),
            "error: the site was not built: cannot write a.html: the disk is full\n = help: make room\n"
        );
    }
}
