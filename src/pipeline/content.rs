use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::Inventory;
use crate::config::{Config, Repository};
use crate::desk::check::private_data;
use crate::diagnostic::text::conflict;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::parse::csv_table::CsvTable;
use crate::parse::{front_matter, svg};
use crate::picture::{self, Flaw, Picture};
use crate::read::{self, Blob, SourceFile, Sources};
use crate::record::{self, ContentFile, Id, Kind, Parsed, Record, Review, asset, layout, nearly};
use crate::site::Asset;
use crate::source::{self, SitePath, UrlPath};
use crate::yaml::Places;

/// What the files below `content/` hold.
#[derive(Clone, Default)]
pub(super) struct Content {
    /// By path, sorted.
    files: Vec<(SourceFile, Arc<File>)>,
    /// The languages that paths were read with; a change of them changes what paths mean.
    config: Option<Arc<Config>>,
}

enum File {
    Record {
        parsed: Parsed,
        /// Whether all that was written was understood.
        is_sound: bool,
        faults: Diagnostics,
    },
    Review(Option<Arc<Review>>, Diagnostics),
    Asset {
        url: UrlPath,
        look: Look,
        csv: Option<Arc<Result<CsvTable, Diagnostic>>>,
        faults: Diagnostics,
    },
    Faulty(Diagnostics),
    Rules,
}

/// What a published file looks like.
enum Look {
    /// Width and height in pixels, for images.
    Size(Option<(usize, usize)>),
    Picture(Result<Picture, Flaw>),
}

impl Content {
    /// Reads what has changed since `before`, many files at once.
    pub(super) fn load(inventory: &Inventory, config: &Arc<Config>, before: Option<Self>) -> Self {
        let before = before.filter(|before| before.config.as_ref() == Some(config)).unwrap_or_default();
        let paths: &[SourceFile] = &inventory.content;
        let exists = |path: &str| paths.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok();
        let sources = &inventory.sources;
        let same_paths = before.files.len() == paths.len()
            && before.files.iter().zip(paths).all(|((before, _), file)| before.path == file.path);
        let mut known = before.files.into_iter().peekable();
        let mut keep = |file: &SourceFile| {
            while known.next_if(|(before, _)| before.path < file.path).is_some() {}
            let (before, held) = known.next_if(|(before, _)| before.path == file.path)?;
            // What a file with two dots in its name is hangs on which others there are.
            let settled = same_paths || file.path.file_name().matches('.').count() < 2;
            (before.stamp == file.stamp && settled).then_some(held)
        };
        let kept: Vec<_> = paths.iter().map(|file| (file, keep(file))).collect();
        let files = kept.into_par_iter().map(|(file, held)| {
            (file.clone(), held.unwrap_or_else(|| Arc::new(File::read(sources, file, config, &exists))))
        });
        Self { files: files.collect(), config: Some(Arc::clone(config)) }
    }

    fn at(&self, path: &SitePath) -> Option<&File> {
        let at = self.files.binary_search_by(|(file, _)| file.path.cmp(path)).ok()?;
        Some(&self.files[at].1)
    }

    /// The original that a file holds, as far as all of the file was understood: what is written wrongly decides
    /// nothing.
    pub(super) fn sound(&self, path: &SitePath) -> Option<&Arc<Record>> {
        match self.at(path)? {
            File::Record { parsed: Parsed::Record(record), is_sound: true, .. } => Some(record),
            _ => None,
        }
    }

    /// Those of a kind.
    pub(super) fn sound_ones(&self, kind: Kind) -> impl Iterator<Item = &Arc<Record>> {
        self.files.iter().filter_map(move |(_, file)| match &**file {
            File::Record { parsed: Parsed::Record(record), is_sound: true, .. } if record.id.kind == kind => {
                Some(record)
            }
            _ => None,
        })
    }

    /// The review that a file is, where it can be read.
    pub(super) fn review(&self, path: &SitePath) -> Option<&Arc<Review>> {
        match self.at(path)? {
            File::Review(review, _) => review.as_ref(),
            _ => None,
        }
    }

