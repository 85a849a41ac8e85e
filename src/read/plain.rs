//! Plain files, and what is none: links, pipes, devices and sockets, which could lead to a file of the machine, or
//! never end.

use std::fs::{self, File, FileType};
use std::io;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::SitePath;

/// Opens a plain file to read it, and nothing else: a link is not followed, a pipe not waited for.
///
/// # Errors
/// When it is not there, is no plain file, or may not be read.
pub fn open(path: &Path) -> io::Result<File> {
    plain(fs::symlink_metadata(path)?.file_type())?;
    let mut options = File::options();
    options.read(true);
    // It may have been exchanged for something else since.
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.custom_flags(flags.bits().cast_signed());
    }
    let file = options.open(path)?;
    plain(file.metadata()?.file_type())?;
    Ok(file)
}

fn plain(file_type: FileType) -> io::Result<()> {
    match noun(file_type) {
        None => Ok(()),
        Some(noun) => Err(io::Error::other(format!("it is {noun}"))),
    }
}

/// Whether something is neither a file nor a folder nor a link.
#[must_use]
pub fn is_special(file_type: FileType) -> bool {
    !(file_type.is_file() || file_type.is_dir() || file_type.is_symlink())
}

/// What something is that is no plain file.
fn noun(file_type: FileType) -> Option<&'static str> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if file_type.is_fifo() {
            return Some("a pipe");
        }
        if file_type.is_socket() {
            return Some("a socket");
        }
        if file_type.is_block_device() || file_type.is_char_device() {
            return Some("a device");
        }
    }
    if file_type.is_symlink() {
        Some("a link")
    } else if file_type.is_dir() {
        Some("a folder")
    } else if file_type.is_file() {
        None
    } else {
        Some("something else")
    }
}

/// What speaks against reading what has that type.
pub(super) fn fault(path: &SitePath, file_type: FileType) -> Option<Diagnostic> {
    let noun = noun(file_type)?;
    Some(if file_type.is_symlink() {
        Diagnostic::new(
            Code::OutsideRoot,
            path,
            Place::File,
            "a link to another place, which is not followed",
        )
        .help("put the file itself here instead of a link to it")
    } else {
        Diagnostic::new(Code::UnreadableFile, path, Place::File, format!("{noun}, and no file"))
            .help("put a plain file in its place, or delete it")
    })
}
