use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use super::args::Import;
use super::request::{Desk, known_language};
use super::{Outcome, answer, new, terminal};
use crate::config::Language;
use crate::error::{Error, Result};
use crate::import::{self, FILE_LIMIT, Made};
use crate::record::{Id, Manuscript, layout};
use crate::source::SitePath;

/// A record, and where it will lie.
struct Planned {
    made: Made,
    file: SitePath,
}

impl Import {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        if self.files.len() > 1 && self.title.is_some() {
            return Err(Error::usage("several files cannot have one title").help("take them in one by one"));
        }
        let desk = Desk::open(root, None)?;
        known_language(&desk, self.language.as_deref())?;
        let language = self.language.as_deref().and_then(Language::parse);
        let (mut planned, mut passed_over, mut faults) = (Vec::new(), Vec::new(), Vec::new());
        for path in &self.files {
            match self.file(&desk, path, language.as_ref(), &mut planned) {
                Ok(others) => passed_over.extend(others),
                Err(error) => faults.push(error),
            }
        }
        let mut paths: Vec<&SitePath> = planned.iter().map(|planned: &Planned| &planned.file).collect();
        paths.sort();
        for pair in paths.windows(2).filter(|pair| pair[0] == pair[1]) {
            faults.push(
                Error::usage(format!("two documents would be {}", pair[0]))
                    .help("take them in one by one, with `--title`"),
            );
        }
        // All of them, or none: whoever gives the command again finds nothing half done.
        if let Some(error) = Error::all(faults) {
            return Err(error);
        }
        for Planned { made, file } in &planned {
            write(&desk, made, file)?;
            answer(&format!("{file}\n"))?;
            terminal::say(&made.report)?;
        }
        if !passed_over.is_empty() {
            let lines: String = passed_over.iter().flat_map(|why| ["  ", why, "\n"]).collect();
            terminal::say(&format!("passed over:\n{lines}"))?;
        }
        Ok(Outcome::Clean)
    }

    /// Reads a file, and plans the record of each document in it. Gives what became none.
    fn file(
        &self,
        desk: &Desk,
        path: &Path,
        language: Option<&Language>,
        planned: &mut Vec<Planned>,
    ) -> Result<Vec<String>> {
        let name = path.display().to_string();
        let format =
            self.format.map(super::args::DocumentFormat::format).or_else(|| import::Format::of(&name));
        let Some(format) = format else {
            return Err(Error::usage(format!("{name} does not say what it is"))
                .help("say it with `--format`: markdown, html, docx, odt, wikitext or mediawiki-xml"));
        };
        let read = import::read(&name, format, &content(path)?, self.source.as_deref())?;
        if read.documents.len() > 1 && self.title.is_some() {
            return Err(Error::usage(format!(
                "{name} has {} pages, which cannot have one title",
                read.documents.len()
            ))
            .help("leave out `--title`"));
        }
        let mut faults = Vec::new();
        for document in read.documents {
            let document_name = document.name.clone();
            let probe = Id { kind: self.kind, slug: "import".into() };
            let is_valid = |text: &str| parsed(desk, &probe, text).is_ok();
            let title = self.title.as_deref().map(str::trim);
            let made = import::compose(document, self.kind, title, language, &desk.site, &is_valid);
            let place = new::free(&desk.project.root, self.kind, &made.title).and_then(|id| {
                parsed(desk, &id, &made.text)?;
                let paths = layout::paths(&id);
                // Pictures lie in the folder of their record.
                Ok(if made.pictures.is_empty() { paths[0].clone() } else { folder(paths) })
            });
            match place {
                Ok(file) => planned.push(Planned { made, file }),
                Err(error) => faults.push(error.at(&document_name)),
            }
        }
        Error::all(faults).map_or(Ok(read.passed_over), Err)
    }
}

/// Holds a text to be a record without an error.
fn parsed(desk: &Desk, id: &Id, text: &str) -> Result<()> {
    let file = &layout::paths(id)[0];
    let manuscript = Manuscript::parse(file, text).map_err(|fault| Error::of(&fault))?;
    desk.parsed(file, id.clone(), &manuscript).map(|_| ())
}

/// The one of the paths of a record that has a folder of its own.
fn folder(paths: Vec<SitePath>) -> SitePath {
    let alone = paths[0].clone();
    paths.into_iter().find(|path| path.file_name() == "index.md").unwrap_or(alone)
}

/// What a file holds, up to its bound.
fn content(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // Whoever names a link or a pipe means it.
    let file = fs::File::open(path).map_err(Error::io("open", path))?;
    file.take(FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(Error::io("read", path))?;
    if bytes.len() as u64 > FILE_LIMIT {
        let message = format!("{} has more than {} MiB", path.display(), FILE_LIMIT / 1024 / 1024);
        return Err(Error::usage(message).help("split it, and take in each piece"));
    }
    Ok(bytes)
}

/// Writes a record and its pictures, all of them new files.
fn write(desk: &Desk, made: &Made, file: &SitePath) -> Result<()> {
    let root = &desk.project.root;
    let path = file.under(root);
    let parent = path.parent().unwrap_or(root);
    fs::create_dir_all(parent).map_err(Error::io("create", parent))?;
    let pictures = made.pictures.iter().map(|(name, bytes)| (parent.join(name), bytes.as_slice()));
    for (path, bytes) in [(path.clone(), made.text.as_bytes())].into_iter().chain(pictures) {
        let mut open = fs::File::create_new(&path).map_err(Error::io("create", &path))?;
        open.write_all(bytes).map_err(Error::io("write", &path))?;
    }
    Ok(())
}
