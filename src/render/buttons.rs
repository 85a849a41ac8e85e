//! Links that pages tell their readers to follow, and that this site does not have. Called by `pipeline`.

use std::borrow::Cow;
use std::sync::Arc;

use super::Theme;
use crate::config::Language;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::record::Record;
use crate::site::Site;
use crate::source::Span;

/// The names of the links to a page's file, which a site without a repository cannot have.
const EDIT: &[&str] = &["foot-edit", "foot-edit-request"];

/// The pages that name the link to their file where there is none. `text` gives the text of a record's file.
pub fn missing(site: &Site, theme: &Theme, text: impl Fn(&Record) -> Option<String>) -> Vec<Diagnostic> {
    if site.config.repository.is_some() {
        return Vec::new();
    }
    let names: Vec<(&Language, Vec<Cow<'_, str>>)> = site
        .config
        .languages
        .iter()
        .map(|language| {
            let words = &theme.interface(language).words;
            (language, EDIT.iter().map(|id| words.get(id)).collect())
        })
        .collect();
    let fault = |record: &Arc<Record>| {
        let (_, names) = names.iter().find(|(language, _)| **language == record.language)?;
        let name = &**names.iter().find(|name| record.body.says(name))?;
        let text = text(record).unwrap_or_default();
        let place = text.match_indices(name).find(|(at, _)| !text[..*at].ends_with('`'));
        let place = place.map_or(Place::File, |(at, _)| Span::new(at, at + name.len()).into());
        let message = format!("the page speaks of the link “{name}”, and this site has none");
        Some(Diagnostic::new(Code::MissingRepository, &record.file, place, message).help(
            "write `repository:` with its `url:` into `casebook.yaml`, or say how else a change can be proposed",
        ))
    };
    site.entries().filter_map(|(_, entry)| fault(&entry.record)).collect()
}
