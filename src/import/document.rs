//! A document that was read, before anybody has said what record it is to be.

use super::found::Found;
use super::told::Told;
use super::writer::Segment;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Markdown,
    Html,
    Docx,
    Odt,
    Wikitext,
    MediawikiXml,
}

impl Format {
    /// What a file of that name is.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Some(match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "docx" => Self::Docx,
            "odt" => Self::Odt,
            "wiki" | "wikitext" | "mediawiki" => Self::Wikitext,
            "xml" => Self::MediawikiXml,
            _ => return None,
        })
    }

    /// What it is called in a sentence.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Html => "a page in HTML",
            Self::Docx => "a Word document",
            Self::Odt => "an ODT document",
            Self::Wikitext => "wikitext",
            Self::MediawikiXml => "a page of an export of MediaWiki",
        }
    }
}

/// A document that was read.
#[derive(Debug)]
pub struct Document {
    /// What people call it: the file, or the page in it.
    pub name: String,
    pub(super) format: Format,
    pub(super) found: Found,
    pub(super) segments: Vec<Segment>,
    /// The notes, as they stand at the end.
    pub(super) notes: String,
    pub(super) told: Told,
}