    /// The files that are reviews below a folder, which ends with `/`.
    pub(super) fn reviews_below(&self, folder: &str) -> impl Iterator<Item = &SitePath> {
        let start = self.files.partition_point(|(file, _)| file.path.as_str() < folder);
        let below =
            self.files[start..].iter().take_while(move |(file, _)| file.path.as_str().starts_with(folder));
        below.filter(|(_, file)| matches!(&**file, File::Review(..))).map(|(file, _)| &file.path)
    }

    /// The records of a kind of which there is a file, in whatever state and language.
    pub(super) fn ids(&self, kind: Kind) -> FxHashSet<&Id> {
        let ids = self.parsed().map(|parsed| match parsed {
            Parsed::Record(record) => &record.id,
            Parsed::Translation(translation) => &translation.id,
            Parsed::Broken(id) => id,
        });
        ids.filter(|id| id.kind == kind).collect()
    }

    /// Whether a file is a record, a translation of one, or a review.
    pub(super) fn is_text(&self, path: &SitePath) -> bool {
        matches!(self.at(path), Some(File::Record { .. } | File::Review(..)))
    }

    pub(super) fn parsed(&self) -> impl Iterator<Item = &Parsed> {
        self.files.iter().filter_map(|(_, file)| match &**file {
            File::Record { parsed, .. } => Some(parsed),
            _ => None,
        })
    }

    pub(super) fn reviews(&self) -> impl Iterator<Item = &Arc<Review>> {
        self.files.iter().filter_map(|(_, file)| match &**file {
            File::Review(review, _) => review.as_ref(),
            _ => None,
        })
    }

    pub(super) fn assets(&self) -> Vec<Asset> {
        let exists =
            |path: &str| self.files.binary_search_by(|(file, _)| file.path.as_str().cmp(path)).is_ok();
        let asset = |(file, held): &(SourceFile, Arc<File>)| match &**held {
            File::Asset { url, look, csv, .. } => Some(Asset {
                file: file.path.clone(),
                url: url.clone(),
                bytes: file.stamp.size,
                size: look.size(),
                csv: csv.clone(),
                picture: match look {
                    Look::Size(_) => None,
                    Look::Picture(picture) => Some(*picture),
                },
                meant: nearly::meant(&file.path, &exists),
            }),
            _ => None,
        };
        self.files.iter().filter_map(asset).collect()
    }

    pub(super) fn diagnostics(&self) -> impl Iterator<Item = Diagnostic> {
        self.files.iter().flat_map(|(_, file)| match &**file {
            File::Record { faults: diagnostics, .. }
            | File::Review(_, diagnostics)
            | File::Asset { faults: diagnostics, .. }
            | File::Faulty(diagnostics) => diagnostics.iter().cloned().collect::<Vec<_>>(),
            File::Rules => Vec::new(),
        })
    }
}

impl File {
    fn read(sources: &Sources, file: &SourceFile, config: &Config, exists: &dyn Fn(&str) -> bool) -> Self {
        let path = &file.path;
        let mut default_language = config.default_language().clone();
        let (id, translation) = match ContentFile::of(path, config, exists) {
            Ok(ContentFile::Record(id)) => (id, None),
            Ok(ContentFile::Translation(id, language)) => (id, Some(language)),
            Ok(ContentFile::Original(id, language)) => {
                default_language = language;
                (id, None)
            }
            Ok(ContentFile::Review { request, name }) => {
                return Self::review(sources, file, config, &request, &name);
            }
            Ok(ContentFile::Asset(url)) => return Self::asset(sources, file, config, url),
            Ok(ContentFile::Rules) => return Self::Rules,
            Err(fault) => return Self::Faulty(Diagnostics::from(fault)),
        };
        match sources.text(file) {
            Ok(text) => {
                let default_language = &default_language;
                let file = record::File { path, id, translation, default_language, text: &text };
                let kind = file.id.kind;
                let (mut parsed, mut faults) = file.parse();
                keep_source(&mut parsed, &text, config);
                let is_sound = !faults.has_errors();
                if matches!(kind, Kind::Request | Kind::Upload) {
                    faults.extend(private_data(path, &text, config));
                }
                Self::Record { parsed, is_sound, faults }
            }
            // That it is there keeps others from being blamed for naming it.
            Err(fault) => {
                let faults = Diagnostics::from(*fault);
                Self::Record { parsed: Parsed::Broken(id), is_sound: false, faults }
            }
        }
    }

