//! What a document says of itself besides its text, and its pictures. Every reader gives it.

use serde_json::Value as Json;

use super::package::picture_ending;
use super::told::Left;
use super::writer::Writer;

/// A picture as a document holds it.
pub(super) struct Picture<'d> {
    pub(super) bytes: Vec<u8>,
    pub(super) description: &'d str,
}

/// What a document says of itself besides its text.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The title within the text.
    pub(super) title: Option<String>,
    /// The title that the program of the document keeps beside it, which is often that of another one.
    pub(super) named: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) date: Option<String>,
    pub(super) language: Option<String>,
    pub(super) keywords: Vec<String>,
    /// Where it is on the web, what it is called there and when it was changed.
    pub(super) source: Option<(String, String, Option<String>)>,
    /// Fields of a front matter that mean nothing here, or not yet.
    pub(super) fields: Vec<(String, Json)>,
    /// The name and content of each picture.
    pub(super) pictures: Vec<(String, Vec<u8>)>,
}

impl Found {
    /// Keeps a picture, and shows it in the text; one that is not published is its description.
    pub(super) fn picture(&mut self, writer: &mut Writer, picture: Picture<'_>) {
        let Some(ending) = picture_ending(&picture.bytes) else {
            writer.told.left(Left::PictureType);
            return writer.line.text(picture.description);
        };
        let name = format!("picture-{}.{ending}", self.pictures.len() + 1);
        writer.picture(&name, picture.description);
        self.pictures.push((name, picture.bytes));
    }
}
