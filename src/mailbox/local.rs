//! A mailbox in a folder of this computer: a Maildir, whose folders lie in it with a dot before their names
//! (Maildir++), or a folder of `.eml` files. `Mailbox` calls it.
//!
//! Other programs deliver and rename mails at the same time. A Maildir is made for that: a mail is written below
//! `tmp`, then moved, and keeps its name up to the colon while its flags change behind it.

use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::folder::{Folder, shown, written};
use super::header;
use super::message::{Content, Handle, Message, Spot};
use super::options::Options;
use crate::error::{Error, Result};
use crate::read::open;

/// The signs behind a name in a Maildir, and what a server calls them.
const FLAGS: &[(char, &str)] = &[
    ('D', "\\Draft"),
    ('F', "\\Flagged"),
    ('P', "$Forwarded"),
    ('R', "\\Answered"),
    ('S', "\\Seen"),
    ('T', "\\Deleted"),
];
/// How many files of one name there may be in a folder of drafts.
const MOST_OF_A_NAME: usize = 1000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    Maildir,
    Files,
}

/// A mailbox in a folder.
#[derive(Debug)]
pub(super) struct Local {
    layout: Layout,
    root: PathBuf,
    drafts: Option<String>,
    sent: Option<String>,
    largest: u64,
}

/// A mail of a folder.
struct Entry {
    path: PathBuf,
    metadata: Metadata,
}

impl Local {
    pub(super) fn maildir(root: &Path, options: &Options) -> Self {
        Self::new(Layout::Maildir, root, options)
    }

    pub(super) fn files(root: &Path, options: &Options) -> Self {
        Self::new(Layout::Files, root, options)
    }

    fn new(layout: Layout, root: &Path, options: &Options) -> Self {
        let Options { drafts, sent, largest, .. } = options.clone();
        Self { layout, root: root.to_owned(), drafts, sent, largest }
    }

    pub(super) fn has(&self, folder: Folder) -> Result<bool> {
        Ok(self.find(folder)?.is_some())
    }

    /// Where a folder lies, if there is one for that.
    fn find(&self, folder: Folder) -> Result<Option<PathBuf>> {
        let named = match folder {
            Folder::Inbox => return Ok(Some(self.root.clone())),
            Folder::Drafts => self.drafts.as_deref(),
            Folder::Sent => self.sent.as_deref(),
            Folder::Archive | Folder::All => None,
        };
        match (self.layout, named) {
            (Layout::Files, named) => Ok(named.map(PathBuf::from)),
            (Layout::Maildir, Some(name)) => {
                // One that lies elsewhere is named by its path.
                let is_path = name.contains('/');
                let path = if is_path { PathBuf::from(name) } else { self.within(name) };
                if is_maildir(&path) {
                    return Ok(Some(path));
                }
                let root = self.root.display();
                Err(Error::usage(format!("the Maildir {root} has no folder “{name}”")).help(self.there_are()))
            }
            (Layout::Maildir, None) => {
                let paths = folder.names().iter().map(|name| self.within(name));
                Ok(paths.into_iter().find(|path| is_maildir(path)))
            }
        }
    }

    fn within(&self, name: &str) -> PathBuf {
        self.root.join(format!(".{}", written(name)))
    }

    /// The folders of a Maildir, for help.
    fn there_are(&self) -> String {
        let names = fs::read_dir(&self.root).into_iter().flatten().filter_map(|entry| {
            let name = entry.ok()?.file_name().into_string().ok()?;
            name.strip_prefix('.')
                .filter(|_| is_maildir(&self.root.join(&name)))
                .map(|name| format!("“{}”", shown(name)))
        });
        let mut names: Vec<String> = names.take(30).collect();
        names.sort();
        if names.is_empty() {
            "it has no folders; give the path of the one that is meant".to_owned()
        } else {
            format!("it has these folders: {}", names.join(", "))
        }
    }

