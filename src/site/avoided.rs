//! Words that a text should not say, by the site's glossary. Called by `pipeline`.

use rayon::prelude::*;

use super::Site;
use crate::config::{Found, Words};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::parse::front_matter;
use crate::parse::markdown::{Prose, prose};
use crate::record::{At, Common, Record};

/// The places where texts say what their language should not. `text` gives the text of a record's file.
pub fn avoided(site: &Site, text: impl Fn(&Record) -> Option<String> + Sync) -> Vec<Diagnostic> {
    if site.glossary.is_empty() {
        return Vec::new();
    }
    let records: Vec<&Record> = site.entries().map(|(_, entry)| &*entry.record).collect();
    let faults = records.into_par_iter().flat_map_iter(|record| {
        let words = site.glossary.words(&record.language);
        words.map(|words| of_record(site, record, words, &text)).unwrap_or_default()
    });
    faults.collect()
}

fn of_record(
    site: &Site,
    record: &Record,
    words: &Words,
    text: &impl Fn(&Record) -> Option<String>,
) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let common = &record.common;
    // A title that the text itself gives is found there.
    let title_of_text = record.body.title.as_deref();
    let title = Some(&*common.title).filter(|_| title_of_text.is_none());
    for (field, text) in [(Common::title, title), (Common::summary, common.summary.as_deref())] {
        let at = At::Field(field);
        let Some(text) = text.filter(|_| !record.inherits(&at)) else { continue };
        for found in words.avoided(text) {
            faults.extend(fault(site, record, &found, text, at.path().into()));
        }
    }
    // Few texts have one, so their places need not be known of the others.
    let html = record.body.markup().replace('\n', " ");
    if words.avoided(&html).is_empty() && words.avoided(title_of_text.unwrap_or_default()).is_empty() {
        return faults;
    }
    let text = text(record).unwrap_or_default();
    let Ok(split) = front_matter::split(&record.file, &text) else { return faults };
    for prose in prose(&text, split.body_start) {
        let found = words.avoided(&prose.text).into_iter().filter(|found| !is_of_address(&prose, found));
        for found in found {
            let place = prose.span(&found.at).into();
            faults.extend(fault(site, record, &found, &prose.text, place));
        }
    }
    faults
}

/// Whether it stands in an address that is a link without any mark.
fn is_of_address(prose: &Prose, found: &Found<'_>) -> bool {
    let start = prose.text[..found.at.start].rfind(' ').map_or(0, |at| at + 1);
    prose.text[start..found.at.start].contains("://")
}

fn fault(site: &Site, record: &Record, found: &Found<'_>, text: &str, place: Place) -> Option<Diagnostic> {
    let label = site.glossary.get(found.term)?.label.own(&record.language).unwrap_or(found.term);
    let message = format!("the glossary of this site does not say “{}”", &text[found.at.clone()]);
    Some(
        Diagnostic::new(Code::GlossaryAvoided, &record.file, place, message)
            .help(format!("write “{label}”, or another name that `{}` has in `glossary.yaml`", found.term)),
    )
}
