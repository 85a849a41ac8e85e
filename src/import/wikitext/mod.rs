//! Wikitext, as pages of Wikimedia wikis have it, block by block. [`import`](super) calls [`read`], for a page that was
//! saved and for each page of an export.
//!
//! What a page means can only be told by the wiki that it is of: templates are programs. So a few templates that mean the
//! same everywhere are read, and all others stay in the text as they were written, with a mark. The parsers that there are
//! for Rust are exponential in templates without an end, or say nothing of what they leave out; this one
//! finds first, in one pass, which brackets belong together, and goes over the text once.

mod addresses;
mod clean;
mod inline;
mod links;
mod pairs;
mod reader;
mod redirect;
mod tables;
mod tags;
mod templates;

use std::collections::HashMap;

use self::addresses::Wiki;
use self::pairs::Pairs;
use self::reader::{Page, Reader};
use super::writer::Writer;

pub(super) use self::addresses::page_address;
pub(super) use self::tags::mark;

/// Reads the text of a page with that title, of the wiki whose pages lie below the address `wiki`, such as
/// `https://meta.wikimedia.org/wiki/`.
pub(super) fn read(text: &str, title: &str, wiki: &str, writer: &mut Writer) -> Page {
    let text = clean::clean(text, &mut writer.told);
    let pairs = Pairs::of(&text);
    let mut reader = Reader {
        text: &text,
        pairs,
        title,
        wiki: Wiki::new(wiki),
        writer,
        page: Page::default(),
        notes: HashMap::new(),
        defined: None,
        term: None,
    };
    reader.page.redirect = redirect::target(&text);
    reader.blocks(0..text.len());
    reader.page
}

#[cfg(test)]
mod tests;