    fn review(sources: &Sources, file: &SourceFile, config: &Config, request: &str, name: &str) -> Self {
        match sources.text(file) {
            Ok(text) => {
                let (review, mut diagnostics) = Review::parse(&file.path, request, name, &text);
                diagnostics.extend(private_data(&file.path, &text, config));
                Self::Review(review.map(Arc::new), diagnostics)
            }
            Err(fault) => Self::Review(None, Diagnostics::from(*fault)),
        }
    }

    fn asset(sources: &Sources, file: &SourceFile, config: &Config, url: UrlPath) -> Self {
        let path = &file.path;
        let is_drawing = path.as_str().to_ascii_lowercase().ends_with(".svg");
        let is_text = asset::is_text(path.file_name());
        let is_searched = is_text && layout::request_of(path).is_some();
        let mut found = Diagnostics::new();
        // What is too large to be read is no list that somebody merges by hand.
        let shown = if is_text { sources.shown_text(path) } else { None };
        found.extend(shown.and_then(|text| conflict(path, &text)));
        if is_drawing || is_searched {
            let text = match sources.text(file) {
                Ok(text) => text,
                Err(fault) => return Self::Faulty(Diagnostics::from(*fault)),
            };
            let faults = if is_drawing { svg::faults(path, &text) } else { Diagnostics::new() };
            if found.is_empty() && !faults.is_empty() {
                return Self::Faulty(faults);
            }
            if is_searched {
                found.extend(private_data(path, &text, config));
            }
        }
        let csv = path.as_str().to_ascii_lowercase().ends_with(".csv").then(|| {
            let text = sources.text(file).map_err(|fault| *fault);
            Arc::new(text.and_then(|text| CsvTable::parse(path, &text)))
        });
        Self::Asset { url, look: Look::at(sources, path), csv, faults: found }
    }
}

impl Look {
    fn at(sources: &Sources, path: &SitePath) -> Self {
        // Of a revision, files that are no text are not read.
        let Sources::Folder(root) = sources else { return Self::Size(sources.image_size(path)) };
        if !picture::is_picture(path.file_name()) {
            return Self::Size(sources.image_size(path));
        }
        Self::Picture(match read::bounded(root, path, picture::FILE_LIMIT) {
            Ok(Blob::Bytes(bytes)) => Picture::read(&bytes),
            Ok(Blob::TooLarge(bytes)) => Err(Flaw::TooLarge(bytes)),
            Err(_) => Err(Flaw::Damaged),
        })
    }

    /// Width and height in pixels, as people see it.
    fn size(&self) -> Option<(usize, usize)> {
        match self {
            Self::Size(size) => *size,
            Self::Picture(picture) => {
                let Picture { width, height, .. } = picture.ok()?;
                Some((usize::try_from(width).ok()?, usize::try_from(height).ok()?))
            }
        }
    }
}

/// A longer file does not fit into a link, where each byte takes one or three.
const LONGEST_SOURCE: usize = 8000;

/// Keeps the file of what somebody may translate by way of a link.
fn keep_source(parsed: &mut Parsed, text: &str, config: &Config) {
    let Parsed::Record(record) = parsed else { return };
    let takes_text = config.repository.as_ref().is_some_and(Repository::takes_text);
    let is_kept = config.languages.len() > 1 && takes_text && text.len() <= LONGEST_SOURCE;
    // The places of sections are those of a text without control characters.
    if let Some(record) = Arc::get_mut(record).filter(|_| is_kept && !source::has_control(text)) {
        record.source = Some(text.into());
    }
}

/// Where the fields stand in the text of their file.
pub(super) fn places<'t>(file: &SitePath, text: &'t str) -> Option<Places<'t>> {
    if layout::text_name(file.as_str()).is_none() {
        return Some(Places::new(text, 0));
    }
    let split = front_matter::split(file, text).ok()?;
    Some(Places::new(split.yaml, split.yaml_start))
}
