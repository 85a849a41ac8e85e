//! What stands around the pages of an EPUB: the list of its files with what the book is.
//!
//! <https://www.w3.org/TR/epub-33/#sec-package-doc>

use std::fmt::Write as _;

use jiff::civil;
use sha2::{Digest, Sha256};

use crate::config::{Direction, Language};
use crate::render::context::Context;
use crate::render::html::escape;
use crate::source::UrlPath;

/// The folder of the archive that the book lies in.
pub(super) const FOLDER: &str = "EPUB/";

/// The name of the package document in it.
pub(super) const DOCUMENT: &str = "package.opf";

/// The file that says where the package document lies.
pub(super) const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n<rootfiles>\n\
    <rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>\n\
    </rootfiles>\n</container>\n";

/// The media type of pages.
const PAGE: &str = "application/xhtml+xml";

/// The page that is the book's navigation.
const CONTENTS: &str = "contents.xhtml";

/// The day of a book whose texts have none: the earliest that its archive can say. The clock would make another book of
/// the same texts each day.
const NO_DAY: civil::Date = civil::date(1980, 1, 1);

/// A file of a book.
pub(super) struct Item {
    pub(super) name: String,
    pub(super) media_type: &'static str,
    pub(super) bytes: Vec<u8>,
}

impl Item {
    pub(super) fn page(name: String, bytes: Vec<u8>) -> Self {
        Self { name, media_type: PAGE, bytes }
    }
}

/// What a book is.
pub(super) struct About<'a> {
    pub(super) identifier: String,
    pub(super) title: &'a str,
    pub(super) language: &'a Language,
    pub(super) creator: &'a str,
    pub(super) rights: Option<&'a str>,
    /// The address of the page that offers it.
    pub(super) source: Option<String>,
    /// The day on which a chapter was last changed.
    pub(super) modified: Option<civil::Date>,
}

/// What a book is known by, and stays known by when its texts change: a UUID of version 8 (RFC 9562), which is the hash of
/// its address and of the site's, or of its name where it has none.
pub(super) fn identifier(cx: &Context<'_>, url: &UrlPath) -> String {
    let config = &cx.site.config;
    let own = config.default_language();
    let site = config.base_url.as_deref().unwrap_or_else(|| config.title.get(own, own));
    let mut hash = Sha256::new();
    hash.update(site.as_bytes());
    hash.update([0]);
    hash.update(url.as_str().as_bytes());
    let mut bytes: [u8; 16] = std::array::from_fn(|_| 0);
    bytes.copy_from_slice(&hash.finalize()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut uuid = String::from("urn:uuid:");
    for (at, byte) in bytes.iter().enumerate() {
        let dash = if [4, 6, 8, 10].contains(&at) { "-" } else { "" };
        let _ = write!(uuid, "{dash}{byte:02x}");
    }
    uuid
}

/// The package document: what the book is, its files, and their order.
pub(super) fn document(about: &About<'_>, items: &[Item]) -> String {
    let About { identifier, language, .. } = about;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" xml:lang=\"{language}\">\n\
         <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
         <dc:identifier id=\"id\">{identifier}</dc:identifier>\n"
    );
    let modified = about.modified.unwrap_or(NO_DAY);
    let language = language.to_string();
    let day = about.modified.map(|day| day.to_string());
    let known = [
        ("title", Some(about.title)),
        ("language", Some(&*language)),
        ("creator", Some(about.creator)),
        ("rights", about.rights),
        ("source", about.source.as_deref()),
        ("date", day.as_deref()),
    ];
    for (name, value) in known {
        if let Some(value) = value {
            let _ = writeln!(out, "<dc:{name}>{}</dc:{name}>", escape(value));
        }
    }
    let _ = writeln!(out, "<meta property=\"dcterms:modified\">{modified}T00:00:00Z</meta>");
    let has_pictures = items.iter().any(|item| item.media_type.starts_with("image/"));
    for mode in ["textual", "visual"].into_iter().take(if has_pictures { 2 } else { 1 }) {
        let _ = writeln!(out, "<meta property=\"schema:accessMode\">{mode}</meta>");
    }
    for feature in ["tableOfContents", "structuralNavigation"] {
        let _ = writeln!(out, "<meta property=\"schema:accessibilityFeature\">{feature}</meta>");
    }
    out.push_str("</metadata>\n<manifest>\n");
    for (at, Item { name, media_type, .. }) in items.iter().enumerate() {
        let navigation = if name == CONTENTS { " properties=\"nav\"" } else { "" };
        let _ = writeln!(out, "<item id=\"i{at}\" href=\"{name}\" media-type=\"{media_type}\"{navigation}/>");
    }
    let direction = match about.language.direction() {
        Direction::RightToLeft => " page-progression-direction=\"rtl\"",
        Direction::LeftToRight => "",
    };
    let _ = writeln!(out, "</manifest>\n<spine{direction}>");
    for at in items.iter().enumerate().filter(|(_, item)| item.media_type == PAGE).map(|(at, _)| at) {
        let _ = writeln!(out, "<itemref idref=\"i{at}\"/>");
    }
    out.push_str("</spine>\n</package>\n");
    out
}
