//! Days that have not come, where a record says when something was done. Used as they are, they would keep a
//! page at the top of every list for ever, and a guide from being read through again. They are told, and the
//! site does as if they were not written.

use std::sync::Arc;

use jiff::civil;

use crate::config::Language;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath};
use crate::record::value::Date;
use crate::record::{Common, Fields, Guide, Record, Request, Review, Tool};
use crate::source::SitePath;

/// Takes them out. What a translation has from its original is told there.
pub(super) fn leave_out(
    records: &mut [Arc<Record>],
    reviews: &mut [Arc<Review>],
    original: &Language,
    today: civil::Date,
    diagnostics: &mut Diagnostics,
) {
    // Somewhere it is tomorrow already.
    let last = today.saturating_add(jiff::Span::new().days(1));
    let is_ahead = |date: Option<Date>| date.is_some_and(|date| date.0 > last);
    for record in records {
        let mut tell = |path: FieldPath| diagnostics.push(fault(&record.file, path));
        let is_original = record.language == *original;
        let is_updated_ahead = is_ahead(record.common.updated);
        if is_updated_ahead {
            tell(FieldPath::key(Common::updated.name));
        }
        let ahead: Vec<FieldPath> = match &record.fields {
            Fields::Guide(guide) if is_ahead(guide.last_reviewed) => {
                vec![FieldPath::key(Guide::last_reviewed.name)]
            }
            Fields::Request(request) if is_ahead(request.received) => {
                vec![FieldPath::key(Request::received.name)]
            }
            Fields::Tool(tool) if is_ahead(tool.last_checked) => {
                vec![FieldPath::key(Tool::last_checked.name)]
            }
            _ => Vec::new(),
        };
        if is_original {
            ahead.iter().cloned().for_each(tell);
        }
        if !is_updated_ahead && ahead.is_empty() {
            continue;
        }
        let record = Arc::make_mut(record);
        if is_updated_ahead {
            record.common.updated = None;
        }
        if ahead.is_empty() {
            continue;
        }
        match &mut record.fields {
            Fields::Guide(guide) => guide.last_reviewed = None,
            Fields::Request(request) => request.received = None,
            Fields::Tool(tool) => tool.last_checked = None,
            _ => {}
        }
    }
    for review in reviews.iter_mut().filter(|review| is_ahead(review.date)) {
        diagnostics.push(fault(&review.file, FieldPath::key("date")));
        Arc::make_mut(review).date = None;
    }
}

fn fault(file: &SitePath, path: FieldPath) -> Diagnostic {
    let message = format!("`{path}` is a day that has not come");
    Diagnostic::new(Code::FutureDate, file, path, message)
        .help("correct the year; until then the site does as if it were not written")
}