    fn required(&self, folder: Folder) -> Result<PathBuf> {
        self.find(folder)?.ok_or_else(|| {
            let noun = folder.noun();
            let help = match self.layout {
                Layout::Maildir => format!("{}; name the one for {noun}", self.there_are()),
                Layout::Files => format!("name a folder for {noun}"),
            };
            Error::usage(format!("{} has no folder for {noun}", self.root.display())).help(help)
        })
    }

    pub(super) fn list(&self, folder: Folder, fields: &[&str], since: Option<Date>) -> Result<Vec<Message>> {
        let path = self.required(folder)?;
        // The folder of drafts is made with the first of them.
        let is_new = self.layout == Layout::Files && folder == Folder::Drafts && !path.exists();
        let mut entries = if is_new { Vec::new() } else { self.entries(&path)? };
        if let Some(day) = since {
            // As with a server, which has a time zone of its own.
            let day = day.saturating_sub(1.day());
            entries.retain(|entry| arrived(&entry.metadata).is_none_or(|arrived| arrived >= day));
        }
        Ok(entries
            .into_iter()
            .map(|Entry { path, metadata }| {
                let header = open(&path).and_then(header::read).unwrap_or_default();
                Message {
                    header: header::chosen(&header, fields),
                    flags: self.flags(&path),
                    size: metadata.len(),
                    handle: Handle(Spot::File(path)),
                }
            })
            .collect())
    }

    /// The mails of a folder by their names, which begin with the time in most.
    fn entries(&self, folder: &Path) -> Result<Vec<Entry>> {
        let folders = match self.layout {
            Layout::Maildir => vec![folder.join("cur"), folder.join("new")],
            Layout::Files => vec![folder.to_owned()],
        };
        let mut entries = Vec::new();
        for folder in folders {
            for entry in fs::read_dir(&folder).map_err(Error::io("read", &folder))? {
                let entry = entry.map_err(Error::io("read", &folder))?;
                let name = entry.file_name();
                let is_mail = match self.layout {
                    Layout::Maildir => !name.as_encoded_bytes().starts_with(b"."),
                    Layout::Files => Path::new(&name)
                        .extension()
                        .is_some_and(|extension| extension.eq_ignore_ascii_case("eml")),
                };
                match entry.metadata() {
                    Ok(metadata) if is_mail => entries.push(Entry { path: entry.path(), metadata }),
                    // Another program has moved it since.
                    Err(error) if error.kind() != ErrorKind::NotFound => {
                        return Err(Error::io("read", &entry.path())(error));
                    }
                    _ => {}
                }
            }
        }
        entries.sort_by(|a, b| a.path.file_name().cmp(&b.path.file_name()));
        Ok(entries)
    }

    fn flags(&self, path: &Path) -> Vec<String> {
        let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
        let signs = match self.layout {
            Layout::Maildir => name.rsplit_once("2,").map_or("", |(_, signs)| signs),
            Layout::Files => "",
        };
        let known = FLAGS.iter().filter(|(sign, _)| signs.contains(*sign));
        known.map(|(_, flag)| (*flag).to_owned()).collect()
    }

    pub(super) fn headers(&self, handles: &[Handle], fields: &[&str]) -> Vec<(Handle, Vec<u8>)> {
        let header = |handle: &Handle| {
            let path = self.path(handle)?;
            let header = open(&path).and_then(header::read).ok()?;
            Some((handle.clone(), header::chosen(&header, fields)))
        };
        handles.iter().filter_map(header).collect()
    }

    pub(super) fn read(
        &self,
        handles: &[Handle],
        take: &mut dyn FnMut(&Handle, Content) -> Result<()>,
    ) -> Result<()> {
        handles.iter().try_for_each(|handle| take(handle, self.content(handle)))
    }

