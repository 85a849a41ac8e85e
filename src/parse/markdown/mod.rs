//! The Markdown of a record's body, turned into HTML once and before the site as a whole is known.
//!
//! `record` calls [`parse`] for each file, many at a time. What only the site can tell (where a
//! link leads, how large an image is, what "Note" is in the page's language) is left as a placeholder in
//! the HTML; `render` fills the placeholders with [`Body::write`] each time a page is written.
//!
//! The text comes from strangers. Of HTML a few elements work, without their attributes, and comments go
//! nowhere; the rest is shown as text. Links may only have the schemes of a short list, and nothing in the
//! HTML makes a browser ask another host.

mod address;
mod autolink;
mod body;
mod cjk;
mod embedded;
mod emphasis;
mod figures;
mod foreign;
mod headings;
mod highlight;
mod html;
mod html_tags;
mod links;
mod lost;
mod meant;
mod notes;
mod pieces;
mod prose;
mod raw_html;
mod sections;
mod signs;
mod tables;
mod text;
mod wiki;
mod wikitext;
mod writer;

pub use body::{Body, Fill, Heading, Link, LinkKind, Message};
pub use embedded::is_recording;
pub use foreign::{Foreign, ForeignKind, Outline, outline};
pub use prose::{Prose, prose};
pub use sections::{Piece, Section, SectionDigest};
pub use text::Passage;
pub use wikitext::{Leads, Lost, Wikitext, wiki_text, wikitext};
pub(super) use writer::escape_text;

use pulldown_cmark::{Options as Extensions, Parser};

use crate::diagnostic::Diagnostics;
use crate::source::SitePath;

/// What Markdown has here beyond its core.
const EXTENSIONS: Extensions = Extensions::ENABLE_TABLES
    .union(Extensions::ENABLE_FOOTNOTES)
    .union(Extensions::ENABLE_STRIKETHROUGH)
    .union(Extensions::ENABLE_TASKLISTS)
    .union(Extensions::ENABLE_GFM)
    .union(Extensions::ENABLE_DEFINITION_LIST)
    .union(Extensions::ENABLE_WIKILINKS);

/// How a file is to be read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Take a heading of the first level that opens the text as the record's title: it becomes
    /// [`Body::title`] and is left out of the HTML.
    pub title_from_heading: bool,
    /// Read what `CommonMark` knows and nothing else: the tests of the specification ask for it.
    pub only_commonmark: bool,
}

/// Reads the Markdown of `text`, the whole text of `file`, from the byte `body_start` on, and finds
/// its faults: links that nobody may follow, images from elsewhere or without a description, HTML.
#[must_use]
pub fn parse(text: &str, body_start: usize, file: &SitePath, options: Options) -> (Body, Diagnostics) {
    let body = &text[body_start..];
    let mut writer = writer::Writer::new(body, body_start, file, options);
    let extensions = if options.only_commonmark { Extensions::empty() } else { EXTENSIONS };
    for (event, range) in Parser::new_ext(body, extensions).into_offset_iter() {
        writer.take(event, range);
    }
    writer.finish()
}

#[cfg(test)]
mod tests;
