//! What git's words mean where it fails, and what to do about it, where that is known. Whoever starts git adds it to
//! the error, and [`unread`](super::unread) to the warning.

/// What is given for git's own words where a clone is partial.
pub(super) const PARTIAL: &str = "the clone is partial and lacks files of the past";

/// How a partial clone gets what it lacks.
pub(super) const REFETCH: &str = "fetch all of it: `git fetch --refetch --no-filter`, or clone without `--filter` \
                                  (`filter` in the checkout step of a workflow)";

/// The cause in plain words, and the help.
pub(super) fn meaning(cause: &str) -> Option<(&'static str, &'static str)> {
    if cause.contains("dubious ownership") {
        let help = "the folder is somebody else's: if you trust it, run \
                    `git config --global --add safe.directory DIR` with its path";
        Some(("git refuses a folder of another owner", help))
    } else if is_too_old(cause) {
        Some(("this git does not know what it is asked", "install a newer git, at least 2.38"))
    } else if cause == PARTIAL {
        Some((PARTIAL, REFETCH))
    } else {
        None
    }
}

/// Whether git was given an option or a command that it does not have.
fn is_too_old(cause: &str) -> bool {
    [
        "usage:",
        "unknown option",
        "unrecognized argument",
        "is not a git command",
        "does not know what it is asked",
    ]
    .iter()
    .any(|words| cause.contains(words))
}
