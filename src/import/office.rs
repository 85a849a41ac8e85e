//! What Word and ODT files say of themselves, in the terms of Dublin Core. [`docx`](super::docx) and
//! [`odt`](super::odt) ask.

use super::found::Found;
use super::package::{Package, xml};
use crate::error::Result;

/// What the part of that name says of the document.
pub(super) fn properties(package: &Package<'_>, name: &str) -> Result<Found> {
    let mut found = Found::default();
    let Some(text) = package.text(name)? else { return Ok(found) };
    let document = xml(name, &text)?;
    for node in document.descendants() {
        let Some(said) = node.text().map(str::trim).filter(|said| !said.is_empty()) else { continue };
        match node.tag_name().name() {
            "title" => found.named = Some(said.to_owned()),
            "creator" => found.authors.push(said.to_owned()),
            // Word writes all of them in one, ODF each in its own.
            "keywords" | "keyword" => {
                found.keywords.extend(said.split([',', ';']).map(|word| word.trim().to_owned()));
            }
            "language" => found.language = Some(said.to_owned()),
            "modified" | "date" => found.date = Some(said.to_owned()),
            "description" | "subject" => found.summary = Some(said.to_owned()),
            _ => {}
        }
    }
    found.authors.dedup();
    Ok(found)
}
