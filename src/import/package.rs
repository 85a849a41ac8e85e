//! The parts of a Word or ODT file, which is a ZIP archive of XML and pictures. Such files come from strangers: no part is
//! unpacked further than its bound, whatever the archive says of its size, and no name in it is taken for a path.

use std::cell::Cell;
use std::collections::HashMap;
use std::io::Read;

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

use crate::error::{Error, Result};

/// How much a part may hold, in bytes.
const PART: u64 = 32 * 1024 * 1024;
/// How much all parts that are read may hold together, in bytes.
const TOGETHER: u64 = 128 * 1024 * 1024;
/// How many parts an archive may have.
const MOST_PARTS: usize = 10_000;
/// How many nodes an XML part may have.
const MOST_NODES: u32 = 2_000_000;
/// How deep elements may lie within each other.
const DEEPEST: usize = 200;

pub(super) struct Package<'d> {
    archive: ZipSliceArchive<&'d [u8]>,
    parts: HashMap<String, (ZipArchiveEntryWayfinder, CompressionMethod)>,
    read: Cell<u64>,
}

impl<'d> Package<'d> {
    /// Opens the archive.
    ///
    /// # Errors
    /// When it is none, is damaged, or has more than it may have.
    pub(super) fn open(bytes: &'d [u8]) -> Result<Self> {
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(Error::usage("the document has a password, or is of Word 2003 or older")
                .help("open it, and save it as .docx or .odt without a password"));
        }
        let archive = ZipArchive::from_slice(bytes).map_err(damaged)?;
        let mut parts = HashMap::new();
        let mut entries = archive.entries();
        while let Some(entry) = entries.next_entry().map_err(damaged)? {
            let Ok(name) = std::str::from_utf8(entry.file_path().as_ref()).map(str::to_owned) else {
                return Err(Error::usage("a part of the document has a name that cannot be read"));
            };
            let place = (entry.wayfinder(), entry.compression_method());
            if parts.insert(name.clone(), place).is_some() {
                return Err(Error::usage(format!("the document has two parts `{name}`"))
                    .help("open it in the program that it is of, and save it anew"));
            }
            if parts.len() > MOST_PARTS {
                return Err(Error::usage(format!("the document has more than {MOST_PARTS} parts"))
                    .help("split it, and take in each piece"));
            }
        }
        Ok(Self { archive, parts, read: Cell::new(0) })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(name)
    }

    /// A part, unpacked; `None` where there is none of that name.
    ///
    /// # Errors
    /// When it is damaged, is packed in a way that such files do not have, or holds too much.
    pub(super) fn part(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let Some((place, method)) = self.parts.get(name) else { return Ok(None) };
        let at = |error: Error| error.at(&format!("its part `{name}`"));
        let entry = self.archive.get_entry(*place).map_err(|error| at(damaged(error)))?;
        let limit = PART.min(TOGETHER.saturating_sub(self.read.get()));
        let mut bytes = Vec::new();
        let packed = entry.data();
        let read = match *method {
            CompressionMethod::STORE => {
                entry.verifying_reader(packed).take(limit + 1).read_to_end(&mut bytes)
            }
            CompressionMethod::DEFLATE => {
                let unpacked = DeflateDecoder::new(packed);
                entry.verifying_reader(unpacked).take(limit + 1).read_to_end(&mut bytes)
            }
            _ => return Err(at(Error::usage("it is packed in a way that is not known"))),
        };
        if bytes.len() as u64 > limit {
            let message = format!("it unpacks to more than {} MiB", limit / 1024 / 1024);
            return Err(at(Error::usage(message).help("take large pictures out, or split the document")));
        }
        read.map_err(|error| at(Error::usage("it is damaged").because(error)))?;
        self.read.set(self.read.get() + bytes.len() as u64);
        Ok(Some(bytes))
    }

    /// The text of an XML part; `None` where there is none of that name.
    ///
    /// # Errors
    /// As [`part`](Self::part), and when it is no UTF-8.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        let text = String::from_utf8(bytes)
            .map_err(|_| Error::usage(format!("its part `{name}` is not in UTF-8")))?;
        Ok(Some(text))
    }
}

fn damaged(error: rawzip::Error) -> Error {
    Error::usage("the document is damaged, or none of its kind")
        .because(error)
        .help("open it in the program that it is of, and save it anew")
}

/// The tree of an XML text. A definition of a document type is refused: it can make a short text a long one.
///
/// # Errors
/// When it is no XML, with the line and column of `name`, or is too large or too deep.
pub(super) fn xml<'t>(name: &str, text: &'t str) -> Result<roxmltree::Document<'t>> {
    let options =
        roxmltree::ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text, options).map_err(|error| {
        let place = error.pos();
        let help = match error {
            roxmltree::Error::DtdDetected => "delete the `<!DOCTYPE …>` at its beginning",
            roxmltree::Error::NodesLimitReached => "it is too large: split it, and take in each piece",
            _ => "save or export it anew",
        };
        Error::usage("it is no XML that can be read")
            .at(&format!("{name}:{}:{}", place.row, place.col))
            .because(error)
            .help(help)
    })?;
    // Of each node, how deep it lies; parents stand before their children.
    let mut depths: Vec<usize> = Vec::new();
    for node in document.root().descendants() {
        let above = node.parent().and_then(|parent| depths.get(parent.id().get_usize()));
        let depth = above.map_or(0, |above| above + 1);
        depths.push(depth);
        if depth > DEEPEST {
            let place = document.text_pos_at(node.range().start);
            return Err(Error::usage(format!("its elements lie within each other more than {DEEPEST} deep"))
                .at(&format!("{name}:{}:{}", place.row, place.col))
                .help("copy the text into a new document, and take in that"));
        }
    }
    Ok(document)
}

/// The ending that a picture may be published with, by what it holds; `None` for all others.
pub(super) fn picture_ending(bytes: &[u8]) -> Option<&'static str> {
    match imagesize::image_type(bytes).ok()? {
        imagesize::ImageType::Png => Some("png"),
        imagesize::ImageType::Jpeg => Some("jpg"),
        imagesize::ImageType::Gif => Some("gif"),
        imagesize::ImageType::Webp => Some("webp"),
        _ => None,
    }
}
