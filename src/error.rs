//! What stops the program altogether, as opposed to a fault in content, which is a
//! [`Diagnostic`](crate::diagnostic::Diagnostic). The command line shows it and exits with 2.

use std::path::{Path, PathBuf};

/// The program could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("cannot {doing} {}: {source}", path.display())]
    Io { doing: &'static str, path: PathBuf, source: std::io::Error },
    /// git is there but did not answer as it should.
    #[error("git {command} failed: {message}")]
    Git { command: String, message: String },
    /// What was asked for makes no sense; the message says what would.
    #[error("{0}")]
    Usage(String),
}

impl Error {
    /// For `map_err`: the file or folder, and the verb that failed on it.
    pub fn io(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io { doing, path, source }
    }
}

pub type Result<T, E = Error> = std::result::Result<T, E>;