    fn content(&self, handle: &Handle) -> Content {
        let Some(path) = self.path(handle) else { return Content::Gone };
        let mut mail = Vec::new();
        let read = open(&path).and_then(|file| {
            let size = file.metadata()?.len();
            if size <= self.largest {
                // It may grow in the meantime.
                file.take(self.largest + 1).read_to_end(&mut mail)?;
            }
            Ok(size.max(mail.len() as u64))
        });
        match read {
            Ok(size) if size <= self.largest => Content::Mail(mail),
            Ok(size) => Content::TooLarge(size),
            Err(error) if error.kind() == ErrorKind::NotFound => Content::Gone,
            Err(error) => Content::Unreadable(Error::io("read", &path)(error)),
        }
    }

    /// Where the mail lies now. In a Maildir it has another name when its flags have changed.
    fn path(&self, handle: &Handle) -> Option<PathBuf> {
        let Spot::File(path) = &handle.0 else { return None };
        if path.symlink_metadata().is_ok() || self.layout == Layout::Files {
            return Some(path.clone());
        }
        let name = unique(path.file_name()?);
        let folders = ["cur", "new"].map(|name| path.parent()?.parent().map(|folder| folder.join(name)));
        let mut files =
            folders.into_iter().flatten().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
        files
            .find_map(|entry| entry.ok().filter(|entry| unique(&entry.file_name()) == name))
            .map(|entry| entry.path())
    }

    pub(super) fn append_draft(&self, name: &str, mail: &[u8]) -> Result<()> {
        match self.layout {
            Layout::Maildir => {
                let folder =
                    self.find(Folder::Drafts)?.unwrap_or_else(|| self.within(Folder::Drafts.names()[0]));
                deliver(&folder, mail)
            }
            Layout::Files => save(&self.required(Folder::Drafts)?, name, mail),
        }
    }
}

/// Puts a mail into a folder of a Maildir, as a draft.
fn deliver(folder: &Path, mail: &[u8]) -> Result<()> {
    for name in ["tmp", "new", "cur"] {
        let path = folder.join(name);
        fs::create_dir_all(&path).map_err(Error::io("create", &path))?;
    }
    // By this file a Maildir knows that the folder is one of its own.
    let sign = folder.join("maildirfolder");
    if !sign.exists() {
        fs::write(&sign, "").map_err(Error::io("write", &sign))?;
    }
    let tmp = folder.join("tmp");
    let written =
        tempfile::Builder::new().prefix("casebook.").rand_bytes(20).tempfile_in(&tmp).and_then(|mut file| {
            file.write_all(mail)?;
            file.as_file().sync_all()?;
            let name = file.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
            file.persist_noclobber(folder.join("cur").join(format!("{name}:2,D")))?;
            Ok(())
        });
    written.map_err(Error::io("write a draft into", folder))
}

/// Saves a mail in a folder under a name that nothing there has.
fn save(folder: &Path, name: &str, mail: &[u8]) -> Result<()> {
    let is_sound = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    if name.is_empty() || !name.chars().all(is_sound) {
        return Err(Error::usage(format!("`{name}` is no name for a draft")));
    }
    fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    for number in 1..MOST_OF_A_NAME {
        let file = if number == 1 { format!("{name}.eml") } else { format!("{name}-{number}.eml") };
        let path = folder.join(file);
        match fs::File::create_new(&path) {
            Ok(mut file) => return file.write_all(mail).map_err(Error::io("write", &path)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Error::io("write", &path)(error)),
        }
    }
    Err(Error::usage(format!("{} has {MOST_OF_A_NAME} drafts that are called `{name}`", folder.display()))
        .help("send or remove some of them"))
}

fn is_maildir(path: &Path) -> bool {
    ["cur", "new"].iter().all(|name| path.join(name).is_dir())
}

/// The name of a mail in a Maildir without its flags.
fn unique(name: &OsStr) -> &[u8] {
    let name = name.as_encoded_bytes();
    let end = name.windows(3).rposition(|signs| matches!(signs, [b':' | b';' | b'!', b'2', b',']));
    &name[..end.unwrap_or(name.len())]
}

/// The day on which a mail was put there, in UTC.
fn arrived(metadata: &Metadata) -> Option<Date> {
    let time = Timestamp::try_from(metadata.modified().ok()?).ok()?;
    Some(time.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests;
